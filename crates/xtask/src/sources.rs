//! The files of the project, as git knows them.
//!
//! Owns reading them. What is ignored by git is never looked at.

use std::path::PathBuf;
use std::process::Command;

/// A text file: its path from the root, with slashes, and its text.
pub struct Source {
    /// "crates/store/src/db.rs"
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Every text file that is in git or would be.
pub fn sources() -> Vec<Source> {
    let listed = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output();
    let names = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let mut sources: Vec<Source> = names
        .split('\0')
        .filter(|name| !name.is_empty())
        .filter_map(|name| Some(Source { path: name.to_owned(), text: std::fs::read_to_string(root().join(name)).ok()? }))
        .collect();
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

impl Source {
    /// Whether it is Rust.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether it is only compiled for tests, by its place.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    /// The lines before an inner `mod tests {`.
    pub fn lines_without_tests(&self) -> Vec<&str> {
        let lines: Vec<&str> = self.text.lines().collect();
        let tests = lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{'));
        match tests {
            Some(end) => lines[..end].to_vec(),
            None => lines,
        }
    }
}
