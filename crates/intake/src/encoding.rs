//! From bytes to text: which encoding a file is in, and reading it piece by piece as UTF-8.
//!
//! Owns the detection (marks, UTF-16 without a mark, UTF-8 with a few broken bytes, code pages)
//! and the decoder. Never refuses a byte: what cannot be decoded becomes U+FFFD, so that one bad
//! byte loses nothing else.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::phones::Country;
use crate::source::Source;

/// The name of an encoding as reports write it: `utf-8`, `utf-16-le`, `windows-1251`.
pub(crate) fn name(encoding: &'static Encoding) -> String {
    match encoding.name() {
        "UTF-16LE" => "utf-16-le".to_owned(),
        "UTF-16BE" => "utf-16-be".to_owned(),
        other => other.to_ascii_lowercase(),
    }
}

/// Counts of well-formed and broken multi-byte sequences.
#[derive(Default)]
struct Tally {
    good: u64,
    broken: u64,
    tail: Vec<u8>,
}

impl Tally {
    fn add(&mut self, chunk: &[u8]) {
        if chunk.is_ascii() && self.tail.is_empty() {
            return;
        }
        let mut bytes = std::mem::take(&mut self.tail);
        bytes.extend_from_slice(chunk);
        let mut rest = bytes.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => return self.good += wide(text.as_bytes()),
                Err(error) => {
                    let (valid, bad) = rest.split_at(error.valid_up_to());
                    self.good += wide(valid);
                    let Some(length) = error.error_len() else {
                        self.tail = bad.to_vec();
                        return;
                    };
                    self.broken += 1;
                    rest = bad.get(length..).unwrap_or_default();
                }
            }
        }
    }
}

fn wide(valid: &[u8]) -> u64 {
    valid.iter().filter(|byte| **byte >= 0xC0).count() as u64
}

/// The encoding of a file, read once from end to end.
pub(crate) fn detect(source: &Source, country: Country) -> io::Result<&'static Encoding> {
    let first = source.beginning(1 << 16)?;
    if let Some((encoding, _)) = Encoding::for_bom(&first) {
        return Ok(encoding);
    }
    if let Some(encoding) = sixteen_bits(&first) {
        return Ok(encoding);
    }
    let mut tally = Tally::default();
    each_chunk(source, |chunk| tally.add(chunk))?;
    // A few broken bytes do not make a UTF-8 file something else: in a code page hardly two
    // letters in a row happen to be a well-formed sequence.
    if tally.broken == 0 || tally.good > tally.broken * 2 {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    each_chunk(source, |chunk| {
        detector.feed(chunk, false);
    })?;
    detector.feed(b"", true);
    let country = country.as_str().to_ascii_lowercase();
    let hint = (country == "ru").then_some(country.as_bytes());
    Ok(detector.guess(hint, Utf8Detection::Deny))
}

fn each_chunk(source: &Source, mut use_chunk: impl FnMut(&[u8])) -> io::Result<()> {
    let mut reader = source.open()?;
    let mut chunk = vec![0_u8; 1 << 16];
    loop {
        match reader.read(&mut chunk)? {
            0 => return Ok(()),
            length => use_chunk(chunk.get(..length).unwrap_or_default()),
        }
    }
}

/// UTF-16 without a mark: the delimiters, spaces and line ends of a table are ASCII, so one byte
/// of many pairs is zero, always on the same side, and few pairs are zero on the other.
fn sixteen_bits(first: &[u8]) -> Option<&'static Encoding> {
    let pairs: Vec<&[u8]> = first.chunks_exact(2).take(8192).collect();
    if pairs.len() < 4 {
        return None;
    }
    let text = |byte: u8| (0x20..0x7F).contains(&byte) || matches!(byte, 9 | 10 | 13);
    let little = pairs.iter().filter(|pair| pair[1] == 0 && text(pair[0])).count();
    let big = pairs.iter().filter(|pair| pair[0] == 0 && text(pair[1])).count();
    let enough = |count: usize, other: usize| count * 12 >= pairs.len() && count > other * 8;
    if enough(little, big) {
        Some(UTF_16LE)
    } else if enough(big, little) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The text of a file, piece by piece.
pub(crate) struct TextSource {
    reader: Box<dyn Read + Send>,
    decoder: Decoder,
    raw: Vec<u8>,
    begin: usize,
    end: usize,
    read_all: bool,
    finished: bool,
}

impl TextSource {
    /// Begins to read a file in a known encoding.
    pub(crate) fn open(source: &Source, encoding: &'static Encoding) -> io::Result<TextSource> {
        Ok(TextSource {
            reader: Box::new(source.open()?),
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16],
            begin: 0,
            end: 0,
            read_all: false,
            finished: false,
        })
    }

    /// Appends about `more` bytes of text to `out`; `false` at the end of the file.
    pub(crate) fn append(&mut self, out: &mut String, more: usize) -> io::Result<bool> {
        if self.finished {
            return Ok(false);
        }
        out.reserve(more.max(64));
        let before = out.len();
        while out.len() - before < more && !self.finished {
            if self.begin == self.end && !self.read_all {
                self.begin = 0;
                self.end = self.reader.read(&mut self.raw)?;
                self.read_all = self.end == 0;
            }
            let raw = self.raw.get(self.begin..self.end).unwrap_or_default();
            let (result, used, _) = self.decoder.decode_to_string(raw, out, self.read_all);
            self.begin += used;
            match result {
                CoderResult::OutputFull => break,
                CoderResult::InputEmpty => self.finished = self.read_all,
            }
        }
        Ok(out.len() > before || !self.finished)
    }
}
