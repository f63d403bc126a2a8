//! The forms that a filing asks for: shown inside the filing form, kept with the filing in one transaction.

use super::controls::{Shown, controls};
use super::sent;
use binder::By;
use binder::filing::{Filed, FilingForm, file_with};
use domain::filing::Next;
use domain::own_field::Needed;
use domain::{ClientId, SlipId};
use files::own_forms::{Asked, Filled, OwnForm, asked, check, history_lines, keep};
use maud::{Markup, html};
use people::PersonLine;
use std::collections::BTreeMap;
use store::{StoreError, Tx};
use web::form::Form;
use web::{Ask, Failure, Visible};

/// What a file's filing form may ask for.
#[derive(Clone, Debug, Default)]
pub struct FormsOfFile {
    /// The forms that may be due.
    pub asked: Vec<Asked>,
    /// Who can be chosen in them.
    pub colleagues: Vec<PersonLine>,
}

impl FormsOfFile {
    /// Reads them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn read(tx: &mut Tx<'_>, by: &By, client_id: ClientId, slip_id: Option<SlipId>) -> Result<FormsOfFile, StoreError> {
        let asked = asked(tx, by, client_id, slip_id)?;
        let chooses = asked.iter().flat_map(|asked| &asked.form.fields).any(|field| field.kind == domain::own_form::FieldKind::Person);
        let colleagues = if chooses { people::people(tx, Visible::All)? } else { Vec::new() };
        Ok(FormsOfFile { asked, colleagues })
    }
}

/// The fieldsets of the forms that may be due; a script shows those of the chosen outcome alone.
pub fn in_filing(ask: &Ask, forms: &FormsOfFile, typed: &Form<'_>) -> Markup {
    let texts = ask.texts();
    let is_closing = !typed.value("close").is_empty();
    let is_refused = typed.refusal.as_ref().is_some_and(|refusal| refusal.field == "forms");
    html! {
        @for asked in &forms.asked {
            @let closing = is_closing && asked.at_closing();
            @let outcomes: Vec<&str> = asked.outcomes().into_iter().map(|outcome| outcome.as_str()).collect();
            @if closing || !outcomes.is_empty() {
                fieldset.own-form data-outcomes=(outcomes.join(" ")) data-closing[closing] {
                    legend dir="auto" { (asked.form.names.say(texts.language)) }
                    (controls(&texts, &shown(ask, &asked.form, forms, typed, is_refused)))
                }
            }
        }
    }
}

fn shown<'a>(ask: &Ask, form: &'a OwnForm, forms: &'a FormsOfFile, typed: &Form<'_>, is_refused: bool) -> Shown<'a> {
    let sent = sent(form, &typed.values);
    let mut wrong = BTreeMap::new();
    if is_refused && let Ok(by) = By::of(ask) {
        // Only what is said beside the fields: the filing itself was refused already.
        wrong = ask.read(|tx| check(tx, &by, form, &sent)).ok().and_then(Result::err).unwrap_or_default();
    }
    Shown { form, sent, wrong, colleagues: &forms.colleagues }
}

/// Files, with the forms that are due and those that were filled beside: all or nothing.
///
/// # Errors
/// As [`file_with`]; refused on `forms` when a form that is due is not filled, or was changed meanwhile.
pub fn file(ask: &Ask, tx: &mut Tx<'_>, by: &By, form: &FilingForm) -> Result<Filed, Failure> {
    binder::slips::seen_client(tx, by, form.client_id)?;
    let outcome = form.entry.as_ref().and_then(|entry| entry.outcome);
    let is_closing = matches!(form.next, Next::Close { .. });
    if is_closing {
        files::own_fields::full(ask, tx, form.client_id, Needed::Closing)?;
    }
    let mut filled: Vec<Filled> = Vec::new();
    for asked in asked(tx, by, form.client_id, form.slip_id)? {
        let sent = sent(&asked.form, ask.form_fields());
        let is_begun = sent.typed.values().flatten().any(|value| !value.trim().is_empty());
        if !is_begun && !asked.is_due(outcome, is_closing) {
            continue;
        }
        if sent.version_id.is_some_and(|version| version != asked.form.version_id) {
            return Err(Failure::field("forms", "form-changed-meanwhile"));
        }
        filled.push(check(tx, by, &asked.form, &sent)?.map_err(|_| Failure::field("forms", "form-not-filled"))?);
    }
    let texts = ask.texts();
    let lines = history_lines(by, &filled, ask.language(), (&texts.say("form-yes"), &texts.say("form-no")));
    let (filed, entries) = file_with(tx, by, form, &lines)?;
    keep(tx, by, form.client_id, &filled, &entries)?;
    Ok(filed)
}
