//! Renaming, putting into another order, taking out of the file.
//!
//! Owns the verbs; each can be taken back. Never touches the bytes.

use super::{DocumentKind, documents, kinds, one};
use binder::By;
use binder::undo::{Recorder, Table};
use domain::document::reordered;
use domain::{DocumentId, UndoId};
use store::{Tx, params};
use web::{Failure, Message};

/// The longest title, letters.
pub const TITLE_MAX: usize = 200;

/// Gives a document another title and kind.
///
/// # Errors
/// [`Failure::NotFound`]; refused on `title` if it is empty or too long, on `kind` if it is no longer used.
pub fn change(tx: &mut Tx<'_>, by: &By, id: DocumentId, title: &str, kind: DocumentKind) -> Result<UndoId, Failure> {
    let document = one(tx, by, id)?;
    binder::slips::hold(tx, by, document.client_id)?;
    let title = title.trim();
    if title.is_empty() || title.chars().count() > TITLE_MAX {
        return Err(Failure::field("title", Message::new("document-needs-title").with("most", TITLE_MAX)));
    }
    if kind != document.kind {
        kinds::usable(tx, kind)?;
    }
    let own = match kind {
        DocumentKind::Own(id) => Some(id),
        _ => None,
    };
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Document, id.0, &[("title", title.into()), ("kind", kind.as_str().into()), ("own_kind_id", own.into())])?;
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-change-document").with("title", title))?)
}

/// Puts a document before another of its file, or last.
///
/// # Errors
/// [`Failure::NotFound`], also if the other is in another file.
pub fn move_before(tx: &mut Tx<'_>, by: &By, id: DocumentId, before: Option<DocumentId>) -> Result<UndoId, Failure> {
    let document = one(tx, by, id)?;
    binder::slips::hold(tx, by, document.client_id)?;
    let order: Vec<DocumentId> = documents(tx, by, document.client_id)?.into_iter().map(|document| document.id).collect();
    if before.is_some_and(|before| !order.contains(&before)) {
        return Err(Failure::NotFound);
    }
    let mut recorder = Recorder::default();
    for (position, id) in (1_i64..).zip(reordered(&order, id, before)) {
        let now: i64 = tx.one("SELECT position FROM document WHERE id = $1", params![id])?;
        if now != position {
            recorder.change(tx, Table::Document, id.0, &[("position", position.into())])?;
        }
    }
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-move-document").with("title", document.title))?)
}

/// Takes a document out of its file. Its bytes stay on the shelf as long as this can be taken back.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn remove(tx: &mut Tx<'_>, by: &By, id: DocumentId) -> Result<UndoId, Failure> {
    let document = one(tx, by, id)?;
    let standing = binder::slips::hold(tx, by, document.client_id)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Document, id.0, &[("removed_at", by.now.into())])?;
    let label = Message::new("did-remove-document").with("title", document.title).with("name", standing.name);
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}
