//! Messages as they are read: the tray, one message, those of a file.
//!
//! Owns who may read which, and what becomes of one that is in no file.

mod file_it;
mod html;
mod pages;
mod papers;
pub(crate) mod read;

pub use pages::panel;
pub use read::of_entries;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/mail/tray" Staff pages::tray_page,
        GET "/mail/{id}" Staff pages::mail_page,
        GET "/mail/{id}/body" Staff pages::body,
        GET "/mail/{id}/attachments/{number}" Staff pages::attachment,
        POST "/mail/{id}/attachments/{number}/document" Staff papers::keep,
        POST "/mail/{id}/filing" Staff pages::filing,
        POST "/mail/{id}/out" Staff pages::out,
        POST "/mail/{id}/client" Staff pages::client,
        POST "/mail/{id}/never" Staff pages::never,
        POST "/mail/{id}/away" Staff pages::away,
    ]
}
