//! The verb: what was joined last is taken apart again, at any later time.
//!
//! The file that was gone comes back as it was: its own card, people and numbers never changed. What came with it goes
//! back with it, done or not; what was written since stays where it was written. A field of the card that somebody
//! changed since stays as it is.

use super::pieces;
use super::standing::{Columns, lock, place_of};
use crate::By;
use crate::slips::{self, SlipRow};
use crate::undo::Recorder;
use domain::{ClientId, Place, SlipKind, UndoId};
use serde_json::Value as Json;
use store::{StoreError, Tx, Value, params};
use web::{Failure, Message, Visible};

/// A joining as it is kept.
struct Kept {
    id: i64,
    kept: ClientId,
    gone: ClientId,
    kept_was: Columns,
    kept_became: Columns,
    gone_was: Columns,
    copied: Json,
    entry_id: Option<i64>,
}

/// Takes the joining apart, as an action of its own.
///
/// # Errors
/// [`Failure::NotFound`] for files that the actor may not see. Refused if it was taken apart already, if the file took in
/// another one since, or if one of the two was erased or joined further.
pub fn separate(tx: &mut Tx<'_>, by: &By, joining: i64) -> Result<(ClientId, ClientId, UndoId), Failure> {
    let joined = hold(tx, by, joining)?;
    apart(tx, by, &joined)?;
    let name = |tx: &mut Tx<'_>, id: ClientId| tx.one::<String>("SELECT name FROM client WHERE id = $1", params![id]);
    let label = Message::new("did-separate").with("name", name(tx, joined.kept)?).with("other", name(tx, joined.gone)?);
    let mut recorder = Recorder::default();
    recorder.separated(joining);
    let undo_id = recorder.finish(tx, by.person_id, by.now, &label)?;
    Ok((joined.kept, joined.gone, undo_id))
}

/// The same, for taking back the joining itself.
pub(crate) fn separated(tx: &mut Tx<'_>, by: &By, joining: i64) -> Result<(), Failure> {
    let joined = hold(tx, by, joining).map_err(|failure| match failure {
        Failure::NotFound | Failure::Refused(_) => Failure::form("undo-conflict"),
        other => other,
    })?;
    apart(tx, by, &joined)
}

fn hold(tx: &mut Tx<'_>, by: &By, joining: i64) -> Result<Kept, Failure> {
    let row = tx
        .row("SELECT kept_id, gone_id, kept_was, kept_became, gone_was, copied, entry_id, separated_at FROM joining WHERE id = $1", params![joining])?
        .ok_or(Failure::NotFound)?;
    let (kept, gone): (ClientId, ClientId) = (row.get(0)?, row.get(1)?);
    lock(tx, kept.min(gone))?;
    lock(tx, kept.max(gone))?;
    let sql = format!("SELECT 1 FROM client WHERE id = $1 AND {}", Visible::condition("owner_id", 2));
    let [person, team, day] = by.visible.params();
    for id in [kept, gone] {
        tx.row(&sql, &[id.into(), person.clone(), team.clone(), day.clone()])?.ok_or(Failure::NotFound)?;
    }
    let stands = "SELECT 1 FROM joining j JOIN client k ON k.id = j.kept_id JOIN client g ON g.id = j.gone_id
         WHERE j.id = $1 AND j.separated_at IS NULL AND k.joined_into IS NULL AND k.erased_at IS NULL AND g.erased_at IS NULL";
    if tx.row(stands, params![joining])?.is_none() {
        return Err(Failure::form("separating-not-joined"));
    }
    let later = "SELECT 1 FROM joining j JOIN client g ON g.id = j.gone_id
         WHERE j.kept_id = $1 AND j.id > $2 AND j.separated_at IS NULL AND g.erased_at IS NULL LIMIT 1";
    if tx.row(later, params![kept, joining])?.is_some() {
        return Err(Failure::form("separating-later-first"));
    }
    let json = |index: usize| row.get::<String>(index).map(|text| serde_json::from_str::<Json>(&text).unwrap_or_default());
    Ok(Kept {
        id: joining,
        kept,
        gone,
        kept_was: Columns::of_json(&json(2)?),
        kept_became: Columns::of_json(&json(3)?),
        gone_was: Columns::of_json(&json(4)?),
        copied: json(5)?,
        entry_id: row.get(6)?,
    })
}

fn apart(tx: &mut Tx<'_>, by: &By, joined: &Kept) -> Result<(), Failure> {
    let Kept { id, kept, gone, .. } = *joined;
    let stayed = Columns::read(tx, kept, &joined.kept_became.names())?;
    to_somebody_here(tx, kept, gone)?;
    tx.run("UPDATE joining SET under_way = 1 WHERE id = $1", params![id])?;
    // The file that stays leaves its divider while the slips go: where it stands then is written below.
    tx.run("UPDATE client SET state = 'closed', close_reason = 'closed', slip_id = NULL, place = NULL WHERE id = $1", params![kept])?;
    pieces::back(tx, id, kept, gone)?;
    uncopy(tx, kept, &joined.copied)?;
    stand_kept(tx, by, joined, &stayed)?;
    stand_gone(tx, by, joined, &stayed)?;
    if let Some(entry) = joined.entry_id {
        tx.run("INSERT INTO entry_correction (entry_id, person_id, at, text) VALUES ($1, $2, $3, NULL)", params![entry, by.person_id, by.now])?;
        tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('entry', $1)", params![entry])?;
    }
    tx.run("UPDATE joining SET under_way = 0, separated_at = $2, separated_by = $3 WHERE id = $1", params![id, by.now, by.person_id])?;
    Ok(())
}

/// A file comes back into a binder that somebody opens: its own person's, or that of the file it stood in.
fn to_somebody_here(tx: &mut Tx<'_>, kept: ClientId, gone: ClientId) -> Result<(), Failure> {
    let owner = |tx: &mut Tx<'_>, id: ClientId| tx.one::<domain::PersonId>("SELECT owner_id FROM client WHERE id = $1", params![id]);
    let (stays, goes) = (owner(tx, kept)?, owner(tx, gone)?);
    if !slips::hold_binder(tx, stays)? {
        return Err(Failure::form("owner-has-left"));
    }
    if !slips::hold_binder(tx, goes)? {
        tx.run("UPDATE client SET owner_id = $2 WHERE id = $1", params![gone, stays])?;
    }
    Ok(())
}

/// The columns of the file that stays: what the joining changed goes back, if nobody changed it since.
fn stand_kept(tx: &mut Tx<'_>, by: &By, joined: &Kept, stayed: &Columns) -> Result<(), Failure> {
    let mut columns = stayed.clone();
    for name in joined.kept_became.names() {
        if stayed.get(name) == joined.kept_became.get(name) {
            columns.set(name, joined.kept_was.get(name).clone());
        }
    }
    // Closed since is closed; closed before, and with no step of its own since, is closed as it was.
    let is_closed = stayed.text("state") == "closed";
    if is_closed {
        for name in ["state", "close_reason", "close_note", "closed_at"] {
            columns.set(name, stayed.get(name).clone());
        }
    }
    let mut stands = place_of(tx, joined.kept)?;
    let was_closed = joined.kept_was.text("state") == "closed";
    if stands.is_none() && !is_closed && !was_closed {
        stands = new_step(tx, by, joined.kept, stayed.number("place"))?;
    }
    stand(&mut columns, stands, &joined.kept_was);
    columns.write(tx, joined.kept, by.now)?;
    Ok(())
}

/// The file that comes back is what it was: closed as before, or under its earliest step that is still open.
fn stand_gone(tx: &mut Tx<'_>, by: &By, joined: &Kept, stayed: &Columns) -> Result<(), Failure> {
    let mut columns = joined.gone_was.clone();
    let mut stands = place_of(tx, joined.gone)?;
    if stands.is_none() && joined.gone_was.text("state") == "active" {
        // All its steps were done meanwhile: it is due where the work on both went on, or else today.
        stands = new_step(tx, by, joined.gone, stayed.number("place"))?;
    }
    stand(&mut columns, stands, &joined.gone_was);
    columns.set("joined_into", Value::Null);
    columns.write(tx, joined.gone, by.now)?;
    Ok(())
}

/// Under that slip and active, or nowhere and closed for the reason it had.
fn stand(columns: &mut Columns, stands: Option<[(&'static str, Value); 2]>, was: &Columns) {
    match stands {
        Some(stands) => {
            for (name, value) in [("state", "active".into()), ("close_reason", Value::Null), ("close_note", "".into()), ("closed_at", Value::Null)] {
                columns.set(name, value);
            }
            for (name, value) in stands {
                columns.set(name, value);
            }
        }
        None => {
            if columns.text("close_reason").is_empty() {
                for name in ["close_reason", "close_note", "closed_at"] {
                    columns.set(name, was.get(name).clone());
                }
            }
            for (name, value) in [("state", "closed".into()), ("slip_id", Value::Null), ("place", Value::Null)] {
                columns.set(name, value);
            }
        }
    }
}

/// An active file never stands nowhere: one without an open step gets one.
fn new_step(tx: &mut Tx<'_>, by: &By, id: ClientId, place: Option<i64>) -> Result<Option<[(&'static str, Value); 2]>, StoreError> {
    let place = place.and_then(|number| i32::try_from(number).ok()).and_then(Place::from_number).unwrap_or(Place::Day(by.today));
    let slip = SlipRow {
        client_id: Some(id),
        person_id: tx.one("SELECT owner_id FROM client WHERE id = $1", params![id])?,
        place,
        minute: None,
        kind: SlipKind::Call,
        line: String::new(),
        agreed: false,
    };
    slips::open(tx, &mut Recorder::default(), by, &slip)?;
    place_of(tx, id)
}

/// Takes away the copies, as far as they are still there. What was written for a copied person since stays with the file.
fn uncopy(tx: &mut Tx<'_>, kept: ClientId, copied: &Json) -> Result<(), StoreError> {
    for value in copied["values"].as_array().into_iter().flatten() {
        let (field, whose, became) = (value[0].as_i64(), value[1].as_i64().unwrap_or(0), value[2].as_str());
        let (was, key) = (value[3].as_str(), value[4].as_str());
        let is_there = "client_id = $1 AND field_id = $2 AND coalesce(contact_id, 0) = $3 AND answer = $4";
        match was {
            Some(was) => {
                tx.run(&format!("UPDATE field_value SET answer = $5, sort_key = $6 WHERE {is_there}"), params![kept, field, whose, became, was, key])?
            }
            None => tx.run(&format!("DELETE FROM field_value WHERE {is_there}"), params![kept, field, whose, became])?,
        };
    }
    for reach in copied["reaches"].as_array().into_iter().flatten() {
        tx.run(
            "DELETE FROM reach WHERE client_id = $1 AND kind = $2 AND norm = $3 AND extension = $4",
            params![kept, reach[0].as_str(), reach[1].as_str(), reach[2].as_str()],
        )?;
    }
    for contact in copied["people"].as_array().into_iter().flatten().filter_map(Json::as_i64) {
        tx.run("UPDATE reach SET contact_id = NULL WHERE client_id = $1 AND contact_id = $2", params![kept, contact])?;
        tx.run("DELETE FROM contact WHERE client_id = $1 AND id = $2", params![kept, contact])?;
    }
    Ok(())
}
