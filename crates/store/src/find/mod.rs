//! Find: clients by any part of a name in any script, by phone and e-mail, and lines of history.
//!
//! Owns the find index and the only statements that speak a full-text dialect. Never folds or ranks:
//! that is `domain::fold`. The index is filled from `find_queue` beside the transactions that change
//! clients and entries, so it may be moments behind; whose files a person may see is always checked
//! against the client itself.

mod clients;
mod documents;
mod entries;
mod forgetting;
mod index;
mod needs;
#[cfg(test)]
mod tests;

pub use clients::{Hit, Matched, find_clients};
pub use documents::{DocumentHit, find_documents, index_document};
pub use entries::{EntryHit, find_entries};
pub use forgetting::{forget_file, sweep};
pub use index::{ClientText, drain, forget_client, index_client, index_entry, settle};

use crate::{Result, Tx, params};
use domain::{Date, PersonId, TeamId};

/// Whose files may be found (product: own, team, all).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Files of this person, and of those whose binders the person works on that day.
    Own(PersonId, Date),
    /// Also the files of this team's people.
    Team(TeamId, PersonId, Date),
    /// Every file of the company.
    All,
}

/// The owners whose files may be found; `None` for everyone's.
pub(crate) struct Owners(Option<Vec<i64>>);

impl Owners {
    fn of(tx: &mut Tx<'_>, sight: Sight) -> Result<Owners> {
        Ok(Owners(match sight {
            Sight::All => None,
            Sight::Own(person, day) => Some(Owners::worked_by(tx, person, day)?),
            Sight::Team(team, person, day) => {
                let mut owners = Owners::worked_by(tx, person, day)?;
                for row in tx.rows("SELECT id FROM person WHERE team_id = $1", params![team])? {
                    let owner = row.get(0)?;
                    if !owners.contains(&owner) {
                        owners.push(owner);
                    }
                }
                Some(owners)
            }
        }))
    }

    fn worked_by(tx: &mut Tx<'_>, person: PersonId, day: Date) -> Result<Vec<i64>> {
        let rows = tx.rows("SELECT person_id FROM stand_in WHERE deputy_id = $1 AND from_day <= $2 AND to_day >= $2", params![person, day])?;
        let mut owners = vec![person.0];
        for row in rows {
            owners.push(row.get(0)?);
        }
        Ok(owners)
    }

    fn sees(&self, owner: i64) -> bool {
        self.0.as_ref().is_none_or(|owners| owners.contains(&owner))
    }

    /// A condition on a column that holds the owner. The ids are numbers, so they may stand in the text.
    fn condition(&self, column: &str) -> String {
        match &self.0 {
            None => "TRUE".to_owned(),
            Some(owners) => {
                let ids: Vec<String> = owners.iter().map(i64::to_string).collect();
                format!("{column} IN ({})", ids.join(", "))
            }
        }
    }
}

/// The first text after every text that begins with `start`, in the order of bytes.
fn after(start: &str) -> String {
    format!("{start}\u{10ffff}")
}
