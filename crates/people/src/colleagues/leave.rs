//! `POST /colleagues/{id}/leaving` and `/return`: a colleague leaves, or comes back.
//!
//! Owns that nobody leaves with files in the binder: a file without a person would be forgotten.

use crate::colleagues::{pages, queries};
use crate::link::{self, Purpose};
use crate::password::end_sessions;
use domain::{Date, PersonId, Role};
use store::Tx;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Message, Reply};

/// Keeps the colleague out from now on; sessions and links end in the same transaction.
pub(crate) fn leave(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    let actor = ask.actor()?.person_id;
    let today = ask.today()?;
    let left = ask.write(|tx| {
        let colleague = queries::colleague(tx, id)?.ok_or(Failure::NotFound)?;
        if id == actor {
            return Err(Failure::form("colleagues-not-oneself"));
        }
        queries::hold(tx, id)?;
        refuse_open_files(tx, id)?;
        end_access(tx, id, today)?;
        Ok(ask.audit(tx, Kind::PersonLeft, &colleague.name, &[])?)
    });
    answer(ask, id, left)
}

/// Ends a person's access at once, with sessions and links, whatever is in the binder, and says how many active
/// files are left there: the way out when somebody must be kept out before the files are handed over.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Refused`] for the last administrator.
pub fn end_access(tx: &mut Tx<'_>, id: PersonId, today: Date) -> Result<i64, Failure> {
    queries::hold(tx, id)?;
    let colleague = queries::colleague(tx, id)?.ok_or(Failure::NotFound)?;
    if colleague.role == Role::Admin && !queries::has_other_admin(tx, id)? {
        return Err(Failure::form("colleagues-last-admin"));
    }
    queries::set_active(tx, id, false)?;
    end_sessions(tx, id)?;
    link::end(tx, Purpose::Password(id))?;
    // Whoever stood in for somebody does so no more.
    crate::absences::rebuild(tx, today)?;
    Ok(queries::open_files(tx, id)?)
}

/// Lets the colleague in again, with the password they had.
pub(crate) fn come_back(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    let today = ask.today()?;
    let back = ask.write(|tx| {
        let name = give_access(tx, id, today)?;
        Ok(ask.audit(tx, Kind::PersonReturned, &name, &[])?)
    });
    answer(ask, id, back)
}

/// Lets a person in again who had left, and says the name.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn give_access(tx: &mut Tx<'_>, id: PersonId, today: Date) -> Result<String, Failure> {
    let colleague = queries::colleague(tx, id)?.ok_or(Failure::NotFound)?;
    queries::set_active(tx, id, true)?;
    crate::absences::rebuild(tx, today)?;
    Ok(colleague.name)
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
