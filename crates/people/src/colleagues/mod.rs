//! The colleagues and teams, as an administrator keeps them.
//!
//! Owns roles, teams, joining and leaving. Never deletes a person: the history names whoever wrote it.

mod add;
mod change;
mod leave;
mod pages;
mod password_link;
mod queries;
mod teams;

pub use change::change_colleague;
pub use leave::{end_access, give_access};
pub use queries::ColleagueChange;

use web::Route;

/// The routes of the colleagues.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/colleagues" Admin pages::colleagues,
        POST "/colleagues" Admin add::add,
        GET "/colleagues/{id}" Admin pages::colleague,
        POST "/colleagues/{id}" Admin change::change,
        POST "/colleagues/{id}/leaving" Admin leave::leave,
        POST "/colleagues/{id}/return" Admin leave::come_back,
        POST "/colleagues/{id}/link" Admin password_link::make,
        POST "/colleagues/{id}/sessions/ending" Admin crate::sessions::end_of_colleague,
        POST "/colleagues/{id}/second-factor/removal" Admin crate::second_factor::take_from_colleague,
        POST "/teams" Admin teams::add,
        POST "/teams/{id}" Admin teams::rename,
    ]
}
