//! The fields of a form as somebody fills them, with what was typed and what is wrong beside each.

use super::{control_name, version_name};
use domain::own_form::{Field, FieldKind, Wrong};
use files::own_forms::{OwnForm, Sent};
use maud::{Markup, html};
use people::PersonLine;
use std::collections::BTreeMap;
use web::Texts;

/// One form being shown.
pub(super) struct Shown<'a> {
    /// The form.
    pub form: &'a OwnForm,
    /// What was typed, if anything was.
    pub sent: Sent,
    /// What is wrong with it, by the keys of its fields.
    pub wrong: BTreeMap<u32, Wrong>,
    /// Who can be chosen.
    pub colleagues: &'a [PersonLine],
}

pub(super) fn controls(texts: &Texts<'_>, shown: &Shown<'_>) -> Markup {
    html! {
        input type="hidden" name=(version_name(shown.form.id)) value=(shown.form.version_id);
        @for field in &shown.form.fields { (one(texts, shown, field)) }
    }
}

fn one(texts: &Texts<'_>, shown: &Shown<'_>, field: &Field) -> Markup {
    let name = control_name(shown.form.id, field.key);
    let help = field.help.say(texts.language);
    let wrong = shown.wrong.get(&field.key);
    let is_list = field.kind == FieldKind::Several;
    let note = match field.kind {
        FieldKind::Client => Some("form-client-hint"),
        FieldKind::File => Some("form-file-hint"),
        _ => None,
    };
    let label = html! { (field.label.say(texts.language)) @if field.required { " " span.quiet { (texts.say("form-required-mark")) } } };
    html! {
        div.field {
            @if is_list { span #{ "l-" (name) } .own-form-label dir="auto" { (label) } } @else { label for={ "f-" (name) } dir="auto" { (label) } }
            (control(texts, shown, field, &name))
            @if !help.is_empty() { p.field-hint dir="auto" { (help) } }
            @if let Some(note) = note { p.field-hint { (texts.say(note)) } }
            @if let Some(wrong) = wrong { p.field-error id={ "e-" (name) } role="alert" { (texts.say(wrong_key(*wrong))) } }
        }
    }
}

fn control(texts: &Texts<'_>, shown: &Shown<'_>, field: &Field, name: &str) -> Markup {
    let typed: Vec<&str> = shown.sent.typed.get(&field.key).map(|all| all.iter().map(String::as_str).collect()).unwrap_or_default();
    let value = typed.first().copied().unwrap_or("");
    let invalid = shown.wrong.contains_key(&field.key).then_some("true");
    let described = invalid.map(|_| format!("e-{name}"));
    let id = format!("f-{name}");
    let number_of = |number: usize| number.to_string();
    let required = field.required.then_some("true");
    html! {
        @match field.kind {
            FieldKind::Long => textarea id=(id) name=(name) rows="3" maxlength="4000" dir="auto" aria-required=[required] aria-invalid=[invalid] aria-describedby=[described] { (value) },
            FieldKind::Choice => select id=(id) name=(name) aria-required=[required] aria-invalid=[invalid] aria-describedby=[described] {
                option value="" { "–" }
                @for (number, option) in field.options.iter().enumerate() { option value=(number) selected[value == number_of(number)] { (option.say(texts.language)) } }
            },
            FieldKind::Several => div.own-form-options role="group" aria-labelledby={ "l-" (name) } aria-describedby=[described] {
                @for (number, option) in field.options.iter().enumerate() {
                    label.check dir="auto" { input type="checkbox" name=(name) value=(number) checked[typed.contains(&number_of(number).as_str())]; (option.say(texts.language)) }
                }
            },
            FieldKind::YesNo => select id=(id) name=(name) aria-required=[required] aria-invalid=[invalid] aria-describedby=[described] {
                option value="" { "–" }
                option value="yes" selected[value == "yes"] { (texts.say("form-yes")) }
                option value="no" selected[value == "no"] { (texts.say("form-no")) }
            },
            FieldKind::Person => select id=(id) name=(name) aria-required=[required] aria-invalid=[invalid] aria-describedby=[described] {
                option value="" { "–" }
                @for person in shown.colleagues { option value=(person.id) selected[value == person.id.to_string()] { (person.name) } }
            },
            kind => input id=(id) name=(name) value=(value) type={ @if kind == FieldKind::Date { "date" } @else { "text" } } maxlength="400" dir="auto" autocomplete="off"
                inputmode=[matches!(kind, FieldKind::Number | FieldKind::Money).then_some("decimal")]
                aria-required=[required] aria-invalid=[invalid] aria-describedby=[described];,
        }
    }
}

fn wrong_key(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Required => "form-wrong-required",
        Wrong::TooLong => "form-wrong-too-long",
        Wrong::NotANumber => "form-wrong-number",
        Wrong::NotADay => "form-wrong-day",
        Wrong::NotInTheList => "form-wrong-choice",
        Wrong::NotThere => "form-wrong-not-there",
    }
}
