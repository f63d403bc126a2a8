//! The base that is measured: a company, 300 people, clients with their slips and histories.
//!
//! Owns how many there are and where the files stand. The rows are such as the verbs write; the verbs
//! themselves would take hours. The company is written last: a base without one was never finished.

use crate::bulk::Bulk;
use crate::chance::Chance;
use crate::client::{ClientRows, Owner};
use crate::vocabulary::{Script, Vocabulary};
use domain::place::date_number;
use domain::{Date, PersonId, Place};
use indicatif::ProgressBar;
use jiff::civil::Weekday;
use store::find::{index_client, index_entry, settle};
use store::{Db, Dialect, Reserved, Result, Tx, Value, params};

/// People of the company.
const PEOPLE: i64 = 300;
/// Teams, each with a head.
const TEAMS: i64 = 20;
/// Who sees every file.
pub(crate) const DIRECTOR: PersonId = PersonId(1);
/// Whose day holds 300 files.
pub(crate) const BENCH: PersonId = PersonId(2);
/// The address of [`BENCH`].
pub(crate) const BENCH_EMAIL: &str = "bench@bench.example";
/// Files that stand under today in the binder of [`BENCH`].
pub(crate) const BENCH_TODAY: u64 = 300;
/// Files in that binder.
const BENCH_FILES: u64 = 3000;
/// Entries of each of its files of today.
const BENCH_ENTRIES: u64 = 60;
/// Files that stand under today in everybody else's binder: a full day.
const USUAL_TODAY: u64 = 31;
/// Clients written in one transaction.
const AT_ONCE: u64 = 5000;
/// The company's zone.
pub(crate) const ZONE: &str = "Asia/Phnom_Penh";

/// What stands in a database before it is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing: it may be filled.
    Nothing,
    /// A whole base of the wished size.
    Base,
    /// Anything else, which is not ours to touch.
    Other,
}

fn name(clients: u64, entries: u64) -> String {
    format!("Bench {clients}/{entries}")
}

/// Looks whether a migrated database holds a base of that size.
///
/// # Errors
/// [`store::StoreError`].
pub fn found(db: &Db, clients: u64, entries: u64) -> Result<Found> {
    db.read(|tx| {
        let company = tx.row("SELECT name FROM company", &[])?.map(|row| row.get::<String>(0)).transpose()?;
        if company.is_some_and(|company| company == name(clients, entries)) {
            return Ok(Found::Base);
        }
        let rows: i64 = tx.one(
            "SELECT (SELECT count(*) FROM company) + (SELECT count(*) FROM person) + (SELECT count(*) FROM (SELECT id FROM client LIMIT 1) c)",
            &[],
        )?;
        Ok(if rows == 0 { Found::Nothing } else { Found::Other })
    })
}

/// Fills an empty, migrated database as it may stand on `today` (at `now`, UTC milliseconds): `clients`
/// files and `entries` lines of history in all. `progress` is moved on a client at a time.
///
/// # Errors
/// [`store::StoreError`]; the database is then not a base and must be thrown away.
pub fn base(db: &Db, clients: u64, entries: u64, today: Date, now: i64, progress: &ProgressBar) -> Result<()> {
    let vocabulary = Vocabulary::new();
    db.write(|tx| people(tx, &vocabulary, now))?;
    let mut filling = Filling { clients, entries, days: Days::from(today), vocabulary, now, next: 0, written: 0, of_bench: 0, of_others: 0 };
    while filling.next < clients {
        let count = AT_ONCE.min(clients - filling.next);
        db.write(|tx| filling.batch(tx, count))?;
        progress.inc(count);
    }
    settle(db)?;
    db.write(|tx| {
        if tx.dialect() == Dialect::Postgres {
            for table in ["contact", "entry", "person", "team"] {
                tx.run(&format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"), &[])?;
            }
            tx.run("ANALYZE", &[])?;
        }
        tx.run(
            "INSERT INTO company (id, name, zone, language, country, week, card_fields, created_at) VALUES (1, $1, $2, 'en', 'KH', '360,360,360,360,360,0,0', 'phone,needs,decides', $3)",
            params![name(clients, entries), ZONE, now],
        )?;
        Ok(())
    })
}

fn people(tx: &mut Tx<'_>, vocabulary: &Vocabulary, now: i64) -> Result<()> {
    let mut chance = Chance::new(2);
    for team in 1..=TEAMS {
        tx.run("INSERT INTO team (id, name) VALUES ($1, $2)", params![team, format!("Team {team}")])?;
    }
    let mut rows = Bulk::new("person", "id, team_id, name, email, role, language, created_at");
    for id in 1..=PEOPLE {
        let person = vocabulary.person(Script::Latin, &mut chance);
        let (person, email, role, team) = match id {
            1 => ("Director".to_owned(), "director@bench.example".to_owned(), "director", None),
            2 => ("Bench".to_owned(), BENCH_EMAIL.to_owned(), "manager", Some(1)),
            3..=22 => (person, format!("head{id}@bench.example"), "head", Some(id - 2)),
            _ => (person, format!("person{id}@bench.example"), "manager", Some(id % TEAMS + 1)),
        };
        rows.push(params![id, team, person, email, role, "en", now]);
    }
    rows.write(tx)
}

/// The first person with an ordinary binder; all after this one have one.
const FIRST_MANAGER: i64 = 23;

/// The people whose days are full but usual, in the order in which they are asked to file.
pub(crate) fn managers() -> impl Iterator<Item = PersonId> {
    (FIRST_MANAGER..=PEOPLE).map(PersonId)
}

/// Where files stand from a day on.
pub(crate) struct Days {
    today: Date,
    working: Vec<Date>,
}

impl Days {
    pub(crate) fn from(today: Date) -> Days {
        let is_working = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let working = today.series(jiff::Span::new().days(1)).skip(1).filter(is_working).take(108).collect();
        Days { today, working }
    }

    /// Where the file with that number, from 0, stands in a binder.
    fn place(&self, owner: PersonId, number: u64) -> Place {
        let today = if owner == BENCH { BENCH_TODAY } else { USUAL_TODAY };
        let Some(later) = number.checked_sub(today) else { return Place::Day(self.today) };
        let index = later as usize;
        if owner != BENCH && index % 13 == 12 {
            return Place::Month(domain::Month::of(self.today).plus(4 + (index % 5) as i32));
        }
        Place::Day(self.working.get(index % self.working.len().max(1)).copied().unwrap_or(self.today))
    }

    /// A working day of the coming ones.
    pub(crate) fn working(&self, index: usize) -> Date {
        self.working.get(index % self.working.len().max(1)).copied().unwrap_or(self.today)
    }
}

struct Filling {
    clients: u64,
    entries: u64,
    days: Days,
    vocabulary: Vocabulary,
    now: i64,
    next: u64,
    written: u64,
    of_bench: u64,
    of_others: u64,
}

impl Filling {
    fn batch(&mut self, tx: &mut Tx<'_>, count: u64) -> Result<()> {
        let clients = tx.reserve(Reserved::Client, count as u32)?;
        let slips = tx.reserve(Reserved::Slip, count as u32)?;
        let mut rows = ClientRows::default();
        for (client, slip) in clients.into_iter().zip(slips) {
            let owner = self.owner();
            let place = self.days.place(owner.person, owner.number);
            rows.add(&self.vocabulary, client, slip, &owner, place, self.now);
        }
        rows.write(tx)?;
        for (client, text) in &rows.texts {
            index_client(tx, *client, text)?;
        }
        for (entry, text) in &rows.notes {
            index_entry(tx, *entry, Some(text))?;
        }
        Ok(())
    }

    /// Whose the next client is, and which entries are its own.
    fn owner(&mut self) -> Owner {
        let index = self.next;
        self.next += 1;
        // Every so many-th client is in the binder of Bench, so that its files lie scattered in the database.
        let step = (self.clients / BENCH_FILES).max(2);
        let is_bench = index.is_multiple_of(step) && self.of_bench < BENCH_FILES;
        let managers = (PEOPLE - FIRST_MANAGER + 1) as u64;
        let (person, number) = if is_bench {
            self.of_bench += 1;
            (BENCH, self.of_bench - 1)
        } else {
            self.of_others += 1;
            let other = self.of_others - 1;
            (PersonId(FIRST_MANAGER + (other % managers) as i64), other / managers)
        };
        let usual = (self.entries * (index + 1) / self.clients).saturating_sub(self.written);
        let entries =
            if is_bench && number < BENCH_TODAY { usual.max(BENCH_ENTRIES.min(self.entries)) } else { usual.min(self.entries / self.clients + 1) };
        let first_entry = self.written as i64 + 1;
        self.written += entries;
        Owner { person, number, first_entry, entries }
    }
}

/// Puts the files of these people back to where they stood in a new base, counted from today: a base that
/// was measured before, or on another day, measures the same.
///
/// # Errors
/// [`store::StoreError`].
pub fn lay_out(db: &Db, people: &[PersonId], today: Date) -> Result<()> {
    let days = Days::from(today);
    db.write(|tx| {
        for person in people {
            let rows = tx.rows(
                "SELECT id, client_id FROM slip WHERE person_id = $1 AND state = 'open' AND client_id IS NOT NULL ORDER BY client_id",
                params![*person],
            )?;
            for (number, row) in rows.iter().enumerate() {
                let place = days.place(*person, number as u64);
                let (slip, client): (Value, Value) = (row.get(0)?, row.get(1)?);
                tx.run("UPDATE slip SET place = $1, put_last_at = NULL WHERE id = $2", &[Value::from(place), slip])?;
                tx.run("UPDATE client SET place = $1 WHERE id = $2", &[Value::from(place), client])?;
            }
            // What was measured before on this day is no part of it.
            tx.run(
                "UPDATE slip SET done_on = 20000101 WHERE person_id = $1 AND state = 'done' AND done_on >= $2",
                params![*person, i64::from(date_number(today))],
            )?;
        }
        Ok(())
    })
}
