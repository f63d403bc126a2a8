//! Finding documents by what is written in them.
//!
//! Owns the look-up of texts of documents by words and phrases, newest first, and what is stored for one. A document's
//! text stands in pieces, because PostgreSQL numbers only so many words of one row; words on both sides of a cut are not
//! found as a phrase.

use super::index::{MAX_NOTE_TOKENS, know};
use super::needs::{Index, Need, needs_text, spell_out_phrases};
use super::{Owners, Sight};
use crate::{Dialect, Result, Tx, params};
use domain::fold::{Query, note_tokens};
use domain::{ClientId, DocumentId, DocumentVersionId};
use std::collections::BTreeSet;

/// Newest pieces of the company among which those one may see are looked for.
const COMPANY_CANDIDATES: i64 = 5_000;

/// A document that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHit {
    /// The document.
    pub document: DocumentId,
    /// Its newest version, in which it was found.
    pub version: DocumentVersionId,
    /// Its title.
    pub title: String,
    /// Whose file it is in.
    pub client: ClientId,
    /// The client's name as typed.
    pub client_name: String,
    /// When that version was added, UTC milliseconds.
    pub at: i64,
    /// The piece of text that matched, as it was read.
    pub text: String,
}

/// Finds documents whose newest version holds every word of the query in one piece of its text, the last word as a
/// beginning, newest first. For a person who sees only some files, matches older than the company's newest 5,000 are not
/// found.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn find_documents(tx: &mut Tx<'_>, query: &Query, sight: Sight, limit: usize) -> Result<Vec<DocumentHit>> {
    let needs: Vec<Need> = query.terms.iter().map(|term| Need::Phrase(term.phrase.clone(), term.unfinished)).collect();
    if needs.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let Some(needs) = spell_out_phrases(tx, Index::Documents, needs)? else { return Ok(Vec::new()) };
    let owners = Owners::of(tx, sight)?;
    let seen = owners.condition("c.owner_id");
    // Several pieces may be of one document, and some of documents that were removed.
    let cap = if owners.0.is_none() { limit as i64 * 8 } else { COMPANY_CANDIDATES };
    let matches = match tx.dialect() {
        Dialect::Sqlite => "SELECT rowid AS id FROM find_document WHERE find_document MATCH $1 ORDER BY rowid DESC LIMIT $2",
        Dialect::Postgres => "SELECT text_id AS id FROM find_document WHERE words @@ ($1::text)::tsquery ORDER BY text_id DESC LIMIT $2",
    };
    let sql = format!(
        "SELECT t.id, d.id, v.id, d.title, c.id, c.name, v.added_at
         FROM ({matches}) f CROSS JOIN document_text t CROSS JOIN document_version v CROSS JOIN document d CROSS JOIN client c
         WHERE t.id = f.id AND v.id = t.version_id AND d.id = v.document_id AND c.id = d.client_id
           AND d.removed_at IS NULL AND v.removed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM document_version n WHERE n.document_id = d.id AND n.number > v.number AND n.removed_at IS NULL)
           AND {seen} ORDER BY f.id DESC LIMIT $3"
    );
    let text = needs_text(tx.dialect(), &needs);
    let mut hits: Vec<(i64, DocumentHit)> = Vec::new();
    tx.each(&sql, params![text, cap, limit as i64 * 8], &mut |row| {
        let document: DocumentId = row.get(1)?;
        if hits.iter().all(|(_, hit)| hit.document != document) && hits.len() < limit {
            let hit = DocumentHit {
                document,
                version: row.get(2)?,
                title: row.get(3)?,
                client: row.get(4)?,
                client_name: row.get(5)?,
                at: row.get(6)?,
                text: String::new(),
            };
            hits.push((row.get(0)?, hit));
        }
        Ok(())
    })?;
    // Texts are long: only those of what is shown are read.
    hits.into_iter()
        .map(|(text_id, mut hit)| {
            hit.text = tx.one("SELECT text FROM document_text WHERE id = $1", params![text_id])?;
            Ok(hit)
        })
        .collect()
}

/// Puts one piece of a document's text into the index. A document is read once, so a piece never changes.
///
/// # Errors
/// [`crate::StoreError::Statement`].
pub fn index_document(tx: &mut Tx<'_>, text_id: i64, text: &str) -> Result<()> {
    let mut tokens = note_tokens(text);
    tokens.truncate(MAX_NOTE_TOKENS);
    if tokens.is_empty() {
        return Ok(());
    }
    match tx.dialect() {
        Dialect::Sqlite => {
            tx.run("INSERT OR REPLACE INTO find_document (rowid, words) VALUES ($1, $2)", params![text_id, tokens.join(" ")])?;
            let met: BTreeSet<String> = tokens.into_iter().collect();
            know(tx, Index::Documents, &met)
        }
        Dialect::Postgres => {
            let placed: Vec<String> = tokens.iter().enumerate().map(|(n, token)| format!("'{token}':{}", n + 1)).collect();
            let insert = "INSERT INTO find_document (text_id, words) VALUES ($1, ($2::text)::tsvector) ON CONFLICT (text_id) DO UPDATE SET words = excluded.words";
            tx.run(insert, params![text_id, placed.join(" ")]).map(drop)
        }
    }
}
