//! The screens that see everything: the day, the open file, find, the overload review, what can be taken back.
//!
//! Owns the assembly of what the lower crates own into screens. Never writes a table itself: it calls verbs.

pub mod day;
pub mod find;
pub mod frame;
pub mod open_file;
pub mod overload;
pub mod plan;
pub mod taken_back;

use web::Route;

/// Every route of the product: these and those of the lower crates.
pub fn routes() -> Vec<Route> {
    let own =
        [day::routes(), open_file::routes(), overload::routes(), plan::routes(), find::routes(), taken_back::routes(), frame::routes()].concat();
    [own, people::routes(), files::routes()].concat()
}
