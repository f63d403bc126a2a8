//! Looking for files that may be of one client, a few at a time, beside the requests.
//!
//! Owns which files have been looked at. What two files have in common is decided by `domain::likeness`; a pair of which
//! somebody said that they are two clients is never offered again.

use domain::likeness::{Alike, Look, alike, keys};
use std::collections::{BTreeMap, BTreeSet};
use store::{Db, Dialect, Row, StoreError, Tx, Value, params};

/// Files under one key that are looked at: of a name that thousands have, only the newest.
const UNDER_A_KEY: u32 = 30;
/// Files with one number that are looked at: a number that more have is a switchboard.
const WITH_A_NUMBER: u32 = 10;
/// Ways to reach one client that are looked at.
const REACHES: u32 = 20;
/// Most files that are offered for one.
const PAIRS: usize = 20;

/// Looks at up to `limit` files, first those that changed, then those that were here before; how many it took. 0 means
/// that nothing waits, or that another node is at it.
///
/// # Errors
/// [`StoreError`].
pub fn look(db: &Db, limit: u32) -> Result<u64, StoreError> {
    if !db.read(is_waiting)? {
        return Ok(0);
    }
    db.write(|tx| {
        let lock = "SELECT pg_try_advisory_xact_lock(4713, hashtext(current_schema()))::int";
        if tx.dialect() == Dialect::Postgres && !tx.one::<bool>(lock, &[])? {
            return Ok(0);
        }
        let changed = ids(tx, "SELECT client_id FROM likeness_queue ORDER BY client_id LIMIT $1", params![limit])?;
        if changed.is_empty() {
            return before(tx, limit);
        }
        for id in changed.iter().copied() {
            renew(tx, id)?;
            tx.run("DELETE FROM likeness_queue WHERE client_id = $1", params![id])?;
        }
        Ok(changed.len() as u64)
    })
}

/// Whether any file waits to be looked at.
///
/// # Errors
/// [`StoreError`].
pub fn is_waiting(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM likeness_queue) OR EXISTS (SELECT 1 FROM likeness_progress WHERE up_to < last)";
    Ok(tx.row(sql, &[])?.is_some())
}

/// Whether there may be more pairs than are known: a file waits, or is yet to be read by the find index.
///
/// # Errors
/// [`StoreError`].
pub(super) fn is_behind(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(is_waiting(tx)? || tx.row("SELECT 1 FROM find_queue WHERE what = 'client' LIMIT 1", &[])?.is_some())
}

/// Files that were here before likeness was looked for.
fn before(tx: &mut Tx<'_>, limit: u32) -> Result<u64, StoreError> {
    let waiting = "SELECT c.id FROM client c JOIN likeness_progress p ON c.id > p.up_to AND c.id <= p.last ORDER BY c.id LIMIT $1";
    let found = ids(tx, waiting, params![limit])?;
    for id in &found {
        renew(tx, *id)?;
    }
    match found.last() {
        Some(last) => tx.run("UPDATE likeness_progress SET up_to = $1", params![*last])?,
        None => tx.run("UPDATE likeness_progress SET up_to = last", &[])?,
    };
    Ok(found.len().max(1) as u64)
}

fn ids(tx: &mut Tx<'_>, sql: &str, values: &[Value]) -> Result<Vec<i64>, StoreError> {
    tx.rows(sql, values)?.iter().map(|row| row.get(0)).collect()
}

const LOOK: &str = "c.id, c.name, c.company, c.contact, c.town, c.birthday";

/// What is compared of a row with the columns of [`LOOK`]; the addresses are looked up by themselves.
fn look_of(row: &Row) -> Result<(i64, Look), StoreError> {
    let person: String = row.get(3)?;
    let look = Look {
        name: row.get(1)?,
        company: row.get(2)?,
        people: Some(person).filter(|person| !person.is_empty()).into_iter().collect(),
        town: row.get(4)?,
        birthday: row.get(5)?,
        ..Look::default()
    };
    Ok((row.get(0)?, look))
}

/// Looks at one file anew.
fn renew(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    let sql = format!("SELECT {LOOK} FROM client c WHERE c.id = $1 AND c.erased_at IS NULL AND c.joined_into IS NULL");
    let Some(row) = tx.row(&sql, params![id])? else {
        tx.run("DELETE FROM likeness_key WHERE client_id = $1", params![id])?;
        tx.run("DELETE FROM alike WHERE state = 'open' AND (low_id = $1 OR high_id = $1)", params![id])?;
        return Ok(());
    };
    let (_, own) = look_of(&row)?;
    let keys = keys(&own);
    keep_keys(tx, id, &keys)?;
    let mut found: BTreeMap<i64, Alike> = BTreeMap::new();
    by_reach(tx, id, &mut found)?;
    by_name(tx, id, &own, &keys, &mut found)?;
    let mut strongest: Vec<(Alike, i64)> = found.into_iter().map(|(other, alike)| (alike, other)).collect();
    strongest.sort_unstable_by(|one, other| other.cmp(one));
    strongest.truncate(PAIRS);
    keep_pairs(tx, id, &strongest)
}

fn keep_keys(tx: &mut Tx<'_>, id: i64, keys: &[String]) -> Result<(), StoreError> {
    let stored = tx.rows("SELECT key FROM likeness_key WHERE client_id = $1", params![id])?;
    let stored: BTreeSet<String> = stored.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    for gone in stored.iter().filter(|key| !keys.contains(key)) {
        tx.run("DELETE FROM likeness_key WHERE key = $1 AND client_id = $2", params![gone, id])?;
    }
    for key in keys.iter().filter(|key| !stored.contains(*key)) {
        tx.run("INSERT INTO likeness_key (key, client_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", params![key, id])?;
    }
    Ok(())
}

/// Files with the same address or number.
fn by_reach(tx: &mut Tx<'_>, id: i64, found: &mut BTreeMap<i64, Alike>) -> Result<(), StoreError> {
    let own = "SELECT kind, norm, extension FROM reach WHERE client_id = $1 AND kind IN ('phone', 'email') AND norm <> '' ORDER BY rank, id LIMIT $2";
    for reach in tx.rows(own, params![id, REACHES])? {
        let (kind, norm, extension): (String, String, String) = (reach.get(0)?, reach.get(1)?, reach.get(2)?);
        let others = ids(
            tx,
            "SELECT r.client_id FROM reach r JOIN client c ON c.id = r.client_id
             WHERE r.kind = $1 AND r.norm = $2 AND r.extension = $3 AND r.client_id <> $4 AND c.joined_into IS NULL AND c.erased_at IS NULL
             LIMIT $5",
            params![&*kind, norm, extension, id, WITH_A_NUMBER],
        )?;
        if others.len() == WITH_A_NUMBER as usize {
            continue;
        }
        let alike = if kind == "email" { Alike::Email } else { Alike::Phone };
        for other in others {
            let strongest = found.entry(other).or_insert(alike);
            *strongest = alike.max(*strongest);
        }
    }
    Ok(())
}

/// Files whose names sound the same.
fn by_name(tx: &mut Tx<'_>, id: i64, own: &Look, keys: &[String], found: &mut BTreeMap<i64, Alike>) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT {LOOK} FROM (SELECT client_id FROM likeness_key WHERE key = $1 AND client_id <> $2 ORDER BY client_id DESC LIMIT $3) k
         JOIN client c ON c.id = k.client_id WHERE c.joined_into IS NULL AND c.erased_at IS NULL"
    );
    for key in keys {
        for row in tx.rows(&sql, params![key, id, UNDER_A_KEY])? {
            let (other, look) = look_of(&row)?;
            if !found.contains_key(&other)
                && let Some(alike) = alike(own, &look)
            {
                found.insert(other, alike);
            }
        }
    }
    Ok(())
}

/// Writes down the pairs of this file; those that are no longer alike go, but for what somebody said of them.
fn keep_pairs(tx: &mut Tx<'_>, id: i64, found: &[(Alike, i64)]) -> Result<(), StoreError> {
    let stored = tx.rows(
        "SELECT id, CASE WHEN low_id = $1 THEN high_id ELSE low_id END, strength, state FROM alike WHERE low_id = $1 OR high_id = $1",
        params![id],
    )?;
    let mut known: BTreeMap<i64, (i64, i64, String)> = BTreeMap::new();
    for row in &stored {
        known.insert(row.get(1)?, (row.get(0)?, row.get(2)?, row.get(3)?));
    }
    for (alike, other) in found {
        match known.remove(other) {
            Some((pair, strength, _)) if strength != alike.strength() => {
                tx.run("UPDATE alike SET strength = $2 WHERE id = $1", params![pair, alike.strength()])?;
            }
            Some(_) => {}
            None => {
                tx.run(
                    "INSERT INTO alike (low_id, high_id, strength, state) VALUES ($1, $2, $3, 'open') ON CONFLICT DO NOTHING",
                    params![id.min(*other), id.max(*other), alike.strength()],
                )?;
            }
        }
    }
    for (other, (pair, _, state)) in known {
        // Found from the other side, where a common name may have hidden it from here: it stays while it is true.
        if state == "open" && !is_still(tx, id, other)? {
            tx.run("DELETE FROM alike WHERE id = $1", params![pair])?;
        }
    }
    Ok(())
}

fn is_still(tx: &mut Tx<'_>, one: i64, other: i64) -> Result<bool, StoreError> {
    Ok(match (whole_look(tx, one)?, whole_look(tx, other)?) {
        (Some(one), Some(other)) => alike(&one, &other).is_some(),
        _ => false,
    })
}

/// Everything that is compared of a file; none for one that is gone.
fn whole_look(tx: &mut Tx<'_>, id: i64) -> Result<Option<Look>, StoreError> {
    let sql = format!("SELECT {LOOK} FROM client c WHERE c.id = $1 AND c.erased_at IS NULL AND c.joined_into IS NULL");
    let Some(row) = tx.row(&sql, params![id])? else { return Ok(None) };
    let (_, mut look) = look_of(&row)?;
    for reach in tx.rows("SELECT kind, norm, extension FROM reach WHERE client_id = $1 AND norm <> '' LIMIT 100", params![id])? {
        let (kind, norm, extension): (String, String, String) = (reach.get(0)?, reach.get(1)?, reach.get(2)?);
        match kind.as_str() {
            "email" => look.emails.push(norm),
            "phone" => look.phones.push(if extension.is_empty() { norm } else { format!("{norm},{extension}") }),
            _ => {}
        }
    }
    Ok(Some(look))
}

/// Files that the actor may see and that a client about to be made may be, by its name and company alone; the strongest
/// first, at most `limit`.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn like(tx: &mut Tx<'_>, visible: web::Visible, own: &Look, limit: usize) -> Result<Vec<(i64, Alike)>, StoreError> {
    let sql = format!(
        "SELECT {LOOK} FROM (SELECT client_id FROM likeness_key WHERE key = $4 ORDER BY client_id DESC LIMIT $5) k
         JOIN client c ON c.id = k.client_id WHERE c.joined_into IS NULL AND c.erased_at IS NULL AND {}",
        web::Visible::condition("c.owner_id", 1)
    );
    let mut found = Vec::new();
    for key in keys(own) {
        let [person, team, day] = visible.params();
        for row in tx.rows(&sql, &[person, team, day, key.as_str().into(), UNDER_A_KEY.into()])? {
            let (other, look) = look_of(&row)?;
            if let Some(alike) = alike(own, &look)
                && found.iter().all(|(known, _)| *known != other)
            {
                found.push((other, alike));
            }
        }
    }
    found.sort_by_key(|(id, alike)| (std::cmp::Reverse(*alike), *id));
    found.truncate(limit);
    Ok(found)
}
