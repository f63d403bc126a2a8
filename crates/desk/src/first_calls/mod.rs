//! The queue of first calls (B25, B26).
//!
//! Owns the page, "bring the next prepared ones", and filling from the slip what a card still needs.

use crate::day::{binder_named, binder_person, loads, occupied};
use crate::frame;
use binder::By;
use binder::moving::{Moves, move_slips};
use domain::natural_date::write_short;
use domain::{ClientId, PersonId, Place, SlipId, SlipKind};
use files::clients::fill_missing;
use maud::{Markup, html};
use people::Person;
use store::{Tx, params};
use web::layout::{csrf, sheet_with};
use web::{Answer, Ask, Failure, Nav, Reply, Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/first-calls" Staff page, POST "/first-calls" Staff bring, POST "/files/{id}/missing" Staff fill]
}

/// Cards shown of the queue.
const SHOWN_MAX: i64 = 100;
/// Most brought at once.
const BRING_MAX: u16 = 20;

/// A prospect who waits for a first call.
struct Prospect {
    slip_id: SlipId,
    client_id: ClientId,
    name: String,
    place: Place,
    is_prepared: bool,
    is_agreed: bool,
    minutes: u16,
    line: String,
}

struct Queue {
    person: Person,
    waiting: Vec<Prospect>,
    count: i64,
    prepared: i64,
    today: i64,
    done: i64,
    free_minutes: u32,
}

fn read(tx: &mut Tx<'_>, by: &By, person_id: PersonId) -> Result<Queue, Failure> {
    let person = binder_person(tx, by, person_id)?;
    // A month without a day is still to come after it has begun.
    let later = format!(
        "s.person_id = $1 AND s.state = 'open' AND s.kind = 'first' AND (s.place > $2 OR s.place = {})",
        Place::Month(domain::Month::of(by.today)).number()
    );
    let rows = tx.rows(
        &format!(
            "SELECT s.id, s.client_id, c.name, s.place, c.prepared, s.agreed, s.minutes, s.line FROM slip s JOIN client c ON c.id = s.client_id
             WHERE {later} ORDER BY c.prepared DESC, s.place, s.id LIMIT $3"
        ),
        params![person_id, by.today, SHOWN_MAX],
    )?;
    let waiting = rows
        .iter()
        .map(|row| {
            Ok(Prospect {
                slip_id: row.get(0)?,
                client_id: row.get(1)?,
                name: row.get(2)?,
                place: row.get(3)?,
                is_prepared: row.get(4)?,
                is_agreed: row.get(5)?,
                minutes: row.get(6)?,
                line: row.get(7)?,
            })
        })
        .collect::<Result<_, store::StoreError>>()?;
    let counts = tx.row(
        &format!("SELECT count(*), CAST(coalesce(sum(c.prepared), 0) AS BIGINT) FROM slip s JOIN client c ON c.id = s.client_id WHERE {later}"),
        params![person_id, by.today],
    )?;
    let (count, prepared) = counts.map_or(Ok((0, 0)), |row| Ok::<_, store::StoreError>((row.get(0)?, row.get(1)?)))?;
    let load = loads(&person, by.today, &occupied(tx, person_id)?).get(&by.today).copied();
    let done_minutes = crate::day::done_minutes(tx, person_id, by.today)?;
    let capacity = u32::from(person.calendar.minutes(by.today));
    Ok(Queue {
        waiting,
        count,
        prepared,
        today: tx.one(
            "SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'open' AND kind = 'first' AND place <= $2 AND place <> $3",
            params![person_id, by.today, Place::Month(domain::Month::of(by.today))],
        )?,
        done: tx.one(
            "SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'done' AND done_on = $2 AND kind = 'first'",
            params![person_id, by.today],
        )?,
        free_minutes: capacity.saturating_sub(load.map_or(0, |load| load.planned_minutes)).saturating_sub(done_minutes),
        person,
    })
}

impl Queue {
    /// How many first calls are still wanted today.
    fn wanted(&self) -> i64 {
        (i64::from(self.person.first_calls_a_day) - self.today - self.done).max(0)
    }

    /// The next prepared ones that fit into what is free today and into the target.
    fn next(&self) -> Vec<&Prospect> {
        let mut free = self.free_minutes;
        let most = usize::try_from(self.wanted().min(i64::from(BRING_MAX))).unwrap_or(0);
        let mut next = Vec::new();
        for prospect in self.waiting.iter().filter(|prospect| prospect.is_prepared && !prospect.is_agreed) {
            let minutes = u32::from(prospect.minutes);
            if next.len() == most || minutes > free {
                break;
            }
            free -= minutes;
            next.push(prospect);
        }
        next
    }
}

fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let person_id = binder_named(ask).unwrap_or(by.person_id);
    let queue = ask.read(|tx| read(tx, &by, person_id))?;
    let toast = frame::did(ask, false)?;
    let texts = ask.texts();
    let next = queue.next().len();
    let body = html! {
        p.page-lead {
            (texts.with("first-lead", &[("done", queue.done.into()), ("planned", queue.today.into()), ("target", i64::from(queue.person.first_calls_a_day).into())]))
        }
        p { (texts.with("first-waiting", &[("count", queue.count.into()), ("prepared", queue.prepared.into())])) }
        @if next > 0 {
            form method="post" action={ "/first-calls?binder=" (queue.person.id) } {
                (csrf(ask))
                button.btn.btn-go data-key="b" { (texts.with("first-bring", &[("count", next.into())])) " " kbd { "b" } }
                " " span.quiet { (texts.with("first-free", &[("free", texts.duration(queue.free_minutes).into())])) }
            }
        } @else if queue.wanted() == 0 { p.notice { (texts.say("first-enough")) } }
        @else if queue.prepared == 0 && queue.count > 0 { p.notice.notice-warn { (texts.say("first-none-prepared")) } }
        @else if queue.prepared > 0 { p.notice.notice-warn { (texts.say("first-no-room")) } }
        @if queue.waiting.is_empty() { p.quiet { (texts.say("first-nobody")) } }
        ul.rows.section { @for prospect in &queue.waiting { (row(ask, &by, prospect)) } }
        @if queue.count > SHOWN_MAX { p.quiet { (texts.with("first-more", &[("count", (queue.count - SHOWN_MAX).into())])) } }
    };
    let beside = if queue.person.id == by.person_id { String::new() } else { queue.person.name.clone() };
    Ok(sheet_with(ask, Nav::Binder, texts.say("first-title"), beside, body, toast))
}

fn row(ask: &Ask, by: &By, prospect: &Prospect) -> Markup {
    let texts = ask.texts();
    html! {
        li.row-item {
            div.row-main {
                a.row-link href={ "/files/" (prospect.client_id) } dir="auto" { (prospect.name) }
                @if !prospect.line.is_empty() { span.row-sub dir="auto" { (prospect.line) } }
            }
            div.row-end {
                @if prospect.is_prepared { span.tag.tag-ok { (texts.say("first-ready")) } }
                @else { a.tag.tag-late href={ "/files/" (prospect.client_id) } { (texts.say("first-not-ready")) } }
                " " (write_short(prospect.place, by.today, texts.language))
            }
        }
    }
}

/// `POST /first-calls`: the next prepared ones come to today.
fn bring(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let person_id = binder_named(ask).unwrap_or(by.person_id);
    let language = ask.language();
    let moved = ask.write(|tx| {
        let queue = read(tx, &by, person_id)?;
        let slips: Vec<(SlipId, Place)> = queue.next().iter().map(|prospect| (prospect.slip_id, Place::Day(by.today))).collect();
        if slips.is_empty() {
            return Ok(None);
        }
        move_slips(tx, &by, &Moves { slips, reason: String::new(), with_agreed: false, language }).map(Some)
    })?;
    let did = moved.and_then(|moved| moved.undo_id).map(|undo| format!("&did={undo}")).unwrap_or_default();
    Ok(Reply::see(&format!("/first-calls?binder={person_id}{did}")))
}

/// The fields that a first call still needs, beside the slip; nothing if the card is ready.
pub fn missing(ask: &Ask, client_id: ClientId, kind: SlipKind, missing: &[String]) -> Markup {
    let texts = ask.texts();
    html! {
        @if kind == SlipKind::First && !missing.is_empty() {
            form.form.missing method="post" action={ "/files/" (client_id) "/missing" } {
                (csrf(ask))
                input type="hidden" name="back" value=(frame::here(ask));
                p.notice.notice-warn { (texts.say("first-needs")) }
                @for field in missing {
                    label.field { (texts.say(&format!("card-{field}"))) input type="text" name=(field) maxlength="400" autocomplete="off"; }
                }
                div.form-end { button.btn { (texts.say("first-fill")) } }
            }
        }
    }
}

/// `POST /files/{id}/missing`.
fn fill(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id: ClientId = ask.path("id")?;
    let company = ask.company()?.clone();
    let fields: Vec<(String, String)> = company.card_fields.iter().map(|field| (field.clone(), ask.form(field).to_owned())).collect();
    let undo = ask.write(|tx| fill_missing(tx, &by, &company.country, &company.card_fields, client_id, &fields))?;
    let back = frame::back(ask);
    let mark = if back.contains('?') { '&' } else { '?' };
    Ok(Reply::see(&undo.map_or(back.clone(), |undo| format!("{back}{mark}did={undo}"))))
}
