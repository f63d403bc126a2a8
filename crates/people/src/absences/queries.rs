//! What is read about absences.

use super::rebuild::{absences_now, as_if_appointed, deputies_of_files};
use super::verbs::Appointer;
use domain::absence::{Absence, Worker, governing, worker, worker_of_file};
use domain::{AbsenceId, Date, PersonId};
use std::collections::BTreeSet;
use store::{Result, Row, Tx, params};
use web::Visible;

/// An absence in a list.
#[derive(Clone, Debug)]
pub struct AbsenceLine {
    /// Which.
    pub id: AbsenceId,
    /// Who is away.
    pub person_id: PersonId,
    /// The name of that person.
    pub person: String,
    /// Who was appointed first.
    pub deputy: String,
    /// How many more deputies have files of their own.
    pub more_deputies: i64,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What the deputies should know.
    pub note: String,
    /// Who appointed.
    pub appointed_by: String,
    /// Whether it was withdrawn.
    pub is_withdrawn: bool,
}

const LINE: &str = "SELECT a.id, a.person_id, p.name, d.name,
    (SELECT count(DISTINCT f.deputy_id) FROM absence_file f WHERE f.absence_id = a.id), a.from_day, a.to_day, a.note, b.name, a.withdrawn_at
    FROM absence a JOIN person p ON p.id = a.person_id JOIN person d ON d.id = a.deputy_id JOIN person b ON b.id = a.appointed_by";

fn line(row: &Row) -> Result<AbsenceLine> {
    Ok(AbsenceLine {
        id: row.get(0)?,
        person_id: row.get(1)?,
        person: row.get(2)?,
        deputy: row.get(3)?,
        more_deputies: row.get(4)?,
        from: row.get(5)?,
        to: row.get(6)?,
        note: row.get(7)?,
        appointed_by: row.get(8)?,
        is_withdrawn: row.get::<Option<i64>>(9)?.is_some(),
    })
}

/// The absences of the people whom somebody leads that end on or after `since`, by their days.
///
/// # Errors
/// [`store::StoreError`].
pub fn absences(tx: &mut Tx<'_>, by: &Appointer, since: Date) -> Result<Vec<AbsenceLine>> {
    let team = match by.visible {
        Visible::All => -1,
        Visible::Team(team, ..) => team.0,
        Visible::Own(..) => 0,
    };
    let sql = format!("{LINE} WHERE a.withdrawn_at IS NULL AND a.to_day >= $1 AND ($2 = -1 OR p.team_id = $2) ORDER BY a.from_day, a.id LIMIT 500");
    tx.rows(&sql, params![since, team])?.iter().map(line).collect()
}

/// One absence, also a withdrawn one.
///
/// # Errors
/// [`store::StoreError`].
pub fn absence(tx: &mut Tx<'_>, id: AbsenceId) -> Result<Option<AbsenceLine>> {
    tx.row(&format!("{LINE} WHERE a.id = $1"), params![id])?.as_ref().map(line).transpose()
}

/// The person's absence that ended last, if its end lies before that day and not before `since`.
///
/// # Errors
/// [`store::StoreError`].
pub fn ended_before(tx: &mut Tx<'_>, person_id: PersonId, day: Date, since: Date) -> Result<Option<AbsenceLine>> {
    let sql = format!(
        "{LINE} WHERE a.person_id = $1 AND a.withdrawn_at IS NULL AND a.to_day < $2 AND a.to_day >= $3 AND a.from_day < $2
         ORDER BY a.to_day DESC, a.from_day LIMIT 1"
    );
    tx.row(&sql, params![person_id, day, since])?.as_ref().map(line).transpose()
}

/// The absence under which the person is away on that day, if any.
///
/// # Errors
/// [`store::StoreError`].
pub fn working_away(tx: &mut Tx<'_>, person_id: PersonId, day: Date) -> Result<Option<AbsenceLine>> {
    let sql = format!(
        "{LINE} WHERE a.person_id = $1 AND a.withdrawn_at IS NULL AND a.from_day <= $2 AND a.to_day >= $2 ORDER BY a.from_day DESC, a.id DESC LIMIT 1"
    );
    tx.row(&sql, params![person_id, day])?.as_ref().map(line).transpose()
}

/// The days from `today` on which somebody is away and nobody stands in: whose binder, from, to.
///
/// # Errors
/// [`store::StoreError`].
pub fn uncovered(tx: &mut Tx<'_>, by: &Appointer) -> Result<Vec<(PersonId, Date, Date)>> {
    let absences = absences_now(tx, by.today)?;
    let mut days = domain::absence::uncovered(&absences, by.today);
    for (absence, deputy) in deputies_of_files(tx, by.today)? {
        // The files of one deputy may be left alone while the others are not.
        days.extend(domain::absence::uncovered(&as_if_appointed(&absences, absence, deputy), by.today));
    }
    days.sort_unstable();
    days.dedup();
    let mut found = Vec::new();
    for (person, from, to) in days {
        let is_real = absences.iter().any(|absence| absence.person == person && absence.id.0 > 0);
        if is_real && by.leads(tx, person)? {
            found.push((person, from, to));
        }
    }
    Ok(found)
}

/// A binder that somebody works for a colleague who is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingIn {
    /// Whose binder.
    pub person_id: PersonId,
    /// The name of that person.
    pub name: String,
    /// By which absence.
    pub absence_id: AbsenceId,
    /// Who was appointed first: files without a deputy of their own are that one's.
    pub first_deputy: PersonId,
    /// The appointed deputies whose files fall to the person: the person, or whoever is away too.
    pub through: BTreeSet<PersonId>,
    /// The last day away.
    pub to: Date,
    /// What the deputies should know.
    pub note: String,
}

/// The binders that a person works for others on that day, by name, and which files in them.
///
/// # Errors
/// [`store::StoreError`].
pub fn standing_in(tx: &mut Tx<'_>, deputy: PersonId, day: Date) -> Result<Vec<StandingIn>> {
    let rows = tx.rows(
        "SELECT DISTINCT p.id, p.name FROM stand_in w JOIN person p ON p.id = w.person_id
         WHERE w.deputy_id = $1 AND w.from_day <= $2 AND w.to_day >= $2 ORDER BY p.name, p.id",
        params![deputy, day],
    )?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let absences = absences_now(tx, day)?;
    let mut found = Vec::new();
    for row in &rows {
        let person_id: PersonId = row.get(0)?;
        let Some(absence) = governing(&absences, person_id, day).copied() else { continue };
        let appointed = deputies_of(tx, &absence)?;
        let through: BTreeSet<PersonId> = appointed.into_iter().filter(|one| works(&absences, &absence, *one, deputy, day)).collect();
        if !through.is_empty() {
            let note = tx.one("SELECT note FROM absence WHERE id = $1", params![absence.id])?;
            let (absence_id, first_deputy) = (absence.id, absence.deputy);
            found.push(StandingIn { person_id, name: row.get(1)?, absence_id, first_deputy, through, to: absence.to, note });
        }
    }
    Ok(found)
}

/// Whether the files of that appointed deputy fall to `who` on that day.
fn works(absences: &[Absence], absence: &Absence, appointed: PersonId, who: PersonId, day: Date) -> bool {
    let answer = if appointed == absence.deputy { worker(absences, absence.person, day) } else { worker_of_file(absences, absence, appointed, day) };
    matches!(answer, Worker::Deputy(deputy, _) if deputy == who)
}

fn deputies_of(tx: &mut Tx<'_>, absence: &Absence) -> Result<BTreeSet<PersonId>> {
    let rows = tx.rows("SELECT DISTINCT deputy_id FROM absence_file WHERE absence_id = $1", params![absence.id])?;
    rows.iter().map(|row| row.get(0)).chain([Ok(absence.deputy)]).collect()
}
