//! The statements of one's own settings.
//!
//! Owns the columns of `person` that a person may change alone. Never writes a role, a team or an address.

use domain::dividers::BinderSettings;
use domain::{Language, PersonId};
use store::{StoreError, Tx, params};
use web::app::{read_week, write_week};

/// What a person can change of oneself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnSettings {
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) theme: String,
    pub(crate) binder: BinderSettings,
    pub(crate) first_calls_a_day: u16,
    /// None: the company's.
    pub(crate) week: Option<[u16; 7]>,
}

/// The person's theme and own week, if any; the rest stands in [`crate::Person`].
pub(crate) fn theme_and_week(tx: &mut Tx<'_>, person_id: PersonId) -> Result<(String, Option<[u16; 7]>), StoreError> {
    let row = tx.row("SELECT theme, week FROM person WHERE id = $1", params![person_id])?;
    row.map_or(Ok(("auto".to_owned(), None)), |row| Ok((row.get(0)?, row.get::<Option<String>>(1)?.as_deref().and_then(read_week))))
}

/// The person's settings as they are stored.
pub(crate) fn own_settings(tx: &mut Tx<'_>, person_id: PersonId) -> Result<Option<OwnSettings>, StoreError> {
    let (theme, week) = theme_and_week(tx, person_id)?;
    Ok(crate::person(tx, person_id)?.map(|person| OwnSettings {
        name: person.name,
        language: person.language,
        theme,
        binder: person.settings,
        first_calls_a_day: person.first_calls_a_day,
        week,
    }))
}

/// Writes the settings.
pub(crate) fn change_settings(tx: &mut Tx<'_>, person_id: PersonId, own: &OwnSettings) -> Result<(), StoreError> {
    tx.run(
        "UPDATE person SET name = $1, language = $2, theme = $3, mode = $4, horizon_months = $5, month_end_days = $6,
           first_calls_a_day = $7, week = $8 WHERE id = $9",
        params![
            &own.name,
            own.language,
            &own.theme,
            own.binder.mode.as_str(),
            own.binder.horizon_months,
            own.binder.month_end_days,
            own.first_calls_a_day,
            own.week.as_ref().map(write_week),
            person_id
        ],
    )?;
    Ok(())
}

/// The person's address, name and stored password.
pub(crate) fn for_password(tx: &mut Tx<'_>, person_id: PersonId) -> Result<Option<(String, String, Option<String>)>, StoreError> {
    let row = tx.row("SELECT email, name, password_hash FROM person WHERE id = $1 AND active = 1", params![person_id])?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
}
