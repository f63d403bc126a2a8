//! When a person is told of an agreed time, and when not: beforehand, once, never in quiet hours.
//!
//! Owns the window in which a reminder makes sense. Never sends anything, and never knows what was told already:
//! that is kept by slip, place and minute, so that a moved time is another one and is told anew.

use crate::Date;
use crate::working::WorkingCalendar;
use jiff::civil::DateTime;

#[cfg(test)]
mod tests;

/// The most minutes beforehand that somebody can wish for.
pub const BEFORE_MAX: u16 = 240;

/// How long a reminder still makes sense from the moment at which it was wished, minutes: without it a time that is
/// to be told at once could never be told.
pub const GRACE: u16 = 5;

/// The hours in which nothing is told, as minutes of the day: from the first to before the second, over midnight if
/// the second comes first. Two equal ones are no quiet hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// The first quiet minute of the day, 0 to 1439.
    pub from: u16,
    /// The first minute that is not quiet any more, 0 to 1439.
    pub to: u16,
}

impl QuietHours {
    /// Whether that minute of the day is quiet.
    pub fn holds(self, minute: u16) -> bool {
        if self.from <= self.to { (self.from..self.to).contains(&minute) } else { minute >= self.from || minute < self.to }
    }
}

/// How somebody wishes to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Minutes beforehand, 0 to [`BEFORE_MAX`].
    pub before: u16,
    /// When not.
    pub quiet: QuietHours,
}

/// A time on a divider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timed {
    /// The day.
    pub day: Date,
    /// The minute of the day, 0 to 1439.
    pub minute: u16,
    /// Whether it was agreed with the client.
    pub is_agreed: bool,
}

/// Whether that time is to be told at `now`, a moment of the company's day, `seconds_left` before it (negative once it
/// has passed). Those are seconds that really pass: on a day on which the clock is put forward or back they are not the
/// difference of the two times.
///
/// From the wished moment on until the time has come (for those who wish it at once: for [`GRACE`] minutes), so that
/// a server that paused still tells what lies ahead. Not while the person wishes quiet: what falls into quiet hours is
/// told at their end, if it still lies ahead then or is that very minute. On a day on which the person does not work
/// only what was agreed.
pub fn is_due(time: Timed, wish: Wish, calendar: &WorkingCalendar, now: DateTime, seconds_left: i64) -> bool {
    let (before, grace) = (i64::from(wish.before.min(BEFORE_MAX)) * 60, i64::from(GRACE) * 60);
    let ends_quiet = wish.quiet.from != wish.quiet.to && time.minute == wish.quiet.to;
    let late = if ends_quiet { grace } else { (grace - before).max(0) };
    let minute = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).unwrap_or(0);
    seconds_left <= before && seconds_left > -late && !wish.quiet.holds(minute) && (time.is_agreed || calendar.is_working(time.day))
}

/// How many whole minutes those seconds are; 0 when the time has come.
pub fn minutes_left(seconds_left: i64) -> i64 {
    // Half a minute of the server's looking is not the person's: "in 10 minutes" stays 10.
    if seconds_left <= 0 { 0 } else { (seconds_left + 59) / 60 }
}
