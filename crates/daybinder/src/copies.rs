//! `backup` and `restore`.
//!
//! Owns what is printed. The copying is the store's business.

use crate::configuration::Configuration;
use crate::opening::sqlite_path;
use crate::{Stopped, opening, progress};
use std::path::Path;

/// Copies the database to a new file.
pub(crate) fn backup(configuration: &Configuration, file: &Path) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    let bar = progress::bar("Copying pages", 0);
    let copied = store::backup(&db, file, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    copied.map_err(|error| Stopped(error.to_string()))?;
    println!("Backed up to {}.", file.display());
    Ok(())
}

/// Puts a backup in the place of the database.
pub(crate) fn restore(configuration: &Configuration, file: &Path) -> Result<(), Stopped> {
    let Some(database) = sqlite_path(configuration) else {
        return Err(Stopped("PostgreSQL is restored with its own tool: pg_restore --clean --dbname=DATABASE FILE".to_owned()));
    };
    if let Some(folder) = database.parent() {
        std::fs::create_dir_all(folder).map_err(Stopped::while_doing("making the folder of the database"))?;
    }
    let stood_there = database.exists();
    store::restore(file, &database).map_err(|error| Stopped(error.to_string()))?;
    println!("Restored {} from {}.", database.display(), file.display());
    if stood_there {
        println!("What stood there before is kept in {}.before-restore.", database.display());
    }
    Ok(())
}
