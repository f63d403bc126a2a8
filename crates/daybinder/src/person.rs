//! `person`: what is kept of a person as one file, and a file erased for good.
//!
//! Owns where it is written, and that a file is erased only by its number and its name. What belongs to it is the business of
//! `protection`. Never leaves half a file.

use crate::command_line::Person;
use crate::configuration::Configuration;
use crate::{Stopped, opening, people_of, set_up, words};
use binder::By;
use domain::protection::Why;
use domain::{ClientId, ContactId, Language, PersonId};
use mail::kept::{Folder, Keep};
use protection::erasing::{Bytes, Erasing, erase, finish};
use protection::kept::{About, gather, write};
use std::fs::OpenOptions;
use std::path::Path;
use store::params;
use web::Failure;
use web::audit::{Kind, Origin};
use web::texts::Catalogue;

/// `daybinder person …`
pub(crate) fn command(configuration: &Configuration, command: Person) -> Result<(), Stopped> {
    let (number, contact, language, to) = match command {
        Person::Export { number, contact, language, to } => (number, contact, language, to),
        Person::Erase { number, name, why } => return erase_for_good(configuration, ClientId(number), &name, &why),
    };
    let language = language.as_deref().map(set_up::language).transpose()?;
    // First, so that nothing is told of what could not be written anyway.
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&to).map_err(Stopped::while_doing("making the file"))?;
    let written = export(configuration, ClientId(number), contact.as_deref(), language, &to);
    if written.is_err() {
        let _ = std::fs::remove_file(&to);
    }
    println!("{}: everything that is kept of {}", to.display(), written?);
    Ok(())
}

/// Erases a file whose name was given with its number.
fn erase_for_good(configuration: &Configuration, id: ClientId, name: &str, why: &str) -> Result<(), Stopped> {
    let why = Why::parse(why).ok_or_else(|| Stopped(format!("{why:?} is no reason: asked, kept_long_enough, by_mistake or other")))?;
    let db = opening::open(configuration)?;
    let company = opening::company(&db)?;
    let now = opening::clock().now();
    let mark = Catalogue::load().speak(company.language).with("erasure-mark", &[("number", id.to_string().into())]);
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    let done = db.write(|tx| {
        let stored: String = tx.row("SELECT name FROM client WHERE id = $1", params![id])?.ok_or(Failure::NotFound)?.get(0)?;
        if plain(&stored) != plain(name) {
            return Err(Failure::NotFound);
        }
        erase(tx, id, &Erasing { person_id: None, from: Origin::command_line(), at: now, why, mark })
    });
    let number = done.map_err(|failure| match failure {
        Failure::NotFound => Stopped(format!("there is no file {id} of that name")),
        other => Stopped(words(&other)),
    })?;
    let folder = configuration.web.mail_folder.clone().or_else(|| db.folder().map(Path::to_owned)).map(|folder| Folder::beside(&folder));
    let bytes = Bytes { shelf: &configuration.web.documents.shelf, keep: folder.as_ref().map(|keep| keep as &dyn Keep) };
    finish(&db, &bytes, now.as_millisecond()).map_err(|failure| Stopped(words(&failure)))?;
    println!("File {id} is erased; the report stands at /erasures/{number}. Backups made before still hold it.");
    Ok(())
}

/// Writes the file and says of whom it is.
fn export(
    configuration: &Configuration,
    client_id: ClientId,
    contact: Option<&str>,
    language: Option<Language>,
    to: &Path,
) -> Result<String, Stopped> {
    let db = opening::open(configuration)?;
    let company = opening::company(&db)?;
    let now = opening::clock().now();
    let catalogue = Catalogue::load();
    let texts = catalogue.speak(language.unwrap_or(company.language));
    let by = By { zone: company.zone.clone(), ..By::company(PersonId(0), now, company.day_of(now), company.calendar.clone()) };
    let (yes, no) = (texts.say("form-yes"), texts.say("form-no"));
    let gathered = db.write(|tx| {
        let contact_id = match contact {
            Some(name) => {
                let row = tx.row("SELECT id FROM contact WHERE client_id = $1 AND name = $2 ORDER BY id LIMIT 1", params![client_id, name])?;
                Some(row.ok_or(Failure::NotFound)?.get::<ContactId>(0)?)
            }
            None => None,
        };
        let gathered = gather(tx, &by, About { client_id, contact_id }, &texts, (&yes, &no))?;
        people_of::told(tx, Kind::PersonExported, &gathered.name, &[])?;
        Ok::<_, Failure>(gathered)
    });
    let gathered = gathered.map_err(|failure| match failure {
        Failure::NotFound => Stopped(format!("there is no file {client_id}, or nobody of that name in it")),
        other => Stopped(words(&other)),
    })?;
    let folder = configuration.web.mail_folder.clone().or_else(|| db.folder().map(Path::to_owned)).map(|folder| Folder::beside(&folder));
    let keep = folder.as_ref().map(|keep| keep as &dyn Keep);
    let moment = now.to_zoned(company.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let written = write(&gathered, &texts, (&company.name, &moment), &configuration.web.documents.shelf, keep, to);
    written.map_err(|failure| Stopped(words(&failure)))?;
    Ok(gathered.name)
}
