//! The day: open today, see the whole amount of work, work through the stack (B28, B29, B33, B42).
//!
//! Owns the main screen: strip of dividers, load, piles, the open file beside them. Every change made here
//! answers with the whole day again, so that what is on the screen is always what is stored.
//! Never decides where a file goes: that is `binder`.

mod acting;
mod model;
mod pages;
mod piles;
mod queries;
mod standing_in;
mod strip;
pub(crate) mod view;

pub use acting::{filing_form, show_back};
pub use model::{Day, Opened, Wanted, binder_person, cards_of_day, day_slip as slip_of, free_days, loads};
pub use pages::{binder_named, not_understood, place_of, show_place};
pub use piles::{Pile, in_order};
pub use queries::{CARDS_MAX, Card, done_minutes, occupied};
pub use standing_in::for_colleagues;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/" Staff pages::today,
        GET "/day/{place}" Staff pages::day,
        GET "/next-date" Staff pages::next_date,
        POST "/files/{id}/filing" Staff acting::file,
        POST "/move" Staff acting::move_to,
        POST "/slips/{id}/later" Staff acting::later,
        POST "/slips/{id}/done" Staff acting::done,
        POST "/day/{place}/deal" Staff acting::deal,
    ]
}

/// The path of a divider.
pub fn show_day_path(place: domain::Place) -> String {
    format!("/day/{}", strip::slug(place))
}
