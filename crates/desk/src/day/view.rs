//! The day as a page: load, piles, cards.

use super::model::{Day, Opened};
use super::piles::Pile;
use super::queries::{Card, DoneCard};
use super::strip::{slug, strip};
use crate::frame::here;
use crate::open_file;
use domain::natural_date::{write_long, write_short};
use domain::{Place, SlipId, SlipKind};
use maud::{Markup, html};
use web::form::Form;
use web::layout::csrf;
use web::{Ask, Texts};

/// What stands in the query of every link of this day: whose binder, if not one's own.
pub fn binder_query(day: &Day) -> String {
    if day.is_own { String::new() } else { format!("?binder={}", day.person.id) }
}

/// The whole `<main>`. `typed` holds the filing form as it was sent when it was refused; `shows_file` says
/// whether a phone shows the file instead of the stack.
pub fn main(ask: &Ask, day: &Day, shows_file: bool, typed: Option<&Form<'_>>) -> Markup {
    let query = binder_query(day);
    html! {
        main.day.is-file[shows_file] #day data-binder=(day.person.id) tabindex="-1" {
            (strip(ask, day, &query))
            div.sheet #content {
                (stack(ask, day))
                @match &day.opened {
                    Opened::File(file) => (open_file::view::section(ask, file, Some(day), typed)),
                    Opened::Errand(card) => (open_file::view::errand(ask, day, card)),
                    Opened::Nothing => (nothing(ask, day)),
                }
            }
        }
    }
}

/// The big line on top.
pub fn heading(day: &Day, texts: &Texts<'_>) -> String {
    write_long(day.place, day.today, texts.language)
}

/// Beside it: whose binder.
pub fn beside(day: &Day, texts: &Texts<'_>) -> String {
    texts.with("whose-binder", &[("name", day.person.name.as_str().into())])
}

/// The path of this day with a file open.
pub fn path(day: &Day, slip: Option<SlipId>) -> String {
    let base = if day.place == Place::Day(day.today) && day.is_own { "/".to_owned() } else { format!("/day/{}", slug(day.place)) };
    let mut query = Vec::new();
    if !day.is_own {
        query.push(format!("binder={}", day.person.id));
    }
    if let Some(slip) = slip {
        query.push(format!("file={slip}"));
    }
    if query.is_empty() { base } else { format!("{base}?{}", query.join("&")) }
}

fn stack(ask: &Ask, day: &Day) -> Markup {
    let texts = ask.texts();
    html! {
        section.stack #stack aria-labelledby="stack-title" {
            (crate::hand_over::returned_line(ask, day))
            (crate::morning::line(ask, day))
            (crate::pocket::unsettled_line(ask, day))
            (load(&texts, day))
            (deal(ask, day))
            div.cards #cards data-keep-scroll tabindex="-1" hx-boost="true" hx-target="#file" hx-select="#file" hx-swap="outerHTML show:none" {
                (piles(&texts, day))
                @if !day.done.is_empty() {
                    h3.pile-heading.heading-small #pile-done { (texts.with("pile-done", &[("count", day.done.len().into())])) }
                    ul { @for card in &day.done { (done_card(&texts, day, card)) } }
                }
                @if day.place == Place::Day(day.today) {
                    p.stack-end hx-boost="false" {
                        a.link href={ "/evening" (binder_query(day)) } data-key="g e" { (texts.say("evening-link")) }
                        " · " a.link href={ "/first-calls" (binder_query(day)) } { (texts.say("first-title")) }
                        " · " a.link href="/quiet" { (texts.say("quiet-title")) }
                        " · " a.link href="/pocket" { (texts.say("pocket-title")) }
                        span.phone-only { " · " a.link href="/ahead" { (texts.say("ahead-title")) } }
                    }
                }
                @if day.cards.is_empty() && day.done.is_empty() {
                    div.empty.phone-only { (empty_words(&texts, day)) }
                }
            }
            (crate::hand_over::stack_links(ask, day))
            (crate::paper::day_link(ask, day))
            (bulk(ask))
        }
    }
}

fn load(texts: &Texts<'_>, day: &Day) -> Markup {
    let load = day.load();
    let over = load.over_by();
    html! {
        div.load {
            h2.sr-only #stack-title tabindex="-1" { (texts.with("stack-title", &[("day", write_long(day.place, day.today, texts.language).into())])) }
            p.load-line {
                @if matches!(day.place, Place::Day(_)) && load.files > 0 { a href="#pile-done" { b { (day.done.len()) } " " (texts.with("load-of-done", &[("count", i64::from(load.files).into())])) } }
                a.link.desk-only href="/ahead" data-key="g a" { (texts.say("ahead-title")) }
                span { b { (texts.duration(load.planned_minutes)) } " " (texts.with(if matches!(day.place, Place::Month(_)) { "load-planned-month" } else { "load-planned-of" }, &[("capacity", texts.duration(load.capacity_minutes).into())])) }
            }
            (facts(texts, day))
            (bar(texts, day))
            @if over > 0 && matches!(day.place, Place::Day(_)) {
                p.notice.notice-warn.over {
                    (texts.with("load-over", &[("over", texts.duration(over).into()), ("count", day.movable.into())])) " "
                    @if day.movable > 0 { a href={ "/day/" (slug(day.place)) "/overload" (binder_query(day)) } { (texts.say("load-review")) } }
                }
            }
            @if day.place == Place::Day(day.today) {
                @for (month, count) in &day.to_deal {
                    p.notice.over {
                        (texts.with("deal-offer", &[("count", i64::from(*count).into()), ("month", write_long(Place::Month(*month), day.today, texts.language).into())])) " "
                        a href={ "/day/" (slug(Place::Month(*month))) (binder_query(day)) } { (texts.say("deal-look")) }
                    }
                }
            }
        }
    }
}

/// On the divider of a month that has begun: deal its files without a day over its working days (decision 5).
fn deal(ask: &Ask, day: &Day) -> Markup {
    let texts = ask.texts();
    let due = day.to_deal.iter().find(|(month, _)| Place::Month(*month) == day.place).filter(|_| day.is_own);
    html! {
        @if let Some((_, count)) = due {
            form.notice method="post" action={ (crate::day::show_day_path(day.place)) "/deal" } {
                (csrf(ask))
                input type="hidden" name="back" value=(here(ask));
                span { (texts.with("deal-lead", &[("count", i64::from(*count).into())])) }
                button.btn { (texts.say("deal-go")) }
            }
        }
    }
}

/// "9 at a set time · 4 carried over": the day before it starts, each number a way to its files.
fn facts(texts: &Texts<'_>, day: &Day) -> Markup {
    let count = |wanted: Pile| day.cards.iter().filter(|(pile, _)| *pile == wanted).count();
    let facts = [(Pile::AtATime, "fact-at-a-time"), (Pile::Callbacks, "fact-callbacks"), (Pile::CarriedOver, "fact-carried-over")];
    let shown: Vec<(Pile, String)> =
        facts.iter().filter(|(pile, _)| count(*pile) > 0).map(|(pile, key)| (*pile, texts.with(key, &[("count", count(*pile).into())]))).collect();
    html! {
        @if !shown.is_empty() {
            p.load-facts { @for (index, (pile, fact)) in shown.iter().enumerate() {
                @if index > 0 { " · " }
                a href={ "#" (pile.heading()) } { (fact) }
            } }
        }
    }
}

/// Done, planned and too much, each as its share of the whole.
fn bar(texts: &Texts<'_>, day: &Day) -> Markup {
    let load = day.load();
    let whole = load.planned_minutes.max(load.capacity_minutes).max(1);
    let share = |minutes: u32| minutes * 100 / whole;
    let over = share(load.over_by());
    let done = share(day.done_minutes()).min(100 - over);
    let planned = share(load.planned_minutes).saturating_sub(done + over);
    let label =
        texts.with("load-bar-label", &[("done", i64::from(done).into()), ("planned", i64::from(planned).into()), ("over", i64::from(over).into())]);
    html! {
        svg.load-bar viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label=(label) {
            @if done > 0 { rect.load-bar-done width=(done) height="6" {} }
            @if planned > 0 { rect.load-bar-planned x=(done) width=(planned) height="6" {} }
            @if over > 0 { rect.load-bar-over x=(done + planned) width=(over) height="6" {} }
        }
    }
}

/// The cards in their piles, in order, each pile with whether it was put to the end.
pub fn groups(day: &Day) -> Vec<(Pile, bool, Vec<&Card>)> {
    piles_of(&day.cards)
}

/// The same of any cards that are in order.
pub fn piles_of(ordered: &[(Pile, Card)]) -> Vec<(Pile, bool, Vec<&Card>)> {
    let mut groups: Vec<(Pile, bool, Vec<&Card>)> = Vec::new();
    for (pile, card) in ordered {
        let is_last = card.put_last_at.is_some();
        match groups.last_mut() {
            Some((last, put_last, cards)) if (is_last && *put_last) || (*last == *pile && *put_last == is_last && is_beside(cards, card)) => {
                cards.push(card)
            }
            _ => groups.push((*pile, is_last, vec![card])),
        }
    }
    groups
}

fn piles(texts: &Texts<'_>, day: &Day) -> Markup {
    html! {
        @for (pile, put_last, cards) in &groups(day) {
            h3.pile-heading.heading-small id=[(!put_last).then_some(pile.heading())] { (pile_heading(texts, *pile, *put_last, cards)) }
            (crate::hand_over::pile_note(texts, day, *pile, *put_last, cards))
            ul { @for card in cards { (card_item(texts, day, card)) } }
        }
    }
}

/// Whether a card lies in one pile with those before it: each colleague's cards are a pile of their own.
fn is_beside(cards: &[&Card], card: &Card) -> bool {
    cards.first().is_none_or(|first| first.for_colleague == card.for_colleague)
}

/// What stands above a pile.
pub fn pile_heading(texts: &Texts<'_>, pile: Pile, put_last: bool, cards: &[&Card]) -> String {
    let count = cards.len();
    if put_last {
        return texts.with("pile-put-last", &[("count", count.into())]);
    }
    if let Some((_, name)) = cards.first().and_then(|card| card.for_colleague.as_ref()) {
        return texts.with(pile.heading(), &[("count", count.into()), ("name", name.as_str().into())]);
    }
    let prepared = cards.iter().filter(|card| card.is_prepared).count();
    texts.with(pile.heading(), &[("count", count.into()), ("prepared", prepared.into())])
}

fn card_item(texts: &Texts<'_>, day: &Day, card: &Card) -> Markup {
    let is_open = match &day.opened {
        Opened::File(file) => file.slip_id == Some(card.slip_id),
        Opened::Errand(open) => open.slip_id == card.slip_id,
        Opened::Nothing => false,
    };
    html! {
        li.card.is-open[is_open] data-slip=(card.slip_id) {
            input.card-check type="checkbox" name="slip" value=(card.slip_id) form="bulk" aria-label=(texts.with("select-card", &[("name", card.name.as_str().into())]));
            a.card-link href=(path(day, Some(card.slip_id))) draggable="true" aria-current=[is_open.then_some("true")] {
                (when(texts, card.minute, card.kind))
                strong.card-name dir="auto" { (card.name) }
                (tag(texts, day, card))
                span.card-line dir="auto" { @if card.line.is_empty() || card.client_id.is_none() { (card.last_line) } @else { (card.line) } }
            }
        }
    }
}

fn done_card(texts: &Texts<'_>, day: &Day, card: &DoneCard) -> Markup {
    let to = match (card.next_place, card.client_id) {
        (Some(place), _) => format!("{} → {}", card.line, write_short(place, day.today, texts.language)),
        (None, Some(_)) => format!("{} → {}", card.line, texts.say("card-closed")),
        (None, None) => String::new(),
    };
    html! {
        li.card.is-done data-slip=(card.slip_id) {
            a.card-link href=(path(day, Some(card.slip_id))) draggable="false" {
                (when(texts, card.minute, card.kind))
                strong.card-name dir="auto" { (card.name) }
                @if let Some(outcome) = card.outcome { span.tag { (texts.say(open_file::view::outcome_key(outcome))) } } @else { span {} }
                span.card-line dir="auto" { (to) }
            }
        }
    }
}

fn when(texts: &Texts<'_>, minute: Option<u16>, kind: SlipKind) -> Markup {
    match minute {
        Some(minute) => {
            let time = clock(minute);
            html! { time.card-when datetime=(time) { (time) } }
        }
        // The pile already says that it is a first call or a call-back.
        None if matches!(kind, SlipKind::First | SlipKind::Callback) => html! { span.card-when { (texts.say("kind-call")) } },
        None => html! { span.card-when { (texts.say(open_file::view::kind_key(kind))) } },
    }
}

/// A time of day, "09:30".
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The one thing to know of a card at a glance.
fn tag(texts: &Texts<'_>, day: &Day, card: &Card) -> Markup {
    let is_past = card.place < Place::Day(day.today) && card.place != Place::Month(domain::Month::of(day.today));
    let day_of_card = || write_short(card.place, day.today, texts.language);
    html! {
        @if is_past { span.tag.tag-late { (texts.with("tag-from", &[("day", day_of_card().into())])) } }
        @else if card.place != day.place { span.tag { (day_of_card()) } }
        @else if card.kind == SlipKind::Callback { span.tag.tag-late { (texts.say("tag-promised")) } }
        @else if card.is_top { span.tag.tag-vip { (texts.say("tag-top")) } }
        @else if card.agreed { span.tag { (texts.say("tag-agreed")) } }
        @else if card.kind == SlipKind::First && card.is_prepared { span.tag.tag-new { (texts.say("tag-prepared")) } }
        @else if card.kind == SlipKind::First { span.tag.tag-quiet { (texts.say("tag-unprepared")) } }
        @else { span {} }
    }
}

fn bulk(ask: &Ask) -> Markup {
    let texts = ask.texts();
    html! {
        form.bulk #bulk method="post" action="/move" hx-post="/move" hx-target="#day" hx-swap="outerHTML" {
            (csrf(ask))
            input type="hidden" name="back" value=(here(ask));
            span { b data-selected-count { "1" } " " (texts.say("bulk-selected")) }
            input.date-input type="text" name="place" aria-label=(texts.say("move-to")) placeholder=(texts.say("date-examples")) data-next-date="/next-date" data-hint="bulk-hint" data-key="m" autocomplete="off" required;
            button.btn.btn-go { (texts.say("move")) }
            button.btn.btn-quiet.needs-script type="button" data-select-clear { (texts.say("bulk-clear")) }
            output.hint #bulk-hint {}
        }
    }
}

fn nothing(ask: &Ask, day: &Day) -> Markup {
    let texts = ask.texts();
    html! {
        section.file #file aria-labelledby="file-empty" {
            div.empty {
                (art())
                (empty_words(&texts, day))
                div.row {
                    @if let Some(next) = next_occupied(day) {
                        a.btn.btn-go href={ "/day/" (slug(next)) (binder_query(day)) } { (texts.with("open-day", &[("day", write_short(next, day.today, texts.language).into())])) }
                    }
                    a.btn href="/clients" { (texts.say("look-at-clients")) }
                }
                @if let Place::Month(_) = day.place {} @else if day.occupied.is_empty() {
                    div.row { a.btn href="/clients/new" { (texts.say("new-client")) } a.btn href="/import" { (texts.say("import-clients")) } }
                }
            }
        }
    }
}

fn empty_words(texts: &Texts<'_>, day: &Day) -> Markup {
    let is_done = !day.done.is_empty();
    let next = next_occupied(day).map(|place| {
        let counted = day.occupied.get(&place).copied().unwrap_or_default();
        texts.with(
            "empty-next",
            &[
                ("day", write_short(place, day.today, texts.language).into()),
                ("files", i64::from(counted.files).into()),
                ("planned", texts.duration(counted.minutes).into()),
            ],
        )
    });
    html! {
        h2 #file-empty tabindex="-1" {
            @if is_done { (texts.with("all-done", &[("count", day.done.len().into())])) } @else { (texts.say("empty-day")) }
        }
        @if let Some(next) = next { p { (next) } } @else { p { (texts.say("empty-binder")) } }
    }
}

fn next_occupied(day: &Day) -> Option<Place> {
    day.occupied.keys().copied().find(|place| *place > day.place && place.day().is_none_or(|date| date > day.today))
}

fn art() -> Markup {
    html! { svg.empty-art viewBox="0 0 96 72" aria-hidden="true" { path d="M24 10h48v54H24zM24 24h-6M24 38h-6M24 52h-6" {} path d="M36 38l8 8 16-18" {} } }
}
