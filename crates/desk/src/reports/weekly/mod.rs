//! The verb: send the figures of the last week to whoever wishes them, once.
//!
//! Owns the claim that makes it once, also between two nodes, and when it is tried again. When a week is to be told is
//! `domain::report`. Never tells anybody of a binder that this person may not see.

mod letter;
pub(super) mod wish;

use crate::reminders::{Mailer, Undelivered};
use binder::By;
use domain::reminder::QuietHours;
use domain::report::{Weeks, week_to_tell};
use domain::{Language, PersonId, Role, TeamId};
use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use std::sync::atomic::{AtomicBool, Ordering};
use store::{Db, StoreError, Tx, params};
use web::app::read_company;
use web::{Catalogue, Clock, Company, Failure, Visible};

/// After that time somebody else may try what was claimed and not answered: the node that claimed it is gone.
const LEASE_MS: i64 = 180_000;
/// The first pause after a failure; each further one is twice as long, up to two hours.
const PAUSE_MS: i64 = 30_000;
/// What was sent of weeks longer ago is forgotten, days.
const KEPT_DAYS: i32 = 60;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Taken by the mail server.
    pub sent: u64,
    /// Not taken; tried again until the week ends, unless refused for good.
    pub failed: u64,
}

/// Whoever is to be told now.
struct Reader {
    id: PersonId,
    name: String,
    email: String,
    language: Language,
    visible: Visible,
}

/// Sends what is due. Ends soon after `stopping` is set; what was not sent then is sent later.
///
/// # Errors
/// [`StoreError`]; what was sent is kept.
pub fn send_weekly(db: &Db, clock: &Clock, texts: &Catalogue, base_url: &str, mailer: &Mailer, stopping: &AtomicBool) -> Result<Sent, StoreError> {
    let mut sent = Sent::default();
    let now = clock.now();
    let Some(company) = db.read(read_company)? else { return Ok(sent) };
    let local = now.to_zoned(company.zone.clone()).datetime();
    let readers = db.read(|tx| due(tx, now, local))?;
    if !readers.is_empty() {
        forget(db, local)?;
    }
    for reader in readers {
        if stopping.load(Ordering::Relaxed) {
            break;
        }
        let Some(week) = week_of(local) else { break };
        let Some(tries) = claim(db, clock.now(), reader.id, week)? else { continue };
        let by = acts_as(&company, &reader, now, local);
        let answer = match db.read(|tx| letter::compose(tx, &texts.speak(reader.language), &by, week, base_url)) {
            Ok(letter) => mailer.send_letter((&reader.name, &reader.email), letter),
            Err(failure) => {
                tracing::error!(person = reader.id.0, ?failure, "the figures of a week could not be counted");
                Err(Undelivered::Later("it could not be written".to_owned()))
            }
        };
        note(db, clock.now(), (reader.id, week, tries), &answer)?;
        match answer {
            Ok(()) => sent.sent += 1,
            Err(_) => sent.failed += 1,
        }
    }
    Ok(sent)
}

/// The week that is over at that moment, whoever wishes it on whichever day.
fn week_of(local: DateTime) -> Option<Weeks> {
    let this = Weeks::up_to(local.date(), 1);
    this.first.yesterday().ok().map(|sunday| Weeks::up_to(sunday, 1))
}

/// Everybody to whom that week is to be told and was not yet, nor is being told.
fn due(tx: &mut Tx<'_>, now: Timestamp, local: DateTime) -> Result<Vec<Reader>, StoreError> {
    let Some(week) = week_of(local) else { return Ok(Vec::new()) };
    let rows = tx.rows(
        "SELECT p.id, p.name, p.email, p.language, p.role, p.team_id, p.report_weekday, p.quiet_from, p.quiet_to
         FROM person p LEFT JOIN weekly_report w ON w.person_id = p.id AND w.week = $1
         WHERE p.active = 1 AND p.report_weekday > 0 AND (w.week IS NULL OR (w.sent_at IS NULL AND w.claimed_until <= $2))
         ORDER BY p.id",
        params![week.first, now.as_millisecond()],
    )?;
    let mut readers = Vec::new();
    for row in &rows {
        let quiet = QuietHours { from: row.get(7)?, to: row.get(8)? };
        let wished = i8::try_from(row.get::<i64>(6)?).ok().and_then(|day| Weekday::from_monday_one_offset(day).ok());
        if wished.and_then(|wished| week_to_tell(wished, local, quiet)).is_none() {
            continue;
        }
        let (id, role, team): (PersonId, Role, Option<TeamId>) = (row.get(0)?, row.get(4)?, row.get(5)?);
        let visible = Visible::of_role(role, team, id, local.date());
        readers.push(Reader { id, name: row.get(1)?, email: row.get(2)?, language: row.get(3)?, visible });
    }
    Ok(readers)
}

fn acts_as(company: &Company, reader: &Reader, now: Timestamp, local: DateTime) -> By {
    By {
        person_id: reader.id,
        visible: reader.visible,
        now: now.as_millisecond(),
        today: local.date(),
        calendar: company.calendar.clone(),
        zone: company.zone.clone(),
    }
}

/// The how manieth try it is; none if somebody else is at it, or it was sent.
fn claim(db: &Db, now: Timestamp, person: PersonId, week: Weeks) -> Result<Option<i64>, StoreError> {
    let now = now.as_millisecond();
    db.write(|tx| {
        let row = tx.row(
            "INSERT INTO weekly_report (person_id, week, tries, claimed_until) VALUES ($1, $2, 1, $3)
             ON CONFLICT (person_id, week) DO UPDATE SET tries = weekly_report.tries + 1, claimed_until = excluded.claimed_until
             WHERE weekly_report.sent_at IS NULL AND weekly_report.claimed_until <= $4 RETURNING tries",
            params![person, week.first, now + LEASE_MS, now],
        )?;
        row.map(|row| row.get(0)).transpose()
    })
}

/// Writes down what became of it. The log names rows, never an address.
fn note(db: &Db, now: Timestamp, (person, week, tries): (PersonId, Weeks, i64), answer: &Result<(), Undelivered>) -> Result<(), StoreError> {
    let now = now.as_millisecond();
    let (sent_at, until) = match answer {
        Ok(()) => (Some(now), now),
        Err(Undelivered::Refused(why)) => {
            tracing::warn!(person = person.0, why, "the letter of a week was refused");
            (None, i64::MAX)
        }
        Err(Undelivered::Later(why)) => {
            tracing::warn!(person = person.0, tries, why, "the letter of a week could not be sent; it is tried again until the week ends");
            (None, now + (PAUSE_MS << (tries - 1).clamp(0, 8)))
        }
    };
    let sql = "UPDATE weekly_report SET sent_at = $3, claimed_until = $4 WHERE person_id = $1 AND week = $2";
    db.write(|tx| tx.run(sql, params![person, week.first, sent_at, until])).map(drop)
}

/// The week that is over counts as told: somebody who wishes letters in the middle of a week gets the next one first.
fn skip(tx: &mut Tx<'_>, now: i64, person: PersonId, local: DateTime) -> Result<(), Failure> {
    let Some(week) = week_of(local) else { return Ok(()) };
    tx.run(
        "INSERT INTO weekly_report (person_id, week, tries, claimed_until, sent_at) VALUES ($1, $2, 0, $3, $3) ON CONFLICT (person_id, week) DO NOTHING",
        params![person, week.first, now],
    )?;
    Ok(())
}

fn forget(db: &Db, local: DateTime) -> Result<(), StoreError> {
    let day = domain::working::days_later(local.date(), -KEPT_DAYS);
    db.write(|tx| tx.run("DELETE FROM weekly_report WHERE week < $1", params![day])).map(drop)
}
