//! Places outside of the file that name it: reasons of hand-overs, notes of absences and evenings, other work, views, rows
//! that an import left out.
//!
//! Owns blanking the name there and leaving the rest as it is. Other files' own history is not touched: it is theirs.

use domain::protection::Named;
use serde_json::Value as Json;
use store::{StoreError, Tx, Value, params};

/// A column of loose text: table, key columns, the column, which rows, whether it is JSON.
struct Loose {
    table: &'static str,
    key: &'static [&'static str],
    column: &'static str,
    is_json: bool,
    only: &'static str,
}

const LOOSE: &[Loose] = &[
    Loose { table: "hand_over", key: &["id"], column: "reason", is_json: false, only: "reason <> ''" },
    Loose { table: "absence", key: &["id"], column: "note", is_json: false, only: "note <> ''" },
    Loose { table: "evening", key: &["person_id", "day"], column: "note", is_json: false, only: "note <> ''" },
    Loose { table: "evening", key: &["person_id", "day"], column: "figures", is_json: true, only: "figures <> ''" },
    Loose { table: "morning", key: &["person_id", "day"], column: "figures", is_json: true, only: "figures <> ''" },
    Loose { table: "slip", key: &["id"], column: "line", is_json: false, only: "client_id IS NULL AND line <> ''" },
    Loose { table: "slip_event", key: &["id"], column: "reason", is_json: false, only: "client_id IS NULL AND reason <> ''" },
    Loose { table: "saved_view", key: &["id"], column: "name", is_json: false, only: "name <> ''" },
    Loose { table: "saved_view", key: &["id"], column: "query", is_json: false, only: "query <> ''" },
    Loose { table: "bulk", key: &["id"], column: "given", is_json: true, only: "given <> ''" },
    Loose { table: "bulk", key: &["id"], column: "query", is_json: false, only: "query IS NOT NULL" },
    Loose { table: "import", key: &["id"], column: "file_name", is_json: false, only: "file_name <> ''" },
];

/// How many texts elsewhere name it, and in the rows that imports left out.
pub(super) fn count(tx: &mut Tx<'_>, named: &Named, norms: &[String]) -> Result<i64, StoreError> {
    let mut count = 0;
    for loose in LOOSE {
        count += loose.found(tx, named)?.len() as i64;
    }
    Ok(count + rejects(tx, named, norms)?.len() as i64)
}

/// Blanks it there; how many rows of which table.
pub(super) fn blank(tx: &mut Tx<'_>, named: &Named, norms: &[String]) -> Result<Vec<(&'static str, i64)>, StoreError> {
    let mut counts = Vec::new();
    for loose in LOOSE {
        let found = loose.found(tx, named)?;
        let conditions: Vec<String> = loose.key.iter().enumerate().map(|(index, column)| format!("{column} = ${}", index + 2)).collect();
        let sql = format!("UPDATE {} SET {} = $1 WHERE {}", loose.table, loose.column, conditions.join(" AND "));
        counts.push((loose.table, found.len() as i64));
        for (key, text) in found {
            tx.run(&sql, &[vec![Value::Text(text)], key].concat())?;
        }
    }
    let rejected = rejects(tx, named, norms)?;
    counts.push(("import", rejected.len() as i64));
    for (id, text) in rejected {
        tx.run("UPDATE import SET rejects = $2 WHERE id = $1", params![id, text])?;
    }
    Ok(counts)
}

impl Loose {
    /// The rows that name it, with their text blanked.
    fn found(&self, tx: &mut Tx<'_>, named: &Named) -> Result<Vec<(Vec<Value>, String)>, StoreError> {
        let sql = format!("SELECT {}, {} FROM {} WHERE {}", self.column, self.key.join(", "), self.table, self.only);
        let mut found = Vec::new();
        tx.each(&sql, &[], &mut |row| {
            let text: String = row.get(0)?;
            let blanked = if self.is_json { blank_json(&text, named) } else { named.blank(&text) };
            if let Some(blanked) = blanked {
                let key: Result<Vec<Value>, StoreError> = (1..=self.key.len()).map(|index| row.get(index)).collect();
                found.push((key?, blanked));
            }
            Ok(())
        })?;
        Ok(found)
    }
}

fn blank_json(text: &str, named: &Named) -> Option<String> {
    fn within(json: &mut Json, named: &Named) -> bool {
        match json {
            Json::String(text) => match named.blank(text) {
                Some(blanked) => {
                    *text = blanked;
                    true
                }
                None => false,
            },
            Json::Array(items) => items.iter_mut().map(|item| within(item, named)).filter(|is_changed| *is_changed).count() > 0,
            Json::Object(fields) => fields.values_mut().map(|value| within(value, named)).filter(|is_changed| *is_changed).count() > 0,
            _ => false,
        }
    }
    let Ok(mut json) = serde_json::from_str::<Json>(text) else { return named.blank(text) };
    within(&mut json, named).then(|| json.to_string())
}

/// The tables of rows that imports left out, with each record that is about the file emptied behind its number and reason.
fn rejects(tx: &mut Tx<'_>, named: &Named, norms: &[String]) -> Result<Vec<(i64, String)>, StoreError> {
    let mut found = Vec::new();
    tx.each("SELECT id, rejects FROM import WHERE rejects <> '' ORDER BY id", &[], &mut |row| {
        let text: String = row.get(1)?;
        if let Some(blanked) = blank_records(&text, named, norms) {
            found.push((row.get(0)?, blanked));
        }
        Ok(())
    })?;
    Ok(found)
}

/// A record is about somebody if it names them, or if one of its cells holds the digits of their phone.
fn blank_records(csv: &str, named: &Named, norms: &[String]) -> Option<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // Without the country's code: people write numbers as they dial them.
    let endings: Vec<String> =
        norms.iter().map(|norm| digits(norm)).filter(|digits| digits.len() >= 8).map(|digits| digits[digits.len() - 8..].to_owned()).collect();
    let (mut out, mut is_changed) = (String::with_capacity(csv.len()), false);
    for record in records(csv) {
        let is_about = named.is_in(record)
            || cells(record).any(|cell| {
                let cell = digits(cell);
                endings.iter().any(|ending| cell.ends_with(ending.as_str()))
            });
        if is_about {
            let first = cells(record).next().unwrap_or("");
            out.push_str(first);
            out.push(',');
            out.push_str(domain::protection::BLANK);
            out.push_str("\r\n");
            is_changed = true;
        } else {
            out.push_str(record);
        }
    }
    is_changed.then_some(out)
}

/// The records of a table of commas, each with its end: a line's end between quotation marks ends none.
fn records(csv: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    csv.split_inclusive(move |letter| {
        if letter == '"' {
            is_quoted = !is_quoted;
        }
        letter == '\n' && !is_quoted
    })
}

fn cells(record: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    record.trim_end_matches(['\r', '\n']).split(move |letter| {
        if letter == '"' {
            is_quoted = !is_quoted;
        }
        letter == ',' && !is_quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_records_about_somebody_are_emptied() {
        let csv = "\u{feff}Row,Reason\r\n2,Already here: Chan,Chan Dara,\"012 345 678; 1\"\r\n3,Empty,\"a \"\"Chan\"\"\r\nb\",x\r\n4,Doubled,Other,(012) 345-678\r\n5,Empty,Annual,077 1\r\n";
        let named = Named::new(["Chan", "+85512345678"]);
        let blanked = blank_records(csv, &named, &["+85512345678".to_owned()]).unwrap();
        assert_eq!(blanked, "\u{feff}Row,Reason\r\n2,▮▮▮\r\n3,▮▮▮\r\n4,▮▮▮\r\n5,Empty,Annual,077 1\r\n");
        assert_eq!(blank_records(csv, &Named::new(["Nobody"]), &[]), None);
    }

    #[test]
    fn names_inside_json_are_blanked_and_the_rest_stays_json() {
        let named = Named::new(["Chan \"D\""]);
        let blanked = blank_json(r#"{"line":"call Chan \"D\" at 3","count":3}"#, &named).unwrap();
        let json: Json = serde_json::from_str(&blanked).unwrap();
        assert_eq!((json["line"].as_str(), json["count"].as_i64()), (Some("call ▮▮▮ at 3"), Some(3)));
    }
}
