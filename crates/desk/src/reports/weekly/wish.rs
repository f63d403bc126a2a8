//! The form at the end of the reports, and `POST /reports/weekly`: on which weekday somebody wishes the last week by e-mail.
//!
//! Owns the reading of that form. It can be taken back like everything else.

use super::skip;
use crate::frame;
use binder::undo::{Recorder, Table};
use domain::Place;
use domain::natural_date::{weekday_long, write_long};
use domain::reminder::QuietHours;
use domain::report::{next_telling, week_to_tell};
use jiff::civil::{DateTime, Weekday};
use maud::{Markup, html};
use store::params;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Message, Reply};

/// The form, with the day of the next letter.
///
/// # Errors
/// [`Failure`] if the store fails.
pub(in crate::reports) fn form(ask: &Ask) -> Result<Markup, Failure> {
    let person = ask.actor()?.person_id;
    let wished: i64 = ask.read(|tx| tx.one("SELECT report_weekday FROM person WHERE id = $1", params![person]))?;
    let texts = ask.texts();
    let has_mail = ask.app.config.outgoing.mail.is_some();
    let next = match weekday(wished) {
        Some(wished) => Some(write_long(Place::Day(next_telling(wished, local(ask)?)), ask.today()?, texts.language)),
        None => None,
    };
    Ok(html! {
        section.report-weekly aria-labelledby="report-weekly" {
            (frame::did(ask, false)?)
            h2 #report-weekly { (texts.say("report-weekly")) }
            p.quiet { (texts.say("report-weekly-about")) }
            @if !has_mail { p.notice { (texts.say("reminders-mail-missing")) } }
            @if has_mail || wished > 0 {
                form.row method="post" action="/reports/weekly" {
                    (csrf(ask))
                    label { span.sr-only { (texts.say("report-weekly-day")) }
                        select name="weekday" {
                            option value="0" selected[wished == 0] { (texts.say("report-weekly-never")) }
                            @for day in 1..=7_i64 {
                                @if let Some(name) = weekday(day) { option value=(day) selected[wished == day] { (weekday_long(name, texts.language)) } }
                            }
                        }
                    }
                    button.btn { (texts.say("settings-save")) }
                }
                @if let Some(next) = next { p.small.quiet { (texts.with("report-weekly-next", &[("day", next.into())])) } }
            }
        }
    })
}

pub(in crate::reports) fn save(ask: &mut Ask) -> Answer {
    let actor = ask.actor()?;
    let day: i64 = ask.form("weekday").parse().ok().filter(|day| (0..=7).contains(day)).ok_or(Failure::Malformed("weekday"))?;
    if day > 0 && ask.app.config.outgoing.mail.is_none() {
        return Err(Failure::form("reminders-mail-missing"));
    }
    let (local, now) = (local(ask)?, ask.now.as_millisecond());
    let is_begun = weekday(day).and_then(|wished| week_to_tell(wished, local, QuietHours { from: 0, to: 0 })).is_some();
    let undo_id = ask.write(|tx| {
        let mut recorder = Recorder::default();
        recorder.change(tx, Table::Person, actor.person_id.0, &[("report_weekday", day.into())])?;
        if is_begun {
            skip(tx, now, actor.person_id, local)?;
        }
        Ok::<_, Failure>(recorder.finish(tx, actor.person_id, now, &Message::new("did-set-weekly-report"))?)
    })?;
    Ok(Reply::see(&format!("/reports?did={undo_id}")))
}

fn weekday(day: i64) -> Option<Weekday> {
    i8::try_from(day).ok().and_then(|day| Weekday::from_monday_one_offset(day).ok())
}

fn local(ask: &Ask) -> Result<DateTime, Failure> {
    Ok(ask.now.to_zoned(ask.company()?.zone.clone()).datetime())
}
