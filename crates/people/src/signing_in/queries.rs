//! The statements of signing in.
//!
//! Owns the one look at a person by address. Never returns a hash to a page.

use domain::PersonId;
use store::{StoreError, Tx, params};

/// What is compared at the door.
pub(crate) struct Door {
    pub(crate) person_id: PersonId,
    pub(crate) password_hash: Option<String>,
}

/// The active person with that address.
pub(crate) fn door(tx: &mut Tx<'_>, email: &str) -> Result<Option<Door>, StoreError> {
    let row = tx.row("SELECT id, password_hash FROM person WHERE email = $1 AND active = 1", params![email])?;
    row.map(|row| Ok(Door { person_id: row.get(0)?, password_hash: row.get(1)? })).transpose()
}

/// A person's address and name, which may not be the password.
pub(crate) fn own_words(tx: &mut Tx<'_>, person_id: PersonId) -> Result<[String; 2], StoreError> {
    let row = tx.row("SELECT email, name FROM person WHERE id = $1", params![person_id])?;
    row.map_or(Ok([String::new(), String::new()]), |row| Ok([row.get(0)?, row.get(1)?]))
}

/// Ends one session.
pub(crate) fn end_session(tx: &mut Tx<'_>, session_hash: &str) -> Result<(), StoreError> {
    tx.run("DELETE FROM session WHERE token_hash = $1", params![session_hash])?;
    Ok(())
}
