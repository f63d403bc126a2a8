//! The information card: what is known about a client besides its name and how to reach it (B20, decision 9).
//!
//! Owns the closed list of card fields, their columns and labels, and what makes a card ready for a first
//! call (B26, decision 8). Never reads or writes a row.

/// A field of the information card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardField {
    /// What the client needs.
    Needs,
    /// What the client really expects.
    Expects,
    /// Who decides there.
    Decides,
    /// The competitor in use.
    Competitor,
    /// Where the client came from.
    Source,
    /// Street and house.
    Address,
    /// Town.
    Town,
    /// Country.
    Country,
    /// The client's own time zone.
    TimeZone,
    /// The language to speak.
    Language,
    /// Website.
    Website,
    /// Birthday or name day: 1980-12-05, or --12-05 without the year.
    Birthday,
    /// Interests.
    Interests,
    /// What the client agreed to be sent.
    Consent,
    /// How the client likes to be reached.
    PreferredChannel,
    /// Tags, separated by commas.
    Tags,
    /// Anything else.
    Note,
}

/// How many fields a card has.
const FIELDS: usize = 17;

impl CardField {
    /// Every field, in the order of the card.
    pub const ALL: [CardField; FIELDS] = [
        CardField::Needs,
        CardField::Expects,
        CardField::Decides,
        CardField::Competitor,
        CardField::Source,
        CardField::Address,
        CardField::Town,
        CardField::Country,
        CardField::TimeZone,
        CardField::Language,
        CardField::Website,
        CardField::Birthday,
        CardField::Interests,
        CardField::Consent,
        CardField::PreferredChannel,
        CardField::Tags,
        CardField::Note,
    ];

    /// The column of `client`, which is also the name of the form field.
    pub fn as_str(self) -> &'static str {
        match self {
            CardField::Needs => "needs",
            CardField::Expects => "expects",
            CardField::Decides => "decides",
            CardField::Competitor => "competitor",
            CardField::Source => "source",
            CardField::Address => "address",
            CardField::Town => "town",
            CardField::Country => "country",
            CardField::TimeZone => "time_zone",
            CardField::Language => "language",
            CardField::Website => "website",
            CardField::Birthday => "birthday",
            CardField::Interests => "interests",
            CardField::Consent => "consent",
            CardField::PreferredChannel => "preferred_channel",
            CardField::Tags => "tags",
            CardField::Note => "note",
        }
    }

    /// The message that names it.
    pub fn label(self) -> &'static str {
        match self {
            CardField::Needs => "card-needs",
            CardField::Expects => "card-expects",
            CardField::Decides => "card-decides",
            CardField::Competitor => "card-competitor",
            CardField::Source => "card-source",
            CardField::Address => "card-address",
            CardField::Town => "card-town",
            CardField::Country => "card-country",
            CardField::TimeZone => "card-time_zone",
            CardField::Language => "card-language",
            CardField::Website => "card-website",
            CardField::Birthday => "card-birthday",
            CardField::Interests => "card-interests",
            CardField::Consent => "card-consent",
            CardField::PreferredChannel => "card-preferred_channel",
            CardField::Tags => "card-tags",
            CardField::Note => "card-note",
        }
    }

    /// Reads the name of a column; `None` for anything else.
    pub fn parse(name: &str) -> Option<CardField> {
        CardField::ALL.into_iter().find(|field| field.as_str() == name)
    }

    /// Whether it may take several lines.
    pub fn is_long(self) -> bool {
        matches!(self, CardField::Needs | CardField::Expects | CardField::Note)
    }
}

/// What stands in the fields of one card; empty texts mean that nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    texts: [String; FIELDS],
    /// Among the clients that matter most: its slips never move by themselves (decision 7).
    pub top_ranked: bool,
}

impl Card {
    /// What stands in a field.
    pub fn get(&self, field: CardField) -> &str {
        &self.texts[field as usize]
    }

    /// Writes a field.
    pub fn set(&mut self, field: CardField, text: impl Into<String>) {
        self.texts[field as usize] = text.into();
    }

    /// The same card with that field written.
    #[must_use]
    pub fn with(mut self, field: CardField, text: impl Into<String>) -> Card {
        self.set(field, text);
        self
    }
}

/// What a card holds, as far as its readiness is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The fields.
    pub card: &'a Card,
    /// The company of a person.
    pub company: &'a str,
    /// The one to ask for.
    pub contact: &'a str,
    /// The position of the one to ask for.
    pub position: &'a str,
    /// Whether there is a phone.
    pub has_phone: bool,
    /// Whether there is an e-mail address.
    pub has_email: bool,
    /// Whether there is a messenger.
    pub has_messenger: bool,
}

impl Known<'_> {
    /// Which of the needed fields are empty (B26). A name that no field has asks for nothing.
    pub fn lacks<'n>(&self, needed: &'n [String]) -> Vec<&'n str> {
        needed.iter().map(String::as_str).filter(|name| !self.has(name)).collect()
    }

    fn has(&self, name: &str) -> bool {
        match name {
            "phone" => self.has_phone,
            "email" => self.has_email,
            "messenger" => self.has_messenger,
            "company" => !self.company.is_empty(),
            "contact" => !self.contact.is_empty(),
            "position" => !self.position.is_empty(),
            name => CardField::parse(name).is_none_or(|field| !self.card.get(field).is_empty()),
        }
    }
}

/// The message that names something a first call needs; `None` for a name that no field has.
pub fn needed_label(name: &str) -> Option<&'static str> {
    match name {
        "phone" => Some("card-phone"),
        "email" => Some("card-email"),
        "messenger" => Some("card-messenger"),
        "company" => Some("card-company"),
        "contact" => Some("card-contact"),
        "position" => Some("card-position"),
        name => CardField::parse(name).map(CardField::label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_keeps_its_own_text() {
        let mut card = Card::default();
        for field in CardField::ALL {
            card.set(field, field.as_str());
        }
        for field in CardField::ALL {
            assert_eq!(card.get(field), field.as_str());
            assert_eq!(CardField::parse(field.as_str()), Some(field));
            assert_eq!(needed_label(field.as_str()), Some(field.label()));
        }
    }

    #[test]
    fn a_card_is_ready_when_every_needed_field_is_filled() {
        let needed = ["phone", "needs", "decides", "nothing_known"].map(str::to_owned);
        let card = Card::default().with(CardField::Needs, "Quiet machines");
        let known = Known { card: &card, company: "", contact: "", position: "", has_phone: false, has_email: true, has_messenger: false };
        assert_eq!(known.lacks(&needed), ["phone", "decides"]);
        let card = card.clone().with(CardField::Decides, "Dara");
        assert!(Known { card: &card, has_phone: true, ..known }.lacks(&needed).is_empty());
    }
}
