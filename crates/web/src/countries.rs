//! In which country an address is, by a table that whoever runs the server supplies.
//!
//! Owns how such a table is read. Never asks anybody on the network, and never decides anything by it: it is a note beside
//! an address, for whoever wonders who that was.

use crate::texts::Texts;
use maud::{Markup, html};
use serde::Deserialize;
use std::net::IpAddr;
use std::path::Path;

/// A table of addresses and their countries: MaxMind's format, as GeoLite2 and others have it.
pub struct Countries(maxminddb::Reader<Vec<u8>>);

impl std::fmt::Debug for Countries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Countries")
    }
}

/// What the tables say of an address; some name the country inside, some beside.
#[derive(Deserialize)]
struct Told {
    country: Option<Named>,
    country_code: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    iso_code: Option<String>,
}

/// Where an address is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In this network or on this machine.
    Here,
    /// In that country: two letters.
    Country(String),
    /// Nobody knows.
    Unknown,
}

impl Countries {
    /// Reads the table in that file; it stays in memory.
    ///
    /// # Errors
    /// In words, if there is no such file or it is no such table.
    pub fn open(path: &Path) -> Result<Countries, String> {
        maxminddb::Reader::open_readfile(path).map(Countries).map_err(|error| error.to_string())
    }

    fn code(&self, address: IpAddr) -> Option<String> {
        let told: Told = self.0.lookup(address).ok()?.decode().ok()??;
        let code = told.country.and_then(|country| country.iso_code).or(told.country_code)?;
        (code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_alphabetic())).then(|| code.to_ascii_uppercase())
    }
}

/// Where an address is, as far as it can be known with that table.
pub fn whereabouts(countries: Option<&Countries>, address: &str) -> Whereabouts {
    let Ok(address) = address.parse::<IpAddr>() else { return Whereabouts::Unknown };
    let address = address.to_canonical();
    let is_here = match address {
        IpAddr::V4(four) => four.is_loopback() || four.is_private() || four.is_link_local(),
        IpAddr::V6(six) => six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local(),
    };
    if is_here {
        return Whereabouts::Here;
    }
    countries.and_then(|countries| countries.code(address)).map_or(Whereabouts::Unknown, Whereabouts::Country)
}

/// The address with what is known of its country; the script writes the country's name out in the person's language.
pub fn shown(texts: &Texts<'_>, countries: Option<&Countries>, address: &str) -> Markup {
    html! {
        span.num { (address) }
        @match whereabouts(countries, address) {
            Whereabouts::Here => { " (" (texts.say("address-here")) ")" },
            Whereabouts::Country(code) => { " (" span data-country=(code) { (code) } ")" },
            Whereabouts::Unknown => {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_needs_no_table_and_what_is_no_address_is_nowhere() {
        for near in ["127.0.0.1", "10.1.2.3", "192.168.0.9", "::1", "fd00::1", "fe80::1", "::ffff:192.168.0.9"] {
            assert_eq!(whereabouts(None, near), Whereabouts::Here, "{near}");
        }
        for far in ["203.0.113.5", "2001:db8::1", "", "nowhere", "1.2.3"] {
            assert_eq!(whereabouts(None, far), Whereabouts::Unknown, "{far}");
        }
    }
}
