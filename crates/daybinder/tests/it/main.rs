//! The whole program, spoken to through its router on both databases.
//!
//! Owns what holds for every screen. What one feature promises is tested beside the others of its area.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where the world is not as it says")]

mod absences;
mod calendar;
mod counting;
mod crash;
mod documents;
mod door;
mod evening;
mod filing;
mod first_calls;
mod forgetting;
mod frame;
mod hand_over;
mod hostile;
mod joining;
mod kept;
mod kindness;
mod live;
mod mail;
mod meanwhile;
mod messages;
mod moving;
mod own_fields;
mod own_forms;
mod paper;
mod pocket;
mod properties;
mod protection;
mod reading;
mod refusing;
mod relations;
mod reminders;
mod reports;
mod rhythm;
mod rights;
mod scene;
mod sources;
mod team;
mod trust;
mod undoing;
mod views;
mod weekly;

/// The world with every route of the program, on both databases.
fn each_database(test: impl Fn(&testkit::World)) {
    testkit::each_database_with(&daybinder::routes::routes(), test);
}
