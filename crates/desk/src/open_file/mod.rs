//! The open file: who, why today, history, card, and the form that files it (B9, B24, B31).
//!
//! Owns what is read of a client to work with it, and how that looks, on the day and on a page of its own.
//! Never writes.

mod model;
mod pages;
pub mod view;

pub use model::{OpenFile, Reach};
pub use pages::show_again;
pub(crate) use pages::{read, show_with};

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/files/{id}" Staff pages::file,
        GET "/files/{id}/history" Staff pages::history,
        GET "/files/{id}/mail" Staff pages::mail,
        GET "/files/{id}/print" Staff pages::print,
        GET "/entries/{id}/correction" Staff pages::correction,
        POST "/entries/{id}/correction" Staff pages::correct,
    ]
}
