//! What the day and the file say of absences and hand-overs: both names, the note for the deputy, the ways in.

use crate::day::{Card, Day};
use crate::day::{Pile, show_day_path};
use binder::history::{Entry, Move, Went};
use domain::natural_date::write_short;
use domain::{ClientId, Date, Place, Role};
use maud::{Markup, html};
use web::{Ask, Texts};

/// Who wrote a line of history: "Dara for Sreymom" if Dara stood in.
pub fn writer(texts: &Texts<'_>, entry: &Entry) -> String {
    match &entry.for_person {
        Some(name) => texts.with("hand-in-name-of", &[("who", entry.person.as_str().into()), ("name", name.as_str().into())]),
        None => entry.person.clone(),
    }
}

/// What happened to a file between two talks, and who did it.
pub fn went(texts: &Texts<'_>, one: &Move, today: Date) -> (String, String) {
    let place = |place: Place| write_short(place, today, texts.language);
    let went = match &one.went {
        Went::Moved { from, to, was_agreed } => {
            let key = if *was_agreed { "history-moved-agreed" } else { "history-moved" };
            texts.with(key, &[("from", place(*from).into()), ("to", place(*to).into())])
        }
        Went::Given { from, to } => texts.with("history-given", &[("from", from.as_str().into()), ("to", to.as_str().into())]),
    };
    let by = match &one.for_person {
        Some(name) => texts.with("hand-in-name-of", &[("who", one.person.as_str().into()), ("name", name.as_str().into())]),
        None => one.person.clone(),
    };
    (went, by)
}

/// Under the heading of a colleague's pile: until when, and what the deputy should know.
pub fn pile_note(texts: &Texts<'_>, day: &Day, pile: Pile, put_last: bool, cards: &[&Card]) -> Markup {
    let whose = cards.first().and_then(|card| card.for_colleague.as_ref()).filter(|_| pile == Pile::ForColleague && !put_last);
    let binder = whose.and_then(|(id, _)| day.standing_in.iter().find(|binder| binder.person_id == *id));
    html! {
        @if let Some(binder) = binder {
            p.small.quiet.pile-note {
                (texts.with("hand-pile-until", &[("day", write_short(Place::Day(binder.to), day.today, texts.language).into())]))
                @if !binder.note.is_empty() { " · " span dir="auto" { (binder.note) } }
            }
        }
    }
}

fn leads(ask: &Ask) -> bool {
    ask.signed_in.as_ref().is_some_and(|actor| matches!(actor.role, Role::Head | Role::Director | Role::Admin))
}

/// "Give to a colleague", in the menu of a file.
pub fn give_link(ask: &Ask, client_id: ClientId) -> Markup {
    html! { @if leads(ask) { a href={ "/hand-over?client=" (client_id) } { (ask.say("hand-give")) } } }
}

/// Below a stack, for whoever leads: give it away, or say that its person is away.
pub fn stack_links(ask: &Ask, day: &Day) -> Markup {
    let slug = show_day_path(day.place).replace("/day/", "");
    html! {
        @if leads(ask) && (!day.is_own || !day.cards.is_empty()) {
            div.load { p.load-facts {
                @if !day.cards.is_empty() { a href={ "/hand-over?binder=" (day.person.id) "&place=" (slug) } { (ask.say("hand-stack")) } " · " }
                a href={ "/absences?person=" (day.person.id) } { (ask.say("absence-link")) }
            } }
        }
    }
}
