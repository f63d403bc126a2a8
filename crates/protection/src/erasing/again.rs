//! Erasures that are done again after a backup was put back that is older than they are.
//!
//! Owns the list that stands beside backups and what is known of an erasure without the database. Never about whom: a file
//! is its number and the moment it was made, which no other company's database shares.

use super::{Erasing, erase};
use domain::protection::Why;
use domain::{ClientId, PersonId};
use serde_json::{Value as Json, json};
use store::{StoreError, Tx, params};
use web::Failure;

/// What is known of an erasure outside of the database.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// When, UTC milliseconds.
    pub at: i64,
    /// The file.
    pub client_id: i64,
    /// When it was made, UTC milliseconds.
    pub client_made_at: i64,
    /// Who; none for the command line.
    pub person_id: Option<i64>,
    /// Why.
    pub why: String,
}

/// The erasures of a database.
///
/// # Errors
/// [`StoreError`].
pub fn known(tx: &mut Tx<'_>) -> Result<Vec<Known>, StoreError> {
    let rows = tx.rows("SELECT at, client_id, client_made_at, person_id, why FROM erasure ORDER BY id", &[])?;
    let known = |row: &store::Row| {
        Ok(Known { at: row.get(0)?, client_id: row.get(1)?, client_made_at: row.get(2)?, person_id: row.get(3)?, why: row.get(4)? })
    };
    rows.iter().map(known).collect()
}

impl Known {
    /// As it stands in the list beside backups.
    pub fn to_json(&self) -> Json {
        json!({ "at": self.at, "file": self.client_id, "file_made_at": self.client_made_at, "person": self.person_id, "why": self.why })
    }
}

/// Reads the list beside backups; what makes no sense there is left out.
pub fn known_in(list: &Json) -> Vec<Known> {
    let one = |json: &Json| {
        Some(Known {
            at: json["at"].as_i64()?,
            client_id: json["file"].as_i64()?,
            client_made_at: json["file_made_at"].as_i64()?,
            person_id: json["person"].as_i64(),
            why: json["why"].as_str()?.to_owned(),
        })
    };
    list.as_array().into_iter().flatten().filter_map(one).collect()
}

/// Erases again what this database does not know to be erased. A file that is not there, or that is another one under the
/// same number, is left alone. `mark` gives what stands in the place of a name.
///
/// # Errors
/// As [`erase`].
pub fn reapply(tx: &mut Tx<'_>, wanted: &[Known], now: jiff::Timestamp, mark: &dyn Fn(ClientId) -> String) -> Result<Vec<Known>, Failure> {
    let mut done = Vec::new();
    for one in wanted {
        let id = ClientId(one.client_id);
        let stands = "SELECT 1 FROM client WHERE id = $1 AND created_at = $2 AND erased_at IS NULL";
        if tx.row(stands, params![id, one.client_made_at])?.is_none() {
            continue;
        }
        let person = match one.person_id {
            Some(person) => tx.row("SELECT 1 FROM person WHERE id = $1", params![person])?.map(|_| PersonId(person)),
            None => None,
        };
        let erasing = Erasing {
            person_id: person,
            from: web::audit::Origin::command_line(),
            at: now,
            why: Why::parse(&one.why).unwrap_or(Why::Other),
            mark: mark(id),
        };
        erase(tx, id, &erasing)?;
        done.push(one.clone());
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_as_it_was_written_and_nonsense_is_left_out() {
        let one = Known { at: 1, client_id: 2, client_made_at: 3, person_id: None, why: "asked".to_owned() };
        let two = Known { person_id: Some(4), ..one.clone() };
        let list = Json::Array(vec![one.to_json(), json!({"at": "x"}), json!(7), two.to_json()]);
        assert_eq!(known_in(&list), [one, two]);
        assert_eq!(known_in(&json!({})), []);
    }
}
