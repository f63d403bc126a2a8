//! SQLite: one writer, several readers, WAL, `synchronous=FULL`.
//!
//! Owns the settings on which "acknowledged means stored" rests: with FULL every commit is on the disk
//! before it returns; NORMAL was measured to lose some after a power cut.

use crate::writer::{Turn, WAIT_MAX, Writer};
use crate::{Options, Result, Row, StoreError, Tx, Value};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};
use std::time::Duration;

pub(crate) struct SqlitePool {
    writer: Writer,
    readers: r2d2::Pool<Readers>,
    pub(crate) path: String,
    pub(crate) cache_kib: u32,
}

/// How readers are opened, for the pool.
struct Readers {
    path: String,
    cache_kib: u32,
}

impl r2d2::ManageConnection for Readers {
    type Connection = Connection;
    type Error = rusqlite::Error;

    fn connect(&self) -> std::result::Result<Connection, rusqlite::Error> {
        let connection = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        settle(&connection, self.cache_kib)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    fn is_valid(&self, _: &mut Connection) -> std::result::Result<(), rusqlite::Error> {
        Ok(())
    }

    fn has_broken(&self, _: &mut Connection) -> bool {
        false
    }
}

fn settle(connection: &Connection, cache_kib: u32) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -i64::from(cache_kib))?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.set_prepared_statement_cache_capacity(256);
    // Without it SQLite plans a statement anew for each value it is given, which took a quarter of a page's time.
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

impl SqlitePool {
    pub(crate) fn open(path: &str, options: &Options) -> Result<SqlitePool> {
        let refused = |error: rusqlite::Error| StoreError::Connection(format!("{path}: {error}"));
        let writer = Connection::open(path).map_err(refused)?;
        settle(&writer, options.cache_kib).map_err(refused)?;
        writer.pragma_update(None, "journal_mode", "wal").map_err(refused)?;
        writer.pragma_update(None, "synchronous", "full").map_err(refused)?;
        // What is overwritten or deleted is gone from the file too, so that an erasure can be proven on its bytes.
        writer.pragma_update(None, "secure_delete", true).map_err(refused)?;
        let readers = r2d2::Pool::builder()
            .max_size(options.readers.max(1))
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(10))
            .build(Readers { path: path.to_owned(), cache_kib: options.cache_kib })
            .map_err(|error| StoreError::Connection(format!("{path}: {error}")))?;
        Ok(SqlitePool { writer: Writer::new(writer), readers, path: path.to_owned(), cache_kib: options.cache_kib })
    }

    /// A turn to write. A panic while writing leaves an open transaction at worst, and `write` rolls that back first.
    pub(crate) fn writer(&self) -> Result<Turn<'_>> {
        self.writer.turn(WAIT_MAX)
    }

    /// Whether somebody waits for a turn to write.
    pub(crate) fn is_awaited(&self) -> bool {
        self.writer.is_awaited()
    }

    pub(crate) fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let connection = self.readers.get().map_err(|error| StoreError::Connection(error.to_string()))?;
        let guard = Transaction::begin(&connection, "BEGIN DEFERRED")?;
        let answer = work(&mut Tx::Sqlite(&connection));
        drop(guard);
        answer
    }

    pub(crate) fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let connection = self.writer()?;
        let guard = Transaction::begin(&connection, "BEGIN IMMEDIATE")?;
        let answer = work(&mut Tx::Sqlite(&connection))?;
        guard.commit()?;
        Ok(answer)
    }
}

/// A transaction that rolls back unless it was committed, also when the closure panics.
struct Transaction<'a> {
    connection: &'a Connection,
    open: bool,
}

impl<'a> Transaction<'a> {
    fn begin(connection: &'a Connection, how: &'static str) -> Result<Self> {
        if !connection.is_autocommit() {
            let _ = connection.execute_batch("ROLLBACK");
        }
        connection.execute_batch(how).map_err(|error| StoreError::sqlite(how, &error))?;
        Ok(Transaction { connection, open: true })
    }

    fn commit(mut self) -> Result<()> {
        // If this fails (disk full, a deferred foreign key), the drop below rolls back.
        self.connection.execute_batch("COMMIT").map_err(|error| StoreError::sqlite("COMMIT", &error))?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.open && !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// What a text cell says. The check of a whole cell at once is many times faster than the one that mends as it goes.
fn words(cell: &[u8]) -> String {
    match std::str::from_utf8(cell) {
        Ok(words) => words.to_owned(),
        Err(_) => String::from_utf8_lossy(cell).into_owned(),
    }
}

fn statement<'a>(connection: &'a Connection, sql: &str, params: &[Value]) -> rusqlite::Result<rusqlite::CachedStatement<'a>> {
    // `$2` is a *name* to SQLite and would have to be looked up; `?2` is the second parameter.
    let mut statement = connection.prepare_cached(&sql.replace('$', "?"))?;
    bind(&mut statement, params)?;
    Ok(statement)
}

fn bind(statement: &mut rusqlite::CachedStatement<'_>, params: &[Value]) -> rusqlite::Result<()> {
    let wanted = statement.parameter_count();
    for (index, value) in params.iter().enumerate().take(wanted) {
        statement.raw_bind_parameter(index + 1, value)?;
    }
    Ok(())
}

pub(crate) fn run(connection: &Connection, sql: &str, params: &[Value]) -> Result<u64> {
    let work = || -> rusqlite::Result<u64> {
        let mut statement = statement(connection, sql, params)?;
        if statement.column_count() > 0 {
            let mut rows = statement.raw_query();
            let mut count = 0;
            while rows.next()?.is_some() {
                count += 1;
            }
            return Ok(count);
        }
        Ok(statement.raw_execute()? as u64)
    };
    work().map_err(|error| StoreError::sqlite(sql, &error))
}

pub(crate) fn each(connection: &Connection, sql: &str, params: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
    let failed = |error: rusqlite::Error| StoreError::sqlite(sql, &error);
    let mut statement = statement(connection, sql, params).map_err(failed)?;
    answer(&mut statement, sql, each)
}

/// Runs one statement again and again, prepared once: with each `width` of the values.
pub(crate) fn many(connection: &Connection, sql: &str, width: usize, values: &[Value], each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
    let failed = |error: rusqlite::Error| StoreError::sqlite(sql, &error);
    let mut statement = connection.prepare_cached(&sql.replace('$', "?")).map_err(failed)?;
    for params in values.chunks(width.max(1)) {
        bind(&mut statement, params).map_err(failed)?;
        answer(&mut statement, sql, each)?;
    }
    Ok(())
}

fn answer(statement: &mut rusqlite::CachedStatement<'_>, sql: &str, each: &mut dyn FnMut(Row) -> Result<()>) -> Result<()> {
    let failed = |error: rusqlite::Error| StoreError::sqlite(sql, &error);
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(failed)? {
        let mut cells = Vec::with_capacity(columns);
        for column in 0..columns {
            cells.push(match row.get_ref(column).map_err(failed)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => Value::Int(number),
                ValueRef::Real(number) => Value::Real(number),
                ValueRef::Text(text) => Value::Text(words(text)),
                ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
            });
        }
        each(Row(cells))?;
    }
    Ok(())
}
