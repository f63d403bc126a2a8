//! Walking the project's own sources, for tests that compare texts with code.

use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every Rust source of the crates with its path, tests left out.
pub fn rust_sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let crates = std::fs::read_dir(root().join("crates")).expect("the crates");
    for entry in crates.flatten() {
        walk(&entry.path().join("src"), &mut found);
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && path.file_stem().is_some_and(|stem| stem != "tests") {
            found.push((path.clone(), std::fs::read_to_string(&path).expect("a source")));
        }
    }
}
