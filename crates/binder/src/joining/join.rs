//! The verb: one file takes another in, in one transaction.

use super::pieces;
use super::standing::{COLUMNS, Columns, place_of};
use crate::By;
use crate::history::{self, NewEntry};
use crate::slips::{self, Standing};
use crate::undo::Recorder;
use domain::filing::CloseReason;
use domain::fold::fold;
use domain::{ClientId, EntryKind, OwnFieldId, UndoId};
use serde_json::{Value as Json, json};
use store::{StoreError, Tx, Value, params};
use web::{Failure, Message};

/// The fields of the card that may be written anew when two files are joined.
const CARD: [&str; 19] = [
    "name",
    "company",
    "needs",
    "expects",
    "decides",
    "competitor",
    "source",
    "address",
    "town",
    "country",
    "time_zone",
    "language",
    "website",
    "birthday",
    "interests",
    "consent",
    "preferred_channel",
    "tags",
    "note",
];

/// What the person chose, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Fields of the card that are written anew: the column and its text. Those that are not named stay.
    pub card: Vec<(&'static str, String)>,
    /// Own fields of the client whose answer is taken from the other file although this one has its own.
    pub own: Vec<OwnFieldId>,
}

impl Chosen {
    fn to_json(&self) -> Json {
        json!({ "card": self.card, "own": self.own.iter().map(|id| id.0).collect::<Vec<_>>() })
    }

    fn of_json(json: &Json) -> Chosen {
        let field = |pair: &Json| {
            let name = CARD.into_iter().find(|name| pair[0].as_str() == Some(name))?;
            Some((name, pair[1].as_str()?.to_owned()))
        };
        Chosen {
            card: json["card"].as_array().into_iter().flatten().filter_map(field).collect(),
            own: json["own"].as_array().into_iter().flatten().filter_map(Json::as_i64).map(OwnFieldId).collect(),
        }
    }
}

/// Joins `gone` into `kept`: its history, steps, documents, mail and forms stand there from now on. `seen` are the
/// versions of the two files that the person looked at; `line` is what the history says of it.
///
/// # Errors
/// [`Failure::NotFound`] for a file that the actor may not see. Refused for one file with itself, if either was
/// changed since it was looked at, was erased or joined already, or if only one of them must not be contacted.
pub fn join(
    tx: &mut Tx<'_>,
    by: &By,
    (kept, gone): (ClientId, ClientId),
    seen: Option<(i64, i64)>,
    chosen: &Chosen,
    line: &str,
) -> Result<UndoId, Failure> {
    let (stays, goes) = hold_both(tx, by, kept, gone)?;
    may_join(&stays, &goes)?;
    if !slips::hold_binder(tx, stays.owner_id)? {
        return Err(Failure::form("owner-has-left"));
    }
    if let Some((one, other)) = seen {
        let version = |tx: &mut Tx<'_>, id: ClientId| tx.one::<i64>("SELECT version FROM client WHERE id = $1", params![id]);
        if version(tx, kept)? != one || version(tx, gone)? != other {
            return Err(Failure::form("joining-changed-meanwhile"));
        }
    }
    let id = over(tx, by, (kept, gone), chosen, line)?;
    let mut recorder = Recorder::default();
    recorder.joined(id);
    let label = Message::new("did-join").with("name", stays.name.as_str()).with("other", goes.name.as_str());
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

/// Joins again what was taken apart, as it was chosen then.
pub(crate) fn join_again(tx: &mut Tx<'_>, by: &By, joining: i64) -> Result<(), Failure> {
    let conflict = || Failure::form("undo-conflict");
    let row = tx
        .row("SELECT kept_id, gone_id, chosen, entry_id FROM joining WHERE id = $1 AND separated_at IS NOT NULL", params![joining])?
        .ok_or_else(conflict)?;
    let (kept, gone): (ClientId, ClientId) = (row.get(0)?, row.get(1)?);
    let chosen = Chosen::of_json(&serde_json::from_str(&row.get::<String>(2)?).unwrap_or_default());
    let line = match row.get::<Option<i64>>(3)? {
        Some(entry) => tx.one::<String>("SELECT text FROM entry WHERE id = $1", params![entry])?,
        None => String::new(),
    };
    let (stays, goes) = hold_both(tx, by, kept, gone).map_err(|_| conflict())?;
    may_join(&stays, &goes)?;
    if !slips::hold_binder(tx, stays.owner_id)? {
        return Err(Failure::form("owner-has-left"));
    }
    over(tx, by, (kept, gone), &chosen, &line).map(drop)
}

/// Both, in the order of their ids, so that two people joining the same files wait for each other and never in a circle.
fn hold_both(tx: &mut Tx<'_>, by: &By, kept: ClientId, gone: ClientId) -> Result<(Standing, Standing), Failure> {
    if kept == gone {
        return Err(Failure::form("joining-itself"));
    }
    let first = slips::hold(tx, by, kept.min(gone))?;
    let second = slips::hold(tx, by, kept.max(gone))?;
    Ok(if kept < gone { (first, second) } else { (second, first) })
}

/// Who asked not to be contacted is not contacted under another name.
fn may_join(stays: &Standing, goes: &Standing) -> Result<(), Failure> {
    let silent = |standing: &Standing| standing.file.closed == Some(CloseReason::DoNotContact);
    if silent(stays) == silent(goes) { Ok(()) } else { Err(Failure::form("joining-do-not-contact")) }
}

fn over(tx: &mut Tx<'_>, by: &By, (kept, gone): (ClientId, ClientId), chosen: &Chosen, line: &str) -> Result<i64, Failure> {
    let gone_was = Columns::read(tx, gone, &["state", "close_reason", "close_note", "closed_at", "slip_id", "place"])?;
    let other = Columns::read(tx, gone, COLUMNS)?;
    let card: Vec<&str> = chosen.card.iter().map(|(name, _)| *name).filter(|name| CARD.contains(name)).collect();
    let is_named = card.contains(&"name");
    let names: Vec<&str> = COLUMNS.iter().copied().chain(card).chain(is_named.then_some("name_fold")).collect();
    let was = Columns::read(tx, kept, &names)?;
    let id: i64 = tx.one(
        "INSERT INTO joining (kept_id, gone_id, person_id, at, chosen, kept_was, kept_became, gone_was, copied, under_way)
         VALUES ($1, $2, $3, $4, $5, $6, '', $7, '', 1) RETURNING id",
        params![kept, gone, by.person_id, by.now, chosen.to_json().to_string(), was.to_json().to_string(), gone_was.to_json().to_string()],
    )?;
    // The other file leaves its divider first: no slip may go from under a file that stands there.
    tx.run(
        "UPDATE client SET state = 'closed', close_reason = coalesce(close_reason, 'closed'), closed_at = coalesce(closed_at, $3), slip_id = NULL,
           place = NULL, joined_into = $2, version = version + 1, updated_at = $3 WHERE id = $1",
        params![gone, kept, by.now],
    )?;
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![gone])?;
    pieces::over(tx, id, gone, kept)?;
    let copied = copy(tx, kept, gone, &chosen.own)?;
    let mut became = was.clone();
    take_over(&mut became, &other);
    for (name, text) in chosen.card.iter().filter(|(name, _)| CARD.contains(name)) {
        became.set(name, text.as_str().into());
        if *name == "name" {
            became.set("name_fold", fold(text).into());
        }
    }
    if let Some(stands) = place_of(tx, kept)? {
        for (name, value) in [("state", "active".into()), ("close_reason", Value::Null), ("close_note", "".into()), ("closed_at", Value::Null)] {
            became.set(name, value);
        }
        for (name, value) in stands {
            became.set(name, value);
        }
    }
    became.write(tx, kept, by.now)?;
    let entry = NewEntry { at: by.now, kind: EntryKind::Note, outcome: None, seconds: None, text: line.to_owned() };
    let entry_id = history::write(tx, &mut Recorder::default(), by, kept, None, &entry)?;
    tx.run(
        "UPDATE joining SET kept_became = $2, copied = $3, entry_id = $4, under_way = 0 WHERE id = $1",
        params![id, became.to_json().to_string(), copied.to_string(), entry_id],
    )?;
    Ok(id)
}

/// What is known of one file alone goes over, and of two contacts the later is the last.
fn take_over(kept: &mut Columns, other: &Columns) {
    for name in ["top_ranked", "prepared"] {
        kept.set(name, kept.number(name).max(other.number(name)).into());
    }
    if kept.get("class_id") == &Value::Null && kept.get("ideal_days") == &Value::Null {
        for name in ["class_id", "ideal_days", "latest_days"] {
            kept.set(name, other.get(name).clone());
        }
    }
    for name in ["phone", "contact"] {
        if kept.text(name).is_empty() {
            kept.set(name, other.get(name).clone());
        }
    }
    if other.number("last_at") > kept.number("last_at") {
        for name in ["last_at", "last_kind", "last_outcome", "last_line", "last_person_id"] {
            kept.set(name, other.get(name).clone());
        }
    }
    if other.number("reached_at") > kept.number("reached_at") {
        let days = |column: &Columns, name: &str| match (column.number(name), column.number("reached_day")) {
            (Some(due), Some(day)) => Some(due - day),
            _ => None,
        };
        // By the rhythm of the file that stays, counted from the later day; by the other's if it has none.
        let of = if kept.number("due_latest").is_some() { &*kept } else { other };
        let (ideal, latest) = (days(of, "due_ideal"), days(of, "due_latest"));
        let day = other.number("reached_day");
        for name in ["reached_at", "reached_day"] {
            kept.set(name, other.get(name).clone());
        }
        kept.set("due_ideal", day.zip(ideal).map(|(day, days)| day + days).into());
        kept.set("due_latest", day.zip(latest).map(|(day, days)| day + days).into());
    }
}

/// Copies the people, the ways to reach them and the own fields that are new, and says what it copied.
fn copy(tx: &mut Tx<'_>, kept: ClientId, gone: ClientId, own: &[OwnFieldId]) -> Result<Json, StoreError> {
    let (people, made) = copy_people(tx, kept, gone)?;
    let reaches = copy_reaches(tx, kept, gone, &people)?;
    let values = copy_values(tx, kept, gone, &people, own)?;
    Ok(json!({ "people": made, "reaches": reaches, "values": values }))
}

/// The people of the file that is gone, each with the one of the other file that it is there.
type People = Vec<(i64, i64)>;

fn copy_people(tx: &mut Tx<'_>, kept: ClientId, gone: ClientId) -> Result<(People, Vec<i64>), StoreError> {
    let of = "SELECT id, name, position, rank FROM contact WHERE client_id = $1 ORDER BY rank, id";
    let mut here: Vec<(i64, String)> = Vec::new();
    let mut last = -1;
    for row in tx.rows(of, params![kept])? {
        here.push((row.get(0)?, fold(&row.get::<String>(1)?)));
        last = last.max(row.get(3)?);
    }
    let (mut people, mut made) = (People::new(), Vec::new());
    for row in tx.rows(of, params![gone])? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        let folded = fold(&name);
        if let Some((same, _)) = here.iter().find(|(_, other)| !folded.is_empty() && *other == folded) {
            people.push((id, *same));
            continue;
        }
        last += 1;
        let sql = "INSERT INTO contact (client_id, name, position, rank) VALUES ($1, $2, $3, $4) RETURNING id";
        let copy: i64 = tx.one(sql, params![kept, name, row.get::<String>(2)?, last])?;
        people.push((id, copy));
        made.push(copy);
    }
    Ok((people, made))
}

fn copy_reaches(tx: &mut Tx<'_>, kept: ClientId, gone: ClientId, people: &People) -> Result<Vec<Json>, StoreError> {
    let mut copied = Vec::new();
    let mut last: i64 = tx.one("SELECT coalesce(max(rank), -1) FROM reach WHERE client_id = $1", params![kept])?;
    let of = "SELECT kind, norm, extension, as_typed, reversed, contact_id FROM reach WHERE client_id = $1 ORDER BY rank, id";
    for row in tx.rows(of, params![gone])? {
        let (kind, norm, extension): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let same = "SELECT 1 FROM reach WHERE client_id = $1 AND kind = $2 AND norm = $3 AND extension = $4";
        if tx.row(same, params![kept, &*kind, &*norm, &*extension])?.is_some() {
            continue;
        }
        last += 1;
        let whose = whose(people, row.get(5)?);
        tx.run(
            "INSERT INTO reach (client_id, contact_id, kind, as_typed, norm, reversed, extension, rank) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![kept, whose, &*kind, row.get::<String>(3)?, &*norm, row.get::<String>(4)?, &*extension, last],
        )?;
        copied.push(json!([kind, norm, extension]));
    }
    Ok(copied)
}

fn copy_values(tx: &mut Tx<'_>, kept: ClientId, gone: ClientId, people: &People, own: &[OwnFieldId]) -> Result<Vec<Json>, StoreError> {
    let mut copied = Vec::new();
    for row in tx.rows("SELECT field_id, contact_id, answer, sort_key FROM field_value WHERE client_id = $1 ORDER BY id", params![gone])? {
        let (field, contact): (OwnFieldId, Option<i64>) = (row.get(0)?, row.get(1)?);
        let (answer, key): (String, String) = (row.get(2)?, row.get(3)?);
        let whose = whose(people, contact);
        let here = tx.row(
            "SELECT id, answer, sort_key FROM field_value WHERE client_id = $1 AND field_id = $2 AND coalesce(contact_id, 0) = $3",
            params![kept, field, whose.unwrap_or(0)],
        )?;
        match here {
            Some(here) if contact.is_none() && own.contains(&field) && here.get::<String>(1)? != answer => {
                tx.run("UPDATE field_value SET answer = $2, sort_key = $3 WHERE id = $1", params![here.get::<i64>(0)?, &*answer, key])?;
                copied.push(json!([field.0, whose, answer, here.get::<String>(1)?, here.get::<String>(2)?]));
            }
            Some(_) => {}
            None => {
                tx.run(
                    "INSERT INTO field_value (client_id, contact_id, field_id, answer, sort_key) VALUES ($1, $2, $3, $4, $5)",
                    params![kept, whose, field, &*answer, key],
                )?;
                copied.push(json!([field.0, whose, answer, null, null]));
            }
        }
    }
    Ok(copied)
}

fn whose(people: &People, contact: Option<i64>) -> Option<i64> {
    contact.and_then(|contact| people.iter().find(|(id, _)| *id == contact).map(|(_, same)| *same))
}
