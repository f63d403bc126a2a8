//! `POST /colleagues/{id}/link`: a link with which a colleague chooses a password.
//!
//! Owns the one page that shows the link. Never stores it: it cannot be shown a second time.

use crate::colleagues::queries;
use crate::link::{self, Purpose, VALID_DAYS};
use crate::own_settings::{Screen, screen};
use domain::PersonId;
use maud::html;
use web::audit::Kind;
use web::{Answer, Ask, Failure, Reply};

/// Makes the link and shows it; earlier ones end.
pub(crate) fn make(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    let (name, token) = ask.write(|tx| {
        // Whoever has left cannot use a link; the same answer as for nobody.
        let colleague = queries::colleague(tx, id)?.filter(|colleague| colleague.active).ok_or(Failure::NotFound)?;
        let token = link::make(tx, Purpose::Password(id), ask.now)?;
        ask.audit(tx, Kind::LinkMade, &colleague.name, &[])?;
        Ok::<_, Failure>((colleague.name, token))
    })?;
    Ok(show(ask, &name, &token))
}

/// The page with the link, to be copied now.
pub(crate) fn show(ask: &Ask, name: &str, token: &str) -> Reply {
    let texts = ask.texts();
    // Built from the configured address, never from what the browser says of the host.
    let link = format!("{}/password?token={token}", ask.app.config.base_url.trim_end_matches('/'));
    let body = html! {
        div.form {
            h2 { (texts.with("link-title", &[("name", name.into())])) }
            p { (texts.with("link-text", &[("days", VALID_DAYS.into())])) }
            div.field {
                label for="f-link" { (texts.say("link-label")) }
                input #f-link type="text" readonly value=(link) autocomplete="off" spellcheck="false";
            }
            div.form-end { a.btn.btn-go href="/colleagues" { (texts.say("link-done")) } }
        }
    };
    screen(ask, Screen::Colleagues, body)
}
