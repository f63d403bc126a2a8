//! What a row of the index must hold, written for either full-text engine.
//!
//! Owns the two query syntaxes. Tokens come from `domain::fold` and hold `[a-z0-9]` only, so quoting
//! them is enough and nothing typed can act as syntax.

use crate::Dialect;

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
