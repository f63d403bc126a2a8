//! `GET /settings/second-factor`: what there is, and the next step.
//!
//! Owns how it looks. Shows a secret only until its first code, and recovery codes only in the answer that made them.

use super::enrol::is_too_old;
use super::queries::{self, State};
use super::sealing::{SealingKey, has_place_for_key};
use super::{image, totp};
use crate::own_settings::{Screen, screen};
use maud::{Markup, html};
use web::form::Form;
use web::{Answer, Ask, Failure, Refusal, Reply, layout};

/// Shows where one stands.
pub(super) fn page(ask: &mut Ask) -> Answer {
    show(ask, None)
}

/// The same page with what is wrong.
pub(crate) fn again(ask: &Ask, outcome: Result<(), Failure>) -> Answer {
    match outcome {
        Ok(()) => show(ask, None),
        Err(Failure::Refused(refusal)) => Ok(show(ask, Some(refusal))?.status(422)),
        Err(failure @ (Failure::TooMany(_) | Failure::Crowded(_))) => {
            Ok(show(ask, Some(Refusal { field: "", message: failure.message() }))?.later(&failure))
        }
        Err(failure) => Err(failure),
    }
}

/// The recovery codes, to be written down now.
pub(super) fn codes(ask: &Ask, codes: &[String]) -> Reply {
    let body = html! {
        h2 { (ask.say("recovery-title")) }
        p { (ask.say("recovery-text")) }
        ol.recovery { @for code in codes { li { code { (code) } } } }
        div.form-end { a.btn.btn-go href="/settings/second-factor" { (ask.say("recovery-kept")) } }
    };
    screen(ask, Screen::SecondFactor, body)
}

fn show(ask: &Ask, refusal: Option<Refusal>) -> Answer {
    let actor = ask.actor()?;
    let state = ask.read(|tx| queries::state(tx, actor.person_id))?;
    let is_demanded = ask.company()?.second_factor_roles.contains(&actor.role);
    let mut form = Form::new(ask.texts(), Vec::new());
    form.refusal = refusal;
    let next = match &state {
        Some(state) if state.confirmed_at.is_some() => on(ask, &form, state, is_demanded),
        Some(state) if !is_too_old(state, ask) => waiting(ask, &form, state)?,
        _ if !has_place_for_key(&ask.app) => html! { p.notice.notice-bad { (ask.say("second-factor-no-key")) } },
        _ => off(ask, &form),
    };
    let is_missing = state.as_ref().is_none_or(|state| state.confirmed_at.is_none());
    let body = html! {
        @if is_demanded && is_missing { p.notice.notice-bad role="status" { (ask.say("second-factor-must")) } }
        p.page-lead { (ask.say("second-factor-lead")) }
        (next)
        (crate::passkeys::pages::section(ask)?)
    };
    Ok(screen(ask, Screen::SecondFactor, body))
}

fn off(ask: &Ask, form: &Form<'_>) -> Markup {
    html! {
        form.form method="post" action="/settings/second-factor" {
            (layout::csrf(ask))
            (form.notice())
            (form.input("password", "current", "password-current", None, "current-password"))
            div.form-end { button.btn.btn-go type="submit" { (ask.say("second-factor-begin")) } }
        }
    }
}

fn waiting(ask: &Ask, form: &Form<'_>, state: &State) -> Result<Markup, Failure> {
    let actor = ask.actor()?;
    let opened = SealingKey::of(&ask.app, false)?.and_then(|key| key.open(actor.person_id, &state.sealed));
    let Some(secret) = opened else { return Ok(off(ask, form)) };
    let email: String = ask.read(|tx| tx.one("SELECT email FROM person WHERE id = $1", store::params![actor.person_id]))?;
    let uri = totp::uri(&secret, &ask.company()?.name, &email);
    let spelled: Vec<char> = totp::base32(&secret).chars().collect();
    let spelled = spelled.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    Ok(html! {
        ol.steps-list {
            li { p { (ask.say("second-factor-scan")) } (image::image(&uri, &ask.say("second-factor-image"))?) }
            li {
                p { (ask.say("second-factor-or-type")) }
                p { code.secret { (spelled) } }
                details { summary { (ask.say("second-factor-uri")) } p { code.secret { (uri) } } }
            }
            li {
                form.form method="post" action="/settings/second-factor/confirmation" {
                    (layout::csrf(ask))
                    (form.notice())
                    (form.input("text", "code", "second-factor-code", Some("second-factor-code-hint"), "one-time-code"))
                    div.form-end { button.btn.btn-go type="submit" { (ask.say("second-factor-confirm")) } }
                }
            }
        }
    })
}

fn on(ask: &Ask, form: &Form<'_>, state: &State, is_demanded: bool) -> Markup {
    let texts = ask.texts();
    html! {
        p.notice.notice-good { (texts.say("second-factor-on")) }
        section.section {
            h2 { (texts.say("recovery-title")) }
            p { (texts.with("recovery-left", &[("count", state.codes_left.into())])) }
            form.form method="post" action="/settings/second-factor/codes" {
                (layout::csrf(ask))
                (form.notice())
                (form.input("password", "current", "password-current", None, "current-password"))
                div.form-end {
                    button.btn type="submit" { (texts.say("recovery-new")) }
                    @if !is_demanded { button.btn.btn-bad type="submit" formaction="/settings/second-factor/removal" { (texts.say("second-factor-off-go")) } }
                }
            }
        }
    }
}
