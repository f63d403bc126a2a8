//! The shelf as a folder: `ab/abcdef…`, a file for each contents.
//!
//! Owns the layout of the folder and that a file appears there whole or not at all. Never overwrites.

use crate::hash::Hash;
use crate::shelf::ShelfError;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a file is called while it is being written.
const UNFINISHED: &str = ".part";

/// A folder of documents.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Folder {
        Folder { path }
    }

    fn place(&self, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        self.path.join(&name[..2]).join(name)
    }

    pub(crate) fn put(&self, hash: Hash, file: &Path, now: SystemTime) -> Result<(), ShelfError> {
        let place = self.place(hash);
        if place.exists() {
            // Whoever sweeps looks at the time: what is put again is used again.
            let again = File::options().append(true).open(&place)?;
            again.set_modified(now)?;
            return Ok(());
        }
        self.put_new(hash, file)
    }

    /// The same where it is known not to stand there yet.
    pub(crate) fn put_new(&self, hash: Hash, file: &Path) -> Result<(), ShelfError> {
        let place = self.place(hash);
        let Some(folder) = place.parent() else { return Err(ShelfError::Missing(hash)) };
        fs::create_dir_all(folder)?;
        let unfinished = folder.join(format!("{hash}-{}{UNFINISHED}", chance()?));
        let written =
            copy(file, &unfinished).and_then(|()| fs::rename(&unfinished, &place)).and_then(|()| flush(folder)).and_then(|()| flush(&self.path));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        Ok(written?)
    }

    pub(crate) fn open(&self, hash: Hash) -> Result<File, ShelfError> {
        File::open(self.place(hash)).map_err(|error| missing(hash, error))
    }

    pub(crate) fn size(&self, hash: Hash) -> Result<u64, ShelfError> {
        fs::metadata(self.place(hash)).map(|about| about.len()).map_err(|error| missing(hash, error))
    }

    pub(crate) fn remove(&self, hash: Hash) -> Result<(), ShelfError> {
        match fs::remove_file(self.place(hash)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    pub(crate) fn walk(&self, each: &mut dyn FnMut(Hash, Option<SystemTime>) -> Result<(), ShelfError>) -> Result<(), ShelfError> {
        let Ok(folders) = fs::read_dir(&self.path) else { return Ok(()) };
        for folder in folders {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder.path())? {
                let file = file?;
                if let Some(hash) = file.file_name().to_str().and_then(Hash::parse) {
                    each(hash, file.metadata()?.modified().ok())?;
                }
            }
        }
        Ok(())
    }
}

fn missing(hash: Hash, error: io::Error) -> ShelfError {
    if error.kind() == io::ErrorKind::NotFound { ShelfError::Missing(hash) } else { ShelfError::Disk(error) }
}

/// Copies to a new file that only this process's user may read, down to the disk.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(to)?;
    io::copy(&mut File::open(from)?, &mut out)?;
    out.sync_all()
}

/// Brings the names in a folder down to the disk.
fn flush(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn chance() -> io::Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
