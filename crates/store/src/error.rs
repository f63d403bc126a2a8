//! What can go wrong in the store.

use std::fmt;

/// A failure of the database. None of these is a person's mistake: the web frame answers them with
/// "try again" and logs them once.
#[derive(Debug)]
pub enum StoreError {
    /// The database refused or failed a statement.
    Statement {
        /// The start of the statement.
        sql: String,
        /// What the driver said.
        reason: String,
        /// Two transactions stood in each other's way; the same call may go through now.
        retry: bool,
        /// A rule written into the database was broken (a CHECK, a foreign key, a unique index, a trigger).
        rule: bool,
        /// There was no room on the disk, or it takes no writing at all.
        full: bool,
    },
    /// Others were writing for so long that this transaction was never begun; nothing of it is lost, and the same
    /// call may go through now.
    Busy,
    /// No connection could be had.
    Connection(String),
    /// A column was missing or of another shape than the code expects.
    Shape {
        /// Which column, from 0.
        column: usize,
    },
    /// The database is newer than this program.
    Newer {
        /// The database's schema.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// A file could not be read or written.
    File(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Statement { sql, reason, .. } => write!(f, "{reason} (in: {sql})"),
            StoreError::Busy => write!(f, "others write to the database for too long"),
            StoreError::Connection(reason) => write!(f, "no connection to the database: {reason}"),
            StoreError::Shape { column } => write!(f, "column {column} of the answer has another shape"),
            StoreError::Newer { found, known } => {
                write!(f, "the database has schema {found}, this program knows {known}: use the newer program")
            }
            StoreError::File(reason) => write!(f, "{reason}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// Whether a rule of the database was broken, as against a failure of the machine.
    pub fn is_rule(&self) -> bool {
        matches!(self, StoreError::Statement { rule: true, .. })
    }

    /// Whether the same transaction may simply be tried again.
    pub fn is_retry(&self) -> bool {
        matches!(self, StoreError::Busy | StoreError::Statement { retry: true, .. })
    }

    /// Whether nothing can be written because the disk is full or read-only; reading goes on.
    pub fn is_full(&self) -> bool {
        matches!(self, StoreError::Statement { full: true, .. })
    }

    pub(crate) fn sqlite(sql: &str, error: &rusqlite::Error) -> StoreError {
        let code = error.sqlite_error_code();
        StoreError::Statement {
            sql: head(sql),
            reason: error.to_string(),
            retry: matches!(code, Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)),
            rule: code == Some(rusqlite::ErrorCode::ConstraintViolation),
            full: matches!(code, Some(rusqlite::ErrorCode::DiskFull | rusqlite::ErrorCode::ReadOnly)),
        }
    }

    pub(crate) fn postgres(sql: &str, error: &postgres::Error) -> StoreError {
        let code = error.code().map(|state| state.code().to_owned()).unwrap_or_default();
        StoreError::Statement {
            sql: head(sql),
            reason: error.as_db_error().map_or_else(|| error.to_string(), |db| db.message().to_owned()),
            retry: matches!(code.as_str(), "40001" | "40P01" | "55P03"),
            rule: code.starts_with("23"),
            full: matches!(code.as_str(), "53100" | "25006"),
        }
    }
}

fn head(sql: &str) -> String {
    let line: String = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(120).collect()
}
