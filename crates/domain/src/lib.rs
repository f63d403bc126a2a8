//! The rules of the shop, pure: no clock, no database, no HTTP, no serde.
//!
//! Owns ids, civil dates and places in the binder, natural dates, dividers, loads, absences, filing
//! consequences, whose a message is, which files may be of one client, and the folding of text for find. Never reads the time, never does input or
//! output: times and ids come in as parameters.

pub mod absence;
pub mod dividers;
pub mod document;
pub mod filing;
pub mod fold;
pub mod hand_over;
pub mod ids;
pub mod kindness;
pub mod likeness;
pub mod load;
pub mod mail;
pub mod natural_date;
pub mod own_field;
pub mod own_form;
pub mod place;
pub mod protection;
pub mod reminder;
pub mod report;
pub mod rhythm;
pub mod view;
pub mod words;
pub mod working;

pub use ids::*;
pub use jiff::civil::Date;
pub use place::{Month, Place};
pub use words::{EntryKind, Language, Outcome, Role, SlipKind};
