//! Sealing of secrets with a key that is not in the database (ADR 10).
//!
//! Owns the file of the key and the form of what is sealed: "1:" and, in hexadecimal digits, nonce and ciphertext of
//! ChaCha20-Poly1305. What is sealed for one person opens for no other.

use domain::PersonId;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use web::{App, Failure, secret};

/// The name of the key's file beside a SQLite database.
const FILE_NAME: &str = "daybinder.key";
const VERSION: &str = "1:";
const KEY_BYTES: usize = 32;

/// The key, as long as one request needs it.
pub(super) struct SealingKey(LessSafeKey);

impl SealingKey {
    /// The key; made on first use where `make` says so. None if there is none and none may be made.
    ///
    /// # Errors
    /// [`Failure::Unexpected`] if the file cannot be read or made, or is no key.
    pub(super) fn of(app: &App, make: bool) -> Result<Option<SealingKey>, Failure> {
        let Some(path) = place_of_key(app) else { return Ok(None) };
        match std::fs::read_to_string(&path) {
            Ok(text) => SealingKey::parse(&text).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound && make => {
                make_file(&path).map_err(|error| broken(&path, &error))?;
                // Read again: of two that made it at once, the first one's stands.
                SealingKey::parse(&std::fs::read_to_string(&path).map_err(|error| broken(&path, &error))?).map(Some)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(broken(&path, &error)),
        }
    }

    fn parse(text: &str) -> Result<SealingKey, Failure> {
        let bytes = bytes(text.trim()).filter(|bytes| bytes.len() == KEY_BYTES);
        let key = bytes.and_then(|bytes| UnboundKey::new(&CHACHA20_POLY1305, &bytes).ok());
        key.map(|key| SealingKey(LessSafeKey::new(key))).ok_or_else(|| Failure::Unexpected("the file of the secret key holds no key".to_owned()))
    }

    /// Seals a secret for that person.
    ///
    /// # Errors
    /// [`Failure::Unexpected`] without randomness.
    pub(super) fn seal(&self, person_id: PersonId, plain: &[u8]) -> Result<String, Failure> {
        let random = secret::token()?;
        let random = bytes(random.get(..2 * NONCE_LEN).unwrap_or_default()).unwrap_or_default();
        let nonce = Nonce::try_assume_unique_for_key(&random).map_err(|_| unsealable())?;
        let mut text = plain.to_vec();
        self.0.seal_in_place_append_tag(nonce, bound_to(person_id), &mut text).map_err(|_| unsealable())?;
        Ok(format!("{VERSION}{}{}", secret::hex(&random), secret::hex(&text)))
    }

    /// Opens what was sealed for that person; none if it was not, or with another key.
    pub(super) fn open(&self, person_id: PersonId, sealed: &str) -> Option<Vec<u8>> {
        let mut all = bytes(sealed.strip_prefix(VERSION)?)?;
        if all.len() < NONCE_LEN {
            return None;
        }
        let mut text = all.split_off(NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(&all).ok()?;
        self.0.open_in_place(nonce, bound_to(person_id), &mut text).ok().map(|plain| plain.to_vec())
    }
}

/// Whether it is known where the key lies: beside the database's file, or where the setting says.
pub(crate) fn has_place_for_key(app: &App) -> bool {
    place_of_key(app).is_some()
}

fn place_of_key(app: &App) -> Option<PathBuf> {
    app.config.secret_key_file.clone().or_else(|| app.db.folder().map(|folder| folder.join(FILE_NAME)))
}

fn bound_to(person_id: PersonId) -> Aad<String> {
    Aad::from(format!("daybinder second factor {person_id}"))
}

/// Writes a new key, readable by the server's user alone. Whole or not at all: it is written aside and then linked, and
/// never over another.
fn make_file(path: &Path) -> std::io::Result<()> {
    let key = secret::token().map_err(|_| std::io::Error::other("no randomness"))?;
    let name = secret::token().map_err(|_| std::io::Error::other("no randomness"))?;
    let aside = path.with_extension(name.get(..16).unwrap_or("half"));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&aside).and_then(|mut file| {
        std::io::Write::write_all(&mut file, format!("{key}\n").as_bytes())?;
        file.sync_all()
    });
    let linked = written.and_then(|()| std::fs::hard_link(&aside, path));
    let _ = std::fs::remove_file(&aside);
    match linked {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) || !hex.is_ascii() {
        return None;
    }
    (0..hex.len()).step_by(2).map(|at| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok())).collect()
}

fn broken(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Unexpected(format!("the secret key {}: {error}", path.display()))
}

fn unsealable() -> Failure {
    Failure::Unexpected("a secret could not be sealed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(digit: char) -> SealingKey {
        SealingKey::parse(&digit.to_string().repeat(64)).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_key_for_the_same_person_only() {
        let sealed = key('a').seal(PersonId(7), b"secret").unwrap();
        assert_eq!(key('a').open(PersonId(7), &sealed).as_deref(), Some(&b"secret"[..]));
        assert_eq!(key('a').open(PersonId(8), &sealed), None, "another's");
        assert_eq!(key('b').open(PersonId(7), &sealed), None, "with another key");
        let changed = format!("{}{}", &sealed[..sealed.len() - 1], if sealed.ends_with('0') { '1' } else { '0' });
        assert_eq!(key('a').open(PersonId(7), &changed), None, "changed");
        assert_ne!(sealed, key('a').seal(PersonId(7), b"secret").unwrap());
        for odd in ["", "1:", "1:00", "2:abcd", "1:zz", "1:ភាសា"] {
            assert_eq!(key('a').open(PersonId(7), odd), None, "{odd}");
        }
    }

    #[test]
    fn a_key_is_made_once_and_for_the_servers_user_alone() {
        let path = std::env::temp_dir().join(format!("daybinder-key-{}", std::process::id()));
        make_file(&path).unwrap();
        let first = std::fs::read_to_string(&path).unwrap();
        make_file(&path).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), first, "never over another");
        assert!(SealingKey::parse(&first).is_ok() && SealingKey::parse("short").is_err());
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions()) & 0o777, 0o600);
        std::fs::remove_file(path).unwrap();
    }
}
