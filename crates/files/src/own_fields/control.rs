//! A field as somebody fills it, with what was typed and what is wrong beside it: the same in forms, on cards and in views.

use domain::own_form::{Field, FieldKind, Wrong};
use maud::{Markup, html};
use people::PersonLine;
use web::Texts;

/// One field being shown.
#[derive(Clone, Debug)]
pub struct Control<'a> {
    /// Its name in the form.
    pub name: String,
    /// What it asks for.
    pub field: &'a Field,
    /// What was typed.
    pub typed: Vec<String>,
    /// What is wrong with it.
    pub wrong: Option<Wrong>,
    /// Who can be chosen.
    pub colleagues: &'a [PersonLine],
}

/// The field with its label, help and error.
pub fn control(texts: &Texts<'_>, shown: &Control<'_>) -> Markup {
    let Control { name, field, wrong, .. } = shown;
    let help = field.help.say(texts.language);
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
            (input(texts, shown))
            @if !help.is_empty() { p.field-hint dir="auto" { (help) } }
            @if let Some(note) = note { p.field-hint { (texts.say(note)) } }
            @if let Some(wrong) = wrong { p.field-error id={ "e-" (name) } role="alert" { (texts.say(wrong_key(*wrong))) } }
        }
    }
}

fn input(texts: &Texts<'_>, shown: &Control<'_>) -> Markup {
    let Control { name, field, .. } = shown;
    let value = shown.typed.first().map_or("", String::as_str);
    let invalid = shown.wrong.map(|_| "true");
    let described = invalid.map(|_| format!("e-{name}"));
    let id = format!("f-{name}");
    let required = field.required.then_some("true");
    html! {
        @match field.kind {
            FieldKind::Long => textarea id=(id) name=(name) rows="3" maxlength="4000" dir="auto" aria-required=[required] aria-invalid=[invalid] aria-describedby=[described] { (value) },
            FieldKind::Choice => select id=(id) name=(name) aria-required=[required] aria-invalid=[invalid] aria-describedby=[described] {
                option value="" { "–" }
                @for (number, option) in field.options.iter().enumerate() { option value=(number) selected[value == number.to_string()] { (option.say(texts.language)) } }
            },
            FieldKind::Several => div.own-form-options role="group" aria-labelledby={ "l-" (name) } aria-describedby=[described] {
                @for (number, option) in field.options.iter().enumerate() {
                    label.check dir="auto" { input type="checkbox" name=(name) value=(number) checked[shown.typed.contains(&number.to_string())]; (option.say(texts.language)) }
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

/// The message of what a field asks for.
pub fn kind_key(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "form-kind-text",
        FieldKind::Long => "form-kind-long",
        FieldKind::Number => "form-kind-number",
        FieldKind::Money => "form-kind-money",
        FieldKind::Date => "form-kind-date",
        FieldKind::Choice => "form-kind-choice",
        FieldKind::Several => "form-kind-several",
        FieldKind::YesNo => "form-kind-yes_no",
        FieldKind::Client => "form-kind-client",
        FieldKind::Person => "form-kind-person",
        FieldKind::File => "form-kind-file",
    }
}
