//! Rules about what the project takes from elsewhere.
//!
//! Owns that each dependency is defended in docs/dependencies.md by a sentence.

use super::crates::named;
use crate::sources::Source;
use std::collections::BTreeSet;

/// Every dependency of a manifest stands in docs/dependencies.md, and nothing else does.
pub fn each_is_defended(sources: &[Source]) -> Vec<String> {
    const PAGE: &str = "docs/dependencies.md";
    let text = sources.iter().find(|source| source.path == PAGE).map_or("", |source| source.text.as_str());
    let defended: BTreeSet<String> = text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned)).collect();
    let ours: BTreeSet<&str> = sources.iter().filter_map(|source| source.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for source in sources {
        if source.path.starts_with("crates/") && source.path.ends_with("/Cargo.toml") {
            used.extend(named(&source.text).into_iter().map(|(_, name)| name).filter(|name| !ours.contains(name.as_str())));
        }
        if source.path.ends_with("package.json") {
            used.extend(npm(&source.text));
        }
    }
    let missing = used.difference(&defended).map(|name| format!("{PAGE}: {name} has no sentence"));
    let idle = defended.difference(&used).map(|name| format!("{PAGE}: {name} is not used any more"));
    missing.chain(idle).collect()
}

fn npm(text: &str) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|section| json.get(section)?.as_object())
        .flat_map(|packages| packages.keys().cloned())
        .collect()
}
