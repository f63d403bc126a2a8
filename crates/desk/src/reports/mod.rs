//! Reports: what became of contacts, when people are reached, first calls, where new clients come from, growth, dates that
//! were not kept, how complete the cards are.
//!
//! Owns the figures and their charts, which are drawn here, the letter of the last week with its table `weekly_report`, and
//! the column of `person` that says on which weekday it is wished. Every number leads to what it counts. Never keeps a
//! figure: it is counted anew whenever somebody looks.

mod chart;
mod complete;
mod figures;
mod list;
mod pages;
mod table;
mod weekly;

pub use weekly::{Sent, send_weekly};

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/reports" Staff pages::page,
        POST "/reports/weekly" Staff weekly::wish::save,
        GET "/reports/{report}" Staff pages::alone,
        GET "/reports/{report}/list" Staff list::page,
        GET "/reports/{report}/table/{form}" Staff table::download,
    ]
}
