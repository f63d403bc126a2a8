//! The dry run: what an import would do, without doing it.
//!
//! Owns the figures. Never keeps the rows.

use std::path::Path;

use serde::Serialize;

use crate::duplicates::Finder;
use crate::reader::{Reader, Refused, Settings};
use crate::row::{FileRejected, Rejection};

/// How many rows are refused, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rejections {
    /// Every cell blank.
    pub empty: u64,
    /// Nothing that would make a client.
    pub no_identity: u64,
    /// Cards without an end.
    pub unparseable: u64,
}

/// The figures of a file. Serialised with exactly these keys in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The name of the file as it was given.
    pub file: String,
    /// The encoding; `null` for a file without text.
    pub encoding: Option<String>,
    /// The delimiter; `null` for workbooks and address books.
    pub delimiter: Option<char>,
    /// Records after the header, rows of sheets, or cards.
    pub data_rows: u64,
    /// Rows that can become clients.
    pub importable: u64,
    /// The others.
    pub rejected: Rejections,
    /// Groups of rows that are the same client.
    pub duplicate_groups: u64,
    /// Clients, if each group becomes one.
    pub distinct_clients: u64,
    /// Why the whole file is refused; `null` if it is not.
    pub file_rejected: Option<&'static str>,
}

/// Inspects bytes; `file` is the name to report.
pub fn inspect(file: &str, bytes: Vec<u8>, settings: Settings) -> Report {
    report(file, Reader::from_bytes(bytes, settings))
}

/// Inspects a file on disk, in bounded memory.
pub fn inspect_file(path: &Path, settings: Settings) -> Report {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    report(&name, Reader::open(path, settings))
}

fn report(file: &str, opened: Result<Reader, Refused>) -> Report {
    let mut report = Report { file: file.to_owned(), ..Report::default() };
    let reader = match opened {
        Ok(reader) => reader,
        Err(refused) => {
            report.encoding = refused.layout.encoding;
            report.delimiter = refused.layout.delimiter;
            report.file_rejected = Some(refused.reason.key());
            return report;
        }
    };
    report.encoding = reader.layout().encoding.clone();
    report.delimiter = reader.layout().delimiter;
    if !reader.layout().has_identity() {
        report.file_rejected = Some(FileRejected::NotAContactList.key());
        return report;
    }
    let mut finder = Finder::new();
    for row in reader {
        report.data_rows += 1;
        match row.as_ref().map_err(|rejected| rejected.reason) {
            Ok(incoming) => {
                report.importable += 1;
                finder.add(incoming);
            }
            Err(Rejection::Empty) => report.rejected.empty += 1,
            Err(Rejection::NoIdentity) => report.rejected.no_identity += 1,
            Err(Rejection::Unparseable) => report.rejected.unparseable += 1,
        }
    }
    let groups = finder.finish();
    report.duplicate_groups = groups.groups.len() as u64;
    report.distinct_clients = u64::from(groups.distinct);
    report
}
