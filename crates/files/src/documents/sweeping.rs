//! What stands on the shelf and is used by nobody any more, and what is used but does not stand there.
//!
//! Owns the question what is used. A document that was taken out of its file is used as long as that can be taken back.

use binder::undo::UNDO_DAYS;
use shelf::{Hash, Shelf, ShelfError};
use std::time::{Duration, SystemTime};
use store::{Db, StoreError, Tx, params};

const DAY_MS: i64 = 86_400_000;
/// What stands on the shelf shorter than this may belong to a request that is still under way.
const YOUNG: Duration = Duration::from_secs(86_400);

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Contents that stood on the shelf.
    pub stood: u64,
    /// Contents that were taken away.
    pub removed: u64,
}

/// Whether any version that stands, or may come back, has those contents.
///
/// # Errors
/// [`StoreError`].
pub fn used(tx: &mut Tx<'_>, hash: Hash, now: i64) -> Result<bool, StoreError> {
    let until = now - (UNDO_DAYS + 1) * DAY_MS;
    let sql = "SELECT 1 FROM document_version v JOIN document d ON d.id = v.document_id
               WHERE v.hash = $1 AND v.swept_at IS NULL AND coalesce(v.removed_at, $2) >= $2 AND coalesce(d.removed_at, $2) >= $2 LIMIT 1";
    Ok(tx.row(sql, params![hash.to_string(), until])?.is_some())
}

/// Takes from the shelf what nobody uses any more.
///
/// # Errors
/// [`ShelfError`]; what the database says comes as [`ShelfError::Store`].
pub fn mark_swept(db: &Db, shelf: &Shelf, now: SystemTime, now_ms: i64) -> Result<Swept, ShelfError> {
    let said = |error: StoreError| ShelfError::Store { said: error.to_string(), may_pass: true };
    let mut swept = Swept::default();
    shelf.walk(&mut |hash, put_at| {
        swept.stood += 1;
        let is_young = put_at.is_none_or(|put_at| now.duration_since(put_at).is_ok_and(|age| age < YOUNG) || put_at > now);
        if is_young || db.read(|tx| used(tx, hash, now_ms)).map_err(said)? {
            return Ok(());
        }
        // First the word in the database, then the bytes: what is named there is never missing on the shelf.
        let is_free = db.write(|tx| {
            if used(tx, hash, now_ms)? {
                return Ok(false);
            }
            tx.run("UPDATE document_version SET swept_at = $2 WHERE hash = $1 AND swept_at IS NULL", params![hash.to_string(), now_ms])?;
            Ok::<_, StoreError>(true)
        });
        if is_free.map_err(said)? {
            shelf.remove(hash)?;
            swept.removed += 1;
        }
        Ok(())
    })?;
    Ok(swept)
}

/// Calls `each` with every contents that the database names: their size as it should be.
///
/// # Errors
/// [`StoreError`].
pub fn check(tx: &mut Tx<'_>, each: &mut dyn FnMut(Hash, u64)) -> Result<(), StoreError> {
    tx.each("SELECT DISTINCT hash, bytes FROM document_version WHERE swept_at IS NULL ORDER BY hash", &[], &mut |row| {
        if let Some(hash) = Hash::parse(&row.get::<String>(0)?) {
            each(hash, row.get::<i64>(1)?.unsigned_abs());
        }
        Ok(())
    })
}
