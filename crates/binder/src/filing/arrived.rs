//! What happened without anybody filing it: a message that came or went.
//!
//! Owns that it is a line of history and a real contact, and nothing else: no slip is done, opened or moved by it,
//! and a closed file stays closed.

use super::file_under::last_contact;
use crate::By;
use crate::history::{self, NewEntry};
use crate::slips;
use crate::undo::{Recorder, Table};
use domain::{ClientId, EntryId};
use store::Tx;
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
