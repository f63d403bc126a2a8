//! A filing that was logged on a device and arrives later, once.

use super::Wanted;
use crate::By;
use crate::slips::hold;
use crate::undo::{Recorder, Table};
use domain::working::days_later;
use domain::{ClientId, PersonId, Place, SlipId, UndoId};
use store::{StoreError, Tx, params};
use web::{Failure, Visible};

/// What is logged earlier than that many days ago counts as logged then: a device's clock is not believed further.
const LOGGED_DAYS_MAX: i64 = 30;
/// How many days after it ended a right to stand in still counts for what was logged while it lasted.
const STOOD_IN_DAYS_MAX: i32 = 3;
/// How long the answer to a key is kept, days: far longer than a queue waits.
const KEPT_DAYS: i64 = 400;
/// How many old answers are forgotten with each new one.
const FORGOTTEN_AT_ONCE: u32 = 20;

/// How a file stands, in one word: slip, place, minute and binder; "closed" for a closed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stood(pub String);

impl Stood {
    /// An open slip in that person's binder.
    pub fn under(slip_id: SlipId, place: Place, minute: Option<u16>, owner: PersonId) -> Stood {
        Stood(format!("{slip_id}.{}.{}.{owner}", place.number(), minute.map_or_else(String::new, |minute| minute.to_string())))
    }

    /// A closed file.
    pub fn closed() -> Stood {
        Stood("closed".to_owned())
    }

    /// The slip it names.
    pub fn slip_id(&self) -> Option<SlipId> {
        self.0.split('.').next().and_then(|id| id.parse().ok()).map(SlipId)
    }
}

/// What is kept of a delivery that was carried out.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// Which file.
    pub client_id: ClientId,
    /// What the device is told, now and whenever it asks again.
    pub answer: String,
    /// How the file stands now; none where somebody was faster and the filing was only logged.
    pub stood: Option<Stood>,
    /// What the device wanted, where somebody was faster.
    pub wanted: Option<Wanted>,
    /// What takes the logging back.
    pub undo_id: Option<UndoId>,
}

/// The actor as of the moment at which something was logged on a device: `age` milliseconds ago, never in the future
/// and never more than thirty days back. Whose files may be seen stays as it is today.
pub fn logged_by(by: &By, age: i64) -> (By, i64) {
    let at = by.now - age.clamp(0, LOGGED_DAYS_MAX * 86_400_000);
    (By { today: by.day_of(at), ..by.clone() }, at)
}

/// Takes a key for this person. The answer that was given before, if it was taken already.
///
/// # Errors
/// [`StoreError`]; one that says "try again" when the same key is being carried out at this moment.
pub fn claim(tx: &mut Tx<'_>, by: &By, key: &str) -> Result<Option<String>, StoreError> {
    tx.run(
        "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE at < $1 AND unsettled = 0 ORDER BY at LIMIT $2)",
        params![by.now - KEPT_DAYS * 86_400_000, FORGOTTEN_AT_ONCE],
    )?;
    let sql = "INSERT INTO delivery (person_id, key, at) VALUES ($1, $2, $3) ON CONFLICT (person_id, key) DO NOTHING";
    if tx.run(sql, params![by.person_id, key, by.now])? == 1 {
        return Ok(None);
    }
    tx.one("SELECT answer FROM delivery WHERE person_id = $1 AND key = $2", params![by.person_id, key]).map(Some)
}

/// What was answered to that key of this person's.
///
/// # Errors
/// [`StoreError`].
pub fn answered(tx: &mut Tx<'_>, by: &By, key: &str) -> Result<Option<String>, StoreError> {
    let row = tx.row("SELECT answer FROM delivery WHERE person_id = $1 AND key = $2", params![by.person_id, key])?;
    row.map(|row| row.get(0)).transpose()
}

/// How that file stands with regard to the slip that a device saw: closed, or under that slip; none if the slip is
/// not open any more.
///
/// # Errors
/// [`StoreError`].
pub fn stood(tx: &mut Tx<'_>, client_id: ClientId, slip_id: Option<SlipId>) -> Result<Option<Stood>, StoreError> {
    let row = tx.row(
        "SELECT s.id, s.place, s.minute, c.owner_id, c.state FROM client c
         LEFT JOIN slip s ON s.client_id = c.id AND s.state = 'open' AND s.id = coalesce($2, c.slip_id) WHERE c.id = $1",
        params![client_id, slip_id],
    )?;
    let Some(row) = row else { return Ok(None) };
    if row.get::<String>(4)? == "closed" {
        return Ok(Some(Stood::closed()));
    }
    let Some(slip_id) = row.get::<Option<SlipId>>(0)? else { return Ok(None) };
    Ok(Some(Stood::under(slip_id, row.get(1)?, row.get(2)?, row.get(3)?)))
}

/// Holds the file that a call was logged on, and says as what the device saw it and whether it still stands so.
/// `after` is the key of what the same device filed on it before.
///
/// # Errors
/// [`Failure::NotFound`] if the actor may not see the file, neither today nor on the day of the call.
pub fn hold_logged(tx: &mut Tx<'_>, logged: &By, client_id: ClientId, seen: &Stood, after: &str) -> Result<(By, Stood, bool), Failure> {
    let mut actor = logged.clone();
    if matches!(hold(tx, &actor, client_id), Err(Failure::NotFound)) {
        // Whoever stood in for a colleague on that day files what was said on that day (E26), if it arrives soon: the
        // day is what the device says.
        let (Visible::Own(_, today) | Visible::Team(_, _, today)) = logged.visible else { return Err(Failure::NotFound) };
        if days_later(logged.today, STOOD_IN_DAYS_MAX) < today {
            return Err(Failure::NotFound);
        }
        actor.visible = on_that_day(logged);
        hold(tx, &actor, client_id)?;
    }
    let sql = "SELECT stood FROM delivery WHERE person_id = $1 AND key = $2 AND client_id = $3";
    let own = tx.row(sql, params![logged.person_id, after, client_id])?.map(|row| row.get::<String>(0)).transpose()?;
    let seen = own.filter(|own| !own.is_empty()).map_or_else(|| seen.clone(), Stood);
    let is_so = stood(tx, client_id, seen.slip_id())?.as_ref() == Some(&seen);
    Ok((actor, seen, is_so))
}

fn on_that_day(logged: &By) -> Visible {
    match logged.visible {
        Visible::Own(person, _) => Visible::Own(person, logged.today),
        Visible::Team(team, person, _) => Visible::Team(team, person, logged.today),
        Visible::All => Visible::All,
    }
}

/// Keeps what came of a key that was claimed in this transaction.
///
/// # Errors
/// [`StoreError`].
pub fn keep(tx: &mut Tx<'_>, by: &By, key: &str, delivered: &Delivered) -> Result<(), StoreError> {
    let wanted = delivered.wanted.as_ref().map(Wanted::write).unwrap_or_default();
    let id: i64 = tx.one(
        "UPDATE delivery SET client_id = $3, answer = $4, stood = $5, wanted = $6 WHERE person_id = $1 AND key = $2 RETURNING id",
        params![
            by.person_id,
            key,
            delivered.client_id,
            &delivered.answer,
            delivered.stood.as_ref().map_or("", |stood| stood.0.as_str()),
            wanted.as_str()
        ],
    )?;
    if wanted.is_empty() {
        return Ok(());
    }
    // Taking the logged call back takes the question back with it.
    let mut recorder = Recorder::default();
    recorder.change(tx, Table::Delivery, id, &[("unsettled", 1.into())])?;
    match delivered.undo_id {
        Some(undo_id) => recorder.join(tx, undo_id),
        None => Ok(()),
    }
}
