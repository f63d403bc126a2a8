//! The fields of the company's own in the form of the card: the client's, and those of each of the people there.

use crate::clients::{ClientCard, EditedOwn};
use crate::own_fields::{Control, OwnAnswer, OwnField, Row, check, control, fields_in_use, values};
use binder::By;
use domain::OwnFieldId;
use domain::own_field::About;
use domain::own_form::{FieldKind, Wrong};
use maud::{Markup, html};
use people::PersonLine;
use std::collections::BTreeMap;
use store::Tx;
use web::form::Form;
use web::{Ask, Failure, Visible};

/// The fields that stand in the form, who can be chosen in them, and what is wrong.
pub(super) struct OwnPart {
    fields: Vec<OwnField>,
    colleagues: Vec<PersonLine>,
    wrong: BTreeMap<(OwnFieldId, Row), Wrong>,
}

fn name(id: OwnFieldId, row: Row) -> String {
    row.map_or_else(|| format!("own-{id}"), |row| format!("own-{id}-{row}"))
}

impl OwnPart {
    /// Reads the fields; of a form that was refused for them also what is wrong.
    ///
    /// # Errors
    /// If the database fails.
    pub(super) fn read(ask: &Ask, by: &By, form: &Form<'_>) -> Result<OwnPart, Failure> {
        let is_refused = form.refusal.as_ref().is_some_and(|refusal| refusal.field == "own");
        ask.read(|tx| {
            let fields = fields_in_use(tx)?;
            let chooses = fields.iter().any(|field| field.field.kind == FieldKind::Person);
            let colleagues = if chooses { people::people(tx, Visible::All)? } else { Vec::new() };
            let mut part = OwnPart { fields, colleagues, wrong: BTreeMap::new() };
            if is_refused {
                part.wrong = check(tx, by, &part.typed(&form.values))?.err().unwrap_or_default();
            }
            Ok(part)
        })
    }

    /// What was typed into the fields that stood in the form.
    fn typed(&self, values: &[(String, String)]) -> Vec<(OwnField, Row, Vec<String>)> {
        typed(&self.fields, values)
    }

    /// The fields of the client.
    pub(super) fn of_client(&self, form: &Form<'_>) -> Markup {
        let fields: Vec<&OwnField> = self.fields.iter().filter(|field| field.about == About::Client).collect();
        html! {
            @for field in &self.fields { input type="hidden" name="own_asked" value=(field.id); }
            @if !fields.is_empty() {
                fieldset.fields.own-fields {
                    legend { (form.texts.say("own-fields-on-card")) }
                    @for field in fields { (self.one(form, field, None)) }
                }
            }
        }
    }

    /// The fields of the one in that row, below the name.
    pub(super) fn of_contact(&self, form: &Form<'_>, row: usize) -> Markup {
        html! {
            @if self.fields.iter().any(|field| field.about == About::Contact) {
                div.own-of-contact {
                    @for field in self.fields.iter().filter(|field| field.about == About::Contact) { (self.one(form, field, Some(row))) }
                }
            }
        }
    }

    fn one(&self, form: &Form<'_>, field: &OwnField, row: Row) -> Markup {
        let name = name(field.id, row);
        let typed = form.values.iter().filter(|(key, _)| *key == name).map(|(_, value)| value.clone()).collect();
        let wrong = self.wrong.get(&(field.id, row)).copied();
        control(&form.texts, &Control { name, field: &field.field, typed, wrong, colleagues: &self.colleagues })
    }
}

fn typed(fields: &[OwnField], values: &[(String, String)]) -> Vec<(OwnField, Row, Vec<String>)> {
    let rows = values.iter().filter(|(name, _)| name == "contact_id").count();
    let mut all = Vec::new();
    let all_of = |name: &str| values.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
    for field in fields {
        match field.about {
            About::Client => all.push((field.clone(), None, all_of(&name(field.id, None)))),
            About::Contact => all.extend((0..rows).map(|row| (field.clone(), Some(row), all_of(&name(field.id, Some(row)))))),
        }
    }
    all
}

/// What was typed, with each row as the position of its contact; what stands in a row whose contact was emptied goes
/// with it.
///
/// # Errors
/// Refused on `own` if something was not understood.
pub(super) fn edited(ask: &Ask, tx: &mut Tx<'_>, by: &By, went: &[Option<usize>]) -> Result<EditedOwn, Failure> {
    let asked: Vec<OwnFieldId> = ask.form_all("own_asked").into_iter().filter_map(|id| id.parse().ok()).collect();
    let fields: Vec<OwnField> = fields_in_use(tx)?.into_iter().filter(|field| asked.contains(&field.id)).collect();
    let answers = check(tx, by, &typed(&fields, ask.form_fields()))?.map_err(|_| Failure::field("own", "form-not-filled"))?;
    let stays = |answer: OwnAnswer| match answer.contact {
        None => Some(answer),
        Some(row) => went.get(row).copied().flatten().map(|at| OwnAnswer { contact: Some(at), ..answer }),
    };
    Ok(EditedOwn { asked: fields.iter().map(|field| field.id).collect(), answers: answers.into_iter().filter_map(stays).collect() })
}

/// What stands in the fields, as the form has it.
///
/// # Errors
/// If the database fails.
pub(super) fn stored(ask: &Ask, card: &ClientCard) -> Result<Vec<(String, String)>, Failure> {
    let (fields, held) = ask.read(|tx| Ok::<_, Failure>((fields_in_use(tx)?, values(tx, card.id)?)))?;
    let mut all = Vec::new();
    for one in &held {
        let Some(field) = fields.iter().find(|field| field.id == one.field_id) else { continue };
        let row = one.contact_id.map(|id| card.contacts.iter().position(|contact| contact.id == id));
        if row != Some(None) {
            all.extend(one.typed(&field.field).into_iter().map(|typed| (name(field.id, row.flatten()), typed)));
        }
    }
    Ok(all)
}
