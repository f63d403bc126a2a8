//! Moving slips undone: one by drag or key, many from the overload review, a month dealt over its days (B30, decision 5).
//!
//! Owns the verbs [`move_slips`] and [`deal_month`]. An agreed slip moves only when the person says so
//! by name (decision 2). Never moves anything by itself.

use crate::By;
use crate::slips::{event, moved_word, stand};
use crate::undo::{Recorder, Table};
use domain::filing::{FileNow, Filing, Next, OpenSlip, consequences};
use domain::natural_date::write_short;
use domain::{ClientId, Language, Month, PersonId, Place, SlipId, UndoId};
use std::collections::BTreeSet;
use store::{Dialect, Tx, Value, params};
use web::{Failure, Message, Visible};

/// Most slips moved at once.
pub const MOVES_MAX: usize = 5_000;

/// What to move where.
#[derive(Clone, Debug)]
pub struct Moves {
    /// Each slip with its new place.
    pub slips: Vec<(SlipId, Place)>,
    /// Why, if a reason was given.
    pub reason: String,
    /// Agreed slips move as well; without this they stay and are counted.
    pub with_agreed: bool,
    /// The language of the label.
    pub language: Language,
}

/// What was moved.
#[derive(Clone, Debug)]
pub struct Moved {
    /// How many slips.
    pub count: usize,
    /// How many stayed because their date is agreed.
    pub kept_agreed: usize,
    /// What takes it back; none if nothing moved.
    pub undo_id: Option<UndoId>,
    /// What to say.
    pub said: Message,
}

struct Held {
    slip: OpenSlip,
    client_id: Option<ClientId>,
    name: String,
}

/// Moves slips to other places, all of them or none.
///
/// # Errors
/// [`Failure::NotFound`] if one of them is not the actor's to move; refused for a date that is over, or when a
/// third postponement has no reason.
pub fn move_slips(tx: &mut Tx<'_>, by: &By, moves: &Moves) -> Result<Moved, Failure> {
    if moves.slips.is_empty() || moves.slips.len() > MOVES_MAX {
        return Err(Failure::form("move-nothing"));
    }
    let mut recorder = Recorder::default();
    let mut clients = BTreeSet::new();
    let (mut count, mut kept_agreed) = (0, 0);
    let mut last = None;
    // Two people moving overlapping piles take the rows in the same order and so never wait in a circle.
    let mut ordered = moves.slips.clone();
    ordered.sort_by_key(|(id, _)| *id);
    ordered.dedup_by_key(|(id, _)| *id);
    hold_clients(tx, &ordered)?;
    for (id, place) in ordered {
        let held = hold_slip(tx, by, id)?;
        if held.slip.agreed && !moves.with_agreed && held.slip.place != place {
            kept_agreed += 1;
            continue;
        }
        if move_one(tx, &mut recorder, by, &held, place, moves)? {
            count += 1;
            clients.extend(held.client_id);
            last = Some((held.name, place));
        }
    }
    for client_id in clients {
        stand(tx, &mut recorder, client_id, &[], Vec::new())?;
    }
    let said = match (&last, count) {
        (Some((name, place)), 1) => Message::new("did-move").with("name", name.as_str()).with("place", write_short(*place, by.today, moves.language)),
        _ => Message::new("did-move-many").with("count", count),
    };
    let undo_id = if recorder.is_empty() { None } else { Some(recorder.finish(tx, by.person_id, by.now, &said)?) };
    Ok(Moved { count, kept_agreed, undo_id, said })
}

/// Holds the clients of these slips before the slips themselves, in the order of their ids: filing and taking
/// back do the same, so none waits for another in a circle, and none reads a standing that is about to change.
fn hold_clients(tx: &mut Tx<'_>, slips: &[(SlipId, Place)]) -> Result<(), Failure> {
    if tx.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    let mut clients = BTreeSet::new();
    for (id, _) in slips {
        if let Some(row) = tx.row("SELECT client_id FROM slip WHERE id = $1 AND client_id IS NOT NULL", params![*id])? {
            clients.insert(row.get::<ClientId>(0)?);
        }
    }
    for client_id in clients {
        tx.row("SELECT 1 FROM client WHERE id = $1 FOR UPDATE", params![client_id])?;
    }
    Ok(())
}

/// Reads an open slip of a binder that the actor may see, and holds it.
fn hold_slip(tx: &mut Tx<'_>, by: &By, id: SlipId) -> Result<Held, Failure> {
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE OF s",
    };
    let sql = format!(
        "SELECT s.id, s.place, s.minute, s.kind, s.agreed, s.postponed, s.client_id, coalesce(c.name, s.line), s.state
         FROM slip s LEFT JOIN client c ON c.id = s.client_id WHERE s.id = $1 AND {}{lock}",
        Visible::condition("s.person_id", 2)
    );
    let [person, team, day] = by.visible.params();
    let row = tx.row(&sql, &[id.into(), person, team, day])?.ok_or(Failure::NotFound)?;
    if row.get::<String>(8)? != "open" {
        return Err(Failure::form("filing-slip-not-open"));
    }
    Ok(Held {
        slip: OpenSlip { id: row.get(0)?, place: row.get(1)?, minute: row.get(2)?, kind: row.get(3)?, agreed: row.get(4)?, postponed: row.get(5)? },
        client_id: row.get(6)?,
        name: row.get(7)?,
    })
}

/// Moves one slip; false if it stands there already. A time of day belongs to the agreed day and is left behind.
fn move_one(tx: &mut Tx<'_>, recorder: &mut Recorder, by: &By, held: &Held, place: Place, moves: &Moves) -> Result<bool, Failure> {
    let slip = held.slip;
    if slip.place == place {
        return Ok(false);
    }
    let next = Next::At { place, minute: None, agreed: false, kind: slip.kind };
    let file = FileNow { closed: None, slips: vec![slip] };
    let filing = Filing { slip: Some(slip.id), outcome: None, next, is_explained: !moves.reason.trim().is_empty() };
    let follows = consequences(&file, &filing, by.today, &by.calendar).map_err(|refusal| crate::filing::refused(&refusal, &held.name, "place"))?;
    let Some(moved) = follows.moved else { return Ok(false) };
    let set = [
        ("place", Value::from(moved.place)),
        ("minute", moved.minute.into()),
        ("agreed", moved.agreed.into()),
        ("postponed", moved.postponed.into()),
    ];
    recorder.change(tx, Table::Slip, slip.id.0, &set)?;
    event(tx, by, slip.id, held.client_id, moved_word(slip.agreed), Some(slip.place), Some(place), moves.reason.trim())?;
    Ok(true)
}

/// Deals the files of a month that has begun and have no day over its working days, evenly over what is free.
/// With nothing left to deal nothing happens.
///
/// # Errors
/// As [`move_slips`].
pub fn deal_month(
    tx: &mut Tx<'_>,
    by: &By,
    person_id: PersonId,
    month: Month,
    free: &[(domain::Date, u32)],
    language: Language,
) -> Result<Moved, Failure> {
    // A second click waits here and then finds nothing left to deal.
    crate::slips::one_at_a_time(tx, person_id)?;
    let rows = tx.rows(
        "SELECT id, minutes FROM slip WHERE person_id = $1 AND state = 'open' AND place = $2 ORDER BY id LIMIT $3",
        params![person_id, Place::Month(month), MOVES_MAX as i64],
    )?;
    let items: Vec<(SlipId, u16)> = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<store::Result<_>>()?;
    let slips: Vec<(SlipId, Place)> = domain::load::deal(&items, free).into_iter().map(|(id, date)| (id, Place::Day(date))).collect();
    if slips.is_empty() {
        // Dealt a moment ago, by the first click of two: what was wanted is done.
        return Ok(Moved { count: 0, kept_agreed: 0, undo_id: None, said: Message::new("did-move-many").with("count", 0_i64) });
    }
    move_slips(tx, by, &Moves { slips, reason: String::new(), with_agreed: false, language })
}
