//! Ending sessions: one of one's own, all of one's own but this, all of a colleague.
//!
//! Owns that a session ended is over at its next request. Never touches anybody else's by a changed form.

use crate::password::{end_other_sessions, end_sessions};
use domain::PersonId;
use store::{StoreError, Tx, params};
use web::audit::{Change, Kind};
use web::{Answer, Ask, Failure, Reply};

/// Letters of a session's hash by which a form names it.
pub(super) const NAME_LENGTH: usize = 24;

/// `POST /settings/sessions/ending`.
pub(super) fn one(ask: &mut Ask) -> Answer {
    let person_id = ask.actor()?.person_id;
    let name = ask.form("session").to_owned();
    let is_name = name.len() == NAME_LENGTH && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_name {
        return Err(Failure::NotFound);
    }
    ask.write(|tx| {
        let ended = tx.run("DELETE FROM session WHERE person_id = $1 AND substr(token_hash, 1, 24) = $2", params![person_id, &name])?;
        if ended == 0 { Err(Failure::NotFound) } else { Ok(told(ask, tx, "", ended)?) }
    })?;
    Ok(Reply::see("/settings/sessions?saved=1"))
}

/// `POST /settings/sessions/others`.
pub(super) fn others(ask: &mut Ask) -> Answer {
    let actor = ask.actor()?;
    ask.write(|tx| {
        let ended = end_other_sessions(tx, actor.person_id, &actor.session_hash)?;
        if ended == 0 { Ok(()) } else { told(ask, tx, "", ended) }
    })?;
    Ok(Reply::see("/settings/sessions?saved=1"))
}

/// `POST /colleagues/{id}/sessions/ending`.
pub(crate) fn end_of_colleague(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    ask.write(|tx| {
        let row = tx.row("SELECT name FROM person WHERE id = $1", params![id])?.ok_or(Failure::NotFound)?;
        let ended = end_sessions(tx, id)?;
        Ok::<_, Failure>(told(ask, tx, &row.get::<String>(0)?, ended)?)
    })?;
    Ok(Reply::see(&format!("/colleagues/{id}?saved=1")))
}

fn told(ask: &Ask, tx: &mut Tx<'_>, subject: &str, ended: u64) -> Result<(), StoreError> {
    ask.audit(tx, Kind::SessionsEnded, subject, &[Change { field: "sessions", was: ended.to_string(), became: String::new() }])
}
