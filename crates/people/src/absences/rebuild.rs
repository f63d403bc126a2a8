//! Makes the table `stand_in` anew from the absences, chains followed.

use domain::absence::{Absence, StandIn, stand_ins};
use domain::{AbsenceId, Date, PersonId};
use std::collections::BTreeMap;
use store::{Dialect, Result, Tx, params};

/// How many of the absences that are over are looked at: those of years ago say nothing about today. Of those that run
/// or are to come every one counts, however many are planned.
const OVER: u32 = 300;

/// The condition that an absence `a` counts, with today as $1 and [`OVER`] as $2.
const COUNTS: &str = "a.withdrawn_at IS NULL AND (a.to_day >= $1 OR a.id IN
    (SELECT o.id FROM absence o WHERE o.withdrawn_at IS NULL AND o.to_day < $1 ORDER BY o.to_day DESC, o.id DESC LIMIT $2))";

/// The absences of now that were not withdrawn: what runs, what is to come, and the last that are over. Nobody comes and goes who has left: the absences of such a
/// person count no more, and whoever has left is away for good, so that a chain does not end there.
///
/// # Errors
/// [`store::StoreError`].
pub fn absences_now(tx: &mut Tx<'_>, today: Date) -> Result<Vec<Absence>> {
    let rows = tx.rows(
        &format!(
            "SELECT a.id, a.person_id, a.deputy_id, a.from_day, a.to_day FROM absence a JOIN person p ON p.id = a.person_id
             WHERE p.active = 1 AND {COUNTS} ORDER BY a.to_day DESC, a.id DESC"
        ),
        params![today, OVER],
    )?;
    let mut absences: Vec<Absence> = rows
        .iter()
        .map(|row| Ok(Absence { id: row.get(0)?, person: row.get(1)?, deputy: row.get(2)?, from: row.get(3)?, to: row.get(4)? }))
        .collect::<Result<_>>()?;
    let (Some(from), Some(to)) = (absences.iter().map(|absence| absence.from).min(), absences.iter().map(|absence| absence.to).max()) else {
        return Ok(absences);
    };
    for row in tx.rows("SELECT id FROM person WHERE active = 0", &[])? {
        let person: PersonId = row.get(0)?;
        absences.push(Absence { id: AbsenceId(0), person, deputy: person, from, to });
    }
    Ok(absences)
}

/// Makes `stand_in` anew. Whoever changes an absence, or whether somebody is here, calls it in the same transaction.
///
/// # Errors
/// [`store::StoreError`].
pub fn rebuild(tx: &mut Tx<'_>, today: Date) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        // Of two who change absences at once the second sees what the first did.
        tx.run("SELECT pg_advisory_xact_lock(4714)", &[])?;
    }
    let absences = absences_now(tx, today)?;
    tx.run("DELETE FROM stand_in", &[])?;
    let Some(since) = absences.iter().map(|absence| absence.from).min() else { return Ok(()) };
    let mut stretches = stand_ins(&absences, since);
    for (absence, deputy) in deputies_of_files(tx, today)? {
        stretches.extend(of_files(&absences, absence, deputy, since));
    }
    // A deputy sees a binder or does not: of two stretches that begin on one day the longer one says it.
    let mut kept: BTreeMap<(PersonId, PersonId, Date), StandIn> = BTreeMap::new();
    for stretch in stretches.into_iter().filter(|stretch| stretch.absence.0 > 0 && stretch.deputy != stretch.person) {
        let longest = kept.entry((stretch.deputy, stretch.person, stretch.from)).or_insert(stretch);
        if longest.to < stretch.to {
            *longest = stretch;
        }
    }
    for stretch in kept.values() {
        tx.run(
            "INSERT INTO stand_in (deputy_id, person_id, from_day, to_day, absence_id) VALUES ($1, $2, $3, $4, $5)",
            params![stretch.deputy, stretch.person, stretch.from, stretch.to, stretch.absence],
        )?;
    }
    Ok(())
}

/// Who has files of his own in which of the absences of now.
pub(super) fn deputies_of_files(tx: &mut Tx<'_>, today: Date) -> Result<Vec<(AbsenceId, PersonId)>> {
    let rows = tx.rows(
        &format!("SELECT DISTINCT f.absence_id, f.deputy_id FROM absence_file f JOIN absence a ON a.id = f.absence_id WHERE {COUNTS}"),
        params![today, OVER],
    )?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// When that deputy's files of an absence are worked by whom.
fn of_files(absences: &[Absence], absence: AbsenceId, deputy: PersonId, since: Date) -> Vec<StandIn> {
    stand_ins(&as_if_appointed(absences, absence, deputy), since).into_iter().filter(|stretch| stretch.absence == absence).collect()
}

/// The absences as if that deputy had been appointed for all files of one of them.
pub(super) fn as_if_appointed(absences: &[Absence], absence: AbsenceId, deputy: PersonId) -> Vec<Absence> {
    absences.iter().map(|one| if one.id == absence { Absence { deputy, ..*one } } else { *one }).collect()
}
