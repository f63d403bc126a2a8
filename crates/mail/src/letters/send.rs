//! Sending what waits, and filing it when it went.
//!
//! Owns that a letter goes once. It is marked as going before the server is spoken with: where that conversation ends
//! without an answer nobody can know whether it went, and then a person is asked rather than a client written to twice.

use super::pieces::{Piece, of_letter};
use super::row::{Letter, letter};
use crate::kept::Keep;
use crate::mailboxes::{Mailbox, Server, all_active};
use crate::message::Message as Mail;
use crate::seal::Seal;
use crate::take;
use binder::By;
use binder::undo::Recorder;
use domain::mail::{Direction, Heads, addresses};
use domain::{LetterId, MailId};
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, Mailbox as Sender, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message, SmtpTransport, Transport};
use std::time::{Duration, UNIX_EPOCH};
use store::{Tx, params};
use web::outgoing::Sealing;
use web::{App, Failure};

/// How long one step of the conversation may take.
const STEP: Duration = Duration::from_secs(20);
/// Letters of one look.
const AT_ONCE: u32 = 20;
/// How long a letter may be going before nobody knows any more, milliseconds.
const LEASE_MS: i64 = 5 * 60_000;
/// The first pause after a server that does not take a letter now; each is twice as long as the one before.
const PAUSE_MS: i64 = 60_000;
/// After so many tries it is refused.
const TRIES: i64 = 10;

/// What became of one try.
enum Outcome {
    Sent,
    Later(&'static str),
    Refused(&'static str),
    Unsure,
}

/// Sends what is due. Says how many went.
///
/// # Errors
/// [`Failure::Store`]; what went is written down before.
pub fn send_due(app: &App, seal: &Seal, keep: &dyn Keep) -> Result<u64, Failure> {
    let Some(company) = app.company()? else { return Ok(0) };
    let now = app.clock.now();
    super::copies::hurry(app, now.as_millisecond())?;
    let due: Vec<LetterId> = {
        let (stale, due) = app.db.read(|tx| waiting(tx, now.as_millisecond()))?;
        if stale {
            let sql = "UPDATE letter SET state = 'unsure' WHERE state = 'going' AND claimed_until < $1";
            app.db.write(|tx| tx.run(sql, params![now.as_millisecond()]))?;
        }
        due
    };
    let mut sent = 0;
    for id in due {
        let claimed = app.db.write(|tx| {
            let sql = "UPDATE letter SET state = 'going', tries = tries + 1, claimed_until = $2 WHERE id = $1 AND state = 'waiting'";
            if tx.run(sql, params![id, now.as_millisecond() + LEASE_MS])? == 0 {
                return Ok::<_, Failure>(None);
            }
            let letter = letter(tx, id)?;
            let mailbox = all_active(tx)?.into_iter().find(|mailbox| mailbox.id == letter.mailbox_id);
            let name: String = tx.one("SELECT name FROM person WHERE id = $1", params![letter.person_id])?;
            let before = before(tx, &letter)?;
            let pieces = of_letter(tx, id)?;
            Ok(Some((letter, mailbox, name, before, pieces)))
        })?;
        let Some((letter, mailbox, name, before, pieces)) = claimed else { continue };
        let outcome = match &mailbox {
            Some(mailbox) => match pieces.iter().map(|piece| piece.bytes(keep)).collect() {
                Ok(bytes) => send(seal, mailbox, message(mailbox, &letter, &name, &before, &pieces, bytes, now.as_millisecond()).as_ref()),
                Err(error) => {
                    tracing::warn!(letter = id.0, %error, "what goes with a letter cannot be read");
                    Outcome::Refused("letter-trouble-piece")
                }
            },
            None => Outcome::Refused("letter-trouble-no-answer"),
        };
        app.db.write(|tx| note(tx, &take::by_of(letter.person_id, &company, now), mailbox.as_ref(), &letter, &outcome))?;
        sent += u64::from(matches!(outcome, Outcome::Sent));
    }
    if sent > 0 {
        app.wake();
    }
    Ok(sent)
}

/// Whether a letter was left going by somebody who is gone, and those that are due. Only read: it is looked every moment.
fn waiting(tx: &mut Tx<'_>, now: i64) -> Result<(bool, Vec<LetterId>), Failure> {
    let stale = tx.row("SELECT 1 FROM letter WHERE state = 'going' AND claimed_until < $1 LIMIT 1", params![now])?.is_some();
    let rows = tx.rows("SELECT id FROM letter WHERE state = 'waiting' AND send_at <= $1 ORDER BY send_at, id LIMIT $2", params![now, AT_ONCE])?;
    Ok((stale, rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?))
}

/// The ids before a letter that answers, the farthest first.
pub(super) fn before(tx: &mut Tx<'_>, letter: &Letter) -> Result<Vec<String>, Failure> {
    let Some(answered) = letter.answers_id else { return Ok(Vec::new()) };
    let id: String = tx.one("SELECT message_id FROM mail WHERE id = $1", params![answered])?;
    let named = tx.rows("SELECT message_id FROM mail_named WHERE mail_id = $1 LIMIT 20", params![answered])?;
    let mut ids: Vec<String> = named.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    ids.retain(|one| *one != id);
    ids.push(id);
    ids.retain(|one| !one.is_empty());
    Ok(ids)
}

fn transport(server: &Server, credentials: Credentials) -> Option<SmtpTransport> {
    let builder = match server.sealing {
        Sealing::Tls => SmtpTransport::relay(&server.host).ok()?,
        Sealing::StartTls => SmtpTransport::starttls_relay(&server.host).ok()?,
        Sealing::Open => SmtpTransport::builder_dangerous(&server.host),
    };
    let builder = builder.port(server.port).timeout(Some(STEP));
    // A server without a seal stands on this machine and takes our mail as it is: no password goes over an open wire.
    Some(if server.sealing == Sealing::Open { builder.build() } else { builder.credentials(credentials).build() })
}

fn send(seal: &Seal, mailbox: &Mailbox, message: Option<&Message>) -> Outcome {
    let Some(password) = seal.open(&mailbox.secret) else { return Outcome::Refused("letter-trouble-key") };
    let Some(message) = message else { return Outcome::Refused("letter-trouble-odd") };
    let transport = mailbox.smtp.as_ref().and_then(|server| transport(server, Credentials::new(mailbox.sign_in_as.clone(), password)));
    let Some(transport) = transport else { return Outcome::Refused("letter-trouble-no-answer") };
    // Reached and signed in before anything is handed over: what fails here has surely not gone.
    match transport.test_connection() {
        Ok(true) => {}
        Ok(false) => return Outcome::Later("letter-trouble-later"),
        Err(error) if error.is_permanent() => return Outcome::Refused("letter-trouble-refused"),
        Err(_) => return Outcome::Later("letter-trouble-no-answer"),
    }
    match transport.send(message) {
        Ok(_) => Outcome::Sent,
        Err(error) if error.is_permanent() => Outcome::Refused("letter-trouble-refused"),
        Err(error) if error.is_transient() => Outcome::Later("letter-trouble-later"),
        Err(error) if error.is_client() => Outcome::Refused("letter-trouble-odd"),
        Err(_) => Outcome::Unsure,
    }
}

/// The letter as it goes at that moment, UTC milliseconds, with the bytes of its pieces in their order. Every header goes
/// through the library that encodes it; addresses were parsed when they were typed and are again here.
pub(super) fn message(
    mailbox: &Mailbox,
    letter: &Letter,
    name: &str,
    before: &[String],
    pieces: &[Piece],
    bytes: Vec<Vec<u8>>,
    at: i64,
) -> Option<Message> {
    let from = Sender::new(Some(name.to_owned()), mailbox.address.parse().ok()?);
    let mut builder = Message::builder()
        .from(from)
        .subject(&letter.subject)
        .message_id(Some(format!("<{}>", letter.message_id)))
        .date(UNIX_EPOCH + Duration::from_millis(at.unsigned_abs()));
    for to in addresses(&letter.to_line).ok()? {
        builder = builder.to(Sender::new(None, to.parse().ok()?));
    }
    for copy in addresses(&letter.copy_line).ok()? {
        builder = builder.cc(Sender::new(None, copy.parse().ok()?));
    }
    if let Some(answered) = before.last() {
        builder = builder.in_reply_to(format!("<{answered}>"));
        builder = builder.references(before.iter().map(|id| format!("<{id}>")).collect::<Vec<_>>().join(" "));
    }
    if pieces.is_empty() {
        return builder.header(ContentType::TEXT_PLAIN).body(letter.text.clone()).ok();
    }
    let mut parts = MultiPart::mixed().singlepart(SinglePart::plain(letter.text.clone()));
    for (piece, bytes) in pieces.iter().zip(bytes) {
        let kind = ContentType::parse(&piece.kind).or_else(|_| ContentType::parse("application/octet-stream")).ok()?;
        // Byte for byte: any other encoding lets servers change the ends of lines.
        let body = Body::new_with_encoding(bytes, ContentTransferEncoding::Base64).ok()?;
        parts = parts.singlepart(Attachment::new(piece.name.clone()).body(body, kind));
    }
    builder.multipart(parts).ok()
}

fn note(tx: &mut Tx<'_>, by: &By, mailbox: Option<&Mailbox>, letter: &Letter, outcome: &Outcome) -> Result<(), Failure> {
    let pause = PAUSE_MS << letter.tries.clamp(0, 9);
    match (outcome, mailbox) {
        (Outcome::Sent, Some(mailbox)) => return write_down(tx, by, mailbox, letter).map(drop),
        (Outcome::Later(why), _) if letter.tries < TRIES => tx.run(
            "UPDATE letter SET state = 'waiting', send_at = $2, trouble = $3 WHERE id = $1 AND state = 'going'",
            params![letter.id, by.now + pause, *why],
        )?,
        (Outcome::Later(why) | Outcome::Refused(why), _) => {
            tracing::warn!(letter = letter.id.0, why, "a letter was not taken");
            tx.run("UPDATE letter SET state = 'refused', trouble = $2 WHERE id = $1 AND state = 'going'", params![letter.id, *why])?
        }
        (Outcome::Unsure | Outcome::Sent, _) => tx.run("UPDATE letter SET state = 'unsure' WHERE id = $1 AND state = 'going'", params![letter.id])?,
    };
    Ok(())
}

/// Writes down that a letter went: it is a message like others, with a line in its file, once.
pub(super) fn write_down(tx: &mut Tx<'_>, by: &By, mailbox: &Mailbox, letter: &Letter) -> Result<MailId, Failure> {
    let named: Vec<String> = before(tx, letter)?.into_iter().rev().collect();
    let to: Vec<String> = [&letter.to_line, &letter.copy_line].iter().filter_map(|line| addresses(line).ok()).flatten().collect();
    let pieces = of_letter(tx, letter.id)?;
    let mail = Mail {
        message_id: Some(letter.message_id.clone()),
        named,
        heads: Heads { from: mailbox.address.clone(), to },
        from_name: tx.one("SELECT name FROM person WHERE id = $1", params![letter.person_id])?,
        to_line: [letter.to_line.as_str(), &letter.copy_line].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", "),
        subject: letter.subject.clone(),
        at: Some(by.now),
        text: letter.text.clone(),
        html: String::new(),
        attachments: pieces.iter().map(Piece::attachment).collect(),
        size: letter.text.len() as u64 + pieces.iter().map(|piece| piece.size.unsigned_abs()).sum::<u64>(),
        is_cut: false,
    };
    let id = take::store(tx, by, &mail, Direction::Out, by.now, "filed")?;
    take::fill(tx, id, &mail)?;
    take::file(tx, &mut Recorder::default(), by, id, letter.client_id, mailbox.sight == crate::mailboxes::Sight::All)?;
    tx.run(
        "UPDATE letter SET state = 'sent', sent_at = $2, send_at = $2, mail_id = $3, trouble = '', copy_state = 'waiting' WHERE id = $1",
        params![letter.id, by.now, id],
    )?;
    Ok(id)
}
