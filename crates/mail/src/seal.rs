//! Passwords of mailboxes, sealed with a key that stands outside the database.
//!
//! Owns the key's file: made on first use, readable by this process's user alone. Whoever has a copy of the database
//! without that file has no password. Never writes a password or the key to a log.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use std::io::{Read, Write};
use std::path::Path;
use web::Failure;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// The key's file.
const FILE: &str = "mailboxes.key";
/// What is sealed says what it is for, so that nothing else that was ever sealed passes for it.
const PURPOSE: &[u8] = b"daybinder mailbox password 1";

/// Seals and opens.
pub struct Seal(XChaCha20Poly1305);

impl Seal {
    /// With the key in that folder, which is made if there is none.
    ///
    /// # Errors
    /// [`Failure::Unexpected`] if it can be neither read nor made.
    pub fn in_folder(folder: &Path) -> Result<Seal, Failure> {
        let failed = |error: std::io::Error| Failure::Unexpected(format!("the key of the mailboxes ({FILE}): {error}"));
        let path = folder.join(FILE);
        if !path.exists() {
            make(folder, &path).map_err(failed)?;
        }
        let mut bytes = Vec::new();
        std::fs::File::open(&path).and_then(|file| file.take(1024).read_to_end(&mut bytes)).map_err(failed)?;
        let key = Key::try_from(bytes.as_slice()).map_err(|_| Failure::Unexpected(format!("{FILE} is not a key of {KEY_BYTES} bytes")))?;
        Ok(Seal(XChaCha20Poly1305::new(&key)))
    }

    /// Seals a text.
    ///
    /// # Errors
    /// [`Failure::Unexpected`] if the system has no randomness to give.
    pub fn seal(&self, text: &str) -> Result<String, Failure> {
        let mut nonce = [0_u8; NONCE_BYTES];
        random(&mut nonce).map_err(|error| Failure::Unexpected(error.to_string()))?;
        let payload = Payload { msg: text.as_bytes(), aad: PURPOSE };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).map_err(|_| Failure::Unexpected("a password could not be sealed".to_owned()))?;
        Ok(STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what was sealed with the same key; `None` for anything else.
    pub fn open(&self, sealed: &str) -> Option<String> {
        let bytes = STANDARD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
        let opened = self.0.decrypt(&XNonce::try_from(nonce).ok()?, Payload { msg: sealed, aad: PURPOSE }).ok()?;
        String::from_utf8(opened).ok()
    }
}

/// Written whole under another name first: two who make it at once end with the same key.
fn make(folder: &Path, path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut key = [0_u8; KEY_BYTES];
    random(&mut key)?;
    let mut name = [0_u8; 8];
    random(&mut name)?;
    let half = folder.join(format!("{FILE}.{:016x}", u64::from_ne_bytes(name)));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half)?;
    file.write_all(&key)?;
    file.sync_all()?;
    // A link is refused where the name stands already: then the other's key holds.
    let linked = std::fs::hard_link(&half, path);
    std::fs::remove_file(&half)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn random(bytes: &mut [u8]) -> std::io::Result<()> {
    getrandom::fill(bytes).map_err(|error| std::io::Error::other(format!("no randomness: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("daybinder-seal-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn what_was_sealed_opens_with_the_same_key_and_with_no_other() {
        let (one, other) = (folder("one"), folder("other"));
        let sealed = Seal::in_folder(&one).unwrap().seal("pass word ញ").unwrap();
        assert!(!sealed.contains("pass"));
        assert_eq!(Seal::in_folder(&one).unwrap().open(&sealed).as_deref(), Some("pass word ញ"));
        assert_eq!(Seal::in_folder(&other).unwrap().open(&sealed), None);
        let mut changed = sealed.clone();
        changed.replace_range(40..41, if &sealed[40..41] == "A" { "B" } else { "A" });
        for odd in [changed.as_str(), "", "AAAA", "not base64"] {
            assert_eq!(Seal::in_folder(&one).unwrap().open(odd), None, "{odd}");
        }
        let _ = (std::fs::remove_dir_all(&one), std::fs::remove_dir_all(&other));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder("mode");
        Seal::in_folder(&folder).unwrap();
        assert_eq!(std::fs::metadata(folder.join(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no half key is left");
        let _ = std::fs::remove_dir_all(&folder);
    }
}
