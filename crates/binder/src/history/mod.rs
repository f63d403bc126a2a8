//! The history of a file: calls, e-mails, visits, meetings, notes. Append-only; a correction stands beside
//! what it corrects and both can be read (B7, B11).
//!
//! Owns the tables `entry` and `entry_correction`. Never changes a line once written: the database refuses it.

mod correcting;
mod moves;
mod of_files;

pub(crate) use correcting::correction_back;
pub use correcting::{correct, correctable};
pub use moves::{Move, Went, moves};
pub use of_files::entries_of_files;

use crate::By;
use crate::undo::Recorder;
use domain::{ClientId, EntryId, EntryKind, Outcome, SlipId};
use store::{Row, StoreError, Tx, params};
use web::Failure;

/// Longest text of an entry, characters.
pub const TEXT_MAX: usize = 20_000;

/// A line of history to be written.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// When it happened, UTC milliseconds.
    pub at: i64,
    /// What it was.
    pub kind: EntryKind,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// How long it took, seconds.
    pub seconds: Option<u32>,
    /// What was said.
    pub text: String,
}

/// A line of history with its last correction.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which.
    pub id: EntryId,
    /// When it happened, UTC milliseconds.
    pub at: i64,
    /// What it was.
    pub kind: EntryKind,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// How long it took, seconds.
    pub seconds: Option<i64>,
    /// What was written first.
    pub text: String,
    /// Who wrote it.
    pub person: String,
    /// In whose name, if the writer stood in for somebody who was away.
    pub for_person: Option<String>,
    /// The last correction.
    pub correction: Option<Correction>,
}

/// What was said later about an entry.
#[derive(Clone, Debug)]
pub struct Correction {
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who.
    pub person: String,
    /// The text that counts now; `None` = the entry was taken back.
    pub text: Option<String>,
}

/// Writes a line and keeps the client's "last contact" with it, in the same transaction.
///
/// # Errors
/// [`StoreError`].
pub fn write(
    tx: &mut Tx<'_>,
    recorder: &mut Recorder,
    by: &By,
    client_id: ClientId,
    slip_id: Option<SlipId>,
    entry: &NewEntry,
) -> Result<EntryId, StoreError> {
    let id: EntryId = tx.one(
        // A deputy writes in the name of the binder's person (E26).
        "INSERT INTO entry (client_id, slip_id, person_id, at, kind, outcome, seconds, text, written_at, for_person_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
           (SELECT c.owner_id FROM client c WHERE c.id = $1 AND EXISTS (
              SELECT 1 FROM stand_in w WHERE w.deputy_id = $3 AND w.person_id = c.owner_id AND w.from_day <= $10 AND w.to_day >= $10)))
         RETURNING id",
        params![client_id, slip_id, by.person_id, entry.at, entry.kind, entry.outcome, entry.seconds, &entry.text, by.now, by.today],
    )?;
    recorder.wrote(id);
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('entry', $1)", params![id])?;
    Ok(id)
}

/// Takes a line back that belongs elsewhere: it stays readable, struck out.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn strike(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, id: EntryId) -> Result<(), StoreError> {
    tx.run("INSERT INTO entry_correction (entry_id, person_id, at, text) VALUES ($1, $2, $3, NULL)", params![id, by.person_id, by.now])?;
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('entry', $1)", params![id])?;
    recorder.took_back(id);
    Ok(())
}

/// Writes a line once more that was struck out by mistake, as it was: history is never unwritten, so both can be read.
/// A message that stood there stands there again.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) fn write_again(tx: &mut Tx<'_>, by: &By, id: EntryId) -> Result<(), Failure> {
    let again: EntryId = tx.one(
        "INSERT INTO entry (client_id, slip_id, person_id, at, kind, outcome, seconds, text, written_at, for_person_id)
         SELECT e.client_id, e.slip_id, e.person_id, e.at, e.kind, e.outcome, e.seconds, e.text, $2, e.for_person_id FROM entry e WHERE e.id = $1
         RETURNING id",
        params![id, by.now],
    )?;
    tx.run("UPDATE mail_file SET entry_id = $2 WHERE entry_id = $1", params![id, again])?;
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('entry', $1)", params![again])?;
    Ok(())
}

/// The last lines of a file, newest first, older than `before` if given.
///
/// # Errors
/// [`StoreError`].
pub fn entries(tx: &mut Tx<'_>, client_id: ClientId, before: Option<(i64, EntryId)>, limit: u32) -> Result<Vec<Entry>, StoreError> {
    let (before_at, before_id) = before.unwrap_or((i64::MAX, EntryId(i64::MAX)));
    // Corrections are rare: the newest one of each entry is looked up by its index.
    let rows = tx.rows(
        "SELECT e.id, e.at, e.kind, e.outcome, e.seconds, e.text, p.name, c.at, cp.name, c.text, f.name
         FROM (SELECT id, at, kind, outcome, seconds, text, person_id, for_person_id FROM entry
               WHERE client_id = $1 AND (at < $2 OR (at = $2 AND id < $3)) ORDER BY at DESC, id DESC LIMIT $4) e
         JOIN person p ON p.id = e.person_id
         LEFT JOIN person f ON f.id = e.for_person_id
         LEFT JOIN entry_correction c ON c.id = (SELECT max(l.id) FROM entry_correction l WHERE l.entry_id = e.id)
         LEFT JOIN person cp ON cp.id = c.person_id
         ORDER BY e.at DESC, e.id DESC",
        params![client_id, before_at, before_id, limit],
    )?;
    rows.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    let corrected_at: Option<i64> = row.get(7)?;
    Ok(Entry {
        id: row.get(0)?,
        at: row.get(1)?,
        kind: row.get(2)?,
        outcome: row.get(3)?,
        seconds: row.get(4)?,
        text: row.get(5)?,
        person: row.get(6)?,
        for_person: row.get(10)?,
        correction: match corrected_at {
            // A correction that was taken back says again what stood there first.
            Some(at) if row.get::<Option<String>>(9)? != Some(row.get(5)?) => Some(Correction { at, person: row.get(8)?, text: row.get(9)? }),
            _ => None,
        },
    })
}
