//! Blanking words in the audit log when the file is erased that they speak of.
//!
//! Owns that the chain can still be proven: the row keeps its hash, and who erases says in a row of the kind "erased" what
//! each became. Never removes a row, and never touches one of that kind.

use super::Change;
use super::chain::{COLUMNS, Line};
use store::{StoreError, Tx, params};

/// The field under which an "erased" row names a row whose words it blanked, with the hash of what it became.
pub const BLANKED: &str = "blanked";

/// Blanks every text that `blanked` gives back changed, row by row, and says what to write into the "erased" row.
///
/// # Errors
/// [`StoreError`].
pub fn blank(tx: &mut Tx<'_>, blanked: &dyn Fn(&str) -> Option<String>) -> Result<Vec<Change>, StoreError> {
    let mut found: Vec<(Line, String)> = Vec::new();
    let mut before = String::new();
    tx.each(&format!("SELECT {COLUMNS} FROM audit ORDER BY seq"), &[], &mut |row| {
        let mut line = Line::read(&row)?;
        let own = line.hash.clone();
        if line.kind != super::Kind::Erased.as_str() && blank_line(&mut line, blanked) {
            found.push((line, before.clone()));
        }
        before = own;
        Ok(())
    })?;
    let mut told = Vec::with_capacity(found.len());
    for (line, before) in found {
        tx.run(
            "UPDATE audit SET who = $2, subject = $3, changes = $4, address = $5, device = $6, words = $7, salt = '' WHERE seq = $1",
            params![line.seq, &*line.who, &*line.subject, &*line.changes, &*line.address, &*line.device, &*line.words],
        )?;
        told.push(Change { field: BLANKED, was: line.seq.to_string(), became: line.hash_after(&before) });
    }
    Ok(told)
}

fn blank_line(line: &mut Line, blanked: &dyn Fn(&str) -> Option<String>) -> bool {
    let mut changes: Vec<[String; 3]> = serde_json::from_str(&line.changes).unwrap_or_default();
    let values = changes.iter_mut().flat_map(|[_, was, became]| [was, became]);
    let mut is_changed = false;
    for text in [&mut line.who, &mut line.subject, &mut line.words].into_iter().chain(values) {
        if let Some(rest) = blanked(text) {
            *text = rest;
            is_changed = true;
        }
    }
    if is_changed {
        line.changes = serde_json::to_string(&changes).unwrap_or_default();
        line.salt = String::new();
    }
    is_changed
}
