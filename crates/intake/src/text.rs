//! What a cell's text means: trimming, folding for comparison, and the guard of exported cells.
//!
//! Owns the one rule of white space of the import and the pair [`neutralise`]/[`restore`]. Never
//! knows which column a text came from.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Characters that carry nothing a person could see and only break comparisons or displays:
/// zero-width spaces, the byte order mark, directional overrides, and control characters other
/// than tab and line ends. Joiners stay, because Khmer and emoji need them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{061C}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))
}

fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let edge = |b: Option<&u8>| b.is_some_and(|b| *b == b' ');
    bytes.iter().all(|b| (0x20..0x7F).contains(b)) && !edge(bytes.first()) && !edge(bytes.last()) && !bytes.windows(2).any(|w| w == b"  ")
}

/// A text of one line: trimmed, inner runs of white space made one space.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    Cow::Owned(out)
}

/// A text of several lines: trimmed at both ends, every line end made LF, inner spaces kept.
pub(crate) fn block(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let ended = visible.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(ended.trim().to_owned())
}

/// Whether nothing is left of a text after trimming.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Every decimal digit of any script as ASCII; Khmer people type Khmer digits.
pub(crate) fn ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| digit(c).map_or(c, |d| char::from(b'0' + d))).collect())
}

/// The value of a decimal digit in the scripts that people of these countries type.
fn digit(c: char) -> Option<u8> {
    const ZEROS: [u32; 9] = [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x0ED0, 0x1040, 0x17E0, 0xFF10];
    let code = u32::from(c);
    ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)).and_then(|zero| u8::try_from(code - zero).ok())
}

/// The form in which names and companies are compared: NFKC, case-folded, without white space.
pub fn identity_key(text: &str) -> String {
    if text.is_ascii() {
        return text.bytes().filter(|b| b.is_ascii_graphic()).map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    text.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkc().collect()
}

/// The mark put before a cell that a spreadsheet would take for a formula.
const GUARD: char = '\'';

fn starts_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A text that a spreadsheet keeps as text: one guard before anything that begins like a formula.
///
/// A text that already is a guarded one gets one more, so [`restore`] gives back every text.
///
/// ```
/// assert_eq!(intake::neutralise("=1+1"), "'=1+1");
/// assert_eq!(intake::restore("'=1+1"), "=1+1");
/// assert_eq!(intake::neutralise("'t Hof"), "'t Hof");
/// ```
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if starts_like_formula(text.trim_start_matches(GUARD)) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// Takes away the guard that [`neutralise`] put there; leaves every other text as it is.
pub fn restore(text: &str) -> &str {
    match text.strip_prefix(GUARD) {
        Some(rest) if starts_like_formula(rest.trim_start_matches(GUARD)) => rest,
        _ => text,
    }
}

/// A cell of telephone numbers. Plain international numbers ("+85512345678; +855 23 …") hold no
/// operator a formula could use and stay as they are, so that a telephone can still dial them;
/// every other cell is guarded.
pub(crate) fn neutralise_phones(text: &str) -> Cow<'_, str> {
    let plain = |part: &str| {
        let part = part.split(" ext. ").next().unwrap_or(part).trim();
        let body = part.strip_prefix('+').unwrap_or(part);
        let digits = body.bytes().filter(u8::is_ascii_digit).count();
        (6..=15).contains(&digits) && body.bytes().all(|b| b.is_ascii_digit() || b == b' ')
    };
    if text.split(';').all(plain) { Cow::Borrowed(text) } else { neutralise(text) }
}
