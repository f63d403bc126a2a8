//! The thread that tells of agreed times, and on a wished weekday of the week that is over, beside the requests.
//!
//! Owns when it looks. What is due and how it is told once is `desk::reminders` and `desk::reports`.

use crate::Stopped;
use desk::reminders::{Mailer, Post, Pusher, tell};
use desk::reports::send_weekly;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender};
use std::thread::JoinHandle;
use std::time::Duration;
use web::App;

/// Twice a minute: nobody is told more than half a minute late.
const LOOK: Duration = Duration::from_secs(30);

/// The running thread; it ends with this value.
pub(crate) struct Reminding {
    stop: Arc<AtomicBool>,
    /// Dropping it wakes the thread.
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Reminding {
    /// Begins.
    ///
    /// # Errors
    /// [`Stopped`] if the server's key or the mail settings cannot be used, or no thread can be had.
    pub(crate) fn start(app: Arc<App>) -> Result<Reminding, Stopped> {
        let pusher = Pusher::new(&app.db, &app.config, app.clock.now()).map_err(|failure| Stopped(crate::words(&failure)))?;
        let mailer = app.config.outgoing.mail.as_ref().map(Mailer::new).transpose().map_err(Stopped)?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopping = stop.clone();
        let (wake, woken) = std::sync::mpsc::sync_channel(1);
        let thread = std::thread::Builder::new().name("reminders".to_owned()).spawn(move || {
            let post = Post { texts: &app.texts, base_url: &app.config.base_url, pusher: &pusher, mailer: mailer.as_ref() };
            loop {
                look(&app, &post, &stopping);
                if let Some(mailer) = &mailer {
                    send(&app, mailer, &stopping);
                }
                if woken.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        });
        let thread = thread.map_err(Stopped::while_doing("starting the thread of reminders"))?;
        Ok(Reminding { stop, wake: Some(wake), thread: Some(thread) })
    }
}

impl Drop for Reminding {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn look(app: &App, post: &Post<'_>, stopping: &AtomicBool) {
    match tell(&app.db, &app.clock, post, stopping) {
        Ok(told) if told.sent + told.failed + told.dropped > 0 => {
            tracing::info!(sent = told.sent, failed = told.failed, dropped = told.dropped, "agreed times told");
        }
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "agreed times could not be looked for; it goes on in half a minute"),
    }
}

fn send(app: &App, mailer: &Mailer, stopping: &AtomicBool) {
    match send_weekly(&app.db, &app.clock, &app.texts, &app.config.base_url, mailer, stopping) {
        Ok(done) if done.sent + done.failed > 0 => tracing::info!(sent = done.sent, failed = done.failed, "letters of the week sent"),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "letters of the week could not be looked for; it goes on in half a minute"),
    }
}
