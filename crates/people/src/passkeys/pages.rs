//! The button at the door and the list in one's own settings.
//!
//! Owns how they look; both stay hidden until the script has seen that the browser can make and use passkeys.

use super::ceremony::is_possible;
use super::stored::{Line, lines};
use maud::{Markup, html};
use serde_json::Value;
use web::form::{Form, percent};
use web::{Answer, Ask, Failure, Reply, layout};

/// The button at the door.
pub(crate) fn button(ask: &Ask, next: &str) -> Markup {
    if !is_possible(ask) {
        return html! {};
    }
    let to = format!("/sign-in/passkey?next={}&language={}", percent(next), ask.language().as_str());
    html! {
        form.sign-in-provider method="post" action=(to) data-passkey="get" data-passkey-question="/sign-in/passkey/question" hidden {
            (layout::csrf(ask))
            input type="hidden" name="token";
            input type="hidden" name="answer";
            button.btn type="submit" { (ask.say("passkeys-enter")) }
            p.field-error data-passkey-said role="alert" hidden { (ask.say("passkeys-broken-off")) }
        }
    }
}

/// The list and the form on the page of the second factor.
///
/// # Errors
/// [`Failure`] if the store fails.
pub(crate) fn section(ask: &Ask) -> Result<Markup, Failure> {
    let person = ask.actor()?.person_id;
    let keys = ask.read(|tx| lines(tx, person))?;
    let form = Form::new(ask.texts(), Vec::new());
    Ok(html! {
        section.section aria-labelledby="passkeys" {
            h2 #passkeys { (ask.say("passkeys-title")) }
            p { (ask.say("passkeys-lead")) }
            @if keys.is_empty() { p.quiet { (ask.say("passkeys-none")) } }
            @else { ul.rows { @for key in &keys { (line(ask, key)?) } } }
            @if is_possible(ask) {
                p.notice data-passkey-missing { (ask.say("passkeys-need")) }
                form.form.passkey-form method="post" action="/settings/passkeys" data-passkey="create" data-passkey-question="/settings/passkeys/question" hidden {
                    (layout::csrf(ask))
                    input type="hidden" name="token";
                    input type="hidden" name="answer";
                    (form.input("text", "name", "passkey-name", Some("passkey-name-hint"), "off"))
                    // The page asks for the password twice, for two things.
                    div.field {
                        label for="f-passkey-current" { (ask.say("people-password")) }
                        input #f-passkey-current type="password" name="current" autocomplete="current-password" required;
                    }
                    p.field-error data-passkey-said role="alert" hidden { (ask.say("passkeys-broken-off")) }
                    div.form-end { button.btn type="submit" { (ask.say("passkeys-add")) } }
                }
            } @else { p.notice { (ask.say("passkeys-no-host")) } }
        }
    })
}

fn line(ask: &Ask, key: &Line) -> Result<Markup, Failure> {
    let company = ask.company()?;
    let today = ask.today()?;
    let day = |at: i64| {
        let day = jiff::Timestamp::from_millisecond(at).map(|at| company.day_of(at)).unwrap_or_default();
        domain::natural_date::write_short(domain::Place::Day(day), today, ask.language())
    };
    let used = match key.used_at {
        Some(at) => ask.texts().with("passkey-used", &[("day", day(at).into())]),
        None => ask.say("passkey-unused"),
    };
    Ok(html! {
        li.row-item {
            div.row-main {
                strong dir="auto" { (key.name) }
                span.row-sub { (ask.texts().with("passkey-since", &[("day", day(key.made_at).into())])) " · " (used) }
            }
            span.row-end {
                form method="post" action={ "/settings/passkeys/" (key.id) "/removal" } {
                    (layout::csrf(ask))
                    button.btn aria-label={ (ask.say("passkey-remove")) ": " (key.name) } { (ask.say("passkey-remove")) }
                }
            }
        }
    })
}

/// A question as JSON.
pub(super) fn json(value: &Value) -> Answer {
    Ok(Reply::bytes("application/json", value.to_string().into_bytes()).header("cache-control", "no-store"))
}

/// What is wrong, for the script to show beside the form.
pub(super) fn said(ask: &Ask, failure: &Failure) -> Reply {
    let text = ask.texts().message(&failure.message());
    Reply::bytes("application/json", serde_json::json!({"said": text}).to_string().into_bytes()).status(failure.status())
}
