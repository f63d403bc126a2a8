//! Signing in and out, and choosing a password by a one-time link.
//!
//! Owns the table `sign_in_failure`. Never tells whether an address is known: every refusal reads the same
//! and takes the same time.

pub(crate) mod attempts;
mod choose_password;
pub(crate) mod pages;
pub(crate) mod queries;
mod second_step;
pub(crate) mod sign_in;
mod sign_out;

use web::Route;

/// The routes of signing in.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/sign-in" Public pages::sign_in,
        POST "/sign-in" Public sign_in::sign_in,
        POST "/sign-in/code" Public second_step::second_step,
        POST "/sign-out" Public sign_out::sign_out,
        GET "/password" Public pages::password,
        POST "/password" Public choose_password::choose_password,
    ]
}
