//! A colleague as the other crates see one.
//!
//! Owns the table `person`. Never decides what a colleague may see: that is [`web::Visible`].

use crate::PasswordHash;
use domain::dividers::{BinderSettings, Mode};
use domain::working::WorkingCalendar;
use domain::{Language, PersonId, Role, TeamId};
use jiff::Timestamp;
use store::{Row, StoreError, Tx, params};
use web::app::{read_company, read_week};
use web::{Failure, Visible};

/// A colleague with everything that their binder needs.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The name shown everywhere.
    pub name: String,
    /// In lower case.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// The team, if in one.
    pub team_id: Option<TeamId>,
    /// The language of the pages.
    pub language: Language,
    /// Whether the person can sign in and can be given files.
    pub active: bool,
    /// How the binder is set up (B15, B38).
    pub settings: BinderSettings,
    /// Own working week, or else the company's, and the company's holidays.
    pub calendar: WorkingCalendar,
    /// How many first calls are dealt onto one day (B26).
    pub first_calls_a_day: u16,
}

/// A colleague in a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The team, if in one.
    pub team_id: Option<TeamId>,
}

/// A colleague to be added.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The name.
    pub name: String,
    /// In lower case.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// The team, if in one.
    pub team_id: Option<TeamId>,
    /// The language of the pages.
    pub language: Language,
    /// None until the person has chosen one.
    pub password: Option<PasswordHash>,
}

/// The colleague with that id, also one who has left; `None` if there is none.
///
/// # Errors
/// [`StoreError`].
pub fn person(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<Person>, StoreError> {
    let company = read_company(tx)?.map(|company| company.calendar).unwrap_or_default();
    person_in(tx, id, company)
}

/// The same for whoever knows the company's calendar already, which spares two reads.
///
/// # Errors
/// [`StoreError`].
pub fn person_in(tx: &mut Tx<'_>, id: PersonId, company: WorkingCalendar) -> Result<Option<Person>, StoreError> {
    let row = tx.row(
        "SELECT id, name, email, role, team_id, language, active, mode, horizon_months, month_end_days, first_calls_a_day, week
         FROM person WHERE id = $1",
        params![id],
    )?;
    row.map(|row| read_person(&row, company)).transpose()
}

fn read_person(row: &Row, company: WorkingCalendar) -> Result<Person, StoreError> {
    let own_week: Option<String> = row.get(11)?;
    let minutes = own_week.as_deref().and_then(read_week).unwrap_or(company.minutes);
    Ok(Person {
        id: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        role: row.get(3)?,
        team_id: row.get(4)?,
        language: row.get(5)?,
        active: row.get(6)?,
        settings: BinderSettings {
            mode: Mode::parse(&row.get::<String>(7)?).unwrap_or_default(),
            horizon_months: row.get(8)?,
            month_end_days: row.get(9)?,
        },
        calendar: WorkingCalendar { minutes, holidays: company.holidays },
        first_calls_a_day: row.get(10)?,
    })
}

/// The active colleagues whose files are visible, by name: for choosing whose binder.
///
/// # Errors
/// [`StoreError`].
pub fn people(tx: &mut Tx<'_>, visible: Visible) -> Result<Vec<PersonLine>, StoreError> {
    let sql = format!("SELECT id, name, role, team_id FROM person WHERE active = 1 AND {} ORDER BY name, id", Visible::condition("person.id", 1));
    tx.rows(&sql, &visible.params())?
        .iter()
        .map(|row| Ok(PersonLine { id: row.get(0)?, name: row.get(1)?, role: row.get(2)?, team_id: row.get(3)? }))
        .collect()
}

/// Adds a colleague.
///
/// # Errors
/// [`Failure::Refused`] on `email` if somebody has that address already; [`Failure::Store`].
pub fn create_person(tx: &mut Tx<'_>, new: &NewPerson, now: Timestamp) -> Result<PersonId, Failure> {
    refuse_taken(tx, &new.email, None)?;
    let added = tx.one(
        "INSERT INTO person (team_id, name, email, password_hash, role, language, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![new.team_id, &new.name, &new.email, new.password.as_ref(), new.role, new.language, now.as_millisecond()],
    );
    added.map_err(taken_meanwhile)
}

/// Refuses an address that somebody else has.
///
/// # Errors
/// [`Failure::Refused`] on `email`; [`Failure::Store`].
pub(crate) fn refuse_taken(tx: &mut Tx<'_>, email: &str, but: Option<PersonId>) -> Result<(), Failure> {
    let holder: Option<PersonId> = tx.row("SELECT id FROM person WHERE email = $1", params![email])?.map(|row| row.get(0)).transpose()?;
    match holder {
        Some(id) if Some(id) != but => Err(Failure::field("email", "people-email-taken")),
        _ => Ok(()),
    }
}

/// Between the look and the writing another transaction can take the address; the unique index then says no.
pub(crate) fn taken_meanwhile(error: StoreError) -> Failure {
    if error.is_rule() { Failure::field("email", "people-email-taken") } else { Failure::Store(error) }
}
