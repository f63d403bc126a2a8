//! Holidays as people type them, one a line: "2027-01-01 New Year".
//!
//! Owns the table `holiday` and the list of Cambodia's holidays that have a fixed date. Never guesses those
//! that follow the moon: they are proclaimed each year and typed by hand.

use domain::Date;
use store::{StoreError, Tx, params};
use web::{Failure, Message, Texts};

/// Most holidays a company can have; ten years of them.
const COUNT_MAX: usize = 500;
/// Longest name of a holiday, characters.
const NAME_LENGTH_MAX: usize = 100;
/// For how many years Cambodia's holidays are offered, the current one included.
const YEARS_OFFERED: i16 = 2;

/// Month, day and name of the public holidays of Cambodia whose date is the same each year.
const CAMBODIA: [(i8, i8, &str); 11] = [
    (1, 1, "holiday-new-year"),
    (1, 7, "holiday-victory"),
    (3, 8, "holiday-women"),
    (5, 1, "holiday-labour"),
    (5, 14, "holiday-king-birthday"),
    (6, 18, "holiday-queen-mother"),
    (9, 24, "holiday-constitution"),
    (10, 15, "holiday-king-father"),
    (10, 29, "holiday-coronation"),
    (11, 9, "holiday-independence"),
    (12, 29, "holiday-peace"),
];

/// Reads the list; empty lines are skipped, a day given twice keeps its first name.
///
/// # Errors
/// [`Failure::Refused`] on `holidays`, naming the first line that is not understood.
pub(crate) fn read(typed: &str) -> Result<Vec<(Date, String)>, Failure> {
    let mut holidays: Vec<(Date, String)> = Vec::new();
    for (index, line) in typed.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let holiday = read_line(line).ok_or_else(|| Failure::field("holidays", Message::new("company-holiday-odd").with("line", index + 1)))?;
        if holidays.iter().all(|(day, _)| *day != holiday.0) {
            holidays.push(holiday);
        }
        if holidays.len() > COUNT_MAX {
            return Err(Failure::field("holidays", Message::new("company-holidays-many").with("count", COUNT_MAX)));
        }
    }
    holidays.sort();
    Ok(holidays)
}

fn read_line(line: &str) -> Option<(Date, String)> {
    let line = line.trim();
    let (day, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    // jiff reads more than a plain day ("2027-01-01T08"); here only ten characters are one.
    let day: Date = (day.len() == 10).then(|| day.parse().ok()).flatten()?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_taken = (1900..=9999).contains(&day.year()) && name.chars().count() <= NAME_LENGTH_MAX && !name.chars().any(char::is_control);
    is_taken.then_some((day, name))
}

/// Writes the form that [`read`] reads.
pub(crate) fn write(holidays: &[(Date, String)]) -> String {
    holidays.iter().map(|(day, name)| format!("{day} {name}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Cambodia's holidays with a fixed date, of this year and the next, in the language of the page.
pub(crate) fn cambodia(texts: &Texts<'_>, today: Date) -> Vec<(Date, String)> {
    let years = today.year()..today.year().saturating_add(YEARS_OFFERED);
    years
        .flat_map(|year| CAMBODIA.iter().filter_map(move |(month, day, key)| Some((Date::new(year, *month, *day).ok()?, *key))))
        .map(|(day, key)| (day, texts.say(key)))
        .collect()
}

/// Replaces the company's holidays by these.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn replace(tx: &mut Tx<'_>, holidays: &[(Date, String)]) -> Result<(), StoreError> {
    tx.run("DELETE FROM holiday", &[])?;
    for (day, name) in holidays {
        tx.run("INSERT INTO holiday (day, name) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING", params![*day, name])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use web::Catalogue;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_are_read_line_by_line_and_sorted() {
        let read = read("2027-03-08  Women's Day \r\n\r\n2027-01-01 New Year\n2027-01-01 again\n2027-05-01").unwrap();
        assert_eq!(
            read,
            [(day("2027-01-01"), "New Year".to_owned()), (day("2027-03-08"), "Women's Day".to_owned()), (day("2027-05-01"), String::new())]
        );
    }

    #[test]
    fn the_first_line_that_is_not_understood_is_named() {
        for text in
            ["2027-01-01 New Year\n\n1 January", "\n\n2027-02-29 leap", "\n\n2027-01-01T08 x", "\n\n0001-01-01 long ago", "\n\n2027-01-01,New Year"]
        {
            let Err(Failure::Refused(refusal)) = read(text) else { panic!("{text} was taken") };
            assert_eq!(refusal.message, Message::new("company-holiday-odd").with("line", 3_i64), "{text}");
        }
    }

    #[test]
    fn a_flood_of_holidays_is_refused() {
        let text: Vec<String> = (1900..2500).map(|year| format!("{year}-01-01 New Year")).collect();
        assert!(read(&text.join("\n")).is_err());
    }

    #[test]
    fn cambodias_holidays_are_offered_for_two_years_and_can_be_read_back() {
        let catalogue = Catalogue::load();
        let offered = cambodia(&catalogue.speak(domain::Language::Km), day("2026-11-22"));
        assert_eq!(offered.len(), 22);
        assert_eq!(read(&write(&offered)).unwrap(), offered);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(text in "(?s).{0,200}") {
            if let Ok(holidays) = read(&text) {
                prop_assert_eq!(read(&write(&holidays)).unwrap(), holidays);
            }
        }
    }
}
