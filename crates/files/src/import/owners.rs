//! In whose binder, and on which day: colleagues named in a file, and the files without a date dealt over
//! their coming working days.
//!
//! Owns the dealing of one import. Never moves a slip that is already there: its load is counted.

use binder::By;
use domain::load::deal;
use domain::working::days_later;
use domain::{Date, PersonId, Place, SlipKind};
use std::collections::HashMap;
use store::{StoreError, Tx, params};
use web::{Failure, Visible};

/// Over how many days files without a date are dealt if these have room: eight weeks.
const DEAL_DAYS: i32 = 56;
/// How many days more are looked at while there is no room for all: four weeks.
const MORE_DAYS: i32 = 28;
/// The farthest day to which first calls are dealt: two years. What has no room until then is spread evenly.
const DEAL_DAYS_MAX: i32 = 730;

/// The colleagues to whom the actor may give files.
pub(crate) struct Colleagues {
    by_text: HashMap<String, PersonId>,
    chosen: PersonId,
}

impl Colleagues {
    /// Those the actor may give files to; `chosen` gets what names nobody else.
    pub(crate) fn read(tx: &mut Tx<'_>, by: &By, chosen: PersonId) -> Result<Colleagues, Failure> {
        let sql = format!("SELECT id, email, name FROM person WHERE active = 1 AND {} ORDER BY id DESC", Visible::condition("person.id", 1));
        let mut by_text = HashMap::new();
        let mut may_choose = false;
        for row in tx.rows(&sql, &by.visible.params())? {
            let id: PersonId = row.get(0)?;
            may_choose |= id == chosen;
            by_text.insert(row.get::<String>(2)?.trim().to_lowercase(), id);
            by_text.insert(row.get::<String>(1)?.to_lowercase(), id);
        }
        if may_choose { Ok(Colleagues { by_text, chosen }) } else { Err(Failure::NotFound) }
    }

    /// Whose file it is, by what the column for the colleague says.
    pub(crate) fn of(&self, written: &str) -> PersonId {
        let written = written.trim();
        if written.is_empty() { self.chosen } else { self.by_text.get(&written.to_lowercase()).copied().unwrap_or(self.chosen) }
    }
}

/// What each binder is about to get.
#[derive(Default)]
pub(crate) struct Demand {
    without_date: HashMap<PersonId, u32>,
    dated: HashMap<(PersonId, Place), u32>,
}

impl Demand {
    /// Counts a file: at that place, or without a date.
    pub(crate) fn add(&mut self, owner: PersonId, place: Option<Place>) {
        match place {
            Some(place) => *self.dated.entry((owner, place)).or_default() += 1,
            None => *self.without_date.entry(owner).or_default() += 1,
        }
    }
}

/// The days that were dealt, to be given out one by one.
pub(crate) struct Dealing {
    binders: HashMap<PersonId, Binder>,
}

struct Binder {
    days: std::vec::IntoIter<(u32, Date)>,
    last: Date,
    minutes: HashMap<SlipKind, u16>,
}

impl Dealing {
    /// Deals each binder's files without a date over its coming working days, evenly over what is free.
    pub(crate) fn deal(tx: &mut Tx<'_>, by: &By, demand: &Demand) -> Result<Dealing, Failure> {
        let mut owners: Vec<PersonId> = demand.without_date.keys().copied().chain(demand.dated.keys().map(|(owner, _)| *owner)).collect();
        owners.sort_unstable_by_key(|owner| owner.0);
        owners.dedup();
        let mut binders = HashMap::new();
        for owner in owners {
            // Since the colleagues were read somebody may have left; held, nobody does before the files stand there.
            if !binder::slips::hold_binder(tx, owner)? {
                return Err(Failure::form("owner-has-left"));
            }
            let mut minutes = HashMap::new();
            for kind in [SlipKind::First, SlipKind::Call] {
                minutes.insert(kind, binder::slips::minutes_for(tx, owner, kind)?);
            }
            let count = demand.without_date.get(&owner).copied().unwrap_or(0);
            let days = room(tx, by, owner, demand, &minutes)?;
            // Every item takes one of the places that a day has.
            let items: Vec<(u32, u16)> = (0..count).map(|index| (index, 1)).collect();
            let last = days.first().map_or_else(|| days_later(by.today, 1), |(day, _)| *day);
            binders.insert(owner, Binder { days: deal(&items, &days).into_iter(), last, minutes });
        }
        Ok(Dealing { binders })
    }

    /// The next day for a file without a date.
    pub(crate) fn next(&mut self, owner: PersonId, today: Date) -> Place {
        let day = self.binders.get_mut(&owner).map(|binder| binder.days.next().map_or(binder.last, |(_, day)| day));
        Place::Day(day.unwrap_or_else(|| days_later(today, 1)))
    }

    /// The minutes a step of that kind takes that person.
    pub(crate) fn minutes(&self, owner: PersonId, kind: SlipKind) -> u16 {
        let learned = self.binders.get(&owner).and_then(|binder| binder.minutes.get(&kind)).copied();
        learned.unwrap_or_else(|| domain::load::default_minutes(kind))
    }
}

/// The coming working days, each with how many first calls it still takes: as many as its free minutes hold,
/// and never more than the person wants on one day (decision 5).
fn room(tx: &mut Tx<'_>, by: &By, owner: PersonId, demand: &Demand, minutes: &HashMap<SlipKind, u16>) -> Result<Vec<(Date, u32)>, StoreError> {
    let person = people::person(tx, owner)?;
    let calendar = person.as_ref().map_or_else(|| by.calendar.clone(), |person| person.calendar.clone());
    let calls_a_day = person.map_or(u32::MAX, |person| u32::from(person.first_calls_a_day));
    let length = |kind: SlipKind| u32::from(minutes.get(&kind).copied().unwrap_or_else(|| domain::load::default_minutes(kind)).max(1));
    let planned = planned(tx, by, owner)?;
    let places = |day: Date| {
        let place = Place::Day(day);
        let coming = demand.dated.get(&(owner, place)).copied().unwrap_or(0).saturating_mul(length(SlipKind::Call));
        let (taken, calls) = planned.get(&place).copied().unwrap_or_default();
        let free = u32::from(calendar.minutes(day)).saturating_sub(taken.saturating_add(coming));
        (day, (free / length(SlipKind::First)).min(calls_a_day.saturating_sub(calls)))
    };
    let count = demand.without_date.get(&owner).copied().unwrap_or(0);
    let first = calendar.next_working_after(by.today);
    let mut span = DEAL_DAYS;
    loop {
        let last = days_later(by.today, span).max(first);
        let days: Vec<(Date, u32)> = calendar.working_days(first, last).map(places).collect();
        let has_room = days.iter().map(|(_, places)| u64::from(*places)).sum::<u64>() >= u64::from(count);
        if has_room || calls_a_day == 0 || span >= DEAL_DAYS_MAX {
            return Ok(if days.is_empty() { vec![(first, 0)] } else { days });
        }
        span += MORE_DAYS;
    }
}

/// For each coming day the minutes that are planned already, and how many first calls are among them.
fn planned(tx: &mut Tx<'_>, by: &By, owner: PersonId) -> Result<HashMap<Place, (u32, u32)>, StoreError> {
    let rows = tx.rows(
        "SELECT place, CAST(sum(minutes) AS BIGINT), CAST(sum(CASE WHEN kind = 'first' THEN 1 ELSE 0 END) AS BIGINT) FROM slip
         WHERE person_id = $1 AND state = 'open' AND place > $2 AND place <= $3 GROUP BY place",
        params![owner, by.today, days_later(by.today, DEAL_DAYS_MAX)],
    )?;
    let mut planned = HashMap::new();
    for row in rows {
        planned.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
    }
    Ok(planned)
}
