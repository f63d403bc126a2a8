//! Workbooks: the sheets of an XLSX file as rows of texts.
//!
//! Owns the bounds (unpacked size, kept cells) and the turning of numbers and dates into texts.
//! Never evaluates a formula: the value the file keeps is taken.

use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, Reader as _, Xlsx};

use crate::records::{CELL_CHARACTERS, Record};
use crate::row::FileRejected;
use crate::source::Source;
use crate::text;

/// Most bytes that the parts of a workbook may unpack to.
const UNPACKED_BYTES: u64 = 512 << 20;
/// Most bytes that the table of texts may unpack to; it is kept whole while reading.
const TEXTS_BYTES: u64 = 192 << 20;
/// Most cells and bytes of text that are kept.
const MOST_CELLS: usize = 12_000_000;
const MOST_TEXT: usize = 256 << 20;
const MOST_PARTS: usize = 4_096;

/// A row that holds something.
#[derive(Clone, Debug)]
pub(crate) struct SheetRow {
    /// From 1, as the sheet shows it.
    pub(crate) number: u64,
    cells: Vec<(u16, Box<str>)>,
}

impl SheetRow {
    /// The cells in their columns.
    pub(crate) fn record(&self) -> Record {
        let mut record = Record::default();
        for (column, cell) in &self.cells {
            while record.len() < usize::from(*column) {
                record.push("");
            }
            record.push(cell);
        }
        record
    }
}

/// A sheet with at least one filled row.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) name: Arc<str>,
    pub(crate) rows: Vec<SheetRow>,
}

/// Reads every sheet.
pub(crate) fn load(source: &Source) -> Result<Vec<Sheet>, FileRejected> {
    check(source)?;
    // The reader of the workbook format may not survive every broken file.
    let loaded = catch_unwind(AssertUnwindSafe(|| sheets(source)));
    loaded.unwrap_or(Err(FileRejected::DamagedWorkbook))
}

/// Unpacks every part once, counting, before anything is kept.
fn check(source: &Source) -> Result<(), FileRejected> {
    let reader = source.open().map_err(|_| FileRejected::Unreadable)?;
    let mut zip = zip::ZipArchive::new(reader).map_err(|_| FileRejected::DamagedWorkbook)?;
    if zip.len() > MOST_PARTS {
        return Err(FileRejected::TooLarge);
    }
    let names: Vec<String> = zip.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    if !names.iter().any(|name| name.starts_with("xl/")) {
        return Err(FileRejected::NotText);
    }
    if names.iter().any(|name| name == "xl/workbook.bin") {
        return Err(FileRejected::OldOrProtectedWorkbook);
    }
    let mut unpacked = 0;
    for index in 0..zip.len() {
        let Ok(mut part) = zip.by_index(index) else { return Err(FileRejected::DamagedWorkbook) };
        let name = part.name().map(|name| name.to_ascii_lowercase()).map_err(|_| FileRejected::DamagedWorkbook)?;
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let limit = if name.contains("sharedstrings") { TEXTS_BYTES } else { UNPACKED_BYTES };
        unpacked += measure(&mut part, limit.min(UNPACKED_BYTES - unpacked))?;
    }
    Ok(())
}

fn measure(part: &mut impl Read, limit: u64) -> Result<u64, FileRejected> {
    let mut chunk = vec![0_u8; 1 << 16];
    let mut size = 0_u64;
    loop {
        let read = part.read(&mut chunk).map_err(|_| FileRejected::DamagedWorkbook)?;
        let seen = chunk.get(..read).unwrap_or_default();
        if size == 0 && seen.get(..seen.len().min(4096)).unwrap_or_default().to_ascii_uppercase().windows(9).any(|w| w == b"<!DOCTYPE") {
            return Err(FileRejected::XmlDoctype);
        }
        if read == 0 {
            return Ok(size);
        }
        size += read as u64;
        if size > limit {
            return Err(FileRejected::TooLarge);
        }
    }
}

fn sheets(source: &Source) -> Result<Vec<Sheet>, FileRejected> {
    let reader = source.open().map_err(|_| FileRejected::Unreadable)?;
    let mut book = Xlsx::new(reader).map_err(|error| match error {
        calamine::XlsxError::Password => FileRejected::OldOrProtectedWorkbook,
        _ => FileRejected::DamagedWorkbook,
    })?;
    let mut budget = Budget { cells: MOST_CELLS, text: MOST_TEXT };
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        // A chart sheet has no cells to read; it is no reason to refuse the others.
        let Ok(mut rows) = rows(&mut book, &name, &mut budget)? else { continue };
        fill_merged(&mut rows, &merged);
        if !rows.is_empty() {
            sheets.push(Sheet { name: name.as_str().into(), rows });
        }
    }
    Ok(sheets)
}

struct Budget {
    cells: usize,
    text: usize,
}

type Rows = Result<Vec<SheetRow>, ()>;

fn rows<R: Read + Seek>(book: &mut Xlsx<R>, name: &str, budget: &mut Budget) -> Result<Rows, FileRejected> {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(Err(())) };
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut ordered = true;
    while let Some(cell) = cells.next_cell().map_err(|_| FileRejected::DamagedWorkbook)? {
        let written = written(cell.get_value());
        let (row, column) = cell.get_position();
        let Ok(column) = u16::try_from(column) else { continue };
        if text::is_blank(&written) || column >= 16_384 {
            continue;
        }
        let left = (budget.cells.checked_sub(1), budget.text.checked_sub(written.len()));
        let (Some(cells), Some(text)) = left else { return Err(FileRejected::TooLarge) };
        *budget = Budget { cells, text };
        let number = u64::from(row) + 1;
        match rows.last_mut() {
            Some(last) if last.number == number => {
                ordered &= last.cells.last().is_none_or(|(before, _)| *before < column);
                last.cells.push((column, written.into_boxed_str()));
            }
            last => {
                ordered &= last.is_none_or(|last| last.number < number);
                rows.push(SheetRow { number, cells: vec![(column, written.into_boxed_str())] });
            }
        }
    }
    if !ordered {
        rows = in_order(rows);
    }
    Ok(Ok(rows))
}

/// A file may write its rows and cells in any order, and some twice.
fn in_order(mut rows: Vec<SheetRow>) -> Vec<SheetRow> {
    rows.sort_by_key(|row| row.number);
    let mut merged: Vec<SheetRow> = Vec::with_capacity(rows.len());
    for row in rows {
        match merged.last_mut() {
            Some(last) if last.number == row.number => last.cells.extend(row.cells),
            _ => merged.push(row),
        }
    }
    for row in &mut merged {
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.dedup_by_key(|(column, _)| *column);
    }
    merged
}

/// A value merged down over several rows belongs to all of them; a caption merged across does not.
fn fill_merged(rows: &mut [SheetRow], merged: &[calamine::Dimensions]) {
    let mut copies = 0_usize;
    for area in merged.iter().filter(|area| area.start.1 == area.end.1 && area.end.0 > area.start.0) {
        let Ok(column) = u16::try_from(area.start.1) else { continue };
        let (from, to) = (u64::from(area.start.0) + 1, u64::from(area.end.0) + 1);
        let begin = rows.partition_point(|row| row.number < from);
        let end = rows.partition_point(|row| row.number <= to);
        let Some([top, below @ ..]) = rows.get_mut(begin..end) else { continue };
        let Some(value) = top.cells.iter().find(|(at, _)| *at == column && top.number == from).map(|(_, value)| value.clone()) else { continue };
        for row in below {
            copies += 1;
            if copies > 1_000_000 {
                return;
            }
            if let Err(at) = row.cells.binary_search_by_key(&column, |(at, _)| *at) {
                row.cells.insert(at, (column, value.clone()));
            }
        }
    }
}

/// A cell as a person would have typed it.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => cut(text),
        DataRef::SharedString(text) => cut(text),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() && moment.as_f64() >= 1.0 => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
        }
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(CELL_CHARACTERS + 1) {
        // One more than the limit, so that the row reports the cut.
        Some((at, _)) => text.get(..at).unwrap_or_default().to_owned(),
        None => text.to_owned(),
    }
}
