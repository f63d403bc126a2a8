//! Asking for the password once more before something that a found browser must not do.
//!
//! Owns that it waits at the same bounded door and is counted like a sign-in. Never opens a session.

use crate::own_settings::queries;
use crate::password::is_password;
use crate::signing_in::attempts::Attempt;
use web::{Ask, Failure};

/// Compares the field `current` with the actor's password; the try is to be taken back when everything else was right.
///
/// # Errors
/// [`Failure::Refused`] on `current`; [`Failure::TooMany`]; [`Failure::Crowded`].
pub(crate) fn proven(ask: &Ask) -> Result<Attempt, Failure> {
    let person_id = ask.actor()?.person_id;
    let (email, _, stored) = ask.read(|tx| queries::for_password(tx, person_id))?.ok_or(Failure::SignIn)?;
    let _place = ask.app.door.enter()?;
    let attempt = Attempt::new(&email, &ask.address, ask.now);
    ask.write(|tx| attempt.begin(tx))?;
    if is_password(ask.form("current"), stored.as_deref())? { Ok(attempt) } else { Err(Failure::field("current", "password-wrong")) }
}
