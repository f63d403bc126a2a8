//! The thread that sends letters and reminds beside the requests.

use super::{remind_due, send_due, sweep_pieces};
use crate::kept::Keep;
use crate::seal::Seal;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;
use web::App;

/// How often it looks.
const LOOK: Duration = Duration::from_secs(3);
/// Every so many looks it is seen who is to be reminded.
const REMIND_EVERY: u32 = 20;
/// Every so many looks it is swept what was chosen for letters that nobody sent.
const SWEEP_EVERY: u32 = 1200;

/// The running thread; it ends with this value, behind the letter that is going.
pub struct Posting {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Posting {
    /// Begins.
    ///
    /// # Errors
    /// Those of the machine that gives no thread.
    pub fn start(app: Arc<App>, seal: Seal, keep: Arc<dyn Keep>) -> std::io::Result<Posting> {
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new().name("letters".to_owned()).spawn(move || {
            for look in 0_u32.. {
                if let Err(failure) = send_due(&app, &seal, &*keep) {
                    tracing::warn!(?failure, "letters could not be looked for; it goes on in a moment");
                }
                if look % REMIND_EVERY == 0
                    && let Err(failure) = remind_due(&app)
                {
                    tracing::warn!(?failure, "letters without an answer could not be looked for; it goes on in a minute");
                }
                if look % SWEEP_EVERY == 0
                    && let Err(failure) = sweep_pieces(&app.db, &*keep, app.clock.now().as_millisecond())
                {
                    tracing::warn!(?failure, "what was chosen for letters that were not sent could not be taken away");
                }
                if woken.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        })?;
        Ok(Posting { wake: Some(wake), thread: Some(thread) })
    }
}

impl Drop for Posting {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
