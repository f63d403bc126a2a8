//! What came back.
//!
//! Owns reading an answer's headers and body. Never judges: that is the test's.

use axum::http::HeaderMap;

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

    /// Where it sends the browser, empty if nowhere.
    pub fn location(&self) -> &str {
        self.header("location")
    }
}
