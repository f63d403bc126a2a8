//! Passwords: which are taken, how they are kept, and how one is compared.
//!
//! Owns the argon2id parameters (OWASP: 19 MiB, 2 passes, 1 lane) and the column `person.password_hash`.
//! Never writes a password anywhere, neither in a page nor in the log.

mod rules;

pub use rules::refuse_weak;

use crate::link::{self, Purpose};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::PersonId;
use std::sync::{Mutex, PoisonError};
use store::{StoreError, Tx, params};
use unicode_normalization::UnicodeNormalization;
use web::{Failure, secret};

const MEMORY_KIBIBYTES: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What nobody's password hashes to: compared where there is no such person, so that the answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// One hash at a time: a flood of sign-ins waits here instead of taking 19 MiB each and all cores.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A password as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a password; takes tens of milliseconds, so never inside a transaction.
    ///
    /// # Errors
    /// [`Failure::Unexpected`] without randomness or memory.
    pub fn of(password: &str) -> Result<PasswordHash, Failure> {
        let broken = |error: argon2::password_hash::Error| Failure::Unexpected(format!("a password could not be hashed: {error}"));
        // 32 hexadecimal digits: they are taken as base64, so the salt holds 128 random bits in 24 bytes.
        let salt = SaltString::from_b64(&secret::token()?[..32]).map_err(broken)?;
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = argon2()?.hash_password(same_letters(password).as_bytes(), &salt).map_err(broken)?;
        Ok(PasswordHash(hash.to_string()))
    }
}

/// Whether that is the password. Takes the same time where there is nothing to compare with, and says no.
///
/// # Errors
/// [`Failure::Unexpected`] if the stored hash is none.
pub(crate) fn is_password(typed: &str, stored: Option<&str>) -> Result<bool, Failure> {
    let hash =
        argon2::PasswordHash::new(stored.unwrap_or(NOBODY)).map_err(|error| Failure::Unexpected(format!("a stored password is damaged: {error}")))?;
    let argon2 = argon2()?;
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same = argon2.verify_password(same_letters(typed).as_bytes(), &hash).is_ok();
    Ok(is_same && stored.is_some())
}

/// Gives a person a password and ends every session and every link of theirs: who knew the old one is out.
///
/// # Errors
/// [`StoreError`].
pub fn set_password(tx: &mut Tx<'_>, person_id: PersonId, hash: &PasswordHash) -> Result<(), StoreError> {
    tx.run("UPDATE person SET password_hash = $1 WHERE id = $2", params![&hash.0, person_id])?;
    end_sessions(tx, person_id)?;
    link::end(tx, Purpose::Password(person_id))
}

/// Signs a person out everywhere.
///
/// # Errors
/// [`StoreError`].
pub fn end_sessions(tx: &mut Tx<'_>, person_id: PersonId) -> Result<u64, StoreError> {
    end_other_sessions(tx, person_id, "")
}

/// Signs a person out everywhere but in the session with that hash. How many sessions that were.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn end_other_sessions(tx: &mut Tx<'_>, person_id: PersonId, but: &str) -> Result<u64, StoreError> {
    // Whoever waits for a code has not come in, and does not any more.
    tx.run("DELETE FROM half_sign_in WHERE person_id = $1", params![person_id])?;
    tx.run("DELETE FROM session WHERE person_id = $1 AND token_hash <> $2", params![person_id, but])
}

impl From<&PasswordHash> for store::Value {
    fn from(hash: &PasswordHash) -> store::Value {
        store::Value::from(&hash.0)
    }
}

fn argon2() -> Result<Argon2<'static>, Failure> {
    let params = Params::new(MEMORY_KIBIBYTES, PASSES, LANES, None).map_err(|error| Failure::Unexpected(format!("argon2: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Keyboards write the same letter in one piece or in two (RFC 8265, 4.2); both shall open the door.
fn same_letters(password: &str) -> String {
    password.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_only_its_own_hash() {
        let hash = PasswordHash::of("bamboo on the river").unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_password("bamboo on the river", Some(&hash.0)).unwrap());
        assert!(!is_password("bamboo on the River", Some(&hash.0)).unwrap());
        assert_ne!(hash, PasswordHash::of("bamboo on the river").unwrap());
    }

    #[test]
    fn where_there_is_no_password_none_fits() {
        assert!(!is_password("", None).unwrap());
        assert!(!is_password("bamboo on the river", None).unwrap());
    }

    #[test]
    fn a_letter_in_one_piece_or_in_two_is_the_same_password() {
        let hash = PasswordHash::of("caf\u{e9} caf\u{e9} caf\u{e9}").unwrap();
        assert!(is_password("cafe\u{301} cafe\u{301} cafe\u{301}", Some(&hash.0)).unwrap());
    }
}
