//! The call sheet: a day's stack on paper, to work from without a screen.

use crate::text::{self, Text};
use serde::Serialize;

/// The calls of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CallSheet {
    /// The day, large at the top.
    #[serde(serialize_with = "text::label")]
    pub day: Text,
    /// How many, how long. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub about: Text,
    /// Heads of the columns.
    pub heads: CallHeads,
    /// The piles of the stack, in the order in which they are worked.
    pub piles: Vec<Pile>,
    /// What is not on the sheet, said under the last call. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub cut: Text,
}

/// Heads of the columns of a call sheet; repeated on every page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CallHeads {
    /// Over the time.
    #[serde(serialize_with = "text::label")]
    pub time: Text,
    /// Over name, company and telephone.
    #[serde(serialize_with = "text::label")]
    pub client: Text,
    /// Over what to ask and what happened last.
    #[serde(serialize_with = "text::label")]
    pub ask: Text,
    /// Over the lines to write on.
    #[serde(serialize_with = "text::label")]
    pub write: Text,
    /// Beside the upper line of each call: how it ended.
    #[serde(serialize_with = "text::label")]
    pub outcome: Text,
    /// Beside the lower line of each call: the next date.
    #[serde(serialize_with = "text::label")]
    pub next: Text,
}

/// A part of the stack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pile {
    /// Its name. May be empty.
    #[serde(serialize_with = "text::label")]
    pub title: Text,
    /// Its calls.
    pub calls: Vec<Call>,
}

/// One call: a row with a box to tick.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Call {
    /// Time of the day, or the verb when no time is set.
    #[serde(serialize_with = "text::label")]
    pub time: Text,
    /// Whom to ask for.
    #[serde(serialize_with = "text::label")]
    pub name: Text,
    /// The company. May be empty.
    #[serde(serialize_with = "text::label")]
    pub company: Text,
    /// The number to dial. May be empty.
    #[serde(serialize_with = "text::label")]
    pub phone: Text,
    /// What happened last. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub last: Text,
    /// What to ask. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub ask: Text,
}

impl CallSheet {
    /// Whether no call is on the sheet.
    pub(crate) fn is_empty(&self) -> bool {
        self.piles.iter().all(|pile| pile.calls.is_empty())
    }

    pub(crate) fn len(&self) -> usize {
        self.piles.iter().flat_map(|pile| &pile.calls).map(|call| call.last.len() + call.ask.len()).sum()
    }
}
