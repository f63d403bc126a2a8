//! Reading what people bring and writing what people take out.
//!
//! Owns encodings, delimiters, layouts, workbooks, vCards, the meaning of columns, the
//! normalising of a row and the finding of duplicates; and the three forms of export. Never
//! touches the database, never reads the clock: the country and the reference date are
//! parameters ([`Settings`]).

mod build;
mod dates;
mod delimiter;
pub mod duplicates;
mod encoding;
mod figures;
mod headers;
mod layout;
mod mapping;
mod phones;
mod reader;
mod records;
mod report;
mod row;
mod source;
mod text;
mod vcard;
mod vcard_card;
mod workbook;
mod write;
#[cfg(test)]
mod write_tests;
mod write_vcard;

pub use dates::{Birthday, DateOrder};
pub use figures::{FigureTable, figures_csv, figures_xlsx};
pub use mapping::{Mapping, Meaning, NameOrder};
pub use phones::{Country, Phone};
pub use reader::{Layout, Reader, Refused, Settings, TableLayout};
pub use report::{Rejections, Report, inspect, inspect_file};
pub use row::{ContactLine, FileRejected, Incoming, Rejected, Rejection, RowAddress, Warning};
pub use text::{identity_key, neutralise, restore};
pub use write::{Outgoing, WriteError, write_csv, write_xlsx};
pub use write_vcard::write_vcard;
