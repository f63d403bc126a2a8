//! The days of the sample: the working days behind and before its today, and the hours of the morning.
//!
//! Owns the turning of days and minutes into moments of the company's zone. Never asks a clock.

use domain::working::{WorkingCalendar, days, days_later};
use domain::{Date, Month, Place};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// How far the histories reach back: nine months, in days.
const BEHIND: i32 = 270;
/// How far single days are planned ahead.
const BEFORE: i32 = 150;
/// With fewer working days than this the calendar is not one to spread a sample over.
const WORKING_DAYS_MIN: usize = 40;

/// The days around a today.
pub(crate) struct Days {
    /// Now, UTC milliseconds.
    pub(crate) now: i64,
    /// Today in the company's zone, whether it is worked or not.
    pub(crate) today: Date,
    zone: TimeZone,
    behind: Vec<Date>,
    before: Vec<Date>,
}

impl Days {
    /// The days around that moment.
    pub(crate) fn around(now: Timestamp, zone: &TimeZone, calendar: &WorkingCalendar) -> Days {
        let today = now.to_zoned(zone.clone()).date();
        let mut behind = worked(days_later(today, -BEHIND), days_later(today, -1), calendar);
        behind.reverse();
        let before = worked(days_later(today, 1), days_later(today, BEFORE), calendar);
        Days { now: now.as_millisecond(), today, zone: zone.clone(), behind, before }
    }

    /// The working day that many working days ago; 0 is today. No further back than nine months.
    pub(crate) fn ago(&self, count: usize) -> Date {
        nth(&self.behind, count).unwrap_or(self.today)
    }

    /// How many working days can be gone back.
    pub(crate) fn ago_max(&self) -> usize {
        self.behind.len()
    }

    /// The working day that many working days ahead; 0 is today.
    pub(crate) fn ahead(&self, count: usize) -> Date {
        nth(&self.before, count).unwrap_or(self.today)
    }

    /// The month that many months ahead, without a day.
    pub(crate) fn month(&self, count: usize) -> Place {
        Place::Month(Month::of(self.today).plus(count as i32))
    }

    /// A working day of the month that many months ahead, by the company's week as far as it is known here.
    pub(crate) fn day_of_month(&self, count: usize, calendar: &WorkingCalendar, nth_day: usize) -> Place {
        let month = Month::of(self.today).plus(count as i32);
        let worked = calendar.working_days_of(month);
        Place::Day(worked.get(nth_day % worked.len().max(1)).copied().unwrap_or_else(|| month.first_day()))
    }

    /// The moment at that minute of that day, UTC milliseconds; never later than now.
    pub(crate) fn moment(&self, day: Date, minute: u16) -> i64 {
        let time = jiff::civil::Time::midnight();
        let zoned = day.to_datetime(time).to_zoned(self.zone.clone());
        let midnight = zoned.map_or(self.now, |zoned| zoned.timestamp().as_millisecond());
        (midnight + i64::from(minute) * 60_000).min(self.now)
    }

    /// The moments of this morning at which `minutes` of work end one after the other: from eight on if now is
    /// later than that, else in the last minutes before now, always today.
    pub(crate) fn morning(&self, minutes: &[u16]) -> Vec<i64> {
        let midnight = self.moment(self.today, 0);
        let last = (self.now - 120_000).min(self.moment(self.today, 11 * 60 + 40)).max(midnight);
        let first = self.moment(self.today, 8 * 60);
        let first = if last - first < 30 * 60_000 { last - 50 * 60_000 } else { first }.max(midnight);
        let total: i64 = minutes.iter().map(|minutes| i64::from(*minutes)).sum::<i64>().max(1);
        let mut spent = 0;
        minutes
            .iter()
            .map(|minutes| {
                spent += i64::from(*minutes);
                first + (last - first) * spent / total
            })
            .collect()
    }
}

fn nth(list: &[Date], count: usize) -> Option<Date> {
    if count == 0 { None } else { list.get((count - 1).min(list.len().saturating_sub(1))).copied() }
}

/// The working days between two days; all days of a company that hardly works on any.
fn worked(first: Date, last: Date, calendar: &WorkingCalendar) -> Vec<Date> {
    let worked: Vec<Date> = calendar.working_days(first, last).collect();
    if worked.len() < WORKING_DAYS_MIN { days(first, last).collect() } else { worked }
}
