//! The threads that read mailboxes beside the requests.
//!
//! Owns when each one looks, and that all of them end with the server: a thread that waits for news is woken by
//! shutting its socket.

use super::round::{Broken, LEASE_MS, Reader};
use super::session::Talk;
use super::trouble::Trouble;
use crate::kept::Keep;
use crate::mailboxes::{Mailbox, all_active};
use crate::seal::Seal;
use domain::MailboxId;
use std::collections::HashMap;
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use store::{Dialect, params};
use web::App;

/// How often it is seen which mailboxes there are and what is wanted of them.
const SEE: Duration = Duration::from_secs(5);
/// How often a mailbox is looked into whose server does not tell of news by itself.
const POLL: Duration = Duration::from_secs(60);
/// How long news are waited for before a look of one's own: the folder of sent messages tells nothing.
const LISTEN: Duration = Duration::from_secs(240);
/// The pauses after troubles, each twice as long as the one before.
const PAUSE: Duration = Duration::from_secs(15);
const PAUSES: u32 = 6;

/// What all threads share.
struct Shared {
    app: Arc<App>,
    seal: Seal,
    keep: Arc<dyn Keep>,
    large: Mutex<()>,
    /// Who this process is among others on the same database.
    me: String,
}

/// The threads; they end with this value.
pub struct Reading {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    /// Begins.
    ///
    /// # Errors
    /// Those of the machine that gives no thread.
    pub fn start(app: Arc<App>, seal: Seal, keep: Arc<dyn Keep>, me: String) -> std::io::Result<Reading> {
        let shared = Arc::new(Shared { app, seal, keep, large: Mutex::new(()), me });
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new().name("mailboxes".to_owned()).spawn(move || see_to(&shared, &woken))?;
        Ok(Reading { wake: Some(wake), thread: Some(thread) })
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The thread of one mailbox.
struct One {
    mailbox: Mailbox,
    hand: Arc<Hand>,
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// How a thread is reached from outside.
#[derive(Default)]
struct Hand {
    stopping: AtomicBool,
    /// Whether news are waited for: only then may somebody who is in a hurry shut the socket.
    listening: AtomicBool,
    /// The socket of the conversation.
    socket: Mutex<Option<TcpStream>>,
}

impl Hand {
    fn shut(&self) {
        if let Some(socket) = self.socket.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = socket.shutdown(Shutdown::Both);
        }
    }

    fn hold(&self, socket: Option<TcpStream>) {
        *self.socket.lock().unwrap_or_else(PoisonError::into_inner) = socket;
    }
}

impl One {
    fn start(shared: &Arc<Shared>, mailbox: Mailbox) -> std::io::Result<One> {
        let hand = Arc::new(Hand::default());
        let (wake, woken) = sync_channel(1);
        let thread = {
            let (shared, mailbox, hand) = (shared.clone(), mailbox.clone(), hand.clone());
            std::thread::Builder::new().name(format!("mailbox-{}", mailbox.id)).spawn(move || read(&shared, &mailbox, &hand, &woken))?
        };
        Ok(One { mailbox, hand, wake: Some(wake), thread: Some(thread) })
    }

    /// Looks at once instead of when its time has come.
    fn hurry(&self) {
        if let Some(wake) = &self.wake
            && !matches!(wake.try_send(()), Err(TrySendError::Disconnected(())))
            && self.hand.listening.load(Ordering::SeqCst)
        {
            self.hand.shut();
        }
    }

    fn tell_to_stop(&mut self) {
        self.hand.stopping.store(true, Ordering::SeqCst);
        self.wake = None;
        self.hand.shut();
    }

    fn is_dead(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.tell_to_stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Sees to it that each mailbox is read by one thread that knows its settings.
fn see_to(shared: &Arc<Shared>, woken: &Receiver<()>) {
    let mut all: HashMap<MailboxId, One> = HashMap::new();
    loop {
        match shared.app.db.read(all_active) {
            Ok(mailboxes) => settle(shared, &mut all, mailboxes),
            Err(error) => tracing::warn!(%error, "it cannot be seen which mailboxes there are"),
        }
        if woken.recv_timeout(SEE) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    // All are told before the first is waited for.
    all.values_mut().for_each(One::tell_to_stop);
    let held: Vec<MailboxId> = all.keys().copied().collect();
    drop(all);
    for id in held {
        let sql = "UPDATE mailbox SET claimed_until = 0 WHERE id = $1 AND claimed_by = $2";
        let _ = shared.app.db.write(|tx| tx.run(sql, params![id, &shared.me]));
    }
}

fn settle(shared: &Arc<Shared>, all: &mut HashMap<MailboxId, One>, mailboxes: Vec<Mailbox>) {
    all.retain(|id, one| {
        let now = mailboxes.iter().find(|mailbox| mailbox.id == *id);
        let is_same = now.is_some_and(|now| Mailbox { wanted_at: one.mailbox.wanted_at, ..now.clone() } == one.mailbox);
        is_same && !one.is_dead()
    });
    for mailbox in mailboxes {
        match all.get_mut(&mailbox.id) {
            Some(one) if one.mailbox.wanted_at != mailbox.wanted_at => {
                one.mailbox.wanted_at = mailbox.wanted_at;
                one.hurry();
            }
            Some(_) => {}
            None => {
                let id = mailbox.id;
                match One::start(shared, mailbox) {
                    Ok(one) => drop(all.insert(id, one)),
                    Err(error) => tracing::warn!(%error, mailbox = id.0, "no thread for a mailbox"),
                }
            }
        }
    }
}

/// The life of one thread.
fn read(shared: &Shared, mailbox: &Mailbox, hand: &Hand, woken: &Receiver<()>) {
    let mut broken = Broken::new();
    let mut troubles = 0;
    loop {
        let ended = if claim(shared, mailbox) { converse(shared, mailbox, hand, woken, &mut broken, &mut troubles) } else { Err(Trouble::Claimed) };
        hand.listening.store(false, Ordering::SeqCst);
        hand.hold(None);
        if hand.stopping.load(Ordering::SeqCst) {
            return;
        }
        let pause = match ended {
            // Somebody hurried it: its socket was shut.
            Ok(()) => continue,
            Err(trouble) => {
                note(&shared.app, mailbox, &trouble);
                troubles += 1;
                // A message that was named as not taken is behind us: the next ones need not wait for long.
                PAUSE * 2_u32.pow(troubles.min(PAUSES) - 1)
            }
        };
        if woken.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}

/// One conversation, for as long as it lasts. Ends well when somebody hurries or stops it.
fn converse(shared: &Shared, mailbox: &Mailbox, hand: &Hand, woken: &Receiver<()>, broken: &mut Broken, troubles: &mut u32) -> Result<(), Trouble> {
    let password = shared.seal.open(&mailbox.secret).ok_or(Trouble::Key)?;
    let mut talk = Talk::begin(mailbox, &password)?;
    hand.hold(talk.socket.try_clone().ok());
    if hand.stopping.load(Ordering::SeqCst) {
        return Ok(());
    }
    let reader = Reader { app: &shared.app, keep: &*shared.keep, stopping: &hand.stopping, large: &shared.large };
    loop {
        reader.look(&mut talk, mailbox, broken)?;
        *troubles = 0;
        if talk.tells {
            hand.listening.store(true, Ordering::SeqCst);
            // Whoever hurried or stopped before that found nobody listening.
            if woken.try_recv() == Err(std::sync::mpsc::TryRecvError::Disconnected) {
                return Ok(());
            }
            let told = talk.listen(LISTEN);
            hand.listening.store(false, Ordering::SeqCst);
            if woken.try_recv() != Err(std::sync::mpsc::TryRecvError::Empty) {
                // Hurried or stopped: the socket is shut, so the conversation begins anew.
                return Ok(());
            }
            told?;
        } else {
            match woken.recv_timeout(POLL) {
                Err(RecvTimeoutError::Disconnected) => {
                    talk.end();
                    return Ok(());
                }
                Ok(()) | Err(RecvTimeoutError::Timeout) => {}
            }
        }
        if !claim(shared, mailbox) {
            return Err(Trouble::Claimed);
        }
    }
}

/// Whether this process reads that mailbox. On SQLite there is no other.
fn claim(shared: &Shared, mailbox: &Mailbox) -> bool {
    let now = shared.app.clock.now().as_millisecond();
    let is_alone = shared.app.db.dialect() == Dialect::Sqlite;
    let claimed = shared.app.db.write(|tx| {
        tx.run(
            "UPDATE mailbox SET claimed_by = $2, claimed_until = $3 WHERE id = $1 AND (claimed_by = $2 OR claimed_until <= $4 OR $5 = 1)",
            params![mailbox.id, &shared.me, now + LEASE_MS, now, is_alone],
        )
    });
    claimed.is_ok_and(|rows| rows > 0)
}

/// Writes down at the mailbox why it cannot be read, and since when. The log names the mailbox by its number.
pub(super) fn note(app: &App, mailbox: &Mailbox, trouble: &Trouble) {
    let key = trouble.key();
    if key.is_empty() {
        return;
    }
    tracing::warn!(mailbox = mailbox.id.0, ?trouble, "a mailbox could not be read; it is tried again");
    let now = app.clock.now().as_millisecond();
    let sql = "UPDATE mailbox SET tried_at = $2, trouble = $3, trouble_since = coalesce(trouble_since, $2) WHERE id = $1";
    if let Err(error) = app.db.write(|tx| tx.run(sql, params![mailbox.id, now, key])) {
        tracing::warn!(%error, mailbox = mailbox.id.0, "nor could that be written down");
    }
}
