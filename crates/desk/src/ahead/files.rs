//! `GET /ahead/files`: the files behind a number, by date.
//!
//! Owns the reading of the address: a span, a cell of the head's screen (`at`), or a month's files without a day.

use super::pages::Wanted;
use super::queries::{self, Filter, Line};
use crate::open_file::view::kind_key;
use binder::By;
use domain::natural_date::{write_long, write_short};
use domain::{Month, Place, SlipKind};
use maud::{Markup, html};
use web::{Answer, Ask, Failure, Nav, Texts};

/// Lines on one page.
const LINES: u32 = 100;

pub(super) fn files(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let wanted = Wanted::of(ask, &by);
    let number = |name: &str| ask.query(name).and_then(|text| text.parse::<i32>().ok());
    let mut filter = Filter::of(wanted.whose(&by), wanted.span, by.today);
    let texts = ask.texts();
    let mut said = texts.say(match wanted.span {
        super::Span::Week => "ahead-week",
        super::Span::Month => "ahead-month",
        super::Span::All => "ahead-all",
    });
    if let Some(place) = number("at").and_then(Place::from_number) {
        (filter.first, filter.last, filter.month) = cell(place, &by);
        filter.also = if matches!(place, Place::Month(_)) { place.number() } else { 0 };
        said = write_long(place, by.today, texts.language);
    } else if let Some(place @ Place::Month(_)) = number("undated").and_then(Place::from_number) {
        (filter.first, filter.last, filter.month) = (place.number(), place.number(), place.number());
        said = texts.with("ahead-undated", &[("month", write_long(place, by.today, texts.language).into())]);
    }
    filter.kind = ask.query("kind").and_then(SlipKind::parse);
    filter.is_top = number("top").map(|top| top == 1);
    filter.after = ask.query("after").and_then(|text| text.split_once('-')).and_then(|(place, id)| Some((place.parse().ok()?, id.parse().ok()?)));
    let lines = ask.read(|tx| {
        if let Some(person) = wanted.binder {
            crate::day::binder_person(tx, &by, person)?;
        }
        Ok::<_, Failure>(queries::lines(tx, &filter, LINES + 1)?)
    })?;
    let words = [Some(said), filter.kind.map(|kind| texts.say(kind_key(kind))), filter.is_top.map(|is_top| texts.say(value_key(is_top)))];
    let heading = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let shown = &lines[..lines.len().min(LINES as usize)];
    let more = (lines.len() > shown.len()).then(|| shown.last()).flatten();
    let body = html! {
        p.row { a.btn.back href="/ahead" data-key="Escape" { "← " (texts.say("ahead-title")) } }
        h2 dir="auto" { (heading) }
        @if shown.is_empty() { p.quiet { (texts.say("ahead-nothing")) } }
        div.rows { @for line in shown { (row(&texts, &by, line, wanted.binder.is_none())) } }
        @if let Some(last) = more {
            p.row { a.btn href={ (turned(&ask.uri)) "after=" (last.place.number()) "-" (last.slip_id) } { (texts.say("ahead-more")) " →" } }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Binder, texts.say("ahead-title"), body))
}

/// The places of a cell: a day, today with what was carried over, or what comes of a month.
fn cell(place: Place, by: &By) -> (i32, i32, i32) {
    let before = Place::Month(Month::of(by.today)).number() - 1;
    match place {
        Place::Day(day) if day <= by.today => (0, Place::Day(by.today).number(), before),
        Place::Day(day) => (Place::Day(day).number(), Place::Day(day).number(), 0),
        Place::Month(month) => {
            let last = Place::Day(month.last_day()).number();
            // Of this month: what comes after today, and its files without a day.
            let first = if month == Month::of(by.today) { Place::Day(by.today).number() + 1 } else { place.number() };
            (first, last, last)
        }
    }
}

/// The address of the next page, up to where it begins.
fn turned(uri: &str) -> String {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("after=")).collect();
    if kept.is_empty() { format!("{path}?") } else { format!("{path}?{}&", kept.join("&")) }
}

fn value_key(is_top: bool) -> &'static str {
    if is_top { "ahead-top" } else { "ahead-others" }
}

fn row(texts: &Texts<'_>, by: &By, line: &Line, names_person: bool) -> Markup {
    html! {
        div.row-item {
            div.row-main {
                strong dir="auto" {
                    @match line.client_id {
                        Some(client) => a.row-link href={ "/files/" (client) } { (line.name) },
                        None => a.row-link href={ "/day/" (crate::day::show_day_path(line.place).trim_start_matches("/day/")) "?binder=" (line.person_id) "&file=" (line.slip_id) } { (line.name) },
                    }
                    @if line.is_top { " " span.tag.tag-vip { (texts.say("tag-top")) } }
                }
                span.row-sub dir="auto" { (texts.say(kind_key(line.kind))) @if !line.line.is_empty() { " · " (line.line) } @if names_person { " · " (line.person) } }
            }
            span.row-end.num { (write_short(line.place, by.today, texts.language)) " · " (texts.duration(u32::from(line.minutes))) }
        }
    }
}
