//! The order of what was found.
//!
//! Owns whether a name matches a query at all and how well. Never looks anything up: candidates
//! come from the index and are judged here, the same for both databases.

use super::tokens::joined_runs;
use super::{Query, Term, is_cluster_start, pieces, spelling};

/// How a query matches a name, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The query is the whole name.
    Exact,
    /// The name begins with the query.
    Prefix,
    /// Every word of the query begins a word of the name.
    Word,
    /// Some word of the query stands inside a word.
    Inside,
    /// Some word matches only by its Latin spelling.
    Spelling,
}

/// The place of a match among others: better matches first, then the client's own name before the
/// names beside it, then shorter names, then alphabetic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// How well it matches.
    pub how: How,
    /// Which of the names matched worst: 0 is the client's own name.
    pub field: usize,
    /// Length of the client's own name in letters.
    pub length: usize,
    /// The client's own folded name.
    pub name: String,
}

/// Judges folded names against a query: the client's own name first, then company, contacts and
/// so on. Every word of the query must match in one of them; `None` when one does not.
pub fn rank(query: &Query, names: &[&str]) -> Option<Rank> {
    let names: Vec<Name> = names.iter().map(|name| Name::read(name)).collect();
    let own = names.first()?;
    let (how, field) = whole(query, &names).or_else(|| words(query, &names))?;
    let length = own.folded.chars().count();
    Some(Rank { how, field, length, name: own.folded.to_string() })
}

/// The query against whole names.
fn whole(query: &Query, names: &[Name<'_>]) -> Option<(How, usize)> {
    let typed = join(&query.folded);
    if typed.is_empty() {
        return None;
    }
    let how = |name: &Name<'_>| match name.joined.strip_prefix(typed.as_str()) {
        Some("") => Some(How::Exact),
        Some(_) => Some(How::Prefix),
        None => None,
    };
    names.iter().enumerate().filter_map(|(n, name)| how(name).map(|how| (how, n))).min()
}

/// Every term against every name; the worst term decides.
fn words(query: &Query, names: &[Name<'_>]) -> Option<(How, usize)> {
    let mut worst = None;
    for term in &query.terms {
        let best = names.iter().enumerate().filter_map(|(n, name)| Some((name.judge(term)?, n)));
        worst = worst.max(Some(best.min()?));
    }
    worst
}

/// A folded name as typed and with the spaces between unspaced runs left out.
struct Name<'a> {
    folded: &'a str,
    joined: String,
}

impl<'a> Name<'a> {
    fn read(folded: &'a str) -> Name<'a> {
        Name { folded, joined: join(folded) }
    }

    fn judge(&self, term: &Term) -> Option<How> {
        let starts_word = self.folded.match_indices(&term.text).any(|(at, _)| {
            let before = self.folded[..at].chars().next_back();
            is_cluster_start(self.folded, at) && before.is_none_or(|c| is_edge(c, term))
        });
        if starts_word {
            return Some(How::Word);
        }
        let mut places = self.joined.match_indices(&term.text);
        if places.any(|(at, _)| is_cluster_start(&self.joined, at)) {
            let starts = pieces(self.folded).iter().any(|piece| self.run_starts(piece, term));
            return Some(if starts { How::Word } else { How::Inside });
        }
        self.sounds_like(term).then_some(How::Spelling)
    }

    /// A run that was typed together may begin at a word and go on over a space.
    fn run_starts(&self, piece: &super::Piece<'_>, term: &Term) -> bool {
        term.unspaced && piece.unspaced && join(&self.folded[piece.start..]).starts_with(&term.text)
    }

    fn sounds_like(&self, term: &Term) -> bool {
        let Some(typed) = term.spelling.as_deref() else { return false };
        let alike = |word: &str| spelling(word).is_some_and(|s| if term.unfinished { s.starts_with(typed) } else { s == typed });
        let pieces = pieces(self.folded);
        (0..pieces.len())
            .filter(|n| !pieces[*n].text.is_ascii())
            .any(|n| alike(pieces[n].text) || alike(&joined_runs(&pieces[n..]).map(|piece| piece.text).collect::<String>()))
    }
}

/// True for what may stand before a word: anything that is no letter, and for a run a letter of
/// a spaced script.
fn is_edge(c: char, term: &Term) -> bool {
    let unspaced = super::is_unspaced(c);
    !(c.is_alphanumeric() || unspaced || unicode_normalization::char::is_combining_mark(c)) || unspaced != term.unspaced
}

/// Leaves out the spaces between unspaced runs, which people write or leave out at will.
fn join(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_string();
    }
    let mut joined = String::with_capacity(folded.len());
    let mut letters = folded.chars().peekable();
    while let Some(c) = letters.next() {
        let between =
            c == ' ' && joined.chars().next_back().is_some_and(super::is_unspaced) && letters.peek().is_some_and(|next| super::is_unspaced(*next));
        if !between {
            joined.push(c);
        }
    }
    joined
}
