//! `GET` and `POST /hand-over`: chosen files, a stack or a whole binder, to one colleague or to several.

use super::receivers::{Choice, boxes, choices};
use crate::day::{place_of, show_day_path};
use binder::By;
use binder::hand_over::{Given, HandOver, IN_STACK, What, can_give, hand_over, stack};
use domain::natural_date::write_long;
use domain::{ClientId, PersonId, Place};
use maud::{Markup, html};
use store::{StoreError, Tx, Value, params};
use web::audit::{Change, Kind};
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Refusal, Reply};

/// The most files chosen one by one.
const CHOSEN_MAX: usize = 1_000;

/// What the page says of what is given.
struct Shown {
    files: i64,
    agreed: i64,
    errands: i64,
    names: Vec<String>,
    owners: Vec<(PersonId, String)>,
}

pub(super) fn page(ask: &mut Ask) -> Answer {
    let what = wanted(|name| ask.query(name).unwrap_or(""))?;
    show(ask, &what, None)
}

/// The field or query that names what is given: `client=1,2`, or `binder=3` with or without `place`.
fn wanted<'a>(value: impl Fn(&str) -> &'a str) -> Result<What, Failure> {
    let clients = value("client");
    if !clients.is_empty() {
        let ids: Result<Vec<ClientId>, _> = clients.split(',').map(|id| id.trim().parse().map(ClientId)).collect();
        let ids = ids.map_err(|_| Failure::NotFound)?;
        return if ids.len() <= CHOSEN_MAX { Ok(What::Files(ids)) } else { Err(Failure::TooLarge) };
    }
    let person = PersonId(value("binder").parse().map_err(|_| Failure::NotFound)?);
    match value("place") {
        "" => Ok(What::Binder(person)),
        place => Ok(What::Stack(person, place_of(place).ok_or(Failure::NotFound)?)),
    }
}

fn show(ask: &Ask, what: &What, refusal: Option<&Refusal>) -> Answer {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let (shown, choices) = ask.read(|tx| {
        let shown = read(tx, &by, what)?;
        // A file is not given to whom it belongs; of files of several people each may get the others'.
        let without: Vec<PersonId> = if let [(one, _)] = shown.owners.as_slice() { vec![*one] } else { Vec::new() };
        Ok::<_, Failure>((shown, choices(tx, &by, &without)?))
    })?;
    let body = html! {
        div.page-narrow {
            p.page-lead { (lead(ask, what, &shown)) }
            @if !shown.names.is_empty() { ul.plain-list { @for name in &shown.names { li dir="auto" { (name) } } } }
            p { (texts.say("hand-dates-stay")) @if shown.agreed > 0 { " " (texts.with("hand-agreed", &[("count", shown.agreed.into())])) } }
            (form(ask, what, &choices, refusal))
        }
    };
    let reply = sheet(ask, Nav::Binder, texts.say("hand-title"), body);
    Ok(if refusal.is_some() { reply.status(422) } else { reply })
}

fn lead(ask: &Ask, what: &What, shown: &Shown) -> String {
    let texts = ask.texts();
    let owners: Vec<&str> = shown.owners.iter().map(|(_, name)| name.as_str()).collect();
    let name = owners.join(", ");
    match what {
        What::Files(_) => texts.with("hand-lead-files", &[("count", shown.files.into()), ("name", name.into())]),
        What::Stack(_, place) => {
            let day = write_long(*place, ask.today().unwrap_or_default(), texts.language);
            texts.with("hand-lead-stack", &[("count", shown.files.into()), ("name", name.into()), ("day", day.into())])
        }
        What::Binder(_) => texts.with("hand-lead-binder", &[("count", shown.files.into()), ("name", name.into()), ("errands", shown.errands.into())]),
    }
}

fn form(ask: &Ask, what: &What, choices: &[Choice], refusal: Option<&Refusal>) -> Markup {
    let error = |field: &str| refusal.filter(|refusal| refusal.field == field).map(|refusal| ask.message(&refusal.message));
    html! {
        form.form method="post" action="/hand-over" {
            (csrf(ask))
            @match what {
                What::Files(ids) => input type="hidden" name="client" value=(ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));,
                What::Stack(person, place) => {
                    input type="hidden" name="binder" value=(person);
                    input type="hidden" name="place" value=(show_day_path(*place).replace("/day/", ""));
                }
                What::Binder(person) => input type="hidden" name="binder" value=(person);,
            }
            @if let Some(error) = error("") { div.notice.notice-bad role="alert" { p { (error) } } }
            (boxes(ask, choices, &ask.form_all("to"), error("to")))
            (reason(ask, error("reason")))
            div.form-end { button.btn.btn-go type="submit" { (ask.say("hand-go")) } }
        }
    }
}

/// Why, for the history.
pub(super) fn reason(ask: &Ask, error: Option<String>) -> Markup {
    html! {
        div.field {
            label for="f-reason" { (ask.say("hand-reason")) }
            input #f-reason type="text" name="reason" maxlength="400" value=(ask.form("reason")) autocomplete="off";
            @if let Some(error) = error { p.field-error role="alert" { (error) } }
        }
    }
}

/// Writes into the audit log how many files went to whom.
///
/// # Errors
/// [`StoreError`].
pub(super) fn told(tx: &mut Tx<'_>, ask: &Ask, order: &HandOver, given: &Given) -> Result<(), StoreError> {
    let mut names = Vec::new();
    for person in &order.to {
        names.extend(tx.row("SELECT name FROM person WHERE id = $1", params![*person])?.map(|row| row.get::<String>(0)).transpose()?);
    }
    let rows = tx.rows(
        "SELECT DISTINCT p.name FROM handed_file h JOIN person p ON p.id = h.from_person WHERE h.hand_over_id = $1 ORDER BY p.name",
        params![given.id],
    )?;
    let from = rows.iter().map(|row| row.get::<String>(0)).collect::<Result<Vec<_>, _>>()?.join(", ");
    let counted = [("files", given.files), ("errands", given.errands)];
    let mut changes = vec![Change { field: "owner", was: from, became: names.join(", ") }];
    changes.extend(counted.into_iter().map(|(field, count)| Change { field, was: String::new(), became: count.to_string() }));
    ask.audit(tx, Kind::HandedOver, &order.reason, &changes)
}

/// The people that were ticked.
///
/// # Errors
/// [`Failure::Malformed`] for what no page offers.
pub(super) fn ticked(ask: &Ask) -> Result<Vec<PersonId>, Failure> {
    ask.form_all("to").iter().map(|id| id.parse().map(PersonId).map_err(|_| Failure::Malformed("to"))).collect()
}

pub(super) fn give(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let what = wanted(|name| ask.form(name))?;
    let order = HandOver { what: what.clone(), to: ticked(ask)?, reason: ask.form("reason").to_owned() };
    let given = ask.write(|tx| {
        let given = hand_over(tx, &by, &order)?;
        told(tx, ask, &order, &given)?;
        Ok(given)
    });
    match given {
        Ok(given) => {
            let (path, joint) = match &what {
                What::Files(ids) if ids.len() == 1 => (format!("/files/{}", ids.first().copied().unwrap_or(ClientId(0))), '?'),
                What::Files(_) => ("/".to_owned(), '?'),
                What::Stack(person, place) => (format!("{}?binder={person}", show_day_path(*place)), '&'),
                What::Binder(person) => (format!("{}?binder={person}", show_day_path(Place::Day(by.today))), '&'),
            };
            Ok(Reply::see(&format!("{path}{joint}did={}", given.undo_id)))
        }
        Err(Failure::Refused(refusal)) => show(ask, &what, Some(&refusal)),
        Err(other) => Err(other),
    }
}

/// What is given, as far as the actor leads whose it is.
fn read(tx: &mut Tx<'_>, by: &By, what: &What) -> Result<Shown, Failure> {
    const COUNTED: &str = "SELECT count(*), CAST(coalesce(sum(s.agreed), 0) AS BIGINT) FROM client c JOIN slip s ON s.id = c.slip_id WHERE";
    let mut shown = Shown { files: 0, agreed: 0, errands: 0, names: Vec::new(), owners: Vec::new() };
    let row = match what {
        What::Files(ids) => return chosen(tx, by, ids),
        What::Stack(person, place) => {
            let [first, last, but, and] = stack(tx, by, *person, *place)?;
            let sql = format!("{COUNTED} c.owner_id = $1 AND c.state = 'active' AND {IN_STACK}");
            tx.row(&sql, params![*person, first, last, but, and])?
        }
        What::Binder(person) => {
            shown.errands = tx.one("SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'open' AND client_id IS NULL", params![*person])?;
            tx.row(&format!("{COUNTED} c.owner_id = $1"), params![*person])?
        }
    };
    if let (Some(row), What::Stack(person, _) | What::Binder(person)) = (row, what) {
        (shown.files, shown.agreed) = (row.get(0)?, row.get(1)?);
        shown.owners.push((*person, led_name(tx, by, *person)?));
    }
    Ok(shown)
}

fn chosen(tx: &mut Tx<'_>, by: &By, ids: &[ClientId]) -> Result<Shown, Failure> {
    let mut shown = Shown { files: 0, agreed: 0, errands: 0, names: Vec::new(), owners: Vec::new() };
    let marks: Vec<String> = (1..=ids.len()).map(|index| format!("${index}")).collect();
    let values: Vec<Value> = ids.iter().map(|id| Value::from(*id)).collect();
    let sql = format!(
        "SELECT c.name, c.owner_id, coalesce(s.agreed, 0) FROM client c LEFT JOIN slip s ON s.id = c.slip_id WHERE c.id IN ({}) ORDER BY c.name_fold, c.id",
        marks.join(", ")
    );
    for row in tx.rows(&sql, &values)? {
        let owner: PersonId = row.get(1)?;
        if !shown.owners.iter().any(|(id, _)| *id == owner) {
            let name = led_name(tx, by, owner)?;
            shown.owners.push((owner, name));
        }
        shown.files += 1;
        shown.agreed += row.get::<i64>(2)?;
        shown.names.push(row.get(0)?);
    }
    if shown.files == 0 { Err(Failure::NotFound) } else { Ok(shown) }
}

/// The name of somebody whom the actor leads.
///
/// # Errors
/// [`Failure::NotFound`] for anybody else.
pub(super) fn led_name(tx: &mut Tx<'_>, by: &By, person: PersonId) -> Result<String, Failure> {
    if !can_give(tx, by, person)? {
        return Err(Failure::NotFound);
    }
    Ok(tx.one("SELECT name FROM person WHERE id = $1", params![person])?)
}
