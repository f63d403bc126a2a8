//! The second factor: codes that a device reckons from a shared secret and the time (TOTP, RFC 6238), and recovery
//! codes for whoever has lost the device.
//!
//! Owns the tables `second_factor` and `recovery_code`. A secret counts only after a first right code; each code is
//! taken once. What is stored opens nothing: secrets are sealed with a key outside the database, recovery codes hashed.

mod codes;
mod enrol;
mod image;
pub(crate) mod page;
mod queries;
mod removal;
mod sealing;
mod totp;

pub(crate) use codes::{Taken, take};
pub(crate) use queries::is_on;
pub use removal::take_away;
pub(crate) use removal::take_from_colleague;
pub(crate) use sealing::has_place_for_key;

use web::Route;

/// The routes of one's own second factor. Whoever must have one and has none reaches only these.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/settings/second-factor" Staff page::page,
        POST "/settings/second-factor" Staff enrol::begin,
        POST "/settings/second-factor/confirmation" Staff enrol::confirm,
        POST "/settings/second-factor/codes" Staff enrol::new_codes,
        POST "/settings/second-factor/removal" Staff removal::remove,
    ]
}
