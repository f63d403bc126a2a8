//! `GET/POST /files/{id}/card`: the information card as a form.

use super::own::{self, OwnPart};
use super::{error_of, to_file, typed};
use crate::clients::{Card, CardField, ClientCard, ClientKind, EditedCard, EditedContact, NewReach, ReachKind, card, edit};
use binder::By;
use domain::{ClientId, ContactId};
use maud::{Markup, html};
use web::form::Form;
use web::{Answer, Ask, Failure, Nav, Refusal, Reply, layout};

/// Empty rows below those that are filled, so that more can be added without a script.
const BLANK_ROWS: usize = 3;

/// Shows the card as a form.
pub fn show(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let stored = read_card(ask, &by)?;
    let mut values = values_of(&stored);
    values.extend(own::stored(ask, &stored)?);
    page(ask, &by, &stored, values, None)
}

/// Saves the card, or shows the form again.
pub fn save(ask: &mut Ask) -> Answer {
    match saved(ask) {
        Err(Failure::Refused(refusal)) => {
            let by = By::of(ask)?;
            let stored = read_card(ask, &by)?;
            // What was typed stays, but it is now compared with what stands there: saving again is on purpose.
            let mut values: Vec<(String, String)> = ask.form_fields().iter().filter(|(name, _)| name != "version").cloned().collect();
            let version = if refusal.message.key == "client-changed-meanwhile" { stored.version.to_string() } else { ask.form("version").to_owned() };
            values.push(("version".to_owned(), version));
            page(ask, &by, &stored, values, Some(refusal)).map(|reply| reply.status(422))
        }
        answer => answer,
    }
}

fn saved(ask: &Ask) -> Result<Reply, Failure> {
    let by = By::of(ask)?;
    let id = ClientId(ask.path("id")?);
    let company = ask.company()?.clone();
    let version: i64 = ask.parsed("version")?;
    let (edited, went) = read(ask)?;
    let did = ask.write(|tx| {
        let mut edited = edited.clone();
        edited.own = Some(own::edited(ask, tx, &by, &went)?);
        edit(tx, &by, &company.country, &company.card_fields, id, version, &edited)
    })?;
    Ok(to_file(id, did))
}

fn read_card(ask: &Ask, by: &By) -> Result<ClientCard, Failure> {
    let id = ClientId(ask.path("id")?);
    ask.read(|tx| card(tx, by, id))?.ok_or(Failure::NotFound)
}

/// What was typed, and for each row of the people where it went among them.
fn read(ask: &Ask) -> Result<(EditedCard, Vec<Option<usize>>), Failure> {
    let name = typed::name(ask.form("name"))?;
    let (contacts, positions) = read_contacts(ask)?;
    let mut fields = Card::default();
    fields.top_ranked = ask.has("top_ranked");
    for field in CardField::ALL {
        let name = field.as_str();
        fields.set(field, if field.is_long() { typed::block(name, ask.form(name))? } else { typed::line(name, ask.form(name), typed::LINE_MAX)? });
    }
    let edited = EditedCard {
        kind: ClientKind::parse(ask.form("kind")).ok_or(Failure::Malformed("kind"))?,
        name,
        company: typed::line("company", ask.form("company"), typed::NAME_MAX)?,
        contacts,
        reaches: read_reaches(ask, &positions)?,
        card: fields,
        own: None,
    };
    Ok((edited, positions))
}

/// The contacts that have a name or a position, and for each row of the form where it went among them.
fn read_contacts(ask: &Ask) -> Result<(Vec<EditedContact>, Vec<Option<usize>>), Failure> {
    let (ids, names, positions) = (ask.form_all("contact_id"), ask.form_all("contact_name"), ask.form_all("contact_position"));
    if ids.len() != names.len() || ids.len() != positions.len() || ids.len() > typed::ROWS_MAX {
        return Err(Failure::Malformed("contact_id"));
    }
    let mut contacts = Vec::new();
    let mut went = Vec::with_capacity(ids.len());
    for ((id, name), position) in ids.into_iter().zip(names).zip(positions) {
        let id = match id.trim() {
            "" => None,
            id => Some(ContactId(id.parse().map_err(|_| Failure::Malformed("contact_id"))?)),
        };
        let contact = EditedContact {
            id,
            name: typed::line("contacts", name, typed::NAME_MAX)?,
            position: typed::line("contacts", position, typed::NAME_MAX)?,
        };
        let is_filled = !contact.name.is_empty() || !contact.position.is_empty();
        went.push(is_filled.then_some(contacts.len()));
        contacts.extend(is_filled.then_some(contact));
    }
    Ok((contacts, went))
}

fn read_reaches(ask: &Ask, went: &[Option<usize>]) -> Result<Vec<NewReach>, Failure> {
    let (kinds, texts, whose) = (ask.form_all("reach_kind"), ask.form_all("reach_text"), ask.form_all("reach_contact"));
    if kinds.len() != texts.len() || kinds.len() != whose.len() || kinds.len() > typed::ROWS_MAX {
        return Err(Failure::Malformed("reach_kind"));
    }
    let mut reaches = Vec::new();
    for ((kind, text), row) in kinds.into_iter().zip(texts).zip(whose) {
        let kind = ReachKind::parse(kind).ok_or(Failure::Malformed("reach_kind"))?;
        // A row whose contact was emptied belongs to the client itself.
        let contact = row.parse::<usize>().ok().and_then(|row| went.get(row).copied().flatten());
        reaches.extend(typed::reach("reaches", kind, text, contact)?);
    }
    Ok(reaches)
}

/// The stored card as the form's fields.
fn values_of(stored: &ClientCard) -> Vec<(String, String)> {
    let edited = stored.to_edit();
    let mut values = vec![
        ("version", stored.version.to_string()),
        ("kind", edited.kind.as_str().to_owned()),
        ("name", edited.name),
        ("company", edited.company),
        ("top_ranked", if edited.card.top_ranked { "1".to_owned() } else { String::new() }),
    ];
    values.extend(CardField::ALL.into_iter().map(|field| (field.as_str(), edited.card.get(field).to_owned())));
    for contact in edited.contacts {
        values.push(("contact_id", contact.id.map(|id| id.0.to_string()).unwrap_or_default()));
        values.push(("contact_name", contact.name));
        values.push(("contact_position", contact.position));
    }
    for reach in edited.reaches {
        values.push(("reach_kind", reach.kind.as_str().to_owned()));
        values.push(("reach_text", reach.as_typed));
        values.push(("reach_contact", reach.contact.map(|index| index.to_string()).unwrap_or_default()));
    }
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn page(ask: &Ask, by: &By, stored: &ClientCard, values: Vec<(String, String)>, refusal: Option<Refusal>) -> Answer {
    let texts = ask.texts();
    let mut form = Form::new(texts, values);
    form.refusal = refusal;
    let own = OwnPart::read(ask, by, &form)?;
    let back = format!("/files/{}", stored.id.0);
    let body = html! {
        div.page-narrow {
            (crate::tabs_of_page(ask, stored.id, crate::Tab::Card))
            form.form method="post" action={ (back) "/card" } {
                (layout::csrf(ask))
                input type="hidden" name="version" value=(form.value("version"));
                (form.notice())
                (names(&form))
                (contacts(&form, &own))
                (reaches(&form))
                (fields(&form))
                (own.of_client(&form))
                div.form-end {
                    button.btn.btn-go { (texts.say("card-save")) }
                    a.btn href=(back) data-key="Escape" { (texts.say("client-cancel")) }
                    @if stored.closed.is_some() { a.btn.push href={ (back) "/reopen" } { (texts.say("reopen-title")) } }
                    @else { a.btn.btn-bad.push href={ (back) "/close" } { (texts.say("close-title")) } }
                }
            }
        }
    };
    Ok(layout::sheet(ask, Nav::Clients, texts.with("card-title", &[("name", stored.name.as_str().into())]), body))
}

fn names(form: &Form<'_>) -> Markup {
    let texts = &form.texts;
    let is_person = form.value("kind") == ClientKind::Person.as_str();
    html! {
        fieldset.fields {
            legend { (texts.say("client-who")) }
            div.row {
                label.chip { input type="radio" name="kind" value="company" checked[!is_person]; (texts.say("client-company")) }
                label.chip { input type="radio" name="kind" value="person" checked[is_person]; (texts.say("client-person")) }
            }
            (form.text("name", "client-name"))
            (form.input("text", "company", "card-company", Some("client-company-hint"), "off"))
            (form.check("top_ranked", "card-top_ranked"))
        }
    }
}

fn all<'f>(form: &'f Form<'_>, name: &str) -> Vec<&'f str> {
    form.values.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

/// Rows as they were sent, and below the last filled one three empty ones.
fn row_count(filled: impl Iterator<Item = bool>) -> usize {
    let last = filled.enumerate().filter(|(_, filled)| *filled).last().map_or(0, |(index, _)| index + 1);
    (last + BLANK_ROWS).min(typed::ROWS_MAX)
}

fn contact_rows(form: &Form<'_>) -> usize {
    let (names, positions) = (all(form, "contact_name"), all(form, "contact_position"));
    row_count(names.iter().zip(&positions).map(|(name, position)| !name.trim().is_empty() || !position.trim().is_empty()))
}

fn contacts(form: &Form<'_>, own: &OwnPart) -> Markup {
    let texts = &form.texts;
    let (ids, names, positions) = (all(form, "contact_id"), all(form, "contact_name"), all(form, "contact_position"));
    let at = |column: &[&str], row: usize| column.get(row).copied().unwrap_or("").to_owned();
    html! {
        fieldset.fields {
            legend { (texts.say("card-people")) }
            p.field-hint { (texts.say("card-people-hint")) }
            @for row in 0..contact_rows(form) {
                div.field-pair {
                    input type="hidden" name="contact_id" value=(at(&ids, row));
                    input type="text" name="contact_name" value=(at(&names, row)) maxlength="400" autocomplete="off" aria-label=(label(form, row, "card-contact")) placeholder=(texts.say("card-contact"));
                    input type="text" name="contact_position" value=(at(&positions, row)) maxlength="400" autocomplete="off" aria-label=(label(form, row, "card-position")) placeholder=(texts.say("card-position"));
                }
                (own.of_contact(form, row))
            }
            (wrong(form, "contacts"))
        }
    }
}

fn reaches(form: &Form<'_>) -> Markup {
    let texts = &form.texts;
    let (kinds, written, whose) = (all(form, "reach_kind"), all(form, "reach_text"), all(form, "reach_contact"));
    let at = |column: &[&str], row: usize| column.get(row).copied().unwrap_or("").to_owned();
    let rows = row_count(written.iter().map(|text| !text.trim().is_empty()));
    html! {
        fieldset.fields {
            legend { (texts.say("card-reaches")) }
            @for row in 0..rows {
                div.field-reach {
                    select name="reach_kind" aria-label=(label(form, row, "card-reach-kind")) {
                        @for kind in ReachKind::ALL { option value=(kind.as_str()) selected[at(&kinds, row) == kind.as_str()] { (texts.say(kind.label())) } }
                    }
                    input type="text" name="reach_text" value=(at(&written, row)) maxlength="400" autocomplete="off" aria-label=(label(form, row, "card-reach-text"));
                    select name="reach_contact" aria-label=(label(form, row, "card-reach-whose")) {
                        option value="" { (texts.say("card-reach-common")) }
                        @for (index, name) in people_to_choose(form).into_iter().enumerate() { option value=(index) selected[at(&whose, row) == index.to_string()] { (name) } }
                    }
                }
            }
            (wrong(form, "reaches"))
        }
    }
}

/// The rows of the contacts by name, and by number where no name is written yet.
fn people_to_choose(form: &Form<'_>) -> Vec<String> {
    let names = all(form, "contact_name");
    (0..contact_rows(form))
        .map(|row| match names.get(row).map(|name| name.trim()).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => form.texts.with("card-person-number", &[("number", (row + 1).into())]),
        })
        .collect()
}

/// "Position, row 2": rows have no room for a visible label each.
fn label(form: &Form<'_>, row: usize, key: &str) -> String {
    form.texts.with("card-row", &[("what", form.texts.say(key).into()), ("number", (row + 1).into())])
}

fn wrong(form: &Form<'_>, name: &str) -> Markup {
    html! { @if let Some(error) = error_of(form, name) { p.field-error id={ "e-" (name) } role="alert" { (error) } } }
}

fn fields(form: &Form<'_>) -> Markup {
    let texts = &form.texts;
    let (long, short): (Vec<CardField>, Vec<CardField>) = CardField::ALL.into_iter().partition(|field| field.is_long());
    html! {
        fieldset.fields {
            legend { (texts.say("card-information")) }
            @for field in long.iter().filter(|field| **field != CardField::Note) { (form.area(field.as_str(), field.label(), 2, None)) }
            @for pair in short.chunks(2) {
                div.field-pair { @for field in pair { (form.input("text", field.as_str(), field.label(), hint(*field), "off")) } }
            }
            (form.area(CardField::Note.as_str(), CardField::Note.label(), 4, None))
        }
    }
}

fn hint(field: CardField) -> Option<&'static str> {
    match field {
        CardField::Birthday => Some("card-birthday-hint"),
        CardField::Tags => Some("card-tags-hint"),
        _ => None,
    }
}
