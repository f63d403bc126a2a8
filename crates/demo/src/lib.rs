//! The sample: an invented company whose binders have been worked in for nine months.
//!
//! Owns who and what is invented, and that everything was done by the verbs that people use. Never touches
//! a binder in which a client stands.

mod acts;
mod chance;
mod clients;
mod company;
mod days;
mod doubles;
mod fields;
mod names;
mod set_up;
mod shelves;
mod stack;
mod story;
mod trades;
mod words;

pub use set_up::routes;

use acts::FileStory;
use binder::By;
use chance::Chance;
use clients::Maker;
use company::People;
use days::Days;
use domain::{Language, PersonId, Place};
use jiff::Timestamp;
use shelves::Shelf;
use store::{Db, Tx};
use web::app::read_company;
use web::{Company, Failure};

/// A sample that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Sreymom, whose day is the one to look at.
    pub open_as: PersonId,
}

/// Makes the sample company in an empty, migrated database, all or nothing. `progress` is told how many of
/// how many things were done.
///
/// # Errors
/// [`Failure::NotFound`] if there is a company already; [`Failure::Store`].
pub fn sample(db: &Db, now: Timestamp, progress: &mut dyn FnMut(u64, u64)) -> Result<Sample, Failure> {
    db.write(|tx| {
        let people = company::make(tx, now)?;
        fill(tx, now, &people, false, progress)
    })
}

/// Adds the sample's people and clients to a company that was set up by `admin` and has no client yet, all
/// or nothing. The administrator gets a dozen clients too.
///
/// # Errors
/// [`Failure::Refused`] once there is a client; [`Failure::Store`].
pub fn sample_into(db: &Db, now: Timestamp, admin: PersonId, progress: &mut dyn FnMut(u64, u64)) -> Result<Sample, Failure> {
    db.write(|tx| {
        if tx.row("SELECT 1 FROM client LIMIT 1", &[])?.is_some() {
            return Err(Failure::form("start-sample-late"));
        }
        let people = company::join(tx, now, admin)?;
        fill(tx, now, &people, true, progress)
    })
}

/// Fills every binder.
fn fill(tx: &mut Tx<'_>, now: Timestamp, people: &People, admin_is_ours: bool, progress: &mut dyn FnMut(u64, u64)) -> Result<Sample, Failure> {
    let company = read_company(tx)?.ok_or(Failure::NotFound)?;
    let days = Days::around(now, &company.zone, &company.calendar);
    let admin_language = people::person(tx, people.chenda)?.map_or(Language::En, |person| person.language);
    let mut maker = Maker::default();
    let mut stories = sreymoms(&mut maker, people, &company, &days);
    stories.extend(colleagues(&mut maker, people, &days, admin_is_ours.then_some(admin_language)));
    stories.extend(doubles::stories(people, &days));
    acts::play(tx, &company, &days, stories, progress)?;
    let head = By::company(people.dara, now, days.today, company.calendar.clone());
    fields::play(tx, &company, people, &head)?;
    Ok(Sample { open_as: people.sreymom })
}

/// The binder that is to be looked at: today's stack as told by hand, the rest behind it.
fn sreymoms(maker: &mut Maker, people: &People, company: &Company, days: &Days) -> Vec<FileStory> {
    let (mut stories, taken) = stack::stories(maker, people.sreymom, days);
    let shelf = Shelf { person_id: people.sreymom, language: Language::En, khmer_percent: 45, russian_percent: 14, days };
    let mut places = shelves::places(days, &company.calendar);
    // What was done today went somewhere: there it takes the place of another file.
    for place in taken {
        if let Some(index) = places.iter().position(|other| *other == place) {
            places.remove(index);
        }
    }
    let closed = std::iter::repeat_n(None, 9);
    stories.extend(filled(maker, &shelf, places.into_iter().map(Some).chain(closed)));
    stories
}

/// The other binders, less full. `admin` is the language of somebody who set up the company and wants to see
/// a dozen clients too.
fn colleagues(maker: &mut Maker, people: &People, days: &Days, admin: Option<Language>) -> Vec<FileStory> {
    let binders = [
        (people.bopha, Language::Km, 70, 8, 9, 46, 3),
        (people.dara, Language::En, 45, 10, 6, 34, 2),
        (people.ivan, Language::Ru, 12, 72, 12, 58, 4),
        (people.sokha, Language::Km, 60, 10, 2, 13, 1),
        (people.chenda, admin.unwrap_or(Language::En), 40, 20, if admin.is_some() { 7 } else { 2 }, if admin.is_some() { 12 } else { 5 }, 0),
    ];
    let mut stories = Vec::new();
    for (person_id, language, khmer_percent, russian_percent, today, all, closed) in binders {
        let shelf = Shelf { person_id, language, khmer_percent, russian_percent, days };
        let places = (0..all).map(|index| match index {
            index if index < today => Place::Day(days.today),
            index if index % 7 == 6 => days.month(2 + index % 3),
            // Denser soon and thinner later.
            index => Place::Day(days.ahead(1 + (index * index) % 17 * index / all)),
        });
        let places = places.map(Some).chain(std::iter::repeat_n(None, closed));
        stories.extend(filled(maker, &shelf, places));
    }
    stories
}

fn filled(maker: &mut Maker, shelf: &Shelf<'_>, places: impl Iterator<Item = Option<Place>>) -> Vec<FileStory> {
    let seed = shelf.language as u64 * 1_000 + shelf.khmer_percent as u64;
    places.enumerate().map(|(index, place)| shelf.file(maker, &mut Chance::new(seed * 10_000 + index as u64), place)).collect()
}
