//! Consents: what a client agreed to, by which channel and for which purpose, since when and how that is known.
//!
//! Owns the table `consent`: append-only, the newest row counts. A mistake is corrected by a newer row, never by changing
//! one. Never refuses a call or a message: a calm word stands beside the action, and a person decides.

mod pages;
mod words;

pub use words::{channel_label, purpose_label, said_label, warning};

use binder::By;
use binder::undo::Recorder;
use domain::protection::{Channel, Purpose, Said, Standing};
use domain::{ClientId, Date, UndoId};
use store::{Row, StoreError, Tx, params};
use web::{Failure, Message, Route};

/// The longest source, letters.
pub const SOURCE_MAX: usize = 200;

/// The routes of consents.
pub fn routes() -> Vec<Route> {
    web::routes![GET "/files/{id}/consents" Staff pages::show, POST "/files/{id}/consents" Staff pages::write]
}

/// What a client said, to be written down.
#[derive(Clone, Debug)]
pub struct NewConsent {
    /// By which way.
    pub channel: Channel,
    /// What for.
    pub purpose: Purpose,
    /// What was said.
    pub said: Said,
    /// On which day, today or before.
    pub on: Date,
    /// How it is known; empty if that is not said.
    pub source: String,
}

const SELECT: &str = "SELECT k.channel, k.purpose, k.said, k.said_on, k.source, p.name FROM consent k JOIN person p ON p.id = k.person_id";

/// What counts now: for each channel and purpose of which anything was ever said, the newest.
///
/// # Errors
/// [`StoreError`].
pub fn standing(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<Standing>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE k.client_id = $1 AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.client_id = k.client_id AND n.channel = k.channel
           AND n.purpose = k.purpose AND n.id > k.id)"
    );
    let mut standing = read(&tx.rows(&sql, params![client_id])?)?;
    standing.retain(|one| one.said != Said::Unknown);
    standing.sort_by_key(|one| (one.channel, one.purpose));
    Ok(standing)
}

/// Everything that was ever written, newest first.
///
/// # Errors
/// [`StoreError`].
pub fn history(tx: &mut Tx<'_>, client_id: ClientId) -> Result<Vec<Standing>, StoreError> {
    read(&tx.rows(&format!("{SELECT} WHERE k.client_id = $1 ORDER BY k.id DESC"), params![client_id])?)
}

fn read(rows: &[Row]) -> Result<Vec<Standing>, StoreError> {
    rows.iter()
        .map(|row| {
            Ok(Standing {
                channel: Channel::parse(&row.get::<String>(0)?).ok_or(StoreError::Shape { column: 0 })?,
                purpose: Purpose::parse(&row.get::<String>(1)?).ok_or(StoreError::Shape { column: 1 })?,
                said: Said::parse(&row.get::<String>(2)?).ok_or(StoreError::Shape { column: 2 })?,
                on: row.get(3)?,
                source: row.get(4)?,
                writer: row.get(5)?,
            })
        })
        .collect()
}

/// Writes down what a client said.
///
/// # Errors
/// [`Failure::NotFound`]; refused on `said_on` if that day is still to come, on `source` if it is too long, and for an
/// erased file.
pub fn write(tx: &mut Tx<'_>, by: &By, client_id: ClientId, new: &NewConsent) -> Result<UndoId, Failure> {
    let standing = binder::slips::hold(tx, by, client_id)?;
    if new.on > by.today {
        return Err(Failure::field("said_on", "consent-day-to-come"));
    }
    let source = new.source.trim();
    if source.chars().count() > SOURCE_MAX {
        return Err(Failure::field("source", "consent-source-long"));
    }
    let id: i64 = tx.one(
        "INSERT INTO consent (client_id, channel, purpose, said, said_on, source, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![client_id, new.channel.as_str(), new.purpose.as_str(), new.said.as_str(), new.on, source, by.person_id, by.now],
    )?;
    tx.run("UPDATE client SET version = version + 1, updated_at = $2 WHERE id = $1", params![client_id, by.now])?;
    let mut recorder = Recorder::default();
    recorder.consented(id);
    Ok(recorder.finish(tx, by.person_id, by.now, &Message::new("did-consent").with("name", standing.name))?)
}
