//! Rules about the messages.
//!
//! Owns that each language has the same keys in the same files. Variables and unused keys are compared by a
//! test of the program, which parses the messages.

use crate::sources::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Each key of each file of English stands in Khmer and Russian too, and no other does.
pub fn all_have_the_same_keys(sources: &[Source]) -> Vec<String> {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let Some((language, file)) = source.path.strip_prefix("locales/").and_then(|rest| rest.split_once('/')) else { continue };
        let of_file = source
            .text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase() || c == '-'))
            .filter_map(|line| line.split_once(" ="));
        keys.entry(language).or_default().extend(of_file.map(|(key, _)| format!("{file}: {key}")));
    }
    let all: BTreeSet<String> = keys.values().flatten().cloned().collect();
    keys.iter().flat_map(|(language, own)| all.difference(own).map(move |key| format!("locales/{language}/{key} is missing"))).collect()
}
