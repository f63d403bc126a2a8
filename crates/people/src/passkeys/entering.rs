//! Coming in by passkey.
//!
//! Owns the decision at the door: a key that is known, of a person whose access has not ended, with a count that goes on.

use super::adding::unexpected;
use super::ceremony::ceremony;
use super::pages;
use super::stored::{Asked, found, keep, take, used};
use crate::signing_in::attempts::Attempt;
use crate::signing_in::pages::{next, sign_in_again};
use crate::signing_in::queries;
use crate::signing_in::sign_in::told;
use domain::PersonId;
use serde_json::json;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Refusal, Reply, session};
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential};

/// `POST /sign-in/passkey/question`: what a device is to be asked, as JSON.
pub(super) fn question(ask: &mut Ask) -> Answer {
    let _place = ask.app.door.enter()?;
    let Some(ceremony) = ceremony(ask)? else { return Err(Failure::NotFound) };
    let (question, state) = ceremony.start_discoverable_authentication().map_err(unexpected)?;
    let asked = Asked { handle: String::new(), state: serde_json::to_string(&state).map_err(unexpected)? };
    let token = ask.write(|tx| keep(tx, None, &asked, &ask.address, ask.now.as_millisecond()))?;
    pages::json(&json!({"token": token, "publicKey": question.public_key}))
}

/// `POST /sign-in/passkey`: the device's answer.
pub(super) fn enter(ask: &mut Ask) -> Answer {
    match entered(ask) {
        Ok(token) => Ok(Reply::see(next(ask)).header("set-cookie", session::cookie(&ask.app.config, &token))),
        Err(Failure::Refused(refusal)) => Ok(sign_in_again(ask, refusal).status(422)),
        Err(failure @ (Failure::TooMany(_) | Failure::Crowded(_))) => {
            Ok(sign_in_again(ask, Refusal { field: "", message: failure.message() }).later(&failure))
        }
        Err(failure) => Err(failure),
    }
}

fn entered(ask: &Ask) -> Result<String, Failure> {
    let _place = ask.app.door.enter()?;
    let now = ask.now.as_millisecond();
    let attempt = Attempt::passkey(&ask.address, ask.now);
    let asked = ask.write(|tx| {
        attempt.begin(tx)?;
        Ok::<_, Failure>(take(tx, ask.form("token"), None, now)?)
    })?;
    let asked = asked.ok_or_else(|| Failure::form("passkeys-over"))?;
    let Some((id, person, before, after)) = known(ask, &asked)? else { return Err(Failure::form("passkeys-refused")) };
    ask.write(|tx| {
        // Looked at again: whoever was deactivated meanwhile stays outside, and a copy of the key that answers at the same moment.
        let is_active = tx.row("SELECT 1 FROM person WHERE id = $1 AND active = 1", store::params![person])?.is_some();
        if !is_active || !used(tx, id, (&before, &after), now)? {
            return Err(Failure::form("passkeys-refused"));
        }
        attempt.succeeded(tx)?;
        if let Some(actor) = &ask.signed_in {
            queries::end_session(tx, &actor.session_hash)?;
        }
        let token = session::open_strong(tx, ask, person)?;
        told(tx, ask, person, Kind::SignedIn)?;
        Ok(token)
    })
}

/// The row, the person, and the key before and after this use.
type Known = (i64, PersonId, String, String);

/// Whose answer it is; none if it is nobody's, with a line in the audit log where the key is somebody's.
fn known(ask: &Ask, asked: &Asked) -> Result<Option<Known>, Failure> {
    let state: DiscoverableAuthentication = serde_json::from_str(&asked.state).map_err(unexpected)?;
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(ask.form("answer")) else { return Ok(None) };
    let Some(ceremony) = ceremony(ask)? else { return Ok(None) };
    let Ok((handle, credential)) = ceremony.identify_discoverable_authentication(&answer) else { return Ok(None) };
    let Some((id, person, owner, before)) = ask.read(|tx| found(tx, &web::secret::hex(credential)))? else { return Ok(None) };
    let mut key: Passkey = serde_json::from_str(&before).map_err(unexpected)?;
    let result = ceremony.finish_discoverable_authentication_v2(&answer, state, &key);
    match result {
        Ok(result) if result.user_verified() && owner == handle.to_string() => {
            key.update_credential(&result);
            Ok(Some((id, person, before, serde_json::to_string(&key).map_err(unexpected)?)))
        }
        other => {
            tracing::warn!(passkey = id, error = ?other.err(), "the answer of a passkey was refused");
            ask.write(|tx| told(tx, ask, person, Kind::SignInRefused))?;
            Ok(None)
        }
    }
}
