//! One thing done with many clients, a part at a time: tagging, moving, spreading over days, assigning, closing.
//!
//! Owns `bulk` and `bulk_client`. Each part is one transaction: what it changed and how far it came are written together, so
//! whatever stops the work in between, it goes on where it stood and does nothing twice. A client that a verb refuses is
//! left as it is, and says why. The whole is one action that is taken back as one.

use super::properties::Properties;
use super::walk::{find, prepare};
use binder::By;
use binder::filing::{FilingForm, file_under};
use binder::hand_over::{HandOver, What, hand_over};
use binder::moving::{Moves, move_slips};
use binder::undo::{Recorder, Table, is_part_of};
use domain::filing::{CloseReason, Next};
use domain::place::date_number;
use domain::view::View;
use domain::{ClientId, Date, Language, PersonId, Place, SlipId, UndoId};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use store::{Db, Dialect, StoreError, Tx, Value, params};
use web::{Failure, Message, Visible};

/// Clients that are changed by one transaction.
pub const PART: i64 = 100;
/// Clients that are gathered by one transaction.
const GATHERED: usize = 2_000;
/// Most clients that are ticked by hand.
pub const TICKED_MAX: usize = 5_000;
/// Longest tag, letters.
const TAG_MAX: usize = 60;
/// Longest line of tags, letters.
const TAGS_MAX: usize = 2_000;
/// Most days over which files are spread.
const DAYS_MAX: u16 = 365;
/// After how long without a sign of life it has broken off, milliseconds.
const SILENT_MILLISECONDS: i64 = 60_000;

/// What is done with each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The tag is added.
    Tag(String),
    /// The tag is taken off.
    Untag(String),
    /// The file is moved there; an agreed date stays.
    Move(Place, String),
    /// The files are spread evenly over so many working days from that one on; agreed dates stay.
    Spread(Date, u16, String),
    /// The file goes to that colleague for good.
    Assign(PersonId),
    /// The file is closed.
    Close(CloseReason, String),
}

impl Act {
    /// The word in the table and in the form.
    pub fn word(&self) -> &'static str {
        match self {
            Act::Tag(_) => "tag",
            Act::Untag(_) => "untag",
            Act::Move(..) => "move",
            Act::Spread(..) => "spread",
            Act::Assign(_) => "assign",
            Act::Close(..) => "close",
        }
    }

    fn write(&self) -> Json {
        match self {
            Act::Tag(tag) | Act::Untag(tag) => json!({ "tag": tag }),
            Act::Move(place, reason) => json!({ "place": place.number(), "reason": reason }),
            Act::Spread(from, days, reason) => json!({ "from": date_number(*from), "days": days, "reason": reason }),
            Act::Assign(person) => json!({ "person": person.0 }),
            Act::Close(reason, note) => json!({ "reason": reason.as_str(), "note": note }),
        }
    }

    fn read(word: &str, given: &Json) -> Option<Act> {
        let text = |name: &str| given[name].as_str().map(str::to_owned);
        let place = |name: &str| Place::from_number(i32::try_from(given[name].as_i64()?).ok()?);
        Some(match word {
            "tag" => Act::Tag(text("tag")?),
            "untag" => Act::Untag(text("tag")?),
            "move" => Act::Move(place("place")?, text("reason")?),
            "spread" => Act::Spread(place("from")?.day()?, u16::try_from(given["days"].as_u64()?).ok()?, text("reason")?),
            "assign" => Act::Assign(PersonId(given["person"].as_i64()?)),
            "close" => Act::Close(CloseReason::parse(&text("reason")?)?, text("note")?),
            _ => return None,
        })
    }

    /// Whether it can be done at all, before anything is begun.
    fn check(&self, tx: &mut Tx<'_>, by: &By) -> Result<(), Failure> {
        match self {
            Act::Tag(tag) | Act::Untag(tag) if tag.is_empty() || tag.contains(',') || tag.chars().count() > TAG_MAX => {
                Err(Failure::field("given", Message::new("bulk-tag-wrong").with("most", TAG_MAX)))
            }
            Act::Move(place, _) if *place < Place::Day(by.today) && place.day().is_some() => Err(Failure::field("given", "bulk-day-over")),
            Act::Spread(from, days, _) if *from < by.today || *days == 0 || *days > DAYS_MAX => {
                Err(Failure::field("given", Message::new("bulk-days-wrong").with("most", i64::from(DAYS_MAX))))
            }
            Act::Assign(person) => {
                let may = binder::hand_over::can_give(tx, by, *person)?;
                if may { Ok(()) } else { Err(Failure::NotFound) }
            }
            _ => Ok(()),
        }
    }
}

/// With whom.
#[derive(Clone, Debug)]
pub enum Chosen {
    /// With those that were ticked.
    Ticked(Vec<ClientId>),
    /// With all that a view finds, by the pairs of its address.
    View(String),
}

/// How far it has come.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// Which.
    pub id: i64,
    /// What is done, by its word.
    pub act: String,
    /// "gathering", "running", "done", "taking_back" or "taken_back".
    pub state: String,
    /// How many clients are gathered.
    pub total: i64,
    /// How many were looked at.
    pub done: i64,
    /// How many were changed.
    pub changed: i64,
    /// How many stayed because their date is agreed.
    pub kept_agreed: i64,
    /// Whether it gives no sign of life any more.
    pub has_broken_off: bool,
    /// What takes it back.
    pub undo_id: Option<UndoId>,
}

/// Begins: nothing is changed yet.
///
/// # Errors
/// [`Failure::NotFound`] if one of the clients is not the actor's to see; refused on `given` or `client`.
pub fn begin(tx: &mut Tx<'_>, by: &By, act: &Act, chosen: &Chosen, language: Language) -> Result<i64, Failure> {
    act.check(tx, by)?;
    let mut given = act.write();
    given["language"] = json!(language.as_str());
    let (state, query) = match chosen {
        Chosen::Ticked(_) => ("running", None),
        Chosen::View(query) => ("gathering", Some(query.as_str())),
    };
    let id: i64 = tx.one(
        "INSERT INTO bulk (person_id, at, act, given, query, state, sign_at) VALUES ($1, $2, $3, $4, $5, $6, $2) RETURNING id",
        params![by.person_id, by.now, act.word(), given.to_string(), query, state],
    )?;
    if let Chosen::Ticked(ids) = chosen {
        if ids.is_empty() || ids.len() > TICKED_MAX {
            return Err(Failure::field("client", Message::new("bulk-nobody").with("most", TICKED_MAX)));
        }
        for client_id in ids {
            binder::slips::seen_client(tx, by, *client_id)?;
        }
        gather(tx, id, 0, ids)?;
    }
    let mut recorder = Recorder::default();
    recorder.many(id);
    let undo_id = recorder.finish(tx, by.person_id, by.now, &Message::new("did-bulk").with("count", 0_i64))?;
    tx.run("UPDATE bulk SET undo_id = $2 WHERE id = $1", params![id, undo_id])?;
    Ok(id)
}

fn gather(tx: &mut Tx<'_>, id: i64, already: i64, ids: &[ClientId]) -> Result<(), StoreError> {
    for (at, some) in ids.chunks(500).enumerate() {
        let first = already + (at * 500) as i64;
        let rows: Vec<String> = (0..some.len()).map(|index| format!("($1, ${}, ${})", 2 * index + 2, 2 * index + 3)).collect();
        let mut values: Vec<Value> = vec![id.into()];
        for (index, client_id) in some.iter().enumerate() {
            values.extend([Value::Int(first + index as i64 + 1), (*client_id).into()]);
        }
        tx.run(&format!("INSERT INTO bulk_client (bulk_id, number, client_id) VALUES {}", rows.join(", ")), &values)?;
    }
    tx.run("UPDATE bulk SET total = $2 WHERE id = $1", params![id, already + ids.len() as i64])?;
    Ok(())
}

/// How far the actor's own work has come; `now` in UTC milliseconds.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn progress(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<Bulk, Failure> {
    let row = tx.row(
        "SELECT act, state, total, done, changed, kept_agreed, sign_at, undo_id FROM bulk WHERE id = $1 AND person_id = $2",
        params![id, by.person_id],
    )?;
    let row = row.ok_or(Failure::NotFound)?;
    let state: String = row.get(1)?;
    let is_under_way = matches!(state.as_str(), "gathering" | "running" | "taking_back");
    Ok(Bulk {
        id,
        act: row.get(0)?,
        state,
        total: row.get(2)?,
        done: row.get(3)?,
        changed: row.get(4)?,
        kept_agreed: row.get(5)?,
        has_broken_off: is_under_way && by.now - row.get::<i64>(6)? > SILENT_MILLISECONDS,
        undo_id: row.get(7)?,
    })
}

/// Clients that were left as they are, with the message why.
///
/// # Errors
/// [`StoreError`].
pub fn refused(tx: &mut Tx<'_>, by: &By, id: i64, limit: u32) -> Result<Vec<(ClientId, String, String)>, StoreError> {
    let sql = format!(
        "SELECT c.id, c.name, b.refused FROM bulk_client b JOIN client c ON c.id = b.client_id
         WHERE b.bulk_id = $1 AND b.refused IS NOT NULL AND {} ORDER BY b.number LIMIT $5",
        Visible::condition("c.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    tx.rows(&sql, &[id.into(), person, team, day, limit.into()])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// Works until it is done: a part after the other, each durable when it returns. `clock` gives the moment of each part,
/// UTC milliseconds, so that a silence is noticed.
///
/// # Errors
/// What stopped it; it goes on from there when it is run again.
pub fn run(db: &Db, by: &By, id: i64, clock: &dyn Fn() -> i64) -> Result<(), Failure> {
    while db.write(|tx| step(tx, by, id, clock()))? {}
    Ok(())
}

/// One part of the work; false when nothing is left.
fn step(tx: &mut Tx<'_>, by: &By, id: i64, now: i64) -> Result<bool, Failure> {
    let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
    let sql = format!("SELECT state, act, given, query, gathered_to, total, done, undo_id FROM bulk WHERE id = $1 AND person_id = $2{lock}");
    let row = tx.row(&sql, params![id, by.person_id])?.ok_or(Failure::NotFound)?;
    tx.run("UPDATE bulk SET sign_at = $2 WHERE id = $1", params![id, now])?;
    let (state, total): (String, i64) = (row.get(0)?, row.get(5)?);
    match state.as_str() {
        "gathering" => gather_on(tx, by, id, &row.get::<String>(3)?, row.get(4)?, total).map(|()| true),
        "running" => {
            let given: Json = serde_json::from_str(&row.get::<String>(2)?).unwrap_or_default();
            let act = Act::read(&row.get::<String>(1)?, &given).ok_or_else(|| Failure::Unexpected("work that nothing reads".to_owned()))?;
            let language = given["language"].as_str().and_then(Language::parse).unwrap_or(Language::En);
            let part = Part { id, act, language, total, done: row.get(6)?, undo_id: row.get(7)? };
            part.carry_on(tx, by)
        }
        "taking_back" => take_part_back(tx, by, id, row.get(7)?),
        _ => Ok(false),
    }
}

fn gather_on(tx: &mut Tx<'_>, by: &By, id: i64, query: &str, after: Option<ClientId>, total: i64) -> Result<(), Failure> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let view = View::from_pairs(&pairs);
    let properties = Properties::read(tx, by.visible)?;
    let prepared = prepare(&view, &properties, by).map_err(|_| Failure::form("view-not-understood"))?;
    let found = find(tx, by, &prepared, &properties, after, GATHERED, GATHERED)?;
    gather(tx, id, total, &found.ids)?;
    let state = if found.next.is_some() { "gathering" } else { "running" };
    tx.run("UPDATE bulk SET gathered_to = $2, state = $3 WHERE id = $1", params![id, found.next, state])?;
    Ok(())
}

struct Part {
    id: i64,
    act: Act,
    language: Language,
    total: i64,
    done: i64,
    undo_id: Option<UndoId>,
}

/// What a part changed.
#[derive(Default)]
struct Changed {
    count: i64,
    kept_agreed: i64,
    undo_ids: Vec<UndoId>,
}

/// What was changed of one client.
struct One {
    undo_id: Option<UndoId>,
    is_kept: bool,
}

impl Changed {
    fn add(&mut self, one: One) {
        self.count += i64::from(one.undo_id.is_some());
        self.kept_agreed += i64::from(one.is_kept);
        self.undo_ids.extend(one.undo_id);
    }
}

impl Part {
    fn carry_on(&self, tx: &mut Tx<'_>, by: &By) -> Result<bool, Failure> {
        let rows = tx.rows(
            "SELECT number, client_id FROM bulk_client WHERE bulk_id = $1 AND number > $2 ORDER BY number LIMIT $3",
            params![self.id, self.done, PART],
        )?;
        let clients: Vec<(i64, ClientId)> = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()?;
        let Some((last, _)) = clients.last().copied() else {
            tx.run("UPDATE bulk SET state = 'done' WHERE id = $1", params![self.id])?;
            return Ok(false);
        };
        // Taken back meanwhile: nothing more is done.
        let stands = tx.row("SELECT 1 FROM undo WHERE id = $1 AND undone_at IS NULL", params![self.undo_id])?;
        if stands.is_none() {
            tx.run("UPDATE bulk SET state = 'taken_back' WHERE id = $1", params![self.id])?;
            return Ok(false);
        }
        let mut changed = Changed::default();
        for (number, client_id) in clients {
            match tx.attempt(|tx| self.one(tx, by, number, client_id)) {
                Ok(one) => changed.add(one),
                Err(Failure::Refused(refusal)) => self.refuse(tx, number, &refusal.message)?,
                Err(Failure::NotFound) => self.refuse(tx, number, &Message::new("bulk-gone"))?,
                Err(other) => return Err(other),
            }
        }
        for undo_id in &changed.undo_ids {
            is_part_of(tx, *undo_id, self.id)?;
        }
        tx.run(
            "UPDATE bulk SET done = $2, changed = changed + $3, kept_agreed = kept_agreed + $4 WHERE id = $1",
            params![self.id, last, changed.count, changed.kept_agreed],
        )?;
        if let Some(undo_id) = self.undo_id {
            let all: i64 = tx.one("SELECT changed FROM bulk WHERE id = $1", params![self.id])?;
            Recorder::relabel(tx, undo_id, &Message::new("did-bulk").with("count", all))?;
        }
        Ok(true)
    }

    fn refuse(&self, tx: &mut Tx<'_>, number: i64, why: &Message) -> Result<(), StoreError> {
        tx.run("UPDATE bulk_client SET refused = $3 WHERE bulk_id = $1 AND number = $2", params![self.id, number, why.key])?;
        Ok(())
    }

    fn one(&self, tx: &mut Tx<'_>, by: &By, number: i64, client_id: ClientId) -> Result<One, Failure> {
        let undo_id = match &self.act {
            Act::Tag(tag) => tagged(tx, by, client_id, |tags| {
                if !tags.iter().any(|known| known == tag) {
                    tags.push(tag.clone());
                }
            })?,
            Act::Untag(tag) => tagged(tx, by, client_id, |tags| tags.retain(|known| known != tag))?,
            Act::Move(place, reason) => return self.moved(tx, by, client_id, *place, reason),
            Act::Spread(from, days, reason) => {
                let place = Place::Day(self.day_of(by, *from, *days, number));
                return self.moved(tx, by, client_id, place, reason);
            }
            Act::Assign(person) => {
                let standing = binder::slips::hold(tx, by, client_id)?;
                if standing.owner_id == *person {
                    None
                } else {
                    let order = HandOver { what: What::Files(vec![client_id]), to: vec![*person], reason: String::new() };
                    Some(hand_over(tx, by, &order)?.undo_id)
                }
            }
            Act::Close(reason, note) => {
                let standing = binder::slips::hold(tx, by, client_id)?;
                if standing.file.closed.is_some() {
                    None
                } else {
                    let lacks = !crate::own_fields::lacking(tx, client_id, domain::own_field::Needed::Closing)?.is_empty();
                    if lacks {
                        return Err(Failure::form("bulk-lacks-fields"));
                    }
                    let next = Next::Close { reason: *reason };
                    let form = FilingForm {
                        client_id,
                        slip_id: None,
                        entry: None,
                        next,
                        line: String::new(),
                        reason: note.clone(),
                        language: self.language,
                    };
                    Some(file_under(tx, by, &form)?.undo_id)
                }
            }
        };
        Ok(One { undo_id, is_kept: false })
    }

    fn moved(&self, tx: &mut Tx<'_>, by: &By, client_id: ClientId, place: Place, reason: &str) -> Result<One, Failure> {
        let standing = binder::slips::hold(tx, by, client_id)?;
        if standing.file.closed.is_some() {
            return Err(Failure::form("bulk-is-closed"));
        }
        let slip: SlipId = tx.one("SELECT slip_id FROM client WHERE id = $1", params![client_id])?;
        let moved =
            move_slips(tx, by, &Moves { slips: vec![(slip, place)], reason: reason.to_owned(), with_agreed: false, language: self.language })?;
        Ok(One { undo_id: moved.undo_id, is_kept: moved.kept_agreed > 0 })
    }

    /// The day of the client with that number, from 1: the same whenever it is asked.
    fn day_of(&self, by: &By, from: Date, days: u16, number: i64) -> Date {
        let nth = (number - 1).max(0) * i64::from(days) / self.total.max(1);
        let mut day = if by.calendar.minutes(from) > 0 { from } else { by.calendar.next_working_after(from) };
        for _ in 0..nth {
            day = by.calendar.next_working_after(day);
        }
        day
    }
}

/// Changes the tags of a card, if they change.
fn tagged(tx: &mut Tx<'_>, by: &By, client_id: ClientId, change: impl FnOnce(&mut Vec<String>)) -> Result<Option<UndoId>, Failure> {
    let standing = binder::slips::hold(tx, by, client_id)?;
    let before: String = tx.one("SELECT tags FROM client WHERE id = $1", params![client_id])?;
    let mut tags: Vec<String> = before.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let known: BTreeSet<String> = tags.iter().cloned().collect();
    change(&mut tags);
    if tags.iter().cloned().collect::<BTreeSet<_>>() == known {
        return Ok(None);
    }
    let after = tags.join(", ");
    if after.chars().count() > TAGS_MAX {
        return Err(Failure::form("bulk-too-many-tags"));
    }
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Client, client_id.0, &[("tags", after.into())])?;
    tx.run("UPDATE client SET version = version + 1, updated_at = $2 WHERE id = $1", params![client_id, by.now])?;
    let said = Message::new("did-edit-client").with("name", standing.name);
    Ok(Some(recorder.finish(tx, by.person_id, by.now, &said)?))
}

/// Begins to take it back; [`run`] does it.
///
/// # Errors
/// [`Failure::NotFound`]; refused if it was taken back, or has not ended and still gives signs of life.
pub fn begin_back(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<(), Failure> {
    let bulk = progress(tx, by, id)?;
    if bulk.state == "taken_back" || (bulk.state != "done" && !bulk.has_broken_off) {
        return Err(Failure::form("bulk-not-now"));
    }
    tx.run("UPDATE bulk SET state = 'taking_back', sign_at = $2 WHERE id = $1", params![id, by.now])?;
    Ok(())
}

/// Takes the last clients back that still stand; false when none is left. What went on since stays, and says so.
fn take_part_back(tx: &mut Tx<'_>, by: &By, id: i64, undo_id: Option<UndoId>) -> Result<bool, Failure> {
    let rows = tx.rows("SELECT id FROM undo WHERE part_of = $1 AND undone_at IS NULL ORDER BY id DESC LIMIT $2", params![id, PART])?;
    let parts: Vec<UndoId> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    if parts.is_empty() {
        tx.run("UPDATE bulk SET state = 'taken_back' WHERE id = $1", params![id])?;
        tx.run("UPDATE undo SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL", params![undo_id, by.now])?;
        return Ok(false);
    }
    let mut count = 0_i64;
    for part in parts {
        match tx.attempt(|tx| binder::undo::take_back(tx, by, Some(part))) {
            Ok(_) => count += 1,
            // Somebody went on with that file: it stays as it is now, and leaves the list of what is still to be taken back.
            Err(Failure::Refused(_)) => drop(tx.run("UPDATE undo SET part_of = NULL WHERE id = $1", params![part])?),
            Err(other) => return Err(other),
        }
    }
    tx.run("UPDATE bulk SET changed = changed - $2 WHERE id = $1", params![id, count])?;
    Ok(true)
}
