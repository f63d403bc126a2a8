//! `/settings/fields`: the fields of the company's own, and composing one.

use super::control::kind_key;
use super::{ComposedField, OwnField, own_fields, retire_field, save_field};
use crate::done::did;
use binder::By;
use domain::own_field::{About, Needed};
use domain::own_form::{FieldKind, Names};
use domain::{Language, OwnFieldId};
use maud::{Markup, html};
use people::own_settings::{Screen, screen};
use web::audit::{Kind, differing};
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Reply};

pub(super) fn list(ask: &mut Ask) -> Answer {
    let all = ask.read(own_fields)?;
    let texts = ask.texts();
    let line = |field: &OwnField| {
        html! {
            li.row-item {
                div.row-main {
                    a.row-link href={ "/settings/fields/" (field.id) } dir="auto" { (field.field.label.say(texts.language)) }
                    span.row-sub { (texts.say(kind_key(field.field.kind))) @if field.needed != Needed::Never { " · " (texts.say(needed_key(field.needed))) } }
                }
                @if field.is_retired { span.row-end { span.tag { (texts.say("own-field-retired")) } } }
            }
        }
    };
    let body = html! {
        div {
            (did(ask)?)
            p.page-lead { (texts.say("own-fields-lead")) }
            @if all.is_empty() { p.quiet { (texts.say("own-fields-none")) } }
            @for about in About::ALL {
                @if all.iter().any(|field| field.about == about) {
                    section.section {
                        h2.heading-small { (texts.say(about_key(about))) }
                        ul.rows { @for field in all.iter().filter(|field| field.about == about) { (line(field)) } }
                    }
                }
            }
            p { a.btn.btn-go href="/settings/fields/new" { (texts.say("own-field-new")) } }
        }
    };
    Ok(screen(ask, Screen::OwnFields, body))
}

fn about_key(about: About) -> &'static str {
    match about {
        About::Client => "own-field-of-client",
        About::Contact => "own-field-of-contact",
    }
}

fn needed_key(needed: Needed) -> &'static str {
    match needed {
        Needed::Never => "own-field-needed-never",
        Needed::FirstCall => "own-field-needed-first_call",
        Needed::Closing => "own-field-needed-closing",
    }
}

pub(super) fn new(ask: &mut Ask) -> Answer {
    let form = Form::new(ask.texts(), vec![("position".to_owned(), "0".to_owned())]);
    show(ask, None, &form)
}

pub(super) fn one(ask: &mut Ask) -> Answer {
    let field = find(ask)?;
    let values = values_of(&field);
    let form = Form::new(ask.texts(), values);
    show(ask, Some(&field), &form)
}

fn find(ask: &Ask) -> Result<OwnField, Failure> {
    let id: OwnFieldId = ask.path("id")?;
    ask.read(own_fields)?.into_iter().find(|field| field.id == id).ok_or(Failure::NotFound)
}

fn values_of(field: &OwnField) -> Vec<(String, String)> {
    let options: Vec<String> = field.field.options.iter().map(Names::to_line).collect();
    let mut values = vec![
        ("about".to_owned(), field.about.as_str().to_owned()),
        ("kind".to_owned(), field.field.kind.as_str().to_owned()),
        ("needed".to_owned(), field.needed.as_str().to_owned()),
        ("position".to_owned(), field.position.to_string()),
        ("help".to_owned(), field.field.help.to_line()),
        ("options".to_owned(), options.join("\n")),
    ];
    values.extend(Language::ALL.iter().map(|language| (format!("label-{}", language.as_str()), field.field.label.exact(*language).to_owned())));
    values
}

fn show(ask: &Ask, known: Option<&OwnField>, form: &Form<'_>) -> Answer {
    let texts = &form.texts;
    let action = known.map_or_else(|| "/settings/fields/new".to_owned(), |field| format!("/settings/fields/{}", field.id));
    let pairs = |all: Vec<(&str, &str)>| all.into_iter().map(|(value, key)| (value.to_owned(), texts.say(key))).collect::<Vec<_>>();
    let abouts = pairs(About::ALL.iter().map(|about| (about.as_str(), about_key(*about))).collect());
    let kinds = pairs(FieldKind::ALL.iter().map(|(kind, word)| (*word, kind_key(*kind))).collect());
    let needed = pairs(Needed::ALL.iter().map(|needed| (needed.as_str(), needed_key(*needed))).collect());
    let error = form.refusal.as_ref().filter(|refusal| refusal.field == "label").map(|refusal| texts.message(&refusal.message));
    let body = html! {
        div {
            (did(ask)?)
            p { a.btn.back-link href="/settings/fields" { "← " (texts.say("own-fields-title")) } }
            form.form method="post" action=(action) {
                (csrf(ask))
                (form.notice())
                div.composer-labels { @for language in Language::ALL { (in_language(form, *language, error.is_some())) } }
                @if let Some(error) = error { p.field-error id="e-label" role="alert" { (error) } }
                @match known {
                    Some(field) => p.quiet { (texts.say(about_key(field.about))) " · " (texts.say(kind_key(field.field.kind))) },
                    None => div.field-pair { (form.select("about", "own-field-about", &abouts)) (form.select("kind", "form-kind", &kinds)) },
                }
                @if known.is_none_or(|field| field.field.kind.chooses()) {
                    (form.area("options", "form-options", 4, known.map(|_| "own-field-choices-stay")))
                }
                (form.input("text", "help", "form-help", None, "off"))
                div.field-pair { (form.select("needed", "own-field-needed", &needed)) (form.input("number", "position", "form-position", None, "off")) }
                div.form-end { button.btn.btn-go { (texts.say("settings-save")) } a.btn href="/settings/fields" data-key="Escape" { (texts.say("cancel")) } }
            }
            @if let Some(field) = known { (in_use(ask, field)) }
        }
    };
    let status = if form.refusal.is_some() { 422 } else { 200 };
    Ok(screen(ask, Screen::OwnFields, body).status(status))
}

fn in_use(ask: &Ask, field: &OwnField) -> Markup {
    html! {
        form.section method="post" action={ "/settings/fields/" (field.id) "/retire" } {
            (csrf(ask))
            p.quiet { (ask.say("own-field-retire-lead")) }
            @if field.is_retired { button.btn name="back" value="1" { (ask.say("own-field-use")) } } @else { button.btn { (ask.say("own-field-retire")) } }
        }
    }
}

fn in_language(form: &Form<'_>, language: Language, is_wrong: bool) -> Markup {
    let name = format!("label-{}", language.as_str());
    let called = match language {
        Language::En => "English",
        Language::Km => "ភាសាខ្មែរ",
        Language::Ru => "Русский",
    };
    html! {
        div.field {
            label for={ "f-" (name) } { (called) }
            input id={ "f-" (name) } type="text" name=(name) value=(form.value(&name)) maxlength="120" lang=(language.as_str()) autocomplete="off"
                aria-invalid=[is_wrong.then_some("true")] aria-describedby=[is_wrong.then_some("e-label")];
        }
    }
}

/// What was typed: signs that nobody sees are left out.
fn composed(ask: &Ask) -> Result<ComposedField, Failure> {
    let line = |name: &str| ask.form(name).chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    let options = ask.form("options").lines().map(str::trim).filter(|one| !one.is_empty()).map(Names::from_line).collect();
    Ok(ComposedField {
        about: About::parse(ask.form("about")).unwrap_or(About::Client),
        kind: FieldKind::parse(ask.form("kind")).unwrap_or(FieldKind::Text),
        label: Names { en: line("label-en"), km: line("label-km"), ru: line("label-ru") },
        help: Names::from_line(&line("help")),
        options,
        needed: Needed::parse(ask.form("needed")).ok_or(Failure::Malformed("needed"))?,
        position: ask.form("position").trim().parse().unwrap_or(0),
    })
}

pub(super) fn make(ask: &mut Ask) -> Answer {
    write(ask, None)
}

pub(super) fn change(ask: &mut Ask) -> Answer {
    let field = find(ask)?;
    write(ask, Some(&field))
}

fn write(ask: &Ask, known: Option<&OwnField>) -> Answer {
    let by = By::of(ask)?;
    let id = known.map(|field| field.id);
    let saved = composed(ask).and_then(|composed| {
        ask.write(|tx| {
            let saved = save_field(tx, &by, id, &composed, ask.language())?;
            let before = known.map(|field| field.field.label.to_line()).unwrap_or_default();
            let needed = known.map(|field| field.needed.as_str().to_owned()).unwrap_or_default();
            let changes = differing(&[("name", before, composed.label.to_line()), ("needed", needed, composed.needed.as_str().to_owned())]);
            ask.audit(tx, Kind::FieldChanged, composed.label.say(ask.language()), &changes)?;
            Ok(saved)
        })
    });
    match saved {
        Ok((id, undo)) => Ok(Reply::see(&format!("/settings/fields/{id}?did={undo}"))),
        Err(Failure::Refused(refusal)) => {
            let mut form = Form::new(ask.texts(), ask.form_fields().to_vec());
            form.refusal = Some(refusal);
            show(ask, known, &form)
        }
        Err(other) => Err(other),
    }
}

pub(super) fn retire(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let field = find(ask)?;
    let is_retired = !ask.has("back");
    let retired = ask.write(|tx| {
        let undo = retire_field(tx, &by, field.id, is_retired, ask.language())?;
        let word = |is: bool| if is { "1".to_owned() } else { String::new() };
        let changes = differing(&[("retired", word(!is_retired), word(is_retired))]);
        ask.audit(tx, Kind::FieldChanged, field.field.label.say(ask.language()), &changes)?;
        Ok(undo)
    });
    match retired {
        Ok(undo) => Ok(Reply::see(&format!("/settings/fields?did={undo}"))),
        Err(Failure::Refused(refusal)) => {
            let mut form = Form::new(ask.texts(), values_of(&field));
            form.refusal = Some(refusal);
            show(ask, Some(&field), &form)
        }
        Err(other) => Err(other),
    }
}
