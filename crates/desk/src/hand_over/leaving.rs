//! `GET` and `POST /colleagues/{id}/hand-over`: a colleague leaves for good, and the binder goes whole to others
//! in the same transaction (B11, decision 20).

use super::give::{led_name, reason, ticked, told};
use super::receivers::{boxes, choices};
use binder::By;
use binder::hand_over::{HandOver, What, hand_over};
use domain::PersonId;
use maud::html;
use store::{StoreError, Tx, params};
use web::audit::Kind;
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Refusal, Reply};

pub(super) fn page(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    show(ask, id, None)
}

/// How much is in a binder: open files, closed files, other work.
fn contents(tx: &mut Tx<'_>, id: PersonId) -> Result<(i64, i64, i64), StoreError> {
    Ok((
        tx.one("SELECT count(*) FROM client WHERE owner_id = $1 AND state = 'active'", params![id])?,
        tx.one("SELECT count(*) FROM client WHERE owner_id = $1 AND state = 'closed'", params![id])?,
        tx.one("SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'open' AND client_id IS NULL", params![id])?,
    ))
}

fn show(ask: &Ask, id: PersonId, refusal: Option<&Refusal>) -> Answer {
    let by = By::of(ask)?;
    let (name, (open, closed, errands), choices) =
        ask.read(|tx| Ok::<_, Failure>((led_name(tx, &by, id)?, contents(tx, id)?, choices(tx, &by, &[id])?)))?;
    let texts = ask.texts();
    let error = |field: &str| refusal.filter(|refusal| refusal.field == field).map(|refusal| ask.message(&refusal.message));
    let counts = [("name", name.into()), ("open", open.into()), ("closed", closed.into()), ("errands", errands.into())];
    let body = html! {
        div.page-narrow {
            p.page-lead { (texts.with("hand-leave-lead", &counts)) }
            p { (texts.say("hand-dates-stay")) " " (texts.say("hand-leave-name-stays")) }
            form.form method="post" action={ "/colleagues/" (id) "/hand-over" } {
                (csrf(ask))
                @if let Some(error) = error("") { div.notice.notice-bad role="alert" { p { (error) } } }
                (boxes(ask, &choices, &ask.form_all("to"), error("to")))
                (reason(ask, error("reason")))
                div.form-end {
                    button.btn.btn-bad type="submit" { (texts.say("hand-leave-go")) }
                    a.btn href={ "/colleagues/" (id) } { (texts.say("cancel")) }
                }
            }
        }
    };
    let reply = sheet(ask, Nav::Settings, texts.say("hand-leave-title"), body);
    Ok(if refusal.is_some() { reply.status(422) } else { reply })
}

pub(super) fn leave(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    let by = By::of(ask)?;
    let order = HandOver { what: What::Binder(id), to: ticked(ask)?, reason: ask.form("reason").to_owned() };
    match ask.write(|tx| hand_over_and_end(tx, ask, &by, id, &order)) {
        Ok(()) => Ok(Reply::see(&format!("/colleagues/{id}?saved=1"))),
        Err(Failure::Refused(refusal)) => show(ask, id, Some(&refusal)),
        Err(other) => Err(other),
    }
}

/// All of it or nothing: the binder goes, then the access ends. Files first, then people, as everybody holds them.
fn hand_over_and_end(tx: &mut Tx<'_>, ask: &Ask, by: &By, id: PersonId, order: &HandOver) -> Result<(), Failure> {
    let name = led_name(tx, by, id)?;
    if id == by.person_id {
        return Err(Failure::form("colleagues-not-oneself"));
    }
    let mut given = None;
    if contents(tx, id)? != (0, 0, 0) {
        given = Some(hand_over(tx, by, order)?);
    }
    people::end_access(tx, id, by.today)?;
    // Something may have been put into the binder between the two; from now on nothing can be.
    if contents(tx, id)? != (0, 0, 0) {
        return Err(Failure::form("hand-meanwhile"));
    }
    if let Some(given) = given {
        told(tx, ask, order, &given)?;
    }
    Ok(ask.audit(tx, Kind::PersonLeft, &name, &[])?)
}
