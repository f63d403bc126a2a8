//! What came back.
//!
//! Owns reading an answer's headers and body. Never judges: that is the test's.

use axum::http::HeaderMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// An answer of the router.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its bytes, decompressed by nobody: tests do not ask for compression.
    pub bytes: Vec<u8>,
    /// The bytes as text; what is no UTF-8 is replaced.
    pub body: String,
}

impl Answer {
    /// A header's value, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// Whether the text stands in the body as it is written there (HTML escapes and all).
    pub fn says(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// The text of each page of a PDF, as a reader copies it out, by `pdftotext` of poppler-utils.
    ///
    /// # Panics
    /// If the answer is no PDF, or pdftotext is not installed.
    pub fn printed(&self) -> Vec<String> {
        assert_eq!(self.header("content-type"), "application/pdf", "{}", self.body);
        let words = self.words_of_pdf().unwrap_or_else(|error| panic!("pdftotext of poppler-utils: {error}"));
        words.split_terminator('\u{c}').map(str::to_owned).collect()
    }

    fn words_of_pdf(&self) -> std::io::Result<String> {
        let mut tool = Command::new("pdftotext").args(["-raw", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let into = tool.stdin.take();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || into.map(|mut into| into.write_all(&self.bytes)));
            tool.wait_with_output()
        })?;
        assert!(output.status.success(), "pdftotext does not take the PDF");
        String::from_utf8(output.stdout).map_err(std::io::Error::other)
    }

    /// Where it sends the browser, empty if nowhere.
    pub fn location(&self) -> &str {
        self.header("location")
    }
}
