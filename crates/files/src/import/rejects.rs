//! The rows that were not taken, as a table that a person can mend and bring again.
//!
//! Owns its form: row number, reason, then the row's own cells, each safe to open in a spreadsheet.

use super::Dates;
use super::joining::{OtherDate, written};
use intake::{Incoming, Rejection, RowAddress, neutralise};
use web::Texts;

/// The most that is kept, bytes; what is beyond is only counted.
const BYTES_MAX: usize = 8 * 1024 * 1024;

/// Collects the rows that are not taken.
pub(crate) struct Rejects<'a> {
    texts: Texts<'a>,
    csv: String,
    count: u64,
    /// How many joined rows have a date that their client did not have.
    pub(crate) dates: Dates,
    left_out: i64,
}

impl<'a> Rejects<'a> {
    /// Begins with the header.
    pub(crate) fn new(texts: Texts<'a>) -> Rejects<'a> {
        let mut rejects = Rejects { texts, csv: String::from("\u{feff}"), count: 0, dates: Dates::default(), left_out: 0 };
        let header = [texts.say("rejects-row"), texts.say("rejects-reason")];
        rejects.line(header.iter().map(String::as_str));
        rejects
    }

    /// A row that can be no client, with its cells as they stand in the file.
    pub(crate) fn refused(&mut self, row: &RowAddress, reason: Rejection, cells: &[String]) {
        let said = self.texts.say(reason_key(reason));
        self.add(&row.to_string(), &said, cells.iter().map(String::as_str));
    }

    /// A row whose client is already here.
    pub(crate) fn already_here(&mut self, incoming: &Incoming, name: &str) {
        let said = self.texts.with("rejects-already-here", &[("name", name.into())]);
        self.row(incoming, &said);
    }

    /// A row that is the same client as an earlier one.
    pub(crate) fn doubled(&mut self, incoming: &Incoming) {
        let said = self.texts.say("rejects-doubled");
        self.row(incoming, &said);
    }

    /// A row that was joined to a client with another date. It is told, not counted as left out.
    pub(crate) fn other_date(&mut self, incoming: &Incoming, name: &str, other: &OtherDate) {
        let (kept, date) = (written(other.kept), written(other.date));
        let key = if other.is_planned { "rejects-date-planned" } else { "rejects-date-kept" };
        let said = self.texts.with(key, &[("name", name.into()), ("kept", kept.into()), ("date", date.into())]);
        if other.is_planned {
            self.dates.planned += 1;
        } else {
            self.dates.kept += 1;
        }
        self.row(incoming, &said);
        self.count -= 1;
    }

    fn row(&mut self, incoming: &Incoming, said: &str) {
        let phones: Vec<&str> = incoming.phones.iter().map(|phone| phone.as_typed.as_str()).collect();
        let (phones, emails, address) = (phones.join("; "), incoming.emails.join("; "), incoming.row.to_string());
        let next = incoming.next_contact.map(written).unwrap_or_default();
        self.add(
            &address,
            said,
            [incoming.name.as_str(), &incoming.company, &phones, &emails, &incoming.note, &next, &incoming.next_line].into_iter(),
        );
    }

    fn add<'b>(&mut self, address: &'b str, said: &'b str, cells: impl Iterator<Item = &'b str>) {
        self.count += 1;
        if self.csv.len() > BYTES_MAX {
            self.left_out += 1;
            return;
        }
        self.line([address, said].into_iter().chain(cells));
    }

    fn line<'b>(&mut self, cells: impl Iterator<Item = &'b str>) {
        for (index, cell) in cells.enumerate() {
            if index > 0 {
                self.csv.push(',');
            }
            let cell = neutralise(cell);
            if cell.contains(['"', ',', '\n', '\r', ';', '\t']) {
                self.csv.push('"');
                self.csv.push_str(&cell.replace('"', "\"\""));
                self.csv.push('"');
            } else {
                self.csv.push_str(&cell);
            }
        }
        self.csv.push_str("\r\n");
    }

    /// How many rows, and the table.
    pub(crate) fn finish(mut self) -> (u64, String) {
        if self.left_out > 0 {
            let said = self.texts.with("rejects-more", &[("count", self.left_out.into())]);
            self.line(["", said.as_str()].into_iter());
        }
        (self.count, self.csv)
    }
}

/// The message that says why a row can be no client.
pub(crate) fn reason_key(reason: Rejection) -> &'static str {
    match reason {
        Rejection::Empty => "rejects-empty",
        Rejection::NoIdentity => "rejects-no_identity",
        Rejection::Unparseable => "rejects-unparseable",
    }
}
