//! The first day after an absence: one line that says what was done meanwhile, with a way to the list.

use crate::day::Day;
use binder::By;
use domain::natural_date::write_short;
use domain::working::days_later;
use domain::{Date, PersonId, Place};
use maud::{Markup, html};
use people::Person;
use people::absences::{AbsenceLine, ended_before, working_away};
use store::{Tx, params};
use web::{Ask, Failure, Texts};

/// How far back an absence may have ended whose first day afterwards is today: a long holiday and more.
const BACK_DAYS: i32 = 40;

/// An absence from which somebody is just back.
pub struct Returned {
    /// Which.
    pub absence: AbsenceLine,
    /// How many files others worked in that person's name.
    pub files: i64,
    /// Who did.
    pub deputies: Vec<String>,
}

/// The absence from which the person is just back: until the end of the first working day after it.
///
/// # Errors
/// [`Failure`] if the store fails.
pub(crate) fn returned(tx: &mut Tx<'_>, by: &By, person: &Person) -> Result<Option<Returned>, Failure> {
    let Some(absence) = ended_before(tx, person.id, by.today, days_later(by.today, -BACK_DAYS))? else { return Ok(None) };
    if person.calendar.next_working_after(absence.to) < by.today || working_away(tx, person.id, by.today)?.is_some() {
        return Ok(None);
    }
    let (files, deputies) = worked(tx, by, person.id, &absence)?;
    Ok(Some(Returned { absence, files, deputies }))
}

fn worked(tx: &mut Tx<'_>, by: &By, person_id: PersonId, absence: &AbsenceLine) -> Result<(i64, Vec<String>), Failure> {
    const ACTS: &str = "SELECT client_id, person_id FROM entry WHERE for_person_id = $1 AND at >= $2 AND at < $3
        UNION SELECT client_id, person_id FROM slip_event WHERE for_person_id = $1 AND at >= $2 AND at < $3 AND client_id IS NOT NULL";
    let (first, end) = by.span_of(absence.from, absence.to);
    let files = tx.one(&format!("SELECT count(DISTINCT a.client_id) FROM ({ACTS}) a"), params![person_id, first, end])?;
    let rows = tx.rows(
        &format!("SELECT DISTINCT p.name FROM ({ACTS}) a JOIN person p ON p.id = a.person_id ORDER BY p.name"),
        params![person_id, first, end],
    )?;
    Ok((files, rows.iter().map(|row| row.get(0)).collect::<Result<_, store::StoreError>>()?))
}

/// "23 Nov – 27 Nov".
pub fn days(texts: &Texts<'_>, from: Date, to: Date, today: Date) -> String {
    let write = |day: Date| write_short(Place::Day(day), today, texts.language);
    if from == to { write(from) } else { format!("{} – {}", write(from), write(to)) }
}

/// The line on the day.
pub(crate) fn returned_line(ask: &Ask, day: &Day) -> Markup {
    let texts = ask.texts();
    html! {
        @if let Some(returned) = &day.returned {
            @let days = days(&texts, returned.absence.from, returned.absence.to, day.today);
            p.notice.notice-good {
                @if returned.files > 0 {
                    (texts.with("absence-back", &[("days", days.into()), ("count", returned.files.into()), ("names", returned.deputies.join(", ").into())]))
                } @else { (texts.with("absence-back-nothing", &[("days", days.into())])) }
                " " a href={ "/absences/" (returned.absence.id) "/done" } { (texts.say("absence-done-link")) }
            }
        }
    }
}
