//! What each colleague sets for oneself: name, language, theme, the binder, hours, the password.
//!
//! Owns the frame around all settings' screens. Never changes a role or a team: that is `colleagues`.

mod change_password;
mod pages;
mod proven;
mod queries;
mod save;

pub use pages::{Screen, screen};
pub(crate) use proven::proven;

use web::Route;

/// The routes of one's own settings.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/settings" Staff pages::settings,
        POST "/settings" Staff save::save,
        POST "/settings/password" Staff change_password::change_password,
    ]
}
