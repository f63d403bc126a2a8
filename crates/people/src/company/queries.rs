//! The statements of the company's settings.
//!
//! Owns the changing of the row of table `company`. Never makes one.

use domain::{Language, Role};
use store::{StoreError, Tx, params};
use web::app::write_week;

/// What an administrator can change of the company.
pub(crate) struct CompanyChange {
    pub(crate) name: String,
    pub(crate) zone: String,
    pub(crate) language: Language,
    pub(crate) country: String,
    pub(crate) week: [u16; 7],
    pub(crate) card_fields: Vec<&'static str>,
    pub(crate) second_factor_roles: Vec<Role>,
}

/// Roles as they are stored: "director,admin".
pub(crate) fn roles(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(",")
}

/// Writes it over the company.
pub(crate) fn change_company(tx: &mut Tx<'_>, change: &CompanyChange) -> Result<(), StoreError> {
    tx.run(
        "UPDATE company SET name = $1, zone = $2, language = $3, country = $4, week = $5, card_fields = $6, second_factor_roles = $7 WHERE id = 1",
        params![
            &change.name,
            &change.zone,
            change.language,
            &change.country,
            write_week(&change.week),
            change.card_fields.join(","),
            roles(&change.second_factor_roles)
        ],
    )?;
    Ok(())
}
