//! `serve --sample`: the sample company in a database of its own, and a door that opens once.
//!
//! Owns the door. Who lives in the sample and what they did is the business of `demo`.

use crate::configuration::Configuration;
use crate::{Stopped, opening, words};
use domain::PersonId;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use store::{Db, StoreError};
use web::{Answer, App, Ask, Failure, Reply, Route, routes, secret, session};

/// The hash of the token that opens the door; none once it was used. It lives no longer than the process.
static DOOR: Mutex<Option<String>> = Mutex::new(None);

/// A folder that goes with this value.
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Chooses a temporary database unless one was named.
pub(crate) fn place(configuration: &mut Configuration) -> Result<Option<Folder>, Stopped> {
    if configuration.database_is_named {
        return Ok(None);
    }
    let folder = Folder(std::env::temp_dir().join(format!("daybinder-sample-{}", std::process::id())));
    std::fs::create_dir_all(&folder.0).map_err(Stopped::while_doing("making a folder for the sample"))?;
    configuration.database = format!("sqlite:{}", folder.0.join("sample.sqlite").display());
    Ok(Some(folder))
}

/// The route of the door. Only a server with the sample has it.
pub(crate) fn routes() -> Vec<Route> {
    routes![GET "/sample/{token}" Public enter]
}

/// Makes a new token and returns the door's path.
pub(crate) fn door(_: &App) -> Result<String, Stopped> {
    let token = secret::token().map_err(|failure| Stopped(words(&failure)))?;
    *DOOR.lock().unwrap_or_else(PoisonError::into_inner) = Some(secret::hash(&token));
    Ok(format!("/sample/{token}"))
}

/// Signs in whom the sample is about: once, and only from this machine.
fn enter(ask: &mut Ask) -> Answer {
    let token: String = ask.path("token")?;
    let is_local = ask.address.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
    {
        let mut door = DOOR.lock().unwrap_or_else(PoisonError::into_inner);
        let opens = door.as_ref().is_some_and(|hash| secret::same(hash, &secret::hash(&token)));
        if !is_local || !opens {
            return Err(Failure::NotFound);
        }
        *door = None;
    }
    let session = ask.write(|tx| {
        let person: Option<PersonId> = tx.row(PERSON, &[])?.map(|row| row.get(0)).transpose()?;
        session::open(tx, &ask.app.config, person.ok_or(Failure::NotFound)?, ask.now)
    })?;
    Ok(Reply::see("/").header("set-cookie", session::cookie(&ask.app.config, &session)))
}

/// Whoever has the most files: the one whose day is worth looking at.
const PERSON: &str =
    "SELECT p.id FROM person p WHERE p.active = 1 ORDER BY (SELECT count(*) FROM client c WHERE c.owner_id = p.id) DESC, p.id LIMIT 1";

/// Makes the sample company unless the database has one.
pub(crate) fn fill(db: &Db) -> Result<(), Stopped> {
    let company = db.read(web::app::read_company).map_err(|error: StoreError| Stopped(error.to_string()))?;
    if company.is_some() {
        return Ok(());
    }
    let now = opening::clock().now();
    eprintln!("Making the sample company…");
    demo::fill(db, now).map(drop).map_err(|failure| Stopped(words(&failure)))
}
