//! Absences with their undo: the rows are `people::absences`', taking back is the binder's.

use super::give::appointer;
use crate::By;
use crate::undo::Recorder;
use domain::{AbsenceId, Date, UndoId};
use people::absences::{NewAbsence, State};
use serde_json::{Value as Json, json};
use store::{Tx, params};
use web::{Failure, Message};

/// Writes an absence down with who was appointed.
///
/// # Errors
/// As [`people::absences::appoint`].
pub fn appoint(tx: &mut Tx<'_>, by: &By, new: &NewAbsence) -> Result<(AbsenceId, UndoId), Failure> {
    let id = people::absences::appoint(tx, &appointer(by), new)?;
    let before = State { to: new.to, is_withdrawn: true };
    let undo = finish(tx, by, id, before, "did-appoint")?;
    Ok((id, undo))
}

/// Withdraws an absence that is not over.
///
/// # Errors
/// As [`people::absences::withdraw`].
pub fn withdraw(tx: &mut Tx<'_>, by: &By, id: AbsenceId) -> Result<UndoId, Failure> {
    let before = people::absences::state_of(tx, id)?.ok_or(Failure::NotFound)?;
    people::absences::withdraw(tx, &appointer(by), id)?;
    finish(tx, by, id, before, "did-withdraw-absence")
}

/// Ends an absence: the person is back today.
///
/// # Errors
/// As [`people::absences::end_now`].
pub fn end_now(tx: &mut Tx<'_>, by: &By, id: AbsenceId) -> Result<UndoId, Failure> {
    let before = people::absences::state_of(tx, id)?.ok_or(Failure::NotFound)?;
    people::absences::end_now(tx, &appointer(by), id)?;
    finish(tx, by, id, before, "did-end-absence")
}

fn finish(tx: &mut Tx<'_>, by: &By, id: AbsenceId, before: State, label: &'static str) -> Result<UndoId, Failure> {
    let after = people::absences::state_of(tx, id)?.ok_or(Failure::NotFound)?;
    let name: String = tx.one("SELECT p.name FROM absence a JOIN person p ON p.id = a.person_id WHERE a.id = $1", params![id])?;
    let mut recorder = Recorder::default();
    recorder.absent(id, image(before), image(after));
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new(label).with("name", name))?)
}

fn image(state: State) -> Json {
    json!({ "to": state.to.to_string(), "withdrawn": state.is_withdrawn })
}

fn read(json: &Json) -> Option<State> {
    Some(State { to: json["to"].as_str()?.parse::<Date>().ok()?, is_withdrawn: json["withdrawn"].as_bool()? })
}

/// Puts an absence back as it stood before, unless it was changed since.
///
/// # Errors
/// Refused if it was changed since; [`Failure::NotFound`] if the actor leads that person no more.
pub(crate) fn absence_back(tx: &mut Tx<'_>, by: &By, step: &Json) -> Result<(), Failure> {
    let conflict = || Failure::form("undo-conflict");
    let id = step["absence"].as_i64().map(AbsenceId).ok_or_else(conflict)?;
    let (before, after) = (read(&step["before"]).ok_or_else(conflict)?, read(&step["after"]).ok_or_else(conflict)?);
    if people::absences::state_of(tx, id)? != Some(after) {
        return Err(conflict());
    }
    people::absences::put_back(tx, &appointer(by), id, before)
}
