//! Documents beside the call: adding, leafing through, finding the right page while somebody is on the line (B21–B24).
//!
//! Owns the tab of the open file and the pages of one document. What is done is `files::documents`. Never sends a
//! document to be shown as it came: pages are pictures that were drawn here, and the bytes come as a download.

mod bytes;
mod kinds;
mod pages;
mod panel;

pub use panel::kind_words;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/files/{id}/documents" Staff pages::list,
        POST "/files/{id}/documents" Staff pages::add_here as Upload,
        POST "/documents/{id}" Staff pages::change_it,
        POST "/documents/{id}/versions" Staff pages::add_newer as Upload,
        POST "/documents/{id}/move" Staff pages::move_it,
        POST "/documents/{id}/remove" Staff pages::remove_it,
        GET "/documents/versions/{id}/bytes" Staff bytes::download,
        GET "/documents/versions/{id}/pages/{page}" Staff bytes::picture,
        GET "/documents/kinds" Head kinds::list,
        POST "/documents/kinds" Head kinds::make,
        POST "/documents/kinds/{id}" Head kinds::rename,
        POST "/documents/kinds/{id}/retire" Head kinds::retire,
    ]
}
