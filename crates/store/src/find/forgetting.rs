//! Taking a whole file out of the find index, down to the last token.
//!
//! Owns that nothing of an erased file is found any more at once, and that soon nothing of it stands in the index's own
//! tables: SQLite's index keeps deleted words until its pieces are merged. Never touches the tables that are indexed.

use super::index::forget_client;
use crate::{Db, Dialect, Result, Tx, params};
use domain::ClientId;

/// Pages merged in one transaction: few enough that a filing waits only a moment for its turn to write.
const PAGES_AT_ONCE: u32 = 400;
/// Tokens looked at in one transaction.
const TOKENS_AT_ONCE: u32 = 2_000;
/// The indexes of SQLite, in the order of their numbers in `find_token`.
const INDEXES: [&str; 4] = ["find_word", "find_part", "find_note", "find_document"];

/// Takes a client, every line of its history and every piece of its documents out of the index. To be called before those
/// rows are removed.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn forget_file(tx: &mut Tx<'_>, client: ClientId) -> Result<()> {
    forget_client(tx, client)?;
    let (notes, documents) = match tx.dialect() {
        Dialect::Sqlite => ("DELETE FROM find_note WHERE rowid = $1", "DELETE FROM find_document WHERE rowid = $1"),
        Dialect::Postgres => ("DELETE FROM find_note WHERE entry_id = $1", "DELETE FROM find_document WHERE text_id = $1"),
    };
    for row in tx.rows("SELECT id FROM entry WHERE client_id = $1", params![client])? {
        tx.run(notes, params![row.get::<i64>(0)?])?;
    }
    let texts = "SELECT t.id FROM document_text t JOIN document_version v ON v.id = t.version_id JOIN document d ON d.id = v.document_id
                 WHERE d.client_id = $1";
    for row in tx.rows(texts, params![client])? {
        tx.run(documents, params![row.get::<i64>(0)?])?;
    }
    Ok(())
}

/// Merges the index until it holds nothing that was deleted, and forgets the tokens that stand nowhere any more. Many short
/// transactions; takes seconds for a million clients.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn sweep(db: &Db) -> Result<()> {
    if db.dialect() == Dialect::Postgres {
        return Ok(());
    }
    for (kind, index) in INDEXES.iter().enumerate() {
        while db.write(|tx| merge(tx, index))? {}
        forget_tokens(db, kind as i64, index)?;
    }
    Ok(())
}

/// Merges a little; whether there is more.
fn merge(tx: &mut Tx<'_>, index: &str) -> Result<bool> {
    let before: i64 = tx.one("SELECT total_changes()", &[])?;
    // Less than nothing: all pieces are to become one, whatever their number.
    tx.run(&format!("INSERT INTO {index} ({index}, rank) VALUES ('merge', -{PAGES_AT_ONCE})"), &[])?;
    let after: i64 = tx.one("SELECT total_changes()", &[])?;
    Ok(after - before >= 2)
}

fn forget_tokens(db: &Db, kind: i64, index: &str) -> Result<()> {
    let mut from = String::new();
    loop {
        let next = db.write(|tx| {
            // The vocabulary belongs to this connection alone and is read, never stored.
            tx.batch(&format!("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary_{index} USING fts5vocab('main', '{index}', 'row')"))?;
            let sql = format!("SELECT token FROM find_token WHERE kind = $1 AND token > $2 ORDER BY token LIMIT {TOKENS_AT_ONCE}");
            let tokens = tx.rows(&sql, params![kind, &*from])?;
            let mut last = None;
            for row in &tokens {
                let token: String = row.get(0)?;
                if tx.row(&format!("SELECT 1 FROM temp.vocabulary_{index} WHERE term = $1"), params![&*token])?.is_none() {
                    tx.run("DELETE FROM find_token WHERE kind = $1 AND token = $2", params![kind, &*token])?;
                }
                last = Some(token);
            }
            Ok::<_, crate::StoreError>(last.filter(|_| tokens.len() == TOKENS_AT_ONCE as usize))
        })?;
        match next {
            Some(last) => from = last,
            None => return Ok(()),
        }
    }
}
