//! What a person typed into find, read once.
//!
//! Owns the kinds of a query: phone digits, e-mail, words. Never builds a statement: tokens are
//! `[a-z0-9]` only, so nothing typed can reach a full-text engine as syntax.

use super::{Piece, encode, fold, pieces, spelling};

/// Terms and clusters kept of a query: more never narrows what a person looks for.
const MAX_TERMS: usize = 8;
const MAX_CLUSTERS: usize = 24;
/// Fewer digits would match half of the book.
const MIN_DIGITS: usize = 3;
const MAX_DIGITS: usize = 15;
/// The country code of numbers typed the local way when the company names no other.
const HOME_CODE: &str = "855";

/// A query that was read. Several kinds may be present: `365` is a word and part of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The folded text.
    pub folded: String,
    /// Set when the text can be a telephone number.
    pub phone: Option<Phone>,
    /// The folded text without spaces when it holds an @.
    pub email: Option<String>,
    /// Words and unspaced runs in their order; the last may be unfinished.
    pub terms: Vec<Term>,
}

/// Digits to look for in international numbers written without their plus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// A number begins with one of these.
    pub starts: Vec<String>,
    /// A number ends with one of these.
    pub ends: Vec<String>,
}

/// One word of a query, or one run of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The folded letters.
    pub text: String,
    /// The token for names: the whole word or run.
    pub token: String,
    /// The tokens for notes: a phrase, in which the last is a beginning when `unfinished`.
    pub phrase: Vec<String>,
    /// The token of the Latin spelling, where the term has two consonants or more.
    pub spelling: Option<String>,
    /// True for the last term: the person may still be typing it.
    pub unfinished: bool,
    /// True for a run of a script without spaces.
    pub unspaced: bool,
}

impl Query {
    /// Reads a query; numbers typed with a leading 0 are taken for Cambodian ones.
    pub fn parse(text: &str) -> Query {
        Query::parse_in(text, HOME_CODE)
    }

    /// Reads a query of a company whose numbers have this country code (digits, no plus).
    pub fn parse_in(text: &str, country_code: &str) -> Query {
        let folded = fold(text);
        let pieces = pieces(&folded);
        let last = pieces.len().min(MAX_TERMS);
        let terms = pieces.iter().take(last).enumerate();
        Query {
            phone: phone(&folded, country_code),
            email: folded.contains('@').then(|| folded.replace(' ', "")),
            terms: terms.map(|(n, piece)| term(piece, n + 1 == last)).collect(),
            folded,
        }
    }

    /// True when there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.phone.is_none() && self.email.is_none()
    }
}

fn term(piece: &Piece<'_>, unfinished: bool) -> Term {
    Term {
        text: piece.text.to_string(),
        token: encode(piece.text),
        phrase: piece.clusters().into_iter().take(MAX_CLUSTERS).map(encode).collect(),
        spelling: spelling(piece.text),
        unfinished,
        unspaced: piece.unspaced,
    }
}

/// Reads digits with the usual separators; any letter makes the text no number.
fn phone(folded: &str, country_code: &str) -> Option<Phone> {
    let separators = [' ', '-', '–', '‐', '.', '(', ')', '[', ']', '+', '/'];
    let digits: String = folded.chars().filter(|c| !separators.contains(c)).collect();
    let long_enough = (MIN_DIGITS..=MAX_DIGITS).contains(&digits.len());
    if !long_enough || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if folded.starts_with('+') {
        return Some(Phone { starts: vec![digits], ends: vec![] });
    }
    let mut starts = vec![digits.clone()];
    // 00 is dialled for the plus, 0 for the home country, 8 inside Russia for its 7.
    let local = digits.strip_prefix('0').unwrap_or(&digits).to_string();
    starts.extend(local.strip_prefix('0').filter(|rest| !rest.is_empty()).map(str::to_string));
    starts.push(format!("{country_code}{local}"));
    starts.extend(digits.strip_prefix('8').filter(|rest| rest.len() > 2).map(|r| format!("7{r}")));
    let mut ends = vec![digits];
    if local.len() >= MIN_DIGITS && !ends.contains(&local) {
        ends.push(local);
    }
    Some(Phone { starts, ends })
}
