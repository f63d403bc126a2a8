//! Where a page of the list begins and ends, at any size.
//!
//! Owns the statements that walk the indexes of the list: one for each binder (or all of them together) and each
//! state, in the order of an index, so that a page costs the same at a million clients. Never reads a card.

use super::{ListQuery, Sort, StateFilter};
use binder::By;
use domain::fold::fold;
use domain::{ClientId, PersonId};
use store::{Dialect, StoreError, Tx, Value};
use web::Visible;

/// The place by which a closed file is sorted: after every other.
const NO_PLACE: i64 = 99_999_999;

/// What a client is sorted by, besides its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Name(String),
    /// A place, or a moment counted backwards: the earliest first.
    Number(i64),
}

/// The ids of a page: of each stretch its first ones, then the first of those.
pub(super) fn ids(tx: &mut Tx<'_>, by: &By, query: &ListQuery, limit: u32) -> Result<Vec<ClientId>, StoreError> {
    let after = match query.after {
        Some(after) => behind(tx, by, query.sort, after)?,
        None => None,
    };
    let mut found: Vec<(Key, i64)> = Vec::new();
    for owner in owners(tx, by.visible, query.owner)? {
        for is_active in states(query.state) {
            let (sql, values) = stretch(tx.dialect(), query, owner, *is_active, after.as_ref(), limit);
            for row in tx.rows(&sql, &values)? {
                let id: i64 = row.get(1)?;
                found.push(match query.sort {
                    Sort::Name => (Key::Name(row.get(0)?), id),
                    Sort::Place => (Key::Number(row.get(0)?), id),
                    // The latest first, and of two the newer client.
                    Sort::LastContact => (Key::Number(-row.get::<i64>(0)?), -id),
                });
            }
        }
    }
    found.sort();
    found.truncate(limit as usize);
    Ok(found.into_iter().map(|(_, id)| ClientId(id.abs())).collect())
}

/// Files of the actor's binders that are active, counted up to `limit`, and how many of them have no date.
pub(super) fn counts(tx: &mut Tx<'_>, by: &By, limit: i64) -> Result<(i64, i64), StoreError> {
    let (mut active, mut without_date) = (0, 0);
    for owner in owners(tx, by.visible, None)? {
        let [(counted, limited), (lost, whose)] = counting(owner, limit - active);
        active += tx.one::<i64>(&counted, &limited)?;
        without_date += tx.one::<i64>(&lost, &whose)?;
    }
    Ok((active, without_date))
}

/// The two statements that count the active files of one binder or of all: up to `limit`, and without a date.
fn counting(owner: Option<PersonId>, limit: i64) -> [(String, Vec<Value>); 2] {
    // Every name comes after the empty one: said so that the walk is along the index of names, where the active ones lie
    // together, and not along another that happens to be narrower.
    let (whose, along, values): (&str, &str, Vec<Value>) = match owner {
        Some(owner) => ("owner_id = $1 AND ", "", vec![owner.into()]),
        None => ("", " AND name_fold >= ''", Vec::new()),
    };
    let counted = format!("SELECT count(*) FROM (SELECT 1 FROM client WHERE {whose}state = 'active'{along} LIMIT ${}) counted", values.len() + 1);
    let lost = format!("SELECT count(*) FROM client WHERE {whose}state = 'active' AND place IS NULL");
    let limited = values.iter().cloned().chain([limit.into()]).collect();
    [(counted, limited), (lost, values)]
}

/// In whose binders to look: none for everybody's at once.
fn owners(tx: &mut Tx<'_>, visible: Visible, wanted: Option<PersonId>) -> Result<Vec<Option<PersonId>>, StoreError> {
    let seen = match visible {
        Visible::All => return Ok(vec![wanted]),
        Visible::Own(..) | Visible::Team(..) => {
            let sql = format!("SELECT id FROM person WHERE {} ORDER BY id", Visible::condition("person.id", 1));
            let rows = tx.rows(&sql, &visible.params())?;
            rows.iter().map(|row| row.get(0)).collect::<Result<Vec<PersonId>, _>>()?
        }
    };
    Ok(seen.into_iter().filter(|person| wanted.is_none_or(|wanted| wanted == *person)).map(Some).collect())
}

fn states(filter: StateFilter) -> &'static [bool] {
    match filter {
        StateFilter::Active => &[true],
        StateFilter::Closed => &[false],
        StateFilter::All => &[true, false],
    }
}

/// By what the last client of the page before is sorted. If that one is gone, the list begins anew.
fn behind(tx: &mut Tx<'_>, by: &By, sort: Sort, after: ClientId) -> Result<Option<(Value, ClientId)>, StoreError> {
    // Only from a client that the actor may see: where a hidden one sorts would tell its name.
    let column = match sort {
        Sort::Name => "name_fold".to_owned(),
        Sort::Place => format!("coalesce(place, {NO_PLACE})"),
        Sort::LastContact => "coalesce(last_at, 0)".to_owned(),
    };
    let sql = format!("SELECT {column} FROM client WHERE id = $1 AND {}", Visible::condition("owner_id", 2));
    let [person, team, day] = by.visible.params();
    tx.row(&sql, &[after.into(), person, team, day])?.map(|row| Ok((row.get(0)?, after))).transpose()
}

/// One walk along one index: the clients of one binder, or of all, in one state.
fn stretch(
    dialect: Dialect,
    query: &ListQuery,
    owner: Option<PersonId>,
    is_active: bool,
    after: Option<&(Value, ClientId)>,
    limit: u32,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let mut mark = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut conditions = Vec::new();
    if let Some(owner) = owner {
        conditions.push(format!("owner_id = {}", mark(owner.into())));
    }
    // A file that another one took in is closed, and found as that one.
    conditions.push(if is_active { "state = 'active'" } else { "state = 'closed' AND joined_into IS NULL" }.to_owned());
    let name = format!("name_fold{}", bytes_order(dialect));
    let (key, column, direction) = match query.sort {
        Sort::Name => ("name_fold".to_owned(), name.as_str(), ""),
        Sort::Place => (format!("coalesce(place, {NO_PLACE})"), "place", ""),
        Sort::LastContact => ("coalesce(last_at, 0)".to_owned(), "coalesce(last_at, 0)", " DESC"),
    };
    if query.sort == Sort::Place {
        // A closed file stands nowhere: all of them sort after the active ones, by their ids.
        conditions.push(if is_active { "place IS NOT NULL" } else { "place IS NULL" }.to_owned());
    }
    let prefix = fold(&query.text);
    if !prefix.is_empty() {
        let (from, until) = (mark(prefix.as_str().into()), mark(format!("{prefix}\u{10ffff}").into()));
        conditions.push(format!("{name} >= {from} AND {name} < {until}"));
    }
    if let Some((value, id)) = after {
        let is_behind_every_place = *value == Value::Int(NO_PLACE);
        match query.sort {
            Sort::Place if is_active && is_behind_every_place => conditions.push("1 = 0".to_owned()),
            Sort::Place if !is_active && is_behind_every_place => conditions.push(format!("id > {}", mark((*id).into()))),
            Sort::Place if !is_active => {}
            Sort::LastContact => conditions.push(format!("({column}, id) < ({}, {})", mark(value.clone()), mark((*id).into()))),
            Sort::Name | Sort::Place => conditions.push(format!("({column}, id) > ({}, {})", mark(value.clone()), mark((*id).into()))),
        }
    }
    let limit = mark(limit.into());
    let order = format!("{column}{direction}, id{direction}");
    (format!("SELECT {key}, id FROM client WHERE {} ORDER BY {order} LIMIT {limit}", conditions.join(" AND ")), values)
}

/// PostgreSQL orders letters by language unless told to go by bytes; SQLite goes by bytes.
fn bytes_order(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "",
        Dialect::Postgres => " COLLATE \"C\"",
    }
}

#[cfg(test)]
mod tests;
