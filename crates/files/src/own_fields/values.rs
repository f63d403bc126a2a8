//! What stands in the fields: reading it, checking what was typed, writing it.

use super::{OwnField, fields_in_use, own_fields};
use crate::own_forms::understand;
use binder::By;
use binder::undo::{Recorder, Table};
use domain::own_field::{About, Needed, sort_key};
use domain::own_form::{Answer, Field, Wrong};
use domain::{ClientId, ContactId, Language, OwnFieldId};
use std::collections::BTreeMap;
use store::{StoreError, Tx, Value, params};
use web::{Ask, Failure, Message};

/// Whose answer: the client's, or that of the row of a contact in the form.
pub type Row = Option<usize>;

/// What is wrong with which field of whom.
pub type WrongAnswers = BTreeMap<(OwnFieldId, Row), Wrong>;

/// An answer as it came from a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAnswer {
    /// To which field.
    pub field_id: OwnFieldId,
    /// Whose: none for the client's, else the position among the contacts.
    pub contact: Row,
    /// What was answered.
    pub answer: Answer,
    /// By what it is put in order.
    pub key: String,
}

impl OwnAnswer {
    /// That answer to that field.
    pub fn new(field: &OwnField, contact: Row, answer: Answer) -> OwnAnswer {
        OwnAnswer { field_id: field.id, contact, key: sort_key(&field.field, &answer), answer }
    }
}

/// An answer as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// To which field.
    pub field_id: OwnFieldId,
    /// Whose; none for the client's.
    pub contact_id: Option<ContactId>,
    /// As it is stored.
    stored: String,
    /// By what it is put in order.
    key: String,
}

impl Held {
    /// What it says to that field.
    pub fn answer(&self, field: &Field) -> Option<Answer> {
        Answer::from_stored(field.kind, &self.stored)
    }

    /// Whether it is that answer, of the client or of somebody there.
    pub(crate) fn says(&self, other: &OwnAnswer) -> bool {
        self.field_id == other.field_id && self.contact_id.is_some() == other.contact.is_some() && self.stored == other.answer.stored()
    }

    /// As a form begins with it: the texts that `read` reads back.
    pub fn typed(&self, field: &Field) -> Vec<String> {
        match self.answer(field) {
            Some(Answer::Chosen(numbers)) => numbers.iter().map(usize::to_string).collect(),
            Some(Answer::Day(day)) => vec![day.to_string()],
            Some(Answer::Named(id, name)) if field.kind == domain::own_form::FieldKind::Client => vec![format!("{id} {name}")],
            Some(Answer::Named(id, _)) => vec![id.to_string()],
            Some(_) => vec![self.stored.clone()],
            None => Vec::new(),
        }
    }
}

/// What stands in the fields of one file.
///
/// # Errors
/// [`StoreError`].
pub fn values(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<Held>, StoreError> {
    let rows = tx.rows("SELECT field_id, contact_id, answer, sort_key FROM field_value WHERE client_id = $1 ORDER BY id", params![client_id])?;
    rows.iter().map(|row| Ok(Held { field_id: row.get(0)?, contact_id: row.get(1)?, stored: row.get(2)?, key: row.get(3)? })).collect()
}

/// Reads what was typed into those fields; what is wrong comes by field and row. Nothing is written.
///
/// # Errors
/// [`StoreError`].
pub fn check(tx: &mut Tx<'_>, by: &By, typed: &[(OwnField, Row, Vec<String>)]) -> Result<Result<Vec<OwnAnswer>, WrongAnswers>, StoreError> {
    let (mut answers, mut wrong) = (Vec::new(), BTreeMap::new());
    for (field, row, typed) in typed {
        match understand(tx, by, &field.field, typed)? {
            Ok(Some(answer)) => answers.push(OwnAnswer::new(field, *row, answer)),
            Ok(None) => {}
            Err(reason) => drop(wrong.insert((field.id, *row), reason)),
        }
    }
    Ok(if wrong.is_empty() { Ok(answers) } else { Err(wrong) })
}

/// Whether the answers differ from what stands there, with the contacts as they will be numbered: none for a new one.
/// Fields that are no longer asked for are not compared.
pub(crate) fn differs(stored: &[Held], asked: &[OwnFieldId], wished: &[OwnAnswer], contacts: &[Option<ContactId>]) -> bool {
    let mut before: Vec<(OwnFieldId, Option<ContactId>, &str)> =
        stored.iter().filter(|held| asked.contains(&held.field_id)).map(|held| (held.field_id, held.contact_id, held.stored.as_str())).collect();
    let texts: Vec<String> = wished.iter().map(|one| one.answer.stored()).collect();
    let mut after = Vec::with_capacity(wished.len());
    for (one, text) in wished.iter().zip(&texts) {
        let contact = match one.contact {
            None => None,
            Some(row) => match contacts.get(row).copied().flatten() {
                Some(id) => Some(id),
                None => return true,
            },
        };
        after.push((one.field_id, contact, text.as_str()));
    }
    before.sort();
    after.sort();
    before != after
}

/// Puts back what stays of the stored answers and the new ones; the rows of the file were removed before.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn write(tx: &mut Tx<'_>, client_id: ClientId, stays: &[Held], answers: &[OwnAnswer], contacts: &[i64]) -> Result<(), StoreError> {
    let insert = "INSERT INTO field_value (client_id, contact_id, field_id, answer, sort_key) VALUES ($1, $2, $3, $4, $5)";
    for held in stays.iter().filter(|held| held.contact_id.is_none_or(|contact| contacts.contains(&contact.0))) {
        tx.run(insert, params![client_id, held.contact_id, held.field_id, held.stored.as_str(), held.key.as_str()])?;
    }
    for one in answers {
        let contact: Value = match one.contact {
            None => Value::Null,
            Some(row) => match contacts.get(row) {
                Some(id) => Value::Int(*id),
                None => continue,
            },
        };
        tx.run(insert, params![client_id, contact, one.field_id, one.answer.stored(), one.key.as_str()])?;
    }
    Ok(())
}

/// Writes what stood in the fields of somebody who came to that file, for its newest person of that name.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn carry(tx: &mut Tx<'_>, recorder: &mut Recorder, client_id: ClientId, name: &str, values: &[Held]) -> Result<(), StoreError> {
    if values.is_empty() {
        return Ok(());
    }
    let whose: i64 = tx.one("SELECT max(id) FROM contact WHERE client_id = $1 AND name = $2", params![client_id, name])?;
    recorder.replace(tx, Table::FieldValue, client_id, |tx| {
        let insert = "INSERT INTO field_value (client_id, contact_id, field_id, answer, sort_key) VALUES ($1, $2, $3, $4, $5)";
        for held in values {
            tx.run(insert, params![client_id, whose, held.field_id, held.stored.as_str(), held.key.as_str()])?;
        }
        Ok(())
    })
}

/// A filled field as it is said on a card.
#[derive(Clone, Debug)]
pub struct Said {
    /// The field.
    pub field: Field,
    /// Whose; empty for the client's.
    pub contact: String,
    /// What stands in it.
    pub answer: Answer,
}

impl Said {
    /// The name of the field, with whose it is.
    pub fn label(&self, language: Language) -> String {
        let label = self.field.label.say(language);
        if self.contact.is_empty() { label.to_owned() } else { format!("{label} · {}", self.contact) }
    }
}

/// The filled fields of one file, in the order of the fields, those of the people with their names. Fields that are no
/// longer asked for are left out.
///
/// # Errors
/// [`StoreError`].
pub fn said_of(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<Said>, StoreError> {
    Ok(said_of_files(tx, &[client_id])?.remove(&client_id).unwrap_or_default())
}

/// Files that are read by one statement; it is padded to that, so that there are two texts of it.
const AT_ONCE: usize = 100;

/// The same of many files. The files must be ones that the actor may see.
///
/// # Errors
/// [`StoreError`].
pub fn said_of_files(tx: &mut Tx<'_>, files: &[ClientId]) -> Result<BTreeMap<ClientId, Vec<Said>>, StoreError> {
    let mut all: BTreeMap<ClientId, Vec<Said>> = BTreeMap::new();
    let fields: BTreeMap<OwnFieldId, Field> = fields_in_use(tx)?.into_iter().map(|field| (field.id, field.field)).collect();
    if fields.is_empty() {
        return Ok(all);
    }
    for some in files.chunks(AT_ONCE) {
        let count = if some.len() == 1 { 1 } else { AT_ONCE };
        let marks: Vec<String> = (1..=count).map(|index| format!("${index}")).collect();
        let ids: Vec<Value> = some.iter().copied().chain(std::iter::repeat(ClientId(0))).take(count).map(Value::from).collect();
        let sql = format!(
            "SELECT v.client_id, v.field_id, v.answer, coalesce(k.name, '') FROM field_value v JOIN own_field f ON f.id = v.field_id
             LEFT JOIN contact k ON k.id = v.contact_id WHERE v.client_id IN ({}) ORDER BY f.about, f.position, f.id, k.rank, v.id",
            marks.join(", ")
        );
        for row in &tx.rows(&sql, &ids)? {
            let Some(field) = fields.get(&row.get(1)?) else { continue };
            let answer = Answer::from_stored(field.kind, &row.get::<String>(2)?);
            let said = answer.map(|answer| Ok::<_, StoreError>(Said { field: field.clone(), contact: row.get(3)?, answer })).transpose()?;
            all.entry(row.get(0)?).or_default().extend(said);
        }
    }
    Ok(all)
}

/// The client's fields that must be filled by then and are empty in that file.
///
/// # Errors
/// [`StoreError`].
pub fn lacking(tx: &mut Tx<'_>, client_id: ClientId, by_then: Needed) -> Result<Vec<OwnField>, StoreError> {
    let needed: Vec<OwnField> =
        own_fields(tx)?.into_iter().filter(|field| !field.is_retired && field.about == About::Client && field.needed == by_then).collect();
    if needed.is_empty() {
        return Ok(needed);
    }
    let held = values(tx, client_id)?;
    Ok(needed.into_iter().filter(|field| held.iter().all(|one| one.field_id != field.id)).collect())
}

/// Refuses what may only be done when every field that must be filled by then is.
///
/// # Errors
/// Refused with the names of the empty ones.
pub fn full(ask: &Ask, tx: &mut Tx<'_>, client_id: ClientId, by_then: Needed) -> Result<(), Failure> {
    let lacking = lacking(tx, client_id, by_then)?;
    if lacking.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = lacking.iter().map(|field| field.field.label.say(ask.language())).collect();
    Err(Failure::form(Message::new("own-field-before-closing").with("fields", names.join(", "))))
}
