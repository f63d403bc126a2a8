//! Which agreed times are to be told now, to whom, on which devices.
//!
//! Owns the look into the binders. Never writes, and never decides when something is due: that is the domain.

use super::push::Device;
use domain::absence::{Absence, Worker, governing, worker, worker_of_file};
use domain::reminder::{BEFORE_MAX, GRACE, QuietHours, Timed, Wish, is_due, minutes_left};
use domain::working::WorkingCalendar;
use domain::{ClientId, Date, Language, PersonId, SlipId, SlipKind};
use jiff::Timestamp;
use jiff::civil::DateTime;
use people::absences::absences_now;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx, params};
use web::Company;
use web::app::{read_company, read_week};

/// A device that could not be reached that often in a row comes last.
const TIRED: i64 = 3;

/// One person with what telling needs.
#[derive(Clone, Debug)]
pub(super) struct Listener {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) language: Language,
    /// Whether clients' names may stand in what is sent.
    pub(super) names: bool,
    pub(super) by_push: bool,
    pub(super) by_email: bool,
    wish: Wish,
    calendar: WorkingCalendar,
}

/// One agreed time for one person.
#[derive(Clone, Debug)]
pub(super) struct Reminder {
    pub(super) slip_id: SlipId,
    pub(super) client_id: Option<ClientId>,
    /// The client's name; of an errand its line.
    pub(super) about: String,
    pub(super) kind: SlipKind,
    pub(super) place: Date,
    pub(super) minute: u16,
    pub(super) minutes_left: i64,
    /// Whose binder, where the person stands in for somebody.
    pub(super) instead_of: Option<String>,
    pub(super) listener: Listener,
}

/// A reminder on one way: a device, or none for e-mail.
#[derive(Clone, Debug)]
pub(super) struct Errand {
    pub(super) reminder: Reminder,
    pub(super) device: Option<Device>,
}

/// What identifies what was told: slip, person, device (0 = e-mail), place, minute.
pub(super) type Key = (i64, i64, i64, i32, u16);

impl Errand {
    pub(super) fn key(&self) -> Key {
        let Reminder { slip_id, place, minute, listener, .. } = &self.reminder;
        (slip_id.0, listener.id.0, self.device.as_ref().map_or(0, |device| device.id), domain::place::date_number(*place), *minute)
    }
}

/// Everything that is due at that moment and was not told yet nor is being told, the next times first.
///
/// # Errors
/// [`StoreError`].
pub(super) fn due(tx: &mut Tx<'_>, now: Timestamp, with_mail: bool) -> Result<Vec<Errand>, StoreError> {
    let Some(company) = read_company(tx)? else { return Ok(Vec::new()) };
    let local = now.to_zoned(company.zone.clone()).datetime();
    let reminders = reminders(tx, &company, now, local)?;
    if reminders.is_empty() {
        return Ok(Vec::new());
    }
    let told = told(tx, local.date(), now)?;
    let devices = super::devices::all(tx)?;
    let mut errands = Vec::new();
    for reminder in reminders {
        if reminder.listener.by_push {
            let own = devices.get(&reminder.listener.id).into_iter().flatten();
            errands.extend(own.map(|device| Errand { reminder: reminder.clone(), device: Some(device.clone()) }));
        }
        if reminder.listener.by_email && with_mail {
            errands.push(Errand { reminder, device: None });
        }
    }
    errands.retain(|errand| !told.contains(&errand.key()));
    // Whoever was not reached for a while waits until everybody else is told.
    errands.sort_by_key(|errand| errand.device.as_ref().is_some_and(|device| device.failures >= TIRED));
    Ok(errands)
}

/// What was told, or is being told at this moment, of times from that day on.
fn told(tx: &mut Tx<'_>, since: Date, now: Timestamp) -> Result<BTreeSet<Key>, StoreError> {
    let rows = tx.rows(
        "SELECT slip_id, person_id, device_id, place, minute FROM reminder WHERE place >= $1 AND (sent_at IS NOT NULL OR claimed_until > $2)",
        params![since, now.as_millisecond()],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))).collect()
}

fn reminders(tx: &mut Tx<'_>, company: &Company, now: Timestamp, local: DateTime) -> Result<Vec<Reminder>, StoreError> {
    let (today, minute) = (local.date(), i64::from(local.hour()) * 60 + i64::from(local.minute()));
    let rows = tx.rows(
        "SELECT s.id, s.client_id, coalesce(c.name, s.line), s.kind, s.place, s.minute, s.agreed, s.person_id, p.name
         FROM slip s JOIN person p ON p.id = s.person_id LEFT JOIN client c ON c.id = s.client_id
         WHERE s.state = 'open' AND s.minute IS NOT NULL AND (s.client_id IS NULL OR c.state = 'active')
           AND ((s.place = $1 AND s.minute BETWEEN $2 AND $3) OR (s.place = $4 AND s.minute <= $5))
         ORDER BY s.place, s.minute, s.id",
        params![
            today,
            minute - i64::from(GRACE),
            minute + i64::from(BEFORE_MAX),
            today.tomorrow().unwrap_or(today),
            minute + i64::from(BEFORE_MAX) - 1440
        ],
    )?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let listeners = listeners(tx, company)?;
    let absences = absences_now(tx, today)?;
    let mut found = Vec::new();
    for row in &rows {
        let (client_id, owner, place): (Option<ClientId>, PersonId, Date) = (row.get(1)?, row.get(7)?, row.get(4)?);
        let Some(who) = works(tx, &absences, owner, client_id, place)? else { continue };
        let Some(listener) = listeners.get(&who) else { continue };
        let time = Timed { day: place, minute: row.get(5)?, is_agreed: row.get(6)? };
        let Some(seconds_left) = seconds_until(company, time, now) else { continue };
        if is_due(time, listener.wish, &listener.calendar, local, seconds_left) {
            found.push(Reminder {
                slip_id: row.get(0)?,
                client_id,
                about: row.get(2)?,
                kind: row.get(3)?,
                place,
                minute: time.minute,
                minutes_left: minutes_left(seconds_left),
                instead_of: if who == owner { None } else { Some(row.get(8)?) },
                listener: listener.clone(),
            });
        }
    }
    Ok(found)
}

/// How many seconds really pass until then, also where the clock is put forward or back meanwhile.
fn seconds_until(company: &Company, time: Timed, now: Timestamp) -> Option<i64> {
    let (hour, minute) = (i8::try_from(time.minute / 60).ok()?, i8::try_from(time.minute % 60).ok()?);
    let then = time.day.to_datetime(jiff::civil::Time::new(hour, minute, 0, 0).ok()?).to_zoned(company.zone.clone()).ok()?;
    Some(then.timestamp().as_second() - now.as_second())
}

/// Who works that file of that binder on that day: its person, the deputy while the person is away, or nobody.
fn works(tx: &mut Tx<'_>, absences: &[Absence], owner: PersonId, client: Option<ClientId>, day: Date) -> Result<Option<PersonId>, StoreError> {
    let Some(absence) = governing(absences, owner, day) else { return Ok(Some(owner)) };
    let sql = "SELECT deputy_id FROM absence_file WHERE absence_id = $1 AND client_id = $2";
    let own_deputy = match client {
        Some(client) => tx.row(sql, params![absence.id, client])?.map(|row| row.get(0)).transpose()?,
        None => None,
    };
    let answer = own_deputy.map_or_else(|| worker(absences, owner, day), |deputy| worker_of_file(absences, absence, deputy, day));
    Ok(match answer {
        Worker::Own => Some(owner),
        Worker::Deputy(deputy, _) => Some(deputy),
        Worker::Nobody(_) => None,
    })
}

/// Everybody who is here and wishes to be told.
fn listeners(tx: &mut Tx<'_>, company: &Company) -> Result<BTreeMap<PersonId, Listener>, StoreError> {
    let rows = tx.rows(
        "SELECT id, name, email, language, week, remind_minutes, remind_by, quiet_from, quiet_to, remind_names
         FROM person WHERE active = 1 AND remind_by <> 'none'",
        &[],
    )?;
    let mut listeners = BTreeMap::new();
    for row in &rows {
        let way: String = row.get(6)?;
        let week: Option<String> = row.get(4)?;
        let minutes = week.as_deref().and_then(read_week).unwrap_or(company.week);
        let listener = Listener {
            id: row.get(0)?,
            name: row.get(1)?,
            email: row.get(2)?,
            language: row.get(3)?,
            names: row.get(9)?,
            by_push: way == "push" || way == "both",
            by_email: way == "email" || way == "both",
            wish: Wish { before: row.get(5)?, quiet: QuietHours { from: row.get(7)?, to: row.get(8)? } },
            calendar: WorkingCalendar { minutes, holidays: company.calendar.holidays.clone() },
        };
        listeners.insert(listener.id, listener);
    }
    Ok(listeners)
}
