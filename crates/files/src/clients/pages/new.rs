//! `GET/POST /clients/new`: a new client with its first step.

use super::{date_field, to_file, typed};
use crate::clients::{
    Card, CardField, ClientKind, NewClient, NewContact, NewReach, ReachKind, Similar, SimilarBy, create, similar_to, slip_kind_label,
};
use binder::By;
use domain::load::{DayLoad, suggest};
use domain::natural_date::{NextDate, write_short};
use domain::{Date, Outcome, PersonId, Place, Role, SlipKind};
use maud::{Markup, html};
use people::PersonLine;
use std::collections::BTreeMap;
use store::{StoreError, Tx, params};
use web::form::Form;
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, Visible, layout};

/// How far ahead room is looked for, days: as far as a suggestion goes.
const ROOM_DAYS: i32 = 31;

/// Shows the empty form, with the next working day that has room proposed for the first step.
pub fn show(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let day = ask.read(|tx| day_with_room(tx, &by, by.person_id, SlipKind::Call))?;
    let values = vec![
        ("kind".to_owned(), ClientKind::Company.as_str().to_owned()),
        ("name".to_owned(), ask.query("name").unwrap_or("").chars().take(typed::NAME_MAX).collect()),
        ("slip_kind".to_owned(), SlipKind::Call.as_str().to_owned()),
        ("owner".to_owned(), by.person_id.0.to_string()),
        ("next".to_owned(), write_short(Place::Day(day), by.today, ask.language())),
    ];
    page(ask, &by, values, None, &[])
}

/// Makes the client, or shows the form again.
pub fn make(ask: &mut Ask) -> Answer {
    match made(ask) {
        Ok(Made::Done(reply)) => Ok(reply),
        Ok(Made::Similar(similar)) => shown_again(ask, None, &similar),
        Err(Failure::Refused(refusal)) => shown_again(ask, Some(refusal), &[]),
        Err(failure) => Err(failure),
    }
}

enum Made {
    Done(Reply),
    Similar(Vec<Similar>),
}

fn made(ask: &Ask) -> Result<Made, Failure> {
    let by = By::of(ask)?;
    let company = ask.company()?.clone();
    let mut new = read(ask, &by)?;
    ask.write(|tx| {
        if !ask.has("anyway") {
            let similar = similar_to(tx, &by, &company.country, &new.name, &new.company, &new.reaches)?;
            if !similar.is_empty() {
                return Ok(Made::Similar(similar));
            }
        }
        if ask.form("next").is_empty() {
            new.place = Place::Day(day_with_room(tx, &by, new.owner_id, new.slip_kind)?);
        }
        let (id, did, _) = create(tx, &by, &company.country, &company.card_fields, &new)?;
        Ok(Made::Done(to_file(id, Some(did))))
    })
}

fn shown_again(ask: &Ask, refusal: Option<Refusal>, similar: &[Similar]) -> Answer {
    page(ask, &By::of(ask)?, ask.form_fields().to_vec(), refusal, similar).map(|reply| reply.status(422))
}

/// What was typed.
fn read(ask: &Ask, by: &By) -> Result<NewClient, Failure> {
    let name = typed::name(ask.form("name"))?;
    let contact = NewContact {
        name: typed::line("contact", ask.form("contact"), typed::NAME_MAX)?,
        position: typed::line("position", ask.form("position"), typed::NAME_MAX)?,
    };
    let contacts: Vec<NewContact> = [contact].into_iter().filter(|contact| !contact.name.is_empty() || !contact.position.is_empty()).collect();
    let whose = (!contacts.is_empty()).then_some(0);
    let reaches: Vec<NewReach> =
        [typed::reach("phone", ReachKind::Phone, ask.form("phone"), whose)?, typed::reach("email", ReachKind::Email, ask.form("email"), whose)?]
            .into_iter()
            .flatten()
            .collect();
    let card = Card::default()
        .with(CardField::Town, typed::line("town", ask.form("town"), typed::LINE_MAX)?)
        .with(CardField::Note, typed::block("note", ask.form("note"))?);
    let owner_id = match ask.form("owner") {
        "" => by.person_id,
        id => PersonId(id.parse().map_err(|_| Failure::Malformed("owner"))?),
    };
    // An empty date means the one that was proposed; it depends on whose binder it is and is filled in later.
    let next = match ask.form("next") {
        "" => NextDate { place: Place::Day(by.today), minute: None },
        text => typed::next(text, by.today, ask.language())?,
    };
    Ok(NewClient {
        kind: ClientKind::parse(ask.form("kind")).ok_or(Failure::Malformed("kind"))?,
        name,
        company: typed::line("company", ask.form("company"), typed::NAME_MAX)?,
        owner_id,
        contacts,
        reaches,
        card,
        place: next.place,
        minute: next.minute,
        slip_kind: SlipKind::parse(ask.form("slip_kind")).ok_or(Failure::Malformed("slip_kind"))?,
        line: typed::line("line", ask.form("line"), binder::slips::LINE_MAX)?,
        // A time of day is only written down when it was agreed (decision 2).
        agreed: ask.has("agreed") || next.minute.is_some(),
    })
}

/// The next working day on which that binder has room for one more step.
fn day_with_room(tx: &mut Tx<'_>, by: &By, owner_id: PersonId, kind: SlipKind) -> Result<Date, StoreError> {
    let calendar = people::person(tx, owner_id)?.map_or_else(|| by.calendar.clone(), |person| person.calendar);
    let minutes = binder::slips::minutes_for(tx, owner_id, kind)?;
    let last = domain::working::days_later(by.today, ROOM_DAYS);
    let rows = tx.rows(
        "SELECT place, CAST(sum(minutes) AS BIGINT), count(*) FROM slip
         WHERE person_id = $1 AND state = 'open' AND place > $2 AND place <= $3 GROUP BY place",
        params![owner_id, by.today, last],
    )?;
    let mut loads = BTreeMap::new();
    for row in rows {
        if let Some(day) = row.get::<Place>(0)?.day() {
            loads.insert(day, DayLoad { planned_minutes: row.get(1)?, capacity_minutes: u32::from(calendar.minutes(day)), files: row.get(2)? });
        }
    }
    Ok(suggest(Outcome::NoAnswer, None, minutes, by.today, &calendar, &loads).date)
}

fn page(ask: &Ask, by: &By, values: Vec<(String, String)>, refusal: Option<Refusal>, similar: &[Similar]) -> Answer {
    let is_head = matches!(ask.actor()?.role, Role::Head | Role::Director | Role::Admin);
    let colleagues = if is_head && !matches!(by.visible, Visible::Own(..)) { ask.read(|tx| people::people(tx, by.visible))? } else { Vec::new() };
    let texts = ask.texts();
    let mut form = Form::new(texts, values);
    form.refusal = refusal;
    let body = html! {
        div.page-narrow {
            form.form #new-client method="post" action="/clients/new" {
                (layout::csrf(ask))
                (form.notice())
                (likenesses(ask, similar))
                // Asked while somebody types; the token of the form never stands in an address.
                div #like aria-live="polite" hx-get="/clients/new/like" hx-trigger="input delay:400ms from:#new-client" hx-sync="this:replace"
                    hx-include="#new-client input" hx-params="name,company,contact,phone,email,town" {}
                (who(&form))
                (first_step(&form, &colleagues))
                (form.area("note", "card-note", 3, None))
                div.form-end {
                    button.btn.btn-go { (texts.say("client-save")) }
                    @if !similar.is_empty() { button.btn name="anyway" value="1" { (texts.say("client-anyway")) } }
                    a.btn href="/clients" { (texts.say("client-cancel")) }
                }
            }
        }
    };
    Ok(layout::sheet(ask, Nav::Clients, texts.say("new-client-title"), body))
}

fn who(form: &Form<'_>) -> Markup {
    let texts = &form.texts;
    let is_person = form.value("kind") == ClientKind::Person.as_str();
    html! {
        fieldset.fields {
            legend { (texts.say("client-who")) }
            div.row {
                label.chip { input type="radio" name="kind" value="company" checked[!is_person]; (texts.say("client-company")) }
                label.chip { input type="radio" name="kind" value="person" checked[is_person]; (texts.say("client-person")) }
            }
            (form.input("text", "name", "client-name", Some("client-name-hint"), "off"))
            div.field-pair { (form.input("tel", "phone", "card-phone", None, "off")) (form.input("text", "email", "card-email", None, "off")) }
            div.field-pair { (form.text("contact", "card-contact")) (form.text("position", "card-position")) }
            div.field-pair { (form.input("text", "company", "card-company", Some("client-company-hint"), "off")) (form.text("town", "card-town")) }
        }
    }
}

fn first_step(form: &Form<'_>, colleagues: &[PersonLine]) -> Markup {
    let texts = &form.texts;
    let kinds: Vec<(String, String)> = SlipKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), texts.say(slip_kind_label(*kind)))).collect();
    let owners: Vec<(String, String)> = colleagues.iter().map(|person| (person.id.0.to_string(), person.name.clone())).collect();
    html! {
        fieldset.fields {
            legend { (texts.say("client-first-step")) }
            (date_field(form))
            div.field-pair { (form.select("slip_kind", "client-by", &kinds)) (form.text("line", "client-about")) }
            (form.check("agreed", "client-agreed"))
            @if !owners.is_empty() { (form.select("owner", "client-owner", &owners)) }
        }
    }
}

/// "Looks like …, open it": told once; the second button makes the client all the same.
fn likenesses(ask: &Ask, similar: &[Similar]) -> Markup {
    let texts = ask.texts();
    html! {
        @for one in similar {
            div.notice.notice-warn role="alert" {
                p dir="auto" {
                    @match &one.by {
                        SimilarBy::Phone(text) => (texts.with("client-like-phone", &[("name", one.name.as_str().into()), ("text", text.as_str().into()), ("owner", one.owner.as_str().into())])),
                        SimilarBy::Email(text) => (texts.with("client-like-email", &[("name", one.name.as_str().into()), ("text", text.as_str().into()), ("owner", one.owner.as_str().into())])),
                        SimilarBy::Name => (texts.with("client-like-name", &[("name", one.name.as_str().into()), ("owner", one.owner.as_str().into())])),
                    }
                }
                a href={ "/files/" (one.client_id.0) } { (texts.say("client-open-it")) }
            }
        }
    }
}
