//! Correcting a line: the first wording stays readable, and a correction is taken back by another one (B11).
//!
//! Owns who may correct what. Never changes or removes what was written.

use super::TEXT_MAX;
use crate::By;
use crate::undo::Recorder;
use domain::{ClientId, EntryId, PersonId, UndoId};
use store::{StoreError, Tx, params};
use web::{Failure, Message};

/// The line as it reads now, for whoever may correct it, and whose history it stands in.
///
/// # Errors
/// As [`correct`].
pub fn correctable(tx: &mut Tx<'_>, by: &By, entry_id: EntryId) -> Result<(ClientId, String), Failure> {
    let row = tx
        .row(
            "SELECT client_id, person_id,
               coalesce((SELECT c.text FROM entry_correction c WHERE c.entry_id = e.id ORDER BY c.id DESC LIMIT 1), e.text)
             FROM entry e WHERE id = $1",
            params![entry_id],
        )?
        .ok_or(Failure::NotFound)?;
    let (client_id, writer): (ClientId, PersonId) = (row.get(0)?, row.get(1)?);
    crate::slips::seen_client(tx, by, client_id)?;
    if writer != by.person_id && by.visible != web::Visible::All {
        return Err(Failure::form("correct-not-yours"));
    }
    Ok((client_id, row.get(2)?))
}

/// Corrects a line: the first wording stays readable. Only its writer may, or somebody who sees all files.
///
/// # Errors
/// [`Failure::NotFound`] for a line that the actor may not see or correct.
pub fn correct(tx: &mut Tx<'_>, by: &By, entry_id: EntryId, text: &str) -> Result<(ClientId, UndoId), Failure> {
    let (client_id, _) = correctable(tx, by, entry_id)?;
    let text = text.trim();
    if text.is_empty() || text.chars().count() > TEXT_MAX {
        return Err(Failure::field("text", Message::new("correct-needs-text")));
    }
    let id = say(tx, by, entry_id, text)?;
    let name: String = tx.one("SELECT name FROM client WHERE id = $1", params![client_id])?;
    let mut recorder = Recorder::default();
    recorder.corrected(client_id, id);
    Ok((client_id, recorder.finish(tx, by.person_id, by.now, &Message::new("did-correct").with("name", name))?))
}

fn say(tx: &mut Tx<'_>, by: &By, entry_id: EntryId, text: &str) -> Result<i64, StoreError> {
    let sql = "INSERT INTO entry_correction (entry_id, person_id, at, text) VALUES ($1, $2, $3, $4) RETURNING id";
    let id = tx.one(sql, params![entry_id, by.person_id, by.now, text])?;
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('entry', $1)", params![entry_id])?;
    Ok(id)
}

/// Takes a correction back: a newer one says again what stood before it. Nothing is removed.
///
/// # Errors
/// Refused if somebody corrected the line since, or took it back.
pub(crate) fn correction_back(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<(), Failure> {
    let conflict = || Failure::form("undo-conflict");
    let entry_id: EntryId = tx.row("SELECT entry_id FROM entry_correction WHERE id = $1", params![id])?.ok_or_else(conflict)?.get(0)?;
    let newest: i64 = tx.one("SELECT max(id) FROM entry_correction WHERE entry_id = $1", params![entry_id])?;
    if newest != id {
        return Err(conflict());
    }
    let before: Option<String> = tx.one(
        "SELECT coalesce((SELECT c.text FROM entry_correction c WHERE c.entry_id = e.id AND c.id < $2 ORDER BY c.id DESC LIMIT 1), e.text)
         FROM entry e WHERE e.id = $1",
        params![entry_id, id],
    )?;
    say(tx, by, entry_id, &before.ok_or_else(conflict)?)?;
    Ok(())
}
