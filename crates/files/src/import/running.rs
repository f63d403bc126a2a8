//! An import while it runs: its row, by which it is seen to run, and the one action by which all of it is taken
//! back, from its first client on.
//!
//! Owns the states of a row of `import`. An import writes in short transactions; one that broke off stays
//! `running` and its last sign of life grows old, and whoever began it may take it back or bring the file
//! again. Never writes a client.

use super::Dates;
use binder::By;
use binder::undo::{Recorder, take_back};
use domain::{ImportId, UndoId};
use std::time::Instant;
use store::{Db, StoreError, Tx, params};
use web::{Failure, Message};

/// After how long without a sign of life an import has broken off, milliseconds: two minutes.
const SILENT_MILLISECONDS: i64 = 120_000;

/// Whether a running import whose last sign of life was then has broken off by now.
pub(crate) fn has_broken_off(sign_at: i64, now: i64) -> bool {
    now - sign_at > SILENT_MILLISECONDS
}

/// An import that has begun.
pub(crate) struct Running {
    pub(crate) import_id: ImportId,
    pub(crate) undo_id: UndoId,
    since: Instant,
}

/// How far it has come.
#[derive(Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) taken: u64,
    pub(crate) merged: u64,
    pub(crate) dates: Dates,
}

impl Running {
    /// Writes that it runs, and the action that takes it back.
    pub(crate) fn begin(tx: &mut Tx<'_>, by: &By, file_name: &str, rows: u64) -> Result<Running, StoreError> {
        let import_id = ImportId(tx.one(
            "INSERT INTO import (person_id, at, file_name, rows_read, taken, merged, rejects, state, sign_at)
             VALUES ($1, $2, $3, $4, 0, 0, '', 'running', $2) RETURNING id",
            params![by.person_id, by.now, file_name, rows as i64],
        )?);
        let mut recorder = Recorder::default();
        recorder.imported(import_id);
        let undo_id = recorder.finish(tx, by.person_id, by.now, &label(file_name, 0))?;
        Ok(Running { import_id, undo_id, since: Instant::now() })
    }

    /// Holds the import for one transaction, the action before any client as taking back does.
    ///
    /// # Errors
    /// Refused if it was taken back meanwhile.
    pub(crate) fn hold(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        let held = tx.run("UPDATE undo SET at = at WHERE id = $1 AND undone_at IS NULL", params![self.undo_id])?;
        if held == 0 { Err(Failure::form("import-taken-back")) } else { Ok(()) }
    }

    /// Gives a sign of life, and adds to the action what this transaction changed of clients that were here.
    pub(crate) fn sign(&self, tx: &mut Tx<'_>, by: &By, counted: Counted, recorder: Recorder) -> Result<(), StoreError> {
        let sign_at = by.now.saturating_add(i64::try_from(self.since.elapsed().as_millis()).unwrap_or(i64::MAX));
        tx.run(
            "UPDATE import SET sign_at = $2, taken = $3, merged = $4, dates_kept = $5, dates_planned = $6 WHERE id = $1",
            params![self.import_id, sign_at, counted.taken as i64, counted.merged as i64, counted.dates.kept as i64, counted.dates.planned as i64],
        )?;
        if recorder.is_empty() { Ok(()) } else { recorder.join(tx, self.undo_id) }
    }

    /// Writes that it is done.
    pub(crate) fn finish(&self, tx: &mut Tx<'_>, file_name: &str, taken: u64, rejects: &str) -> Result<(), StoreError> {
        tx.run("UPDATE import SET state = 'done', rejects = $2 WHERE id = $1", params![self.import_id, rejects])?;
        // The label was written before anybody knew how many clients it would be.
        Recorder::relabel(tx, self.undo_id, &label(file_name, taken))
    }

    /// Takes back what is written so far. If that fails too, the import stays `running` and is found broken off.
    pub(crate) fn give_up(&self, db: &Db, by: &By) {
        let given_up: Result<(), Failure> = db.write(|tx| {
            take_back(tx, by, Some(self.undo_id))?;
            // A client on which somebody worked meanwhile stays; else nothing is left to be told.
            let gone =
                tx.run("DELETE FROM import WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM client WHERE import_id = $1)", params![self.import_id])?;
            if gone > 0 {
                tx.run("DELETE FROM undo WHERE id = $1", params![self.undo_id])?;
            }
            Ok(())
        });
        if let Err(failure) = given_up {
            tracing::warn!(import = self.import_id.0, ?failure, "an import that failed could not be taken back; it is found broken off");
        }
    }
}

fn label(file_name: &str, taken: u64) -> Message {
    Message::new("did-import").with("count", taken as i64).with("name", file_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_without_a_sign_of_life_for_two_minutes_has_broken_off() {
        assert!(!has_broken_off(1_000, 1_000) && !has_broken_off(1_000, 121_000) && has_broken_off(1_000, 121_001));
    }
}
