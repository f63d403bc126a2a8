//! Opening the configured database, and the machine's clock.
//!
//! Owns the one place that reads the time. Never writes anything but the schema.

use crate::Stopped;
use crate::configuration::Configuration;
use std::path::{Path, PathBuf};
use store::{Db, StoreError};
use web::{Clock, Company};

/// The machine's clock.
#[expect(clippy::disallowed_methods, reason = "this is where the clock comes in; everything else is handed it")]
pub(crate) fn clock() -> Clock {
    Clock::new(jiff::Timestamp::now)
}

/// Opens the database, making it and its folder if missing, and brings it to this program's schema.
pub(crate) fn open(configuration: &Configuration) -> Result<Db, Stopped> {
    if let Some(folder) = sqlite_path(configuration).as_deref().and_then(Path::parent) {
        let made = std::fs::create_dir_all(folder);
        made.map_err(|error| Stopped(format!("the folder {} for the database cannot be made: {error}", folder.display())))?;
    }
    let db = Db::open(&configuration.database, &configuration.store).map_err(|error| Stopped(error.to_string()))?;
    db.migrate().map_err(|error| Stopped(error.to_string()))?;
    Ok(db)
}

/// The file of a SQLite database.
pub(crate) fn sqlite_path(configuration: &Configuration) -> Option<PathBuf> {
    configuration.database.strip_prefix("sqlite:").map(PathBuf::from)
}

/// The company's settings.
pub(crate) fn company(db: &Db) -> Result<Company, Stopped> {
    let company = db.read(web::app::read_company).map_err(|error: StoreError| Stopped(error.to_string()))?;
    company.ok_or_else(|| Stopped("there is no company yet: run 'daybinder setup' first".to_owned()))
}
