//! The whole program, spoken to through its router on both databases.
//!
//! Owns what holds for every screen. What one feature promises is tested beside the others of its area.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where the world is not as it says")]

mod counting;
mod crash;
mod filing;
mod forgetting;
mod frame;
mod hostile;
mod meanwhile;
mod messages;
mod moving;
mod properties;
mod reading;
mod refusing;
mod rights;
mod scene;
mod sources;
mod undoing;

/// The world with every route of the program, on both databases.
fn each_database(test: impl Fn(&testkit::World)) {
    testkit::each_database_with(&daybinder::routes::routes(), test);
}
