//! The company's settings: name, zone, working week, holidays, and what a first call needs.
//!
//! Owns changes of the tables `company` and `holiday`. Never creates a company: that is `set_up`.

pub(crate) mod fields;
pub(crate) mod holidays;
mod pages;
mod queries;
mod save;
pub(crate) mod settings;

pub use settings::CARD_FIELDS;

use web::Route;

/// The routes of the company's settings.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/company" Admin pages::company,
        POST "/company" Admin save::save,
    ]
}
