//! The mark "take along" on a file.

use crate::By;
use crate::undo::{Recorder, Table};
use domain::{ClientId, UndoId};
use store::{StoreError, Tx, params};
use web::{Failure, Message, Visible};

/// A file that somebody takes along.
#[derive(Clone, Debug)]
pub struct Along {
    /// The client.
    pub client_id: ClientId,
    /// Its name.
    pub name: String,
}

/// Marks a file for one's pocket, or takes the mark off; gives the undo and what to say.
///
/// # Errors
/// [`Failure::NotFound`] for a file that the actor may not see.
pub fn take_along(tx: &mut Tx<'_>, by: &By, client_id: ClientId, is_along: bool) -> Result<(Option<UndoId>, Message), Failure> {
    let name = crate::slips::hold(tx, by, client_id)?.name;
    tx.run(
        "INSERT INTO take_along (person_id, client_id) VALUES ($1, $2) ON CONFLICT (person_id, client_id) DO NOTHING",
        params![by.person_id, client_id],
    )?;
    let row = tx.row("SELECT id, is_along FROM take_along WHERE person_id = $1 AND client_id = $2", params![by.person_id, client_id])?;
    let row = row.ok_or(Failure::NotFound)?;
    let said = Message::new(if is_along { "did-take-along" } else { "did-leave-here" }).with("name", name);
    if row.get::<bool>(1)? == is_along {
        return Ok((None, said));
    }
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::TakeAlong, row.get(0)?, &[("is_along", is_along.into())])?;
    let undo_id = recorder.finish(tx, by.person_id, by.now, &said)?;
    Ok((Some(undo_id), said))
}

/// Whether the actor takes that file along.
///
/// # Errors
/// [`StoreError`].
pub fn is_along(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM take_along WHERE person_id = $1 AND client_id = $2 AND is_along = 1";
    Ok(tx.row(sql, params![by.person_id, client_id])?.is_some())
}

/// The files that the actor takes along and may still see, by name.
///
/// # Errors
/// [`StoreError`].
pub fn taken_along(tx: &mut Tx<'_>, by: &By, limit: u32) -> Result<Vec<Along>, StoreError> {
    let sql = format!(
        "SELECT c.id, c.name FROM take_along t JOIN client c ON c.id = t.client_id
         WHERE t.person_id = $1 AND t.is_along = 1 AND {} ORDER BY c.name, c.id LIMIT $2",
        Visible::condition("c.owner_id", 3)
    );
    let [viewer, team, day] = by.visible.params();
    let rows = tx.rows(&sql, &[by.person_id.into(), limit.into(), viewer, team, day])?;
    rows.iter().map(|row| Ok(Along { client_id: row.get(0)?, name: row.get(1)? })).collect()
}
