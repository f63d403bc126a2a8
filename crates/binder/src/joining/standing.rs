//! Where the two files stand, before and after.
//!
//! Owns the columns of `client` that a joining reads and changes. Never the words of the card but for those that the
//! person chose.

use crate::slips;
use crate::undo::{from_json, to_json};
use domain::ClientId;
use serde_json::{Value as Json, json};
use store::{Dialect, StoreError, Tx, Value, params};

/// The columns that a joining may change besides the chosen fields of the card.
pub(super) const COLUMNS: &[&str] = &[
    "state",
    "close_reason",
    "close_note",
    "closed_at",
    "slip_id",
    "place",
    "top_ranked",
    "prepared",
    "class_id",
    "ideal_days",
    "latest_days",
    "phone",
    "contact",
    "last_at",
    "last_kind",
    "last_outcome",
    "last_line",
    "last_person_id",
    "reached_at",
    "reached_day",
    "due_ideal",
    "due_latest",
];

/// Columns of a row of `client`, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns(Vec<(String, Value)>);

impl Columns {
    /// Reads them.
    pub(super) fn read(tx: &mut Tx<'_>, id: ClientId, names: &[&str]) -> Result<Columns, StoreError> {
        let row = tx.row(&format!("SELECT {} FROM client WHERE id = $1", names.join(", ")), params![id])?.ok_or(StoreError::Shape { column: 0 })?;
        let column = |(index, name): (usize, &&str)| Ok(((*name).to_owned(), row.get::<Value>(index)?));
        names.iter().enumerate().map(column).collect::<Result<_, StoreError>>().map(Columns)
    }

    pub(super) fn get(&self, name: &str) -> &Value {
        self.0.iter().find(|(other, _)| other == name).map_or(&Value::Null, |(_, value)| value)
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        if let Value::Int(number) = self.get(name) { Some(*number) } else { None }
    }

    pub(super) fn text(&self, name: &str) -> &str {
        if let Value::Text(text) = self.get(name) { text } else { "" }
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Writes them into the row.
    pub(super) fn write(&self, tx: &mut Tx<'_>, id: ClientId, now: i64) -> Result<(), StoreError> {
        let set: Vec<String> = self.0.iter().enumerate().map(|(index, (name, _))| format!("{name} = ${}", index + 3)).collect();
        let sql = format!("UPDATE client SET version = version + 1, updated_at = $2, {} WHERE id = $1", set.join(", "));
        let mut values = vec![Value::from(id), now.into()];
        values.extend(self.0.iter().map(|(_, value)| value.clone()));
        tx.run(&sql, &values)?;
        tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![id]).map(drop)
    }

    pub(super) fn to_json(&self) -> Json {
        self.0.iter().map(|(name, value)| json!([name, to_json(value)])).collect()
    }

    /// Reads what [`Columns::to_json`] wrote; a name that is no column's is left out.
    pub(super) fn of_json(json: &Json) -> Columns {
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let one = |pair: &Json| Some((pair[0].as_str().filter(|name| is_name(name))?.to_owned(), from_json(&pair[1])));
        Columns(json.as_array().into_iter().flatten().filter_map(one).collect())
    }
}

/// Puts a file where its earliest open step is: the columns that say so. None, if it has no open step.
pub(super) fn place_of(tx: &mut Tx<'_>, id: ClientId) -> Result<Option<[(&'static str, Value); 2]>, StoreError> {
    let open = slips::open_slips(tx, id)?;
    let first = domain::filing::earliest(&open).and_then(|first| open.iter().find(|slip| slip.id == first));
    Ok(first.map(|slip| [("slip_id", slip.id.into()), ("place", slip.place.into())]))
}

/// Holds a row until the transaction ends.
pub(super) fn lock(tx: &mut Tx<'_>, id: ClientId) -> Result<(), StoreError> {
    if tx.dialect() == Dialect::Postgres {
        tx.run("SELECT 1 FROM client WHERE id = $1 FOR UPDATE", params![id])?;
    }
    Ok(())
}
