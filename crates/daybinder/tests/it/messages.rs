//! The messages: each in three languages with the same variables, each used, each used one written.

use crate::sources::{root, rust_sources};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};
use std::collections::{BTreeMap, BTreeSet};

type Messages = BTreeMap<String, BTreeSet<String>>;

/// Every key of a language with the variables it uses.
fn messages(language: &str) -> Messages {
    let mut found = Messages::new();
    for entry in std::fs::read_dir(root().join("locales").join(language)).expect("the language's folder").flatten() {
        let path = entry.path();
        let text = std::fs::read_to_string(&path).expect("a file of messages");
        let resource: Resource<&str> =
            fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in &resource.body {
            assert!(!matches!(entry, Entry::Junk { .. }), "{}: not understood: {entry:?}", path.display());
            let Entry::Message(message) = entry else { continue };
            let mut variables = BTreeSet::new();
            if let Some(pattern) = &message.value {
                of_pattern(pattern, &mut variables);
            }
            let is_new = found.insert(message.id.name.to_owned(), variables).is_none();
            assert!(is_new, "{}: {} stands twice in {language}", path.display(), message.id.name);
        }
    }
    found
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            variants.iter().for_each(|variant| of_pattern(&variant.value, variables));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(variables.insert(id.name.to_owned())),
        InlineExpression::Placeable { expression } => of_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => arguments.positional.iter().for_each(|argument| of_inline(argument, variables)),
        _ => {}
    }
}

#[test]
fn every_message_stands_in_three_languages_with_the_same_variables() {
    let english = messages("en");
    for language in ["km", "ru"] {
        let other = messages(language);
        let keys = |messages: &Messages| messages.keys().cloned().collect::<BTreeSet<_>>();
        let differ: Vec<_> = keys(&english).symmetric_difference(&keys(&other)).cloned().collect();
        assert!(differ.is_empty(), "only in English or only in {language}: {differ:?}");
        for (key, variables) in &english {
            assert_eq!(variables, &other[key], "{key} has other variables in {language}");
        }
    }
}

/// Every text literal of the sources that has the form of a key; with it, whether it is handed to a function
/// that says messages.
fn literals() -> (BTreeSet<String>, Vec<(String, String)>) {
    const SAYING: [&str; 4] = [".say(\"", ".with(\"", "Message::new(\"", "Failure::form(\""];
    let is_key = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c));
    let (mut all, mut said) = (BTreeSet::new(), Vec::new());
    for (path, text) in rust_sources() {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        for (at, _) in code.match_indices('"') {
            let Some(literal) = code[at + 1..].split('"').next().filter(|literal| is_key(literal)) else { continue };
            all.insert(literal.to_owned());
            // Only a name with a dash can be told from any other word; the rest is found when its page is shown.
            let before = &code[..=at];
            let saying = SAYING.iter().any(|call| before.ends_with(call));
            if saying && literal.contains('-') {
                said.push((path.display().to_string(), literal.to_owned()));
            }
        }
    }
    (all, said)
}

#[test]
fn every_message_that_the_code_says_exists() {
    let known = messages("en");
    let missing: Vec<_> = literals().1.into_iter().filter(|(_, key)| !known.contains_key(key)).collect();
    assert!(missing.is_empty(), "said, but written nowhere: {missing:#?}");
}

#[test]
fn every_message_that_is_written_is_said_somewhere() {
    let (all, _) = literals();
    // Keys that are put together from a closed list of stored words, as domain::words says.
    let built: Vec<String> = rust_sources().iter().flat_map(|(_, text)| prefixes(text)).collect();
    let idle: Vec<_> =
        messages("en").into_keys().filter(|key| !all.contains(key) && !built.iter().any(|prefix| key.starts_with(prefix.as_str()))).collect();
    assert!(idle.is_empty(), "written, but said nowhere: {idle:#?}");
}

/// The beginnings of keys in `format!("kind-{…}")`.
fn prefixes(text: &str) -> Vec<String> {
    let literals = text.split('"').skip(1);
    literals
        .filter_map(|literal| literal.split_once('{'))
        .map(|(prefix, _)| prefix.to_owned())
        .filter(|prefix| prefix.len() > 2 && prefix.ends_with('-') && prefix.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .collect()
}
