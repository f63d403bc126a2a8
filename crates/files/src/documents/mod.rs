//! Documents in a file (B21–B24): added, kept in order and in versions, taken out, read for find.
//!
//! Owns the tables `document`, `document_version`, `document_text` and `document_kind`. The bytes stand on the shelf
//! (`shelf`) under the hash of their contents, so the same contents stand there once. Never changes what was added:
//! something newer is another version. Never opens a document in this process (`shelf::Looker`).

mod adding;
mod changing;
mod kinds;
mod reading;
mod sweeping;

pub use adding::{Arrived, add, add_version, arrive};
pub use changing::{TITLE_MAX, change, move_before, remove};
pub use kinds::{KINDS_MAX, OwnKind, own_kinds, retire_kind, save_kind};
pub use reading::{Waiting, keep_text, keep_unreadable, next_waiting, text_of};
pub use sweeping::{Swept, check, mark_swept, used};

use binder::By;
use domain::document::DocumentKind;
use domain::{ClientId, DocumentId, DocumentVersionId};
use shelf::Hash;
use store::{Row, StoreError, Tx, params};
use web::{Failure, Visible};

/// The most documents in one file.
pub const DOCUMENTS_MAX: i64 = 2000;

/// What is known of a version's contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It has not been read yet.
    Waiting,
    /// Its text is found.
    Read,
    /// Nothing could be read in it.
    Unreadable,
}

/// One version of a document: the bytes as they came.
#[derive(Clone, Debug)]
pub struct Version {
    /// Which.
    pub id: DocumentVersionId,
    /// Its number, from 1.
    pub number: i64,
    /// Where its bytes stand.
    pub hash: Hash,
    /// How many they are.
    pub bytes: u64,
    /// The file's name as it came; never used as a path.
    pub name: String,
    /// "pdf", "picture", "words", "sheets", "plain", "other".
    pub contents: String,
    /// Who added it, by name.
    pub added_by: String,
    /// When, UTC milliseconds.
    pub added_at: i64,
    /// Its pages or sheets, 0 where there are none to speak of.
    pub pages: u32,
    /// Whether its text was read.
    pub reading: Reading,
    /// Why it could not be read: a word of `shelf::Unreadable`.
    pub why: String,
}

impl Version {
    /// How many pages can be shown as pictures.
    pub fn shown_pages(&self) -> u32 {
        match self.contents.as_str() {
            "picture" => 1,
            "pdf" => self.pages,
            _ => 0,
        }
    }
}

/// A document with its newest version.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which.
    pub id: DocumentId,
    /// Whose file it is in.
    pub client_id: ClientId,
    /// What it is for.
    pub kind: DocumentKind,
    /// What it is called.
    pub title: String,
    /// Its newest version.
    pub version: Version,
}

const DOCUMENT: &str = "SELECT d.id, d.client_id, d.kind, d.own_kind_id, d.title,
      v.id, v.number, v.hash, v.bytes, v.name, v.contents, p.name, v.added_at, v.pages, v.reading, v.why
    FROM document d
    JOIN document_version v ON v.document_id = d.id AND v.removed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM document_version n WHERE n.document_id = d.id AND n.number > v.number AND n.removed_at IS NULL)
    JOIN person p ON p.id = v.added_by";

fn document(row: &Row) -> Result<Document, StoreError> {
    let kind: String = row.get(2)?;
    Ok(Document {
        id: row.get(0)?,
        client_id: row.get(1)?,
        kind: DocumentKind::parse(&kind, row.get(3)?).unwrap_or(DocumentKind::Other),
        title: row.get(4)?,
        version: version(row, 5)?,
    })
}

fn version(row: &Row, from: usize) -> Result<Version, StoreError> {
    let hash: String = row.get(from + 2)?;
    let reading: String = row.get(from + 9)?;
    Ok(Version {
        id: row.get(from)?,
        number: row.get(from + 1)?,
        hash: Hash::parse(&hash).ok_or(StoreError::Shape { column: from + 2 })?,
        bytes: row.get::<i64>(from + 3)?.unsigned_abs(),
        name: row.get(from + 4)?,
        contents: row.get(from + 5)?,
        added_by: row.get(from + 6)?,
        added_at: row.get(from + 7)?,
        pages: u32::try_from(row.get::<i64>(from + 8)?).unwrap_or(0),
        reading: match reading.as_str() {
            "read" => Reading::Read,
            "unreadable" => Reading::Unreadable,
            _ => Reading::Waiting,
        },
        why: row.get(from + 10)?,
    })
}

/// The documents of a file in their order.
///
/// # Errors
/// [`Failure::NotFound`] if the actor may not see the file.
pub fn documents(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Vec<Document>, Failure> {
    binder::slips::seen_client(tx, by, client_id)?;
    let sql = format!("{DOCUMENT} WHERE d.client_id = $1 AND d.removed_at IS NULL ORDER BY d.position, d.id");
    Ok(tx.rows(&sql, params![client_id])?.iter().map(document).collect::<Result<_, _>>()?)
}

/// One document.
///
/// # Errors
/// [`Failure::NotFound`] if there is none, or the actor may not see its file.
pub fn one(tx: &mut Tx<'_>, by: &By, id: DocumentId) -> Result<Document, Failure> {
    let sql = format!("{DOCUMENT} WHERE d.id = $1 AND d.removed_at IS NULL");
    let document = tx.row(&sql, params![id])?.as_ref().map(document).transpose()?.ok_or(Failure::NotFound)?;
    binder::slips::seen_client(tx, by, document.client_id)?;
    Ok(document)
}

/// All versions of a document that stand, newest first.
///
/// # Errors
/// [`StoreError`].
pub fn versions(tx: &mut Tx<'_>, id: DocumentId) -> Result<Vec<Version>, StoreError> {
    let sql = "SELECT v.id, v.number, v.hash, v.bytes, v.name, v.contents, p.name, v.added_at, v.pages, v.reading, v.why
               FROM document_version v JOIN person p ON p.id = v.added_by
               WHERE v.document_id = $1 AND v.removed_at IS NULL ORDER BY v.number DESC";
    tx.rows(sql, params![id])?.iter().map(|row| version(row, 0)).collect()
}

/// One version, if the actor may see its file; also an older one.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn one_version(tx: &mut Tx<'_>, by: &By, id: DocumentVersionId) -> Result<Version, Failure> {
    let sql = format!(
        "SELECT v.id, v.number, v.hash, v.bytes, v.name, v.contents, p.name, v.added_at, v.pages, v.reading, v.why
         FROM document_version v JOIN document d ON d.id = v.document_id JOIN client c ON c.id = d.client_id JOIN person p ON p.id = v.added_by
         WHERE v.id = $1 AND v.removed_at IS NULL AND d.removed_at IS NULL AND {}",
        Visible::condition("c.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    let row = tx.row(&sql, &[id.into(), person, team, day])?.ok_or(Failure::NotFound)?;
    Ok(version(&row, 0)?)
}
