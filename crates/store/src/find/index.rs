//! Filling the find index.
//!
//! Owns what is stored for a client and for an entry, and the emptying of `find_queue`. Never runs
//! inside the transaction of a filing: `drain` is called beside it.

use super::needs::{Index, owner_token};
use crate::{Db, Dialect, Result, Tx, params};
use domain::fold::{fold, name_tokens, note_tokens};
use domain::{ClientId, EntryId, PersonId};
use std::collections::BTreeSet;

/// Positions of a note that an index keeps; PostgreSQL cannot number more.
pub(super) const MAX_NOTE_TOKENS: usize = 16_000;

/// What is indexed for one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientText {
    /// In whose binder the file stands.
    pub owner: PersonId,
    /// As typed: the client's own name, its company (may be empty), then its contacts.
    pub names: Vec<String>,
}

/// Puts a client into the index, or anew if it changed. A client whose names and owner are as they
/// were costs one look-up.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn index_client(tx: &mut Tx<'_>, client: ClientId, text: &ClientText) -> Result<()> {
    let names: Vec<String> = text.names.iter().map(|name| fold(name)).collect();
    let names = names.join("\n");
    let stored = tx.row("SELECT owner_id, names FROM find_client WHERE client_id = $1", params![client])?;
    if let Some(row) = stored
        && row.get::<PersonId>(0)? == text.owner
        && row.get::<String>(1)? == names
    {
        return Ok(());
    }
    let tokens = name_tokens(&names);
    let owner = owner_token(text.owner.0);
    let mut words = tokens.words.clone();
    words.extend(tokens.spellings);
    words.push(owner.clone());
    // Whole words stand among the parts too: a query of several words may match one inside and one whole.
    let mut parts = tokens.words;
    parts.extend(tokens.parts);
    parts.push(owner);
    parts.sort_unstable();
    parts.dedup();
    match tx.dialect() {
        Dialect::Sqlite => {
            tx.run(
                "INSERT INTO find_client (client_id, owner_id, names) VALUES ($1, $2, $3)
                 ON CONFLICT (client_id) DO UPDATE SET owner_id = excluded.owner_id, names = excluded.names",
                params![client, text.owner, names],
            )?;
            know(tx, Index::Words, &words)?;
            know(tx, Index::Parts, &parts)?;
            tx.run("INSERT OR REPLACE INTO find_word (rowid, words) VALUES ($1, $2)", params![client, words.join(" ")])?;
            tx.run("INSERT OR REPLACE INTO find_part (rowid, parts) VALUES ($1, $2)", params![client, parts.join(" ")])?;
        }
        Dialect::Postgres => {
            tx.run(
                "INSERT INTO find_client (client_id, owner_id, names, words, parts)
                 VALUES ($1, $2, $3, ($4::text)::tsvector, ($5::text)::tsvector)
                 ON CONFLICT (client_id) DO UPDATE SET owner_id = excluded.owner_id, names = excluded.names,
                   words = excluded.words, parts = excluded.parts",
                params![client, text.owner, names, words.join(" "), parts.join(" ")],
            )?;
        }
    }
    Ok(())
}

/// Keeps the tokens that an index of SQLite holds.
pub(super) fn know<'a>(tx: &mut Tx<'_>, index: Index, tokens: impl IntoIterator<Item = &'a String>) -> Result<()> {
    for token in tokens {
        tx.run("INSERT OR IGNORE INTO find_token (kind, token) VALUES ($1, $2)", params![index as u8, token])?;
    }
    Ok(())
}

/// Takes a client out of the index.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn forget_client(tx: &mut Tx<'_>, client: ClientId) -> Result<()> {
    let known = tx.run("DELETE FROM find_client WHERE client_id = $1", params![client])?;
    if known > 0 && tx.dialect() == Dialect::Sqlite {
        tx.run("DELETE FROM find_word WHERE rowid = $1", params![client])?;
        tx.run("DELETE FROM find_part WHERE rowid = $1", params![client])?;
    }
    Ok(())
}

/// Puts the text of an entry into the index, or anew after a correction; `None` takes it out.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn index_entry(tx: &mut Tx<'_>, entry: EntryId, text: Option<&str>) -> Result<()> {
    let mut met = BTreeSet::new();
    write_entry(tx, entry, text, &mut met)?;
    know(tx, Index::Notes, &met)
}

/// Adds the tokens it met: notes share most of theirs, so they are kept once for many notes.
fn write_entry(tx: &mut Tx<'_>, entry: EntryId, text: Option<&str>, met: &mut BTreeSet<String>) -> Result<()> {
    let mut tokens = text.map(note_tokens).unwrap_or_default();
    tokens.truncate(MAX_NOTE_TOKENS);
    let sql = match (tx.dialect(), tokens.is_empty()) {
        (Dialect::Sqlite, true) => "DELETE FROM find_note WHERE rowid = $1",
        (Dialect::Postgres, true) => "DELETE FROM find_note WHERE entry_id = $1",
        (Dialect::Sqlite, false) => "INSERT OR REPLACE INTO find_note (rowid, words) VALUES ($1, $2)",
        (Dialect::Postgres, false) => {
            "INSERT INTO find_note (entry_id, words) VALUES ($1, ($2::text)::tsvector)
             ON CONFLICT (entry_id) DO UPDATE SET words = excluded.words"
        }
    };
    if tokens.is_empty() {
        return tx.run(sql, params![entry]).map(drop);
    }
    let words = match tx.dialect() {
        Dialect::Sqlite => {
            let words = tokens.join(" ");
            met.extend(tokens);
            words
        }
        Dialect::Postgres => {
            let placed: Vec<String> = tokens.iter().enumerate().map(|(n, token)| format!("'{token}':{}", n + 1)).collect();
            placed.join(" ")
        }
    };
    tx.run(sql, params![entry, words]).map(drop)
}

/// Indexes up to `limit` rows of `find_queue` in one transaction and says how many it took; 0 means
/// that nothing waits, or that another node is at it.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn drain(db: &Db, limit: u32) -> Result<u64> {
    // Looking first keeps an idle drain from taking the one writer.
    if db.read(|tx| tx.row("SELECT 1 FROM find_queue LIMIT 1", &[]))?.is_none() {
        return Ok(0);
    }
    db.write(|tx| {
        // One node at a time: two could read a client before and after a change and store them the
        // other way round. An engine without advisory locks must run this on one node only.
        if tx.dialect() == Dialect::Postgres && !tx.one::<bool>("SELECT pg_try_advisory_xact_lock(4712, hashtext(current_schema()))::int", &[])? {
            return Ok(0);
        }
        let rows = tx.rows("SELECT id, what, ref_id FROM find_queue ORDER BY id LIMIT $1", params![limit])?;
        let mut waiting = BTreeSet::new();
        for row in &rows {
            waiting.insert((row.get::<String>(1)?, row.get::<i64>(2)?));
        }
        let mut met = BTreeSet::new();
        for (what, id) in waiting {
            match what.as_str() {
                "client" => renew_client(tx, ClientId(id))?,
                _ => renew_entry(tx, EntryId(id), &mut met)?,
            }
        }
        know(tx, Index::Notes, &met)?;
        for row in &rows {
            tx.run("DELETE FROM find_queue WHERE id = $1", params![row.get::<i64>(0)?])?;
        }
        Ok(rows.len() as u64)
    })
}

/// Letters of a field of the company's own by which a client is found.
const OWN_LETTERS: usize = 80;

fn renew_client(tx: &mut Tx<'_>, client: ClientId) -> Result<()> {
    // Whether two files may be of one client is looked for after this, from the same queue.
    tx.run("INSERT INTO likeness_queue (client_id) VALUES ($1) ON CONFLICT (client_id) DO NOTHING", params![client])?;
    // A file that another one took in is found as that one.
    let Some(row) = tx.row("SELECT owner_id, name, company FROM client WHERE id = $1 AND joined_into IS NULL", params![client])? else {
        return forget_client(tx, client);
    };
    let mut text = ClientText { owner: row.get(0)?, names: vec![row.get(1)?, row.get(2)?] };
    for contact in tx.rows("SELECT name FROM contact WHERE client_id = $1 ORDER BY rank, id", params![client])? {
        text.names.push(contact.get(0)?);
    }
    for joined in tx.rows("SELECT name FROM client WHERE joined_into = $1 ORDER BY id LIMIT 20", params![client])? {
        text.names.push(joined.get(0)?);
    }
    // What somebody wrote in a field of one line, a contract's number for instance, is looked for as a name is.
    let own = "SELECT v.answer FROM field_value v JOIN own_field f ON f.id = v.field_id
         WHERE v.client_id = $1 AND f.retired_at IS NULL AND f.kind IN ('text', 'number', 'file') ORDER BY v.id LIMIT 20";
    for answer in tx.rows(own, params![client])? {
        text.names.push(answer.get::<String>(0)?.chars().take(OWN_LETTERS).collect());
    }
    index_client(tx, client, &text)
}

fn renew_entry(tx: &mut Tx<'_>, entry: EntryId, met: &mut BTreeSet<String>) -> Result<()> {
    let corrected = tx.row("SELECT text FROM entry_correction WHERE entry_id = $1 ORDER BY id DESC LIMIT 1", params![entry])?;
    let row = match corrected {
        Some(row) => Some(row),
        None => tx.row("SELECT text FROM entry WHERE id = $1", params![entry])?,
    };
    let text: Option<String> = row.map(|row| row.get(0)).transpose()?.flatten();
    write_entry(tx, entry, text.as_deref(), met)
}

/// Brings the index into its fastest shape, after many clients were taken in at once. Takes seconds
/// for a million clients.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn settle(db: &Db) -> Result<()> {
    db.write(|tx| {
        let steps: &[&str] = match tx.dialect() {
            Dialect::Sqlite => &[
                "INSERT INTO find_word (find_word) VALUES ('optimize')",
                "INSERT INTO find_part (find_part) VALUES ('optimize')",
                "INSERT INTO find_note (find_note) VALUES ('optimize')",
                "INSERT INTO find_document (find_document) VALUES ('optimize')",
            ],
            Dialect::Postgres => &["ANALYZE find_client", "ANALYZE find_note", "ANALYZE find_document"],
        };
        steps.iter().try_for_each(|step| tx.run(step, &[]).map(drop))
    })
}
