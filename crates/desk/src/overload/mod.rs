//! The overload review: who can move without breaking a promise, whereto, and one action that moves the chosen (B30).
//!
//! Owns the page. Which files can move, and whereto, is decided by `domain::load`; moving is `binder::moving`.

use crate::day::{Card, binder_named, cards_of_day, for_colleagues, free_days, loads, occupied, place_of, show_day_path, slip_of};
use binder::By;
use binder::moving::{Moves, move_slips};
use domain::load::{DaySlip, movable, propose_moves};
use domain::natural_date::write_short;
use domain::{Date, Place, SlipId};
use maud::html;
use people::Person;
use std::collections::BTreeMap;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Nav, Reply, Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/day/{place}/overload" Staff page, POST "/day/{place}/overload" Staff apply]
}

/// Working days ahead that are offered to move to.
const DAYS_AHEAD: i32 = 15;

struct Review {
    person: Person,
    day: Date,
    over_by: u32,
    /// The movable cards, the first to move first, each with the day proposed if it is needed.
    cards: Vec<(Card, Option<Date>, Date)>,
}

fn read(ask: &Ask) -> Result<Review, Failure> {
    let by = By::of(ask)?;
    let Some(Place::Day(day)) = place_of(&ask.path::<String>("place")?).filter(|place| *place >= Place::Day(by.today)) else {
        return Err(Failure::NotFound);
    };
    let person_id = binder_named(ask).unwrap_or(by.person_id);
    ask.read(|tx| {
        let person = crate::day::binder_person(tx, &by, person_id)?;
        let occupied = occupied(tx, person.id)?;
        let loads = loads(&person, by.today, &occupied);
        let mut cards = cards_of_day(tx, &person, by.today, Place::Day(day))?;
        let mut done: u32 = if day == by.today { crate::day::done_minutes(tx, person.id, day)? } else { 0 };
        if day == by.today && person.id == by.person_id {
            // What lies here for colleagues who are away fills the day as well, and can move as well.
            let others = for_colleagues(tx, &by)?;
            done += others.done.iter().map(|card| u32::from(card.minutes)).sum::<u32>();
            cards.extend(others.cards);
        }
        let planned: u32 = cards.iter().map(|card| u32::from(card.minutes)).sum::<u32>() + done;
        let over_by = planned.saturating_sub(u32::from(person.calendar.minutes(day)));
        let free = free_days(&person, day, DAYS_AHEAD, &loads);
        let slips: Vec<DaySlip> = cards.iter().map(slip_of).collect();
        let proposed: BTreeMap<SlipId, Date> = propose_moves(&slips, over_by, &free).into_iter().collect();
        // Of days with equal room the nearest: the last of the largest, so counted from behind.
        let fallback =
            free.iter().rev().max_by_key(|(_, minutes)| *minutes).map_or_else(|| person.calendar.next_working_after(day), |(date, _)| *date);
        let mut by_id: BTreeMap<SlipId, Card> = cards.into_iter().map(|card| (card.slip_id, card)).collect();
        let cards = movable(&slips)
            .iter()
            .filter_map(|slip| by_id.remove(&slip.id))
            .map(|card| {
                let date = proposed.get(&card.slip_id).copied();
                (card, date, date.unwrap_or(fallback))
            })
            .collect();
        Ok(Review { person, day, over_by, cards })
    })
}

fn page(ask: &mut Ask) -> Answer {
    let review = read(ask)?;
    let texts = ask.texts();
    let today = ask.today()?;
    let words = |date: Date| write_short(Place::Day(date), today, texts.language);
    let query = if review.person.id == ask.actor()?.person_id { String::new() } else { format!("?binder={}", review.person.id) };
    let body = html! {
        p.page-lead {
            @if review.over_by > 0 { (texts.with("overload-lead", &[("over", texts.duration(review.over_by).into()), ("day", words(review.day).into())])) }
            @else { (texts.say("overload-none")) }
        }
        @if review.cards.is_empty() { p.notice { (texts.say("overload-nobody")) } }
        @else {
            form method="post" action={ "/day/" (review.day) "/overload" (query) } {
                (csrf(ask))
                div.rows {
                    @for (card, proposed, date) in &review.cards {
                        div.row-item {
                            input.row-check type="checkbox" name="slip" value=(card.slip_id) checked[proposed.is_some()] aria-label=(texts.with("select-card", &[("name", card.name.as_str().into())]));
                            div.row-main {
                                strong dir="auto" { (card.name) }
                                @if let Some((_, whose)) = &card.for_colleague { span.row-sub { (texts.with("reminder-for", &[("name", whose.as_str().into())])) } }
                                span.row-sub dir="auto" { (card.line) }
                                span.row-sub.num { (texts.duration(u32::from(card.minutes))) @if card.postponed > 0 { " · " (texts.with("tag-postponed", &[("count", i64::from(card.postponed).into())])) } }
                            }
                            span.row-end {
                                label.sr-only for={ "to-" (card.slip_id) } { (texts.say("move-to")) }
                                input.date-input id={ "to-" (card.slip_id) } type="text" name={ "to-" (card.slip_id) } value=(words(*date)) autocomplete="off" maxlength="60";
                            }
                        }
                    }
                }
                @if review.cards.iter().any(|(card, ..)| card.postponed >= domain::filing::POSTPONEMENTS_UNASKED_MAX) {
                    div.field.section { label for="f-reason" { (texts.say("move-reason")) } input #f-reason type="text" name="reason" maxlength="400"; }
                }
                div.form-end.section {
                    button.btn.btn-go { (texts.say("overload-move")) }
                    a.btn href={ (show_day_path(Place::Day(review.day))) (query) } { (texts.say("cancel")) }
                }
            }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Binder, texts.say("overload-title"), body))
}

fn apply(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let day = place_of(&ask.path::<String>("place")?).ok_or(Failure::NotFound)?;
    let mut slips = Vec::new();
    for id in ask.form_all("slip") {
        let slip_id: SlipId = id.parse().map_err(|_| Failure::Malformed("slip"))?;
        let typed = ask.form(&format!("to-{slip_id}"));
        let next = domain::natural_date::read(typed, by.today, ask.language())
            .map_err(|reason| Failure::Refused(web::Refusal { field: "place", message: crate::day::not_understood(&reason, typed) }))?;
        slips.push((slip_id, next.place));
    }
    let moves = Moves { slips, reason: ask.form("reason").to_owned(), with_agreed: false, language: ask.language() };
    let moved = ask.write(|tx| move_slips(tx, &by, &moves))?;
    let binder = binder_named(ask).map(|id| format!("&binder={id}")).unwrap_or_default();
    let did = moved.undo_id.map(|id| format!("?did={id}{binder}")).unwrap_or_default();
    Ok(Reply::see(&format!("{}{did}", show_day_path(day))))
}
