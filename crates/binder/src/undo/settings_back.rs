//! Taking back what somebody set for a company or a day: classes of clients, composed forms, the note of an evening.
//!
//! Owns which of that cannot be taken back any more: what others have used since stays.

use super::image::Table;
use crate::By;
use crate::rhythm::recount_class;
use domain::ClassId;
use serde_json::{Value as Json, json};
use store::{StoreError, Tx, Value, params};
use web::Failure;

/// How many clients are named in one statement.
const AT_ONCE: usize = 500;

/// A class as it was, with the clients that were in it.
#[derive(Clone, Debug)]
pub struct RemovedClass {
    /// Which.
    pub id: ClassId,
    /// Its name.
    pub name: String,
    /// Its interval, days.
    pub ideal_days: i64,
    /// The longest interval, days.
    pub latest_days: i64,
    /// Its clients' ids.
    pub clients: Vec<i64>,
}

impl RemovedClass {
    pub(super) fn step(&self) -> Json {
        json!({ "class": self.id.0, "name": self.name, "ideal": self.ideal_days, "latest": self.latest_days, "clients": self.clients })
    }
}

fn conflict() -> Failure {
    Failure::form("undo-conflict")
}

/// A rule that is broken by going back means that others went on: the name was given again, say.
fn or_conflict<T>(done: Result<T, StoreError>) -> Result<T, Failure> {
    done.map_err(|error| if error.is_rule() { conflict() } else { Failure::Store(error) })
}

/// Brings a removed class back, for those of its clients that got no other since.
pub(super) fn class_back(tx: &mut Tx<'_>, step: &Json) -> Result<(), Failure> {
    let id = step["class"].as_i64().ok_or_else(conflict)?;
    let name = step["name"].as_str().ok_or_else(conflict)?;
    or_conflict(tx.run(
        "INSERT INTO client_class (id, name, ideal_days, latest_days) VALUES ($1, $2, $3, $4)",
        params![id, name, step["ideal"].as_i64(), step["latest"].as_i64()],
    ))?;
    let clients: Vec<String> = step["clients"].as_array().into_iter().flatten().filter_map(Json::as_i64).map(|id| id.to_string()).collect();
    for some in clients.chunks(AT_ONCE) {
        tx.run(&format!("UPDATE client SET class_id = $1 WHERE class_id IS NULL AND id IN ({})", some.join(", ")), params![id])?;
    }
    Ok(recount_class(tx, ClassId(id))?)
}

/// Removes a class or a form that was made; one that is used, and a form whose fields were changed since, stays.
pub(super) fn unmake(tx: &mut Tx<'_>, table: Table, id: i64) -> Result<(), Failure> {
    let (used, removals): (&str, &[&str]) = match table {
        Table::Class => ("SELECT 1 FROM client WHERE class_id = $1 LIMIT 1", &["DELETE FROM client_class WHERE id = $1"]),
        Table::OwnForm => (
            "SELECT 1 FROM filled_form WHERE form_id = $1 UNION ALL SELECT 1 FROM own_form_version WHERE form_id = $1 AND version > 1 LIMIT 1",
            &["DELETE FROM own_form_version WHERE form_id = $1", "DELETE FROM own_form WHERE id = $1"],
        ),
        Table::OwnField => ("SELECT 1 FROM field_value WHERE field_id = $1 LIMIT 1", &["DELETE FROM own_field WHERE id = $1"]),
        _ => ("SELECT 1 FROM filled_form WHERE version_id = $1 LIMIT 1", &["DELETE FROM own_form_version WHERE id = $1"]),
    };
    if tx.row(used, params![id])?.is_some() {
        return Err(conflict());
    }
    let mut removed = 0;
    for removal in removals {
        removed = or_conflict(tx.run(removal, params![id]))?;
    }
    if removed == 0 { Err(conflict()) } else { Ok(()) }
}

/// Puts the person's own evening back as it was.
pub(super) fn evening_back(tx: &mut Tx<'_>, by: &By, step: &Json) -> Result<(), Failure> {
    let day = step["evening"].as_i64().ok_or_else(conflict)?;
    let kept = |of: &str, index: usize| match &step[of][index] {
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
        _ => Value::Null,
    };
    let back = tx.run(
        "UPDATE evening SET note = $3, figures = $4, closed_at = $5
         WHERE person_id = $1 AND day = $2 AND note = $6 AND figures = $7 AND closed_at IS NOT DISTINCT FROM $8",
        &[
            by.person_id.into(),
            day.into(),
            kept("before", 0),
            kept("before", 1),
            kept("before", 2),
            kept("after", 0),
            kept("after", 1),
            kept("after", 2),
        ],
    )?;
    if back == 0 { Err(conflict()) } else { Ok(()) }
}
