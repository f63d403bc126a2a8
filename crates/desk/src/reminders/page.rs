//! `GET /settings/reminders`: how one is told of agreed times, and where.
//!
//! Owns how it is shown, each state in words: not supported, refused by the browser, no mail server.

use super::devices::{self, DEVICES_MAX, DeviceLine};
use super::push::stored_public_key;
use crate::frame;
use maud::{Markup, html};
use people::own_settings::{Screen, screen};
use store::params;
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Message, Refusal, Texts};

pub(super) fn page(ask: &mut Ask) -> Answer {
    let values = stored(ask)?;
    show(ask, values, None, &[])
}

/// The same page with what was typed and what is wrong with it.
pub(super) fn again(ask: &Ask, refusal: Refusal) -> Answer {
    let values = if ask.has("remind_by") { ask.form_fields().to_vec() } else { stored(ask)? };
    Ok(show(ask, values, Some(refusal), &[])?.status(422))
}

/// The same page with what became of a trial.
pub(super) fn after_trial(ask: &Ask, said: &[(bool, String)]) -> Answer {
    show(ask, stored(ask)?, None, said)
}

fn stored(ask: &Ask) -> Result<Vec<(String, String)>, Failure> {
    let person = ask.actor()?.person_id;
    let sql = "SELECT remind_by, remind_minutes, quiet_from, quiet_to, remind_names FROM person WHERE id = $1";
    let row = ask.read(|tx| tx.row(sql, params![person]))?.ok_or(Failure::NotFound)?;
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let mut values = vec![
        ("remind_by".to_owned(), row.get(0)?),
        ("remind_minutes".to_owned(), row.get::<i64>(1)?.to_string()),
        ("quiet_from".to_owned(), time(row.get(2)?)),
        ("quiet_to".to_owned(), time(row.get(3)?)),
    ];
    if row.get(4)? {
        values.push(("remind_names".to_owned(), "1".to_owned()));
    }
    Ok(values)
}

fn show(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>, said: &[(bool, String)]) -> Answer {
    let person = ask.actor()?.person_id;
    let devices = ask.read(|tx| devices::of(tx, person))?;
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let body = html! {
        div.reminders {
            (frame::did(ask, false)?)
            @for (is_good, line) in said {
                p.notice.notice-good[*is_good].notice-bad[!*is_good] role="status" { (line) }
            }
            p.page-lead { (ask.say("reminders-lead")) }
            form.form method="post" action="/settings/reminders" {
                (csrf(ask))
                (form.notice())
                (how(ask, &form))
                (when(&form))
                div.form-end { button.btn.btn-go type="submit" { (ask.say("settings-save")) } }
            }
            (this_device(ask, &devices)?)
            (list(ask, &devices)?)
            (trial(ask))
        }
    };
    Ok(screen(ask, Screen::Reminders, body))
}

fn how(ask: &Ask, form: &Form<'_>) -> Markup {
    let texts = form.texts;
    let ways = [
        ("none", texts.say("reminders-none"), texts.say("reminders-none-hint")),
        ("push", texts.say("reminders-push"), texts.say("reminders-push-hint")),
        ("email", texts.say("reminders-email"), texts.say("reminders-email-hint")),
        ("both", texts.say("reminders-both"), texts.say("reminders-both-hint")),
    ];
    html! {
        fieldset.fields {
            legend { (texts.say("reminders-how")) }
            div.choices role="radiogroup" aria-label=(texts.say("reminders-how")) {
                @for (way, name, hint) in &ways {
                    label.choice {
                        input type="radio" name="remind_by" value=(way) checked[form.value("remind_by") == *way];
                        strong { (name) }
                        span { (hint) }
                    }
                }
            }
            @if let Some(refusal) = form.refusal.as_ref().filter(|refusal| refusal.field == "remind_by") {
                p.field-error #e-remind_by role="alert" { (texts.message(&refusal.message)) }
            } @else if ask.app.config.outgoing.mail.is_none() { p.notice { (texts.say("reminders-mail-missing")) } }
            (form.check("remind_names", "reminders-names"))
            p.field-hint { (texts.say("reminders-names-hint")) }
        }
    }
}

fn when(form: &Form<'_>) -> Markup {
    html! {
        fieldset.fields {
            legend { (form.texts.say("reminders-when")) }
            (form.input("number", "remind_minutes", "reminders-minutes", Some("reminders-minutes-hint"), "off"))
            div.field-pair {
                (form.input("time", "quiet_from", "reminders-quiet-from", None, "off"))
                (form.input("time", "quiet_to", "reminders-quiet-to", None, "off"))
            }
            p.field-hint { (form.texts.say("reminders-quiet-hint")) }
        }
    }
}

/// The script shows the one state that holds; without it the first stands.
fn this_device(ask: &Ask, devices: &[DeviceLine]) -> Result<Markup, Failure> {
    let texts = ask.texts();
    let key = ask.read(stored_public_key)?;
    // The script compares what the browser holds with what stands here: an address that fails often is still one.
    let known: Vec<&str> = devices.iter().map(|device| device.endpoint.as_str()).collect();
    let is_full = devices.len() as i64 >= DEVICES_MAX;
    Ok(html! {
        section.section aria-labelledby="reminders-here" {
            h2 #reminders-here { (texts.say("reminders-here")) }
            div data-push=(key) data-push-known=(known.join(" ")) role="status" {
                p data-push-state="script" { (texts.say("reminders-here-script")) }
                p.notice data-push-state="unsupported" hidden { (texts.say("reminders-here-unsupported")) }
                p.notice data-push-state="insecure" hidden { (texts.say("reminders-here-insecure")) }
                p.notice.notice-bad data-push-state="denied" hidden { (texts.say("reminders-here-denied")) }
                p.notice.notice-bad data-push-state="failed" hidden { (texts.say("reminders-here-failed")) }
                div data-push-state="off" hidden {
                    p { (texts.say("reminders-here-off")) }
                    @if is_full {
                        p.notice { (texts.message(&Message::new("reminders-devices-full").with("most", DEVICES_MAX))) }
                    } @else {
                        p.row { button.btn.btn-go type="button" data-push-on { (texts.say("reminders-here-switch-on")) } }
                    }
                }
                div data-push-state="on" hidden {
                    p.notice.notice-good { (texts.say("reminders-here-on")) }
                    p.row { button.btn type="button" data-push-off { (texts.say("reminders-here-switch-off")) } }
                }
            }
        }
    })
}

fn list(ask: &Ask, devices: &[DeviceLine]) -> Result<Markup, Failure> {
    let texts = ask.texts();
    let company = ask.company()?;
    Ok(html! {
        section.section aria-labelledby="reminders-devices" {
            h2 #reminders-devices { (texts.say("reminders-devices")) }
            @if devices.is_empty() { p.quiet { (texts.say("reminders-devices-none")) } }
            @else { ul.rows {
                @for device in devices {
                    li.row-item data-push-device=(device.endpoint) {
                        div.row-main {
                            strong { @if device.name.is_empty() { (texts.say("reminders-device-unnamed")) } @else { (device.name) } }
                            span.quiet { (since(&texts, company, device.at)) }
                            @if device.failures > 0 { span.quiet { (texts.message(&Message::new("reminders-device-failures").with("count", device.failures))) } }
                        }
                        span.row-end {
                            form method="post" action={ "/settings/reminders/devices/" (device.id) "/removal" } {
                                (csrf(ask))
                                button.btn { (texts.say("reminders-device-remove")) }
                            }
                        }
                    }
                }
            } }
        }
    })
}

fn since(texts: &Texts<'_>, company: &web::Company, at: i64) -> String {
    let day = jiff::Timestamp::from_millisecond(at).map(|at| company.day_of(at)).unwrap_or_default();
    let day = format!("{} {} {}", day.day(), domain::natural_date::month_short_in_date(day.month(), texts.language), day.year());
    texts.message(&Message::new("reminders-device-since").with("day", day))
}

fn trial(ask: &Ask) -> Markup {
    html! {
        section.section aria-labelledby="reminders-trial" {
            h2 #reminders-trial { (ask.say("reminders-trial")) }
            p { (ask.say("reminders-trial-lead")) }
            form method="post" action="/settings/reminders/trial" {
                (csrf(ask))
                button.btn { (ask.say("reminders-trial-go")) }
            }
        }
    }
}
