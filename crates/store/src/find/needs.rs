//! What a row of the index must hold, written for either full-text engine.
//!
//! Owns the two query syntaxes. Tokens come from `domain::fold` and hold `[a-z0-9]` only, so quoting
//! them is enough and nothing typed can act as syntax.

use super::after;
use crate::{Dialect, Result, Tx, params};

/// A beginning in names that stands for more tokens than this is left to the engine.
const FEW_TOKENS: usize = 24;
/// The same in notes, whose lists are so long that copying them costs more than walking many at once.
const FEW_NOTE_TOKENS: usize = 128;

/// The four indexes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Index {
    /// Whole words of names, and their Latin spellings.
    Words,
    /// Words of names and their ends.
    Parts,
    /// Notes.
    Notes,
    /// Texts of documents.
    Documents,
}

impl Index {
    /// The lengths for which SQLite's index holds beginnings as if they were tokens (0002_find.sql).
    fn beginnings(self) -> &'static [usize] {
        match self {
            Index::Words => &[1, 2, 3, 4, 5, 7],
            Index::Parts | Index::Notes | Index::Documents => &[2, 3, 5, 7],
        }
    }
}

/// One thing that must be there; a list of them must all be there.
#[derive(Clone, Debug)]
pub(super) enum Need {
    /// A token that begins so.
    Beginning(String),
    /// One of these tokens.
    AnyOf(Vec<String>),
    /// Neighbouring tokens; the last one may be unfinished.
    Phrase(Vec<String>, bool),
    /// One of these phrases, all of them whole.
    AnyPhrase(Vec<Vec<String>>),
}

/// The token under which a client's owner stands in the index of names. No word's token begins `qx`.
pub(super) fn owner_token(owner: i64) -> String {
    format!("qx{owner}")
}

/// Writes beginnings so that SQLite can answer row by row: it would copy the lists of all tokens a
/// beginning stands for before the first row. Three ways: the few tokens themselves; for a beginning
/// that stands alone the first tokens, which have clients enough; beside other needs a shorter
/// beginning that is held as a token, which lets more through to be judged. `None` when a beginning
/// stands for no token, so that nothing can match.
pub(super) fn spell_out(tx: &mut Tx<'_>, index: Index, needs: Vec<Need>, wanted: usize) -> Result<Option<Vec<Need>>> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(Some(needs));
    }
    let alone = needs.len() == 1;
    let mut spelt = Vec::new();
    for need in needs {
        let Need::Beginning(start) = &need else {
            spelt.push(need);
            continue;
        };
        let tokens = tokens_from(tx, index, start, FEW_TOKENS + 1)?;
        if tokens.is_empty() {
            return Ok(None);
        }
        let held = index.beginnings().iter().copied().filter(|length| *length <= start.len()).max();
        if held == Some(start.len()) || (alone && tokens.len() > FEW_TOKENS && wanted > FEW_TOKENS) {
            spelt.push(need);
        } else if tokens.len() <= FEW_TOKENS || alone {
            spelt.push(Need::AnyOf(tokens));
        } else if let Some(shorter) = held.and_then(|length| start.get(..length)) {
            spelt.push(Need::Beginning(shorter.to_owned()));
        }
    }
    Ok(Some(spelt))
}

/// Writes the unfinished phrases of a query of notes as the whole phrases they stand for, where those
/// are few; else the engine copies the lists of all of them before the newest note. `None` when one
/// stands for nothing.
pub(super) fn spell_out_phrases(tx: &mut Tx<'_>, index: Index, needs: Vec<Need>) -> Result<Option<Vec<Need>>> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(Some(needs));
    }
    let mut spelt = Vec::new();
    for need in needs {
        let Need::Phrase(tokens, true) = &need else {
            spelt.push(need);
            continue;
        };
        let Some((start, before)) = tokens.split_last() else { continue };
        if index.beginnings().contains(&start.len()) {
            spelt.push(need);
            continue;
        }
        let ends = tokens_from(tx, index, start, FEW_NOTE_TOKENS + 1)?;
        if ends.is_empty() {
            return Ok(None);
        }
        let phrase = |end: String| before.iter().cloned().chain([end]).collect();
        spelt.push(if ends.len() > FEW_NOTE_TOKENS { need } else { Need::AnyPhrase(ends.into_iter().map(phrase).collect()) });
    }
    Ok(Some(spelt))
}

/// The first tokens of an index that begin so.
fn tokens_from(tx: &mut Tx<'_>, index: Index, start: &str, most: usize) -> Result<Vec<String>> {
    let rows = tx.rows(
        "SELECT token FROM find_token WHERE kind = $1 AND token >= $2 AND token < $3 LIMIT $4",
        params![index as u8, start, after(start), most as i64],
    )?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The text for `MATCH` on SQLite, for a cast to `tsquery` on PostgreSQL.
pub(super) fn needs_text(dialect: Dialect, needs: &[Need]) -> String {
    let all: Vec<String> = needs.iter().map(|need| need_text(dialect, need)).collect();
    match dialect {
        Dialect::Sqlite => all.join(" AND "),
        Dialect::Postgres => all.join(" & "),
    }
}

fn need_text(dialect: Dialect, need: &Need) -> String {
    match (dialect, need) {
        (Dialect::Sqlite, Need::Beginning(token)) => format!("\"{token}\" *"),
        (Dialect::Postgres, Need::Beginning(token)) => format!("'{token}':*"),
        (Dialect::Sqlite, Need::AnyOf(tokens)) => format!("({})", quoted(tokens, '"').join(" OR ")),
        (Dialect::Postgres, Need::AnyOf(tokens)) => format!("({})", quoted(tokens, '\'').join(" | ")),
        (Dialect::Sqlite, Need::Phrase(tokens, unfinished)) => {
            format!("\"{}\"{}", tokens.join(" "), if *unfinished { " *" } else { "" })
        }
        (Dialect::Sqlite, Need::AnyPhrase(phrases)) => {
            let phrases: Vec<String> = phrases.iter().map(|tokens| format!("\"{}\"", tokens.join(" "))).collect();
            format!("({})", phrases.join(" OR "))
        }
        (Dialect::Postgres, Need::AnyPhrase(phrases)) => {
            let phrases: Vec<String> = phrases.iter().map(|tokens| format!("({})", quoted(tokens, '\'').join(" <-> "))).collect();
            format!("({})", phrases.join(" | "))
        }
        (Dialect::Postgres, Need::Phrase(tokens, unfinished)) => {
            format!("({}{})", quoted(tokens, '\'').join(" <-> "), if *unfinished { ":*" } else { "" })
        }
    }
}

fn quoted(tokens: &[String], quote: char) -> Vec<String> {
    tokens.iter().map(|token| format!("{quote}{token}{quote}")).collect()
}
