//! Dates as people write them: day before month, month names of three languages, without a year,
//! a month without a day.
//!
//! Owns reading only. Never guesses silently: what is impossible is told apart from what cannot
//! be read, and a year that had to be assumed is reported.

use domain::{Date, Month, Place};

use crate::text;

/// Which of two numbers before a year is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// 31/12/2026, the rule.
    #[default]
    DayFirst,
    /// 12/31/2026, as Outlook exports it.
    MonthFirst,
}

/// A birthday, with the year or without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birthday {
    /// `None` when only the day is known.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl std::fmt::Display for Birthday {
    /// `1990-05-31`, or `--05-31` without a year.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

/// What a text says as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing was written.
    Nothing,
    /// A full day.
    Day(Date),
    /// A day and a month.
    Yearless { month: i8, day: i8 },
    /// A month of a year.
    Month(Month),
    /// A month by its name only.
    MonthName(i8),
    /// The shape of a date, but no such day exists.
    Impossible,
    /// Something else.
    Unreadable,
}

/// Reads a date; two-digit years lie in the century up to `last_year`.
pub(crate) fn read(written: &str, order: DateOrder, last_year: i16) -> Reading {
    let ascii = text::ascii_digits(written);
    let line = text::line(&ascii);
    if line.is_empty() {
        return Reading::Nothing;
    }
    if line.len() > 64 {
        return Reading::Unreadable;
    }
    if let Some(rest) = line.strip_prefix("--") {
        return yearless_iso(rest);
    }
    let lower = line.to_lowercase();
    let words = words(&lower);
    if words.iter().any(|word| matches!(word, Word::Text)) {
        return Reading::Unreadable;
    }
    let month = words.iter().find_map(|word| if let Word::Month(m) = word { Some(*m) } else { None });
    let numbers: Vec<&str> = words.iter().filter_map(|word| if let Word::Number(n) = word { Some(*n) } else { None }).collect();
    match (month, numbers.as_slice()) {
        (Some(month), []) => Reading::MonthName(month),
        (Some(month), [one]) if one.len() <= 2 => yearless(month, number(one)),
        (Some(month), [year]) => month_of(number(year), month),
        (Some(month), [a, b]) if a.len() == 4 => full(number(a), i32::from(month), number(b)),
        (Some(month), [a, b]) => full(century(b, last_year), i32::from(month), number(a)),
        (None, [one]) => solid(one),
        (None, [a, b]) if a.len() == 4 => month_of(number(a), number(b).try_into().unwrap_or(0)),
        (None, [a, b]) if b.len() == 4 => month_of(number(b), number(a).try_into().unwrap_or(0)),
        (None, [a, b]) => {
            let (day, month) = if order == DateOrder::DayFirst { (a, b) } else { (b, a) };
            yearless(number(month).try_into().unwrap_or(0), number(day))
        }
        (None, [a, b, c]) if a.len() == 4 => full(number(a), number(b), number(c)),
        (None, [a, b, c]) if a.len() <= 2 && b.len() <= 2 && matches!(c.len(), 1 | 2 | 4) => {
            let (day, month) = if order == DateOrder::DayFirst { (a, b) } else { (b, a) };
            full(century(c, last_year), number(month), number(day))
        }
        _ => Reading::Unreadable,
    }
}

/// A place in the binder as a text says it. A day without a year is the nearest such day, because
/// a call of last month is late, not eleven months away; the flag says that the year was assumed.
pub(crate) fn place(reading: Reading, reference: Date) -> Option<(Place, bool)> {
    match reading {
        Reading::Day(date) => Some((Place::Day(date), false)),
        Reading::Month(month) => Some((Place::Month(month), false)),
        Reading::MonthName(month) => {
            let year = if month >= reference.month() { reference.year() } else { reference.year() + 1 };
            Some((Place::Month(Month { year, month }), true))
        }
        Reading::Yearless { month, day } => nearest(month, day, reference).map(|date| (Place::Day(date), true)),
        _ => None,
    }
}

fn nearest(month: i8, day: i8, reference: Date) -> Option<Date> {
    let days = |date: &Date| {
        (i64::from(date.year()) - i64::from(reference.year())) * 366 + i64::from(date.day_of_year()) - i64::from(reference.day_of_year())
    };
    (-1_i16..=4).filter_map(|offset| Date::new(reference.year() + offset, month, day).ok()).min_by_key(|date| days(date).abs())
}

/// A birthday as a text says it.
pub(crate) fn birthday(reading: Reading) -> Option<Birthday> {
    match reading {
        Reading::Day(date) => Some(Birthday { year: Some(date.year()), month: date.month(), day: date.day() }),
        Reading::Yearless { month, day } => Some(Birthday { year: None, month, day }),
        _ => None,
    }
}

fn number(digits: &str) -> i32 {
    digits.parse().unwrap_or(-1)
}

/// Two digits stand for the latest year not after `last_year` ("79" is 1979 in a birthday).
fn century(digits: &str, last_year: i16) -> i32 {
    let year = number(digits);
    if digits.len() > 2 {
        return year;
    }
    let last = i32::from(last_year);
    let guess = last / 100 * 100 + year;
    if guess > last { guess - 100 } else { guess }
}

fn full(year: i32, month: i32, day: i32) -> Reading {
    // Apple writes 1604 for "no year".
    if year == 1604 {
        return yearless(month.try_into().unwrap_or(0), day);
    }
    let date = match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) if (1800..=2200).contains(&year) => Date::new(year, month, day).ok(),
        _ => None,
    };
    date.map_or(Reading::Impossible, Reading::Day)
}

fn yearless(month: i8, day: i32) -> Reading {
    // 2000 was a leap year, so 29 February is a birthday.
    match i8::try_from(day).ok().and_then(|day| Date::new(2000, month, day).ok()) {
        Some(date) => Reading::Yearless { month: date.month(), day: date.day() },
        None => Reading::Impossible,
    }
}

fn month_of(year: i32, month: i8) -> Reading {
    match i16::try_from(year) {
        Ok(year) if (1900..=2200).contains(&year) && (1..=12).contains(&month) => Reading::Month(Month { year, month }),
        _ => Reading::Impossible,
    }
}

/// `06-20` or `0620` after two hyphens.
fn yearless_iso(rest: &str) -> Reading {
    let digits: String = rest.chars().take_while(|c| *c != 'T').filter(char::is_ascii_digit).collect();
    if digits.len() == 4 && rest.starts_with(|c: char| c.is_ascii_digit()) {
        yearless(number(&digits[..2]).try_into().unwrap_or(0), number(&digits[2..]))
    } else {
        Reading::Unreadable
    }
}

/// One run of digits: `19980605`, or the number by which a spreadsheet stores a day.
fn solid(digits: &str) -> Reading {
    match digits.len() {
        8 => full(number(&digits[..4]), number(&digits[4..6]), number(&digits[6..])),
        5 => serial(number(digits)),
        _ => Reading::Unreadable,
    }
}

/// Days since 30 December 1899, as spreadsheets count them.
fn serial(days: i32) -> Reading {
    let from = Date::new(1899, 12, 30).ok().filter(|_| (10_000..=80_000).contains(&days));
    let span = std::time::Duration::from_secs(u64::from(days.unsigned_abs()) * 86_400);
    match from.and_then(|from| from.checked_add(span).ok()) {
        Some(date) => Reading::Day(date),
        None => Reading::Unreadable,
    }
}

enum Word<'a> {
    Number(&'a str),
    Month(i8),
    Text,
}

/// Numbers, month names, and the little words that belong to a date; times of day are left out.
fn words(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for token in line.split([' ', ',', '\u{a0}']).filter(|token| !token.is_empty()) {
        if token.contains(':') && !token.contains('t') {
            continue;
        }
        // 1974-10-14t00:00:00z and 19741014t000000z: the day is before the t.
        let token = match token.split_once('t') {
            Some((day, time))
                if day.len() >= 8 && day.starts_with(|c: char| c.is_ascii_digit()) && time.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                day
            }
            _ => token,
        };
        for part in token.split(['.', '/', '-', '–', '\'']).filter(|part| !part.is_empty()) {
            split_digits(part, &mut words);
        }
    }
    if words.is_empty() {
        words.push(Word::Text);
    }
    words
}

/// Khmer writes "ថ្ងៃទី១៨" in one word, so digits and letters are told apart inside a part.
fn split_digits<'a>(part: &'a str, words: &mut Vec<Word<'a>>) {
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let same = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != same).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        if same {
            words.push(Word::Number(run));
        } else if let Some(month) = month_name(run) {
            words.push(Word::Month(month));
        } else if !is_date_word(run) {
            words.push(Word::Text);
        }
    }
}

fn is_date_word(word: &str) -> bool {
    matches!(
        word,
        "г" | "год"
            | "года"
            | "th"
            | "st"
            | "nd"
            | "rd"
            | "of"
            | "am"
            | "pm"
            | "z"
            | "ថ្ងៃទី"
            | "ថ្ងៃ"
            | "ទី"
            | "ខែ"
            | "ឆ្នាំ"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
            | "пн"
            | "вт"
            | "ср"
            | "чт"
            | "пт"
            | "сб"
            | "вс"
    )
}

/// The stems of the month names; Russian ones match every case, English and Russian also short.
const MONTHS: [(&[&str], &[&str]); 12] = [
    (&["january", "jan"], &["январ", "янв"]),
    (&["february", "feb"], &["феврал", "фев"]),
    (&["march", "mar"], &["март", "мар"]),
    (&["april", "apr"], &["апрел", "апр"]),
    (&["may"], &["май", "мая", "мае"]),
    (&["june", "jun"], &["июн"]),
    (&["july", "jul"], &["июл"]),
    (&["august", "aug"], &["август", "авг"]),
    (&["september", "sept", "sep"], &["сентябр", "сент", "сен"]),
    (&["october", "oct"], &["октябр", "окт"]),
    (&["november", "nov"], &["ноябр", "ноя"]),
    (&["december", "dec"], &["декабр", "дек"]),
];

const KHMER_MONTHS: [&str; 12] = ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"];

fn month_name(word: &str) -> Option<i8> {
    let khmer = word.strip_prefix("ខែ").unwrap_or(word);
    let khmer = khmer.strip_suffix("ឆ្នាំ").unwrap_or(khmer);
    let found = MONTHS.iter().position(|(english, russian)| {
        english.contains(&word)
            || russian.iter().any(|stem| word.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "ь" | "я" | "е" | "а" | "и" | "б" | "т")))
    });
    let found = found.or_else(|| KHMER_MONTHS.iter().position(|month| *month == khmer || khmer == month.trim_end_matches('ៈ')));
    found.and_then(|index| i8::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Date;

    fn day(year: i16, month: i8, day: i8) -> Reading {
        Reading::Day(Date::new(year, month, day).unwrap())
    }

    #[test]
    fn dates_are_read_day_before_month() {
        let read = |text: &str| read(text, DateOrder::DayFirst, 2026);
        for (text, wanted) in [
            ("", Reading::Nothing),
            ("17.03.79", day(1979, 3, 17)),
            ("2026-11-27 09:30", day(2026, 11, 27)),
            ("12.12.2026 10:00", day(2026, 12, 12)),
            ("20 марта 1963", day(1963, 3, 20)),
            ("18 сентября", Reading::Yearless { month: 9, day: 18 }),
            ("--06-20", Reading::Yearless { month: 6, day: 20 }),
            ("--1118", Reading::Yearless { month: 11, day: 18 }),
            ("19741014T000000Z", day(1974, 10, 14)),
            ("1604-10-21", Reading::Yearless { month: 10, day: 21 }),
            ("Sep 18, 1990", day(1990, 9, 18)),
            ("១៨/០៩/១៩៩០", day(1990, 9, 18)),
            ("ថ្ងៃទី១៨ ខែកញ្ញា ឆ្នាំ១៩៩០", day(1990, 9, 18)),
            ("46351", day(2026, 11, 25)),
            ("July 2027", Reading::Month(Month { year: 2027, month: 7 })),
            ("2027-07", Reading::Month(Month { year: 2027, month: 7 })),
            ("31.02.1990", Reading::Impossible),
            ("1990-13-01", Reading::Impossible),
            ("00.00.0000", Reading::Impossible),
            ("0/0/00", Reading::Impossible),
            ("(No value)", Reading::Unreadable),
            ("-", Reading::Unreadable),
            ("?", Reading::Unreadable),
            ("завтра", Reading::Unreadable),
            ("circa 1800", Reading::Unreadable),
            ("после праздников", Reading::Unreadable),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn outlook_writes_the_month_first() {
        assert_eq!(read("12/16/1969", DateOrder::MonthFirst, 2026), day(1969, 12, 16));
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_one() {
        let reference = Date::new(2026, 11, 22).unwrap();
        let at = |month, day| place(Reading::Yearless { month, day }, reference).and_then(|(p, _)| p.day()).unwrap().to_string();
        assert_eq!(at(2, 24), "2027-02-24");
        assert_eq!(at(10, 16), "2026-10-16");
        assert_eq!(at(2, 29), "2028-02-29");
    }
}
