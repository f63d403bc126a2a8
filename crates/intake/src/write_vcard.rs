//! What people take out as an address book: vCard 4.0.
//!
//! Owns escaping and folding. What other programs have no property for stands in properties of
//! our own, so that an export reads back to the same values.

use std::io::{self, Write};

use crate::mapping::Meaning;
use crate::vcard_card::OWN;
use crate::write::{Outgoing, phone};

/// What only our own export writes.
const OWN_MEANINGS: [Meaning; 17] = [
    Meaning::Id,
    Meaning::Kind,
    Meaning::State,
    Meaning::Source,
    Meaning::Needs,
    Meaning::Expects,
    Meaning::Decides,
    Meaning::Competitor,
    Meaning::Interests,
    Meaning::Consent,
    Meaning::PreferredChannel,
    Meaning::TopRanked,
    Meaning::Owner,
    Meaning::NextContact,
    Meaning::NextLine,
    Meaning::Contacts,
    Meaning::Messenger,
];

/// Writes one card after the other.
///
/// # Errors
/// When the output fails.
pub fn write_vcard(mut out: impl Write, clients: impl IntoIterator<Item = Outgoing>) -> io::Result<()> {
    for client in clients {
        card(&mut out, &client)?;
    }
    out.flush()
}

fn card(out: &mut impl Write, client: &Outgoing) -> io::Result<()> {
    let first_phone = client.phones.first().map(phone).unwrap_or_default();
    let first_email = client.emails.first().map_or("", String::as_str);
    let names = [client.name.as_str(), client.company.as_str(), first_phone.as_str(), first_email];
    let formatted = names.into_iter().find(|name| !name.is_empty()).unwrap_or("-");
    let company_only = client.name.is_empty() && !client.company.is_empty();
    line(out, "BEGIN:VCARD")?;
    line(out, "VERSION:4.0")?;
    line(out, if company_only { "KIND:org" } else { "KIND:individual" })?;
    property(out, "FN", formatted)?;
    if !client.name.is_empty() {
        line(out, &format!("N:;{};;;", escaped(&client.name)))?;
    }
    property(out, "ORG", &client.company)?;
    property(out, "TITLE", &client.position)?;
    for number in &client.phones {
        property(out, "TEL;VALUE=text", &phone(number))?;
    }
    for email in &client.emails {
        property(out, "EMAIL", email)?;
    }
    if !(client.address.is_empty() && client.town.is_empty() && client.country.is_empty()) {
        let parts = [&client.address, &client.town, &client.country].map(|part| escaped(part));
        line(out, &format!("ADR:;;{};{};;;{}", parts[0], parts[1], parts[2]))?;
    }
    property(out, "URL", &client.website)?;
    property(out, "LANG", &client.language)?;
    property(out, "TZ", &client.time_zone)?;
    if let Some(birthday) = client.birthday {
        let digits = birthday.to_string();
        let basic = match digits.strip_prefix("--") {
            Some(rest) => format!("--{}", rest.replace('-', "")),
            None => digits.replace('-', ""),
        };
        property(out, "BDAY", &basic)?;
    }
    if !client.tags.is_empty() {
        let tags: Vec<String> = client.tags.iter().map(|tag| escaped(tag)).collect();
        line(out, &format!("CATEGORIES:{}", tags.join(",")))?;
    }
    property(out, "NOTE", &client.note)?;
    for meaning in OWN_MEANINGS {
        let name = format!("{OWN}{}", meaning.key().to_ascii_uppercase().replace('_', "-"));
        property(out, &name, &client.text(meaning))?;
    }
    line(out, "END:VCARD")
}

fn property(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { line(out, &format!("{name}:{}", escaped(value))) }
}

fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}

/// A line folded after 75 bytes, never inside a character.
fn line(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut rest = text;
    let mut room = 75;
    while rest.len() > room {
        let mut end = room;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (now, later) = rest.split_at(end);
        out.write_all(now.as_bytes())?;
        out.write_all(b"\r\n ")?;
        rest = later;
        room = 74;
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\r\n")
}
