//! Migrations: forward only, the same steps on both databases.
//!
//! Owns the table `schema_step`. Never goes back, and never runs on a database newer than the program.

use crate::db::Side;
use crate::{Db, Dialect, Result, StoreError, Tx, Value};

/// Name, SQLite text, PostgreSQL text; the number of a step is its position from 1.
const STEPS: &[(&str, &str, &str)] = &[
    ("the_binder", include_str!("../../../migrations/sqlite/0001_the_binder.sql"), include_str!("../../../migrations/postgres/0001_the_binder.sql")),
    ("find", include_str!("../../../migrations/sqlite/0002_find.sql"), include_str!("../../../migrations/postgres/0002_find.sql")),
    ("lists", include_str!("../../../migrations/sqlite/0004_lists.sql"), include_str!("../../../migrations/postgres/0004_lists.sql")),
    ("colleagues", include_str!("../../../migrations/sqlite/0005_colleagues.sql"), include_str!("../../../migrations/postgres/0005_colleagues.sql")),
    (
        "import_progress",
        include_str!("../../../migrations/sqlite/0006_import_progress.sql"),
        include_str!("../../../migrations/postgres/0006_import_progress.sql"),
    ),
    ("pocket", include_str!("../../../migrations/sqlite/0007_pocket.sql"), include_str!("../../../migrations/postgres/0007_pocket.sql")),
    ("documents", include_str!("../../../migrations/sqlite/0012_documents.sql"), include_str!("../../../migrations/postgres/0012_documents.sql")),
    ("trust", include_str!("../../../migrations/sqlite/0010_trust.sql"), include_str!("../../../migrations/postgres/0010_trust.sql")),
    ("mail", include_str!("../../../migrations/sqlite/0011_mail.sql"), include_str!("../../../migrations/postgres/0011_mail.sql")),
    ("own_fields", include_str!("../../../migrations/sqlite/0008_own_fields.sql"), include_str!("../../../migrations/postgres/0008_own_fields.sql")),
    ("views", include_str!("../../../migrations/sqlite/0016_views.sql"), include_str!("../../../migrations/postgres/0016_views.sql")),
    ("protection", include_str!("../../../migrations/sqlite/0014_protection.sql"), include_str!("../../../migrations/postgres/0014_protection.sql")),
    ("joining", include_str!("../../../migrations/sqlite/0013_joining.sql"), include_str!("../../../migrations/postgres/0013_joining.sql")),
    ("relations", include_str!("../../../migrations/sqlite/0018_relations.sql"), include_str!("../../../migrations/postgres/0018_relations.sql")),
    (
        "weekly_report",
        include_str!("../../../migrations/sqlite/0020_weekly_report.sql"),
        include_str!("../../../migrations/postgres/0020_weekly_report.sql"),
    ),
    ("openid", include_str!("../../../migrations/sqlite/0019_openid.sql"), include_str!("../../../migrations/postgres/0019_openid.sql")),
    ("passkeys", include_str!("../../../migrations/sqlite/0017_passkeys.sql"), include_str!("../../../migrations/postgres/0017_passkeys.sql")),
    ("letters", include_str!("../../../migrations/sqlite/0021_letters.sql"), include_str!("../../../migrations/postgres/0021_letters.sql")),
    ("door", include_str!("../../../migrations/sqlite/0022_door.sql"), include_str!("../../../migrations/postgres/0022_door.sql")),
    (
        "people_there",
        include_str!("../../../migrations/sqlite/0023_people_there.sql"),
        include_str!("../../../migrations/postgres/0023_people_there.sql"),
    ),
];

/// The newest schema this program knows.
pub fn schema_version() -> i64 {
    STEPS.len() as i64
}

impl Db {
    /// Brings the database to this program's schema, each step in a transaction of its own.
    ///
    /// # Errors
    /// [`StoreError::Newer`] if the database is newer; [`StoreError::Statement`] if a step fails, in which
    /// case the database stands as after the step before it.
    pub fn migrate(&self) -> Result<()> {
        self.write(|tx| tx.run("CREATE TABLE IF NOT EXISTS schema_step (number BIGINT PRIMARY KEY, name TEXT NOT NULL)", &[]))?;
        let found = self.schema_found()?;
        if found > schema_version() {
            return Err(StoreError::Newer { found, known: schema_version() });
        }
        for (index, (name, sqlite, postgres)) in STEPS.iter().enumerate().skip(found as usize) {
            self.write(|tx| {
                // Two nodes may start at once: the second waits here and then finds the step done.
                if tx.dialect() == Dialect::Postgres {
                    tx.run("SELECT pg_advisory_xact_lock(4711)", &[])?;
                }
                let number = index as i64 + 1;
                if tx.row("SELECT 1 FROM schema_step WHERE number = $1", crate::params![number])?.is_some() {
                    return Ok(());
                }
                tx.batch(match tx.dialect() {
                    Dialect::Sqlite => sqlite,
                    Dialect::Postgres => postgres,
                })?;
                tx.run("INSERT INTO schema_step (number, name) VALUES ($1, $2)", crate::params![number, *name]).map(drop)
            })?;
        }
        Ok(())
    }

    /// The schema this database has; 0 for an empty one.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn schema_found(&self) -> Result<i64> {
        self.read(|tx| tx.one("SELECT coalesce(max(number), 0) FROM schema_step", &[]))
    }

    /// Lets the database renew what it knows about its tables, after much was written at once.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn analyse(&self) -> Result<()> {
        match self.side() {
            Side::Sqlite(pool) => pool
                .writer()?
                .execute_batch("PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")
                .map_err(|error| StoreError::sqlite("ANALYZE", &error)),
            Side::Postgres(pool) => pool.batch("ANALYZE"),
        }
    }
}

impl Db {
    /// Folds the write-ahead log into the database file and empties it; `false` if somebody reads just now, so that it is to
    /// be tried again. On PostgreSQL, lets the rows go that nobody sees any more.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn leave_no_traces(&self) -> Result<bool> {
        match self.side() {
            Side::Sqlite(pool) => pool
                .writer()?
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
                .map(|busy| busy == 0)
                .map_err(|error| StoreError::sqlite("PRAGMA wal_checkpoint", &error)),
            Side::Postgres(pool) => pool.batch("VACUUM").map(|()| true),
        }
    }

    /// Folds the write-ahead log into the database file, so that at rest the company is one file (SQLite).
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn fold_log(&self) -> Result<()> {
        match self.side() {
            Side::Sqlite(pool) => pool
                .writer()?
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .map_err(|error| StoreError::sqlite("PRAGMA wal_checkpoint", &error)),
            Side::Postgres(_) => Ok(()),
        }
    }
}

impl Tx<'_> {
    /// Runs several statements without parameters, as a migration does.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        match self {
            Tx::Sqlite(connection) => connection.execute_batch(sql).map_err(|error| StoreError::sqlite(sql, &error)),
            Tx::Postgres(tx) => tx.batch(sql),
        }
    }
}

/// What a test compares between the two databases: table and column names.
impl Db {
    /// Every table with its columns, sorted.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn tables(&self) -> Result<Vec<(String, String)>> {
        let sql = match self.dialect() {
            Dialect::Sqlite => {
                "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1, 2"
            }
            Dialect::Postgres => {
                "SELECT CAST(table_name AS text), CAST(column_name AS text) FROM information_schema.columns
                 WHERE table_schema = current_schema() ORDER BY 1, 2"
            }
        };
        self.read(|tx| tx.rows(sql, &[] as &[Value])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect())
    }
}
