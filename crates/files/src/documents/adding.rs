//! Adding: what arrived is put on the shelf first, then stands in the file.
//!
//! Owns the quota. If the second step fails, the bytes stand on the shelf unused until they are swept.

use super::{DOCUMENTS_MAX, DocumentKind, one};
use crate::documents::kinds;
use binder::By;
use binder::undo::{Recorder, Table};
use domain::document::{guess_kind, title_of};
use domain::{ClientId, DocumentId, UndoId};
use shelf::{Contents, Hash, Shelf, contents_of};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;
use store::{Tx, params};
use web::{Failure, Message};

/// The longest name that is kept, letters.
const NAME_MAX: usize = 200;

/// A file that arrived and stands on the shelf.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// Its name.
    pub name: String,
    /// Where its bytes stand.
    pub hash: Hash,
    /// How many.
    pub bytes: u64,
    /// What it is.
    pub contents: Contents,
}

/// Puts a file that arrived on the shelf.
///
/// # Errors
/// Refused if it is empty; [`Failure::Unexpected`] if the shelf could not take it.
pub fn arrive(shelf: &Shelf, path: &Path, name: &str, now: SystemTime) -> Result<Arrived, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Unexpected(format!("a document could not be kept: {error}"));
    let mut first = Vec::new();
    std::fs::File::open(path).and_then(|file| file.take(2048).read_to_end(&mut first)).map_err(|error| failed(&error))?;
    if first.is_empty() {
        return Err(Failure::field("file", "document-empty"));
    }
    let (hash, bytes) = shelf.put(path, now).map_err(|error| failed(&error))?;
    let name: String = name.trim().chars().filter(|letter| !letter.is_control()).take(NAME_MAX).collect();
    let contents = contents_of(&first, &name);
    Ok(Arrived { name: if name.is_empty() { hash.to_string() } else { name }, hash, bytes, contents })
}

pub(super) fn word(contents: Contents) -> &'static str {
    match contents {
        Contents::Pdf => "pdf",
        Contents::Picture => "picture",
        Contents::Words => "words",
        Contents::Sheets => "sheets",
        Contents::Plain => "plain",
        Contents::Other => "other",
    }
}

/// Adds documents to a file, in their order, after those it has. `kind` holds for all; without it each is of the kind
/// that its name speaks of. Taken back as one.
///
/// # Errors
/// [`Failure::NotFound`]; refused on `file` if there is none, the file would hold too many, or the company's documents
/// would take more than `bytes_max` (0 = no bound).
pub fn add(
    tx: &mut Tx<'_>,
    by: &By,
    client_id: ClientId,
    arrived: &[Arrived],
    kind: Option<DocumentKind>,
    bytes_max: u64,
) -> Result<UndoId, Failure> {
    let Some(first) = arrived.first() else { return Err(Failure::field("file", "document-none-sent")) };
    let standing = binder::slips::hold(tx, by, client_id)?;
    let count: i64 = tx.one("SELECT count(*) FROM document WHERE client_id = $1 AND removed_at IS NULL", params![client_id])?;
    if count + arrived.len() as i64 > DOCUMENTS_MAX {
        return Err(Failure::field("file", Message::new("document-too-many").with("most", DOCUMENTS_MAX)));
    }
    room(tx, arrived, bytes_max)?;
    let mut position: i64 = tx.one("SELECT coalesce(max(position), 0) FROM document WHERE client_id = $1", params![client_id])?;
    let mut recorder = Recorder::default();
    for one in arrived {
        position += 1;
        let kind = kind.unwrap_or_else(|| guess_kind(&one.name, one.contents == Contents::Picture));
        kinds::usable(tx, kind)?;
        let own = match kind {
            DocumentKind::Own(id) => Some(id),
            _ => None,
        };
        let id: i64 = tx.one(
            "INSERT INTO document (client_id, kind, own_kind_id, title, position, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            params![client_id, kind.as_str(), own, title_of(&one.name), position, by.person_id, by.now],
        )?;
        insert_version(tx, by, DocumentId(id), 1, one)?;
        recorder.made(Table::Document, id);
    }
    let label = if arrived.len() == 1 {
        Message::new("did-add-document").with("title", title_of(&first.name)).with("name", standing.name)
    } else {
        Message::new("did-add-documents").with("count", arrived.len() as i64).with("name", standing.name)
    };
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

/// Adds a newer version of a document. Taken back, the version before it is the newest again.
///
/// # Errors
/// [`Failure::NotFound`]; refused on `file` as in [`add`], and if the newest version has the same contents.
pub fn add_version(tx: &mut Tx<'_>, by: &By, id: DocumentId, arrived: &Arrived, bytes_max: u64) -> Result<UndoId, Failure> {
    let document = one(tx, by, id)?;
    let standing = binder::slips::hold(tx, by, document.client_id)?;
    if document.version.hash == arrived.hash {
        return Err(Failure::field("file", "document-same-contents"));
    }
    room(tx, std::slice::from_ref(arrived), bytes_max)?;
    let number: i64 = tx.one("SELECT max(number) FROM document_version WHERE document_id = $1", params![id])?;
    let version = insert_version(tx, by, id, number + 1, arrived)?;
    let mut recorder = Recorder::default();
    recorder.made(Table::DocumentVersion, version);
    let label = Message::new("did-add-version").with("title", document.title).with("name", standing.name);
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

fn insert_version(tx: &mut Tx<'_>, by: &By, id: DocumentId, number: i64, arrived: &Arrived) -> Result<i64, Failure> {
    let reading = if arrived.contents == Contents::Other { "unreadable" } else { "waiting" };
    let why = if arrived.contents == Contents::Other { "unknown" } else { "" };
    Ok(tx.one(
        "INSERT INTO document_version (document_id, number, hash, bytes, name, contents, added_by, added_at, reading, why)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        params![
            id,
            number,
            arrived.hash.to_string(),
            arrived.bytes as i64,
            &*arrived.name,
            word(arrived.contents),
            by.person_id,
            by.now,
            reading,
            why
        ],
    )?)
}

/// Refuses what would take more room than the company has; contents that stand on the shelf already take none.
fn room(tx: &mut Tx<'_>, arrived: &[Arrived], bytes_max: u64) -> Result<(), Failure> {
    if bytes_max == 0 {
        return Ok(());
    }
    let taken: i64 =
        tx.one("SELECT coalesce(sum(bytes), 0) FROM (SELECT DISTINCT hash, bytes FROM document_version WHERE swept_at IS NULL) each_once", &[])?;
    let mut more = 0;
    for one in arrived {
        if tx.row("SELECT 1 FROM document_version WHERE hash = $1 AND swept_at IS NULL LIMIT 1", params![one.hash.to_string()])?.is_none() {
            more += one.bytes;
        }
    }
    if taken.unsigned_abs() + more > bytes_max {
        return Err(Failure::field("file", Message::new("document-no-room").with("most", (bytes_max / (1024 * 1024)) as i64)));
    }
    Ok(())
}
