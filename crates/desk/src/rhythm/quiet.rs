//! `/quiet`: "not spoken with for…", and filing the chosen ones over the next days.

use crate::day::{binder_named, binder_person, free_days, loads, occupied};
use crate::frame;
use binder::By;
use binder::moving::{Moves, move_slips};
use domain::load::deal;
use domain::natural_date::write_short;
use domain::rhythm::{day_number, numbered_day};
use domain::{ClientId, Date, PersonId, Place, SlipId};
use maud::{Markup, html};
use store::{Tx, params};
use web::layout::{csrf, sheet_with};
use web::{Answer, Ask, Failure, Nav, Reply, Visible};

/// Lines on one page.
const PAGE: usize = 50;
/// Working days over which the chosen ones are spread.
const DAYS_AHEAD: i32 = 5;

/// A client nobody has spoken with for longer than it should be.
struct Line {
    client_id: ClientId,
    name: String,
    owner: String,
    reached: Option<Date>,
    due_ideal: i64,
    due_latest: i64,
    place: Option<Place>,
    is_agreed: bool,
}

/// The clients whose ideal day is over, the longest overdue first.
fn lines(tx: &mut Tx<'_>, by: &By, binder: Option<PersonId>, after: (i64, i64)) -> Result<Vec<Line>, Failure> {
    let sql = format!(
        "SELECT c.id, c.name, p.name, c.reached_day, c.due_ideal, c.due_latest, c.place, s.agreed, c.reached_at
         FROM client c JOIN person p ON p.id = c.owner_id JOIN slip s ON s.id = c.slip_id
         WHERE c.due_ideal < $1 AND (c.due_ideal > $2 OR (c.due_ideal = $2 AND c.id > $3)) AND ($4 = 0 OR c.owner_id = $4) AND {}
         ORDER BY c.due_ideal, c.id LIMIT $5",
        Visible::condition("c.owner_id", 6)
    );
    let [person, team, day] = by.visible.params();
    let owner = binder.map_or(0, |person| person.0);
    let rows =
        tx.rows(&sql, &[day_number(by.today).into(), after.0.into(), after.1.into(), owner.into(), (PAGE as i64 + 1).into(), person, team, day])?;
    rows.iter()
        .map(|row| {
            // Before the first contact the day stands for the day on which an interval was set.
            let is_reached = row.get::<Option<i64>>(8)?.is_some();
            Ok(Line {
                client_id: row.get(0)?,
                name: row.get(1)?,
                owner: row.get(2)?,
                reached: row.get::<Option<i64>>(3)?.filter(|_| is_reached).map(numbered_day),
                due_ideal: row.get(4)?,
                due_latest: row.get(5)?,
                place: row.get(6)?,
                is_agreed: row.get(7)?,
            })
        })
        .collect::<Result<_, store::StoreError>>()
        .map_err(Failure::from)
}

pub(super) fn page(ask: &mut Ask) -> Answer {
    let toast = frame::did(ask, false)?;
    show(ask, toast, false)
}

/// With a field for the reason where one was asked for, and what was ticked.
fn show(ask: &Ask, toast: Markup, asks_why: bool) -> Answer {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let binder = binder_named(ask);
    let after = ask.query("after").and_then(|text| text.split_once('-')).and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?)));
    let (mut found, colleagues) = ask.read(|tx| {
        let colleagues = if matches!(by.visible, Visible::Own(..)) { Vec::new() } else { people::people(tx, by.visible)? };
        Ok::<_, Failure>((lines(tx, &by, binder, after.unwrap_or((i64::MIN, 0)))?, colleagues))
    })?;
    let has_more = found.len() > PAGE;
    found.truncate(PAGE);
    let query = binder.map(|person| format!("?binder={person}")).unwrap_or_default();
    let body = html! {
        p.page-lead { (texts.say("quiet-lead")) }
        @if colleagues.len() > 1 {
            form.filters method="get" action="/quiet" {
                select name="binder" aria-label=(texts.say("clients-whose")) {
                    option value="" { (texts.say("clients-everyones")) }
                    @for person in &colleagues { option value=(person.id) selected[binder == Some(person.id)] { (person.name) } }
                }
                button.btn { (texts.say("clients-show")) }
            }
        }
        @if found.is_empty() { p.notice { (texts.say("quiet-nobody")) } }
        @else {
            form method="post" action={ "/quiet" (query) } {
                (csrf(ask))
                ul.rows { @for line in &found { (row(ask, &by, line, colleagues.len() > 1)) } }
                @if asks_why { div.field.section { label for="f-reason" { (texts.say("move-reason")) } input #f-reason type="text" name="reason" maxlength="400" autofocus; } }
                div.form-end.section { button.btn.btn-go { (texts.say("quiet-file")) } }
            }
            @if has_more {
                @if let Some(last) = found.last() {
                    p { a.link href={ "/quiet" @if query.is_empty() { "?" } @else { (query) "&" } "after=" (last.due_ideal) "-" (last.client_id) } { (texts.say("quiet-more")) } }
                }
            }
        }
    };
    Ok(sheet_with(ask, Nav::Clients, texts.say("quiet-title"), String::new(), body, toast))
}

fn row(ask: &Ask, by: &By, line: &Line, shows_owner: bool) -> Markup {
    let texts = ask.texts();
    let today = day_number(by.today);
    let is_late = line.due_latest < today;
    let past = if is_late { today - line.due_latest } else { today - line.due_ideal };
    let words = |day: Date| write_short(Place::Day(day), by.today, texts.language);
    html! {
        li.row-item {
            input.row-check type="checkbox" name="client" value=(line.client_id) checked[!line.is_agreed && ask.form_all("client").contains(&line.client_id.to_string().as_str())] disabled[line.is_agreed] aria-label=(texts.with("select-card", &[("name", line.name.as_str().into())]));
            div.row-main {
                a.row-link href={ "/files/" (line.client_id) } dir="auto" { (line.name) }
                span.row-sub {
                    @match line.reached {
                        Some(day) => (texts.with("quiet-since", &[("day", words(day).into()), ("days", (today - day_number(day)).into())])),
                        None => (texts.say("quiet-never")),
                    }
                    @if shows_owner { " · " (line.owner) }
                }
                @if let Some(place) = line.place {
                    span.row-sub { (texts.with(if line.is_agreed { "quiet-agreed" } else { "stands-under" }, &[("place", write_short(place, by.today, texts.language).into())])) }
                }
            }
            span.row-end { span.tag.tag-late[is_late].tag-soon[!is_late] { (texts.with(if is_late { "quiet-past-latest" } else { "quiet-past-ideal" }, &[("days", past.into())])) } }
        }
    }
}

/// `POST /quiet`: the chosen files, each in its own binder, over the next days with room; agreed ones stay.
pub(super) fn file(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let mut chosen = Vec::new();
    for id in ask.form_all("client") {
        chosen.push(id.parse::<i64>().map(ClientId).map_err(|_| Failure::Malformed("client"))?);
    }
    let (reason, language) = (ask.form("reason").to_owned(), ask.language());
    let done = ask.write(|tx| {
        let slips = spread(tx, &by, &chosen)?;
        move_slips(tx, &by, &Moves { slips, reason, with_agreed: false, language })
    });
    let back = binder_named(ask).map(|id| format!("&binder={id}")).unwrap_or_default();
    match done {
        Ok(moved) => Ok(Reply::see(&match moved.undo_id {
            Some(undo) => format!("/quiet?did={undo}{back}"),
            None => "/quiet".to_owned(),
        })),
        Err(Failure::Refused(refusal)) => {
            let notice = html! { div.toast role="alert" { p { (ask.message(&refusal.message)) } } };
            Ok(show(ask, notice, refusal.field == "reason")?.status(422))
        }
        Err(other) => Err(other),
    }
}

/// Where each chosen file goes: dealt over its owner's next working days by what is free.
fn spread(tx: &mut Tx<'_>, by: &By, chosen: &[ClientId]) -> Result<Vec<(SlipId, Place)>, Failure> {
    let mut by_owner: std::collections::BTreeMap<PersonId, Vec<(SlipId, u16)>> = std::collections::BTreeMap::new();
    for client_id in chosen {
        binder::slips::seen_client(tx, by, *client_id)?;
        let row = tx.row(
            "SELECT c.owner_id, s.id, s.minutes FROM client c JOIN slip s ON s.id = c.slip_id WHERE c.id = $1 AND s.agreed = 0",
            params![*client_id],
        )?;
        if let Some(row) = row {
            by_owner.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
    }
    let mut slips = Vec::new();
    for (owner, items) in by_owner {
        let person = binder_person(tx, by, owner)?;
        let loads = loads(&person, by.today, &occupied(tx, owner)?);
        let free = free_days(&person, by.today, DAYS_AHEAD, &loads);
        slips.extend(deal(&items, &free).into_iter().map(|(slip, day)| (slip, Place::Day(day))));
    }
    Ok(slips)
}
