//! Adding and removing one's own passkeys.
//!
//! Owns that the password is asked for before a device may make one: a browser that somebody left open must not be enough.

use super::ceremony::ceremony;
use super::pages;
use super::stored::{Asked, KEYS_MAX, insert, keep, keys, lines, remove as remove_one, take};
use crate::own_settings::proven;
use crate::second_factor::page::again;
use serde_json::json;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Message, Reply};
use webauthn_rs::prelude::{Passkey, PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

/// Longest name of a passkey, characters.
const NAME_MAX: usize = 60;

/// `POST /settings/passkeys/question`: what a device is to be asked, as JSON.
pub(super) fn question(ask: &mut Ask) -> Answer {
    match asked(ask) {
        Ok(reply) => Ok(reply),
        Err(failure @ (Failure::Refused(_) | Failure::TooMany(_) | Failure::Crowded(_))) => Ok(pages::said(ask, &failure)),
        Err(failure) => Err(failure),
    }
}

fn asked(ask: &Ask) -> Result<Reply, Failure> {
    let person = ask.actor()?.person_id;
    let attempt = proven(ask)?;
    let ceremony = ceremony(ask)?.ok_or_else(|| Failure::form("passkeys-no-host"))?;
    let (email, name, (handle, known)) = ask.read(|tx| {
        let row = tx.row("SELECT email, name FROM person WHERE id = $1", store::params![person])?.ok_or(Failure::NotFound)?;
        Ok::<(String, String, _), Failure>((row.get(0)?, row.get(1)?, keys(tx, person)?))
    })?;
    if known.len() >= KEYS_MAX {
        return Err(Failure::form(Message::new("passkeys-full").with("most", KEYS_MAX as i64)));
    }
    let handle = match handle.and_then(|handle| Uuid::parse_str(&handle).ok()) {
        Some(handle) => handle,
        None => Uuid::from_bytes(web::secret::random::<16>()?),
    };
    let known: Vec<Passkey> = known.iter().filter_map(|key| serde_json::from_str(key).ok()).collect();
    let known = known.iter().map(|key| key.cred_id().clone()).collect();
    let (mut question, state) = ceremony.start_passkey_registration(handle, &email, &name, Some(known)).map_err(unexpected)?;
    // The device must keep whose key it is: at the door nobody types a name.
    if let Some(wished) = question.public_key.authenticator_selection.as_mut() {
        wished.require_resident_key = true;
        wished.resident_key = Some(webauthn_rs_proto::ResidentKeyRequirement::Required);
    }
    let asked = Asked { handle: handle.to_string(), state: serde_json::to_string(&state).map_err(unexpected)? };
    let token = ask.write(|tx| {
        attempt.succeeded(tx)?;
        keep(tx, Some(person), &asked, &ask.address, ask.now.as_millisecond())
    })?;
    pages::json(&json!({"token": token, "publicKey": question.public_key}))
}

/// `POST /settings/passkeys`: the device's answer.
pub(super) fn add(ask: &mut Ask) -> Answer {
    match added(ask) {
        Ok(()) => Ok(Reply::see("/settings/second-factor?saved=1")),
        other => again(ask, other),
    }
}

fn added(ask: &Ask) -> Result<(), Failure> {
    let person = ask.actor()?.person_id;
    let now = ask.now.as_millisecond();
    let asked = ask.write(|tx| take(tx, ask.form("token"), Some(person), now))?.ok_or_else(|| Failure::form("passkeys-over"))?;
    let refused = || Failure::form("passkeys-not-taken");
    let state: PasskeyRegistration = serde_json::from_str(&asked.state).map_err(unexpected)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(ask.form("answer")).map_err(|_| refused())?;
    let ceremony = ceremony(ask)?.ok_or_else(refused)?;
    let key = ceremony.finish_passkey_registration(&answer, &state).map_err(|error| {
        tracing::info!(%error, "a passkey was not taken");
        refused()
    })?;
    let typed: String = ask.form("name").chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    let name = Some(typed.trim().to_owned()).filter(|name| !name.is_empty()).unwrap_or_else(|| ask.device.clone());
    let name = if name.is_empty() { ask.say("passkey-unnamed") } else { name };
    let kept = serde_json::to_string(&key).map_err(unexpected)?;
    ask.write(|tx| {
        if lines(tx, person)?.len() >= KEYS_MAX || !insert(tx, person, &name, (&web::secret::hex(key.cred_id().as_ref()), &asked.handle, &kept), now)?
        {
            return Err(refused());
        }
        Ok(ask.audit(tx, Kind::PasskeyAdded, &name, &[])?)
    })
}

/// `POST /settings/passkeys/{id}/removal`.
pub(super) fn remove(ask: &mut Ask) -> Answer {
    let (person, id): (_, i64) = (ask.actor()?.person_id, ask.path("id")?);
    ask.write(|tx| {
        let name = remove_one(tx, person, id)?.ok_or(Failure::NotFound)?;
        Ok::<_, Failure>(ask.audit(tx, Kind::PasskeyRemoved, &name, &[])?)
    })?;
    Ok(Reply::see("/settings/second-factor?saved=1"))
}

pub(super) fn unexpected(error: impl std::fmt::Display) -> Failure {
    Failure::Unexpected(format!("passkeys: {error}"))
}
