//! Forms that the head of sales composes and managers fill in (B46, B12): their fields, when they must be filled.
//!
//! Owns what a field may be, how a typed answer is read, and when a form is due. Never stores or shows one.

mod reading;
#[cfg(test)]
mod tests;

pub use reading::{Answer, Wrong, read};

use crate::{Date, Language, Outcome};
use jiff::ToSpan;

/// Most fields of a form.
pub const FIELDS_MAX: usize = 100;
/// Most things to choose from in one field.
pub const OPTIONS_MAX: usize = 50;
/// Longest name or label, letters.
pub const NAME_MAX: usize = 120;
/// Longest answer of several lines, letters.
pub const LONG_MAX: usize = 4_000;
/// Longest answer of one line, letters.
pub const TEXT_MAX: usize = 400;
/// Most months between two fillings.
pub const MONTHS_MAX: u16 = 60;

/// The same words in three languages; what is missing in one is read in another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// In English.
    pub en: String,
    /// In Khmer.
    pub km: String,
    /// In Russian.
    pub ru: String,
}

impl Names {
    /// Reads "English | ខ្មែរ | Русский"; fewer parts leave the rest empty.
    pub fn from_line(line: &str) -> Names {
        let mut parts = line.splitn(3, '|').map(|part| part.trim().to_owned());
        Names { en: parts.next().unwrap_or_default(), km: parts.next().unwrap_or_default(), ru: parts.next().unwrap_or_default() }
    }

    /// What [`Names::from_line`] reads back.
    pub fn to_line(&self) -> String {
        [&self.en, &self.km, &self.ru].map(String::as_str).join(" | ").trim_end_matches([' ', '|']).to_owned()
    }

    /// The words of one language only, empty if missing.
    pub fn exact(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Km => &self.km,
            Language::Ru => &self.ru,
        }
    }

    /// The words in that language, else in the first that has any.
    pub fn say(&self, language: Language) -> &str {
        [self.exact(language), &self.en, &self.km, &self.ru].into_iter().find(|words| !words.is_empty()).unwrap_or("")
    }

    /// Whether no language has any.
    pub fn is_empty(&self) -> bool {
        self.say(Language::En).is_empty()
    }

    /// The longest of the three, letters.
    pub fn longest(&self) -> usize {
        [&self.en, &self.km, &self.ru].into_iter().map(|words| words.chars().count()).max().unwrap_or(0)
    }
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    Long,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// One of a list.
    Choice,
    /// Several of a list.
    Several,
    /// Yes or no.
    YesNo,
    /// Another client.
    Client,
    /// A colleague.
    Person,
    /// The name or the address of a file.
    File,
}

impl FieldKind {
    /// Every kind, with its stored spelling.
    pub const ALL: [(FieldKind, &'static str); 11] = [
        (FieldKind::Text, "text"),
        (FieldKind::Long, "long"),
        (FieldKind::Number, "number"),
        (FieldKind::Money, "money"),
        (FieldKind::Date, "date"),
        (FieldKind::Choice, "choice"),
        (FieldKind::Several, "several"),
        (FieldKind::YesNo, "yes_no"),
        (FieldKind::Client, "client"),
        (FieldKind::Person, "person"),
        (FieldKind::File, "file"),
    ];

    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        FieldKind::ALL.iter().find(|(kind, _)| *kind == self).map_or("text", |(_, text)| text)
    }

    /// Reads the stored spelling.
    pub fn parse(text: &str) -> Option<FieldKind> {
        FieldKind::ALL.iter().find(|(_, spelling)| *spelling == text).map(|(kind, _)| *kind)
    }

    /// Whether it needs a list to choose from.
    pub fn chooses(self) -> bool {
        matches!(self, FieldKind::Choice | FieldKind::Several)
    }
}

/// One field of one version of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What names it in every version of the form.
    pub key: u32,
    /// What it asks for.
    pub kind: FieldKind,
    /// What it is called.
    pub label: Names,
    /// What helps to fill it.
    pub help: Names,
    /// Whether it must be filled.
    pub required: bool,
    /// What may be chosen.
    pub options: Vec<Names>,
}

/// When a form must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Never by itself.
    Any,
    /// Once, with the first call.
    FirstCall,
    /// Whenever a contact ends so.
    Outcome(Outcome),
    /// When the file is closed.
    Closing,
    /// Every so many months.
    Months(u16),
}

impl Due {
    /// The stored spelling of the case alone.
    pub fn as_str(self) -> &'static str {
        match self {
            Due::Any => "any",
            Due::FirstCall => "first_call",
            Due::Outcome(_) => "outcome",
            Due::Closing => "closing",
            Due::Months(_) => "months",
        }
    }

    /// Reads it from its parts; `None` if a part is missing or wrong.
    pub fn parse(word: &str, outcome: Option<Outcome>, months: Option<u16>) -> Option<Due> {
        match word {
            "any" => Some(Due::Any),
            "first_call" => Some(Due::FirstCall),
            "outcome" => outcome.map(Due::Outcome),
            "closing" => Some(Due::Closing),
            "months" => months.filter(|months| (1..=MONTHS_MAX).contains(months)).map(Due::Months),
            _ => None,
        }
    }

    /// Whether a form that was filled last on that day must be filled with this filing.
    pub fn is_due(self, filing: Moment, last: Option<Date>) -> bool {
        let spoke = filing.outcome.is_some_and(|outcome| outcome != Outcome::NoAnswer);
        match self {
            Due::Any => false,
            Due::FirstCall => filing.is_first_call && filing.outcome.is_some() && last.is_none(),
            Due::Outcome(at) => filing.outcome == Some(at),
            Due::Closing => filing.is_closing,
            // Nobody can ask whom nobody has reached.
            Due::Months(months) => spoke && last.is_none_or(|last| due_again(last, months) <= filing.today),
        }
    }

    /// The outcomes at which this file's filing form must ask for it; closing is apart.
    pub fn outcomes(self, is_first_call: bool, today: Date, last: Option<Date>) -> Vec<Outcome> {
        let due = |outcome| self.is_due(Moment { outcome: Some(outcome), is_closing: false, is_first_call, today }, last);
        Outcome::ALL.iter().copied().filter(|outcome| due(*outcome)).collect()
    }
}

/// The day from which a form filled on that day must be filled again.
pub fn due_again(last: Date, months: u16) -> Date {
    last.saturating_add(i32::from(months).months())
}

/// What is being filed.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// How the contact ended.
    pub outcome: Option<Outcome>,
    /// Whether the file is closed with it.
    pub is_closing: bool,
    /// Whether the slip is a first call.
    pub is_first_call: bool,
    /// Today.
    pub today: Date,
}

/// Puts fields in order, drops those without a label and gives each a key that no other has.
///
/// # Errors
/// Which field (from 0, as given) cannot stand so.
pub fn arranged(fields: Vec<(i64, Field)>, keys_used: u32) -> Result<Vec<Field>, Unfit> {
    let mut kept: Vec<(i64, Field)> = fields.into_iter().filter(|(_, field)| !field.label.is_empty()).collect();
    kept.sort_by_key(|(position, _)| *position);
    let mut fields: Vec<Field> = kept.into_iter().map(|(_, field)| field).collect();
    if fields.is_empty() {
        return Err(Unfit::NoFields);
    }
    if fields.len() > FIELDS_MAX {
        return Err(Unfit::TooMany);
    }
    let mut next = keys_used;
    let mut seen = std::collections::BTreeSet::new();
    for field in &mut fields {
        if field.label.longest() > NAME_MAX || field.help.longest() > TEXT_MAX || field.options.iter().any(|option| option.longest() > NAME_MAX) {
            return Err(Unfit::TooLong);
        }
        field.options.retain(|option| !option.is_empty());
        if !field.kind.chooses() {
            field.options.clear();
        } else if field.options.is_empty() || field.options.len() > OPTIONS_MAX {
            return Err(Unfit::Options);
        }
        if field.key == 0 || field.key > keys_used || !seen.insert(field.key) {
            next += 1;
            field.key = next;
            seen.insert(next);
        }
    }
    Ok(fields)
}

/// Why fields cannot make a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// None has a label.
    NoFields,
    /// More than [`FIELDS_MAX`].
    TooMany,
    /// A label, help or choice is too long.
    TooLong,
    /// A list to choose from is empty or too long.
    Options,
}
