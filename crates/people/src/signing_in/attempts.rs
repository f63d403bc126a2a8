//! How often a password may be tried: ten times in a quarter of an hour for an address of a person, forty
//! times for an address of the network, behind which a whole office may sit. And how often a code of the second
//! factor: five times in a quarter of an hour, and twenty times a day, for one of a million fits at any time.
//!
//! Owns the counting. An attempt is counted before the password is looked at, so that many at the same
//! moment cannot slip through together, and taken back when it was right.

use domain::PersonId;
use jiff::Timestamp;
use std::net::{IpAddr, Ipv6Addr};
use store::{StoreError, Tx, params};
use web::Failure;

const WINDOW_MILLISECONDS: i64 = 15 * 60 * 1000;
const DAY_MILLISECONDS: i64 = 24 * 60 * 60 * 1000;
const PER_EMAIL_MAX: usize = 10;
const PER_ADDRESS_MAX: usize = 40;
const CODES_MAX: usize = 5;
const CODES_A_DAY_MAX: usize = 20;

/// One try.
pub(crate) struct Attempt {
    counts: Vec<Count>,
    at: i64,
}

/// What a try is counted by.
struct Count {
    subject: String,
    max: usize,
    window: i64,
    /// Whether a right one lets the earlier mistakes be forgotten, and not this try alone.
    forgets: bool,
}

impl Attempt {
    /// A try to sign in as `email` from the network address `address`.
    pub(crate) fn new(email: &str, address: &str, now: Timestamp) -> Attempt {
        // A typed address may be a megabyte; nobody has one that long, so its start is enough to count by.
        let email: String = email.chars().take(crate::typed::EMAIL_LENGTH_MAX).collect();
        let person = Count { subject: format!("email:{email}"), max: PER_EMAIL_MAX, window: WINDOW_MILLISECONDS, forgets: true };
        Attempt { counts: vec![person, of_network(address)], at: now.as_millisecond() }
    }

    /// A try by passkey: nothing can be guessed there, so only the network is counted, that nobody floods the door.
    pub(crate) fn passkey(address: &str, now: Timestamp) -> Attempt {
        Attempt { counts: vec![of_network(address)], at: now.as_millisecond() }
    }

    /// A try of a code of the second factor. Counted apart from passwords: a right password clears nothing here.
    pub(crate) fn code(person_id: PersonId, address: &str, now: Timestamp) -> Attempt {
        let quarter = Count { subject: format!("code:{person_id}"), max: CODES_MAX, window: WINDOW_MILLISECONDS, forgets: true };
        let day = Count { subject: format!("codes of a day:{person_id}"), max: CODES_A_DAY_MAX, window: DAY_MILLISECONDS, forgets: false };
        Attempt { counts: vec![quarter, day, of_network(address)], at: now.as_millisecond() }
    }

    /// Counts the try.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait; then it is not counted.
    pub(crate) fn begin(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        tx.run("DELETE FROM sign_in_failure WHERE at <= $1", params![self.at - DAY_MILLISECONDS])?;
        for Count { subject, max, window, .. } in &self.counts {
            let times = tx.rows(
                "SELECT at FROM sign_in_failure WHERE subject = $1 AND at > $2 ORDER BY at DESC LIMIT $3",
                params![subject, self.at - window, *max as i64],
            )?;
            if let Some(row) = times.get(max - 1) {
                let free_at = row.get::<i64>(0)? + window;
                return Err(Failure::TooMany(u64::try_from(free_at - self.at).unwrap_or(0).div_ceil(1000).max(1)));
            }
        }
        for Count { subject, .. } in &self.counts {
            tx.run("INSERT INTO sign_in_failure (subject, at) VALUES ($1, $2)", params![subject, self.at])?;
        }
        Ok(())
    }

    /// It was right: the person's earlier mistakes are forgotten, and this try for the network address and the day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn succeeded(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for Count { subject, forgets, .. } in &self.counts {
            if *forgets {
                tx.run("DELETE FROM sign_in_failure WHERE subject = $1", params![subject])?;
            } else {
                tx.run("DELETE FROM sign_in_failure WHERE subject = $1 AND at = $2", params![subject, self.at])?;
            }
        }
        Ok(())
    }
}

fn of_network(address: &str) -> Count {
    Count { subject: format!("address:{}", network(address)), max: PER_ADDRESS_MAX, window: WINDOW_MILLISECONDS, forgets: false }
}

/// What an address is counted by: a whole IPv6 /64, of which one household has every address, and an IPv4
/// address however it is written.
pub(crate) fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Ok(address) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_are_counted_together() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::9"));
        assert_ne!(network("2001:db8:1:2::9"), network("2001:db8:1:3::9"));
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_ne!(network("192.0.2.7"), network("192.0.2.8"));
        assert_eq!(network("unknown"), "unknown");
    }
}
