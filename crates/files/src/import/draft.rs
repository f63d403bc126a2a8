//! A row as the client it becomes.
//!
//! Owns which cell becomes what, and that nothing written is lost: what has no place of its own stands in the
//! note. Never touches the database.

use crate::clients::{Card, CardField, ClientKind, NewContact, NewReach, ReachKind, ReachRow, phone_row, reach_rows};
use crate::own_fields::{OwnAnswer, OwnField};
use binder::slips::LINE_MAX;
use domain::filing::CloseReason;
use domain::own_field::{About, from_table, of_heading, people_from_table};
use domain::{Date, Place};
use intake::{Incoming, Warning};
use web::Texts;

/// The longest name that the card's form takes, characters.
const NAME_MAX: usize = 200;
/// The longest number or address that is kept as one, bytes; a longer one is text.
const REACH_MAX: usize = 300;
/// How far ahead a file may be filed, years (as in the filing form).
const YEARS_AHEAD: i16 = 10;

/// A client before it has an owner and a number.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: ClientKind,
    pub(crate) name: String,
    pub(crate) company: String,
    pub(crate) contacts: Vec<NewContact>,
    pub(crate) reaches: Vec<ReachRow>,
    pub(crate) card: Card,
    pub(crate) closed: Option<CloseReason>,
    pub(crate) line: String,
    /// What stands in the fields of the company's own.
    pub(crate) own: Vec<OwnAnswer>,
}

/// What a company is called in an export's column "Kind".
fn kind_of(row: &Incoming) -> ClientKind {
    if let Some(kind) = ClientKind::parse(row.kind.trim()) {
        return kind;
    }
    // A list that writes given and family names apart is a list of people; else the company is the client.
    let is_person = row.company.is_empty() || !row.first.is_empty() || !row.last.is_empty();
    if is_person { ClientKind::Person } else { ClientKind::Company }
}

/// Why the file is closed, if the file says so; only our own export does.
pub(crate) fn closed(row: &Incoming) -> Option<CloseReason> {
    CloseReason::parse(row.state.trim())
}

/// The place the row asks for, if a file can be filed there today.
pub(crate) fn wished(row: &Incoming, today: Date) -> Option<Place> {
    row.next_contact.filter(|place| match place {
        Place::Day(day) => *day >= today && day.year() <= today.year() + YEARS_AHEAD,
        Place::Month(month) => *place > Place::Day(today) && month.year <= today.year() + YEARS_AHEAD,
    })
}

/// The client a row becomes.
pub(crate) fn draft(row: &Incoming, country: &str, own_fields: &[OwnField], texts: Texts<'_>) -> Draft {
    let mut note = row.note.clone();
    let mut line = |text: String| {
        if !note.is_empty() {
            note.push('\n');
        }
        note.push_str(&text);
    };
    let kind = kind_of(row);
    let shown = shown_name(row, kind);
    let name: String = shown.chars().take(NAME_MAX).collect();
    if name != shown {
        line(shown);
    }
    let mut own = Own::default();
    for (header, text) in &row.other {
        for left in own.take(row, own_fields, header, text) {
            line(if header.is_empty() { left } else { format!("{header}: {left}") });
        }
    }
    for (what, text) in row.warnings.iter().filter_map(lost) {
        line(format!("{}: {text}", texts.say(what)));
    }
    for (header, text, max) in cut(row, kind) {
        if text.chars().count() > max {
            line(format!("{}: {text}", texts.say(header)));
        }
    }
    let (contacts, whose) = contacts(row, kind, own.is_of_first);
    let (reaches, odd) = reaches(row, country, &contacts);
    odd.into_iter().for_each(line);
    Draft {
        company: if kind == ClientKind::Company { String::new() } else { row.company.chars().take(NAME_MAX).collect() },
        kind,
        name,
        contacts,
        reaches,
        card: card(row, note),
        closed: closed(row),
        line: row.next_line.chars().take(LINE_MAX).collect(),
        own: own.answers(whose),
    }
}

/// What stands in the fields of the company's own, while a row is read.
#[derive(Default)]
struct Own {
    /// Whose an answer is, is its place in the row: 0 for whom the row itself names, then the further people.
    answers: Vec<OwnAnswer>,
    /// Whether one of them is of whom the row itself names.
    is_of_first: bool,
}

impl Own {
    /// Takes what a column says for the field that its heading names. What it cannot take comes back.
    fn take(&mut self, row: &Incoming, own_fields: &[OwnField], header: &str, text: &str) -> Vec<String> {
        let named = of_heading(own_fields.iter().map(|field| (field.about, &field.field)), header);
        let field = named.and_then(|(_, named)| own_fields.iter().find(|field| field.field.key == named.key));
        match field {
            None => vec![text.to_owned()],
            Some(field) if field.about == About::Client => self.add(field, None, text).into_iter().collect(),
            Some(field) => {
                let names: Vec<&str> = std::iter::once(&row.name).chain(row.contacts.iter().map(|line| &line.name)).map(String::as_str).collect();
                let (answers, mut left) = people_from_table(&names, text);
                for (whose, answer) in answers.into_iter().enumerate() {
                    let back = answer.and_then(|answer| self.add(field, Some(whose), &answer));
                    left.extend(back.map(|answer| format!("{}: {answer}", names[whose])));
                }
                left
            }
        }
    }

    /// The text again, if it is no answer to that field, or somebody's second one.
    fn add(&mut self, field: &OwnField, whose: Option<usize>, text: &str) -> Option<String> {
        let is_first = self.answers.iter().all(|other| (other.field_id, other.contact) != (field.id, whose));
        match from_table(&field.field, text).filter(|_| is_first) {
            Some(answer) => {
                self.is_of_first |= whose == Some(0);
                self.answers.push(OwnAnswer::new(field, whose, answer));
                None
            }
            None => Some(text.to_owned()),
        }
    }

    /// The answers, each for its place among the contacts of the client. `first` is the place of the first of the further
    /// people there.
    fn answers(self, first: usize) -> Vec<OwnAnswer> {
        let placed = |mut one: OwnAnswer| {
            one.contact = one.contact.map(|whose| (whose + first).saturating_sub(1));
            one
        };
        self.answers.into_iter().map(placed).collect()
    }
}

fn shown_name(row: &Incoming, kind: ClientKind) -> String {
    let wished = match kind {
        ClientKind::Company => [&row.company, &row.name],
        ClientKind::Person => [&row.name, &row.company],
    };
    let phone = row.phones.first().map(|phone| phone.as_typed.as_str());
    let odd = row.warnings.iter().filter_map(lost).map(|(_, text)| text);
    let ways = phone.into_iter().chain(row.emails.first().map(String::as_str)).chain(odd);
    let named = wished.into_iter().map(String::as_str).chain(ways).map(str::trim).find(|name| !name.is_empty());
    named.map_or_else(|| format!("#{}", row.row), str::to_owned)
}

/// What the reader could not take where it stood; its text goes into the note.
fn lost(warning: &Warning) -> Option<(&'static str, &str)> {
    match warning {
        Warning::BirthdayImpossible(text) | Warning::BirthdayUnreadable(text) => Some(("card-birthday", text)),
        Warning::NextContactImpossible(text) | Warning::NextContactUnreadable(text) => Some(("meaning-next_contact", text)),
        Warning::EmailNotValid(text) => Some(("card-email", text)),
        Warning::NextContactYearAssumed(_) | Warning::PhoneNotValid(_) | Warning::CellCut(_) => None,
    }
}

/// What has a place of its own that is shorter than what somebody may have written there: the whole stands in the
/// note then.
fn cut(row: &Incoming, kind: ClientKind) -> Vec<(&'static str, &str, usize)> {
    let mut texts = vec![("card-position", row.position.as_str(), NAME_MAX), ("meaning-next_line", &row.next_line, LINE_MAX)];
    if kind == ClientKind::Person {
        texts.push(("card-company", &row.company, NAME_MAX));
    } else {
        texts.push(("meaning-name", &row.name, NAME_MAX));
    }
    for contact in &row.contacts {
        texts.extend([("meaning-name", contact.name.as_str(), NAME_MAX), ("card-position", contact.position.as_str(), NAME_MAX)]);
    }
    texts
}

/// The people at the client, and where the further ones begin: behind whom the row itself names, if that one stands there.
fn contacts(row: &Incoming, kind: ClientKind, is_asked: bool) -> (Vec<NewContact>, usize) {
    let short = |text: &str| text.chars().take(NAME_MAX).collect::<String>();
    let main = NewContact {
        name: if kind == ClientKind::Company && row.company.is_empty() { String::new() } else { short(&row.name) },
        position: short(&row.position),
    };
    // A person is named by the file itself; a contact of its own only says the position.
    let is_told = if kind == ClientKind::Person { !main.position.is_empty() } else { !main.name.is_empty() || !main.position.is_empty() };
    let more = row.contacts.iter().map(|contact| NewContact { name: short(&contact.name), position: short(&contact.position) });
    let is_told = is_told || is_asked;
    (is_told.then_some(main).into_iter().chain(more).collect(), usize::from(is_told))
}

fn reaches(row: &Incoming, country: &str, contacts: &[NewContact]) -> (Vec<ReachRow>, Vec<String>) {
    let first = (contacts.len() > row.contacts.len()).then_some(0);
    let mut rows: Vec<ReachRow> = row.phones.iter().map(|phone| phone_row(phone.clone(), first)).collect();
    let typed = |kind, as_typed: &str, contact| NewReach { kind, as_typed: as_typed.to_owned(), contact };
    let mut wished: Vec<NewReach> = row.emails.iter().map(|email| typed(ReachKind::Email, email, first)).collect();
    wished.extend(row.messengers.iter().map(|(service, who)| typed(ReachKind::Messenger, &format!("{service}: {who}"), first)));
    let before = usize::from(first.is_some());
    for (index, contact) in row.contacts.iter().enumerate() {
        let whose = Some(before + index);
        wished.push(typed(ReachKind::Phone, &contact.phone, whose));
        wished.extend(contact.email.split([';', ',']).map(|email| typed(ReachKind::Email, email, whose)));
    }
    rows.extend(reach_rows(country, &wished));
    let (kept, odd): (Vec<ReachRow>, Vec<ReachRow>) =
        rows.into_iter().partition(|row| row.norm.len() <= REACH_MAX && row.as_typed.len() <= REACH_MAX);
    (kept, odd.into_iter().map(|row| row.as_typed).collect())
}

fn card(row: &Incoming, note: String) -> Card {
    let mut card = Card::default()
        .with(CardField::Needs, &*row.needs)
        .with(CardField::Expects, &*row.expects)
        .with(CardField::Decides, &*row.decides)
        .with(CardField::Competitor, &*row.competitor)
        .with(CardField::Source, &*row.source)
        .with(CardField::Address, &*row.address)
        .with(CardField::Town, &*row.town)
        .with(CardField::Country, &*row.country)
        .with(CardField::TimeZone, &*row.time_zone)
        .with(CardField::Language, &*row.language)
        .with(CardField::Website, &*row.website)
        .with(CardField::Birthday, row.birthday.map(|birthday| birthday.to_string()).unwrap_or_default())
        .with(CardField::Interests, &*row.interests)
        .with(CardField::Consent, &*row.consent)
        .with(CardField::PreferredChannel, &*row.preferred_channel)
        .with(CardField::Tags, row.tags.join(", "))
        .with(CardField::Note, note);
    card.top_ranked = row.is_top_ranked();
    card
}

/// Makes one row of two that are the same client: every phone, e-mail, contact and note is kept.
pub(crate) fn merge(into: &mut Incoming, other: Incoming) {
    for phone in other.phones {
        let is_same = |known: &intake::Phone| {
            known.e164 == phone.e164 && known.extension == phone.extension && (phone.e164.is_some() || known.as_typed == phone.as_typed)
        };
        if !into.phones.iter().any(is_same) {
            into.phones.push(phone);
        }
    }
    union(&mut into.emails, other.emails);
    union(&mut into.messengers, other.messengers);
    union(&mut into.tags, other.tags);
    union(&mut into.contacts, other.contacts);
    union(&mut into.other, other.other);
    into.warnings.extend(other.warnings);
    let is_other_person = !other.name.is_empty() && !into.name.is_empty() && intake::identity_key(&other.name) != intake::identity_key(&into.name);
    if is_other_person {
        union(&mut into.contacts, vec![intake::ContactLine { name: other.name, position: other.position, ..Default::default() }]);
    } else {
        fill(&mut into.name, other.name);
        fill(&mut into.position, other.position);
    }
    if !into.note.contains(other.note.as_str()) {
        let between = if into.note.is_empty() { "" } else { "\n" };
        into.note = format!("{}{between}{}", into.note, other.note);
    }
    for (mine, theirs) in [
        (&mut into.company, other.company),
        (&mut into.address, other.address),
        (&mut into.town, other.town),
        (&mut into.country, other.country),
        (&mut into.website, other.website),
        (&mut into.next_line, other.next_line),
        (&mut into.owner, other.owner),
        (&mut into.source, other.source),
        (&mut into.needs, other.needs),
        (&mut into.expects, other.expects),
        (&mut into.decides, other.decides),
        (&mut into.competitor, other.competitor),
        (&mut into.interests, other.interests),
        (&mut into.consent, other.consent),
        (&mut into.preferred_channel, other.preferred_channel),
        (&mut into.top_ranked, other.top_ranked),
        (&mut into.language, other.language),
        (&mut into.time_zone, other.time_zone),
        (&mut into.kind, other.kind),
    ] {
        fill(mine, theirs);
    }
    into.birthday = into.birthday.or(other.birthday);
    // The earlier of two dates, so that nobody is called too late.
    into.next_contact = match (into.next_contact, other.next_contact) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    };
    // Closed only if both are: one open row means that somebody still works on it. What must not be
    // contacted stays so whatever another row says.
    let silent = |state: &str| CloseReason::parse(state.trim()) == Some(CloseReason::DoNotContact);
    if silent(&other.state)
        || (CloseReason::parse(into.state.trim()).is_some() && !silent(&into.state) && CloseReason::parse(other.state.trim()).is_none())
    {
        into.state = other.state;
    }
}

fn union<T: PartialEq>(into: &mut Vec<T>, other: Vec<T>) {
    for item in other {
        if !into.contains(&item) {
            into.push(item);
        }
    }
}

fn fill(mine: &mut String, theirs: String) {
    if mine.is_empty() {
        *mine = theirs;
    }
}
