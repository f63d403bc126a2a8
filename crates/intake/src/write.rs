//! What people take out: a table as CSV or as a workbook.
//!
//! Owns [`Outgoing`], the columns of an export and the guarding of its cells. What is written here
//! reads back to the same values. Never decides who may take what.

use std::borrow::Cow;
use std::io::{self, Seek, Write};

use domain::Place;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::dates::Birthday;
use crate::mapping::Meaning;
use crate::phones::Phone;
use crate::row::ContactLine;
use crate::text::{neutralise, neutralise_phones};

/// One client as it is taken out. Empty texts mean nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// Number of the file.
    pub id: String,
    /// Company or private person.
    pub kind: String,
    /// State of the file.
    pub state: String,
    /// Name of the (first) person.
    pub name: String,
    /// Company.
    pub company: String,
    /// Position of the person.
    pub position: String,
    /// Further people.
    pub contacts: Vec<ContactLine>,
    /// Telephone numbers.
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Service and name or number.
    pub messengers: Vec<(String, String)>,
    /// Street and house.
    pub address: String,
    /// Town.
    pub town: String,
    /// Country.
    pub country: String,
    /// Website.
    pub website: String,
    /// Language.
    pub language: String,
    /// Time zone.
    pub time_zone: String,
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
    /// Birthday.
    pub birthday: Option<Birthday>,
    /// Interests.
    pub interests: String,
    /// What the client agreed to be sent.
    pub consent: String,
    /// How the client likes to be reached.
    pub preferred_channel: String,
    /// Among the clients that matter most.
    pub top_ranked: bool,
    /// Tags.
    pub tags: Vec<String>,
    /// Note.
    pub note: String,
    /// E-mail of the colleague the file belongs to.
    pub owner: String,
    /// Day or month of the next contact (B35).
    pub next_contact: Option<Place>,
    /// What the next contact is about.
    pub next_line: String,
    /// What stands in the fields of the company's own, in the order of the headings they are written under.
    pub own: Vec<String>,
}

/// What stands under [`Meaning::TopRanked`] where the client is one of those that matter most.
pub(crate) const TOP_RANKED: &str = "yes";

/// The columns of an export, in order: their headers are field names of the format, the same in
/// every language, so that every binder reads every export.
pub(crate) const COLUMNS: [(&str, Meaning); 31] = [
    ("Daybinder id", Meaning::Id),
    ("Kind", Meaning::Kind),
    ("File state", Meaning::State),
    ("Name", Meaning::Name),
    ("Company", Meaning::Company),
    ("Position", Meaning::Position),
    ("Phone", Meaning::Phone),
    ("E-mail", Meaning::Email),
    ("Messengers", Meaning::Messenger),
    ("Address", Meaning::Address),
    ("Town", Meaning::Town),
    ("Country", Meaning::Country),
    ("Website", Meaning::Website),
    ("Language", Meaning::Language),
    ("Time zone", Meaning::TimeZone),
    ("Source", Meaning::Source),
    ("Needs", Meaning::Needs),
    ("Expects", Meaning::Expects),
    ("Decides", Meaning::Decides),
    ("Competitor", Meaning::Competitor),
    ("Birthday", Meaning::Birthday),
    ("Interests", Meaning::Interests),
    ("Consent", Meaning::Consent),
    ("Preferred channel", Meaning::PreferredChannel),
    ("Top ranked", Meaning::TopRanked),
    ("Tags", Meaning::Tags),
    ("Note", Meaning::Note),
    ("Owner", Meaning::Owner),
    ("Next contact", Meaning::NextContact),
    ("Next line", Meaning::NextLine),
    ("Other contacts", Meaning::Contacts),
];

impl Outgoing {
    /// What stands under a meaning, not guarded.
    pub(crate) fn text(&self, meaning: Meaning) -> Cow<'_, str> {
        let field = match meaning {
            Meaning::Id => &self.id,
            Meaning::Kind => &self.kind,
            Meaning::State => &self.state,
            Meaning::Name => &self.name,
            Meaning::Company => &self.company,
            Meaning::Position => &self.position,
            Meaning::Address => &self.address,
            Meaning::Town => &self.town,
            Meaning::Country => &self.country,
            Meaning::Website => &self.website,
            Meaning::Language => &self.language,
            Meaning::TimeZone => &self.time_zone,
            Meaning::Source => &self.source,
            Meaning::Needs => &self.needs,
            Meaning::Expects => &self.expects,
            Meaning::Decides => &self.decides,
            Meaning::Competitor => &self.competitor,
            Meaning::Interests => &self.interests,
            Meaning::Consent => &self.consent,
            Meaning::PreferredChannel => &self.preferred_channel,
            Meaning::Note => &self.note,
            Meaning::Owner => &self.owner,
            Meaning::NextLine => &self.next_line,
            _ => return Cow::Owned(self.several(meaning)),
        };
        Cow::Borrowed(field)
    }

    fn several(&self, meaning: Meaning) -> String {
        match meaning {
            Meaning::Phone => self.phones.iter().map(phone).collect::<Vec<_>>().join("; "),
            Meaning::Email => self.emails.join("; "),
            Meaning::Messenger => self.messengers.iter().map(|(service, who)| format!("{service}: {who}")).collect::<Vec<_>>().join("; "),
            Meaning::Tags => self.tags.join("; "),
            Meaning::TopRanked if self.top_ranked => TOP_RANKED.to_owned(),
            Meaning::Birthday => self.birthday.map(|birthday| birthday.to_string()).unwrap_or_default(),
            Meaning::NextContact => self.next_contact.map(place).unwrap_or_default(),
            Meaning::Contacts => self.contacts.iter().map(contact).collect::<Vec<_>>().join("\n"),
            _ => String::new(),
        }
    }

    fn cell(&self, meaning: Meaning) -> Cow<'_, str> {
        let text = self.text(meaning);
        let guarded = if meaning == Meaning::Phone { neutralise_phones(&text) } else { neutralise(&text) };
        match guarded {
            Cow::Owned(guarded) => Cow::Owned(guarded),
            Cow::Borrowed(_) => text,
        }
    }
}

/// A number with its extension, as the import reads it.
pub(crate) fn phone(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) => format!("{} ext. {extension}", phone.as_typed),
        None => phone.as_typed.clone(),
    }
}

/// `2027-07-15`, or `2027-07` for a month without a day.
pub(crate) fn place(place: Place) -> String {
    match place {
        Place::Day(date) => date.to_string(),
        Place::Month(month) => format!("{:04}-{:02}", month.year, month.month),
    }
}

fn contact(contact: &ContactLine) -> String {
    let parts = [&contact.name, &contact.position, &contact.phone, &contact.email];
    let escaped = parts.map(|part| part.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " "));
    escaped.join(" | ")
}

/// Why an export could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// The disk or the connection failed.
    Output(io::Error),
    /// The workbook could not be built.
    Workbook(XlsxError),
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WriteError::Output(error) => error.fmt(f),
            WriteError::Workbook(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        WriteError::Output(error)
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> WriteError {
        WriteError::Workbook(error)
    }
}

/// Writes a table of commas in UTF-8 with a mark, as spreadsheets expect it; one row at a time. `own` are the headings of
/// the company's own fields.
///
/// # Errors
/// When the output fails.
pub fn write_csv(mut out: impl Write, own: &[String], clients: impl IntoIterator<Item = Outgoing>) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    csv_row(&mut out, COLUMNS.iter().map(|(header, _)| Cow::Borrowed(*header)).chain(own.iter().map(|header| neutralise(header))))?;
    for client in clients {
        csv_row(&mut out, COLUMNS.iter().map(|(_, meaning)| client.cell(*meaning)).chain(client.own.iter().map(|text| neutralise(text))))?;
    }
    out.flush()
}

fn csv_row<'a>(out: &mut impl Write, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        let plain = !cell.contains([',', '"', '\n', '\r', ';', '\t']) && cell.trim() == cell;
        if plain {
            out.write_all(cell.as_bytes())?;
        } else {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        }
    }
    out.write_all(b"\r\n")
}

/// Rows of a sheet below its header; more go to a further sheet.
const ROWS_OF_A_SHEET: u32 = 1_000_000;
/// What a cell of a workbook holds, in UTF-16 units.
const CELL_UNITS: usize = 32_767;

/// Writes a workbook; days are real dates. `own` are the headings of the company's own fields. Keeps the workbook in memory until it is written.
///
/// # Errors
/// When the workbook cannot be built or the output fails.
pub fn write_xlsx(out: impl Write + Seek + Send, own: &[String], clients: impl IntoIterator<Item = Outgoing>) -> Result<(), WriteError> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let mut clients = clients.into_iter().peekable();
    loop {
        let sheet = book.add_worksheet();
        sheet.set_freeze_panes(1, 0)?;
        for (column, (header, _)) in (0_u16..).zip(COLUMNS) {
            sheet.write_string(0, column, header)?;
        }
        for (column, header) in (COLUMNS.len() as u16..).zip(own) {
            sheet.write_string(0, column, fitting(&neutralise(header)))?;
        }
        let mut row = 0;
        while row < ROWS_OF_A_SHEET
            && let Some(client) = clients.next()
        {
            row += 1;
            sheet_row(sheet, row, &client, &date)?;
        }
        if clients.peek().is_none() {
            break;
        }
    }
    book.save_to_writer(out)?;
    Ok(())
}

fn sheet_row(sheet: &mut Worksheet, row: u32, client: &Outgoing, format: &Format) -> Result<(), XlsxError> {
    for (column, (_, meaning)) in (0_u16..).zip(COLUMNS) {
        let day = match meaning {
            Meaning::Birthday => client.birthday.and_then(|day| day.year.map(|year| (year, day.month, day.day))),
            Meaning::NextContact => client.next_contact.and_then(Place::day).map(|day| (day.year(), day.month(), day.day())),
            _ => None,
        };
        // Workbooks count days from 1900, and the first two months of it wrongly.
        if let Some((year, month, day)) = day.filter(|day| day.0 > 1900)
            && let (Ok(year), Ok(month), Ok(day)) = (u16::try_from(year), u8::try_from(month), u8::try_from(day))
        {
            sheet.write_datetime_with_format(row, column, ExcelDateTime::from_ymd(year, month, day)?, format)?;
            continue;
        }
        let cell = client.cell(meaning);
        if !cell.is_empty() {
            sheet.write_string(row, column, fitting(&cell))?;
        }
    }
    for (column, text) in (COLUMNS.len() as u16..).zip(&client.own).filter(|(_, text)| !text.is_empty()) {
        sheet.write_string(row, column, fitting(&neutralise(text)))?;
    }
    Ok(())
}

fn fitting(text: &str) -> &str {
    if text.len() <= CELL_UNITS {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_UNITS
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
