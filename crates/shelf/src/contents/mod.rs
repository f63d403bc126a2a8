//! What can be read in a document: its text, its number of pages, a picture of a page.
//!
//! Owns which formats are understood, and bounds on what is taken from them. Called in a process of its own
//! (`Looker`): a document comes from anybody, and its reader may loop, eat memory or fall.

mod office;
mod pdf;
mod picture;
mod plain;

use std::io::{Read, Write};

/// The most text taken from one document, bytes; what comes after is not found.
pub const TEXT_MAX: usize = 2 * 1024 * 1024;
/// The widest picture that is drawn, points.
pub const PAGE_WIDTH_MAX: u32 = 2000;
/// The most bytes that are read of a document to look into it.
const DOCUMENT_MAX: u64 = 512 * 1024 * 1024;

/// What a document is, by its first bytes, and by its name where those are a zip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Pages of a PDF.
    Pdf,
    /// A picture: JPEG, PNG, GIF, WebP.
    Picture,
    /// A text of an office program: DOCX, ODT, PPTX, ODP.
    Words,
    /// A workbook: XLSX, XLS, ODS.
    Sheets,
    /// Plain text in any encoding.
    Plain,
    /// Anything else: it is kept and given back, nothing more.
    Other,
}

impl Contents {
    /// Whether pages of it can be drawn.
    pub fn has_pictures(self) -> bool {
        matches!(self, Contents::Pdf | Contents::Picture)
    }
}

/// What was found in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its pages; 1 for a picture, 0 where there are none to speak of.
    pub pages: u32,
    /// Its text, at most [`TEXT_MAX`] bytes.
    pub text: String,
}

/// A page as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// "image/png" or "image/jpeg".
    pub content_type: &'static str,
    /// The picture, made here; nothing of the document's own bytes is in it.
    pub bytes: Vec<u8>,
}

/// Why nothing could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is locked with a password.
    Locked,
    /// It is not what its beginning says, or damaged.
    Damaged,
    /// It would need more time or memory than a document may have.
    TooMuch,
    /// No format that is understood.
    Unknown,
    /// It has no such page.
    NoSuchPage,
}

impl Unreadable {
    /// The word that a process gives back and a database keeps.
    pub fn as_str(self) -> &'static str {
        match self {
            Unreadable::Locked => "locked",
            Unreadable::Damaged => "damaged",
            Unreadable::TooMuch => "too_much",
            Unreadable::Unknown => "unknown",
            Unreadable::NoSuchPage => "no_such_page",
        }
    }

    pub(crate) fn parse(text: &str) -> Unreadable {
        match text.trim() {
            "locked" => Unreadable::Locked,
            "damaged" => Unreadable::Damaged,
            "unknown" => Unreadable::Unknown,
            "no_such_page" => Unreadable::NoSuchPage,
            _ => Unreadable::TooMuch,
        }
    }
}

/// Says what a document is; `first` are its first bytes, at best a thousand.
pub fn contents_of(first: &[u8], name: &str) -> Contents {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    // A PDF may begin a little later: readers allow a thousand bytes before its mark.
    if first.windows(5).take(1024).any(|five| five == b"%PDF-") {
        return Contents::Pdf;
    }
    match first {
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] | [b'G', b'I', b'F', b'8', ..] => Contents::Picture,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Contents::Picture,
        [b'P', b'K', 3, 4, ..] => match ending.as_str() {
            "xlsx" | "xlsm" | "ods" => Contents::Sheets,
            "docx" | "docm" | "odt" | "pptx" | "odp" => Contents::Words,
            _ => Contents::Other,
        },
        [0xd0, 0xcf, 0x11, 0xe0, ..] if ending == "xls" => Contents::Sheets,
        _ if plain::is_text(first) => Contents::Plain,
        _ => Contents::Other,
    }
}

/// The text and the pages of a document.
///
/// # Errors
/// [`Unreadable`].
pub fn text_of(bytes: Vec<u8>, name: &str) -> Result<Seen, Unreadable> {
    match contents_of(&bytes[..bytes.len().min(2048)], name) {
        Contents::Pdf => pdf::text(bytes),
        Contents::Picture => picture::size(&bytes).map(|_| Seen { pages: 1, text: String::new() }),
        Contents::Words => office::words(bytes),
        Contents::Sheets => office::sheets(bytes),
        Contents::Plain => Ok(Seen { pages: 0, text: plain::text(&bytes) }),
        Contents::Other => Err(Unreadable::Unknown),
    }
}

/// A page, from 1, as a picture of that width.
///
/// # Errors
/// [`Unreadable`].
pub fn picture_of(bytes: Vec<u8>, name: &str, page: u32, width: u32) -> Result<Picture, Unreadable> {
    let width = width.clamp(16, PAGE_WIDTH_MAX);
    match contents_of(&bytes[..bytes.len().min(2048)], name) {
        Contents::Pdf => pdf::picture(bytes, page, width),
        Contents::Picture if page == 1 => picture::smaller(&bytes, width),
        Contents::Picture => Err(Unreadable::NoSuchPage),
        _ => Err(Unreadable::Unknown),
    }
}

/// What the process does that looks into a document: reads it, and writes what was wished for. The answer begins with
/// one line, `pages N` or the type of the picture; of what cannot be read, only the reason is written, and `false`
/// comes back.
///
/// # Errors
/// Those of reading and writing.
pub fn look_into(wish: crate::Wish, name: &str, from: impl Read, mut to: impl Write) -> std::io::Result<bool> {
    let mut bytes = Vec::new();
    from.take(DOCUMENT_MAX).read_to_end(&mut bytes)?;
    let answered = match wish {
        crate::Wish::Text => match text_of(bytes, name) {
            Ok(seen) => write!(to, "pages {}\n{}", seen.pages, seen.text).map(|()| true),
            Err(reason) => write!(to, "{}", reason.as_str()).map(|()| false),
        },
        crate::Wish::Picture { page, width } => match picture_of(bytes, name, page, width) {
            Ok(picture) => writeln!(to, "{}", picture.content_type).and_then(|()| to.write_all(&picture.bytes)).map(|()| true),
            Err(reason) => write!(to, "{}", reason.as_str()).map(|()| false),
        },
    }?;
    to.flush()?;
    Ok(answered)
}

/// Text that grows up to a bound and then takes no more.
#[derive(Default)]
struct Bounded {
    text: String,
    is_full: bool,
}

impl Bounded {
    fn push(&mut self, more: &str) {
        for letter in more.chars() {
            self.letter(letter);
        }
    }

    /// Control characters are left out, and blanks and lines never stand twice.
    fn letter(&mut self, letter: char) {
        if self.text.len() + letter.len_utf8() > TEXT_MAX {
            self.is_full = true;
            return;
        }
        match letter {
            '\n' | '\r' => {
                while self.text.ends_with(' ') {
                    self.text.pop();
                }
                if !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
            }
            blank if blank.is_whitespace() => {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            }
            control if control.is_control() => {}
            other => self.text.push(other),
        }
    }

    fn finish(mut self) -> String {
        while self.text.ends_with(char::is_whitespace) {
            self.text.pop();
        }
        self.text
    }
}
