//! Protection of the people in the files: what they agreed to, how long their files are kept, how their names are found
//! and blanked in loose texts.
//!
//! Owns those rules. Never says what stands in which table.

mod consent;
mod keeping;
mod named;

pub use consent::{Channel, Purpose, Said, Standing, warns};
pub use keeping::KeepMonths;
pub use named::{BLANK, Named};

/// Why a file is erased. A word from a list, because words of one's own would tell again about whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person asked for it.
    Asked,
    /// It was kept as long as it may be.
    KeptLongEnough,
    /// It should never have been made.
    ByMistake,
    /// Something else.
    Other,
}

impl Why {
    /// Every reason, in its usual order.
    pub const ALL: &'static [Why] = &[Why::Asked, Why::KeptLongEnough, Why::ByMistake, Why::Other];

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Asked => "asked",
            Why::KeptLongEnough => "kept_long_enough",
            Why::ByMistake => "by_mistake",
            Why::Other => "other",
        }
    }

    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Why> {
        Why::ALL.iter().copied().find(|why| why.as_str() == word)
    }
}
