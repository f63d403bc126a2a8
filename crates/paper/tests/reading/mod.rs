//! Reads a PDF as its reader does: the text of each page, by `pdftotext` of poppler-utils.

use std::io::{Error, Result, Write};
use std::process::{Command, Stdio};

/// The text of each page.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let text = text(pdf).unwrap_or_else(|error| panic!("pdftotext of poppler-utils: {error}"));
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

fn text(pdf: &[u8]) -> Result<String> {
    let mut tool = Command::new("pdftotext").args(["-raw", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let into = tool.stdin.take();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || into.map(|mut into| into.write_all(pdf)));
        tool.wait_with_output()
    })?;
    assert!(output.status.success(), "pdftotext does not take the PDF");
    String::from_utf8(output.stdout).map_err(Error::other)
}
