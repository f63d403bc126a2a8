//! The press: takes a sheet, gives a PDF. Keeps fonts and templates ready between documents.

use crate::ink::{Ink, ink};
use crate::turns::Turns;
use crate::world::{Case, Job};
use crate::{CallSheet, Card, Dividers, File, Head, Leaf, Refused, Stack};
use serde::Serialize;
use typst::foundations::{Bytes, Smart};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// Bytes of text that one document may hold; about 3,000 pages.
const TEXT_MAX: usize = 8 << 20;
/// Documents for which intermediate results are kept; more would only hold memory.
const KEPT_DOCUMENTS: usize = 4;

/// Fonts, templates and the typesetter's library, loaded once. Shared between threads as it is.
///
/// The same values always give the same bytes: no clock and no chance take part. Few documents are set at the same
/// time and few more may wait, whoever calls: what a document needs while it is set is the most memory of all.
pub struct Press {
    case: Case,
    turns: Turns,
}

/// What goes to the templates.
#[derive(Serialize)]
struct Data<'a, T: Serialize> {
    kind: &'static str,
    head: &'a Head,
    sheet: &'a T,
}

/// Dividers with where the ink of each mark is at its first size.
#[derive(Serialize)]
struct Measured<'a> {
    leaves: &'a [Leaf],
    inks: Vec<Option<Ink>>,
}

impl Press {
    /// Loads fonts and templates: some milliseconds, some megabytes; once in the life of a program.
    pub fn new() -> Result<Self, Refused> {
        Ok(Press { case: Case::new()?, turns: Turns::default() })
    }

    /// Divider sheets, one page each.
    pub fn dividers(&self, head: &Head, dividers: &Dividers) -> Result<Vec<u8>, Refused> {
        if dividers.leaves.is_empty() {
            return Err(Refused::Nothing);
        }
        let _turn = self.turns.take()?;
        let marks = self.pages(&Data { kind: "marks", head, sheet: dividers })?;
        let inks = marks.pages().iter().map(|page| ink(&page.frame)).collect();
        self.pdf(&Data { kind: "dividers", head, sheet: &Measured { leaves: &dividers.leaves, inks } })
    }

    /// The information card on exactly one A4, whatever the length of its texts.
    pub fn card(&self, head: &Head, card: &Card) -> Result<Vec<u8>, Refused> {
        self.print(head, "card", card, card.len())
    }

    /// A client's whole file.
    pub fn file(&self, head: &Head, file: &File) -> Result<Vec<u8>, Refused> {
        self.print(head, "file", file, file.len())
    }

    /// The files of a day, one after another, under their cover.
    pub fn stack(&self, head: &Head, stack: &Stack) -> Result<Vec<u8>, Refused> {
        if stack.files.is_empty() {
            return Err(Refused::Nothing);
        }
        let cover = stack.cover.as_ref().map_or(0, CallSheet::len);
        self.print(head, "stack", stack, cover + stack.files.iter().map(File::len).sum::<usize>())
    }

    /// The call sheet of a day.
    pub fn call_sheet(&self, head: &Head, calls: &CallSheet) -> Result<Vec<u8>, Refused> {
        if calls.is_empty() {
            return Err(Refused::Nothing);
        }
        self.print(head, "calls", calls, calls.len())
    }

    fn print<T: Serialize>(&self, head: &Head, kind: &'static str, sheet: &T, bytes: usize) -> Result<Vec<u8>, Refused> {
        if bytes > TEXT_MAX {
            return Err(Refused::TooMuch(bytes));
        }
        let _turn = self.turns.take()?;
        self.pdf(&Data { kind, head, sheet })
    }

    fn pdf(&self, data: &Data<'_, impl Serialize>) -> Result<Vec<u8>, Refused> {
        let printed = self.pages(data).and_then(|document| {
            let options = PdfOptions { creator: Smart::Custom(None), ..PdfOptions::default() };
            typst_pdf::pdf(&document, &options).map_err(reason)
        });
        comemo::evict(KEPT_DOCUMENTS);
        printed
    }

    fn pages(&self, data: &Data<'_, impl Serialize>) -> Result<PagedDocument, Refused> {
        let data = serde_json::to_vec(data).map_err(|error| Refused::Press(error.to_string()))?;
        let job = Job { case: &self.case, data: Bytes::new(data) };
        let set = typst::compile::<PagedDocument>(&job);
        debug_assert!(set.warnings.is_empty(), "{:?}", set.warnings);
        set.output.map_err(reason)
    }
}

fn reason(errors: impl IntoIterator<Item = typst::diag::SourceDiagnostic>) -> Refused {
    let messages: Vec<String> = errors.into_iter().map(|error| error.message.to_string()).collect();
    Refused::Press(messages.join("; "))
}
