//! The browsers that somebody switched on.
//!
//! Owns the table `push_subscription`: only of oneself, a handful for each. Each ends with the session in which it was
//! switched on: whoever signs out of a device is told nothing on it any more.

use super::addresses::endpoint;
use super::push::{Device, are_keys};
use domain::PersonId;
use std::collections::BTreeMap;
use store::{StoreError, Tx, params};
use web::{Answer, Ask, Failure, Message, Reply};

/// The most browsers that one person switches on.
pub(super) const DEVICES_MAX: i64 = 10;

/// A line of the list.
#[derive(Clone, Debug)]
pub(super) struct DeviceLine {
    pub(super) id: i64,
    /// "Chrome · Android", as the browser calls itself.
    pub(super) name: String,
    /// When it was switched on, UTC milliseconds.
    pub(super) at: i64,
    /// How often in a row it could not be reached.
    pub(super) failures: i64,
    pub(super) endpoint: String,
}

/// The devices of that person, the oldest first.
pub(super) fn of(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<DeviceLine>, StoreError> {
    let rows =
        tx.rows("SELECT id, device, created_at, failures, endpoint FROM push_subscription WHERE person_id = $1 ORDER BY id", params![person])?;
    rows.iter()
        .map(|row| Ok(DeviceLine { id: row.get(0)?, name: row.get(1)?, at: row.get(2)?, failures: row.get(3)?, endpoint: row.get(4)? }))
        .collect()
}

/// Every device by person.
pub(super) fn all(tx: &mut Tx<'_>) -> Result<BTreeMap<PersonId, Vec<Device>>, StoreError> {
    let mut devices: BTreeMap<PersonId, Vec<Device>> = BTreeMap::new();
    for row in tx.rows("SELECT id, endpoint, p256dh, auth, person_id, failures FROM push_subscription ORDER BY id", &[])? {
        let device = Device { id: row.get(0)?, endpoint: row.get(1)?, p256dh: row.get(2)?, auth: row.get(3)?, failures: row.get(5)? };
        devices.entry(row.get(4)?).or_default().push(device);
    }
    Ok(devices)
}

/// `POST /settings/reminders/devices`: what the browser's push manager gave.
pub(super) fn add(ask: &mut Ask) -> Answer {
    let actor = ask.actor()?;
    let (person, session) = (actor.person_id, actor.session_hash.clone());
    let (address, p256dh, auth) = (ask.form("endpoint"), ask.form("p256dh"), ask.form("auth"));
    if endpoint(address, ask.app.config.outgoing.push_to_private).is_none() || !are_keys(p256dh, auth) {
        return Err(Failure::Malformed("endpoint"));
    }
    let name: String = ask.form("device").chars().filter(|c| !c.is_control()).take(80).collect();
    let now = ask.now.as_millisecond();
    ask.write(|tx| {
        let known = tx.row("SELECT id, p256dh, auth FROM push_subscription WHERE endpoint = $1", params![address])?;
        if let Some(known) = known {
            // One browser, another person signed in: it has the keys. Whoever only knows the address has not.
            if known.get::<String>(1)? != p256dh || known.get::<String>(2)? != auth {
                return Err(Failure::Malformed("endpoint"));
            }
            let id: i64 = known.get(0)?;
            tx.run(
                "UPDATE push_subscription SET person_id = $2, device = $3, created_at = $4, failures = 0, session_hash = $5 WHERE id = $1",
                params![id, person, &name, now, &session],
            )?;
        } else {
            tx.run(
                "INSERT INTO push_subscription (person_id, endpoint, p256dh, auth, device, created_at, session_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                params![person, address, p256dh, auth, &name, now, &session],
            )?;
        }
        let count: i64 = tx.one("SELECT count(*) FROM push_subscription WHERE person_id = $1", params![person])?;
        if count > DEVICES_MAX {
            return Err(Failure::form(Message::new("reminders-devices-full").with("most", DEVICES_MAX)));
        }
        Ok(())
    })?;
    Ok(Reply::see("/settings/reminders?saved=1"))
}

/// `POST /settings/reminders/devices/{id}/removal`
pub(super) fn remove(ask: &mut Ask) -> Answer {
    let person = ask.actor()?.person_id;
    let id: i64 = ask.path("id")?;
    let removed = ask.write(|tx| tx.run("DELETE FROM push_subscription WHERE id = $1 AND person_id = $2", params![id, person]))?;
    if removed == 0 { Err(Failure::NotFound) } else { Ok(Reply::see("/settings/reminders?saved=1")) }
}
