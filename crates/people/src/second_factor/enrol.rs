//! Beginning a second factor, letting it count, and making new recovery codes.
//!
//! Owns that the password is asked for before: whoever found an open browser binds no device to the account.

use super::sealing::SealingKey;
use super::totp::SECRET_BYTES;
use super::{codes, page, queries};
use crate::own_settings::proven;
use crate::password::end_other_sessions;
use crate::signing_in::attempts::Attempt;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Refusal, Reply, secret};

/// How long a secret waits for its first code, milliseconds: half an hour.
pub(super) const WAITS_MILLISECONDS: i64 = 30 * 60 * 1000;

/// `POST /settings/second-factor`: a new secret that does not count yet.
pub(super) fn begin(ask: &mut Ask) -> Answer {
    match begun(ask) {
        Ok(()) => Ok(Reply::see("/settings/second-factor")),
        other => page::again(ask, other),
    }
}

fn begun(ask: &Ask) -> Result<(), Failure> {
    let person_id = ask.actor()?.person_id;
    let attempt = proven(ask)?;
    let key = SealingKey::of(&ask.app, true)?.ok_or_else(|| Failure::form("second-factor-no-key"))?;
    let sealed = key.seal(person_id, &secret::random::<SECRET_BYTES>()?)?;
    ask.write(|tx| {
        attempt.succeeded(tx)?;
        if queries::begin(tx, person_id, &sealed, ask.now)? { Ok(()) } else { Err(Failure::form("second-factor-is-on")) }
    })
}

/// `POST /settings/second-factor/confirmation`: the first right code lets the secret count, and shows the recovery codes.
pub(super) fn confirm(ask: &mut Ask) -> Answer {
    match confirmed(ask) {
        Ok(codes) => Ok(page::codes(ask, &codes)),
        Err(failure) => page::again(ask, Err(failure)),
    }
}

fn confirmed(ask: &Ask) -> Result<Vec<String>, Failure> {
    let actor = ask.actor()?;
    let person_id = actor.person_id;
    let _place = ask.app.door.enter()?;
    let attempt = Attempt::code(person_id, &ask.address, ask.now);
    ask.write(|tx| attempt.begin(tx))?;
    ask.write(|tx| {
        let state = queries::state(tx, person_id)?.filter(|state| state.confirmed_at.is_none() && !is_too_old(state, ask));
        let state = state.ok_or_else(|| Failure::form("second-factor-begin-again"))?;
        if !codes::take_step(tx, &ask.app, person_id, &state, ask.form("code"), ask.now)? || !queries::confirm(tx, person_id, &state.sealed, ask.now)?
        {
            return Err(Failure::Refused(Refusal { field: "code", message: "second-factor-code-wrong".into() }));
        }
        attempt.succeeded(tx)?;
        end_other_sessions(tx, person_id, &actor.session_hash)?;
        let made = codes::make(tx, person_id)?;
        ask.audit(tx, Kind::SecondFactorOn, "", &[])?;
        Ok(made)
    })
}

/// Whether the secret has waited too long for its first code.
pub(super) fn is_too_old(state: &queries::State, ask: &Ask) -> bool {
    ask.now.as_millisecond() - state.begun_at > WAITS_MILLISECONDS
}

/// `POST /settings/second-factor/codes`: ten new recovery codes; the earlier ones open nothing any more.
pub(super) fn new_codes(ask: &mut Ask) -> Answer {
    match renewed(ask) {
        Ok(codes) => Ok(page::codes(ask, &codes)),
        Err(failure) => page::again(ask, Err(failure)),
    }
}

fn renewed(ask: &Ask) -> Result<Vec<String>, Failure> {
    let person_id = ask.actor()?.person_id;
    let attempt = proven(ask)?;
    ask.write(|tx| {
        attempt.succeeded(tx)?;
        if !queries::is_on(tx, person_id)? {
            return Err(Failure::form("second-factor-begin-again"));
        }
        let made = codes::make(tx, person_id)?;
        ask.audit(tx, Kind::RecoveryCodesMade, "", &[])?;
        Ok(made)
    })
}
