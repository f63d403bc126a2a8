//! What goes with a letter: files that somebody chose, and documents of the client's file as they stand now.
//!
//! Owns the table `letter_piece`. The bytes are kept beside what came with messages, under their hash; a piece that was
//! chosen for a letter that nobody sent goes after a day. Never says of a piece what its bytes say: its kind is by its name.

use crate::kept::Keep;
use crate::message::Attachment;
use binder::By;
use domain::document::title_of;
use domain::mail::one_line;
use domain::{ClientId, DocumentId, LetterId, LetterPieceId};
use files::documents::Document;
use std::io::Read;
use store::{Row, StoreError, Tx, params};
use web::{Ask, Failure, Message};

/// How many go with one letter.
const PIECES_MAX: usize = 30;
/// How much they are together, bytes: as they are written into a letter a third more, which most servers still take.
const BYTES_MAX: u64 = 18 * 1024 * 1024;
const NAME_MAX: usize = 200;
/// How long a piece waits for a letter that is being written, milliseconds.
const WAITS_MS: i64 = 24 * 3_600_000;
/// How many pieces that waited for nothing are taken away at once.
const SWEPT: u32 = 100;

/// A piece of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) id: LetterPieceId,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) size: i64,
    pub(crate) sha256: String,
}

impl Piece {
    /// Its bytes.
    pub(crate) fn bytes(&self, keep: &dyn Keep) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.size).unwrap_or(0));
        keep.open(&self.sha256)?.take(BYTES_MAX + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// As it stands at the message that went.
    pub(crate) fn attachment(&self) -> Attachment {
        Attachment { name: self.name.clone(), kind: self.kind.clone(), size: self.size.unsigned_abs(), sha256: self.sha256.clone() }
    }
}

/// Something that was kept and stands nowhere yet.
struct Kept {
    name: String,
    size: i64,
    sha256: String,
}

const COLUMNS: &str = "p.id, p.name, p.kind, p.size, p.sha256";

fn piece(row: &Row) -> Result<Piece, StoreError> {
    Ok(Piece { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)?, size: row.get(3)?, sha256: row.get(4)? })
}

/// What goes with a letter.
pub(crate) fn of_letter(tx: &mut Tx<'_>, id: LetterId) -> Result<Vec<Piece>, StoreError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM letter_piece p WHERE p.letter_id = $1 ORDER BY p.id"), params![id])?.iter().map(piece).collect()
}

/// The pieces that the form names and that its writer may send: chosen for a letter to that client that is being written,
/// or going with the letter that is written anew.
///
/// # Errors
/// Refused on `file` if one of them is not there, or not there any more: nothing is left out silently.
pub(super) fn chosen(
    tx: &mut Tx<'_>,
    by: &By,
    client_id: ClientId,
    fields: &[(String, String)],
    anew: Option<LetterId>,
) -> Result<Vec<Piece>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS} FROM letter_piece p
         WHERE p.id = $1 AND p.client_id = $2 AND ((p.letter_id IS NULL AND p.person_id = $3) OR p.letter_id = $4)"
    );
    let mut all: Vec<Piece> = Vec::new();
    for (_, named) in fields.iter().filter(|(name, _)| name == "piece").take(PIECES_MAX) {
        let id: Option<i64> = named.parse().ok();
        let row = tx.row(&sql, params![id, client_id, by.person_id, anew])?;
        all.push(piece(&row.ok_or_else(|| Failure::field("file", "mail-write-piece-gone"))?)?);
    }
    Ok(all)
}

/// The documents that the form names.
pub(super) fn documents(fields: &[(String, String)]) -> Vec<DocumentId> {
    fields.iter().filter(|(name, _)| name == "document").filter_map(|(_, id)| id.parse().ok()).take(PIECES_MAX).collect()
}

/// Keeps the files that came with the form; they wait for the letter.
///
/// # Errors
/// Refused on `file`: there is an empty one, or they are too many or too large together with what was chosen before.
pub(super) fn keep_uploads(ask: &Ask, by: &By, keep: &dyn Keep, client_id: ClientId, before: &[Piece]) -> Result<Vec<Piece>, Failure> {
    let mut sizes = before.iter().map(|piece| piece.size.unsigned_abs()).sum::<u64>();
    for upload in &ask.uploads {
        sizes += std::fs::metadata(&upload.path).map_err(|error| unkept(&error))?.len();
    }
    fits(before.len() + ask.uploads.len(), sizes)?;
    let mut kept = Vec::new();
    for upload in &ask.uploads {
        let bytes = std::fs::read(&upload.path).map_err(|error| unkept(&error))?;
        let sha256 = keep.keep_attachment(&bytes).map_err(|error| unkept(&error))?;
        kept.push(Kept { name: one_line(&upload.name, NAME_MAX), size: bytes.len() as i64, sha256 });
    }
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    ask.write(|tx| kept.iter().map(|one| insert(tx, by, keep, client_id, one)).collect())
}

/// Keeps the newest versions of those documents of that file as they are now.
///
/// # Errors
/// [`Failure::NotFound`] for a document that does not stand in that file; refused as [`keep_uploads`].
pub(super) fn of_documents(
    ask: &Ask,
    by: &By,
    keep: &dyn Keep,
    client_id: ClientId,
    ids: &[DocumentId],
    beside: &[Piece],
) -> Result<Vec<Piece>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let all = ask.read(|tx| files::documents::documents(tx, by, client_id))?;
    let named = ids.iter().map(|id| all.iter().find(|document| document.id == *id).ok_or(Failure::NotFound)).collect::<Result<Vec<_>, _>>()?;
    let sizes = named.iter().map(|document| document.version.bytes).chain(beside.iter().map(|piece| piece.size.unsigned_abs())).sum();
    fits(beside.len() + named.len(), sizes)?;
    let mut kept = Vec::new();
    for document in named {
        let mut bytes = Vec::new();
        let mut file = ask.app.config.documents.shelf.open(document.version.hash).map_err(|error| unkept(&error))?;
        file.read_to_end(&mut bytes).map_err(|error| unkept(&error))?;
        let sha256 = keep.keep_attachment(&bytes).map_err(|error| unkept(&error))?;
        kept.push(Kept { name: one_line(&document.version.name, NAME_MAX), size: bytes.len() as i64, sha256 });
    }
    ask.write(|tx| kept.iter().map(|one| insert(tx, by, keep, client_id, one)).collect())
}

fn unkept(error: &dyn std::fmt::Display) -> Failure {
    Failure::Unexpected(format!("what goes with a letter could not be kept: {error}"))
}

fn fits(count: usize, bytes: u64) -> Result<(), Failure> {
    if count > PIECES_MAX {
        return Err(Failure::field("file", Message::new("mail-write-pieces-many").with("max", PIECES_MAX)));
    }
    if bytes > BYTES_MAX {
        return Err(Failure::field("file", Message::new("mail-write-pieces-large").with("max", (BYTES_MAX / (1024 * 1024)) as i64)));
    }
    Ok(())
}

fn insert(tx: &mut Tx<'_>, by: &By, keep: &dyn Keep, client_id: ClientId, kept: &Kept) -> Result<Piece, Failure> {
    let kind = mime_guess::from_path(&kept.name).first_or_octet_stream().essence_str().to_owned();
    let id = tx.one(
        "INSERT INTO letter_piece (client_id, person_id, name, kind, size, sha256, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![client_id, by.person_id, &kept.name, &*kind, kept.size, &kept.sha256, by.now],
    )?;
    // Whoever sweeps looks for rows in a transaction that writes: from here on the bytes stay if they are still there.
    keep.open(&kept.sha256).map_err(|error| unkept(&error))?;
    Ok(Piece { id, name: kept.name.clone(), kind, size: kept.size, sha256: kept.sha256.clone() })
}

/// Lets those pieces go with that letter; one that goes with another letter goes with both.
pub(super) fn attach(tx: &mut Tx<'_>, by: &By, id: LetterId, client_id: ClientId, pieces: &[Piece]) -> Result<(), StoreError> {
    for piece in pieces {
        let taken = tx.run(
            "UPDATE letter_piece SET letter_id = $1 WHERE id = $2 AND letter_id IS NULL AND person_id = $3",
            params![id, piece.id, by.person_id],
        )?;
        if taken == 0 {
            tx.run(
                "INSERT INTO letter_piece (letter_id, client_id, person_id, name, kind, size, sha256, kept_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                params![id, client_id, by.person_id, &piece.name, &piece.kind, piece.size, &piece.sha256, by.now],
            )?;
        }
    }
    Ok(())
}

/// Takes away what was chosen for letters that nobody sent. Says how many pieces went.
///
/// # Errors
/// [`Failure::Store`]; [`Failure::Unexpected`] for bytes that cannot be taken away.
pub fn sweep(db: &store::Db, keep: &dyn Keep, now: i64) -> Result<u64, Failure> {
    let sql = "SELECT id, sha256 FROM letter_piece WHERE letter_id IS NULL AND kept_at < $1 ORDER BY id LIMIT $2";
    let left: Vec<(i64, String)> =
        db.read(|tx| tx.rows(sql, params![now - WAITS_MS, SWEPT])?.iter().map(|row| Ok::<_, StoreError>((row.get(0)?, row.get(1)?))).collect())?;
    for (id, sha256) in &left {
        db.write(|tx| {
            if tx.run("DELETE FROM letter_piece WHERE id = $1 AND letter_id IS NULL", params![*id])? > 0 && !is_used(tx, sha256)? {
                keep.remove(sha256).map_err(|error| unkept(&error))?;
            }
            Ok::<_, Failure>(())
        })?;
    }
    Ok(left.len() as u64)
}

/// Whether bytes that are kept still go with a letter or came with a message.
///
/// # Errors
/// [`StoreError`].
pub fn is_used(tx: &mut Tx<'_>, sha256: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM letter_piece WHERE sha256 = $1 UNION ALL SELECT 1 FROM mail_attachment WHERE sha256 = $1 LIMIT 1";
    Ok(tx.row(sql, params![sha256])?.is_some())
}

/// The name of a document as it can be chosen: that of the file, which the client will see, behind a title that says more.
pub(super) fn document_words(document: &Document) -> String {
    let name = &document.version.name;
    if document.title == *name || document.title == title_of(name) { name.clone() } else { format!("{} · {name}", document.title) }
}
