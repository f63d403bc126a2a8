//! Writing from the file: to whom, what, when it goes, and when to be reminded.
//!
//! Owns the form, its page, stopping, sending again and writing anew. Text modules stand in the letter before it is kept. Nothing
//! that was typed can begin a header of its own: lines are one line, addresses are addresses.

use super::pieces::{self, Piece};
use super::row::{Letter, letter};
use super::texts;
use crate::frame;
use crate::mailboxes::{Mailbox, all_read_by, read_by};
use crate::shown::read::one;
use binder::By;
use binder::undo::{Recorder, Table};
use domain::mail::{addresses, one_line, subject_of_thread};
use domain::protection::Channel;
use domain::{ClientId, LetterId, MailId, MailTextId, MailboxId, UndoId};
use files::consents::{standing, warning};
use files::documents::{Document, documents};
use maud::{Markup, html};
use store::{Dialect, Tx, Value, params};
use web::form::Form;
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Message, Nav, Refusal, Reply};

/// The longest letter, characters.
const TEXT_MAX: usize = 100_000;
/// To how many one letter goes at most.
const TO_MAX: usize = 50;
/// How long a letter that goes at once waits, so that it can be taken back, milliseconds.
pub(super) const GRACE_MS: i64 = 10_000;
/// How far ahead a letter may be sent, milliseconds.
const AHEAD_MAX_MS: i64 = 2 * 366 * 86_400_000;

pub(super) fn page(ask: &mut Ask) -> Answer {
    let client_id: ClientId = ask.path("id")?;
    let by = By::of(ask)?;
    let answered: Option<MailId> = ask.query("answer").and_then(|id| id.parse().ok());
    let template: Option<MailTextId> = ask.query("template").and_then(|id| id.parse().ok());
    let anew: Option<LetterId> = ask.query("anew").and_then(|id| id.parse().ok());
    let zone = ask.company()?.zone.clone();
    let (values, chosen) = ask.read(|tx| {
        binder::slips::seen_client(tx, &by, client_id)?;
        let known: Option<String> = tx
            .row("SELECT norm FROM reach WHERE client_id = $1 AND kind = 'email' ORDER BY rank, id LIMIT 1", params![client_id])?
            .map(|row| row.get(0))
            .transpose()?;
        let mut values = vec![("to", known.unwrap_or_default())];
        let mut chosen = Vec::new();
        if let Some(answered) = answered {
            let mail = one(tx, &by, answered)?;
            let quoted: String = mail.text.lines().take(200).map(|line| format!("> {line}\n")).collect();
            values = vec![
                ("to", if mail.is_in { mail.from_address } else { mail.to_line }),
                ("subject", format!("Re: {}", subject_of_thread(&mail.subject))),
                ("text", format!("\n\n{quoted}")),
                ("answer", answered.to_string()),
            ];
        }
        if let Some(anew) = anew {
            let letter = held_anew(tx, &by, client_id, anew)?;
            let (day, now) = (letter.remind_on, ask.now.as_millisecond());
            // One that was to go at once waits only for a moment: it has no time of its own.
            let when = (letter.send_at > now + 6 * GRACE_MS).then(|| jiff::Timestamp::from_millisecond(letter.send_at).ok()).flatten();
            values = vec![
                ("mailbox", letter.mailbox_id.to_string()),
                ("to", letter.to_line),
                ("copy", letter.copy_line),
                ("subject", letter.subject),
                ("text", letter.text),
                ("answer", letter.answers_id.map(|id| id.to_string()).unwrap_or_default()),
                ("when", when.map(|at| at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()),
                (
                    "remind",
                    day.and_then(|day| domain::place::date_from_number(i32::try_from(day).ok()?)).map(|day| day.to_string()).unwrap_or_default(),
                ),
                ("anew", anew.to_string()),
            ];
            chosen = pieces::of_letter(tx, anew)?;
        }
        values.extend(ask.query("document").map(|id| ("document", id.to_owned())));
        if let Some(template) = template {
            let (subject, text) = texts::filled(tx, &by, template, client_id)?;
            let before = values.iter().find(|(name, _)| *name == "text").map(|(_, text)| text.clone()).unwrap_or_default();
            values.retain(|(name, _)| *name != "text" && (*name != "subject" || subject.is_empty()));
            values.push(("text", format!("{text}{before}")));
            if !subject.is_empty() {
                values.push(("subject", subject));
            }
        }
        Ok::<_, Failure>((values, chosen))
    })?;
    show(ask, client_id, values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(), &chosen, None)
}

fn show(ask: &Ask, client_id: ClientId, values: Vec<(String, String)>, chosen: &[Piece], refusal: Option<Refusal>) -> Answer {
    let by = By::of(ask)?;
    let (name, mailboxes, templates, modules, consents, papers) = ask.read(|tx| {
        binder::slips::seen_client(tx, &by, client_id)?;
        let name: String = tx.one("SELECT name FROM client WHERE id = $1", params![client_id])?;
        Ok::<_, Failure>((
            name,
            sending(tx, &by)?,
            texts::of_kind(tx, "template")?,
            texts::of_kind(tx, "module")?,
            standing(tx, client_id)?,
            documents(tx, &by, client_id)?,
        ))
    })?;
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let boxes: Vec<(String, String)> = mailboxes.iter().map(|one| (one.id.to_string(), format!("{} <{}>", one.name, one.address))).collect();
    let body = html! {
        div.mail-write {
            p.row { a.btn href={ "/files/" (client_id) "/mail" } { "← " (name) } " " (warning(&ask.texts(), &consents, Channel::Email)) }
            @if mailboxes.is_empty() { p.notice { (ask.say("mail-write-no-mailbox")) " " a.link href="/settings/mailboxes" { (ask.say("mailboxes-title")) } } }
            @if !templates.is_empty() {
                form.filters method="get" action={ "/files/" (client_id) "/mail/new" } {
                    @for kept in ["answer", "anew", "document"] { @if !form.value(kept).is_empty() { input type="hidden" name=(kept) value=(form.value(kept)); } }
                    select name="template" aria-label=(ask.say("mail-template")) { @for one in &templates { option value=(one.id) { (one.name) } } }
                    button.btn { (ask.say("mail-template-take")) }
                }
            }
            form.form method="post" action={ "/files/" (client_id) "/mail" } enctype="multipart/form-data" {
                (csrf(ask))
                (form.notice())
                input type="hidden" name="answer" value=(form.value("answer"));
                input type="hidden" name="anew" value=(form.value("anew"));
                (form.select("mailbox", "mail-write-from", &boxes))
                (form.text("to", "mail-write-to")) (form.text("copy", "mail-write-copy")) (form.text("subject", "mail-write-subject"))
                (form.area("text", "mail-write-text", 14, Some("mail-write-text-hint")))
                @if !modules.is_empty() { p.field-hint dir="auto" { @for one in &modules { code { "::" (one.name) } " " } } }
                (going_along(ask, &form, &papers, chosen))
                div.field-pair {
                    (form.input("datetime-local", "when", "mail-write-when", Some("mail-write-when-hint"), "off"))
                    (form.input("date", "remind", "mail-write-remind", Some("mail-write-remind-hint"), "off"))
                }
                div.form-end {
                    button.btn.btn-go name="do" value="send" { (ask.say("mail-write-send")) } " "
                    button.btn name="do" value="look" { (ask.say("mail-write-look")) }
                }
            }
        }
    };
    Ok(sheet(ask, Nav::Clients, ask.say("mail-write"), body))
}

/// What goes with the letter: what was chosen so far, the file's documents, and whatever else is on this machine.
fn going_along(ask: &Ask, form: &Form<'_>, papers: &[Document], chosen: &[Piece]) -> Markup {
    let ticked = pieces::documents(&form.values);
    html! {
        fieldset.mail-pieces {
            legend { (ask.say("mail-attachments")) }
            @for piece in chosen {
                label.check { input type="checkbox" name="piece" value=(piece.id) checked; span dir="auto" { (piece.name) } span.quiet { (frame::size(piece.size)) } }
            }
            @if !papers.is_empty() {
                details open[!ticked.is_empty()] {
                    summary.link { (ask.say("mail-write-documents")) }
                    div.mail-papers { @for paper in papers {
                        label.check {
                            input type="checkbox" name="document" value=(paper.id) checked[ticked.contains(&paper.id)];
                            span dir="auto" { (pieces::document_words(paper)) } span.quiet { (frame::size(paper.version.bytes as i64)) }
                        }
                    } }
                }
            }
            (form.files("file", "mail-write-file"))
        }
    }
}

/// The mailboxes over which the actor sends.
fn sending(tx: &mut Tx<'_>, by: &By) -> Result<Vec<Mailbox>, Failure> {
    let mut all = all_read_by(tx, by.person_id)?;
    all.retain(|mailbox| mailbox.active && mailbox.smtp.is_some());
    all.sort_by_key(|mailbox| mailbox.person_id != by.person_id);
    Ok(all)
}

pub(super) fn write(ask: &mut Ask) -> Answer {
    let client_id: ClientId = ask.path("id")?;
    let by = By::of(ask)?;
    ask.read(|tx| binder::slips::seen_client(tx, &by, client_id))?;
    let anew: Option<LetterId> = ask.form("anew").parse().ok();
    let mut chosen = Vec::new();
    let written = pieces_of(ask, &by, client_id, anew, &mut chosen).and_then(|()| {
        if ask.form("do") != "look" {
            return kept(ask, &by, client_id, anew, &chosen).map(Written::Kept);
        }
        let text = ask.read(|tx| texts::expanded(tx, &by, ask.form("text"), client_id))??;
        Ok(Written::Looked(text))
    });
    let with_text = |text: &str| {
        let fields = ask.form_fields().iter().filter(|(name, _)| name != "text").cloned();
        fields.chain([("text".to_owned(), text.to_owned())]).collect::<Vec<_>>()
    };
    match written {
        Ok(Written::Kept(undo)) => Ok(Reply::see(&format!("/files/{client_id}/mail?did={undo}"))),
        Ok(Written::Looked(text)) => show(ask, client_id, with_text(&text), &chosen, None),
        Err(Failure::Refused(refusal)) => Ok(show(ask, client_id, with_text(ask.form("text")), &chosen, Some(refusal))?.status(422)),
        Err(other) => Err(other),
    }
}

/// What became of the form.
enum Written {
    Kept(UndoId),
    Looked(String),
}

/// What goes with the letter: what was chosen before, and what came with this form, which is kept even if the form is
/// refused. Documents of the file are taken when the letter is kept.
fn pieces_of(ask: &Ask, by: &By, client_id: ClientId, anew: Option<LetterId>, chosen: &mut Vec<Piece>) -> Result<(), Failure> {
    if let Some(anew) = anew {
        ask.read(|tx| held_anew(tx, by, client_id, anew))?;
    }
    *chosen = ask.read(|tx| pieces::chosen(tx, by, client_id, ask.form_fields(), anew))?;
    if !ask.uploads.is_empty() {
        let (_, keep) = crate::keys(&ask.app)?;
        chosen.extend(pieces::keep_uploads(ask, by, &*keep, client_id, chosen)?);
    }
    Ok(())
}

/// A letter that has not gone and that the actor may write anew for that file.
fn held_anew(tx: &mut Tx<'_>, by: &By, client_id: ClientId, id: LetterId) -> Result<Letter, Failure> {
    let letter = letter(tx, id)?;
    read_by(tx, by.person_id, letter.mailbox_id)?;
    if letter.client_id != client_id {
        return Err(Failure::NotFound);
    }
    if letter.is_replaced || !matches!(letter.state.as_str(), "waiting" | "refused" | "stopped") {
        return Err(Failure::form("letter-went-on"));
    }
    Ok(letter)
}

/// Waits for whoever sends it at this moment, and then lets nobody send it until the transaction ends.
fn stay(tx: &mut Tx<'_>, id: LetterId) -> Result<(), Failure> {
    if tx.dialect() == Dialect::Postgres {
        tx.row("SELECT id FROM letter WHERE id = $1 FOR UPDATE", params![id])?;
    }
    Ok(())
}

fn kept(ask: &Ask, by: &By, client_id: ClientId, anew: Option<LetterId>, chosen: &[Piece]) -> Result<UndoId, Failure> {
    let mailbox_id: MailboxId = ask.form("mailbox").parse().map_err(|_| Failure::field("mailbox", "mail-write-no-mailbox"))?;
    let list =
        |field: &'static str| addresses(ask.form(field)).map_err(|odd| Failure::field(field, Message::new("mail-addresses-odd").with("odd", odd)));
    let (to, copy) = (list("to")?, list("copy")?);
    if to.is_empty() {
        return Err(Failure::field("to", "mail-write-to-missing"));
    }
    if to.len() + copy.len() > TO_MAX {
        return Err(Failure::field("to", Message::new("mail-write-to-many").with("max", TO_MAX)));
    }
    // A subject over several lines is refused rather than mended: somebody tries to write a header.
    if ask.form("subject").contains(char::is_control) {
        return Err(Failure::field("subject", "mail-write-subject-odd"));
    }
    let subject = one_line(ask.form("subject"), 400);
    if subject.is_empty() {
        return Err(Failure::field("subject", "mail-write-subject-missing"));
    }
    let (send_at, remind_on) = (when(ask)?, remind(ask)?);
    let answers_id: Option<MailId> = ask.form("answer").parse().ok();
    let message_id = format!("{}@", web::secret::token()?.get(..40).unwrap_or_default());
    let named = pieces::documents(ask.form_fields());
    let papers = match named.is_empty() {
        true => Vec::new(),
        false => pieces::of_documents(ask, by, &*crate::keys(&ask.app)?.1, client_id, &named, chosen)?,
    };
    ask.write(|tx| {
        let standing = binder::slips::hold(tx, by, client_id)?;
        let mailbox = read_by(tx, by.person_id, mailbox_id).ok().filter(|mailbox| mailbox.active && mailbox.smtp.is_some());
        let mailbox = mailbox.ok_or_else(|| Failure::field("mailbox", "mail-write-no-mailbox"))?;
        let text = texts::expanded(tx, by, ask.form("text"), client_id)??;
        if text.trim().is_empty() || text.chars().count() > TEXT_MAX {
            return Err(Failure::field("text", "mail-write-text-missing"));
        }
        if let Some(answered) = answers_id {
            one(tx, by, answered)?;
        }
        let mut recorder = Recorder::default();
        let host = mailbox.address.rsplit('@').next().unwrap_or("localhost");
        let id: LetterId = tx.one(
            "INSERT INTO letter (mailbox_id, person_id, client_id, answers_id, message_id, to_line, copy_line, subject, text, send_at, written_at,
               state, remind_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'stopped', $12) RETURNING id",
            params![
                mailbox.id,
                by.person_id,
                client_id,
                answers_id,
                format!("{message_id}{host}"),
                to.join(", "),
                copy.join(", "),
                &subject,
                &text,
                send_at,
                by.now,
                remind_on
            ],
        )?;
        pieces::attach(tx, by, id, client_id, chosen)?;
        pieces::attach(tx, by, id, client_id, &papers)?;
        if let Some(anew) = anew {
            // Read behind the hold of the file: it may have gone meanwhile, and then both would.
            stay(tx, anew)?;
            held_anew(tx, by, client_id, anew)?;
            recorder.change(tx, Table::Letter, anew.0, &[("state", "stopped".into()), ("instead_id", id.0.into())])?;
        }
        recorder.change(tx, Table::Letter, id.0, &[("state", "waiting".into())])?;
        Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-letter").with("name", standing.name))?)
    })
}

/// When it goes, UTC milliseconds; empty is now, a moment later.
fn when(ask: &Ask) -> Result<i64, Failure> {
    let now = ask.now.as_millisecond();
    if ask.form("when").is_empty() {
        return Ok(now + GRACE_MS);
    }
    let odd = || Failure::field("when", "mail-write-when-odd");
    let local: jiff::civil::DateTime = ask.form("when").parse().map_err(|_| odd())?;
    let at = local.to_zoned(ask.company()?.zone.clone()).map_err(|_| odd())?.timestamp().as_millisecond();
    if at <= now || at > now + AHEAD_MAX_MS { Err(odd()) } else { Ok(at) }
}

/// The day of the reminder.
fn remind(ask: &Ask) -> Result<Option<i64>, Failure> {
    if ask.form("remind").is_empty() {
        return Ok(None);
    }
    let odd = || Failure::field("remind", "mail-write-remind-odd");
    let day: jiff::civil::Date = ask.form("remind").parse().map_err(|_| odd())?;
    if day <= ask.today()? { Err(odd()) } else { Ok(Some(i64::from(domain::place::date_number(day)))) }
}

/// A letter that the actor may stop or send again: of a mailbox that the actor reads, to a file that the actor sees.
fn held(tx: &mut Tx<'_>, by: &By, id: LetterId) -> Result<Letter, Failure> {
    let letter = letter(tx, id)?;
    read_by(tx, by.person_id, letter.mailbox_id)?;
    binder::slips::hold(tx, by, letter.client_id)?;
    // Read again behind the hold: it may have gone meanwhile.
    stay(tx, id)?;
    super::row::letter(tx, id)
}

fn turn(ask: &Ask, from: &[&str], set: Vec<(&'static str, Value)>, label: &'static str) -> Answer {
    let id: LetterId = ask.path("id")?;
    let by = By::of(ask)?;
    let (client_id, undo) = ask.write(|tx| {
        let letter = held(tx, &by, id)?;
        if !from.contains(&letter.state.as_str()) {
            return Err(Failure::form("letter-went-on"));
        }
        let mut recorder = Recorder::default();
        recorder.change(tx, Table::Letter, id.0, &set)?;
        let undo = recorder.finish(tx, by.person_id, by.now, &Message::new(label).with("subject", letter.subject))?;
        Ok::<_, Failure>((letter.client_id, undo))
    })?;
    Ok(Reply::see(&format!("/files/{client_id}/mail?did={undo}")))
}

pub(super) fn stop(ask: &mut Ask) -> Answer {
    turn(ask, &["waiting"], vec![("state", "stopped".into())], "did-letter-stop")
}

pub(super) fn again(ask: &mut Ask) -> Answer {
    let at = ask.now.as_millisecond() + GRACE_MS;
    let set = vec![("state", "waiting".into()), ("send_at", at.into()), ("tries", 0_i64.into()), ("trouble", "".into())];
    turn(ask, &["refused", "stopped", "unsure"], set, "did-letter-again")
}

/// Somebody looked and saw that it went.
pub(super) fn went(ask: &mut Ask) -> Answer {
    let id: LetterId = ask.path("id")?;
    let by = By::of(ask)?;
    let company = ask.company()?.clone();
    let now = ask.now;
    let client_id = ask.write(|tx| {
        let letter = held(tx, &by, id)?;
        if letter.state != "unsure" {
            return Err(Failure::form("letter-went-on"));
        }
        let mailbox = read_by(tx, by.person_id, letter.mailbox_id)?;
        super::send::write_down(tx, &crate::take::by_of(letter.person_id, &company, now), &mailbox, &letter)?;
        Ok::<_, Failure>(letter.client_id)
    })?;
    Ok(Reply::see(&format!("/files/{client_id}/mail")))
}
