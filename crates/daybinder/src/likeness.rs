//! The thread that looks for files of one client beside the requests.
//!
//! Owns when it looks, and that it never stands in the way: after each few files it rests as long as they took. What is
//! alike is the business of `files::duplicates`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use store::Db;

/// Files looked at in one transaction: so few that a filing beside it waits a moment only.
const FILES_AT_ONCE: u32 = 20;
/// How long it rests when nothing waits.
const IDLE: Duration = Duration::from_secs(2);
/// The shortest rest.
const BREATH: Duration = Duration::from_millis(5);

/// The running thread; it ends with this value.
pub(crate) struct Likeness {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Likeness {
    /// Begins.
    pub(crate) fn start(db: Db) -> Result<Likeness, std::io::Error> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopping = stop.clone();
        let thread = std::thread::Builder::new().name("likeness".to_owned()).spawn(move || {
            while !stopping.load(Ordering::Relaxed) {
                let began = Instant::now();
                let rest = match files::duplicates::look(&db, FILES_AT_ONCE) {
                    Ok(0) => IDLE,
                    Ok(_) => began.elapsed().max(BREATH),
                    Err(error) => {
                        tracing::warn!(%error, "looking for files of one client falls behind; it goes on in a moment");
                        IDLE
                    }
                };
                std::thread::park_timeout(rest);
            }
        })?;
        Ok(Likeness { stop, thread: Some(thread) })
    }
}

impl Drop for Likeness {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}
