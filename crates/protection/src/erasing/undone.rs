//! The images of rows with which actions could be taken back: those that show the erased file.
//!
//! Owns finding them. An action that also touched other files goes as a whole: half of it could not be taken back.

use super::texts;
use domain::ClientId;
use domain::protection::Named;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx, params};

/// What belongs to a file, table by table: its rows' numbers.
pub(super) struct Rows(BTreeMap<&'static str, BTreeSet<i64>>);

impl Rows {
    /// Reads them; before anything of the file is removed.
    pub(super) fn of(tx: &mut Tx<'_>, id: ClientId) -> Result<Rows, StoreError> {
        let statements = [
            ("slip", "SELECT id FROM slip WHERE client_id = $1"),
            ("contact", "SELECT id FROM contact WHERE client_id = $1"),
            ("reach", "SELECT id FROM reach WHERE client_id = $1"),
            ("take_along", "SELECT id FROM take_along WHERE client_id = $1"),
            ("delivery", "SELECT id FROM delivery WHERE client_id = $1"),
            ("entry", "SELECT id FROM entry WHERE client_id = $1"),
            ("consent", "SELECT id FROM consent WHERE client_id = $1"),
            ("document", "SELECT id FROM document WHERE client_id = $1"),
            ("document_version", "SELECT v.id FROM document_version v JOIN document d ON d.id = v.document_id WHERE d.client_id = $1"),
            ("mail", "SELECT mail_id FROM mail_file WHERE client_id = $1"),
            ("letter", "SELECT id FROM letter WHERE client_id = $1"),
            ("relation", "SELECT id FROM relation WHERE from_id = $1 OR to_id = $1"),
            ("person_moved", "SELECT id FROM person_moved WHERE from_id = $1 OR to_id = $1"),
            ("field_value", "SELECT id FROM field_value WHERE client_id = $1"),
        ];
        let mut rows = BTreeMap::from([("client", BTreeSet::from([id.0]))]);
        for (table, sql) in statements {
            rows.insert(table, tx.rows(sql, params![id])?.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?);
        }
        Ok(Rows(rows))
    }

    fn has(&self, table: &str, id: &Json) -> bool {
        id.as_i64().is_some_and(|id| self.0.get(table).is_some_and(|ids| ids.contains(&id)))
    }

    /// Whether a step of an action shows the file.
    fn are_in(&self, step: &Json) -> bool {
        let of = |table: &Json| table.as_str().is_some_and(|table| self.has(table, &step["id"]));
        of(&step["row"])
            || of(&step["made"])
            || self.has("client", &step["client"])
            || self.has("entry", &step["entry"])
            || self.has("consent", &step["consent"])
    }
}

/// The actions that show the file or name it.
pub(super) fn actions(tx: &mut Tx<'_>, rows: &Rows, named: &Named) -> Result<Vec<i64>, StoreError> {
    let mut found = Vec::new();
    tx.each("SELECT id, label, steps FROM undo ORDER BY id", &[], &mut |row| {
        let (label, steps): (String, String) = (row.get(1)?, row.get(2)?);
        let shows = match serde_json::from_str::<Json>(&steps) {
            Ok(steps) => steps.as_array().is_some_and(|steps| steps.iter().any(|step| rows.are_in(step))),
            Err(_) => true,
        };
        if shows || names(&label, named) || names(&steps, named) {
            found.push(row.get(0)?);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Whether a text in JSON names somebody: as it is written there, and as it is meant.
fn names(json: &str, named: &Named) -> bool {
    fn within(json: &Json, named: &Named) -> bool {
        match json {
            Json::String(text) => named.is_in(text),
            Json::Array(items) => items.iter().any(|item| within(item, named)),
            Json::Object(fields) => fields.values().any(|value| within(value, named)),
            _ => false,
        }
    }
    named.is_in(json) || serde_json::from_str::<Json>(json).is_ok_and(|json| within(&json, named))
}

/// The addresses of a file, for the reading of rejected rows.
pub(super) fn norms(tx: &mut Tx<'_>, id: ClientId) -> Result<Vec<String>, StoreError> {
    texts(tx, "SELECT norm FROM reach WHERE client_id = $1 AND kind = 'phone'", id)
}
