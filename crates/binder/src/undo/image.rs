//! What an action changed, written down while it is done.

use super::settings_back::RemovedClass;
use domain::{EntryId, PersonId, SlipKind, UndoId};
use serde_json::{Value as Json, json};
use store::{StoreError, Tx, Value, params};
use web::Message;
use web::texts::Argument;

/// The tables whose rows may be put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A client's card and standing.
    Client,
    /// A planned step.
    Slip,
    /// The people at a client.
    Contact,
    /// Phones, e-mails, messengers.
    Reach,
    /// What somebody takes along.
    TakeAlong,
    /// What came from a device.
    Delivery,
    /// What a person set for oneself.
    Person,
    /// Classes of clients.
    Class,
    /// Forms that the head composed.
    OwnForm,
    /// What they asked for, version by version.
    FormVersion,
    /// Documents in files.
    Document,
    /// Their versions.
    DocumentVersion,
    /// Kinds of documents of the company's own.
    DocumentKind,
    /// Mailboxes that are read.
    Mailbox,
    /// Where a message went.
    Mail,
    /// Senders of whom a mailbox wants nothing.
    MailNever,
    /// Templates and text modules.
    MailText,
    /// Messages written here.
    Letter,
    /// Fields of the company's own.
    OwnField,
    /// What stands in them.
    FieldValue,
    /// Views that are kept.
    SavedView,
    /// Pairs of files that may be of one client.
    Alike,
    /// How clients stand to each other.
    Relation,
    /// People who went from one client to another.
    PersonMoved,
}

impl Table {
    const ALL: [Table; 24] = [
        Table::Client,
        Table::Slip,
        Table::Contact,
        Table::Reach,
        Table::TakeAlong,
        Table::Delivery,
        Table::Person,
        Table::Class,
        Table::OwnForm,
        Table::FormVersion,
        Table::Document,
        Table::DocumentVersion,
        Table::DocumentKind,
        Table::Mailbox,
        Table::Mail,
        Table::MailNever,
        Table::MailText,
        Table::Letter,
        Table::OwnField,
        Table::FieldValue,
        Table::SavedView,
        Table::Alike,
        Table::Relation,
        Table::PersonMoved,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Table::Client => "client",
            Table::Slip => "slip",
            Table::Contact => "contact",
            Table::Reach => "reach",
            Table::TakeAlong => "take_along",
            Table::Delivery => "delivery",
            Table::Person => "person",
            Table::Class => "client_class",
            Table::OwnForm => "own_form",
            Table::FormVersion => "own_form_version",
            Table::Document => "document",
            Table::DocumentVersion => "document_version",
            Table::DocumentKind => "document_kind",
            Table::Mailbox => "mailbox",
            Table::Mail => "mail",
            Table::MailNever => "mail_never",
            Table::MailText => "mail_text",
            Table::Letter => "letter",
            Table::OwnField => "own_field",
            Table::FieldValue => "field_value",
            Table::SavedView => "saved_view",
            Table::Alike => "alike",
            Table::Relation => "relation",
            Table::PersonMoved => "person_moved",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The columns that are kept when a client's rows of this table are replaced as a whole.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Contact => &["id", "client_id", "name", "position", "rank"],
            Table::Reach => &["id", "client_id", "contact_id", "kind", "as_typed", "norm", "reversed", "extension", "rank"],
            Table::FieldValue => &["id", "client_id", "contact_id", "field_id", "answer", "sort_key"],
            _ => &[],
        }
    }
}

/// Changes rows and remembers how they were.
#[derive(Default)]
pub struct Recorder {
    steps: Vec<Json>,
}

impl Recorder {
    /// Sets columns of one row and keeps the values before and after.
    ///
    /// # Errors
    /// [`StoreError`], also if there is no such row.
    pub fn change(&mut self, tx: &mut Tx<'_>, table: Table, id: i64, set: &[(&'static str, Value)]) -> Result<(), StoreError> {
        let columns: Vec<&str> = set.iter().map(|(column, _)| *column).collect();
        let select = format!("SELECT {} FROM {} WHERE id = $1", columns.join(", "), table.name());
        let before = tx.row(&select, params![id])?.ok_or(StoreError::Shape { column: 0 })?;
        let mut changes = Vec::with_capacity(set.len());
        for (index, (column, after)) in set.iter().enumerate() {
            let before: Value = before.get(index)?;
            changes.push(json!([column, to_json(&before), to_json(after)]));
        }
        let assignments: Vec<String> = columns.iter().enumerate().map(|(index, column)| format!("{column} = ${}", index + 2)).collect();
        let update = format!("UPDATE {} SET {} WHERE id = $1", table.name(), assignments.join(", "));
        let mut values = vec![Value::Int(id)];
        values.extend(set.iter().map(|(_, after)| after.clone()));
        tx.run(&update, &values)?;
        self.steps.push(json!({ "row": table.name(), "id": id, "set": changes }));
        Ok(())
    }

    /// Remembers that this row was made, so that taking back removes it again.
    pub fn made(&mut self, table: Table, id: i64) {
        self.steps.push(json!({ "made": table.name(), "id": id }));
    }

    /// Remembers that this entry was written.
    pub fn wrote(&mut self, id: EntryId) {
        self.steps.push(json!({ "entry": id.0 }));
    }

    /// Remembers a correction of a line in that client's history.
    pub fn corrected(&mut self, client_id: domain::ClientId, id: i64) {
        self.steps.push(json!({ "corrected": id, "client": client_id.0 }));
    }

    /// Remembers that this entry was taken back because it belongs elsewhere: taking that back writes it once more.
    pub fn took_back(&mut self, id: EntryId) {
        self.steps.push(json!({ "took_back": id.0 }));
    }

    /// Remembers that a duration was learned from.
    pub fn learned(&mut self, person_id: PersonId, kind: SlipKind, minutes: i64) {
        self.steps.push(json!({ "learned": kind.as_str(), "person": person_id.0, "minutes": minutes }));
    }

    /// Remembers a whole import.
    pub fn imported(&mut self, id: domain::ImportId) {
        self.steps.push(json!({ "import": id.0 }));
    }

    /// Remembers a whole hand-over.
    pub fn handed_over(&mut self, id: domain::HandOverId) {
        self.steps.push(json!({ "hand_over": id.0 }));
    }

    /// Remembers something done with many clients, whose parts are actions of their own.
    pub fn many(&mut self, bulk: i64) {
        self.steps.push(json!({ "bulk": bulk }));
    }

    /// Remembers that a file took another in.
    pub fn joined(&mut self, joining: i64) {
        self.steps.push(json!({ "joined": joining }));
    }

    /// Remembers that what was joined was taken apart.
    pub fn separated(&mut self, joining: i64) {
        self.steps.push(json!({ "separated": joining }));
    }

    /// Remembers how an absence stood before and after.
    pub fn absent(&mut self, id: domain::AbsenceId, before: Json, after: Json) {
        self.steps.push(json!({ "absence": id.0, "before": before, "after": after }));
    }

    /// Remembers a class that was removed, and whose class it was.
    pub fn removed_class(&mut self, class: &RemovedClass) {
        self.steps.push(class.step());
    }

    /// Remembers how the evening of that day stood before and after.
    pub fn evening(&mut self, day: domain::Date, before: &crate::days::Evening, after: &crate::days::Evening) {
        let kept = |evening: &crate::days::Evening| json!([evening.note, evening.figures, evening.closed_at]);
        self.steps.push(json!({ "evening": domain::place::date_number(day), "before": kept(before), "after": kept(after) }));
    }

    /// Lets `work` replace a client's rows of that table, and keeps all of them before and after.
    ///
    /// # Errors
    /// [`StoreError`], or what `work` returns.
    pub fn replace(
        &mut self,
        tx: &mut Tx<'_>,
        table: Table,
        client_id: domain::ClientId,
        work: impl FnOnce(&mut Tx<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let before = rows_of(tx, table, client_id.0)?;
        work(tx)?;
        let after = rows_of(tx, table, client_id.0)?;
        self.steps.push(json!({ "rows": table.name(), "client": client_id.0, "before": before, "after": after }));
        Ok(())
    }

    /// Remembers that something was written about a consent.
    pub fn consented(&mut self, id: i64) {
        self.steps.push(json!({ "consent": id }));
    }

    /// Adds what was changed as a part of this action, after what was changed before.
    pub fn take_in(&mut self, other: Recorder) {
        self.steps.extend(other.steps);
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Adds what was changed here to an action that is written down already: both are taken back together.
    ///
    /// # Errors
    /// [`StoreError`], also if there is no such action.
    pub fn join(self, tx: &mut Tx<'_>, undo_id: UndoId) -> Result<(), StoreError> {
        // Added to the end as text: an import's list is long, and grows with each transaction.
        let more = Json::Array(self.steps).to_string();
        tx.one::<i64>(
            "UPDATE undo SET steps = CASE WHEN $2 = '[]' THEN steps WHEN steps = '[]' THEN $2
               ELSE substr(steps, 1, length(steps) - 1) || ',' || substr($2, 2) END WHERE id = $1 RETURNING id",
            params![undo_id, more],
        )
        .map(drop)
    }

    /// Gives an action another label: of an import nobody knows at first how many clients it will be.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn relabel(tx: &mut Tx<'_>, undo_id: UndoId, label: &Message) -> Result<(), StoreError> {
        tx.run("UPDATE undo SET label = $2 WHERE id = $1", params![undo_id, written(label)]).map(drop)
    }

    /// Writes it all down under a label that says in words what would be taken back.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn finish(self, tx: &mut Tx<'_>, person_id: PersonId, at: i64, label: &Message) -> Result<UndoId, StoreError> {
        forget_old(tx, person_id, at)?;
        tx.one(
            "INSERT INTO undo (person_id, at, label, steps) VALUES ($1, $2, $3, $4) RETURNING id",
            params![person_id, at, written(label), Json::Array(self.steps).to_string()],
        )
    }
}

/// A label as it is kept: the key of a message and its arguments.
fn written(label: &Message) -> String {
    let argument = |(name, value): &(&'static str, Argument)| match value {
        Argument::Number(number) => json!([name, number]),
        Argument::Text(text) => json!([name, text]),
    };
    let arguments: Vec<Json> = label.arguments.iter().map(argument).collect();
    json!({ "key": label.key, "arguments": arguments }).to_string()
}

/// How long what was done is kept at least, days: far longer than it can be taken back.
const KEPT_DAYS: i64 = 30;
/// How many of a person's last actions are kept however old they are.
const KEPT_LAST: u32 = 200;
/// How many are looked at with each new one: more than one, so that a backlog shrinks; few, so that nobody waits.
const FORGOTTEN_AT_ONCE: u32 = 20;

/// Forgets the oldest of a person's actions that nobody can take back any more, a few at a time, by the index
/// `undo_person`.
fn forget_old(tx: &mut Tx<'_>, person_id: PersonId, now: i64) -> Result<(), StoreError> {
    tx.run(
        "DELETE FROM undo WHERE id IN (
           SELECT oldest.id FROM (SELECT id, at FROM undo WHERE person_id = $1 ORDER BY id LIMIT $2) oldest
           WHERE oldest.at < $3 AND oldest.id < (SELECT u.id FROM undo u WHERE u.person_id = $1 ORDER BY u.id DESC LIMIT 1 OFFSET $4))",
        params![person_id, FORGOTTEN_AT_ONCE, now - KEPT_DAYS * 86_400_000, KEPT_LAST - 2],
    )?;
    Ok(())
}

pub(super) fn rows_of(tx: &mut Tx<'_>, table: Table, client_id: i64) -> Result<Json, StoreError> {
    let columns = table.columns();
    let select = format!("SELECT {} FROM {} WHERE client_id = $1 ORDER BY id", columns.join(", "), table.name());
    let rows = tx.rows(&select, params![client_id])?;
    let rows: Result<Vec<Json>, StoreError> = rows
        .iter()
        .map(|row| {
            (0..columns.len()).map(|index| row.get::<Value>(index).map(|value| to_json(&value))).collect::<Result<Vec<_>, _>>().map(Json::Array)
        })
        .collect();
    rows.map(Json::Array)
}

pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Null | Value::Bytes(_) => Json::Null,
        Value::Int(number) => json!(number),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
    }
}

pub(crate) fn from_json(json: &Json) -> Value {
    match json {
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
        Json::String(text) => Value::Text(text.clone()),
        _ => Value::Null,
    }
}
