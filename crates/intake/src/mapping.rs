//! What each column means: proposed from its header, or from what stands in it.
//!
//! Owns [`Meaning`] and the proposal. Never changes a row; a caller may pass another mapping.

use crate::dates::DateOrder;
use crate::headers::{self, Sureness};
use crate::phones::{self, Country};
use crate::records::Record;
use crate::text;

macro_rules! meanings {
    ($($(#[$doc:meta])* $variant:ident = $key:literal),* $(,)?) => {
        /// What the cells of a column mean.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Meaning { $($(#[$doc])* $variant),* }

        impl Meaning {
            /// Every meaning, in the order in which a form may offer them.
            pub const ALL: &'static [Meaning] = &[$(Meaning::$variant),*];

            /// The stable word of a meaning, for forms and stored mappings.
            pub fn key(self) -> &'static str {
                match self { $(Meaning::$variant => $key),* }
            }

            /// Reads the stable word.
            pub fn parse(key: &str) -> Option<Meaning> {
                match key { $($key => Some(Meaning::$variant),)* _ => None }
            }
        }
    };
}

meanings! {
    /// The whole name of a person.
    Name = "name",
    /// Given name.
    NameFirst = "name.first",
    /// Patronymic or middle name.
    NameMiddle = "name.middle",
    /// Family name.
    NameLast = "name.last",
    /// Company.
    Company = "company",
    /// Position of the person.
    Position = "position",
    /// Telephone numbers, any number of them.
    Phone = "phone",
    /// E-mail addresses, any number of them.
    Email = "email",
    /// A messenger; the header names the service.
    Messenger = "messenger",
    /// Street and house.
    Address = "address",
    /// Further parts of the address: region, postal code.
    AddressMore = "address.more",
    /// Town.
    Town = "town",
    /// Country.
    Country = "country",
    /// Website.
    Website = "website",
    /// Birthday.
    Birthday = "birthday",
    /// Date or month of the next contact.
    NextContact = "next_contact",
    /// What the next contact is about.
    NextLine = "next_line",
    /// Note.
    Note = "note",
    /// Tags.
    Tags = "tags",
    /// The colleague the file belongs to.
    Owner = "owner",
    /// Where the client came from.
    Source = "source",
    /// What the client needs.
    Needs = "needs",
    /// What the client expects.
    Expects = "expects",
    /// Who decides.
    Decides = "decides",
    /// A competitor the client works with.
    Competitor = "competitor",
    /// Interests.
    Interests = "interests",
    /// What the client agreed to be sent.
    Consent = "consent",
    /// How the client likes to be reached.
    PreferredChannel = "preferred_channel",
    /// Whether the client is among those that matter most, as our own export writes it.
    TopRanked = "top_ranked",
    /// Language of the client.
    Language = "language",
    /// Time zone of the client.
    TimeZone = "time_zone",
    /// Further people at the client, as our own export writes them.
    Contacts = "contacts",
    /// Our own number of the file.
    Id = "id",
    /// Company or private person.
    Kind = "kind",
    /// State of the file.
    State = "state",
    /// Kept with its header, without a meaning of its own.
    Other = "other",
    /// Left out.
    Ignore = "ignore",
}

impl Meaning {
    /// Whether several columns may have this meaning.
    pub fn may_repeat(self) -> bool {
        matches!(
            self,
            Meaning::Phone
                | Meaning::Email
                | Meaning::Messenger
                | Meaning::AddressMore
                | Meaning::Note
                | Meaning::Tags
                | Meaning::Other
                | Meaning::Ignore
        )
    }

    /// Whether a filled cell of this column makes a row a client.
    pub fn is_identity(self) -> bool {
        matches!(
            self,
            Meaning::Name | Meaning::NameFirst | Meaning::NameMiddle | Meaning::NameLast | Meaning::Company | Meaning::Phone | Meaning::Email
        )
    }
}

/// In which order the parts of a name are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NameOrder {
    /// First, middle, last.
    #[default]
    FirstLast,
    /// Last, first, middle, as Russian and Khmer lists do.
    LastFirst,
}

/// The meaning of every column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Mapping {
    /// One meaning per column; columns beyond the end are [`Meaning::Other`].
    pub columns: Vec<Meaning>,
    /// For a "Value" column, the column whose cells say what the value is.
    pub label_columns: Vec<Option<usize>>,
    /// How the name is put together.
    pub name_order: NameOrder,
    /// How dates of two numbers and a year are read.
    pub date_order: DateOrder,
}

impl Mapping {
    /// A mapping given by a person; everything else stays as it was proposed.
    pub fn with_columns(mut self, columns: Vec<Meaning>) -> Mapping {
        for (index, label) in self.label_columns.iter_mut().enumerate() {
            if self.columns.get(index) != columns.get(index) {
                *label = None;
            }
        }
        self.columns = columns;
        self
    }

    /// Whether any column can make a row a client.
    pub fn has_identity(&self) -> bool {
        self.columns.iter().any(|meaning| meaning.is_identity())
    }

    pub(crate) fn meaning(&self, column: usize) -> Meaning {
        self.columns.get(column).copied().unwrap_or(Meaning::Other)
    }
}

/// Proposes a mapping from the headers and the first rows below them.
pub(crate) fn propose(headers: &[String], rows: &[Record], country: Country) -> Mapping {
    let folded: Vec<String> = headers.iter().map(|header| headers::fold(header)).collect();
    let mut columns: Vec<Option<Meaning>> = vec![None; headers.len()];
    for sureness in [Sureness::Strong, Sureness::Weak] {
        by_header(&folded, sureness, &mut columns);
    }
    let label_columns = by_label(&folded, rows, &mut columns);
    by_content(&folded, rows, country, &mut columns);
    drop_doubled_names(&mut columns);
    let columns: Vec<Meaning> = columns.into_iter().map(|meaning| meaning.unwrap_or(Meaning::Other)).collect();
    Mapping { name_order: name_order(headers, &columns), date_order: date_order(&folded, &columns, rows), columns, label_columns }
}

fn by_header(folded: &[String], wanted: Sureness, columns: &mut [Option<Meaning>]) {
    for (index, header) in folded.iter().enumerate() {
        if columns[index].is_some() {
            continue;
        }
        let Some((meaning, sureness)) = headers::meaning(header) else { continue };
        if sureness != wanted {
            continue;
        }
        let mut meaning = meaning;
        let taken = |meaning: Meaning, columns: &[Option<Meaning>]| !meaning.may_repeat() && columns.contains(&Some(meaning));
        // "Откуда" is the company when there is no other, else where the client came from.
        if header == "откуда" && taken(meaning, columns) {
            meaning = Meaning::Source;
        }
        let has_street = columns.contains(&Some(Meaning::Address));
        let weak =
            wanted == Sureness::Weak && (columns.contains(&Some(meaning)) || (matches!(meaning, Meaning::Town | Meaning::Country) && has_street));
        // The parts of a second address do not belong to the first.
        let second = meaning == Meaning::AddressMore && folded[..index].contains(header);
        let taken = taken(meaning, columns) || weak || second;
        columns[index] = Some(if taken { Meaning::Other } else { meaning });
        if taken && header == "address formatted" {
            columns[index] = Some(Meaning::Ignore);
        }
    }
}

/// "Custom Field 1 - Label / Value": the label cells say what the value cells mean.
fn by_label(folded: &[String], rows: &[Record], columns: &mut [Option<Meaning>]) -> Vec<Option<usize>> {
    let mut labels = vec![None; folded.len()];
    for value in 0..folded.len() {
        let Some(stem) = folded[value].strip_suffix(" value") else { continue };
        let pair = |offset: usize| {
            let label = value.checked_sub(offset)?;
            let header = folded.get(label)?;
            (header.strip_suffix(" label").or_else(|| header.strip_suffix(" type")) == Some(stem)).then_some(label)
        };
        let Some(label) = pair(1).filter(|_| columns[value].is_none() || columns[value] == Some(Meaning::Other)) else { continue };
        labels[value] = Some(label);
        let said = rows.iter().map(|row| headers::fold(row.get(label))).find_map(|word| headers::meaning(&word));
        if let Some((meaning, _)) = said {
            let free = meaning.may_repeat() || !columns.contains(&Some(meaning));
            columns[value] = Some(if free { meaning } else { Meaning::Other });
        }
    }
    labels
}

/// The share of a column's filled cells that look like something, of 100.
fn share(rows: &[Record], column: usize, looks: impl Fn(&str) -> bool) -> usize {
    let filled: Vec<&str> = rows.iter().map(|row| row.get(column)).filter(|cell| !text::is_blank(cell)).take(60).collect();
    if filled.is_empty() { 0 } else { filled.iter().filter(|cell| looks(cell)).count() * 100 / filled.len() }
}

/// What stands in a column explains it when its header does not.
fn by_content(folded: &[String], rows: &[Record], country: Country, columns: &mut [Option<Meaning>]) {
    let find = |meaning: Meaning, columns: &mut [Option<Meaning>], looks: &dyn Fn(&str) -> bool| {
        if columns.contains(&Some(meaning)) {
            return;
        }
        let unknown = (0..columns.len()).filter(|index| columns[*index].is_none());
        let found = unknown.into_iter().find(|index| share(rows, *index, looks) >= 60);
        if let Some(index) = found {
            columns[index] = Some(meaning);
        }
    };
    find(Meaning::Email, columns, &|cell| crate::build::emails(cell).1.is_empty());
    find(Meaning::Phone, columns, &|cell| looks_like_phone(cell, country));
    find(Meaning::Website, columns, &|cell| cell.trim().starts_with("http") || cell.trim().starts_with("www."));
    let named = columns.iter().flatten().any(|meaning| matches!(meaning, Meaning::Name | Meaning::NameFirst | Meaning::NameLast | Meaning::Company));
    // A list whose headers say nothing: its first column of words is the name.
    let headless = folded.iter().all(String::is_empty);
    if !named && (headless || columns.iter().flatten().any(|meaning| meaning.is_identity())) {
        let words =
            |cell: &str| cell.chars().any(char::is_alphabetic) && !cell.contains(['@', '/']) && cell.chars().filter(char::is_ascii_digit).count() < 3;
        find(Meaning::Name, columns, &words);
        if headless {
            find(Meaning::Company, columns, &words);
        }
    }
}

fn looks_like_phone(cell: &str, country: Country) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    (8..=40).contains(&digits) && phones::read(cell, country).iter().any(|phone| phone.e164.is_some())
}

/// Beside a whole name its parts say nothing new.
fn drop_doubled_names(columns: &mut [Option<Meaning>]) {
    if columns.contains(&Some(Meaning::Name)) {
        for meaning in columns.iter_mut() {
            if matches!(meaning, Some(Meaning::NameFirst | Meaning::NameMiddle | Meaning::NameLast)) {
                *meaning = Some(Meaning::Ignore);
            }
        }
    }
}

/// Family name first only where the list itself writes it first and not in Latin headers.
fn name_order(headers: &[String], columns: &[Meaning]) -> NameOrder {
    let at = |wanted: Meaning| columns.iter().position(|meaning| *meaning == wanted);
    match (at(Meaning::NameLast), at(Meaning::NameFirst)) {
        (Some(last), Some(first)) if last < first && headers.get(last).is_some_and(|header| !header.is_ascii()) => NameOrder::LastFirst,
        _ => NameOrder::FirstLast,
    }
}

/// Month first in the layout of Outlook, or where at least three dates allow nothing else.
fn date_order(folded: &[String], columns: &[Meaning], rows: &[Record]) -> DateOrder {
    let has = |header: &str| folded.iter().any(|folded| folded == header);
    if has("email address") && has("business street") && (has("sensitivity") || has("web page")) {
        return DateOrder::MonthFirst;
    }
    let (mut day_first, mut month_first) = (0, 0);
    let dated = columns.iter().enumerate().filter(|(_, meaning)| matches!(meaning, Meaning::Birthday | Meaning::NextContact));
    for (column, _) in dated {
        for row in rows {
            let cell = text::ascii_digits(row.get(column)).into_owned();
            let parts: Vec<u32> = cell.trim().split('/').filter_map(|part| part.parse().ok()).collect();
            if let [a, b, _] = parts.as_slice() {
                day_first += usize::from(*a > 12);
                month_first += usize::from(*a <= 12 && (13..=31).contains(b));
            }
        }
    }
    if month_first >= 3 && day_first == 0 { DateOrder::MonthFirst } else { DateOrder::DayFirst }
}
