//! The evening: the day analysed instead of the next one planned (B34, B41).
//!
//! Owns the page, the week and the view of all people. What is kept is `binder::days`; filing the rest is
//! `binder::moving`.

mod figures;
mod pages;
mod week;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/evening" Staff pages::page,
        POST "/evening" Staff pages::keep,
        POST "/evening/rest" Staff pages::file_rest,
        GET "/evening/week" Staff week::week,
        GET "/evening/team" Head week::team,
    ]
}
