//! The piles "for a colleague": what somebody works today in the binders of colleagues who are away (B45, E26).
//!
//! Owns which of their cards lie in the deputy's stack. Never moves one: it stays in its binder, and so does
//! what is filed from here.

use super::queries::{CARD, CARDS_MAX, Card, DONE_CARD, DoneCard, card, done_card};
use binder::By;
use domain::dividers::Counted;
use domain::{Date, Month, Place};
use people::absences::StandingIn;
use store::{Result, Tx, params};

/// The binders that the actor works for others today, and what lies there.
#[derive(Clone, Debug, Default)]
pub struct ForColleagues {
    /// Whose binders, by name.
    pub binders: Vec<StandingIn>,
    /// What is to be done there today, carried over included.
    pub cards: Vec<Card>,
    /// What the actor did there today.
    pub done: Vec<DoneCard>,
}

impl ForColleagues {
    /// How much it is: open and done.
    pub fn counted(&self) -> Counted {
        let minutes = self.cards.iter().map(|card| u32::from(card.minutes)).chain(self.done.iter().map(|card| u32::from(card.minutes))).sum();
        Counted { files: (self.cards.len() + self.done.len()) as u32, minutes, ..Counted::default() }
    }
}

/// Reads the piles of today; nothing for almost everybody, at the price of one look-up.
pub fn for_colleagues(tx: &mut Tx<'_>, by: &By) -> Result<ForColleagues> {
    let binders = people::absences::standing_in(tx, by.person_id, by.today)?;
    let (mut cards, mut done) = (Vec::new(), Vec::new());
    for binder in &binders {
        cards.extend(cards_of(tx, binder, by.today)?);
        let rows = tx.rows(
            &format!(
                "{DONE_CARD} WHERE s.person_id = $1 AND s.state = 'done' AND s.done_on = $2 AND s.done_by = $3 ORDER BY s.done_at, s.id LIMIT $4"
            ),
            params![binder.person_id, by.today, by.person_id, CARDS_MAX],
        )?;
        for row in &rows {
            done.push(done_card(row)?);
        }
    }
    Ok(ForColleagues { binders, cards, done })
}

fn cards_of(tx: &mut Tx<'_>, binder: &StandingIn, today: Date) -> Result<Vec<Card>> {
    let through: Vec<String> = binder.through.iter().map(ToString::to_string).collect();
    let rows = tx.rows(
        &format!(
            "{CARD} AND s.place <= $2 AND s.place <> $3
             AND coalesce((SELECT f.deputy_id FROM absence_file f WHERE f.absence_id = $5 AND f.client_id = s.client_id), $6) IN ({})
             ORDER BY s.place DESC LIMIT $4",
            through.join(", ")
        ),
        params![binder.person_id, today, Place::Month(Month::of(today)), CARDS_MAX, binder.absence_id, binder.first_deputy],
    )?;
    rows.iter().map(|row| Ok(Card { for_colleague: Some((binder.person_id, binder.name.clone())), ..card(row)? })).collect()
}
