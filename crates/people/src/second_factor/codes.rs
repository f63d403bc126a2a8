//! Taking a code, of the device or of recovery, and making recovery codes.
//!
//! Owns that each is taken once. Never counts tries: that is `signing_in::attempts`.

use super::queries;
use super::sealing::SealingKey;
use super::totp::{base32, step_of};
use domain::PersonId;
use jiff::Timestamp;
use store::Tx;
use web::{App, Failure, secret};

/// How many recovery codes there are.
const CODES: usize = 10;
/// Letters of a recovery code: 80 random bits, too many to be tried even by whoever has their hashes.
const LETTERS: usize = 16;

/// What was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// A code of the device.
    Device,
    /// A recovery code.
    Recovery,
}

/// Takes the code if it is right for that person and was never taken.
///
/// # Errors
/// [`Failure`] if the key or the database cannot be read.
pub(crate) fn take(tx: &mut Tx<'_>, app: &App, person_id: PersonId, typed: &str, now: Timestamp) -> Result<Option<Taken>, Failure> {
    let Some(state) = queries::state(tx, person_id)?.filter(|state| state.confirmed_at.is_some()) else { return Ok(None) };
    let typed = plain(typed);
    if typed.len() == LETTERS {
        let is_used = queries::use_code(tx, person_id, &secret::hash(&typed), now)?;
        return Ok(is_used.then_some(Taken::Recovery));
    }
    Ok(if take_step(tx, app, person_id, &state, &typed, now)? { Some(Taken::Device) } else { None })
}

/// Takes a code of the device, also for a secret that does not count yet.
pub(super) fn take_step(
    tx: &mut Tx<'_>,
    app: &App,
    person_id: PersonId,
    state: &queries::State,
    typed: &str,
    now: Timestamp,
) -> Result<bool, Failure> {
    let opened = SealingKey::of(app, false)?.and_then(|key| key.open(person_id, &state.sealed));
    let Some(secret) = opened else {
        // Recovery codes open the door without the key.
        tracing::error!(person = person_id.0, "the second factor cannot be opened: is the file of the secret key the right one?");
        return Ok(false);
    };
    match step_of(&secret, &plain(typed), now.as_second(), state.last_step) {
        Some(step) => Ok(queries::use_step(tx, person_id, step)?),
        None => Ok(false),
    }
}

/// Makes new recovery codes in the place of all earlier ones; they are readable only in this answer.
pub(super) fn make(tx: &mut Tx<'_>, person_id: PersonId) -> Result<Vec<String>, Failure> {
    let codes: Vec<String> = (0..CODES).map(|_| code()).collect::<Result<_, _>>()?;
    let hashes: Vec<String> = codes.iter().map(|code| secret::hash(&plain(code))).collect();
    queries::replace_codes(tx, person_id, &hashes)?;
    Ok(codes)
}

/// "ABCD-EFGH-IJKL-MNOP".
fn code() -> Result<String, Failure> {
    let letters: Vec<char> = base32(&secret::random::<10>()?).chars().collect();
    Ok(letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// Without blanks and dashes, in capitals; never longer than what can be a code.
fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).take(LETTERS + 1).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_may_be_typed_as_it_comes() {
        let code = code().unwrap();
        assert_eq!(code.len(), 19, "{code}");
        assert_eq!(plain(&code).len(), LETTERS);
        assert_eq!(plain(&format!(" {} ", code.to_lowercase().replace('-', " "))), plain(&code));
        assert_eq!(plain("123 456"), "123456");
    }
}
