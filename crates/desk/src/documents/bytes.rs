//! The bytes of a document as a download, and a page of it as a picture that was drawn here.
//!
//! Owns how many documents are opened at once: each is a process of its own.

use binder::By;
use domain::DocumentVersionId;
use files::documents::one_version;
use shelf::{PAGE_WIDTH_MAX, ShelfError};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use web::{Answer, Ask, Failure, Reply};

/// Documents that are opened at the same time; further ones wait.
const AT_ONCE: u32 = 2;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);
/// When one that did not get a turn may try again, seconds.
const AGAIN_SECONDS: u64 = 5;
/// How wide a page is drawn if nobody says: sharp in the file's width on a fine screen.
const WIDTH: u32 = 1200;
/// How long a browser may keep a picture, which never changes. Not longer than somebody sits there.
const KEPT: &str = "private, max-age=900, immutable";

static OPEN: Mutex<u32> = Mutex::new(0);
static FREE: Condvar = Condvar::new();

/// A turn to open a document; given back when dropped.
struct Turn;

impl Turn {
    fn take() -> Option<Turn> {
        let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut open, waited) = FREE.wait_timeout_while(open, PATIENCE, |open| *open >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return None;
        }
        *open += 1;
        Some(Turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        FREE.notify_one();
    }
}

/// What the shelf says, as a failure of the request.
pub(super) fn off_shelf(error: &ShelfError) -> Failure {
    Failure::Unexpected(format!("a document could not be taken off the shelf: {error}"))
}

/// `GET /documents/versions/{id}/bytes`: as it came, to be saved.
pub(super) fn download(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentVersionId = ask.path("id")?;
    let version = ask.read(|tx| one_version(tx, &by, id))?;
    let file = ask.app.config.documents.shelf.open(version.hash).map_err(|error| off_shelf(&error))?;
    Ok(Reply::file("application/octet-stream", &version.name, file).header("content-security-policy", "default-src 'none'; sandbox"))
}

/// `GET /documents/versions/{id}/pages/{page}?width=`: a page of a PDF, or a picture, drawn anew.
pub(super) fn picture(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentVersionId = ask.path("id")?;
    let page: u32 = ask.path("page")?;
    let width = ask.query("width").and_then(|width| width.parse().ok()).unwrap_or(WIDTH).clamp(64, PAGE_WIDTH_MAX);
    let version = ask.read(|tx| one_version(tx, &by, id))?;
    let documents = &ask.app.config.documents;
    let file = documents.shelf.open(version.hash).map_err(|error| off_shelf(&error))?;
    let _turn = Turn::take().ok_or(Failure::Crowded(AGAIN_SECONDS))?;
    let drawn = documents.looker.picture(file, &version.name, page, width);
    let drawn = drawn.map_err(|error| Failure::Unexpected(format!("a document could not be opened: {error}")))?;
    let picture = drawn.map_err(|_| Failure::NotFound)?;
    Ok(Reply::bytes(picture.content_type, picture.bytes).header("cache-control", KEPT))
}
