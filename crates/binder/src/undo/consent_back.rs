//! Taking back what was written about a consent.
//!
//! Owns the newer row that says again what stood before: a consent is never changed or removed.

use crate::By;
use domain::ClientId;
use store::{Tx, params};
use web::Failure;

/// Says again what stood before that row, if nobody wrote a newer one since.
pub(super) fn consent_back(tx: &mut Tx<'_>, by: &By, id: i64) -> Result<(), Failure> {
    let conflict = || Failure::form("undo-conflict");
    let row = tx.row("SELECT client_id, channel, purpose FROM consent WHERE id = $1", params![id])?.ok_or_else(conflict)?;
    let (client_id, channel, purpose): (ClientId, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    crate::slips::hold(tx, by, client_id).map_err(|failure| if matches!(failure, Failure::NotFound) { conflict() } else { failure })?;
    let said = "SELECT id, said, said_on, source FROM consent WHERE client_id = $1 AND channel = $2 AND purpose = $3 ORDER BY id DESC LIMIT 2";
    let rows = tx.rows(said, params![client_id, &*channel, &*purpose])?;
    if rows.first().map(|newest| newest.get::<i64>(0)).transpose()? != Some(id) {
        return Err(conflict());
    }
    let (said, on, source) = match rows.get(1) {
        Some(before) => (before.get::<String>(1)?, before.get::<domain::Date>(2)?, before.get::<String>(3)?),
        None => ("unknown".to_owned(), by.today, String::new()),
    };
    tx.run(
        "INSERT INTO consent (client_id, channel, purpose, said, said_on, source, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![client_id, channel, purpose, said, on, source, by.person_id, by.now],
    )?;
    Ok(())
}
