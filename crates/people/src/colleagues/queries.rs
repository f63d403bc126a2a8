//! The statements about colleagues and teams.
//!
//! Owns the table `team` and the columns role, team and active of `person`.

use domain::{Language, PersonId, Role, TeamId};
use store::{Dialect, Row, StoreError, Tx, params};
use web::Failure;

/// A colleague in the administrator's list.
#[derive(Clone, Debug)]
pub(crate) struct Colleague {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) team_id: Option<TeamId>,
    pub(crate) language: Language,
    pub(crate) active: bool,
    pub(crate) has_password: bool,
}

/// A team with the number of its active people.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    pub(crate) id: TeamId,
    pub(crate) name: String,
    pub(crate) people: i64,
}

/// What an administrator can change of a colleague.
#[derive(Clone, Debug)]
pub struct ColleagueChange {
    /// The name.
    pub name: String,
    /// The address, in lower case.
    pub email: String,
    /// What the colleague may do.
    pub role: Role,
    /// In which team.
    pub team_id: Option<TeamId>,
    /// In which language the pages are.
    pub language: Language,
}

const COLLEAGUE: &str = "SELECT id, name, email, role, team_id, language, active, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END FROM person";

fn read_colleague(row: &Row) -> Result<Colleague, StoreError> {
    Ok(Colleague {
        id: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        role: row.get(3)?,
        team_id: row.get(4)?,
        language: row.get(5)?,
        active: row.get(6)?,
        has_password: row.get(7)?,
    })
}

/// Every colleague, those who left last.
pub(crate) fn colleagues(tx: &mut Tx<'_>) -> Result<Vec<Colleague>, StoreError> {
    tx.rows(&format!("{COLLEAGUE} ORDER BY active DESC, name, id"), &[])?.iter().map(read_colleague).collect()
}

/// One colleague.
pub(crate) fn colleague(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<Colleague>, StoreError> {
    tx.row(&format!("{COLLEAGUE} WHERE id = $1"), params![id])?.as_ref().map(read_colleague).transpose()
}

/// Writes what was changed of a colleague.
pub(crate) fn write_colleague(tx: &mut Tx<'_>, id: PersonId, change: &ColleagueChange) -> Result<(), StoreError> {
    tx.run(
        "UPDATE person SET name = $1, email = $2, role = $3, team_id = $4, language = $5 WHERE id = $6",
        params![&change.name, &change.email, change.role, change.team_id, change.language, id],
    )?;
    Ok(())
}

/// Lets a colleague in, or keeps them out.
pub(crate) fn set_active(tx: &mut Tx<'_>, id: PersonId, active: bool) -> Result<(), StoreError> {
    tx.run("UPDATE person SET active = $1 WHERE id = $2", params![active, id])?;
    Ok(())
}

/// Holds a colleague and every administrator until the transaction ends: of two who take the last ones away at
/// once, the second sees what the first did; whoever puts a file into that binder comes before or after.
pub(crate) fn hold(tx: &mut Tx<'_>, id: PersonId) -> Result<(), StoreError> {
    match tx.dialect() {
        Dialect::Sqlite => Ok(()),
        // In the order of their ids, so that none waits for another in a circle.
        Dialect::Postgres => tx.rows("SELECT id FROM person WHERE id = $1 OR role = 'admin' ORDER BY id FOR UPDATE", params![id]).map(drop),
    }
}

/// Whether another active administrator than this person is left.
pub(crate) fn has_other_admin(tx: &mut Tx<'_>, but: PersonId) -> Result<bool, StoreError> {
    Ok(tx.row("SELECT 1 FROM person WHERE role = 'admin' AND active = 1 AND id <> $1 LIMIT 1", params![but])?.is_some())
}

/// How many active files are in the person's binder.
pub(crate) fn open_files(tx: &mut Tx<'_>, id: PersonId) -> Result<i64, StoreError> {
    tx.one("SELECT COUNT(*) FROM client WHERE owner_id = $1 AND state = 'active'", params![id])
}

/// How many open slips are in the person's binder, with or without a file.
pub(crate) fn open_slips(tx: &mut Tx<'_>, id: PersonId) -> Result<i64, StoreError> {
    tx.one("SELECT COUNT(*) FROM slip WHERE person_id = $1 AND state = 'open'", params![id])
}

/// Every team by name.
pub(crate) fn teams(tx: &mut Tx<'_>) -> Result<Vec<Team>, StoreError> {
    tx.rows(
        "SELECT t.id, t.name, COUNT(p.id) FROM team t LEFT JOIN person p ON p.team_id = t.id AND p.active = 1
         GROUP BY t.id, t.name ORDER BY t.name",
        &[],
    )?
    .iter()
    .map(|row| Ok(Team { id: row.get(0)?, name: row.get(1)?, people: row.get(2)? }))
    .collect()
}

/// Whether there is such a team.
pub(crate) fn is_team(tx: &mut Tx<'_>, id: TeamId) -> Result<bool, StoreError> {
    Ok(tx.row("SELECT 1 FROM team WHERE id = $1", params![id])?.is_some())
}

/// Adds a team.
///
/// # Errors
/// [`Failure::Refused`] on `team` if there is one of that name.
pub(crate) fn add_team(tx: &mut Tx<'_>, name: &str) -> Result<TeamId, Failure> {
    refuse_same_name(tx, name, None)?;
    tx.one("INSERT INTO team (name) VALUES ($1) RETURNING id", params![name]).map_err(named_meanwhile)
}

/// Gives a team another name.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Refused`] on `team` if there is another one of that name.
pub(crate) fn rename_team(tx: &mut Tx<'_>, id: TeamId, name: &str) -> Result<(), Failure> {
    refuse_same_name(tx, name, Some(id))?;
    match tx.run("UPDATE team SET name = $1 WHERE id = $2", params![name, id]).map_err(named_meanwhile)? {
        0 => Err(Failure::NotFound),
        _ => Ok(()),
    }
}

fn refuse_same_name(tx: &mut Tx<'_>, name: &str, but: Option<TeamId>) -> Result<(), Failure> {
    let holder: Option<TeamId> = tx.row("SELECT id FROM team WHERE name = $1", params![name])?.map(|row| row.get(0)).transpose()?;
    if holder.is_some() && holder != but { Err(same_name()) } else { Ok(()) }
}

fn named_meanwhile(error: StoreError) -> Failure {
    if error.is_rule() { same_name() } else { Failure::Store(error) }
}

fn same_name() -> Failure {
    Failure::field("team", "team-name-taken")
}
