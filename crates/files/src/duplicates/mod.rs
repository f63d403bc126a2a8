//! Files that may be of one client: found beside the requests, looked through on a page, joined and taken apart (E37).
//!
//! Owns the tables `likeness_key`, `likeness_queue`, `likeness_progress` and `alike`, and the preview of a joining. Never
//! joins anything by itself: that is `binder::joining`, when a person said so.

mod found;
mod hints;
mod pages;
mod preview;
mod seen;

pub use found::{Pair, Side, might_be, pairs};
pub use pages::alike_label;
pub use seen::{is_waiting, look};

use web::Route;

/// The routes of duplicates and joining.
pub fn duplicate_routes() -> Vec<Route> {
    web::routes![
        GET "/clients/duplicates" Staff pages::review,
        POST "/clients/duplicates/{id}" Staff pages::two,
        GET "/clients/new/like" Staff hints::like_answer,
        GET "/files/{id}/join" Staff pages::choose,
        GET "/files/{id}/join/{other}" Staff pages::compare,
        POST "/files/{id}/join/{other}" Staff pages::join,
        GET "/files/{id}/joined" Staff pages::joined,
        POST "/joinings/{id}/separate" Staff pages::separate,
    ]
}
