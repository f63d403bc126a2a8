//! Who waits at the door while passwords are compared.
//!
//! Owns how many may wait. Passwords are compared one at a time (`password`), so a longer queue would only
//! take threads from those who are already inside. Never keeps anybody waiting who has no place in it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many may be in the queue, the one whose password is compared among them.
const PLACES: usize = 33;

/// Seconds after which to come back: the whole queue is through by then.
pub(crate) const COME_BACK_SECONDS: u64 = 3;

/// The queue of this server.
pub(crate) static DOOR: Queue = Queue::new(PLACES);

/// A queue with so many places.
pub(crate) struct Queue {
    taken: AtomicUsize,
    places: usize,
}

/// A place in the queue, free again when it is dropped.
pub(crate) struct Place<'a>(&'a Queue);

impl Queue {
    const fn new(places: usize) -> Queue {
        Queue { taken: AtomicUsize::new(0), places }
    }

    /// A place, or `None` if every one is taken.
    pub(crate) fn enter(&self) -> Option<Place<'_>> {
        let one_more = |taken| (taken < self.places).then_some(taken + 1);
        self.taken.fetch_update(Ordering::AcqRel, Ordering::Acquire, one_more).ok().map(|_| Place(self))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.taken.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_turns_away_until_somebody_leaves_it() {
        let queue = Queue::new(2);
        let first = queue.enter().expect("empty");
        let _second = queue.enter().expect("one place left");
        assert!(queue.enter().is_none());
        drop(first);
        assert!(queue.enter().is_some());
    }

    #[test]
    fn however_many_come_at_the_same_moment_only_so_many_stand_in_it() {
        let queue = Queue::new(5);
        let all_came = std::sync::Barrier::new(20);
        let stood = std::thread::scope(|scope| {
            let came: Vec<_> = (0..20)
                .map(|_| {
                    scope.spawn(|| {
                        let place = queue.enter();
                        all_came.wait();
                        place.is_some()
                    })
                })
                .collect();
            came.into_iter().filter_map(|one| one.join().ok()).filter(|stood| *stood).count()
        });
        assert_eq!(stood, 5);
        assert!(queue.enter().is_some());
    }
}
