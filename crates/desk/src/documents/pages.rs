//! The tab of documents and everything that is done in it. With script the tab alone is put in anew, and what was typed
//! below stays; without, the file's page comes again.

use super::panel::{Shown, panel};
use crate::frame::{did, toast};
use crate::open_file::{read, show_with, view};
use binder::By;
use domain::document::DocumentKind;
use domain::{ClientId, DocumentId, DocumentKindId, UndoId};
use files::Tab;
use files::documents::{add, add_version, arrive, change, documents, move_before, one, own_kinds, remove};
use maud::html;
use std::time::SystemTime;
use web::{Answer, Ask, Failure, Refusal, Reply};

pub(super) fn list(ask: &mut Ask) -> Answer {
    let client_id = ask.path("id")?;
    let document = ask.query("document").and_then(|id| id.parse().ok()).map(DocumentId);
    let page = ask.query("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    show(ask, client_id, document, page, None, None)
}

/// The tab with that document open at that page.
fn show(ask: &Ask, client_id: ClientId, document: Option<DocumentId>, page: u32, refused: Option<&Refusal>, undo: Option<UndoId>) -> Answer {
    let by = By::of(ask)?;
    let (all, kinds) = ask.read(|tx| Ok::<_, Failure>((documents(tx, &by, client_id)?, own_kinds(tx)?)))?;
    let file = read(ask, client_id, None)?;
    let shown = Shown::new(&all, document, page);
    let inside = view::inside(ask, &file, Some((Tab::Documents, panel(ask, client_id, &all, &kinds, &shown, refused)?)));
    let status = if refused.is_some() { 422 } else { 200 };
    if !ask.fragment {
        return Ok(show_with(ask, &file, None, inside, did(ask, false)?)?.status(status));
    }
    let said = match undo {
        Some(id) => {
            let undoables = ask.read(|tx| binder::undo::undoables(tx, &by, 20))?;
            undoables.into_iter().find(|undoable| undoable.id == id).map(|undoable| toast(ask, &undoable.say(&ask.texts()), Some(id), false))
        }
        None => None,
    };
    // htmx puts in what is refused only with a status of success; the words of the refusal stand in it.
    Ok(Reply::html(html! { (inside) @if let Some(said) = said { div hx-swap-oob="beforeend:#toasts" { (said) } } }))
}

/// After something was done: the tab again, or the way back to it.
fn after(ask: &Ask, client_id: ClientId, document: Option<DocumentId>, undo: UndoId) -> Answer {
    if ask.fragment {
        return show(ask, client_id, document, 1, None, Some(undo));
    }
    let shown = document.map_or_else(String::new, |id| format!("document={id}&"));
    Ok(Reply::see(&format!("/files/{client_id}/documents?{shown}did={undo}")))
}

/// What was chosen as the kind: nothing for "by its name".
fn kind(ask: &Ask) -> Result<Option<DocumentKind>, Failure> {
    let word = ask.form("kind");
    if word.is_empty() {
        return Ok(None);
    }
    let own = word.strip_prefix("own-").and_then(|id| id.parse().ok()).map(DocumentKindId);
    let kind = DocumentKind::parse(if own.is_some() { "own" } else { word }, own);
    kind.map(Some).ok_or_else(|| Failure::field("kind", "document-kind-unknown"))
}

pub(super) fn add_here(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id: ClientId = ask.path("id")?;
    // Nothing is put on the shelf for a file that one may not see.
    ask.read(|tx| binder::slips::seen_client(tx, &by, client_id))?;
    let settings = &ask.app.config.documents;
    let now = SystemTime::from(ask.now);
    let added = kind(ask).and_then(|kind| {
        let arrived: Vec<_> = ask.uploads.iter().map(|upload| arrive(&settings.shelf, &upload.path, &upload.name, now)).collect::<Result<_, _>>()?;
        ask.write(|tx| add(tx, &by, client_id, &arrived, kind, settings.bytes_max))
    });
    match added {
        Ok(undo) => {
            ask.app.wake();
            let newest = ask.read(|tx| documents(tx, &by, client_id))?.into_iter().map(|document| document.id).max();
            after(ask, client_id, newest, undo)
        }
        Err(Failure::Refused(refusal)) => show(ask, client_id, None, 1, Some(&refusal), None),
        Err(other) => Err(other),
    }
}

pub(super) fn add_newer(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentId = ask.path("id")?;
    let client_id = ask.read(|tx| one(tx, &by, id))?.client_id;
    let settings = &ask.app.config.documents;
    let now = SystemTime::from(ask.now);
    let upload = ask.uploads.first().ok_or_else(|| Failure::field("file", "document-none-sent"));
    let added = upload
        .and_then(|upload| arrive(&settings.shelf, &upload.path, &upload.name, now))
        .and_then(|arrived| ask.write(|tx| add_version(tx, &by, id, &arrived, settings.bytes_max)));
    if added.is_ok() {
        ask.app.wake();
    }
    done(ask, client_id, id, added)
}

pub(super) fn change_it(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentId = ask.path("id")?;
    let document = ask.read(|tx| one(tx, &by, id))?;
    let title = ask.form("title").to_owned();
    let changed = kind(ask).and_then(|kind| ask.write(|tx| change(tx, &by, id, &title, kind.unwrap_or(document.kind))));
    done(ask, document.client_id, id, changed)
}

pub(super) fn move_it(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentId = ask.path("id")?;
    let client_id = ask.read(|tx| one(tx, &by, id))?.client_id;
    let before = ask.form("before").parse().ok().map(DocumentId);
    let moved = ask.write(|tx| move_before(tx, &by, id, before));
    done(ask, client_id, id, moved)
}

fn done(ask: &Ask, client_id: ClientId, id: DocumentId, outcome: Result<UndoId, Failure>) -> Answer {
    match outcome {
        Ok(undo) => after(ask, client_id, Some(id), undo),
        Err(Failure::Refused(refusal)) => show(ask, client_id, Some(id), 1, Some(&refusal), None),
        Err(other) => Err(other),
    }
}

pub(super) fn remove_it(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentId = ask.path("id")?;
    let client_id = ask.read(|tx| one(tx, &by, id))?.client_id;
    let undo = ask.write(|tx| remove(tx, &by, id))?;
    after(ask, client_id, None, undo)
}
