//! The verb: a message that was read goes where it belongs, once.
//!
//! Owns the tables `mail`, `mail_named`, `mail_copy`, `mail_file` and `mail_attachment`. Whose a message is decides
//! `domain::mail`. Never moves a file: a message is a line of its history and a real contact.

use crate::mailboxes::{Mailbox, Sight};
use crate::message::Message;
use binder::By;
use binder::history::NewEntry;
use binder::undo::Recorder;
use domain::mail::{Direction, Heads, Known, Whose, whose};
use domain::{ClientId, EntryKind, MailId, MailboxId, PersonId};
use std::collections::BTreeSet;
use store::{Dialect, StoreError, Tx, Value, params};
use web::{Company, Failure, Visible};

/// How much of a message its line of history repeats, characters.
const LINE_MAX: usize = 600;

/// Where a message was found.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The folder.
    pub folder: &'a str,
    /// The folder's generation.
    pub uid_validity: u32,
    /// The number there.
    pub uid: u32,
}

/// In whose name a mailbox is filed.
pub fn by_of(person_id: PersonId, company: &Company, now: jiff::Timestamp) -> By {
    By {
        person_id,
        visible: Visible::All,
        now: now.as_millisecond(),
        today: company.day_of(now),
        calendar: company.calendar.clone(),
        zone: company.zone.clone(),
    }
}

/// Takes a message: its row, this copy, its thread, and its lines in the files it belongs to. A message that is there
/// already gets a copy more, and a line only in files where it does not stand yet. `at` is when it came, UTC milliseconds.
///
/// # Errors
/// [`Failure::Store`].
pub fn take(tx: &mut Tx<'_>, by: &By, mailbox: &Mailbox, place: &Place<'_>, message: &Message, at: i64) -> Result<MailId, Failure> {
    let known = known(tx, mailbox.id, &message.heads)?;
    let belongs = whose(&message.heads, &known);
    let direction = match &belongs {
        Whose::Files(direction, _) | Whose::Unknown(direction) => *direction,
        Whose::Inside => Direction::Out,
        Whose::Never => Direction::In,
        Whose::Circular(_) => {
            if known.ours.contains(&message.heads.from) {
                Direction::Out
            } else {
                Direction::In
            }
        }
    };
    // Who sends may write any date; one of ours is believed as far as it is not ahead.
    let at = match (direction, message.at) {
        (Direction::Out, Some(written)) if written > 0 => written.min(at),
        _ => at,
    };
    let id = store(tx, by, message, direction, at, state(&belongs))?;
    if is_kept(&belongs) {
        fill(tx, id, message)?;
    }
    tx.run(
        "INSERT INTO mail_copy (mail_id, mailbox_id, folder, uid_validity, uid) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (mailbox_id, folder, uid_validity, uid) DO NOTHING",
        params![id, mailbox.id, place.folder, place.uid_validity, place.uid],
    )?;
    tx.run(
        "DELETE FROM mail_untaken WHERE mailbox_id = $1 AND folder = $2 AND uid_validity = $3 AND uid = $4",
        params![mailbox.id, place.folder, place.uid_validity, place.uid],
    )?;
    if let Whose::Files(_, files) = &belongs {
        let mut recorder = Recorder::default();
        for client_id in files {
            file(tx, &mut recorder, by, id, *client_id, mailbox.sight == Sight::All)?;
        }
    }
    Ok(id)
}

/// Whether what a message says is kept. Of one that belongs to nobody's work, as between colleagues or to somebody
/// unknown, only who wrote to whom and when.
fn is_kept(whose: &Whose) -> bool {
    matches!(whose, Whose::Files(..) | Whose::Unknown(Direction::In) | Whose::Circular(_))
}

/// Whether what a message says will be kept, and so what came with it.
///
/// # Errors
/// [`StoreError`].
pub fn will_be_kept(tx: &mut Tx<'_>, mailbox_id: MailboxId, heads: &Heads) -> Result<bool, StoreError> {
    Ok(is_kept(&whose(heads, &known(tx, mailbox_id, heads)?)))
}

fn state(whose: &Whose) -> &'static str {
    match whose {
        Whose::Files(..) => "filed",
        Whose::Unknown(Direction::In) => "tray",
        Whose::Unknown(Direction::Out) => "put_away",
        Whose::Inside => "inside",
        Whose::Never => "never",
        Whose::Circular(_) => "circular",
    }
}

/// What is known of those who stand on a message.
fn known(tx: &mut Tx<'_>, mailbox_id: MailboxId, heads: &Heads) -> Result<Known, StoreError> {
    let mut ours = BTreeSet::new();
    for row in tx.rows("SELECT email, '' FROM person UNION ALL SELECT address, also FROM mailbox", &[])? {
        let also: String = row.get(1)?;
        ours.insert(row.get::<String>(0)?);
        ours.extend(also.split(',').filter_map(domain::mail::address));
    }
    let asked: BTreeSet<&String> = heads.to.iter().chain([&heads.from]).filter(|address| !ours.contains(*address)).collect();
    // A file that another one took in keeps its addresses; the other one has them too.
    let whose = "SELECT DISTINCT r.client_id FROM reach r JOIN client c ON c.id = r.client_id
         WHERE r.kind = 'email' AND r.norm = $1 AND c.joined_into IS NULL";
    let mut clients = Vec::new();
    for address in asked {
        for row in tx.rows(whose, params![address])? {
            clients.push((address.clone(), row.get(0)?));
        }
    }
    let never = tx.row("SELECT 1 FROM mail_never WHERE mailbox_id = $1 AND address = $2 AND is_on = 1", params![mailbox_id, &heads.from])?;
    Ok(Known { ours, clients, never: never.map(|_| heads.from.clone()).into_iter().collect() })
}

/// The row of the message: the one that is there already, or a new one. It is held until the transaction ends, so that
/// two mailboxes that find the same message come one after the other.
pub(crate) fn store(tx: &mut Tx<'_>, by: &By, message: &Message, direction: Direction, at: i64, state: &str) -> Result<MailId, StoreError> {
    let fingerprint = message.fingerprint();
    let made = tx.row(
        "INSERT INTO mail (fingerprint, message_id, thread, direction, from_address, from_name, to_line, subject, at, taken_at, size, is_cut, state)
         VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (fingerprint) DO NOTHING RETURNING id",
        params![
            &fingerprint,
            message.message_id.clone().unwrap_or_default(),
            direction.as_str(),
            &message.heads.from,
            &message.from_name,
            &message.to_line,
            &message.subject,
            at.min(by.now),
            by.now,
            i64::try_from(message.size).unwrap_or(i64::MAX),
            message.is_cut,
            state
        ],
    )?;
    let Some(made) = made else {
        let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
        let id: MailId = tx.one(&format!("SELECT id FROM mail WHERE fingerprint = $1{lock}"), params![&fingerprint])?;
        // What was nobody's may have become somebody's; the tray waits for a person unless that happened.
        let sql = "UPDATE mail SET state = $2 WHERE id = $1 AND state <> 'filed' AND ($2 = 'filed' OR state NOT IN ('tray', 'put_away'))";
        tx.run(sql, params![id, state])?;
        return Ok(id);
    };
    let id: MailId = made.get(0)?;
    for named in &message.named {
        tx.run("INSERT INTO mail_named (mail_id, message_id) VALUES ($1, $2) ON CONFLICT (mail_id, message_id) DO NOTHING", params![id, named])?;
    }
    join_thread(tx, id, message)?;
    Ok(id)
}

/// Keeps what a message says, and the names of what came with it, unless that is there already.
pub(crate) fn fill(tx: &mut Tx<'_>, id: MailId, message: &Message) -> Result<(), StoreError> {
    tx.run("UPDATE mail SET text = $2, html = $3 WHERE id = $1 AND text = '' AND html = ''", params![id, &message.text, &message.html])?;
    for (number, attachment) in message.attachments.iter().enumerate() {
        tx.run(
            "INSERT INTO mail_attachment (mail_id, number, name, kind, size, sha256) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (mail_id, number) DO NOTHING",
            params![id, number as i64, &attachment.name, &attachment.kind, i64::try_from(attachment.size).unwrap_or(i64::MAX), &attachment.sha256],
        )?;
    }
    Ok(())
}

/// Puts a message into its thread: with those it names, those that name it, and those that name the same.
fn join_thread(tx: &mut Tx<'_>, id: MailId, message: &Message) -> Result<(), StoreError> {
    let mut threads = BTreeSet::from([id.0]);
    for named in &message.named {
        for row in tx.rows("SELECT DISTINCT thread FROM mail WHERE message_id = $1 AND id <> $2", params![named, id])? {
            threads.insert(row.get(0)?);
        }
    }
    for named in message.named.iter().chain(&message.message_id) {
        let sql = "SELECT DISTINCT m.thread FROM mail_named n JOIN mail m ON m.id = n.mail_id WHERE n.message_id = $1 AND m.id <> $2";
        for row in tx.rows(sql, params![named, id])? {
            threads.insert(row.get(0)?);
        }
    }
    let first = threads.first().copied().unwrap_or(id.0);
    tx.run("UPDATE mail SET thread = $2 WHERE id = $1", params![id, first])?;
    for other in threads.into_iter().filter(|other| *other != first && *other != id.0) {
        tx.run("UPDATE mail SET thread = $2 WHERE thread = $1", params![other, first])?;
    }
    Ok(())
}

/// The condition that the line of the message `f` in its file was not taken back.
pub const STANDS: &str = "NOT EXISTS (SELECT 1 FROM entry_correction back WHERE back.entry_id = f.entry_id AND back.text IS NULL)";

/// Writes the message into a file, unless it stands there. Whoever sees the file may not read the mailbox: then the
/// line says only that a message came or went.
///
/// # Errors
/// [`Failure::NotFound`] for a file that the actor may not see.
pub fn file(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, id: MailId, client_id: ClientId, is_open: bool) -> Result<bool, Failure> {
    let stands = format!("SELECT 1 FROM mail_file f WHERE f.mail_id = $1 AND f.client_id = $2 AND {STANDS}");
    if tx.row(&stands, params![id, client_id])?.is_some() {
        return Ok(false);
    }
    let row = tx.row("SELECT direction, subject, text, at FROM mail WHERE id = $1", params![id])?.ok_or(Failure::NotFound)?;
    let direction: String = row.get(0)?;
    let kind = if direction == "in" { EntryKind::EmailIn } else { EntryKind::EmailOut };
    let text = if is_open { line(&row.get::<String>(1)?, &row.get::<String>(2)?) } else { String::new() };
    let entry = NewEntry { at: row.get(3)?, kind, outcome: None, seconds: None, text };
    let entry_id = binder::filing::arrived(tx, recorder, by, client_id, &entry)?;
    tx.run(
        "INSERT INTO mail_file (mail_id, client_id, entry_id) VALUES ($1, $2, $3)
         ON CONFLICT (mail_id, client_id) DO UPDATE SET entry_id = excluded.entry_id",
        params![id, client_id, entry_id],
    )?;
    Ok(true)
}

fn line(subject: &str, text: &str) -> String {
    let begun: String = text.chars().take(LINE_MAX).collect();
    let more = if text.chars().count() > LINE_MAX { "…" } else { "" };
    [subject, &format!("{}{more}", begun.trim_end())].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Notes what could not be read, by name.
///
/// # Errors
/// [`StoreError`].
pub fn not_taken(tx: &mut Tx<'_>, mailbox_id: MailboxId, place: &Place<'_>, why: &str, size: u32, now: i64) -> Result<(), StoreError> {
    let values: [Value; 7] =
        [mailbox_id.into(), place.folder.into(), place.uid_validity.into(), place.uid.into(), why.into(), size.into(), now.into()];
    tx.run(
        "INSERT INTO mail_untaken (mailbox_id, folder, uid_validity, uid, why, size, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (mailbox_id, folder, uid_validity, uid) DO UPDATE SET why = excluded.why, size = excluded.size, at = excluded.at, again = 0",
        &values,
    )
    .map(drop)
}
