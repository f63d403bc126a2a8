//! A file as a stream of rows: the one way in for every kind of file.
//!
//! Owns the choice of the form and the order of reading. Keeps one record, one card, or one
//! workbook in memory. Never decides what becomes of a row.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use domain::Date;
use encoding_rs::Encoding;

use crate::build::{self, Rules};
use crate::delimiter;
use crate::encoding::{self, TextSource};
use crate::layout;
use crate::mapping::{self, Mapping, Meaning};
use crate::phones::Country;
use crate::records::{Record, Records};
use crate::row::{FileRejected, Incoming, Rejected, Rejection, RowAddress};
use crate::source::{self, Kind, Source};
use crate::vcard::Cards;
use crate::vcard_card;
use crate::workbook::{self, Sheet};

/// How many rows are looked at before a mapping is proposed.
const SAMPLE: usize = 100;

/// What reading depends on besides the file.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The country of telephone numbers without a country code.
    pub country: Country,
    /// Today for the person who imports; dates without a year are read near it.
    pub reference_date: Date,
}

/// One table of a file and what its columns are taken for.
#[derive(Clone, Debug)]
pub struct TableLayout {
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The headers; empty texts for a list without any.
    pub headers: Vec<String>,
    /// The mapping, proposed or given.
    pub mapping: Mapping,
    /// The first rows below the header, at most five.
    pub sample: Vec<Vec<String>>,
    /// How many rows stand above the first data row in a workbook's sheet.
    header_number: u64,
}

/// How a file is built.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// `utf-8`, `utf-16-le`, `windows-1251`, `xlsx` …; unknown for a file without text.
    pub encoding: Option<String>,
    /// The delimiter of a delimited text.
    pub delimiter: Option<char>,
    /// The tables; none for an address book, whose properties have their meanings already.
    pub tables: Vec<TableLayout>,
}

impl Layout {
    /// Whether some row can become a client with these mappings.
    pub fn has_identity(&self) -> bool {
        self.tables.is_empty() || self.tables.iter().any(|table| table.mapping.has_identity())
    }
}

/// A refused file, with what was found out about it.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Why.
    pub reason: FileRejected,
    /// What was found out before.
    pub layout: Layout,
}

impl From<FileRejected> for Refused {
    fn from(reason: FileRejected) -> Refused {
        Refused { reason, layout: Layout::default() }
    }
}

enum Body {
    Text { ahead: VecDeque<Record>, records: Box<Records>, number: u64 },
    Sheets { sheets: Vec<Sheet>, table: usize, row: usize, next: u64 },
    Cards { cards: Box<Cards>, number: u64 },
    Finished,
}

/// The rows of a file, one after the other.
pub struct Reader {
    layout: Layout,
    body: Body,
    settings: Settings,
    spare: Record,
    refused: std::cell::RefCell<Vec<String>>,
}

impl Reader {
    /// Opens a file on disk.
    ///
    /// # Errors
    /// When the whole file is refused; see [`FileRejected`].
    pub fn open(path: &Path, settings: Settings) -> Result<Reader, Refused> {
        Reader::new(&Source::Path(path.to_owned()), settings)
    }

    /// Opens bytes in memory.
    ///
    /// # Errors
    /// When the whole file is refused; see [`FileRejected`].
    pub fn from_bytes(bytes: Vec<u8>, settings: Settings) -> Result<Reader, Refused> {
        Reader::new(&Source::Bytes(bytes.into()), settings)
    }

    fn new(source: &Source, settings: Settings) -> Result<Reader, Refused> {
        let unreadable = |_: std::io::Error| Refused::from(FileRejected::Unreadable);
        let raw = source.beginning(1 << 16).map_err(unreadable)?;
        // The names of other formats stand in their first bytes, before any decoding.
        let early = source::kind(&raw, "?");
        let (layout, body) = match early {
            Kind::Zip => sheets(source, settings)?,
            Kind::OldWorkbook => return Err(FileRejected::OldOrProtectedWorkbook.into()),
            Kind::NotText => return Err(FileRejected::NotText.into()),
            _ => {
                let encoding = encoding::detect(source, settings.country).map_err(unreadable)?;
                let mut beginning = String::new();
                let mut text = TextSource::open(source, encoding).map_err(unreadable)?;
                let ended = loop {
                    if !text.append(&mut beginning, 1 << 16).map_err(unreadable)? {
                        break true;
                    }
                    if beginning.len() >= 1 << 18 {
                        break false;
                    }
                };
                match source::kind(&raw, &beginning) {
                    Kind::Empty => return Err(FileRejected::EmptyFile.into()),
                    Kind::NotText | Kind::Zip | Kind::OldWorkbook => return Err(FileRejected::NotText.into()),
                    Kind::Doctype => return Err(FileRejected::XmlDoctype.into()),
                    Kind::OtherText => return Err(FileRejected::NotAContactList.into()),
                    Kind::Cards => cards(source, encoding, &beginning).map_err(unreadable)?,
                    Kind::Text => table(source, encoding, &beginning, ended, settings)?,
                }
            }
        };
        Ok(Reader { layout, body, settings, spare: Record::default(), refused: std::cell::RefCell::default() })
    }

    /// How the file is built and what its columns are taken for.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Takes other meanings for the columns of a table (by its position in [`Layout::tables`]).
    pub fn set_mapping(&mut self, table: usize, columns: Vec<Meaning>) {
        if let Some(table) = self.layout.tables.get_mut(table) {
            table.mapping = std::mem::take(&mut table.mapping).with_columns(columns);
        }
    }

    /// The cells of the row that was refused last, as they stand in the file, so that a person gets them back.
    pub fn refused_cells(&self) -> Vec<String> {
        self.refused.take()
    }

    fn rules(&self, table: usize) -> Rules {
        rules(self.settings, self.layout.tables.get(table).map(|table| &table.mapping))
    }

    fn read(&self, table: usize, record: &Record, address: RowAddress) -> Result<Incoming, Rejected> {
        let Some(layout) = self.layout.tables.get(table) else {
            return Err(Rejected { row: address, reason: Rejection::Unparseable });
        };
        let read = build::row(record, &layout.headers, &layout.mapping, address, self.rules(table));
        if read.is_err() {
            self.refused.replace(record.cells().map(str::to_owned).collect());
        }
        read
    }

    fn next_text(&mut self) -> Option<Result<Incoming, Rejected>> {
        let Body::Text { ahead, records, number } = &mut self.body else { return None };
        *number += 1;
        let address = RowAddress { sheet: None, number: *number };
        if let Some(record) = ahead.pop_front() {
            return Some(self.read(0, &record, address));
        }
        match records.next(&mut self.spare) {
            Ok(true) => Some(self.read(0, &self.spare, address)),
            Ok(false) => None,
            Err(_) => {
                self.body = Body::Finished;
                Some(Err(Rejected { row: address, reason: Rejection::Unparseable }))
            }
        }
    }

    fn next_sheet_row(&mut self) -> Option<Result<Incoming, Rejected>> {
        let Body::Sheets { sheets, table, row, next } = &mut self.body else { return None };
        loop {
            let sheet = sheets.get(*table)?;
            let Some(found) = sheet.rows.get(*row) else {
                *table += 1;
                *row = 0;
                *next = self.layout.tables.get(*table).map_or(0, |table| table.header_number + 1);
                continue;
            };
            if found.number < *next {
                *row += 1;
                continue;
            }
            let address = RowAddress { sheet: Some(sheet.name.clone()), number: *next };
            *next += 1;
            if found.number >= *next {
                return Some(Err(Rejected { row: address, reason: Rejection::Empty }));
            }
            *row += 1;
            let (record, table) = (found.record(), *table);
            return Some(self.read(table, &record, address));
        }
    }

    fn next_card(&mut self) -> Option<Result<Incoming, Rejected>> {
        let rules = self.rules(0);
        let Body::Cards { cards, number } = &mut self.body else { return None };
        *number += 1;
        let address = RowAddress { sheet: None, number: *number };
        match cards.next() {
            Ok(Some(card)) => Some(vcard_card::read(&card, address, rules)),
            Ok(None) => None,
            Err(_) => {
                self.body = Body::Finished;
                Some(Err(Rejected { row: address, reason: Rejection::Unparseable }))
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Incoming, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.body {
            Body::Text { .. } => self.next_text(),
            Body::Sheets { .. } => self.next_sheet_row(),
            Body::Cards { .. } => self.next_card(),
            Body::Finished => None,
        }
    }
}

fn rules(settings: Settings, mapping: Option<&Mapping>) -> Rules {
    Rules {
        country: settings.country,
        reference: settings.reference_date,
        date_order: mapping.map_or_else(Default::default, |mapping| mapping.date_order),
    }
}

/// The header among the first rows, and the mapping it proposes.
fn table_layout(sheet: Option<Arc<str>>, header: Option<&Record>, rows: &[Record], settings: Settings) -> TableLayout {
    let width = rows.iter().map(Record::len).max().unwrap_or(0);
    let headers: Vec<String> = match header {
        Some(header) => header.cells().map(|cell| crate::text::line(crate::text::restore(cell)).into_owned()).collect(),
        None => vec![String::new(); width],
    };
    let mapping = mapping::propose(&headers, rows, settings.country);
    let sample = rows.iter().take(5).map(|row| row.cells().take(headers.len()).map(|cell| cell.chars().take(200).collect()).collect()).collect();
    TableLayout { sheet, headers, mapping, sample, header_number: 0 }
}

type Opened = (Layout, Body);

fn table(source: &Source, encoding: &'static Encoding, beginning: &str, ended: bool, settings: Settings) -> Result<Opened, Refused> {
    let unreadable = |_: std::io::Error| Refused::from(FileRejected::Unreadable);
    let (delimiter, declaration) = delimiter::detect(beginning, ended);
    let text = TextSource::open(source, encoding).map_err(unreadable)?;
    let mut records = Records::new(text, delimiter);
    let mut record = Record::default();
    if declaration > 0 {
        records.next(&mut record).map_err(unreadable)?;
    }
    let mut ahead = VecDeque::new();
    while ahead.len() < SAMPLE && records.next(&mut record).map_err(unreadable)? {
        ahead.push_back(std::mem::take(&mut record));
    }
    let header = layout::header_row(ahead.make_contiguous()).and_then(|index| ahead.drain(..=index).next_back());
    let first = table_layout(None, header.as_ref(), ahead.make_contiguous(), settings);
    let layout = Layout { encoding: Some(encoding::name(encoding)), delimiter: Some(char::from(delimiter)), tables: vec![first] };
    if ahead.is_empty() {
        let reason = if layout.has_identity() { FileRejected::NoDataRows } else { FileRejected::NotAContactList };
        return Err(Refused { reason, layout });
    }
    Ok((layout, Body::Text { ahead, records: Box::new(records), number: 0 }))
}

fn cards(source: &Source, encoding: &'static Encoding, beginning: &str) -> std::io::Result<Opened> {
    let mut name = encoding::name(encoding);
    if beginning.to_ascii_uppercase().contains("QUOTED-PRINTABLE:") {
        name.push_str(" + quoted-printable");
    }
    let layout = Layout { encoding: Some(name), delimiter: None, tables: Vec::new() };
    Ok((layout, Body::Cards { cards: Box::new(Cards::open(source, encoding)?), number: 0 }))
}

fn sheets(source: &Source, settings: Settings) -> Result<Opened, Refused> {
    let mut layout = Layout { encoding: Some("xlsx".to_owned()), ..Layout::default() };
    let loaded = match workbook::load(source) {
        Ok(loaded) => loaded,
        Err(reason) => return Err(Refused { reason, layout: Layout::default() }),
    };
    let any = !loaded.is_empty();
    let mut kept = Vec::new();
    let mut without_rows = false;
    for sheet in loaded {
        let first: Vec<Record> = sheet.rows.iter().take(SAMPLE).map(workbook::SheetRow::record).collect();
        let header = layout::header_row(&first);
        let below = header.map_or(0, |index| index + 1);
        let mut table =
            table_layout(Some(sheet.name.clone()), header.and_then(|index| first.get(index)), first.get(below..).unwrap_or_default(), settings);
        let before_first = sheet.rows.first().map_or(0, |row| row.number.saturating_sub(1));
        table.header_number = header.and_then(|index| sheet.rows.get(index)).map_or(before_first, |row| row.number);
        without_rows |= below >= sheet.rows.len() && table.mapping.has_identity();
        if below < sheet.rows.len() {
            kept.push((sheet, table));
        }
    }
    // A sheet of something else beside the clients is left out; alone it can still be mapped.
    if kept.iter().any(|(_, table)| table.mapping.has_identity()) {
        kept.retain(|(_, table)| table.mapping.has_identity());
    }
    let (sheets, tables): (Vec<Sheet>, Vec<TableLayout>) = kept.into_iter().unzip();
    layout.tables = tables;
    if sheets.is_empty() {
        let reason = match (any, without_rows) {
            (false, _) => FileRejected::EmptyFile,
            (true, true) => FileRejected::NoDataRows,
            (true, false) => FileRejected::NotAContactList,
        };
        return Err(Refused { reason, layout });
    }
    let next = layout.tables.first().map_or(0, |table| table.header_number + 1);
    Ok((layout, Body::Sheets { sheets, table: 0, row: 0, next }))
}
