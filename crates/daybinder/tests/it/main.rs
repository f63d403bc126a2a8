//! The whole program, spoken to through its router on both databases.
//!
//! Owns what holds for every screen. What one feature promises is tested beside the others of its area.

mod crash;
mod filing;
mod frame;
mod hostile;
mod messages;
mod moving;
mod properties;
mod refusing;
mod rights;
mod scene;
mod sources;
mod undoing;

/// The world with every route of the program, on both databases.
fn each_database(test: impl Fn(&testkit::World)) {
    testkit::each_database_with(&daybinder::routes::routes(), test);
}
