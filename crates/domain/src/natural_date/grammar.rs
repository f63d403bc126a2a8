//! Tokens without a time of day, read as a place in the binder.
//!
//! Owns which sequences name a day or a month and which day that is. Never looks at letters, and
//! leaves it to [`super::read`] to say that a place is past or too far.

use jiff::civil::Weekday;
use jiff::{Span, ToSpan};

use super::tokens::{Part, Token, Unit, Word};
use crate::{Date, Month, Place};

/// Years within which every day of the calendar comes round, 29 February 2096 to 2104 included.
const YEARS_UNTIL_ANY_DAY: i16 = 8;
/// The years that can be typed.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=9999;

/// Why tokens make no place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The words are known and make no date together.
    NotADate,
    /// The calendar has no such day.
    NoSuchDay,
    /// Beyond the end of the calendar.
    TooFar,
}

type Read = Result<Place, Problem>;

/// Reads the whole of the tokens as one place. Nothing at all is today, if a time was typed.
pub(super) fn place(tokens: Vec<Token>, today: Date, has_time: bool) -> Read {
    if tokens.is_empty() && has_time {
        return Ok(Place::Day(today));
    }
    if let Some((day, month)) = day_of_named_month(&tokens, today) {
        return day_of(day, month);
    }
    let tokens = tidy(tokens);
    match tokens.iter().position(|token| matches!(token, Token::Word(Word::Weekday(_)))) {
        Some(at) => with_weekday(&tokens, at, today),
        None => moving(&tokens, today).unwrap_or_else(|| calendar(&tokens, today)),
    }
}

/// "ថ្ងៃទី៥ ខែក្រោយ", "5th of next month": a day of this or the next month. Without the mark
/// "២ខែក្រោយ" would be two months from now.
fn day_of_named_month(tokens: &[Token], today: Date) -> Option<(u32, Month)> {
    use Token::{Number, Word as W};
    let month = W(Word::Unit(Unit::Month, 1));
    let (day, which) = match tokens {
        [W(Word::DayMark), Number { value, .. }, unit, W(which)] if *unit == month => (*value, *which),
        [Number { value, .. }, W(Word::DayMark), W(which), unit] if *unit == month => (*value, *which),
        [Number { value, .. }, W(which), unit] if *unit == month => (*value, *which),
        [W(which), unit, Number { value, .. }] if *unit == month => (*value, *which),
        _ => return None,
    };
    match which {
        Word::Next => Some((day, Month::of(today).plus(1))),
        Word::This => Some((day, Month::of(today))),
        _ => None,
    }
}

/// Drops the words that only lead up to another: ថ្ងៃ before a weekday, ខែ before the name of a
/// month, "года" after a year, "in" before a month, the marks of days.
fn tidy(mut tokens: Vec<Token>) -> Vec<Token> {
    use Token::{Number, Word as W};
    tokens.retain(|token| *token != W(Word::DayMark));
    let leads =
        matches!(tokens.get(..2), Some([W(Word::Unit(Unit::Day, 1)), Number { .. } | W(Word::Weekday(_) | Word::Tomorrow | Word::DayAfterTomorrow)]));
    if leads {
        tokens.remove(0);
    }
    let mut tidied: Vec<Token> = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let (before, after) = (tidied.last().copied(), tokens.get(index + 1));
        let after_unit = tokens.get(index + 2).is_some_and(|token| token.unit().is_some());
        match (token, after) {
            (W(Word::Unit(Unit::Month, 1)), Some(W(Word::Month(_)))) => {}
            (W(Word::Unit(Unit::Month, 1)), _) if matches!(before, Some(W(Word::Month(_)))) => {}
            (W(Word::Unit(Unit::Year, 1)), Some(Number { digits: 4, .. })) => {}
            (W(Word::Unit(Unit::Year, 1)), _) if matches!(before, Some(Number { digits: 4, .. })) => {}
            (W(Word::In), Some(W(Word::Month(_) | Word::Next | Word::This | Word::Part(_)))) => {}
            (W(Word::Unit(Unit::Month, 1)), Some(Number { value: 1..=12, digits: 1 | 2 }))
                if !after_unit || tokens.get(index + 2) == Some(&W(Word::Unit(Unit::Year, 1))) => {}
            // The number after ខែ, which was dropped just before, is a month: "ថ្ងៃទី៥ ខែ៧".
            (Number { value: value @ 1..=12, digits: 1 | 2 }, _) if numbers_a_month(&tokens, index) => {
                tidied.push(W(Word::Month(*value as i8)));
            }
            _ => tidied.push(*token),
        }
    }
    tidied
}

/// Whether the number at `index` stands after ខែ and is not counted itself.
fn numbers_a_month(tokens: &[Token], index: usize) -> bool {
    let year = Token::Word(Word::Unit(Unit::Year, 1));
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    let after = tokens.get(index + 1);
    before == Some(&Token::Word(Word::Unit(Unit::Month, 1))) && (after == Some(&year) || after.is_none_or(|token| token.unit().is_none()))
}

/// A weekday, alone or with what says which one: "next thu", "thu 26 nov".
fn with_weekday(tokens: &[Token], at: usize, today: Date) -> Read {
    let Token::Word(Word::Weekday(weekday)) = tokens[at] else { return Err(Problem::NotADate) };
    let mut rest = tokens.to_vec();
    rest.remove(at);
    let week = Token::Word(Word::Unit(Unit::Week, 1));
    let (next, this) = (Token::Word(Word::Next), Token::Word(Word::This));
    if rest.is_empty() {
        return today.nth_weekday(1, weekday).map(Place::Day).map_err(|_| Problem::TooFar);
    }
    if rest == [next] || rest == [next, week] || rest == [week, next] {
        let monday = monday_of_next_week(today)?;
        return later(monday, Unit::Day, i64::from(weekday.to_monday_zero_offset()));
    }
    if rest == [this] || rest == [this, week] || rest == [week, this] {
        return later(today, Unit::Day, i64::from(today.weekday().until(weekday)));
    }
    match calendar(&rest, today)? {
        Place::Day(date) if date.weekday() == weekday => Ok(Place::Day(date)),
        Place::Day(_) => Err(Problem::NoSuchDay),
        Place::Month(_) => Err(Problem::NotADate),
    }
}

/// Places that move with today: "tomorrow", "in 2 weeks", "next month", "end of july".
fn moving(tokens: &[Token], today: Date) -> Option<Read> {
    use Token::Word as W;
    let day = W(Word::Unit(Unit::Day, 1));
    let ahead = |days| Some(later(today, Unit::Day, days));
    match tokens {
        [W(Word::Yesterday)] => ahead(-1),
        [W(Word::Today)] => ahead(0),
        [W(Word::Tomorrow)] => ahead(1),
        [W(Word::DayAfterTomorrow)] | [W(Word::After), W(Word::Tomorrow)] => ahead(2),
        [unit, W(Word::After), W(Word::Tomorrow)] if *unit == day => ahead(2),
        [W(Word::Part(part)), rest @ ..] => Some(part_of(*part, rest, today)),
        [rest @ .., W(Word::Part(part))] => Some(part_of(*part, rest, today)),
        [W(Word::Next), W(Word::Unit(unit, 1))] | [W(Word::Unit(unit, 1)), W(Word::Next)] => Some(next(*unit, today)),
        [W(Word::This), W(Word::Unit(Unit::Month, 1))] | [W(Word::Unit(Unit::Month, 1)), W(Word::This)] => Some(Ok(Place::Month(Month::of(today)))),
        _ => counted(tokens).map(|(unit, count)| later(today, unit, count)),
    }
}

/// "In 3 days", "+3", "2w", "через неделю", "មួយខែទៀត": how many of which unit.
fn counted(tokens: &[Token]) -> Option<(Unit, i64)> {
    use Token::{Number, Plus, Word as W};
    let (leads, rest) = match tokens {
        [Plus | W(Word::In), rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let (trails, rest) = match rest {
        [rest @ .., W(Word::Later)] => (true, rest),
        // "៣ថ្ងៃក្រោយ" is three days later; a unit alone before it is "next".
        [_, _, W(Word::Next)] => (true, &rest[..2]),
        rest => (false, rest),
    };
    match rest {
        [Number { value, .. }] if leads && !trails => Some((Unit::Day, i64::from(*value))),
        [unit] if leads || trails => unit.unit().map(|(unit, times)| (unit, i64::from(times))),
        [Number { value, .. }, unit] => unit.unit().map(|(unit, times)| (unit, i64::from(*value) * i64::from(times))),
        _ => None,
    }
}

/// Months and years keep the day, or stop at the end of a shorter month.
fn later(today: Date, unit: Unit, count: i64) -> Read {
    // No calendar reaches further, so a larger number means the same.
    let count = count.clamp(-1, 10_000_000);
    let span = match unit {
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Year => Span::new().try_years(count),
    };
    span.and_then(|span| today.checked_add(span)).map(Place::Day).map_err(|_| Problem::TooFar)
}

/// "Next week" is its Monday; "next month" the month without a day; "next year" its January.
fn next(unit: Unit, today: Date) -> Read {
    match unit {
        Unit::Day => later(today, Unit::Day, 1),
        Unit::Week => monday_of_next_week(today).map(Place::Day),
        Unit::Month => Ok(Place::Month(Month::of(today).plus(1))),
        Unit::Year => january_after(today).map(Place::Month),
    }
}

fn monday_of_next_week(today: Date) -> Result<Date, Problem> {
    today.nth_weekday(1, Weekday::Monday).map_err(|_| Problem::TooFar)
}

fn january_after(today: Date) -> Result<Month, Problem> {
    match today.year() {
        9999.. => Err(Problem::TooFar),
        year => Ok(Month { year: year + 1, month: 1 }),
    }
}

/// The 1st, the 15th or the last day of a month; the next such day, where no year is typed.
fn part_of(part: Part, rest: &[Token], today: Date) -> Read {
    use Token::Word as W;
    let (this, month) = (Month::of(today), Word::Unit(Unit::Month, 1));
    let year = Word::Unit(Unit::Year, 1);
    let (month, again) = match rest {
        [W(unit)] if *unit == month => (this, 1),
        [W(Word::This), W(unit)] | [W(unit), W(Word::This)] if *unit == month => (this, 0),
        [W(unit)] if *unit == year && part == Part::End => (Month { year: today.year(), month: 12 }, 0),
        [W(unit)] if *unit == year && part == Part::Start => (january_after(today)?, 0),
        [W(Word::Month(_))] | [W(Word::Month(_)), Token::Number { .. }] | [W(_), W(_)] => {
            let Place::Month(month) = moving(rest, today).unwrap_or_else(|| calendar(rest, today))? else {
                return Err(Problem::NotADate);
            };
            (month, if rest.len() == 1 { 12 } else { 0 })
        }
        _ => return Err(Problem::NotADate),
    };
    let day_in = |month: Month| match part {
        Part::Start => month.first_day(),
        Part::Middle => month.first_day().saturating_add(14.days()),
        Part::End => month.last_day(),
    };
    let date = day_in(month);
    Ok(Place::Day(if date < today { day_in(month.plus(again)) } else { date }))
}

/// Places of the calendar: "5", "5 july 2027", "july", "5.7.27", "2027-07-05".
fn calendar(tokens: &[Token], today: Date) -> Read {
    use Token::{Number as N, Separator as S, Word as W};
    match tokens {
        [N { value, digits: 1 | 2 }] => next_day_numbered(*value, today),
        [N { value, digits: 8 }] => dated(value % 100, value / 100 % 100, value / 10_000),
        [W(Word::Month(month))] => Ok(month_named(*month, today)),
        [W(Word::Month(month)), N { value, digits: 4 }] | [N { value, digits: 4 }, W(Word::Month(month))] => {
            Ok(Place::Month(Month { year: year_of(*value)?, month: *month }))
        }
        [N { value, digits: 1 | 2 }, W(Word::Month(month))] | [W(Word::Month(month)), N { value, digits: 1 | 2 }] => {
            next_day_of(*value, *month as u32, today)
        }
        [N { value, digits: 1 | 2 }, W(Word::Month(month)), rest @ ..] | [W(Word::Month(month)), N { value, digits: 1 | 2 }, rest @ ..] => match rest
        {
            [N { value: year, digits: digits @ (2 | 4) }] | [S(_), N { value: year, digits: digits @ (2 | 4) }] => {
                dated(*value, *month as u32, full_year(*year, *digits))
            }
            _ => Err(Problem::NotADate),
        },
        [N { value: year, digits: 4 }, S(_), N { value: month, digits: 1 | 2 }]
        | [N { value: month, digits: 1 | 2 }, S(_), N { value: year, digits: 4 }] => month_numbered(*month, *year),
        [N { value: day, digits: 1 | 2 }, S(_), N { value: month, digits: 1 | 2 }] => next_day_of(*day, *month, today),
        [N { value: year, digits: 4 }, S(a), N { value: month, digits: 1 | 2 }, S(b), N { value: day, digits: 1 | 2 }] if a == b => {
            dated(*day, *month, *year)
        }
        [N { value: day, digits: 1 | 2 }, S(a), N { value: month, digits: 1 | 2 }, S(b), N { value: year, digits: digits @ (2 | 4) }] if a == b => {
            dated(*day, *month, full_year(*year, *digits))
        }
        [N { value: day, digits: 1 | 2 }, N { value: month, digits: 1 | 2 }, N { value: year, digits: 4 }] => dated(*day, *month, *year),
        _ => Err(Problem::NotADate),
    }
}

/// A year of two digits is one of this century.
fn full_year(year: u32, digits: u8) -> u32 {
    if digits == 2 { 2000 + year } else { year }
}

fn year_of(year: u32) -> Result<i16, Problem> {
    if !YEARS.contains(&year) {
        return Err(Problem::NotADate);
    }
    i16::try_from(year).map_err(|_| Problem::NotADate)
}

fn month_numbered(month: u32, year: u32) -> Read {
    let year = year_of(year)?;
    match month {
        1..=12 => Ok(Place::Month(Month { year, month: month as i8 })),
        _ => Err(Problem::NoSuchDay),
    }
}

/// This year's month, or next year's if it has gone by.
fn month_named(month: i8, today: Date) -> Place {
    let this = Month::of(today);
    Place::Month(this.plus((i32::from(month) - i32::from(this.month)).rem_euclid(12)))
}

fn dated(day: u32, month: u32, year: u32) -> Read {
    let year = year_of(year)?;
    match month {
        1..=12 => day_of(day, Month { year, month: month as i8 }),
        _ => Err(Problem::NoSuchDay),
    }
}

fn day_of(day: u32, month: Month) -> Read {
    let day = i8::try_from(day).map_err(|_| Problem::NoSuchDay)?;
    Date::new(month.year, month.month, day).map(Place::Day).map_err(|_| Problem::NoSuchDay)
}

/// The next such day of a month on or after today: "29 feb" waits for a leap year.
fn next_day_of(day: u32, month: u32, today: Date) -> Read {
    let (Ok(day), Ok(month)) = (i8::try_from(day), i8::try_from(month)) else { return Err(Problem::NoSuchDay) };
    let years = today.year()..=today.year().saturating_add(YEARS_UNTIL_ANY_DAY);
    let mut dates = years.filter_map(|year| Date::new(year, month, day).ok());
    dates.find(|date| *date >= today).map(Place::Day).ok_or(Problem::NoSuchDay)
}

/// The next day of that number on or after today: "31" passes over the shorter months.
fn next_day_numbered(day: u32, today: Date) -> Read {
    let this = Month::of(today);
    let mut places = (0..=2).filter_map(|months| day_of(day, this.plus(months)).ok());
    places.find(|place| *place >= Place::Day(today)).ok_or(Problem::NoSuchDay)
}
