//! A file between its upload and its import: in the server's folder for temporary files, under a random name
//! that carries whose it is.
//!
//! Owns those names. Never reads the file; never finds another person's.

use domain::PersonId;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use web::{Failure, Upload};

/// How long a file waits for its owner, seconds: a day.
const KEPT_SECONDS: u64 = 86_400;

/// A file that waits to be imported.
pub(crate) struct Stored {
    /// By which its owner finds it.
    pub(crate) token: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The name the person knows it by.
    pub(crate) name: String,
}

/// Keeps an upload for its owner, and removes this person's older ones that nobody came back to.
pub(crate) fn keep(person_id: PersonId, upload: &Upload) -> Result<Stored, Failure> {
    let token = web::secret::token()?;
    let path = path(person_id, &token);
    fs::rename(&upload.path, &path).map_err(disk)?;
    private(&path).map_err(disk)?;
    let name = if upload.name.is_empty() { "file".to_owned() } else { upload.name.clone() };
    fs::write(name_path(&path), &name).map_err(disk)?;
    sweep(person_id, &path);
    Ok(Stored { token, path, name })
}

/// The file of that token, if it is this person's.
pub(crate) fn find(person_id: PersonId, token: &str) -> Result<Stored, Failure> {
    if token.len() != 64 || !token.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::NotFound);
    }
    let path = path(person_id, token);
    let name = fs::read_to_string(name_path(&path)).map_err(|_| Failure::NotFound)?;
    if !path.exists() {
        return Err(Failure::NotFound);
    }
    Ok(Stored { token: token.to_owned(), path, name })
}

impl Stored {
    /// Takes the file for this request alone: of two that come at once, the second finds nothing.
    pub(crate) fn claim(self) -> Result<Stored, Failure> {
        let taking = self.path.with_extension("taking");
        fs::rename(&self.path, &taking).map_err(|_| Failure::NotFound)?;
        Ok(Stored { path: taking, ..self })
    }

    /// Puts a claimed file back, so that the person can go on with it.
    pub(crate) fn release(self) -> Result<Stored, Failure> {
        let waiting = self.path.with_extension("");
        fs::rename(&self.path, &waiting).map_err(disk)?;
        Ok(Stored { path: waiting, ..self })
    }

    /// Removes the file: it was taken in or cannot be.
    pub(crate) fn remove(&self) {
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(name_path(&self.path));
    }
}

fn beginning(person_id: PersonId) -> String {
    format!("daybinder-import-{}-", person_id.0)
}

fn path(person_id: PersonId, token: &str) -> PathBuf {
    std::env::temp_dir().join(format!("{}{token}", beginning(person_id)))
}

fn name_path(path: &Path) -> PathBuf {
    path.with_extension("name")
}

/// Nobody else on the machine reads a list of clients.
fn private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    let _ = path;
    Ok(())
}

/// Ages are compared with the newest file's, by the clock of the disk.
fn sweep(person_id: PersonId, newest: &Path) {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let (Some(now), Ok(entries)) = (modified(newest), fs::read_dir(std::env::temp_dir())) else { return };
    let own = beginning(person_id);
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(&own)) {
        let age = modified(&entry.path()).and_then(|then| now.duration_since(then).ok());
        if age.is_some_and(|age| age > Duration::from_secs(KEPT_SECONDS)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn disk(error: io::Error) -> Failure {
    Failure::Unexpected(format!("a file to be imported could not be kept: {error}"))
}
