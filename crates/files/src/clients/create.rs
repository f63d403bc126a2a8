//! The verb: a new client, which stands under a divider from its first moment (decision 1).

use super::card::{Card, Known};
use super::reach::{NewReach, ReachKind, ReachRow, insert_reaches, reach_rows};
use super::similar::{Looks, Similar, similar};
use super::{CardField, ClientKind};
use binder::By;
use binder::slips::{self, SlipRow};
use binder::undo::{Recorder, Table};
use domain::filing::{FileNow, Filing, Next, consequences};
use domain::fold::fold;
use domain::{ClientId, Outcome, PersonId, Place, SlipId, SlipKind, UndoId};
use store::{Reserved, StoreError, Tx, Value, params};
use web::{Failure, Message, Visible};

/// Somebody to talk to at a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// The name.
    pub name: String,
    /// The position, "owner".
    pub position: String,
}

/// A client to be written, with its first step.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// A company or a person.
    pub kind: ClientKind,
    /// The name.
    pub name: String,
    /// Where a person works.
    pub company: String,
    /// In whose binder.
    pub owner_id: PersonId,
    /// The people there, the one to ask for first.
    pub contacts: Vec<NewContact>,
    /// How to reach them.
    pub reaches: Vec<NewReach>,
    /// The information card.
    pub card: Card,
    /// Where the file stands.
    pub place: Place,
    /// At what time, in minutes from midnight, if agreed.
    pub minute: Option<u16>,
    /// What the first step asks for.
    pub slip_kind: SlipKind,
    /// What it is about.
    pub line: String,
    /// Whether the date is pinned.
    pub agreed: bool,
}

/// Makes a client with its first slip, its contacts and ways to reach it, all or nothing. Tells which
/// clients look like it, as far as the actor may see them.
///
/// # Errors
/// [`Failure::NotFound`] for an owner who is not the actor's to assign to; refused for an empty name or a
/// date that is over.
pub fn create(tx: &mut Tx<'_>, by: &By, country: &str, card_fields: &[String], new: &NewClient) -> Result<(ClientId, UndoId, Vec<Similar>), Failure> {
    if new.name.trim().is_empty() {
        return Err(Failure::field("name", "client-name-missing"));
    }
    may_assign(tx, by, new.owner_id)?;
    check_place(by, new)?;
    let rows = reach_rows(country, &new.reaches);
    let like = similar(tx, by, &Looks { name: &new.name, company: &new.company, reaches: &rows, but: None })?;

    let client_id = ClientId(tx.reserve(Reserved::Client, 1)?.first().copied().unwrap_or_default());
    let slip_id = SlipId(tx.reserve(Reserved::Slip, 1)?.first().copied().unwrap_or_default());
    let slip = SlipRow {
        client_id: Some(client_id),
        person_id: new.owner_id,
        place: new.place,
        minute: new.minute,
        kind: new.slip_kind,
        line: new.line.trim().to_owned(),
        agreed: new.agreed,
    };
    // The slip first: the keys between the two rows are looked at when the transaction ends, the rule
    // that an active client stands somewhere at once.
    let minutes = slips::minutes_for(tx, new.owner_id, new.slip_kind)?;
    slips::insert(tx, slip_id, &slip, minutes, by.person_id, by.now)?;
    insert_client(tx, by, card_fields, new, &rows, (client_id, slip_id))?;
    let contact_ids = insert_contacts(tx, client_id, &new.contacts)?;
    insert_reaches(tx, client_id, &rows, &contact_ids)?;
    slips::event(tx, by, slip_id, Some(client_id), "filed", None, Some(new.place), "")?;
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![client_id])?;

    let mut recorder = Recorder::default();
    recorder.made(Table::Client, client_id.0);
    let undo_id = recorder.finish(tx, by.person_id, by.now, &Message::new("did-new-client").with("name", new.name.trim()))?;
    Ok((client_id, undo_id, like))
}

/// Whether the actor may give files to that person: an active colleague among those whose files the actor sees.
fn may_assign(tx: &mut Tx<'_>, by: &By, owner_id: PersonId) -> Result<(), Failure> {
    let sql = format!("SELECT 1 FROM person WHERE id = $1 AND active = 1 AND {}", Visible::condition("person.id", 2));
    let [person, team, day] = by.visible.params();
    tx.row(&sql, &[owner_id.into(), person, team, day])?.ok_or(Failure::NotFound)?;
    // Held until the file stands there: nobody lets that person leave meanwhile.
    if slips::hold_binder(tx, owner_id)? { Ok(()) } else { Err(Failure::NotFound) }
}

fn check_place(by: &By, new: &NewClient) -> Result<(), Failure> {
    let next = Next::At { place: new.place, minute: new.minute, agreed: new.agreed, kind: new.slip_kind };
    let filing = Filing { slip: None, outcome: Some(Outcome::Reached), next, is_explained: true };
    let file = FileNow { closed: None, slips: Vec::new() };
    consequences(&file, &filing, by.today, &by.calendar).map(drop).map_err(|refusal| binder::filing::refused(&refusal, &new.name, "next"))
}

fn insert_client(
    tx: &mut Tx<'_>,
    by: &By,
    card_fields: &[String],
    new: &NewClient,
    rows: &[ReachRow],
    (client_id, slip_id): (ClientId, SlipId),
) -> Result<(), StoreError> {
    let mut columns: Vec<(&'static str, Value)> = vec![
        ("id", client_id.into()),
        ("owner_id", new.owner_id.into()),
        ("state", "active".into()),
        ("slip_id", slip_id.into()),
        ("place", new.place.into()),
        ("created_at", by.now.into()),
        ("updated_at", by.now.into()),
    ];
    columns.extend(card_columns(
        &Described { kind: new.kind, name: &new.name, company: &new.company, contacts: &new.contacts, rows, card: &new.card },
        card_fields,
    ));
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let marks: Vec<String> = (1..=columns.len()).map(|index| format!("${index}")).collect();
    let values: Vec<Value> = columns.into_iter().map(|(_, value)| value).collect();
    tx.run(&format!("INSERT INTO client ({}) VALUES ({})", names.join(", "), marks.join(", ")), &values)?;
    Ok(())
}

/// Everything that the columns of the card are computed from.
pub(crate) struct Described<'a> {
    pub(crate) kind: ClientKind,
    pub(crate) name: &'a str,
    pub(crate) company: &'a str,
    pub(crate) contacts: &'a [NewContact],
    pub(crate) rows: &'a [ReachRow],
    pub(crate) card: &'a Card,
}

/// The columns of `client` that hold the card, with those computed from it: the folded name, what the card
/// in the stack shows, and whether it is ready for a first call (B26).
pub(crate) fn card_columns(described: &Described<'_>, card_fields: &[String]) -> Vec<(&'static str, Value)> {
    let Described { kind, name, company, contacts, rows, card } = *described;
    let main = contacts.iter().find(|contact| !contact.name.is_empty());
    let contact = main.map(contact_line).unwrap_or_default();
    let phone = rows.iter().find(|row| row.kind == ReachKind::Phone).map_or("", |row| &row.as_typed);
    let known = Known {
        card,
        company,
        contact: main.map_or("", |contact| &contact.name),
        position: contacts.iter().find(|contact| !contact.position.is_empty()).map_or("", |contact| &contact.position),
        has_phone: rows.iter().any(|row| row.kind == ReachKind::Phone),
        has_email: rows.iter().any(|row| row.kind == ReachKind::Email),
        has_messenger: rows.iter().any(|row| row.kind == ReachKind::Messenger),
    };
    let mut columns: Vec<(&'static str, Value)> = vec![
        ("kind", kind.as_str().into()),
        ("name", name.trim().into()),
        ("name_fold", fold(name).into()),
        ("company", company.trim().into()),
        ("top_ranked", card.top_ranked.into()),
        ("prepared", known.lacks(card_fields).is_empty().into()),
        ("phone", phone.into()),
        ("contact", contact.into()),
    ];
    columns.extend(CardField::ALL.into_iter().map(|field| (field.as_str(), Value::from(card.get(field)))));
    columns
}

/// "Chan Dara, owner".
fn contact_line(contact: &NewContact) -> String {
    if contact.position.is_empty() { contact.name.clone() } else { format!("{}, {}", contact.name, contact.position) }
}

/// Writes the contacts and returns their ids in the same order.
fn insert_contacts(tx: &mut Tx<'_>, client_id: ClientId, contacts: &[NewContact]) -> Result<Vec<i64>, StoreError> {
    contacts
        .iter()
        .enumerate()
        .map(|(rank, contact)| {
            tx.one(
                "INSERT INTO contact (client_id, name, position, rank) VALUES ($1, $2, $3, $4) RETURNING id",
                params![client_id, &contact.name, &contact.position, rank as i64],
            )
        })
        .collect()
}
