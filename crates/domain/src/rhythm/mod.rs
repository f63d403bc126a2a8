//! How often a client should be spoken with, and when it was reached before (E34).
//!
//! Owns the ideal and the latest interval, what they say of a client today, and the habit read from the hours
//! at which it was reached. Never changes an agreed date: it only suggests.

#[cfg(test)]
mod tests;

use crate::load::{DayLoad, Reason, Suggestion};
use crate::working::WorkingCalendar;
use crate::{Date, EntryKind, Outcome};
use jiff::ToSpan;
use jiff::civil::Weekday;
use std::collections::BTreeMap;

/// Fewer contacts than this are no habit.
pub const HABIT_LEAST: usize = 3;
/// How far from a suggested day its usual weekday is looked for, days.
const HABIT_DAYS_AWAY: i32 = 3;

/// How many days may pass between two contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// As it should be, days, at least 1.
    pub ideal: u16,
    /// At the latest, days, no less than the ideal.
    pub latest: u16,
}

impl Interval {
    /// The interval, or `None` unless 1 ≤ ideal ≤ latest ≤ 1000.
    pub fn new(ideal: u16, latest: u16) -> Option<Interval> {
        (ideal >= 1 && ideal <= latest && latest <= 1000).then_some(Interval { ideal, latest })
    }
}

/// How long nobody has spoken with a client, against its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quiet {
    /// Within the ideal interval.
    InTime,
    /// So many days past the ideal one.
    PastIdeal(u32),
    /// So many days past the latest one.
    PastLatest(u32),
}

/// Whether an entry is a real contact, either way: a call that nobody answered is none, nor is a note.
pub fn is_contact(kind: EntryKind, outcome: Option<Outcome>) -> bool {
    let is_exchange = match kind {
        EntryKind::CallOut | EntryKind::CallIn | EntryKind::EmailOut | EntryKind::EmailIn | EntryKind::Visit | EntryKind::Meeting => true,
        EntryKind::Note | EntryKind::Closed | EntryKind::Reopened | EntryKind::Form => false,
    };
    is_exchange && outcome != Some(Outcome::NoAnswer)
}

/// How quiet it is on that day around a client last reached on `reached`.
pub fn quiet(interval: Interval, reached: Date, today: Date) -> Quiet {
    let days = days_between(reached, today);
    let past = |days: i64, limit: u16| u32::try_from(days - i64::from(limit)).unwrap_or(0);
    if days > i64::from(interval.latest) {
        Quiet::PastLatest(past(days, interval.latest))
    } else if days > i64::from(interval.ideal) {
        Quiet::PastIdeal(past(days, interval.ideal))
    } else {
        Quiet::InTime
    }
}

/// A day as the number of days since 1 January 1970, in which a database can add days.
pub fn day_number(day: Date) -> i64 {
    days_between(Date::constant(1970, 1, 1), day)
}

/// The day that [`day_number`] numbered; far numbers are the last day there is.
pub fn numbered_day(number: i64) -> Date {
    let days = number.clamp(-3_000_000, 3_000_000);
    Date::constant(1970, 1, 1).saturating_add(days.days())
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// When a client is usually reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habit {
    /// The weekday, if one stands out.
    pub weekday: Option<Weekday>,
    /// The hour of the day, 0 to 23: the middle one of those contacts.
    pub hour: i8,
    /// How many contacts say so.
    pub contacts: usize,
}

/// Reads the habit from the weekdays and hours of real contacts. A weekday stands out if at least three
/// contacts and four in ten of all fell on it, and no other had as many.
pub fn habit(contacts: &[(Weekday, i8)]) -> Option<Habit> {
    if contacts.len() < HABIT_LEAST {
        return None;
    }
    let mut days: BTreeMap<i8, usize> = BTreeMap::new();
    for (weekday, _) in contacts {
        *days.entry(weekday.to_monday_zero_offset()).or_default() += 1;
    }
    let most = days.values().copied().max().unwrap_or(0);
    let is_alone = days.values().filter(|count| **count == most).count() == 1;
    let stands_out = is_alone && most >= HABIT_LEAST && most * 10 >= contacts.len() * 4;
    let weekday = days.iter().find(|(_, count)| stands_out && **count == most).and_then(|(offset, _)| Weekday::from_monday_zero_offset(*offset).ok());
    let mut hours: Vec<i8> = contacts.iter().filter(|(day, _)| weekday.is_none_or(|usual| usual == *day)).map(|(_, hour)| *hour).collect();
    hours.sort_unstable();
    Some(Habit { weekday, hour: hours.get(hours.len() / 2).copied().unwrap_or(0), contacts: hours.len() })
}

/// A suggested date moved to the client's usual weekday nearby, if that day has room. A call-back asked for
/// and the next try after no answer stay where they are.
pub fn on_usual_day(
    suggestion: Suggestion,
    habit: Option<Habit>,
    minutes: u16,
    today: Date,
    calendar: &WorkingCalendar,
    loads: &BTreeMap<Date, DayLoad>,
) -> Suggestion {
    let moves = matches!(suggestion.reason, Reason::Rhythm | Reason::Week | Reason::ThreeMonths);
    let (true, Some(weekday)) = (moves, habit.and_then(|habit| habit.weekday)) else { return suggestion };
    let fits = |day: &Date| {
        let has_room = match loads.get(day) {
            Some(load) => load.free_minutes() >= u32::from(minutes),
            None => calendar.minutes(*day) >= minutes,
        };
        *day > today && day.weekday() == weekday && calendar.is_working(*day) && has_room
    };
    let away = |days: i32| suggestion.date.saturating_add(days.days());
    let nearest = (0..=HABIT_DAYS_AWAY).flat_map(|days| [away(days), away(-days)]).find(fits);
    nearest.map_or(suggestion, |date| Suggestion { date, ..suggestion })
}
