//! Composing a form: its name, when it is due, a new version when its fields change; retiring it.

use super::{form, forms, stored};
use binder::By;
use binder::undo::{Recorder, Table};
use domain::own_form::{Due, FIELDS_MAX, Field, NAME_MAX, Names, OPTIONS_MAX, Unfit, arranged};
use domain::{FormId, Language, UndoId};
use store::{Tx, params};
use web::{Failure, Message};

/// Most forms in use.
pub const FORMS_MAX: usize = 30;

/// What the head composed.
#[derive(Clone, Debug)]
pub struct Composed {
    /// Its name.
    pub names: Names,
    /// When it must be filled.
    pub due: Due,
    /// Where it stands among the forms.
    pub position: i64,
    /// The fields with where each is to stand; those without a label are left out.
    pub fields: Vec<(i64, Field)>,
}

/// Makes a form or changes it; changed fields make a new version and what was filled keeps its own. Can be taken back
/// until somebody has filled what was made.
///
/// # Errors
/// Refused on `name` or `fields`; [`Failure::NotFound`].
pub fn save(tx: &mut Tx<'_>, by: &By, id: Option<FormId>, composed: Composed, language: Language) -> Result<(FormId, UndoId), Failure> {
    if composed.names.is_empty() || composed.names.longest() > NAME_MAX {
        return Err(Failure::field("name", Message::new("form-needs-name").with("most", NAME_MAX)));
    }
    let known = id.map(|id| form(tx, id)).transpose()?;
    if known.is_none() && forms(tx)?.iter().filter(|form| !form.is_retired).count() >= FORMS_MAX {
        return Err(Failure::field("name", Message::new("form-too-many").with("most", FORMS_MAX)));
    }
    let fields = arranged(composed.fields, keys_used(tx, id)?).map_err(unfit)?;
    let (outcome, months) = match composed.due {
        Due::Outcome(outcome) => (Some(outcome), None),
        Due::Months(months) => (None, Some(months)),
        Due::Any | Due::FirstCall | Due::Closing => (None, None),
    };
    let names = stored::write_names(&composed.names);
    let mut recorder = Recorder::default();
    let label = if id.is_some() { "did-change-form" } else { "did-make-form" };
    let id = match id {
        Some(id) => {
            let set = [
                ("names", names.into()),
                ("due", composed.due.as_str().into()),
                ("due_outcome", outcome.into()),
                ("due_months", months.into()),
                ("position", composed.position.into()),
            ];
            recorder.change(tx, Table::OwnForm, id.0, &set)?;
            id
        }
        None => {
            let id = tx.one(
                "INSERT INTO own_form (names, due, due_outcome, due_months, position, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
                params![names, composed.due.as_str(), outcome, months, composed.position, by.person_id, by.now],
            )?;
            recorder.made(Table::OwnForm, id);
            FormId(id)
        }
    };
    let version = known.as_ref().map_or(0, |form| form.version);
    let is_new = known.is_none();
    if known.is_none_or(|form| form.fields != fields) {
        let written = tx.one(
            "INSERT INTO own_form_version (form_id, version, fields, created_by, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
            params![id, version + 1, stored::write_fields(&fields), by.person_id, by.now],
        )?;
        // The first version goes with its form.
        if !is_new {
            recorder.made(Table::FormVersion, written);
        }
    }
    let said = Message::new(label).with("name", composed.names.say(language));
    Ok((id, recorder.finish(tx, by.person_id, by.now, &said)?))
}

/// The highest key that any version of the form ever used: a key never means two things.
fn keys_used(tx: &mut Tx<'_>, id: Option<FormId>) -> Result<u32, Failure> {
    let Some(id) = id else { return Ok(0) };
    let rows = tx.rows("SELECT fields FROM own_form_version WHERE form_id = $1", params![id])?;
    let mut highest = 0;
    for row in &rows {
        let fields = stored::fields(&row.get::<String>(0)?);
        highest = fields.iter().map(|field| field.key).fold(highest, u32::max);
    }
    Ok(highest)
}

fn unfit(unfit: Unfit) -> Failure {
    let message = match unfit {
        Unfit::NoFields => Message::new("form-needs-fields"),
        Unfit::TooMany => Message::new("form-too-many-fields").with("most", FIELDS_MAX),
        Unfit::TooLong => Message::new("form-label-too-long").with("most", NAME_MAX),
        Unfit::Options => Message::new("form-needs-options").with("most", OPTIONS_MAX),
    };
    Failure::field("fields", message)
}

/// Takes a form out of use, or brings it back; what was filled stays. Can be taken back.
///
/// # Errors
/// [`Failure::NotFound`]; refused if too many are in use.
pub fn retire(tx: &mut Tx<'_>, by: &By, id: FormId, is_retired: bool, language: Language) -> Result<UndoId, Failure> {
    let known = form(tx, id)?;
    if !is_retired && forms(tx)?.iter().filter(|form| !form.is_retired).count() >= FORMS_MAX {
        return Err(Failure::form(Message::new("form-too-many").with("most", FORMS_MAX)));
    }
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::OwnForm, id.0, &[("retired_at", is_retired.then_some(by.now).into())])?;
    let label = if is_retired { "did-retire-form" } else { "did-use-form" };
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new(label).with("name", known.names.say(language)))?)
}
