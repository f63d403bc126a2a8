//! Turns at the press: how many documents are set at the same time, and how many may wait.

use crate::Refused;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Documents set at the same time.
const AT_ONCE: usize = 2;
/// Documents that may wait for their turn; each holds its data and a thread.
const WAITING_MAX: usize = 12;
/// How long one waits, seconds: longer than the longest document takes.
const WAIT_SECONDS: u64 = 30;

/// Who is at the press and who waits.
#[derive(Default)]
pub(crate) struct Turns {
    now: Mutex<Queue>,
    freed: Condvar,
}

#[derive(Default)]
struct Queue {
    working: usize,
    waiting: usize,
}

/// A turn; given back when it is dropped, also when the typesetter panics.
pub(crate) struct Turn<'a>(&'a Turns);

impl Turns {
    /// Waits for a turn.
    ///
    /// # Errors
    /// [`Refused::Busy`] if too many wait already, or if none came free in time.
    pub(crate) fn take(&self) -> Result<Turn<'_>, Refused> {
        let mut queue = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.working >= AT_ONCE && queue.waiting >= WAITING_MAX {
            return Err(Refused::Busy);
        }
        queue.waiting += 1;
        let wait = self.freed.wait_timeout_while(queue, Duration::from_secs(WAIT_SECONDS), |queue| queue.working >= AT_ONCE);
        let (mut queue, waited) = wait.unwrap_or_else(PoisonError::into_inner);
        queue.waiting -= 1;
        if waited.timed_out() && queue.working >= AT_ONCE {
            return Err(Refused::Busy);
        }
        queue.working += 1;
        Ok(Turn(self))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.now.lock().unwrap_or_else(PoisonError::into_inner).working -= 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn no_more_documents_are_set_at_once_than_there_are_turns() {
        let (turns, working, most) = (Turns::default(), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE + WAITING_MAX {
                scope.spawn(|| {
                    let _turn = turns.take().unwrap();
                    most.fetch_max(working.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    working.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert!((1..=AT_ONCE).contains(&most.load(Ordering::SeqCst)));
        assert_eq!(turns.now.lock().unwrap().working, 0);
    }

    #[test]
    fn whoever_comes_when_the_queue_is_full_is_sent_away_at_once() {
        let turns = Turns { now: Mutex::new(Queue { working: AT_ONCE, waiting: WAITING_MAX }), freed: Condvar::new() };
        assert!(matches!(turns.take(), Err(Refused::Busy)));
    }
}
