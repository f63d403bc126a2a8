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

    /// What a browser would send of the form that goes to that address, as it stands on the page.
    pub fn form_fields(&self, action: &str) -> Vec<(String, String)> {
        let begin = self.body.find(&format!(" action=\"{action}\"")).unwrap_or_else(|| panic!("no form goes to {action}"));
        let form = &self.body[begin..];
        let form = &form[..form.find("</form>").unwrap_or(form.len())];
        let mut fields: Vec<(String, String)> = Vec::new();
        // Whether the last field is a list of which nothing was looked at: without a chosen one the first counts.
        let mut is_first = false;
        for tag in form.split('<').skip(1) {
            let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
            let value = attribute(tag, "value");
            match tag.split_whitespace().next().unwrap_or("") {
                "input" if matches!(attribute(tag, "type").as_deref(), Some("checkbox" | "radio")) && !tag.ends_with(" checked") => {}
                "input" => fields.extend(attribute(tag, "name").map(|name| (name, value.unwrap_or_default()))),
                "textarea" => fields.extend(attribute(tag, "name").map(|name| (name, plain(behind)))),
                "select" => {
                    fields.push((attribute(tag, "name").unwrap_or_default(), String::new()));
                    is_first = true;
                }
                "option" if is_first || tag.ends_with(" selected") => {
                    is_first = false;
                    fields.last_mut().into_iter().for_each(|field| field.1 = value.clone().unwrap_or_default());
                }
                _ => {}
            }
        }
        fields
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let begin = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[begin..].split('"').next().map(plain)
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
