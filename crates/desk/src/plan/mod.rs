//! Planning a step besides the one under which a file stands, or other work without a client (B27).
//!
//! Owns the page; the verb is `binder::slips::plan`.

use crate::day::{place_of, show_day_path};
use crate::open_file::view::kind_key;
use binder::By;
use binder::slips::{NewStep, plan, typed_line};
use domain::natural_date;
use domain::{ClientId, SlipKind};
use maud::html;
use store::params;
use web::form::Form;
use web::layout::csrf;
use web::{Answer, Ask, Failure, Nav, Reply, Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/plan" Staff page, POST "/plan" Staff make]
}

fn page(ask: &mut Ask) -> Answer {
    let client = ask.query("client").unwrap_or("").to_owned();
    let kind = if client.is_empty() { SlipKind::Other } else { SlipKind::Call };
    let given = |name: &str| ask.query(name).unwrap_or("").chars().take(binder::slips::LINE_MAX).collect::<String>();
    let values = [("client", client), ("kind", kind.as_str().to_owned()), ("next", given("next")), ("line", given("line"))];
    let form = Form::new(ask.texts(), values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    show(ask, &form)
}

fn show(ask: &Ask, form: &Form<'_>) -> Answer {
    let texts = ask.texts();
    let by = By::of(ask)?;
    let client: Option<ClientId> = form.value("client").parse().ok();
    let name: Option<String> = match client {
        Some(id) => Some(ask.read(|tx| {
            binder::slips::seen_client(tx, &by, id)?;
            Ok::<String, Failure>(tx.one("SELECT name FROM client WHERE id = $1", params![id])?)
        })?),
        None => None,
    };
    let kinds: Vec<(String, String)> = SlipKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), texts.say(kind_key(*kind)))).collect();
    let body = html! {
        div.page-narrow {
            @if let Some(name) = &name { p.page-lead dir="auto" { (name) } } @else { p.page-lead { (texts.say("plan-lead")) } }
            (form.notice())
            form.form method="post" action="/plan" {
                (csrf(ask))
                input type="hidden" name="client" value=(form.value("client"));
                (form.text("line", "plan-line"))
                (form.select("kind", "plan-kind", &kinds))
                div.field {
                    label for="f-next" { (texts.say("next-date")) }
                    input.date-input #f-next type="text" name="next" value=(form.value("next")) placeholder=(texts.say("date-examples")) data-next-date="/next-date" data-hint="plan-hint" autocomplete="off";
                    output.hint #plan-hint for="f-next" {}
                    @if let Some(refusal) = form.refusal.as_ref().filter(|refusal| refusal.field == "next") { p.field-error role="alert" { (texts.message(&refusal.message)) } }
                }
                (form.check("agreed", "agreed-with-client"))
                div.form-end { button.btn.btn-go { (texts.say("plan-save")) } }
            }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Binder, texts.say("plan-title"), body))
}

fn make(ask: &mut Ask) -> Answer {
    let made = read(ask).and_then(|(by, step)| Ok((ask.write(|tx| plan(tx, &by, &step))?, step)));
    match made {
        Ok(((_, undo), step)) => Ok(Reply::see(&match step.client_id {
            Some(id) => format!("/files/{id}?did={undo}"),
            None => format!("{}?did={undo}", show_day_path(step.place)),
        })),
        Err(Failure::Refused(refusal)) => {
            let mut form = Form::new(ask.texts(), ask.form_fields().to_vec());
            form.refusal = Some(refusal);
            Ok(show(ask, &form)?.status(422))
        }
        Err(other) => Err(other),
    }
}

fn read(ask: &Ask) -> Result<(By, NewStep), Failure> {
    let by = By::of(ask)?;
    let typed = ask.form("next");
    let (place, minute) = match place_of(typed).filter(|place| place.month().year <= by.today.year() + natural_date::YEARS_AHEAD_MAX) {
        Some(place) => (place, None),
        None => match natural_date::read(typed, by.today, ask.language()) {
            Ok(next) => (next.place, next.minute),
            Err(reason) => return Err(Failure::field("next", crate::day::not_understood(&reason, typed))),
        },
    };
    let client_id = if ask.form("client").is_empty() { None } else { Some(ask.form("client").parse().map_err(|_| Failure::NotFound)?) };
    let line = typed_line(ask.form("line"))?;
    let kind = SlipKind::parse(ask.form("kind")).unwrap_or(SlipKind::Other);
    let step = NewStep { client_id, place, minute, kind, line, agreed: ask.has("agreed") || minute.is_some() };
    Ok((by, step))
}
