//! The chain through the audit log: each row carries a hash over its fields and over the row before.
//!
//! Owns the hash and its proof. Whoever changes, removes or inserts a row has to write every later one anew,
//! and then the head differs from one that was printed before. A row whose words were erased keeps its hash; a later row
//! of the kind "erased" says what it became, so it is proven by that one. Never repairs.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::{Row, StoreError, Tx, params};

/// A row as it stands in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1 without a gap.
    pub seq: i64,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who, if a colleague.
    pub person_id: Option<i64>,
    /// The name then.
    pub who: String,
    /// The word of the kind.
    pub kind: String,
    /// What or whom it is about.
    pub subject: String,
    /// JSON: field, old, new.
    pub changes: String,
    /// The network address.
    pub address: String,
    /// The device.
    pub device: String,
    /// What is searched.
    pub words: String,
    /// SHA-256, hexadecimal.
    pub hash: String,
    /// What nobody can guess: it goes with the words, so that the hash tells nothing of them. Empty in rows older than it.
    pub salt: String,
}

/// The columns that [`Line::read`] reads, in their order.
pub const COLUMNS: &str = "seq, at, person_id, who, kind, subject, changes, address, device, words, hash, salt";

impl Line {
    /// Reads the [`COLUMNS`].
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn read(row: &Row) -> Result<Line, StoreError> {
        Ok(Line {
            seq: row.get(0)?,
            at: row.get(1)?,
            person_id: row.get(2)?,
            who: row.get(3)?,
            kind: row.get(4)?,
            subject: row.get(5)?,
            changes: row.get(6)?,
            address: row.get(7)?,
            device: row.get(8)?,
            words: row.get(9)?,
            hash: row.get(10)?,
            salt: row.get(11)?,
        })
    }

    /// The hash that this row must have after a row with the hash `before`.
    pub fn hash_after(&self, before: &str) -> String {
        let mut hash = Sha256::new();
        let numbers = [self.seq.to_string(), self.at.to_string(), self.person_id.map(|id| id.to_string()).unwrap_or_default()];
        let texts = [&self.who, &self.kind, &self.subject, &self.changes, &self.address, &self.device, &self.words];
        let salt = Some(self.salt.as_str()).filter(|salt| !salt.is_empty());
        let parts = std::iter::once(before).chain(numbers.iter().map(String::as_str)).chain(texts.into_iter().map(String::as_str)).chain(salt);
        // Each part with its length before it, so that no text can be moved from one field to the next.
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        crate::secret::hex(&hash.finalize())
    }
}

/// The end of the chain, to be printed and kept somewhere else: "17:9f86d0…".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last row; 0 for none.
    pub seq: i64,
    /// Its hash; empty for none.
    pub hash: String,
}

impl Head {
    /// Reads "17:9f86d0…".
    pub fn parse(text: &str) -> Option<Head> {
        let (seq, hash) = text.trim().split_once(':')?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let seq = seq.parse().ok().filter(|seq| *seq >= 0)?;
        (is_hash || (seq == 0 && hash.is_empty())).then(|| Head { seq, hash: hash.to_lowercase() })
    }

    /// The head as the table names it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn now(tx: &mut Tx<'_>) -> Result<Head, StoreError> {
        let row = tx.row("SELECT seq, hash FROM audit_head WHERE id = 1", params![])?.ok_or(StoreError::Shape { column: 0 })?;
        Ok(Head { seq: row.get(0)?, hash: row.get(1)? })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}", self.seq, self.hash)
    }
}

/// What is wrong with the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// This row was changed, or the one before it was.
    Row(i64),
    /// This row is missing.
    Missing(i64),
    /// The last rows are not those that the head names.
    Head,
    /// The row with the number of the given head is not the one that it was printed for.
    Given(i64),
}

impl std::fmt::Display for Broken {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Broken::Row(seq) => write!(out, "row {seq} of the audit log is not as it was written"),
            Broken::Missing(seq) => write!(out, "row {seq} of the audit log is missing"),
            Broken::Head => write!(out, "the end of the audit log is not the one that its head names: rows at the end are missing or were added"),
            Broken::Given(seq) => write!(out, "row {seq} of the audit log is not the one for which that head was printed"),
        }
    }
}

/// What rows became whose words were erased, as later rows of the log say: number → hashes. A row can be blanked more than
/// once.
fn blanked(tx: &mut Tx<'_>) -> Result<BTreeMap<i64, Vec<String>>, StoreError> {
    let mut blanked: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    tx.each("SELECT seq, changes FROM audit WHERE kind = $1 ORDER BY seq", params![super::Kind::Erased.as_str()], &mut |row| {
        let said: Vec<[String; 3]> = serde_json::from_str(&row.get::<String>(1)?).unwrap_or_default();
        for [_, number, hash] in said.into_iter().filter(|[field, ..]| field == super::BLANKED) {
            if let Ok(number) = number.parse() {
                blanked.entry(number).or_default().push(hash);
            }
        }
        Ok(())
    })?;
    Ok(blanked)
}

/// Goes along the whole chain; the first thing that is wrong, if any.
///
/// # Errors
/// [`StoreError`].
pub fn prove(tx: &mut Tx<'_>, given: Option<&Head>) -> Result<Option<Broken>, StoreError> {
    let blanked = blanked(tx)?;
    let mut last = Head { seq: 0, hash: String::new() };
    let mut broken = None;
    let mut is_given_met = given.is_none_or(|given| *given == last);
    tx.each(&format!("SELECT {COLUMNS} FROM audit ORDER BY seq"), &[], &mut |row| {
        if broken.is_some() {
            return Ok(());
        }
        let line = Line::read(&row)?;
        if line.seq != last.seq + 1 {
            broken = Some(if line.seq > last.seq { Broken::Missing(last.seq + 1) } else { Broken::Row(line.seq) });
        } else if let found = line.hash_after(&last.hash)
            && found != line.hash
            && !blanked.get(&line.seq).is_some_and(|known| known.contains(&found))
        {
            broken = Some(Broken::Row(line.seq));
        } else if given.is_some_and(|given| given.seq == line.seq && given.hash == line.hash) {
            is_given_met = true;
        }
        last = Head { seq: line.seq, hash: line.hash };
        Ok(())
    })?;
    if broken.is_none() && Head::now(tx)? != last {
        broken = Some(Broken::Head);
    }
    if broken.is_none() && !is_given_met {
        broken = given.map(|given| Broken::Given(given.seq));
    }
    Ok(broken)
}
