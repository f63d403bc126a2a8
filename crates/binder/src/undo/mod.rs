//! Taking back what was done: every action, for a week, with what it will take back in words.
//!
//! Owns the table `undo`. An action records through a [`Recorder`] what its rows were before and after;
//! taking back restores them if they still are as the action left them, all or nothing. Never deletes
//! history: an entry that is taken back gets a correction that says so (`entry_correction`).

mod consent_back;
mod documents_back;
mod image;
mod settings_back;
mod take_back;

pub use image::{Recorder, Table};
pub(crate) use image::{from_json, to_json};
pub use settings_back::RemovedClass;
pub use take_back::{UNDO_DAYS, Undoable, is_part_of, take_back, undoables};
