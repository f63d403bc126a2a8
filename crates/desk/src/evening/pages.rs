//! `/evening`: one day of one person.

use super::figures::{Figures, Line, MovedAway, unfiled};
use crate::day::{binder_named, binder_person, free_days, loads, occupied, place_of};
use crate::frame;
use crate::open_file::view::{kind_key, outcome_key};
use binder::By;
use binder::days::{Evening, evening, keep_evening, morning};
use binder::moving::{Moves, move_slips};
use domain::load::deal;
use domain::natural_date::{write_long, write_short};
use domain::{Date, PersonId, Place, SlipId};
use maud::{Markup, html};
use people::Person;
use web::layout::{csrf, sheet_with};
use web::{Answer, Ask, Failure, Message, Nav, Reply, Texts};

/// Working days over which the rest is filed.
const DAYS_AHEAD: i32 = 5;

struct Shown {
    person: Person,
    day: Date,
    figures: Figures,
    kept: Evening,
    morning: Option<binder::days::MorningFigures>,
}

/// Which day and whose: today and one's own unless the address says otherwise.
pub(super) fn wanted(ask: &Ask, by: &By) -> Result<(PersonId, Date), Failure> {
    let day = match ask.query("day") {
        None => by.today,
        Some(text) => match place_of(text) {
            Some(Place::Day(day)) if day <= by.today => day,
            _ => return Err(Failure::NotFound),
        },
    };
    Ok((binder_named(ask).unwrap_or(by.person_id), day))
}

fn read(ask: &Ask, by: &By) -> Result<Shown, Failure> {
    let (person_id, day) = wanted(ask, by)?;
    ask.read(|tx| {
        let person = binder_person(tx, by, person_id)?;
        Ok(Shown {
            figures: Figures::read(tx, by, person_id, day)?,
            kept: evening(tx, person_id, day)?,
            morning: match morning(tx, person_id, day)? {
                None if day == by.today && person_id == by.person_id => Some(crate::morning::count(tx, by)?),
                kept => kept,
            },
            person,
            day,
        })
    })
}

pub(super) fn page(ask: &mut Ask) -> Answer {
    let toast = frame::did(ask, false)?;
    show(ask, toast, None)
}

fn show(ask: &Ask, toast: Markup, refused: Option<&Message>) -> Answer {
    let by = By::of(ask)?;
    let shown = read(ask, &by)?;
    let texts = ask.texts();
    let figures = &shown.figures;
    let is_own = shown.person.id == by.person_id;
    let body = html! {
        (days(&texts, &by, &shown))
        @if let Some(refused) = refused { p.notice.notice-bad role="alert" { (ask.message(refused)) } }
        (numbers(&texts, &shown))
        @if let Some(morning) = shown.morning.filter(|figures| *figures != binder::days::MorningFigures::default()) { p.quiet { (crate::morning::sentence(ask, &morning)) } }
        div.evening-parts {
            (kinds(&texts, figures))
            (hours(&texts, figures))
        }
        @if !figures.unfiled.is_empty() { (rest(ask, &by, &shown, is_own)) }
        (list(&texts, &by, "done", "evening-done", &figures.done))
        (moves(&texts, &by, &figures.moved))
        (list(&texts, &by, "postponed", "evening-postponed", &figures.postponed))
        @if is_own { (note(ask, &shown, refused.is_some())) }
        @else if !shown.kept.note.is_empty() { section.section { h2 { (texts.say("evening-note")) } p.entry-text dir="auto" { (shown.kept.note) } } }
    };
    let heading = texts.with("evening-of", &[("day", write_long(Place::Day(shown.day), by.today, texts.language).into())]);
    let beside = if is_own { String::new() } else { shown.person.name.clone() };
    Ok(sheet_with(ask, Nav::Binder, heading, beside, body, toast))
}

fn address(by: &By, person: PersonId, day: Date) -> String {
    let binder = if person == by.person_id { String::new() } else { format!("&binder={person}") };
    format!("/evening?day={day}{binder}")
}

fn days(texts: &Texts<'_>, by: &By, shown: &Shown) -> Markup {
    let before = shown.day.yesterday().ok();
    let after = shown.day.tomorrow().ok().filter(|day| *day <= by.today);
    let words = |day: Date| write_short(Place::Day(day), by.today, texts.language);
    html! {
        nav.row.evening-days aria-label=(texts.say("evening-days")) {
            @if let Some(day) = before { a.btn href=(address(by, shown.person.id, day)) { "← " (words(day)) } }
            @if let Some(day) = after { a.btn href=(address(by, shown.person.id, day)) { (words(day)) " →" } }
            a.btn href={ "/evening/week?day=" (shown.day) "&binder=" (shown.person.id) } { (texts.say("evening-week")) }
        }
    }
}

fn numbers(texts: &Texts<'_>, shown: &Shown) -> Markup {
    let figures = &shown.figures;
    let (kept, agreed) = figures.kept(shown.day);
    let numbers = [
        ("#done", "evening-count-done", figures.done.len().to_string()),
        ("#rest", "evening-count-unfiled", figures.unfiled.len().to_string()),
        ("#done", "evening-count-kept", format!("{kept}/{agreed}")),
        ("#done", "evening-count-first", format!("{} ({})", figures.first_calls(), figures.prepared)),
        ("#moved", "evening-count-moved", figures.moved.len().to_string()),
        ("#postponed", "evening-count-postponed", figures.postponed.len().to_string()),
        ("#done", "evening-planned", texts.duration(figures.planned_minutes())),
        ("#done", "evening-spent", texts.duration(figures.spent_minutes())),
    ];
    html! {
        ul.numbers { @for (way, key, number) in numbers { li { a href=(way) { b.num { (number) } span { (texts.say(key)) } } } } }
    }
}

fn kinds(texts: &Texts<'_>, figures: &Figures) -> Markup {
    html! {
        section.section {
            h2 { (texts.say("evening-by-kind")) }
            @if figures.done.is_empty() { p.quiet { (texts.say("evening-nothing-done")) } }
            dl.facts {
                @for (kind, outcomes) in figures.by_kind() {
                    dt { (texts.say(kind_key(kind))) " " b.num { (outcomes.values().sum::<usize>()) } }
                    dd { @for (index, (outcome, count)) in outcomes.iter().enumerate() {
                        @if index > 0 { " · " }
                        @match outcome { Some(outcome) => (texts.say(outcome_key(*outcome))), None => (texts.say("evening-no-outcome")) } " " (count)
                    } }
                }
            }
        }
    }
}

/// The hours as bars: how many tries, how many of them reached somebody.
fn hours(texts: &Texts<'_>, figures: &Figures) -> Markup {
    let hours = figures.by_hour();
    let most = hours.values().map(|(tries, _)| *tries).max().unwrap_or(0).max(1);
    let (first, last) = (hours.keys().next().copied().unwrap_or(8), hours.keys().next_back().copied().unwrap_or(17));
    html! {
        @if !hours.is_empty() {
            section.section {
                h2 { (texts.say("evening-hours")) }
                svg.hours viewBox={ "0 0 " (u32::try_from(last - first + 1).unwrap_or(1) * 28) " 76" } role="img" aria-label=(texts.say("evening-hours")) {
                    @for (index, hour) in (first..=last).enumerate() {
                        @let (tries, reached) = hours.get(&hour).copied().unwrap_or((0, 0));
                        @let (high, filled) = (tries * 50 / most, reached * 50 / most);
                        g transform={ "translate(" (index * 28) " 0)" } {
                            title { (texts.with("evening-hour", &[("hour", format!("{hour:02}:00").into()), ("tries", tries.into()), ("reached", reached.into())])) }
                            rect.hours-tries x="4" y=(56 - high) width="20" height=(high) rx="2" {}
                            rect.hours-reached x="4" y=(56 - filled) width="20" height=(filled) rx="2" {}
                            text x="14" y="70" text-anchor="middle" { (hour) }
                        }
                    }
                }
            }
        }
    }
}

fn row(texts: &Texts<'_>, by: &By, line: &Line) -> Markup {
    html! {
        li.row-item {
            div.row-main {
                @match line.client_id {
                    Some(client) => { a.row-link href={ "/files/" (client) } dir="auto" { (line.name) } }
                    None => { strong dir="auto" { (line.name) } }
                }
                span.row-sub {
                    (texts.say(kind_key(line.kind)))
                    @if let Some(outcome) = line.outcome { " · " (texts.say(outcome_key(outcome))) }
                    @if line.agreed { " · " (texts.say("evening-agreed")) @if let Some(minute) = line.minute { " " (crate::day::view::clock(minute)) } }
                    @if line.postponed > 0 { " · " (texts.with("tag-postponed", &[("count", i64::from(line.postponed).into())])) }
                }
            }
            span.row-end.num { @if line.outcome.is_none() { (write_short(line.place, by.today, texts.language)) } @else { (texts.duration(line.spent.max(line.minutes * u32::from(line.spent == 0)))) } }
        }
    }
}

fn list(texts: &Texts<'_>, by: &By, id: &str, title: &str, lines: &[Line]) -> Markup {
    html! {
        @if !lines.is_empty() {
            section.section id=(id) {
                details open[lines.len() <= 12] {
                    summary { h2 { (texts.say(title)) " " span.num { (lines.len()) } } }
                    ul.rows { @for line in lines { (row(texts, by, line)) } }
                }
            }
        }
    }
}

fn moves(texts: &Texts<'_>, by: &By, moved: &[MovedAway]) -> Markup {
    let words = |place: Place| write_short(place, by.today, texts.language);
    html! {
        @if !moved.is_empty() {
            section.section #moved {
                details open[moved.len() <= 12] {
                    summary { h2 { (texts.say("evening-moved")) " " span.num { (moved.len()) } } }
                    ul.rows {
                        @for line in moved {
                            li.row-item {
                                div.row-main {
                                    @match line.client_id {
                                        Some(client) => { a.row-link href={ "/files/" (client) } dir="auto" { (line.name) } }
                                        None => { strong dir="auto" { (line.name) } }
                                    }
                                    span.row-sub dir="auto" { @if line.reason.is_empty() { (texts.say("evening-no-reason")) } @else { (line.reason) } }
                                }
                                span.row-end { (words(line.from)) " → " (words(line.to)) @if line.was_agreed { " " span.tag.tag-late { (texts.say("evening-agreed")) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is unfiled, and the one key that files it by suggestion.
fn rest(ask: &Ask, by: &By, shown: &Shown, is_own: bool) -> Markup {
    let texts = ask.texts();
    let lines = &shown.figures.unfiled;
    let asks_why = lines.iter().any(|line| !line.agreed && line.postponed >= domain::filing::POSTPONEMENTS_UNASKED_MAX);
    html! {
        section.section #rest {
            h2 { (texts.say("evening-unfiled")) " " span.num { (lines.len()) } }
            form.evening-rest method="post" action={ "/evening/rest?binder=" (shown.person.id) } {
                (csrf(ask))
                @if asks_why { label.field { (texts.say("move-reason")) input type="text" name="reason" maxlength="400" value=(ask.form("reason")); } }
                button.btn.btn-go data-key="f" { (texts.say(if is_own { "evening-file-rest" } else { "evening-file-rest-of" })) " " kbd { "f" } }
                @let agreed = lines.iter().filter(|line| line.agreed).count();
                @if agreed > 0 { p.quiet.small { (texts.with("evening-agreed-stay", &[("count", agreed.into())])) } }
            }
            ul.rows { @for line in lines { (row(&texts, by, line)) } }
        }
    }
}

fn note(ask: &Ask, shown: &Shown, is_refused: bool) -> Markup {
    let texts = ask.texts();
    let is_closed = shown.kept.closed_at.is_some();
    html! {
        section.section {
            h2 { label for="evening-note" { (texts.say("evening-note")) } }
            form.form method="post" action={ "/evening?day=" (shown.day) } data-draft={ "evening-" (shown.day) } {
                (csrf(ask))
                textarea.note #evening-note name="note" rows="4" maxlength="20000" data-key="e" { @if is_refused { (ask.form("note")) } @else { (shown.kept.note) } }
                div.form-end {
                    button.btn { (texts.say("evening-keep")) }
                    button.btn.btn-go name="close" value="yes" { (texts.say(if is_closed { "evening-close-again" } else { "evening-close" })) }
                    @if is_closed { span.quiet { (texts.say("evening-is-closed")) } }
                }
            }
        }
    }
}

/// `POST /evening`: the note, and the figures if the day is closed with it.
pub(super) fn keep(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let (person_id, day) = wanted(ask, &by)?;
    if person_id != by.person_id {
        return Err(Failure::NotFound);
    }
    let note = ask.form("note").replace("\r\n", "\n");
    let is_closing = ask.has("close");
    let kept = ask.write(|tx| {
        let figures = if is_closing { Some(Figures::read(tx, &by, person_id, day)?.as_json(day).to_string()) } else { None };
        keep_evening(tx, &by, day, &note, figures.as_deref())
    });
    match kept {
        Ok(undo) => Ok(Reply::see(&format!("{}&did={undo}", address(&by, person_id, day)))),
        Err(Failure::Refused(refusal)) => Ok(show(ask, html! {}, Some(&refusal.message))?.status(422)),
        Err(other) => Err(other),
    }
}

/// `POST /evening/rest`: what is unfiled goes over the next days with room; agreed dates stay.
pub(super) fn file_rest(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let person_id = binder_named(ask).unwrap_or(by.person_id);
    let (reason, language) = (ask.form("reason").to_owned(), ask.language());
    let moved = ask.write(|tx| {
        let person = binder_person(tx, &by, person_id)?;
        let lines = unfiled(tx, person_id, by.today)?;
        let items: Vec<(SlipId, u16)> =
            lines.iter().filter(|line| !line.agreed).map(|line| (line.slip_id, u16::try_from(line.minutes).unwrap_or(u16::MAX))).collect();
        let loads = loads(&person, by.today, &occupied(tx, person_id)?);
        let free = free_days(&person, by.today, DAYS_AHEAD, &loads);
        let slips = deal(&items, &free).into_iter().map(|(slip, day)| (slip, Place::Day(day))).collect();
        move_slips(tx, &by, &Moves { slips, reason, with_agreed: false, language })
    });
    match moved {
        Ok(moved) => {
            let did = moved.undo_id.map(|undo| format!("&did={undo}")).unwrap_or_default();
            Ok(Reply::see(&format!("{}{did}", address(&by, person_id, by.today))))
        }
        Err(Failure::Refused(refusal)) => Ok(show(ask, html! {}, Some(&refusal.message))?.status(422)),
        Err(other) => Err(other),
    }
}
