//! Rules about the edges between crates.
//!
//! Owns the one order in which crates may know each other. If two need each other, what they share is too
//! high: it moves down.

use crate::sources::Source;

/// Each crate with those it may depend on.
const EDGES: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("intake", &["domain"]),
    ("paper", &[]),
    ("shelf", &[]),
    ("web", &["domain", "store", "shelf"]),
    ("people", &["domain", "store", "web"]),
    // The binder lies low, because every feature files into it.
    ("binder", &["domain", "store", "web", "people"]),
    ("files", &["domain", "store", "shelf", "web", "intake", "people", "binder"]),
    ("mail", &["domain", "store", "web", "people", "files", "binder"]),
    ("protection", &["domain", "store", "shelf", "web", "people", "files", "binder", "mail"]),
    ("desk", &["domain", "store", "shelf", "web", "intake", "paper", "people", "files", "binder", "mail", "protection"]),
    ("demo", &["domain", "store", "web", "people", "files", "binder", "desk"]),
    ("testkit", &["domain", "store", "shelf", "web", "people", "files", "binder", "desk", "mail"]),
    ("bench", &["domain", "store", "web"]),
    ("daybinder", &["domain", "store", "shelf", "web", "intake", "people", "files", "binder", "mail", "protection", "desk", "demo", "bench"]),
    ("xtask", &[]),
];

/// The dependencies that a manifest names, also those of one kind of system alone: (section, name).
pub fn named(manifest: &str) -> Vec<(String, String)> {
    let Ok(table) = manifest.parse::<toml::Table>() else { return Vec::new() };
    let systems = table.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table);
    let tables: Vec<&toml::Table> = std::iter::once(&table).chain(systems).collect();
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    tables
        .iter()
        .flat_map(|table| sections.iter().filter_map(|section| Some((*section, table.get(*section)?.as_table()?))))
        .flat_map(|(section, names)| names.keys().map(|name| (section.to_owned(), name.clone())))
        .collect()
}

fn manifests(sources: &[Source]) -> impl Iterator<Item = (&str, &Source)> {
    sources.iter().filter_map(|source| Some((source.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?, source)))
}

/// Edges only as listed. Tests of any crate may use `testkit`.
pub fn edges_go_one_way(sources: &[Source]) -> Vec<String> {
    let ours = |name: &str| EDGES.iter().any(|(known, _)| *known == name);
    let mut faults = Vec::new();
    for (name, manifest) in manifests(sources) {
        let Some((_, allowed)) = EDGES.iter().find(|(known, _)| *known == name) else {
            faults.push(format!("crates/{name}: has no place in the order (xtask, tidy/crates.rs)"));
            continue;
        };
        for (section, other) in named(&manifest.text).into_iter().filter(|(_, other)| ours(other)) {
            let in_tests = section == "dev-dependencies" && (other == "testkit" || other == "demo");
            if !in_tests && !allowed.contains(&other.as_str()) {
                faults.push(format!("crates/{name}: may not know {other} ({section})"));
            }
        }
    }
    faults
}

/// Only the store speaks to a database; `testkit` makes and drops databases on a test server.
pub fn drivers_stay_in_the_store(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, manifest) in manifests(sources) {
        for (_, other) in named(&manifest.text) {
            let allowed = name == "store" || (name == "testkit" && other == "postgres");
            if ["rusqlite", "postgres", "r2d2", "sqlx", "tokio-postgres"].contains(&other.as_str()) && !allowed {
                faults.push(format!("crates/{name}: names the driver {other}; only crates/store does"));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_against_the_order_is_a_fault_and_testkit_in_tests_is_none() {
        let manifest = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let wrong = manifest("crates/domain/Cargo.toml", "[dependencies]\nstore.workspace = true\nrusqlite = \"1\"\n");
        let right = manifest("crates/desk/Cargo.toml", "[dependencies]\nfiles.workspace = true\n[dev-dependencies]\ntestkit.workspace = true\n");
        let sources = [wrong, right];
        assert_eq!(edges_go_one_way(&sources), ["crates/domain: may not know store (dependencies)"]);
        assert_eq!(drivers_stay_in_the_store(&sources).len(), 1);
    }
}
