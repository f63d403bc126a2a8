//! The thread that keeps the find index up to date beside the requests.
//!
//! Owns when the queue is emptied. What the index holds is the store's business.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;
use store::Db;

/// Rows taken in one transaction: few enough that a filing waits only a moment for its turn to write.
const ROWS_AT_ONCE: u32 = 200;

/// The running thread; it ends with this value.
pub(crate) struct Indexing {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Indexing {
    /// Begins. `woken` is told of new work; without a word it looks every second, because another node
    /// may have written.
    pub(crate) fn start(db: Db, woken: Receiver<()>) -> Result<Indexing, std::io::Error> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopping = stop.clone();
        let thread = std::thread::Builder::new().name("find-index".to_owned()).spawn(move || {
            while !stopping.load(Ordering::Relaxed) {
                empty(&db, &stopping);
                if woken.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        })?;
        Ok(Indexing { stop, thread: Some(thread) })
    }
}

impl Drop for Indexing {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Takes everything that waits, unless the server is stopping: what is left waits in the database.
fn empty(db: &Db, stopping: &AtomicBool) {
    while !stopping.load(Ordering::Relaxed) {
        match store::find::drain(db, ROWS_AT_ONCE) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "the find index falls behind; it goes on in a second");
                return;
            }
        }
    }
}
