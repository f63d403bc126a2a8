//! The fields of a form as somebody fills them, with what was typed and what is wrong beside each.

use super::{control_name, version_name};
use domain::own_form::Wrong;
use files::own_fields::{Control, control};
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
        @for field in &shown.form.fields {
            (control(texts, &Control {
                name: control_name(shown.form.id, field.key),
                field,
                typed: shown.sent.typed.get(&field.key).cloned().unwrap_or_default(),
                wrong: shown.wrong.get(&field.key).copied(),
                colleagues: shown.colleagues,
            }))
        }
    }
}
