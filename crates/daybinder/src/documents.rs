//! Documents beside the requests: reading their text for find, sweeping the shelf, the last traces of erased files, and the
//! process that looks into one.
//!
//! Owns when that is done. What is read and what is swept is decided by `files::documents`.

use crate::Stopped;
use domain::DocumentVersionId;
use files::documents::{Waiting, keep_text, keep_unreadable, mark_swept, next_waiting};
use mail::kept::{Folder, Keep};
use protection::erasing::{Bytes, finish};
use shelf::{Looker, ShelfError, Wish, look_into as look};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};
use store::StoreError;
use web::App;

/// How soon a document that was added is read.
const LOOK: Duration = Duration::from_secs(2);
/// The shelf is swept once in so many looks: once a day.
const SWEEP_EVERY: u32 = 43_200;

/// The process that looks into one document. It never comes back to the server, however it ends.
///
/// # Errors
/// [`Stopped`] if it was asked for what there is not.
pub(crate) fn look_into(wish: &str, name: &str) -> Result<(), Stopped> {
    let wish = Wish::parse(wish).ok_or_else(|| Stopped(format!("{wish} is neither text nor picture:PAGE:WIDTH")))?;
    Looker::bound_this_process().map_err(Stopped::while_doing("bounding this process"))?;
    let name = name.strip_prefix('=').unwrap_or(name);
    let answered = look(wish, name, std::io::stdin().lock(), std::io::stdout().lock()).map_err(Stopped::while_doing("looking into the document"))?;
    std::process::exit(if answered { 0 } else { 3 })
}

/// The running thread; it ends with this value.
pub(crate) struct Reading {
    stop: Arc<AtomicBool>,
    /// Dropping it wakes the thread.
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    /// Begins.
    ///
    /// # Errors
    /// [`Stopped`] if no thread can be had.
    pub(crate) fn start(app: Arc<App>) -> Result<Reading, Stopped> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopping = stop.clone();
        let (wake, woken) = std::sync::mpsc::sync_channel(1);
        let thread = std::thread::Builder::new().name("documents".to_owned()).spawn(move || {
            let mut looks = 0_u32;
            loop {
                if let Err(error) = read_waiting(&app, &stopping) {
                    tracing::warn!(%error, "documents could not be read for find; it goes on in a moment");
                }
                erase_traces(&app);
                if looks.is_multiple_of(SWEEP_EVERY) {
                    sweep(&app);
                }
                looks = looks.wrapping_add(1);
                if woken.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        let thread = thread.map_err(Stopped::while_doing("starting the thread that reads documents"))?;
        Ok(Reading { stop, wake: Some(wake), thread: Some(thread) })
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Reads what was added since, each once. One that cannot be had from the shelf now is tried again at the next look.
///
/// # Errors
/// [`StoreError`].
pub fn read_waiting(app: &App, stopping: &AtomicBool) -> Result<(), StoreError> {
    let mut after = DocumentVersionId(0);
    while !stopping.load(Ordering::Relaxed) {
        let Some(waiting) = app.db.read(|tx| next_waiting(tx, after))? else { return Ok(()) };
        after = waiting.id;
        read_one(app, &waiting)?;
    }
    Ok(())
}

fn read_one(app: &App, waiting: &Waiting) -> Result<(), StoreError> {
    let documents = &app.config.documents;
    let file = match documents.shelf.open(waiting.hash) {
        Ok(file) => file,
        Err(error @ (ShelfError::Missing(_) | ShelfError::Damaged(_))) => {
            tracing::error!(version = waiting.id.0, %error, "a document is not on the shelf");
            return app.db.write(|tx| keep_unreadable(tx, waiting.id, "damaged"));
        }
        Err(error) => {
            tracing::warn!(version = waiting.id.0, %error, "a document cannot be read now");
            return Ok(());
        }
    };
    match documents.looker.text(file, &waiting.name) {
        Ok(Ok(seen)) => app.db.write(|tx| keep_text(tx, waiting.id, &seen)),
        Ok(Err(reason)) => app.db.write(|tx| keep_unreadable(tx, waiting.id, reason.as_str())),
        Err(error) => {
            tracing::error!(%error, "no process can be started to read a document");
            Ok(())
        }
    }
}

/// What an erasure leaves outside of its transaction.
///
/// # Errors
/// [`web::Failure`].
pub fn finish_erasures(app: &App) -> Result<u64, web::Failure> {
    let keep = mail::folder(app).map(|folder| Folder::beside(&folder));
    let bytes = Bytes { shelf: &app.config.documents.shelf, keep: keep.as_ref().map(|keep| keep as &dyn Keep) };
    finish(&app.db, &bytes, app.clock.now().as_millisecond())
}

fn erase_traces(app: &App) {
    match finish_erasures(app) {
        Ok(0) => {}
        Ok(finished) => tracing::info!(finished, "the last traces of erased files are gone"),
        Err(failure) => tracing::warn!(failure = crate::words(&failure), "traces of an erased file could not be taken away; it goes on in a moment"),
    }
}

fn sweep(app: &App) {
    let now = app.clock.now();
    match mark_swept(&app.db, &app.config.documents.shelf, SystemTime::from(now), now.as_millisecond()) {
        Ok(swept) if swept.removed > 0 => tracing::info!(stood = swept.stood, removed = swept.removed, "documents swept"),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the shelf of documents could not be swept; it is tried again tomorrow"),
    }
}
