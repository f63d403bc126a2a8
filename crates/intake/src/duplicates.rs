//! Which rows are the same client: the same e-mail, the same E.164 number, or the same name at
//! the same company.
//!
//! Owns the matching within one import. Never merges anything: it lists groups. Keeps 24 bytes a
//! key, not the texts, so that a million rows fit in memory.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::row::Incoming;
use crate::text::identity_key;

/// By what two rows are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchedBy {
    /// The same e-mail address.
    Email,
    /// The same telephone number, extensions apart.
    Phone,
    /// The same name and the same company.
    NameAndCompany,
}

/// Collects the keys of rows.
#[derive(Default)]
pub struct Finder {
    keys: Vec<Key>,
    rows: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    high: u64,
    low: u64,
    row: u32,
    by: MatchedBy,
}

/// The groups among the rows that were added.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Groups {
    /// Every group of two or more, as positions in the order of adding (from 0), ascending.
    pub groups: Vec<Vec<u32>>,
    /// How many clients remain if each group becomes one.
    pub distinct: u32,
    /// How many keys of each sort are shared: e-mail, telephone, name and company.
    pub shared: [u32; 3],
}

impl Finder {
    /// Begins without rows.
    pub fn new() -> Finder {
        Finder::default()
    }

    /// Adds a row; its position is the number of rows added before.
    pub fn add(&mut self, incoming: &Incoming) {
        let row = self.rows;
        self.rows = self.rows.saturating_add(1);
        for email in &incoming.emails {
            self.key(MatchedBy::Email, email, "", row);
        }
        for e164 in incoming.phones.iter().filter_map(|phone| phone.e164.as_ref()) {
            self.key(MatchedBy::Phone, e164, "", row);
        }
        let (name, company) = (identity_key(&incoming.name), identity_key(&incoming.company));
        if !name.is_empty() && !company.is_empty() {
            self.key(MatchedBy::NameAndCompany, &name, &company, row);
        }
    }

    fn key(&mut self, by: MatchedBy, one: &str, other: &str, row: u32) {
        let hash = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            (salt, by, one, other).hash(&mut hasher);
            hasher.finish()
        };
        self.keys.push(Key { high: hash(1), low: hash(2), row, by });
    }

    /// The connected groups.
    pub fn finish(mut self) -> Groups {
        self.keys.sort_unstable();
        let mut parents: Vec<u32> = (0..self.rows).collect();
        let mut shared = [0_u32; 3];
        for same in self.keys.chunk_by(|a, b| a.high == b.high && a.low == b.low) {
            let Some(first) = same.first() else { continue };
            let others = same.iter().filter(|key| key.row != first.row);
            let mut found = false;
            for other in others {
                found = true;
                join(&mut parents, first.row, other.row);
            }
            if let Some(count) = shared.get_mut(first.by as usize).filter(|_| found) {
                *count += 1;
            }
        }
        gather(parents, shared)
    }
}

fn gather(mut parents: Vec<u32>, shared: [u32; 3]) -> Groups {
    let mut members: Vec<(u32, u32)> = (0..parents.len() as u32).map(|row| (root(&mut parents, row), row)).collect();
    members.sort_unstable();
    let components = || members.chunk_by(|a, b| a.0 == b.0);
    let rows = |group: &[(u32, u32)]| group.iter().map(|(_, row)| *row).collect();
    let mut groups: Vec<Vec<u32>> = components().filter(|group| group.len() > 1).map(rows).collect();
    groups.sort_unstable();
    Groups { groups, distinct: components().count() as u32, shared }
}

fn root(parents: &mut [u32], row: u32) -> u32 {
    let mut at = row;
    while parents[at as usize] != at {
        parents[at as usize] = parents[parents[at as usize] as usize];
        at = parents[at as usize];
    }
    at
}

fn join(parents: &mut [u32], one: u32, other: u32) {
    let (one, other) = (root(parents, one), root(parents, other));
    // The smaller number stays the root, so a group is named by its first row.
    parents[one.max(other) as usize] = one.min(other);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, company: &str, email: &str) -> Incoming {
        let emails = if email.is_empty() { vec![] } else { vec![email.to_owned()] };
        Incoming { name: name.into(), company: company.into(), emails, ..Incoming::default() }
    }

    #[test]
    fn groups_are_transitive_and_ignore_case_and_spaces() {
        let mut finder = Finder::new();
        for incoming in [
            row("Dara Sok", "Mekalong  Travel", "dara@example.com"),
            row("X", "", "other@example.com"),
            row("dara  SOK", "MEKALONG TRAVEL", "two@example.com"),
            row("D. Sok", "", "two@example.com"),
            row("Dara Sok", "", ""),
        ] {
            finder.add(&incoming);
        }
        let groups = finder.finish();
        assert_eq!(groups.groups, vec![vec![0, 2, 3]]);
        assert_eq!(groups.distinct, 3);
    }
}
