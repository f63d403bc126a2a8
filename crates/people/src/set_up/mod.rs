//! The first hour: from an empty database to a company with its first person.
//!
//! Owns the creation of the one company. Never runs a second time: once there is a company, its pages do
//! not exist any more.

mod create;
mod pages;
mod queries;

pub use create::{NewCompany, create_company};

use crate::link::{self, Purpose};
use jiff::Timestamp;
use store::Tx;
use web::{Failure, Route};

/// The routes of the set-up.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/set-up" Public pages::form,
        POST "/set-up" Public create::set_up,
        GET "/set-up/start" Staff pages::start,
    ]
}

/// Makes the one-time link to the set-up and ends the earlier ones. Returns its token, for
/// `/set-up?token=…`; it is valid for three days or until there is a company.
///
/// # Errors
/// [`Failure`] without randomness or database.
pub fn set_up_link(tx: &mut Tx<'_>, now: Timestamp) -> Result<String, Failure> {
    link::make(tx, Purpose::SetUp, now)
}
