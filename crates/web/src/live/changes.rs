//! What one transaction changed, read from what every verb writes anyway: events of slips, lines of history, and
//! the queue of the find index.
//!
//! Owns the comparison of before and after. No verb can forget to announce itself. Never writes.

use super::Done;
use domain::PersonId;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx, params};

/// Files that are told one by one; of more it is only said that much changed.
const FILES_MAX: usize = 40;

/// The last rows before a transaction.
pub(crate) struct Before {
    event: i64,
    entry: i64,
    queued: i64,
}

/// What came after them.
pub(super) enum Gathered {
    /// Nothing that anybody sees.
    Nothing,
    /// These files with their binder's person, and the binders touched.
    Some { files: Vec<(i64, i64, Done)>, binders: Vec<i64> },
    /// More than is told one by one.
    Much,
}

impl Before {
    /// Reads the ends of the three tables.
    pub(super) fn read(tx: &mut Tx<'_>) -> Result<Before, StoreError> {
        let row = tx.row(
            "SELECT (SELECT coalesce(max(id), 0) FROM slip_event), (SELECT coalesce(max(id), 0) FROM entry),
                    (SELECT coalesce(max(id), 0) FROM find_queue)",
            &[],
        )?;
        let row = row.ok_or(StoreError::Shape { column: 0 })?;
        Ok(Before { event: row.get(0)?, entry: row.get(1)?, queued: row.get(2)? })
    }

    /// What that person wrote since. A row of somebody else that became visible meanwhile is left to them.
    pub(super) fn changes(&self, tx: &mut Tx<'_>, person: PersonId) -> Result<Gathered, StoreError> {
        let limit = FILES_MAX as i64 + 1;
        let rows = tx.rows(
            "SELECT n.what, n.client_id, c.owner_id, n.binder FROM (
               SELECT * FROM (SELECT CASE WHEN e.what = 'undone' AND e.place_from IS NOT NULL THEN 'handed' ELSE e.what END AS what, e.client_id AS client_id, s.person_id AS binder
                 FROM slip_event e LEFT JOIN slip s ON s.id = e.slip_id WHERE e.id > $1 AND e.person_id = $4 ORDER BY e.id LIMIT $5) moved
               UNION ALL SELECT * FROM (SELECT 'entry' AS what, e.client_id AS client_id, CAST(NULL AS BIGINT) AS binder
                 FROM entry e WHERE e.id > $2 AND e.person_id = $4 ORDER BY e.id LIMIT $5) written
               UNION ALL SELECT * FROM (SELECT 'card' AS what, q.ref_id AS client_id, CAST(NULL AS BIGINT) AS binder
                 FROM find_queue q WHERE q.id > $3 AND q.what = 'client' ORDER BY q.id LIMIT $5) edited
             ) n LEFT JOIN client c ON c.id = n.client_id",
            params![self.event, self.entry, self.queued, person, limit],
        )?;
        let mut files: BTreeMap<(i64, i64), Done> = BTreeMap::new();
        let mut binders = BTreeSet::new();
        for row in &rows {
            let (what, client, owner): (String, Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let done = match what.as_str() {
                "filed" => Done::Filed,
                "entry" | "card" => Done::Changed,
                _ => Done::Moved,
            };
            binders.extend(row.get::<Option<i64>>(3)?);
            binders.extend(owner);
            if let (Some(client), Some(owner)) = (client, owner) {
                let known = files.entry((client, owner)).or_insert(done);
                *known = done.max(*known);
            }
        }
        // Files given to somebody else leave a binder that their rows name no longer.
        if rows.iter().any(|row| row.get::<String>(0).is_ok_and(|what| what.starts_with("hand"))) {
            return Ok(Gathered::Much);
        }
        Ok(match files.len() {
            _ if binders.is_empty() => Gathered::Nothing,
            many if many > FILES_MAX => Gathered::Much,
            _ => Gathered::Some {
                files: files.into_iter().map(|((client, owner), done)| (client, owner, done)).collect(),
                binders: binders.into_iter().collect(),
            },
        })
    }
}
