//! `/absences`: who is away, who stands in, and on which days nobody does (B45, E26).

use super::returned::days;
use crate::frame::did;
use binder::By;
use binder::hand_over as verbs;
use domain::working::days_later;
use domain::{AbsenceId, Date, PersonId, UndoId};
use maud::{Markup, html};
use people::absences::{AbsenceLine, NewAbsence, absences, uncovered};
use people::own_settings::{Screen, screen};
use store::{StoreError, Tx, params};
use web::audit::{Change, Kind};
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Refusal, Reply};

/// How long an absence that is over stays in the list, days.
const KEPT_DAYS: i32 = 60;

struct Shown {
    lines: Vec<AbsenceLine>,
    uncovered: Vec<(PersonId, Date, Date)>,
    people: Vec<(PersonId, String)>,
}

pub(super) fn page(ask: &mut Ask) -> Answer {
    let today = ask.today()?.to_string();
    let person = ask.query("person").unwrap_or("").to_owned();
    show(ask, vec![("from".to_owned(), today.clone()), ("to".to_owned(), today), ("person".to_owned(), person)], None)
}

fn read(ask: &Ask) -> Result<Shown, Failure> {
    let by = By::of(ask)?;
    let appointer = verbs::appointer(&by);
    ask.read(|tx| {
        let mut led = Vec::new();
        for line in people::people(tx, by.visible)? {
            if appointer.leads(tx, line.id)? {
                led.push((line.id, line.name));
            }
        }
        let lines = absences(tx, &appointer, days_later(by.today, -KEPT_DAYS))?;
        Ok(Shown { lines, uncovered: uncovered(tx, &appointer)?, people: led })
    })
}

fn show(ask: &Ask, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Answer {
    let shown = read(ask)?;
    let texts = ask.texts();
    let today = ask.today()?;
    let is_refused = refusal.is_some();
    let mut form = Form::new(ask.texts(), values);
    form.refusal = refusal;
    let (over, here): (Vec<&AbsenceLine>, Vec<&AbsenceLine>) = shown.lines.iter().partition(|line| line.to < today);
    let body = html! {
        (did(ask, false)?)
        @for (person, from, to) in &shown.uncovered {
            @let name = shown.people.iter().find(|(id, _)| id == person).map(|(_, name)| name.clone()).unwrap_or_default();
            p.notice.notice-bad role="alert" { (texts.with("absence-uncovered", &[("name", name.into()), ("days", days(&texts, *from, *to, today).into())])) }
        }
        @if here.is_empty() { p.quiet { (texts.say("absence-none")) } }
        div.rows { @for line in &here { (row(ask, line, today)) } }
        section.section { h2 { (texts.say("absence-new")) } (appoint_form(ask, &form, &shown.people)) }
        @if !over.is_empty() {
            section.section { h2 { (texts.say("absence-over")) } div.rows { @for line in over.iter().rev() { (row(ask, line, today)) } } }
        }
    };
    let reply = screen(ask, Screen::Absences, body);
    Ok(if is_refused { reply.status(422) } else { reply })
}

fn row(ask: &Ask, line: &AbsenceLine, today: Date) -> Markup {
    let texts = ask.texts();
    let button = |what: &str, key: &str| {
        html! { form method="post" action={ "/absences/" (line.id) "/" (what) } { (csrf(ask)) button.btn.btn-quiet type="submit" { (texts.say(key)) } } }
    };
    html! {
        div.row-item {
            div.row-main {
                p { strong { (line.person) } " " span.num { (days(&texts, line.from, line.to, today)) } }
                p.row-sub {
                    (texts.with("absence-deputy-is", &[("name", line.deputy.as_str().into()), ("more", line.more_deputies.into())]))
                    @if !line.note.is_empty() { " · " span dir="auto" { (line.note) } }
                    " · " (texts.with("absence-by", &[("name", line.appointed_by.as_str().into())]))
                }
            }
            div.row-end.row {
                @if line.from <= today { a.btn.btn-quiet href={ "/absences/" (line.id) "/done" } { (texts.say("absence-done-link")) } }
                @if line.from < today && today <= line.to { (button("end", "absence-end")) }
                @if today <= line.to { (button("withdraw", "absence-withdraw")) }
            }
        }
    }
}

fn appoint_form(ask: &Ask, form: &Form<'_>, people: &[(PersonId, String)]) -> Markup {
    let choices: Vec<(String, String)> = people.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let also = form.values.iter().filter(|(key, _)| key == "also").map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    html! {
        form.form method="post" action="/absences" {
            (csrf(ask))
            (form.notice())
            p.field-hint { (ask.say("absence-hint")) }
            div.field-pair {
                (form.select("person", "absence-person", &choices))
                (form.select("deputy", "absence-deputy", &[vec![(String::new(), "–".to_owned())], choices.clone()].concat()))
                (form.input("date", "from", "absence-from", None, "off"))
                (form.input("date", "to", "absence-to", None, "off"))
            }
            (form.input("text", "note", "absence-note", Some("absence-note-hint"), "off"))
            details open[!also.is_empty()] {
                summary { (ask.say("absence-also")) }
                p.field-hint { (ask.say("absence-also-hint")) }
                @for (id, name) in &choices {
                    label.check { input type="checkbox" name="also" value=(id) checked[also.contains(&id.as_str())]; (name) }
                }
            }
            div.form-end { button.btn.btn-go type="submit" { (ask.say("absence-go")) } }
        }
    }
}

fn typed(ask: &Ask) -> Result<NewAbsence, Failure> {
    let date = |field: &'static str| ask.form(field).parse::<Date>().map_err(|_| Failure::field(field, "absence-needs-date"));
    let mut deputies = vec![PersonId(ask.form("deputy").parse().map_err(|_| Failure::field("deputy", "absence-needs-deputy"))?)];
    for also in ask.form_all("also") {
        let person = PersonId(also.parse().map_err(|_| Failure::Malformed("also"))?);
        if !deputies.contains(&person) {
            deputies.push(person);
        }
    }
    Ok(NewAbsence { person_id: ask.parsed("person")?, deputies, from: date("from")?, to: date("to")?, note: ask.form("note").to_owned() })
}

pub(super) fn appoint(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    match typed(ask).and_then(|new| {
        ask.write(|tx| {
            let (id, undo) = verbs::appoint(tx, &by, &new)?;
            told(tx, ask, id)?;
            Ok((id, undo))
        })
    }) {
        Ok((_, undo)) => Ok(see(undo)),
        Err(Failure::Refused(refusal)) => show(ask, ask.form_fields().to_vec(), Some(refusal)),
        Err(other) => Err(other),
    }
}

/// Writes into the audit log who stands in for whom now, and for which days.
fn told(tx: &mut Tx<'_>, ask: &Ask, id: AbsenceId) -> Result<(), StoreError> {
    let sql = "SELECT p.name, d.name, a.from_day, a.to_day, a.withdrawn_at FROM absence a
               JOIN person p ON p.id = a.person_id JOIN person d ON d.id = a.deputy_id WHERE a.id = $1";
    let row = tx.row(sql, params![id])?.ok_or(StoreError::Shape { column: 0 })?;
    let is_withdrawn = row.get::<Option<i64>>(4)?.is_some();
    let days = format!("{} – {}", row.get::<Date>(2)?, row.get::<Date>(3)?);
    let of = |text: String| if is_withdrawn { (text, String::new()) } else { (String::new(), text) };
    let changes = [("deputy", of(row.get(1)?)), ("days", of(days))].map(|(field, (was, became))| Change { field, was, became });
    ask.audit(tx, Kind::DeputyChanged, &row.get::<String>(0)?, &changes)
}

fn see(undo: UndoId) -> Reply {
    Reply::see(&format!("/absences?did={undo}"))
}

pub(super) fn withdraw(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: AbsenceId = ask.path("id")?;
    let undo = ask.write(|tx| {
        let undo = verbs::withdraw(tx, &by, id)?;
        told(tx, ask, id)?;
        Ok::<_, Failure>(undo)
    })?;
    Ok(see(undo))
}

pub(super) fn end(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: AbsenceId = ask.path("id")?;
    let undo = ask.write(|tx| {
        let undo = verbs::end_now(tx, &by, id)?;
        told(tx, ask, id)?;
        Ok::<_, Failure>(undo)
    })?;
    Ok(see(undo))
}
