//! Text modules: `::name` in a text becomes what stands under that name.

/// The longest name of a text module, characters.
pub const MODULE_NAME_MAX: usize = 40;
/// How deep modules may stand in modules: one that names itself must come to an end.
const DEPTH_MAX: usize = 5;
/// What a text may become, bytes; the rest stays as it is written.
const BYTES_MAX: usize = 200_000;

/// Whether that may be the name of a module: letters of any script, digits, `-` and `_`.
pub fn is_module_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= MODULE_NAME_MAX && name.chars().all(is_of_name)
}

/// Khmer writes vowels and marks as characters that are no letters by themselves.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '\u{17b4}'..='\u{17d3}' | '\u{17dd}')
}

/// What became of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The text.
    pub text: String,
    /// Names under which nothing stands, each once, as they were written; they stay in the text.
    pub unknown: Vec<String>,
}

/// Puts text modules in the place of their names. `::` counts only at the beginning or after a character that is
/// neither of a name nor a colon, so that `a::b` is left alone. `look` is asked for the text under a name in lower case.
pub fn expand(text: &str, look: &dyn Fn(&str) -> Option<String>) -> Expanded {
    let mut expanded = Expanded::default();
    into(text, look, 0, &mut expanded);
    expanded
}

fn into(text: &str, look: &dyn Fn(&str) -> Option<String>, depth: usize, expanded: &mut Expanded) {
    let mut rest = text;
    let mut before = None;
    while let Some(at) = rest.find("::") {
        let (head, tail) = rest.split_at(at);
        expanded.text.push_str(head);
        let last = head.chars().next_back().or(before);
        let after = tail.get(2..).unwrap_or("");
        let name: String = after.chars().take_while(|c| is_of_name(*c)).collect();
        let is_call = is_module_name(&name) && !last.is_some_and(|c| is_of_name(c) || c == ':');
        let found = if is_call { look(&name.to_lowercase()) } else { None };
        match found.filter(|found| depth < DEPTH_MAX && expanded.text.len() + found.len() + rest.len() <= BYTES_MAX) {
            Some(found) => into(&found, look, depth + 1, expanded),
            None => {
                if is_call && !expanded.unknown.contains(&name) {
                    expanded.unknown.push(name.clone());
                }
                expanded.text.push_str("::");
                expanded.text.push_str(&name);
            }
        }
        before = name.chars().next_back().or(Some(':'));
        rest = after.get(name.len()..).unwrap_or("");
    }
    expanded.text.push_str(rest);
}
