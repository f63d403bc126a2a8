//! What happened without anybody filing it: a message that came or went, or that turns out to belong elsewhere.
//!
//! Owns that it is a line of history and a real contact, and nothing else: no slip is done, opened or moved by it,
//! and a closed file stays closed.

use super::file_under::last_contact;
use crate::By;
use crate::history::{self, NewEntry, entries};
use crate::slips;
use crate::undo::{Recorder, Table};
use domain::EntryKind;
use domain::{ClientId, EntryId};
use store::{Tx, Value, params};
use web::Failure;

/// Writes the line and keeps "last contact" with it.
///
/// # Errors
/// [`Failure::NotFound`] for a file that the actor may not see.
pub fn arrived(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, client_id: ClientId, entry: &NewEntry) -> Result<EntryId, Failure> {
    slips::hold(tx, by, client_id)?;
    let id = history::write(tx, recorder, by, client_id, None, entry)?;
    let mut last = last_contact(tx, by, client_id, entry)?;
    last.extend(crate::rhythm::reached(tx, by, client_id, entry)?);
    if !last.is_empty() {
        // The card's version stays: nothing of the card changes, and whoever has its form open may save it.
        recorder.change(tx, Table::Client, client_id.0, &last)?;
    }
    Ok(id)
}

/// How many lines are looked through for the last contact.
const LOOKED_AT: u32 = 500;

/// Takes the line of a message back that belongs to another file, and counts the last contact from the lines that stand.
///
/// # Errors
/// [`Failure::NotFound`] for a file that the actor may not see.
pub fn went_astray(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, client_id: ClientId, entry_id: EntryId) -> Result<(), Failure> {
    slips::hold(tx, by, client_id)?;
    history::strike(tx, recorder, by, entry_id)?;
    let standing: Vec<history::Entry> = entries(tx, client_id, None, LOOKED_AT)?;
    let mut standing = standing.into_iter().filter(|entry| !matches!(&entry.correction, Some(correction) if correction.text.is_none()));
    let is_talk = |kind| !matches!(kind, EntryKind::Note | EntryKind::Closed | EntryKind::Reopened | EntryKind::Form);
    let talks: Vec<history::Entry> = standing.by_ref().filter(|entry| is_talk(entry.kind)).collect();
    let mut set = last_of(tx, talks.first())?;
    set.extend(crate::rhythm::counted_from(tx, by, client_id, talks.iter().find(|entry| domain::rhythm::is_contact(entry.kind, entry.outcome)))?);
    recorder.change(tx, Table::Client, client_id.0, &set)?;
    Ok(())
}

/// What the card says of the last contact.
fn last_of(tx: &mut Tx<'_>, entry: Option<&history::Entry>) -> Result<Vec<(&'static str, Value)>, Failure> {
    let person: Option<i64> = match entry {
        Some(entry) => Some(tx.one("SELECT person_id FROM entry WHERE id = $1", params![entry.id])?),
        None => None,
    };
    let words = |entry: &history::Entry| {
        let corrected = entry.correction.as_ref().and_then(|correction| correction.text.as_deref());
        corrected.unwrap_or(&entry.text).chars().take(200).collect::<String>()
    };
    Ok(vec![
        ("last_at", entry.map(|entry| entry.at).into()),
        ("last_kind", entry.map(|entry| entry.kind).into()),
        ("last_outcome", entry.and_then(|entry| entry.outcome).into()),
        ("last_line", entry.map(words).unwrap_or_default().into()),
        ("last_person_id", person.into()),
    ])
}
