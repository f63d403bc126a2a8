//! The verb: every row that can be a client becomes one.
//!
//! Owns the order of work: the file is read and compared outside of any transaction, and written two
//! thousand clients at a time, so that nobody who files meanwhile waits for long. Never holds the whole file: only rows
//! that still wait for another of the same client stay in memory.

use super::draft::{Draft, draft, merge, wished};
use super::joining::{Joined, Joining};
use super::known::{Here, Known};
use super::owners::{Colleagues, Dealing};
use super::reading::{CHUNK, First, first, open, settings};
use super::rejects::Rejects;
use super::running::{Counted, Running};
use super::writing::{FirstSlip, Writer};
use super::{Duplicates, Outcome, Plan};
use binder::By;
use binder::undo::Recorder;
use domain::{PersonId, SlipKind};
use intake::{Incoming, Reader};
use std::collections::{BTreeSet, HashMap};
use store::{Db, Tx};
use web::{Failure, Texts};

/// How many clients are written in one transaction: about a tenth of a second. Fewer make an import slower, because
/// SQLite carries its log into the database after nearly every transaction.
const BATCH: usize = 2000;

/// Takes a file in: all of its clients or, on any failure, none. If the machine stops in the middle, what is
/// written stands as an import that broke off, to be taken back as a whole. `progress` hears how many rows of
/// how many were read.
///
/// # Errors
/// Refused in the field `file` when the whole file cannot be taken, and if the import is taken back while it
/// runs; [`Failure::NotFound`] for an owner to whom the actor may give nothing.
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
    let mut reader = open(&plan.path, settings, &plan.mapping)?;
    let (running, dealing, known) = db.write(|tx| {
        let dealing = Dealing::deal(tx, by, &first.demand)?;
        let running = Running::begin(tx, by, &plan.file_name, first.rows)?;
        let known = Known::before(tx, by.visible, running.import_id)?;
        Ok::<_, Failure>((running, dealing, known))
    })?;
    let mut taking = Taking::new((by, texts, country, card_fields), plan, (colleagues, dealing, known), &first, &running);
    let taken = taking.whole(db, &mut reader, progress).and_then(|()| taking.finish(db));
    if taken.is_err() {
        running.give_up(db, by);
    }
    taken
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

/// A client that waits for its transaction.
struct Ready {
    whole: Waiting,
    draft: Draft,
    owner_id: PersonId,
}

struct Taking<'a> {
    by: &'a By,
    texts: Texts<'a>,
    country: &'a str,
    plan: &'a Plan,
    rows: u64,
    running: &'a Running,
    known: Known,
    colleagues: Colleagues,
    dealing: Dealing,
    /// For each row of a group, the first and the last row of it.
    groups: HashMap<u32, (u32, u32)>,
    waiting: HashMap<u32, Waiting>,
    ready: Vec<Ready>,
    rejects: Rejects<'a>,
    joining: Joining<'a>,
    writer: Writer<'a>,
    importable: u32,
    merged: u64,
}

impl<'a> Taking<'a> {
    fn new(
        (by, texts, country, card_fields): (&'a By, Texts<'a>, &'a str, &'a [String]),
        plan: &'a Plan,
        (colleagues, dealing, known): (Colleagues, Dealing, Known),
        first: &First,
        running: &'a Running,
    ) -> Taking<'a> {
        let mut groups = HashMap::new();
        if plan.duplicates != Duplicates::Separate {
            for group in &first.groups.groups {
                if let (Some(one), Some(last)) = (group.first(), group.last()) {
                    groups.extend(group.iter().map(|row| (*row, (*one, *last))));
                }
            }
        }
        Taking {
            by,
            texts,
            country,
            plan,
            rows: first.rows,
            running,
            known,
            colleagues,
            dealing,
            groups,
            waiting: HashMap::new(),
            ready: Vec::with_capacity(BATCH + CHUNK),
            rejects: Rejects::new(texts),
            joining: Joining { by, texts, card_fields },
            writer: Writer::new(by, card_fields, running.import_id),
            importable: 0,
            merged: 0,
        }
    }

    /// Reads and writes in turns.
    fn whole(&mut self, db: &Db, reader: &mut Reader, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Failure> {
        let mut row = 0;
        loop {
            let before = row;
            let chunk = self.chunk(reader, &mut row);
            if row == before {
                return self.write(db);
            }
            self.take(db, chunk)?;
            if self.ready.len() >= BATCH {
                self.write(db)?;
            }
            progress(row, self.rows);
        }
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

    fn take(&mut self, db: &Db, chunk: Vec<Numbered>) -> Result<(), Failure> {
        let rows: Vec<&Incoming> = chunk.iter().map(|row| &row.incoming).collect();
        let here = match self.plan.duplicates {
            Duplicates::Separate => vec![None; rows.len()],
            Duplicates::Merge | Duplicates::Skip => db.read(|tx| self.known.of(tx, &rows))?,
        };
        for (row, here) in chunk.into_iter().zip(here) {
            let Some((one, last)) = self.groups.get(&row.index).copied() else {
                self.prepare(Waiting { incoming: row.incoming, here, rows: 1 });
                continue;
            };
            if self.plan.duplicates == Duplicates::Skip && row.index != one {
                self.rejects.doubled(&row.incoming);
                continue;
            }
            if self.plan.duplicates == Duplicates::Skip {
                self.prepare(Waiting { incoming: row.incoming, here, rows: 1 });
                continue;
            }
            self.wait(row.incoming, here, one);
            if row.index == last
                && let Some(whole) = self.waiting.remove(&one)
            {
                self.prepare(whole);
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

    fn prepare(&mut self, whole: Waiting) {
        let draft = draft(&whole.incoming, self.country, self.texts);
        let owner_id = self.colleagues.of(&whole.incoming.owner);
        self.ready.push(Ready { whole, draft, owner_id });
    }

    /// Writes what is ready in transactions of two thousand clients.
    fn write(&mut self, db: &Db) -> Result<(), Failure> {
        let mut ready = std::mem::take(&mut self.ready).into_iter().peekable();
        while ready.peek().is_some() {
            let batch: Vec<Ready> = ready.by_ref().take(BATCH).collect();
            db.write(|tx| self.batch(tx, batch))?;
        }
        Ok(())
    }

    /// One transaction. Held in the order that every verb keeps: the action, the binders, the clients by number.
    fn batch(&mut self, tx: &mut Tx<'_>, batch: Vec<Ready>) -> Result<(), Failure> {
        self.running.hold(tx)?;
        let binders = hold_binders(tx, &batch)?;
        let mut recorder = Recorder::default();
        let (mut here, new): (Vec<Ready>, Vec<Ready>) = batch.into_iter().partition(|ready| ready.whole.here.is_some());
        for ready in new {
            self.add(tx, &ready)?;
        }
        self.writer.flush(tx)?;
        here.sort_by_key(|ready| ready.whole.here.as_ref().map(|here| here.client_id));
        for ready in here {
            self.join(tx, &mut recorder, &ready, &binders)?;
        }
        let counted = Counted { taken: self.writer.taken, merged: self.merged, dates: self.rejects.dates };
        Ok(self.running.sign(tx, self.by, &self.plan.file_name, counted, recorder)?)
    }

    /// A new client.
    fn add(&mut self, tx: &mut Tx<'_>, ready: &Ready) -> Result<(), Failure> {
        let Ready { whole: Waiting { incoming, rows, .. }, draft, owner_id } = ready;
        self.merged += rows - 1;
        let slip = draft.closed.is_none().then(|| {
            let kind = if incoming.next_contact.is_some() { SlipKind::Call } else { SlipKind::First };
            let place = wished(incoming, self.by.today).unwrap_or_else(|| self.dealing.next(*owner_id, self.by.today));
            FirstSlip { place, kind, minutes: self.dealing.minutes(*owner_id, kind) }
        });
        Ok(self.writer.add(tx, *owner_id, draft, slip)?)
    }

    /// A client that is already here.
    fn join(&mut self, tx: &mut Tx<'_>, recorder: &mut Recorder, ready: &Ready, binders: &BTreeSet<i64>) -> Result<(), Failure> {
        let Ready { whole: Waiting { incoming, here: Some(here), rows }, draft, .. } = ready else { return Ok(()) };
        let joined = if self.plan.duplicates == Duplicates::Merge && here.is_active {
            self.joining.join(tx, recorder, here.client_id, (incoming, draft), binders)?
        } else {
            Joined::Nothing
        };
        match joined {
            // Every row of the group is left out; the merged row stands for them.
            Joined::Nothing => (0..*rows).for_each(|_| self.rejects.already_here(incoming, &here.name)),
            Joined::Added { other } => {
                self.merged += rows;
                if let Some(other) = other {
                    self.rejects.other_date(incoming, &here.name, &other);
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, db: &Db) -> Result<Outcome, Failure> {
        let (taken, dates) = (self.writer.taken, self.rejects.dates);
        let (rejected, rejects_csv) = std::mem::replace(&mut self.rejects, Rejects::new(self.texts)).finish();
        db.write(|tx| {
            self.running.hold(tx)?;
            Ok::<_, Failure>(self.running.finish(tx, self.by, &self.plan.file_name, taken, &rejects_csv)?)
        })?;
        let Running { import_id, undo_id, .. } = *self.running;
        Ok(Outcome { import_id, undo_id, rows: self.rows, taken, merged: self.merged, rejected, dates, rejects_csv })
    }
}

/// Holds the binders of a batch in their order; those whose people are still here.
fn hold_binders(tx: &mut Tx<'_>, batch: &[Ready]) -> Result<BTreeSet<i64>, Failure> {
    let getting: BTreeSet<i64> = batch.iter().filter(|ready| ready.whole.here.is_none()).map(|ready| ready.owner_id.0).collect();
    let here = batch.iter().filter_map(|ready| ready.whole.here.as_ref()).map(|here| here.owner_id.0);
    let mut held = BTreeSet::new();
    for owner in here.chain(getting.iter().copied()).collect::<BTreeSet<i64>>() {
        if binder::slips::hold_binder(tx, PersonId(owner))? {
            held.insert(owner);
        } else if getting.contains(&owner) {
            return Err(Failure::form("owner-has-left"));
        }
    }
    Ok(held)
}
