//! What the style forbids, each rule in a function that returns the faults it found.
//!
//! Owns the list of rules. `unwrap` and `expect` outside tests are clippy's (Cargo.toml, workspace lints).

mod crates;
mod dependencies;
mod locales;
mod text;

use crate::sources;

/// Every fault.
pub fn tidy() -> Vec<String> {
    let sources = sources::sources();
    if sources.is_empty() {
        return vec!["git lists no files: tidy runs inside a git work tree".to_owned()];
    }
    let rules = [
        text::modules_say_what_they_own,
        text::files_stay_short,
        text::functions_stay_short,
        text::nothing_is_left_undone,
        text::no_place_of_a_machine,
        text::names_say_something,
        crates::edges_go_one_way,
        crates::drivers_stay_in_the_store,
        dependencies::each_is_defended,
        locales::all_have_the_same_keys,
    ];
    rules.iter().flat_map(|rule| rule(&sources)).collect()
}
