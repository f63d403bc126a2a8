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

/// Over how many days files without a date are dealt: eight weeks.
const DEAL_DAYS: i32 = 56;

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
            let first = minutes.get(&SlipKind::First).copied().unwrap_or(10);
            let days = free_days(tx, by, owner, demand, minutes.get(&SlipKind::Call).copied().unwrap_or(8))?;
            let count = demand.without_date.get(&owner).copied().unwrap_or(0);
            let items: Vec<(u32, u16)> = (0..count).map(|index| (index, first)).collect();
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

fn free_days(tx: &mut Tx<'_>, by: &By, owner: PersonId, demand: &Demand, call: u16) -> Result<Vec<(Date, u32)>, StoreError> {
    let calendar = people::person(tx, owner)?.map_or_else(|| by.calendar.clone(), |person| person.calendar);
    let last = days_later(by.today, DEAL_DAYS);
    let rows = tx.rows(
        "SELECT place, CAST(sum(minutes) AS BIGINT) FROM slip WHERE person_id = $1 AND state = 'open' AND place > $2 AND place <= $3 GROUP BY place",
        params![owner, by.today, last],
    )?;
    let mut planned: HashMap<Place, u32> = HashMap::new();
    for row in rows {
        planned.insert(row.get(0)?, row.get(1)?);
    }
    let free = |day: Date| {
        let place = Place::Day(day);
        let coming = demand.dated.get(&(owner, place)).copied().unwrap_or(0).saturating_mul(u32::from(call));
        let taken = planned.get(&place).copied().unwrap_or(0).saturating_add(coming);
        (day, u32::from(calendar.minutes(day)).saturating_sub(taken))
    };
    let first = calendar.next_working_after(by.today);
    let days: Vec<(Date, u32)> = calendar.working_days(first, last.max(first)).map(free).collect();
    Ok(if days.is_empty() { vec![(first, 0)] } else { days })
}
