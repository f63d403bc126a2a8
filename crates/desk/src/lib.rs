//! The screens that see everything: the day, the open file, find, the overload review, the team, mornings
//! and evenings.
//!
//! Owns the assembly of what the lower crates own into screens. Never writes a table itself: it calls verbs.

pub mod ahead;
pub mod day;
pub mod documents;
pub mod evening;
pub mod find;
pub mod first_calls;
pub mod frame;
pub mod hand_over;
pub mod kindness;
pub mod live;
pub mod morning;
pub mod open_file;
pub mod overload;
pub mod own_forms;
pub mod paper;
pub mod plan;
pub mod pocket;
pub mod reminders;
pub mod reports;
pub mod rhythm;
pub mod taken_back;
pub mod team;

use web::Route;

/// Every route of the product: these and those of the lower crates.
pub fn routes() -> Vec<Route> {
    let own = [
        day::routes(),
        open_file::routes(),
        overload::routes(),
        plan::routes(),
        kindness::routes(),
        reports::routes(),
        find::routes(),
        taken_back::routes(),
        frame::routes(),
        hand_over::routes(),
        team::routes(),
        evening::routes(),
        morning::routes(),
        ahead::routes(),
        rhythm::routes(),
        first_calls::routes(),
        own_forms::routes(),
        live::routes(),
        paper::routes(),
        documents::routes(),
        pocket::routes(),
        reminders::routes(),
    ]
    .concat();
    [own, people::routes(), files::routes(), mail::routes(), protection::routes()].concat()
}
