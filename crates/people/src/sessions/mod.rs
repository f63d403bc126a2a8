//! Where one is signed in, and ending it there.
//!
//! Owns the page and the ending of sessions. Never shows what opens one: a session is named by the beginning of the
//! hash under which it is stored.

mod end;
mod page;

pub(crate) use end::end_of_colleague;

use web::Route;

/// The routes of one's own sessions.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/settings/sessions" Staff page::page,
        POST "/settings/sessions/ending" Staff end::one,
        POST "/settings/sessions/others" Staff end::others,
    ]
}
