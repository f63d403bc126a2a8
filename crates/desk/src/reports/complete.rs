//! How complete the cards are: of the active files, how many have each thing that a card should tell (E37).
//!
//! Owns which things are asked for. Counts them as they are now, whatever the weeks of the other reports.

use super::figures::{Counts, PEOPLE_AT_ONCE};
use binder::By;
use domain::PersonId;
use store::{StoreError, Tx, Value};

/// What a card should tell: the word in the address, the condition on `c`, the message that names it.
pub(super) const ASKED: [(&str, &str, &str); 10] = [
    ("phone", "c.phone <> ''", "card-phone"),
    ("email", "EXISTS (SELECT 1 FROM reach r WHERE r.client_id = c.id AND r.kind = 'email')", "card-email"),
    ("contact", "(c.contact <> '' OR c.kind = 'person')", "card-contact"),
    ("address", "c.address <> ''", "card-address"),
    ("town", "c.town <> ''", "card-town"),
    ("source", "c.source <> ''", "card-source"),
    ("needs", "c.needs <> ''", "card-needs"),
    ("expects", "c.expects <> ''", "card-expects"),
    ("decides", "c.decides <> ''", "card-decides"),
    ("competitor", "c.competitor <> ''", "card-competitor"),
];

/// Row, part and count for the active files of those people, at most [`PEOPLE_AT_ONCE`] of them.
pub(super) fn count(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<Vec<(String, String, i64)>, StoreError> {
    let marks: Vec<String> = (1..=PEOPLE_AT_ONCE).map(|index| format!("${index}")).collect();
    let sums: Vec<String> = ASKED.iter().map(|(_, has, _)| format!("CAST(coalesce(sum(CASE WHEN {has} THEN 1 ELSE 0 END), 0) AS BIGINT)")).collect();
    let sql = format!("SELECT count(*), {} FROM client c WHERE c.state = 'active' AND c.owner_id IN ({})", sums.join(", "), marks.join(", "));
    let ids: Vec<Value> = people.iter().copied().chain(std::iter::repeat(PersonId(0))).take(PEOPLE_AT_ONCE).map(Value::from).collect();
    let Some(row) = tx.row(&sql, &ids)? else { return Ok(Vec::new()) };
    let all: i64 = row.get(0)?;
    let mut counted = Vec::new();
    for (index, (word, ..)) in ASKED.iter().enumerate() {
        let known: i64 = row.get(index + 1)?;
        counted.push(((*word).to_owned(), "known".to_owned(), known));
        counted.push(((*word).to_owned(), "missing".to_owned(), all - known));
    }
    Ok(counted)
}

/// The active files of those people whose cards tell it, or do not; the oldest first, because they waited longest.
pub(super) fn listed(tx: &mut Tx<'_>, by: &By, people: &[PersonId], word: &str, part: &str, most: i64) -> Result<Vec<Counts>, StoreError> {
    let Some((_, has, _)) = ASKED.iter().find(|(known, ..)| *known == word) else { return Ok(Vec::new()) };
    let not = if part == "missing" { "NOT " } else { "" };
    let sql = format!(
        "SELECT c.id, c.name, c.created_at, p.name, c.company FROM client c JOIN person p ON p.id = c.owner_id
         WHERE c.owner_id = $1 AND c.state = 'active' AND {not}({has}) ORDER BY c.id LIMIT $2"
    );
    let mut all = Vec::new();
    for person in people {
        for row in tx.rows(&sql, &[(*person).into(), most.into()])? {
            all.push(Counts { client: row.get(0)?, name: row.get(1)?, day: by.day_of(row.get(2)?), person: row.get(3)?, about: row.get(4)? });
        }
    }
    all.sort_by_key(|one: &Counts| (one.day, one.client));
    all.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(all)
}
