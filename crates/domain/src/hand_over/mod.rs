//! Who gets which file when a binder is shared out among several people (B11, B45).
//!
//! Owns the choice of the receiver of each file by load: a day that still has room for it, and then whoever
//! has the least to do for the hours they work. Never changes a date: a file keeps the place it stands at,
//! agreed or not.

#[cfg(test)]
mod tests;

use crate::working::WorkingCalendar;
use crate::{Date, PersonId, Place};
use std::collections::BTreeMap;

/// Somebody who can be given files.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// Who.
    pub person: PersonId,
    /// Which days that person works, and how long.
    pub calendar: WorkingCalendar,
    /// Minutes already planned at each place of that person's binder.
    pub planned: BTreeMap<Place, u32>,
}

/// What is given: a file or other work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<Id> {
    /// Which.
    pub id: Id,
    /// Where it stands; none for a closed file.
    pub place: Option<Place>,
    /// Planned minutes.
    pub minutes: u16,
}

/// What a receiver has so far.
struct Hands<'a> {
    receiver: &'a Receiver,
    /// Minutes worked in a week, at least one: what loads are compared by.
    week: u64,
    /// Minutes planned and given, up to the last place that is shared out.
    minutes: u64,
    planned: BTreeMap<Place, u32>,
    closed: usize,
}

impl Hands<'_> {
    /// Minutes that would be too much at that place with these more.
    fn excess(&self, place: Place, minutes: u32) -> u32 {
        let capacity = match place {
            Place::Day(day) => u32::from(self.receiver.calendar.minutes(day)),
            Place::Month(month) => self.receiver.calendar.minutes_of(month),
        };
        (self.planned.get(&place).copied().unwrap_or(0) + minutes).saturating_sub(capacity)
    }
}

/// Gives every item to exactly one of the receivers, in the order of the items: to those on whose day it
/// fits, and of these to the one who has the least to do for the hours of a week. Where it fits nobody, to
/// the one for whom it is the least too much. Closed files are shared out by number. Empty without receivers.
pub fn share<Id: Copy>(items: &[Given<Id>], receivers: &[Receiver], today: Date) -> Vec<(Id, PersonId)> {
    let stands = |place: Place| if place < Place::Day(today) && place.month() <= crate::Month::of(today) { carried(place, today) } else { place };
    let last = items.iter().filter_map(|item| item.place).map(stands).max();
    let mut hands: Vec<Hands<'_>> = receivers.iter().map(|receiver| hands(receiver, last, stands)).collect();
    let mut shared = Vec::with_capacity(items.len());
    for item in items {
        let minutes = u32::from(item.minutes.max(1));
        let taker = match item.place.map(stands) {
            Some(place) => {
                let chosen = hands.iter_mut().min_by(|one, other| {
                    let by_room = one.excess(place, minutes).cmp(&other.excess(place, minutes));
                    // Shares compared crosswise: exact.
                    let by_share = (one.minutes * other.week).cmp(&(other.minutes * one.week));
                    by_room.then(by_share).then(one.receiver.person.cmp(&other.receiver.person))
                });
                let Some(chosen) = chosen else { return shared };
                *chosen.planned.entry(place).or_default() += minutes;
                chosen.minutes += u64::from(minutes);
                chosen
            }
            None => {
                let Some(chosen) = hands.iter_mut().min_by_key(|one| (one.closed, one.receiver.person)) else { return shared };
                chosen.closed += 1;
                chosen
            }
        };
        shared.push((item.id, taker.receiver.person));
    }
    shared
}

/// What an earlier day or month left over is work of today; a month without a day that has begun is not over.
fn carried(place: Place, today: Date) -> Place {
    if place == Place::Month(crate::Month::of(today)) { place } else { Place::Day(today) }
}

fn hands(receiver: &Receiver, last: Option<Place>, stands: impl Fn(Place) -> Place) -> Hands<'_> {
    let mut planned: BTreeMap<Place, u32> = BTreeMap::new();
    for (place, minutes) in &receiver.planned {
        *planned.entry(stands(*place)).or_default() += minutes;
    }
    let minutes = planned.iter().filter(|(place, _)| Some(**place) <= last).map(|(_, minutes)| u64::from(*minutes)).sum();
    let week: u64 = receiver.calendar.minutes.iter().map(|minutes| u64::from(*minutes)).sum();
    Hands { receiver, week: week.max(1), minutes, planned, closed: 0 }
}
