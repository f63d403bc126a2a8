//! `POST /sign-in`.
//!
//! Owns the comparison at the door. Never keeps an old session: each sign-in makes a new one.

use crate::password::is_password;
use crate::signing_in::attempts::Attempt;
use crate::signing_in::{pages, queries};
use web::{Answer, Ask, Failure, Refusal, Reply, session};

/// Signs in and goes where the person wanted to go.
pub(crate) fn sign_in(ask: &mut Ask) -> Answer {
    match token(ask) {
        Ok(token) => Ok(Reply::see(pages::next(ask)).header("set-cookie", session::cookie(&ask.app.config, &token))),
        Err(Failure::Refused(refusal)) => Ok(pages::sign_in_again(ask, refusal).status(422)),
        Err(failure @ (Failure::TooMany(_) | Failure::Crowded(_))) => {
            let refusal = Refusal { field: "", message: failure.message() };
            Ok(pages::sign_in_again(ask, refusal).later(&failure))
        }
        Err(failure) => Err(failure),
    }
}

fn token(ask: &Ask) -> Result<String, Failure> {
    // Before anything is read or written: a flood costs one look at a number.
    let _place = ask.app.door.enter()?;
    let email = ask.form("email").to_lowercase();
    let attempt = Attempt::new(&email, &ask.address, ask.now);
    ask.write(|tx| attempt.begin(tx))?;
    let door = ask.read(|tx| queries::door(tx, &email))?;
    let stored = door.as_ref().and_then(|door| door.password_hash.as_deref());
    let is_right = is_password(ask.form("password"), stored)?;
    let Some(door) = door.filter(|_| is_right) else { return Err(refused()) };
    ask.write(|tx| {
        // The comparison took a while: whoever was deactivated or got another password meanwhile stays outside.
        let now = queries::door(tx, &email)?;
        if now.and_then(|now| now.password_hash) != door.password_hash {
            return Err(refused());
        }
        attempt.succeeded(tx)?;
        if let Some(actor) = &ask.signed_in {
            queries::end_session(tx, &actor.session_hash)?;
        }
        session::open(tx, &ask.app.config, door.person_id, ask.now)
    })
}

fn refused() -> Failure {
    Failure::form("sign-in-refused")
}
