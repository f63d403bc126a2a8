//! The audit log: who changed what of settings, people, rights and access, from where, and what it was before.
//!
//! Owns the table `audit` and what is written into it, always inside the transaction of the verb. Filings stand
//! in the history, not here, so that nobody files slower for it. Never shows anything (that is `people`).

mod blanking;
pub mod chain;
mod kind;

pub use blanking::{BLANKED, blank};
pub use kind::Kind;

use crate::ask::Ask;
use domain::PersonId;
use jiff::Timestamp;
use store::{Dialect, StoreError, Tx, params};

/// Longest text kept of one value, characters; longer ones are cut with an ellipsis.
const VALUE_LENGTH_MAX: usize = 400;

/// Who did it, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Who; none for the command line and for strangers at the door.
    pub person_id: Option<PersonId>,
    /// The name then, or the address that was typed at the door.
    pub who: String,
    /// The network address, as seen through trusted proxies.
    pub address: String,
    /// The device in a few known words.
    pub device: String,
}

impl Origin {
    /// Whoever may run commands on the machine.
    pub fn command_line() -> Origin {
        Origin { person_id: None, who: "command line".to_owned(), address: String::new(), device: String::new() }
    }

    /// The same, done by that person: at the door nobody is signed in yet.
    #[must_use]
    pub fn being(self, person_id: Option<PersonId>, who: &str) -> Origin {
        Origin { person_id, who: cut(who), ..self }
    }
}

/// One value before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's name in the form.
    pub field: &'static str,
    /// What it was.
    pub was: String,
    /// What it became.
    pub became: String,
}

/// The fields that differ between two states of the same thing.
pub fn differing(fields: &[(&'static str, String, String)]) -> Vec<Change> {
    let differ = fields.iter().filter(|(_, was, became)| was != became);
    differ.map(|(field, was, became)| Change { field, was: was.clone(), became: became.clone() }).collect()
}

/// Appends a row. To be called last in a transaction: from here to its end nobody else appends.
///
/// # Errors
/// [`StoreError`].
pub fn append(tx: &mut Tx<'_>, from: &Origin, at: Timestamp, kind: Kind, subject: &str, changes: &[Change]) -> Result<(), StoreError> {
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE",
    };
    let head = tx.row(&format!("SELECT seq, hash FROM audit_head WHERE id = 1{lock}"), &[])?.ok_or(StoreError::Shape { column: 0 })?;
    let told: Vec<[String; 3]> = changes.iter().map(|change| [change.field.to_owned(), cut(&change.was), cut(&change.became)]).collect();
    let mut line = chain::Line {
        seq: head.get::<i64>(0)? + 1,
        at: at.as_millisecond(),
        person_id: from.person_id.map(|id| id.0),
        who: cut(&from.who),
        kind: kind.as_str().to_owned(),
        subject: cut(subject),
        changes: serde_json::to_string(&told).unwrap_or_default(),
        address: from.address.clone(),
        device: from.device.clone(),
        words: String::new(),
        hash: String::new(),
        salt: crate::secret::hex(&crate::secret::random::<16>().map_err(|failure| StoreError::Connection(format!("{failure:?}")))?),
    };
    let values = told.iter().flat_map(|[_, was, became]| [was.as_str(), became.as_str()]);
    let words = [line.who.as_str(), &line.subject, &line.address, &line.device].into_iter().chain(values);
    line.words = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase();
    line.hash = line.hash_after(&head.get::<String>(1)?);
    tx.run(
        "INSERT INTO audit (seq, at, person_id, who, kind, subject, changes, address, device, words, hash, salt)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            line.seq,
            line.at,
            line.person_id,
            &line.who,
            &line.kind,
            &line.subject,
            &line.changes,
            &line.address,
            &line.device,
            &line.words,
            &line.hash,
            &line.salt
        ],
    )?;
    tx.run("UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1", params![line.seq, &line.hash])?;
    Ok(())
}

/// Without control characters (PostgreSQL takes no zero byte) and not endless.
fn cut(text: &str) -> String {
    let mut kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(VALUE_LENGTH_MAX + 1).collect();
    if kept.chars().count() > VALUE_LENGTH_MAX {
        kept.pop();
        kept.push('…');
    }
    kept
}

impl Ask {
    /// Who asks, and from where.
    pub fn origin(&self) -> Origin {
        let (person_id, who) = self.signed_in.as_ref().map_or((None, String::new()), |actor| (Some(actor.person_id), actor.name.clone()));
        Origin { person_id, who, address: self.address.clone(), device: self.device.clone() }
    }

    /// Appends what was done to the audit log; last in the transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn audit(&self, tx: &mut Tx<'_>, kind: Kind, subject: &str, changes: &[Change]) -> Result<(), StoreError> {
        append(tx, &self.origin(), self.now, kind, subject, changes)
    }
}
