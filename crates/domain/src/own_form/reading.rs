//! Reading what somebody typed into a field.

use super::{Field, FieldKind, LONG_MAX, TEXT_MAX};
use crate::place::{date_from_number, date_number};
use crate::{Date, Language};

/// An answer that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Words; also a number as it is written, without blanks.
    Words(String),
    /// A day.
    Day(Date),
    /// What was chosen, by its number in the list of the version.
    Chosen(Vec<usize>),
    /// Yes or no.
    Yes(bool),
    /// A client or a colleague with the name at that time.
    Named(i64, String),
}

/// Why an answer was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It must be filled.
    Required,
    /// It is too long.
    TooLong,
    /// It is no number.
    NotANumber,
    /// It is no day.
    NotADay,
    /// It is not in the list.
    NotInTheList,
    /// No such client or colleague that one may see.
    NotThere,
}

/// Reads an answer; `None` if nothing was answered. A client and a colleague come as "number name" and must be
/// looked up by the caller before they count.
///
/// # Errors
/// [`Wrong`].
pub fn read(field: &Field, typed: &[&str]) -> Result<Option<Answer>, Wrong> {
    let typed: Vec<&str> = typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let Some(first) = typed.first() else { return if field.required { Err(Wrong::Required) } else { Ok(None) } };
    let most = if field.kind == FieldKind::Long { LONG_MAX } else { TEXT_MAX };
    if first.chars().count() > most {
        return Err(Wrong::TooLong);
    }
    let answer = match field.kind {
        FieldKind::Text | FieldKind::File => Answer::Words(clean(first).replace('\n', " ")),
        FieldKind::Long => Answer::Words(clean(&first.replace("\r\n", "\n"))),
        FieldKind::Number | FieldKind::Money => Answer::Words(number(first).ok_or(Wrong::NotANumber)?),
        FieldKind::Date => Answer::Day(first.parse().map_err(|_| Wrong::NotADay)?),
        FieldKind::Choice | FieldKind::Several => Answer::Chosen(chosen(field, &typed)?),
        FieldKind::YesNo => match *first {
            "yes" => Answer::Yes(true),
            "no" => Answer::Yes(false),
            _ => return Err(Wrong::NotInTheList),
        },
        FieldKind::Client | FieldKind::Person => named(first).ok_or(Wrong::NotThere)?,
    };
    match answer {
        Answer::Words(words) if words.is_empty() => {
            if field.required {
                Err(Wrong::Required)
            } else {
                Ok(None)
            }
        }
        answer => Ok(Some(answer)),
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect::<String>().trim().to_owned()
}

/// "1 250,5" is "1250.5"; Khmer digits are digits. At most 15 figures, so that nothing is rounded.
fn number(text: &str) -> Option<String> {
    let raw: String = text.chars().filter_map(western).collect();
    let sign = if text.trim_start().starts_with(['-', '−']) { "-" } else { "" };
    let last = raw.rfind([',', '.']);
    let (whole, part) = match last {
        // "1,250" is a thousand and more: three figures behind a comma.
        Some(at) if raw.len() - at == 4 && raw.as_bytes()[at] == b',' => (raw.replace([',', '.'], ""), String::new()),
        Some(at) => (raw[..at].replace([',', '.'], ""), raw[at + 1..].to_owned()),
        None => (raw, String::new()),
    };
    let is_number = |figures: &str| figures.chars().all(|c| c.is_ascii_digit());
    if !is_number(&whole)
        || !is_number(&part)
        || whole.is_empty()
        || whole.len() + part.len() > 15
        || (last.is_some() && text.trim_end().ends_with([',', '.']))
    {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        figures => figures,
    };
    Some(if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") })
}

/// A figure or a mark as it is written in a number; any other sign stays and spoils it, blanks and a leading sign go.
fn western(c: char) -> Option<char> {
    match c {
        '\u{17e0}'..='\u{17e9}' => char::from_digit(c as u32 - 0x17e0, 10),
        '-' | '−' => None,
        c if c.is_whitespace() => None,
        c => Some(c),
    }
}

fn chosen(field: &Field, typed: &[&str]) -> Result<Vec<usize>, Wrong> {
    if field.kind == FieldKind::Choice && typed.len() > 1 {
        return Err(Wrong::NotInTheList);
    }
    let mut numbers: Vec<usize> = typed.iter().map(|text| text.parse().map_err(|_| Wrong::NotInTheList)).collect::<Result<_, _>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.iter().any(|number| *number >= field.options.len()) { Err(Wrong::NotInTheList) } else { Ok(numbers) }
}

fn named(text: &str) -> Option<Answer> {
    let (id, name) = text.split_once(' ').unwrap_or((text, ""));
    id.parse().ok().filter(|id: &i64| *id > 0).map(|id| Answer::Named(id, name.trim().to_owned()))
}

impl Answer {
    /// How it is stored.
    pub fn stored(&self) -> String {
        match self {
            Answer::Words(words) => words.clone(),
            Answer::Day(day) => date_number(*day).to_string(),
            Answer::Chosen(numbers) => numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(","),
            Answer::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Answer::Named(id, name) => format!("{id} {name}"),
        }
    }

    /// Reads what was stored for a field of that kind; what no field of that kind can hold is `None`.
    pub fn from_stored(kind: FieldKind, text: &str) -> Option<Answer> {
        match kind {
            FieldKind::Text | FieldKind::Long | FieldKind::Number | FieldKind::Money | FieldKind::File => Some(Answer::Words(text.to_owned())),
            FieldKind::Date => text.parse().ok().and_then(date_from_number).map(Answer::Day),
            FieldKind::Choice | FieldKind::Several => text.split(',').map(|n| n.parse().ok()).collect::<Option<Vec<usize>>>().map(Answer::Chosen),
            FieldKind::YesNo => Some(Answer::Yes(text == "yes")),
            FieldKind::Client | FieldKind::Person => named(text),
        }
    }

    /// In words; `yes_no` are the words for yes and no.
    pub fn say(&self, field: &Field, language: Language, yes_no: (&str, &str)) -> String {
        match self {
            Answer::Words(words) => words.clone(),
            Answer::Day(day) => day.to_string(),
            Answer::Chosen(numbers) => {
                numbers.iter().filter_map(|number| field.options.get(*number)).map(|option| option.say(language)).collect::<Vec<_>>().join(", ")
            }
            Answer::Yes(yes) => if *yes { yes_no.0 } else { yes_no.1 }.to_owned(),
            Answer::Named(_, name) => name.clone(),
        }
    }
}
