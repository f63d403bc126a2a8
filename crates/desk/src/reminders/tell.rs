//! The verb: tell what is due, each on each way once.
//!
//! Owns the claim that makes it once, also between two nodes, and what follows from an answer. The clock and the ways
//! out are handed in, so that a test turns the one by hand and stands at the end of the other.

use super::due::{Errand, due};
use super::mail::{Mailer, Undelivered};
use super::push::{Answered, Pusher};
use super::words;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use store::{Db, StoreError, params};
use web::{Catalogue, Clock};

/// Errands claimed in one transaction: with eight at once and ten seconds for each they end within the lease.
const AT_ONCE: usize = 64;
const SENDERS: usize = 8;
/// After that time somebody else may try what was claimed and not answered: the node that claimed it is gone.
const LEASE_MS: i64 = 180_000;
/// The first pause after a failure; each further one is twice as long, until the time has come.
const PAUSE_MS: i64 = 30_000;
/// A device that could not be reached that often in a row is no more.
const FAILURES_MAX: i64 = 50;
/// What was told of days longer ago is forgotten, days.
const KEPT_DAYS: i32 = 60;

/// The ways out, and the words.
pub struct Post<'a> {
    /// The texts of all languages.
    pub texts: &'a Catalogue,
    /// The address that people use.
    pub base_url: &'a str,
    /// Web push.
    pub pusher: &'a Pusher,
    /// The mail server, if there is one.
    pub mailer: Option<&'a Mailer>,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Taken by the other side.
    pub sent: u64,
    /// Not taken; tried again while it makes sense.
    pub failed: u64,
    /// Devices that are no more.
    pub dropped: u64,
}

#[derive(Default)]
struct Counts {
    sent: AtomicU64,
    failed: AtomicU64,
    dropped: AtomicU64,
}

/// Tells everything that is due, some at a time: before each of them the clock is read and the binders are looked into
/// anew, so that what was filed or moved meanwhile is not told. Each is tried once in a look. Ends soon after `stopping`
/// is set; what was not sent then is free for the next look.
///
/// # Errors
/// [`StoreError`]; what was sent is kept.
pub fn tell(db: &Db, clock: &Clock, post: &Post<'_>, stopping: &AtomicBool) -> Result<Told, StoreError> {
    let counts = Counts::default();
    let mut tried = BTreeSet::new();
    while !stopping.load(Ordering::Relaxed) {
        let now = clock.now();
        let mut errands = db.read(|tx| due(tx, now, post.mailer.is_some()))?;
        errands.retain(|errand| !tried.contains(&errand.key()));
        if errands.is_empty() {
            break;
        }
        if tried.is_empty() {
            forget(db, now)?;
        }
        errands.truncate(AT_ONCE);
        tried.extend(errands.iter().map(Errand::key));
        send_all(db, now, post, claim(db, now, &errands)?, (&counts, stopping))?;
    }
    let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
    Ok(Told { sent: count(&counts.sent), failed: count(&counts.failed), dropped: count(&counts.dropped) })
}

/// An errand that is ours alone for the time of the lease, and the how manieth try this is.
type Claimed = (Errand, i64);

fn claim(db: &Db, now: Timestamp, errands: &[Errand]) -> Result<Vec<Claimed>, StoreError> {
    let now = now.as_millisecond();
    db.write(|tx| {
        let mut claimed = Vec::new();
        for errand in errands {
            let (slip, person, device, place, minute) = errand.key();
            let row = tx.row(
                "INSERT INTO reminder (slip_id, person_id, device_id, place, minute, tries, claimed_until) VALUES ($1, $2, $3, $4, $5, 1, $6)
                 ON CONFLICT (slip_id, person_id, device_id, place, minute)
                 DO UPDATE SET tries = reminder.tries + 1, claimed_until = excluded.claimed_until
                 WHERE reminder.sent_at IS NULL AND reminder.claimed_until <= $7 RETURNING tries",
                params![slip, person, device, place, minute, now + LEASE_MS, now],
            )?;
            if let Some(row) = row {
                claimed.push((errand.clone(), row.get(0)?));
            }
        }
        Ok(claimed)
    })
}

fn send_all(db: &Db, now: Timestamp, post: &Post<'_>, claimed: Vec<Claimed>, (counts, stopping): (&Counts, &AtomicBool)) -> Result<(), StoreError> {
    let senders = claimed.len().min(SENDERS);
    let waiting = Mutex::new(claimed.into_iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let failure = Mutex::new(None);
    let work = || {
        while let Some((errand, tries)) = next() {
            let is_over = stopping.load(Ordering::Relaxed);
            let answer = if is_over { Answered::Unasked } else { send(post, now, &errand) };
            if let Err(error) = note(db, now, (&errand, tries), &answer, counts) {
                *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..senders {
            scope.spawn(work);
        }
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

fn send(post: &Post<'_>, now: Timestamp, errand: &Errand) -> Answered {
    let words = words::of(&post.texts.speak(errand.reminder.listener.language), &errand.reminder);
    match &errand.device {
        Some(device) => post.pusher.send(device, &words, errand.reminder.minutes_left, now),
        None => {
            let Some(mailer) = post.mailer else { return Answered::Refused("no mail server".to_owned()) };
            let listener = &errand.reminder.listener;
            match mailer.send((&listener.name, &listener.email), &words, post.base_url) {
                Ok(()) => Answered::Taken,
                Err(Undelivered::Later(why)) => Answered::Later(why),
                Err(Undelivered::Refused(why)) => Answered::Refused(why),
            }
        }
    }
}

/// Writes down what became of it. The log names rows, never a client, a person or an address.
fn note(db: &Db, now: Timestamp, (errand, tries): (&Errand, i64), answer: &Answered, counts: &Counts) -> Result<(), StoreError> {
    let (slip, person, device, place, minute) = errand.key();
    let count = |count: &AtomicU64| {
        count.fetch_add(1, Ordering::Relaxed);
    };
    let now = now.as_millisecond();
    let (sent_at, until) = match answer {
        Answered::Taken => {
            count(&counts.sent);
            (Some(now), now)
        }
        Answered::Gone => {
            count(&counts.dropped);
            tracing::info!(device, "a device is no more and was dropped");
            (None, i64::MAX)
        }
        Answered::Refused(why) => {
            count(&counts.failed);
            tracing::warn!(slip, device, why, "a reminder was refused");
            (None, i64::MAX)
        }
        Answered::Later(why) => {
            count(&counts.failed);
            tracing::warn!(slip, device, tries, why, "a reminder could not be sent; it is tried again while it makes sense");
            (None, now + (PAUSE_MS << (tries - 1).clamp(0, 8)))
        }
        Answered::Unasked => (None, now),
    };
    db.write(|tx| {
        tx.run(
            "UPDATE reminder SET sent_at = $6, claimed_until = $7
             WHERE slip_id = $1 AND person_id = $2 AND device_id = $3 AND place = $4 AND minute = $5",
            params![slip, person, device, place, minute, sent_at, until],
        )?;
        match answer {
            Answered::Gone => tx.run("DELETE FROM push_subscription WHERE id = $1", params![device])?,
            Answered::Taken => tx.run("UPDATE push_subscription SET failures = 0 WHERE id = $1 AND failures > 0", params![device])?,
            Answered::Unasked => 0,
            Answered::Later(_) | Answered::Refused(_) => {
                tx.run("UPDATE push_subscription SET failures = failures + 1 WHERE id = $1", params![device])?;
                let dropped = tx.run("DELETE FROM push_subscription WHERE id = $1 AND failures >= $2", params![device, FAILURES_MAX])?;
                if dropped > 0 {
                    tracing::warn!(device, failures = FAILURES_MAX, "a device could not be reached any more and was dropped");
                }
                dropped
            }
        };
        Ok(())
    })
}

/// Forgets what was told long ago.
fn forget(db: &Db, now: Timestamp) -> Result<(), StoreError> {
    let day = domain::working::days_later(now.to_zoned(jiff::tz::TimeZone::UTC).date(), -KEPT_DAYS);
    db.write(|tx| tx.run("DELETE FROM reminder WHERE place < $1", params![day])).map(drop)
}
