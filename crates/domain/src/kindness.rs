//! Birthdays and name days: small reminders, so that something the client really wants is proposed and not only wishes
//! (D4–D6).
//!
//! Owns when such a day comes again. Never fetches or sends anything.

use crate::Date;
use jiff::ToSpan;

/// How far ahead greetings are looked for, days.
pub const DAYS_AHEAD: i32 = 14;

/// A day that comes every year, as a card has it: "1980-12-05", or "--12-05" without the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yearly {
    /// The year of birth, if it is known.
    pub year: Option<i16>,
    /// The month, 1–12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

impl Yearly {
    /// Reads what stands on a card; anything else is none.
    pub fn read(text: &str) -> Option<Yearly> {
        let (year, rest) = match text.strip_prefix("--") {
            Some(rest) => (None, rest),
            None => text.split_once('-').and_then(|(year, rest)| Some((Some(year.parse().ok()?), rest)))?,
        };
        let (month, day) = rest.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // A leap year knows every day that any year knows.
        Date::new(year.unwrap_or(2024), month, day).ok().map(|_| Yearly { year, month, day })
    }

    /// When it comes next, today included. Who was born on 29 February is greeted on the 28th in other years.
    pub fn next(self, today: Date) -> Date {
        let in_year = |year: i16| Date::new(year, self.month, self.day).or_else(|_| Date::new(year, self.month, self.day - 1)).unwrap_or(today);
        let this = in_year(today.year());
        if this >= today { this } else { in_year(today.year().saturating_add(1)) }
    }

    /// The age on that day, if the year is known and makes sense.
    pub fn age_on(self, day: Date) -> Option<i16> {
        self.year.map(|year| day.year() - year).filter(|age| (1..=120).contains(age))
    }
}

/// The endings "12-05" by which the days of the next weeks are found on cards, today first.
pub fn endings(today: Date) -> Vec<String> {
    let mut all = Vec::new();
    for ahead in 0..=DAYS_AHEAD {
        let day = today.saturating_add(ahead.days());
        all.push(format!("{:02}-{:02}", day.month(), day.day()));
        // On the 28th of a year without a 29th.
        if (day.month(), day.day()) == (2, 28) && !day.in_leap_year() {
            all.push("02-29".to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_comes_within_a_year_on_its_day_and_is_found_before(ahead in 0_i32..3000, birth in 0_i32..36_000) {
            let today = date(2024, 1, 1).saturating_add(ahead.days());
            let born = date(1926, 1, 1).saturating_add(birth.days());
            let yearly = Yearly::read(&born.to_string()).unwrap();
            let next = yearly.next(today);
            prop_assert!(next >= today && next < today.saturating_add(367.days()));
            prop_assert!((next.month(), next.day()) == (born.month(), born.day()) || ((born.month(), born.day()) == (2, 29) && (next.month(), next.day()) == (2, 28)));
            let ending = born.to_string()[5..].to_owned();
            let is_near = next <= today.saturating_add(DAYS_AHEAD.days());
            prop_assert_eq!(endings(today).contains(&ending), is_near);
        }

        #[test]
        fn nothing_typed_breaks_it(text in "\\PC{0,16}|[0-9-]{0,12}") {
            if let Some(yearly) = Yearly::read(&text) {
                yearly.next(date(2026, 11, 23));
            }
        }
    }

    #[test]
    fn a_card_without_the_year_has_no_age() {
        let yearly = Yearly::read("--12-05").unwrap();
        assert_eq!((yearly.next(date(2026, 11, 23)), yearly.age_on(date(2026, 12, 5))), (date(2026, 12, 5), None));
        assert_eq!(Yearly::read("1980-12-05").unwrap().age_on(date(2026, 12, 5)), Some(46));
        for text in ["", "05.12.1980", "1980-13-05", "--02-30", "soon"] {
            assert_eq!(Yearly::read(text), None, "{text}");
        }
    }
}
