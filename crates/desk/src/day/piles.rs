//! The order of a stack: its piles, and the files inside each (product.md, Screens).
//!
//! Owns which pile a card belongs to. Never reads anything.

use super::queries::Card;
use domain::{Date, Place, SlipKind};

/// The piles of a stack, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pile {
    /// At an agreed hour.
    AtATime,
    /// Call-backs that were promised.
    Callbacks,
    /// Left over from earlier days (decision 6).
    CarriedOver,
    /// Calls to repeat, and every other step with a known client.
    Repeat,
    /// First calls (B25).
    First,
    /// Other work, with no client (B27).
    Other,
    /// In the binder of a colleague who is away (B45); the last pile, one for each colleague.
    ForColleague,
}

impl Pile {
    /// Which pile a card lies in when `today` is open.
    pub fn of(card: &Card, today: Date) -> Pile {
        let is_carried = match card.place {
            Place::Day(day) => day < today,
            Place::Month(month) => month < domain::Month::of(today),
        };
        if card.for_colleague.is_some() {
            return Pile::ForColleague;
        }
        match (card.minute, card.kind, card.client_id) {
            (Some(_), _, _) if !is_carried => Pile::AtATime,
            (_, SlipKind::Callback, _) => Pile::Callbacks,
            _ if is_carried => Pile::CarriedOver,
            (_, _, None) | (_, SlipKind::Other, _) => Pile::Other,
            (_, SlipKind::First, _) => Pile::First,
            _ => Pile::Repeat,
        }
    }

    /// The message of its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Pile::AtATime => "pile-at-a-time",
            Pile::Callbacks => "pile-callbacks",
            Pile::CarriedOver => "pile-carried-over",
            Pile::Repeat => "pile-repeat",
            Pile::First => "pile-first",
            Pile::Other => "pile-other",
            Pile::ForColleague => "hand-pile",
        }
    }
}

/// The cards in working order, each with its pile. What was put to the end comes last in the order it was put there.
pub fn in_order(cards: Vec<Card>, today: Date) -> Vec<(Pile, Card)> {
    let mut piled: Vec<(Pile, Card)> = cards.into_iter().map(|card| (Pile::of(&card, today), card)).collect();
    piled.sort_by_key(|(pile, card)| {
        let value = (!card.is_top, card.place.number());
        (
            card.put_last_at.unwrap_or(i64::MIN),
            *pile,
            card.for_colleague.clone().map(|(id, name)| (name, id)),
            card.minute.unwrap_or(1440),
            value,
            card.slip_id,
        )
    });
    // Inside one pile they stay together: what was put last goes to the end of everything, under its own heading.
    piled
}
