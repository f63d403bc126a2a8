//! Rules about the text of files.
//!
//! Owns lengths, openings, and what may not stand in a file.

use crate::sources::{Source, root};
use std::collections::BTreeMap;

const FILE_LINES_MAX: usize = 600;
const FUNCTION_LINES_MAX: usize = 70;
/// Functions that were longer when the rule came: they may shrink, never grow, and none is added.
const RATCHET: &str = "crates/xtask/ratchet.txt";

/// Every module opens with `//!`; the tests of a module say in their names what they own.
pub fn modules_say_what_they_own(sources: &[Source]) -> Vec<String> {
    let silent = |source: &&Source| !source.text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("//!"));
    sources
        .iter()
        .filter(|source| source.is_rust() && !source.path.ends_with("/tests.rs"))
        .filter(silent)
        .map(|source| format!("{}: does not open with //!", source.path))
        .collect()
}

/// No file is longer than 600 lines without its tests.
pub fn files_stay_short(sources: &[Source]) -> Vec<String> {
    let counted = sources.iter().filter(|source| source.is_rust() && !source.is_test());
    counted
        .map(|source| (source, source.lines_without_tests().len()))
        .filter(|(_, lines)| *lines > FILE_LINES_MAX)
        .map(|(source, lines)| format!("{}: {lines} lines, at most {FILE_LINES_MAX}", source.path))
        .collect()
}

/// No function is longer than 70 lines, or than the ratchet says.
pub fn functions_stay_short(sources: &[Source]) -> Vec<String> {
    let ratchet = std::fs::read_to_string(root().join(RATCHET)).unwrap_or_default();
    let mut allowed: BTreeMap<String, usize> = ratchet
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.rsplit_once(' '))
        .filter_map(|(name, lines)| Some((name.to_owned(), lines.parse().ok()?)))
        .collect();
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        for (name, lines) in functions(&source.text).into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES_MAX) {
            let name = format!("{}::{name}", source.path);
            let most = allowed.remove(&name).unwrap_or(FUNCTION_LINES_MAX);
            if lines > most {
                faults.push(format!("{name}: {lines} lines, at most {most}"));
            }
        }
    }
    faults.extend(allowed.into_keys().map(|name| format!("{RATCHET}: {name} is short now or gone: take its line out")));
    faults
}

/// Name and length of each function, by rustfmt's layout: it ends at the first brace under its beginning.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        if line.ends_with(['}', ';']) {
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let closing = format!("{indent}}}");
        if let Some(length) = lines[start..].iter().position(|line| *line == closing) {
            found.push((name, length + 1));
        }
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let mut words = line.trim_start();
    for word in ["pub(crate) ", "pub(super) ", "pub ", "const ", "async "] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    let rest = words.strip_prefix("fn ")?;
    Some(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
}

/// No unfinished work, no test that does not run.
pub fn nothing_is_left_undone(sources: &[Source]) -> Vec<String> {
    // Written in two pieces, so that this file does not accuse itself.
    let marks: Vec<String> = [("TO", "DO"), ("FIX", "ME"), ("todo", "!("), ("unimplemented", "!("), ("#[ign", "ore"), ("XX", "X")]
        .iter()
        .map(|(one, two)| format!("{one}{two}"))
        .collect();
    let code = |source: &&Source| [".rs", ".ts", ".mjs", ".css", ".ftl", ".sql", ".toml"].iter().any(|ending| source.path.ends_with(ending));
    faults_with(sources.iter().filter(code), &marks, "is left undone")
}

/// No path of somebody's machine, no host of a package registry.
pub fn no_place_of_a_machine(sources: &[Source]) -> Vec<String> {
    let pieces = [
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/Us", "ers/"),
        ("registry.", "npmjs"),
        ("static.cra", "tes.io"),
        ("index.cra", "tes.io"),
        ("pypi", ".org"),
        ("deb.deb", "ian.org"),
    ];
    let marks: Vec<String> = pieces.iter().map(|(one, two)| format!("{one}{two}")).collect();
    faults_with(sources.iter().filter(|source| source.path != "Cargo.lock"), &marks, "names a machine or a registry")
}

fn faults_with<'a>(sources: impl Iterator<Item = &'a Source>, marks: &[String], what: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        for (number, line) in source.text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|mark| line.contains(mark.as_str())) {
                faults.push(format!("{}:{}: {mark:?} {what}", source.path, number + 1));
            }
        }
    }
    faults
}

/// No module called by what says nothing.
pub fn names_say_something(sources: &[Source]) -> Vec<String> {
    const EMPTY: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "shared", "manager"];
    let stem = |path: &str| path.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("").to_owned();
    let code = sources.iter().filter(|source| source.is_rust() || source.path.ends_with(".ts"));
    code.filter(|source| EMPTY.contains(&stem(&source.path).as_str())).map(|source| format!("{}: a name that says nothing", source.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_function_is_measured_from_its_first_to_its_last_line() {
        let text = "impl A {\n    pub fn one(&self) {\n        two();\n    }\n}\n\nfn two() {}\n";
        assert_eq!(functions(text), [("one".to_owned(), 3)]);
    }

    #[test]
    fn a_long_function_and_a_silent_module_are_faults() {
        let long = format!("fn long() {{\n{}}}\n", "    step();\n".repeat(80));
        let sources = [source("crates/x/src/long.rs", &long)];
        assert_eq!(modules_say_what_they_own(&sources).len(), 1);
        assert!(functions_stay_short(&sources).iter().any(|fault| fault.contains("long: 82 lines")));
    }

    #[test]
    fn tests_inside_a_file_do_not_count_as_its_length() {
        let text = format!("//! x\n#[cfg(test)]\nmod tests {{\n{}}}\n", "    // line\n".repeat(700));
        assert_eq!(files_stay_short(&[source("crates/x/src/a.rs", &text)]), Vec::<String>::new());
    }
}
