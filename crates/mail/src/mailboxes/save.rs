//! Adding and changing a mailbox, switching it off and on, looking at once, taking one message again.
//!
//! Owns the reading of those forms. A password that is stored goes to no other server than the one it was typed for.

use super::pages;
use super::row::{Mailbox, Server, Sight, read_by, sealing, sealing_word};
use crate::keys;
use crate::reading::try_out;
use binder::undo::{Recorder, Table};
use domain::mail::{address, addresses, one_line};
use domain::working::days_later;
use domain::{MailboxId, PersonId, Role, UndoId};
use store::{Tx, Value, params};
use web::outgoing::Sealing;
use web::{Answer, Ask, Failure, Message, Reply};

/// Mailboxes that one person may have.
const MAILBOXES_MAX: i64 = 20;

pub(super) fn add(ask: &mut Ask) -> Answer {
    answer(ask, None)
}

pub(super) fn change(ask: &mut Ask) -> Answer {
    let id: MailboxId = ask.path("id")?;
    let person = ask.actor()?.person_id;
    let stored = ask.read(|tx| own(tx, person, is_admin(ask), id))?;
    answer(ask, Some(stored))
}

fn answer(ask: &Ask, stored: Option<Mailbox>) -> Answer {
    let id = stored.as_ref().map(|stored| stored.id);
    match saved(ask, stored) {
        Ok(undo) => Ok(Reply::see(&format!("/settings/mailboxes?did={undo}"))),
        Err(Failure::Refused(refusal)) => pages::again(ask, id, refusal),
        Err(other) => Err(other),
    }
}

pub(super) fn is_admin(ask: &Ask) -> bool {
    ask.signed_in.as_ref().is_some_and(|actor| actor.role == Role::Admin)
}

/// A mailbox that this person may change: its own; an administrator every one.
pub(super) fn own(tx: &mut Tx<'_>, person: PersonId, is_admin: bool, id: MailboxId) -> Result<Mailbox, Failure> {
    if is_admin {
        let sql = format!("SELECT {} FROM mailbox b WHERE b.id = $1", super::row::COLUMNS);
        return Ok(super::row::mailbox(&tx.row(&sql, params![id])?.ok_or(Failure::NotFound)?)?);
    }
    read_by(tx, person, id).and_then(|mailbox| if mailbox.person_id == person { Ok(mailbox) } else { Err(Failure::NotFound) })
}

fn saved(ask: &Ask, stored: Option<Mailbox>) -> Result<UndoId, Failure> {
    let (seal, _) = keys(&ask.app)?;
    let typed = typed(ask)?;
    let is_same =
        stored.as_ref().is_some_and(|stored| (&stored.imap, &stored.smtp, &stored.sign_in_as) == (&typed.imap, &typed.smtp, &typed.sign_in_as));
    let password = ask.form("password");
    let secret = match (&stored, password.is_empty()) {
        (_, false) => seal.seal(password)?,
        (Some(stored), true) if is_same => stored.secret.clone(),
        (Some(_), true) => return Err(Failure::field("password", "mail-password-again")),
        (None, true) => return Err(Failure::field("password", "mail-password-missing")),
    };
    let mailbox = Mailbox { secret, ..typed };
    if !(is_same && password.is_empty() && stored.as_ref().is_some_and(|stored| stored.folder == mailbox.folder)) {
        let password = seal.open(&mailbox.secret).unwrap_or_default();
        try_out(&mailbox, &password).map_err(|trouble| Failure::form(trouble.key()))?;
    }
    let person = ask.actor()?.person_id;
    let now = ask.now.as_millisecond();
    ask.write(|tx| {
        let mut recorder = Recorder::default();
        let (id, label) = match &stored {
            Some(stored) => (stored.id, "did-mailbox-change"),
            None => (insert(tx, person, &mailbox, now)?, "did-mailbox-add"),
        };
        recorder.change(tx, Table::Mailbox, id.0, &columns(&mailbox, stored.is_none()))?;
        Ok(recorder.finish(tx, person, now, &Message::new(label).with("name", mailbox.name.as_str()))?)
    })
}

/// Made switched off: switching it on is what can be taken back.
fn insert(tx: &mut Tx<'_>, person: PersonId, mailbox: &Mailbox, now: i64) -> Result<MailboxId, Failure> {
    if tx.one::<i64>("SELECT count(*) FROM mailbox WHERE person_id = $1", params![person])? >= MAILBOXES_MAX {
        return Err(Failure::form(Message::new("mail-too-many").with("max", MAILBOXES_MAX)));
    }
    Ok(tx.one(
        "INSERT INTO mailbox (person_id, name, address, sight, imap_host, imap_port, imap_sealing, sign_in_as, secret, since, active, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11) RETURNING id",
        params![
            person,
            &mailbox.name,
            &mailbox.address,
            mailbox.sight.as_str(),
            &mailbox.imap.host,
            mailbox.imap.port,
            sealing_word(mailbox.imap.sealing),
            &mailbox.sign_in_as,
            &mailbox.secret,
            mailbox.since,
            now
        ],
    )?)
}

fn columns(mailbox: &Mailbox, is_new: bool) -> Vec<(&'static str, Value)> {
    let smtp = mailbox.smtp.clone().unwrap_or(Server { host: String::new(), port: 587, sealing: Sealing::StartTls });
    let mut columns: Vec<(&'static str, Value)> = vec![
        ("name", (&mailbox.name).into()),
        ("address", (&mailbox.address).into()),
        ("also", (&mailbox.also).into()),
        ("sight", mailbox.sight.as_str().into()),
        ("imap_host", (&mailbox.imap.host).into()),
        ("imap_port", mailbox.imap.port.into()),
        ("imap_sealing", sealing_word(mailbox.imap.sealing).into()),
        ("smtp_host", smtp.host.into()),
        ("smtp_port", smtp.port.into()),
        ("smtp_sealing", sealing_word(smtp.sealing).into()),
        ("sign_in_as", (&mailbox.sign_in_as).into()),
        ("secret", (&mailbox.secret).into()),
        ("folder", (&mailbox.folder).into()),
        ("sent_folder", (&mailbox.sent_folder).into()),
        ("since", mailbox.since.into()),
    ];
    if is_new {
        columns.push(("active", true.into()));
    }
    columns
}

fn typed(ask: &Ask) -> Result<Mailbox, Failure> {
    let address = address(ask.form("address")).ok_or_else(|| Failure::field("address", "mail-address-odd"))?;
    let also = addresses(ask.form("also")).map_err(|odd| Failure::field("also", Message::new("mail-addresses-odd").with("odd", odd)))?;
    let name = Some(one_line(ask.form("name"), 80)).filter(|name| !name.is_empty()).unwrap_or_else(|| address.clone());
    let days: i32 = ask.form("days").parse().ok().filter(|days| (0..=3650).contains(days)).ok_or_else(|| Failure::field("days", "mail-days-odd"))?;
    let since = domain::place::date_number(days_later(ask.today()?, -days));
    let imap = server(ask, ("imap_host", "imap_port", "imap_sealing"))?;
    let smtp = if ask.form("smtp_host").is_empty() { None } else { Some(server(ask, ("smtp_host", "smtp_port", "smtp_sealing"))?) };
    let folder = |field| one_line(ask.form(field), 200);
    Ok(Mailbox {
        id: MailboxId(0),
        person_id: ask.actor()?.person_id,
        name,
        also: also.join(", "),
        sight: Sight::parse(ask.form("sight")).ok_or(Failure::Malformed("sight"))?,
        imap,
        smtp,
        sign_in_as: Some(one_line(ask.form("sign_in_as"), 200)).filter(|name| !name.is_empty()).unwrap_or_else(|| address.clone()),
        secret: String::new(),
        folder: Some(folder("folder")).filter(|folder| !folder.is_empty()).unwrap_or_else(|| "INBOX".to_owned()),
        sent_folder: folder("sent_folder"),
        since: i64::from(since),
        active: true,
        wanted_at: 0,
        address,
    })
}

fn server(ask: &Ask, (host, port, seal): (&'static str, &'static str, &'static str)) -> Result<Server, Failure> {
    let name = ask.form(host);
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | '@' | '"' | '\\');
    if name.is_empty() || name.len() > 253 || name.contains(is_odd) {
        return Err(Failure::field(host, "mail-host-odd"));
    }
    let number = ask.form(port).parse().ok().filter(|port| *port > 0).ok_or_else(|| Failure::field(port, "mail-port-odd"))?;
    let sealing = sealing(ask.form(seal)).ok_or(Failure::Malformed("sealing"))?;
    // The password would go over the wire for everybody to read, and ports of this machine could be felt for.
    if sealing == Sealing::Open && !is_admin(ask) {
        return Err(Failure::field(seal, "mail-sealing-open"));
    }
    Ok(Server { host: name.to_owned(), port: number, sealing })
}

/// Switches a mailbox off, or on again.
pub(super) fn turn(ask: &mut Ask) -> Answer {
    let id: MailboxId = ask.path("id")?;
    let (person, is_on, now) = (ask.actor()?.person_id, ask.form("on") == "1", ask.now.as_millisecond());
    let is_admin = is_admin(ask);
    let undo = ask.write(|tx| {
        let mailbox = own(tx, person, is_admin, id)?;
        let mut recorder = Recorder::default();
        recorder.change(tx, Table::Mailbox, id.0, &[("active", is_on.into())])?;
        let label = if is_on { "did-mailbox-on" } else { "did-mailbox-off" };
        Ok::<_, Failure>(recorder.finish(tx, person, now, &Message::new(label).with("name", mailbox.name))?)
    })?;
    Ok(Reply::see(&format!("/settings/mailboxes?did={undo}")))
}

/// Asks for a mailbox to be read at once.
pub(super) fn look(ask: &mut Ask) -> Answer {
    let id: MailboxId = ask.path("id")?;
    let (person, now) = (ask.actor()?.person_id, ask.now.as_millisecond());
    let is_admin = is_admin(ask);
    ask.write(|tx| {
        own(tx, person, is_admin, id).or_else(|_| read_by(tx, person, id))?;
        Ok::<_, Failure>(tx.run("UPDATE mailbox SET wanted_at = $2 WHERE id = $1", params![id, now])?)
    })?;
    Ok(Reply::see("/settings/mailboxes?saved=1"))
}

/// Takes one message again that could not be read.
pub(super) fn take_again(ask: &mut Ask) -> Answer {
    let (id, untaken): (MailboxId, i64) = (ask.path("id")?, ask.path("untaken")?);
    let (person, now) = (ask.actor()?.person_id, ask.now.as_millisecond());
    let is_admin = is_admin(ask);
    ask.write(|tx| {
        own(tx, person, is_admin, id).or_else(|_| read_by(tx, person, id))?;
        if tx.run("UPDATE mail_untaken SET again = 1 WHERE id = $1 AND mailbox_id = $2", params![untaken, id])? == 0 {
            return Err(Failure::NotFound);
        }
        Ok::<_, Failure>(tx.run("UPDATE mailbox SET wanted_at = $2 WHERE id = $1", params![id, now])?)
    })?;
    Ok(Reply::see("/settings/mailboxes?saved=1"))
}
