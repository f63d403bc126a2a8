//! How often a password may be tried: ten times in a quarter of an hour for an address of a person, forty
//! times for an address of the network, behind which a whole office may sit.
//!
//! Owns the counting. An attempt is counted before the password is looked at, so that many at the same
//! moment cannot slip through together, and taken back when it was right.

use jiff::Timestamp;
use std::net::{IpAddr, Ipv6Addr};
use store::{StoreError, Tx, params};
use web::Failure;

const WINDOW_MILLISECONDS: i64 = 15 * 60 * 1000;
const PER_EMAIL_MAX: usize = 10;
const PER_ADDRESS_MAX: usize = 40;

/// One try.
pub(crate) struct Attempt {
    subjects: [(String, usize); 2],
    at: i64,
}

impl Attempt {
    /// A try to sign in as `email` from the network address `address`.
    pub(crate) fn new(email: &str, address: &str, now: Timestamp) -> Attempt {
        // A typed address may be a megabyte; nobody has one that long, so its start is enough to count by.
        let email: String = email.chars().take(crate::typed::EMAIL_LENGTH_MAX).collect();
        let subjects = [(format!("email:{email}"), PER_EMAIL_MAX), (format!("address:{}", network(address)), PER_ADDRESS_MAX)];
        Attempt { subjects, at: now.as_millisecond() }
    }

    /// Counts the try.
    ///
    /// # Errors
    /// [`Failure::TooMany`] with the seconds to wait; then it is not counted.
    pub(crate) fn begin(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        tx.run("DELETE FROM sign_in_failure WHERE at <= $1", params![self.at - WINDOW_MILLISECONDS])?;
        for (subject, max) in &self.subjects {
            let times = tx.rows("SELECT at FROM sign_in_failure WHERE subject = $1 ORDER BY at DESC", params![subject])?;
            if let Some(row) = times.get(max - 1) {
                let free_at = row.get::<i64>(0)? + WINDOW_MILLISECONDS;
                return Err(Failure::TooMany(u64::try_from(free_at - self.at).unwrap_or(0).div_ceil(1000).max(1)));
            }
        }
        for (subject, _) in &self.subjects {
            tx.run("INSERT INTO sign_in_failure (subject, at) VALUES ($1, $2)", params![subject, self.at])?;
        }
        Ok(())
    }

    /// The password was right: the person's earlier mistakes are forgotten, and this try for the network address.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn succeeded(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let [(email, _), (address, _)] = &self.subjects;
        tx.run("DELETE FROM sign_in_failure WHERE subject = $1", params![email])?;
        tx.run("DELETE FROM sign_in_failure WHERE subject = $1 AND at = $2", params![address, self.at])?;
        Ok(())
    }
}

/// What an address is counted by: a whole IPv6 /64, of which one household has every address, and an IPv4
/// address however it is written.
fn network(address: &str) -> String {
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
