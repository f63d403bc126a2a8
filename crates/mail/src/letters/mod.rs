//! Letters: messages that are written from a file, go now or later, and wait for an answer.
//!
//! Owns the tables `letter`, `letter_piece` and `mail_text`, and the thread that sends.

mod copies;
mod pieces;
mod posting;
mod remind;
mod row;
mod send;
mod texts;
mod write;

pub(crate) use copies::{copy_of, settle as settle_copy, uncopied};
pub use pieces::{is_used as is_piece_used, sweep as sweep_pieces};
pub use posting::Posting;
pub use remind::remind_due;
pub(crate) use row::{LetterLine, of_file};
pub use send::send_due;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/files/{id}/mail/new" Staff write::page,
        POST "/files/{id}/mail" Staff write::write as Upload,
        POST "/mail/letters/{id}/stop" Staff write::stop,
        POST "/mail/letters/{id}/again" Staff write::again,
        POST "/mail/letters/{id}/went" Staff write::went,
        GET "/settings/mail-texts" Staff texts::page,
        POST "/settings/mail-texts" Head texts::add,
        POST "/settings/mail-texts/{id}" Head texts::change,
        POST "/settings/mail-texts/{id}/removal" Head texts::remove,
    ]
}
