//! `/forms`: the head composes a form, sees it as it will be filled, retires it, takes its answers out.

use super::controls::{Shown, controls};
use super::{due_key, sent};
use crate::frame::did;
use binder::By;
use domain::own_form::{Due, FIELDS_MAX, Field, FieldKind, Names};
use domain::{FormId, Language, Outcome};
use files::own_fields::kind_key;
use files::own_forms::{Composed, OwnForm, form, forms, retire, save, write_answers};
use maud::{Markup, html};
use people::own_settings::{Screen, screen};
use std::collections::BTreeMap;
use web::audit::{Kind, differing};
use web::form::Form;
use web::layout::{csrf, language_name};
use web::{Answer, Ask, Failure, Reply, Texts};

/// Empty fields at the end of a form being composed: saving brings new ones.
const SPARE: usize = 3;

pub(super) fn list(ask: &mut Ask) -> Answer {
    let texts = ask.texts();
    let all = ask.read(forms)?;
    let body = html! {
        div {
            (did(ask, false)?)
            p.page-lead { (texts.say("forms-lead")) }
            p.row { a.btn.btn-go href="/forms/new" { (texts.say("form-new")) } " " a.btn href="/forms/missing" { (texts.say("forms-missing-title")) } }
            @if all.is_empty() { p.quiet { (texts.say("forms-none")) } }
            ul.rows { @for form in &all {
                li.row-item {
                    div.row-main {
                        a href={ "/forms/" (form.id) } dir="auto" { (form.names.say(texts.language)) }
                        span.row-sub { (when(&texts, form.due)) @if form.is_retired { " · " (texts.say("form-is-retired")) } }
                    }
                    span.row-end { a.btn href={ "/forms/" (form.id) "/answers.csv" } download { (texts.say("form-answers")) } }
                }
            } }
        }
    };
    Ok(screen(ask, Screen::Forms, body))
}

fn when(texts: &Texts<'_>, due: Due) -> String {
    let said = texts.say(due_key(due));
    match due {
        Due::Outcome(outcome) => format!("{said} {}", texts.say(crate::open_file::view::outcome_key(outcome))),
        Due::Months(months) => texts.with("form-every-months", &[("months", i64::from(months).into())]),
        Due::Any | Due::FirstCall | Due::Closing => said,
    }
}

pub(super) fn new(ask: &mut Ask) -> Answer {
    composer(ask, None, &Form::new(ask.texts(), Vec::new()))
}

pub(super) fn one(ask: &mut Ask) -> Answer {
    let id = FormId(ask.path("id")?);
    let known = ask.read(|tx| form(tx, id))?;
    let stored = Form::new(ask.texts(), values(&known));
    composer(ask, Some(&known), &stored)
}

/// What stands in the composer for a form as it is.
fn values(form: &OwnForm) -> Vec<(String, String)> {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut values = vec![pair("due", form.due.as_str().to_owned()), pair("position", form.position.to_string())];
    match form.due {
        Due::Outcome(outcome) => values.push(pair("due-outcome", outcome.as_str().to_owned())),
        Due::Months(months) => values.push(pair("due-months", months.to_string())),
        Due::Any | Due::FirstCall | Due::Closing => {}
    }
    for language in Language::ALL {
        values.push(pair(&format!("name-{}", language.as_str()), form.names.exact(*language).to_owned()));
    }
    for (at, field) in form.fields.iter().enumerate() {
        values.push((format!("key-{at}"), field.key.to_string()));
        values.push((format!("position-{at}"), (10 * (at + 1)).to_string()));
        values.push((format!("kind-{at}"), field.kind.as_str().to_owned()));
        values.push((format!("help-{at}"), field.help.to_line()));
        let options: Vec<String> = field.options.iter().map(Names::to_line).collect();
        values.push((format!("options-{at}"), options.join("\n")));
        if field.required {
            values.push((format!("required-{at}"), "1".to_owned()));
        }
        for language in Language::ALL {
            values.push((format!("label-{}-{at}", language.as_str()), field.label.exact(*language).to_owned()));
        }
    }
    values.push(pair("count", form.fields.len().to_string()));
    values
}

fn composer(ask: &Ask, known: Option<&OwnForm>, typed: &Form<'_>) -> Answer {
    let texts = ask.texts();
    let action = known.map_or("/forms/new".to_owned(), |form| format!("/forms/{}", form.id));
    let count = typed.value("count").parse().unwrap_or(0_usize).min(FIELDS_MAX);
    let shown = if typed.refusal.is_some() { count } else { (count + SPARE).min(FIELDS_MAX) };
    let error = typed.refusal.as_ref().map(|refusal| texts.message(&refusal.message));
    let body = html! {
        div {
            (did(ask, false)?)
            p { a.btn.back href="/forms" { "← " (texts.say("forms-title")) } }
            @if let Some(error) = error { div.notice.notice-bad role="alert" { p { (error) } } }
            form.form.composer method="post" action=(action) {
                (csrf(ask))
                input type="hidden" name="count" value=(shown);
                fieldset.composer-names { legend { (texts.say("form-name")) }
                    @for language in Language::ALL { (in_language(typed, "name", *language, None)) }
                }
                (due_fields(&texts, typed))
                h2 { (texts.say("form-fields")) }
                p.field-hint { (texts.say("form-fields-hint")) }
                @for at in 0..shown { (field_row(&texts, typed, at)) }
                div.form-end { button.btn.btn-go { (texts.say("form-save")) } }
            }
            @if let Some(form) = known { (preview(ask, form)) }
        }
    };
    Ok(screen(ask, Screen::Forms, body))
}

fn in_language(typed: &Form<'_>, what: &str, language: Language, at: Option<usize>) -> Markup {
    let name = at.map_or_else(|| format!("{what}-{}", language.as_str()), |at| format!("{what}-{}-{at}", language.as_str()));
    html! {
        div.field {
            label for={ "f-" (name) } { (language_name(language)) }
            input id={ "f-" (name) } type="text" name=(name) value=(typed.value(&name)) maxlength="120" lang=(language.as_str()) autocomplete="off";
        }
    }
}

fn due_fields(texts: &Texts<'_>, typed: &Form<'_>) -> Markup {
    let dues = [Due::Any, Due::FirstCall, Due::Outcome(Outcome::Reached), Due::Closing, Due::Months(1)];
    let months = typed.value("due-months");
    html! {
        div.form-row {
            div.field { label for="f-due" { (texts.say("form-due")) }
                select #f-due name="due" { @for due in dues { option value=(due.as_str()) selected[typed.value("due") == due.as_str()] { (texts.say(due_key(due))) } } } }
            div.field { label for="f-due-outcome" { (texts.say("form-due-which")) }
                select #f-due-outcome name="due-outcome" { @for outcome in Outcome::ALL {
                    option value=(outcome.as_str()) selected[typed.value("due-outcome") == outcome.as_str()] { (texts.say(crate::open_file::view::outcome_key(*outcome))) } } } }
            div.field { label for="f-due-months" { (texts.say("form-due-how-often")) }
                input #f-due-months type="number" name="due-months" min="1" max="60" value=(months); }
            div.field { label for="f-position" { (texts.say("form-position")) }
                input #f-position type="number" name="position" value=(typed.value("position")); }
        }
    }
}

fn field_row(texts: &Texts<'_>, typed: &Form<'_>, at: usize) -> Markup {
    let value = |what: &str| typed.value(&format!("{what}-{at}")).to_owned();
    let (position, kind) = (value("position"), value("kind"));
    let position = if position.is_empty() { (10 * (at + 1)).to_string() } else { position };
    html! {
        fieldset.composer-field {
            legend { (texts.with("form-field-number", &[("number", (at as i64 + 1).into())])) }
            input type="hidden" name={ "key-" (at) } value=(value("key"));
            div.composer-labels { @for language in Language::ALL { (in_language(typed, "label", *language, Some(at))) } }
            div.form-row {
                div.field { label for={ "f-kind-" (at) } { (texts.say("form-kind")) }
                    select id={ "f-kind-" (at) } name={ "kind-" (at) } { @for (one, word) in FieldKind::ALL { option value=(word) selected[kind == word] { (texts.say(kind_key(one))) } } } }
                div.field { label for={ "f-position-" (at) } { (texts.say("form-position")) }
                    input id={ "f-position-" (at) } type="number" name={ "position-" (at) } value=(position); }
                label.check { input type="checkbox" name={ "required-" (at) } value="1" checked[!value("required").is_empty()]; (texts.say("form-required")) }
            }
            div.field { label for={ "f-help-" (at) } { (texts.say("form-help")) }
                input id={ "f-help-" (at) } type="text" name={ "help-" (at) } value=(value("help")) maxlength="1200" autocomplete="off"; }
            div.field { label for={ "f-options-" (at) } { (texts.say("form-options")) }
                textarea id={ "f-options-" (at) } name={ "options-" (at) } rows="2" maxlength="20000" { (value("options")) } }
        }
    }
}

fn preview(ask: &Ask, form: &OwnForm) -> Markup {
    let texts = ask.texts();
    let shown = Shown { form, sent: sent(form, &[]), wrong: BTreeMap::new(), colleagues: &[] };
    html! {
        section.section {
            h2 { (texts.say("form-preview")) }
            fieldset.own-form disabled { legend dir="auto" { (form.names.say(texts.language)) } (controls(&texts, &shown)) }
            form method="post" action={ "/forms/" (form.id) "/retire" } {
                (csrf(ask))
                @if form.is_retired { button.btn name="back" value="1" { (texts.say("form-bring-back")) } }
                @else { button.btn { (texts.say("form-retire")) } }
            }
        }
    }
}

pub(super) fn make(ask: &mut Ask) -> Answer {
    write(ask, None)
}

pub(super) fn change(ask: &mut Ask) -> Answer {
    let id = FormId(ask.path("id")?);
    write(ask, Some(id))
}

fn write(ask: &Ask, id: Option<FormId>) -> Answer {
    let by = By::of(ask)?;
    match composed(ask).and_then(|composed| {
        let name = composed.names.say(ask.language()).to_owned();
        let fields = composed.fields.len();
        ask.write(|tx| {
            let before = id.map(|id| form(tx, id)).transpose()?.map(|form| form.fields.len().to_string()).unwrap_or_default();
            let saved = save(tx, &by, id, composed, ask.language())?;
            let changes = differing(&[("fields", before, fields.to_string())]);
            ask.audit(tx, Kind::FormChanged, &name, &changes)?;
            Ok(saved)
        })
    }) {
        Ok((id, undo)) => Ok(Reply::see(&format!("/forms/{id}?did={undo}"))),
        Err(Failure::Refused(refusal)) => {
            let known = id.map(|id| ask.read(|tx| form(tx, id))).transpose()?;
            let mut typed = Form::new(ask.texts(), ask.form_fields().to_vec());
            typed.refusal = Some(refusal);
            Ok(composer(ask, known.as_ref(), &typed)?.status(422))
        }
        Err(other) => Err(other),
    }
}

fn composed(ask: &Ask) -> Result<Composed, Failure> {
    let due = Due::parse(ask.form("due"), Outcome::parse(ask.form("due-outcome")), ask.form("due-months").parse().ok())
        .ok_or_else(|| Failure::field("due", "form-due-wrong"))?;
    // One more than may stand, so that too many are refused and not cut off.
    let count = ask.form("count").parse().unwrap_or(0_usize).min(FIELDS_MAX + 1);
    let values: BTreeMap<&str, &str> = ask.form_fields().iter().rev().map(|(name, value)| (name.as_str(), value.trim())).collect();
    let value = |name: String| values.get(name.as_str()).copied().unwrap_or("");
    let names = |what: &str, at: &str| Names {
        en: line(value(format!("{what}-en{at}"))),
        km: line(value(format!("{what}-km{at}"))),
        ru: line(value(format!("{what}-ru{at}"))),
    };
    let field = |at: usize| {
        let options = value(format!("options-{at}")).lines().map(|one| Names::from_line(&line(one))).collect();
        let field = Field {
            key: value(format!("key-{at}")).parse().unwrap_or(0),
            kind: FieldKind::parse(value(format!("kind-{at}"))).unwrap_or(FieldKind::Text),
            label: names("label", &format!("-{at}")),
            help: Names::from_line(&line(value(format!("help-{at}")))),
            required: !value(format!("required-{at}")).is_empty(),
            options,
        };
        (value(format!("position-{at}")).parse().unwrap_or(i64::MAX), field)
    };
    let position = ask.form("position").parse().unwrap_or(0);
    Ok(Composed { names: names("name", ""), due, position, fields: (0..count).map(field).collect() })
}

fn line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

pub(super) fn retire_it(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id = FormId(ask.path("id")?);
    let is_retired = !ask.has("back");
    let undo = ask.write(|tx| {
        let undo = retire(tx, &by, id, is_retired, ask.language())?;
        let name = form(tx, id)?.names.say(ask.language()).to_owned();
        let retired = |is: bool| if is { "1".to_owned() } else { String::new() };
        ask.audit(tx, Kind::FormChanged, &name, &differing(&[("retired", retired(!is_retired), retired(is_retired))]))?;
        Ok::<_, Failure>(undo)
    })?;
    Ok(Reply::see(&format!("/forms?did={undo}")))
}

/// `GET /forms/{id}/answers.csv`: the answers of the files that the actor may see.
pub(super) fn answers(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id = FormId(ask.path("id")?);
    let texts = ask.texts();
    let heads = [texts.say("form-column-client"), texts.say("form-column-person"), texts.say("form-column-day")];
    let (yes, no) = (texts.say("form-yes"), texts.say("form-no"));
    ask.write(|tx| {
        let name = form(tx, id)?.names.say(ask.language()).to_owned();
        Ok::<_, Failure>(ask.audit(tx, Kind::Exported, &name, &[])?)
    })?;
    let failed = |error: std::io::Error| Failure::Unexpected(format!("answers could not be written: {error}"));
    Reply::made("text/csv; charset=utf-8", &format!("form-{id}-{}.csv", by.today), |path| {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        write_answers(&ask.app.db, &by, id, ask.language(), [&heads[0], &heads[1], &heads[2]], (&yes, &no), &mut out)?;
        std::io::Write::flush(&mut out).map_err(failed)
    })
}
