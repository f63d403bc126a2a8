//! Who works whose binder while its person is away (B45, E26).
//!
//! Owns the one answer to "who stands in for whom on that day": absences may overlap, and a deputy may be away
//! too, so the answer follows the chain. Nothing is moved for an absence: a binder stays its person's, its
//! dates stay, and when the absence ends there is nothing to bring back. Never reads a clock.
//!
//! Of several absences of one person that cover a day, the one that began last counts, for it was appointed
//! for the narrower time; of two that began on one day, the one appointed last.

#[cfg(test)]
mod tests;

use crate::{AbsenceId, Date, PersonId};
use std::collections::BTreeSet;

/// A person is away from one day to another, both included, and somebody was appointed by the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Which.
    pub id: AbsenceId,
    /// Who is away.
    pub person: PersonId,
    /// Who was appointed.
    pub deputy: PersonId,
    /// The first day away.
    pub from: Date,
    /// The last day away.
    pub to: Date,
}

impl Absence {
    /// Whether the person is away on that day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Who works a binder on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worker {
    /// The binder's own person.
    Own,
    /// Somebody else, by this absence of the binder's person.
    Deputy(PersonId, AbsenceId),
    /// Everybody in the chain is away: the head must appoint somebody.
    Nobody(AbsenceId),
}

/// A stretch of days on which somebody works another one's binder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StandIn {
    /// Whose binder.
    pub person: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Who works it.
    pub deputy: PersonId,
    /// By which absence of that person.
    pub absence: AbsenceId,
}

/// The absence of that person which counts on that day.
pub fn governing(absences: &[Absence], person: PersonId, day: Date) -> Option<&Absence> {
    absences.iter().filter(|absence| absence.person == person && absence.covers(day)).max_by_key(|absence| (absence.from, absence.id))
}

/// Who works that person's binder on that day: the chain A → B → C is followed to the first who is there.
pub fn worker(absences: &[Absence], person: PersonId, day: Date) -> Worker {
    match governing(absences, person, day) {
        None => Worker::Own,
        Some(absence) => follow(absences, absence, absence.deputy, day),
    }
}

/// Who works a file of an absent person on that day, when `deputy` was appointed for just this file.
pub fn worker_of_file(absences: &[Absence], absence: &Absence, deputy: PersonId, day: Date) -> Worker {
    follow(absences, absence, deputy, day)
}

fn follow(absences: &[Absence], first: &Absence, deputy: PersonId, day: Date) -> Worker {
    let mut asked = BTreeSet::from([first.person]);
    let mut deputy = deputy;
    while asked.insert(deputy) {
        match governing(absences, deputy, day) {
            None => return Worker::Deputy(deputy, first.id),
            Some(absence) => deputy = absence.deputy,
        }
    }
    // The chain came back to somebody who is away.
    Worker::Nobody(first.id)
}

/// Every stretch of days from `since` on which somebody stands in, in order: whose binder, then the days.
pub fn stand_ins(absences: &[Absence], since: Date) -> Vec<StandIn> {
    let mut found = Vec::new();
    for person in absences.iter().map(|absence| absence.person).collect::<BTreeSet<_>>() {
        for (from, to) in stretches(absences, person, since) {
            let Worker::Deputy(deputy, absence) = worker(absences, person, from) else { continue };
            match found.last_mut() {
                Some(StandIn { person: p, to: last, deputy: d, absence: a, .. })
                    if *p == person && *d == deputy && *a == absence && last.tomorrow().ok() == Some(from) =>
                {
                    *last = to;
                }
                _ => found.push(StandIn { person, from, to, deputy, absence }),
            }
        }
    }
    found
}

/// The stretches of days, from the first absence of that person on, within which nobody comes or goes.
fn stretches(absences: &[Absence], person: PersonId, since: Date) -> Vec<(Date, Date)> {
    let own = || absences.iter().filter(|absence| absence.person == person && absence.to >= since);
    let (Some(first), Some(last)) = (own().map(|absence| absence.from).min(), own().map(|absence| absence.to).max()) else { return Vec::new() };
    let first = first.max(since);
    // Every day on which anybody leaves or is back begins a stretch.
    let begins = absences.iter().flat_map(|absence| [Some(absence.from), absence.to.tomorrow().ok()]).flatten();
    let begins: BTreeSet<Date> = begins.filter(|day| first < *day && *day <= last).chain([first]).collect();
    let ends = begins.iter().skip(1).filter_map(|day| day.yesterday().ok()).chain([last]);
    begins.iter().copied().zip(ends).collect()
}

/// The days on which somebody is away and nobody stands in, each with whose binder: what the head must see.
pub fn uncovered(absences: &[Absence], since: Date) -> Vec<(PersonId, Date, Date)> {
    let mut found: Vec<(PersonId, Date, Date)> = Vec::new();
    for person in absences.iter().map(|absence| absence.person).collect::<BTreeSet<_>>() {
        for (from, to) in stretches(absences, person, since) {
            if matches!(worker(absences, person, from), Worker::Nobody(_)) {
                found.push((person, from, to));
            }
        }
    }
    found
}
