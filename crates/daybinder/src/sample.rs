//! `serve --sample`: the sample company in a database of its own, and a door that opens once.
//!
//! Owns the door. Who lives in the sample and what they did is the business of `demo`.

use crate::configuration::Configuration;
use crate::{Stopped, opening, progress, words};
use domain::PersonId;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use store::{Db, StoreError};
use web::{Answer, Ask, Failure, Reply, Route, routes, secret, session};

/// The hash of the token that opens the door, and for whom; none once it was used. It lives no longer than the process.
static DOOR: Mutex<Option<(String, PersonId)>> = Mutex::new(None);

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
pub(crate) fn door(person_id: PersonId) -> Result<String, Stopped> {
    let token = secret::token().map_err(|failure| Stopped(words(&failure)))?;
    *DOOR.lock().unwrap_or_else(PoisonError::into_inner) = Some((secret::hash(&token), person_id));
    Ok(format!("/sample/{token}"))
}

/// Signs in whose day is to be looked at: once, and only from this machine.
fn enter(ask: &mut Ask) -> Answer {
    let token: String = ask.path("token")?;
    let is_local = ask.address.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
    let person_id = {
        let mut door = DOOR.lock().unwrap_or_else(PoisonError::into_inner);
        match door.as_ref() {
            Some((hash, person_id)) if is_local && secret::same(hash, &secret::hash(&token)) => {
                let person_id = *person_id;
                *door = None;
                person_id
            }
            _ => return Err(Failure::NotFound),
        }
    };
    let session = ask.write(|tx| session::open(tx, ask, person_id))?;
    Ok(Reply::see("/").header("set-cookie", session::cookie(&ask.app.config, &session)))
}

/// Makes the sample company unless the database has one. Returns whose day is worth looking at; in a
/// database that was filled before, that is whoever has the most files.
pub(crate) fn fill(db: &Db) -> Result<PersonId, Stopped> {
    let company = db.read(web::app::read_company).map_err(|error: StoreError| Stopped(error.to_string()))?;
    if company.is_some() {
        let busiest: Result<PersonId, StoreError> = db.read(|tx| tx.one(BUSIEST, &[]));
        return busiest.map_err(|error| Stopped(error.to_string()));
    }
    let bar = progress::bar("Making the sample company", 0);
    let sample = demo::sample(db, opening::clock().now(), &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    sample.map(|sample| sample.open_as).map_err(|failure| Stopped(words(&failure)))
}

const BUSIEST: &str =
    "SELECT p.id FROM person p WHERE p.active = 1 ORDER BY (SELECT count(*) FROM client c WHERE c.owner_id = p.id) DESC, p.id LIMIT 1";
