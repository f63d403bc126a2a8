//! `POST /settings/reminders/trial`: sends oneself a word, on every way that is switched on.
//!
//! Owns that nobody tries more often than once a minute. Waits for the answer, so that the page can say it.

use super::mail::Mailer;
use super::page;
use super::push::{Answered, Device, Pusher};
use super::words;
use store::params;
use web::{Answer, Ask, Failure, Message};

pub(super) fn trial(ask: &mut Ask) -> Answer {
    let said = match tried(ask) {
        Ok(said) => said,
        Err(Failure::Refused(refusal)) => return page::again(ask, refusal),
        Err(failure) => return Err(failure),
    };
    page::after_trial(ask, &said)
}

/// What each way answered.
fn tried(ask: &Ask) -> Result<Vec<(bool, String)>, Failure> {
    let person = ask.actor()?.person_id;
    let (way, name, email) = ask.read(|tx| {
        let row = tx.row("SELECT remind_by, name, email FROM person WHERE id = $1", params![person])?.ok_or(Failure::NotFound)?;
        Ok::<(String, String, String), Failure>((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let devices = ask.read(super::devices::all)?.remove(&person).unwrap_or_default();
    let by_push = matches!(way.as_str(), "push" | "both");
    let mail = ask.app.config.outgoing.mail.as_ref().filter(|_| matches!(way.as_str(), "email" | "both"));
    if (!by_push || devices.is_empty()) && mail.is_none() {
        return Err(Failure::form("reminders-trial-nothing"));
    }
    once_a_minute(ask)?;
    let mut said = Vec::new();
    let words = words::of_trial(&ask.texts());
    if by_push && !devices.is_empty() {
        let pusher = Pusher::new(&ask.app.db, &ask.app.config, ask.now)?;
        let ask_now = ask.now;
        // All at once: a device that does not answer costs ten seconds, and ten of them no more than that.
        let answers: Vec<Answered> = std::thread::scope(|scope| {
            let sending: Vec<_> = devices.iter().map(|device| scope.spawn(|| pusher.send(device, &words, 2, ask_now))).collect();
            sending.into_iter().map(|one| one.join().unwrap_or(Answered::Unasked)).collect()
        });
        for (device, answer) in devices.iter().zip(&answers) {
            said.push(pushed(ask, device, answer)?);
        }
    }
    if let Some(mail) = mail {
        let sent = Mailer::new(mail).and_then(|mailer| mailer.send((&name, &email), &words, &ask.app.config.base_url).map_err(|why| why.to_string()));
        if let Err(why) = &sent {
            tracing::warn!(why, "a trial mail could not be sent");
        }
        let key = if sent.is_ok() { "reminders-trial-mailed" } else { "reminders-trial-not-mailed" };
        said.push((sent.is_ok(), ask.texts().message(&Message::new(key).with("address", email))));
    }
    Ok(said)
}

fn pushed(ask: &Ask, device: &Device, answer: &Answered) -> Result<(bool, String), Failure> {
    let name: String = ask.read(|tx| tx.one("SELECT device FROM push_subscription WHERE id = $1", params![device.id]))?;
    let name = if name.is_empty() { ask.say("reminders-device-unnamed") } else { name };
    let key = match answer {
        Answered::Taken => "reminders-trial-pushed",
        Answered::Gone => {
            ask.write(|tx| tx.run("DELETE FROM push_subscription WHERE id = $1", params![device.id]))?;
            "reminders-trial-gone"
        }
        Answered::Unasked => "reminders-trial-not-pushed",
        Answered::Later(why) | Answered::Refused(why) => {
            tracing::warn!(device = device.id, why, "a trial push could not be sent");
            "reminders-trial-not-pushed"
        }
    };
    Ok((*answer == Answered::Taken, ask.texts().message(&Message::new(key).with("device", name))))
}

/// A trial stands in the same table as what was told: once a minute for each person.
fn once_a_minute(ask: &Ask) -> Result<(), Failure> {
    let person = ask.actor()?.person_id;
    let local = ask.now.to_zoned(ask.company()?.zone.clone());
    let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
    let first = ask.write(|tx| {
        tx.run(
            "INSERT INTO reminder (slip_id, person_id, device_id, place, minute, tries, claimed_until, sent_at) VALUES (0, $1, 0, $2, $3, 1, $4, $4)
             ON CONFLICT (slip_id, person_id, device_id, place, minute) DO NOTHING",
            params![person, local.date(), minute, ask.now.as_millisecond()],
        )
    })?;
    if first == 0 { Err(Failure::form("reminders-trial-wait")) } else { Ok(()) }
}
