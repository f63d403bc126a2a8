//! Whom nobody has spoken with for too long (E34).
//!
//! Owns the list, and the pages of classes and of one client's interval; what they change is `files::classes`.

mod classes;
mod interval;
mod quiet;

use domain::rhythm::Interval;
use web::{Ask, Failure, Message, Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/quiet" Staff quiet::page,
        POST "/quiet" Staff quiet::file,
        GET "/classes" Head classes::page,
        POST "/classes" Head classes::make,
        POST "/classes/{id}" Head classes::change,
        POST "/classes/{id}/remove" Head classes::remove,
        GET "/files/{id}/rhythm" Staff interval::page,
        POST "/files/{id}/rhythm" Staff interval::set,
    ]
}

/// Reads the two numbers of an interval; the latest one may be left out and is then half as much again.
fn interval_of(ask: &Ask) -> Result<Interval, Failure> {
    let number = |name: &'static str| ask.form(name).parse::<u16>().map_err(|_| Failure::field(name, "interval-needs-days"));
    let ideal = number("ideal")?;
    let latest = if ask.form("latest").is_empty() { ideal.saturating_add(ideal.div_ceil(2)) } else { number("latest")? };
    let wrong = || Failure::field(if ideal == 0 || ideal > 1000 { "ideal" } else { "latest" }, Message::new("interval-wrong").with("most", 1000_i64));
    Interval::new(ideal, latest).ok_or_else(wrong)
}
