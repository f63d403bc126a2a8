//! The verb: the information card of a client is changed, with its contacts and ways to reach it.

use super::card::Card;
use super::create::{Described, NewContact, card_columns};
use super::reach::{NewReach, ReachRow, insert_reaches, reach_rows};
use super::{CardField, ClientKind};
use crate::own_fields::{self, OwnAnswer};
use binder::By;
use binder::slips;
use binder::undo::{Recorder, Table};
use domain::{ClientId, ContactId, OwnFieldId, UndoId};
use std::collections::BTreeSet;
use store::{StoreError, Tx, Value, params};
use web::{Failure, Message};

/// Somebody at a client as the form has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedContact {
    /// Which; none for a new one.
    pub id: Option<ContactId>,
    /// The name.
    pub name: String,
    /// The position.
    pub position: String,
}

/// A card as the form has it: what is not in it any more is removed.
#[derive(Clone, Debug)]
pub struct EditedCard {
    /// A company or a person.
    pub kind: ClientKind,
    /// The name.
    pub name: String,
    /// Where a person works.
    pub company: String,
    /// The people there, the one to ask for first.
    pub contacts: Vec<EditedContact>,
    /// How to reach them; refers to contacts by their position in this list.
    pub reaches: Vec<NewReach>,
    /// The fields.
    pub card: Card,
    /// The fields of the company's own; none leaves them as they are.
    pub own: Option<EditedOwn>,
}

/// What the form has in the fields of the company's own.
#[derive(Clone, Debug, Default)]
pub struct EditedOwn {
    /// The fields that stood in the form; what stands in others stays.
    pub asked: Vec<OwnFieldId>,
    /// The answers; refer to contacts by their position.
    pub answers: Vec<OwnAnswer>,
}

/// Changes a card if it still is the one that was read as `version`. Nothing changed is no change: `None`.
///
/// # Errors
/// [`Failure::NotFound`] for a client the actor may not see or a contact of another one; refused if somebody
/// changed the file meanwhile, or for an empty name.
pub fn edit(
    tx: &mut Tx<'_>,
    by: &By,
    country: &str,
    card_fields: &[String],
    client_id: ClientId,
    version: i64,
    edited: &EditedCard,
) -> Result<Option<UndoId>, Failure> {
    slips::hold(tx, by, client_id)?;
    if edited.name.trim().is_empty() {
        return Err(Failure::field("name", "client-name-missing"));
    }
    let stored: i64 = tx.one("SELECT version FROM client WHERE id = $1", params![client_id])?;
    if stored != version {
        return Err(Failure::form("client-changed-meanwhile"));
    }
    let mut recorder = Recorder::default();
    write(tx, by, &mut recorder, (country, card_fields), client_id, edited)?;
    if recorder.is_empty() {
        return Ok(None);
    }
    let label = Message::new("did-edit-client").with("name", edited.name.trim());
    Ok(Some(recorder.finish(tx, by.person_id, by.now, &label)?))
}

/// Changes a card that is held already, as a part of a greater action.
///
/// # Errors
/// As [`edit`].
pub(crate) fn change(
    tx: &mut Tx<'_>,
    by: &By,
    recorder: &mut Recorder,
    company: &web::Company,
    client_id: ClientId,
    edited: &EditedCard,
) -> Result<(), Failure> {
    write(tx, by, recorder, (&company.country, &company.card_fields), client_id, edited)
}

fn write(
    tx: &mut Tx<'_>,
    by: &By,
    recorder: &mut Recorder,
    (country, card_fields): (&str, &[String]),
    client_id: ClientId,
    edited: &EditedCard,
) -> Result<(), Failure> {
    let rows = reach_rows(country, &edited.reaches);
    let mut changed = Recorder::default();
    change_card(tx, &mut changed, card_fields, client_id, edited, &rows)?;
    change_people_and_own(tx, &mut changed, client_id, edited, &rows)?;
    if !changed.is_empty() {
        tx.run("UPDATE client SET version = version + 1, updated_at = $2 WHERE id = $1", params![client_id, by.now])?;
        tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![client_id])?;
        recorder.take_in(changed);
    }
    Ok(())
}

/// Sets only the columns that differ, so that taking this back touches nothing that was changed later elsewhere.
fn change_card(
    tx: &mut Tx<'_>,
    recorder: &mut Recorder,
    card_fields: &[String],
    client_id: ClientId,
    edited: &EditedCard,
    rows: &[ReachRow],
) -> Result<(), StoreError> {
    let contacts: Vec<NewContact> =
        edited.contacts.iter().map(|contact| NewContact { name: contact.name.clone(), position: contact.position.clone() }).collect();
    let described = Described { kind: edited.kind, name: &edited.name, company: &edited.company, contacts: &contacts, rows, card: &edited.card };
    let columns = card_columns(&described, card_fields);
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let select = format!("SELECT {} FROM client WHERE id = $1", names.join(", "));
    let before = tx.row(&select, params![client_id])?.ok_or(StoreError::Shape { column: 0 })?;
    let mut changed = Vec::new();
    for (index, (column, after)) in columns.into_iter().enumerate() {
        if before.get::<Value>(index)? != after {
            changed.push((column, after));
        }
    }
    if changed.is_empty() { Ok(()) } else { recorder.change(tx, Table::Client, client_id.0, &changed) }
}

/// Replaces what refers to contacts, and them, as far as anything differs. The fields of the people refer to them just as
/// the ways to reach them do: they leave first and come back last.
fn change_people_and_own(
    tx: &mut Tx<'_>,
    recorder: &mut Recorder,
    client_id: ClientId,
    edited: &EditedCard,
    rows: &[ReachRow],
) -> Result<(), Failure> {
    let held = own_fields::values(tx, client_id)?;
    let stored = contacts_of(tx, client_id)?;
    let none = EditedOwn::default();
    let own = edited.own.as_ref().unwrap_or(&none);
    let wished: Vec<Option<ContactId>> = edited.contacts.iter().map(|contact| contact.id).collect();
    let own_differs = edited.own.is_some() && own_fields::differs(&held, &own.asked, &own.answers, &wished);
    let moves = own_differs || (held.iter().any(|one| one.contact_id.is_some()) && !same_people(&stored, &edited.contacts));
    if !moves {
        return change_people(tx, recorder, client_id, edited, rows).map(drop);
    }
    let gone = "DELETE FROM field_value WHERE client_id = $1";
    recorder.replace(tx, Table::FieldValue, client_id, |tx| tx.run(gone, params![client_id]).map(drop))?;
    let contacts = change_people(tx, recorder, client_id, edited, rows)?;
    let stays: Vec<own_fields::Held> = held.into_iter().filter(|one| !own.asked.contains(&one.field_id)).collect();
    recorder.replace(tx, Table::FieldValue, client_id, |tx| own_fields::write(tx, client_id, &stays, &own.answers, &contacts))?;
    Ok(())
}

fn same_people(stored: &[(i64, String, String)], contacts: &[EditedContact]) -> bool {
    let same = |((id, name, position), contact): (&(i64, String, String), &EditedContact)| {
        contact.id == Some(ContactId(*id)) && *name == contact.name && *position == contact.position
    };
    stored.len() == contacts.len() && stored.iter().zip(contacts).all(same)
}

/// Replaces contacts and ways to reach them, if any of them differ. Returns the numbers of the contacts in their order.
///
/// A way to reach somebody refers to the contact. So the ways leave first and come back last: taken back in
/// the opposite order, no row ever refers to a contact that is not there.
fn change_people(tx: &mut Tx<'_>, recorder: &mut Recorder, client_id: ClientId, edited: &EditedCard, rows: &[ReachRow]) -> Result<Vec<i64>, Failure> {
    let stored = contacts_of(tx, client_id)?;
    let known: BTreeSet<i64> = stored.iter().map(|(id, ..)| *id).collect();
    let mut named = BTreeSet::new();
    for id in edited.contacts.iter().filter_map(|contact| contact.id) {
        // Another client's contact, or the same one twice, can only come from a changed form.
        if !known.contains(&id.0) || !named.insert(id.0) {
            return Err(Failure::NotFound);
        }
    }
    let same_people = same_people(&stored, &edited.contacts);
    let mut ids: Vec<i64> = stored.iter().map(|(id, ..)| *id).collect();
    if same_people && stored_rows(tx, client_id, &stored)? == *rows {
        return Ok(ids);
    }
    recorder.replace(tx, Table::Reach, client_id, |tx| tx.run("DELETE FROM reach WHERE client_id = $1", params![client_id]).map(drop))?;
    if !same_people {
        recorder.replace(tx, Table::Contact, client_id, |tx| {
            ids = write_contacts(tx, client_id, &named, &edited.contacts)?;
            Ok(())
        })?;
    }
    recorder.replace(tx, Table::Reach, client_id, |tx| insert_reaches(tx, client_id, rows, &ids))?;
    Ok(ids)
}

fn contacts_of(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<(i64, String, String)>, StoreError> {
    tx.rows("SELECT id, name, position FROM contact WHERE client_id = $1 ORDER BY rank, id", params![client_id])?
        .iter()
        .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .collect()
}

fn stored_rows(tx: &mut Tx<'_>, client_id: ClientId, contacts: &[(i64, String, String)]) -> Result<Vec<ReachRow>, StoreError> {
    let rows = tx
        .rows("SELECT kind, as_typed, norm, reversed, extension, contact_id FROM reach WHERE client_id = $1 ORDER BY rank, id", params![client_id])?;
    rows.iter()
        .map(|row| {
            let contact_id: Option<i64> = row.get(5)?;
            Ok(ReachRow {
                kind: super::ReachKind::parse(&row.get::<String>(0)?).ok_or(StoreError::Shape { column: 0 })?,
                as_typed: row.get(1)?,
                norm: row.get(2)?,
                reversed: row.get(3)?,
                extension: row.get(4)?,
                contact: contact_id.and_then(|id| contacts.iter().position(|(other, ..)| *other == id)),
            })
        })
        .collect()
}

/// Writes the contacts as the form has them; those that stay keep their ids. Returns the ids in that order.
fn write_contacts(tx: &mut Tx<'_>, client_id: ClientId, staying: &BTreeSet<i64>, contacts: &[EditedContact]) -> Result<Vec<i64>, StoreError> {
    for (id, ..) in contacts_of(tx, client_id)? {
        if !staying.contains(&id) {
            tx.run("DELETE FROM contact WHERE id = $1", params![id])?;
        }
    }
    let mut ids = Vec::with_capacity(contacts.len());
    for (rank, contact) in contacts.iter().enumerate() {
        let rank = rank as i64;
        ids.push(match contact.id {
            Some(ContactId(id)) => {
                tx.run("UPDATE contact SET name = $2, position = $3, rank = $4 WHERE id = $1", params![id, &contact.name, &contact.position, rank])?;
                id
            }
            None => tx.one(
                "INSERT INTO contact (client_id, name, position, rank) VALUES ($1, $2, $3, $4) RETURNING id",
                params![client_id, &contact.name, &contact.position, rank],
            )?,
        });
    }
    Ok(ids)
}

impl EditedCard {
    /// The same card with that field written.
    #[must_use]
    pub fn with(mut self, field: CardField, text: impl Into<String>) -> EditedCard {
        self.card.set(field, text);
        self
    }
}
