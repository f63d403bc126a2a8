//! Two files of one client made one, and taken apart again (E37).
//!
//! Owns the tables `joining` and `joined_piece` and the column `client.joined_into`. What a file holds goes over in two
//! ways. Its history, steps, documents, mail and forms move: they stand in the file that stays, whose work goes on with
//! them. Its card, its people and how to reach them are copied as far as they are new, and the file that is gone keeps
//! its own as they were; so nothing has to be guessed when the two are taken apart.
//!
//! Nothing is dropped: every open step comes along under its own date, and the file stands under the earliest. Only the
//! last joining of a file is taken apart, so that each separation finds what its joining left. Whether two files are of one
//! client is never decided here.

mod join;
mod pieces;
mod separate;
mod standing;

pub use join::{Chosen, join};
pub use separate::separate;

pub(crate) use join::join_again;
pub(crate) use separate::separated;

use domain::{ClientId, PersonId};
use store::{StoreError, Tx, params};

/// A file that another one took in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Which joining.
    pub id: i64,
    /// The file that is gone.
    pub gone_id: ClientId,
    /// Its name.
    pub name: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who did it.
    pub person: String,
    /// Who that is.
    pub person_id: PersonId,
    /// Whether it is the last one, which can be taken apart.
    pub is_last: bool,
}

/// The files that this one took in and still holds, the last first.
///
/// # Errors
/// [`StoreError`].
pub fn joined(tx: &mut Tx<'_>, kept: ClientId) -> Result<Vec<Joined>, StoreError> {
    let rows = tx.rows(
        "SELECT j.id, j.gone_id, g.name, j.at, p.name, p.id FROM joining j JOIN client g ON g.id = j.gone_id JOIN person p ON p.id = j.person_id
         WHERE j.kept_id = $1 AND j.separated_at IS NULL AND g.erased_at IS NULL ORDER BY j.id DESC",
        params![kept],
    )?;
    let one = |(index, row): (usize, &store::Row)| {
        Ok(Joined {
            id: row.get(0)?,
            gone_id: row.get(1)?,
            name: row.get(2)?,
            at: row.get(3)?,
            person: row.get(4)?,
            person_id: row.get(5)?,
            is_last: index == 0,
        })
    };
    rows.iter().enumerate().map(one).collect()
}

/// Most joinings that are followed from a file to the one that holds it today.
const FAR: usize = 64;

/// The file in which that one stands today: itself, unless it was taken in by another.
///
/// # Errors
/// [`StoreError`].
pub fn stands_in(tx: &mut Tx<'_>, client_id: ClientId) -> Result<ClientId, StoreError> {
    let mut at = client_id;
    for _ in 0..FAR {
        match tx.row("SELECT joined_into FROM client WHERE id = $1 AND joined_into IS NOT NULL", params![at])? {
            Some(row) => at = row.get(0)?,
            None => break,
        }
    }
    Ok(at)
}
