//! Taking a hand-over back: each file that still stands with its receiver returns.

use super::give::can_give;
use crate::By;
use store::{Dialect, Tx, params};
use web::Failure;

/// Gives back what still stands with its receiver, and says how many files and pieces of other work do not:
/// they were handed on or, as other work, done since.
///
/// # Errors
/// Refused if the actor does not lead all of these people any more, if somebody who would get files back has left, or if nothing is there to be given back.
pub(crate) fn hand_over_back(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<i64, Failure> {
    if tx.dialect() == Dialect::Postgres {
        tx.rows(
            "SELECT c.id FROM client c JOIN handed_file h ON h.client_id = c.id WHERE h.hand_over_id = $1 ORDER BY c.id FOR UPDATE OF c",
            params![id],
        )?;
    }
    let people = tx.rows(
        "SELECT from_person FROM handed_file WHERE hand_over_id = $1 UNION SELECT to_person FROM handed_file WHERE hand_over_id = $1
         UNION SELECT from_person FROM handed_slip WHERE hand_over_id = $1 UNION SELECT to_person FROM handed_slip WHERE hand_over_id = $1",
        params![id],
    )?;
    for row in people {
        // Whoever lost the right to give lost the right to take back.
        if !can_give(tx, by, row.get(0)?)? {
            return Err(Failure::form("undo-conflict"));
        }
    }
    let givers = tx.rows(
        "SELECT from_person FROM handed_file WHERE hand_over_id = $1 UNION SELECT from_person FROM handed_slip WHERE hand_over_id = $1",
        params![id],
    )?;
    for row in givers {
        if !crate::slips::hold_binder(tx, row.get(0)?)? {
            return Err(Failure::form("owner-has-left"));
        }
    }
    let given: i64 = tx.one(
        "SELECT (SELECT count(*) FROM handed_file WHERE hand_over_id = $1) + (SELECT count(*) FROM handed_slip WHERE hand_over_id = $1)",
        params![id],
    )?;
    tx.run(
        "INSERT INTO slip_event (slip_id, client_id, person_id, at, what, place_from, place_to)
         SELECT s.id, s.client_id, $2, $3, 'undone', s.place, s.place
         FROM slip s JOIN client c ON c.id = s.client_id JOIN handed_file h ON h.client_id = c.id
         WHERE h.hand_over_id = $1 AND c.owner_id = h.to_person AND s.state = 'open'",
        params![id, by.person_id, by.now],
    )?;
    tx.run(
        "INSERT INTO find_queue (what, ref_id) SELECT 'client', c.id FROM client c JOIN handed_file h ON h.client_id = c.id
         WHERE h.hand_over_id = $1 AND c.owner_id = h.to_person",
        params![id],
    )?;
    // The slips first: afterwards nobody could tell which files returned.
    tx.run(
        "UPDATE slip SET person_id = h.from_person FROM handed_file h JOIN client c ON c.id = h.client_id
         WHERE h.hand_over_id = $1 AND c.owner_id = h.to_person AND slip.client_id = h.client_id AND slip.state = 'open'",
        params![id],
    )?;
    let files = tx.run(
        "UPDATE client SET owner_id = h.from_person, version = version + 1
         FROM handed_file h WHERE h.hand_over_id = $1 AND h.client_id = client.id AND client.owner_id = h.to_person",
        params![id],
    )?;
    let errands = tx.run(
        "UPDATE slip SET person_id = h.from_person FROM handed_slip h
         WHERE h.hand_over_id = $1 AND slip.id = h.slip_id AND slip.state = 'open' AND slip.person_id = h.to_person",
        params![id],
    )?;
    if files + errands == 0 {
        return Err(Failure::form("undo-conflict"));
    }
    tx.run("UPDATE hand_over SET taken_back_at = $2 WHERE id = $1", params![id, by.now])?;
    Ok(given - i64::try_from(files + errands).unwrap_or(given))
}
