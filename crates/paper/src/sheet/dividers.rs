//! The dividers of the binder: one large mark on each sheet, holes marked for two rings.

use crate::text::{self, Text};
use serde::Serialize;

/// Divider sheets, in the order to be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Dividers {
    /// One for each sheet.
    pub leaves: Vec<Leaf>,
}

/// One divider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Leaf {
    /// The mark in the middle, as large as the page allows: a number, the name of a month.
    #[serde(serialize_with = "text::label")]
    pub mark: Text,
    /// Small above it: the weekday. May be empty.
    #[serde(serialize_with = "text::label")]
    pub above: Text,
    /// Small below it: month and year. May be empty.
    #[serde(serialize_with = "text::label")]
    pub below: Text,
}

impl Dividers {
    /// The set 1–31 that serves every month.
    pub fn days() -> Self {
        Dividers { leaves: (1..=31).map(|day: u8| Leaf { mark: day.to_string().into(), ..Leaf::default() }).collect() }
    }

    /// The set of months, by the names given.
    pub fn months<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        Dividers { leaves: names.into_iter().map(|name| Leaf { mark: name.into(), ..Leaf::default() }).collect() }
    }

    /// Dated dividers, for example of a month's working days.
    pub fn dated(leaves: impl IntoIterator<Item = Leaf>) -> Self {
        Dividers { leaves: leaves.into_iter().collect() }
    }
}
