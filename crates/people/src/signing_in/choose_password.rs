//! `POST /password`: chooses a password by a one-time link.
//!
//! Owns that a link works once. Never asks for the old password: whoever has the link may have forgotten it.

use crate::link;
use crate::password::{PasswordHash, refuse_weak, set_password};
use crate::signing_in::{pages, queries};
use web::{Answer, Ask, Failure, Refusal, Reply, session};

/// Sets the password and signs in.
pub(crate) fn choose_password(ask: &mut Ask) -> Answer {
    match chosen(ask) {
        Ok(token) => Ok(Reply::see("/").header("set-cookie", session::cookie(&ask.app.config, &token))),
        Err(Failure::Refused(refusal)) => Ok(pages::password_again(ask, refusal)),
        Err(failure @ Failure::Crowded(_)) => {
            let refusal = Refusal { field: "", message: failure.message() };
            Ok(pages::password_again(ask, refusal).later(&failure))
        }
        Err(Failure::NotFound) => Ok(pages::link_is_over(ask)),
        Err(failure) => Err(failure),
    }
}

fn chosen(ask: &Ask) -> Result<String, Failure> {
    let token = ask.query("token").ok_or(Failure::NotFound)?;
    let typed = ask.form("password");
    let person_id = ask.read(|tx| link::password_person(tx, token, ask.now))?.ok_or(Failure::NotFound)?;
    let own = ask.read(|tx| queries::own_words(tx, person_id))?;
    refuse_weak(typed, &[&own[0], &own[1]])?;
    if typed != ask.form("again") {
        return Err(Failure::field("again", "password-differs"));
    }
    let _place = ask.app.door.enter()?;
    let hash = PasswordHash::of(typed)?;
    ask.write(|tx| {
        // Looked at again inside the transaction: of two at the same moment only one uses the link.
        if link::password_person(tx, token, ask.now)? != Some(person_id) {
            return Err(Failure::NotFound);
        }
        set_password(tx, person_id, &hash)?;
        if let Some(actor) = &ask.signed_in {
            queries::end_session(tx, &actor.session_hash)?;
        }
        session::open(tx, &ask.app.config, person_id, ask.now)
    })
}
