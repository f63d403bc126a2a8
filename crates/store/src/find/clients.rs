//! Finding clients.
//!
//! Owns the ways to a client: beginning of the name, words, inside parts, Latin spellings, phone and
//! e-mail. Candidates come in capped numbers, unranked; `domain::fold::rank` judges them.

use super::needs::{Index, Need, needs_text, owner_token, spell_out};
use super::{Owners, Sight, after};
use crate::{Dialect, Result, Row, Tx, Value, params};
use domain::fold::{How, Phone, Query, Rank, rank};
use domain::{ClientId, PersonId, Place};
use std::collections::{HashMap, HashSet};

/// Candidates judged for each way; more only costs time.
const CANDIDATES: usize = 200;
/// Candidates judged where several needs are joined, which lets more through than match.
const JOINED_CANDIDATES: usize = 400;
/// People with no more files than this have them judged one by one.
const OWN_FILES: i64 = 4000;
/// With more numbers than this, one person's own are looked through instead.
const FEW_NUMBERS: i64 = 300;
/// Numbers and addresses read before their owners are checked.
const REACHES: usize = 1000;
/// Teams larger than this are checked after the index instead of in it.
const MAX_OWNER_TOKENS: usize = 60;

/// Where a query met a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// The client's own name.
    Name(How),
    /// The company it belongs to, or a contact: the name as typed.
    Beside(How, String),
    /// A phone, as typed.
    Phone(String),
    /// An e-mail address, as typed.
    Email(String),
}

/// A client that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The client.
    pub client: ClientId,
    /// Its name as typed.
    pub name: String,
    /// Its company as typed; may be empty.
    pub company: String,
    /// In whose binder the file stands.
    pub owner: PersonId,
    /// Where the file stands; none for a closed one.
    pub place: Option<Place>,
    /// What the query met.
    pub matched: Matched,
}

/// A client that may be shown, before its owner is checked.
struct Candidate {
    client: i64,
    /// `None` for a phone or an address.
    rank: Option<Rank>,
    reach: Option<Matched>,
}

/// Finds clients, best first: numbers and addresses, then names by `domain::fold::rank`.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn find_clients(tx: &mut Tx<'_>, query: &Query, sight: Sight, limit: usize) -> Result<Vec<Hit>> {
    if query.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let owners = Owners::of(tx, sight)?;
    let mut found = reached(tx, query, &owners, limit)?;
    // The words of an address that was found are no names.
    let names_too = query.email.is_none() || found.is_empty();
    if found.len() < limit && names_too && !query.terms.is_empty() {
        found.extend(named(tx, query, &owners, limit)?);
    }
    if found.len() < limit {
        found.extend(unfinished_addresses(tx, query, &owners, limit)?);
    }
    show(tx, found, &owners, limit)
}

/// By number and address.
fn reached(tx: &mut Tx<'_>, query: &Query, owners: &Owners, limit: usize) -> Result<Vec<Candidate>> {
    let mut rows = Vec::new();
    if let Some(phone) = &query.phone {
        rows.extend(phones(tx, phone, owners, limit)?.into_iter().map(|row| (row, true)));
    }
    if let Some(start) = query.email.as_deref().filter(|start| !start.starts_with('@')) {
        rows.extend(addresses(tx, start, owners, limit)?.into_iter().map(|row| (row, false)));
    }
    rows.into_iter().map(|(row, is_phone)| reach_candidate(&row, is_phone)).collect()
}

/// Without an @ the beginning of an address looks like a word; it stands behind the names.
fn unfinished_addresses(tx: &mut Tx<'_>, query: &Query, owners: &Owners, limit: usize) -> Result<Vec<Candidate>> {
    let start = query.folded.as_str();
    let looks_so = start.len() > 2 && start.is_ascii() && !start.contains(' ');
    if !looks_so || query.phone.is_some() || query.email.is_some() {
        return Ok(Vec::new());
    }
    addresses(tx, start, owners, limit)?.iter().map(|row| reach_candidate(row, false)).collect()
}

fn reach_candidate(row: &Row, is_phone: bool) -> Result<Candidate> {
    let as_typed = row.get(1)?;
    let reach = Some(if is_phone { Matched::Phone(as_typed) } else { Matched::Email(as_typed) });
    Ok(Candidate { client: row.get(0)?, rank: None, reach })
}

fn addresses(tx: &mut Tx<'_>, start: &str, owners: &Owners, limit: usize) -> Result<Vec<Row>> {
    by_reach(tx, "email", "norm", &[start.to_owned()], owners, limit)
}

fn phones(tx: &mut Tx<'_>, phone: &Phone, owners: &Owners, limit: usize) -> Result<Vec<Row>> {
    // Numbers that nobody could place in a country are stored without a plus.
    let starts: Vec<String> = phone.starts.iter().flat_map(|digits| [format!("+{digits}"), digits.clone()]).collect();
    let ends: Vec<String> = phone.ends.iter().map(|digits| digits.chars().rev().collect()).collect();
    if let Some([owner]) = owners.0.as_deref()
        && are_many(tx, &starts, &ends)?
    {
        return own_phones(tx, *owner, &starts, &ends, limit);
    }
    let mut rows = by_reach(tx, "phone", "norm", &starts, owners, limit)?;
    if rows.len() < limit {
        rows.extend(by_reach(tx, "phone", "reversed", &ends, owners, limit)?);
    }
    Ok(rows)
}

/// Rows of `reach` whose column begins with one of the texts, by the index on that column.
fn by_reach(tx: &mut Tx<'_>, kind: &str, column: &str, starts: &[String], owners: &Owners, limit: usize) -> Result<Vec<Row>> {
    let order = bytes_order(tx.dialect());
    let by = hint(tx.dialect(), if column == "norm" { "reach_norm" } else { "reach_reversed" });
    let cap = if owners.0.is_none() { limit } else { REACHES };
    let seen = owners.condition("c.owner_id");
    let sql = format!(
        "SELECT r.client_id, r.as_typed FROM
           (SELECT client_id, as_typed FROM reach{by}
            WHERE kind = '{kind}' AND {column}{order} >= $1 AND {column}{order} < $2 LIMIT $3) r
         CROSS JOIN client c WHERE c.id = r.client_id AND c.joined_into IS NULL AND {seen} LIMIT $4"
    );
    let mut rows = Vec::new();
    for start in starts {
        rows.extend(tx.rows(&sql, params![start, after(start), cap as i64, limit as i64])?);
    }
    Ok(rows)
}

/// True when more numbers begin or end so than are worth asking for their owners one by one.
fn are_many(tx: &mut Tx<'_>, starts: &[String], ends: &[String]) -> Result<bool> {
    let order = bytes_order(tx.dialect());
    let mut left = FEW_NUMBERS;
    for (column, texts) in [("norm", starts), ("reversed", ends)] {
        let by = hint(tx.dialect(), if column == "norm" { "reach_norm" } else { "reach_reversed" });
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM reach{by}
             WHERE kind = 'phone' AND {column}{order} >= $1 AND {column}{order} < $2 LIMIT $3) r"
        );
        for text in texts {
            left -= tx.one::<i64>(&sql, params![text, after(text), left + 1])?;
            if left < 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Few digits lead to very many numbers; one person's own numbers are fewer.
fn own_phones(tx: &mut Tx<'_>, owner: i64, starts: &[String], ends: &[String], limit: usize) -> Result<Vec<Row>> {
    let order = bytes_order(tx.dialect());
    let by = hint(tx.dialect(), "reach_client");
    let mut params = vec![Value::Int(owner), Value::Int(limit as i64)];
    let mut ways = Vec::new();
    let columns = starts.iter().map(|start| ("norm", start)).chain(ends.iter().map(|end| ("reversed", end)));
    for (column, start) in columns {
        params.extend([start.into(), after(start).into()]);
        let last = params.len();
        ways.push(format!("r.{column}{order} >= ${} AND r.{column}{order} < ${last}", last - 1));
    }
    let ways = ways.join(" OR ");
    let sql = format!(
        "SELECT r.client_id, r.as_typed FROM client c CROSS JOIN reach r{by}
         WHERE c.owner_id = $1 AND c.joined_into IS NULL AND r.client_id = c.id AND r.kind = 'phone' AND ({ways}) LIMIT $2"
    );
    tx.rows(&sql, &params)
}

/// By name: each way only while the better ones have not filled the list.
fn named(tx: &mut Tx<'_>, query: &Query, owners: &Owners, limit: usize) -> Result<Vec<Candidate>> {
    let mut found: HashMap<i64, Rank> = HashMap::new();
    let complete = match owners.0 {
        None => {
            beginnings(tx, query, &mut found)?;
            false
        }
        Some(_) => through_own(tx, query, owners, &mut found)?,
    };
    let starts: Vec<Need> = query.terms.iter().map(|term| Need::Beginning(term.token.clone())).collect();
    if found.len() < limit && !complete {
        by_index(tx, Index::Words, starts.clone(), query, owners, limit, &mut found)?;
    }
    // One letter inside a word means nothing.
    if found.len() < limit && !complete && query.folded.chars().nth(1).is_some() {
        by_index(tx, Index::Parts, starts, query, owners, limit, &mut found)?;
    }
    if found.len() < limit {
        // Terms without a spelling of their own are left to the judge.
        let spellings: Vec<Need> = query.terms.iter().filter_map(|term| term.spelling.clone().map(Need::Beginning)).collect();
        if !spellings.is_empty() {
            by_index(tx, Index::Words, spellings, query, owners, limit, &mut found)?;
        }
    }
    let mut candidates: Vec<Candidate> = found.into_iter().map(|(client, rank)| Candidate { client, rank: Some(rank), reach: None }).collect();
    candidates.sort_unstable_by(|a, b| (&a.rank, a.client).cmp(&(&b.rank, b.client)));
    Ok(candidates)
}

/// Whole names that begin with the query, by the alphabet; clients not yet indexed are found so too.
fn beginnings(tx: &mut Tx<'_>, query: &Query, found: &mut HashMap<i64, Rank>) -> Result<()> {
    let order = bytes_order(tx.dialect());
    let sql = format!(
        "SELECT c.id, coalesce(f.names, c.name_fold) FROM
           (SELECT id, name_fold FROM client WHERE name_fold{order} >= $1 AND name_fold{order} < $2
            ORDER BY name_fold{order}, id LIMIT $3) c
         LEFT JOIN find_client f ON f.client_id = c.id"
    );
    let params = params![&query.folded, after(&query.folded), CANDIDATES as i64];
    tx.each(&sql, params, &mut |row| judge(query, &row, found))
}

/// Every file of these people, judged one by one; false when there are too many, for the index is
/// faster then. Latin spellings are left to the index.
fn through_own(tx: &mut Tx<'_>, query: &Query, owners: &Owners, found: &mut HashMap<i64, Rank>) -> Result<bool> {
    let theirs = owners.condition("owner_id");
    let count = format!("SELECT count(*) FROM (SELECT 1 FROM client WHERE {theirs} LIMIT $1) files");
    let files: i64 = tx.one(&count, params![OWN_FILES + 1])?;
    if files > OWN_FILES {
        return Ok(false);
    }
    // A run typed together may be stored with spaces in it, so only its beginning is looked for first.
    let starts: Vec<&str> = query.terms.iter().map(|term| if term.unspaced { first_letter(&term.text) } else { &term.text }).collect();
    let sql = format!(
        "SELECT c.id, coalesce(f.names, c.name_fold) FROM client c LEFT JOIN find_client f ON f.client_id = c.id
         WHERE c.{theirs}"
    );
    tx.each(&sql, &[], &mut |row| {
        let names: String = row.get(1)?;
        if starts.iter().all(|start| names.contains(start)) { judge(query, &row, found) } else { Ok(()) }
    })?;
    Ok(true)
}

fn first_letter(text: &str) -> &str {
    let end = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn by_index(
    tx: &mut Tx<'_>,
    index: Index,
    needs: Vec<Need>,
    query: &Query,
    owners: &Owners,
    limit: usize,
    found: &mut HashMap<i64, Rank>,
) -> Result<()> {
    let mut needs = needs;
    if let Some(owners) = owners.0.as_ref().filter(|owners| owners.len() <= MAX_OWNER_TOKENS) {
        needs.push(Need::AnyOf(owners.iter().map(|owner| owner_token(*owner)).collect()));
    }
    let cap = if needs.len() > 1 { JOINED_CANDIDATES } else { CANDIDATES };
    let Some(needs) = spell_out(tx, index, needs, limit)? else { return Ok(()) };
    if needs.is_empty() {
        return Ok(());
    }
    let sql = match (tx.dialect(), index) {
        (Dialect::Sqlite, Index::Words) => {
            "SELECT f.client_id, f.names FROM (SELECT rowid AS id FROM find_word WHERE find_word MATCH $1 LIMIT $2) w
             CROSS JOIN find_client f ON f.client_id = w.id"
        }
        (Dialect::Sqlite, Index::Parts) => {
            "SELECT f.client_id, f.names FROM (SELECT rowid AS id FROM find_part WHERE find_part MATCH $1 LIMIT $2) w
             CROSS JOIN find_client f ON f.client_id = w.id"
        }
        (_, Index::Notes | Index::Documents) => return Ok(()),
        (Dialect::Postgres, Index::Words) => "SELECT client_id, names FROM find_client WHERE words @@ ($1::text)::tsquery LIMIT $2",
        (Dialect::Postgres, Index::Parts) => "SELECT client_id, names FROM find_client WHERE parts @@ ($1::text)::tsquery LIMIT $2",
    };
    let text = needs_text(tx.dialect(), &needs);
    tx.each(sql, params![text, cap as i64], &mut |row| judge(query, &row, found))
}

/// Keeps a candidate (id, folded names a line each) if its names match.
fn judge(query: &Query, row: &Row, found: &mut HashMap<i64, Rank>) -> Result<()> {
    let client = row.get(0)?;
    if let std::collections::hash_map::Entry::Vacant(place) = found.entry(client) {
        let names: String = row.get(1)?;
        let names: Vec<&str> = names.split('\n').collect();
        if let Some(rank) = rank(query, &names) {
            place.insert(rank);
        }
    }
    Ok(())
}

/// Reads what is shown of the candidates that may be seen, until the list is full.
fn show(tx: &mut Tx<'_>, candidates: Vec<Candidate>, owners: &Owners, limit: usize) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    let mut shown = HashSet::new();
    for candidate in candidates {
        if hits.len() == limit {
            break;
        }
        if !shown.insert(candidate.client) {
            continue;
        }
        let row = tx.row("SELECT name, company, owner_id, place FROM client WHERE id = $1", params![candidate.client])?;
        let Some(row) = row else { continue };
        let owner: PersonId = row.get(2)?;
        if !owners.sees(owner.0) {
            continue;
        }
        let company: String = row.get(1)?;
        let matched = match (candidate.reach, candidate.rank) {
            (Some(reach), _) => reach,
            (None, Some(Rank { how, field: 1, .. })) => Matched::Beside(how, company.clone()),
            (None, Some(Rank { how, field, .. })) if field > 1 => Matched::Beside(how, contact_name(tx, candidate.client, field - 2)?),
            (None, rank) => Matched::Name(rank.map_or(How::Inside, |rank| rank.how)),
        };
        hits.push(Hit { client: ClientId(candidate.client), name: row.get(0)?, company, owner, place: row.get(3)?, matched });
    }
    Ok(hits)
}

fn contact_name(tx: &mut Tx<'_>, client: i64, nth: usize) -> Result<String> {
    let sql = "SELECT name FROM contact WHERE client_id = $1 ORDER BY rank, id LIMIT 1 OFFSET $2";
    let row = tx.row(sql, &[Value::Int(client), Value::Int(nth as i64)])?;
    row.map_or(Ok(String::new()), |row| row.get(0))
}

/// PostgreSQL orders letters by language unless told to go by bytes; SQLite goes by bytes.
fn bytes_order(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "",
        Dialect::Postgres => " COLLATE \"C\"",
    }
}

/// Names the index for SQLite, which knows nothing of how many rows a kind has until it is analysed.
fn hint(dialect: Dialect, index: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!(" INDEXED BY {index}"),
        Dialect::Postgres => String::new(),
    }
}
