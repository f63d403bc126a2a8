//! Copies of a running database, and the way back.
//!
//! Owns the online copy of SQLite. For PostgreSQL the copy is `pg_dump`'s business, and this says so.

use crate::db::Side;
use crate::{Db, Result, StoreError};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Copies the database to a new file while it goes on serving. `progress` gets pages done and in all.
///
/// # Errors
/// [`StoreError::File`] if the file exists already or cannot be written; on PostgreSQL, with the command to use.
pub fn backup(db: &Db, to: &Path, mut progress: impl FnMut(u64, u64)) -> Result<()> {
    let Side::Sqlite(pool) = db.side() else {
        return Err(StoreError::File("PostgreSQL is backed up with its own tool: pg_dump --format=custom --file=FILE DATABASE".to_owned()));
    };
    if to.exists() {
        return Err(StoreError::File(format!("{} exists already; a backup never overwrites", to.display())));
    }
    let part = to.with_extension("part");
    let _ = std::fs::remove_file(&part);
    let mut work = || -> rusqlite::Result<()> {
        let source = Connection::open_with_flags(&pool.path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        source.busy_timeout(Duration::from_secs(10))?;
        // One read transaction gives one consistent moment, however long the copy takes.
        source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
        let mut target = Connection::open(&part)?;
        {
            let copy = rusqlite::backup::Backup::new(&source, &mut target)?;
            loop {
                let state = copy.step(2000)?;
                let seen = copy.progress();
                progress((seen.pagecount - seen.remaining).max(0) as u64, seen.pagecount.max(0) as u64);
                if state == rusqlite::backup::StepResult::Done {
                    break;
                }
            }
        }
        check(&target)
    };
    work().map_err(|error| StoreError::File(format!("{}: {error}", part.display())))?;
    let file_failed = |error: std::io::Error| StoreError::File(format!("{}: {error}", to.display()));
    std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(file_failed)?;
    std::fs::rename(&part, to).map_err(file_failed)
}

/// Puts a backup in the place of the database file. The server must not be running on it.
/// The file that stood there is kept beside it, ending in `.before-restore`.
///
/// # Errors
/// [`StoreError::File`] if the backup is damaged or a file cannot be moved; nothing is replaced then.
pub fn restore(from: &Path, database: &Path) -> Result<()> {
    let broken = |error: rusqlite::Error| StoreError::File(format!("{} is not a sound backup: {error}", from.display()));
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(broken)?;
    check(&source).map_err(broken)?;
    drop(source);
    let failed = |error: std::io::Error| StoreError::File(format!("{}: {error}", database.display()));
    let part = database.with_extension("restoring");
    std::fs::copy(from, &part).map_err(failed)?;
    std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(failed)?;
    if database.exists() {
        // The write-ahead log belongs to the old file: fold it in before that file is put aside.
        let old = Connection::open(database).map_err(broken)?;
        let _ = old.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = delete");
        drop(old);
        let mut kept = database.as_os_str().to_owned();
        kept.push(".before-restore");
        std::fs::rename(database, kept).map_err(failed)?;
        for ending in ["-wal", "-shm"] {
            let mut beside = database.as_os_str().to_owned();
            beside.push(ending);
            let _ = std::fs::remove_file(beside);
        }
    }
    std::fs::rename(&part, database).map_err(failed)
}

fn check(connection: &Connection) -> rusqlite::Result<()> {
    let answer: String = connection.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(rusqlite::Error::InvalidParameterName(answer)) }
}
