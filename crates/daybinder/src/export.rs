//! `export`: everything to a file that imports to the same.
//!
//! Owns where it is written. Never leaves half a file under the final name.

use crate::command_line::Export;
use crate::configuration::Configuration;
use crate::{Stopped, opening, people_of, progress, words};
use binder::By;
use domain::PersonId;
use files::export::Form;
use std::path::Path;
use store::{Db, StoreError};
use web::audit::Kind;

/// Writes each file that was asked for.
pub(crate) fn export(configuration: &Configuration, options: &Export) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    let company = opening::company(&db)?;
    let now = opening::clock().now();
    // Nobody in particular: whoever may run this command on the machine may read the whole database.
    let by = By::company(PersonId(0), now, company.day_of(now), company.calendar.clone());
    let wished = [(Form::Csv, &options.csv), (Form::Xlsx, &options.xlsx), (Form::Vcard, &options.vcard)];
    for (form, path) in wished {
        if let Some(path) = path {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            db.write(|tx| people_of::told(tx, Kind::Exported, &name, &[])).map_err(|error: StoreError| Stopped(error.to_string()))?;
            write(&db, &by, form, path)?;
        }
    }
    Ok(())
}

fn write(db: &Db, by: &By, form: Form, path: &Path) -> Result<(), Stopped> {
    let total: i64 = db.read(|tx| tx.one("SELECT count(*) FROM client", &[])).map_err(|error: StoreError| Stopped(error.to_string()))?;
    let bar = progress::bar("Writing clients", u64::try_from(total).unwrap_or(0));
    let mut half = path.as_os_str().to_owned();
    half.push(".half");
    let half = Path::new(&half);
    let written = files::export::write(db, by, form, half, &mut |count| bar.set_position(count));
    bar.finish_and_clear();
    let renamed = written.map_err(|failure| Stopped(words(&failure))).and_then(|count| {
        std::fs::rename(half, path).map_err(Stopped::while_doing("writing the file"))?;
        Ok(count)
    });
    if renamed.is_err() {
        let _ = std::fs::remove_file(half);
    }
    println!("{}: {} clients", path.display(), renamed?);
    Ok(())
}
