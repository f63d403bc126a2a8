//! Very much writing in one go, beside everybody else's.
//!
//! Owns the larger cache and the longer log of the writing connection while such a load lasts, and carrying that
//! log into the database without a turn, so that nobody who files waits for it. Never writes a row; every
//! transaction of a load is as durable as any other.

use crate::db::Side;
use crate::{Db, Result, StoreError};
use rusqlite::Connection;
use std::time::Duration;

/// Kilobytes of page cache for the writing connection during a load: about the leaves that a few thousand rows
/// touch in all indexes, so that each is written once a transaction.
const CACHE_KIB: i64 = 64 * 1024;
/// Pages of the log after which a commit carries it over itself, if nobody came to do it: a quarter of a gigabyte.
const LOG_PAGES: i64 = 64 * 1024;
/// What the log's file is cut back to, bytes.
const LOG_BYTES: i64 = 64 * 1024 * 1024;
/// After how many rows the log is carried over.
const ROWS: u64 = 16_000;

/// A load; ends when dropped.
pub struct Load<'a> {
    db: &'a Db,
    beside: Option<Connection>,
    rows: u64,
}

impl Db {
    /// Prepares for very much writing.
    ///
    /// # Errors
    /// [`StoreError::Connection`], [`StoreError::Busy`].
    pub fn load(&self) -> Result<Load<'_>> {
        let Side::Sqlite(pool) = self.side() else { return Ok(Load { db: self, beside: None, rows: 0 }) };
        let refused = |error: rusqlite::Error| StoreError::Connection(format!("{}: {error}", pool.path));
        let beside = Connection::open(&pool.path).map_err(refused)?;
        beside.pragma_update(None, "synchronous", "full").map_err(refused)?;
        beside.busy_timeout(Duration::ZERO).map_err(refused)?;
        let writer = pool.writer()?;
        writer.pragma_update(None, "cache_size", -CACHE_KIB).map_err(refused)?;
        writer.pragma_update(None, "wal_autocheckpoint", LOG_PAGES).map_err(refused)?;
        writer.pragma_update(None, "journal_size_limit", LOG_BYTES).map_err(refused)?;
        Ok(Load { db: self, beside: Some(beside), rows: 0 })
    }

    /// Whether somebody in this process waits for a turn to write; on PostgreSQL nobody does.
    pub fn is_awaited(&self) -> bool {
        match self.side() {
            Side::Sqlite(pool) => pool.is_awaited(),
            Side::Postgres(_) => false,
        }
    }
}

impl Load<'_> {
    /// Hears how many rows were written since, and now and then carries the log into the database. Holds no turn:
    /// others write meanwhile. What cannot be carried over now is the next time.
    pub fn wrote(&mut self, rows: u64) {
        self.rows += rows;
        if self.rows >= ROWS {
            self.rows = 0;
            self.carry_over();
        }
    }

    fn carry_over(&self) {
        if let Some(beside) = &self.beside {
            // A failure loses nothing: the log stays, and a commit carries it over when it has grown too long.
            let _ = beside.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        }
    }
}

impl Drop for Load<'_> {
    fn drop(&mut self) {
        self.carry_over();
        if let Side::Sqlite(pool) = self.db.side()
            && let Ok(writer) = pool.writer()
        {
            // The settings are for speed alone; one that stays is no reason to fail.
            let _ = writer.pragma_update(None, "cache_size", -i64::from(pool.cache_kib));
            let _ = writer.pragma_update(None, "wal_autocheckpoint", 1000);
            let _ = writer.execute_batch("PRAGMA shrink_memory");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Db, Options, StoreError, params};

    #[test]
    fn a_load_is_seen_by_others_and_leaves_the_settings_as_they_were() {
        let path = std::env::temp_dir().join(format!("daybinder-load-{}.sqlite", std::process::id()));
        let db = Db::open(&format!("sqlite:{}", path.display()), &Options::default()).unwrap();
        let settings = || {
            db.write(|tx| Ok::<_, StoreError>((tx.one::<i64>("PRAGMA cache_size", &[])?, tx.one::<i64>("PRAGMA wal_autocheckpoint", &[])?))).unwrap()
        };
        let before = settings();
        db.write(|tx| tx.run("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)", &[])).unwrap();
        {
            let mut load = db.load().unwrap();
            assert!(settings().1 > before.1, "the log may grow meanwhile");
            for round in 0..3_i64 {
                db.write(|tx| {
                    let values: Vec<crate::Value> = (0..9_000_i64).flat_map(|row| params![round * 9_000 + row, "text"].to_vec()).collect();
                    tx.many("INSERT INTO t (id, text) VALUES ($1, $2)", 2, &values, &mut |_| Ok(()))
                })
                .unwrap();
                load.wrote(9_000);
                let seen: i64 = db.read(|tx| tx.one("SELECT count(*) FROM t", &[])).unwrap();
                assert_eq!(seen, (round + 1) * 9_000);
            }
        }
        assert_eq!(settings(), before);
        drop(db);
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
    }
}
