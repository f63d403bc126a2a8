//! Who else has a file open, and the quiet line that says it was changed meanwhile.
//!
//! Owns what a page says of itself and what it is told in its person's words. The stream of news is `web::live`;
//! nothing here is stored.

use binder::By;
use domain::{ClientId, PersonId};
use maud::{Markup, html};
use store::params;
use web::{Answer, Ask, Failure, Reply, Route, Texts, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![POST "/live/here" Staff here]
}

/// The places in an open file that the page fills: who is here too, and what was changed meanwhile.
pub fn places(texts: &Texts<'_>) -> Markup {
    html! {
        p.file-here #file-here role="status" {}
        p.file-news #file-news role="status" hidden { span {} " " button.btn type="button" data-live-look { (texts.say("live-look")) } }
    }
}

/// `POST /live/here`: that page has this file open, or none. The answer names who else has.
fn here(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let page: String = ask.form("page").chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    if page.is_empty() {
        return Err(Failure::Malformed("page"));
    }
    let client: Option<ClientId> = match ask.form("file") {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::Malformed("file"))?),
    };
    let file = client
        .map(|client| {
            ask.read(|tx| {
                binder::slips::seen_client(tx, &by, client)?;
                Ok::<_, Failure>((client, tx.one::<PersonId>("SELECT owner_id FROM client WHERE id = $1", params![client])?))
            })
        })
        .transpose()?;
    let actor = ask.actor()?;
    // A page is one person's: its name is kept apart from what others might send.
    let page = format!("{}p{page}", actor.person_id);
    let others = ask.app.live.here(&ask.app.db, &page, (actor.person_id, &actor.name), file, by.now)?;
    Ok(Reply::html(html! { @if !others.is_empty() { (said(&ask.texts(), &others)) } }))
}

/// "Dara Sok is here too".
fn said(texts: &Texts<'_>, others: &[String]) -> String {
    match others {
        [one] => texts.with("live-here", &[("name", one.as_str().into())]),
        several => texts.with("live-here-several", &[("names", several.join(", ").into())]),
    }
}
