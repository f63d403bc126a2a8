//! Documents of the base, and finding what is written in them.
//!
//! Owns their texts. Their bytes stand on no shelf: none is opened here, only what was read from it is looked for.

use crate::base::{BENCH, DIRECTOR};
use crate::bulk::Bulk;
use crate::chance::Chance;
use crate::measures::{BROWSER, Bench, ok};
use crate::told;
use crate::vocabulary::Vocabulary;
use indicatif::ProgressBar;
use std::net::SocketAddr;
use store::{Db, Dialect, Result, StoreError, Tx, params};

/// Documents of a base of that many clients or more.
pub(crate) const DOCUMENTS: u64 = 100_000;
/// Sentences of each.
const SENTENCES: usize = 14;
/// Documents written in one transaction.
const AT_ONCE: u64 = 1000;
/// What is looked for.
const QUERIES: usize = 300;

/// Gives the clients their documents, one each from the first on, where they do not have them yet.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn lay(db: &Db, clients: u64, now: i64, progress: &ProgressBar) -> Result<()> {
    let wished = DOCUMENTS.min(clients);
    let there: i64 = db.read(|tx| tx.one("SELECT count(*) FROM document", &[]))?;
    let vocabulary = Vocabulary::new();
    let mut next = there.unsigned_abs() + 1;
    while next <= wished {
        let last = wished.min(next + AT_ONCE - 1);
        db.write(|tx| write(tx, &vocabulary, next..=last, now))?;
        progress.inc(last + 1 - next);
        next = last + 1;
    }
    if there.unsigned_abs() < wished {
        db.write(settled)?;
    }
    Ok(())
}

fn write(tx: &mut Tx<'_>, vocabulary: &Vocabulary, ids: std::ops::RangeInclusive<u64>, now: i64) -> Result<()> {
    let mut documents = Bulk::new("document", "id, client_id, kind, title, position, created_by, created_at");
    let mut versions = Bulk::new("document_version", "id, document_id, number, hash, bytes, name, contents, added_by, added_at, pages, reading");
    let mut texts = Bulk::new("document_text", "id, version_id, piece, text");
    let mut written = Vec::new();
    for id in ids {
        let mut chance = Chance::new(1_000_003 + id);
        let script = Vocabulary::script(&mut chance);
        let sentences: Vec<String> = (0..SENTENCES).map(|_| vocabulary.note(script, &mut chance)).collect();
        let text = format!("No. 2026-{id:06}\n{}", sentences.join(".\n"));
        let (row, bytes) = (id as i64, text.len() as i64 * 40);
        documents.push(params![row, row, "offer", format!("Offer 2026-{id:06}"), 1, DIRECTOR, now]);
        versions.push(params![row, row, 1, format!("{id:064x}"), bytes, format!("offer-{id}.pdf"), "pdf", DIRECTOR, now, 2, "read"]);
        texts.push(params![row, row, 0, text.clone()]);
        written.push((row, text));
    }
    documents.write(tx)?;
    versions.write(tx)?;
    texts.write(tx)?;
    written.iter().try_for_each(|(id, text)| store::find::index_document(tx, *id, text))
}

fn settled(tx: &mut Tx<'_>) -> Result<()> {
    match tx.dialect() {
        Dialect::Sqlite => tx.run("INSERT INTO find_document (find_document) VALUES ('optimize')", &[]).map(drop),
        Dialect::Postgres => {
            for table in ["document", "document_version", "document_text"] {
                tx.run(&format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"), &[])?;
            }
            tx.run("ANALYZE", &[]).map(drop)
        }
    }
}

/// Two words that follow each other in a document, the beginning of one, or its number; in Khmer a piece of a run.
fn queries(db: &Db) -> Result<Vec<String>> {
    db.read(|tx| {
        let most: i64 = tx.one("SELECT coalesce(max(id), 0) FROM document_text", &[])?;
        let mut chance = Chance::new(17);
        let mut queries = Vec::with_capacity(QUERIES);
        while queries.len() < QUERIES && most > 0 {
            let id = 1 + chance.below(most.unsigned_abs()) as i64;
            let text: String = tx.one("SELECT text FROM document_text WHERE id = $1", params![id])?;
            let words: Vec<&str> = text.split_whitespace().skip(2).collect();
            let at = chance.below(words.len().saturating_sub(1) as u64) as usize;
            let piece = |at: usize, most: usize| words.get(at).map_or_else(String::new, |word| word.chars().take(most).collect());
            queries.push(match queries.len() % 4 {
                0 => format!("2026-{id:06}"),
                1 => piece(at, 4 + chance.below(3) as usize),
                2 => format!("{} {}", piece(at, 9), piece(at + 1, 4)),
                _ => format!("{} {} {}", piece(at, 9), piece(at + 1, 9), piece(0, 3)),
            });
        }
        Ok::<_, StoreError>(queries)
    })
}

impl Bench<'_> {
    /// The page of what was found in documents.
    pub(crate) fn inside_documents(&mut self, address: SocketAddr) -> std::result::Result<(), String> {
        let all: i64 = self.db.read(|tx| tx.one("SELECT count(*) FROM document", &[])).map_err(told::<StoreError>)?;
        let queries: Vec<String> = queries(&self.db)
            .map_err(told)?
            .into_iter()
            .map(|query| form_urlencoded::Serializer::new("/find?".to_owned()).append_pair("q", &query).append_pair("in", "documents").finish())
            .collect();
        for (whose, person) in [("all files (director)", DIRECTOR), ("own files (manager)", BENCH)] {
            let mut connection = self.connect(address, person)?;
            let times = self.repeat(|number| {
                let path = queries.get(number % queries.len().max(1)).map_or("/find", String::as_str);
                ok(path, connection.get(path, BROWSER))
            })?;
            let note = "words, phrases and numbers out of documents";
            self.times(&format!("find inside {all} documents, {whose}"), &times.wall, Some(100.0), note);
        }
        Ok(())
    }
}
