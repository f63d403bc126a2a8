//! "Remind me if no answer by …": on that day a slip is filed, unless an answer has come.
//!
//! Owns the column `reminded` of `letter`. The slip is planned by the same verb as any other, in the name of who wrote.

use crate::take::{STANDS, by_of};
use binder::slips::{LINE_MAX, NewStep, plan};
use domain::mail::{one_line, subject_of_thread};
use domain::{ClientId, LetterId, MailId, PersonId, Place, SlipKind};
use store::{Tx, params};
use web::{App, Failure, Message};

/// Reminders of one look.
const AT_ONCE: u32 = 50;

struct Due {
    id: LetterId,
    person_id: PersonId,
    client_id: ClientId,
    mail_id: MailId,
    subject: String,
    sent_at: i64,
    language: domain::Language,
}

/// Files a slip for every letter whose day has come without an answer. Says how many.
///
/// # Errors
/// [`Failure::Store`].
pub fn remind_due(app: &App) -> Result<u64, Failure> {
    let Some(company) = app.company()? else { return Ok(0) };
    let now = app.clock.now();
    let due = app.db.read(|tx| due(tx, company.day_of(now)))?;
    let mut reminded = 0;
    for letter in due {
        let by = by_of(letter.person_id, &company, now);
        let texts = app.texts.speak(letter.language);
        let line = texts.message(&Message::new("letter-no-answer").with("subject", subject_of_thread(&letter.subject)));
        let step = NewStep {
            client_id: Some(letter.client_id),
            place: Place::Day(by.today),
            minute: None,
            kind: SlipKind::Email,
            line: one_line(&line, LINE_MAX),
            agreed: false,
        };
        let became = app.db.write(|tx| {
            let is_answered = is_answered(tx, &letter)?;
            let became = match is_answered {
                true => "answered",
                false => match is_closed(tx, letter.client_id)? {
                    true => "closed",
                    false => "slip",
                },
            };
            // Two nodes look at the same time: the second finds it settled.
            if tx.run("UPDATE letter SET reminded = $2 WHERE id = $1 AND reminded = ''", params![letter.id, became])? > 0 && became == "slip" {
                plan(tx, &by, &step)?;
            }
            Ok::<_, Failure>(became)
        })?;
        reminded += u64::from(became == "slip");
    }
    Ok(reminded)
}

fn due(tx: &mut Tx<'_>, today: domain::Date) -> Result<Vec<Due>, Failure> {
    let rows = tx.rows(
        "SELECT l.id, l.person_id, l.client_id, l.mail_id, l.subject, l.sent_at, p.language FROM letter l JOIN person p ON p.id = l.person_id
         WHERE l.state = 'sent' AND l.reminded = '' AND l.remind_on <= $1 AND l.mail_id IS NOT NULL ORDER BY l.id LIMIT $2",
        params![today, AT_ONCE],
    )?;
    let due = |row: &store::Row| {
        Ok(Due {
            id: row.get(0)?,
            person_id: row.get(1)?,
            client_id: row.get(2)?,
            mail_id: row.get(3)?,
            subject: row.get(4)?,
            sent_at: row.get(5)?,
            language: row.get(6)?,
        })
    };
    Ok(rows.iter().map(due).collect::<Result<_, store::StoreError>>()?)
}

/// An answer is a message that came into the file afterwards, in the same thread or under the same subject: not every
/// program of mail says what it answers.
fn is_answered(tx: &mut Tx<'_>, letter: &Due) -> Result<bool, Failure> {
    let thread: i64 = tx.one("SELECT thread FROM mail WHERE id = $1", params![letter.mail_id])?;
    let sql = format!(
        "SELECT m.thread, m.subject FROM mail_file f JOIN mail m ON m.id = f.mail_id
         WHERE f.client_id = $1 AND m.direction = 'in' AND m.at >= $2 AND {STANDS} LIMIT 1000"
    );
    for row in tx.rows(&sql, params![letter.client_id, letter.sent_at])? {
        let subject: String = row.get(1)?;
        if row.get::<i64>(0)? == thread || subject_of_thread(&subject).eq_ignore_ascii_case(subject_of_thread(&letter.subject)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_closed(tx: &mut Tx<'_>, client_id: ClientId) -> Result<bool, Failure> {
    Ok(tx.row("SELECT 1 FROM client WHERE id = $1 AND state = 'closed'", params![client_id])?.is_some())
}
