//! Taking a second factor away: one's own, or a colleague's who has lost the device.
//!
//! Owns that whoever must have one cannot do without. Every session of a colleague ends with it.

use super::{page, queries};
use crate::own_settings::proven;
use crate::password::{end_other_sessions, end_sessions};
use domain::PersonId;
use store::{StoreError, Tx, params};
use web::audit::Kind;
use web::{Answer, Ask, Failure, Reply};

/// `POST /settings/second-factor/removal`.
pub(super) fn remove(ask: &mut Ask) -> Answer {
    match removed(ask) {
        Ok(()) => Ok(Reply::see("/settings/second-factor?saved=1")),
        other => page::again(ask, other),
    }
}

fn removed(ask: &Ask) -> Result<(), Failure> {
    let actor = ask.actor()?;
    let person_id = actor.person_id;
    let attempt = proven(ask)?;
    if ask.company()?.second_factor_roles.contains(&actor.role) {
        return Err(Failure::form("second-factor-demanded"));
    }
    ask.write(|tx| {
        attempt.succeeded(tx)?;
        if queries::remove(tx, person_id)? {
            end_other_sessions(tx, person_id, &actor.session_hash)?;
            ask.audit(tx, Kind::SecondFactorOff, "", &[])?;
        }
        Ok(())
    })
}

/// Takes a person's second factor, recovery codes and passkeys away and signs them out everywhere. Whether there was one.
///
/// # Errors
/// [`StoreError`].
pub fn take_away(tx: &mut Tx<'_>, person_id: PersonId) -> Result<bool, StoreError> {
    let was_on = queries::remove(tx, person_id)?;
    let had_keys = crate::passkeys::remove_all(tx, person_id)?;
    end_sessions(tx, person_id)?;
    Ok(was_on || had_keys)
}

/// `POST /colleagues/{id}/second-factor/removal`.
pub(crate) fn take_from_colleague(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    ask.write(|tx| {
        let row = tx.row("SELECT name FROM person WHERE id = $1", params![id])?.ok_or(Failure::NotFound)?;
        take_away(tx, id)?;
        Ok::<_, Failure>(ask.audit(tx, Kind::SecondFactorOff, &row.get::<String>(0)?, &[])?)
    })?;
    Ok(Reply::see(&format!("/colleagues/{id}?saved=1")))
}
