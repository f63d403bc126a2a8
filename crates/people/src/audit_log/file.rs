//! `GET /audit/audit.csv`: the same rows as a table, with their hashes.
//!
//! Owns its columns. A text that a table program would reckon with is written so that it stays a text.

use super::search::Search;
use super::words;
use std::io::Write;
use store::StoreError;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Reply};

/// Writes the rows that fit to a file, which is told in the log first.
pub(super) fn file(ask: &mut Ask) -> Answer {
    let search = Search { before: None, ..Search::of(ask) };
    let zone = ask.company()?.zone.clone();
    let texts = ask.texts();
    let name = format!("audit-{}.csv", ask.today()?);
    ask.write(|tx| ask.audit(tx, Kind::Exported, &name, &[]))?;
    let failed = |error: std::io::Error| Failure::Unexpected(format!("the audit log could not be written: {error}"));
    let heads = ["audit-column-number", "audit-column-moment", "audit-person", "audit-kind", "audit-column-about", "audit-column-changes"];
    Reply::made("text/csv; charset=utf-8", &name, |path| {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        let heads = heads.iter().map(|key| texts.say(key)).chain(["audit-column-address", "audit-column-device"].map(|key| texts.say(key)));
        line(&mut out, heads.chain(["SHA-256".to_owned()])).map_err(failed)?;
        let mut stopped = None;
        let read: Result<(), StoreError> = ask.read(|tx| {
            search.each(tx, &zone, None, &mut |row| {
                if stopped.is_some() {
                    return Ok(());
                }
                let changes: Vec<String> =
                    words::changes(&texts, &row).into_iter().map(|[field, was, became]| format!("{field}: {was} → {became}")).collect();
                let cells = [row.seq.to_string(), words::moment(&row, &zone), row.who.clone(), words::kind(&texts, &row), row.subject.clone()];
                let rest = [changes.join("; "), row.address.clone(), row.device.clone(), row.hash.clone()];
                stopped = line(&mut out, cells.into_iter().chain(rest)).err();
                Ok(())
            })
        });
        read?;
        stopped.map_or(Ok(()), |error| Err(failed(error)))?;
        out.flush().map_err(failed)
    })
}

fn line(out: &mut impl Write, cells: impl Iterator<Item = String>) -> std::io::Result<()> {
    let cells: Vec<String> = cells.map(|cell| format!("\"{}\"", harmless(&cell).replace('"', "\"\""))).collect();
    write!(out, "{}\r\n", cells.join(","))
}

/// A text that begins like a formula gets a quotation mark in front: whoever typed it may be a stranger at the door.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_formula_stays_a_text() {
        let mut out = Vec::new();
        line(&mut out, ["=cmd|' /C calc'!A0", "-1", "a \"b\"", "plain"].map(str::to_owned).into_iter()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\"'=cmd|' /C calc'!A0\",\"'-1\",\"a \"\"b\"\"\",\"plain\"\r\n");
    }
}
