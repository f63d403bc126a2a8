//! Planning a step besides the one under which a file stands, and other work without a client (B27).

use super::{SlipRow, hold, open, stand};
use crate::By;
use crate::undo::{Recorder, Table};
use domain::filing::{Filing, Next, consequences};
use domain::{ClientId, Place, SlipId, SlipKind, UndoId};
use store::{Tx, Value, params};
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

/// Plans a step. On a file it stands as a slip under its own date; the file itself stands under the earliest.
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
            let id = open(tx, &mut recorder, by, &row(standing.owner_id))?;
            stand(tx, &mut recorder, client_id, &[], Vec::new())?;
            (id, standing.name)
        }
        None => {
            if step.line.trim().is_empty() {
                return Err(Failure::field("line", "step-needs-line"));
            }
            check(&domain::filing::FileNow { closed: None, slips: Vec::new() }, next, by)?;
            (open(tx, &mut recorder, by, &row(by.person_id))?, step.line.clone())
        }
    };
    let undo = recorder.finish(tx, by.person_id, by.now, &Message::new("did-plan").with("name", name))?;
    Ok((id, undo))
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
    let row = tx
        .row("SELECT line, person_id, state FROM slip WHERE id = $1 AND client_id IS NULL", params![slip_id])?
        .filter(|row| row.get(1).is_ok_and(|person: domain::PersonId| person == by.person_id))
        .ok_or(Failure::NotFound)?;
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
    let sql = format!(
        "SELECT coalesce(c.name, s.line) FROM slip s LEFT JOIN client c ON c.id = s.client_id
         WHERE s.id = $1 AND s.state = 'open' AND {}",
        web::Visible::condition("s.person_id", 2)
    );
    let [person, team] = by.visible.params();
    let name: String = tx.row(&sql, &[slip_id.into(), person, team])?.ok_or(Failure::NotFound)?.get(0)?;
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Slip, slip_id.0, &[("put_last_at", by.now.into())])?;
    let undo = recorder.finish(tx, by.person_id, by.now, &Message::new("did-put-last").with("name", name.as_str()))?;
    Ok((undo, name))
}
