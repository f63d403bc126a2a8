//! The verb: every row that can be a client becomes one, in one transaction.
//!
//! Owns the order of writing. Never holds the whole file: only rows that still wait for another of the same
//! client stay in memory.

use super::draft::{Draft, draft, merge, wished};
use super::known::{Here, Known};
use super::owners::{Colleagues, Dealing};
use super::reading::{CHUNK, First, first, open, settings};
use super::rejects::Rejects;
use super::rows::Bulk;
use super::{Duplicates, Outcome, Plan};
use crate::clients::{Described, ReachRow, card_columns};
use binder::By;
use binder::undo::{Recorder, Table};
use domain::{ClientId, ImportId, PersonId, Place, SlipKind};
use intake::{Incoming, Reader};
use std::collections::{HashMap, VecDeque};
use store::{Db, Reserved, StoreError, Tx, Value, params};
use web::{Failure, Message, Texts};

/// How many ids are reserved at once.
const IDS: u32 = 1000;
/// How many clients are written at once.
const CLIENTS: usize = 256;

/// Takes a file in: all of its clients or, on any failure, none. `progress` hears how many rows of how many
/// were read.
///
/// # Errors
/// Refused in the field `file` when the whole file cannot be taken; [`Failure::NotFound`] for an owner to
/// whom the actor may give nothing.
pub fn take(
    db: &Db,
    by: &By,
    texts: Texts<'_>,
    (country, card_fields): (&str, &[String]),
    plan: &Plan,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Outcome, Failure> {
    let settings = settings(by, country)?;
    let reader = open(&plan.path, settings, &plan.mapping)?;
    if !reader.layout().has_identity() {
        return Err(Failure::field("file", "import-no-identity"));
    }
    let colleagues = db.read(|tx| Colleagues::read(tx, by, plan.owner_id))?;
    let first = first(reader, by, &colleagues);
    progress(0, first.rows);
    db.write(|tx| {
        let mut reader = open(&plan.path, settings, &plan.mapping)?;
        let mut taking = Taking::begin(tx, by, texts, (country, card_fields), plan, (colleagues, &first))?;
        let mut row = 0;
        loop {
            let before = row;
            let chunk = taking.chunk(&mut reader, &mut row);
            if row == before {
                break;
            }
            taking.take(tx, chunk)?;
            progress(row, first.rows);
        }
        taking.finish(tx, plan, first.rows)
    })
}

/// A row with its position among those that can be clients.
struct Numbered {
    index: u32,
    incoming: Incoming,
}

/// Rows of one group that wait for the rest of it.
struct Waiting {
    incoming: Incoming,
    here: Option<Here>,
    rows: u64,
}

struct Taking<'a> {
    by: &'a By,
    texts: Texts<'a>,
    country: &'a str,
    plan: &'a Plan,
    import_id: ImportId,
    known: Known,
    colleagues: Colleagues,
    dealing: Dealing,
    /// For each row of a group, the first and the last row of it.
    groups: HashMap<u32, (u32, u32)>,
    waiting: HashMap<u32, Waiting>,
    rejects: Rejects<'a>,
    recorder: Recorder,
    writer: Writer<'a>,
    importable: u32,
    merged: u64,
}

impl<'a> Taking<'a> {
    fn begin(
        tx: &mut Tx<'_>,
        by: &'a By,
        texts: Texts<'a>,
        (country, card_fields): (&'a str, &'a [String]),
        plan: &'a Plan,
        (colleagues, first): (Colleagues, &First),
    ) -> Result<Taking<'a>, Failure> {
        let import_id = ImportId(tx.one(
            "INSERT INTO import (person_id, at, file_name, rows_read, taken, merged, rejects) VALUES ($1, $2, $3, 0, 0, 0, '') RETURNING id",
            params![by.person_id, by.now, &plan.file_name],
        )?);
        let mut groups = HashMap::new();
        if plan.duplicates != Duplicates::Separate {
            for group in &first.groups.groups {
                if let (Some(one), Some(last)) = (group.first(), group.last()) {
                    groups.extend(group.iter().map(|row| (*row, (*one, *last))));
                }
            }
        }
        Ok(Taking {
            by,
            texts,
            country,
            plan,
            import_id,
            known: Known::before(tx, by.visible, import_id)?,
            colleagues,
            dealing: Dealing::deal(tx, by, &first.demand)?,
            groups,
            waiting: HashMap::new(),
            rejects: Rejects::new(texts),
            recorder: Recorder::default(),
            writer: Writer::new(by, card_fields, import_id),
            importable: 0,
            merged: 0,
        })
    }

    /// The next rows; those that can be no client are listed and left out.
    fn chunk(&mut self, reader: &mut Reader, row: &mut u64) -> Vec<Numbered> {
        let mut chunk = Vec::with_capacity(CHUNK);
        for _ in 0..CHUNK {
            match reader.next() {
                None => break,
                Some(Ok(incoming)) => {
                    chunk.push(Numbered { index: self.importable, incoming });
                    self.importable += 1;
                }
                Some(Err(rejected)) => self.rejects.refused(&rejected.row, rejected.reason, &reader.refused_cells()),
            }
            *row += 1;
        }
        chunk
    }

    fn take(&mut self, tx: &mut Tx<'_>, chunk: Vec<Numbered>) -> Result<(), Failure> {
        let rows: Vec<&Incoming> = chunk.iter().map(|row| &row.incoming).collect();
        let here = match self.plan.duplicates {
            Duplicates::Separate => vec![None; rows.len()],
            Duplicates::Merge | Duplicates::Skip => self.known.of(tx, &rows)?,
        };
        for (row, here) in chunk.into_iter().zip(here) {
            let Some((one, last)) = self.groups.get(&row.index).copied() else {
                self.one(tx, Waiting { incoming: row.incoming, here, rows: 1 })?;
                continue;
            };
            if self.plan.duplicates == Duplicates::Skip && row.index != one {
                self.rejects.doubled(&row.incoming);
                continue;
            }
            if self.plan.duplicates == Duplicates::Skip {
                self.one(tx, Waiting { incoming: row.incoming, here, rows: 1 })?;
                continue;
            }
            self.wait(row.incoming, here, one);
            if row.index == last
                && let Some(whole) = self.waiting.remove(&one)
            {
                self.one(tx, whole)?;
            }
        }
        Ok(())
    }

    fn wait(&mut self, incoming: Incoming, here: Option<Here>, group: u32) {
        match self.waiting.get_mut(&group) {
            Some(waiting) => {
                merge(&mut waiting.incoming, incoming);
                waiting.here = waiting.here.take().or(here);
                waiting.rows += 1;
            }
            None => drop(self.waiting.insert(group, Waiting { incoming, here, rows: 1 })),
        }
    }

    /// One client: a new one, or one that is already here.
    fn one(&mut self, tx: &mut Tx<'_>, whole: Waiting) -> Result<(), Failure> {
        let Waiting { incoming, here, rows } = whole;
        let draft = draft(&incoming, self.country, self.texts);
        if let Some(here) = here {
            let merges = self.plan.duplicates == Duplicates::Merge && here.is_active;
            if merges && self.add_missing(tx, here.client_id, &draft.reaches)? {
                self.merged += rows;
            } else {
                // Every row of the group is left out; the merged row stands for them.
                for _ in 0..rows {
                    self.rejects.already_here(&incoming, &here.name);
                }
            }
            return Ok(());
        }
        self.merged += rows - 1;
        let owner_id = self.colleagues.of(&incoming.owner);
        let slip = draft.closed.is_none().then(|| {
            let kind = if incoming.next_contact.is_some() { SlipKind::Call } else { SlipKind::First };
            let place = wished(&incoming, self.by.today).unwrap_or_else(|| self.dealing.next(owner_id, self.by.today));
            FirstSlip { place, kind, minutes: self.dealing.minutes(owner_id, kind) }
        });
        self.writer.add(tx, owner_id, &draft, slip)?;
        Ok(())
    }

    /// Adds the phones and e-mails that a client lacks. Whether there were any.
    fn add_missing(&mut self, tx: &mut Tx<'_>, client_id: ClientId, reaches: &[ReachRow]) -> Result<bool, StoreError> {
        let mut has = Vec::new();
        for row in tx.rows("SELECT kind, norm FROM reach WHERE client_id = $1", params![client_id])? {
            has.push((row.get::<String>(0)?, row.get::<String>(1)?));
        }
        let lacks = |reach: &&ReachRow| !has.iter().any(|(kind, norm)| kind == reach.kind.as_str() && *norm == reach.norm);
        let missing: Vec<&ReachRow> = reaches.iter().filter(lacks).collect();
        if missing.is_empty() {
            return Ok(false);
        }
        self.recorder.replace(tx, Table::Reach, client_id, |tx| {
            for (index, reach) in missing.iter().enumerate() {
                tx.run(
                    "INSERT INTO reach (client_id, kind, as_typed, norm, reversed, extension, rank) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    params![
                        client_id,
                        reach.kind.as_str(),
                        &reach.as_typed,
                        &reach.norm,
                        &reach.reversed,
                        &reach.extension,
                        (has.len() + index) as i64
                    ],
                )?;
            }
            Ok(())
        })?;
        tx.run("UPDATE client SET version = version + 1, updated_at = $2 WHERE id = $1", params![client_id, self.by.now])?;
        tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![client_id])?;
        Ok(true)
    }

    fn finish(mut self, tx: &mut Tx<'_>, plan: &Plan, rows: u64) -> Result<Outcome, Failure> {
        self.writer.flush(tx)?;
        let taken = self.writer.taken;
        let (rejected, rejects_csv) = self.rejects.finish();
        tx.run(
            "INSERT INTO slip_event (slip_id, client_id, person_id, at, what, place_to)
             SELECT slip_id, id, $2, $3, 'imported', place FROM client WHERE import_id = $1 AND slip_id IS NOT NULL",
            params![self.import_id, self.by.person_id, self.by.now],
        )?;
        tx.run("INSERT INTO find_queue (what, ref_id) SELECT 'client', id FROM client WHERE import_id = $1", params![self.import_id])?;
        tx.run(
            "UPDATE import SET rows_read = $2, taken = $3, merged = $4, rejects = $5 WHERE id = $1",
            params![self.import_id, rows as i64, taken as i64, self.merged as i64, &rejects_csv],
        )?;
        self.recorder.imported(self.import_id);
        let label = Message::new("did-import").with("count", taken as i64).with("name", plan.file_name.as_str());
        let undo_id = self.recorder.finish(tx, self.by.person_id, self.by.now, &label)?;
        Ok(Outcome { import_id: self.import_id, undo_id, rows, taken, merged: self.merged, rejected, rejects_csv })
    }
}

/// Under which divider a new client stands.
struct FirstSlip {
    place: Place,
    kind: SlipKind,
    minutes: u16,
}

/// A way to reach a client that waits for the number of its contact.
struct WaitingReach {
    client_id: ClientId,
    contact: Option<usize>,
    rank: i64,
    row: ReachRow,
}

/// Writes new clients, many at once.
struct Writer<'a> {
    by: &'a By,
    card_fields: &'a [String],
    import_id: ImportId,
    client_ids: VecDeque<i64>,
    slip_ids: VecDeque<i64>,
    slips: Bulk,
    clients: Bulk,
    contacts: Bulk,
    reaches: Vec<WaitingReach>,
    taken: u64,
}

impl<'a> Writer<'a> {
    fn new(by: &'a By, card_fields: &'a [String], import_id: ImportId) -> Writer<'a> {
        const SLIP: [&str; 11] =
            ["id", "client_id", "person_id", "place", "kind", "line", "minutes", "state", "first_place", "opened_at", "opened_by"];
        Writer {
            by,
            card_fields,
            import_id,
            client_ids: VecDeque::new(),
            slip_ids: VecDeque::new(),
            slips: Bulk::new("slip", &SLIP),
            clients: Bulk::new("client", &[]),
            contacts: Bulk::new("contact", &["client_id", "name", "position", "rank"]),
            reaches: Vec::new(),
            taken: 0,
        }
    }

    fn add(&mut self, tx: &mut Tx<'_>, owner_id: PersonId, draft: &Draft, slip: Option<FirstSlip>) -> Result<(), StoreError> {
        let client_id = ClientId(next_id(tx, &mut self.client_ids, Reserved::Client)?);
        let slip_id = match &slip {
            Some(slip) => Some(self.slip(tx, client_id, owner_id, draft, slip)?),
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
        let Draft { kind, name, company, contacts, reaches, card, .. } = draft;
        columns.extend(card_columns(&Described { kind: *kind, name, company, contacts, rows: reaches, card }, self.card_fields));
        self.clients.push_named(columns);
        let before = self.contacts.len();
        for (rank, contact) in contacts.iter().enumerate() {
            self.contacts.push([client_id.into(), (&contact.name).into(), (&contact.position).into(), (rank as i64).into()]);
        }
        let waiting = |(rank, row): (usize, &ReachRow)| WaitingReach {
            client_id,
            contact: row.contact.map(|contact| before + contact),
            rank: rank as i64,
            row: row.clone(),
        };
        self.reaches.extend(reaches.iter().enumerate().map(waiting));
        self.taken += 1;
        if self.clients.len() >= CLIENTS { self.flush(tx) } else { Ok(()) }
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

    /// The slips first: that an active client stands somewhere is looked at with each row.
    fn flush(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.slips.flush(tx)?;
        self.clients.flush(tx)?;
        let contact_ids = self.contacts.flush_returning(tx)?;
        let mut reaches = Bulk::new("reach", &["client_id", "contact_id", "kind", "as_typed", "norm", "reversed", "extension", "rank"]);
        for WaitingReach { client_id, contact, rank, row } in self.reaches.drain(..) {
            let contact_id = contact.and_then(|index| contact_ids.get(index)).copied();
            reaches.push([
                client_id.into(),
                contact_id.into(),
                row.kind.as_str().into(),
                row.as_typed.into(),
                row.norm.into(),
                row.reversed.into(),
                row.extension.into(),
                rank.into(),
            ]);
        }
        reaches.flush(tx)
    }
}

fn next_id(tx: &mut Tx<'_>, ids: &mut VecDeque<i64>, what: Reserved) -> Result<i64, StoreError> {
    if ids.is_empty() {
        ids.extend(tx.reserve(what, IDS)?);
    }
    Ok(ids.pop_front().unwrap_or_default())
}
