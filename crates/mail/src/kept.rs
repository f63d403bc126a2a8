//! What came with messages, kept beside the database until somebody makes a document of it.
//!
//! Owns the folder and how a piece is named there: by the SHA-256 of its bytes, so that the same piece is kept once and
//! no name of a message ever becomes a path. Another place can stand behind [`Keep`].

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A place for what came with messages.
pub trait Keep: Send + Sync {
    /// Keeps the bytes durably and names them: 64 hexadecimal digits.
    ///
    /// # Errors
    /// Those of the disk.
    fn keep_attachment(&self, bytes: &[u8]) -> io::Result<String>;

    /// The bytes under that name.
    ///
    /// # Errors
    /// Those of the disk; [`io::ErrorKind::NotFound`] for what is no name.
    fn open(&self, name: &str) -> io::Result<File>;

    /// Takes the bytes under that name away; nothing happens if there are none.
    ///
    /// # Errors
    /// Those of the disk.
    fn remove(&self, name: &str) -> io::Result<()>;
}

/// A folder of files.
pub struct Folder(PathBuf);

impl Folder {
    /// The one for messages in that folder; made on first use.
    pub fn beside(folder: &Path) -> Folder {
        Folder(folder.join("mail-attachments"))
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        let is_name = name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        is_name.then(|| self.0.join(&name[..2]).join(name))
    }
}

impl Keep for Folder {
    fn keep_attachment(&self, bytes: &[u8]) -> io::Result<String> {
        let name = hex(&Sha256::digest(bytes));
        let path = self.path(&name).ok_or(io::ErrorKind::InvalidInput)?;
        if std::fs::metadata(&path).is_ok_and(|about| about.len() == bytes.len() as u64) {
            return Ok(name);
        }
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        std::fs::create_dir_all(folder)?;
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
        let half = folder.join(format!("{name}.{}", hex(&random)));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&half)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| std::fs::rename(&half, &path));
        if written.is_err() {
            let _ = std::fs::remove_file(&half);
        }
        written.map(|()| name)
    }

    fn open(&self, name: &str) -> io::Result<File> {
        File::open(self.path(name).ok_or(io::ErrorKind::NotFound)?)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        match self.path(name).map(std::fs::remove_file) {
            Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_piece_is_kept_once_under_its_own_hash_and_no_path_leads_elsewhere() {
        let place = std::env::temp_dir().join(format!("daybinder-kept-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&place);
        let folder = Folder::beside(&place);
        let name = folder.keep_attachment(b"abc").unwrap();
        assert_eq!(name, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(folder.keep_attachment(b"abc").unwrap(), name);
        let mut read = String::new();
        folder.open(&name).unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, "abc");
        for odd in ["", "../../etc/passwd", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", &"0".repeat(64)] {
            assert!(folder.open(odd).is_err(), "{odd}");
        }
        std::fs::remove_dir_all(&place).unwrap();
    }
}
