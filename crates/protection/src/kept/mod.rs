//! What is kept of a person, gathered from every table and written as one file to hand out.
//!
//! Owns what belongs to it: of a whole file everything, of one contact person what names that person. Never writes to the
//! database.

mod gathered;
mod page;
mod parts;
mod zipped;

pub use gathered::{Gathered, Part, Piece, gather};
pub use zipped::write;

use domain::{ClientId, ContactId};

/// About whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// In which file.
    pub client_id: ClientId,
    /// One contact person of it; none for the whole file.
    pub contact_id: Option<ContactId>,
}
