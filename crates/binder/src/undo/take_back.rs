//! The verb: take one action back, all of it or nothing.

use super::image::{Table, from_json, rows_of};
use super::{documents_back, settings_back};
use crate::By;
use crate::slips::open_slips;
use domain::{ClientId, Place, SlipId, UndoId};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use store::{StoreError, Tx, Value, params};
use web::Failure;

/// How long an action can be taken back, days.
pub const UNDO_DAYS: i64 = 7;

/// An action that can be taken back.
#[derive(Clone, Debug)]
pub struct Undoable {
    /// Which.
    pub id: UndoId,
    /// When it was done, UTC milliseconds.
    pub at: i64,
    /// The message that says what it did.
    pub key: String,
    /// Its arguments.
    pub arguments: Vec<(String, web::texts::Argument)>,
    /// Whether it was taken back already.
    pub is_undone: bool,
    /// How much of it could not be taken back because it went on since; only a hand-over is taken back in part.
    pub kept: i64,
}

impl Undoable {
    /// What it did, in words.
    pub fn say(&self, texts: &web::Texts<'_>) -> String {
        texts.with_owned(&self.key, &self.arguments)
    }
}

/// One action of this person, if it can still be taken back.
fn one(tx: &mut Tx<'_>, by: &By, id: UndoId) -> Result<Option<Undoable>, StoreError> {
    let row = tx.row(
        "SELECT id, at, label, undone_at FROM undo WHERE person_id = $1 AND id = $2 AND at > $3",
        params![by.person_id, id, by.now - UNDO_DAYS * 86_400_000],
    )?;
    row.as_ref().map(read).transpose()
}

fn read(row: &store::Row) -> Result<Undoable, StoreError> {
    let label: Json = serde_json::from_str(&row.get::<String>(2)?).unwrap_or_default();
    Ok(Undoable {
        id: row.get(0)?,
        at: row.get(1)?,
        key: label["key"].as_str().unwrap_or("undo-something").to_owned(),
        arguments: arguments(&label["arguments"]),
        is_undone: row.get::<Option<i64>>(3)?.is_some(),
        kept: 0,
    })
}

/// The last actions of this person, newest first.
///
/// # Errors
/// [`StoreError`].
pub fn undoables(tx: &mut Tx<'_>, by: &By, limit: u32) -> Result<Vec<Undoable>, StoreError> {
    let rows = tx.rows(
        "SELECT id, at, label, undone_at FROM undo WHERE person_id = $1 AND at > $2 AND part_of IS NULL ORDER BY id DESC LIMIT $3",
        params![by.person_id, by.now - UNDO_DAYS * 86_400_000, limit],
    )?;
    rows.iter().map(read).collect()
}

fn arguments(json: &Json) -> Vec<(String, web::texts::Argument)> {
    json.as_array()
        .into_iter()
        .flatten()
        .filter_map(|pair| {
            let name = pair[0].as_str()?.to_owned();
            let value = match &pair[1] {
                Json::Number(number) => web::texts::Argument::Number(number.as_i64()?),
                other => web::texts::Argument::Text(other.as_str()?.to_owned()),
            };
            Some((name, value))
        })
        .collect()
}

/// Takes back one action of this person: the given one, or the last one that still stands.
///
/// # Errors
/// Refused if there is none, or if something it touched was changed since; nothing is changed then.
pub fn take_back(tx: &mut Tx<'_>, by: &By, id: Option<UndoId>) -> Result<Undoable, Failure> {
    let undoable = match id {
        Some(id) => one(tx, by, id)?,
        None => undoables(tx, by, 500)?.into_iter().find(|undoable| !undoable.is_undone),
    };
    let mut undoable = undoable.filter(|undoable| !undoable.is_undone).ok_or_else(|| Failure::form("undo-nothing"))?;
    // Claiming the row first makes a double click harmless: the second finds it undone.
    let claimed = tx.run("UPDATE undo SET undone_at = $1 WHERE id = $2 AND undone_at IS NULL", params![by.now, undoable.id])?;
    if claimed == 0 {
        return Err(Failure::form("undo-nothing"));
    }
    let steps: String = tx.one("SELECT steps FROM undo WHERE id = $1", params![undoable.id])?;
    let steps: Vec<Json> = serde_json::from_str(&steps).map_err(|error| Failure::Unexpected(error.to_string()))?;
    // Held in the order of their ids, like every verb that holds several, and only if the actor still sees them.
    let touched = touched(tx, &steps)?;
    for client_id in touched.iter().copied() {
        crate::slips::hold(tx, by, client_id).map_err(|failure| match failure {
            Failure::NotFound => Failure::form("undo-conflict"),
            other => other,
        })?;
        went_on(tx, undoable.id, client_id, &steps)?;
    }
    still_here(tx, &steps)?;
    let mut steps: Vec<&Json> = steps.iter().rev().collect();
    steps.sort_by_key(|step| order(step));
    for step in &steps {
        undoable.kept += step_back(tx, by, step)?;
    }
    for client_id in touched {
        stands_rightly(tx, client_id)?;
    }
    Ok(undoable)
}

/// What comes back into a binder must come back to somebody who still opens it.
fn still_here(tx: &mut Tx<'_>, steps: &[Json]) -> Result<(), Failure> {
    let mut people = BTreeSet::new();
    for step in steps.iter().filter(|step| order(step) == 0) {
        if let Some(row) = tx.row("SELECT person_id FROM slip WHERE id = $1", params![step["id"].as_i64()])? {
            people.insert(row.get::<domain::PersonId>(0)?);
        }
    }
    for person_id in people {
        if !crate::slips::hold_binder(tx, person_id)? {
            return Err(Failure::form("owner-has-left"));
        }
    }
    Ok(())
}

/// A step that was planned or moved since may now come before the one that is put back, although the row of
/// the client looks as the action left it. Then it is refused: a file always stands under its earliest slip.
fn stands_rightly(tx: &mut Tx<'_>, client_id: ClientId) -> Result<(), Failure> {
    // A slip that is open again belongs into the binder in which its file is now.
    tx.run(
        "UPDATE slip SET person_id = (SELECT c.owner_id FROM client c WHERE c.id = $1)
         WHERE client_id = $1 AND state = 'open' AND person_id <> (SELECT c.owner_id FROM client c WHERE c.id = $1)",
        params![client_id],
    )?;
    let Some(row) = tx.row("SELECT slip_id, place FROM client WHERE id = $1", params![client_id])? else { return Ok(()) };
    let stored: (Option<SlipId>, Option<Place>) = (row.get(0)?, row.get(1)?);
    let slips = open_slips(tx, client_id)?;
    let first = domain::filing::earliest(&slips).and_then(|id| slips.iter().find(|slip| slip.id == id));
    let is_right = stored == (first.map(|slip| slip.id), first.map(|slip| slip.place));
    if is_right { Ok(()) } else { Err(Failure::form("undo-conflict")) }
}

/// The clients an action touched; those of a whole import are looked at one by one there.
fn touched(tx: &mut Tx<'_>, steps: &[Json]) -> Result<BTreeSet<ClientId>, Failure> {
    let mut clients = BTreeSet::new();
    for step in steps {
        clients.extend(step["client"].as_i64().map(ClientId));
        let table = step["row"].as_str().or(step["made"].as_str());
        match (table, step["id"].as_i64()) {
            (Some("client"), Some(id)) => drop(clients.insert(ClientId(id))),
            (Some("slip"), Some(id)) => {
                if let Some(row) = tx.row("SELECT client_id FROM slip WHERE id = $1 AND client_id IS NOT NULL", params![id])? {
                    clients.insert(row.get(0)?);
                }
            }
            (Some(table @ ("document" | "document_version")), Some(id)) => clients.extend(documents_back::file_of(tx, table, id)?),
            _ => {}
        }
    }
    Ok(clients)
}

/// Whether a client that this action made was changed since by an action that still stands: then it stays.
fn went_on(tx: &mut Tx<'_>, undo_id: UndoId, client_id: ClientId, steps: &[Json]) -> Result<(), Failure> {
    if !steps.iter().any(|step| step["made"] == "client" && step["id"] == client_id.0) {
        return Ok(());
    }
    let row = tx.row(
        "SELECT 1 FROM undo WHERE id > $1 AND undone_at IS NULL AND (steps LIKE $2 OR steps LIKE $3) LIMIT 1",
        params![undo_id, format!("%\"id\":{client_id},\"row\":\"client\"%"), format!("%\"client\":{client_id},\"rows\"%")],
    )?;
    if row.is_some() { Err(Failure::form("undo-conflict")) } else { Ok(()) }
}

/// A slip must be open before a file stands under it, and a file must have left a slip before it closes:
/// the database refuses anything else.
fn order(step: &Json) -> u8 {
    let reopens = || step["set"].as_array().into_iter().flatten().any(|change| change[0] == "state" && change[1] == "open");
    match (step["row"].as_str(), step["made"].as_str()) {
        (Some("slip"), _) if reopens() => 0,
        (Some("slip"), _) => 1,
        (Some(_), _) => 2,
        (_, Some("slip")) => 4,
        (_, Some(_)) => 5,
        _ => 3,
    }
}

/// Takes one step back and says how much of it stays.
fn step_back(tx: &mut Tx<'_>, by: &By, step: &Json) -> Result<i64, Failure> {
    if let Some(id) = step["bulk"].as_i64() {
        return parts_back(tx, by, id).map(|()| 0);
    }
    if let Some(id) = step["hand_over"].as_i64() {
        return crate::hand_over::hand_over_back(tx, by, id);
    }
    whole_step_back(tx, by, step).map(|()| 0)
}

/// Most parts that are taken back in one transaction; more are taken back on their page, a few at a time.
const PARTS_MAX: usize = 2_000;

/// Takes back what was done with many clients, the last one first: all of it, or nothing.
fn parts_back(tx: &mut Tx<'_>, by: &By, bulk: i64) -> Result<(), Failure> {
    let under_way = tx.row("SELECT 1 FROM bulk WHERE id = $1 AND state NOT IN ('done', 'taken_back')", params![bulk])?;
    if under_way.is_some() {
        return Err(Failure::form("undo-bulk-under-way"));
    }
    let sql = "SELECT id FROM undo WHERE part_of = $1 AND undone_at IS NULL ORDER BY id DESC LIMIT $2";
    let parts: Vec<UndoId> = tx.rows(sql, params![bulk, PARTS_MAX as i64 + 1])?.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    if parts.len() > PARTS_MAX {
        return Err(Failure::form(web::Message::new("undo-bulk-many").with("bulk", bulk)));
    }
    for part in parts {
        take_back(tx, by, Some(part))?;
    }
    tx.run("UPDATE bulk SET state = 'taken_back', changed = 0 WHERE id = $1", params![bulk])?;
    Ok(())
}

/// Makes an action a part of something done with many clients: it does not stand in the list by itself any more.
///
/// # Errors
/// [`StoreError`].
pub fn is_part_of(tx: &mut Tx<'_>, undo_id: UndoId, bulk: i64) -> Result<(), StoreError> {
    tx.run("UPDATE undo SET part_of = $2 WHERE id = $1", params![undo_id, bulk]).map(drop)
}

fn whole_step_back(tx: &mut Tx<'_>, by: &By, step: &Json) -> Result<(), Failure> {
    let conflict = || Failure::form("undo-conflict");
    if let Some(table) = step["row"].as_str().and_then(Table::parse) {
        return row_back(tx, by, table, step);
    }
    if let Some(table) = step["made"].as_str().and_then(Table::parse) {
        return unmake(tx, by, table, step["id"].as_i64().ok_or_else(conflict)?);
    }
    if let Some(table) = step["rows"].as_str().and_then(Table::parse) {
        return rows_back(tx, table, step);
    }
    if let Some(entry) = step["entry"].as_i64() {
        tx.run("INSERT INTO entry_correction (entry_id, person_id, at, text) VALUES ($1, $2, $3, NULL)", params![entry, by.person_id, by.now])?;
        tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('entry', $1)", params![entry])?;
        return Ok(());
    }
    if let Some(correction) = step["corrected"].as_i64() {
        return crate::history::correction_back(tx, by, correction);
    }
    if let Some(entry) = step["took_back"].as_i64() {
        return crate::history::write_again(tx, by, domain::EntryId(entry));
    }
    if let Some(kind) = step["learned"].as_str() {
        tx.run(
            "UPDATE learned SET minutes = minutes - $1, contacts = contacts - 1 WHERE person_id = $2 AND kind = $3 AND contacts > 0",
            params![step["minutes"].as_i64(), step["person"].as_i64(), kind],
        )?;
        return Ok(());
    }
    if step["absence"].is_i64() {
        return crate::hand_over::absence_back(tx, by, step);
    }
    if let Some(import) = step["import"].as_i64() {
        return import_back(tx, by, import);
    }
    if step["class"].is_i64() {
        return settings_back::class_back(tx, step);
    }
    if let Some(consent) = step["consent"].as_i64() {
        return super::consent_back::consent_back(tx, by, consent);
    }
    if let Some(joining) = step["joined"].as_i64() {
        return crate::joining::separated(tx, by, joining);
    }
    if let Some(joining) = step["separated"].as_i64() {
        return crate::joining::join_again(tx, by, joining);
    }
    if step["evening"].is_i64() {
        return settings_back::evening_back(tx, by, step);
    }
    Ok(())
}

fn row_back(tx: &mut Tx<'_>, by: &By, table: Table, step: &Json) -> Result<(), Failure> {
    let id = step["id"].as_i64().unwrap_or(0);
    let changes: Vec<&Json> = step["set"].as_array().into_iter().flatten().collect();
    let mut assignments = Vec::new();
    let mut conditions = Vec::new();
    let mut values = vec![Value::Int(id)];
    for change in &changes {
        let Some(column) = change[0].as_str().filter(|column| column.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')) else {
            return Err(Failure::Unexpected("an undo step names no column".to_owned()));
        };
        // What only says when or how often is put back but not compared.
        assignments.push(format!("{column} = ${}", values.len() + 1));
        values.push(from_json(&change[1]));
        if column != "version" && column != "updated_at" {
            match from_json(&change[2]) {
                Value::Null => conditions.push(format!("{column} IS NULL")),
                after => {
                    conditions.push(format!("{column} = ${}", values.len() + 1));
                    values.push(after);
                }
            }
        }
    }
    let guard = if conditions.is_empty() { String::new() } else { format!(" AND {}", conditions.join(" AND ")) };
    let update = format!("UPDATE {} SET {} WHERE id = $1{guard}", table.name(), assignments.join(", "));
    // A rule that going back would break means that others went on: a name that was given again, say.
    let back = tx.run(&update, &values).map_err(|error| if error.is_rule() { Failure::form("undo-conflict") } else { Failure::Store(error) })?;
    if back == 0 {
        return Err(Failure::form("undo-conflict"));
    }
    match table {
        Table::Slip => event(tx, by, id)?,
        Table::Client => {
            // A card form that was opened before must not write the old values again unseen.
            tx.run("UPDATE client SET version = version + 1 WHERE id = $1", params![id])?;
            tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![id])?;
        }
        Table::Class => crate::rhythm::recount_class(tx, domain::ClassId(id))?,
        _ => {}
    }
    Ok(())
}

fn event(tx: &mut Tx<'_>, by: &By, slip: i64) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO slip_event (slip_id, client_id, person_id, at, what, place_to, for_person_id)
         SELECT s.id, s.client_id, $2, $3, 'undone', s.place, (
           SELECT max(w.person_id) FROM stand_in w WHERE w.deputy_id = $2 AND w.person_id = s.person_id AND w.from_day <= $4 AND w.to_day >= $4)
         FROM slip s WHERE s.id = $1",
        params![slip, by.person_id, by.now, by.today],
    )?;
    Ok(())
}

fn unmake(tx: &mut Tx<'_>, by: &By, table: Table, id: i64) -> Result<(), Failure> {
    match table {
        Table::Slip => {
            if tx.run("UPDATE slip SET state = 'withdrawn' WHERE id = $1 AND state = 'open'", params![id])? == 0 {
                return Err(Failure::form("undo-conflict"));
            }
            event(tx, by, id)?;
        }
        Table::Client => remove_client(tx, id, "undo-conflict")?,
        // People are never made by what can be taken back.
        Table::Person => return Err(Failure::form("undo-conflict")),
        Table::Document | Table::DocumentVersion | Table::DocumentKind => documents_back::unmake(tx, by, table, id)?,
        // Nor are these: they are switched on, and off again.
        Table::Mailbox | Table::Mail | Table::MailNever | Table::MailText | Table::Letter | Table::SavedView | Table::Alike => {
            return Err(Failure::form("undo-conflict"));
        }
        Table::Class | Table::OwnForm | Table::FormVersion | Table::OwnField => settings_back::unmake(tx, table, id)?,
        Table::Contact | Table::Reach | Table::FieldValue | Table::TakeAlong | Table::Delivery | Table::Relation | Table::PersonMoved => {
            tx.run(&format!("DELETE FROM {} WHERE id = $1", table.name()), params![id])?;
        }
    }
    Ok(())
}

/// Removes a client that was made by mistake. One with history stays: history is never deleted.
fn remove_client(tx: &mut Tx<'_>, id: i64, otherwise: &'static str) -> Result<(), Failure> {
    let has_history = "SELECT 1 FROM entry WHERE client_id = $1 UNION ALL SELECT 1 FROM handed_file WHERE client_id = $1
                       UNION ALL SELECT 1 FROM document WHERE client_id = $1
        UNION ALL SELECT 1 FROM letter WHERE client_id = $1
        UNION ALL SELECT 1 FROM joining WHERE kept_id = $1 OR gone_id = $1
        UNION ALL SELECT 1 FROM relation WHERE from_id = $1 OR to_id = $1
        UNION ALL SELECT 1 FROM person_moved WHERE from_id = $1 OR to_id = $1 LIMIT 1";
    if tx.row(has_history, params![id])?.is_some() {
        return Err(Failure::form(otherwise));
    }
    // Which deputy works it, and who takes it along, goes with it.
    tx.run("DELETE FROM absence_file WHERE client_id = $1", params![id])?;
    tx.run("DELETE FROM take_along WHERE client_id = $1", params![id])?;
    tx.run("DELETE FROM slip_event WHERE client_id = $1", params![id])?;
    tx.run("DELETE FROM client WHERE id = $1", params![id])?;
    tx.run("DELETE FROM slip WHERE client_id = $1", params![id])?;
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![id])?;
    Ok(())
}

fn rows_back(tx: &mut Tx<'_>, table: Table, step: &Json) -> Result<(), Failure> {
    let client = step["client"].as_i64().unwrap_or(0);
    if rows_of(tx, table, client)? != step["after"] {
        return Err(Failure::form("undo-conflict"));
    }
    tx.run(&format!("DELETE FROM {} WHERE client_id = $1", table.name()), params![client])?;
    let columns = table.columns();
    let marks: Vec<String> = (1..=columns.len()).map(|index| format!("${index}")).collect();
    let insert = format!("INSERT INTO {} ({}) VALUES ({})", table.name(), columns.join(", "), marks.join(", "));
    for row in step["before"].as_array().into_iter().flatten() {
        let values: Vec<Value> = row.as_array().into_iter().flatten().map(from_json).collect();
        tx.run(&insert, &values)?;
    }
    tx.run("UPDATE client SET version = version + 1 WHERE id = $1", params![client])?;
    Ok(())
}

/// Takes a whole import back: every client of it on which nobody has worked since. Those with history or
/// a changed card stay, and the person is told how many (the page counts them).
fn import_back(tx: &mut Tx<'_>, by: &By, import: i64) -> Result<(), Failure> {
    const UNTOUCHED: &str = "SELECT c.id FROM client c WHERE c.import_id = $1 AND c.version = 1
        AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM handed_file h WHERE h.client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.client_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM joining j WHERE j.kept_id = c.id OR j.gone_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM relation r WHERE r.from_id = c.id OR r.to_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM person_moved m WHERE m.from_id = c.id OR m.to_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM slip s WHERE s.client_id = c.id AND (s.state <> 'open' OR s.postponed > 0))";
    tx.run(&format!("INSERT INTO find_queue (what, ref_id) SELECT 'client', u.id FROM ({UNTOUCHED}) u"), params![import])?;
    tx.run("UPDATE import SET reversed_at = $2 WHERE id = $1", params![import, by.now])?;
    let gone: Vec<i64> = tx.rows(UNTOUCHED, params![import])?.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    for id in gone {
        remove_client(tx, ClientId(id).0, "undo-conflict")?;
    }
    Ok(())
}
