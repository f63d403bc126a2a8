//! Reading a file before anything is written: what it holds, what can be taken, what is doubled.
//!
//! Owns opening a file with the mapping a person chose, and the figures of the page that shows it.

use super::draft::wished;
use super::known::Known;
use super::owners::{Colleagues, Demand};
use binder::By;
use domain::ImportId;
use intake::duplicates::{Finder, Groups};
use intake::{Country, FileRejected, Incoming, Layout, Meaning, Reader, Rejection, Rejections, Settings};
use std::collections::HashMap;
use std::path::Path;
use store::Db;
use web::Failure;

/// How many rows the page shows as they will be.
const PREVIEW: usize = 10;
/// How many groups of duplicates the page shows.
const GROUPS: usize = 20;
/// How many rows are looked up at once.
pub(super) const CHUNK: usize = 200;

/// The message that says why a whole file is not taken.
pub fn refusal(reason: FileRejected) -> &'static str {
    match reason {
        FileRejected::EmptyFile => "import-refused-empty_file",
        FileRejected::NoDataRows => "import-refused-no_data_rows",
        FileRejected::NotText => "import-refused-not_text",
        FileRejected::NotAContactList => "import-refused-not_a_contact_list",
        FileRejected::XmlDoctype => "import-refused-xml_doctype",
        FileRejected::OldOrProtectedWorkbook => "import-refused-old_or_protected_workbook",
        FileRejected::DamagedWorkbook => "import-refused-damaged_workbook",
        FileRejected::TooLarge => "import-refused-too_large",
        FileRejected::Unreadable => "import-refused-unreadable",
    }
}

/// How numbers and dates of a file are read.
pub(super) fn settings(by: &By, country: &str) -> Result<Settings, Failure> {
    let country =
        Country::parse(country).or_else(|| Country::parse("KH")).ok_or_else(|| Failure::Unexpected(format!("{country} has no numbering plan")))?;
    Ok(Settings { country, reference_date: by.today })
}

/// Opens the file with that mapping.
pub(super) fn open(path: &Path, settings: Settings, mapping: &[Vec<Meaning>]) -> Result<Reader, Failure> {
    let refused = |reason| Failure::field("file", refusal(reason));
    let mut reader = Reader::open(path, settings).map_err(|found| refused(found.reason))?;
    for (table, columns) in mapping.iter().enumerate() {
        reader.set_mapping(table, columns.clone());
    }
    Ok(reader)
}

/// The first reading of a file that is about to be taken in.
pub(super) struct First {
    pub(super) rows: u64,
    pub(super) groups: Groups,
    pub(super) demand: Demand,
}

/// Reads the whole file once: which rows belong together, and how much each binder gets.
pub(super) fn first(reader: Reader, by: &By, colleagues: &Colleagues) -> First {
    let mut finder = Finder::new();
    let (mut rows, mut demand) = (0, Demand::default());
    for row in reader {
        rows += 1;
        if let Ok(incoming) = row {
            finder.add(&incoming);
            if super::draft::closed(&incoming).is_none() {
                demand.add(colleagues.of(&incoming.owner), wished(&incoming, by.today));
            }
        }
    }
    First { rows, groups: finder.finish(), demand }
}

/// What a file holds, for the page that asks what to do with it.
pub struct Survey {
    /// Its tables and what their columns are taken for.
    pub layout: Layout,
    /// Rows in all.
    pub rows: u64,
    /// Rows that can become clients.
    pub importable: u64,
    /// The others, by reason.
    pub rejected: Rejections,
    /// Groups of rows that are the same client.
    pub groups: usize,
    /// Clients, if each group becomes one.
    pub distinct: u32,
    /// The names in the first groups.
    pub shown_groups: Vec<Vec<String>>,
    /// Rows whose client is already here.
    pub already_here: u64,
    /// The first rows.
    pub preview: Vec<Incoming>,
}

/// Reads the whole file with that mapping and writes nothing.
///
/// # Errors
/// Refused in the field `file` when the whole file cannot be taken.
pub fn survey(db: &Db, by: &By, country: &str, path: &Path, mapping: &[Vec<Meaning>]) -> Result<Survey, Failure> {
    let settings = settings(by, country)?;
    let mut reader = open(path, settings, mapping)?;
    let mut found = Survey {
        layout: reader.layout().clone(),
        rows: 0,
        importable: 0,
        rejected: Rejections::default(),
        groups: 0,
        distinct: 0,
        shown_groups: Vec::new(),
        already_here: 0,
        preview: Vec::new(),
    };
    let mut finder = Finder::new();
    let known = db.read(|tx| Known::before(tx, by.visible, ImportId(0)))?;
    loop {
        let read: Vec<Result<Incoming, intake::Rejected>> = reader.by_ref().take(CHUNK).collect();
        if read.is_empty() {
            break;
        }
        let chunk: Vec<Incoming> = read.into_iter().filter_map(|row| counted(&mut found, row)).collect();
        let rows: Vec<&Incoming> = chunk.iter().collect();
        // A connection is held for this look-up alone, never while the file is read.
        found.already_here += db.read(|tx| known.of(tx, &rows))?.iter().flatten().count() as u64;
        rows.into_iter().for_each(|row| finder.add(row));
        let wanted = PREVIEW.saturating_sub(found.preview.len());
        found.preview.extend(chunk.into_iter().take(wanted));
    }
    let groups = finder.finish();
    found.groups = groups.groups.len();
    found.distinct = groups.distinct;
    found.shown_groups = names(open(path, settings, mapping)?, &groups);
    Ok(found)
}

fn counted(found: &mut Survey, row: Result<Incoming, intake::Rejected>) -> Option<Incoming> {
    found.rows += 1;
    match row {
        Ok(incoming) => {
            found.importable += 1;
            Some(incoming)
        }
        Err(rejected) => {
            match rejected.reason {
                Rejection::Empty => found.rejected.empty += 1,
                Rejection::NoIdentity => found.rejected.no_identity += 1,
                Rejection::Unparseable => found.rejected.unparseable += 1,
            }
            None
        }
    }
}

/// The names in the first groups, by a second reading that ends at the last of them.
fn names(reader: Reader, groups: &Groups) -> Vec<Vec<String>> {
    let shown: Vec<&[u32]> = groups.groups.iter().take(GROUPS).map(|group| group.get(..5).unwrap_or(group)).collect();
    let Some(last) = shown.iter().flat_map(|group| group.iter()).max() else { return Vec::new() };
    let mut wanted: HashMap<u32, String> = shown.iter().flat_map(|group| group.iter()).map(|row| (*row, String::new())).collect();
    for (index, incoming) in (0_u32..=*last).zip(reader.filter_map(Result::ok)) {
        if let Some(name) = wanted.get_mut(&index) {
            let parts = [incoming.name.as_str(), &incoming.company];
            let phone = incoming.phones.first().map_or("", |phone| &phone.as_typed);
            let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            *name = if told.is_empty() { phone.to_owned() } else { told.join(", ") };
        }
    }
    shown.iter().map(|group| group.iter().filter_map(|row| wanted.get(row).cloned()).collect()).collect()
}
