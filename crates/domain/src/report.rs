//! The weeks of a report, and when the last one is told by itself.
//!
//! Owns which weeks it covers. Never counts anything.

use crate::Date;
use crate::reminder::QuietHours;
use jiff::ToSpan;
use jiff::civil::{DateTime, Weekday};

/// Most weeks of a report.
pub const WEEKS_MAX: u16 = 26;

/// Whole weeks, Monday to Sunday, the last of which holds today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// The Monday of the first week.
    pub first: Date,
    /// How many.
    pub count: u16,
}

impl Weeks {
    /// The last so many weeks, from 1 to [`WEEKS_MAX`].
    pub fn up_to(today: Date, count: u16) -> Weeks {
        let count = count.clamp(1, WEEKS_MAX);
        let monday = today.saturating_sub(i32::from(today.weekday().to_monday_zero_offset()).days());
        Weeks { first: monday.saturating_sub((7 * i32::from(count - 1)).days()), count }
    }

    /// The last day of the last week.
    pub fn last(self) -> Date {
        self.first.saturating_add((7 * i32::from(self.count) - 1).days())
    }

    /// The Mondays.
    pub fn mondays(self) -> impl Iterator<Item = Date> {
        (0..i32::from(self.count)).map(move |nth| self.first.saturating_add((7 * nth).days()))
    }

    /// In which week a day lies; none outside.
    pub fn week_of(self, day: Date) -> Option<usize> {
        let days = self.first.until((jiff::Unit::Day, day)).ok()?.get_days();
        usize::try_from(days.div_euclid(7)).ok().filter(|week| *week < usize::from(self.count))
    }
}

/// Before this minute of the day no week is told.
pub const TOLD_FROM: u16 = 7 * 60;

/// The whole week that is to be told at that moment of the company's clock to somebody who wishes it on that weekday:
/// the last one that is over, from seven in the morning of the weekday until the week ends, never in quiet hours. A
/// server that stood still on the day itself tells it late rather than never.
pub fn week_to_tell(wished: Weekday, local: DateTime, quiet: QuietHours) -> Option<Weeks> {
    let this = Weeks::up_to(local.date(), 1);
    let begun = this.first.saturating_add(i32::from(wished.to_monday_zero_offset()).days());
    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).ok()?;
    let is_begun = local.date() > begun || (local.date() == begun && minute >= TOLD_FROM);
    (is_begun && !quiet.holds(minute)).then(|| Weeks { first: this.first.saturating_sub(7.days()), count: 1 })
}

/// The day on which the next week is told to somebody who wishes it on that weekday, by that moment of the company's clock.
pub fn next_telling(wished: Weekday, local: DateTime) -> Date {
    let monday = Weeks::up_to(local.date(), 1).first;
    let hushed = QuietHours { from: 0, to: 0 };
    let weeks = i32::from(week_to_tell(wished, local, hushed).is_some());
    monday.saturating_add((7 * weeks + i32::from(wished.to_monday_zero_offset())).days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_day_of_them_lies_in_one_week_and_no_other_day_does(ahead in 0_i32..5000, count in 0_u16..40, off in -300_i32..300) {
            let today = date(2020, 1, 1).saturating_add(ahead.days());
            let weeks = Weeks::up_to(today, count);
            prop_assert_eq!(weeks.first.weekday(), Weekday::Monday);
            prop_assert_eq!(weeks.last().weekday(), Weekday::Sunday);
            prop_assert_eq!(weeks.week_of(today), Some(usize::from(weeks.count) - 1));
            prop_assert_eq!(weeks.mondays().count(), usize::from(weeks.count));
            let day = today.saturating_add(off.days());
            let inside = weeks.first <= day && day <= weeks.last();
            prop_assert_eq!(weeks.week_of(day).is_some(), inside);
            if let Some(week) = weeks.week_of(day) {
                let monday = weeks.mondays().nth(week).unwrap();
                prop_assert!(monday <= day && day < monday.saturating_add(7.days()));
            }
        }

        #[test]
        fn the_week_that_is_over_is_told_from_the_wished_morning_to_sunday(ahead in 0_i32..5000, minute in 0_i16..1440, wished in 1_i8..=7, quiet in 0_u16..1440) {
            let today = date(2020, 1, 1).saturating_add(ahead.days());
            let wished = Weekday::from_monday_one_offset(wished).unwrap();
            let local = today.to_datetime(time((minute / 60) as i8, (minute % 60) as i8, 0, 0));
            let told = week_to_tell(wished, local, QuietHours { from: quiet, to: quiet });
            let day = today.weekday().to_monday_zero_offset() - wished.to_monday_zero_offset();
            prop_assert_eq!(told.is_some(), day > 0 || (day == 0 && minute >= 420));
            if let Some(week) = told {
                prop_assert_eq!(week.last(), Weeks::up_to(today, 1).first.yesterday().unwrap());
                prop_assert_eq!(week, Weeks::up_to(today.saturating_sub(7.days()), 1));
            }
            let next = next_telling(wished, local);
            prop_assert_eq!(next.weekday(), wished);
            prop_assert!(next >= today && next <= today.saturating_add(7.days()));
            prop_assert_eq!(next > Weeks::up_to(today, 1).last(), told.is_some());
            let hushed = QuietHours { from: minute as u16, to: (minute as u16 + 1) % 1440 };
            prop_assert_eq!(week_to_tell(wished, local, hushed), None);
        }
    }
}
