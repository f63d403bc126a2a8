//! Reading the text of what was added, so that it is found (B22).
//!
//! Owns which version is read next and what is kept of it. The reading itself is done beside the requests, in a process
//! of its own.

use domain::DocumentVersionId;
use shelf::{Hash, Seen};
use store::{StoreError, Tx, params};

/// The most bytes of text in one row: an index numbers only so many words of it.
const PIECE: usize = 32 * 1024;

/// A version whose text is not read yet.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Which.
    pub id: DocumentVersionId,
    /// Where its bytes stand.
    pub hash: Hash,
    /// The file's name.
    pub name: String,
}

/// The version that has waited longest and comes after `after`.
///
/// # Errors
/// [`StoreError`].
pub fn next_waiting(tx: &mut Tx<'_>, after: DocumentVersionId) -> Result<Option<Waiting>, StoreError> {
    let sql = "SELECT id, hash, name FROM document_version WHERE reading = 'waiting' AND id > $1 ORDER BY id LIMIT 1";
    let Some(row) = tx.row(sql, params![after])? else { return Ok(None) };
    let hash: String = row.get(1)?;
    Ok(Some(Waiting { id: row.get(0)?, hash: Hash::parse(&hash).ok_or(StoreError::Shape { column: 1 })?, name: row.get(2)? }))
}

/// Keeps what was read and lets it be found. Does nothing if somebody else read it meanwhile.
///
/// # Errors
/// [`StoreError`].
pub fn keep_text(tx: &mut Tx<'_>, id: DocumentVersionId, seen: &Seen) -> Result<(), StoreError> {
    let claimed =
        tx.run("UPDATE document_version SET reading = 'read', pages = $2 WHERE id = $1 AND reading = 'waiting'", params![id, i64::from(seen.pages)])?;
    if claimed == 0 {
        return Ok(());
    }
    for (piece, text) in (0_i64..).zip(pieces(&seen.text)) {
        let text_id: i64 =
            tx.one("INSERT INTO document_text (version_id, piece, text) VALUES ($1, $2, $3) RETURNING id", params![id, piece, text])?;
        store::find::index_document(tx, text_id, text)?;
    }
    Ok(())
}

/// Keeps why nothing could be read.
///
/// # Errors
/// [`StoreError`].
pub fn keep_unreadable(tx: &mut Tx<'_>, id: DocumentVersionId, why: &str) -> Result<(), StoreError> {
    tx.run("UPDATE document_version SET reading = 'unreadable', why = $2 WHERE id = $1 AND reading = 'waiting'", params![id, why]).map(drop)
}

/// The text of a version from its beginning, at most that many bytes, with its pieces joined again.
///
/// # Errors
/// [`StoreError`].
pub fn text_of(tx: &mut Tx<'_>, id: DocumentVersionId, most: usize) -> Result<String, StoreError> {
    let mut text = String::new();
    for row in tx.rows("SELECT text FROM document_text WHERE version_id = $1 ORDER BY piece LIMIT $2", params![id, (most / PIECE + 1) as i64])? {
        text.push_str(&row.get::<String>(0)?);
    }
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.truncate(end);
    Ok(text)
}

/// Cuts a text into pieces, at ends of lines or between words where there are any.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > PIECE {
        let most = (0..=PIECE).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        let within = &rest[..most];
        let cut = within.rfind('\n').or_else(|| within.rfind(' ')).map_or(most, |end| end + 1);
        pieces.push(&rest[..cut]);
        rest = &rest[cut..];
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_joined_are_the_text(words in proptest::collection::vec("[a-zа-яក-ឩ]{1,40}[ \n]?", 0..4000)) {
            let text = words.concat().repeat(3);
            let pieces = pieces(&text);
            prop_assert!(pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= PIECE));
            prop_assert_eq!(pieces.concat(), text);
        }
    }
}
