//! `GET /settings/mailboxes`: which there are, and what is true of each now. And the form of one.
//!
//! Owns how it is shown. Says what was not taken, and why.

use super::row::{Mailbox, Sight, all_read_by, sealing_word};
use super::save::{is_admin, own};
use super::state::{State, Untaken, state, untaken};
use crate::frame;
use domain::MailboxId;
use maud::{Markup, html};
use people::own_settings::{Screen, screen};
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Message, Refusal};

/// A mailbox read longer ago than this is late, milliseconds.
const LATE_MS: i64 = 10 * 60 * 1000;

pub(super) fn list(ask: &mut Ask) -> Answer {
    let (person, is_admin) = (ask.actor()?.person_id, is_admin(ask));
    let all = ask.read(|tx| {
        let mailboxes = if is_admin { super::row::all(tx)? } else { all_read_by(tx, person)? };
        let with = mailboxes.into_iter().map(|mailbox| Ok((state(tx, mailbox.id)?, untaken(tx, mailbox.id)?, mailbox)));
        with.collect::<Result<Vec<(State, Vec<Untaken>, Mailbox)>, Failure>>()
    })?;
    let body = html! {
        div.mail-settings {
            (frame::did(ask)?)
            p.page-lead { (ask.say("mailboxes-lead")) }
            p.row { a.btn.btn-go href="/settings/mailboxes/new" { (ask.say("mailbox-add")) } " " a.btn href="/mail/tray" { (ask.say("mail-tray")) } }
            @if crate::folder(&ask.app).is_none() { p.notice.notice-bad { (ask.say("mail-no-folder")) } }
            @if all.is_empty() { p.quiet { (ask.say("mailboxes-none")) } }
            @for (state, untaken, mailbox) in &all { (one(ask, mailbox, state, untaken, is_admin || mailbox.person_id == person)) }
        }
    };
    Ok(screen(ask, Screen::Mailboxes, body))
}

fn one(ask: &Ask, mailbox: &Mailbox, state: &State, untaken: &[Untaken], is_own: bool) -> Markup {
    let at = format!("/settings/mailboxes/{}", mailbox.id);
    html! {
        section.section.mailbox aria-labelledby={ "mailbox-" (mailbox.id) } {
            h2 #{ "mailbox-" (mailbox.id) } dir="auto" { (mailbox.name) " " small { (mailbox.address) " · " (ask.say(sight_key(mailbox.sight))) } }
            (truth(ask, mailbox, state))
            p.quiet { (ask.message(&counts(state))) }
            @if state.uncopied > 0 { p.notice { (ask.message(&Message::new("mailbox-uncopied").with("count", state.uncopied))) } }
            div.row {
                @if mailbox.active { (button(ask, &format!("{at}/look"), "mailbox-look", None)) }
                @if is_own {
                    a.btn href=(at) { (ask.say("mailbox-change")) } " "
                    @if mailbox.active { (button(ask, &format!("{at}/turn"), "mailbox-off", Some("0"))) } @else { (button(ask, &format!("{at}/turn"), "mailbox-on", Some("1"))) }
                }
            }
            @if !untaken.is_empty() {
                h3.heading-small { (ask.say("mail-untaken")) }
                ul.rows { @for one in untaken { (untaken_row(ask, &at, one)) } }
            }
        }
    }
}

fn counts(state: &State) -> Message {
    Message::new("mailbox-counts").with("filed", state.filed).with("tray", state.tray).with("never", state.never).with("nowhere", state.nowhere)
}

/// What is true of it now.
fn truth(ask: &Ask, mailbox: &Mailbox, state: &State) -> Markup {
    let read = state.read_at.map(|at| frame::moment(ask, at));
    let now = ask.now.as_millisecond();
    let read_line = match &read {
        Some(when) => ask.message(&Message::new("mailbox-read-at").with("when", when.as_str())),
        None => ask.say("mailbox-read-never"),
    };
    let waiting = (state.waiting > 0).then(|| ask.message(&Message::new("mailbox-waiting").with("count", state.waiting)));
    html! {
        @if !mailbox.active { p.notice { (ask.say("mailbox-is-off")) " " (read_line) } }
        @else if !state.has_person { p.notice.notice-bad { (ask.say("mailbox-person-left")) " " (read_line) } }
        @else if !state.trouble.is_empty() {
            div.notice.notice-bad role="status" {
                p { (ask.say(trouble_key(&state.trouble))) }
                p { (ask.message(&Message::new("mailbox-trouble-since").with("when", frame::moment(ask, state.trouble_since.unwrap_or(now))))) " " (read_line) }
                @if let Some(waiting) = waiting { p { (waiting) } }
            }
        } @else {
            @let late = state.read_at.is_some_and(|at| now - at > LATE_MS);
            p.notice.notice-good[!late && state.waiting == 0 && read.is_some()] role="status" {
                (read_line)
                @if late { " " (ask.message(&Message::new("mailbox-late").with("minutes", state.read_at.map_or(0, |at| (now - at) / 60_000)))) }
                @if let Some(waiting) = waiting { " " (waiting) }
            }
        }
    }
}

fn untaken_row(ask: &Ask, at: &str, one: &Untaken) -> Markup {
    html! {
        li.row-item {
            div.row-main {
                strong { (ask.say(untaken_key(&one.why))) }
                span.quiet dir="auto" { (ask.message(&Message::new("mail-untaken-where").with("folder", one.folder.as_str()).with("number", one.uid.to_string()))) }
                span.quiet { (frame::moment(ask, one.at)) @if one.size > 0 { " · " (frame::size(one.size)) } }
            }
            span.row-end {
                @if one.again { span.quiet { (ask.say("mail-untaken-waits")) } }
                @else { (button(ask, &format!("{at}/untaken/{}/again", one.id), "mail-untaken-again", None)) }
            }
        }
    }
}

fn button(ask: &Ask, action: &str, key: &str, on: Option<&str>) -> Markup {
    html! {
        form method="post" action=(action) {
            (csrf(ask))
            @if let Some(on) = on { input type="hidden" name="on" value=(on); }
            button.btn { (ask.say(key)) }
        }
    }
}

/// The message of who reads.
pub(crate) fn sight_key(sight: Sight) -> &'static str {
    match sight {
        Sight::Own => "mail-sight-own",
        Sight::Team => "mail-sight-team",
        Sight::All => "mail-sight-all",
    }
}

/// The stored message of a trouble, if it is one that is known.
fn trouble_key(stored: &str) -> &'static str {
    const KEYS: [&str; 8] = [
        "mail-trouble-no-answer",
        "mail-trouble-no-seal",
        "mail-trouble-sign-in",
        "mail-trouble-no-folder",
        "mail-trouble-key",
        "mail-trouble-broken",
        "mail-trouble-disk",
        "mail-trouble-store",
    ];
    KEYS.into_iter().find(|key| *key == stored).unwrap_or("mail-trouble-broken")
}

/// The stored message of why one was not taken.
fn untaken_key(stored: &str) -> &'static str {
    const KEYS: [&str; 7] = [
        "mail-untaken-lost",
        "mail-untaken-gone",
        "mail-untaken-denied",
        "mail-untaken-answer",
        "mail-untaken-no-header",
        "mail-untaken-no-sender",
        "mail-untaken-broken",
    ];
    KEYS.into_iter().find(|key| *key == stored).unwrap_or("mail-untaken-broken")
}

pub(super) fn new(ask: &mut Ask) -> Answer {
    let email: String = {
        let person = ask.actor()?.person_id;
        ask.read(|tx| tx.one("SELECT email FROM person WHERE id = $1", store::params![person]))?
    };
    let values = [
        ("address", email.as_str()),
        ("sight", "own"),
        ("imap_port", "993"),
        ("imap_sealing", "tls"),
        ("smtp_port", "587"),
        ("smtp_sealing", "starttls"),
        ("folder", "INBOX"),
        ("days", "30"),
    ];
    show(ask, None, values.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(), None)
}

pub(super) fn edit(ask: &mut Ask) -> Answer {
    let id: MailboxId = ask.path("id")?;
    let (person, is_admin) = (ask.actor()?.person_id, is_admin(ask));
    let mailbox = ask.read(|tx| own(tx, person, is_admin, id))?;
    let since = domain::place::date_from_number(i32::try_from(mailbox.since).unwrap_or(0)).unwrap_or(ask.today()?);
    let days = (ask.today()? - since).get_days().max(0).to_string();
    let smtp = mailbox.smtp.clone();
    let values = [
        ("name", mailbox.name.clone()),
        ("address", mailbox.address.clone()),
        ("also", mailbox.also.clone()),
        ("sight", mailbox.sight.as_str().to_owned()),
        ("imap_host", mailbox.imap.host.clone()),
        ("imap_port", mailbox.imap.port.to_string()),
        ("imap_sealing", sealing_word(mailbox.imap.sealing).to_owned()),
        ("smtp_host", smtp.as_ref().map(|smtp| smtp.host.clone()).unwrap_or_default()),
        ("smtp_port", smtp.as_ref().map_or(587, |smtp| smtp.port).to_string()),
        ("smtp_sealing", smtp.as_ref().map_or("starttls", |smtp| sealing_word(smtp.sealing)).to_owned()),
        ("sign_in_as", mailbox.sign_in_as.clone()),
        ("folder", mailbox.folder.clone()),
        ("sent_folder", mailbox.sent_folder.clone()),
        ("days", days),
    ];
    show(ask, Some(id), values.map(|(name, value)| (name.to_owned(), value)).to_vec(), None)
}

/// The form with what was typed and what is wrong with it. The password is not shown again.
pub(super) fn again(ask: &Ask, id: Option<MailboxId>, refusal: Refusal) -> Answer {
    Ok(show(ask, id, ask.form_fields().to_vec(), Some(refusal))?.status(422))
}

fn show(ask: &Ask, id: Option<MailboxId>, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Answer {
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let action = id.map_or("/settings/mailboxes".to_owned(), |id| format!("/settings/mailboxes/{id}"));
    let sights: Vec<(String, String)> = Sight::ALL.iter().map(|sight| (sight.as_str().to_owned(), ask.say(sight_key(*sight)))).collect();
    let mut sealings = vec![("tls".to_owned(), ask.say("mail-sealing-tls")), ("starttls".to_owned(), ask.say("mail-sealing-starttls"))];
    if is_admin(ask) {
        sealings.push(("none".to_owned(), ask.say("mail-sealing-none")));
    }
    let body = html! {
        form.form.mail-settings method="post" action=(action) autocomplete="off" {
            (csrf(ask))
            (form.notice())
            fieldset.fields {
                legend { (ask.say("mailbox-whose")) }
                (form.input("email", "address", "mail-address", None, "off"))
                (form.text("name", "mailbox-name"))
                (form.input("text", "also", "mail-also", Some("mail-also-hint"), "off"))
                (form.select("sight", "mail-sight", &sights))
                p.field-hint { (ask.say("mail-sight-hint")) }
            }
            fieldset.fields {
                legend { (ask.say("mailbox-incoming")) }
                (server(&form, ("imap_host", "imap_port", "imap_sealing"), &sealings))
                (form.text("sign_in_as", "mail-sign-in-as"))
                (form.input("password", "password", "mail-password", Some(if id.is_some() { "mail-password-kept" } else { "mail-password-hint" }), "new-password"))
                div.field-pair { (form.text("folder", "mail-folder")) (form.input("text", "sent_folder", "mail-sent-folder", Some("mail-sent-folder-hint"), "off")) }
                (form.input("number", "days", "mail-days", Some("mail-days-hint"), "off"))
            }
            fieldset.fields {
                legend { (ask.say("mailbox-outgoing")) }
                p.field-hint { (ask.say("mailbox-outgoing-hint")) }
                (server(&form, ("smtp_host", "smtp_port", "smtp_sealing"), &sealings))
            }
            div.form-end { button.btn.btn-go type="submit" { (ask.say("settings-save")) } " " a.btn href="/settings/mailboxes" { (ask.say("cancel")) } }
        }
    };
    Ok(screen(ask, Screen::Mailboxes, body))
}

fn server(form: &Form<'_>, (host, port, seal): (&str, &str, &str), sealings: &[(String, String)]) -> Markup {
    html! {
        (form.text(host, "mail-host"))
        div.field-pair { (form.input("number", port, "mail-port", None, "off")) (form.select(seal, "mail-sealing", sealings)) }
    }
}
