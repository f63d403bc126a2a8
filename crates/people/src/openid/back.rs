//! `GET /sign-in/provider/back`: who comes back, and who that is here.
//!
//! Owns the decision: the account that is known already, else the one active person with the verified address. An account
//! that takes the place of another at the same provider is refused until somebody takes the old one off.

use super::provider::{Told, who};
use super::stored::{link, linked, linked_at, take, used};
use super::{back_address, pages, settings};
use crate::signing_in::{queries, sign_in::told as tell};
use domain::PersonId;
use store::Tx;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Reply, session};

/// Why somebody whom the provider knows stays outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outside {
    /// The provider has verified no address.
    Unverified,
    /// Nobody here has that address.
    Unknown(String),
    /// Somebody here has it, and is another account there.
    Another(String),
}

/// Comes in, or is told why not.
pub(super) fn come(ask: &mut Ask) -> Answer {
    let settings = settings(ask)?;
    let now = ask.now.as_millisecond();
    let (state, browser) = (ask.query("state").unwrap_or("").to_owned(), ask.door_token.clone());
    let Some(asked) = ask.write(|tx| take(tx, (&state, &browser), now))? else { return Ok(pages::over(ask)) };
    let Some(code) = ask.query("code").filter(|_| ask.query("error").is_none()) else { return Ok(pages::refused_there(ask)) };
    let _place = ask.app.door.enter()?;
    let told = match who(settings, &back_address(ask), code, (asked.nonce, asked.verifier), now) {
        Ok(told) => told,
        Err(trouble) => return Ok(pages::trouble(ask, &trouble)),
    };
    match ask.write(|tx| entered(tx, ask, &settings.issuer, &told))? {
        Ok(token) => Ok(Reply::see(&asked.next)
            .header("set-cookie", session::cookie(&ask.app.config, &token))
            .header("set-cookie", session::door_cookie(&ask.app.config, ""))),
        Err(outside) => Ok(pages::outside(ask, &outside)),
    }
}

fn entered(tx: &mut Tx<'_>, ask: &Ask, issuer: &str, told: &Told) -> Result<Result<String, Outside>, Failure> {
    let now = ask.now.as_millisecond();
    let (person, is_new) = match recognised(tx, issuer, told)? {
        Ok(found) => found,
        Err(outside) => return Ok(Err(outside)),
    };
    if is_new {
        link(tx, (issuer, &told.subject), person, now)?;
    } else {
        used(tx, (issuer, &told.subject), now)?;
    }
    if let Some(actor) = &ask.signed_in {
        queries::end_session(tx, &actor.session_hash)?;
    }
    let token = session::open_strong(tx, ask, person)?;
    if is_new {
        tell(tx, ask, person, Kind::ProviderLinked)?;
    }
    tell(tx, ask, person, Kind::SignedIn)?;
    Ok(Ok(token))
}

/// The person, and whether the account is new to us.
fn recognised(tx: &mut Tx<'_>, issuer: &str, told: &Told) -> Result<Result<(PersonId, bool), Outside>, Failure> {
    if let Some((person, is_active)) = linked(tx, issuer, &told.subject)? {
        let name = told.email.clone().unwrap_or_default();
        return Ok(if is_active { Ok((person, false)) } else { Err(Outside::Unknown(name)) });
    }
    let Some(email) = &told.email else { return Ok(Err(Outside::Unverified)) };
    let Some(door) = queries::door(tx, email)? else { return Ok(Err(Outside::Unknown(email.clone()))) };
    Ok(if linked_at(tx, issuer, door.person_id)?.is_some() { Err(Outside::Another(email.clone())) } else { Ok((door.person_id, true)) })
}
