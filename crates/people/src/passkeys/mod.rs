//! Passkeys (WebAuthn level 3): a key on a device, or in a manager of passwords, opens the door by itself.
//!
//! Owns the tables `passkey` and `passkey_asked`. A device verifies whoever holds it before it answers, so a passkey counts as
//! both factors. Every question is asked once and for five minutes.

mod adding;
mod ceremony;
mod entering;
pub(crate) mod pages;
mod stored;

pub(crate) use stored::remove_all;

use web::Route;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        POST "/sign-in/passkey/question" Public entering::question,
        POST "/sign-in/passkey" Public entering::enter,
        POST "/settings/passkeys/question" Staff adding::question,
        POST "/settings/passkeys" Staff adding::add,
        POST "/settings/passkeys/{id}/removal" Staff adding::remove,
    ]
}
