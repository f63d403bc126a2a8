//! The verb: every row that can be a client becomes one.
//!
//! Owns the order of work: one thread reads the file and compares it (`gathering`), this one writes, a thousand
//! clients at a time, so that nobody who files meanwhile waits for long. Never reads the file a second time here.

use super::draft::wished;
use super::gathering::{Batch, Gathering, LeftOut, Making, Ready, Waiting};
use super::joining::{Joined, Joining};
use super::known::Known;
use super::owners::{Colleagues, Dealing};
use super::reading::{first, open, settings};
use super::rejects::Rejects;
use super::running::{Counted, Running};
use super::writing::{FirstSlip, Writer};
use super::{Duplicates, Outcome, Plan};
use crate::own_fields::fields_in_use;
use binder::By;
use binder::undo::Recorder;
use domain::{PersonId, SlipKind};
use intake::Reader;
use jiff::Timestamp;
use std::collections::{BTreeSet, VecDeque};
use std::sync::mpsc::{Receiver, sync_channel};
use store::{Db, Dialect, Tx};
use web::audit::{Change, Kind, append};
use web::{Failure, Texts};

/// How many batches of a thousand clients one transaction takes at most while nobody waits to write. Each touches
/// nearly every leaf of the indexes by name and number, so that fewer transactions write far fewer pages.
const TURN: usize = 8;
/// How many batches may wait to be written.
const AHEAD: usize = 4;

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
    let own_fields = db.read(fields_in_use)?;
    let first = first(reader, by, &colleagues);
    progress(0, first.rows);
    let reader = open(&plan.path, settings, &plan.mapping)?;
    let (running, dealing, known) = db.write(|tx| {
        let dealing = Dealing::deal(tx, by, &first.demand)?;
        let running = Running::begin(tx, by, &plan.file_name, first.rows)?;
        let known = Known::before(tx, by.visible, running.import_id)?;
        let rows = Change { field: "rows", was: String::new(), became: first.rows.to_string() };
        let now = Timestamp::from_millisecond(by.now).unwrap_or(Timestamp::UNIX_EPOCH);
        append(tx, &plan.from, now, Kind::Imported, &plan.file_name, &[rows])?;
        Ok::<_, Failure>((running, dealing, known))
    })?;
    let gathering = Gathering::new(Making { texts, country, card_fields, own_fields: &own_fields }, plan, (known, colleagues), &first.groups);
    let mut taking = Taking {
        by,
        texts,
        plan,
        rows: first.rows,
        running: &running,
        dealing,
        rejects: Rejects::new(texts),
        joining: Joining { by, texts, card_fields, own_fields: &own_fields },
        writer: Writer::new(by, running.import_id),
        merged: 0,
    };
    let taken = taking.beside(db, gathering, reader, progress).and_then(|()| taking.finish(db));
    if taken.is_err() {
        running.give_up(db, by);
    }
    taken
}

struct Taking<'a> {
    by: &'a By,
    texts: Texts<'a>,
    plan: &'a Plan,
    rows: u64,
    running: &'a Running,
    dealing: Dealing,
    rejects: Rejects<'a>,
    joining: Joining<'a>,
    writer: Writer<'a>,
    merged: u64,
}

impl Taking<'_> {
    /// Writes while the file is read.
    fn beside(&mut self, db: &Db, gathering: Gathering<'_>, reader: Reader, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Failure> {
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(AHEAD);
            let reading = std::thread::Builder::new()
                .name("import".to_owned())
                .spawn_scoped(scope, move || gathering.whole(db, reader, &sender))
                .map_err(|error| Failure::Unexpected(format!("no thread for an import: {error}")))?;
            let written = self.whole(db, &receiver, progress);
            // Whoever reads ahead of a failure finds nobody who takes it, and ends.
            drop(receiver);
            // A panic there has ended the batches without a last one, which `whole` tells.
            drop(reading.join());
            written
        })
    }

    /// Writes what was read, in transactions of some thousand clients.
    fn whole(&mut self, db: &Db, receiver: &Receiver<Result<Batch, Failure>>, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Failure> {
        let mut load = db.load()?;
        let at_most = match db.dialect() {
            Dialect::Sqlite => TURN,
            // Rows are held there in the order of one batch.
            Dialect::Postgres => 1,
        };
        let mut batches: VecDeque<Batch> = VecDeque::new();
        let mut ended = false;
        // The first turns are short: whoever looks on sees at once that it goes on, and a mistake shows early.
        let mut at_once = 1;
        loop {
            while batches.len() < at_once && !ended {
                // Waits here, outside of any transaction.
                let batch = receiver.recv().map_err(|_| Failure::Unexpected("the reading of the file broke off".to_owned()))??;
                ended = batch.is_last;
                batches.push_back(batch);
            }
            if batches.is_empty() {
                return Ok(());
            }
            let before = self.writer.taken;
            let read = db.write(|tx| self.turn(db, tx, &mut batches))?;
            load.wrote(self.writer.taken - before);
            progress(read, self.rows);
            at_once = (at_once * 2).min(at_most);
        }
    }

    /// One transaction: at least one batch, and more of them while nobody waits to write. Up to which row it came.
    fn turn(&mut self, db: &Db, tx: &mut Tx<'_>, batches: &mut VecDeque<Batch>) -> Result<u64, Failure> {
        self.running.hold(tx)?;
        let mut recorder = Recorder::default();
        let mut read = 0;
        while let Some(batch) = batches.pop_front() {
            read = batch.read;
            self.batch(tx, &mut recorder, batch)?;
            if db.is_awaited() {
                break;
            }
        }
        let counted = Counted { taken: self.writer.taken, merged: self.merged, dates: self.rejects.dates };
        self.running.sign(tx, self.by, counted, recorder)?;
        Ok(read)
    }

    /// Held in the order that every verb keeps: the action, the binders, the clients by number.
    fn batch(&mut self, tx: &mut Tx<'_>, recorder: &mut Recorder, batch: Batch) -> Result<(), Failure> {
        for row in batch.left_out {
            match row {
                LeftOut::Refused(row, reason, cells) => self.rejects.refused(&row, reason, &cells),
                LeftOut::Doubled(incoming) => self.rejects.doubled(&incoming),
            }
        }
        let binders = hold_binders(tx, &batch.ready)?;
        let (mut here, new): (Vec<Ready>, Vec<Ready>) = batch.ready.into_iter().partition(|ready| ready.whole.here.is_some());
        for ready in new {
            self.add(tx, ready)?;
        }
        self.writer.flush(tx)?;
        here.sort_by_key(|ready| ready.whole.here.as_ref().map(|here| here.client_id));
        for ready in here {
            self.join(tx, recorder, &ready, &binders)?;
        }
        Ok(())
    }

    /// A new client.
    fn add(&mut self, tx: &mut Tx<'_>, ready: Ready) -> Result<(), Failure> {
        let Ready { whole: Waiting { incoming, rows, .. }, draft, columns, owner_id } = ready;
        self.merged += rows - 1;
        let slip = draft.closed.is_none().then(|| {
            let kind = if incoming.next_contact.is_some() { SlipKind::Call } else { SlipKind::First };
            let place = wished(&incoming, self.by.today).unwrap_or_else(|| self.dealing.next(owner_id, self.by.today));
            FirstSlip { place, kind, minutes: self.dealing.minutes(owner_id, kind) }
        });
        Ok(self.writer.add(tx, owner_id, draft, columns, slip)?)
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
            Ok::<_, Failure>(self.running.finish(tx, &self.plan.file_name, taken, &rejects_csv)?)
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
