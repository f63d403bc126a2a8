//! Fields of forms: label, input, hint, and the error beside the field with what was typed kept.
//!
//! Owns how a field looks and how an error is tied to it for a screen reader. Never validates.

use crate::failure::Refusal;
use crate::texts::Texts;
use maud::{Markup, html};

/// A text as it may stand in the query of an address.
pub fn percent(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A form being shown: its texts, what was typed, and what was wrong with it.
pub struct Form<'a> {
    /// The texts.
    pub texts: Texts<'a>,
    /// What stands in each field.
    pub values: Vec<(String, String)>,
    /// Why it was not accepted.
    pub refusal: Option<Refusal>,
}

impl<'a> Form<'a> {
    /// A form with these values.
    pub fn new(texts: Texts<'a>, values: Vec<(String, String)>) -> Form<'a> {
        Form { texts, values, refusal: None }
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The error of a field.
    fn error(&self, name: &str) -> Option<String> {
        self.refusal.as_ref().filter(|refusal| refusal.field == name).map(|refusal| self.texts.message(&refusal.message))
    }

    /// The error of the whole form, as a notice above it.
    pub fn notice(&self) -> Markup {
        html! { @if let Some(error) = self.error("") { div.notice.notice-bad role="alert" { p { (error) } } } }
    }

    /// A labelled field around any control that has the id `f-NAME`.
    fn field(&self, name: &str, label_key: &str, hint: Option<&str>, control: Markup) -> Markup {
        html! {
            div.field {
                label for={ "f-" (name) } { (self.texts.say(label_key)) }
                (control)
                @if let Some(hint) = hint { p.field-hint id={ "h-" (name) } { (self.texts.say(hint)) } }
                @if let Some(error) = self.error(name) { p.field-error id={ "e-" (name) } role="alert" { (error) } }
            }
        }
    }

    fn described(&self, name: &str, hint: Option<&str>) -> Option<String> {
        let ids: Vec<String> = [hint.map(|_| format!("h-{name}")), self.error(name).map(|_| format!("e-{name}"))].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// A one-line input of the given HTML type.
    pub fn input(&self, kind: &str, name: &str, label_key: &str, hint: Option<&str>, autocomplete: &str) -> Markup {
        let value = if kind == "password" { "" } else { self.value(name) };
        self.field(
            name,
            label_key,
            hint,
            html! {
                input id={ "f-" (name) } type=(kind) name=(name) value=(value) maxlength="400" autocomplete=(autocomplete)
                    aria-invalid=[self.error(name).map(|_| "true")] aria-describedby=[self.described(name, hint)];
            },
        )
    }

    /// A choice of files, any number of them.
    pub fn files(&self, name: &str, label_key: &str) -> Markup {
        let control = html! {
            input id={ "f-" (name) } type="file" name=(name) multiple aria-invalid=[self.error(name).map(|_| "true")] aria-describedby=[self.described(name, None)];
        };
        self.field(name, label_key, None, control)
    }

    /// A text of one line.
    pub fn text(&self, name: &str, label_key: &str) -> Markup {
        self.input("text", name, label_key, None, "off")
    }

    /// A text of several lines.
    pub fn area(&self, name: &str, label_key: &str, rows: u8, hint: Option<&str>) -> Markup {
        self.field(
            name,
            label_key,
            hint,
            html! {
                textarea id={ "f-" (name) } name=(name) rows=(rows) maxlength="20000"
                    aria-invalid=[self.error(name).map(|_| "true")] aria-describedby=[self.described(name, hint)] { (self.value(name)) }
            },
        )
    }

    /// A choice from a list of (value, text).
    pub fn select(&self, name: &str, label_key: &str, choices: &[(String, String)]) -> Markup {
        self.field(
            name,
            label_key,
            None,
            html! {
                select id={ "f-" (name) } name=(name) aria-invalid=[self.error(name).map(|_| "true")] aria-describedby=[self.described(name, None)] {
                    @for (value, text) in choices { option value=(value) selected[value == self.value(name)] { (text) } }
                }
            },
        )
    }

    /// A box to tick.
    pub fn check(&self, name: &str, label_key: &str) -> Markup {
        html! { label.check { input type="checkbox" name=(name) value="1" checked[!self.value(name).is_empty()]; (self.texts.say(label_key)) } }
    }
}
