//! The only crate that names a database driver: connections, transactions, migrations, backup, find.
//!
//! Owns the difference between SQLite and PostgreSQL. Never knows a feature: a slice brings its
//! own statements as text with `$1` parameters, and forks by [`Dialect`] only where the two differ.
//!
//! Everything here blocks; the web frame calls it from threads that may (`web::App::read`, `write`).

mod backup;
mod db;
mod error;
pub mod find;
mod listen;
mod load;
mod migrate;
mod postgres_side;
mod postgres_tls;
mod sqlite_side;
mod value;
mod writer;

pub use backup::{backup, restore};
pub use db::{Db, Dialect, Options, Reserved, Tx};
pub use error::StoreError;
pub use listen::{Heard, NOTICE_BYTES_MAX};
pub use load::Load;
pub use migrate::schema_version;
pub use value::{FromValue, Row, Value};

/// The usual answer of the store.
pub type Result<T> = std::result::Result<T, StoreError>;
