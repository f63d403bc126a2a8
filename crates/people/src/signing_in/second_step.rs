//! `POST /sign-in/code`: the second step at the door.
//!
//! Owns the table `half_sign_in`: who has given the right password and not yet a code. What stands there opens nothing
//! but this one question, for five minutes. Codes are counted apart from passwords, so that neither helps to try the other.

use crate::second_factor::{self, Taken};
use crate::signing_in::attempts::Attempt;
use crate::signing_in::sign_in::told;
use crate::signing_in::{pages, queries};
use domain::PersonId;
use jiff::Timestamp;
use store::{StoreError, Tx, params};
use web::audit::Kind;
use web::{Answer, Ask, Failure, Refusal, Reply, secret, session};

/// How long a code is waited for, milliseconds: five minutes.
const WAITS_MILLISECONDS: i64 = 5 * 60 * 1000;

/// What came of the first step.
pub(crate) enum Step {
    /// Signed in: the token of the session.
    In(String),
    /// A code is asked for: the token of the question.
    Code(String),
}

/// After a right password: signs in, or asks for a code where the person has a second factor.
///
/// # Errors
/// [`Failure`] without randomness or database.
pub(crate) fn after_password(tx: &mut Tx<'_>, ask: &Ask, person_id: PersonId) -> Result<Step, Failure> {
    if !second_factor::is_on(tx, person_id)? {
        return Ok(Step::In(open(tx, ask, person_id)?));
    }
    let token = secret::token()?;
    let now = ask.now.as_millisecond();
    tx.run("DELETE FROM half_sign_in WHERE expires_at <= $1", params![now])?;
    tx.run(
        "INSERT INTO half_sign_in (token_hash, person_id, expires_at) VALUES ($1, $2, $3)",
        params![secret::hash(&token), person_id, now + WAITS_MILLISECONDS],
    )?;
    Ok(Step::Code(token))
}

/// Opens a session in the place of the browser's earlier one.
fn open(tx: &mut Tx<'_>, ask: &Ask, person_id: PersonId) -> Result<String, Failure> {
    if let Some(actor) = &ask.signed_in {
        queries::end_session(tx, &actor.session_hash)?;
    }
    session::open(tx, ask, person_id)
}

/// The answer to the first step, also after a password was chosen by a link.
pub(crate) fn answer(ask: &Ask, step: &Step, to: &str) -> Reply {
    match step {
        Step::In(token) => Reply::see(to).header("set-cookie", session::cookie(&ask.app.config, token)),
        Step::Code(token) => pages::code(ask, token, to, None),
    }
}

/// Takes the code and signs in.
pub(crate) fn second_step(ask: &mut Ask) -> Answer {
    let (half, to) = (ask.form("half").to_owned(), pages::next(ask).to_owned());
    let again = |refusal| pages::code(ask, &half, &to, Some(refusal));
    match token(ask, &half) {
        Ok(token) => Ok(Reply::see(&to).header("set-cookie", session::cookie(&ask.app.config, &token))),
        Err(Failure::SignIn) => Ok(pages::sign_in_again(ask, Refusal { field: "", message: "sign-in-code-over".into() }).status(422)),
        Err(Failure::Refused(refusal)) => Ok(again(refusal).status(422)),
        Err(failure @ (Failure::TooMany(_) | Failure::Crowded(_))) => Ok(again(Refusal { field: "", message: failure.message() }).later(&failure)),
        Err(failure) => Err(failure),
    }
}

fn token(ask: &Ask, half: &str) -> Result<String, Failure> {
    let _place = ask.app.door.enter()?;
    let person_id = ask.read(|tx| waiting(tx, half, ask.now))?.ok_or(Failure::SignIn)?;
    let attempt = Attempt::code(person_id, &ask.address, ask.now);
    ask.write(|tx| attempt.begin(tx))?;
    let opened = ask.write(|tx| {
        // Looked at again inside the transaction: a new password or the end of an access ends the question, too.
        if waiting(tx, half, ask.now)? != Some(person_id) {
            return Err(Failure::SignIn);
        }
        let Some(taken) = second_factor::take(tx, &ask.app, person_id, ask.form("code"), ask.now)? else { return Ok(None) };
        tx.run("DELETE FROM half_sign_in WHERE token_hash = $1", params![secret::hash(half)])?;
        attempt.succeeded(tx)?;
        let token = open(tx, ask, person_id)?;
        if taken == Taken::Recovery {
            told(tx, ask, person_id, Kind::RecoveryCodeUsed)?;
        }
        told(tx, ask, person_id, Kind::SignedIn)?;
        Ok(Some(token))
    })?;
    match opened {
        Some(token) => Ok(token),
        None => {
            ask.write(|tx| told(tx, ask, person_id, Kind::CodeRefused))?;
            Err(Failure::field("code", "second-factor-code-wrong"))
        }
    }
}

/// Who waits with that token.
fn waiting(tx: &mut Tx<'_>, half: &str, now: Timestamp) -> Result<Option<PersonId>, StoreError> {
    let row = tx.row(
        "SELECT p.id FROM half_sign_in h JOIN person p ON p.id = h.person_id WHERE h.token_hash = $1 AND h.expires_at > $2 AND p.active = 1",
        params![secret::hash(half), now.as_millisecond()],
    )?;
    row.map(|row| row.get(0)).transpose()
}
