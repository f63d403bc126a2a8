//! Everything the day shows, read in one transaction.

use super::piles::{Pile, in_order};
use super::queries::{self, Card, DoneCard};
use super::standing_in::{ForColleagues, for_colleagues};
use crate::open_file::OpenFile;
use binder::By;
use domain::dividers::{Counted, Divider, DividerLine, Standing, divider_of, dividers, to_deal};
use domain::load::{DayLoad, DaySlip, is_promised, movable};
use domain::{ClientId, Date, Month, PersonId, Place, SlipId};
use people::Person;
use std::collections::BTreeMap;
use store::Tx;
use web::{Failure, Visible};

/// The day as it is shown.
pub struct Day {
    /// Whose binder.
    pub person: Person,
    /// Whether it is the actor's own.
    pub is_own: bool,
    /// Today.
    pub today: Date,
    /// The divider that is open.
    pub place: Place,
    /// The strip.
    pub strip: Vec<DividerLine>,
    /// How much stands where.
    pub occupied: BTreeMap<Place, Counted>,
    /// The cards to be worked, in order, each with its pile.
    pub cards: Vec<(Pile, Card)>,
    /// What was done on this day.
    pub done: Vec<DoneCard>,
    /// What was done today, whichever divider is open: today's own says what was part of the day.
    pub done_today: Counted,
    /// How many files of the day could move without breaking a promise.
    pub movable: usize,
    /// Months that have begun and hold files without a day, with how many (decision 5).
    pub to_deal: Vec<(Month, u32)>,
    /// What is open beside the stack.
    pub opened: Opened,
    /// The absence from which the person is just back, on one's own today.
    pub returned: Option<crate::hand_over::Returned>,
    /// The colleagues whose binders the actor works today.
    pub standing_in: Vec<people::absences::StandingIn>,
    /// The morning's line, on one's own today.
    pub morning: Option<binder::days::MorningFigures>,
    /// How many clients of one's own have their birthday or name day today, while the morning's line stands.
    pub greetings: i64,
}

/// What is open beside the stack.
pub enum Opened {
    /// A client's file.
    File(Box<OpenFile>),
    /// Other work without a client.
    Errand(Card),
    /// Nothing: the stack is empty.
    Nothing,
}

/// What of the day is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which divider.
    pub place: Place,
    /// Whose binder; none for one's own.
    pub person_id: Option<PersonId>,
    /// Which file, by its slip; none for the first to be worked.
    pub slip_id: Option<SlipId>,
}

impl Day {
    /// Reads the day.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a binder that the actor may not see.
    pub fn read(tx: &mut Tx<'_>, by: &By, card_fields: &[String], wanted: &Wanted) -> Result<Day, Failure> {
        let person_id = wanted.person_id.unwrap_or(by.person_id);
        let person = binder_person(tx, by, person_id)?;
        let occupied = queries::occupied(tx, person_id)?;
        let strip = dividers(by.today, &person.settings, &person.calendar, first_shown(by.today), &occupied);
        let is_today = wanted.place == Place::Day(by.today);
        let others = if person_id == by.person_id { for_colleagues(tx, by)? } else { ForColleagues::default() };
        let beside = if is_today { Counted::default() } else { others.counted() };
        let mut cards = cards_of_day(tx, &person, by.today, wanted.place)?;
        if is_today {
            cards.extend(others.cards);
        }
        let cards = in_order(cards, by.today);
        let mut done = match wanted.place {
            Place::Day(day) if day <= by.today => queries::done_on(tx, person_id, day)?,
            _ => Vec::new(),
        };
        if is_today {
            done.extend(others.done);
        }
        // What is done and to be done for colleagues is part of today, also while another divider is open.
        let mut done_today = queries::done_counted(tx, person_id, by.today)?;
        done_today.files += beside.files;
        done_today.minutes += beside.minutes;
        let returned = if is_today && person_id == by.person_id { crate::hand_over::returned(tx, by, &person)? } else { None };
        let own = cards.iter().filter(|(_, card)| card.for_colleague.is_none());
        let slips: Vec<DaySlip> = own.map(|(_, card)| day_slip(card)).collect();
        let months = to_deal(occupied.keys().copied(), by.today, &person.settings);
        let to_deal = months.into_iter().map(|month| (month, occupied.get(&Place::Month(month)).map_or(0, |counted| counted.files))).collect();
        let opened = opened(tx, by, card_fields, &cards, wanted.slip_id, &person, &occupied)?;
        let morning = match wanted.place {
            Place::Day(day) if person_id == by.person_id => crate::morning::read(tx, by, day)?,
            _ => None,
        };
        Ok(Day {
            greetings: if morning.is_some() { crate::kindness::today(tx, by)? } else { 0 },
            morning,
            returned,
            standing_in: others.binders,
            is_own: person_id == by.person_id,
            today: by.today,
            place: wanted.place,
            strip,
            movable: movable(&slips).len(),
            cards,
            done,
            done_today,
            to_deal,
            opened,
            occupied,
            person,
        })
    }

    /// Minutes of all that was or is to be done, against the day's hours.
    pub fn load(&self) -> DayLoad {
        let open: u32 = self.cards.iter().map(|(_, card)| u32::from(card.minutes)).sum();
        let capacity = match self.place {
            Place::Day(day) => u32::from(self.person.calendar.minutes(day)),
            Place::Month(month) => self.person.calendar.minutes_of(month),
        };
        DayLoad { planned_minutes: open + self.done_minutes(), capacity_minutes: capacity, files: (self.cards.len() + self.done.len()) as u32 }
    }

    /// Planned minutes of what was done.
    pub fn done_minutes(&self) -> u32 {
        self.done.iter().map(|card| u32::from(card.minutes)).sum()
    }
}

/// The person of a binder that the actor may look into.
///
/// # Errors
/// [`Failure::NotFound`] for any other.
pub fn binder_person(tx: &mut Tx<'_>, by: &By, person_id: PersonId) -> Result<Person, Failure> {
    if person_id != by.person_id {
        binder_seen(tx, by, person_id)?;
    }
    people::person_in(tx, person_id, by.calendar.clone())?.ok_or(Failure::NotFound)
}

/// Whether the actor may look into that binder.
fn binder_seen(tx: &mut Tx<'_>, by: &By, person_id: PersonId) -> Result<(), Failure> {
    let sql = format!("SELECT 1 FROM person WHERE id = $1 AND {}", Visible::condition("id", 2));
    let [person, team, day] = by.visible.params();
    tx.row(&sql, &[person_id.into(), person, team, day])?.map(drop).ok_or(Failure::NotFound)
}

/// Days that are over stay on the strip for one day, as in the picture.
fn first_shown(today: Date) -> Date {
    today.yesterday().unwrap_or(today)
}

/// The cards under a divider; under today's also what was carried over.
///
/// # Errors
/// [`Failure`] if the store fails.
pub fn cards_of_day(tx: &mut Tx<'_>, person: &Person, today: Date, place: Place) -> Result<Vec<Card>, Failure> {
    match place {
        Place::Day(day) if day == today => Ok(queries::cards_of_today(tx, person.id, today)?),
        // What an earlier day left over lies in today's pile: under its own divider nothing is left.
        Place::Day(day) if day < today => Ok(Vec::new()),
        Place::Day(_) => Ok(queries::cards_between(tx, person.id, place, place)?),
        Place::Month(month) => {
            let cards = queries::cards_between(tx, person.id, place, Place::Day(month.last_day()))?;
            let here = Standing::Under(Divider::Month(month));
            Ok(cards.into_iter().filter(|card| divider_of(card.place, today, &person.settings) == here).collect())
        }
    }
}

/// A card as the overload rules see it.
pub fn day_slip(card: &Card) -> DaySlip {
    DaySlip {
        id: card.slip_id,
        kind: card.kind,
        minutes: card.minutes,
        agreed: card.agreed,
        promised: is_promised(card.kind, card.minute),
        first_ranked: card.is_top,
        value: 0,
        postponed: card.postponed,
    }
}

fn opened(
    tx: &mut Tx<'_>,
    by: &By,
    card_fields: &[String],
    cards: &[(Pile, Card)],
    slip_id: Option<SlipId>,
    person: &Person,
    occupied: &BTreeMap<Place, Counted>,
) -> Result<Opened, Failure> {
    let card = match slip_id {
        None => cards.first().map(|(_, card)| card.clone()),
        Some(id) => match cards.iter().find(|(_, card)| card.slip_id == id) {
            Some((_, card)) => Some(card.clone()),
            // A link to a slip that is done or lies elsewhere opens its file all the same.
            None => return opened_elsewhere(tx, by, card_fields, id, person, occupied),
        },
    };
    match card {
        None => Ok(Opened::Nothing),
        // A colleague's file is filed into the colleague's binder: its days and loads count.
        Some(Card { client_id: Some(client_id), slip_id, for_colleague: Some((owner, _)), .. }) => {
            let owner = people::person_in(tx, owner, by.calendar.clone())?.ok_or(Failure::NotFound)?;
            let occupied = queries::occupied(tx, owner.id)?;
            open(tx, by, card_fields, client_id, Some(slip_id), &owner, &occupied)
        }
        Some(Card { client_id: Some(client_id), slip_id, .. }) => open(tx, by, card_fields, client_id, Some(slip_id), person, occupied),
        Some(card) => Ok(Opened::Errand(card)),
    }
}

fn opened_elsewhere(
    tx: &mut Tx<'_>,
    by: &By,
    card_fields: &[String],
    id: SlipId,
    person: &Person,
    occupied: &BTreeMap<Place, Counted>,
) -> Result<Opened, Failure> {
    let slip = queries::slip_binder(tx, id)?.ok_or(Failure::NotFound)?;
    if slip.person_id != by.person_id {
        binder_seen(tx, by, slip.person_id)?;
    }
    match slip.client_id {
        Some(client_id) => open(tx, by, card_fields, client_id, slip.is_open.then_some(id), person, occupied),
        None => Ok(Opened::Nothing),
    }
}

fn open(
    tx: &mut Tx<'_>,
    by: &By,
    card_fields: &[String],
    client_id: ClientId,
    slip_id: Option<SlipId>,
    person: &Person,
    occupied: &BTreeMap<Place, Counted>,
) -> Result<Opened, Failure> {
    OpenFile::read(tx, by, card_fields, client_id, slip_id, person, occupied).map(|file| Opened::File(Box::new(file)))
}

/// The load of each day of a binder on which anything is planned; today's includes what was carried over.
pub fn loads(person: &Person, today: Date, occupied: &BTreeMap<Place, Counted>) -> BTreeMap<Date, DayLoad> {
    let mut loads: BTreeMap<Date, DayLoad> = BTreeMap::new();
    for (place, counted) in occupied {
        let Place::Day(day) = *place else { continue };
        let day = day.max(today);
        let load = loads.entry(day).or_insert(DayLoad { planned_minutes: 0, capacity_minutes: u32::from(person.calendar.minutes(day)), files: 0 });
        load.planned_minutes += counted.minutes;
        load.files += counted.files;
    }
    loads
}

/// The person's next `count` working days after `day`, each with its free minutes.
pub fn free_days(person: &Person, day: Date, count: i32, loads: &BTreeMap<Date, DayLoad>) -> Vec<(Date, u32)> {
    (1..=count)
        .map(|ahead| person.calendar.add_working_days(day, ahead))
        .map(|date| (date, loads.get(&date).map_or(u32::from(person.calendar.minutes(date)), |load| load.free_minutes())))
        .collect()
}

/// The load of one day.
pub fn day_load(person: &Person, today: Date, occupied: &BTreeMap<Place, Counted>, day: Date) -> DayLoad {
    let none = DayLoad { planned_minutes: 0, capacity_minutes: u32::from(person.calendar.minutes(day)), files: 0 };
    loads(person, today, occupied).get(&day).copied().unwrap_or(none)
}
