//! What a person does with a message of the tray: file it with a client, make a client of it, want nothing more from its
//! sender, put it away.
//!
//! Owns those verbs. Each is one transaction and can be taken back.

use super::read::{Shown, one, params_of, readable};
use crate::take::{self, STANDS};
use binder::By;
use binder::undo::{Recorder, Table};
use domain::{ClientId, MailId, MailboxId, UndoId};
use store::{Dialect, Tx, params};
use web::{Failure, Message};

/// How many messages of one sender are filed at once.
const AT_ONCE: u32 = 200;

/// Files a message with a client, with all others of its sender that lie in the tray if the address is remembered: then
/// the next ones come by themselves.
///
/// # Errors
/// [`Failure::NotFound`] for a message or a file that the actor may not see.
pub(super) fn file_with(tx: &mut Tx<'_>, by: &By, id: MailId, client_id: ClientId, remember: bool) -> Result<UndoId, Failure> {
    let mail = hold(tx, by, id)?;
    let standing = binder::slips::hold(tx, by, client_id)?;
    let mut recorder = Recorder::default();
    let mut ids = vec![id];
    if remember {
        let sql = format!(
            "SELECT m.id FROM mail m WHERE m.from_address = $6 AND m.state = 'tray' AND m.id <> $7 AND {} ORDER BY m.at, m.id LIMIT $8",
            readable(1)
        );
        let mut values = params_of(tx, by)?.to_vec();
        values.extend([mail.from_address.as_str().into(), id.into(), AT_ONCE.into()]);
        for row in tx.rows(&sql, &values)? {
            ids.push(row.get(0)?);
        }
    }
    for id in ids.iter().copied() {
        let open = "SELECT 1 FROM mail_copy c JOIN mailbox b ON b.id = c.mailbox_id WHERE c.mail_id = $1 AND b.sight = 'all' LIMIT 1";
        let is_open = tx.row(open, params![id])?.is_some();
        take::file(tx, &mut recorder, by, id, client_id, is_open)?;
        recorder.change(tx, Table::Mail, id.0, &[("state", "filed".into())])?;
    }
    if remember {
        remember_address(tx, &mut recorder, client_id, &mail)?;
    }
    let label = Message::new("did-mail-file").with("name", standing.name).with("count", ids.len());
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

fn remember_address(tx: &mut Tx<'_>, recorder: &mut Recorder, client_id: ClientId, mail: &Shown) -> Result<(), Failure> {
    let known = "SELECT 1 FROM reach WHERE client_id = $1 AND kind = 'email' AND norm = $2";
    if !mail.is_in || tx.row(known, params![client_id, &mail.from_address])?.is_some() {
        return Ok(());
    }
    recorder.replace(tx, Table::Reach, client_id, |tx| {
        tx.run(
            "INSERT INTO reach (client_id, kind, as_typed, norm, rank)
             SELECT $1, 'email', $2, $2, coalesce(max(r.rank) + 1, 0) FROM reach r WHERE r.client_id = $1",
            params![client_id, &mail.from_address],
        )
        .map(drop)
    })?;
    tx.run("UPDATE client SET version = version + 1 WHERE id = $1", params![client_id])?;
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![client_id])?;
    Ok(())
}

/// Takes a message out of a file in which it does not belong: its line there is taken back, and what it said of the last
/// contact with it. One that stands nowhere then lies in the tray again.
///
/// # Errors
/// [`Failure::NotFound`] for a message or a file that the actor may not see; refused if it stands there no more.
pub(super) fn take_out(tx: &mut Tx<'_>, by: &By, id: MailId, client_id: ClientId) -> Result<UndoId, Failure> {
    lock(tx, id)?;
    let mail = one(tx, by, id)?;
    let standing = binder::slips::hold(tx, by, client_id)?;
    let stands = format!("SELECT f.entry_id FROM mail_file f WHERE f.mail_id = $1 AND f.client_id = $2 AND {STANDS}");
    let row = tx.row(&stands, params![id, client_id])?.ok_or_else(|| Failure::form("mail-stands-no-more"))?;
    let mut recorder = Recorder::default();
    binder::filing::went_astray(tx, &mut recorder, by, client_id, row.get(0)?)?;
    let elsewhere = format!("SELECT 1 FROM mail_file f WHERE f.mail_id = $1 AND {STANDS}");
    if tx.row(&elsewhere, params![id])?.is_none() {
        let state = if mail.is_in { "tray" } else { "put_away" };
        recorder.change(tx, Table::Mail, id.0, &[("state", state.into())])?;
    }
    let label = Message::new("did-mail-out").with("name", standing.name).with("subject", mail.subject);
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

/// Wants nothing more from the sender, in the mailboxes of the actor's reading that hold this message; a client is
/// heard all the same.
///
/// # Errors
/// [`Failure::NotFound`]; refused for a message that is filed.
pub(super) fn never(tx: &mut Tx<'_>, by: &By, id: MailId) -> Result<UndoId, Failure> {
    let mail = hold(tx, by, id)?;
    let [person, team] = crate::mailboxes::reader(tx, by.person_id)?;
    let sql = format!(
        "SELECT DISTINCT b.id FROM mail_copy c JOIN mailbox b ON b.id = c.mailbox_id WHERE c.mail_id = $1 AND {} ORDER BY b.id",
        crate::mailboxes::is_read_by(2)
    );
    let mailboxes: Vec<MailboxId> = tx.rows(&sql, &[id.into(), person, team])?.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    let mut recorder = Recorder::default();
    for mailbox in mailboxes {
        tx.run(
            "INSERT INTO mail_never (mailbox_id, address, is_on) VALUES ($1, $2, 0) ON CONFLICT (mailbox_id, address) DO NOTHING",
            params![mailbox, &mail.from_address],
        )?;
        let row: i64 = tx.one("SELECT id FROM mail_never WHERE mailbox_id = $1 AND address = $2", params![mailbox, &mail.from_address])?;
        recorder.change(tx, Table::MailNever, row, &[("is_on", true.into())])?;
    }
    let sql = format!("SELECT m.id FROM mail m WHERE m.from_address = $6 AND m.state = 'tray' AND {} LIMIT $7", readable(1));
    let mut values = params_of(tx, by)?.to_vec();
    values.extend([mail.from_address.as_str().into(), AT_ONCE.into()]);
    for row in tx.rows(&sql, &values)? {
        recorder.change(tx, Table::Mail, row.get(0)?, &[("state", "never".into())])?;
    }
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-mail-never").with("address", mail.from_address))?)
}

/// Puts one message away: it belongs to no file.
///
/// # Errors
/// As [`never`].
pub(super) fn put_away(tx: &mut Tx<'_>, by: &By, id: MailId) -> Result<UndoId, Failure> {
    let mail = hold(tx, by, id)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Mail, id.0, &[("state", "put_away".into())])?;
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-mail-away").with("address", mail.from_address))?)
}

fn lock(tx: &mut Tx<'_>, id: MailId) -> Result<(), Failure> {
    if tx.dialect() == Dialect::Postgres {
        tx.row("SELECT id FROM mail WHERE id = $1 FOR UPDATE", params![id])?;
    }
    Ok(())
}

/// Holds a message that is in no file yet.
fn hold(tx: &mut Tx<'_>, by: &By, id: MailId) -> Result<Shown, Failure> {
    lock(tx, id)?;
    let mail = one(tx, by, id)?;
    if mail.state == "filed" { Err(Failure::form("mail-filed-already")) } else { Ok(mail) }
}
