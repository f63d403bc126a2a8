//! What is true of a mailbox now: when it was read, what waits, what was not taken.

use domain::MailboxId;
use store::{StoreError, Tx, params};

/// How it stands.
pub(super) struct State {
    pub(super) read_at: Option<i64>,
    pub(super) waiting: i64,
    /// Whether its person still works here.
    pub(super) has_person: bool,
    pub(super) trouble: String,
    pub(super) trouble_since: Option<i64>,
    pub(super) filed: i64,
    pub(super) tray: i64,
    /// From senders of whom nothing is wanted.
    pub(super) never: i64,
    /// Between colleagues, to nobody who is known, or to too many.
    pub(super) nowhere: i64,
    /// Letters whose copy among the sent messages the server did not take.
    pub(super) uncopied: i64,
}

/// A message that could not be read.
pub(super) struct Untaken {
    pub(super) id: i64,
    pub(super) folder: String,
    pub(super) uid: i64,
    pub(super) why: String,
    pub(super) size: i64,
    pub(super) at: i64,
    pub(super) again: bool,
}

/// How many of them are shown.
const UNTAKEN_SHOWN: u32 = 100;

pub(super) fn state(tx: &mut Tx<'_>, id: MailboxId) -> Result<State, StoreError> {
    let row = tx
        .row(
            "SELECT b.read_at, b.waiting, b.trouble, b.trouble_since, p.active FROM mailbox b JOIN person p ON p.id = b.person_id WHERE b.id = $1",
            params![id],
        )?
        .ok_or(StoreError::Shape { column: 0 })?;
    let mut state = State {
        read_at: row.get(0)?,
        waiting: row.get(1)?,
        trouble: row.get(2)?,
        trouble_since: row.get(3)?,
        has_person: row.get(4)?,
        filed: 0,
        tray: 0,
        never: 0,
        nowhere: 0,
        uncopied: tx.one("SELECT count(*) FROM letter WHERE mailbox_id = $1 AND copy_state = 'refused'", params![id])?,
    };
    let sql = "SELECT m.state, count(DISTINCT m.id) FROM mail_copy c JOIN mail m ON m.id = c.mail_id WHERE c.mailbox_id = $1 GROUP BY m.state";
    for row in tx.rows(sql, params![id])? {
        let count: i64 = row.get(1)?;
        match row.get::<String>(0)?.as_str() {
            "filed" => state.filed += count,
            "tray" => state.tray += count,
            "never" => state.never += count,
            _ => state.nowhere += count,
        }
    }
    Ok(state)
}

pub(super) fn untaken(tx: &mut Tx<'_>, id: MailboxId) -> Result<Vec<Untaken>, StoreError> {
    let sql = "SELECT id, folder, uid, why, size, at, again FROM mail_untaken WHERE mailbox_id = $1 ORDER BY at DESC, id DESC LIMIT $2";
    let read = |row: &store::Row| {
        Ok(Untaken {
            id: row.get(0)?,
            folder: row.get(1)?,
            uid: row.get(2)?,
            why: row.get(3)?,
            size: row.get(4)?,
            at: row.get(5)?,
            again: row.get(6)?,
        })
    };
    tx.rows(sql, params![id, UNTAKEN_SHOWN])?.iter().map(read).collect()
}
