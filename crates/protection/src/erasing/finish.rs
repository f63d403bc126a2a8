//! The last traces of erased files: bytes on the shelf and of messages, pieces of the find index, the write-ahead log.
//!
//! Owns when an erasure is finished. Tried again until it is; what others use stays.

use mail::kept::Keep;
use serde_json::Value as Json;
use shelf::{Hash, Shelf};
use store::{Db, StoreError, Tx, params};
use web::Failure;

/// Where the bytes are.
pub struct Bytes<'a> {
    /// The shelf of documents.
    pub shelf: &'a Shelf,
    /// What came with messages; none where no folder is set.
    pub keep: Option<&'a dyn Keep>,
}

/// Takes the last traces away; how many erasures were finished. One that cannot be finished now waits for the next time.
///
/// # Errors
/// [`Failure::Store`]; [`Failure::Unexpected`] for a shelf that cannot be reached.
pub fn finish(db: &Db, bytes: &Bytes<'_>, now: i64) -> Result<u64, Failure> {
    let waiting = db.read(|tx| tx.rows("SELECT id, left_over, at FROM erasure WHERE finished_at IS NULL ORDER BY id", &[]))?;
    if waiting.is_empty() {
        return Ok(0);
    }
    for row in &waiting {
        let left_over: Json = serde_json::from_str(&row.get::<String>(1)?).unwrap_or_default();
        let named = |part: &str| left_over[part].as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect::<Vec<_>>();
        for hash in named("documents") {
            take_document(db, bytes.shelf, &hash)?;
        }
        for name in named("mail") {
            take_of_mail(db, bytes.keep, &name)?;
        }
    }
    // What waits to be indexed is indexed anew first: it may be of an erased file.
    while store::find::drain(db, 500)? > 0 {}
    store::find::sweep(db)?;
    for row in &waiting {
        db.write(|tx| tx.run("UPDATE erasure SET left_over = '', finished_at = $2 WHERE id = $1", params![row.get::<i64>(0)?, now]).map(drop))?;
    }
    let mut tries = 0;
    while !db.leave_no_traces()? && tries < 20 {
        tries += 1;
    }
    if tries == 20 {
        // Somebody reads without end: what is in the log goes with the next fold, and the erasure stays open until then.
        for row in &waiting {
            db.write(|tx| tx.run("UPDATE erasure SET finished_at = NULL WHERE id = $1", params![row.get::<i64>(0)?]).map(drop))?;
        }
        return Ok(0);
    }
    Ok(waiting.len() as u64)
}

fn take_document(db: &Db, shelf: &Shelf, hash: &str) -> Result<(), Failure> {
    let Some(parsed) = Hash::parse(hash) else { return Ok(()) };
    // In a transaction that writes, so that nobody adds the same bytes to another file meanwhile.
    db.write(|tx| {
        if is_used(tx, "SELECT 1 FROM document_version WHERE hash = $1 AND swept_at IS NULL LIMIT 1", hash)? {
            return Ok(());
        }
        shelf.remove(parsed).map_err(|error| Failure::Unexpected(format!("bytes of an erased file could not be taken away: {error}")))
    })
}

fn take_of_mail(db: &Db, keep: Option<&dyn Keep>, name: &str) -> Result<(), Failure> {
    let Some(keep) = keep else { return Ok(()) };
    db.write(|tx| {
        if mail::letters::is_piece_used(tx, name)? {
            return Ok(());
        }
        keep.remove(name).map_err(|error| Failure::Unexpected(format!("what came with a message of an erased file could not be taken away: {error}")))
    })
}

fn is_used(tx: &mut Tx<'_>, sql: &str, hash: &str) -> Result<bool, StoreError> {
    Ok(tx.row(sql, params![hash])?.is_some())
}
