//! Everything a person reads, in English, Khmer and Russian.
//!
//! Owns the Fluent messages of `locales/`. Never holds a sentence itself. A test (`tests/texts.rs`) fails on
//! a message missing in a language, and on a key used in the code that stands nowhere.

use domain::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::PatternElement;
use std::collections::HashMap;

/// The message files, for each language.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The names of the message files, the same in each language.
        pub const FILES: &[&str] = &[$($name),*];
        const EN: &[&str] = &[$(include_str!(concat!("../../../locales/en/", $name, ".ftl"))),*];
        const KM: &[&str] = &[$(include_str!(concat!("../../../locales/km/", $name, ".ftl"))),*];
        const RU: &[&str] = &[$(include_str!(concat!("../../../locales/ru/", $name, ".ftl"))),*];
    };
}
files!(
    "frame",
    "people",
    "clients",
    "import",
    "binder",
    "find",
    "colleagues",
    "evening",
    "rhythm",
    "forms",
    "live",
    "paper",
    "pocket",
    "reminders",
    "documents",
    "trust",
    "openid",
    "passkeys",
    "mail",
    "fields",
    "views",
    "kindness",
    "reports",
    "protection",
    "duplicates",
    "relations"
);

/// The Fluent text of every file of one language.
pub fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => EN,
        Language::Km => KM,
        Language::Ru => RU,
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A count: chooses the plural.
    Number(i64),
    /// Text as it is.
    Text(String),
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Argument::Number(number)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Argument::Number(number as i64)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Argument::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Argument::Text(text)
    }
}

/// A message and its arguments, before it is known in which language it will be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The Fluent key.
    pub key: &'static str,
    /// Its arguments.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(key: &'static str) -> Message {
        Message { key, arguments: Vec::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Message {
        self.arguments.push((name, value.into()));
        self
    }
}

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Message::new(key)
    }
}

/// All texts in all languages.
pub struct Catalogue {
    languages: [Spoken; 3],
}

/// One language: its messages, and those of them that are plain text, which most are: a page says hundreds.
struct Spoken {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<&'static str, String>,
}

impl Catalogue {
    /// Parses the embedded messages. A file with a defect is used as far as it goes; a test refuses it.
    pub fn load() -> Catalogue {
        Catalogue { languages: [spoken(Language::En), spoken(Language::Km), spoken(Language::Ru)] }
    }

    /// The texts in one language.
    pub fn speak(&self, language: Language) -> Texts<'_> {
        let index = match language {
            Language::En => 0,
            Language::Km => 1,
            Language::Ru => 2,
        };
        Texts { spoken: &self.languages[index], language }
    }
}

fn spoken(language: Language) -> Spoken {
    let bundle = bundle(language);
    let mut plain = HashMap::new();
    for line in sources(language).iter().flat_map(|source| source.lines()) {
        let key = line.split_once(" =").map_or("", |(key, _)| key);
        let pattern = bundle.get_message(key).and_then(|message| message.value());
        if let Some([PatternElement::TextElement { value }]) = pattern.map(|pattern| pattern.elements.as_slice()) {
            plain.insert(key, (*value).to_owned());
        }
    }
    Spoken { bundle, plain }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let locale = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The pages mark the direction themselves; invisible isolation marks would end up in searches and exports.
    bundle.set_use_isolating(false);
    for source in sources(language) {
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) => resource,
            Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The texts in one language.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    spoken: &'a Spoken,
    /// Which.
    pub language: Language,
}

impl Texts<'_> {
    /// A message without arguments.
    pub fn say(&self, key: &str) -> String {
        self.spoken.plain.get(key).cloned().unwrap_or_else(|| self.format(key, None))
    }

    /// A message with arguments.
    pub fn with(&self, key: &str, arguments: &[(&'static str, Argument)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            match value {
                Argument::Number(number) => args.set(*name, FluentValue::from(*number)),
                Argument::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
            }
        }
        self.format(key, Some(&args))
    }

    /// A message whose argument names were stored.
    pub fn with_owned(&self, key: &str, arguments: &[(String, Argument)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            match value {
                Argument::Number(number) => args.set(name.as_str(), FluentValue::from(*number)),
                Argument::Text(text) => args.set(name.as_str(), FluentValue::from(text.as_str())),
            }
        }
        self.format(key, Some(&args))
    }

    /// A message that was made elsewhere.
    pub fn message(&self, message: &Message) -> String {
        self.with(message.key, &message.arguments)
    }

    /// Minutes as hours and minutes, "7 h 10".
    pub fn duration(&self, minutes: u32) -> String {
        let (hours, rest) = (i64::from(minutes / 60), i64::from(minutes % 60));
        match (hours, rest) {
            (0, rest) => self.with("duration-minutes", &[("minutes", rest.into())]),
            (hours, 0) => self.with("duration-hours", &[("hours", hours.into())]),
            (hours, rest) => self.with("duration-both", &[("hours", hours.into()), ("minutes", format!("{rest:02}").into())]),
        }
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.spoken.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, language = self.language.as_str(), "a message is missing");
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.spoken.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a message lacks an argument");
        }
        text
    }
}
