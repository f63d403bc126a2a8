//! Signing in through a provider by OpenID Connect (authorization code flow with PKCE).
//!
//! Owns the tables `openid_link` and `openid_asked`. Never makes a person: whom nobody added stays outside. What the
//! provider asks for counts as every factor.

mod back;
pub(crate) mod pages;
mod provider;
mod stored;
mod there;

pub use stored::take_link_off;

use web::{Ask, Failure, Route};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/sign-in/provider" Public there::go,
        GET "/sign-in/provider/back" Public back::come,
        POST "/settings/provider/removal" Staff pages::remove,
    ]
}

/// The provider, where there is one.
fn settings(ask: &Ask) -> Result<&web::openid::OpenId, Failure> {
    ask.app.config.openid.as_ref().ok_or(Failure::NotFound)
}

/// Where the provider sends people back to.
fn back_address(ask: &Ask) -> String {
    format!("{}/sign-in/provider/back", ask.app.config.base_url)
}
