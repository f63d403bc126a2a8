//! Messages as they are read, and by whom.
//!
//! Owns the one condition for reading a message: a mailbox that one reads holds it, or one wrote it, and where it stands
//! in files one of them is seen. A colleague's mailbox stays closed whatever one's role is.

use crate::mailboxes::{is_read_by, reader};
use crate::take::STANDS;
use binder::By;
use domain::{ClientId, MailId};
use store::{Row, StoreError, Tx, Value, params};
use web::{Failure, Visible};

/// The condition on the message `m`, with five parameters from `$first` on. See [`params_of`].
pub(crate) fn readable(first: usize) -> String {
    let (mailbox, visible, person, seen) = (is_read_by(first), Visible::condition("seen.owner_id", first + 2), first, in_file());
    format!(
        "(EXISTS (SELECT 1 FROM mail_copy c JOIN mailbox b ON b.id = c.mailbox_id WHERE c.mail_id = m.id AND {mailbox}
                  AND (b.person_id = ${person} OR m.state <> 'filed' OR {seen} {visible})))
          OR EXISTS (SELECT 1 FROM letter l JOIN mailbox b ON b.id = l.mailbox_id
                     WHERE l.mail_id = m.id AND (l.person_id = ${person} OR ({mailbox} AND {seen} {visible})))))"
    )
}

/// The beginning of the condition that the message `m` stands in a file, `seen`, of which more is to be said.
fn in_file() -> String {
    format!("EXISTS (SELECT 1 FROM mail_file f JOIN client seen ON seen.id = f.client_id WHERE f.mail_id = m.id AND {STANDS} AND")
}

/// The parameters of [`readable`].
pub(crate) fn params_of(tx: &mut Tx<'_>, by: &By) -> Result<[Value; 5], StoreError> {
    let [person, team] = reader(tx, by.person_id)?;
    let [viewer, seen, day] = by.visible.params();
    // The first one is the person whatever the role is: who sees every file does not read every mailbox.
    Ok([person, team, viewer, seen, day])
}

/// A message, shown.
pub(crate) struct Shown {
    pub(crate) id: MailId,
    pub(crate) is_in: bool,
    pub(crate) from_address: String,
    pub(crate) from_name: String,
    pub(crate) to_line: String,
    pub(crate) subject: String,
    pub(crate) at: i64,
    pub(crate) size: i64,
    pub(crate) text: String,
    pub(crate) has_html: bool,
    pub(crate) is_cut: bool,
    pub(crate) state: String,
    pub(crate) thread: i64,
    pub(crate) attachments: i64,
}

/// The columns of [`shown`]; of the text only its beginning if `is_short`.
fn columns(is_short: bool) -> String {
    let text = if is_short { "substr(m.text, 1, 300)" } else { "m.text" };
    format!(
        "m.id, m.direction, m.from_address, m.from_name, m.to_line, m.subject, m.at, m.size, {text}, CAST(CASE WHEN m.html = '' THEN 0 ELSE 1 END AS BIGINT),
         m.is_cut, m.state, m.thread, (SELECT count(*) FROM mail_attachment a WHERE a.mail_id = m.id)"
    )
}

fn shown(row: &Row) -> Result<Shown, StoreError> {
    Ok(Shown {
        id: row.get(0)?,
        is_in: row.get::<String>(1)? == "in",
        from_address: row.get(2)?,
        from_name: row.get(3)?,
        to_line: row.get(4)?,
        subject: row.get(5)?,
        at: row.get(6)?,
        size: row.get(7)?,
        text: row.get(8)?,
        has_html: row.get(9)?,
        is_cut: row.get(10)?,
        state: row.get(11)?,
        thread: row.get(12)?,
        attachments: row.get(13)?,
    })
}

/// One message.
///
/// # Errors
/// [`Failure::NotFound`] for one that the actor may not read.
pub(crate) fn one(tx: &mut Tx<'_>, by: &By, id: MailId) -> Result<Shown, Failure> {
    let sql = format!("SELECT {} FROM mail m WHERE m.id = $1 AND {}", columns(false), readable(2));
    let mut values = vec![id.into()];
    values.extend(params_of(tx, by)?);
    Ok(shown(&tx.row(&sql, &values)?.ok_or(Failure::NotFound)?)?)
}

/// The tray, newest first.
pub(crate) fn tray(tx: &mut Tx<'_>, by: &By, limit: u32) -> Result<Vec<Shown>, StoreError> {
    let sql = format!("SELECT {} FROM mail m WHERE m.state = 'tray' AND {} ORDER BY m.at DESC, m.id DESC LIMIT $6", columns(true), readable(1));
    let mut values = params_of(tx, by)?.to_vec();
    values.push(limit.into());
    tx.rows(&sql, &values)?.iter().map(shown).collect()
}

/// The messages of a file that the actor reads, newest first, and how many stand there in all.
pub(crate) fn of_file(tx: &mut Tx<'_>, by: &By, client_id: ClientId, limit: u32) -> Result<(Vec<Shown>, i64), StoreError> {
    let in_file = format!("EXISTS (SELECT 1 FROM mail_file f WHERE f.mail_id = m.id AND f.client_id = $1 AND {STANDS})");
    let sql = format!("SELECT {} FROM mail m WHERE {in_file} AND {} ORDER BY m.at DESC, m.id DESC LIMIT $7", columns(true), readable(2));
    let mut values = vec![client_id.into()];
    values.extend(params_of(tx, by)?);
    values.push(limit.into());
    let read = tx.rows(&sql, &values)?.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
    Ok((read, tx.one(&format!("SELECT count(*) FROM mail_file f WHERE f.client_id = $1 AND {STANDS}"), params![client_id])?))
}

/// The files in which a message stands, as far as the actor sees them.
pub(crate) fn files(tx: &mut Tx<'_>, by: &By, id: MailId) -> Result<Vec<(ClientId, String)>, StoreError> {
    let sql = format!(
        "SELECT c.id, c.name FROM mail_file f JOIN client c ON c.id = f.client_id WHERE f.mail_id = $1 AND {STANDS} AND {} ORDER BY c.name",
        Visible::condition("c.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    tx.rows(&sql, &[id.into(), person, team, day])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// The file in which others of its thread stand: whose it may be.
pub(crate) fn likely(tx: &mut Tx<'_>, by: &By, mail: &Shown) -> Result<Option<(ClientId, String)>, StoreError> {
    let sql = format!(
        "SELECT c.id, c.name FROM mail m JOIN mail_file f ON f.mail_id = m.id JOIN client c ON c.id = f.client_id
         WHERE m.thread = $1 AND m.id <> $2 AND {STANDS} AND {} ORDER BY m.at DESC LIMIT 1",
        Visible::condition("c.owner_id", 3)
    );
    let [person, team, day] = by.visible.params();
    let row = tx.row(&sql, &[mail.thread.into(), mail.id.into(), person, team, day])?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// What came with a message.
pub(crate) struct Piece {
    pub(crate) number: i64,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) size: i64,
    pub(crate) sha256: String,
}

pub(crate) fn pieces(tx: &mut Tx<'_>, id: MailId) -> Result<Vec<Piece>, StoreError> {
    let rows = tx.rows("SELECT number, name, kind, size, sha256 FROM mail_attachment WHERE mail_id = $1 ORDER BY number", params![id])?;
    let piece = |row: &Row| Ok(Piece { number: row.get(0)?, name: row.get(1)?, kind: row.get(2)?, size: row.get(3)?, sha256: row.get(4)? });
    rows.iter().map(piece).collect()
}

/// The messages behind lines of history, for those that the actor reads: entry, message, subject.
///
/// # Errors
/// [`StoreError`].
pub fn of_entries(tx: &mut Tx<'_>, by: &By, entries: &[domain::EntryId]) -> Result<Vec<(domain::EntryId, MailId, String)>, StoreError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = entries.iter().map(ToString::to_string).collect();
    let sql = format!(
        "SELECT f.entry_id, m.id, m.subject FROM mail_file f JOIN mail m ON m.id = f.mail_id WHERE f.entry_id IN ({}) AND {}",
        ids.join(", "),
        readable(1)
    );
    let values = params_of(tx, by)?;
    tx.rows(&sql, &values)?.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}
