//! Forms of the company: composing, filling, what is missing (B46, B12).
//!
//! Owns the pages and the fieldsets inside the filing form. What they change is `files::own_forms`.

mod compose;
mod controls;
mod filing;
mod fill;
mod lacking;

pub use filing::{FormsOfFile, file, in_filing};

use domain::own_form::Due;
use domain::{FormId, FormVersionId};
use files::own_forms::{OwnForm, Sent};
use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/forms" Head compose::list,
        GET "/forms/new" Head compose::new,
        POST "/forms/new" Head compose::make,
        GET "/forms/missing" Staff lacking::page,
        GET "/forms/{id}" Head compose::one,
        POST "/forms/{id}" Head compose::change,
        POST "/forms/{id}/retire" Head compose::retire_it,
        GET "/forms/{id}/answers.csv" Head compose::answers,
        GET "/files/{id}/forms" Staff fill::page,
        POST "/files/{id}/forms" Staff fill::fill_in,
    ]
}

/// What was typed into that form on this page.
fn sent(form: &OwnForm, typed: &[(String, String)]) -> Sent {
    let version = version_name(form.id);
    let version_id = typed.iter().find(|(name, _)| *name == version).and_then(|(_, id)| id.trim().parse().ok()).map(FormVersionId);
    let values = |key: u32| {
        let name = control_name(form.id, key);
        typed.iter().filter(|(typed, _)| *typed == name).map(|(_, value)| value.clone()).collect()
    };
    Sent { form_id: form.id, version_id, typed: form.fields.iter().map(|field| (field.key, values(field.key))).collect() }
}

fn control_name(form_id: FormId, key: u32) -> String {
    format!("form-{form_id}-{key}")
}

fn version_name(form_id: FormId) -> String {
    format!("form-{form_id}-version")
}

fn due_key(due: Due) -> &'static str {
    match due {
        Due::Any => "form-due-any",
        Due::FirstCall => "form-due-first_call",
        Due::Outcome(_) => "form-due-outcome",
        Due::Closing => "form-due-closing",
        Due::Months(_) => "form-due-months",
    }
}
