//! Records of a delimited text (RFC 4180, read forgivingly), one at a time.
//!
//! Owns quoting, line ends (LF, CR LF, lone CR), ragged rows, and the bounds: a cell is cut at
//! [`CELL_CHARACTERS`], a quote that never closes is taken as a letter after [`RECORD_BYTES`] so
//! that it can neither eat memory nor the rows after it. Never knows what a cell means.

use std::io;

use crate::encoding::TextSource;

/// Longest cell that is kept, in characters; no more than a workbook cell may hold.
pub(crate) const CELL_CHARACTERS: usize = 32_000;
/// How far a record may reach before its open quote is given up.
const RECORD_BYTES: usize = 4 << 20;
/// Most cells of a record; no more than a workbook has columns.
const MOST_CELLS: usize = 16_384;

/// One record: its cells one after the other in one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    text: String,
    ends: Vec<usize>,
    /// The cells that were longer than the limit.
    pub(crate) cut: Vec<usize>,
}

impl Record {
    /// The number of cells.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, empty beyond the end of a short record.
    pub(crate) fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else { return "" };
        let begin = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(begin..*end).unwrap_or("")
    }

    /// Every cell.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.cut.clear();
    }

    /// Adds a whole cell.
    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.end_cell();
    }

    fn end_cell(&mut self) {
        let begin = self.ends.last().copied().unwrap_or(0);
        if self.ends.len() >= MOST_CELLS {
            self.text.truncate(begin);
            return;
        }
        if self.text.len() - begin > CELL_CHARACTERS
            && let Some((at, _)) = self.text[begin..].char_indices().nth(CELL_CHARACTERS)
        {
            self.text.truncate(begin + at);
            self.cut.push(self.ends.len());
        }
        self.ends.push(self.text.len());
    }
}

/// How far a scan came.
enum Scan {
    /// A record of so many bytes.
    Record(usize),
    /// A line without a single character.
    Nothing(usize),
    /// The text ended before the record did; the cell that is open, if it is a quoted one.
    Unfinished(Option<usize>),
    /// The quote of the cell at this place closed only in a later line, and in the middle of a
    /// text: it belonged to another cell.
    Astray(usize),
}

/// The records of a text.
pub(crate) struct Records {
    source: TextSource,
    delimiter: u8,
    window: String,
    begin: usize,
    ended: bool,
    skipping: bool,
}

impl Records {
    /// Begins at the first byte of the text.
    pub(crate) fn new(source: TextSource, delimiter: u8) -> Records {
        Records { source, delimiter, window: String::new(), begin: 0, ended: false, skipping: false }
    }

    fn more(&mut self) -> io::Result<()> {
        if self.begin > 0 {
            self.window.drain(..self.begin);
            self.begin = 0;
        }
        let size = self.window.len().max(1 << 16);
        self.ended = !self.source.append(&mut self.window, size)?;
        Ok(())
    }

    /// Reads the next record into `record`; `false` at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> io::Result<bool> {
        if self.skipping {
            self.skip_line()?;
        }
        let mut literal_from = usize::MAX;
        loop {
            record.clear();
            let rest = self.window.get(self.begin..).unwrap_or_default();
            if rest.is_empty() && self.ended {
                return Ok(false);
            }
            match scan(rest, self.delimiter, self.ended, literal_from, record) {
                Scan::Record(used) => {
                    self.begin += used;
                    return Ok(true);
                }
                Scan::Nothing(used) => {
                    self.begin += used;
                    literal_from = usize::MAX;
                }
                Scan::Astray(cell) => literal_from = cell,
                Scan::Unfinished(open) if self.ended || rest.len() >= RECORD_BYTES => match open {
                    Some(cell) => literal_from = cell,
                    None => {
                        self.begin = self.window.len();
                        self.skipping = !self.ended;
                        return Ok(true);
                    }
                },
                Scan::Unfinished(_) => self.more()?,
            }
        }
    }

    /// Leaves out the rest of a line that is longer than any record may be.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let rest = self.window.get(self.begin..).unwrap_or_default();
            if let Some(end) = rest.find(['\n', '\r']) {
                self.begin += end + 1;
                break;
            }
            self.begin = self.window.len();
            if self.ended {
                break;
            }
            self.more()?;
        }
        self.skipping = false;
        Ok(())
    }
}

/// Length of the line end at `at`: 0 if there is none, `None` if the next byte must be seen first.
fn line_end(bytes: &[u8], at: usize, ended: bool) -> Option<usize> {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\n'), _) => Some(1),
        (Some(b'\r'), Some(b'\n')) => Some(2),
        (Some(b'\r'), None) if !ended => None,
        (Some(b'\r'), _) => Some(1),
        _ => Some(0),
    }
}

/// Reads one record from the beginning of `text`. A quoted cell that begins at `literal_from` or
/// later is read as if its quote were a letter.
fn scan(text: &str, delimiter: u8, ended: bool, literal_from: usize, record: &mut Record) -> Scan {
    let bytes = text.as_bytes();
    match line_end(bytes, 0, ended) {
        None => return Scan::Unfinished(None),
        Some(0) => {}
        Some(length) => return Scan::Nothing(length),
    }
    let mut at = 0;
    loop {
        let cell = at;
        if bytes.get(at) == Some(&b'"') && cell < literal_from {
            match quoted(text, at + 1, ended, delimiter, record) {
                Quoted::Closed(after) => at = after,
                Quoted::Open => return Scan::Unfinished(Some(cell)),
                Quoted::Astray => return Scan::Astray(cell),
            }
        }
        let length = bytes[at..].iter().position(|b| *b == delimiter || *b == b'\n' || *b == b'\r');
        let stop = length.map_or(bytes.len(), |length| at + length);
        record.text.push_str(&text[at..stop]);
        if stop == bytes.len() {
            record.end_cell();
            return if ended { Scan::Record(stop) } else { Scan::Unfinished(None) };
        }
        match line_end(bytes, stop, ended) {
            None => {
                record.end_cell();
                return Scan::Unfinished(None);
            }
            Some(0) => {
                record.end_cell();
                at = stop + 1;
            }
            Some(length) => {
                record.end_cell();
                return Scan::Record(stop + length);
            }
        }
    }
}

enum Quoted {
    Closed(usize),
    Open,
    Astray,
}

/// Reads a quoted cell from after its first quote to after its last one.
fn quoted(text: &str, from: usize, ended: bool, delimiter: u8, record: &mut Record) -> Quoted {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let Some(length) = bytes[at..].iter().position(|b| *b == b'"') else { return Quoted::Open };
        let quote = at + length;
        record.text.push_str(&text[at..quote]);
        match bytes.get(quote + 1) {
            Some(b'"') => {
                record.text.push('"');
                at = quote + 2;
            }
            None if !ended => return Quoted::Open,
            Some(next) if *next != delimiter && !matches!(next, b'\n' | b'\r' | b' ') => {
                let spans = text[from..quote].contains(['\n', '\r']);
                return if spans { Quoted::Astray } else { Quoted::Closed(quote + 1) };
            }
            _ => return Quoted::Closed(quote + 1),
        }
    }
}

/// The records of a text that is already in memory, for a first look at it.
pub(crate) fn all(text: &str, delimiter: u8, ended: bool, most: usize) -> Vec<Record> {
    let mut records = Vec::new();
    let (mut at, mut literal_from) = (0, usize::MAX);
    while records.len() < most && at < text.len() {
        let mut record = Record::default();
        match scan(&text[at..], delimiter, ended, literal_from, &mut record) {
            Scan::Record(used) => {
                at += used;
                literal_from = usize::MAX;
                records.push(record);
            }
            Scan::Nothing(used) => at += used,
            Scan::Astray(cell) | Scan::Unfinished(Some(cell)) if cell < literal_from => literal_from = cell,
            _ => break,
        }
    }
    records
}
