//! The list of clients: filtered, in one of three orders, a page at a time.
//!
//! Owns what is asked for and what a page holds, and the count "no date: 0". Where a page begins and ends is
//! found in `stretches`. Never counts pages: the next one begins after the last client of this one, however
//! many there are.

mod stretches;

use super::ClientKind;
use binder::By;
use domain::filing::CloseReason;
use domain::{ClientId, PersonId, Place, SlipKind};
use std::collections::BTreeMap;
use store::{Row, StoreError, Tx, Value};

/// Which files are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StateFilter {
    /// Those that stand in a binder.
    #[default]
    Active,
    /// Those that were closed.
    Closed,
    /// All of them.
    All,
}

impl StateFilter {
    /// The word in the address; anything unknown means the active ones.
    pub fn parse(text: &str) -> StateFilter {
        match text {
            "closed" => StateFilter::Closed,
            "all" => StateFilter::All,
            _ => StateFilter::Active,
        }
    }
}

/// The orders of the list, a fixed set: no text of a request ever becomes an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By folded name.
    #[default]
    Name,
    /// By where the file stands, the earliest first.
    Place,
    /// By the last contact, the latest first.
    LastContact,
}

impl Sort {
    /// The word in the address; anything unknown means by name.
    pub fn parse(text: &str) -> Sort {
        match text {
            "place" => Sort::Place,
            "last" => Sort::LastContact,
            _ => Sort::Name,
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// The beginning of the name, as typed; empty for every name.
    pub text: String,
    /// Which files.
    pub state: StateFilter,
    /// Only files in this binder.
    pub owner: Option<PersonId>,
    /// In which order.
    pub sort: Sort,
    /// The last client of the page before.
    pub after: Option<ClientId>,
}

/// A client in the list.
#[derive(Clone, Debug)]
pub struct ListLine {
    /// Which.
    pub id: ClientId,
    /// A company or a person.
    pub kind: ClientKind,
    /// The name.
    pub name: String,
    /// Where a person works.
    pub company: String,
    /// The one to ask for: "Chan Dara, owner".
    pub contact: String,
    /// The first phone, as typed.
    pub phone: String,
    /// The town.
    pub town: String,
    /// In whose binder.
    pub owner: String,
    /// Where the file stands; none for a closed one.
    pub place: Option<Place>,
    /// Why it was closed.
    pub closed: Option<CloseReason>,
    /// The last contact, UTC milliseconds.
    pub last_at: Option<i64>,
    /// What the slip asks for under which it stands.
    pub slip_kind: Option<SlipKind>,
    /// What that slip is about.
    pub slip_line: String,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The clients.
    pub lines: Vec<ListLine>,
    /// The last client of this page, if there is a next one.
    pub next: Option<ClientId>,
}

/// Files are counted exactly up to here; a bigger binder is said to have more than this many.
pub const COUNTED_MAX: i64 = 10_000;

/// How many active files there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Active files among those the actor may see, at most [`COUNTED_MAX`].
    pub active: i64,
    /// Whether there are more than were counted.
    pub has_more: bool,
    /// Those of them that stand nowhere: always 0, and shown so that everybody can see it (decision 1).
    pub without_date: i64,
}

/// A page of the clients that the actor may see.
///
/// # Errors
/// [`StoreError`].
pub fn list(tx: &mut Tx<'_>, by: &By, query: &ListQuery, limit: u32) -> Result<ListPage, StoreError> {
    let mut ids = stretches::ids(tx, by, query, limit.saturating_add(1))?;
    let has_next = ids.len() > limit as usize;
    ids.truncate(limit as usize);
    let next = ids.last().copied().filter(|_| has_next);
    Ok(ListPage { lines: lines(tx, &ids)?, next })
}

/// The next clients in that order, their ids alone: fewer than `limit` only at the end.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn ids_after(tx: &mut Tx<'_>, by: &By, query: &ListQuery, limit: u32) -> Result<Vec<ClientId>, StoreError> {
    stretches::ids(tx, by, query, limit)
}

/// What is shown of these clients, in this order.
fn lines(tx: &mut Tx<'_>, ids: &[ClientId]) -> Result<Vec<ListLine>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let marks: Vec<String> = (1..=ids.len()).map(|index| format!("${index}")).collect();
    let sql = format!(
        "SELECT c.id, c.kind, c.name, c.company, c.contact, c.phone, c.town, p.name, c.place,
                CASE WHEN c.erased_at IS NOT NULL THEN 'erased' WHEN c.joined_into IS NOT NULL THEN 'joined' ELSE c.close_reason END, c.last_at, s.kind, coalesce(s.line, '')
         FROM client c JOIN person p ON p.id = c.owner_id LEFT JOIN slip s ON s.id = c.slip_id WHERE c.id IN ({})",
        marks.join(", ")
    );
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let read: Vec<ListLine> = tx.rows(&sql, &values)?.iter().map(line).collect::<Result<_, _>>()?;
    let mut by_id: BTreeMap<ClientId, ListLine> = read.into_iter().map(|line| (line.id, line)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

fn line(row: &Row) -> Result<ListLine, StoreError> {
    let reason: Option<String> = row.get(9)?;
    Ok(ListLine {
        id: row.get(0)?,
        kind: ClientKind::parse(&row.get::<String>(1)?).ok_or(StoreError::Shape { column: 1 })?,
        name: row.get(2)?,
        company: row.get(3)?,
        contact: row.get(4)?,
        phone: row.get(5)?,
        town: row.get(6)?,
        owner: row.get(7)?,
        place: row.get(8)?,
        closed: reason.as_deref().and_then(CloseReason::stored),
        last_at: row.get(10)?,
        slip_kind: row.get(11)?,
        slip_line: row.get(12)?,
    })
}

/// The active files among those that the actor may see, and how many of them have no date.
///
/// # Errors
/// [`StoreError`].
pub fn counts(tx: &mut Tx<'_>, by: &By) -> Result<Counts, StoreError> {
    let (counted, without_date) = stretches::counts(tx, by, COUNTED_MAX + 1)?;
    Ok(Counts { active: counted.min(COUNTED_MAX), has_more: counted > COUNTED_MAX, without_date })
}
