//! `POST /password`: chooses a password by a one-time link.
//!
//! Owns that a link works once. Never asks for the old password: whoever has the link may have forgotten it.

use crate::link;
use crate::password::{PasswordHash, refuse_weak, set_password};
use crate::signing_in::second_step::{self, Step};
use crate::signing_in::sign_in::told;
use crate::signing_in::{pages, queries};
use web::audit::Kind;
use web::{Answer, Ask, Failure, Refusal};

/// Sets the password and signs in.
pub(crate) fn choose_password(ask: &mut Ask) -> Answer {
    match chosen(ask) {
        Ok(step) => Ok(second_step::answer(ask, &step, "/")),
        Err(Failure::Refused(refusal)) => Ok(pages::password_again(ask, refusal)),
        Err(failure @ Failure::Crowded(_)) => {
            let refusal = Refusal { field: "", message: failure.message() };
            Ok(pages::password_again(ask, refusal).later(&failure))
        }
        Err(Failure::NotFound) => Ok(pages::link_is_over(ask)),
        Err(failure) => Err(failure),
    }
}

fn chosen(ask: &Ask) -> Result<Step, Failure> {
    let token = ask.query("token").ok_or(Failure::NotFound)?;
    let typed = ask.form("password");
    let person_id = ask.read(|tx| link::password_person(tx, token, ask.now))?.ok_or(Failure::NotFound)?;
    let own = ask.read(|tx| queries::own_words(tx, person_id))?;
    refuse_weak(typed, &[&own[0], &own[1], &ask.company()?.name])?;
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
        // A link replaces the password, not the second factor.
        let step = second_step::after_password(tx, ask, person_id)?;
        told(tx, ask, person_id, Kind::PasswordChanged)?;
        Ok(step)
    })
}
