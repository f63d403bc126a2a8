//! `GET /absences/{id}/done`: what others did in a binder while its person was away.

use super::returned::days;
use crate::open_file::view::{entry_key, moment, outcome_key};
use binder::By;
use binder::hand_over::can_give;
use binder::slips::{IS_MOVED, STAYED_MOVED};
use domain::natural_date::write_short;
use domain::{AbsenceId, ClientId, Date, EntryKind, Outcome, Place};
use maud::{Markup, html};
use people::absences::{AbsenceLine, absence};
use store::{StoreError, Tx};
use web::layout::sheet;
use web::{Answer, Ask, Failure, Nav, Visible};

/// The most lines shown.
const LINES_MAX: i64 = 1_000;

/// One thing that was done.
struct Done {
    at: i64,
    client_id: ClientId,
    client: String,
    person: String,
    for_person: Option<String>,
    what: What,
}

enum What {
    Entry { kind: EntryKind, outcome: Option<Outcome>, text: String },
    Moved { from: Option<Place>, to: Option<Place> },
}

/// For the person who was away, and for whoever leads that person.
pub(super) fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: AbsenceId = ask.path("id")?;
    let (line, done) = ask.read(|tx| {
        let line = absence(tx, id)?.ok_or(Failure::NotFound)?;
        if line.person_id != by.person_id && !can_give(tx, &by, line.person_id)? {
            return Err(Failure::NotFound);
        }
        let done = read(tx, &by, &line)?;
        Ok((line, done))
    })?;
    let texts = ask.texts();
    let span = days(&texts, line.from, line.to, by.today);
    let lead = texts.with("absence-done-lead", &[("name", line.person.as_str().into()), ("days", span.into()), ("count", done.len().into())]);
    let body = html! {
        p.page-lead { (lead) }
        @if done.is_empty() { p.notice { (texts.say("absence-done-empty")) } }
        div.rows { @for one in &done { (row(ask, one, by.today)) } }
    };
    Ok(sheet(ask, Nav::Binder, texts.say("absence-done-title"), body))
}

fn row(ask: &Ask, done: &Done, today: Date) -> Markup {
    let texts = ask.texts();
    let short = |place: Option<Place>| place.map(|place| write_short(place, today, texts.language)).unwrap_or_default();
    let who = match &done.for_person {
        Some(name) => texts.with("hand-in-name-of", &[("who", done.person.as_str().into()), ("name", name.as_str().into())]),
        None => done.person.clone(),
    };
    html! {
        div.row-item {
            div.row-main {
                a.row-link href={ "/files/" (done.client_id) } dir="auto" { (done.client) }
                p.row-sub {
                    @match &done.what {
                        What::Entry { kind, outcome, text } => {
                            (texts.say(entry_key(*kind))) @if let Some(outcome) = outcome { " · " (texts.say(outcome_key(*outcome))) }
                            @if !text.is_empty() { " · " span dir="auto" { (text) } }
                        }
                        What::Moved { from, to } => (texts.with("absence-done-moved", &[("from", short(*from).into()), ("to", short(*to).into())])),
                    }
                }
            }
            span.row-end { span.small.quiet { (who) " · " (moment(ask, done.at, today)) } }
        }
    }
}

fn read(tx: &mut Tx<'_>, by: &By, line: &AbsenceLine) -> Result<Vec<Done>, Failure> {
    let (first, end) = by.span_of(line.from, line.to);
    let mut done = entries(tx, by, line, first, end)?;
    done.extend(moves(tx, by, line, first, end)?);
    done.sort_by_key(|one| one.at);
    Ok(done)
}

/// In the person's name, by an index of its own; and whatever others wrote on the files of the binder.
/// Of files that are somebody else's by now nothing is told.
fn entries(tx: &mut Tx<'_>, by: &By, line: &AbsenceLine, first: i64, end: i64) -> Result<Vec<Done>, StoreError> {
    let sql = format!(
        "SELECT e.at, c.id, c.name, p.name, f.name, e.kind, e.outcome, e.text
         FROM (SELECT id FROM entry WHERE for_person_id = $1 AND at >= $2 AND at < $3
               UNION SELECT o.id FROM client own JOIN entry o ON o.client_id = own.id AND o.at >= $2 AND o.at < $3
               WHERE own.owner_id = $1 AND o.person_id <> $1) found
         JOIN entry e ON e.id = found.id JOIN client c ON c.id = e.client_id JOIN person p ON p.id = e.person_id
         LEFT JOIN person f ON f.id = e.for_person_id
         WHERE NOT EXISTS (SELECT 1 FROM entry_correction k WHERE k.entry_id = e.id AND k.text IS NULL) AND {}
         ORDER BY e.at, e.id LIMIT $4",
        Visible::condition("c.owner_id", 5)
    );
    let [person, team, day] = by.visible.params();
    let rows = tx.rows(&sql, &[line.person_id.into(), first.into(), end.into(), LINES_MAX.into(), person, team, day])?;
    rows.iter()
        .map(|row| {
            let what = What::Entry { kind: row.get(5)?, outcome: row.get(6)?, text: row.get(7)? };
            Ok(Done { at: row.get(0)?, client_id: row.get(1)?, client: row.get(2)?, person: row.get(3)?, for_person: row.get(4)?, what })
        })
        .collect()
}

fn moves(tx: &mut Tx<'_>, by: &By, line: &AbsenceLine, first: i64, end: i64) -> Result<Vec<Done>, StoreError> {
    let sql = format!(
        "SELECT v.at, c.id, c.name, p.name, f.name, v.place_from, v.place_to
         FROM slip_event v JOIN client c ON c.id = v.client_id JOIN person p ON p.id = v.person_id JOIN person f ON f.id = v.for_person_id
         WHERE v.for_person_id = $1 AND v.at >= $2 AND v.at < $3 AND {IS_MOVED} AND {STAYED_MOVED} AND {} ORDER BY v.at, v.id LIMIT $4",
        Visible::condition("c.owner_id", 5)
    );
    let [person, team, day] = by.visible.params();
    let rows = tx.rows(&sql, &[line.person_id.into(), first.into(), end.into(), LINES_MAX.into(), person, team, day])?;
    rows.iter()
        .map(|row| {
            let what = What::Moved { from: row.get(5)?, to: row.get(6)? };
            Ok(Done { at: row.get(0)?, client_id: row.get(1)?, client: row.get(2)?, person: row.get(3)?, for_person: row.get(4)?, what })
        })
        .collect()
}
