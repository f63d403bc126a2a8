//! The audit log, to be read: who changed what of settings, people and rights, and who came in from where.
//!
//! Owns the page, its search and its CSV. Never writes into the log (that is `web::audit`), except that its rows were
//! taken out as a file.

mod file;
mod page;
mod search;
mod words;

use web::Route;

/// The routes of the audit log.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/audit" Director page::page,
        GET "/audit/audit.csv" Director file::file,
    ]
}
