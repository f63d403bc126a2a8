//! When a person is told of an agreed time, and when not: beforehand, once, never in quiet hours.
//!
//! Owns the window in which a reminder makes sense. Never sends anything, and never knows what was told already:
//! that is kept by slip, place and minute, so that a moved time is another one and is told anew.

use crate::Date;
use crate::working::WorkingCalendar;
use jiff::ToSpan;
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

/// Whether that time is to be told at `now`, a moment of the company's day.
///
/// From the wished moment on until the time has come (for those who wish it at once: for [`GRACE`] minutes), so that
/// a server that paused still tells what lies ahead. Not while the person wishes quiet: what falls into quiet hours is
/// told at their end, if it still lies ahead then. On a day on which the person does not work only what was agreed.
pub fn is_due(time: Timed, wish: Wish, calendar: &WorkingCalendar, now: DateTime) -> bool {
    let Some((from, until)) = window(time, wish.before) else { return false };
    let minute = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).unwrap_or(0);
    from <= now && now < until && !wish.quiet.holds(minute) && (time.is_agreed || calendar.is_working(time.day))
}

/// From when until before when telling makes sense; none for what is no minute of a day, and at the calendar's end.
fn window(time: Timed, before: u16) -> Option<(DateTime, DateTime)> {
    let (hour, minute) = (i8::try_from(time.minute / 60).ok()?, i8::try_from(time.minute % 60).ok()?);
    let at = time.day.to_datetime(jiff::civil::Time::new(hour, minute, 0, 0).ok()?);
    let from = at.checked_sub(i64::from(before.min(BEFORE_MAX)).minutes()).ok()?;
    Some((from, at.max(from.checked_add(i64::from(GRACE).minutes()).ok()?)))
}

/// How many whole minutes are left until that time; 0 when it has come.
pub fn minutes_left(time: Timed, now: DateTime) -> i64 {
    let Some((at, _)) = window(time, 0) else { return 0 };
    let seconds = now.duration_until(at).as_secs();
    // Half a minute of the server's looking is not the person's: "in 10 minutes" stays 10.
    if seconds <= 0 { 0 } else { (seconds + 59) / 60 }
}
