//! Working hours as people type them: "8", "7:30", "7.5", or "08:00-12:00, 13:00-17:00".
//!
//! Owns the reading and writing of one day's hours and the seven fields of a form. Never knows whose week it
//! is: the company's and a person's own are the same seven numbers of minutes.

use maud::{Markup, html};
use web::form::Form;
use web::{Ask, Failure};

/// The seven fields from Monday to Sunday, each with its label.
const DAYS: [(&str, &str); 7] = [
    ("day_1", "week-monday"),
    ("day_2", "week-tuesday"),
    ("day_3", "week-wednesday"),
    ("day_4", "week-thursday"),
    ("day_5", "week-friday"),
    ("day_6", "week-saturday"),
    ("day_7", "week-sunday"),
];
const DAY_MINUTES: u32 = 24 * 60;

/// What stands in the seven fields for that week.
pub(crate) fn values(week: &[u16; 7]) -> Vec<(String, String)> {
    DAYS.iter().zip(week).map(|((field, _), minutes)| ((*field).to_owned(), write_day(*minutes))).collect()
}

/// The seven fields.
pub(crate) fn fields(form: &Form<'_>) -> Markup {
    html! {
        p.field-hint { (form.texts.say("week-hint")) }
        div.field-pair { @for (field, label) in DAYS { (form.text(field, label)) } }
    }
}

/// The week that was typed into the seven fields, minutes from Monday to Sunday.
///
/// # Errors
/// [`Failure::Refused`] on the first day that is not understood.
pub(crate) fn typed(ask: &Ask) -> Result<[u16; 7], Failure> {
    let mut week = [0_u16; 7];
    for ((field, _), minutes) in DAYS.iter().zip(&mut week) {
        *minutes = read_day(ask.form(field)).ok_or_else(|| Failure::field(field, "week-odd"))?;
    }
    Ok(week)
}

/// Minutes of one day; nothing typed is a day off. `None` if not understood or more than 24 hours.
fn read_day(typed: &str) -> Option<u16> {
    let text: String = typed.trim().chars().map(ascii_digit).collect();
    let minutes = match text.as_str() {
        "" | "-" | "–" => 0,
        text if text.contains(['-', '–']) => read_blocks(text)?,
        text => read_length(text)?,
    };
    u16::try_from(minutes).ok().filter(|minutes| u32::from(*minutes) <= DAY_MINUTES)
}

/// Blocks of work one after another, "08:00-12:00, 13:00-17:00"; they may not overlap.
fn read_blocks(text: &str) -> Option<u32> {
    let mut worked = 0;
    let mut free_from = 0;
    for block in text.split([',', ';']).map(str::trim).filter(|block| !block.is_empty()) {
        let (from, until) = block.split_once(['-', '–'])?;
        let (from, until) = (read_clock(from.trim())?, read_clock(until.trim())?);
        if from < free_from || until <= from {
            return None;
        }
        worked += until - from;
        free_from = until;
    }
    Some(worked)
}

/// A time of day, "8" or "08:30" or "24:00", in minutes after midnight.
fn read_clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let (hours, minutes) = (read_number(hours)?, read_number(minutes)?);
    (minutes < 60).then(|| hours * 60 + minutes).filter(|at| *at <= DAY_MINUTES)
}

/// A length, "8" or "7:30" or "7.5" or "7,5", in minutes.
fn read_length(text: &str) -> Option<u32> {
    if let Some((hours, minutes)) = text.split_once(':') {
        let (hours, minutes) = (read_number(hours)?, read_number(minutes)?);
        return (minutes < 60).then(|| hours * 60 + minutes);
    }
    match text.split_once(['.', ',']) {
        Some((hours, tenths)) => {
            let scale = 10_u32.checked_pow(u32::try_from(tenths.len()).ok()?)?;
            Some(read_number(hours)? * 60 + (read_number(tenths)? * 60 + scale / 2) / scale)
        }
        None => Some(read_number(text)? * 60),
    }
}

/// One to three digits and nothing else; a sign would be read by `parse`.
fn read_number(text: &str) -> Option<u32> {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A Khmer digit as its ASCII one, any other character as it is.
fn ascii_digit(c: char) -> char {
    match u32::from(c) {
        code @ 0x17E0..=0x17E9 => char::from_digit(code - 0x17E0, 10).unwrap_or(c),
        _ => c,
    }
}

/// "8", "7:30", or nothing for a day off.
fn write_day(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 0) => String::new(),
        (hours, 0) => hours.to_string(),
        (hours, rest) => format!("{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hours_are_read_in_the_ways_people_write_them() {
        for (text, minutes) in [
            ("8", 480),
            ("7:30", 450),
            ("7.5", 450),
            ("7,5", 450),
            ("7.25", 435),
            ("", 0),
            ("0", 0),
            ("-", 0),
            ("24", 1440),
            ("៨", 480),
            ("08:00-12:00, 13:00-17:00", 480),
            ("8-12, 13-17", 480),
            ("8:00 – 11:30; 13.30 – 17", 420),
            ("22-24", 120),
        ] {
            assert_eq!(read_day(text), Some(minutes), "{text}");
        }
    }

    #[test]
    fn what_is_no_working_day_is_not_understood() {
        for text in ["25", "eight", "8 h", "-3", "+8", "8:60", "12-8", "8-12, 11-13", "8-25", "8-", "1e3", "99999999999", "7.99999999999", "<script>"]
        {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same(minutes in 0_u16..=1440) {
            prop_assert_eq!(read_day(&write_day(minutes)), Some(minutes));
        }

        #[test]
        fn whatever_is_typed_is_at_most_a_day(text in "[0-9:.,; –-]{0,24}") {
            prop_assert!(read_day(&text).is_none_or(|minutes| minutes <= 1440));
        }
    }
}
