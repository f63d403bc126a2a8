//! The statements of passkeys.
//!
//! Owns that a question is answered once.

use crate::signing_in::attempts::network;
use domain::PersonId;
use store::{StoreError, Tx, params};
use web::{Failure, secret};

/// How long an answer is waited for, milliseconds: five minutes.
const WAITS_MS: i64 = 300_000;
/// Questions that may be open at the same time, in all and of one network; more than that is a flood. An office of
/// hundreds behind one address opens far fewer.
const OPEN_MAX: i64 = 10_000;
const OF_NETWORK_MAX: i64 = 1_000;
/// Passkeys of a person.
pub(super) const KEYS_MAX: usize = 20;

/// A passkey as its owner sees it.
pub(super) struct Line {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) made_at: i64,
    pub(super) used_at: Option<i64>,
}

/// A question that is answered now.
pub(super) struct Asked {
    pub(super) handle: String,
    pub(super) state: String,
}

/// Keeps a question; `person` is who adds a passkey, none at the door. Returns the token of its answer.
///
/// # Errors
/// [`Failure::Crowded`] in a flood.
pub(super) fn keep(tx: &mut Tx<'_>, person: Option<PersonId>, asked: &Asked, address: &str, now: i64) -> Result<String, Failure> {
    let network = network(address);
    tx.run("DELETE FROM passkey_asked WHERE expires_at <= $1", params![now])?;
    let of_network: i64 = tx.one("SELECT count(*) FROM passkey_asked WHERE network = $1", params![&network])?;
    if of_network >= OF_NETWORK_MAX || tx.one::<i64>("SELECT count(*) FROM passkey_asked", &[])? >= OPEN_MAX {
        return Err(Failure::Crowded(60));
    }
    let token = secret::token()?;
    tx.run(
        "INSERT INTO passkey_asked (token_hash, person_id, handle, state, network, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![secret::hash(&token), person, &asked.handle, &asked.state, &network, now + WAITS_MS],
    )?;
    Ok(token)
}

/// Takes a question, if it was asked of that person; 0 = at the door.
pub(super) fn take(tx: &mut Tx<'_>, token: &str, person: Option<PersonId>, now: i64) -> Result<Option<Asked>, StoreError> {
    let row = tx.row(
        "DELETE FROM passkey_asked WHERE token_hash = $1 AND coalesce(person_id, 0) = $2 AND expires_at > $3 RETURNING handle, state",
        params![secret::hash(token), person.map_or(0, |person| person.0), now],
    )?;
    row.map(|row| Ok(Asked { handle: row.get(0)?, state: row.get(1)? })).transpose()
}

/// A person's passkeys, the oldest first.
pub(super) fn lines(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Line>, StoreError> {
    let rows = tx.rows("SELECT id, name, made_at, used_at FROM passkey WHERE person_id = $1 ORDER BY id", params![person])?;
    rows.iter().map(|row| Ok(Line { id: row.get(0)?, name: row.get(1)?, made_at: row.get(2)?, used_at: row.get(3)? })).collect()
}

/// The handle of a person and the keys as JSON.
pub(super) fn keys(tx: &mut Tx<'_>, person: PersonId) -> Result<(Option<String>, Vec<String>), StoreError> {
    let rows = tx.rows("SELECT handle, public_key FROM passkey WHERE person_id = $1 ORDER BY id", params![person])?;
    let handle = rows.first().map(|row| row.get(0)).transpose()?;
    Ok((handle, rows.iter().map(|row| row.get(1)).collect::<Result<_, _>>()?))
}

/// Whose key that is, if the access has not ended: its row, the person, the handle, the key as JSON.
pub(super) fn found(tx: &mut Tx<'_>, credential: &str) -> Result<Option<(i64, PersonId, String, String)>, StoreError> {
    let sql = "SELECT k.id, k.person_id, k.handle, k.public_key FROM passkey k JOIN person p ON p.id = k.person_id WHERE k.credential = $1 AND p.active = 1";
    tx.row(sql, params![credential])?.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).transpose()
}

/// Keeps a new one. False if the key is somebody's already.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    person: PersonId,
    name: &str,
    (credential, handle, key): (&str, &str, &str),
    now: i64,
) -> Result<bool, StoreError> {
    let made = tx.run(
        "INSERT INTO passkey (person_id, name, credential, handle, public_key, made_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (credential) DO NOTHING",
        params![person, name, credential, handle, key, now],
    )?;
    Ok(made > 0)
}

/// Notes that it was used, with its new count. False if it was used or removed at the same moment.
pub(super) fn used(tx: &mut Tx<'_>, id: i64, (before, after): (&str, &str), now: i64) -> Result<bool, StoreError> {
    Ok(tx.run("UPDATE passkey SET public_key = $3, used_at = $4 WHERE id = $1 AND public_key = $2", params![id, before, after, now])? > 0)
}

/// Removes one; its name, if it was that person's.
pub(super) fn remove(tx: &mut Tx<'_>, person: PersonId, id: i64) -> Result<Option<String>, StoreError> {
    let row = tx.row("DELETE FROM passkey WHERE id = $1 AND person_id = $2 RETURNING name", params![id, person])?;
    row.map(|row| row.get(0)).transpose()
}

/// Removes all of a person's.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn remove_all(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, StoreError> {
    tx.run("DELETE FROM passkey_asked WHERE person_id = $1", params![person])?;
    Ok(tx.run("DELETE FROM passkey WHERE person_id = $1", params![person])? > 0)
}
