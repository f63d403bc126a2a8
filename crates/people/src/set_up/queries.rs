//! The statements of the set-up.
//!
//! Owns the writing of the table `company` for the first time. Never changes a company that is there.

use crate::set_up::NewCompany;
use jiff::Timestamp;
use store::{StoreError, Tx, params};
use web::app::write_week;

/// Whether there is a company already.
pub(crate) fn is_set_up(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.row("SELECT 1 FROM company WHERE id = 1", &[])?.is_some())
}

/// Writes the company. The primary key refuses a second one.
pub(crate) fn add_company(tx: &mut Tx<'_>, new: &NewCompany, now: Timestamp) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO company (id, name, zone, language, country, week, card_fields, created_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7)",
        params![&new.name, &new.zone, new.language, &new.country, write_week(&new.week), new.card_fields.join(","), now.as_millisecond()],
    )?;
    Ok(())
}
