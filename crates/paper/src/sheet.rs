//! What every sheet shares: its head, its language, its sides, a labelled line.

pub(crate) mod calls;
pub(crate) mod card;
pub(crate) mod dividers;
pub(crate) mod file;

use crate::text::{self, Text};
use serde::Serialize;

/// The language of the labels; told to screen readers and to the line breaker. The values may be in any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Khmer.
    #[serde(rename = "km")]
    Khmer,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
}

/// How the sheets go through the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sides {
    /// On the front only: the ring margin is always at the left.
    One,
    /// On both: the ring margin of a back is at its right, and each file begins on a sheet of its own.
    Two,
}

/// What a whole document carries besides its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Language of the labels.
    pub language: Language,
    /// How the sheets are printed.
    pub sides: Sides,
    /// Name of the document, shown by a reader in its window and in the running head.
    #[serde(serialize_with = "text::label")]
    pub title: Text,
    /// Left in the foot of every page: whose binder, when printed. May be empty.
    #[serde(serialize_with = "text::label")]
    pub foot: Text,
}

impl Head {
    /// A head without title and foot, for one-sided printing.
    pub fn new(language: Language) -> Self {
        Head { language, sides: Sides::One, title: Text::default(), foot: Text::default() }
    }
}

/// A label with its value. An empty value is printed as a line to write on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What the value is; one line.
    #[serde(serialize_with = "text::label")]
    pub label: Text,
    /// What was typed; may be empty and may hold several lines.
    pub value: Text,
}

impl Line {
    /// A labelled value.
    pub fn new(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Line { label: label.into(), value: value.into() }
    }

    pub(crate) fn len(&self) -> usize {
        self.label.len() + self.value.len()
    }
}
