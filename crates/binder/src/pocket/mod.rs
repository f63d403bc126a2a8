//! The pocket (B44): which files somebody takes along, and what comes back from a device's queue.
//!
//! Owns the tables `take_along` and `delivery`. A key made on a device is carried out once and its answer kept in
//! the same transaction; a filing that somebody else was faster with is logged and waits to be settled. Never reads
//! a form and never files by itself: the desk does, between [`claim`] and [`keep`].

mod along;
mod delivery;
mod settling;

pub use along::{Along, is_along, take_along, taken_along};
pub use delivery::{Delivered, Stood, answered, claim, hold_logged, keep, logged_by, stood};
pub use settling::{Standing, Unsettled, Wanted, keep_standing, settled, unsettled, unsettled_count, wanted};
