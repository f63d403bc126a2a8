//! `GET /settings/sessions`: where one is signed in.
//!
//! Owns how it looks. Never changes anything.

use super::end::NAME_LENGTH;
use crate::own_settings::{Screen, screen};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use store::{StoreError, Tx, params};
use web::countries::shown;
use web::layout::csrf;
use web::{Answer, Ask};

struct Session {
    hash: String,
    created_at: i64,
    seen_at: i64,
    address: String,
    device: String,
}

/// Shows every session, the last used first.
pub(super) fn page(ask: &mut Ask) -> Answer {
    let actor = ask.actor()?;
    let zone = ask.company()?.zone.clone();
    let sessions = ask.read(|tx| sessions(tx, ask))?;
    let body = html! {
        p.page-lead { (ask.say("sessions-lead")) }
        ul.sessions.rows { @for session in &sessions { (row(ask, session, session.hash == actor.session_hash, &zone)) } }
        @if sessions.len() > 1 {
            form method="post" action="/settings/sessions/others" { (csrf(ask)) button.btn.btn-bad type="submit" { (ask.say("sessions-end-others")) } }
        }
        p.field-hint { (ask.say("sessions-hint")) }
    };
    Ok(screen(ask, Screen::Sessions, body))
}

fn sessions(tx: &mut Tx<'_>, ask: &Ask) -> Result<Vec<Session>, StoreError> {
    let person_id = ask.signed_in.as_ref().map(|actor| actor.person_id);
    let rows = tx.rows(
        "SELECT token_hash, created_at, seen_at, address, device FROM session WHERE person_id = $1 AND expires_at > $2
         ORDER BY seen_at DESC, token_hash LIMIT 200",
        params![person_id, ask.now.as_millisecond()],
    )?;
    rows.iter()
        .map(|row| Ok(Session { hash: row.get(0)?, created_at: row.get(1)?, seen_at: row.get(2)?, address: row.get(3)?, device: row.get(4)? }))
        .collect()
}

fn row(ask: &Ask, session: &Session, is_this: bool, zone: &TimeZone) -> Markup {
    let texts = ask.texts();
    let device = if session.device.is_empty() { texts.say("sessions-unknown") } else { session.device.clone() };
    let times = [("first", moment(session.created_at, zone).into()), ("last", moment(session.seen_at, zone).into())];
    html! {
        li.row-item {
            div.row-main {
                p { strong { (device) } @if is_this { " " span.tag.tag-new { (texts.say("sessions-this")) } } }
                p.row-sub { @if !session.address.is_empty() { (shown(&texts, ask.app.config.countries.as_deref(), &session.address)) " · " } (texts.with("sessions-times", &times)) }
            }
            @if !is_this {
                form.row-end method="post" action="/settings/sessions/ending" {
                    (csrf(ask))
                    input type="hidden" name="session" value=(session.hash.get(..NAME_LENGTH).unwrap_or_default());
                    button.btn.btn-quiet type="submit" { (texts.say("sessions-end")) }
                }
            }
        }
    }
}

fn moment(at: i64, zone: &TimeZone) -> String {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}
