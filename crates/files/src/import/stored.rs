//! A file between its upload and its import: in the folder `uploads` beside the database, under a random name
//! that carries whose it is.
//!
//! Owns those names. Never reads the file; never finds another person's.

use domain::PersonId;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use store::Db;
use web::{Failure, Upload};

/// How long a file waits for its owner, seconds: a day.
const KEPT_SECONDS: u64 = 86_400;
/// How the name of every waiting file begins.
const BEGINNING: &str = "daybinder-import-";

/// A file that waits to be imported.
pub(crate) struct Stored {
    /// By which its owner finds it.
    pub(crate) token: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The name the person knows it by.
    pub(crate) name: String,
}

/// Keeps an upload for its owner, and removes older ones, whosever they are, that nobody came back to.
pub(crate) fn keep(db: &Db, person_id: PersonId, upload: &Upload) -> Result<Stored, Failure> {
    let token = web::secret::token()?;
    let folder = folder(db);
    fs::create_dir_all(&folder).map_err(disk)?;
    let path = path(&folder, person_id, &token);
    move_file(&upload.path, &path).map_err(disk)?;
    private(&path).map_err(disk)?;
    let name = if upload.name.is_empty() { "file".to_owned() } else { upload.name.clone() };
    fs::write(name_path(&path), &name).map_err(disk)?;
    // By the clock of the disk.
    if let Some(now) = modified(&path) {
        sweep(&folder, now);
    }
    Ok(Stored { token, path, name })
}

/// The file of that token, if it is this person's.
pub(crate) fn find(db: &Db, person_id: PersonId, token: &str) -> Result<Stored, Failure> {
    if token.len() != 64 || !token.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::NotFound);
    }
    let path = path(&folder(db), person_id, token);
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

fn path(folder: &Path, person_id: PersonId, token: &str) -> PathBuf {
    folder.join(format!("{BEGINNING}{}-{token}", person_id.0))
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

/// Where files wait: beside the database, or in the machine's folder for temporary files if the database is elsewhere.
fn folder(db: &Db) -> PathBuf {
    db.folder().map_or_else(std::env::temp_dir, |folder| folder.join("uploads"))
}

/// Removes the files that nobody came back to within a day, whosever they are; a server does it when it starts.
pub fn sweep_uploads(db: &Db, now: SystemTime) {
    sweep(&folder(db), now);
}

fn sweep(folder: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(BEGINNING)) {
        let age = modified(&entry.path()).and_then(|then| now.duration_since(then).ok());
        if age.is_some_and(|age| age > Duration::from_secs(KEPT_SECONDS)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// Moves a file, also from one disk to another.
fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    if fs::rename(from, to).is_ok() {
        return Ok(());
    }
    // Nobody else may read it, not even while it is copied.
    fs::File::create_new(to).and_then(|_| private(to))?;
    fs::copy(from, to)?;
    fs::remove_file(from)
}

fn disk(error: io::Error) -> Failure {
    Failure::Unexpected(format!("a file to be imported could not be kept: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_anybody_left_for_more_than_a_day_is_removed() {
        let folder = std::env::temp_dir().join(format!("daybinder-test-stored-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str| folder.join(format!("{BEGINNING}{name}"));
        let (left, taking, fresh, other) = (file("9-left"), file("9-left.taking"), file("7-fresh"), folder.join("other"));
        for path in [&left, &taking, &fresh, &other] {
            fs::write(path, "Name\nDara\n").unwrap();
        }
        let now = fs::metadata(&fresh).unwrap().modified().unwrap();
        for path in [&left, &taking, &other] {
            fs::File::options().write(true).open(path).unwrap().set_modified(now - Duration::from_secs(KEPT_SECONDS + 60)).unwrap();
        }
        sweep(&folder, now);
        assert!(!left.exists() && !taking.exists() && fresh.exists() && other.exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
