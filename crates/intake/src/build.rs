//! From cells to an [`Incoming`]: trimming, splitting, reading.
//!
//! Owns the rules of a row, the same for every kind of file. Never knows where cells came from.

use domain::Date;

use crate::dates::{self, DateOrder, Reading};
use crate::headers;
use crate::mapping::{Mapping, Meaning, NameOrder};
use crate::phones::{self, Country};
use crate::records::Record;
use crate::row::{ContactLine, Incoming, Rejected, Rejection, RowAddress, Warning};
use crate::text;

/// What the rules of a row depend on besides the row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) country: Country,
    pub(crate) reference: Date,
    pub(crate) date_order: DateOrder,
}

/// Most numbers, addresses, tags, messengers or contacts of one row.
/// Nobody has more; a file that does means to keep the reader busy.
pub(crate) const MOST_OF_A_KIND: usize = 200;

/// A row that is being put together.
pub(crate) struct Draft {
    rules: Rules,
    incoming: Incoming,
    /// Cells of tables may carry the guard of an export; values of cards never do.
    guarded: bool,
    filled: bool,
    identity: bool,
}

impl Draft {
    pub(crate) fn new(row: RowAddress, rules: Rules) -> Draft {
        Draft { rules, incoming: Incoming { row, ..Incoming::default() }, guarded: true, filled: false, identity: false }
    }

    pub(crate) fn of_card(row: RowAddress, rules: Rules) -> Draft {
        Draft { guarded: false, ..Draft::new(row, rules) }
    }

    pub(crate) fn warn(&mut self, warning: Warning) {
        self.incoming.warnings.push(warning);
    }

    /// Whether the last cell held more of its kind than one row may keep.
    fn overflowed(&mut self) -> bool {
        let row = &mut self.incoming;
        let most = [row.phones.len(), row.emails.len(), row.tags.len(), row.messengers.len(), row.contacts.len()];
        let over = most.into_iter().any(|count| count > MOST_OF_A_KIND);
        row.phones.truncate(MOST_OF_A_KIND);
        row.emails.truncate(MOST_OF_A_KIND);
        row.tags.truncate(MOST_OF_A_KIND);
        row.messengers.truncate(MOST_OF_A_KIND);
        row.contacts.truncate(MOST_OF_A_KIND);
        over
    }

    /// Puts a cell where its meaning says.
    pub(crate) fn put(&mut self, meaning: Meaning, header: &str, cell: &str) {
        if text::is_blank(cell) {
            return;
        }
        self.filled = true;
        self.identity |= meaning.is_identity();
        let cell = if self.guarded { text::restore(cell) } else { cell };
        let row = &mut self.incoming;
        match meaning {
            Meaning::Phone => self.phones(cell),
            Meaning::Email => self.emails(cell),
            Meaning::Birthday => self.birthday(cell),
            Meaning::NextContact => self.next_contact(cell),
            Meaning::Tags => self.tags(cell),
            Meaning::Note => add(&mut row.note, "\n", &text::block(cell)),
            Meaning::Messenger => messengers(row, header, cell),
            Meaning::Contacts => row.contacts.extend(contacts(cell)),
            Meaning::AddressMore => add(&mut row.address, ", ", &text::line(cell)),
            Meaning::Address => {
                let street = text::line(cell);
                let more = std::mem::take(&mut row.address);
                row.address = street.into_owned();
                add(&mut row.address, ", ", &more);
            }
            Meaning::Other => row.other.push((text::line(header).into_owned(), text::block(cell).into_owned())),
            Meaning::Ignore => {}
            Meaning::Needs | Meaning::Expects | Meaning::Decides | Meaning::Competitor | Meaning::Interests => {
                if let Some(field) = field(row, meaning) {
                    *field = text::block(cell).into_owned();
                }
            }
            _ => {
                if let Some(field) = field(row, meaning) {
                    *field = text::line(cell).into_owned();
                }
            }
        }
    }

    fn phones(&mut self, cell: &str) {
        for phone in phones::read(cell, self.rules.country) {
            if phone.e164.is_none() {
                self.incoming.warnings.push(Warning::PhoneNotValid(phone.as_typed.clone()));
            }
            let known = |other: &phones::Phone| other.e164.is_some() && other.e164 == phone.e164 && other.extension == phone.extension;
            if self.incoming.phones.len() <= MOST_OF_A_KIND && !self.incoming.phones.iter().any(known) {
                self.incoming.phones.push(phone);
            }
        }
    }

    fn emails(&mut self, cell: &str) {
        let (good, bad) = emails(cell);
        self.incoming.warnings.extend(bad.into_iter().map(Warning::EmailNotValid));
        for email in good {
            if self.incoming.emails.len() <= MOST_OF_A_KIND && !self.incoming.emails.contains(&email) {
                self.incoming.emails.push(email);
            }
        }
    }

    pub(crate) fn birthday(&mut self, cell: &str) {
        let reading = dates::read(cell, self.rules.date_order, self.rules.reference.year());
        self.incoming.birthday = dates::birthday(reading);
        if self.incoming.birthday.is_none() {
            let written = text::line(cell).into_owned();
            match reading {
                Reading::Nothing => {}
                Reading::Impossible => self.warn(Warning::BirthdayImpossible(written)),
                _ => self.warn(Warning::BirthdayUnreadable(written)),
            }
        }
    }

    pub(crate) fn next_contact(&mut self, cell: &str) {
        // A contact lies at most some years ahead: "28" is 2028, not 1928.
        let reading = dates::read(cell, self.rules.date_order, self.rules.reference.year().saturating_add(20));
        let written = text::line(cell).into_owned();
        match dates::place(reading, self.rules.reference) {
            Some((place, assumed)) => {
                self.incoming.next_contact = Some(place);
                if assumed {
                    self.warn(Warning::NextContactYearAssumed(written));
                }
            }
            None if reading == Reading::Impossible => self.warn(Warning::NextContactImpossible(written)),
            None => self.warn(Warning::NextContactUnreadable(written)),
        }
    }

    fn tags(&mut self, cell: &str) {
        for part in cell.split([',', ';', '\n', '\r']).flat_map(|part| part.split(":::")) {
            let tag = text::line(part);
            // "* myContacts" is a group of the system, not a word of a person.
            if self.incoming.tags.len() <= MOST_OF_A_KIND
                && !tag.is_empty()
                && !tag.starts_with("* ")
                && !self.incoming.tags.iter().any(|known| *known == tag)
            {
                self.incoming.tags.push(tag.into_owned());
            }
        }
    }

    /// The finished row, or why it is none.
    pub(crate) fn finish(mut self, order: NameOrder) -> Result<Incoming, Rejected> {
        let row = &mut self.incoming;
        if row.name.is_empty() {
            let parts = match order {
                NameOrder::FirstLast => [&row.first, &row.middle, &row.last],
                NameOrder::LastFirst => [&row.last, &row.first, &row.middle],
            };
            row.name = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
        }
        if self.identity {
            return Ok(self.incoming);
        }
        let reason = if self.filled { Rejection::NoIdentity } else { Rejection::Empty };
        Err(Rejected { row: self.incoming.row, reason })
    }
}

fn add(field: &mut String, between: &str, more: &str) {
    if !field.is_empty() && !more.is_empty() {
        field.push_str(between);
    }
    field.push_str(more);
}

fn field(row: &mut Incoming, meaning: Meaning) -> Option<&mut String> {
    Some(match meaning {
        Meaning::Name => &mut row.name,
        Meaning::NameFirst => &mut row.first,
        Meaning::NameMiddle => &mut row.middle,
        Meaning::NameLast => &mut row.last,
        Meaning::Company => &mut row.company,
        Meaning::Position => &mut row.position,
        Meaning::Town => &mut row.town,
        Meaning::Country => &mut row.country,
        Meaning::Website => &mut row.website,
        Meaning::NextLine => &mut row.next_line,
        Meaning::Owner => &mut row.owner,
        Meaning::Source => &mut row.source,
        Meaning::Needs => &mut row.needs,
        Meaning::Expects => &mut row.expects,
        Meaning::Decides => &mut row.decides,
        Meaning::Competitor => &mut row.competitor,
        Meaning::Interests => &mut row.interests,
        Meaning::Consent => &mut row.consent,
        Meaning::PreferredChannel => &mut row.preferred_channel,
        Meaning::TopRanked => &mut row.top_ranked,
        Meaning::Language => &mut row.language,
        Meaning::TimeZone => &mut row.time_zone,
        Meaning::Id => &mut row.id,
        Meaning::Kind => &mut row.kind,
        Meaning::State => &mut row.state,
        _ => return None,
    })
}

/// The addresses of a cell and the parts that are none. Separators are `;` `,` `/`, white space
/// and `:::`.
pub(crate) fn emails(cell: &str) -> (Vec<String>, Vec<String>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let separators = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '/' | '|');
    for part in cell.split(separators).flat_map(|part| part.split(":::")) {
        let part = text::line(part);
        let bare = part.trim_matches(['<', '>', '"', '(', ')', '[', ']']);
        let bare = bare.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")).map_or(bare, |_| &bare[7..]);
        let email = bare.to_lowercase();
        if is_email(&email) {
            good.push(email);
        } else if !email.is_empty() {
            bad.push(part.into_owned());
        }
    }
    // "Dara Sok <dara@example.com>" names the person; that is no broken address.
    if !good.is_empty() && cell.contains('<') {
        bad.retain(|part| part.contains('@'));
    }
    (good, bad)
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && !local.contains('@')
        && domain.len() > 2
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
}

/// "Telegram: @dara; Viber: 012 …", or the bare name under a header that names the service.
fn messengers(row: &mut Incoming, header: &str, cell: &str) {
    for part in cell.split([';', '\n', '\r']) {
        let part = text::line(part);
        if part.is_empty() {
            continue;
        }
        let named = headers::messenger(header).filter(|service| *service != "Messenger" && *service != "IM");
        let (service, who) = match (named, part.split_once(": ")) {
            (Some(service), _) => (service.to_owned(), part.into_owned()),
            (None, Some((service, who))) => (service.trim().to_owned(), who.trim().to_owned()),
            (None, None) => ("Messenger".to_owned(), part.into_owned()),
        };
        row.messengers.push((service, who));
    }
}

/// One contact a line: name | position | telephone | e-mail; `\` before a bar or a backslash.
fn contacts(cell: &str) -> Vec<ContactLine> {
    let block = text::block(cell);
    block
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let mut parts = vec![String::new()];
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                match (c, parts.last_mut()) {
                    ('|', _) => parts.push(String::new()),
                    ('\\', Some(part)) => part.extend(chars.next()),
                    (c, Some(part)) => part.push(c),
                    _ => {}
                }
            }
            let mut parts = parts.iter().map(|part| text::line(part).into_owned());
            let mut next = || parts.next().unwrap_or_default();
            ContactLine { name: next(), position: next(), phone: next(), email: next() }
        })
        .collect()
}

/// Reads one record of a table.
pub(crate) fn row(record: &Record, headers: &[String], mapping: &Mapping, address: RowAddress, rules: Rules) -> Result<Incoming, Rejected> {
    let mut draft = Draft::new(address, rules);
    for (column, cell) in record.cells().enumerate() {
        if cell.is_empty() {
            continue;
        }
        let mut meaning = mapping.meaning(column);
        let mut header = headers.get(column).map_or("", String::as_str);
        let label = mapping.label_columns.get(column).copied().flatten().map(|label| record.get(label));
        if let Some(label) = label.filter(|label| !text::is_blank(label)) {
            // Another label in this row means another thing.
            if headers::meaning(&headers::fold(label)).map(|(said, _)| said) != Some(meaning) {
                meaning = Meaning::Other;
            }
            header = label;
        }
        draft.put(meaning, header, cell);
        if draft.overflowed() {
            draft.warn(Warning::CellCut(column));
        }
    }
    for column in &record.cut {
        draft.warn(Warning::CellCut(*column));
    }
    draft.finish(mapping.name_order)
}
