//! Who has which file open.
//!
//! Owns the pages that told so lately. Never asks a clock: the moment comes with each page's word.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// A page that says nothing for so long is closed, milliseconds.
const SILENT_MAX: i64 = 20_000;

/// Somebody at a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Here {
    /// The file.
    pub client: i64,
    /// In whose binder it is.
    pub binder: i64,
    /// Who.
    pub person: i64,
    /// The name.
    pub name: String,
    /// When the page said so, UTC milliseconds.
    pub at: i64,
    /// Whether the file was left.
    pub is_gone: bool,
}

impl Here {
    /// The same person, leaving.
    pub fn gone(&self) -> Here {
        Here { is_gone: true, ..self.clone() }
    }
}

/// The file that each page has open.
#[derive(Default)]
pub(super) struct Presence(HashMap<String, Here>);

impl Presence {
    /// Takes a page's word; whether it is news.
    pub(super) fn note(&mut self, here: Here, page: &str) -> bool {
        if here.is_gone {
            let is_at_it = self.at(page).is_some_and(|seen| seen.client == here.client);
            return is_at_it && self.0.remove(page).is_some();
        }
        let client = here.client;
        self.0.insert(page.to_owned(), here).is_none_or(|before| before.client != client)
    }

    /// Where a page is.
    pub(super) fn at(&self, page: &str) -> Option<&Here> {
        self.0.get(page)
    }

    /// Forgets pages that have been silent for too long.
    pub(super) fn forget(&mut self, now: i64) {
        self.0.retain(|_, here| now - here.at <= SILENT_MAX);
    }

    /// The names of those at a file besides that person, in order.
    pub(super) fn others(&self, client: i64, person: i64) -> Vec<String> {
        let others: BTreeSet<(&str, i64)> =
            self.0.values().filter(|here| here.client == client && here.person != person).map(|here| (here.name.as_str(), here.person)).collect();
        others.into_iter().map(|(name, _)| name.to_owned()).collect()
    }
}
