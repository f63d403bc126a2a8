//! Which character separates the cells.
//!
//! Owns the choice among comma, semicolon, tab and bar, and the `sep=` line of spreadsheets.
//! Never reads more than the beginning of a file.

use crate::headers;
use crate::records;

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter, and how many bytes of a `sep=` line come before the table.
pub(crate) fn detect(beginning: &str, ended: bool) -> (u8, usize) {
    if let Some(found) = declared(beginning) {
        return found;
    }
    let best = CANDIDATES.into_iter().map(|delimiter| (score(beginning, delimiter, ended), delimiter));
    let best = best.fold((0, b','), |best, next| if next.0 > best.0 { next } else { best });
    (best.1, 0)
}

fn declared(beginning: &str) -> Option<(u8, usize)> {
    let end = beginning.find(['\n', '\r'])?;
    let line = beginning[..end].trim().trim_matches('"');
    let mark = line.get(..4).filter(|mark| mark.eq_ignore_ascii_case("sep=")).map(|_| &line.as_bytes()[4..])?;
    // "sep=\t" loses its tab to the trim above.
    let delimiter = mark.first().copied().unwrap_or(b'\t');
    let after = if beginning[end..].starts_with("\r\n") { end + 2 } else { end + 1 };
    CANDIDATES.contains(&delimiter).then_some((delimiter, after))
}

/// Known headers weigh most, then rows that have as many cells as the widest usual row.
fn score(beginning: &str, delimiter: u8, ended: bool) -> usize {
    let records = records::all(beginning, delimiter, ended, 60);
    let known = records.iter().take(20).map(|record| headers::known(record.cells())).max().unwrap_or(0);
    let mut counts: Vec<usize> = records.iter().map(records::Record::len).filter(|cells| *cells > 1).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(1);
    let alike = counts.iter().filter(|cells| **cells == usual).count();
    let steady = if records.is_empty() { 0 } else { alike * 100 / records.len() };
    if counts.is_empty() { known } else { known * 200 + steady + usual.min(50) }
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn the_delimiter_is_the_one_that_makes_columns() {
        assert_eq!(detect("Name;Note\nA;\"x, y, z\"\nB;1,2,3\n", true).0, b';');
        assert_eq!(detect("Name\tPhone\nA, B\t1\n", true).0, b'\t');
        assert_eq!(detect("sep=|\r\nName|Phone\r\n", true), (b'|', 7));
        assert_eq!(detect("Name\nDara\n", true).0, b',');
    }
}
