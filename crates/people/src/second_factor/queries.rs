//! The statements of the second factor.
//!
//! Owns what stands in its two tables. Never sees a secret or a code in plain.

use domain::PersonId;
use jiff::Timestamp;
use store::{StoreError, Tx, params};

/// What is known of a person's second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) sealed: String,
    /// UTC milliseconds.
    pub(crate) begun_at: i64,
    /// UTC milliseconds; none while it does not count yet.
    pub(crate) confirmed_at: Option<i64>,
    pub(crate) last_step: i64,
    /// Recovery codes not used yet.
    pub(crate) codes_left: i64,
}

/// The person's second factor, also one that does not count yet.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn state(tx: &mut Tx<'_>, person_id: PersonId) -> Result<Option<State>, StoreError> {
    let row = tx.row(
        "SELECT sealed, begun_at, confirmed_at, last_step,
                (SELECT count(*) FROM recovery_code c WHERE c.person_id = f.person_id AND c.used_at IS NULL)
         FROM second_factor f WHERE person_id = $1",
        params![person_id],
    )?;
    row.map(|row| {
        Ok(State { sealed: row.get(0)?, begun_at: row.get(1)?, confirmed_at: row.get(2)?, last_step: row.get(3)?, codes_left: row.get(4)? })
    })
    .transpose()
}

/// Whether a code is asked for when this person signs in.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn is_on(tx: &mut Tx<'_>, person_id: PersonId) -> Result<bool, StoreError> {
    Ok(tx.row("SELECT 1 FROM second_factor WHERE person_id = $1 AND confirmed_at IS NOT NULL", params![person_id])?.is_some())
}

/// Keeps a new secret that does not count yet, in the place of an earlier one that never did. False if one counts.
pub(super) fn begin(tx: &mut Tx<'_>, person_id: PersonId, sealed: &str, now: Timestamp) -> Result<bool, StoreError> {
    tx.run("DELETE FROM second_factor WHERE person_id = $1 AND confirmed_at IS NULL", params![person_id])?;
    let added = tx.run(
        "INSERT INTO second_factor (person_id, sealed, begun_at) VALUES ($1, $2, $3) ON CONFLICT (person_id) DO NOTHING",
        params![person_id, sealed, now.as_millisecond()],
    )?;
    Ok(added == 1)
}

/// Lets the secret count. False if it is another one meanwhile.
pub(super) fn confirm(tx: &mut Tx<'_>, person_id: PersonId, sealed: &str, now: Timestamp) -> Result<bool, StoreError> {
    let confirmed = tx.run(
        "UPDATE second_factor SET confirmed_at = $1 WHERE person_id = $2 AND sealed = $3 AND confirmed_at IS NULL",
        params![now.as_millisecond(), person_id, sealed],
    )?;
    Ok(confirmed == 1)
}

/// Uses up the step of a code; of two at the same moment only one does.
pub(super) fn use_step(tx: &mut Tx<'_>, person_id: PersonId, step: i64) -> Result<bool, StoreError> {
    Ok(tx.run("UPDATE second_factor SET last_step = $1 WHERE person_id = $2 AND last_step < $1", params![step, person_id])? == 1)
}

/// Uses up a recovery code; of two at the same moment only one does.
pub(super) fn use_code(tx: &mut Tx<'_>, person_id: PersonId, code_hash: &str, now: Timestamp) -> Result<bool, StoreError> {
    let used = tx.run(
        "UPDATE recovery_code SET used_at = $1 WHERE person_id = $2 AND code_hash = $3 AND used_at IS NULL",
        params![now.as_millisecond(), person_id, code_hash],
    )?;
    Ok(used == 1)
}

/// Puts these recovery codes in the place of all earlier ones.
pub(super) fn replace_codes(tx: &mut Tx<'_>, person_id: PersonId, hashes: &[String]) -> Result<(), StoreError> {
    tx.run("DELETE FROM recovery_code WHERE person_id = $1", params![person_id])?;
    for hash in hashes {
        tx.run("INSERT INTO recovery_code (person_id, code_hash) VALUES ($1, $2)", params![person_id, hash])?;
    }
    Ok(())
}

/// Takes secret and recovery codes away. Whether a secret counted.
pub(super) fn remove(tx: &mut Tx<'_>, person_id: PersonId) -> Result<bool, StoreError> {
    let was_on = is_on(tx, person_id)?;
    tx.run("DELETE FROM second_factor WHERE person_id = $1", params![person_id])?;
    tx.run("DELETE FROM recovery_code WHERE person_id = $1", params![person_id])?;
    Ok(was_on)
}
