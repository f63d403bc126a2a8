//! A client's whole file, and a stack of files for a meeting.

use super::Line;
use super::calls::CallSheet;
use super::card::Card;
use crate::text::{self, Text};
use serde::Serialize;

/// Everything about one client, as it is put into the binder: the card on its own page, then the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct File {
    /// The first page. What did not fit on it is printed whole behind it.
    pub card: Card,
    /// Headings of the sections; a section without content is left out.
    pub heads: FileHeads,
    /// The history, in the order to be printed.
    pub entries: Vec<Entry>,
    /// What of the history is not printed, said under its last line. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub cut: Text,
    /// Filled-in forms.
    pub forms: Vec<Form>,
    /// The documents kept with the file: a list, not the documents themselves.
    pub documents: Vec<Document>,
}

/// Headings of a file's sections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FileHeads {
    /// Over the history.
    #[serde(serialize_with = "text::label")]
    pub history: Text,
    /// Over the forms.
    #[serde(serialize_with = "text::label")]
    pub forms: Text,
    /// Over the list of documents.
    #[serde(serialize_with = "text::label")]
    pub documents: Text,
}

/// One line of history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Date and time, as they are to be read.
    #[serde(serialize_with = "text::label")]
    pub when: Text,
    /// What happened: kind and outcome.
    #[serde(serialize_with = "text::brief")]
    pub what: Text,
    /// By whom, how long. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub by: Text,
    /// What was noted; as long as it is.
    pub note: Text,
    /// What stands beside it, smaller: the first wording of a line that was corrected. May be empty.
    pub beside: Text,
}

/// A filled-in form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Its name.
    #[serde(serialize_with = "text::label")]
    pub title: Text,
    /// When and by whom it was filled in. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub about: Text,
    /// Questions and answers.
    pub lines: Vec<Line>,
}

/// One row of the list of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its name.
    #[serde(serialize_with = "text::brief")]
    pub name: Text,
    /// Kind, size. May be empty.
    #[serde(serialize_with = "text::brief")]
    pub about: Text,
    /// Since when it is there.
    #[serde(serialize_with = "text::label")]
    pub when: Text,
}

/// A day's files for a meeting, one after another; each has page numbers of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Stack {
    /// The sheet on top that lists the files. May be left out.
    pub cover: Option<CallSheet>,
    /// The files, in the order of the meeting.
    pub files: Vec<File>,
}

impl File {
    pub(crate) fn len(&self) -> usize {
        let entries = self.entries.iter().map(|entry| entry.what.len() + entry.note.len() + entry.beside.len());
        let forms = self.forms.iter().flat_map(|form| &form.lines).map(Line::len);
        let documents = self.documents.iter().map(|document| document.name.len());
        self.card.len() + entries.sum::<usize>() + forms.sum::<usize>() + documents.sum::<usize>()
    }
}
