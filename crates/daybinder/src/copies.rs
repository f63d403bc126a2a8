//! `backup` and `restore`.
//!
//! Owns what is printed, and that documents go along. The copying is the store's and the shelf's business.

use crate::configuration::Configuration;
use crate::opening::sqlite_path;
use crate::{Stopped, erased_since, opening, people_of, progress};
use files::documents::check;
use shelf::{Hash, Shelf};
use std::path::{Path, PathBuf};
use store::{Db, StoreError};
use web::audit::Kind;

/// Where the documents of the backups in one folder stand: each contents once for all of them.
fn documents_of(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join("daybinder-documents")
}

/// Copies the database to a new file, and its documents into a folder beside it that all backups there share.
pub(crate) fn backup(configuration: &Configuration, file: &Path, without_documents: bool) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    let bar = progress::bar("Copying pages", 0);
    let copied = store::backup(&db, file, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    copied.map_err(|error| Stopped(error.to_string()))?;
    erased_since::write_list(&db, file)?;
    told(&db, file);
    if without_documents {
        println!("Backed up to {}, without the documents.", file.display());
        return Ok(());
    }
    // After the database: contents are only ever added, so all that the copy names stand on the shelf.
    let mut named = Vec::new();
    db.read(|tx| check(tx, &mut |hash, _| named.push(hash))).map_err(|error| Stopped(error.to_string()))?;
    let folder = documents_of(file);
    carry(&named, &configuration.web.documents.shelf, &Shelf::in_folder(&folder))?;
    println!("Backed up to {} with {} documents in {}.", file.display(), named.len(), folder.display());
    Ok(())
}

/// Writes into the audit log that a copy was made, so that an erasure can say which copies still hold the file.
fn told(db: &Db, file: &Path) {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let told: Result<(), StoreError> = db.write(|tx| people_of::told(tx, Kind::BackedUp, &name, &[]));
    if let Err(error) = told {
        eprintln!("The audit log does not know of this backup: {error}");
    }
}

/// Brings contents from one shelf to the other, where they are not there yet.
fn carry(named: &[Hash], from: &Shelf, to: &Shelf) -> Result<(), Stopped> {
    let bar = progress::bar("Copying documents", named.len() as u64);
    for hash in named {
        if to.size(*hash).is_err() {
            from.carry(*hash, to).map_err(|error| Stopped(error.to_string()))?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

/// Puts a backup and its documents in the place of the database.
pub(crate) fn restore(configuration: &Configuration, file: &Path) -> Result<(), Stopped> {
    let Some(database) = sqlite_path(configuration) else {
        return Err(Stopped("PostgreSQL is restored with its own tool: pg_restore --clean --dbname=DATABASE FILE".to_owned()));
    };
    if let Some(folder) = database.parent() {
        std::fs::create_dir_all(folder).map_err(Stopped::while_doing("making the folder of the database"))?;
    }
    let stood_there = database.exists();
    let erased = erased_since::before_restore(configuration, &database, file);
    // The documents first: a database never stands there that names some which do not.
    let folder = Shelf::in_folder(documents_of(file));
    let mut kept = Vec::new();
    let walked = folder.walk(&mut |hash, _| {
        kept.push(hash);
        Ok(())
    });
    walked.map_err(|error| Stopped(error.to_string()))?;
    carry(&kept, &folder, &configuration.web.documents.shelf)?;
    if !kept.is_empty() {
        println!("{} documents are in their place.", kept.len());
    }
    store::restore(file, &database).map_err(|error| Stopped(error.to_string()))?;
    println!("Restored {} from {}.", database.display(), file.display());
    if stood_there {
        println!("What stood there before is kept in {}.before-restore.", database.display());
    }
    erased_since::after_restore(configuration, &erased)
}
