//! The pages of the set-up: the form, and the choice of how to begin.
//!
//! Owns what the form shows before anything was typed. Never shows a password again.

use crate::company::{fields, holidays};
use crate::{link, week};
use jiff::tz::TimeZone;
use maud::{Markup, html};
use web::form::Form;
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, layout};

/// Six hours of calls and visits a day (B24), five days a week.
const USUAL_WEEK: [u16; 7] = [360, 360, 360, 360, 360, 0, 0];

/// Refuses whoever comes without the one-time link, or after the company was set up.
///
/// # Errors
/// [`Failure::NotFound`].
pub(crate) fn only_with_link(ask: &Ask) -> Result<(), Failure> {
    if ask.company().is_ok() || !has_link(ask)? { Err(Failure::NotFound) } else { Ok(()) }
}

fn has_link(ask: &Ask) -> Result<bool, Failure> {
    let Some(token) = ask.query("token") else { return Ok(false) };
    Ok(ask.read(|tx| link::is_set_up(tx, token, ask.now))?)
}

/// `GET /set-up`.
pub(crate) fn form(ask: &mut Ask) -> Answer {
    if ask.company().is_err() && !has_link(ask)? {
        return Ok(without_link(ask));
    }
    only_with_link(ask)?;
    Ok(show(ask, first_values(ask), None))
}

/// The same form with what was typed and what is wrong with it.
pub(crate) fn again(ask: &Ask, refusal: Refusal) -> Reply {
    show(ask, ask.form_fields().to_vec(), Some(refusal)).status(422)
}

fn first_values(ask: &Ask) -> Vec<(String, String)> {
    let today = ask.now.to_zoned(TimeZone::UTC).date();
    let mut values = week::values(&USUAL_WEEK);
    values.extend([
        ("zone".to_owned(), "Asia/Phnom_Penh".to_owned()),
        ("language".to_owned(), ask.language().as_str().to_owned()),
        ("country".to_owned(), "KH".to_owned()),
        ("holidays".to_owned(), holidays::write(&holidays::cambodia(&ask.texts(), today))),
    ]);
    values
}

/// Whoever comes to a binder that is not set up yet, without the link, learns where the link is.
fn without_link(ask: &Ask) -> Reply {
    let body = html! { p { (ask.say("set-up-without-link")) } };
    layout::plain(ask, &ask.say("set-up-title"), false, body).status(404)
}

fn show(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Reply {
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    // No `action`: the form goes where the page came from, with its token.
    let body = html! {
        p.page-lead { (ask.say("set-up-lead")) }
        form.form method="post" {
            (form.notice())
            (first_person(&form))
            (fields::company(&form))
            fieldset.fields {
                legend { (ask.say("company-week")) }
                (week::fields(&form))
            }
            fieldset.fields {
                legend { (ask.say("company-holidays")) }
                (form.area("holidays", "company-holidays-list", 10, Some("company-holidays-hint")))
            }
            div.form-end { button.btn.btn-go type="submit" { (ask.say("set-up-go")) } }
        }
    };
    layout::plain(ask, &ask.say("set-up-title"), true, body)
}

fn first_person(form: &Form<'_>) -> Markup {
    html! {
        fieldset.fields {
            legend { (form.texts.say("set-up-first-person")) }
            p.field-hint { (form.texts.say("set-up-first-person-hint")) }
            (form.input("text", "name", "people-name", None, "name"))
            (form.input("email", "email", "people-email", None, "username"))
            (form.input("password", "password", "people-password", Some("password-hint"), "new-password"))
        }
    }
}

/// `GET /set-up/start`: with what to begin.
pub(crate) fn start(ask: &mut Ask) -> Answer {
    let texts = ask.texts();
    let body = html! {
        p.page-lead { (texts.say("start-lead")) }
        div.tiles {
            section.tile {
                h2 { (texts.say("start-import")) }
                p { (texts.say("start-import-text")) }
                a.btn.btn-go href="/import" { (texts.say("start-import-go")) }
            }
            section.tile {
                h2 { (texts.say("start-sample")) }
                p { (texts.say("start-sample-text")) }
                form method="post" action="/set-up/sample" {
                    (layout::csrf(ask))
                    button.btn type="submit" { (texts.say("start-sample-go")) }
                }
            }
            section.tile {
                h2 { (texts.say("start-empty")) }
                p { (texts.say("start-empty-text")) }
                a.btn href="/" { (texts.say("start-empty-go")) }
            }
        }
    };
    Ok(layout::sheet(ask, Nav::None, texts.say("start-title"), body))
}
