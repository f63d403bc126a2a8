//! `POST /settings/reminders`: how one is told.
//!
//! Owns the reading of that form. It can be taken back like everything else.

use super::page;
use binder::undo::{Recorder, Table};
use domain::reminder::BEFORE_MAX;
use store::Value;
use web::{Answer, Ask, Failure, Message, Reply};

/// Changes the settings, all or nothing.
pub(super) fn save(ask: &mut Ask) -> Answer {
    match saved(ask) {
        Ok(to) => Ok(Reply::see(&to)),
        Err(Failure::Refused(refusal)) => page::again(ask, refusal),
        Err(failure) => Err(failure),
    }
}

fn saved(ask: &Ask) -> Result<String, Failure> {
    let actor = ask.actor()?;
    let set = typed(ask)?;
    let undo_id = ask.write(|tx| {
        let mut recorder = Recorder::default();
        recorder.change(tx, Table::Person, actor.person_id.0, &set)?;
        recorder.finish(tx, actor.person_id, ask.now.as_millisecond(), &Message::new("did-set-reminders"))
    })?;
    Ok(format!("/settings/reminders?did={undo_id}"))
}

fn typed(ask: &Ask) -> Result<Vec<(&'static str, Value)>, Failure> {
    let way = ask.form("remind_by");
    if !["none", "push", "email", "both"].contains(&way) {
        return Err(Failure::Malformed("remind_by"));
    }
    if matches!(way, "email" | "both") && ask.app.config.outgoing.mail.is_none() {
        return Err(Failure::field("remind_by", "reminders-mail-missing"));
    }
    let before = ask.form("remind_minutes").parse::<u16>().ok().filter(|minutes| *minutes <= BEFORE_MAX);
    let wrong = || Failure::field("remind_minutes", Message::new("settings-number-odd").with("least", 0_i64).with("most", i64::from(BEFORE_MAX)));
    Ok(vec![
        ("remind_by", way.into()),
        ("remind_minutes", before.ok_or_else(wrong)?.into()),
        ("quiet_from", minute(ask, "quiet_from")?.into()),
        ("quiet_to", minute(ask, "quiet_to")?.into()),
        ("remind_names", ask.has("remind_names").into()),
    ])
}

/// "20:30" as a minute of the day.
fn minute(ask: &Ask, field: &'static str) -> Result<u16, Failure> {
    let read = || {
        let (hours, minutes) = ask.form(field).split_once(':')?;
        let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    };
    read().ok_or_else(|| Failure::field(field, "reminders-time-odd"))
}
