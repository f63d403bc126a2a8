//! `POST /sign-in`.
//!
//! Owns the comparison at the door. Never keeps an old session: each sign-in makes a new one.

use crate::openid::pages as openid;
use crate::password::is_password;
use crate::signing_in::attempts::Attempt;
use crate::signing_in::second_step::{self, Step};
use crate::signing_in::{pages, queries};
use domain::PersonId;
use store::{StoreError, Tx, params};
use web::audit::{self, Kind};
use web::{Answer, Ask, Failure, Refusal};

/// Signs in and goes where the person wanted to go.
pub(crate) fn sign_in(ask: &mut Ask) -> Answer {
    match first_step(ask) {
        Ok(step) => Ok(second_step::answer(ask, &step, pages::next(ask))),
        Err(Failure::Refused(refusal)) => Ok(pages::sign_in_again(ask, refusal).status(422)),
        Err(failure @ (Failure::TooMany(_) | Failure::Crowded(_))) => {
            let refusal = Refusal { field: "", message: failure.message() };
            Ok(pages::sign_in_again(ask, refusal).later(&failure))
        }
        Err(failure) => Err(failure),
    }
}

fn first_step(ask: &Ask) -> Result<Step, Failure> {
    if openid::is_only(ask) {
        return Err(Failure::form("sign-in-provider-only"));
    }
    // Before anything is read or written: a flood costs one look at a number.
    let _place = ask.app.door.enter()?;
    let email = ask.form("email").to_lowercase();
    let attempt = Attempt::new(&email, &ask.address, ask.now);
    ask.write(|tx| attempt.begin(tx))?;
    let door = ask.read(|tx| queries::door(tx, &email))?;
    let stored = door.as_ref().and_then(|door| door.password_hash.as_deref());
    let is_right = is_password(ask.form("password"), stored)?;
    let Some(door) = door.filter(|_| is_right) else {
        ask.write(|tx| told_refused(tx, ask, &email))?;
        return Err(refused());
    };
    ask.write(|tx| {
        // The comparison took a while: whoever was deactivated or got another password meanwhile stays outside.
        let now = queries::door(tx, &email)?;
        if now.and_then(|now| now.password_hash) != door.password_hash {
            return Err(refused());
        }
        attempt.succeeded(tx)?;
        let step = second_step::after_password(tx, ask, door.person_id)?;
        if matches!(step, Step::In(_)) {
            told(tx, ask, door.person_id, Kind::SignedIn)?;
        }
        Ok(step)
    })
}

/// Writes into the audit log what that person, who is not signed in yet, did at the door.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn told(tx: &mut Tx<'_>, ask: &Ask, person_id: PersonId, kind: Kind) -> Result<(), StoreError> {
    let name: String = tx.one("SELECT name FROM person WHERE id = $1", params![person_id])?;
    audit::append(tx, &ask.origin().being(Some(person_id), &name), ask.now, kind, "", &[])
}

/// The same of a refused try. Only what can be an address is kept: people type passwords into the wrong field.
fn told_refused(tx: &mut Tx<'_>, ask: &Ask, typed: &str) -> Result<(), StoreError> {
    let person_id: Option<PersonId> = tx.row("SELECT id FROM person WHERE email = $1", params![typed])?.map(|row| row.get(0)).transpose()?;
    let who = crate::typed::email(typed).unwrap_or_default();
    audit::append(tx, &ask.origin().being(person_id, &who), ask.now, Kind::SignInRefused, "", &[])
}

fn refused() -> Failure {
    Failure::form("sign-in-refused")
}
