//! The list of clients: filtered, in one of three orders, a page at a time.
//!
//! Owns the one statement behind the list and the count "no date: 0". Never counts pages: the next one
//! begins after the last client of this one, however many there are.

use super::ClientKind;
use binder::By;
use domain::filing::CloseReason;
use domain::fold::fold;
use domain::{ClientId, PersonId, Place, SlipKind};
use store::{Dialect, Row, StoreError, Tx, Value};
use web::Visible;

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

/// How many active files there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Active files among those the actor may see.
    pub active: i64,
    /// Those of them that stand nowhere: always 0, and shown so that everybody can see it (decision 1).
    pub without_date: i64,
}

/// A page of the clients that the actor may see.
///
/// # Errors
/// [`StoreError`].
pub fn list(tx: &mut Tx<'_>, by: &By, query: &ListQuery, limit: u32) -> Result<ListPage, StoreError> {
    let mut statement = Statement::default();
    statement.owners(by.visible, query.owner);
    statement.state(query.state);
    let order = bytes_order(tx.dialect());
    let prefix = fold(&query.text);
    if !prefix.is_empty() {
        let (from, until) = (statement.mark(prefix.as_str()), statement.mark(format!("{prefix}\u{10ffff}")));
        statement.conditions.push(format!("c.name_fold{order} >= {from} AND c.name_fold{order} < {until}"));
    }
    if let Some(after) = query.after {
        statement.after(tx, by, query.sort, after, order)?;
    }
    let by_order = match query.sort {
        Sort::Name => format!("c.name_fold{order}, c.id"),
        Sort::Place => "coalesce(c.place, 99999999), c.id".to_owned(),
        Sort::LastContact => "coalesce(c.last_at, 0) DESC, c.id DESC".to_owned(),
    };
    let limit_mark = statement.mark(limit + 1);
    let sql = format!(
        "SELECT c.id, c.kind, c.name, c.company, c.contact, c.phone, c.town, p.name, c.place, c.close_reason, c.last_at, s.kind, coalesce(s.line, '')
         FROM client c JOIN person p ON p.id = c.owner_id LEFT JOIN slip s ON s.id = c.slip_id
         WHERE {} ORDER BY {by_order} LIMIT {limit_mark}",
        statement.conditions.join(" AND ")
    );
    let mut lines: Vec<ListLine> = tx.rows(&sql, &statement.values)?.iter().map(line).collect::<Result<_, _>>()?;
    let has_next = lines.len() > limit as usize;
    lines.truncate(limit as usize);
    Ok(ListPage { next: lines.last().map(|line| line.id).filter(|_| has_next), lines })
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
        closed: reason.as_deref().and_then(CloseReason::parse),
        last_at: row.get(10)?,
        slip_kind: row.get(11)?,
        slip_line: row.get(12)?,
    })
}

/// Conditions with their values, gathered in one order.
#[derive(Default)]
struct Statement {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Statement {
    fn mark(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Whose files: written as narrowly as the actor's sight allows, so that the index on the owner serves.
    fn owners(&mut self, visible: Visible, owner: Option<PersonId>) {
        if let Some(owner) = owner {
            let mark = self.mark(owner);
            self.conditions.push(format!("c.owner_id = {mark}"));
        }
        let condition = match visible {
            Visible::All => "c.id > 0".to_owned(),
            Visible::Own(person) => format!("c.owner_id = {}", self.mark(person)),
            Visible::Team(team, person) => {
                let (team, person) = (self.mark(team), self.mark(person));
                format!("c.owner_id IN (SELECT seen.id FROM person seen WHERE seen.team_id = {team} OR seen.id = {person})")
            }
        };
        self.conditions.push(condition);
    }

    fn state(&mut self, state: StateFilter) {
        match state {
            StateFilter::Active => self.conditions.push("c.state = 'active'".to_owned()),
            StateFilter::Closed => self.conditions.push("c.state = 'closed'".to_owned()),
            StateFilter::All => {}
        }
    }

    /// Begins behind the last client of the page before. If that one is gone, the list begins anew.
    fn after(&mut self, tx: &mut Tx<'_>, by: &By, sort: Sort, after: ClientId, order: &str) -> Result<(), StoreError> {
        // Only from a client that the actor may see: where a hidden one sorts would tell its name.
        let sql = format!(
            "SELECT name_fold, coalesce(place, 99999999), coalesce(last_at, 0) FROM client WHERE id = $1 AND {}",
            Visible::condition("owner_id", 2)
        );
        let [person, team] = by.visible.params();
        let row = tx.row(&sql, &[after.into(), person, team])?;
        let Some(row) = row else { return Ok(()) };
        let (column, comparison, key): (String, &str, Value) = match sort {
            Sort::Name => (format!("c.name_fold{order}"), ">", row.get(0)?),
            Sort::Place => ("coalesce(c.place, 99999999)".to_owned(), ">", row.get(1)?),
            Sort::LastContact => ("coalesce(c.last_at, 0)".to_owned(), "<", row.get(2)?),
        };
        let (key, id) = (self.mark(key), self.mark(after));
        self.conditions.push(format!("({column}, c.id) {comparison} ({key}, {id})"));
        Ok(())
    }
}

/// PostgreSQL orders letters by language unless told to go by bytes; SQLite goes by bytes.
fn bytes_order(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "",
        Dialect::Postgres => " COLLATE \"C\"",
    }
}

/// The active files among those that the actor may see, and how many of them have no date.
///
/// # Errors
/// [`StoreError`].
pub fn counts(tx: &mut Tx<'_>, by: &By) -> Result<Counts, StoreError> {
    let mut statement = Statement::default();
    statement.owners(by.visible, None);
    statement.state(StateFilter::Active);
    let sql = format!("SELECT count(*), count(c.place) FROM client c WHERE {}", statement.conditions.join(" AND "));
    let row = tx.row(&sql, &statement.values)?.ok_or(StoreError::Shape { column: 0 })?;
    let (active, with_date): (i64, i64) = (row.get(0)?, row.get(1)?);
    Ok(Counts { active, without_date: active - with_date })
}
