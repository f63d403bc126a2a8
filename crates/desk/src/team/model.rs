//! The table of loads: people by days and months.
//!
//! Owns what a cell says. Reads nothing itself.

use super::queries::{Away, Colleague, Sum};
use domain::load::DayLoad;
use domain::working::WorkingCalendar;
use domain::{Date, Month, PersonId, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Months beside the days.
const MONTHS: i32 = 3;

/// The columns.
pub(super) struct Columns {
    pub days: Vec<Date>,
    pub months: Vec<Month>,
}

impl Columns {
    /// So many working days from today, and the coming months.
    pub(super) fn of(calendar: &WorkingCalendar, today: Date, count: u16) -> Columns {
        let mut days = vec![today];
        while days.len() < usize::from(count) {
            let last = days.last().copied().unwrap_or(today);
            let next = calendar.next_working_after(last);
            if next <= last {
                break;
            }
            days.push(next);
        }
        let months = (0..MONTHS).map(|number| Month::of(today).plus(number)).collect();
        Columns { days, months }
    }

    /// The last day shown.
    pub(super) fn last(&self, today: Date) -> Date {
        self.days.last().copied().unwrap_or(today)
    }

    /// Days off on which something stands all the same get a column: nothing is left out of sight.
    pub(super) fn with_days_off(&mut self, loads: &BTreeMap<PersonId, BTreeMap<Place, Sum>>) {
        let used: BTreeSet<Date> = loads.values().flat_map(|places| places.keys().filter_map(|place| place.day())).collect();
        let all: BTreeSet<Date> = self.days.iter().copied().chain(used).collect();
        self.days = all.into_iter().collect();
    }

    /// Every column in order.
    pub(super) fn places(&self) -> Vec<Place> {
        let days = self.days.iter().map(|day| Place::Day(*day));
        days.chain(self.months.iter().map(|month| Place::Month(*month))).collect()
    }
}

/// The hours of all weeks at hand: what a day or a month holds for somebody.
pub(super) struct Hours {
    holidays: BTreeSet<Date>,
    company: [u16; 7],
    /// How often each weekday is worked after today, by month.
    weekdays: BTreeMap<Place, [u32; 7]>,
}

impl Hours {
    pub(super) fn of(calendar: &WorkingCalendar, columns: &Columns, today: Date) -> Hours {
        let every_day = WorkingCalendar { minutes: [1; 7], holidays: calendar.holidays.clone() };
        let counted = |month: &Month| {
            let mut counts = [0; 7];
            for day in every_day.working_days_of(*month).into_iter().filter(|day| *day > today) {
                counts[weekday(day)] += 1;
            }
            (Place::Month(*month), counts)
        };
        let weekdays = columns.months.iter().map(counted).collect();
        Hours { holidays: calendar.holidays.clone(), company: calendar.minutes, weekdays }
    }

    /// The week of that colleague.
    pub(super) fn week(&self, colleague: &Colleague) -> [u16; 7] {
        colleague.week.as_deref().and_then(web::app::read_week).unwrap_or(self.company)
    }

    /// Minutes that the place holds in such a week.
    pub(super) fn minutes(&self, week: &[u16; 7], place: Place) -> u32 {
        match place {
            Place::Day(day) if self.holidays.contains(&day) => 0,
            Place::Day(day) => u32::from(week[weekday(day)]),
            month => self.weekdays.get(&month).map_or(0, |counts| counts.iter().zip(week).map(|(count, minutes)| count * u32::from(*minutes)).sum()),
        }
    }
}

fn weekday(day: Date) -> usize {
    usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())
}

/// One cell.
pub(super) fn load(sum: Sum, capacity_minutes: u32) -> DayLoad {
    DayLoad { planned_minutes: sum.minutes, capacity_minutes, files: sum.files }
}

/// Who works that binder on that day.
pub(super) fn deputy(away: Option<&Vec<Away>>, place: Place) -> Option<&str> {
    let day = place.day()?;
    away?.iter().find(|away| away.from <= day && day <= away.to).map(|away| away.deputy.as_str())
}

#[cfg(test)]
mod tests;
