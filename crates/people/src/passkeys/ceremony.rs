//! Who we are to a device.
//!
//! Owns that a passkey belongs to the host of `base_url` and to no other, and that the device keeps whose it is.

use web::{Ask, Failure};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// The library with our host; none where people use a bare network address, for which browsers make no passkeys.
pub(super) fn ceremony(ask: &Ask) -> Result<Option<Webauthn>, Failure> {
    let odd = |error: String| Failure::Unexpected(format!("base_url is no origin of passkeys: {error}"));
    let origin = Url::parse(&ask.app.config.base_url).map_err(|error| odd(error.to_string()))?;
    let Some(host) = origin.domain().map(str::to_owned) else { return Ok(None) };
    let name = ask.company()?.name.clone();
    let builder = WebauthnBuilder::new(&host, &origin).map_err(|error| odd(error.to_string()))?;
    builder.rp_name(&name).build().map(Some).map_err(|error| odd(error.to_string()))
}

/// Whether there can be passkeys here at all.
pub(super) fn is_possible(ask: &Ask) -> bool {
    Url::parse(&ask.app.config.base_url).is_ok_and(|origin| origin.domain().is_some())
}
