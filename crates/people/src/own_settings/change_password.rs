//! `POST /settings/password`: changes one's own password.
//!
//! Owns that the old one is asked for, and counted like a sign-in. Every other session ends with it.

use crate::own_settings::{pages, queries};
use crate::password::{PasswordHash, is_password, refuse_weak, set_password};
use crate::signing_in::attempts::Attempt;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Refusal, Reply, session};

/// Changes the password and goes on with a new session.
pub(crate) fn change_password(ask: &mut Ask) -> Answer {
    match changed(ask) {
        Ok(token) => Ok(Reply::see("/settings?saved=1").header("set-cookie", session::cookie(&ask.app.config, &token))),
        Err(Failure::Refused(refusal)) => pages::password_again(ask, refusal),
        Err(failure @ (Failure::TooMany(_) | Failure::Crowded(_))) => {
            let field = if matches!(failure, Failure::TooMany(_)) { "current" } else { "" };
            Ok(pages::password_again(ask, Refusal { field, message: failure.message() })?.later(&failure))
        }
        Err(failure) => Err(failure),
    }
}

fn changed(ask: &Ask) -> Result<String, Failure> {
    let person_id = ask.actor()?.person_id;
    let (email, name, stored) = ask.read(|tx| queries::for_password(tx, person_id))?.ok_or(Failure::SignIn)?;
    let typed = ask.form("password");
    refuse_weak(typed, &[&email, &name, &ask.company()?.name])?;
    if typed != ask.form("again") {
        return Err(Failure::field("again", "password-differs"));
    }
    let _place = ask.app.door.enter()?;
    let attempt = Attempt::new(&email, &ask.address, ask.now);
    ask.write(|tx| attempt.begin(tx))?;
    if !is_password(ask.form("current"), stored.as_deref())? {
        return Err(Failure::field("current", "password-wrong"));
    }
    let hash = PasswordHash::of(typed)?;
    ask.write(|tx| {
        // Another change may have come first, made by somebody who throws this session out.
        if queries::for_password(tx, person_id)?.and_then(|(_, _, now)| now) != stored {
            return Err(Failure::SignIn);
        }
        attempt.succeeded(tx)?;
        set_password(tx, person_id, &hash)?;
        let token = session::open(tx, ask, person_id)?;
        ask.audit(tx, Kind::PasswordChanged, "", &[])?;
        Ok(token)
    })
}
