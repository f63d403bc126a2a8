//! The pages: how a client stands to others, and somebody who goes to another company.

use super::moving::{Going, Moved, move_person, moved_of};
use super::standing::{Direction, Related, RelationKind, end, relate, related};
use crate::clients::pages::typed;
use crate::clients::{ClientCard, ReachKind, card};
use crate::done::did;
use binder::By;
use domain::fold::Query;
use domain::natural_date::write_short;
use domain::{ClientId, ContactId, Place};
use maud::{Markup, html};
use store::find::{Hit, find_clients};
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Refusal, Reply};

/// Clients that are offered for what was typed.
const OFFERED: usize = 8;
/// Longest text that is looked for, characters.
const LONGEST: usize = 200;

/// `GET /files/{id}/relations`.
pub(super) fn show(ask: &mut Ask) -> Answer {
    shown(ask, None)
}

fn asked(ask: &Ask) -> String {
    let typed = if ask.form("q").is_empty() { ask.query("q").unwrap_or("") } else { ask.form("q") };
    typed.chars().take(LONGEST).collect()
}

fn offered(ask: &Ask, by: &By, typed: &str, but: ClientId) -> Result<Vec<Hit>, Failure> {
    if typed.trim().is_empty() {
        return Ok(Vec::new());
    }
    let hits = ask.read(|tx| find_clients(tx, &Query::parse(typed), by.visible.sight(), OFFERED + 1))?;
    Ok(hits.into_iter().filter(|hit| hit.client != but).take(OFFERED).collect())
}

fn shown(ask: &Ask, refusal: Option<&Refusal>) -> Answer {
    let by = By::of(ask)?;
    let id: ClientId = ask.path("id")?;
    let (stored, related, moved) = ask.read(|tx| {
        let stored = card(tx, &by, id)?.ok_or(Failure::NotFound)?;
        Ok::<_, Failure>((stored, related(tx, &by, id)?, moved_of(tx, &by, id)?))
    })?;
    let looked_for = asked(ask);
    let hits = offered(ask, &by, &looked_for, id)?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            (did(ask)?)
            p.page-back { a.btn.back href={ "/files/" (id) } { "← " (texts.say("back-to-file")) } }
            @if let Some(refusal) = refusal { p.notice.notice-bad role="alert" { (ask.message(&refusal.message)) } }
            section.section {
                h2 { (texts.say("relations-clients")) }
                @if related.is_empty() { p.quiet { (texts.say("relations-none")) } }
                @if !related.is_empty() { ul.rows { @for one in &related { (relation(ask, one)) } } }
                (look_for(ask, &looked_for))
                @if !looked_for.trim().is_empty() && hits.is_empty() { p.quiet { (texts.say("join-none-found")) } }
                @if !hits.is_empty() { ul.rows.relation-offers { @for hit in &hits { (offer(ask, id, hit, &looked_for)) } } }
            }
            section.section {
                h2 { (texts.say("relations-people")) }
                @if stored.contacts.is_empty() && moved.is_empty() { p.quiet { (texts.say("relations-no-people")) } }
                ul.rows {
                    @for person in &stored.contacts {
                        li.row-item {
                            div.row-main { strong dir="auto" { (person.name) } span.row-sub dir="auto" { (person.position) } }
                            div.row-end { a.btn href={ "/files/" (id) "/people/" (person.id) } { (texts.say("going-link")) } }
                        }
                    }
                    @for one in &moved { (moved_item(ask, &by, one)) }
                }
            }
        }
    };
    let reply = sheet(ask, Nav::Clients, texts.with("relations-title", &[("name", stored.name.as_str().into())]), body);
    Ok(if refusal.is_some() { reply.status(422) } else { reply })
}

fn relation(ask: &Ask, one: &Related) -> Markup {
    let texts = ask.texts();
    html! {
        li.row-item {
            div.row-main { span.row-sub { (texts.say(one.kind.label(one.direction))) } a.pair-name href={ "/files/" (one.other) } dir="auto" { (one.name) } }
            div.row-end { form method="post" action={ "/relations/" (one.id) "/end" } { (csrf(ask)) button.btn { (texts.say("relation-end")) } } }
        }
    }
}

fn look_for(ask: &Ask, typed: &str) -> Markup {
    let texts = ask.texts();
    html! {
        form.filters method="get" {
            input type="search" name="q" value=(typed) maxlength="200" aria-label=(texts.say("relations-look-for")) placeholder=(texts.say("relations-look-for")) autocomplete="off";
            button.btn { (texts.say("clients-show")) }
        }
    }
}

/// A client that was found, and how this one stands to it.
fn offer(ask: &Ask, id: ClientId, hit: &Hit, typed: &str) -> Markup {
    let texts = ask.texts();
    html! {
        li.row-item {
            div.row-main { strong dir="auto" { (hit.name) } span.row-sub dir="auto" { (hit.company) } }
            div.row-end {
                form.relation-form method="post" action={ "/files/" (id) "/relations" } {
                    (csrf(ask))
                    input type="hidden" name="q" value=(typed);
                    input type="hidden" name="other" value=(hit.client);
                    select name="kind" aria-label=(texts.say("relations-how")) {
                        @for direction in [Direction::From, Direction::To] { @for kind in RelationKind::ALL {
                            option value={ (kind.as_str()) @if direction == Direction::To { "-of" } } { (texts.say(kind.label(direction))) }
                        } }
                    }
                    button.btn.btn-go { (texts.say("relations-add")) }
                }
            }
        }
    }
}

fn moved_item(ask: &Ask, by: &By, one: &Moved) -> Markup {
    let texts = ask.texts();
    let key = if one.has_left { "moved-left" } else { "moved-came" };
    let day = write_short(Place::Day(by.day_of(one.at)), by.today, ask.language());
    html! {
        li.row-item {
            div.row-main {
                strong dir="auto" { (one.name) }
                span.row-sub { (texts.say(key)) " " a href={ "/files/" (one.other) } dir="auto" { (one.other_name) } " · " span.num { (day) } }
            }
        }
    }
}

/// `POST /files/{id}/relations`: the kind, with `-of` behind it if it goes the other way.
pub(super) fn add(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: ClientId = ask.path("id")?;
    let other = ClientId(ask.parsed("other")?);
    let (word, is_turned) = ask.form("kind").strip_suffix("-of").map_or((ask.form("kind"), false), |word| (word, true));
    let kind = RelationKind::parse(word).ok_or(Failure::Malformed("kind"))?;
    let (from, to) = if is_turned { (other, id) } else { (id, other) };
    match ask.write(|tx| relate(tx, &by, from, kind, to)) {
        Ok(undo_id) => Ok(Reply::see(&format!("/files/{id}/relations?did={undo_id}"))),
        Err(Failure::Refused(refusal)) => shown(ask, Some(&refusal)),
        Err(failure) => Err(failure),
    }
}

/// `POST /relations/{id}/end`.
pub(super) fn end_it(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let (client_id, undo_id) = ask.write(|tx| end(tx, &by, id))?;
    Ok(Reply::see(&format!("/files/{client_id}/relations?did={undo_id}")))
}

/// `GET /files/{id}/people/{person}`: where to?
pub(super) fn going(ask: &mut Ask) -> Answer {
    going_page(ask, None)
}

fn going_page(ask: &Ask, refusal: Option<&Refusal>) -> Answer {
    let by = By::of(ask)?;
    let (id, person): (ClientId, ContactId) = (ask.path("id")?, ask.path("person")?);
    let stored = ask.read(|tx| card(tx, &by, id))?.ok_or(Failure::NotFound)?;
    let who = stored.contacts.iter().find(|contact| contact.id == person).ok_or(Failure::NotFound)?;
    let looked_for = asked(ask);
    let hits = offered(ask, &by, &looked_for, id)?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            p.page-back { a.btn.back href={ "/files/" (id) "/relations" } { "← " (stored.name) } }
            @if let Some(refusal) = refusal { p.notice.notice-bad role="alert" { (ask.message(&refusal.message)) } }
            p { (texts.with("going-where", &[("person", who.name.as_str().into())])) }
            (look_for(ask, &looked_for))
            @if !looked_for.trim().is_empty() && hits.is_empty() { p.quiet { (texts.say("going-none-found")) " " a href={ "/clients/new?name=" (form_urlencoded::byte_serialize(looked_for.as_bytes()).collect::<String>()) } { (texts.say("going-new")) } } }
            @if !hits.is_empty() {
                form.form method="post" {
                    (csrf(ask))
                    input type="hidden" name="q" value=(looked_for);
                    fieldset.fields {
                        legend { (texts.say("going-to")) }
                        div.choices { @for (index, hit) in hits.iter().enumerate() {
                            label.choice { input type="radio" name="other" value=(hit.client) checked[is_chosen(ask, index, hit)] required; strong dir="auto" { (hit.name) } span.row-sub dir="auto" { (hit.company) } }
                        } }
                        div.field { label for="f-position" { (texts.say("card-position")) } input type="text" id="f-position" name="position" value=(ask.form("position")) maxlength="400" autocomplete="off"; }
                        (takes(ask, &stored, person))
                    }
                    div.form-end { button.btn.btn-go { (texts.say("going-do")) } a.btn href={ "/files/" (id) "/relations" } { (texts.say("client-cancel")) } }
                }
            }
        }
    };
    let reply = sheet(ask, Nav::Clients, texts.say("going-title"), body);
    Ok(if refusal.is_some() { reply.status(422) } else { reply })
}

fn is_chosen(ask: &Ask, index: usize, hit: &Hit) -> bool {
    match ask.form("other") {
        "" => index == 0,
        other => other == hit.client.to_string(),
    }
}

/// The person's own numbers: what is the person's goes along, what is the company's stays behind.
fn takes(ask: &Ask, stored: &ClientCard, person: ContactId) -> Markup {
    let texts = ask.texts();
    let may_go = stored.reaches.iter().filter(|reach| reach.contact_id.is_none_or(|contact| contact == person));
    let theirs: Vec<(String, bool)> = may_go.map(|reach| (reach.written(), reach.contact_id.is_some() && reach.kind != ReachKind::Email)).collect();
    html! {
        @if !theirs.is_empty() {
            p { (texts.say("going-takes")) }
            @for (reach, is_proposed) in &theirs {
                label.check { input type="checkbox" name="takes" value=(reach) checked[*is_proposed]; span.num { (reach) } }
            }
        }
    }
}

/// `POST /files/{id}/people/{person}`.
pub(super) fn gone(ask: &mut Ask) -> Answer {
    match went(ask) {
        Err(Failure::Refused(refusal)) => going_page(ask, Some(&refusal)),
        answer => answer,
    }
}

fn went(ask: &Ask) -> Answer {
    let by = By::of(ask)?;
    let company = ask.company()?.clone();
    let (from, person): (ClientId, ContactId) = (ask.path("id")?, ask.path("person")?);
    let to = ClientId(ask.parsed("other")?);
    let position = typed::line("position", ask.form("position"), typed::NAME_MAX)?;
    let takes = ask.form_all("takes").into_iter().map(str::to_owned).collect();
    let undo_id = ask.write(|tx| {
        let (left, joined) = (card(tx, &by, from)?.ok_or(Failure::NotFound)?, card(tx, &by, to)?.ok_or(Failure::NotFound)?);
        let who = left.contacts.iter().find(|contact| contact.id == person).ok_or(Failure::NotFound)?;
        let texts = ask.texts();
        let said = |key, other: &str| texts.with(key, &[("person", who.name.as_str().into()), ("name", other.into())]);
        let lines = (said("going-line-left", &joined.name), said("going-line-came", &left.name));
        move_person(tx, &by, &company, &Going { from, person, to, position, takes, lines })
    })?;
    Ok(Reply::see(&format!("/files/{to}?did={undo_id}")))
}
