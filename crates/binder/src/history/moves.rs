//! What happened to a file beside what was said: it was moved to another date, or given to another binder (B30).
//!
//! Reads the tables `slip_event`, `hand_over` and `handed_file`. What was taken back is left out. Never writes.

use crate::slips::{IS_MOVED, STAYED_MOVED, moved_word};
use domain::{ClientId, Place};
use store::{StoreError, Tx, params};

/// The most of each that one look takes.
const MOST: u32 = 500;

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Went {
    /// A step was moved.
    Moved {
        /// Where it stood.
        from: Place,
        /// Where it came.
        to: Place,
        /// Whether that date had been agreed with the client.
        was_agreed: bool,
    },
    /// The file was given for good.
    Given {
        /// From whose binder.
        from: String,
        /// Into whose.
        to: String,
    },
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who did it.
    pub person: String,
    /// In whose name, if that one stood in for somebody.
    pub for_person: Option<String>,
    /// What.
    pub went: Went,
    /// Why, as it was said.
    pub reason: String,
}

/// What happened to a file from the moment `from` to before `until`, UTC milliseconds, newest first.
///
/// # Errors
/// [`StoreError`].
pub fn moves(tx: &mut Tx<'_>, client_id: ClientId, from: i64, until: i64) -> Result<Vec<Move>, StoreError> {
    let moved = format!(
        "SELECT v.at, p.name, f.name, v.place_from, v.place_to, v.what, v.reason FROM slip_event v
         JOIN person p ON p.id = v.person_id LEFT JOIN person f ON f.id = v.for_person_id
         WHERE v.client_id = $1 AND v.at >= $2 AND v.at < $3 AND {IS_MOVED} AND v.place_from IS NOT NULL AND v.place_to IS NOT NULL
           AND v.place_from <> v.place_to AND {STAYED_MOVED} ORDER BY v.id DESC LIMIT $4"
    );
    let given = "SELECT o.at, p.name, a.name, b.name, o.reason FROM handed_file h JOIN hand_over o ON o.id = h.hand_over_id
         JOIN person p ON p.id = o.person_id JOIN person a ON a.id = h.from_person JOIN person b ON b.id = h.to_person
         WHERE h.client_id = $1 AND o.taken_back_at IS NULL AND o.at >= $2 AND o.at < $3 ORDER BY o.id DESC LIMIT $4";
    let mut all = Vec::new();
    for row in tx.rows(&moved, params![client_id, from, until, MOST])? {
        let was_agreed = row.get::<String>(5)? == moved_word(true);
        let went = Went::Moved { from: row.get(3)?, to: row.get(4)?, was_agreed };
        all.push(Move { at: row.get(0)?, person: row.get(1)?, for_person: row.get(2)?, went, reason: row.get(6)? });
    }
    for row in tx.rows(given, params![client_id, from, until, MOST])? {
        let went = Went::Given { from: row.get(2)?, to: row.get(3)? };
        all.push(Move { at: row.get(0)?, person: row.get(1)?, for_person: None, went, reason: row.get(4)? });
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(all)
}
