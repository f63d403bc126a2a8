//! `/paper`: everything that can be printed, on one calm page.

use super::stack::{FILES_MAX, PaperDay};
use crate::day::{Day, binder_named, place_of, show_day_path};
use binder::By;
use domain::natural_date::{month_long, write_long};
use domain::{Month, Place};
use maud::{Markup, html};
use web::{Answer, Ask, Failure, Nav, Texts};

/// Months ahead whose days can be printed: as far as a binder with dates is prepared, and more.
const MONTHS_AHEAD: i32 = 12;

/// "On paper", below the stack of a day.
pub(crate) fn day_link(ask: &Ask, day: &Day) -> Markup {
    let slug = show_day_path(day.place).replace("/day/", "");
    let binder = if day.is_own { String::new() } else { format!("&binder={}", day.person.id) };
    html! {
        @if !day.cards.is_empty() {
            div.load { p.load-facts { a href={ "/paper?day=" (slug) (binder) } { (ask.say("paper-day-link")) } } }
        }
    }
}

pub(super) fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let place = match ask.query("day") {
        Some(day) => place_of(day).ok_or(Failure::NotFound)?,
        None => Place::Day(by.today),
    };
    let day = ask.read(|tx| PaperDay::read(tx, &by, place, binder_named(ask)))?;
    let texts = ask.texts();
    let is_own = day.person.id == by.person_id;
    let body = html! {
        div.page-narrow.paper {
            section.section {
                h2 { (texts.with("paper-day", &[("day", write_long(place, by.today, texts.language).into())])) @if !is_own { " · " span dir="auto" { (day.person.name) } } }
                (of_day(&texts, &day, is_own))
            }
            section.section {
                h2 { (texts.say("paper-dividers")) }
                (numbered(&texts))
                (dated(&texts, Month::of(by.today)))
                p.small.quiet { (texts.say("paper-dividers-hint")) }
            }
            section.section {
                h2 { (texts.say("information-card")) }
                p { a.btn href="/paper/card.pdf" { (texts.say("paper-blank")) } }
                p.small.quiet { (texts.say("paper-card-hint")) }
            }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Binder, texts.say("paper-title"), body))
}

fn of_day(texts: &Texts<'_>, day: &PaperDay, is_own: bool) -> Markup {
    let files = day.files().len();
    let way = show_day_path(day.place);
    html! {
        @if day.cards.is_empty() { p.quiet { (texts.say("paper-nothing")) } }
        @else {
            form.paper-row method="get" action={ (way) "/stack.pdf" } {
                @if !is_own { input type="hidden" name="binder" value=(day.person.id); }
                select name="sides" aria-label=(texts.say("paper-sides")) {
                    option value="one" { (texts.say("paper-sides-one")) }
                    option value="two" { (texts.say("paper-sides-two")) }
                }
                button.btn formaction={ (way) "/calls.pdf" } { (texts.say("paper-calls")) }
                @if files > FILES_MAX {
                    @for first in (1..=files).step_by(FILES_MAX) {
                        button.btn name="from" value=(first) { (texts.with("paper-stack-of", &[("first", first.into()), ("last", (first + FILES_MAX - 1).min(files).into())])) }
                    }
                } @else if files > 0 { button.btn { (texts.with("paper-stack-all", &[("count", files.into())])) } }
            }
            p.small.quiet { (texts.say("paper-day-hint")) }
        }
    }
}

fn numbered(texts: &Texts<'_>) -> Markup {
    html! {
        form.paper-row method="get" action="/paper/dividers.pdf" {
            select name="set" aria-label=(texts.say("paper-dividers-which")) {
                option value="all" { (texts.say("paper-set-all")) }
                option value="days" { (texts.say("paper-set-days")) }
                option value="months" { (texts.say("paper-set-months")) }
            }
            button.btn { (texts.say("paper-make")) }
        }
    }
}

fn dated(texts: &Texts<'_>, this: Month) -> Markup {
    html! {
        form.paper-row method="get" action="/paper/dated.pdf" {
            select name="month" aria-label=(texts.say("paper-dated")) {
                @for ahead in 0..=MONTHS_AHEAD {
                    @let month = this.plus(ahead);
                    option value=(format!("{}-{:02}", month.year, month.month)) selected[ahead == 1] {
                        (texts.with("paper-dated-of", &[("month", format!("{} {}", month_long(month.month, texts.language), month.year).into())]))
                    }
                }
            }
            button.btn { (texts.say("paper-make")) }
        }
    }
}
