//! Erasures and backups: the list that stands beside backups, and erasing again what a backup that is put back still holds.
//!
//! Owns when that is done and what is printed. Never knows about whom: a file is its number and when it was made.

use crate::configuration::Configuration;
use crate::{Stopped, opening, words};
use domain::ClientId;
use mail::kept::{Folder, Keep};
use protection::erasing::{Bytes, Known, finish, known, known_in, reapply};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use store::{Db, StoreError};
use web::texts::Catalogue;

/// The list beside the backups in one folder.
fn list_of(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join("daybinder-erasures.json")
}

fn read_list(path: &Path) -> BTreeSet<Known> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    known_in(&serde_json::from_str(&text).unwrap_or_default()).into_iter().collect()
}

/// Adds this database's erasures to the list beside the backups.
pub(crate) fn write_list(db: &Db, backup: &Path) -> Result<(), Stopped> {
    let path = list_of(backup);
    let mut all = read_list(&path);
    all.extend(db.read(known).map_err(|error: StoreError| Stopped(error.to_string()))?);
    if all.is_empty() {
        return Ok(());
    }
    let list: Vec<_> = all.iter().map(Known::to_json).collect();
    let text = serde_json::to_string_pretty(&list).map_err(Stopped::while_doing("writing the list of erasures"))?;
    let half = path.with_extension("part");
    std::fs::write(&half, text).and_then(|()| std::fs::rename(&half, &path)).map_err(Stopped::while_doing("writing the list of erasures"))
}

/// What is known to be erased before a backup is put back: by the database that stands there, and by the list beside the
/// backup.
pub(crate) fn before_restore(configuration: &Configuration, database: &Path, backup: &Path) -> BTreeSet<Known> {
    let mut all = read_list(&list_of(backup));
    if database.exists() {
        let standing = Db::open(&configuration.database, &configuration.store).and_then(|db| db.read(known));
        match standing {
            Ok(standing) => all.extend(standing),
            // A database older than erasures has none, and one that is broken cannot be asked.
            Err(error) => eprintln!("The database that stands there does not tell what was erased ({error}); the list beside the backup is used."),
        }
    }
    all
}

/// Erases again what the backup still held.
pub(crate) fn after_restore(configuration: &Configuration, wanted: &BTreeSet<Known>) -> Result<(), Stopped> {
    if wanted.is_empty() {
        return Ok(());
    }
    let db = opening::open(configuration)?;
    let company = opening::company(&db)?;
    let now = opening::clock().now();
    let catalogue = Catalogue::load();
    let mark = |id: ClientId| catalogue.speak(company.language).with("erasure-mark", &[("number", id.to_string().into())]);
    let wanted: Vec<Known> = wanted.iter().cloned().collect();
    let done = db.write(|tx| reapply(tx, &wanted, now, &mark)).map_err(|failure| Stopped(words(&failure)))?;
    if done.is_empty() {
        return Ok(());
    }
    println!("Erased since that backup was made, and erased again now:");
    for one in &done {
        let at = jiff::Timestamp::from_millisecond(one.at).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(company.zone.clone());
        println!("  file {}, erased on {}", one.client_id, at.strftime("%Y-%m-%d %H:%M"));
    }
    let folder = configuration.web.mail_folder.clone().or_else(|| db.folder().map(Path::to_owned)).map(|folder| Folder::beside(&folder));
    let bytes = Bytes { shelf: &configuration.web.documents.shelf, keep: folder.as_ref().map(|keep| keep as &dyn Keep) };
    finish(&db, &bytes, now.as_millisecond()).map(drop).map_err(|failure| Stopped(words(&failure)))
}
