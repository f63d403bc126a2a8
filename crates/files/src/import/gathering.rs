//! Reading a file and making clients of its rows, on a thread of its own, while others are being written.
//!
//! Owns which rows belong together and which client that is already here they are. Never writes, and never holds
//! the whole file: only rows that still wait for another of the same client stay in memory, and no more than a few
//! thousand clients wait to be written.

use super::draft::{Draft, draft, merge};
use super::known::{Here, Known};
use super::owners::Colleagues;
use super::reading::CHUNK;
use super::{Duplicates, Plan};
use crate::clients::{Described, card_columns};
use crate::own_fields::OwnField;
use domain::PersonId;
use intake::duplicates::Groups;
use intake::{Incoming, Reader, Rejection, RowAddress};
use std::collections::HashMap;
use std::sync::mpsc::SyncSender;
use store::{Db, Value};
use web::{Failure, Texts};

/// How many clients are handed on at once.
pub(super) const BATCH: usize = 1000;

/// Rows of one group that wait for the rest of it.
pub(super) struct Waiting {
    pub(super) incoming: Incoming,
    pub(super) here: Option<Here>,
    pub(super) rows: u64,
}

/// A client that waits for its transaction.
pub(super) struct Ready {
    pub(super) whole: Waiting,
    pub(super) draft: Draft,
    /// The columns of its card, if it is a new one.
    pub(super) columns: Vec<(&'static str, Value)>,
    pub(super) owner_id: PersonId,
}

/// A row that is left out before anything is written.
pub(super) enum LeftOut {
    /// It can be no client; with its cells as they stand in the file.
    Refused(RowAddress, Rejection, Vec<String>),
    /// It is the same client as an earlier one.
    Doubled(Box<Incoming>),
}

/// What was read since the last one.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) ready: Vec<Ready>,
    pub(super) left_out: Vec<LeftOut>,
    /// Rows read so far in all.
    pub(super) read: u64,
    /// Whether the file ends here.
    pub(super) is_last: bool,
}

/// What making a client of a row depends on.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    pub(super) texts: Texts<'a>,
    pub(super) country: &'a str,
    pub(super) card_fields: &'a [String],
    pub(super) own_fields: &'a [OwnField],
}

pub(super) struct Gathering<'a> {
    making: Making<'a>,
    plan: &'a Plan,
    known: Known,
    colleagues: Colleagues,
    /// For each row of a group, the first and the last row of it.
    groups: HashMap<u32, (u32, u32)>,
    waiting: HashMap<u32, Waiting>,
    batch: Batch,
    importable: u32,
}

/// A row with its position among those that can be clients.
struct Numbered {
    index: u32,
    incoming: Incoming,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(making: Making<'a>, plan: &'a Plan, (known, colleagues): (Known, Colleagues), groups: &Groups) -> Gathering<'a> {
        let mut ends = HashMap::new();
        if plan.duplicates != Duplicates::Separate {
            for group in &groups.groups {
                if let (Some(one), Some(last)) = (group.first(), group.last()) {
                    ends.extend(group.iter().map(|row| (*row, (*one, *last))));
                }
            }
        }
        Gathering { making, plan, known, colleagues, groups: ends, waiting: HashMap::new(), batch: Batch::default(), importable: 0 }
    }

    /// Reads to the end, or until nobody takes what is read.
    pub(super) fn whole(mut self, db: &Db, mut reader: Reader, sender: &SyncSender<Result<Batch, Failure>>) {
        loop {
            let before = self.batch.read;
            let chunk = self.chunk(&mut reader);
            self.batch.is_last = self.batch.read == before;
            if let Err(failure) = self.take(db, chunk) {
                // Nobody who listens any more needs to hear it.
                let _ = sender.send(Err(failure));
                return;
            }
            let (is_last, read) = (self.batch.is_last, self.batch.read);
            if is_last || self.batch.ready.len() + self.batch.left_out.len() >= BATCH {
                let batch = std::mem::replace(&mut self.batch, Batch { read, ..Batch::default() });
                if sender.send(Ok(batch)).is_err() || is_last {
                    return;
                }
            }
        }
    }

    /// The next rows; those that can be no client are listed and left out.
    fn chunk(&mut self, reader: &mut Reader) -> Vec<Numbered> {
        let mut chunk = Vec::with_capacity(CHUNK);
        for _ in 0..CHUNK {
            match reader.next() {
                None => break,
                Some(Ok(incoming)) => {
                    chunk.push(Numbered { index: self.importable, incoming });
                    self.importable += 1;
                }
                Some(Err(rejected)) => {
                    let cells = reader.refused_cells().clone();
                    self.batch.left_out.push(LeftOut::Refused(rejected.row, rejected.reason, cells));
                }
            }
            self.batch.read += 1;
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
                self.batch.left_out.push(LeftOut::Doubled(Box::new(row.incoming)));
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
        let Making { texts, country, card_fields, own_fields } = self.making;
        let draft = draft(&whole.incoming, country, own_fields, texts);
        let owner_id = self.colleagues.of(&whole.incoming.owner);
        let Draft { kind, name, company, contacts, reaches, card, .. } = &draft;
        let described = Described { kind: *kind, name, company, contacts, rows: reaches, card };
        let columns = if whole.here.is_none() { card_columns(&described, card_fields) } else { Vec::new() };
        self.batch.ready.push(Ready { whole, draft, columns, owner_id });
    }
}
