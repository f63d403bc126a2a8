//! `/files/{id}/forms`: what was filled into a file, and filling any form at any time.

use super::controls::{Shown, controls};
use super::sent;
use crate::open_file::view::moment;
use binder::By;
use domain::own_form::FieldKind;
use domain::{ClientId, FormId};
use files::own_forms::{FilledIn, OwnForm, check, fill, form, forms};
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::params;
use web::form::Form;
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, Visible};

/// Filled forms shown at once, newest first.
const FILLED_SHOWN: u32 = 100;

pub(super) fn page(ask: &mut Ask) -> Answer {
    let form = ask.query("form").and_then(|id| id.parse().ok()).map(FormId);
    show(ask, form, None)
}

fn show(ask: &Ask, chosen: Option<FormId>, refusal: Option<Refusal>) -> Answer {
    let by = By::of(ask)?;
    let client_id: ClientId = ask.path("id")?;
    let (name, filled, all) = ask.read(|tx| {
        let filled = FilledIn::of(tx, &by, client_id, FILLED_SHOWN)?;
        let name: String = tx.one("SELECT name FROM client WHERE id = $1", params![client_id])?;
        let all: Vec<OwnForm> = forms(tx)?.into_iter().filter(|form| !form.is_retired).collect();
        Ok::<_, Failure>((name, filled, all))
    })?;
    let texts = ask.texts();
    let chosen = match chosen {
        Some(id) => Some(all.iter().find(|form| form.id == id).ok_or(Failure::NotFound)?),
        None => None,
    };
    let blank = chosen.map(|form| blank(ask, &by, client_id, form, refusal)).transpose()?;
    let body = html! {
        div.page-narrow {
            (files::tabs_of_page(ask, client_id, files::Tab::Forms))
            @if let Some(blank) = blank { (blank) }
            @if all.is_empty() { p.quiet { (texts.say("forms-none-here")) } }
            @else {
                h2 { (texts.say("forms-fill")) }
                ul.rows { @for form in &all {
                    li.row-item { div.row-main { a href={ "/files/" (client_id) "/forms?form=" (form.id) } dir="auto" { (form.names.say(texts.language)) } } }
                } }
            }
            section.section {
                h2 { (texts.say("forms-filled")) }
                @if filled.is_empty() { p.quiet { (texts.say("forms-nothing-filled")) } }
                @for one in &filled { (answered(ask, &by, one)) }
            }
        }
    };
    Ok(sheet(ask, Nav::Clients, format!("{} · {}", name, texts.say("forms-title")), body))
}

fn answered(ask: &Ask, by: &By, filled: &FilledIn) -> Markup {
    let texts = ask.texts();
    let (yes, no) = (texts.say("form-yes"), texts.say("form-no"));
    html! {
        article.entry {
            time { (moment(ask, filled.at, by.today)) }
            div {
                h3.entry-head { span dir="auto" { (filled.names.say(texts.language)) } " " span { (filled.person) } }
                dl.facts {
                    @for field in &filled.fields {
                        @if let Some(answer) = filled.answers.get(&field.key) {
                            dt dir="auto" { (field.label.say(texts.language)) }
                            dd.entry-text dir="auto" { (answer.say(field, texts.language, (&yes, &no))) }
                        }
                    }
                }
            }
        }
    }
}

fn blank(ask: &Ask, by: &By, client_id: ClientId, form: &OwnForm, refusal: Option<Refusal>) -> Result<Markup, Failure> {
    let texts = ask.texts();
    let sent = sent(form, ask.form_fields());
    let chooses = form.fields.iter().any(|field| field.kind == FieldKind::Person);
    let (wrong, colleagues) = ask.read(|tx| {
        let wrong = if refusal.is_some() { check(tx, by, form, &sent)?.err().unwrap_or_default() } else { BTreeMap::new() };
        let colleagues = if chooses { people::people(tx, Visible::All)? } else { Vec::new() };
        Ok::<_, Failure>((wrong, colleagues))
    })?;
    let mut notice = Form::new(ask.texts(), Vec::new());
    notice.refusal = refusal.map(|refusal| Refusal { field: "", ..refusal });
    let shown = Shown { form, sent, wrong, colleagues: &colleagues };
    Ok(html! {
        form.form.own-form-sheet method="post" action={ "/files/" (client_id) "/forms" } {
            (csrf(ask))
            h2 dir="auto" { (form.names.say(texts.language)) }
            (notice.notice())
            input type="hidden" name="form" value=(form.id);
            (controls(&texts, &shown))
            div.form-end { button.btn.btn-go { (texts.say("form-fill-in")) } a.btn href={ "/files/" (client_id) "/forms" } { (texts.say("cancel")) } }
        }
    })
}

pub(super) fn fill_in(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id: ClientId = ask.path("id")?;
    let form_id = FormId(ask.parsed("form")?);
    let texts = ask.texts();
    let (yes, no) = (texts.say("form-yes"), texts.say("form-no"));
    let language = ask.language();
    let filled = ask.write(|tx| {
        let form = form(tx, form_id)?;
        fill(tx, &by, client_id, &sent(&form, ask.form_fields()), language, (&yes, &no))
    });
    match filled {
        Ok(undo) => Ok(Reply::see(&format!("/files/{client_id}?did={undo}"))),
        Err(Failure::Refused(refusal)) => Ok(show(ask, Some(form_id), Some(refusal))?.status(422)),
        Err(other) => Err(other),
    }
}
