//! What an erasure would take, counted before anybody confirms it.

use super::erase::joined_into;
use super::pieces::PIECES;
use super::undone::{Rows, actions, norms};
use super::{elsewhere, names_of_file};
use domain::ClientId;
use store::{StoreError, Tx, params};

/// What would be erased.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Table → rows, as [`super::Erasure::counts`].
    pub counts: Vec<(String, i64)>,
    /// Texts elsewhere that name the file.
    pub elsewhere: i64,
    /// Messages that also stand in other files and stay there.
    pub shared_mail: i64,
    /// Rows of the audit log that name the file.
    pub audit: i64,
}

/// Counts it.
///
/// # Errors
/// [`StoreError`].
pub fn preview(tx: &mut Tx<'_>, id: ClientId) -> Result<Preview, StoreError> {
    let (named, norms, rows) = (names_of_file(tx, id)?, norms(tx, id)?, Rows::of(tx, id)?);
    let mut counts = vec![("client".to_owned(), 1)];
    for piece in PIECES {
        counts.push((piece.table.to_owned(), tx.one::<i64>(&piece.count(), params![id])?));
    }
    for joined in joined_into(tx, id)? {
        for (table, more) in preview(tx, joined)?.counts {
            match counts.iter_mut().find(|(known, _)| *known == table) {
                Some((_, rows)) => *rows += more,
                None => counts.push((table, more)),
            }
        }
    }
    counts.push(("undo".to_owned(), actions(tx, &rows, &named)?.len() as i64));
    counts.retain(|(_, rows)| *rows > 0);
    let shared = "SELECT count(*) FROM mail_file f WHERE f.client_id = $1 AND EXISTS (SELECT 1 FROM mail_file o WHERE o.mail_id = f.mail_id AND o.client_id <> $1)";
    let mut audit = 0;
    tx.each("SELECT who, subject, changes FROM audit WHERE kind <> 'erased'", &[], &mut |row| {
        let texts: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        audit += i64::from(texts.iter().any(|text| named.is_in(text)));
        Ok(())
    })?;
    Ok(Preview { counts, elsewhere: elsewhere::count(tx, &named, &norms)?, shared_mail: tx.one(shared, params![id])?, audit })
}
