//! Why a sheet was not printed.

use std::fmt;

/// Why no PDF came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing to print: no divider, no file, no call.
    Nothing,
    /// The texts are longer than one document may hold; the number is their size in bytes.
    TooMuch(usize),
    /// Too many documents are being set; trying again soon helps.
    Busy,
    /// The typesetter failed. The reason is for the log; it is a fault of this crate, not of what was typed.
    Press(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Nothing => write!(form, "nothing to print"),
            Refused::TooMuch(bytes) => write!(form, "{bytes} bytes of text are too many for one document"),
            Refused::Busy => write!(form, "too many documents are being set"),
            Refused::Press(reason) => write!(form, "typesetting failed: {reason}"),
        }
    }
}

impl std::error::Error for Refused {}
