//! The company's working week and holidays: which days are worked and for how long.
//!
//! Owns the walk from one working day to the next (B38: 20 to 22 a month). Never knows what is
//! planned on a day (see [`crate::load`]) nor which divider shows it (see [`crate::dividers`]).

use std::collections::BTreeSet;

use jiff::ToSpan;

use crate::{Date, Month};

#[cfg(test)]
mod tests;

/// How far a search for a working day goes before it gives up: a year and a long holiday.
const SEARCH_DAYS_MAX: i32 = 400;

/// The working week and the days taken out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCalendar {
    /// Minutes worked on Monday to Sunday; 0 is a day off.
    pub minutes: [u16; 7],
    /// Days off whatever the weekday.
    pub holidays: BTreeSet<Date>,
}

impl Default for WorkingCalendar {
    /// Monday to Friday, eight hours a day, no holidays.
    fn default() -> Self {
        WorkingCalendar { minutes: [480, 480, 480, 480, 480, 0, 0], holidays: BTreeSet::new() }
    }
}

impl WorkingCalendar {
    /// Minutes worked on that day; 0 on a day off.
    pub fn minutes(&self, date: Date) -> u16 {
        if self.holidays.contains(&date) {
            return 0;
        }
        self.minutes[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())]
    }

    /// Whether anything is worked on that day.
    pub fn is_working(&self, date: Date) -> bool {
        self.minutes(date) > 0
    }

    /// The first working day on or after `date`.
    ///
    /// In a calendar with no working day within 400 days it is `date` itself: a company that has
    /// ticked off every weekday still has to be able to file its clients somewhere.
    pub fn next_working(&self, date: Date) -> Date {
        self.search(date, 1).unwrap_or(date)
    }

    /// The first working day after `date`; the day after it in a calendar without working days.
    pub fn next_working_after(&self, date: Date) -> Date {
        self.next_working(days_later(date, 1))
    }

    /// The working days from `first` to `last`, both included, in order.
    pub fn working_days(&self, first: Date, last: Date) -> impl Iterator<Item = Date> + '_ {
        days(first, last).filter(|date| self.is_working(*date))
    }

    /// The working days of a month, in order: the dated dividers to print for it (B38).
    pub fn working_days_of(&self, month: Month) -> Vec<Date> {
        self.working_days(month.first_day(), month.last_day()).collect()
    }

    /// Minutes worked in the whole month.
    pub fn minutes_of(&self, month: Month) -> u32 {
        days(month.first_day(), month.last_day()).map(|date| u32::from(self.minutes(date))).sum()
    }

    /// The working day `count` working days after `date` (before it, if negative).
    ///
    /// 0 is the working day on or after `date`, as in "today, if we work today". Stops where there
    /// is no further working day within 400 days.
    pub fn add_working_days(&self, date: Date, count: i32) -> Date {
        if count == 0 {
            return self.next_working(date);
        }
        let step = count.signum();
        let mut reached = date;
        for _ in 0..count.unsigned_abs() {
            match self.search(days_later(reached, step), step) {
                Some(next) if next != reached => reached = next,
                _ => break,
            }
        }
        reached
    }

    /// The nearest working day at or beyond `from`, walking by `step` days (1 or -1).
    fn search(&self, from: Date, step: i32) -> Option<Date> {
        (0..SEARCH_DAYS_MAX).map(|walked| days_later(from, walked * step)).find(|date| self.is_working(*date))
    }
}

/// The day `count` days later (earlier, if negative). Stops at the ends of the calendar.
pub fn days_later(date: Date, count: i32) -> Date {
    // A span holds at most 7,304,484 days, which is also the length of the calendar.
    date.saturating_add(count.clamp(-7_304_484, 7_304_484).days())
}

/// Every day from `first` to `last`, both included.
pub fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |date| *date <= last)
}
