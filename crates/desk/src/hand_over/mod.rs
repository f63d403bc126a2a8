//! Handing files over, and absences with their deputies (B11, B45, E26).
//!
//! Owns the pages, and what the day and the file say of them. Never moves a file itself: that is
//! `binder::hand_over`.

mod absences;
mod done;
mod give;
mod leaving;
mod receivers;
mod returned;
mod said;

pub use returned::Returned;
pub(crate) use returned::{returned, returned_line};
pub(crate) use said::{give_link, pile_note, stack_links, went, writer};

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/absences" Head absences::page,
        POST "/absences" Head absences::appoint,
        POST "/absences/{id}/withdraw" Head absences::withdraw,
        POST "/absences/{id}/end" Head absences::end,
        GET "/absences/{id}/done" Staff done::page,
        GET "/hand-over" Head give::page,
        POST "/hand-over" Head give::give,
        GET "/colleagues/{id}/hand-over" Admin leaving::page,
        POST "/colleagues/{id}/hand-over" Admin leaving::leave,
    ]
}
