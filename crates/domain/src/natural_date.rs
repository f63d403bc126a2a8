//! The next date as a person types it, and a place in the binder as people write it.
//!
//! Owns the reading of `thu`, `+3`, `2w`, `5 july`, `в пятницу`, `ថ្ងៃសុក្រ` and their relatives
//! in English, Khmer and Russian, the writing of a [`Place`] in each of them, and the names of
//! weekdays and months. Never knows which days are worked or which divider shows a place, and never
//! reads the clock: today comes in as a parameter.
//!
//! Reading goes in four steps: the text is folded and cut into tokens (`tokens`), words are looked
//! up in the vocabularies of all three languages at once (`english`, `khmer`, `russian`), a time of
//! day is taken out (`time`), and what is left must be exactly one known way to name a day or a
//! month (`grammar`). Nothing is guessed from half a sentence: a word too many is said to be one.

mod english;
mod grammar;
mod khmer;
mod names;
mod russian;
mod time;
mod tokens;

#[cfg(test)]
mod tests;

pub use jiff::civil::Weekday;
pub use names::{month_in_date, month_long, month_short, month_short_in_date, weekday_letter, weekday_long, weekday_short, write_long, write_short};

use jiff::ToSpan;

use crate::{Date, Language, Place};

/// The longest text that is read, in characters; nobody names a date with more.
pub const TEXT_MAX: usize = 200;
/// How far ahead a file may be put, in years.
pub const YEARS_AHEAD_MAX: i16 = 10;

/// A next date that was understood (B34: the file moves on to its next date).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NextDate {
    /// The day, or the month without a day (B35). Never before today.
    pub place: Place,
    /// Minutes since midnight, 0 to 1439; only when a time was typed ("thu 10:30").
    pub minute: Option<u16>,
}

/// Why a typed date was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotUnderstood {
    /// Nothing was typed.
    Empty,
    /// Something in it names no date. Words are understood in all three languages.
    Unknown {
        /// The first word that is not known, as typed; the whole text if each word is known but
        /// they make no date together. At most [`TEXT_MAX`] characters.
        rest: String,
    },
    /// It names a place before today.
    Past {
        /// The place it names.
        place: Place,
    },
    /// The calendar has no such day: "31 june", or "fri 26 nov" when the 26th is a Thursday.
    NoSuchDay,
    /// It lies more than [`YEARS_AHEAD_MAX`] years ahead.
    TooFar,
}

/// Reads what a person typed as the next date (B34).
///
/// All three languages are understood whatever `_language` is. The day always stands before the
/// month (`5/7` is 5 July) and no word means two things in two languages, so the language of the
/// interface has nothing left to decide; it is taken so that callers need not change if it ever has.
///
/// - A bare weekday is the next one after today; "next thu" is the one of next week, Monday first.
/// - A day and month without a year is the next on or after today; so is a day alone (`5`).
/// - A month alone is a month without a day: this year's, or next year's if it has gone by.
/// - "In a month" keeps the day and stops at the end of a shorter month.
/// - A part of the day without an hour ("tomorrow morning") gives no minute.
///
/// # Errors
/// [`NotUnderstood`] says why; nothing is ever read as a place before `today`.
///
/// ```
/// use domain::{Language, Place, natural_date};
/// let today = jiff::civil::date(2026, 11, 23);
/// let next = natural_date::read("в пятницу в 10:30", today, Language::En).unwrap();
/// assert_eq!(next.place, Place::Day(jiff::civil::date(2026, 11, 27)));
/// assert_eq!(next.minute, Some(630));
/// ```
pub fn read(text: &str, today: Date, _language: Language) -> Result<NextDate, NotUnderstood> {
    if text.chars().nth(TEXT_MAX).is_some() {
        return Err(NotUnderstood::Unknown { rest: text.chars().take(TEXT_MAX).collect() });
    }
    let mut tokens = tokens::read(text)?;
    let minute = time::take(&mut tokens).map_err(|time::NoSuchTime| unknown(text))?;
    let place = match grammar::place(tokens, today, minute.is_some()) {
        Ok(place) => place,
        Err(grammar::Problem::NotADate) => return Err(unknown(text)),
        Err(grammar::Problem::NoSuchDay) => return Err(NotUnderstood::NoSuchDay),
        Err(grammar::Problem::TooFar) => return Err(NotUnderstood::TooFar),
    };
    // A time says nothing about a month without a day.
    if minute.is_some() && place.day().is_none() {
        return Err(unknown(text));
    }
    let last = today.checked_add(YEARS_AHEAD_MAX.years()).unwrap_or(Date::MAX);
    let (first_day, last_day) = match place {
        Place::Day(date) => (date, date),
        Place::Month(month) => (month.first_day(), month.last_day()),
    };
    if last_day < today {
        return Err(NotUnderstood::Past { place });
    }
    if first_day > last {
        return Err(NotUnderstood::TooFar);
    }
    Ok(NextDate { place, minute })
}

fn unknown(text: &str) -> NotUnderstood {
    NotUnderstood::Unknown { rest: text.trim().to_string() }
}
