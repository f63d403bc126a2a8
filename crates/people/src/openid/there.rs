//! `GET /sign-in/provider`: the way to the provider.
//!
//! Owns what is kept until the browser comes back, and the cookie by which it is recognised.

use super::provider::way;
use super::stored::{Asked, keep};
use super::{back_address, pages, settings};
use crate::signing_in::pages::next;
use web::{Answer, Ask, Reply, secret, session};

/// Goes there.
pub(super) fn go(ask: &mut Ask) -> Answer {
    let settings = settings(ask)?;
    let now = ask.now.as_millisecond();
    let _place = ask.app.door.enter()?;
    let way = match way(settings, &back_address(ask), now) {
        Ok(way) => way,
        Err(trouble) => return Ok(pages::trouble(ask, &trouble)),
    };
    let browser = secret::token()?;
    // Without what was looked for there: that may be a client's name, which is kept in no table but those of files.
    let path = next(ask).split('?').next().unwrap_or("/").to_owned();
    let asked = Asked { nonce: way.nonce, verifier: way.verifier, next: path };
    ask.write(|tx| keep(tx, (&way.state, &browser), &asked, &ask.address, now))?;
    Ok(Reply::elsewhere(&way.address).header("set-cookie", session::door_cookie(&ask.app.config, &browser)))
}
