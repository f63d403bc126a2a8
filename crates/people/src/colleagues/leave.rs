//! `POST /colleagues/{id}/leaving` and `/return`: a colleague leaves, or comes back.
//!
//! Owns that nobody leaves with files in the binder: a file without a person would be forgotten.

use crate::colleagues::{pages, queries};
use crate::link::{self, Purpose};
use crate::password::end_sessions;
use domain::{PersonId, Role};
use store::Tx;
use web::{Answer, Ask, Failure, Message, Reply};

/// Keeps the colleague out from now on; sessions and links end in the same transaction.
pub(crate) fn leave(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    let actor = ask.actor()?.person_id;
    let left = ask.write(|tx| {
        let colleague = queries::colleague(tx, id)?.ok_or(Failure::NotFound)?;
        if id == actor {
            return Err(Failure::form("colleagues-not-oneself"));
        }
        if colleague.role == Role::Admin && !queries::has_other_admin(tx, id)? {
            return Err(Failure::form("colleagues-last-admin"));
        }
        refuse_open_files(tx, id)?;
        queries::set_active(tx, id, false)?;
        end_sessions(tx, id)?;
        Ok(link::end(tx, Purpose::Password(id))?)
    });
    answer(ask, id, left)
}

/// Lets the colleague in again, with the password they had.
pub(crate) fn come_back(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    let back = ask.write(|tx| {
        queries::colleague(tx, id)?.ok_or(Failure::NotFound)?;
        Ok(queries::set_active(tx, id, true)?)
    });
    answer(ask, id, back)
}

fn answer(ask: &Ask, id: PersonId, outcome: Result<(), Failure>) -> Answer {
    match outcome {
        Ok(()) => Ok(Reply::see(&format!("/colleagues/{id}?saved=1"))),
        Err(Failure::Refused(refusal)) => pages::not_left(ask, id, refusal),
        Err(failure) => Err(failure),
    }
}

fn refuse_open_files(tx: &mut Tx<'_>, id: PersonId) -> Result<(), Failure> {
    let files = queries::open_files(tx, id)?;
    if files > 0 {
        return Err(Failure::form(Message::new("colleagues-has-files").with("count", files)));
    }
    let slips = queries::open_slips(tx, id)?;
    if slips > 0 {
        return Err(Failure::form(Message::new("colleagues-has-slips").with("count", slips)));
    }
    Ok(())
}
