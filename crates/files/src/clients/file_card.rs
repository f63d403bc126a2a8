//! Reading one client: the information card, how to reach it, where it stands, how the last contact ended.
//!
//! Owns the one look-up behind every page of a file. Never reads the history (that is `binder::history`).

use super::card::{Card, Known};
use super::{CardField, ClientKind, EditedCard, EditedContact, NewReach, ReachKind};
use binder::By;
use domain::filing::CloseReason;
use domain::{ClientId, ContactId, EntryKind, Outcome, PersonId, Place, SlipId, SlipKind};
use store::{Row, StoreError, Tx, params};
use web::Visible;

/// Everything on the information card of one client (B20, decision 9).
#[derive(Clone, Debug)]
pub struct ClientCard {
    /// Which.
    pub id: ClientId,
    /// A company or a person.
    pub kind: ClientKind,
    /// The name.
    pub name: String,
    /// Where a person works.
    pub company: String,
    /// In whose binder it stands.
    pub owner_id: PersonId,
    /// That colleague's name.
    pub owner: String,
    /// Why and when it was closed; none for an active file.
    pub closed: Option<Closed>,
    /// Where the file stands; none for a closed one.
    pub place: Option<Place>,
    /// The slip under which it stands; none for a closed one.
    pub slip_id: Option<SlipId>,
    /// Its open slips, the earliest first.
    pub slips: Vec<SlipLine>,
    /// The last contact (B9).
    pub last: Option<LastContact>,
    /// The people there, the one to ask for first.
    pub contacts: Vec<ContactLine>,
    /// Phones, e-mail addresses, messengers.
    pub reaches: Vec<ReachLine>,
    /// The fields.
    pub card: Card,
    /// Whether every field that a first call needs is filled (B26).
    pub prepared: bool,
    /// Counts the changes; an edit names the one it has read.
    pub version: i64,
    /// When it was made, UTC milliseconds.
    pub created_at: i64,
}

/// Why a file was closed.
#[derive(Clone, Debug)]
pub struct Closed {
    /// The reason.
    pub reason: CloseReason,
    /// What was written beside it.
    pub note: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// An open slip of the file.
#[derive(Clone, Debug)]
pub struct SlipLine {
    /// Which.
    pub id: SlipId,
    /// Where.
    pub place: Place,
    /// At what time, if agreed.
    pub minute: Option<u16>,
    /// What it asks for.
    pub kind: SlipKind,
    /// What it is about.
    pub line: String,
    /// Whether the date is pinned.
    pub agreed: bool,
    /// How often it was put off.
    pub postponed: u16,
    /// Planned minutes.
    pub minutes: u16,
}

/// How the last contact ended.
#[derive(Clone, Debug)]
pub struct LastContact {
    /// When, UTC milliseconds.
    pub at: i64,
    /// What it was; none if it came with an import.
    pub kind: Option<EntryKind>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The beginning of what was written.
    pub line: String,
    /// Who wrote it.
    pub person: Option<String>,
}

/// Somebody to talk to.
#[derive(Clone, Debug)]
pub struct ContactLine {
    /// Which.
    pub id: ContactId,
    /// The name.
    pub name: String,
    /// The position.
    pub position: String,
}

/// A way to reach the client.
#[derive(Clone, Debug)]
pub struct ReachLine {
    /// What it is.
    pub kind: ReachKind,
    /// As typed.
    pub as_typed: String,
    /// For a link: +85512345678, or the address in lower case.
    pub norm: String,
    /// The digits of the extension; may be empty.
    pub extension: String,
    /// Whose it is; none for the client's own.
    pub contact_id: Option<ContactId>,
}

impl ReachLine {
    /// As typed, with the extension.
    pub fn written(&self) -> String {
        if self.extension.is_empty() { self.as_typed.clone() } else { format!("{} ext. {}", self.as_typed, self.extension) }
    }

    /// Where a click leads: a call or a letter; none for a messenger or a number that nobody can dial.
    pub fn link(&self) -> Option<String> {
        match self.kind {
            ReachKind::Phone if self.norm.is_empty() => None,
            ReachKind::Phone if self.extension.is_empty() => Some(format!("tel:{}", self.norm)),
            ReachKind::Phone => Some(format!("tel:{};ext={}", self.norm, self.extension)),
            ReachKind::Email => Some(format!("mailto:{}", self.norm)),
            ReachKind::Messenger => None,
        }
    }
}

impl ClientCard {
    /// Which of the needed fields are empty: "Card lacks: phone" (B26).
    pub fn lacks<'n>(&self, needed: &'n [String]) -> Vec<&'n str> {
        let has = |kind| self.reaches.iter().any(|reach| reach.kind == kind);
        Known {
            card: &self.card,
            company: &self.company,
            contact: self.contacts.iter().map(|contact| contact.name.as_str()).find(|name| !name.is_empty()).unwrap_or(""),
            position: self.contacts.iter().map(|contact| contact.position.as_str()).find(|position| !position.is_empty()).unwrap_or(""),
            has_phone: has(ReachKind::Phone),
            has_email: has(ReachKind::Email),
            has_messenger: has(ReachKind::Messenger),
        }
        .lacks(needed)
    }

    /// The card as a form begins with it.
    pub fn to_edit(&self) -> EditedCard {
        EditedCard {
            kind: self.kind,
            name: self.name.clone(),
            company: self.company.clone(),
            contacts: self
                .contacts
                .iter()
                .map(|contact| EditedContact { id: Some(contact.id), name: contact.name.clone(), position: contact.position.clone() })
                .collect(),
            reaches: self
                .reaches
                .iter()
                .map(|reach| NewReach {
                    kind: reach.kind,
                    as_typed: reach.written(),
                    contact: reach.contact_id.and_then(|id| self.contacts.iter().position(|contact| contact.id == id)),
                })
                .collect(),
            card: self.card.clone(),
            own: None,
        }
    }
}

/// The card of a client that the actor may see; `None` otherwise.
///
/// # Errors
/// [`StoreError`].
pub fn card(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Option<ClientCard>, StoreError> {
    let fields: Vec<String> = CardField::ALL.iter().map(|field| format!("c.{}", field.as_str())).collect();
    let sql = format!(
        "SELECT c.id, c.kind, c.name, c.company, c.owner_id, p.name,
                CASE WHEN c.erased_at IS NOT NULL THEN 'erased' WHEN c.joined_into IS NOT NULL THEN 'joined' ELSE c.close_reason END, c.close_note, c.closed_at, c.place, c.slip_id,
                c.last_at, c.last_kind, c.last_outcome, c.last_line, l.name, c.top_ranked, c.prepared, c.version, c.created_at, {}
         FROM client c JOIN person p ON p.id = c.owner_id LEFT JOIN person l ON l.id = c.last_person_id
         WHERE c.id = $1 AND {}",
        fields.join(", "),
        Visible::condition("c.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    let Some(row) = tx.row(&sql, &[client_id.into(), person, team, day])? else { return Ok(None) };
    let mut fields = Card::default();
    fields.top_ranked = row.get(16)?;
    for (index, field) in CardField::ALL.into_iter().enumerate() {
        fields.set(field, row.get::<String>(20 + index)?);
    }
    Ok(Some(ClientCard {
        id: row.get(0)?,
        kind: ClientKind::parse(&row.get::<String>(1)?).ok_or(StoreError::Shape { column: 1 })?,
        name: row.get(2)?,
        company: row.get(3)?,
        owner_id: row.get(4)?,
        owner: row.get(5)?,
        closed: closed(&row)?,
        place: row.get(9)?,
        slip_id: row.get(10)?,
        slips: slips(tx, client_id)?,
        last: last(&row)?,
        contacts: contacts(tx, client_id)?,
        reaches: reaches(tx, client_id)?,
        card: fields,
        prepared: row.get(17)?,
        version: row.get(18)?,
        created_at: row.get(19)?,
    }))
}

fn closed(row: &Row) -> Result<Option<Closed>, StoreError> {
    let reason: Option<String> = row.get(6)?;
    let Some(reason) = reason.as_deref().and_then(CloseReason::stored) else { return Ok(None) };
    Ok(Some(Closed { reason, note: row.get(7)?, at: row.get::<Option<i64>>(8)?.unwrap_or_default() }))
}

fn last(row: &Row) -> Result<Option<LastContact>, StoreError> {
    let Some(at) = row.get::<Option<i64>>(11)? else { return Ok(None) };
    Ok(Some(LastContact { at, kind: row.get(12)?, outcome: row.get(13)?, line: row.get(14)?, person: row.get(15)? }))
}

fn slips(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<SlipLine>, StoreError> {
    let rows = tx.rows(
        "SELECT id, place, minute, kind, line, agreed, postponed, minutes FROM slip
         WHERE client_id = $1 AND state = 'open' ORDER BY place, coalesce(minute, 1440), id",
        params![client_id],
    )?;
    rows.iter()
        .map(|row| {
            Ok(SlipLine {
                id: row.get(0)?,
                place: row.get(1)?,
                minute: row.get(2)?,
                kind: row.get(3)?,
                line: row.get(4)?,
                agreed: row.get(5)?,
                postponed: row.get(6)?,
                minutes: row.get(7)?,
            })
        })
        .collect()
}

fn contacts(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<ContactLine>, StoreError> {
    tx.rows("SELECT id, name, position FROM contact WHERE client_id = $1 ORDER BY rank, id", params![client_id])?
        .iter()
        .map(|row| Ok(ContactLine { id: row.get(0)?, name: row.get(1)?, position: row.get(2)? }))
        .collect()
}

fn reaches(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<ReachLine>, StoreError> {
    let rows = tx.rows("SELECT kind, as_typed, norm, extension, contact_id FROM reach WHERE client_id = $1 ORDER BY rank, id", params![client_id])?;
    rows.iter()
        .map(|row| {
            Ok(ReachLine {
                kind: ReachKind::parse(&row.get::<String>(0)?).ok_or(StoreError::Shape { column: 0 })?,
                as_typed: row.get(1)?,
                norm: row.get(2)?,
                extension: row.get(3)?,
                contact_id: row.get(4)?,
            })
        })
        .collect()
}
