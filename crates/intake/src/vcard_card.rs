//! What the properties of a card mean to the shop.
//!
//! Owns the names of properties, those of phones and those of our own export. Never reads bytes.

use crate::build::{self, Draft, Rules};
use crate::headers;
use crate::mapping::{Meaning, NameOrder};
use crate::phones;
use crate::row::{Incoming, Rejected, Rejection, RowAddress};
use crate::text::{self, identity_key};
use crate::vcard::{Card, Property, split, whole};

/// Begins the names of the properties that only our own export writes.
pub(crate) const OWN: &str = "X-DAYBINDER-";

/// Reads a card.
pub(crate) fn read(card: &Card, address: RowAddress, rules: Rules) -> Result<Incoming, Rejected> {
    if !card.ended {
        return Err(Rejected { row: address, reason: Rejection::Unparseable });
    }
    let mut draft = Draft::of_card(address, rules);
    names(card, rules, &mut draft);
    let mut websites = 0;
    let titled = card.properties.iter().any(|property| property.name == "TITLE" && !text::is_blank(&property.value));
    for property in &card.properties {
        let value = whole(&property.value, card.old);
        match property.name.as_str() {
            "TEL" => telephone(card, property, &value, &mut draft),
            "EMAIL" => draft.put(Meaning::Email, "", &value),
            "TITLE" => draft.put(Meaning::Position, "", &value),
            "ROLE" if !titled => draft.put(Meaning::Position, "", &value),
            "BDAY" => draft.put(Meaning::Birthday, "", &value),
            "NOTE" => draft.put(Meaning::Note, "", &value),
            "ADR" => address_of(property, card.old, &mut draft),
            "URL" => {
                websites += 1;
                draft.put(if websites == 1 { Meaning::Website } else { Meaning::Other }, "URL", &value);
            }
            "CATEGORIES" => {
                for tag in split(&property.value, ',', card.old) {
                    draft.put(Meaning::Tags, "", &tag);
                }
            }
            "LANG" => draft.put(Meaning::Language, "", &value),
            "TZ" => draft.put(Meaning::TimeZone, "", &value),
            "IMPP" | "X-SOCIALPROFILE" => messenger(property, &value, &mut draft),
            "NICKNAME" | "ANNIVERSARY" | "RELATED" | "X-ANNIVERSARY" | "X-ABRELATEDNAMES" | "X-ABDATE" => {
                draft.put(Meaning::Other, &property.name, &value)
            }
            name => other(name, &value, &mut draft),
        }
    }
    draft.finish(NameOrder::FirstLast)
}

fn first<'a>(card: &'a Card, name: &str) -> Option<&'a Property> {
    card.properties.iter().find(|property| property.name == name && !text::is_blank(&property.value))
}

/// The person, and the company if the card is one. A formatted name is a person's only when the
/// parts are empty and it is not just the firm, a number or an address.
fn names(card: &Card, rules: Rules, draft: &mut Draft) {
    let company = first(card, "ORG").and_then(|property| split(&property.value, ';', card.old).into_iter().next()).unwrap_or_default();
    let parts = first(card, "N").map(|property| split(&property.value, ';', card.old)).unwrap_or_default();
    let part = |index: usize| parts.get(index).map_or("", String::as_str);
    let formatted = first(card, "FN").map(|property| whole(&property.value, card.old)).unwrap_or_default();
    let is_company = first(card, "KIND").is_some_and(|kind| kind.value.trim().eq_ignore_ascii_case("org"));
    if !(0..3).all(|index| text::is_blank(part(index))) {
        draft.put(Meaning::NameFirst, "", part(1));
        draft.put(Meaning::NameMiddle, "", part(2));
        draft.put(Meaning::NameLast, "", part(0));
    } else if is_company {
        draft.put(Meaning::Company, "", &formatted);
    } else if identity_key(&formatted) != identity_key(&company) && build::emails(&formatted).0.is_empty() && !is_number(&formatted, rules) {
        draft.put(Meaning::Name, "", &formatted);
    }
    draft.put(Meaning::Company, "", &company);
}

fn is_number(text: &str, rules: Rules) -> bool {
    let letters = text.chars().any(char::is_alphabetic);
    phones::e164(text, rules.country).is_some() || (!letters && text.chars().any(|c| c.is_ascii_digit()))
}

/// The label that a phone writes beside a property of the same group.
fn label<'a>(card: &'a Card, property: &Property) -> Option<&'a str> {
    if property.group.is_empty() {
        return None;
    }
    card.properties.iter().find(|other| other.name == "X-ABLABEL" && other.group == property.group).map(|other| other.value.as_str())
}

fn telephone(card: &Card, property: &Property, value: &str, draft: &mut Draft) {
    let number = value.trim();
    let uri = number.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"));
    let number = if uri { number.get(4..).unwrap_or_default().replace(";ext=", " ext. ") } else { number.to_owned() };
    let number = if uri { number.split(';').next().unwrap_or_default().to_owned() } else { number };
    draft.put(Meaning::Phone, "", &number);
    if let Some(service) = label(card, property).and_then(headers::messenger) {
        draft.put(Meaning::Messenger, service, &number);
    }
}

fn address_of(property: &Property, old: bool, draft: &mut Draft) {
    let parts = split(&property.value, ';', old);
    let wanted = [
        (2, Meaning::Address),
        (1, Meaning::AddressMore),
        (0, Meaning::AddressMore),
        (4, Meaning::AddressMore),
        (5, Meaning::AddressMore),
        (3, Meaning::Town),
        (6, Meaning::Country),
    ];
    for (index, meaning) in wanted {
        draft.put(meaning, "", parts.get(index).map_or("", String::as_str));
    }
}

/// `IMPP:skype:dara`, `X-SOCIALPROFILE;TYPE=facebook:https://…`, and our own "Telegram: @dara".
fn messenger(property: &Property, value: &str, draft: &mut Draft) {
    let said = property.parameter("X-SERVICE-TYPE").or_else(|| property.parameter("TYPE")).unwrap_or_default();
    let scheme = value.split_once(':').filter(|(scheme, _)| !scheme.contains("http")).map(|(scheme, _)| scheme);
    let service = headers::messenger(said).or_else(|| scheme.and_then(headers::messenger));
    let who = scheme
        .filter(|scheme| headers::messenger(scheme).is_some() || scheme.eq_ignore_ascii_case("x-apple"))
        .and_then(|scheme| value.get(scheme.len() + 1..))
        .unwrap_or(value);
    draft.put(Meaning::Messenger, service.unwrap_or_default(), who);
}

fn other(name: &str, value: &str, draft: &mut Draft) {
    if let Some(own) = name.strip_prefix(OWN) {
        let meaning = Meaning::parse(&own.to_ascii_lowercase().replace('-', "_"));
        if let Some(meaning) = meaning.filter(|meaning| !meaning.is_identity()) {
            draft.put(meaning, "", value);
        }
        return;
    }
    let service = name.strip_prefix("X-").and_then(|rest| headers::messenger(&rest.replace('-', " ")));
    if let Some(service) = service {
        draft.put(Meaning::Messenger, service, value);
    }
}
