//! Where a file stands in a binder: under a day, or under a month that has no day yet (B35, decision 4).
//!
//! Owns the one number by which places are stored and sorted. Never knows which divider shows it:
//! that is a view (see [`crate::dividers`], decision 3).

use jiff::civil::Date;

/// A calendar month, "July 2027".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Year, 1900 to 9999.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// The month a day lies in.
    pub fn of(date: Date) -> Month {
        Month { year: date.year(), month: date.month() }
    }

    /// The 1st of this month.
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.month, 1)
    }

    /// The 28th to the 31st of this month.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// The month `months` later (or earlier, if negative). Stops at the ends of the calendar.
    pub fn plus(self, months: i32) -> Month {
        let index = (i32::from(self.year) * 12 + i32::from(self.month) - 1 + months).clamp(1900 * 12, 9999 * 12 + 11);
        Month { year: (index / 12) as i16, month: (index % 12 + 1) as i8 }
    }
}

/// Where a file stands: the stored truth behind both divider modes.
///
/// Ordered by [`Place::number`], so a month without a day comes before each of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A day of the calendar.
    Day(Date),
    /// A month without a day ("July"), legal until the month comes into the horizon.
    Month(Month),
}

impl Place {
    /// The stored form: `yyyymmdd`, with `00` for the day of a month without one.
    ///
    /// ```
    /// use domain::{Month, Place};
    /// assert_eq!(Place::Month(Month { year: 2027, month: 7 }).number(), 20270700);
    /// ```
    pub fn number(self) -> i32 {
        match self {
            Place::Day(date) => date_number(date),
            Place::Month(month) => i32::from(month.year) * 10_000 + i32::from(month.month) * 100,
        }
    }

    /// Reads the stored form; `None` for a number that is no day and no month.
    pub fn from_number(number: i32) -> Option<Place> {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || number < 0 {
            return None;
        }
        if day == 0 {
            return Some(Place::Month(Month { year: year as i16, month: month as i8 }));
        }
        Date::new(year as i16, month as i8, day as i8).ok().map(Place::Day)
    }

    /// The day, if it has one.
    pub fn day(self) -> Option<Date> {
        match self {
            Place::Day(date) => Some(date),
            Place::Month(_) => None,
        }
    }

    /// The month it lies in.
    pub fn month(self) -> Month {
        match self {
            Place::Day(date) => Month::of(date),
            Place::Month(month) => month,
        }
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number().cmp(&other.number())
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A day as `yyyymmdd`, the form in which civil dates are stored.
pub fn date_number(date: Date) -> i32 {
    i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day())
}

/// Reads a day stored as `yyyymmdd`.
pub fn date_from_number(number: i32) -> Option<Date> {
    Place::from_number(number).and_then(Place::day)
}
