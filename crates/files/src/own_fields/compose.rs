//! Composing a field: its words, its choices, by when it must be filled; retiring it.

use super::{OwnField, own_fields};
use crate::own_forms::{read_names, write_names};
use binder::By;
use binder::undo::{Recorder, Table};
use domain::own_field::{About, Needed, OWN_FIELDS_MAX};
use domain::own_form::{FieldKind, NAME_MAX, Names, OPTIONS_MAX, TEXT_MAX};
use domain::{Language, OwnFieldId, UndoId};
use store::{Tx, params};
use web::{Failure, Message};

/// What a head composed.
#[derive(Clone, Debug)]
pub struct ComposedField {
    /// Of whom it tells; of a field that is there already it stays as it is.
    pub about: About,
    /// What it asks for; likewise.
    pub kind: FieldKind,
    /// What it is called.
    pub label: Names,
    /// What helps to fill it.
    pub help: Names,
    /// What may be chosen.
    pub options: Vec<Names>,
    /// By when it must be filled.
    pub needed: Needed,
    /// Where it stands among the fields.
    pub position: i64,
}

/// Makes a field or changes it. What it asks for stays, and choices are only renamed and added, because answers refer to
/// them by their place.
///
/// # Errors
/// Refused on `label`, `help` or `options`; [`Failure::NotFound`].
pub fn save_field(
    tx: &mut Tx<'_>,
    by: &By,
    id: Option<OwnFieldId>,
    composed: &ComposedField,
    language: Language,
) -> Result<(OwnFieldId, UndoId), Failure> {
    let all = own_fields(tx)?;
    let known = match id {
        Some(id) => Some(all.iter().find(|field| field.id == id).ok_or(Failure::NotFound)?),
        None => None,
    };
    check(composed, known)?;
    if known.is_none() {
        room(&all)?;
    }
    let same = |field: &&OwnField| Some(field.id) != id && !field.is_retired && field.field.label.say(language) == composed.label.say(language);
    if all.iter().any(|field| same(&field) && field.about == composed.about) {
        return Err(Failure::field("label", "own-field-name-taken"));
    }
    let kind = known.map_or(composed.kind, |known| known.field.kind);
    let options = if kind.chooses() { write_options(&composed.options) } else { "[]".to_owned() };
    let (label, help) = (write_names(&composed.label), write_names(&composed.help));
    let mut recorder = Recorder::default();
    let id = match id {
        Some(id) => {
            let set = [
                ("names", label.into()),
                ("help", help.into()),
                ("options", options.into()),
                ("needed", composed.needed.as_str().into()),
                ("position", composed.position.into()),
            ];
            recorder.change(tx, Table::OwnField, id.0, &set)?;
            id
        }
        None => {
            let id = tx.one(
                "INSERT INTO own_field (about, kind, names, help, options, needed, position, created_by, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
                params![
                    composed.about.as_str(),
                    kind.as_str(),
                    label,
                    help,
                    options,
                    composed.needed.as_str(),
                    composed.position,
                    by.person_id,
                    by.now
                ],
            )?;
            recorder.made(Table::OwnField, id);
            OwnFieldId(id)
        }
    };
    let said = Message::new(if known.is_some() { "did-change-field" } else { "did-make-field" }).with("name", composed.label.say(language));
    Ok((id, recorder.finish(tx, by.person_id, by.now, &said)?))
}

fn room(all: &[OwnField]) -> Result<(), Failure> {
    let used = all.iter().filter(|field| !field.is_retired).count();
    if used < OWN_FIELDS_MAX { Ok(()) } else { Err(Failure::form(Message::new("own-field-too-many").with("most", OWN_FIELDS_MAX))) }
}

fn check(composed: &ComposedField, known: Option<&OwnField>) -> Result<(), Failure> {
    if composed.label.is_empty() || composed.label.longest() > NAME_MAX {
        return Err(Failure::field("label", Message::new("own-field-needs-name").with("most", NAME_MAX)));
    }
    if composed.help.longest() > TEXT_MAX {
        return Err(Failure::field("help", Message::new("own-field-help-long").with("most", TEXT_MAX)));
    }
    let kind = known.map_or(composed.kind, |known| known.field.kind);
    if !kind.chooses() {
        return Ok(());
    }
    let count = composed.options.len();
    if count == 0 || count > OPTIONS_MAX || composed.options.iter().any(|option| option.longest() > NAME_MAX) {
        return Err(Failure::field("options", Message::new("form-needs-options").with("most", OPTIONS_MAX)));
    }
    if known.is_some_and(|known| count < known.field.options.len()) {
        return Err(Failure::field("options", "own-field-choices-stay"));
    }
    Ok(())
}

/// Takes a field out of use, or brings it back; what stands in it stays.
///
/// # Errors
/// [`Failure::NotFound`]; refused if too many are in use.
pub fn retire_field(tx: &mut Tx<'_>, by: &By, id: OwnFieldId, is_retired: bool, language: Language) -> Result<UndoId, Failure> {
    let all = own_fields(tx)?;
    let known = all.iter().find(|field| field.id == id).ok_or(Failure::NotFound)?;
    if !is_retired {
        room(&all)?;
    }
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::OwnField, id.0, &[("retired_at", is_retired.then_some(by.now).into())])?;
    let label = if is_retired { "did-retire-field" } else { "did-use-field" };
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new(label).with("name", known.field.label.say(language)))?)
}

fn write_options(options: &[Names]) -> String {
    serde_json::Value::Array(options.iter().map(|names| serde_json::Value::String(write_names(names))).collect()).to_string()
}

pub(super) fn read_options(text: &str) -> Vec<Names> {
    let all: Vec<String> = serde_json::from_str(text).unwrap_or_default();
    all.iter().map(|names| read_names(names)).collect()
}
