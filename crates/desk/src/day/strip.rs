//! The strip of dividers: one for each day and month, with how much stands under it.

use super::model::Day;
use domain::dividers::{Divider, DividerLine};
use domain::load::{DayLoad, Level};
use domain::natural_date::{month_long, month_short, weekday_letter, write_long};
use domain::{Language, Place};
use maud::{Markup, html};
use web::{Ask, Texts};

/// Month dividers that are there even when empty.
const MONTHS_SHOWN: u32 = 4;

/// The whole strip.
pub fn strip(ask: &Ask, day: &Day, query: &str) -> Markup {
    let texts = ask.texts();
    let mut months_begin = true;
    let mut months = 0;
    // The coming months, as many as a paper binder has (B17), and every later one under which something stands.
    let shown = day.strip.iter().filter(|line| match line.divider {
        Divider::Day(_) => true,
        Divider::Month(_) => {
            months += 1;
            months <= MONTHS_SHOWN || line.total().files > 0
        }
    });
    html! {
        nav.strip #strip aria-label=(texts.say("strip-label")) {
            @for line in shown {
                @match line.divider {
                    Divider::Day(_) => (divider(&texts, day, line, query)),
                    Divider::Month(_) => {
                        @if std::mem::take(&mut months_begin) { span.strip-gap {} }
                        (divider(&texts, day, line, query))
                    }
                }
            }
        }
    }
}

/// The path part of a place: 2026-11-23 or 2027-01.
pub fn slug(place: Place) -> String {
    match place {
        Place::Day(date) => date.to_string(),
        Place::Month(month) => format!("{:04}-{:02}", month.year, month.month),
    }
}

fn divider(texts: &Texts<'_>, day: &Day, line: &DividerLine, query: &str) -> Markup {
    let place = match line.divider {
        Divider::Day(date) => Place::Day(date),
        Divider::Month(month) => Place::Month(month),
    };
    let total = line.total();
    // What was done today was part of the day, also while another divider is open; the open one says what the
    // load line below it says.
    let load = if place == day.place {
        day.load()
    } else if place.day() == Some(day.today) {
        let done = day.done_today;
        let (planned_minutes, files) = (total.minutes + done.minutes, total.files + done.files);
        DayLoad { planned_minutes, capacity_minutes: line.capacity_minutes, files }
    } else {
        DayLoad { planned_minutes: total.minutes, capacity_minutes: line.capacity_minutes, files: total.files }
    };
    let is_past = place.day().is_some_and(|date| date < day.today);
    let is_today = place.day() == Some(day.today);
    let level = if load.files == 0 { Level::Free } else { load.level() };
    let digits = line.number().filter(|_| !is_past).map(|number| number.to_string());
    html! {
        a.divider.divider-month[matches!(place, Place::Month(_))].is-past[is_past].is-today[is_today]
            .is-free[load.files == 0 && (!line.is_working || is_past || matches!(place, Place::Month(_)))].is-full[level == Level::Tight].is-over[level == Level::Over]
            href={ "/day/" (slug(place)) (query) } data-place=(slug(place)) data-digits=[digits]
            aria-current=[(place == day.place).then_some("date")] {
            // What is drawn is said in words beside it: a letter and a number alone say little to those who listen.
            span.divider-face aria-hidden="true" {
                span.divider-bar {
                    @if load.files > 0 {
                        span.divider-count { (load.files) }
                        i class={ "h-" (height(load.percent())) } {}
                    }
                }
                (caption(texts.language, place, day))
            }
            span.sr-only { (label(texts, place, day, &load)) }
        }
    }
}

fn caption(language: Language, place: Place, day: &Day) -> Markup {
    match place {
        Place::Day(date) => html! {
            span.divider-week { (weekday_letter(date.weekday(), language)) }
            strong.divider-day { (date.day()) }
        },
        Place::Month(month) => {
            let is_new_year = month.year != day.today.year();
            let is_first = day.strip.iter().find_map(|line| match line.divider {
                Divider::Month(other) if other.year == month.year => Some(other == month),
                _ => None,
            });
            html! {
                span.divider-week { @if is_new_year && is_first == Some(true) { (month.year) } @else { "\u{a0}" } }
                strong.divider-day { (month_short(month.month, language)) }
            }
        }
    }
}

/// The load in steps of five for the height of the bar; never quite empty when something stands there.
fn height(percent: u32) -> u32 {
    (percent.min(100).div_ceil(5) * 5).clamp(5, 100)
}

fn label(texts: &Texts<'_>, place: Place, day: &Day, load: &DayLoad) -> String {
    let name = match place {
        Place::Day(_) => write_long(place, day.today, texts.language),
        Place::Month(month) => format!("{} {}", month_long(month.month, texts.language), month.year),
    };
    texts.with(
        "divider-label",
        &[
            ("name", name.into()),
            ("files", i64::from(load.files).into()),
            ("planned", texts.duration(load.planned_minutes).into()),
            ("capacity", texts.duration(load.capacity_minutes).into()),
        ],
    )
}
