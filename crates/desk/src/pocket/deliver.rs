//! `POST /pocket/deliver`: what a device logged without a network, in its order, each once.
//!
//! Owns the reading of what a device sends and what it is answered. What follows from a filing is the filing verb's.

use crate::own_forms;
use binder::By;
use binder::filing::{Filed, FilingForm, file_under};
use binder::pocket::{Delivered, Stood, Wanted, answered, claim, hold_logged, keep, logged_by, stood};
use domain::filing::Next;
use domain::{ClientId, PersonId};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use store::{StoreError, Tx};
use web::{Answer, Ask, Failure, Reply};

/// Most filings in one request; a device sends the next ones after the answer.
const AT_ONCE_MAX: usize = 50;
/// How often one filing is begun anew when another request is about the same rows.
const TRIES: u8 = 4;

/// A filing as a device logged it.
#[derive(Deserialize)]
struct Logged {
    /// Made on the device.
    key: String,
    client: i64,
    /// By the clock of the device, UTC milliseconds.
    at: i64,
    /// How the file stood when it was seen there.
    seen: String,
    /// The key of what the device filed on it before.
    #[serde(default)]
    after: String,
    /// The fields of the filing form.
    fields: Vec<(String, String)>,
}

/// `GET /pocket/token`: who is signed in and the token of the session, for a device that has been away.
pub(super) fn token(ask: &mut Ask) -> Answer {
    let actor = ask.actor()?;
    let body = json!({ "person": actor.person_id.0, "csrf": actor.csrf });
    Ok(Reply::bytes("application/json", body.to_string().into_bytes()))
}

/// Carries out the batch and answers each filing: filed, logged beside somebody else's, refused and why, or failed: that
/// one is set aside on the device, and stops nobody behind it. After a failure that passes (nothing can be written for
/// now) nothing more is answered: the device sends it again.
pub(super) fn deliver(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let sent: i64 = ask.parsed("sent")?;
    let person = PersonId(ask.parsed("person")?);
    let batch: Vec<Logged> = serde_json::from_str(ask.form("batch")).map_err(|_| Failure::Malformed("batch"))?;
    if batch.len() > AT_ONCE_MAX {
        return Err(Failure::Malformed("batch"));
    }
    let mut answers: Vec<Json> = Vec::new();
    for logged in batch {
        let done = if person == by.person_id { one(ask, &by, sent, &logged) } else { Err(Failure::form("pocket-other-person")) };
        answers.push(match done {
            Ok(answer) => serde_json::from_str(&answer).unwrap_or_default(),
            Err(Failure::Refused(refusal)) => refused(&logged.key, ask.message(&refusal.message)),
            Err(Failure::NotFound) => refused(&logged.key, ask.say("pocket-not-visible")),
            Err(Failure::Malformed(_)) => refused(&logged.key, ask.say("error-malformed")),
            Err(other) if passes(&other) && answers.is_empty() => return Err(other),
            Err(other) => {
                other.log("POST", "/pocket/deliver");
                if passes(&other) {
                    break;
                }
                json!({ "key": logged.key, "state": "failed", "said": ask.say("error-unexpected") })
            }
        });
    }
    Ok(Reply::bytes("application/json", Json::Array(answers).to_string().into_bytes()))
}

/// Whether the same filing may go through later as it is.
fn passes(failure: &Failure) -> bool {
    match failure {
        Failure::Store(StoreError::Statement { retry, full, .. }) => *retry || *full,
        Failure::Store(StoreError::Busy | StoreError::Connection(_) | StoreError::File(_) | StoreError::Newer { .. }) => true,
        Failure::Store(StoreError::Shape { .. }) | Failure::Unexpected(_) => false,
        _ => true,
    }
}

fn refused(key: &str, said: String) -> Json {
    json!({ "key": key, "state": "refused", "said": said })
}

/// A key as devices make them; anything else is none.
fn key_of(text: &str) -> Option<&str> {
    let is_key = (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_key.then_some(text)
}

fn one(ask: &mut Ask, by: &By, sent: i64, logged: &Logged) -> Result<String, Failure> {
    let key = key_of(&logged.key).ok_or(Failure::Malformed("key"))?;
    let after = if logged.after.is_empty() { "" } else { key_of(&logged.after).ok_or(Failure::Malformed("after"))? };
    // What was answered once is answered so again, whatever a date that was typed then would mean now.
    if let Some(answer) = ask.read(|tx| answered(tx, by, key))? {
        return Ok(answer);
    }
    let (then, at) = logged_by(by, sent.saturating_sub(logged.at));
    let client_id = ClientId(logged.client);
    let seen = Stood(logged.seen.clone());
    let mut fields: Vec<(String, String)> = logged.fields.iter().filter(|(name, _)| name != "slip").cloned().collect();
    fields.extend(seen.slip_id().map(|slip| ("slip".to_owned(), slip.to_string())));
    ask.take_form(fields);
    let mut form = crate::day::filing_form(ask, &then, client_id)?;
    if let Some(entry) = &mut form.entry {
        entry.at = at;
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let done = ask.write(|tx| carry_out(ask, tx, &then, key, &form, &seen, after));
        match done {
            Err(Failure::Store(error)) if error.is_retry() && tries < TRIES => {}
            other => return other,
        }
    }
}

fn carry_out(ask: &Ask, tx: &mut Tx<'_>, then: &By, key: &str, form: &FilingForm, seen: &Stood, after: &str) -> Result<String, Failure> {
    if let Some(answer) = claim(tx, then, key)? {
        return Ok(answer);
    }
    let (actor, seen, stands_so) = hold_logged(tx, then, form.client_id, seen, after)?;
    let form = FilingForm { slip_id: seen.slip_id(), ..form.clone() };
    let delivered = if stands_so { filed(ask, tx, &actor, key, &form)? } else { only_logged(ask, tx, &actor, key, &form)? };
    keep(tx, then, key, &delivered)?;
    Ok(delivered.answer)
}

fn filed(ask: &Ask, tx: &mut Tx<'_>, by: &By, key: &str, form: &FilingForm) -> Result<Delivered, Failure> {
    let filed = own_forms::file(ask, tx, by, form)?;
    delivered(ask, tx, key, form.client_id, &filed)
}

fn delivered(ask: &Ask, tx: &mut Tx<'_>, key: &str, client_id: ClientId, filed: &Filed) -> Result<Delivered, Failure> {
    let answer = json!({ "key": key, "state": "filed", "said": ask.message(&filed.said) }).to_string();
    Ok(Delivered { client_id, answer, stood: stood(tx, client_id, None)?, wanted: None, undo_id: Some(filed.undo_id) })
}

/// Somebody was faster: the call happened and is logged; where the file stands is not touched until one key settles it.
fn only_logged(ask: &Ask, tx: &mut Tx<'_>, by: &By, key: &str, form: &FilingForm) -> Result<Delivered, Failure> {
    let line = FilingForm { slip_id: None, next: Next::Keep, line: String::new(), reason: String::new(), ..form.clone() };
    let undo_id = match &form.entry {
        Some(_) => Some(file_under(tx, by, &line)?.undo_id),
        None => None,
    };
    if matches!(form.next, Next::Keep | Next::Rest) {
        // Nothing was to be put elsewhere, so there is nothing to settle.
        let answer = json!({ "key": key, "state": "filed", "said": ask.say("pocket-logged") }).to_string();
        return Ok(Delivered { client_id: form.client_id, answer, stood: None, wanted: None, undo_id });
    }
    let wanted = Wanted { next: form.next, line: form.line.clone(), reason: form.reason.clone(), fields: ask.form_fields().to_vec() };
    let answer = json!({ "key": key, "state": "both", "said": ask.say("pocket-both") }).to_string();
    Ok(Delivered { client_id: form.client_id, answer, stood: None, wanted: Some(wanted), undo_id })
}

/// Files what the filing form of a page says. Its `key` is kept, so that a page whose answer was lost may put the
/// same filing into the device's queue and it is not done twice.
///
/// # Errors
/// As [`own_forms::file`]; refused if that key was carried out already.
pub fn file_once(ask: &Ask, tx: &mut Tx<'_>, by: &By, form: &FilingForm) -> Result<Filed, Failure> {
    let Some(key) = key_of(ask.form("key")) else { return own_forms::file(ask, tx, by, form) };
    if claim(tx, by, key)?.is_some() {
        return Err(Failure::form("pocket-filed-already"));
    }
    let filed = own_forms::file(ask, tx, by, form)?;
    let kept = delivered(ask, tx, key, form.client_id, &filed)?;
    keep(tx, by, key, &kept)?;
    Ok(filed)
}
