//! The people to whom files can be given, each with how much the coming days hold.

use crate::day::{loads, occupied};
use binder::By;
use binder::hand_over::can_give;
use domain::PersonId;
use domain::working::days_later;
use maud::{Markup, html};
use store::Tx;
use web::{Ask, Failure};

/// How many days ahead the load is said.
const DAYS: i32 = 14;

/// Somebody who can be given files.
pub struct Choice {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    planned: u32,
    capacity: u32,
}

/// Everybody whom the actor leads, without these.
///
/// # Errors
/// [`Failure`] if the store fails.
pub fn choices(tx: &mut Tx<'_>, by: &By, without: &[PersonId]) -> Result<Vec<Choice>, Failure> {
    let mut found = Vec::new();
    let last = days_later(by.today, DAYS - 1);
    for line in people::people(tx, by.visible)? {
        if without.contains(&line.id) || !can_give(tx, by, line.id)? {
            continue;
        }
        let Some(person) = people::person_in(tx, line.id, by.calendar.clone())? else { continue };
        let occupied = occupied(tx, line.id)?;
        let planned = loads(&person, by.today, &occupied).range(by.today..=last).map(|(_, load)| load.planned_minutes).sum();
        let capacity = domain::working::days(by.today, last).map(|day| u32::from(person.calendar.minutes(day))).sum();
        found.push(Choice { id: line.id, name: line.name, planned, capacity });
    }
    Ok(found)
}

/// The boxes to tick. One ticked gets all; several share it by load.
pub fn boxes(ask: &Ask, choices: &[Choice], ticked: &[&str], error: Option<String>) -> Markup {
    let texts = ask.texts();
    html! {
        fieldset.field {
            legend { (texts.say("hand-to")) }
            p.field-hint { (texts.say("hand-to-hint")) }
            @for choice in choices {
                label.check {
                    input type="checkbox" name="to" value=(choice.id) checked[ticked.contains(&choice.id.to_string().as_str())];
                    span {
                        (choice.name) " "
                        span.small.quiet.num { (texts.with("hand-load", &[("planned", texts.duration(choice.planned).into()), ("capacity", texts.duration(choice.capacity).into())])) }
                    }
                }
            }
            @if choices.is_empty() { p.notice.notice-warn { (texts.say("hand-nobody")) } }
            @if let Some(error) = error { p.field-error role="alert" { (error) } }
        }
    }
}
