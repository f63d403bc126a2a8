//! When a client was last reached, and by when somebody should speak with it again (E34).
//!
//! Owns the columns `reached_at`, `reached_day`, `due_ideal`, `due_latest` of `client`. Never moves a file.

use crate::By;
use crate::history::NewEntry;
use domain::rhythm::{day_number, is_contact};
use domain::{ClassId, ClientId, Date};
use store::{StoreError, Tx, Value, params};

/// The client's interval: its own, or else its class's. Two columns, both null without one.
pub const INTERVAL: &str = "coalesce(c.ideal_days, k.ideal_days), coalesce(c.latest_days, k.latest_days)";

/// The columns that an entry changes; none if it is no real contact, or older than the last one.
///
/// # Errors
/// [`StoreError`].
pub fn reached(tx: &mut Tx<'_>, by: &By, client_id: ClientId, entry: &NewEntry) -> Result<Vec<(&'static str, Value)>, StoreError> {
    if !is_contact(entry.kind, entry.outcome) {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT c.reached_at, {INTERVAL} FROM client c LEFT JOIN client_class k ON k.id = c.class_id WHERE c.id = $1");
    let Some(row) = tx.row(&sql, params![client_id])? else { return Ok(Vec::new()) };
    if row.get::<Option<i64>>(0)?.is_some_and(|last| last > entry.at) {
        return Ok(Vec::new());
    }
    let mut set = due(by.day_of(entry.at), row.get(1)?, row.get(2)?);
    set.push(("reached_at", entry.at.into()));
    Ok(set)
}

/// The columns of a client whose last real contact is that line, or who was never reached: then it counts from the day of
/// its file.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn counted_from(
    tx: &mut Tx<'_>,
    by: &By,
    client_id: ClientId,
    last: Option<&crate::history::Entry>,
) -> Result<Vec<(&'static str, Value)>, StoreError> {
    let sql = format!("SELECT c.created_at, {INTERVAL} FROM client c LEFT JOIN client_class k ON k.id = c.class_id WHERE c.id = $1");
    let Some(row) = tx.row(&sql, params![client_id])? else { return Ok(Vec::new()) };
    let mut set = due(by.day_of(last.map_or(row.get(0)?, |entry| entry.at)), row.get(1)?, row.get(2)?);
    set.push(("reached_at", last.map(|entry| entry.at).into()));
    Ok(set)
}

/// The columns that say by when the next contact is due, counted from that day.
pub fn due(reached: Date, ideal_days: Option<i64>, latest_days: Option<i64>) -> Vec<(&'static str, Value)> {
    let day = day_number(reached);
    vec![
        ("reached_day", day.into()),
        ("due_ideal", ideal_days.map(|days| day + days).into()),
        ("due_latest", latest_days.map(|days| day + days).into()),
    ]
}

/// Counts the due days of a class's clients anew by its interval; those with an interval of their own keep theirs.
///
/// # Errors
/// [`StoreError`].
pub fn recount_class(tx: &mut Tx<'_>, id: ClassId) -> Result<(), StoreError> {
    tx.run(
        "UPDATE client SET due_ideal = reached_day + (SELECT k.ideal_days FROM client_class k WHERE k.id = $1),
           due_latest = reached_day + (SELECT k.latest_days FROM client_class k WHERE k.id = $1)
         WHERE class_id = $1 AND ideal_days IS NULL",
        params![id],
    )
    .map(drop)
}
