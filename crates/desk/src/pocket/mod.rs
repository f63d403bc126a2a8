//! What goes along in the pocket (B44): the stack and marked files without a network, and what comes back.
//!
//! Owns the mark on a file, what a device is given for the day, and the arrival of what was logged there. The rows
//! are `binder::pocket`'s; what a device logs is filed by the verbs that the day uses. Never stores a page.

mod contents;
mod deliver;
mod mark;
mod pages;
mod settle;
mod shell;

pub use deliver::file_once;
pub use mark::{call, mark, seen, tag};
pub use settle::unsettled_line;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/pocket" Staff pages::page,
        GET "/pocket/contents" Staff contents::contents,
        GET "/pocket/token" Staff deliver::token,
        POST "/pocket/deliver" Staff deliver::deliver,
        POST "/pocket/{id}/settlement" Staff settle::settle,
        POST "/files/{id}/along" Staff mark::take,
        GET "/pocket/offline" Public shell::offline,
        GET "/app.webmanifest" Public shell::manifest,
    ]
}
