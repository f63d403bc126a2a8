//! A company with a stopped clock, on either database, spoken to through the real router.
//!
//! Owns the world that tests share: six named people, two teams, a clock that only a test moves.
//! Never mocks anything: requests pass sessions, rights, CSRF and the database as they do in a shop.
//!
//! A test is one sentence and one closure:
//!
//! ```no_run
//! use testkit::{Caller::*, each_database};
//!
//! each_database(|world| {
//!     assert_eq!(world.get(Nobody, "/sign-in").status, 200);
//! });
//! ```

mod answer;
mod country_table;
mod database;
mod people_of;
mod world;

pub use answer::Answer;
pub use country_table::country_table;
pub use people_of::Caller;
pub use world::{Request, from_address};
pub use world::{World, each_database, each_database_with};
