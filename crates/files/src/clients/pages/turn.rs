//! `GET/POST /files/{id}/close` and `/reopen`: the ways out of the binder and back (decision 1).

use super::{date_field, error_of, to_file, typed};
use crate::clients::{ClientCard, card, close_reason_label, slip_kind_label};
use binder::By;
use binder::filing::{FilingForm, file_under};
use domain::filing::{CloseReason, Next};
use domain::natural_date::write_short;
use domain::own_field::Needed;
use domain::{ClientId, Place, SlipKind};
use maud::{Markup, html};
use web::form::Form;
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, layout};

/// Shows the form that closes a file.
pub fn show_close(ask: &mut Ask) -> Answer {
    close_page(ask, Vec::new(), None)
}

/// Closes a file, or shows the form again.
pub fn close(ask: &mut Ask) -> Answer {
    match closed(ask) {
        Err(Failure::Refused(refusal)) => close_page(ask, ask.form_fields().to_vec(), Some(refusal)).map(|reply| reply.status(422)),
        answer => answer,
    }
}

fn closed(ask: &Ask) -> Result<Reply, Failure> {
    let reason = CloseReason::parse(ask.form("reason")).ok_or_else(|| Failure::field("reason", "close-reason-missing"))?;
    turned(ask, Next::Close { reason }, String::new(), typed::line("note", ask.form("note"), typed::LINE_MAX)?)
}

/// Shows the form that brings a closed file back.
pub fn show_reopen(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let day = by.calendar.next_working_after(by.today);
    let values = vec![
        ("next".to_owned(), write_short(Place::Day(day), by.today, ask.language())),
        ("slip_kind".to_owned(), SlipKind::Call.as_str().to_owned()),
    ];
    reopen_page(ask, values, None)
}

/// Brings a closed file back under a date, or shows the form again.
pub fn reopen(ask: &mut Ask) -> Answer {
    match reopened(ask) {
        Err(Failure::Refused(refusal)) => reopen_page(ask, ask.form_fields().to_vec(), Some(refusal)).map(|reply| reply.status(422)),
        answer => answer,
    }
}

fn reopened(ask: &Ask) -> Result<Reply, Failure> {
    let by = By::of(ask)?;
    let stored = read_card(ask, &by)?;
    // An active file has its place already; reopening it would quietly move it.
    if stored.closed.is_none() {
        return Err(Failure::form("reopen-not-closed"));
    }
    let date = typed::next(ask.form("next"), by.today, ask.language())?;
    let kind = match ask.form("slip_kind") {
        "" => SlipKind::Call,
        kind => SlipKind::parse(kind).ok_or(Failure::Malformed("slip_kind"))?,
    };
    let next = Next::At { place: date.place, minute: date.minute, agreed: ask.has("agreed") || date.minute.is_some(), kind };
    let line = typed::line("line", ask.form("line"), binder::slips::LINE_MAX)?;
    turned(ask, next, line, typed::line("note", ask.form("note"), typed::LINE_MAX)?)
}

fn turned(ask: &Ask, next: Next, line: String, reason: String) -> Result<Reply, Failure> {
    let by = By::of(ask)?;
    let client_id = ClientId(ask.path("id")?);
    let form = FilingForm { client_id, slip_id: None, entry: None, next, line, reason, language: ask.language() };
    let filed = ask.write(|tx| {
        if matches!(form.next, Next::Close { .. }) {
            binder::slips::seen_client(tx, &by, client_id)?;
            crate::own_fields::full(ask, tx, client_id, Needed::Closing)?;
        }
        file_under(tx, &by, &form)
    })?;
    Ok(to_file(client_id, Some(filed.undo_id)))
}

fn read_card(ask: &Ask, by: &By) -> Result<ClientCard, Failure> {
    let id = ClientId(ask.path("id")?);
    ask.read(|tx| card(tx, by, id))?.ok_or(Failure::NotFound)
}

fn close_page(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Answer {
    let stored = read_card(ask, &By::of(ask)?)?;
    let texts = ask.texts();
    let mut form = Form::new(texts, values);
    form.refusal = refusal;
    let fields = html! {
        fieldset.fields {
            legend { (texts.say("close-why")) }
            div.choices {
                @for reason in CloseReason::ALL {
                    label.choice {
                        input type="radio" name="reason" value=(reason.as_str()) checked[form.value("reason") == reason.as_str()] required;
                        strong { (texts.say(close_reason_label(*reason))) }
                    }
                }
            }
            @if let Some(error) = error_of(&form, "reason") { p.field-error id="e-reason" role="alert" { (error) } }
            (form.text("note", "close-note"))
        }
    };
    Ok(framed(ask, &stored, "close", "close-title", &form, fields))
}

fn reopen_page(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Answer {
    let stored = read_card(ask, &By::of(ask)?)?;
    let texts = ask.texts();
    let mut form = Form::new(texts, values);
    form.refusal = refusal;
    let kinds: Vec<(String, String)> = SlipKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), texts.say(slip_kind_label(*kind)))).collect();
    let fields = html! {
        @if let Some(closed) = stored.closed.as_ref().filter(|closed| closed.reason == CloseReason::DoNotContact) {
            p.notice.notice-warn { (texts.say(close_reason_label(closed.reason))) @if !closed.note.is_empty() { ": " (closed.note) } }
        }
        fieldset.fields {
            (date_field(&form))
            div.field-pair { (form.select("slip_kind", "client-by", &kinds)) (form.text("line", "client-about")) }
            (form.check("agreed", "client-agreed"))
            (form.text("note", "reopen-note"))
        }
    };
    Ok(framed(ask, &stored, "reopen", "reopen-title", &form, fields))
}

fn framed(ask: &Ask, stored: &ClientCard, verb: &str, title: &str, form: &Form<'_>, fields: Markup) -> Reply {
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            form.form method="post" action={ "/files/" (stored.id.0) "/" (verb) } {
                (layout::csrf(ask))
                h2 dir="auto" { (stored.name) }
                (form.notice())
                (fields)
                div.form-end {
                    button.btn.btn-go { (texts.say(title)) }
                    a.btn href={ "/files/" (stored.id.0) } data-key="Escape" { (texts.say("client-cancel")) }
                }
            }
        }
    };
    layout::sheet(ask, Nav::Clients, texts.say(title), body)
}
