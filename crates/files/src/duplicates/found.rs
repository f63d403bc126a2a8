//! The pairs that are offered.
//!
//! Owns what is shown of a pair, and to whom: only to those who may see both files.

use binder::By;
use domain::likeness::Alike;
use domain::{ClientId, Place};
use store::{Row, StoreError, Tx, Value, params};
use web::Visible;

/// One file of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Which.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// Where the person works.
    pub company: String,
    /// The one to ask for.
    pub contact: String,
    /// The first phone.
    pub phone: String,
    /// The town.
    pub town: String,
    /// In whose binder.
    pub owner: String,
    /// Where it stands; none for a closed file.
    pub place: Option<Place>,
    /// The last contact, UTC milliseconds.
    pub last_at: Option<i64>,
    /// When it was made, UTC milliseconds.
    pub created_at: i64,
}

/// Two files that may be of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which pair.
    pub id: i64,
    /// What they have in common.
    pub alike: Alike,
    /// The file that was made first.
    pub low: Side,
    /// The other.
    pub high: Side,
}

/// Pairs that are looked through for one page: a person who sees few files of many waits no longer than others.
const LOOKED_AT: i64 = 3_000;

const SIDE: [&str; 10] = ["id", "name", "company", "contact", "phone", "town", "owner", "place", "last_at", "created_at"];

fn columns(of: &str) -> String {
    let column = |name: &&str| if **name == *"owner" { format!("{of}p.name") } else { format!("{of}.{name}") };
    SIDE.iter().map(column).collect::<Vec<_>>().join(", ")
}

fn side(row: &Row, first: usize) -> Result<Side, StoreError> {
    Ok(Side {
        id: row.get(first)?,
        name: row.get(first + 1)?,
        company: row.get(first + 2)?,
        contact: row.get(first + 3)?,
        phone: row.get(first + 4)?,
        town: row.get(first + 5)?,
        owner: row.get(first + 6)?,
        place: row.get(first + 7)?,
        last_at: row.get(first + 8)?,
        created_at: row.get(first + 9)?,
    })
}

fn pair(row: &Row) -> Result<Pair, StoreError> {
    let strength: i64 = row.get(1)?;
    Ok(Pair {
        id: row.get(0)?,
        alike: Alike::of_strength(strength).ok_or(StoreError::Shape { column: 1 })?,
        low: side(row, 2)?,
        high: side(row, 2 + SIDE.len())?,
    })
}

/// Both files of the pair `a`, and whose binders they are in.
const BOTH: &str = "JOIN client l ON l.id = a.low_id JOIN person lp ON lp.id = l.owner_id JOIN client h ON h.id = a.high_id
    JOIN person hp ON hp.id = h.owner_id";
const BOTH_ARE_THERE: &str = "l.joined_into IS NULL AND h.joined_into IS NULL AND l.erased_at IS NULL AND h.erased_at IS NULL";

/// Where a page of pairs begins: behind that strength and number.
pub type After = (i64, i64);

/// Pairs of which the actor may see both files, the strongest and newest first, and where the next page begins, if there
/// is one.
///
/// # Errors
/// [`StoreError`].
pub fn pairs(tx: &mut Tx<'_>, by: &By, after: Option<After>, limit: usize) -> Result<(Vec<Pair>, Option<After>), StoreError> {
    let (strength, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let some = "SELECT id, low_id, high_id, strength FROM alike WHERE state = 'open' AND (strength, id) < ($1, $2) ORDER BY strength DESC, id DESC";
    let sql = format!(
        "SELECT a.id, a.strength, {}, {} FROM ({some} LIMIT $3) a {BOTH} WHERE {BOTH_ARE_THERE} AND {} AND {}
         ORDER BY a.strength DESC, a.id DESC LIMIT $4",
        columns("l"),
        columns("h"),
        Visible::condition("l.owner_id", 5),
        Visible::condition("h.owner_id", 5)
    );
    let [person, team, day] = by.visible.params();
    let values = [strength.into(), id.into(), LOOKED_AT.into(), (limit as i64 + 1).into(), person, team, day];
    let mut found = tx.rows(&sql, &values)?.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
    if found.len() > limit {
        found.truncate(limit);
        let next = found.last().map(|pair| (pair.alike.strength(), pair.id));
        return Ok((found, next));
    }
    let last = tx.row(&format!("{some} LIMIT 1 OFFSET $3"), &[strength.into(), id.into(), (LOOKED_AT - 1).into()])?;
    let next = last.map(|row| Ok::<_, StoreError>((row.get(3)?, row.get(0)?))).transpose()?;
    Ok((found, next))
}

/// One pair that the actor may see both sides of.
///
/// # Errors
/// [`StoreError`].
pub(super) fn one(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<Option<Pair>, StoreError> {
    let sql = format!(
        "SELECT a.id, a.strength, {}, {} FROM alike a {BOTH} WHERE a.id = $1 AND a.state = 'open' AND {BOTH_ARE_THERE} AND {} AND {}",
        columns("l"),
        columns("h"),
        Visible::condition("l.owner_id", 2),
        Visible::condition("h.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    tx.row(&sql, &[id.into(), person, team, day])?.as_ref().map(pair).transpose()
}

/// The file that this one may be of the same client as, if the actor may see it: its number, its name and what they have in
/// common.
///
/// # Errors
/// [`StoreError`].
pub fn might_be(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Option<(ClientId, String, Alike)>, StoreError> {
    let sql = format!(
        "SELECT o.id, o.name, a.strength FROM (
           SELECT high_id AS other, strength, id FROM alike WHERE low_id = $1 AND state = 'open'
           UNION ALL SELECT low_id, strength, id FROM alike WHERE high_id = $1 AND state = 'open') a
         JOIN client o ON o.id = a.other WHERE o.joined_into IS NULL AND o.erased_at IS NULL AND {} ORDER BY a.strength DESC, a.id DESC LIMIT 1",
        Visible::condition("o.owner_id", 2)
    );
    let [person, team, day] = by.visible.params();
    let Some(row) = tx.row(&sql, &[client_id.into(), person, team, day])? else { return Ok(None) };
    Alike::of_strength(row.get(2)?).map(|alike| Ok((row.get(0)?, row.get(1)?, alike))).transpose()
}

/// Files that the actor may see, by their numbers, as sides of a pair.
///
/// # Errors
/// [`StoreError`].
pub(super) fn sides(tx: &mut Tx<'_>, by: &By, ids: &[i64]) -> Result<Vec<Side>, StoreError> {
    let mut found = Vec::new();
    let sql = format!(
        "SELECT {} FROM client l JOIN person lp ON lp.id = l.owner_id WHERE l.id = $1 AND l.joined_into IS NULL AND l.erased_at IS NULL AND {}",
        columns("l"),
        Visible::condition("l.owner_id", 2)
    );
    for id in ids {
        let [person, team, day] = by.visible.params();
        if let Some(row) = tx.row(&sql, &[Value::from(*id), person, team, day])? {
            found.push(side(&row, 0)?);
        }
    }
    Ok(found)
}

/// The pair of two files, if they were found alike.
pub(super) fn of_two(tx: &mut Tx<'_>, one: ClientId, other: ClientId) -> Result<Option<Alike>, StoreError> {
    let row = tx.row("SELECT strength FROM alike WHERE low_id = $1 AND high_id = $2", params![one.min(other), one.max(other)])?;
    Ok(row.map(|row| row.get(0)).transpose()?.and_then(Alike::of_strength))
}
