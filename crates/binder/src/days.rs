//! What is kept of a person's days: the morning's line, the evening's note and figures (B34, B41, B42).
//!
//! Owns the tables `morning` and `evening`. Never changes a slip.

use crate::By;
use crate::undo::Recorder;
use domain::{Date, PersonId, UndoId};
use serde_json::{Value as Json, json};
use store::{StoreError, Tx, params};
use web::Failure;

/// Longest note on a day, letters.
pub const NOTE_MAX: usize = 20_000;

/// What came before a day began, as counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MorningFigures {
    /// Steps that others put into this binder since the day before was opened.
    pub came: i64,
    /// Files carried over from earlier days.
    pub carried_over: i64,
    /// Agreed for today.
    pub agreed: i64,
    /// Files that wait to be dealt over a month that has begun.
    pub to_deal: i64,
    /// Clients past their latest day.
    pub quiet: i64,
}

impl MorningFigures {
    fn write(self) -> String {
        json!({ "came": self.came, "carried_over": self.carried_over, "agreed": self.agreed, "to_deal": self.to_deal, "quiet": self.quiet })
            .to_string()
    }

    fn read(text: &str) -> MorningFigures {
        let json: Json = serde_json::from_str(text).unwrap_or(Json::Null);
        let count = |name: &str| json.get(name).and_then(Json::as_i64).unwrap_or(0);
        MorningFigures {
            came: count("came"),
            carried_over: count("carried_over"),
            agreed: count("agreed"),
            to_deal: count("to_deal"),
            quiet: count("quiet"),
        }
    }
}

/// What the line of that day said when it was put away; `None` before.
///
/// # Errors
/// [`StoreError`].
pub fn morning(tx: &mut Tx<'_>, person_id: PersonId, day: Date) -> Result<Option<MorningFigures>, StoreError> {
    let row = tx.row("SELECT figures FROM morning WHERE person_id = $1 AND day = $2", params![person_id, day])?;
    row.map(|row| Ok(MorningFigures::read(&row.get::<String>(0)?))).transpose()
}

/// When that person last did anything before that moment, UTC milliseconds: what is newer came meanwhile.
///
/// # Errors
/// [`StoreError`].
pub fn last_act_before(tx: &mut Tx<'_>, person_id: PersonId, before: i64) -> Result<Option<i64>, StoreError> {
    tx.one("SELECT max(at) FROM slip_event WHERE person_id = $1 AND at < $2", params![person_id, before])
}

/// Puts today's line away with what it said; it stays readable in the evening.
///
/// # Errors
/// [`StoreError`].
pub fn put_away(tx: &mut Tx<'_>, by: &By, figures: MorningFigures) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO morning (person_id, day, figures, looked_at) VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, day) DO NOTHING",
        params![by.person_id, by.today, figures.write(), by.now],
    )
    .map(drop)
}

/// What is kept of an evening.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evening {
    /// The person's own note on the day.
    pub note: String,
    /// The figures as they were when the day was closed, JSON; empty before.
    pub figures: String,
    /// When it was closed, UTC milliseconds.
    pub closed_at: Option<i64>,
}

/// The evening of that day.
///
/// # Errors
/// [`StoreError`].
pub fn evening(tx: &mut Tx<'_>, person_id: PersonId, day: Date) -> Result<Evening, StoreError> {
    let row = tx.row("SELECT note, figures, closed_at FROM evening WHERE person_id = $1 AND day = $2", params![person_id, day])?;
    row.map_or(Ok(Evening::default()), |row| Ok(Evening { note: row.get(0)?, figures: row.get(1)?, closed_at: row.get(2)? }))
}

/// Keeps the person's note on a day of their own, and its figures where the day is closed with it; both can be taken
/// back.
///
/// # Errors
/// Refused on `note` if it is too long.
pub fn keep_evening(tx: &mut Tx<'_>, by: &By, day: Date, note: &str, figures: Option<&str>) -> Result<UndoId, Failure> {
    if note.chars().count() > NOTE_MAX {
        return Err(Failure::field("note", web::Message::new("evening-note-too-long").with("most", NOTE_MAX)));
    }
    let before = evening(tx, by.person_id, day)?;
    tx.run(
        "INSERT INTO evening (person_id, day, note) VALUES ($1, $2, $3) ON CONFLICT (person_id, day) DO UPDATE SET note = excluded.note",
        params![by.person_id, day, note.trim()],
    )?;
    if let Some(figures) = figures {
        let set = "UPDATE evening SET figures = $3, closed_at = $4 WHERE person_id = $1 AND day = $2";
        tx.run(set, params![by.person_id, day, figures, by.now])?;
    }
    let mut recorder = Recorder::default();
    recorder.evening(day, &before, &evening(tx, by.person_id, day)?);
    Ok(recorder.finish(tx, by.person_id, by.now, &web::Message::new("did-evening"))?)
}
