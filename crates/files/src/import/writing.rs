//! Writing new clients, many at once.
//!
//! Owns the order in which their rows are written. Never decides whose they are or where they stand.

use super::draft::Draft;
use super::rows::Bulk;
use binder::By;
use domain::{ClientId, ImportId, PersonId, Place, SlipKind};
use std::collections::VecDeque;
use store::{Reserved, StoreError, Tx, Value, params};

/// How many ids are reserved at once.
const IDS: u32 = 1000;

/// Under which divider a new client stands.
pub(crate) struct FirstSlip {
    pub(crate) place: Place,
    pub(crate) kind: SlipKind,
    pub(crate) minutes: u16,
}

/// Writes new clients, many at once.
pub(crate) struct Writer<'a> {
    by: &'a By,
    import_id: ImportId,
    client_ids: VecDeque<i64>,
    slip_ids: VecDeque<i64>,
    contact_ids: VecDeque<i64>,
    slips: Bulk,
    clients: Bulk,
    contacts: Bulk,
    reaches: Bulk,
    values: Bulk,
    /// The first and the last client that was added since the last flush.
    added: Option<(i64, i64)>,
    /// How many clients were added in all.
    pub(crate) taken: u64,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(by: &'a By, import_id: ImportId) -> Writer<'a> {
        const SLIP: [&str; 11] =
            ["id", "client_id", "person_id", "place", "kind", "line", "minutes", "state", "first_place", "opened_at", "opened_by"];
        Writer {
            by,
            import_id,
            client_ids: VecDeque::new(),
            slip_ids: VecDeque::new(),
            contact_ids: VecDeque::new(),
            slips: Bulk::new("slip", &SLIP),
            clients: Bulk::new("client", &[]),
            contacts: Bulk::new("contact", &["id", "client_id", "name", "position", "rank"]),
            reaches: Bulk::new("reach", &["client_id", "contact_id", "kind", "as_typed", "norm", "reversed", "extension", "rank"]),
            values: Bulk::new("field_value", &["client_id", "contact_id", "field_id", "answer", "sort_key"]),
            added: None,
            taken: 0,
        }
    }

    /// Adds a client with the columns of its card; it is written with the next flush.
    pub(crate) fn add(
        &mut self,
        tx: &mut Tx<'_>,
        owner_id: PersonId,
        draft: Draft,
        card: Vec<(&'static str, Value)>,
        slip: Option<FirstSlip>,
    ) -> Result<(), StoreError> {
        let client_id = ClientId(next_id(tx, &mut self.client_ids, Reserved::Client)?);
        let slip_id = match &slip {
            Some(slip) => Some(self.slip(tx, client_id, owner_id, &draft, slip)?),
            None => None,
        };
        let now = self.by.now;
        let mut columns: Vec<(&'static str, Value)> = vec![
            ("id", client_id.into()),
            ("owner_id", owner_id.into()),
            ("state", if draft.closed.is_some() { "closed" } else { "active" }.into()),
            ("close_reason", draft.closed.map(|reason| reason.as_str()).into()),
            ("closed_at", draft.closed.map(|_| now).into()),
            ("slip_id", slip_id.into()),
            ("place", slip.map(|slip| slip.place).into()),
            ("import_id", self.import_id.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        columns.extend(card);
        self.clients.push_named(columns);
        let mut contact_ids = Vec::with_capacity(draft.contacts.len());
        for (rank, contact) in draft.contacts.into_iter().enumerate() {
            let id = next_id(tx, &mut self.contact_ids, Reserved::Contact)?;
            self.contacts.push([id.into(), client_id.into(), contact.name.into(), contact.position.into(), (rank as i64).into()]);
            contact_ids.push(id);
        }
        for (rank, row) in draft.reaches.into_iter().enumerate() {
            let contact_id = row.contact.and_then(|index| contact_ids.get(index)).copied();
            self.reaches.push([
                client_id.into(),
                contact_id.into(),
                row.kind.as_str().into(),
                row.as_typed.into(),
                row.norm.into(),
                row.reversed.into(),
                row.extension.into(),
                (rank as i64).into(),
            ]);
        }
        for one in draft.own {
            let contact_id = one.contact.and_then(|index| contact_ids.get(index)).copied();
            self.values.push([client_id.into(), contact_id.into(), one.field_id.into(), one.answer.stored().into(), one.key.into()]);
        }
        self.taken += 1;
        let (first, last) = self.added.unwrap_or((client_id.0, client_id.0));
        self.added = Some((first.min(client_id.0), last.max(client_id.0)));
        Ok(())
    }

    fn slip(&mut self, tx: &mut Tx<'_>, client_id: ClientId, owner_id: PersonId, draft: &Draft, slip: &FirstSlip) -> Result<i64, StoreError> {
        let id = next_id(tx, &mut self.slip_ids, Reserved::Slip)?;
        self.slips.push([
            id.into(),
            client_id.into(),
            owner_id.into(),
            slip.place.into(),
            slip.kind.into(),
            (&draft.line).into(),
            slip.minutes.into(),
            "open".into(),
            slip.place.into(),
            self.by.now.into(),
            self.by.person_id.into(),
        ]);
        Ok(id)
    }

    /// Writes what was added. The slips first: that an active client stands somewhere is looked at with each row.
    pub(crate) fn flush(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.slips.flush(tx)?;
        self.clients.flush(tx)?;
        self.contacts.flush(tx)?;
        self.reaches.flush(tx)?;
        self.values.flush(tx)?;
        self.tell(tx)
    }

    /// What follows from new clients: the word about where each first stands, and its line for the search.
    fn tell(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let Some((first, last)) = self.added.take() else { return Ok(()) };
        tx.run(
            "INSERT INTO slip_event (slip_id, client_id, person_id, at, what, place_to)
             SELECT slip_id, id, $2, $3, 'imported', place FROM client WHERE import_id = $1 AND id >= $4 AND id <= $5 AND slip_id IS NOT NULL",
            params![self.import_id, self.by.person_id, self.by.now, first, last],
        )?;
        tx.run(
            "INSERT INTO find_queue (what, ref_id) SELECT 'client', id FROM client WHERE import_id = $1 AND id >= $2 AND id <= $3",
            params![self.import_id, first, last],
        )?;
        Ok(())
    }
}

fn next_id(tx: &mut Tx<'_>, ids: &mut VecDeque<i64>, what: Reserved) -> Result<i64, StoreError> {
    if ids.is_empty() {
        ids.extend(tx.reserve(what, IDS)?);
    }
    Ok(ids.pop_front().unwrap_or_default())
}
