//! Templates and text modules of the company.
//!
//! Owns the table `mail_text` and its page. What `::name` becomes is `domain::mail::expand`.

use crate::frame;
use binder::By;
use binder::undo::{Recorder, Table};
use domain::mail::{MODULE_NAME_MAX, expand, is_module_name, one_line};
use domain::{ClientId, MailTextId};
use maud::{Markup, html};
use people::own_settings::{Screen, screen};
use store::{StoreError, Tx, Value, params};
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Message, Refusal, Reply, Who};

/// The longest text, characters.
const TEXT_MAX: usize = 20_000;
/// How many there may be.
const TEXTS_MAX: i64 = 500;

/// A template or a module.
pub(super) struct MailText {
    pub(super) id: MailTextId,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) subject: String,
    pub(super) text: String,
}

pub(super) fn of_kind(tx: &mut Tx<'_>, kind: &str) -> Result<Vec<MailText>, StoreError> {
    let rows = tx.rows("SELECT id, kind, name, subject, text FROM mail_text WHERE active = 1 AND kind = $1 ORDER BY name", params![kind])?;
    rows.iter().map(|row| Ok(MailText { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)?, subject: row.get(3)?, text: row.get(4)? })).collect()
}

/// Puts the names of the client, the person to ask for and the writer in the place of their marks.
fn named(tx: &mut Tx<'_>, by: &By, client_id: ClientId, text: &str) -> Result<String, Failure> {
    let row = tx.row("SELECT name, contact FROM client WHERE id = $1", params![client_id])?.ok_or(Failure::NotFound)?;
    let (client, contact): (String, String) = (row.get(0)?, row.get(1)?);
    let me: String = tx.one("SELECT name FROM person WHERE id = $1", params![by.person_id])?;
    let contact = contact.split(',').next().unwrap_or("").trim();
    let contact = if contact.is_empty() { client.clone() } else { contact.to_owned() };
    // In one pass, so that a name with a mark in it is not looked at again.
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (head, tail) = rest.split_at(at);
        filled.push_str(head);
        let marks = [("{client}", &client), ("{contact}", &contact), ("{me}", &me)];
        match marks.iter().find(|(mark, _)| tail.starts_with(mark)) {
            Some((mark, value)) => {
                filled.push_str(value);
                rest = &tail[mark.len()..];
            }
            None => {
                filled.push('{');
                rest = &tail[1..];
            }
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

/// A template with its names: subject and text.
pub(super) fn filled(tx: &mut Tx<'_>, by: &By, id: MailTextId, client_id: ClientId) -> Result<(String, String), Failure> {
    let template = of_kind(tx, "template")?.into_iter().find(|template| template.id == id).ok_or(Failure::NotFound)?;
    Ok((named(tx, by, client_id, &template.subject)?, named(tx, by, client_id, &template.text)?))
}

/// A text with its modules; the first name under which nothing stands is a refusal.
pub(super) fn expanded(tx: &mut Tx<'_>, by: &By, text: &str, client_id: ClientId) -> Result<Result<String, Refusal>, Failure> {
    let modules = of_kind(tx, "module")?;
    let look = |name: &str| modules.iter().find(|module| module.name == name).map(|module| module.text.clone());
    let done = expand(text, &look);
    if let Some(unknown) = done.unknown.first() {
        return Ok(Err(Refusal { field: "text", message: Message::new("mail-module-unknown").with("name", unknown.as_str()) }));
    }
    if done.text == text { Ok(Ok(text.to_owned())) } else { named(tx, by, client_id, &done.text).map(Ok) }
}

pub(super) fn page(ask: &mut Ask) -> Answer {
    let edited: Option<MailTextId> = ask.query("id").and_then(|id| id.parse().ok());
    show(ask, edited, None)
}

fn show(ask: &Ask, edited: Option<MailTextId>, refusal: Option<Refusal>) -> Answer {
    let may = Who::Head.allows(ask.signed_in.as_ref().map(|actor| actor.role));
    let (templates, modules) = ask.read(|tx| Ok::<_, StoreError>((of_kind(tx, "template")?, of_kind(tx, "module")?)))?;
    let chosen = templates.iter().chain(&modules).find(|one| Some(one.id) == edited);
    let values = match (&refusal, chosen) {
        (Some(_), _) => ask.form_fields().to_vec(),
        (None, Some(one)) => {
            let values = [("kind", &one.kind), ("name", &one.name), ("subject", &one.subject), ("text", &one.text)];
            values.map(|(name, value)| (name.to_owned(), value.clone())).to_vec()
        }
        (None, None) => vec![("kind".to_owned(), "template".to_owned())],
    };
    let mut form = Form::new(ask.texts(), values);
    let status = if refusal.is_some() { 422 } else { 200 };
    form.refusal = refusal;
    let kinds = [("template".to_owned(), ask.say("mail-text-template")), ("module".to_owned(), ask.say("mail-text-module"))];
    let body = html! {
        div.mail-texts {
            (frame::did(ask)?)
            p.page-lead { (ask.say("mail-texts-lead")) }
            (list(ask, "mail-templates", &templates, may, ""))
            (list(ask, "mail-modules", &modules, may, "::"))
            @if may {
                form.form method="post" action={ "/settings/mail-texts" @if let Some(one) = chosen { "/" (one.id) } } {
                    (csrf(ask)) (form.notice())
                    fieldset.fields {
                        legend { (ask.say(if chosen.is_some() { "mail-text-change" } else { "mail-text-add" })) }
                        (form.select("kind", "mail-text-kind", &kinds)) (form.input("text", "name", "mail-text-name", Some("mail-text-name-hint"), "off"))
                        (form.text("subject", "mail-text-subject")) (form.area("text", "mail-text-text", 8, Some("mail-text-text-hint")))
                    }
                    div.form-end { button.btn.btn-go { (ask.say("settings-save")) } @if chosen.is_some() { " " a.btn href="/settings/mail-texts" { (ask.say("cancel")) } } }
                }
            }
        }
    };
    Ok(screen(ask, Screen::MailTexts, body).status(status))
}

fn list(ask: &Ask, title: &str, texts: &[MailText], may: bool, mark: &str) -> Markup {
    html! {
        section.section {
            h2 { (ask.say(title)) }
            @if texts.is_empty() { p.quiet { (ask.say("mail-texts-none")) } }
            @else { ul.rows { @for one in texts { li.row-item {
                div.row-main { strong dir="auto" { (mark) (one.name) } span.row-sub dir="auto" { (one_line(&one.text, 160)) } }
                @if may { span.row-end {
                    a.btn href={ "/settings/mail-texts?id=" (one.id) } { (ask.say("mailbox-change")) }
                    form method="post" action={ "/settings/mail-texts/" (one.id) "/removal" } { (csrf(ask)) button.btn { (ask.say("mail-text-remove")) } }
                } }
            } } } }
        }
    }
}

pub(super) fn add(ask: &mut Ask) -> Answer {
    answer(ask, None)
}

pub(super) fn change(ask: &mut Ask) -> Answer {
    let id = ask.path("id")?;
    answer(ask, Some(id))
}

fn answer(ask: &Ask, id: Option<MailTextId>) -> Answer {
    match saved(ask, id) {
        Ok(undo) => Ok(Reply::see(&format!("/settings/mail-texts?did={undo}"))),
        Err(Failure::Refused(refusal)) => show(ask, id, Some(refusal)),
        Err(other) => Err(other),
    }
}

fn saved(ask: &Ask, id: Option<MailTextId>) -> Result<domain::UndoId, Failure> {
    let kind = Some(ask.form("kind")).filter(|kind| ["template", "module"].contains(kind)).ok_or(Failure::Malformed("kind"))?.to_owned();
    let is_module = kind == "module";
    let name = if is_module { ask.form("name").trim_start_matches(':').to_lowercase() } else { one_line(ask.form("name"), 80) };
    if name.is_empty() || (is_module && !is_module_name(&name)) {
        return Err(Failure::field("name", Message::new("mail-text-name-odd").with("max", MODULE_NAME_MAX)));
    }
    let text = ask.form("text").replace("\r\n", "\n");
    if text.trim().is_empty() || text.chars().count() > TEXT_MAX {
        return Err(Failure::field("text", "mail-text-text-missing"));
    }
    let subject = if is_module { String::new() } else { one_line(ask.form("subject"), 400) };
    let (person, now) = (ask.actor()?.person_id, ask.now.as_millisecond());
    let written = ask.write(|tx| {
        let id = match id {
            Some(id) => tx.row("SELECT id FROM mail_text WHERE id = $1 AND active = 1", params![id])?.ok_or(Failure::NotFound)?.get(0)?,
            None => insert(tx, &kind, &name)?,
        };
        let set: Vec<(&'static str, Value)> = vec![
            ("kind", kind.as_str().into()),
            ("name", name.as_str().into()),
            ("subject", subject.as_str().into()),
            ("text", text.as_str().into()),
            ("active", true.into()),
        ];
        let mut recorder = Recorder::default();
        let MailTextId(row) = id;
        recorder.change(tx, Table::MailText, row, &set)?;
        Ok(recorder.finish(tx, person, now, &Message::new("did-mail-text").with("name", name.as_str()))?)
    });
    match written {
        // The name is given already.
        Err(Failure::Store(error)) if error.is_rule() => Err(Failure::field("name", "mail-text-name-given")),
        other => other,
    }
}

/// Made switched off: switching it on is what can be taken back.
fn insert(tx: &mut Tx<'_>, kind: &str, name: &str) -> Result<MailTextId, Failure> {
    if tx.one::<i64>("SELECT count(*) FROM mail_text WHERE active = 1", &[])? >= TEXTS_MAX {
        return Err(Failure::form(Message::new("mail-too-many").with("max", TEXTS_MAX)));
    }
    Ok(tx.one("INSERT INTO mail_text (kind, name, text, active) VALUES ($1, $2, '', 0) RETURNING id", params![kind, name])?)
}

pub(super) fn remove(ask: &mut Ask) -> Answer {
    let id: MailTextId = ask.path("id")?;
    let (person, now) = (ask.actor()?.person_id, ask.now.as_millisecond());
    let undo = ask.write(|tx| {
        let row = tx.row("SELECT name FROM mail_text WHERE id = $1 AND active = 1", params![id])?.ok_or(Failure::NotFound)?;
        let mut recorder = Recorder::default();
        recorder.change(tx, Table::MailText, id.0, &[("active", false.into())])?;
        Ok::<_, Failure>(recorder.finish(tx, person, now, &Message::new("did-mail-text-remove").with("name", row.get::<String>(0)?))?)
    })?;
    Ok(Reply::see(&format!("/settings/mail-texts?did={undo}")))
}
