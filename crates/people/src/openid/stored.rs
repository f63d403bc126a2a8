//! The statements of signing in through a provider.
//!
//! Owns that a way back works once, and who is who there.

use crate::signing_in::attempts::network;
use domain::PersonId;
use store::{StoreError, Tx, params};
use web::{Failure, secret};

/// How long a browser may stay there, milliseconds: ten minutes.
const AWAY_MS: i64 = 600_000;
/// Browsers that may be there at the same time, in all and of one network; more than that is a flood. An office of
/// hundreds behind one address has far fewer.
const AWAY_MAX: i64 = 10_000;
const OF_NETWORK_MAX: i64 = 1_000;

/// What is kept of a browser that is there.
pub(super) struct Asked {
    pub(super) nonce: String,
    pub(super) verifier: String,
    pub(super) next: String,
}

/// Keeps it.
///
/// # Errors
/// [`Failure::Crowded`] in a flood.
pub(super) fn keep(tx: &mut Tx<'_>, (state, browser): (&str, &str), asked: &Asked, address: &str, now: i64) -> Result<(), Failure> {
    let network = network(address);
    tx.run("DELETE FROM openid_asked WHERE expires_at <= $1", params![now])?;
    let of_network: i64 = tx.one("SELECT count(*) FROM openid_asked WHERE network = $1", params![&network])?;
    if of_network >= OF_NETWORK_MAX || tx.one::<i64>("SELECT count(*) FROM openid_asked", &[])? >= AWAY_MAX {
        return Err(Failure::Crowded(60));
    }
    tx.run(
        "INSERT INTO openid_asked (state_hash, browser_hash, nonce, verifier, next, network, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![secret::hash(state), secret::hash(browser), &asked.nonce, &asked.verifier, &asked.next, &network, now + AWAY_MS],
    )?;
    Ok(())
}

/// Takes what was kept for that way back and that browser: it works once.
pub(super) fn take(tx: &mut Tx<'_>, (state, browser): (&str, &str), now: i64) -> Result<Option<Asked>, StoreError> {
    let row = tx.row(
        "DELETE FROM openid_asked WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3 RETURNING nonce, verifier, next",
        params![secret::hash(state), secret::hash(browser), now],
    )?;
    row.map(|row| Ok(Asked { nonce: row.get(0)?, verifier: row.get(1)?, next: row.get(2)? })).transpose()
}

/// The person who is that there, and whether the access has not ended.
pub(super) fn linked(tx: &mut Tx<'_>, issuer: &str, subject: &str) -> Result<Option<(PersonId, bool)>, StoreError> {
    let sql = "SELECT p.id, p.active FROM openid_link l JOIN person p ON p.id = l.person_id WHERE l.issuer = $1 AND l.subject = $2";
    tx.row(sql, params![issuer, subject])?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Since when that person is known there, UTC milliseconds.
pub(super) fn linked_at(tx: &mut Tx<'_>, issuer: &str, person: PersonId) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT linked_at FROM openid_link WHERE issuer = $1 AND person_id = $2";
    tx.row(sql, params![issuer, person])?.map(|row| row.get(0)).transpose()
}

/// Remembers who that is there.
pub(super) fn link(tx: &mut Tx<'_>, (issuer, subject): (&str, &str), person: PersonId, now: i64) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO openid_link (person_id, issuer, subject, linked_at, used_at) VALUES ($1, $2, $3, $4, $4)",
        params![person, issuer, subject, now],
    )
    .map(drop)
}

/// Notes that it was used.
pub(super) fn used(tx: &mut Tx<'_>, (issuer, subject): (&str, &str), now: i64) -> Result<(), StoreError> {
    tx.run("UPDATE openid_link SET used_at = $3 WHERE issuer = $1 AND subject = $2", params![issuer, subject, now]).map(drop)
}

/// Takes the link of a person off, whoever the provider is; the address decides anew the next time. Whether there was one.
///
/// # Errors
/// [`StoreError`].
pub fn take_link_off(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, StoreError> {
    Ok(tx.run("DELETE FROM openid_link WHERE person_id = $1", params![person])? > 0)
}
