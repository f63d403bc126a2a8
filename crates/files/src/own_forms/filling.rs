//! Filling a form: checking what was typed, keeping it with its line of history.

use super::{COUNTS, OwnForm, form, stored};
use binder::By;
use binder::history::{self, NewEntry, TEXT_MAX};
use binder::undo::Recorder;
use domain::own_form::{Answer, Field, FieldKind, Wrong, read};
use domain::{ClientId, EntryId, EntryKind, FormId, FormVersionId, Language, UndoId};
use std::collections::BTreeMap;
use store::{StoreError, Tx, Value, params};
use web::{Failure, Message, Visible};

/// What was typed into one form.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Which form.
    pub form_id: FormId,
    /// The version that was on the screen.
    pub version_id: Option<FormVersionId>,
    /// What stands in each field.
    pub typed: BTreeMap<u32, Vec<String>>,
}

/// A form whose answers were understood.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The form.
    pub form: OwnForm,
    /// What was answered, by the keys of its fields.
    pub answers: BTreeMap<u32, Answer>,
}

/// Reads and looks up every answer; what is wrong comes by the key of its field. Nothing is written.
///
/// # Errors
/// [`StoreError`].
pub fn check(tx: &mut Tx<'_>, by: &By, form: &OwnForm, sent: &Sent) -> Result<Result<Filled, BTreeMap<u32, Wrong>>, StoreError> {
    let (mut answers, mut wrong) = (BTreeMap::new(), BTreeMap::new());
    for field in &form.fields {
        match understand(tx, by, field, sent.typed.get(&field.key).map_or(&[][..], Vec::as_slice))? {
            Ok(Some(answer)) => drop(answers.insert(field.key, answer)),
            Ok(None) => {}
            Err(reason) => drop(wrong.insert(field.key, reason)),
        }
    }
    Ok(if wrong.is_empty() { Ok(Filled { form: form.clone(), answers }) } else { Err(wrong) })
}

/// Reads an answer and looks up the client or the colleague that it names.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn understand(tx: &mut Tx<'_>, by: &By, field: &Field, typed: &[String]) -> Result<Result<Option<Answer>, Wrong>, StoreError> {
    let mut typed: Vec<String> = typed.to_vec();
    if field.kind == FieldKind::Client {
        typed = typed.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
        if let Some(name) = typed.first().cloned() {
            typed[0] = reachable(tx, by, &name)?.map_or_else(|| "0".to_owned(), |(id, name)| format!("{id} {name}"));
        }
    }
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    Ok(match read(field, &typed) {
        Ok(Some(Answer::Named(id, _))) if field.kind == FieldKind::Person => {
            colleague(tx, id)?.map_or(Err(Wrong::NotThere), |name| Ok(Some(Answer::Named(id, name))))
        }
        read => read,
    })
}

/// The client that the actor may see by its number, the address of its file, or its whole name if only one has it.
///
/// # Errors
/// [`StoreError`].
fn reachable(tx: &mut Tx<'_>, by: &By, typed: &str) -> Result<Option<(i64, String)>, StoreError> {
    let number: Option<i64> = typed.rsplit("/files/").next().unwrap_or(typed).split(['?', '/', ' ']).next().and_then(|text| text.parse().ok());
    let seen = Visible::condition("owner_id", 3);
    let sql = format!("SELECT id, name FROM client WHERE (id = $1 OR ($1 = 0 AND name_fold = $2)) AND {seen} ORDER BY id LIMIT 2");
    let of = |tx: &mut Tx<'_>, id: i64| {
        let params: Vec<Value> = [vec![Value::Int(id), domain::fold::fold(typed).into()], by.visible.params().to_vec()].concat();
        tx.rows(&sql, &params)
    };
    let mut rows = match number {
        Some(id) if id > 0 => of(tx, id)?,
        _ => Vec::new(),
    };
    if rows.is_empty() {
        rows = of(tx, 0)?;
    }
    match rows.as_slice() {
        [row] => Ok(Some((row.get(0)?, row.get(1)?))),
        _ => Ok(None),
    }
}

fn colleague(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>, StoreError> {
    tx.row("SELECT name FROM person WHERE id = $1 AND active = 1", params![id])?.map(|row| row.get(0)).transpose()
}

/// The line of history of each, in the writer's language: found, printed and taken out with all others.
pub fn history_lines(by: &By, filled: &[Filled], language: Language, yes_no: (&str, &str)) -> Vec<NewEntry> {
    filled
        .iter()
        .map(|filled| {
            let said = |field: &Field| {
                let answer = filled.answers.get(&field.key)?;
                Some(format!("{}: {}", field.label.say(language), answer.say(field, language, yes_no)))
            };
            let lines: Vec<String> = filled.form.fields.iter().filter_map(said).collect();
            let text: String = format!("{} — {}", filled.form.names.say(language), lines.join("; ")).chars().take(TEXT_MAX).collect();
            NewEntry { at: by.now, kind: EntryKind::Form, outcome: None, seconds: None, text }
        })
        .collect()
}

/// Keeps the answers with their lines of history, which were written in this transaction.
///
/// # Errors
/// [`StoreError`].
pub fn keep(tx: &mut Tx<'_>, by: &By, client_id: ClientId, filled: &[Filled], entries: &[EntryId]) -> Result<(), StoreError> {
    for (filled, entry_id) in filled.iter().zip(entries) {
        tx.run(
            "INSERT INTO filled_form (client_id, form_id, version_id, entry_id, person_id, at, answers) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![client_id, filled.form.id, filled.form.version_id, *entry_id, by.person_id, by.now, stored::write_answers(&filled.answers)],
        )?;
    }
    Ok(())
}

/// Fills a form at any time, apart from a filing.
///
/// # Errors
/// [`Failure::NotFound`] for a file that the actor may not see or a retired form; refused on `forms` when the form was
/// changed meanwhile or an answer is wrong.
pub fn fill(tx: &mut Tx<'_>, by: &By, client_id: ClientId, sent: &Sent, language: Language, yes_no: (&str, &str)) -> Result<UndoId, Failure> {
    let standing = binder::slips::hold(tx, by, client_id)?;
    let form = form(tx, sent.form_id)?;
    if form.is_retired {
        return Err(Failure::NotFound);
    }
    if sent.version_id != Some(form.version_id) {
        return Err(Failure::field("forms", "form-changed-meanwhile"));
    }
    let filled = check(tx, by, &form, sent)?.map_err(|_| Failure::field("forms", "form-not-filled"))?;
    let filled = [filled];
    let mut recorder = Recorder::default();
    let mut entries = Vec::new();
    for entry in &history_lines(by, &filled, language, yes_no) {
        entries.push(history::write(tx, &mut recorder, by, client_id, None, entry)?);
    }
    keep(tx, by, client_id, &filled, &entries)?;
    let said = Message::new("did-fill-form").with("name", standing.name).with("form", filled[0].form.names.say(language));
    Ok(recorder.finish(tx, by.person_id, by.now, &said)?)
}

/// A form as it was filled into a file, with the fields of its own version.
#[derive(Clone, Debug)]
pub struct FilledIn {
    /// Its name now.
    pub names: domain::own_form::Names,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who.
    pub person: String,
    /// The fields of the version that was filled.
    pub fields: Vec<Field>,
    /// What was answered.
    pub answers: BTreeMap<u32, Answer>,
}

impl FilledIn {
    /// Those of a file that are not taken back, newest first.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a file that the actor may not see.
    pub fn of(tx: &mut Tx<'_>, by: &By, client_id: ClientId, limit: u32) -> Result<Vec<FilledIn>, Failure> {
        binder::slips::seen_client(tx, by, client_id)?;
        let sql = format!(
            "SELECT f.names, d.at, p.name, v.fields, d.answers FROM filled_form d
             JOIN own_form f ON f.id = d.form_id JOIN own_form_version v ON v.id = d.version_id JOIN person p ON p.id = d.person_id
             WHERE d.client_id = $1 AND {COUNTS} ORDER BY d.at DESC, d.id DESC LIMIT $2"
        );
        let rows = tx.rows(&sql, params![client_id, limit])?;
        rows.iter().map(|row| Ok(FilledIn::read(row, 0)?)).collect()
    }

    /// The last ones of many files, newest first, for paper. The files must be ones that the actor may see.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of_files(tx: &mut Tx<'_>, files: &[ClientId], per_file: u32) -> Result<BTreeMap<ClientId, Vec<FilledIn>>, StoreError> {
        if files.is_empty() {
            return Ok(BTreeMap::new());
        }
        let marks: Vec<String> = (2..files.len() + 2).map(|index| format!("${index}")).collect();
        let sql = format!(
            "SELECT d.client_id, f.names, d.at, p.name, v.fields, d.answers
             FROM (SELECT d.client_id, d.id, d.at, d.form_id, d.version_id, d.person_id, d.answers,
                     row_number() OVER (PARTITION BY d.client_id ORDER BY d.at DESC, d.id DESC) AS nth
                   FROM filled_form d WHERE d.client_id IN ({}) AND {COUNTS}) d
             JOIN own_form f ON f.id = d.form_id JOIN own_form_version v ON v.id = d.version_id JOIN person p ON p.id = d.person_id
             WHERE d.nth <= $1 ORDER BY d.client_id, d.nth",
            marks.join(", ")
        );
        let mut values = vec![store::Value::from(per_file)];
        values.extend(files.iter().map(|id| store::Value::from(*id)));
        let mut filled: BTreeMap<ClientId, Vec<FilledIn>> = BTreeMap::new();
        for row in &tx.rows(&sql, &values)? {
            filled.entry(row.get(0)?).or_default().push(FilledIn::read(row, 1)?);
        }
        Ok(filled)
    }

    /// Its columns from `first` on: names, moment, person, fields, answers.
    fn read(row: &store::Row, first: usize) -> Result<FilledIn, StoreError> {
        let fields = stored::fields(&row.get::<String>(first + 3)?);
        let answers = stored::answers(&row.get::<String>(first + 4)?, &fields);
        Ok(FilledIn { names: stored::names(&row.get::<String>(first)?), at: row.get(first + 1)?, person: row.get(first + 2)?, fields, answers })
    }
}
