//! Letters of a file, and how each stands.

use crate::frame;
use crate::mailboxes::{is_read_by, reader};
use binder::By;
use domain::{ClientId, LetterId, MailboxId, PersonId};
use store::{Row, StoreError, Tx, params};
use web::{Ask, Failure, Message};

/// How many of a file's letters are shown.
const SHOWN: u32 = 30;

/// A letter in the list of a file.
pub(crate) struct LetterLine {
    pub(crate) id: LetterId,
    pub(crate) to_line: String,
    pub(crate) subject: String,
    state: String,
    send_at: i64,
    trouble: String,
    remind_on: Option<i64>,
    reminded: String,
    /// How many pieces go with it.
    pub(crate) pieces: i64,
}

impl LetterLine {
    /// How it stands, in words.
    pub(crate) fn says(&self, ask: &Ask) -> String {
        let when = frame::moment(ask, self.send_at);
        let first = match self.state.as_str() {
            "waiting" if !self.trouble.is_empty() => {
                Message::new("letter-waiting-trouble").with("why", ask.say(trouble_key(&self.trouble))).with("when", when)
            }
            "waiting" => Message::new("letter-waiting").with("when", when),
            "going" => Message::new("letter-going"),
            "refused" => Message::new("letter-refused").with("why", ask.say(trouble_key(&self.trouble))),
            "unsure" => Message::new("letter-unsure"),
            "stopped" => Message::new("letter-stopped"),
            _ => Message::new("letter-sent").with("when", when),
        };
        let remind = self.remind_on.and_then(|day| domain::place::date_from_number(i32::try_from(day).ok()?)).map(|day| {
            let day = ask
                .today()
                .map_or_else(|_| day.to_string(), |today| domain::natural_date::write_short(domain::Place::Day(day), today, ask.language()));
            let key = match self.reminded.as_str() {
                "answered" => "letter-answered",
                "slip" => "letter-reminded",
                "closed" => "letter-remind-closed",
                _ => "letter-remind",
            };
            ask.message(&Message::new(key).with("day", day))
        });
        [Some(ask.message(&first)), remind].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whether it can be written anew, with all that stands in it.
    pub(crate) fn can_be_anew(&self) -> bool {
        matches!(self.state.as_str(), "waiting" | "refused" | "stopped")
    }

    /// What can be done with it: the part of the address and the message.
    pub(crate) fn acts(&self) -> &'static [(&'static str, &'static str)] {
        match self.state.as_str() {
            "waiting" => &[("stop", "letter-stop")],
            "refused" | "stopped" => &[("again", "letter-again")],
            "unsure" => &[("again", "letter-again"), ("went", "letter-went")],
            _ => &[],
        }
    }
}

/// The message of why a letter did not go.
fn trouble_key(stored: &str) -> &'static str {
    const KEYS: [&str; 6] = [
        "letter-trouble-no-answer",
        "letter-trouble-later",
        "letter-trouble-refused",
        "letter-trouble-key",
        "letter-trouble-odd",
        "letter-trouble-piece",
    ];
    KEYS.into_iter().find(|key| *key == stored).unwrap_or("letter-trouble-odd")
}

/// The letters of a file that are not simply sent, or wait for an answer: of mailboxes that the actor reads.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn of_file(tx: &mut Tx<'_>, by: &By, client_id: ClientId) -> Result<Vec<LetterLine>, StoreError> {
    let [person, team] = reader(tx, by.person_id)?;
    let sql = format!(
        "SELECT l.id, l.to_line, l.subject, l.state, l.send_at, l.trouble, l.remind_on, l.reminded,
           (SELECT count(*) FROM letter_piece p WHERE p.letter_id = l.id)
         FROM letter l JOIN mailbox b ON b.id = l.mailbox_id
         WHERE l.client_id = $1 AND l.instead_id IS NULL AND (l.state <> 'sent' OR l.remind_on IS NOT NULL) AND (l.person_id = $2 OR {}) ORDER BY l.id DESC LIMIT $4",
        is_read_by(2)
    );
    let line = |row: &Row| {
        Ok(LetterLine {
            id: row.get(0)?,
            to_line: row.get(1)?,
            subject: row.get(2)?,
            state: row.get(3)?,
            send_at: row.get(4)?,
            trouble: row.get(5)?,
            remind_on: row.get(6)?,
            reminded: row.get(7)?,
            pieces: row.get(8)?,
        })
    };
    tx.rows(&sql, &[client_id.into(), person, team, SHOWN.into()])?.iter().map(line).collect()
}

/// A letter, whole.
pub(super) struct Letter {
    pub(super) id: LetterId,
    pub(super) mailbox_id: MailboxId,
    pub(super) person_id: PersonId,
    pub(super) client_id: ClientId,
    pub(super) answers_id: Option<domain::MailId>,
    pub(super) message_id: String,
    pub(super) to_line: String,
    pub(super) copy_line: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) state: String,
    pub(super) tries: i64,
    /// When it went, UTC milliseconds.
    pub(super) sent_at: Option<i64>,
    pub(super) remind_on: Option<i64>,
    /// When it goes, UTC milliseconds.
    pub(super) send_at: i64,
    /// Whether another one stands in its place.
    pub(super) is_replaced: bool,
}

pub(super) fn letter(tx: &mut Tx<'_>, id: LetterId) -> Result<Letter, Failure> {
    let sql = "SELECT id, mailbox_id, person_id, client_id, answers_id, message_id, to_line, copy_line, subject, text, state, tries, sent_at, remind_on, send_at, instead_id
               FROM letter WHERE id = $1";
    let row = tx.row(sql, params![id])?.ok_or(Failure::NotFound)?;
    Ok(Letter {
        id: row.get(0)?,
        mailbox_id: row.get(1)?,
        person_id: row.get(2)?,
        client_id: row.get(3)?,
        answers_id: row.get(4)?,
        message_id: row.get(5)?,
        to_line: row.get(6)?,
        copy_line: row.get(7)?,
        subject: row.get(8)?,
        text: row.get(9)?,
        state: row.get(10)?,
        tries: row.get(11)?,
        sent_at: row.get(12)?,
        remind_on: row.get(13)?,
        send_at: row.get(14)?,
        is_replaced: row.get::<Option<i64>>(15)?.is_some(),
    })
}
