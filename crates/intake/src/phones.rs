//! Telephone numbers: what a person typed, and the E.164 form by which files are matched.
//!
//! Owns the splitting of a cell into numbers, extensions, and the rules of the numbering plans
//! (the metadata of the `phonenumber` crate, compiled once per country). Never invents a number:
//! one that is not valid keeps only what was typed.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use phonenumber::metadata::{DATABASE, Descriptor};
use phonenumber::{Metadata, Type};
use regex::{Regex, RegexBuilder};

use crate::build::MOST_OF_A_KIND;
use crate::text;

/// A country by its two letters (ISO 3166-1), the default for numbers without a country code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads `KH`, `ru` …; `None` for a country without a numbering plan.
    pub fn parse(code: &str) -> Option<Country> {
        let [a, b] = code.trim().as_bytes() else { return None };
        let country = Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]);
        DATABASE.by_id(country.as_str()).map(|_| country)
    }

    /// The two letters in upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// One telephone number of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The number as it was typed, without the extension, trimmed.
    pub as_typed: String,
    /// `+85512345678`; `None` if no numbering plan knows the number.
    pub e164: Option<String>,
    /// The digits of the extension.
    pub extension: Option<String>,
}

/// The kinds of numbers that make a number valid; the same list the library uses.
const KINDS: [Type; 10] = [
    Type::PremiumRate,
    Type::TollFree,
    Type::SharedCost,
    Type::Voip,
    Type::PersonalNumber,
    Type::Pager,
    Type::Uan,
    Type::Voicemail,
    Type::FixedLine,
    Type::Mobile,
];

/// One country's numbering plan, its patterns compiled on first use.
struct Plan {
    meta: &'static Metadata,
    general: OnceLock<Option<Regex>>,
    kinds: OnceLock<Vec<(Vec<u16>, Option<Regex>)>>,
    leading: OnceLock<Option<Regex>>,
    national_prefix: OnceLock<Option<Regex>>,
    international_prefix: OnceLock<Option<Regex>>,
}

/// The digits are ASCII by the time a pattern sees them; the plans are written over several lines.
fn compiled(pattern: String) -> Option<Regex> {
    RegexBuilder::new(&pattern).unicode(false).ignore_whitespace(true).build().ok()
}

fn whole(pattern: &str) -> Option<Regex> {
    compiled(format!("^(?:{pattern})$"))
}

fn start(pattern: &str) -> Option<Regex> {
    compiled(format!("^(?:{pattern})"))
}

fn lengths(descriptor: &Descriptor) -> Vec<u16> {
    descriptor.possible_length().to_vec()
}

impl Plan {
    fn new(meta: &'static Metadata) -> Plan {
        Plan {
            meta,
            general: OnceLock::new(),
            kinds: OnceLock::new(),
            leading: OnceLock::new(),
            national_prefix: OnceLock::new(),
            international_prefix: OnceLock::new(),
        }
    }

    /// Whether the general pattern of the country matches the whole number.
    fn is_general(&self, national: &str) -> bool {
        let descriptor = self.meta.descriptors().general();
        let pattern = self.general.get_or_init(|| whole(descriptor.national_number().as_str()));
        let possible = descriptor.possible_length();
        (possible.is_empty() || possible.contains(&(national.len() as u16))) && pattern.as_ref().is_some_and(|p| p.is_match(national))
    }

    /// Whether some kind of number of this country looks so.
    fn is_valid(&self, national: &str) -> bool {
        let kinds = self.kinds.get_or_init(|| {
            let all = KINDS.iter().filter_map(|kind| self.meta.descriptors().get(*kind));
            all.map(|d| (lengths(d), whole(d.national_number().as_str()))).collect()
        });
        let length = national.len() as u16;
        self.is_general(national)
            && kinds.iter().any(|(possible, pattern)| {
                (possible.is_empty() || possible.contains(&length)) && pattern.as_ref().is_some_and(|p| p.is_match(national))
            })
    }

    /// Longer than any number of the country can be.
    fn is_too_long(&self, national: &str) -> bool {
        let possible = self.meta.descriptors().general().possible_length();
        possible.iter().max().is_some_and(|longest| national.len() as u16 > *longest)
    }

    fn leads(&self, national: &str) -> Option<bool> {
        let pattern = self.meta.leading_digits()?;
        let compiled = self.leading.get_or_init(|| start(pattern.as_str()));
        Some(compiled.as_ref().is_some_and(|p| p.is_match(national)))
    }

    /// Takes the trunk prefix ("0", in Russia "8") away, unless that would break a number that is
    /// good with it.
    fn without_national_prefix(&self, national: &str) -> String {
        // The plans write the pattern only where it is not just the prefix itself.
        let compiled = self.national_prefix.get_or_init(|| {
            let pattern = self.meta.national_prefix_for_parsing().map(|pattern| pattern.as_str());
            pattern.or(self.meta.national_prefix()).and_then(start)
        });
        let Some(found) = compiled.as_ref().and_then(|p| p.captures(national)) else { return national.to_owned() };
        let Some(all) = found.get(0) else { return national.to_owned() };
        let last = (found.len() > 1).then(|| found.get(found.len() - 1)).flatten();
        let rest = &national[all.end()..];
        let stripped = match (self.meta.national_prefix_transform_rule(), last) {
            (Some(rule), Some(_)) => {
                let mut out = String::new();
                found.expand(&braced(rule), &mut out);
                out + rest
            }
            _ => rest.to_owned(),
        };
        if self.is_general(national) && !self.is_general(&stripped) { national.to_owned() } else { stripped }
    }

    /// The number without the prefix dialled to leave the country; `None` if it has none.
    fn without_international_prefix<'a>(&self, digits: &'a str) -> Option<&'a str> {
        let pattern = self.meta.international_prefix()?;
        let compiled = self.international_prefix.get_or_init(|| start(pattern.as_str()));
        let found = compiled.as_ref()?.find(digits)?;
        let rest = &digits[found.end()..];
        (!rest.is_empty() && !rest.starts_with('0')).then_some(rest)
    }
}

/// `$1` before a digit would read as another group; braces keep it what the rule means.
fn braced(rule: &str) -> String {
    let mut out = String::with_capacity(rule.len() + 4);
    let mut chars = rule.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek().copied()) {
            ('$', Some(group)) if group.is_ascii_digit() => {
                chars.next();
                out.push_str(&format!("${{{group}}}"));
            }
            _ => out.push(c),
        }
    }
    out
}

/// All plans by country code, and the plan of each country.
struct Plans {
    by_code: HashMap<u16, Vec<usize>>,
    by_country: HashMap<String, usize>,
    all: Vec<Plan>,
}

static PLANS: LazyLock<Plans> = LazyLock::new(|| {
    let mut plans = Plans { by_code: HashMap::new(), by_country: HashMap::new(), all: Vec::new() };
    for code in 1..1000_u16 {
        for meta in DATABASE.by_code(&code).unwrap_or_default() {
            let index = plans.all.len();
            plans.by_code.entry(code).or_default().push(index);
            if meta.id() != "001" {
                plans.by_country.insert(meta.id().to_owned(), index);
            }
            plans.all.push(Plan::new(meta));
        }
    }
    plans
});

impl Plans {
    fn of(&self, country: Country) -> Option<&Plan> {
        self.by_country.get(country.as_str()).and_then(|index| self.all.get(*index))
    }

    fn with_code(&self, code: u16) -> impl Iterator<Item = &Plan> {
        self.by_code.get(&code).into_iter().flatten().filter_map(|index| self.all.get(*index))
    }

    /// The plan a national number belongs to, among the countries that share a code.
    fn belongs_to(&self, code: u16, national: &str) -> Option<&Plan> {
        let mut plans = self.with_code(code).peekable();
        let first = plans.next()?;
        if plans.peek().is_none() {
            return Some(first);
        }
        self.with_code(code).find(|plan| plan.leads(national).unwrap_or_else(|| plan.is_valid(national)))
    }

    fn checked(&self, code: u16, national: &str) -> Option<String> {
        if !(2..=17).contains(&national.len()) {
            return None;
        }
        let plan = self.belongs_to(code, national)?;
        plan.is_valid(national).then(|| format!("+{code}{national}"))
    }

    /// Digits that begin with a country code.
    fn international(&self, digits: &str) -> Option<String> {
        let digits = digits.trim_start_matches('0');
        for length in 1..=3.min(digits.len()) {
            let Ok(code) = digits[..length].parse::<u16>() else { return None };
            let Some(main) = self.with_code(code).next() else { continue };
            let national = &digits[length..];
            return self.checked(code, &main.without_national_prefix(national)).or_else(|| self.checked(code, national));
        }
        None
    }

    /// Digits as dialled inside the country, or with its code but without the plus.
    fn national(&self, digits: &str, country: Country) -> Option<String> {
        let plan = self.of(country)?;
        if let Some(rest) = plan.without_international_prefix(digits) {
            return self.international(rest);
        }
        let code = plan.meta.country_code();
        let mut national = digits.to_owned();
        if let Some(rest) = digits.strip_prefix(&code.to_string()) {
            let rest = plan.without_national_prefix(rest);
            if (!plan.is_general(digits) && plan.is_general(&rest)) || plan.is_too_long(digits) {
                national = rest;
            }
        }
        if national.len() == digits.len() {
            national = plan.without_national_prefix(digits);
        }
        self.checked(code, &national)
    }
}

/// Longer texts are no telephone numbers; the library has the same limit.
const LONGEST: usize = 250;

/// The E.164 form of one number without its extension; `None` if it is not valid.
pub(crate) fn e164(typed: &str, country: Country) -> Option<String> {
    if typed.len() > LONGEST {
        return None;
    }
    let typed = text::ascii_digits(typed);
    let begin = typed.find(|c: char| c.is_ascii_digit() || c == '+' || c == '＋')?;
    let plus = typed[begin..].starts_with(['+', '＋']);
    let mut digits = String::with_capacity(16);
    for c in typed[begin..].chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if c.is_alphabetic() {
            break;
        }
    }
    if digits.len() < 3 {
        return None;
    }
    if plus {
        return PLANS.international(&digits);
    }
    // People write 00 for the plus even where the country dials something else to get out.
    PLANS.national(&digits, country).or_else(|| digits.strip_prefix("00").and_then(|rest| PLANS.international(rest)))
}

/// Words that announce an extension, longest first.
const EXTENSION_WORDS: [&str; 12] = ["extension", "extn", "ext", "добавочный", "добав", "доб", "внутр", "вн", "poste", "int", "x", "#"];

/// Splits "081 576 804 ext. 176" into the number and the digits of the extension.
fn split_extension(part: &str) -> (&str, Option<String>) {
    let trimmed = part.trim_end_matches([')', ' ', '.']);
    let digits_from = trimmed.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |i| i + trimmed[i..].chars().next().map_or(1, char::len_utf8));
    let digits = &trimmed[digits_from..];
    if digits.is_empty() || digits.len() > 7 {
        return (part, None);
    }
    let before = trimmed[..digits_from].trim_end_matches(['.', ':', ' ', '=', '№', '\u{a0}']);
    for word in EXTENSION_WORDS {
        let Some(from) = before.char_indices().rev().nth(word.chars().count() - 1).map(|(i, _)| i) else { continue };
        if before[from..].to_lowercase() == word && before[..from].bytes().any(|b| b.is_ascii_digit()) {
            let number = before[..from].trim_end_matches([' ', ',', ';', '(', '\u{a0}']);
            return (number, Some(digits.to_owned()));
        }
    }
    (part, None)
}

fn is_only_extension(part: &str) -> bool {
    let lower = part.trim_start().to_lowercase();
    EXTENSION_WORDS.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['.', ':', ' ', '=']).trim_end();
            (1..=7).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit())
        })
    })
}

/// The numbers of a cell; separators are `;` `,` `/` `|`, line ends and `:::`.
fn parts(cell: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in cell.split([';', ',', '/', '\n', '\r', '|']).flat_map(|part| part.split(":::")) {
        let part = text::line(part);
        if part.is_empty() {
            continue;
        }
        match parts.last_mut() {
            Some(last) if is_only_extension(&part) => {
                last.push(' ');
                last.push_str(&part);
            }
            _ => parts.push(part.into_owned()),
        }
    }
    parts
}

/// Every number of a cell, in its order, one more than a row may keep at most.
pub(crate) fn read(cell: &str, country: Country) -> Vec<Phone> {
    let cell = cell.trim();
    let cell = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell);
    parts(&text::ascii_digits(cell))
        .iter()
        .take(MOST_OF_A_KIND + 1)
        .map(|part| {
            let part = part.strip_prefix("tel:").unwrap_or(part);
            let (number, extension) = split_extension(part);
            Phone { as_typed: text::line(number).into_owned(), e164: e164(number, country), extension }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kh() -> Country {
        Country::parse("KH").unwrap()
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, country, wanted) in [
            ("012 345 678", "KH", Some("+85512345678")),
            ("(០៧៨) ៥១៦ ៤៥៨", "KH", Some("+85578516458")),
            ("85569461824", "KH", Some("+85569461824")),
            ("+855 (0)89 601 545", "KH", Some("+85589601545")),
            ("00 44 20 7946 0708", "KH", Some("+442079460708")),
            ("12332621", "KH", Some("+85512332621")),
            ("8 (982) 712-95-05", "RU", Some("+79827129505")),
            ("4957461125", "RU", Some("+74957461125")),
            ("+7 812 578-08-08", "KH", Some("+78125780808")),
            ("+39 06 6982 1234", "KH", Some("+390669821234")),
            ("+1-1", "KH", None),
            ("", "KH", None),
            ("n/a", "KH", None),
        ] {
            assert_eq!(e164(typed, Country::parse(country).unwrap()).as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn extensions_belong_to_their_number() {
        for typed in [
            "098 385 989 x705",
            "098385989 ext. 705",
            "098 385 989, доб. 705",
            "098 385 989 #705",
            "tel:+855-98-385-989;ext=705",
            "098 385 989 (вн. 705)",
        ] {
            let phones = read(typed, kh());
            assert_eq!(phones.len(), 1, "{typed}");
            assert_eq!(phones[0].e164.as_deref(), Some("+85598385989"), "{typed}");
            assert_eq!(phones[0].extension.as_deref(), Some("705"), "{typed}");
        }
    }

    #[test]
    fn a_cell_holds_several_numbers() {
        let phones = read("012 743 645 / 023 922 718 ::: 077 443 234\n078 516 458", kh());
        assert_eq!(phones.iter().filter(|p| p.e164.is_some()).count(), 4);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            read(&text, kh());
        }

        /// The library takes a pattern that matches the beginning of a number for a match, so it
        /// knows more numbers; every number that is valid here must be valid there and the same.
        #[test]
        fn what_is_valid_here_is_valid_in_the_library(code in prop::sample::select(vec![855_u16, 7, 66, 84, 44, 33, 1, 49, 86, 65]), national in "[1-9][0-9]{6,10}") {
            let typed = format!("+{code}{national}");
            if let Some(ours) = e164(&typed, kh()) {
                let number = phonenumber::parse(None, &ours).unwrap();
                // It also strips a trunk prefix from numbers that only begin like one ("+7 812 …").
                let unchanged = number.format().mode(phonenumber::Mode::E164).to_string() == ours;
                prop_assert!(!unchanged || number.is_valid(), "{}", ours);
            }
        }
    }
}
