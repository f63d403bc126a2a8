//! The button at the door, the pages of whoever stays outside, and the link in one's own settings.
//!
//! Owns how they look. Never shows what the provider said: it may hold secrets, and stands in the log.

use super::back::Outside;
use super::provider::Trouble;
use super::stored::{linked_at, take_link_off};
use crate::signing_in::sign_in::told;
use maud::{Markup, html};
use web::audit::Kind;
use web::form::percent;
use web::{Answer, Ask, Failure, Message, Reply, layout, session};

/// The button; nothing where there is no provider.
pub(crate) fn button(ask: &Ask, next: &str) -> Markup {
    let Some(settings) = &ask.app.config.openid else { return html! {} };
    let to = format!("/sign-in/provider?next={}&language={}", percent(next), ask.language().as_str());
    html! {
        p.sign-in-provider { a.btn.btn-go[settings.is_only] href=(to) { (ask.texts().with("sign-in-provider", &[("name", settings.name.clone().into())])) } }
    }
}

/// Whether passwords open the door.
pub(crate) fn is_only(ask: &Ask) -> bool {
    ask.app.config.openid.as_ref().is_some_and(|settings| settings.is_only)
}

fn page(ask: &Ask, status: u16, said: &str) -> Reply {
    let body = html! {
        p role="alert" { (said) }
        p.row { a.btn.btn-go href="/sign-in" { (ask.say("sign-in-again")) } }
    };
    layout::plain(ask, &ask.say("sign-in-title"), false, body).status(status).header("set-cookie", session::door_cookie(&ask.app.config, ""))
}

fn named(ask: &Ask, key: &'static str) -> String {
    let name = ask.app.config.openid.as_ref().map(|settings| settings.name.clone()).unwrap_or_default();
    ask.texts().message(&Message::new(key).with("name", name))
}

/// The provider cannot be used now.
pub(super) fn trouble(ask: &Ask, trouble: &Trouble) -> Reply {
    match trouble {
        Trouble::Unreachable(why) => {
            tracing::warn!(why, "the provider of signing in cannot be reached");
            page(ask, 503, &named(ask, "sign-in-provider-unreachable"))
        }
        Trouble::Unbelievable(why) => {
            tracing::warn!(why, "what the provider of signing in said was not believed");
            page(ask, 403, &named(ask, "sign-in-provider-odd"))
        }
    }
}

/// Used already, too old, or of another browser.
pub(super) fn over(ask: &Ask) -> Reply {
    page(ask, 400, &ask.say("sign-in-provider-over"))
}

/// The person, or the provider, said no there.
pub(super) fn refused_there(ask: &Ask) -> Reply {
    page(ask, 403, &named(ask, "sign-in-provider-refused"))
}

/// The provider knows who it is, and here nobody does.
pub(super) fn outside(ask: &Ask, outside: &Outside) -> Reply {
    let said = match outside {
        Outside::Unverified => named(ask, "sign-in-provider-unverified"),
        Outside::Unknown(email) => ask.texts().with("sign-in-provider-unknown", &[("email", email.clone().into())]),
        Outside::Another(email) => ask.texts().with("sign-in-provider-another", &[("email", email.clone().into())]),
    };
    page(ask, 403, &said)
}

/// The part of one's own settings; nothing where there is no provider.
///
/// # Errors
/// [`Failure`] if the store fails.
pub(crate) fn section(ask: &Ask) -> Result<Markup, Failure> {
    let Some(settings) = &ask.app.config.openid else { return Ok(html! {}) };
    let person = ask.actor()?.person_id;
    let since = ask.read(|tx| linked_at(tx, &settings.issuer, person))?;
    let company = ask.company()?;
    Ok(html! {
        section.section aria-labelledby="provider" {
            h2 #provider { (ask.texts().with("provider-title", &[("name", settings.name.clone().into())])) }
            @match since {
                Some(at) => {
                    @let day = jiff::Timestamp::from_millisecond(at).map(|at| company.day_of(at)).unwrap_or_default();
                    p { (ask.texts().with("provider-since", &[("day", domain::natural_date::write_long(domain::Place::Day(day), ask.today()?, ask.language()).into())])) }
                    form method="post" action="/settings/provider/removal" {
                        (layout::csrf(ask))
                        button.btn { (ask.say("provider-remove")) }
                    }
                    p.field-hint { (ask.say("provider-remove-hint")) }
                }
                None => { p { (ask.say("provider-none")) } }
            }
        }
    })
}

/// `POST /settings/provider/removal`.
pub(super) fn remove(ask: &mut Ask) -> Answer {
    super::settings(ask)?;
    let person = ask.actor()?.person_id;
    ask.write(|tx| {
        if take_link_off(tx, person)? {
            told(tx, ask, person, Kind::ProviderUnlinked)?;
        }
        Ok::<_, Failure>(())
    })?;
    Ok(Reply::see("/settings?saved=1"))
}
