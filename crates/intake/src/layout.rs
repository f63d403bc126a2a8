//! Where a table begins: the header among the first rows, or none at all.
//!
//! Owns that search, the same for delimited texts and sheets. Never reads the rows themselves.

use crate::headers;
use crate::records::Record;
use crate::text;

/// How many rows may stand above a header: titles, dates, group captions.
const ROWS_ABOVE: usize = 20;

/// The place of the header; `None` for a list without one.
pub(crate) fn header_row(rows: &[Record]) -> Option<usize> {
    let scores: Vec<usize> = rows.iter().take(ROWS_ABOVE).map(|row| headers::known(row.cells())).collect();
    let best = scores.iter().copied().max().unwrap_or(0);
    if best >= 2 {
        let good = |score: &usize| *score >= 2 && *score * 2 > best;
        return scores.iter().position(good);
    }
    let first = rows.iter().position(|row| row.cells().any(|cell| !text::is_blank(cell)))?;
    if scores.get(first) == Some(&1) && !looks_like_data(&rows[first]) {
        return Some(first);
    }
    if looks_like_data(&rows[first]) { None } else { Some(first) }
}

/// A header holds no e-mail address and no long number.
fn looks_like_data(row: &Record) -> bool {
    row.cells().any(|cell| {
        let digits = text::ascii_digits(cell).chars().filter(char::is_ascii_digit).count();
        digits >= 7 || !crate::build::emails(cell).0.is_empty()
    })
}
