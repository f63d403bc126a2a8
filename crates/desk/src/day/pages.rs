//! The pages of the day and the fragment that reads a date while it is typed.

use super::model::{Day, Wanted, day_load};
use super::queries::occupied;
use super::view;
use crate::frame;
use binder::By;
use domain::load::Level;
use domain::natural_date::{self, NotUnderstood};
use domain::{Date, Month, PersonId, Place, SlipId};
use maud::{Markup, html};
use web::form::Form;
use web::layout::{Page, page_with};
use web::{Answer, Ask, Failure, Message, Nav, Reply, Texts};

pub(super) fn today(ask: &mut Ask) -> Answer {
    let today = ask.today()?;
    show_place(ask, Place::Day(today))
}

pub(super) fn day(ask: &mut Ask) -> Answer {
    let place = place_of(&ask.path::<String>("place")?).ok_or(Failure::NotFound)?;
    show_place(ask, place)
}

/// Reads 2026-11-23 or 2027-01.
pub fn place_of(text: &str) -> Option<Place> {
    if text.len() == 7 {
        let (year, month) = text.split_once('-')?;
        return Place::from_number(year.parse::<i32>().ok()? * 10_000 + month.parse::<i32>().ok()? * 100);
    }
    text.parse::<Date>().ok().filter(|date| (1900..=9999).contains(&date.year())).map(Place::Day)
}

/// Whose binder the address names; none for the actor's own.
pub fn binder_named(ask: &Ask) -> Option<PersonId> {
    ask.query("binder").and_then(|id| id.parse().ok()).map(PersonId)
}

/// The day under that divider, with what the address asks to be open.
///
/// # Errors
/// [`Failure::NotFound`] for a binder or a file that the actor may not see.
pub fn show_place(ask: &Ask, place: Place) -> Answer {
    let wanted = Wanted { place, person_id: binder_named(ask), slip_id: ask.query("file").and_then(|id| id.parse().ok()).map(SlipId) };
    let shows_file = wanted.slip_id.is_some();
    let toast = frame::did(ask, true)?;
    show_day(ask, &wanted, shows_file, None, toast)
}

/// The day as it stands now, as a page or, for htmx, as its `<main>` and a toast.
///
/// # Errors
/// As [`show_place`].
pub fn show_day(ask: &Ask, wanted: &Wanted, shows_file: bool, typed: Option<&Form<'_>>, toast: Markup) -> Answer {
    let by = By::of(ask)?;
    let card_fields = ask.company()?.card_fields.clone();
    let day = ask.read(|tx| Day::read(tx, &by, &card_fields, wanted))?;
    let texts = ask.texts();
    let is_open = matches!(day.opened, super::model::Opened::File(_) | super::model::Opened::Errand(_));
    let main = view::main(ask, &day, shows_file && is_open, typed);
    let page =
        Page { title: view::heading(&day, &texts), heading: view::heading(&day, &texts), beside: view::beside(&day, &texts), nav: Nav::Binder, main };
    Ok(page_with(ask, page, toast))
}

/// `GET /next-date?text=thu`: the day it means and how full that day is, or why it is none.
pub(super) fn next_date(ask: &mut Ask) -> Answer {
    let today = ask.today()?;
    let texts = ask.texts();
    let typed = ask.query("text").unwrap_or("");
    let read = match place_of(typed) {
        Some(place) => Ok((place, None)),
        None => natural_date::read(typed, today, texts.language).map(|next| (next.place, next.minute)),
    };
    let (place, minute) = match read {
        Ok(read) => read,
        Err(reason) => return Ok(Reply::html(html! { span.is-bad { (texts.message(&not_understood(&reason, typed))) } })),
    };
    let person_id = binder_named(ask).unwrap_or(ask.actor()?.person_id);
    let by = By::of(ask)?;
    let wanted = ask.read(|tx| {
        let person = super::model::binder_person(tx, &by, person_id)?;
        Ok::<_, Failure>((occupied(tx, person_id)?, person))
    })?;
    Ok(Reply::html(hint(&texts, &wanted.1, &wanted.0, today, place, minute)))
}

/// The date in words, and the load of that day after today's own rules.
pub fn hint(
    texts: &Texts<'_>,
    person: &people::Person,
    occupied: &std::collections::BTreeMap<Place, domain::dividers::Counted>,
    today: Date,
    place: Place,
    minute: Option<u16>,
) -> Markup {
    let words = natural_date::write_short(place, today, texts.language);
    let words = minute.map_or(words.clone(), |minute| format!("{words} {}", view::clock(minute)));
    let load = match place {
        Place::Day(date) => day_load(person, today, occupied, date),
        Place::Month(month) => month_load(person, occupied, month),
    };
    let is_off = matches!(place, Place::Day(date) if !person.calendar.is_working(date));
    html! {
        span data-place=(super::strip::slug(place)) {
            (words) " · "
            @if is_off { b.is-full { (texts.say("hint-day-off")) } }
            @else {
                b.is-over[load.level() == Level::Over].is-full[load.level() == Level::Tight] {
                    (texts.with("hint-load", &[("planned", texts.duration(load.planned_minutes).into()), ("capacity", texts.duration(load.capacity_minutes).into())]))
                }
            }
        }
    }
}

fn month_load(
    person: &people::Person,
    occupied: &std::collections::BTreeMap<Place, domain::dividers::Counted>,
    month: Month,
) -> domain::load::DayLoad {
    let (mut minutes, mut files) = (0, 0);
    for (_, counted) in occupied.range(Place::Month(month)..=Place::Day(month.last_day())) {
        minutes += counted.minutes;
        files += counted.files;
    }
    domain::load::DayLoad { planned_minutes: minutes, capacity_minutes: person.calendar.minutes_of(month), files }
}

/// What a person is told about a date that could not be read, with examples of ones that can.
pub fn not_understood(reason: &NotUnderstood, typed: &str) -> Message {
    let typed: String = typed.chars().take(40).collect();
    match reason {
        NotUnderstood::Empty => Message::new("date-empty"),
        NotUnderstood::Past { .. } => Message::new("filing-past-date"),
        NotUnderstood::NoSuchDay => Message::new("date-no-such-day").with("typed", typed),
        NotUnderstood::TooFar => Message::new("date-too-far"),
        NotUnderstood::Unknown { .. } => Message::new("date-unknown").with("typed", typed),
    }
}
