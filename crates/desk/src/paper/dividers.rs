//! The dividers: 1–31 and months, or the working days of a month (B15–B17, B38).

use super::printed::{head, printed};
use binder::By;
use domain::natural_date::{month_long, weekday_long};
use domain::{Month, Place};
use paper::{Dividers, Leaf};
use web::{Answer, Ask, Failure};

/// Months of a set: a year, so that it serves every year.
const MONTHS: i32 = 12;

/// `GET /paper/dividers.pdf?set=days`: 1–31, the coming months, or both.
pub(super) fn numbered(ask: &mut Ask) -> Answer {
    let language = ask.language();
    let this = Month::of(ask.today()?);
    // The coming month comes first: the one that has begun is worked by its days.
    let months = (1..=MONTHS).map(|ahead| month_long(this.plus(ahead).month, language)).map(capital);
    let leaves = match ask.query("set").unwrap_or("all") {
        "days" => Dividers::days().leaves,
        "months" => Dividers::months(months).leaves,
        "all" => [Dividers::days().leaves, Dividers::months(months).leaves].concat(),
        _ => return Err(Failure::NotFound),
    };
    let title = ask.say("paper-dividers");
    let head = head(ask, title.clone(), &ask.actor()?.name)?;
    printed(ask, &title, |press| press.dividers(&head, &Dividers::dated(leaves)))
}

/// `GET /paper/dated.pdf?month=2026-12`: a divider for each of the person's working days, and one for the month.
pub(super) fn dated(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let language = ask.language();
    let wanted = ask.query("month").map_or(Some(Place::Month(Month::of(by.today).plus(1))), crate::day::place_of);
    let Some(Place::Month(month)) = wanted else { return Err(Failure::NotFound) };
    let person = ask.read(|tx| people::person_in(tx, by.person_id, by.calendar.clone()))?.ok_or(Failure::NotFound)?;
    let year = month.year.to_string();
    let name = format!("{} {year}", capital(month_long(month.month, language)));
    let whole = Leaf { mark: capital(month_long(month.month, language)).into(), below: year.into(), ..Leaf::default() };
    let days = person.calendar.working_days_of(month).into_iter().map(|day| Leaf {
        mark: day.day().to_string().into(),
        above: capital(weekday_long(day.weekday(), language)).into(),
        below: name.as_str().into(),
    });
    let leaves: Vec<Leaf> = std::iter::once(whole).chain(days).collect();
    let head = head(ask, name.clone(), &person.name)?;
    printed(ask, &name, |press| press.dividers(&head, &Dividers::dated(leaves)))
}

/// With a large first letter: Russian writes months and weekdays small inside a sentence, and a divider is none.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
