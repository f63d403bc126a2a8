//! The verb: somebody at a client works at another one now.

use crate::clients::{EditedCard, EditedContact, NewReach, card, change};
use crate::own_fields;
use binder::By;
use binder::history::{self, NewEntry};
use binder::slips;
use binder::undo::{Recorder, Table};
use domain::{ClientId, ContactId, EntryKind, UndoId};
use store::{StoreError, Tx, params};
use web::{Company, Failure, Message, Visible};

/// What goes along with the person.
#[derive(Clone, Debug)]
pub struct Going {
    /// The file that the person leaves.
    pub from: ClientId,
    /// Who.
    pub person: ContactId,
    /// The file of the company where the person works now.
    pub to: ClientId,
    /// As what, there.
    pub position: String,
    /// Which of the person's numbers and addresses go along, and of those that are the client's own, as they are written on
    /// the card; the other ones of the person go with nobody.
    pub takes: Vec<String>,
    /// The line in the history of the file that was left, and in the other.
    pub lines: (String, String),
}

/// Moves somebody from one card to another. Both histories say so, and nothing that was said with the person before moves.
///
/// # Errors
/// [`Failure::NotFound`] unless the actor may see both files and the person is there; refused for the same file twice.
pub fn move_person(tx: &mut Tx<'_>, by: &By, company: &Company, going: &Going) -> Result<UndoId, Failure> {
    if going.from == going.to {
        return Err(Failure::form("going-nowhere"));
    }
    for id in [going.from.min(going.to), going.from.max(going.to)] {
        slips::hold(tx, by, id)?;
    }
    let (left, joined) = (card(tx, by, going.from)?.ok_or(Failure::NotFound)?, card(tx, by, going.to)?.ok_or(Failure::NotFound)?);
    let (old, new) = (left.to_edit(), joined.to_edit());
    let at = old.contacts.iter().position(|contact| contact.id == Some(going.person)).ok_or(Failure::NotFound)?;
    let name = old.contacts[at].name.clone();
    let values: Vec<own_fields::Held> =
        own_fields::values(tx, going.from)?.into_iter().filter(|held| held.contact_id == Some(going.person)).collect();
    let mut recorder = Recorder::default();
    change(tx, by, &mut recorder, company, going.from, &without(old.clone(), at, going))?;
    change(tx, by, &mut recorder, company, going.to, &with(new, &old, at, going))?;
    own_fields::carry(tx, &mut recorder, going.to, &name, &values)?;
    for (id, line) in [(going.from, &going.lines.0), (going.to, &going.lines.1)] {
        let entry = NewEntry { at: by.now, kind: EntryKind::Note, outcome: None, seconds: None, text: line.clone() };
        history::write(tx, &mut recorder, by, id, None, &entry)?;
    }
    let made = tx.one(
        "INSERT INTO person_moved (from_id, to_id, name, person_id, at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        params![going.from, going.to, &name, by.person_id, by.now],
    )?;
    recorder.made(Table::PersonMoved, made);
    let label = Message::new("did-go").with("person", name.as_str()).with("name", left.name.as_str()).with("other", joined.name.as_str());
    Ok(recorder.finish(tx, by.person_id, by.now, &label)?)
}

/// The card without that person, without their numbers and without what goes along.
fn without(mut card: EditedCard, at: usize, going: &Going) -> EditedCard {
    card.contacts.remove(at);
    card.reaches.retain(|reach| reach.contact != Some(at) && !(reach.contact.is_none() && going.takes.contains(&reach.as_typed)));
    for reach in &mut card.reaches {
        reach.contact = reach.contact.map(|contact| if contact > at { contact - 1 } else { contact });
    }
    card
}

/// The other card with the person as the last one.
fn with(mut card: EditedCard, old: &EditedCard, at: usize, going: &Going) -> EditedCard {
    let row = card.contacts.len();
    card.contacts.push(EditedContact { id: None, name: old.contacts[at].name.clone(), position: going.position.clone() });
    let may_go = |reach: &&NewReach| reach.contact.is_none_or(|contact| contact == at) && going.takes.contains(&reach.as_typed);
    let theirs = old.reaches.iter().filter(may_go);
    card.reaches.extend(theirs.map(|reach| NewReach { contact: Some(row), ..reach.clone() }));
    card
}

/// Somebody who went from one file to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub name: String,
    /// Whether the person left this file; otherwise came to it.
    pub has_left: bool,
    /// The other file.
    pub other: ClientId,
    /// Its name.
    pub other_name: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// The people who left that file or came to it, as far as the actor may see the other file too; the last first.
///
/// # Errors
/// [`StoreError`].
pub fn moved_of(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Vec<Moved>, StoreError> {
    let sql = format!(
        "SELECT m.name, m.has_left, c.id, c.name, m.at FROM (
           SELECT id, name, 1 AS has_left, to_id AS other, at FROM person_moved WHERE from_id = $1
           UNION ALL SELECT id, name, 0, from_id, at FROM person_moved WHERE to_id = $1) m
         JOIN client c ON c.id = m.other WHERE c.erased_at IS NULL AND {} ORDER BY m.id DESC LIMIT 50",
        Visible::condition("c.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    tx.rows(&sql, &[client_id.into(), person, team, day])?
        .iter()
        .map(|row| Ok(Moved { name: row.get(0)?, has_left: row.get::<i64>(1)? == 1, other: row.get(2)?, other_name: row.get(3)?, at: row.get(4)? }))
        .collect()
}
