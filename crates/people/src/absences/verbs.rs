//! Appointing a deputy, withdrawing an absence, ending it.

use super::rebuild::rebuild;
use crate::Person;
use domain::hand_over::{Given, Receiver, share};
use domain::working::days_later;
use domain::{AbsenceId, ClientId, Date, PersonId, Place};
use store::{Dialect, StoreError, Tx, Value, params};
use web::{Failure, Message, Visible};

/// The longest absence, days.
const DAYS_MAX: i32 = 400;
/// How far back an absence may begin: somebody fell ill and it is written down days later.
const BACK_MAX: i32 = 31;
/// Longest note, characters.
const NOTE_MAX: usize = 400;
/// The most deputies of one absence.
const DEPUTIES_MAX: usize = 20;

/// Who appoints, and when.
#[derive(Clone, Debug)]
pub struct Appointer {
    /// Who.
    pub person_id: PersonId,
    /// Whose binders this person leads.
    pub visible: Visible,
    /// The moment, UTC milliseconds.
    pub now: i64,
    /// Today in the company's zone.
    pub today: Date,
}

impl Appointer {
    /// Whether this person leads that one: the head of the team, a director, an administrator. Standing in for
    /// somebody is not leading.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn leads(&self, tx: &mut Tx<'_>, person_id: PersonId) -> Result<bool, StoreError> {
        Ok(match self.visible {
            Visible::All => tx.row("SELECT 1 FROM person WHERE id = $1", params![person_id])?.is_some(),
            Visible::Team(team, ..) => tx.row("SELECT 1 FROM person WHERE id = $1 AND team_id = $2", params![person_id, team])?.is_some(),
            Visible::Own(..) => false,
        })
    }
}

/// An absence to be written down.
#[derive(Clone, Debug)]
pub struct NewAbsence {
    /// Who is away.
    pub person_id: PersonId,
    /// Who stands in. With several, the files are shared out by load and the first gets what comes later.
    pub deputies: Vec<PersonId>,
    /// The first day away.
    pub from: Date,
    /// The last day away.
    pub to: Date,
    /// What the deputies should know.
    pub note: String,
}

/// What of an absence can be put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The last day away.
    pub to: Date,
    /// Whether it was withdrawn.
    pub is_withdrawn: bool,
}

/// Writes an absence down with who was appointed. Nothing moves.
///
/// # Errors
/// [`Failure::NotFound`] for somebody whom the appointer does not lead; refused with field and reason for days
/// that are over or the wrong way round, and for a deputy who has left or is the absent person.
pub fn appoint(tx: &mut Tx<'_>, by: &Appointer, new: &NewAbsence) -> Result<AbsenceId, Failure> {
    if !by.leads(tx, new.person_id)? {
        return Err(Failure::NotFound);
    }
    check_days(by, new)?;
    if new.note.chars().count() > NOTE_MAX {
        return Err(Failure::field("note", Message::new("absence-note-too-long").with("max", NOTE_MAX)));
    }
    let Some(first) = new.deputies.first().copied().filter(|_| new.deputies.len() <= DEPUTIES_MAX) else {
        return Err(Failure::field("deputy", "absence-needs-deputy"));
    };
    for deputy in &new.deputies {
        // As with files for good: a head appoints people of the own team, whoever sees all appoints anybody.
        if !by.leads(tx, *deputy)? {
            return Err(Failure::NotFound);
        }
        if *deputy == new.person_id {
            return Err(Failure::field("deputy", "absence-not-oneself"));
        }
    }
    for person in new.deputies.iter().chain([&new.person_id]) {
        if !is_here(tx, *person)? {
            return Err(Failure::field("deputy", "absence-has-left"));
        }
    }
    let id = tx.one(
        "INSERT INTO absence (person_id, deputy_id, from_day, to_day, note, appointed_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        params![new.person_id, first, new.from, new.to, new.note.trim(), by.person_id, by.now],
    )?;
    if new.deputies.len() > 1 {
        spread(tx, id, &new.deputies, by.today)?;
    }
    rebuild(tx, by.today)?;
    Ok(id)
}

/// Holds a person so that leaving comes before or after, and says whether that person is still here.
fn is_here(tx: &mut Tx<'_>, person_id: PersonId) -> Result<bool, StoreError> {
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR KEY SHARE",
    };
    Ok(tx.row(&format!("SELECT 1 FROM person WHERE id = $1 AND active = 1{lock}"), params![person_id])?.is_some())
}

fn check_days(by: &Appointer, new: &NewAbsence) -> Result<(), Failure> {
    if new.to < new.from {
        return Err(Failure::field("to", "absence-wrong-way"));
    }
    if new.to < by.today {
        return Err(Failure::field("to", "absence-is-over"));
    }
    if new.from < days_later(by.today, -BACK_MAX) {
        return Err(Failure::field("from", Message::new("absence-too-far-back").with("days", i64::from(BACK_MAX))));
    }
    if new.to > days_later(by.today, DAYS_MAX) {
        return Err(Failure::field("to", Message::new("absence-too-long").with("days", i64::from(DAYS_MAX))));
    }
    Ok(())
}

/// Shares the absent person's files out over the deputies by load. Those of the first one need no row.
///
/// # Errors
/// [`StoreError`].
pub fn spread(tx: &mut Tx<'_>, id: AbsenceId, deputies: &[PersonId], today: Date) -> Result<(), StoreError> {
    let company = web::app::read_company(tx)?.map(|company| company.calendar).unwrap_or_default();
    let mut receivers = Vec::new();
    for deputy in deputies {
        if let Some(person) = crate::person_in(tx, *deputy, company.clone())? {
            receivers.push(receiver(tx, person)?);
        }
    }
    let rows = tx.rows(
        "SELECT c.id, c.place, s.minutes FROM client c JOIN slip s ON s.id = c.slip_id
         WHERE c.owner_id = (SELECT person_id FROM absence WHERE id = $1) AND c.state = 'active' ORDER BY c.place, c.id",
        params![id],
    )?;
    let files: Vec<Given<ClientId>> = rows
        .iter()
        .map(|row| Ok(Given { id: row.get(0)?, place: Some(row.get::<Place>(1)?), minutes: row.get(2)? }))
        .collect::<Result<_, StoreError>>()?;
    let shared = share(&files, &receivers, today);
    let others: Vec<&(ClientId, PersonId)> = shared.iter().filter(|(_, deputy)| Some(deputy) != deputies.first()).collect();
    for chunk in others.chunks(500) {
        let marks: Vec<String> = (0..chunk.len()).map(|index| format!("($1, ${}, ${})", 2 * index + 2, 2 * index + 3)).collect();
        let mut values: Vec<Value> = vec![id.into()];
        values.extend(chunk.iter().flat_map(|(client, deputy)| [Value::from(*client), (*deputy).into()]));
        tx.run(&format!("INSERT INTO absence_file (absence_id, client_id, deputy_id) VALUES {}", marks.join(", ")), &values)?;
    }
    Ok(())
}

/// A person with what is planned already, as one among whom files are shared out by load.
///
/// # Errors
/// [`StoreError`].
pub fn receiver(tx: &mut Tx<'_>, person: Person) -> Result<Receiver, StoreError> {
    let rows = tx.rows("SELECT place, minutes FROM divider_load WHERE person_id = $1 AND files > 0", params![person.id])?;
    let planned = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()?;
    Ok(Receiver { person: person.id, calendar: person.calendar, planned })
}

/// How an absence stands, held until the transaction ends.
///
/// # Errors
/// [`Failure::NotFound`] for one of somebody whom the appointer does not lead.
fn held(tx: &mut Tx<'_>, by: &Appointer, id: AbsenceId) -> Result<(Date, State), Failure> {
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE",
    };
    let sql = format!("SELECT person_id, from_day, to_day, withdrawn_at FROM absence WHERE id = $1{lock}");
    let row = tx.row(&sql, params![id])?.ok_or(Failure::NotFound)?;
    if !by.leads(tx, row.get(0)?)? {
        return Err(Failure::NotFound);
    }
    Ok((row.get(1)?, State { to: row.get(2)?, is_withdrawn: row.get::<Option<i64>>(3)?.is_some() }))
}

/// How an absence stands; `None` if there is no such one.
///
/// # Errors
/// [`StoreError`].
pub fn state_of(tx: &mut Tx<'_>, id: AbsenceId) -> Result<Option<State>, StoreError> {
    let row = tx.row("SELECT to_day, withdrawn_at FROM absence WHERE id = $1", params![id])?;
    row.map(|row| Ok(State { to: row.get(0)?, is_withdrawn: row.get::<Option<i64>>(1)?.is_some() })).transpose()
}

/// Withdraws an absence that is not over. What was done in it stays done.
///
/// # Errors
/// [`Failure::NotFound`]; refused if it is over or was withdrawn.
pub fn withdraw(tx: &mut Tx<'_>, by: &Appointer, id: AbsenceId) -> Result<(), Failure> {
    let (_, state) = held(tx, by, id)?;
    if state.is_withdrawn || state.to < by.today {
        return Err(Failure::form("absence-is-over"));
    }
    set(tx, by, id, State { is_withdrawn: true, ..state })
}

/// Ends an absence: the person is back today. One that began today, or has not begun, is withdrawn.
///
/// # Errors
/// As [`withdraw`].
pub fn end_now(tx: &mut Tx<'_>, by: &Appointer, id: AbsenceId) -> Result<(), Failure> {
    let (from, state) = held(tx, by, id)?;
    if state.is_withdrawn || state.to < by.today {
        return Err(Failure::form("absence-is-over"));
    }
    let is_withdrawn = from >= by.today;
    let to = if is_withdrawn { state.to } else { days_later(by.today, -1) };
    set(tx, by, id, State { to, is_withdrawn })
}

/// Puts an absence back to how it stood, for taking an action back.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn put_back(tx: &mut Tx<'_>, by: &Appointer, id: AbsenceId, state: State) -> Result<(), Failure> {
    held(tx, by, id)?;
    set(tx, by, id, state)
}

fn set(tx: &mut Tx<'_>, by: &Appointer, id: AbsenceId, state: State) -> Result<(), Failure> {
    let (at, who) = if state.is_withdrawn { (Value::Int(by.now), by.person_id.into()) } else { (Value::Null, Value::Null) };
    tx.run("UPDATE absence SET to_day = $2, withdrawn_at = $3, withdrawn_by = $4 WHERE id = $1", &[id.into(), state.to.into(), at, who])?;
    rebuild(tx, by.today)?;
    Ok(())
}
