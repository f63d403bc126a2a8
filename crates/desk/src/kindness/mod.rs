//! Small kindnesses: whose birthday or name day is near, with what that client really expects beside it (D4–D6, C28).
//!
//! Owns the list and the tag in the open file. Kept small on purpose: a greeting is planned as any other step is, and the
//! page asks for a benefit rather than a postcard. Never sends anything by itself.

use binder::By;
use domain::kindness::{DAYS_AHEAD, Yearly, endings};
use domain::natural_date::write_short;
use domain::{ClientId, Date, PersonId, Place};
use maud::{Markup, html};
use store::{StoreError, Tx, Value};
use web::form::percent;
use web::{Answer, Ask, Nav, Route, Texts, routes};

/// Most clients of the list.
const SHOWN_MAX: i64 = 200;
/// Most that are counted for the morning.
const COUNTED_MAX: i64 = 100;

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/kindnesses" Staff page]
}

/// Whose day is near, and what to know.
struct Near {
    client: ClientId,
    name: String,
    day: Date,
    age: Option<i16>,
    expects: String,
    interests: String,
}

/// The condition on a card of that binder (`$1`) by its ending, from `$2` on. The index `client_greeting` has the same words.
fn condition(count: usize) -> String {
    let marks: Vec<String> = (2..count + 2).map(|index| format!("${index}")).collect();
    format!("owner_id = $1 AND birthday <> '' AND substr(birthday, length(birthday) - 4) IN ({}) AND state = 'active'", marks.join(", "))
}

fn values(person: PersonId, endings: &[String]) -> Vec<Value> {
    std::iter::once(person.into()).chain(endings.iter().map(|ending| ending.as_str().into())).collect()
}

fn near(tx: &mut Tx<'_>, by: &By) -> Result<Vec<Near>, StoreError> {
    let endings = endings(by.today);
    let sql = format!("SELECT id, name, birthday, expects, interests FROM client WHERE {} ORDER BY id LIMIT {SHOWN_MAX}", condition(endings.len()));
    let mut all = Vec::new();
    for row in &tx.rows(&sql, &values(by.person_id, &endings))? {
        let Some(yearly) = Yearly::read(&row.get::<String>(2)?) else { continue };
        let day = yearly.next(by.today);
        all.push(Near { client: row.get(0)?, name: row.get(1)?, day, age: yearly.age_on(day), expects: row.get(3)?, interests: row.get(4)? });
    }
    all.sort_by_key(|near| (near.day, near.client));
    Ok(all)
}

/// How many in the actor's own binder have their day today.
///
/// # Errors
/// [`StoreError`].
pub fn today(tx: &mut Tx<'_>, by: &By) -> Result<i64, StoreError> {
    let endings: Vec<String> = endings(by.today).into_iter().take_while(|ending| *ending == ending_of(by.today) || ending == "02-29").collect();
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM client WHERE {} LIMIT {COUNTED_MAX}) near", condition(endings.len()));
    tx.one(&sql, &values(by.person_id, &endings))
}

fn ending_of(day: Date) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

/// "Thu 3 Dec", or "today".
fn when(texts: &Texts<'_>, day: Date, today: Date) -> String {
    if day == today { texts.say("kindness-today") } else { write_short(Place::Day(day), today, texts.language) }
}

/// The tag in an open file whose day is near.
pub fn tag(texts: &Texts<'_>, birthday: &str, today: Date) -> Markup {
    let near = Yearly::read(birthday).map(|yearly| yearly.next(today)).filter(|day| *day <= domain::working::days_later(today, DAYS_AHEAD));
    html! { @if let Some(day) = near { " " span.tag { (texts.with("kindness-tag", &[("when", when(texts, day, today).into())])) } } }
}

fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let all = ask.read(|tx| near(tx, &by))?;
    let body = html! {
        div.page-narrow {
            p.page-lead { (texts.say("kindness-lead")) }
            @if all.is_empty() { p.quiet { (texts.with("kindness-none", &[("days", i64::from(DAYS_AHEAD).into())])) } }
            ul.rows { @for one in &all { (line(&texts, &by, one)) } }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Binder, texts.say("kindness-title"), body))
}

fn line(texts: &Texts<'_>, by: &By, one: &Near) -> Markup {
    let slip = texts.with("kindness-slip", &[("name", one.name.as_str().into())]);
    // Wishes for a day off are brought the working day before; never on a day that is over.
    let day = if by.calendar.minutes(one.day) > 0 { one.day } else { by.calendar.add_working_days(one.day, -1).max(by.today) };
    let plan = format!("/plan?client={}&line={}&next={day}", one.client, percent(&slip));
    html! {
        li.row-item {
            div.kindness {
                a.row-link href={ "/files/" (one.client) } dir="auto" { (one.name) }
                p.row-sub { (when(texts, one.day, by.today)) @if let Some(age) = one.age { " · " (texts.with("kindness-age", &[("age", i64::from(age).into())])) } }
                @if !one.expects.is_empty() { p dir="auto" { b { (texts.say("card-expects")) } ": " (one.expects) } }
                @if !one.interests.is_empty() { p dir="auto" { b { (texts.say("card-interests")) } ": " (one.interests) } }
                @if one.expects.is_empty() && one.interests.is_empty() { p.quiet { (texts.say("kindness-unknown")) } }
            }
            span.row-end { a.btn href=(plan) { (texts.say("kindness-plan")) } }
        }
    }
}
