//! Address books: vCard 2.1, 3.0 and 4.0, one card at a time.
//!
//! Owns lines, folding (at the level of bytes, because some programs fold inside a character),
//! quoted-printable, character sets and escapes. Never knows what a property means to the shop
//! (see [`crate::vcard_card`]).

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::encoding::TextSource;
use crate::source::Source;

/// Longest line, unfolded, that is kept; pictures are left out before.
const LINE_BYTES: usize = 256 << 10;
/// Most properties of one card that are kept.
const MOST_PROPERTIES: usize = 2_000;

/// One property of a card.
#[derive(Clone, Debug, Default)]
pub(crate) struct Property {
    /// The group, "item1".
    pub(crate) group: String,
    /// The name in upper case.
    pub(crate) name: String,
    /// Parameters, names in upper case.
    pub(crate) parameters: Vec<(String, String)>,
    /// The value, decoded but not unescaped.
    pub(crate) value: String,
}

impl Property {
    /// A parameter's value.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// One card.
#[derive(Clone, Debug, Default)]
pub(crate) struct Card {
    /// Its properties in order.
    pub(crate) properties: Vec<Property>,
    /// Whether it ended.
    pub(crate) ended: bool,
    /// vCard 2.1, in which a backslash is a letter except before a separator.
    pub(crate) old: bool,
}

enum Bytes {
    Raw(Box<dyn Read + Send>),
    Sixteen(Box<TextSource>),
}

/// The cards of a file.
pub(crate) struct Cards {
    bytes: Bytes,
    encoding: &'static Encoding,
    buffer: Vec<u8>,
    at: usize,
    finished: bool,
    pushed_back: Option<Vec<u8>>,
    begun: bool,
}

impl Cards {
    /// Begins to read a file whose text is in `encoding` where a card does not say otherwise.
    pub(crate) fn open(source: &Source, encoding: &'static Encoding) -> io::Result<Cards> {
        let sixteen = encoding == UTF_16LE || encoding == UTF_16BE;
        let bytes = if sixteen { Bytes::Sixteen(Box::new(TextSource::open(source, encoding)?)) } else { Bytes::Raw(Box::new(source.open()?)) };
        let encoding = if sixteen { encoding_rs::UTF_8 } else { encoding };
        Ok(Cards { bytes, encoding, buffer: Vec::new(), at: 0, finished: false, pushed_back: None, begun: false })
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        match &mut self.bytes {
            Bytes::Raw(reader) => {
                let before = self.buffer.len();
                self.buffer.resize(before + (1 << 16), 0);
                let read = reader.read(self.buffer.get_mut(before..).unwrap_or_default())?;
                self.buffer.truncate(before + read);
                self.finished = read == 0;
            }
            Bytes::Sixteen(text) => {
                let mut out = String::new();
                self.finished = !text.append(&mut out, 1 << 16)?;
                self.buffer.extend_from_slice(out.as_bytes());
            }
        }
        Ok(())
    }

    /// The next line as it stands, without its end; what is longer than the limit is dropped.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(line) = self.pushed_back.take() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
            let undecided = end.is_some_and(|end| rest.get(end) == Some(&b'\r') && end + 1 == rest.len()) && !self.finished;
            let piece = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            if line.len() < LINE_BYTES {
                line.extend_from_slice(piece);
            }
            match end {
                Some(end) if !undecided => {
                    let both = rest.get(end) == Some(&b'\r') && rest.get(end + 1) == Some(&b'\n');
                    self.at += end + 1 + usize::from(both);
                    return Ok(Some(line));
                }
                Some(end) => self.at += end,
                None => self.at = self.buffer.len(),
            }
            if self.finished {
                return Ok((!line.is_empty()).then_some(line));
            }
            self.fill()?;
        }
    }

    /// A line with everything that was folded into it.
    fn unfolded(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(mut line) = self.line()? else { return Ok(None) };
        let head = line.get(..line.len().min(200)).unwrap_or_default().to_ascii_uppercase();
        let colon = head.iter().position(|b| *b == b':').unwrap_or(head.len());
        let quoted = contains(head.get(..colon).unwrap_or_default(), b"QUOTED-PRINTABLE");
        loop {
            let Some(next) = self.line()? else { return Ok(Some(line)) };
            let soft = quoted && line.last() == Some(&b'=') && !is_mark(&next);
            if soft {
                line.pop();
                append(&mut line, &next);
            } else if matches!(next.first(), Some(b' ' | b'\t')) {
                append(&mut line, next.get(1..).unwrap_or_default());
            } else {
                self.pushed_back = Some(next);
                return Ok(Some(line));
            }
        }
    }

    /// The next card; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> io::Result<Option<Card>> {
        while !self.begun {
            let Some(line) = self.unfolded()? else { return Ok(None) };
            self.begun = is(&line, b"BEGIN:VCARD");
        }
        let mut card = Card::default();
        let mut inner = 0_usize;
        loop {
            let Some(line) = self.unfolded()? else {
                self.begun = false;
                return Ok(Some(card));
            };
            if is(&line, b"BEGIN:VCARD") {
                let agent = card.properties.last().is_some_and(|last| last.name == "AGENT" && last.value.trim().is_empty());
                if !agent && inner == 0 {
                    return Ok(Some(card));
                }
                inner += 1;
            } else if is(&line, b"END:VCARD") {
                if inner == 0 {
                    self.begun = false;
                    card.ended = true;
                    return Ok(Some(card));
                }
                inner -= 1;
            } else if inner == 0
                && card.properties.len() < MOST_PROPERTIES
                && let Some(property) = property(&line, self.encoding)
            {
                card.old |= property.name == "VERSION" && property.value.trim() == "2.1";
                card.properties.push(property);
            }
        }
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn is(line: &[u8], wanted: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    line.trim_ascii().eq_ignore_ascii_case(wanted)
}

fn is_mark(line: &[u8]) -> bool {
    is(line, b"BEGIN:VCARD") || is(line, b"END:VCARD")
}

fn append(line: &mut Vec<u8>, more: &[u8]) {
    if line.len() < LINE_BYTES {
        line.extend_from_slice(more);
    }
}

/// Splits `item1.TEL;TYPE=cell:+855…` at the first colon outside quotes.
fn property(line: &[u8], encoding: &'static Encoding) -> Option<Property> {
    let mut quoted = false;
    let colon = line.iter().position(|b| {
        quoted ^= *b == b'"';
        *b == b':' && !quoted
    })?;
    let (head, value) = line.split_at(colon);
    let head = String::from_utf8_lossy(head).into_owned();
    let mut parts = split_outside_quotes(&head, ';').into_iter();
    let full = parts.next()?.trim().to_owned();
    let (group, name) = full.rsplit_once('.').map_or(("", full.as_str()), |(group, name)| (group, name));
    let name = name.to_ascii_uppercase();
    let mut property = Property { group: group.to_ascii_lowercase(), name, ..Property::default() };
    if matches!(property.name.as_str(), "PHOTO" | "LOGO" | "SOUND" | "KEY") {
        return None;
    }
    for part in parts {
        let (key, said) = part.split_once('=').unwrap_or(("", part));
        let said = said.trim().trim_matches('"');
        let key = match key.trim().to_ascii_uppercase() {
            bare if bare.is_empty() && ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"].contains(&said.to_ascii_uppercase().as_str()) => {
                "ENCODING".to_owned()
            }
            bare if bare.is_empty() => "TYPE".to_owned(),
            key => key,
        };
        property.parameters.push((key, said.to_owned()));
    }
    let value = value.get(1..).unwrap_or_default();
    let encoded = property.parameter("ENCODING").is_some_and(|said| said.eq_ignore_ascii_case("QUOTED-PRINTABLE"));
    let value = if encoded { Cow::Owned(from_quoted_printable(value)) } else { Cow::Borrowed(value) };
    let said = property.parameter("CHARSET").and_then(|label| Encoding::for_label(label.as_bytes()));
    property.value = said.unwrap_or(encoding).decode_without_bom_handling(&value).0.into_owned();
    Some(property)
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c: char| {
        quoted ^= c == '"';
        c == separator && !quoted
    })
    .collect()
}

fn from_quoted_printable(value: &[u8]) -> Vec<u8> {
    let hex = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        match (byte, hex(value.get(at + 1)), hex(value.get(at + 2))) {
            (b'=', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}

/// Splits a value at a separator that is not escaped, and takes the escapes away.
pub(crate) fn split(value: &str, separator: char, old: bool) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let mut push = |c: char| {
            if let Some(part) = parts.last_mut() {
                part.push(c)
            }
        };
        match (c, chars.peek().copied()) {
            ('\\', Some(next @ (';' | ',' | '\\' | ':'))) => {
                chars.next();
                push(next);
            }
            ('\\', Some('n' | 'N')) if !old => {
                chars.next();
                push('\n');
            }
            (c, _) if c == separator => parts.push(String::new()),
            (c, _) => push(c),
        }
    }
    parts
}

/// A value that is one text.
pub(crate) fn whole(value: &str, old: bool) -> String {
    split(value, '\0', old).join("")
}
