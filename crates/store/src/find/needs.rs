//! What a row of the index must hold, written for either full-text engine.
//!
//! Owns the two query syntaxes. Tokens come from `domain::fold` and hold `[a-z0-9]` only, so quoting
//! them is enough and nothing typed can act as syntax.

use super::after;
use crate::{Dialect, Result, Tx, params};

/// A beginning that stands for more tokens than this is left to the engine.
const FEW_TOKENS: i64 = 24;

/// The two indexes of names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Index {
    /// Whole words, and Latin spellings.
    Words,
    /// Words and their ends.
    Parts,
}

impl Index {
    /// The lengths for which SQLite's index holds beginnings as if they were tokens (0002_find.sql).
    fn beginnings(self) -> &'static [usize] {
        match self {
            Index::Words => &[1, 2, 3, 4, 5, 7],
            Index::Parts => &[2, 3, 5, 7],
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
}

/// The token under which a client's owner stands in the index of names. No word's token begins `qx`.
pub(super) fn owner_token(owner: i64) -> String {
    format!("qx{owner}")
}

/// Writes beginnings as the few tokens they stand for, where SQLite is faster so; `None` when one
/// stands for no token, so that nothing can match.
pub(super) fn spell_out(tx: &mut Tx<'_>, index: Index, needs: Vec<Need>) -> Result<Option<Vec<Need>>> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(Some(needs));
    }
    let mut spelt = Vec::new();
    for need in needs {
        let Need::Beginning(start) = &need else {
            spelt.push(need);
            continue;
        };
        let rows = tx.rows(
            "SELECT token FROM find_token WHERE kind = $1 AND token >= $2 AND token < $3 LIMIT $4",
            params![index as u8, start, after(start), FEW_TOKENS + 1],
        )?;
        if rows.is_empty() {
            return Ok(None);
        }
        let few = rows.len() as i64 <= FEW_TOKENS && !index.beginnings().contains(&start.len());
        let tokens = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<String>>>()?;
        spelt.push(if few { Need::AnyOf(tokens) } else { need });
    }
    Ok(Some(spelt))
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
        (Dialect::Postgres, Need::Phrase(tokens, unfinished)) => {
            format!("({}{})", quoted(tokens, '\'').join(" <-> "), if *unfinished { ":*" } else { "" })
        }
    }
}

fn quoted(tokens: &[String], quote: char) -> Vec<String> {
    tokens.iter().map(|token| format!("{quote}{token}{quote}")).collect()
}
