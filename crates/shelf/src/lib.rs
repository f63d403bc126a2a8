//! The shelf: the bytes of documents under the hash of their contents, and what can be read in them (B21–B24).
//!
//! Owns where the bytes are (a folder or an S3-compatible store), their hash, and the opening of foreign formats. Never
//! speaks to the database, and never opens a document in the process that serves people: that is done by a process of its
//! own with limits on time and memory ([`Looker`]), because a document comes from anybody.

mod bucket;
mod contents;
mod disk;
mod hash;
mod looker;
mod shelf;

pub use bucket::{Bucket, BucketAccess};
pub use contents::{Contents, PAGE_WIDTH_MAX, Picture, Seen, TEXT_MAX, Unreadable, contents_of, look_into, picture_of, text_of};
pub use hash::{Hash, hash_of};
pub use looker::{Looker, Wish};
pub use shelf::{Shelf, ShelfError};
