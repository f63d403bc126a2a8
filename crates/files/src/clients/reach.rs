//! Ways to reach a client: phones, e-mail addresses, messengers.
//!
//! Owns the table `reach` and the form under which numbers and addresses are matched: the same as an
//! import's, because the same crate `intake` reads them. Never checks whether anybody answers there.

use domain::ClientId;
use intake::{Country, Phone, Reader, Settings};
use store::{StoreError, Tx, params};

/// What kind of way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReachKind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A name or number in a messenger.
    Messenger,
}

impl ReachKind {
    /// Every kind, in the order of the card.
    pub const ALL: [ReachKind; 3] = [ReachKind::Phone, ReachKind::Email, ReachKind::Messenger];

    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            ReachKind::Phone => "phone",
            ReachKind::Email => "email",
            ReachKind::Messenger => "messenger",
        }
    }

    /// Reads the stored spelling; `None` for any other text.
    pub fn parse(text: &str) -> Option<ReachKind> {
        ReachKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The message that names it.
    pub fn label(self) -> &'static str {
        match self {
            ReachKind::Phone => "card-phone",
            ReachKind::Email => "card-email",
            ReachKind::Messenger => "card-messenger",
        }
    }
}

/// A way to reach a client, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReach {
    /// What it is.
    pub kind: ReachKind,
    /// As typed; a text of several numbers becomes several rows.
    pub as_typed: String,
    /// Whose it is: the position in the list of contacts; none for the client's own.
    pub contact: Option<usize>,
}

/// A row of `reach` before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReachRow {
    pub(crate) kind: ReachKind,
    pub(crate) as_typed: String,
    pub(crate) norm: String,
    pub(crate) reversed: String,
    pub(crate) extension: String,
    pub(crate) contact: Option<usize>,
}

/// The rows for what was typed, without blanks and doubles, in the order typed.
pub(crate) fn reach_rows(country: &str, reaches: &[NewReach]) -> Vec<ReachRow> {
    let mut rows: Vec<ReachRow> = Vec::new();
    for reach in reaches.iter().filter(|reach| !reach.as_typed.trim().is_empty()) {
        for row in normalised(country, reach) {
            let is_double = |other: &ReachRow| (other.kind, &other.norm, &other.extension) == (row.kind, &row.norm, &row.extension);
            if !rows.iter().any(is_double) {
                rows.push(row);
            }
        }
    }
    rows
}

fn normalised(country: &str, reach: &NewReach) -> Vec<ReachRow> {
    let typed = reach.as_typed.trim();
    let plain = |norm: String| ReachRow {
        kind: reach.kind,
        as_typed: typed.to_owned(),
        norm,
        reversed: String::new(),
        extension: String::new(),
        contact: reach.contact,
    };
    match reach.kind {
        ReachKind::Email => vec![plain(typed.to_lowercase())],
        ReachKind::Messenger => vec![plain(typed.to_lowercase())],
        ReachKind::Phone => {
            let phones = phones(country, typed);
            if phones.is_empty() {
                return vec![ReachRow { reversed: backwards(&digits(typed)), ..plain(digits(typed)) }];
            }
            phones.into_iter().map(|phone| phone_row(phone, reach.contact)).collect()
        }
    }
}

pub(crate) fn phone_row(phone: Phone, contact: Option<usize>) -> ReachRow {
    let norm = phone.e164.unwrap_or_else(|| digits(&phone.as_typed));
    ReachRow {
        kind: ReachKind::Phone,
        reversed: backwards(&digits(&norm)),
        as_typed: phone.as_typed,
        norm,
        extension: phone.extension.unwrap_or_default(),
        contact,
    }
}

/// Reads numbers as an import reads them: as the telephone line of a card, so that a number that was
/// typed and the same number in a file come out alike.
fn phones(country: &str, typed: &str) -> Vec<Phone> {
    let Some(country) = Country::parse(country) else { return Vec::new() };
    let escaped: String = typed
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| {
            let escape = matches!(c, '\\' | ',' | ';').then_some('\\');
            escape.into_iter().chain([c])
        })
        .collect();
    let card = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\nTEL:{escaped}\r\nEND:VCARD\r\n");
    let settings = Settings { country, reference_date: domain::Date::constant(2000, 1, 1) };
    let Ok(mut reader) = Reader::from_bytes(card.into_bytes(), settings) else { return Vec::new() };
    reader.next().and_then(Result::ok).map(|row| row.phones).unwrap_or_default()
}

/// The digits of a text in any script, as ASCII.
pub(crate) fn digits(text: &str) -> String {
    domain::fold::fold(text).chars().filter(char::is_ascii_digit).collect()
}

fn backwards(digits: &str) -> String {
    digits.chars().rev().collect()
}

/// Writes the rows of one client. `contact_ids` are its contacts in the order the rows refer to.
pub(crate) fn insert_reaches(tx: &mut Tx<'_>, client_id: ClientId, rows: &[ReachRow], contact_ids: &[i64]) -> Result<(), StoreError> {
    for (rank, row) in rows.iter().enumerate() {
        let contact_id = row.contact.and_then(|index| contact_ids.get(index)).copied();
        tx.run(
            "INSERT INTO reach (client_id, contact_id, kind, as_typed, norm, reversed, extension, rank) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![client_id, contact_id, row.kind.as_str(), &row.as_typed, &row.norm, &row.reversed, &row.extension, rank as i64],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(kind: ReachKind, as_typed: &str) -> Vec<ReachRow> {
        reach_rows("KH", &[NewReach { kind, as_typed: as_typed.to_owned(), contact: None }])
    }

    #[test]
    fn a_phone_is_matched_by_its_international_form_and_shown_as_typed() {
        let rows = rows(ReachKind::Phone, "012 345 678");
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].as_typed.as_str(), rows[0].norm.as_str(), rows[0].reversed.as_str()), ("012 345 678", "+85512345678", "87654321558"));
    }

    #[test]
    fn a_phone_that_no_plan_knows_is_matched_by_its_digits() {
        let rows = rows(ReachKind::Phone, "12-3");
        assert_eq!((rows[0].norm.as_str(), rows[0].reversed.as_str()), ("123", "321"));
    }

    #[test]
    fn several_phones_in_one_field_become_several_rows() {
        let rows = rows(ReachKind::Phone, "012 345 678 / 098 385 989 ext. 705");
        assert_eq!(rows.iter().map(|row| row.norm.as_str()).collect::<Vec<_>>(), ["+85512345678", "+85598385989"]);
        assert_eq!(rows[1].extension, "705");
    }

    #[test]
    fn an_address_is_matched_in_lower_case() {
        assert_eq!(rows(ReachKind::Email, " Dara@Lotus.Example ")[0].norm, "dara@lotus.example");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_becomes_rows_without_breaking(text in "\\PC{0,60}") {
            for kind in ReachKind::ALL {
                for row in rows(kind, &text) {
                    prop_assert!(row.reversed.bytes().all(|byte| byte.is_ascii_digit()));
                }
            }
        }
    }
}
