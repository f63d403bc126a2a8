//! What a reminder says, in the person's language.
//!
//! Owns the words alone: by default neither a client nor a colleague is named, because a locked screen shows them.

use super::due::Reminder;
use crate::open_file::view::kind_key;
use domain::mail::one_line;
use web::{Message, Texts};

/// Longest name in a reminder, characters.
const NAME_MAX: usize = 120;

/// The words of one reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub title: String,
    /// One or two lines.
    pub body: String,
    /// Where it leads: a path of ours.
    pub path: String,
    /// What takes the place of what was shown before.
    pub tag: String,
    /// "km".
    pub language: &'static str,
    /// What the link is called in a mail.
    pub open: String,
    /// Why this mail came and how to end it.
    pub why: String,
}

/// The words for that reminder.
pub(super) fn of(texts: &Texts<'_>, reminder: &Reminder) -> Words {
    let time = format!("{:02}:{:02}", reminder.minute / 60, reminder.minute % 60);
    let kind = texts.say(kind_key(reminder.kind));
    let names = reminder.listener.names;
    let what = if names { one_line(&reminder.about, NAME_MAX) } else { kind.clone() };
    let left = Message::new("reminder-left").with("minutes", reminder.minutes_left);
    let mut parts = vec![texts.message(&left)];
    if names {
        parts.push(kind);
        parts.extend(reminder.instead_of.as_deref().map(|name| texts.message(&Message::new("reminder-for").with("name", one_line(name, NAME_MAX)))));
    } else if reminder.instead_of.is_some() {
        parts.push(texts.say("reminder-for-absent"));
    }
    Words {
        title: format!("{time} · {what}"),
        body: parts.join(" · "),
        path: reminder.client_id.map_or_else(|| "/".to_owned(), |id| format!("/files/{id}")),
        tag: format!("slip-{}", reminder.slip_id),
        language: texts.language.as_str(),
        open: texts.say(if reminder.client_id.is_some() { "reminder-open" } else { "reminder-open-day" }),
        why: texts.say("reminder-why"),
    }
}

/// The words of a trial.
pub(super) fn of_trial(texts: &Texts<'_>) -> Words {
    Words {
        title: texts.say("reminder-trial-title"),
        body: texts.say("reminder-trial-body"),
        path: "/settings/reminders".to_owned(),
        tag: "trial".to_owned(),
        language: texts.language.as_str(),
        open: texts.say("reminder-open-settings"),
        why: texts.say("reminder-why"),
    }
}
