//! Finding lines of history.
//!
//! Owns the look-up of notes by words and phrases, newest first. Never ranks: the newest is best.

use super::needs::{Index, Need, needs_text, spell_out_phrases};
use super::{Owners, Sight};
use crate::{Dialect, Result, Tx, params};
use domain::fold::Query;
use domain::{ClientId, EntryId, EntryKind, PersonId};

/// Newest matches of the company among which one's own are looked for, for each that is wanted.
const COMPANY_CANDIDATES: i64 = 700;
/// The same, at most.
const COMPANY_CANDIDATES_MAX: i64 = 20_000;

/// A line of history that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryHit {
    /// The entry.
    pub entry: EntryId,
    /// Whose file it is in.
    pub client: ClientId,
    /// The client's name as typed.
    pub client_name: String,
    /// Who wrote it.
    pub person: PersonId,
    /// When it happened, UTC milliseconds.
    pub at: i64,
    /// What it records.
    pub kind: EntryKind,
    /// Its text as it reads after corrections.
    pub text: String,
}

/// Finds entries that hold every word of the query, the last as a beginning, newest first. A run of a
/// script without spaces is found wherever it stands. For a person who sees only some files, matches
/// older than the company's newest 700 for each that is wanted, and than its newest 20,000, are not found: under the box
/// that is answered while one types, older ones would have to be asked for one by one.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn find_entries(tx: &mut Tx<'_>, query: &Query, sight: Sight, limit: usize) -> Result<Vec<EntryHit>> {
    let needs: Vec<Need> = query.terms.iter().map(|term| Need::Phrase(term.phrase.clone(), term.unfinished)).collect();
    if needs.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let Some(needs) = spell_out_phrases(tx, Index::Notes, needs)? else { return Ok(Vec::new()) };
    let owners = Owners::of(tx, sight)?;
    let seen = owners.condition("c.owner_id");
    // A few more than asked: entries written down late have newer ids than their moment.
    let cap = if owners.0.is_none() { limit as i64 * 4 } else { (limit as i64 * COMPANY_CANDIDATES).min(COMPANY_CANDIDATES_MAX) };
    let matches = match tx.dialect() {
        Dialect::Sqlite => "SELECT rowid AS id FROM find_note WHERE find_note MATCH $1 ORDER BY rowid DESC LIMIT $2",
        Dialect::Postgres => "SELECT entry_id AS id FROM find_note WHERE words @@ ($1::text)::tsquery ORDER BY entry_id DESC LIMIT $2",
    };
    let sql = format!(
        "SELECT e.id, e.client_id, c.name, e.person_id, e.at, e.kind,
           coalesce((SELECT k.text FROM entry_correction k WHERE k.entry_id = e.id ORDER BY k.id DESC LIMIT 1), e.text)
         FROM ({matches}) f CROSS JOIN entry e CROSS JOIN client c
         WHERE e.id = f.id AND c.id = e.client_id AND {seen} ORDER BY f.id DESC LIMIT $3"
    );
    let text = needs_text(tx.dialect(), &needs);
    let mut hits = Vec::new();
    tx.each(&sql, params![text, cap, limit as i64 * 4], &mut |row| {
        hits.push(EntryHit {
            entry: row.get(0)?,
            client: row.get(1)?,
            client_name: row.get(2)?,
            person: row.get(3)?,
            at: row.get(4)?,
            kind: row.get(5)?,
            text: row.get(6)?,
        });
        Ok(())
    })?;
    hits.sort_by_key(|hit| std::cmp::Reverse((hit.at, hit.entry)));
    hits.truncate(limit);
    Ok(hits)
}
