//! One row as the shop understands it, and the ways in which a row or a file can be refused.
//!
//! Owns the types only. Never reads anything itself (see [`crate::build`]).

use std::sync::Arc;

use domain::Place;

use crate::dates::Birthday;
use crate::phones::Phone;

/// Where a row stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct RowAddress {
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The sheet's own row number in a workbook; else the number of the record after the header,
    /// from 1; else the number of the card, from 1.
    pub number: u64,
}

impl std::fmt::Display for RowAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "{sheet}!{}", self.number),
            None => self.number.fmt(f),
        }
    }
}

/// Something in a row that a person should look at; the row itself is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// No such day exists; the text as it was written.
    BirthdayImpossible(String),
    /// Not a date.
    BirthdayUnreadable(String),
    /// No such day exists.
    NextContactImpossible(String),
    /// Not a date.
    NextContactUnreadable(String),
    /// The year was not written; the nearest such day was taken.
    NextContactYearAssumed(String),
    /// A telephone number that no numbering plan knows.
    PhoneNotValid(String),
    /// Not an e-mail address.
    EmailNotValid(String),
    /// A cell held more than the limit and was cut; the number of its column, from 0.
    CellCut(usize),
}

/// Another person to talk to at a client.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ContactLine {
    /// Name.
    pub name: String,
    /// Position.
    pub position: String,
    /// Telephone, as typed.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

/// One row that can become a client. Empty texts mean that nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Incoming {
    /// Where the row stands.
    pub row: RowAddress,
    /// The whole name of the person.
    pub name: String,
    /// Given name, if the parts were written apart.
    pub first: String,
    /// Patronymic or middle name.
    pub middle: String,
    /// Family name.
    pub last: String,
    /// Company.
    pub company: String,
    /// Position.
    pub position: String,
    /// Every number, in order, valid or not.
    pub phones: Vec<Phone>,
    /// Every address, lower-cased, without doubles.
    pub emails: Vec<String>,
    /// Service and name or number, "Telegram" and "@dara".
    pub messengers: Vec<(String, String)>,
    /// Birthday, with or without its year.
    pub birthday: Option<Birthday>,
    /// Note, lines ended by LF.
    pub note: String,
    /// Tags, without doubles.
    pub tags: Vec<String>,
    /// Street, house, region, postal code.
    pub address: String,
    /// Town.
    pub town: String,
    /// Country.
    pub country: String,
    /// Website.
    pub website: String,
    /// Day or month of the next contact (B35); may lie in the past.
    pub next_contact: Option<Place>,
    /// What the next contact is about.
    pub next_line: String,
    /// The colleague the file belongs to, as written.
    pub owner: String,
    /// Where the client came from.
    pub source: String,
    /// What the client needs.
    pub needs: String,
    /// What the client expects.
    pub expects: String,
    /// Who decides.
    pub decides: String,
    /// A competitor.
    pub competitor: String,
    /// Interests.
    pub interests: String,
    /// What the client agreed to be sent.
    pub consent: String,
    /// How the client likes to be reached.
    pub preferred_channel: String,
    /// Whether the client is among those that matter most, as written; only our own export does.
    pub top_ranked: String,
    /// Language, as written.
    pub language: String,
    /// Time zone, as written.
    pub time_zone: String,
    /// Our own number of the file, as written.
    pub id: String,
    /// Company or private person, as written.
    pub kind: String,
    /// State of the file, as written.
    pub state: String,
    /// Further people at the client.
    pub contacts: Vec<ContactLine>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// Header and text of every filled column without a meaning.
    pub other: Vec<(String, String)>,
}

impl Incoming {
    /// Whether the row says, in the word of our own export, that the client is among those that matter most.
    pub fn is_top_ranked(&self) -> bool {
        self.top_ranked.trim().eq_ignore_ascii_case(crate::write::TOP_RANKED)
    }

    /// Street, town and country in one line.
    pub fn whole_address(&self) -> String {
        let parts = [&self.address, &self.town, &self.country];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Why a row cannot become a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// Every cell is blank.
    Empty,
    /// Something is written, but no name, company, telephone or e-mail.
    NoIdentity,
    /// The card does not end, or the file broke off.
    Unparseable,
}

/// A refused row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Where it stands.
    pub row: RowAddress,
    /// Why.
    pub reason: Rejection,
}

/// Why a whole file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRejected {
    /// No byte, or only white space.
    EmptyFile,
    /// A header and nothing below it.
    NoDataRows,
    /// A picture, a program, an archive.
    NotText,
    /// Text, but no column could be a name, a company, a telephone or an e-mail.
    NotAContactList,
    /// XML with a document type.
    XmlDoctype,
    /// A workbook of the old format, or one that is protected by a password.
    OldOrProtectedWorkbook,
    /// A workbook that is broken or cut off.
    DamagedWorkbook,
    /// More than may be unpacked or kept.
    TooLarge,
    /// The disk did not give the file.
    Unreadable,
}

impl FileRejected {
    /// The stable word, by which the message is found.
    pub fn key(self) -> &'static str {
        match self {
            FileRejected::EmptyFile => "empty_file",
            FileRejected::NoDataRows => "no_data_rows",
            FileRejected::NotText => "not_text",
            FileRejected::NotAContactList => "not_a_contact_list",
            FileRejected::XmlDoctype => "xml_doctype",
            FileRejected::OldOrProtectedWorkbook => "old_or_protected_workbook",
            FileRejected::DamagedWorkbook => "damaged_workbook",
            FileRejected::TooLarge => "too_large",
            FileRejected::Unreadable => "unreadable",
        }
    }
}

impl std::fmt::Display for FileRejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for FileRejected {}
