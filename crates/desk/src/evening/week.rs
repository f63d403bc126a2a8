//! The same as rows: the days of a week, or everybody's day.

use super::figures::Figures;
use super::pages::wanted;
use crate::day::binder_person;
use binder::By;
use binder::days::evening;
use binder::slips::{IS_MOVED, STAYED_MOVED};
use domain::natural_date::write_short;
use domain::{Date, PersonId, Place};
use jiff::ToSpan;
use maud::{Markup, html};
use serde_json::Value as Json;
use store::{Tx, params};
use web::{Answer, Ask, Failure, Nav, Texts, Visible};

/// Most people on one page.
const PEOPLE_MAX: i64 = 300;

/// One day as a row.
struct Row {
    name: String,
    way: String,
    figures: Json,
    note: String,
    is_closed: bool,
}

/// `GET /evening/week`: the seven days of the week of that day, as they were closed or as they stand.
pub(super) fn week(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let (person_id, day) = wanted(ask, &by)?;
    let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    let language = ask.language();
    let (name, rows) = ask.read(|tx| {
        let person = binder_person(tx, &by, person_id)?;
        let mut rows = Vec::new();
        for offset in 0..7_i64 {
            let day = monday.saturating_add(offset.days());
            if day <= by.today {
                rows.push(row(tx, &by, person_id, day, write_short(Place::Day(day), by.today, language))?);
            }
        }
        Ok::<_, Failure>((person.name, rows))
    })?;
    let texts = ask.texts();
    let before = monday.yesterday().unwrap_or(monday);
    let body = html! {
        p { a.btn href={ "/evening/week?day=" (before) "&binder=" (person_id) } { "← " (texts.say("evening-week-before")) } }
        (table(&texts, &rows, "evening-day"))
    };
    Ok(web::layout::sheet(ask, Nav::Binder, texts.with("evening-week-of", &[("name", name.into())]), body))
}

fn row(tx: &mut Tx<'_>, by: &By, person_id: PersonId, day: Date, name: String) -> Result<Row, Failure> {
    let kept = evening(tx, person_id, day)?;
    let stored: Option<Json> = serde_json::from_str(&kept.figures).ok();
    let figures = match stored {
        Some(figures) => figures,
        None => Figures::read(tx, by, person_id, day)?.as_json(day),
    };
    let binder = if person_id == by.person_id { String::new() } else { format!("&binder={person_id}") };
    Ok(Row { name, way: format!("/evening?day={day}{binder}"), figures, note: kept.note, is_closed: kept.closed_at.is_some() })
}

/// `GET /evening/team`: everybody the head sees, on that day.
pub(super) fn team(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let (_, day) = wanted(ask, &by)?;
    let rows = ask.read(|tx| {
        let (from, until) = by.span_of(day, day);
        people(tx, &by, day, from, until)
    })?;
    let texts = ask.texts();
    let before = day.yesterday().unwrap_or(day);
    let body = html! {
        p { a.btn href={ "/evening/team?day=" (before) } { "← " (write_short(Place::Day(before), by.today, texts.language)) } }
        (table(&texts, &rows, "evening-person"))
    };
    let title = texts.with("evening-team", &[("day", write_short(Place::Day(day), by.today, texts.language).into())]);
    Ok(web::layout::sheet(ask, Nav::Binder, title, body))
}

/// Counted for all people at once, by the index of what each has done on a day.
fn people(tx: &mut Tx<'_>, by: &By, day: Date, from: i64, until: i64) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "SELECT p.id, p.name,
           (SELECT count(*) FROM slip s WHERE s.person_id = p.id AND s.state = 'done' AND s.done_on = $1),
           (SELECT CAST(coalesce(sum(s.minutes), 0) AS BIGINT) FROM slip s WHERE s.person_id = p.id AND s.state = 'done' AND s.done_on = $1),
           (SELECT count(*) FROM slip s WHERE s.person_id = p.id AND s.state = 'done' AND s.done_on = $1 AND s.kind = 'first'),
           (SELECT count(*) FROM slip s WHERE s.person_id = p.id AND s.state = 'done' AND s.done_on = $1 AND s.agreed = 1 AND s.place = $1),
           (SELECT count(*) FROM slip_event v WHERE v.person_id = p.id AND v.at >= $2 AND v.at < $3 AND {IS_MOVED} AND {STAYED_MOVED}),
           (SELECT CAST(coalesce(sum(l.files), 0) AS BIGINT) FROM divider_load l
            WHERE l.person_id = p.id AND l.place <= $1 AND l.place <> $4 AND $1 = $5),
           coalesce(e.note, ''), e.closed_at
         FROM person p LEFT JOIN evening e ON e.person_id = p.id AND e.day = $1
         WHERE p.active = 1 AND {} ORDER BY p.name, p.id LIMIT $6",
        Visible::condition("p.id", 7)
    );
    let [person, team, today] = by.visible.params();
    let mut values = params![day, from, until, Place::Month(domain::Month::of(day)), by.today, PEOPLE_MAX].to_vec();
    values.extend([person, team, today]);
    let rows = tx.rows(&sql, &values)?;
    rows.iter()
        .map(|row| {
            let id: PersonId = row.get(0)?;
            let count = |index: usize| row.get::<i64>(index);
            let (done, kept) = (count(2)?, count(5)?);
            Ok(Row {
                name: row.get(1)?,
                way: format!("/evening?day={day}&binder={id}"),
                figures: serde_json::json!({
                    "done": done, "planned_minutes": count(3)?, "first_calls": count(4)?, "kept": kept, "moved": count(6)?, "unfiled": count(7)?,
                }),
                note: row.get(8)?,
                is_closed: row.get::<Option<i64>>(9)?.is_some(),
            })
        })
        .collect::<Result<_, store::StoreError>>()
        .map_err(Failure::from)
}

const COLUMNS: [(&str, &str); 7] = [
    ("done", "evening-count-done"),
    ("unfiled", "evening-count-unfiled"),
    ("kept", "evening-count-kept"),
    ("first_calls", "evening-count-first"),
    ("moved", "evening-count-moved"),
    ("planned_minutes", "evening-planned"),
    ("spent_minutes", "evening-spent"),
];

fn table(texts: &Texts<'_>, rows: &[Row], first: &str) -> Markup {
    let shown: Vec<&(&str, &str)> = COLUMNS.iter().filter(|(name, _)| rows.iter().any(|row| row.figures.get(*name).is_some())).collect();
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(texts.say("evening-table")) {
            table.table {
                thead { tr { th scope="col" { (texts.say(first)) } @for (_, key) in &shown { th.num scope="col" { (texts.say(key)) } } th scope="col" { (texts.say("evening-note")) } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { a href=(row.way) dir="auto" { (row.name) } @if row.is_closed { " " span.tag { (texts.say("evening-closed-tag")) } } }
                            @for (name, _) in &shown { td.num { a href=(row.way) { (number(texts, name, &row.figures)) } } }
                            td dir="auto" { (row.note.chars().take(120).collect::<String>()) }
                        }
                    }
                }
            }
        }
    }
}

fn number(texts: &Texts<'_>, name: &str, figures: &Json) -> String {
    let count = figures.get(name).and_then(Json::as_i64).unwrap_or(0);
    if name.ends_with("_minutes") {
        return texts.duration(u32::try_from(count).unwrap_or(0));
    }
    match (name, figures.get("agreed").and_then(Json::as_i64)) {
        ("kept", Some(agreed)) => format!("{count}/{agreed}"),
        _ => count.to_string(),
    }
}
