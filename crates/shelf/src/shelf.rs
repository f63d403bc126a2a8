//! Where the bytes of documents are.
//!
//! Owns the choice between a folder and an S3-compatible store, and that what was put is durable when `put` returns.
//! Never decides what may be removed: the database knows what is used.

use crate::bucket::Bucket;
use crate::disk::Folder;
use crate::hash::{Hash, hash_of};
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Why the shelf could not do it.
#[derive(Debug)]
pub enum ShelfError {
    /// Nothing stands under that hash.
    Missing(Hash),
    /// What stands there has other contents: a broken disk, or somebody's hand.
    Damaged(Hash),
    /// The disk.
    Disk(io::Error),
    /// The store elsewhere, in its own words; whether trying again later may help.
    Store {
        /// What it said.
        said: String,
        /// Whether it may go well later.
        may_pass: bool,
    },
}

impl fmt::Display for ShelfError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ShelfError::Missing(hash) => write!(out, "no document stands under {hash}"),
            ShelfError::Damaged(hash) => write!(out, "what stands under {hash} has other contents"),
            ShelfError::Disk(error) => write!(out, "the folder of documents: {error}"),
            ShelfError::Store { said, .. } => write!(out, "the store of documents: {said}"),
        }
    }
}

impl std::error::Error for ShelfError {}

impl From<io::Error> for ShelfError {
    fn from(error: io::Error) -> Self {
        ShelfError::Disk(error)
    }
}

/// Where the bytes of documents are. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Shelf {
    /// A folder on this machine.
    Folder(Folder),
    /// A bucket of an S3-compatible store.
    Bucket(Bucket),
}

impl Shelf {
    /// A shelf in that folder, which is made when something is put there.
    pub fn in_folder(path: impl Into<PathBuf>) -> Shelf {
        Shelf::Folder(Folder::new(path.into()))
    }

    /// Puts the contents of that file there and says their hash and size. When this returns, they survive a power cut;
    /// if they stood there already, they count as put there now.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub fn put(&self, file: &Path, now: SystemTime) -> Result<(Hash, u64), ShelfError> {
        let (hash, size) = hash_of(File::open(file)?)?;
        match self {
            Shelf::Folder(folder) => folder.put(hash, file, now)?,
            Shelf::Bucket(bucket) => bucket.put(hash, file, size)?,
        }
        Ok((hash, size))
    }

    /// The contents, open for reading from their beginning. Those of a bucket are fetched first, into a file without a
    /// name, and compared with their hash.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub fn open(&self, hash: Hash) -> Result<File, ShelfError> {
        match self {
            Shelf::Folder(folder) => folder.open(hash),
            Shelf::Bucket(bucket) => bucket.fetch(hash),
        }
    }

    /// The size of what stands there, bytes.
    ///
    /// # Errors
    /// [`ShelfError::Missing`] and the others.
    pub fn size(&self, hash: Hash) -> Result<u64, ShelfError> {
        match self {
            Shelf::Folder(folder) => folder.size(hash),
            Shelf::Bucket(bucket) => bucket.size(hash),
        }
    }

    /// Reads the contents from end to end and compares them with their hash.
    ///
    /// # Errors
    /// [`ShelfError::Damaged`] and the others.
    pub fn verify(&self, hash: Hash) -> Result<u64, ShelfError> {
        let (found, size) = hash_of(self.open(hash)?)?;
        if found == hash { Ok(size) } else { Err(ShelfError::Damaged(hash)) }
    }

    /// Copies contents to another shelf, compared with their hash on the way.
    ///
    /// # Errors
    /// [`ShelfError::Damaged`] and the others.
    pub fn carry(&self, hash: Hash, to: &Shelf) -> Result<(), ShelfError> {
        let (mut file, path) = crate::bucket::temporary()?;
        let carried = io::copy(&mut self.open(hash)?, &mut file).map_err(ShelfError::Disk).and_then(|_| to.put_known(hash, &path));
        std::fs::remove_file(&path)?;
        carried
    }

    /// Puts contents that must have that hash.
    fn put_known(&self, hash: Hash, file: &Path) -> Result<(), ShelfError> {
        let (found, size) = hash_of(File::open(file)?)?;
        if found != hash {
            return Err(ShelfError::Damaged(hash));
        }
        match self {
            Shelf::Folder(folder) => folder.put_new(hash, file),
            Shelf::Bucket(bucket) => bucket.put(hash, file, size),
        }
    }

    /// Takes the contents away; nothing happens if nothing stands there.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub fn remove(&self, hash: Hash) -> Result<(), ShelfError> {
        match self {
            Shelf::Folder(folder) => folder.remove(hash),
            Shelf::Bucket(bucket) => bucket.remove(hash),
        }
    }

    /// Calls `each` with every hash that stands there and when it was put there last, where that is known.
    ///
    /// # Errors
    /// [`ShelfError`], and those of `each`.
    pub fn walk(&self, each: &mut dyn FnMut(Hash, Option<SystemTime>) -> Result<(), ShelfError>) -> Result<(), ShelfError> {
        match self {
            Shelf::Folder(folder) => folder.walk(each),
            Shelf::Bucket(bucket) => bucket.walk(each),
        }
    }
}
