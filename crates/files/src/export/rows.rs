//! The clients of an export, one after the other, a few hundred in memory at a time.
//!
//! Owns how a stored client becomes a row that reads back to the same. Never decides who is visible.

use crate::clients::ClientKind;
use crate::own_fields::OwnField;
use binder::By;
use domain::own_field::{About, people_to_table, to_table};
use domain::own_form::Answer;
use domain::{OwnFieldId, Place};
use intake::{Birthday, ContactLine, Outgoing, Phone};
use std::collections::{HashMap, VecDeque};
use store::{Db, Row, StoreError, Tx, Value};
use web::Visible;

/// How many clients are read at once.
const AT_ONCE: i64 = 500;

/// Hands every visible client, open or closed, to `each`, in the order of their numbers.
///
/// # Errors
/// [`StoreError`], or the first error of `each`.
pub fn rows(db: &Db, by: &By, each: &mut dyn FnMut(Outgoing) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let mut rows = Rows::new(db, by, Vec::new());
    for row in rows.by_ref() {
        each(row)?;
    }
    rows.finish()
}

/// Every visible client as it is taken out. A connection is held only while the next few hundred are read, so
/// each client is whole, and one that changes meanwhile is taken as it is when its turn comes.
pub struct Rows<'d> {
    db: &'d Db,
    visible: Visible,
    /// The fields of the company's own whose answers stand in each row, in that order.
    own: Vec<OwnField>,
    last: i64,
    ready: VecDeque<Outgoing>,
    failed: Option<StoreError>,
}

impl<'d> Rows<'d> {
    /// Begins before the first client; each row has what stands in those fields.
    pub fn new(db: &'d Db, by: &By, own: Vec<OwnField>) -> Rows<'d> {
        Rows { db, visible: by.visible, own, last: 0, ready: VecDeque::new(), failed: None }
    }

    /// Whether every client was read.
    ///
    /// # Errors
    /// [`StoreError`] that ended the reading early.
    pub fn finish(self) -> Result<(), StoreError> {
        self.failed.map_or(Ok(()), Err)
    }

    fn read(&mut self) -> Result<(), StoreError> {
        let (visible, last) = (self.visible, self.last);
        let own = &self.own;
        let read = self.db.read(|tx| after(tx, visible, own, last))?;
        if let Some((last, ..)) = read.last() {
            self.last = *last;
        }
        self.ready.extend(read.into_iter().map(|(_, _, client)| client));
        Ok(())
    }
}

/// The next clients, beyond the number `last`.
fn after(tx: &mut Tx<'_>, visible: Visible, own: &[OwnField], last: i64) -> Result<Vec<(i64, ClientKind, Outgoing)>, StoreError> {
    let [person, team, day] = visible.params();
    let condition = Visible::condition("c.owner_id", 1);
    let sql = format!("{SELECT} WHERE c.id > $4 AND c.erased_at IS NULL AND c.joined_into IS NULL AND {condition} ORDER BY c.id LIMIT {AT_ONCE}");
    let found = tx.rows(&sql, &[person.clone(), team.clone(), day.clone(), Value::Int(last)])?;
    let mut read = found.iter().map(outgoing).collect::<Result<Vec<_>, _>>()?;
    let (Some((first, ..)), Some((last, ..))) = (read.first(), read.last()) else { return Ok(read) };
    let range = [person, team, day, Value::Int(*first), Value::Int(*last)];
    let of = |sql: &str| {
        format!("{sql} JOIN client c ON c.id = x.client_id WHERE c.id >= $4 AND c.id <= $5 AND {condition} ORDER BY x.client_id, x.rank, x.id")
    };
    let contacts = by_client(tx.rows(&of("SELECT x.client_id, x.id, x.name, x.position FROM contact x"), &range)?)?;
    let reaches = by_client(tx.rows(&of("SELECT x.client_id, x.contact_id, x.kind, x.as_typed, x.norm, x.extension FROM reach x"), &range)?)?;
    let held = if own.is_empty() {
        HashMap::new()
    } else {
        let sql = "SELECT x.client_id, x.field_id, x.answer, x.contact_id FROM field_value x JOIN client c ON c.id = x.client_id";
        by_client(tx.rows(&format!("{sql} WHERE c.id >= $4 AND c.id <= $5 AND {condition} ORDER BY x.client_id, x.id"), &range)?)?
    };
    for (id, kind, client) in &mut read {
        let none = Vec::new();
        let people = people(client, *kind, contacts.get(id).unwrap_or(&none), reaches.get(id).unwrap_or(&none))?;
        client.own = own_texts(own, held.get(id).unwrap_or(&none), &people, client)?;
    }
    Ok(read)
}

/// What stands in each of the fields, empty where nothing does; `people` are the contacts in the order in which they go
/// out, the one whom the row itself names first.
fn own_texts(own: &[OwnField], held: &[Row], people: &[Option<i64>], client: &Outgoing) -> Result<Vec<String>, StoreError> {
    let mut texts = vec![String::new(); own.len()];
    if held.is_empty() {
        return Ok(texts);
    }
    let names: Vec<&str> = std::iter::once(&client.name).chain(client.contacts.iter().map(|line| &line.name)).map(String::as_str).collect();
    let mut said: Vec<Vec<Option<String>>> = vec![vec![None; people.len()]; own.len()];
    for row in held {
        let (id, stored, contact): (OwnFieldId, String, Option<i64>) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let Some((at, field)) = own.iter().enumerate().find(|(_, field)| field.id == id) else { continue };
        let text = Answer::from_stored(field.field.kind, &stored).map(|answer| to_table(&field.field, &answer));
        match (field.about, people.iter().position(|person| contact.is_some() && *person == contact)) {
            (About::Client, _) => texts[at] = text.unwrap_or_default(),
            (About::Contact, Some(whose)) => said[at][whose] = text,
            (About::Contact, None) => {}
        }
    }
    for ((text, said), _) in texts.iter_mut().zip(said).zip(own).filter(|(_, field)| field.about == About::Contact) {
        let people: Vec<(&str, Option<String>)> = names.iter().copied().zip(said).collect();
        *text = people_to_table(&people);
    }
    Ok(texts)
}

impl Iterator for Rows<'_> {
    type Item = Outgoing;

    fn next(&mut self) -> Option<Outgoing> {
        if self.ready.is_empty()
            && self.failed.is_none()
            && let Err(error) = self.read()
        {
            self.failed = Some(error);
        }
        self.ready.pop_front()
    }
}

const SELECT: &str =
    "SELECT c.id, c.kind, c.state, coalesce(c.close_reason, ''), c.name, c.company, c.address, c.town, c.country, c.website, c.language, c.time_zone,
    c.source, c.needs, c.expects, c.decides, c.competitor, c.birthday, c.interests, c.tags, c.note, p.email, c.place, coalesce(s.line, ''),
    c.consent, c.preferred_channel, c.top_ranked
    FROM client c JOIN person p ON p.id = c.owner_id LEFT JOIN slip s ON s.id = c.slip_id";

fn by_client(rows: Vec<Row>) -> Result<HashMap<i64, Vec<Row>>, StoreError> {
    let mut found: HashMap<i64, Vec<Row>> = HashMap::new();
    for row in rows {
        found.entry(row.get(0)?).or_default().push(row);
    }
    Ok(found)
}

fn outgoing(row: &Row) -> Result<(i64, ClientKind, Outgoing), StoreError> {
    let id: i64 = row.get(0)?;
    let text = |index: usize| row.get::<String>(index);
    let kind = ClientKind::parse(&text(1)?).unwrap_or_default();
    let (state, reason, name) = (text(2)?, text(3)?, text(4)?);
    let (name, company) = if kind == ClientKind::Company { (String::new(), name) } else { (name, text(5)?) };
    let (birthday, mut note) = (text(17)?, text(20)?);
    let date = read_birthday(&birthday);
    if date.is_none() && !birthday.is_empty() {
        note = format!("{birthday}\n{note}");
    }
    let place: Option<Place> = row.get(22)?;
    let client = Outgoing {
        id: id.to_string(),
        kind: kind.as_str().to_owned(),
        state: if reason.is_empty() { state } else { reason },
        name,
        company,
        address: text(6)?,
        town: text(7)?,
        country: text(8)?,
        website: text(9)?,
        language: text(10)?,
        time_zone: text(11)?,
        source: text(12)?,
        needs: text(13)?,
        expects: text(14)?,
        decides: text(15)?,
        competitor: text(16)?,
        birthday: date,
        interests: text(18)?,
        tags: text(19)?.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        note,
        owner: text(21)?,
        next_contact: place,
        next_line: text(23)?,
        consent: text(24)?,
        preferred_channel: text(25)?,
        top_ranked: row.get(26)?,
        ..Outgoing::default()
    };
    Ok((id, kind, client))
}

fn read_birthday(text: &str) -> Option<Birthday> {
    let (year, rest) = match text.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => text.split_once('-').and_then(|(year, rest)| Some((Some(year.parse().ok()?), rest)))?,
    };
    let (month, day) = rest.split_once('-')?;
    Some(Birthday { year, month: month.parse().ok()?, day: day.parse().ok()? })
}

/// The people at a client and how to reach them. The first contact of a company is "the name"; a person is
/// named by the file itself. Says who they are: that one first, then the others in their order.
fn people(client: &mut Outgoing, kind: ClientKind, contacts: &[Row], reaches: &[Row]) -> Result<Vec<Option<i64>>, StoreError> {
    let mut main = None;
    let mut others: Vec<(i64, ContactLine)> = Vec::new();
    for (index, row) in contacts.iter().enumerate() {
        let (id, name, position): (i64, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let is_main = index == 0 && (kind == ClientKind::Company || name.is_empty() || name == client.name);
        if is_main {
            main = Some(id);
            client.position = position;
            if kind == ClientKind::Company {
                client.name = name;
            }
        } else {
            others.push((id, ContactLine { name, position, ..ContactLine::default() }));
        }
    }
    for row in reaches {
        let contact: Option<i64> = row.get(1)?;
        let (way, as_typed, norm, extension): (String, String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
        let other = others.iter_mut().find(|(id, _)| contact == Some(*id) && contact != main);
        match (way.as_str(), other) {
            ("phone", Some((_, line))) => {
                let number = if extension.is_empty() { as_typed } else { format!("{as_typed} ext. {extension}") };
                join(&mut line.phone, &number);
            }
            ("email", Some((_, line))) => join(&mut line.email, &as_typed),
            ("phone", None) => client.phones.push(Phone {
                as_typed,
                e164: norm.starts_with('+').then_some(norm),
                extension: (!extension.is_empty()).then_some(extension),
            }),
            ("email", None) => client.emails.push(as_typed),
            (_, _) => client.messengers.push(match as_typed.split_once(": ") {
                Some((service, who)) => (service.to_owned(), who.to_owned()),
                None => ("Messenger".to_owned(), as_typed),
            }),
        }
    }
    let people = std::iter::once(main).chain(others.iter().map(|(id, _)| Some(*id))).collect();
    client.contacts = others.into_iter().map(|(_, line)| line).collect();
    Ok(people)
}

fn join(into: &mut String, more: &str) {
    if !into.is_empty() {
        into.push_str("; ");
    }
    into.push_str(more);
}
