//! A database and a transaction on it.
//!
//! Owns which connection serves what: on SQLite one writer and a pool of readers, on PostgreSQL a pool
//! for both. Never commits half: a closure that fails leaves nothing behind.

use crate::postgres_side::PostgresPool;
use crate::sqlite_side::SqlitePool;
use crate::{Result, Row, StoreError, Value};
use std::path::Path;
use std::sync::Arc;

/// Which of the two databases a transaction runs on, for the few statements that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, the embedded default.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

/// How a database is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Reading connections held open.
    pub readers: u32,
    /// Kilobytes of page cache for each SQLite connection.
    pub cache_kib: u32,
}

impl Default for Options {
    fn default() -> Self {
        Options { readers: 4, cache_kib: 8 * 1024 }
    }
}

/// An open database; clones share it.
#[derive(Clone)]
pub struct Db(Arc<Side>);

pub(crate) enum Side {
    Sqlite(SqlitePool),
    Postgres(PostgresPool),
}

impl Db {
    /// Opens `sqlite:PATH` (created if missing) or `postgres://…`.
    ///
    /// # Errors
    /// [`StoreError::Connection`] with what the driver said.
    pub fn open(url: &str, options: &Options) -> Result<Db> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Ok(Db(Arc::new(Side::Sqlite(SqlitePool::open(path, options)?))));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Db(Arc::new(Side::Postgres(PostgresPool::open(url, options)?))));
        }
        Err(StoreError::Connection(format!("{url:?} is neither sqlite:PATH nor postgres://…")))
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match &*self.0 {
            Side::Sqlite(_) => Dialect::Sqlite,
            Side::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The folder in which the database's file lies (SQLite); none for a database elsewhere.
    pub fn folder(&self) -> Option<&Path> {
        match &*self.0 {
            Side::Sqlite(pool) => Path::new(&pool.path).parent(),
            Side::Postgres(_) => None,
        }
    }

    pub(crate) fn side(&self) -> &Side {
        &self.0
    }

    /// Reads in one consistent view of the data. Nothing written inside is kept.
    ///
    /// # Errors
    /// Whatever the closure returns, or a [`StoreError`] turned into it.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        match &*self.0 {
            Side::Sqlite(pool) => pool.read(work),
            Side::Postgres(pool) => pool.read(work),
        }
    }

    /// Writes in one transaction: all of it is durable when this returns `Ok`, none of it otherwise.
    ///
    /// # Errors
    /// Whatever the closure returns, or a [`StoreError`] turned into it.
    pub fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        match &*self.0 {
            Side::Sqlite(pool) => pool.write(work),
            Side::Postgres(pool) => pool.write(work),
        }
    }
}

/// A transaction in progress.
pub enum Tx<'a> {
    /// On SQLite.
    #[doc(hidden)]
    Sqlite(&'a rusqlite::Connection),
    /// On PostgreSQL.
    #[doc(hidden)]
    Postgres(Box<crate::postgres_side::PostgresTx<'a>>),
}

impl Tx<'_> {
    /// Which database this runs on.
    pub fn dialect(&self) -> Dialect {
        match self {
            Tx::Sqlite(_) => Dialect::Sqlite,
            Tx::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement and says how many rows it touched.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn run(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        match self {
            Tx::Sqlite(connection) => crate::sqlite_side::run(connection, sql, params),
            Tx::Postgres(tx) => tx.run(sql, params),
        }
    }

    /// Tries something inside the transaction: if it fails, what it wrote is gone and the transaction goes on as before.
    ///
    /// # Errors
    /// What `work` returns, or [`StoreError::Statement`].
    pub fn attempt<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        self.run("SAVEPOINT attempt", &[])?;
        let outcome = work(self);
        if outcome.is_err() {
            self.run("ROLLBACK TO SAVEPOINT attempt", &[])?;
        }
        self.run("RELEASE SAVEPOINT attempt", &[])?;
        outcome
    }

    /// Hands each row of the answer to `each` as it comes, so that any number of rows fits in memory.
    ///
    /// # Errors
    /// [`StoreError::Statement`], or the first error of `each`, which ends the reading.
    pub fn each(&mut self, sql: &str, params: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
        match self {
            Tx::Sqlite(connection) => crate::sqlite_side::each(connection, sql, params, each),
            Tx::Postgres(tx) => tx.each(sql, params, each),
        }
    }

    /// Runs one statement again and again, with each `width` of the values, and hands each row of the answers to `each`.
    ///
    /// # Errors
    /// [`StoreError::Statement`], or the first error of `each`, which ends it.
    pub fn many(&mut self, sql: &str, width: usize, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
        match self {
            Tx::Sqlite(connection) => crate::sqlite_side::many(connection, sql, width, values, each),
            Tx::Postgres(tx) => values.chunks(width.max(1)).try_for_each(|values| tx.each(sql, values, each)),
        }
    }

    /// All rows of the answer.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn rows(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.each(sql, params, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row of the answer, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn row(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>> {
        Ok(self.rows(sql, params)?.into_iter().next())
    }

    /// The first cell of the one row of the answer, as for `SELECT count(*)` or `INSERT … RETURNING id`.
    ///
    /// # Errors
    /// [`StoreError::Statement`], or [`StoreError::Shape`] if there was no row.
    pub fn one<T: crate::FromValue>(&mut self, sql: &str, params: &[Value]) -> Result<T> {
        self.row(sql, params)?.ok_or(StoreError::Shape { column: 0 })?.get(0)
    }

    /// Reserves `count` new ids: clients and slips refer to each other, and whoever writes very many contacts asks for
    /// none back, so that an id must be known before its row is written.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn reserve(&mut self, what: Reserved, count: u32) -> Result<Vec<i64>> {
        match self.dialect() {
            Dialect::Sqlite => {
                let last = match what {
                    Reserved::Client | Reserved::Slip => {
                        let name = if matches!(what, Reserved::Client) { "client" } else { "slip" };
                        self.one("UPDATE last_id SET value = value + $1 WHERE what = $2 RETURNING value", crate::params![count, name])?
                    }
                    // The table's own counter, from which rows without an id take theirs. It begins with the first row.
                    Reserved::Contact => {
                        let counted = "UPDATE sqlite_sequence SET seq = seq + $1 WHERE name = 'contact' RETURNING seq";
                        let begun = "INSERT INTO sqlite_sequence (name, seq) VALUES ('contact', $1) RETURNING seq";
                        match self.row(counted, crate::params![count])? {
                            Some(row) => row.get(0)?,
                            None => self.one(begun, crate::params![count])?,
                        }
                    }
                };
                Ok((last - i64::from(count) + 1..=last).collect())
            }
            // A sequence, so that two nodes never wait for each other; gaps are harmless.
            Dialect::Postgres => {
                let sequence = match what {
                    Reserved::Client => "client_id_seq",
                    Reserved::Slip => "slip_id_seq",
                    Reserved::Contact => "contact_id_seq",
                };
                let sql = format!("SELECT nextval('{sequence}') FROM generate_series(1, $1)");
                self.rows(&sql, crate::params![count])?.iter().map(|row| row.get(0)).collect()
            }
        }
    }
}

/// The tables whose ids are reserved before their rows are written.
#[derive(Clone, Copy, Debug)]
pub enum Reserved {
    /// `client.id`
    Client,
    /// `slip.id`
    Slip,
    /// `contact.id`
    Contact,
}
