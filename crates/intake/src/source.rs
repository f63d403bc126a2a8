//! Where the bytes come from: a file on disk or bytes in memory, readable more than once.
//!
//! Owns opening and the first look at the bytes. Never decodes anything.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;

/// A file that can be read from its beginning as often as needed.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// A file on disk.
    Path(PathBuf),
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
}

/// Reading with the right to go back, which workbooks need.
pub(crate) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Source {
    /// The bytes from the beginning.
    pub(crate) fn open(&self) -> io::Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Source::Path(path) => Box::new(io::BufReader::with_capacity(1 << 16, File::open(path)?)),
            Source::Bytes(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// The first `limit` bytes, fewer if the file is shorter.
    pub(crate) fn beginning(&self, limit: u64) -> io::Result<Vec<u8>> {
        let mut first = Vec::new();
        self.open()?.take(limit).read_to_end(&mut first)?;
        Ok(first)
    }
}

/// What the first bytes say about the kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No byte, or nothing but white space.
    Empty,
    /// A zip, which may be a workbook.
    Zip,
    /// The container of old or password-protected workbooks.
    OldWorkbook,
    /// Pictures, archives, programs, PDF.
    NotText,
    /// XML with a document type, which is never read.
    Doctype,
    /// XML, HTML, JSON: text, but no table and no address book.
    OtherText,
    /// An address book.
    Cards,
    /// Anything else that is text.
    Text,
}

/// The marks by which other kinds of files begin.
const SIGNATURES: [&[u8]; 12] = [
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"%PDF",
    b"Rar!",
    b"7z\xBC\xAF",
    b"\x1F\x8B\x08",
    b"\x7FELF",
    b"MZ\x90",
    b"SQLite format 3",
    b"{\\rtf",
    b"BZh",
];

/// Decides by the decoded beginning and the raw one.
pub(crate) fn kind(raw: &[u8], decoded: &str) -> Kind {
    if raw.starts_with(b"PK\x03\x04") || raw.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if raw.starts_with(b"\xD0\xCF\x11\xE0") {
        return Kind::OldWorkbook;
    }
    if SIGNATURES.iter().any(|signature| raw.starts_with(signature)) {
        return Kind::NotText;
    }
    let start = decoded.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.is_empty() {
        return if decoded.contains('\0') { Kind::NotText } else { Kind::Empty };
    }
    let head: String = start.chars().take(4096).collect::<String>().to_ascii_uppercase();
    if head.starts_with('<') {
        return if head.contains("<!DOCTYPE") || head.contains("<!ENTITY") { Kind::Doctype } else { markup(&head) };
    }
    if head.starts_with("BEGIN:VCARD") {
        return Kind::Cards;
    }
    if is_noise(decoded) {
        return Kind::NotText;
    }
    if (head.starts_with("[{") || head.starts_with('{')) && head.contains("\":") { Kind::OtherText } else { Kind::Text }
}

/// A table may begin with "<b>Name" as well as with a tag of a document.
fn markup(head: &str) -> Kind {
    let document = ["<?XML", "<HTML", "<HEAD", "<BODY", "<TABLE", "<DIV", "<SVG"];
    if document.iter().any(|tag| head.starts_with(tag)) { Kind::OtherText } else { Kind::Text }
}

/// Control characters and replacement marks in more than one of twenty characters.
fn is_noise(decoded: &str) -> bool {
    let (mut all, mut bad) = (0_usize, 0_usize);
    for c in decoded.chars().take(65_536) {
        all += 1;
        bad += usize::from((c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{1a}')) || c == '\u{fffd}');
    }
    bad * 20 > all
}
