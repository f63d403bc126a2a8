//! What a company may be set to.
//!
//! Owns the lists of zones, countries and card fields, and what of them is taken.

use domain::Language;
use jiff::tz::TimeZone;
use web::{Ask, Failure};

/// The fields of the information card that a company can ask for before a first call (B26, decision 8).
pub const CARD_FIELDS: [&str; 10] = ["phone", "email", "contact", "position", "town", "needs", "expects", "decides", "competitor", "source"];

/// What a company asks for until it says otherwise (decision 8).
pub(crate) const USUAL_CARD_FIELDS: [&str; 3] = ["phone", "needs", "decides"];

/// Every country's two letters (ISO 3166-1).
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG \
    GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ \
    LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR \
    NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ \
    TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The zones to choose from, by name: places, not offsets or the short names of old systems.
pub(crate) fn zones() -> Vec<String> {
    const REGIONS: [&str; 10] =
        ["Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
    let is_place = |name: &String| name == "UTC" || REGIONS.iter().any(|region| name.starts_with(region));
    let mut zones: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).filter(is_place).collect();
    zones.sort();
    zones.dedup();
    zones
}

/// A zone by its IANA name, in the usual spelling.
///
/// # Errors
/// [`Failure::Refused`] on `zone`.
pub(crate) fn zone(typed: &str) -> Result<String, Failure> {
    let zone = TimeZone::get(typed).ok();
    zone.and_then(|zone| zone.iana_name().map(str::to_owned)).ok_or_else(|| Failure::field("zone", "company-zone-odd"))
}

/// The language in the field `language`.
///
/// # Errors
/// [`Failure::Malformed`]: the page only offers languages that there are.
pub(crate) fn language(ask: &Ask) -> Result<Language, Failure> {
    Language::parse(ask.form("language")).ok_or(Failure::Malformed("language"))
}

/// A country by its two letters, in capitals.
///
/// # Errors
/// [`Failure::Refused`] on `country`.
pub(crate) fn country(typed: &str) -> Result<String, Failure> {
    let country = typed.to_ascii_uppercase();
    let is_country = country.len() == 2 && COUNTRIES.split_whitespace().any(|known| known == country);
    if is_country { Ok(country) } else { Err(Failure::field("country", "company-country-odd")) }
}

/// A week in which nobody works has no day to file anything under.
///
/// # Errors
/// [`Failure::Refused`] on `day_1`.
pub(crate) fn refuse_empty_week(week: &[u16; 7]) -> Result<(), Failure> {
    if week.iter().all(|minutes| *minutes == 0) { Err(Failure::field("day_1", "week-empty")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zones_to_choose_from_can_all_be_chosen() {
        let zones = zones();
        assert!(zones.len() > 300, "{}", zones.len());
        assert!(zones.contains(&"Asia/Phnom_Penh".to_owned()));
        for name in &zones {
            assert!(zone(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_zone_is_kept_in_its_usual_spelling_and_nonsense_refused() {
        assert_eq!(zone("asia/phnom_penh").unwrap(), "Asia/Phnom_Penh");
        for text in ["", "Asia", "Asia/Atlantis", "../../etc/passwd", "<script>", "+07:00"] {
            assert!(zone(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_country_is_one_that_there_is() {
        assert_eq!(country("kh").unwrap(), "KH");
        for text in ["", "K", "XX", "KHM", "A ", "  ", "ខ"] {
            assert!(country(text).is_err(), "{text}");
        }
    }
}
