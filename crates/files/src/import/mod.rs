//! Taking clients in from files that people bring.
//!
//! Owns the table `import`: who took in what, and the rows that were not taken. Reading is the business of
//! `intake`; every client taken in stands under a date from its first moment (decision 1). Never changes a
//! client that is already here, but for adding what it lacks when that is wished.

mod draft;
mod gathering;
mod joining;
mod known;
mod owners;
pub(crate) mod pages;
mod reading;
mod rejects;
mod rows;
mod running;
mod stored;
mod take;
mod writing;

pub use reading::{Survey, refusal, survey};
pub use stored::sweep_uploads;
pub use take::take;

use domain::{ImportId, PersonId, UndoId};
use intake::Meaning;
use std::path::PathBuf;
use web::Route;

/// What becomes of rows that are the same client, and of clients that are already here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// Rows of one group become one client; a client already here gets the phones and e-mails it lacks, and the
    /// rest of the row in its history.
    #[default]
    Merge,
    /// Each row becomes a client of its own.
    Separate,
    /// Only the first row of a group is taken, and none that is already here.
    Skip,
}

impl Duplicates {
    /// Every choice.
    pub const ALL: [Duplicates; 3] = [Duplicates::Merge, Duplicates::Separate, Duplicates::Skip];

    /// The word in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Duplicates::Merge => "merge",
            Duplicates::Separate => "separate",
            Duplicates::Skip => "skip",
        }
    }

    /// Reads the word; `None` for any other.
    pub fn parse(text: &str) -> Option<Duplicates> {
        Duplicates::ALL.into_iter().find(|choice| choice.as_str() == text)
    }
}

/// What is to be taken in, and how.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Who takes it in and from where, for the audit log.
    pub from: web::audit::Origin,
    /// The file on disk.
    pub path: PathBuf,
    /// The name the person knows it by.
    pub file_name: String,
    /// The meanings of the columns of each table; a table that is missing keeps its proposal.
    pub mapping: Vec<Vec<Meaning>>,
    /// In whose binder, where the file names nobody else.
    pub owner_id: PersonId,
    /// What becomes of duplicates.
    pub duplicates: Duplicates,
}

/// Rows joined to a client that did not stand under their date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The date became one more slip of the file.
    pub planned: u64,
    /// Nothing can be planned there: the date stands in the client's history.
    pub kept: u64,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The import.
    pub import_id: ImportId,
    /// By which it is taken back.
    pub undo_id: UndoId,
    /// Rows in the file.
    pub rows: u64,
    /// New clients.
    pub taken: u64,
    /// Rows that became part of another client.
    pub merged: u64,
    /// Rows that were not taken, those already here included.
    pub rejected: u64,
    /// What became of the dates of rows that were joined to a client.
    pub dates: Dates,
    /// The rows not taken and those whose date was not, with the reason, CSV.
    pub rejects_csv: String,
}

/// The routes of the import.
pub fn routes() -> Vec<Route> {
    web::routes![
        GET "/import" Staff pages::begin::show,
        POST "/import" Staff pages::begin::keep as Upload,
        GET "/import/{token}" Staff pages::look::show,
        POST "/import/{token}" Staff pages::look::run,
        GET "/import/{token}/done" Staff pages::done::show,
        GET "/import/{token}/rejects.csv" Staff pages::done::rejects,
    ]
}
