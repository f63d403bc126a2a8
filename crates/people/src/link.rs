//! One-time links: to set up the company, and to choose a password.
//!
//! Owns the table `link`. What is stored is a hash: whoever reads the database cannot follow a link.

use domain::PersonId;
use jiff::Timestamp;
use store::{StoreError, Tx, params};
use web::{Failure, secret};

/// How long a link can be followed, days.
pub(crate) const VALID_DAYS: i64 = 3;
const DAY_MILLISECONDS: i64 = 86_400_000;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To set up the company.
    SetUp,
    /// To choose this person's password.
    Password(PersonId),
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Purpose::SetUp => "set_up",
            Purpose::Password(_) => "password",
        }
    }

    fn person_id(self) -> Option<PersonId> {
        match self {
            Purpose::SetUp => None,
            Purpose::Password(person_id) => Some(person_id),
        }
    }
}

/// Makes a link and ends every earlier one for the same. Returns its token, which is kept nowhere.
///
/// # Errors
/// [`Failure`] without randomness or database.
pub(crate) fn make(tx: &mut Tx<'_>, purpose: Purpose, now: Timestamp) -> Result<String, Failure> {
    end(tx, purpose)?;
    let token = secret::token()?;
    let expires_at = now.as_millisecond() + VALID_DAYS * DAY_MILLISECONDS;
    tx.run(
        "INSERT INTO link (token_hash, purpose, person_id, expires_at) VALUES ($1, $2, $3, $4)",
        params![secret::hash(&token), purpose.as_str(), purpose.person_id(), expires_at],
    )?;
    Ok(token)
}

/// Ends every link for that.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn end(tx: &mut Tx<'_>, purpose: Purpose) -> Result<(), StoreError> {
    tx.run(
        "DELETE FROM link WHERE purpose = $1 AND COALESCE(person_id, 0) = $2",
        params![purpose.as_str(), purpose.person_id().map_or(0, |person_id| person_id.0)],
    )?;
    Ok(())
}

/// Whether that is the token of a link to set up the company.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn is_set_up(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<bool, StoreError> {
    let row = tx.row(
        "SELECT 1 FROM link WHERE token_hash = $1 AND purpose = 'set_up' AND expires_at > $2",
        params![secret::hash(token), now.as_millisecond()],
    )?;
    Ok(row.is_some())
}

/// Whose password that token lets choose; nobody's if the person was deactivated.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn password_person(tx: &mut Tx<'_>, token: &str, now: Timestamp) -> Result<Option<PersonId>, StoreError> {
    let row = tx.row(
        "SELECT p.id FROM link l JOIN person p ON p.id = l.person_id
         WHERE l.token_hash = $1 AND l.purpose = 'password' AND l.expires_at > $2 AND p.active = 1",
        params![secret::hash(token), now.as_millisecond()],
    )?;
    row.map(|row| row.get(0)).transpose()
}
