//! The turn to write on SQLite: one connection, handed on in the order of asking.
//!
//! Owns who comes next and how long anybody waits. Never begins a transaction.

use crate::{Result, StoreError};
use rusqlite::Connection;
use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long anybody waits for a turn.
pub(crate) const WAIT_MAX: Duration = Duration::from_secs(10);

/// The one connection that writes.
pub(crate) struct Writer {
    /// Locked only by who has the turn, so nobody ever waits for this lock.
    connection: Mutex<Connection>,
    queue: Mutex<Queue>,
    moved: Condvar,
}

struct Queue {
    /// Whether somebody has the turn.
    is_taken: bool,
    /// Who waits, the first to come first: whoever writes again and again still lets others in between.
    waiting: VecDeque<u64>,
    next: u64,
}

impl Writer {
    pub(crate) fn new(connection: Connection) -> Writer {
        let queue = Mutex::new(Queue { is_taken: false, waiting: VecDeque::new(), next: 0 });
        Writer { connection: Mutex::new(connection), queue, moved: Condvar::new() }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`StoreError::Busy`] after `wait_max`.
    pub(crate) fn turn(&self, wait_max: Duration) -> Result<Turn<'_>> {
        let until = Instant::now() + wait_max;
        let mut queue = self.queue();
        let own = queue.next;
        queue.next += 1;
        queue.waiting.push_back(own);
        loop {
            if !queue.is_taken && queue.waiting.front() == Some(&own) {
                queue.waiting.pop_front();
                queue.is_taken = true;
                drop(queue);
                let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
                return Ok(Turn { connection, _handing_on: HandingOn(self) });
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                queue.waiting.retain(|waiting| *waiting != own);
                drop(queue);
                self.moved.notify_all();
                return Err(StoreError::Busy);
            }
            queue = self.moved.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether somebody waits for a turn.
    pub(crate) fn is_awaited(&self) -> bool {
        !self.queue().waiting.is_empty()
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody's turn; ends when dropped, also by a panic.
pub(crate) struct Turn<'a> {
    connection: MutexGuard<'a, Connection>,
    /// Dropped after the lock: whoever comes next finds the connection free.
    _handing_on: HandingOn<'a>,
}

impl Deref for Turn<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

struct HandingOn<'a>(&'a Writer);

impl Drop for HandingOn<'_> {
    fn drop(&mut self) {
        self.0.queue().is_taken = false;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc;

    fn writer() -> Writer {
        Writer::new(Connection::open_in_memory().unwrap())
    }

    #[test]
    fn whoever_waits_longer_than_the_deadline_is_told_that_others_write() {
        let writer = writer();
        let turn = writer.turn(WAIT_MAX).unwrap();
        let refused = writer.turn(Duration::from_millis(20)).err().unwrap();
        assert!(matches!(refused, StoreError::Busy) && refused.is_retry());
        drop(turn);
        assert!(writer.turn(Duration::from_millis(20)).is_ok(), "who gave up stands in nobody's way");
    }

    #[test]
    fn whoever_writes_again_at_once_lets_those_who_wait_write_first() {
        let writer = Arc::new(writer());
        let turn = writer.turn(WAIT_MAX).unwrap();
        let (told, order) = mpsc::channel();
        let (other, tell) = (Arc::clone(&writer), told.clone());
        let waits = std::thread::spawn(move || {
            let _turn = other.turn(WAIT_MAX).unwrap();
            tell.send("waited").unwrap();
        });
        while writer.queue().waiting.is_empty() {
            std::thread::yield_now();
        }
        drop(turn);
        let again = writer.turn(WAIT_MAX).unwrap();
        told.send("again").unwrap();
        drop(again);
        waits.join().unwrap();
        drop(told);
        assert_eq!(order.iter().collect::<Vec<_>>(), ["waited", "again"]);
    }

    #[test]
    fn a_panic_ends_a_turn() {
        let writer = writer();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _turn = writer.turn(WAIT_MAX).unwrap();
            panic!("in the middle");
        }));
        assert!(panicked.is_err());
        assert!(writer.turn(Duration::from_millis(20)).is_ok());
    }
}
