//! The verb: files, a stack or a whole binder, to one person or to several.

use crate::By;
use crate::undo::Recorder;
use domain::dividers::{Divider, Standing, divider_of};
use domain::hand_over::{Given as Item, Receiver, share};
use domain::{ClientId, Date, HandOverId, Month, PersonId, Place, SlipId, UndoId};
use people::absences::{Appointer, receiver};
use std::collections::BTreeSet;
use store::{Dialect, StoreError, Tx, Value, params};
use web::{Failure, Message};

/// Longest reason, characters.
const REASON_MAX: usize = 400;
/// The most people among whom files are shared out.
const RECEIVERS_MAX: usize = 100;
/// Rows written by one statement.
const ROWS_AT_ONCE: usize = 1_000;

/// What is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// These files.
    Files(Vec<ClientId>),
    /// What stands under one divider of a binder; under today's also what was carried over.
    Stack(PersonId, Place),
    /// A whole binder: closed files and other work too.
    Binder(PersonId),
}

/// What is to be given to whom.
#[derive(Clone, Debug)]
pub struct HandOver {
    /// What.
    pub what: What,
    /// To whom: with several, it is shared out evenly by load.
    pub to: Vec<PersonId>,
    /// Why.
    pub reason: String,
}

/// What was given.
#[derive(Clone, Debug)]
pub struct Given {
    /// Which hand-over.
    pub id: HandOverId,
    /// How many files.
    pub files: usize,
    /// How many pieces of other work.
    pub errands: usize,
    /// What takes it back.
    pub undo_id: UndoId,
    /// What to say.
    pub said: Message,
}

/// A file or a piece of other work that is about to be given.
struct Held<Id> {
    item: Item<Id>,
    from: PersonId,
}

/// Whether the actor may give files of that binder away for good: the head of the team, a director, an
/// administrator. Standing in for somebody is not enough.
///
/// # Errors
/// [`StoreError`].
pub fn can_give(tx: &mut Tx<'_>, by: &By, person_id: PersonId) -> Result<bool, StoreError> {
    appointer(by).leads(tx, person_id)
}

/// The same actor, as absences know whoever appoints deputies.
pub fn appointer(by: &By) -> Appointer {
    Appointer { person_id: by.person_id, visible: by.visible, now: by.now, today: by.today }
}

/// Gives files to other people for good, all or none. Their dates stay.
///
/// # Errors
/// [`Failure::NotFound`] for files or people that the actor does not lead; refused if nobody is named, if one
/// has left, or if there is nothing to give.
pub fn hand_over(tx: &mut Tx<'_>, by: &By, order: &HandOver) -> Result<Given, Failure> {
    let receivers = receivers(tx, by, order)?;
    let files = hold_files(tx, by, order)?;
    let errands = hold_errands(tx, order)?;
    if files.is_empty() && errands.is_empty() {
        return Err(Failure::form("hand-nothing"));
    }
    let id: HandOverId = tx.one(
        "INSERT INTO hand_over (person_id, at, reason, files) VALUES ($1, $2, $3, $4) RETURNING id",
        params![by.person_id, by.now, order.reason.trim(), files.len() as i64],
    )?;
    write(tx, "handed_file", "client_id", id, &shared(&files, &receivers, by))?;
    write(tx, "handed_slip", "slip_id", id, &shared(&errands, &receivers, by))?;
    carry_out(tx, by, id, order.reason.trim())?;
    let mut recorder = Recorder::default();
    recorder.handed_over(id);
    let said = said(tx, order, files.len() + errands.len())?;
    let undo_id = recorder.finish(tx, by.person_id, by.now, &said)?;
    Ok(Given { id, files: files.len(), errands: errands.len(), undo_id, said })
}

fn said(tx: &mut Tx<'_>, order: &HandOver, count: usize) -> Result<Message, Failure> {
    Ok(match order.to.as_slice() {
        [one] => {
            let name: String = tx.one("SELECT name FROM person WHERE id = $1", params![*one])?;
            Message::new("did-hand-over").with("count", count).with("name", name)
        }
        several => Message::new("did-hand-over-several").with("count", count).with("people", several.len()),
    })
}

/// Whoever is to get files, held so that leaving comes before or after.
fn receivers(tx: &mut Tx<'_>, by: &By, order: &HandOver) -> Result<Vec<Receiver>, Failure> {
    if order.reason.chars().count() > REASON_MAX {
        return Err(Failure::field("reason", Message::new("hand-reason-too-long").with("max", REASON_MAX)));
    }
    let to: BTreeSet<PersonId> = order.to.iter().copied().collect();
    if to.is_empty() || to.len() > RECEIVERS_MAX {
        return Err(Failure::field("to", "hand-needs-receiver"));
    }
    let mut receivers = Vec::new();
    for person_id in to {
        if !can_give(tx, by, person_id)? {
            return Err(Failure::NotFound);
        }
        if matches!(order.what, What::Stack(from, _) | What::Binder(from) if from == person_id) {
            return Err(Failure::field("to", "hand-not-to-oneself"));
        }
        if !crate::slips::hold_binder(tx, person_id)? {
            return Err(Failure::field("to", "hand-has-left"));
        }
        let person = people::person_in(tx, person_id, by.calendar.clone())?.ok_or(Failure::NotFound)?;
        receivers.push(receiver(tx, person)?);
    }
    Ok(receivers)
}

/// Reads the files and holds them until the transaction ends, in the order of their ids as everybody does.
fn hold_files(tx: &mut Tx<'_>, by: &By, order: &HandOver) -> Result<Vec<Held<ClientId>>, Failure> {
    const FILE: &str = "SELECT c.id, c.owner_id, c.place, (SELECT s.minutes FROM slip s WHERE s.id = c.slip_id), p.team_id
        FROM client c JOIN person p ON p.id = c.owner_id WHERE";
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE OF c",
    };
    let rows = match &order.what {
        What::Files(ids) => {
            let ids: BTreeSet<i64> = ids.iter().map(|id| id.0).collect();
            let mut rows = Vec::new();
            for chunk in ids.iter().copied().collect::<Vec<_>>().chunks(ROWS_AT_ONCE) {
                let marks: Vec<String> = (1..=chunk.len()).map(|index| format!("${index}")).collect();
                let values: Vec<Value> = chunk.iter().map(|id| Value::Int(*id)).collect();
                rows.extend(tx.rows(&format!("{FILE} c.id IN ({}) ORDER BY c.id{lock}", marks.join(", ")), &values)?);
            }
            if rows.len() != ids.len() {
                return Err(Failure::NotFound);
            }
            rows
        }
        What::Stack(person, place) => {
            refuse_strangers(tx, by, *person)?;
            let [first, last, but, and] = stack(tx, by, *person, *place)?;
            let sql = format!("{FILE} c.owner_id = $1 AND c.state = 'active' AND {IN_STACK} ORDER BY c.id{lock}");
            tx.rows(&sql, params![*person, first, last, but, and])?
        }
        What::Binder(person) => {
            refuse_strangers(tx, by, *person)?;
            tx.rows(&format!("{FILE} c.owner_id = $1 ORDER BY c.id{lock}"), params![*person])?
        }
    };
    let mut held = Vec::with_capacity(rows.len());
    let mut seen = BTreeSet::new();
    for row in &rows {
        let from: PersonId = row.get(1)?;
        if seen.insert(from) {
            refuse_strangers(tx, by, from)?;
        }
        let item = Item { id: row.get(0)?, place: row.get(2)?, minutes: row.get::<Option<u16>>(3)?.unwrap_or(0) };
        held.push(Held { item, from });
    }
    if let (What::Files(_), [one]) = (&order.what, order.to.as_slice()) {
        // What stands with the receiver already stays there.
        held.retain(|file| file.from != *one);
    }
    Ok(held)
}

fn refuse_strangers(tx: &mut Tx<'_>, by: &By, from: PersonId) -> Result<(), Failure> {
    if can_give(tx, by, from)? { Ok(()) } else { Err(Failure::NotFound) }
}

/// The condition that a client `c` lies in the stack of [`stack`], whose places are $2 to $5.
pub const IN_STACK: &str = "((c.place >= $2 AND c.place <= $3 AND c.place <> $4) OR c.place = $5)";

/// The places of a divider in that person's binder, as it is seen: from, to, but not this one, and this one. Today's
/// holds what was carried over; a month's the days that have no divider of their own (B37).
///
/// # Errors
/// [`Failure::NotFound`] for nobody.
pub fn stack(tx: &mut Tx<'_>, by: &By, person_id: PersonId, place: Place) -> Result<[Place; 4], Failure> {
    let this_month = Place::Month(Month::of(by.today));
    Ok(match place {
        Place::Day(day) if day == by.today => [Place::Month(Month { year: 1900, month: 1 }), place, this_month, place],
        Place::Day(_) => [place, place, this_month, place],
        Place::Month(month) => {
            let person = people::person_in(tx, person_id, by.calendar.clone())?.ok_or(Failure::NotFound)?;
            let last = Place::Day(month.last_day());
            let here = Standing::Under(Divider::Month(month));
            let is_here = |day: &Place| divider_of(*day, by.today, &person.settings) == here;
            let first = (1..=31).filter_map(|day| Date::new(month.year, month.month, day).ok()).map(Place::Day).find(is_here);
            // Without such a day only what has none.
            first.map_or([place, place, last, place], |first| [first, last, place, place])
        }
    })
}

/// Other work goes with a whole binder.
fn hold_errands(tx: &mut Tx<'_>, order: &HandOver) -> Result<Vec<Held<SlipId>>, Failure> {
    let What::Binder(person) = order.what else { return Ok(Vec::new()) };
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE",
    };
    let sql = format!("SELECT id, place, minutes FROM slip WHERE person_id = $1 AND state = 'open' AND client_id IS NULL ORDER BY id{lock}");
    let rows = tx.rows(&sql, params![person])?;
    rows.iter().map(|row| Ok(Held { item: Item { id: row.get(0)?, place: Some(row.get(1)?), minutes: row.get(2)? }, from: person })).collect()
}

/// Each with from whom and to whom, by the day on which it stands.
fn shared<Id: Copy + Into<Value>>(held: &[Held<Id>], receivers: &[Receiver], by: &By) -> Vec<[Value; 3]> {
    let mut ordered: Vec<&Held<Id>> = held.iter().collect();
    ordered.sort_by_key(|held| held.item.place);
    let items: Vec<Item<(Id, PersonId)>> =
        ordered.iter().map(|held| Item { id: (held.item.id, held.from), place: held.item.place, minutes: held.item.minutes }).collect();
    share(&items, receivers, by.today).into_iter().map(|((id, from), to)| [id.into(), from.into(), to.into()]).collect()
}

fn write(tx: &mut Tx<'_>, table: &str, column: &str, id: HandOverId, rows: &[[Value; 3]]) -> Result<(), StoreError> {
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        let marks: Vec<String> = (0..chunk.len()).map(|row| format!("($1, ${}, ${}, ${})", 3 * row + 2, 3 * row + 3, 3 * row + 4)).collect();
        let mut values: Vec<Value> = vec![id.into()];
        values.extend(chunk.iter().flatten().cloned());
        tx.run(&format!("INSERT INTO {table} (hand_over_id, {column}, from_person, to_person) VALUES {}", marks.join(", ")), &values)?;
    }
    Ok(())
}

/// The files and slips change hands; who did it, and why, is written for each slip.
fn carry_out(tx: &mut Tx<'_>, by: &By, id: HandOverId, reason: &str) -> Result<(), StoreError> {
    const STATEMENTS: [&str; 4] = [
        "UPDATE client SET owner_id = h.to_person, version = version + 1
         FROM handed_file h WHERE h.hand_over_id = $1 AND h.client_id = client.id",
        "UPDATE slip SET person_id = h.to_person FROM handed_file h WHERE h.hand_over_id = $1 AND slip.client_id = h.client_id AND slip.state = 'open'",
        "UPDATE slip SET person_id = h.to_person FROM handed_slip h WHERE h.hand_over_id = $1 AND slip.id = h.slip_id AND slip.state = 'open'",
        "INSERT INTO find_queue (what, ref_id) SELECT 'client', h.client_id FROM handed_file h WHERE h.hand_over_id = $1",
    ];
    for statement in STATEMENTS {
        tx.run(statement, params![id])?;
    }
    tx.run(
        "INSERT INTO slip_event (slip_id, client_id, person_id, at, what, place_from, place_to, reason)
         SELECT s.id, s.client_id, $2, $3, 'handed', s.place, s.place, $4 FROM slip s JOIN handed_file h ON h.client_id = s.client_id
         WHERE h.hand_over_id = $1 AND s.state = 'open'",
        params![id, by.person_id, by.now, reason],
    )?;
    tx.run(
        "INSERT INTO slip_event (slip_id, client_id, person_id, at, what, place_from, place_to, reason)
         SELECT s.id, NULL, $2, $3, 'handed', s.place, s.place, $4 FROM slip s JOIN handed_slip h ON h.slip_id = s.id
         WHERE h.hand_over_id = $1 AND s.state = 'open'",
        params![id, by.person_id, by.now, reason],
    )?;
    Ok(())
}
