//! Clients that look like one that is about to be made.
//!
//! Owns the question "is this one of ours already?". Never merges and never forbids: two shops may share a name.

use super::reach::{NewReach, ReachKind, ReachRow, reach_rows};
use binder::By;
use domain::ClientId;
use domain::fold::fold;
use store::{StoreError, Tx, Value};
use web::Visible;

/// Most likenesses that are told; more would not be read.
const SIMILAR_MAX: usize = 5;

/// A client that looks like the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// Which.
    pub client_id: ClientId,
    /// Its name.
    pub name: String,
    /// In whose binder it stands.
    pub owner: String,
    /// What they have in common.
    pub by: SimilarBy,
}

/// What two clients have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SimilarBy {
    /// A phone, as typed there.
    Phone(String),
    /// An e-mail address.
    Email(String),
    /// The name and the company.
    Name,
}

/// What likenesses are looked for by.
pub(crate) struct Looks<'a> {
    pub(crate) name: &'a str,
    pub(crate) company: &'a str,
    pub(crate) reaches: &'a [ReachRow],
    /// A client that is not compared with itself.
    pub(crate) but: Option<ClientId>,
}

/// Clients among those the actor may see that share an e-mail address, a phone, or name and company with
/// what was typed; at most five.
///
/// # Errors
/// [`StoreError`].
pub fn similar_to(tx: &mut Tx<'_>, by: &By, country: &str, name: &str, company: &str, reaches: &[NewReach]) -> Result<Vec<Similar>, StoreError> {
    similar(tx, by, &Looks { name, company, reaches: &reach_rows(country, reaches), but: None })
}

pub(crate) fn similar(tx: &mut Tx<'_>, by: &By, looks: &Looks<'_>) -> Result<Vec<Similar>, StoreError> {
    let mut found = Vec::new();
    for row in looks.reaches.iter().filter(|row| row.kind != ReachKind::Messenger && !row.norm.is_empty()) {
        same_reach(tx, by, row, &mut found)?;
    }
    same_name(tx, by, looks, &mut found)?;
    let mut shown: Vec<Similar> = Vec::new();
    for similar in found {
        if Some(similar.client_id) != looks.but && shown.iter().all(|other| other.client_id != similar.client_id) {
            shown.push(similar);
        }
    }
    shown.truncate(SIMILAR_MAX);
    Ok(shown)
}

fn same_reach(tx: &mut Tx<'_>, by: &By, row: &ReachRow, found: &mut Vec<Similar>) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT c.id, c.name, p.name, r.as_typed FROM reach r JOIN client c ON c.id = r.client_id JOIN person p ON p.id = c.owner_id
         WHERE r.kind = $1 AND r.norm = $2 AND r.extension = $3 AND c.joined_into IS NULL AND {} ORDER BY c.id LIMIT 6",
        Visible::condition("c.owner_id", 4)
    );
    let [person, team, day] = by.visible.params();
    for line in tx.rows(&sql, &[row.kind.as_str().into(), row.norm.as_str().into(), row.extension.as_str().into(), person, team, day])? {
        let as_typed = line.get(3)?;
        let by = if row.kind == ReachKind::Phone { SimilarBy::Phone(as_typed) } else { SimilarBy::Email(as_typed) };
        found.push(Similar { client_id: line.get(0)?, name: line.get(1)?, owner: line.get(2)?, by });
    }
    Ok(())
}

fn same_name(tx: &mut Tx<'_>, by: &By, looks: &Looks<'_>, found: &mut Vec<Similar>) -> Result<(), StoreError> {
    let name = fold(looks.name);
    if name.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT c.id, c.name, p.name, c.company FROM client c JOIN person p ON p.id = c.owner_id
         WHERE c.name_fold = $1 AND c.joined_into IS NULL AND {} ORDER BY c.id LIMIT 50",
        Visible::condition("c.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    let company = fold(looks.company);
    for line in tx.rows(&sql, &[Value::from(name), person, team, day])? {
        if fold(&line.get::<String>(3)?) == company {
            found.push(Similar { client_id: line.get(0)?, name: line.get(1)?, owner: line.get(2)?, by: SimilarBy::Name });
        }
    }
    Ok(())
}
