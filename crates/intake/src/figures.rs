//! A table of figures that leaves the binder: a word and numbers in each line.
//!
//! Owns its guarding: a word that a spreadsheet would take for a formula stays a word.

use crate::text::neutralise;
use crate::write::WriteError;
use rust_xlsxwriter::Workbook;
use std::io::{self, Seek, Write};

/// Writes it as a table of commas in UTF-8 with a mark.
///
/// # Errors
/// When the output fails.
pub fn figures_csv(mut out: impl Write, heads: &[String], lines: &[(String, Vec<i64>)]) -> io::Result<()> {
    let quoted = |text: &str| format!("\"{}\"", neutralise(text).replace('"', "\"\""));
    out.write_all("\u{feff}".as_bytes())?;
    write!(out, "{}\r\n", heads.iter().map(|head| quoted(head)).collect::<Vec<_>>().join(","))?;
    for (words, numbers) in lines {
        let cells: Vec<String> = std::iter::once(quoted(words)).chain(numbers.iter().map(i64::to_string)).collect();
        write!(out, "{}\r\n", cells.join(","))?;
    }
    out.flush()
}

/// A table of figures: the head of each column, and each line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// The heads; the first is also the name of its sheet.
    pub heads: Vec<String>,
    /// A word, and a number for each head but the first.
    pub lines: Vec<(String, Vec<i64>)>,
}

/// Writes tables as a workbook, a sheet for each.
///
/// # Errors
/// When the workbook cannot be built or the output fails.
pub fn figures_xlsx(out: impl Write + Seek + Send, tables: &[FigureTable]) -> Result<(), WriteError> {
    let mut book = Workbook::new();
    for (number, FigureTable { heads, lines }) in (1_u32..).zip(tables) {
        let sheet = book.add_worksheet();
        sheet.set_name(format!("{number} {}", sheet_name(heads.first().map_or("", String::as_str))))?;
        for (column, head) in (0_u16..).zip(heads) {
            sheet.write_string(0, column, neutralise(head).as_ref())?;
        }
        sheet.set_column_width(0, 28)?;
        for (row, (words, numbers)) in (1_u32..).zip(lines) {
            sheet.write_string(row, 0, neutralise(words).as_ref())?;
            for (column, number) in (1_u16..).zip(numbers) {
                sheet.write_number(row, column, *number as f64)?;
            }
        }
    }
    book.save_to_writer(out)?;
    Ok(())
}

/// What a spreadsheet allows in the name of a sheet, and no more than fits behind a number.
fn sheet_name(words: &str) -> String {
    words.chars().filter(|c| !c.is_control() && !"[]:*?/\\'".contains(*c)).take(26).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_a_word() {
        let mut out = Vec::new();
        figures_csv(&mut out, &["Source".to_owned(), "New".to_owned()], &[("=cmd()|\"x\"".to_owned(), vec![3])]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}\"Source\",\"New\"\r\n\"'=cmd()|\"\"x\"\"\",3\r\n");
        let mut book = std::io::Cursor::new(Vec::new());
        let table = FigureTable { heads: vec!["So[ur]ce: where new clients come from?".to_owned()], lines: vec![("=1".to_owned(), vec![3])] };
        figures_xlsx(&mut book, &[table.clone(), table]).unwrap();
        assert!(book.into_inner().starts_with(b"PK"));
    }
}
