//! Who waits at the door while passwords are hashed.
//!
//! Owns how many may wait. Passwords are hashed one at a time (`people`), so a longer queue would only take
//! threads from those who are already inside. Never keeps anybody waiting who has no place in it.

use crate::Failure;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many may be in the queue, the one whose password is hashed among them.
const PLACES: usize = 33;

/// Seconds after which to come back: the whole queue is through by then.
const COME_BACK_SECONDS: u64 = 3;

/// The queue in front of everything that hashes a password, with so many places.
pub struct Door {
    taken: AtomicUsize,
    places: usize,
}

/// A place in the queue, free again when it is dropped.
pub struct Place<'a>(&'a Door);

impl Door {
    const fn new(places: usize) -> Door {
        Door { taken: AtomicUsize::new(0), places }
    }

    /// A place in the queue. Kept until the password is hashed.
    ///
    /// # Errors
    /// [`Failure::Crowded`] if every place is taken.
    pub fn enter(&self) -> Result<Place<'_>, Failure> {
        let one_more = |taken| (taken < self.places).then_some(taken + 1);
        match self.taken.fetch_update(Ordering::AcqRel, Ordering::Acquire, one_more) {
            Ok(_) => Ok(Place(self)),
            Err(_) => Err(Failure::Crowded(COME_BACK_SECONDS)),
        }
    }
}

impl Default for Door {
    fn default() -> Door {
        Door::new(PLACES)
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
        let door = Door::new(2);
        let first = door.enter().expect("empty");
        let _second = door.enter().expect("one place left");
        assert!(door.enter().is_err());
        drop(first);
        assert!(door.enter().is_ok());
    }

    #[test]
    fn however_many_come_at_the_same_moment_only_so_many_stand_in_it() {
        let door = Door::new(5);
        let all_came = std::sync::Barrier::new(20);
        let stood = std::thread::scope(|scope| {
            let came: Vec<_> = (0..20)
                .map(|_| {
                    scope.spawn(|| {
                        let place = door.enter();
                        all_came.wait();
                        place.is_ok()
                    })
                })
                .collect();
            came.into_iter().filter_map(|one| one.join().ok()).filter(|stood| *stood).count()
        });
        assert_eq!(stood, 5);
        assert!(door.enter().is_ok());
    }
}
