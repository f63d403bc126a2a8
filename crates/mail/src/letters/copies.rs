//! The copy of a letter among the sent messages of its mailbox, as every mail program leaves one.
//!
//! Owns which copies are missing. Many servers lay one there by themselves: so a copy waits a moment, is looked for by
//! its id, and is laid there only if it is missing. Whoever is killed in between looks again and lays none twice.

use super::row::letter;
use super::send::{before, message};
use super::{pieces, row::Letter};
use crate::kept::Keep;
use crate::mailboxes::Mailbox;
use domain::{LetterId, MailboxId};
use store::{StoreError, Tx, params};
use web::{App, Failure};

/// How long a server has for its own copy, milliseconds.
pub(super) const GRACE_MS: i64 = 20_000;
/// Copies of one look.
const AT_ONCE: u32 = 50;

/// A copy to be laid there.
pub(crate) struct Copy {
    /// The id by which it is looked for.
    pub(crate) message_id: String,
    /// The message as it went.
    pub(crate) bytes: Vec<u8>,
}

/// The letters of a mailbox that went and of which no copy is known, oldest first.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn uncopied(tx: &mut Tx<'_>, mailbox_id: MailboxId, now: i64) -> Result<Vec<LetterId>, StoreError> {
    let sql = "SELECT id FROM letter WHERE mailbox_id = $1 AND copy_state = 'waiting' AND sent_at <= $2 ORDER BY id LIMIT $3";
    tx.rows(sql, params![mailbox_id, now - GRACE_MS, AT_ONCE])?.iter().map(|row| row.get(0)).collect()
}

/// The message as it went; none if what went with it is there no more.
///
/// # Errors
/// [`Failure::Store`].
pub(crate) fn copy_of(app: &App, keep: &dyn Keep, mailbox: &Mailbox, id: LetterId) -> Result<Option<Copy>, Failure> {
    let (letter, name, before, pieces): (Letter, String, Vec<String>, Vec<pieces::Piece>) = app.db.read(|tx| {
        let letter = letter(tx, id)?;
        let name = tx.one("SELECT name FROM person WHERE id = $1", params![letter.person_id])?;
        let before = before(tx, &letter)?;
        let pieces = pieces::of_letter(tx, id)?;
        Ok::<_, Failure>((letter, name, before, pieces))
    })?;
    let Ok(bytes) = pieces.iter().map(|piece| piece.bytes(keep)).collect::<std::io::Result<Vec<_>>>() else { return Ok(None) };
    let written = message(mailbox, &letter, &name, &before, &pieces, bytes, letter.sent_at.unwrap_or(0));
    Ok(written.map(|message| Copy { message_id: letter.message_id, bytes: message.formatted() }))
}

/// Writes down what became of the copy: "there", "refused", or "none" where there is no folder for it.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn settle(tx: &mut Tx<'_>, id: LetterId, state: &'static str) -> Result<(), StoreError> {
    tx.run("UPDATE letter SET copy_state = $2 WHERE id = $1 AND copy_state = 'waiting'", params![id, state]).map(drop)
}

/// Asks for a look into every mailbox in which the time of a server for its own copy is over. Once for each letter: a
/// mailbox that cannot be read is not hurried again and again.
pub(super) fn hurry(app: &App, now: i64) -> Result<(), StoreError> {
    let waits = "l.mailbox_id = b.id AND l.copy_state = 'waiting' AND l.sent_at <= $1 AND b.wanted_at < l.sent_at + $2";
    let until = now - GRACE_MS;
    let any = format!("SELECT 1 FROM letter l JOIN mailbox b ON {waits} LIMIT 1");
    if app.db.read(|tx| tx.row(&any, params![until, GRACE_MS]))?.is_none() {
        return Ok(());
    }
    let sql = format!("UPDATE mailbox AS b SET wanted_at = $3 WHERE EXISTS (SELECT 1 FROM letter l WHERE {waits})");
    app.db.write(|tx| tx.run(&sql, params![until, GRACE_MS, now])).map(drop)
}
