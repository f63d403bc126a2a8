//! `POST /sign-out`.
//!
//! Owns the end of one session. Never ends the person's other ones.

use crate::signing_in::queries::end_session;
use web::audit::Kind;
use web::{Answer, Ask, Reply, session};

/// Ends the session here and in the browser.
pub(crate) fn sign_out(ask: &mut Ask) -> Answer {
    if let Some(actor) = &ask.signed_in {
        ask.write(|tx| {
            end_session(tx, &actor.session_hash)?;
            ask.audit(tx, Kind::SignedOut, "", &[])
        })?;
    }
    Ok(Reply::see("/sign-in").header("set-cookie", session::cookie(&ask.app.config, "")))
}
