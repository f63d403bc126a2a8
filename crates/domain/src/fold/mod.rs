//! Folding of text for find: what a person typed and what is stored are brought to one spelling.
//!
//! Owns the folded spelling, the split into words and orthographic clusters, the tokens an index
//! stores, the reading of a typed query and the order of what was found. Never talks to a
//! database: no full-text engine's syntax is known here. The text as typed stays for display.

mod khmer;
mod query;
mod rank;
#[cfg(test)]
mod tests;
mod tokens;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use query::{Phone, Query, Term};
pub use rank::{How, Rank, rank};
pub use tokens::{NameTokens, decode, encode, name_tokens, note_tokens, spelling};

/// The breve and the two dots, the only accents that stay, and only where they make a letter of
/// its own: й, ў and ї.
const BREVE: char = '\u{306}';
const DOTS: char = '\u{308}';

/// The one spelling under which texts are compared.
///
/// Compatibility forms are resolved, letters are lower case, Latin accents are gone (é is e, đ is
/// d), ё is е while й stays, Khmer marks stand in one order, Khmer digits are ASCII digits,
/// zero-width characters are dropped and white space is one space between words. Folding a folded
/// text changes nothing.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return squeeze(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    let mut letters = String::with_capacity(text.len());
    let mut base = ' ';
    for c in text.nfkd().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase) {
        if ('\u{300}'..='\u{36f}').contains(&c) {
            let own_letter = matches!((base, c), ('и' | 'у', BREVE) | ('і', DOTS));
            if own_letter {
                letters.push(c);
            }
            // A second accent on the same letter never makes another letter.
            base = if own_letter { ' ' } else { base };
            continue;
        }
        base = c;
        push_plain(&mut letters, c);
    }
    let composed: String = letters.nfc().collect();
    squeeze(khmer::order_marks(&composed).chars())
}

/// Writes letters that Unicode does not take apart as the plain letters people type for them.
fn push_plain(letters: &mut String, c: char) {
    match c {
        'đ' | 'ð' => letters.push('d'),
        'ł' => letters.push('l'),
        'ø' => letters.push('o'),
        'ħ' => letters.push('h'),
        'ŧ' => letters.push('t'),
        'ı' => letters.push('i'),
        'ß' => letters.push_str("ss"),
        'æ' => letters.push_str("ae"),
        'œ' => letters.push_str("oe"),
        'þ' => letters.push_str("th"),
        'ς' => letters.push('σ'),
        '០'..='៩' => letters.push(char::from(b'0' + (u32::from(c) - 0x17e0) as u8)),
        '\u{17a3}' => letters.push('អ'),
        '\u{17a4}' => letters.push_str("អា"),
        '\u{17b2}' => letters.push('\u{17b1}'),
        _ => letters.push(c),
    }
}

/// Characters that leave no ink: zero-width spaces and joiners, soft hyphens, direction marks,
/// variation selectors and the two inherent vowels of Khmer that are never shown.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Makes every run of white space and control characters one space, with none at the ends.
fn squeeze(letters: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    let mut gap = false;
    for c in letters {
        if c.is_whitespace() || c.is_control() {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push(' ');
            gap = false;
        }
        text.push(c);
    }
    text
}

/// A word, or a run of a script that is written without spaces between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it begins in the folded text, in bytes.
    pub start: usize,
    /// The folded letters.
    pub text: &'a str,
    /// True for Khmer, Thai, Lao, Burmese, Chinese and Japanese: parts of such a run are words
    /// too, so it is looked up by clusters.
    pub unspaced: bool,
}

impl<'a> Piece<'a> {
    /// The orthographic clusters of an unspaced run; a word is one cluster.
    pub fn clusters(&self) -> Vec<&'a str> {
        if !self.unspaced {
            return vec![self.text];
        }
        let mut clusters = Vec::new();
        let mut from = 0;
        for (at, _) in self.text.char_indices().skip(1) {
            if is_cluster_start(self.text, at) {
                clusters.push(&self.text[from..at]);
                from = at;
            }
        }
        clusters.push(&self.text[from..]);
        clusters
    }
}

/// Splits a folded text into words and unspaced runs; punctuation belongs to none.
pub fn pieces(folded: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for (at, c) in folded.char_indices() {
        let script = match open {
            // A mark of no particular script belongs to the letter before it.
            Some((_, unspaced)) if is_combining_mark(c) && !khmer::is_letter(c) => Some(unspaced),
            _ if is_unspaced(c) => Some(true),
            _ if c.is_alphanumeric() || is_combining_mark(c) => Some(false),
            _ => None,
        };
        if let Some((start, unspaced)) = open
            && script != Some(unspaced)
        {
            pieces.push(Piece { start, text: &folded[start..at], unspaced });
            open = None;
        }
        if open.is_none() {
            open = script.map(|unspaced| (at, unspaced));
        }
    }
    if let Some((start, unspaced)) = open {
        pieces.push(Piece { start, text: &folded[start..], unspaced });
    }
    pieces
}

/// Every word and every orthographic cluster of a folded text, in its order.
pub fn clusters(folded: &str) -> Vec<&str> {
    pieces(folded).iter().flat_map(Piece::clusters).collect()
}

/// True where a cluster may begin: not before a mark and not between coeng and its consonant.
fn is_cluster_start(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    match (before, after) {
        (Some(before), Some(after)) => before != khmer::COENG && !is_combining_mark(after),
        _ => true,
    }
}

/// Letters of the scripts that put no space between words.
fn is_unspaced(c: char) -> bool {
    khmer::is_letter(c)
        || ((c.is_alphanumeric() || is_combining_mark(c))
            && matches!(c,
                '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{3040}'..='\u{30ff}'
                | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'))
}
