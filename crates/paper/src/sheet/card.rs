//! The information card: a client at a glance, on exactly one A4. Never knows which questions a shop asks.

use super::Line;
use crate::text::{self, Text};
use serde::{Serialize, Serializer};

/// Bytes of one value that can possibly stand on an A4 page.
const VALUE_MAX: usize = 12_000;

/// One information card. With empty values it is a blank card with lines to write on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// What the sheet is called, small above the name.
    #[serde(serialize_with = "text::label")]
    pub title: Text,
    /// The client's name.
    #[serde(serialize_with = "cuttable")]
    pub name: Line,
    /// Kind of client, in a tag beside the title. May be empty.
    #[serde(serialize_with = "text::label")]
    pub tag: Text,
    /// Who is the person to speak to, under the name. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub about: Text,
    /// Why the file lies on the desk: label and question. With both empty it is left out.
    #[serde(serialize_with = "cuttable")]
    pub ask: Line,
    /// Telephones, addresses: set side by side under the name.
    #[serde(serialize_with = "all_cuttable")]
    pub reaches: Vec<Line>,
    /// The questions and answers of the card, in groups.
    pub parts: Vec<Part>,
    /// Label over the ruled rest of the page. With an empty one the rest stays white.
    #[serde(serialize_with = "text::label")]
    pub notes: Text,
    /// The mark printed when texts had to be cut: that they go on in the file.
    #[serde(serialize_with = "text::label")]
    pub continued: Text,
}

/// A group of lines of the card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Heading of the group. May be empty.
    #[serde(serialize_with = "text::label")]
    pub title: Text,
    /// Its lines.
    #[serde(serialize_with = "all_cuttable")]
    pub lines: Vec<Line>,
}

impl Card {
    pub(crate) fn len(&self) -> usize {
        let parts = self.parts.iter().flat_map(|part| &part.lines);
        self.name.len() + self.ask.len() + self.reaches.iter().chain(parts).map(Line::len).sum::<usize>()
    }
}

/// A line with the places at which its value may be cut, so that the template finds what fits the page.
#[derive(Serialize)]
struct Cuttable<'a> {
    #[serde(flatten)]
    line: &'a Line,
    cuts: Vec<usize>,
}

impl<'a> Cuttable<'a> {
    fn of(line: &'a Line) -> Self {
        Cuttable { line, cuts: line.value.cuts(VALUE_MAX) }
    }
}

fn cuttable<S: Serializer>(line: &Line, serializer: S) -> Result<S::Ok, S::Error> {
    Cuttable::of(line).serialize(serializer)
}

fn all_cuttable<S: Serializer>(lines: &[Line], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(lines.iter().map(Cuttable::of))
}
