//! Planning a step besides the one under which a file stands, and other work without a client (B27).

use super::{SlipRow, hold, hold_binder, one_at_a_time, open, stand, works_for_today};
use crate::By;
use crate::undo::{Recorder, Table};
use domain::filing::{Filing, Next, consequences};
use domain::{ClientId, Place, SlipId, SlipKind, UndoId};
use store::{Dialect, StoreError, Tx, Value, params};
use web::{Failure, Message};

/// A step to be planned.
#[derive(Clone, Debug)]
pub struct NewStep {
    /// On whose file; none for other work.
    pub client_id: Option<ClientId>,
    /// When.
    pub place: Place,
    /// At what time, if agreed.
    pub minute: Option<u16>,
    /// What it asks for.
    pub kind: SlipKind,
    /// What it is about.
    pub line: String,
    /// Whether the date is pinned.
    pub agreed: bool,
}

/// Within this time the same step again is a second click of the same form, milliseconds.
const TWICE_WITHIN: i64 = 10_000;

/// Plans a step. The same step again within moments is the second click of one form: nothing more is written,
/// and the answer is that of the first. On a file it stands as a slip under its own date; the file itself stands under the earliest.
///
/// # Errors
/// Refused for a date that is over, or other work without a line; [`Failure::NotFound`] for a hidden client.
pub fn plan(tx: &mut Tx<'_>, by: &By, step: &NewStep) -> Result<(SlipId, UndoId), Failure> {
    let mut recorder = Recorder::default();
    let row = |person_id| SlipRow {
        client_id: step.client_id,
        person_id,
        place: step.place,
        minute: step.minute,
        kind: step.kind,
        line: step.line.clone(),
        agreed: step.agreed,
    };
    let next = Next::At { place: step.place, minute: step.minute, agreed: step.agreed, kind: step.kind };
    let (id, name) = match step.client_id {
        Some(client_id) => {
            let standing = hold(tx, by, client_id)?;
            if standing.file.closed.is_some() {
                return Err(Failure::form("file-is-closed"));
            }
            check(&standing.file, next, by)?;
            if let Some(first) = planned_already(tx, by, &row(standing.owner_id))? {
                return Ok(first);
            }
            let id = open(tx, &mut recorder, by, &row(standing.owner_id))?;
            stand(tx, &mut recorder, client_id, &[], Vec::new())?;
            (id, standing.name)
        }
        None => {
            if step.line.trim().is_empty() {
                return Err(Failure::field("line", "step-needs-line"));
            }
            check(&domain::filing::FileNow { closed: None, slips: Vec::new() }, next, by)?;
            one_at_a_time(tx, by.person_id)?;
            if !hold_binder(tx, by.person_id)? {
                return Err(Failure::form("owner-has-left"));
            }
            if let Some(first) = planned_already(tx, by, &row(by.person_id))? {
                return Ok(first);
            }
            (open(tx, &mut recorder, by, &row(by.person_id))?, step.line.clone())
        }
    };
    let undo = recorder.finish(tx, by.person_id, by.now, &Message::new("did-plan").with("name", name))?;
    Ok((id, undo))
}

/// The same step planned by the same person a moment ago, and what takes it back.
fn planned_already(tx: &mut Tx<'_>, by: &By, step: &SlipRow) -> Result<Option<(SlipId, UndoId)>, StoreError> {
    const SAME: &str = "SELECT id FROM slip WHERE state = 'open' AND opened_by = $1 AND opened_at > $2 AND first_place = $3 AND place = $3
        AND coalesce(minute, -1) = $4 AND kind = $5 AND line = $6 AND agreed = $7 AND person_id = $8 AND coalesce(client_id, 0) = $9";
    let (minute, client) = (step.minute.map_or(-1, i64::from), step.client_id.map_or(0, |client| client.0));
    let since = by.now - TWICE_WITHIN;
    let same = params![by.person_id, since, step.place, minute, step.kind, &step.line, step.agreed, step.person_id, client];
    for row in tx.rows(SAME, same)? {
        let id: SlipId = row.get(0)?;
        let undo = tx.row(
            "SELECT id FROM undo WHERE person_id = $1 AND at > $2 AND undone_at IS NULL AND label LIKE '%\"did-plan\"%' AND steps LIKE $3
             ORDER BY id DESC LIMIT 1",
            params![by.person_id, since, format!("%\"id\":{id},\"made\":\"slip\"%")],
        )?;
        if let Some(undo) = undo {
            return Ok(Some((id, undo.get(0)?)));
        }
    }
    Ok(None)
}

fn check(file: &domain::filing::FileNow, next: Next, by: &By) -> Result<(), Failure> {
    let filing = Filing { slip: None, outcome: Some(domain::Outcome::Reached), next, is_explained: true };
    consequences(file, &filing, by.today, &by.calendar).map(drop).map_err(|refusal| crate::filing::refused(&refusal, "", "next"))
}

/// Ends a piece of other work.
///
/// # Errors
/// [`Failure::NotFound`] for somebody else's; refused if it was ended already.
pub fn finish_errand(tx: &mut Tx<'_>, by: &By, slip_id: SlipId) -> Result<UndoId, Failure> {
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE",
    };
    let row = tx
        .row(&format!("SELECT line, person_id, state FROM slip WHERE id = $1 AND client_id IS NULL{lock}"), params![slip_id])?
        .ok_or(Failure::NotFound)?;
    let person: domain::PersonId = row.get(1)?;
    if person != by.person_id && !works_for_today(tx, by, person)? {
        return Err(Failure::NotFound);
    }
    if row.get::<String>(2)? != "open" {
        return Err(Failure::form("filing-slip-not-open"));
    }
    let mut recorder = Recorder::default();
    let set = [("state", Value::from("done")), ("done_at", by.now.into()), ("done_on", by.today.into()), ("done_by", by.person_id.into())];
    recorder.change(tx, Table::Slip, slip_id.0, &set)?;
    let label = Message::new("did-errand").with("name", row.get::<String>(0)?);
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

/// Puts a slip to the end of today's stack. Its date stays; tomorrow it lies in its usual place again.
///
/// # Errors
/// [`Failure::NotFound`] for a slip in a binder that the actor may not see.
pub fn put_last(tx: &mut Tx<'_>, by: &By, slip_id: SlipId) -> Result<(UndoId, String), Failure> {
    let name = hold_for_later(tx, by, slip_id)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Slip, slip_id.0, &[("put_last_at", by.now.into())])?;
    let undo = recorder.finish(tx, by.person_id, by.now, &Message::new("did-put-last").with("name", name.as_str()))?;
    Ok((undo, name))
}

/// Holds the client and then the slip, as filing does, and reads under what name the slip is known.
fn hold_for_later(tx: &mut Tx<'_>, by: &By, slip_id: SlipId) -> Result<String, Failure> {
    let [person, team, day] = by.visible.params();
    let slip = format!("SELECT client_id, line FROM slip s WHERE s.id = $1 AND s.state = 'open' AND {}", web::Visible::condition("s.person_id", 2));
    let found = tx.row(&slip, &[slip_id.into(), person.clone(), team.clone(), day.clone()])?.ok_or(Failure::NotFound)?;
    let name = match found.get::<Option<ClientId>>(0)? {
        Some(client_id) => hold(tx, by, client_id)?.name,
        None => found.get(1)?,
    };
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE",
    };
    // It may have been worked while this one waited.
    tx.row(&format!("{slip}{lock}"), &[slip_id.into(), person, team, day])?.ok_or(Failure::NotFound)?;
    Ok(name)
}
