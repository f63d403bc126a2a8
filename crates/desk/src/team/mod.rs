//! The head's screen: all binders' loads side by side, and moving stacks between people there (B11, B45).
//!
//! Owns the table of people and days. Reads what the dividers keep counted; never moves a file itself: that is
//! `binder::hand_over`.

mod model;
mod moving;
mod pages;
mod queries;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/team" Head pages::team,
        POST "/team/move" Head moving::move_stack,
    ]
}
