//! Erasing a file for good, so that it can be proven.
//!
//! Owns the table `erasure` and the order of an erasure: one transaction blanks or removes every text of the file and every
//! place elsewhere that names it; what lies outside of that transaction (bytes on the shelf, pieces of the find index, the
//! write-ahead log) follows at once in `finish`. Rows of history stay with their dates, so that no figure changes.
//! Nothing here can be taken back.

mod again;
mod elsewhere;
mod erase;
mod finish;
mod pieces;
mod preview;
mod undone;

pub use again::{Known, known, known_in, reapply};
pub use erase::{Erasing, erase};
pub use finish::{Bytes, finish};
pub use preview::{Preview, preview};

use domain::protection::{Named, Why};
use domain::{ClientId, ContactId};
use store::{StoreError, Tx, params};
use web::Failure;

/// An erasure as it is kept: who, when, why, how much; nothing about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Its number.
    pub id: i64,
    /// The number of the file.
    pub client_id: ClientId,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who, by name; empty for the command line.
    pub person: String,
    /// Why.
    pub why: Why,
    /// Table → rows.
    pub counts: Vec<(String, i64)>,
    /// Over all of that and the erasure before.
    pub hash: String,
    /// When the last traces were gone, UTC milliseconds.
    pub finished_at: Option<i64>,
}

const SELECT: &str = "SELECT e.id, e.client_id, e.at, coalesce(p.name, ''), e.why, e.counts, e.hash, e.finished_at FROM erasure e
                      LEFT JOIN person p ON p.id = e.person_id";

/// All erasures, newest first, at most that many.
///
/// # Errors
/// [`StoreError`].
pub fn erasures(tx: &mut Tx<'_>, most: u32) -> Result<Vec<Erasure>, StoreError> {
    tx.rows(&format!("{SELECT} ORDER BY e.id DESC LIMIT $1"), params![most])?.iter().map(read).collect()
}

/// One erasure.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn erasure(tx: &mut Tx<'_>, id: i64) -> Result<Erasure, Failure> {
    let row = tx.row(&format!("{SELECT} WHERE e.id = $1"), params![id])?.ok_or(Failure::NotFound)?;
    Ok(read(&row)?)
}

fn read(row: &store::Row) -> Result<Erasure, StoreError> {
    Ok(Erasure {
        id: row.get(0)?,
        client_id: row.get(1)?,
        at: row.get(2)?,
        person: row.get(3)?,
        why: Why::parse(&row.get::<String>(4)?).ok_or(StoreError::Shape { column: 4 })?,
        counts: serde_json::from_str(&row.get::<String>(5)?).unwrap_or_default(),
        hash: row.get(6)?,
        finished_at: row.get(7)?,
    })
}

/// What names a file: its own name, the people there, every way to reach them.
///
/// # Errors
/// [`StoreError`].
pub fn names_of_file(tx: &mut Tx<'_>, id: ClientId) -> Result<Named, StoreError> {
    let mut names = texts(tx, "SELECT name FROM client WHERE id = $1", id)?;
    names.extend(texts(tx, "SELECT name FROM contact WHERE client_id = $1", id)?);
    names.extend(texts(tx, "SELECT as_typed FROM reach WHERE client_id = $1", id)?);
    names.extend(texts(tx, "SELECT norm FROM reach WHERE client_id = $1", id)?);
    Ok(Named::new(names.iter().map(String::as_str)))
}

/// What names one contact person.
///
/// # Errors
/// [`Failure::NotFound`] if the file has no such person.
pub fn names_of_contact(tx: &mut Tx<'_>, client: ClientId, contact: ContactId) -> Result<Named, Failure> {
    let row = tx.row("SELECT name FROM contact WHERE id = $1 AND client_id = $2", params![contact, client])?.ok_or(Failure::NotFound)?;
    let mut names = vec![row.get::<String>(0)?];
    for row in tx.rows("SELECT as_typed, norm FROM reach WHERE contact_id = $1", params![contact])? {
        names.extend([row.get::<String>(0)?, row.get::<String>(1)?]);
    }
    Ok(Named::new(names.iter().map(String::as_str)))
}

fn texts(tx: &mut Tx<'_>, sql: &str, id: ClientId) -> Result<Vec<String>, StoreError> {
    tx.rows(sql, params![id])?.iter().map(|row| row.get(0)).collect()
}
