//! Kinds of documents of the company's own (B22).
//!
//! Owns `document_kind`. A kind that is no longer used stays with the documents that have it.

use crate::own_forms::{read_names, write_names};
use binder::By;
use binder::undo::{Recorder, Table};
use domain::document::DocumentKind;
use domain::own_form::Names;
use domain::{DocumentKindId, Language, UndoId};
use store::{StoreError, Tx, params};
use web::{Failure, Message};

/// The most kinds of one's own in use.
pub const KINDS_MAX: usize = 50;
/// The longest name in one language, letters.
const NAME_MAX: usize = 60;

/// A kind of the company's own.
#[derive(Clone, Debug)]
pub struct OwnKind {
    /// Which.
    pub id: DocumentKindId,
    /// Its name.
    pub names: Names,
    /// Whether it is no longer offered.
    pub is_retired: bool,
}

/// All kinds of the company's own, in the order in which they were made.
///
/// # Errors
/// [`StoreError`].
pub fn own_kinds(tx: &mut Tx<'_>) -> Result<Vec<OwnKind>, StoreError> {
    let rows = tx.rows("SELECT id, names, retired_at FROM document_kind ORDER BY position, id", &[])?;
    rows.iter()
        .map(|row| Ok(OwnKind { id: row.get(0)?, names: read_names(&row.get::<String>(1)?), is_retired: row.get::<Option<i64>>(2)?.is_some() }))
        .collect()
}

/// Makes a kind or renames it.
///
/// # Errors
/// Refused on `names` if they are empty or too long, or if there are too many; [`Failure::NotFound`].
pub fn save_kind(tx: &mut Tx<'_>, by: &By, id: Option<DocumentKindId>, names: &Names, language: Language) -> Result<UndoId, Failure> {
    if names.is_empty() || names.longest() > NAME_MAX {
        return Err(Failure::field("names", Message::new("document-kind-needs-name").with("most", NAME_MAX)));
    }
    let all = own_kinds(tx)?;
    let mut recorder = Recorder::default();
    match id {
        Some(id) if all.iter().all(|kind| kind.id != id) => return Err(Failure::NotFound),
        Some(id) => recorder.change(tx, Table::DocumentKind, id.0, &[("names", write_names(names).into())])?,
        None if all.iter().filter(|kind| !kind.is_retired).count() >= KINDS_MAX => {
            return Err(Failure::field("names", Message::new("document-kind-too-many").with("most", KINDS_MAX)));
        }
        None => {
            let insert = "INSERT INTO document_kind (names, position) VALUES ($1, 0) RETURNING id";
            recorder.made(Table::DocumentKind, tx.one(insert, params![write_names(names)])?);
        }
    }
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-document-kind").with("name", names.say(language)))?)
}

/// Takes a kind out of use, or brings it back.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn retire_kind(tx: &mut Tx<'_>, by: &By, id: DocumentKindId, is_retired: bool, language: Language) -> Result<UndoId, Failure> {
    let kind = own_kinds(tx)?.into_iter().find(|kind| kind.id == id).ok_or(Failure::NotFound)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::DocumentKind, id.0, &[("retired_at", is_retired.then_some(by.now).into())])?;
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-document-kind").with("name", kind.names.say(language)))?)
}

/// Refuses a kind that is not offered.
pub(super) fn usable(tx: &mut Tx<'_>, kind: DocumentKind) -> Result<(), Failure> {
    let DocumentKind::Own(id) = kind else { return Ok(()) };
    let found = tx.row("SELECT 1 FROM document_kind WHERE id = $1 AND retired_at IS NULL", params![id])?;
    found.map(drop).ok_or_else(|| Failure::field("kind", "document-kind-unknown"))
}
