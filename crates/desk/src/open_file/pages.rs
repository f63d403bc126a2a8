//! The file on a page of its own, as a print, and the correction of a line.

use super::model::OpenFile;
use super::view;
use crate::day::occupied;
use crate::frame;
use binder::By;
use domain::filing::CloseReason;
use domain::{ClientId, EntryId, PersonId, SlipId};
use files::Tab;
use maud::{Markup, html};
use store::params;
use web::form::Form;
use web::layout::{Page, page_with};
use web::{Answer, Ask, Failure, Nav, Reply};

/// Lines that a print takes beside those that the screen shows: more than anybody writes in a lifetime.
const PRINTED_MAX: u32 = 100_000;

/// Reads a file for its own page.
///
/// # Errors
/// [`Failure::NotFound`] if the actor may not see it.
pub(crate) fn read(ask: &Ask, client_id: ClientId, slip_id: Option<SlipId>) -> Result<OpenFile, Failure> {
    let by = By::of(ask)?;
    let card_fields = ask.company()?.card_fields.clone();
    let before = ask.query("before").and_then(|text| text.split_once('-')).and_then(|(at, id)| Some((at.parse().ok()?, EntryId(id.parse().ok()?))));
    ask.read(|tx| {
        binder::slips::seen_client(tx, &by, client_id)?;
        let owner: PersonId = tx.one("SELECT owner_id FROM client WHERE id = $1", params![client_id])?;
        let person = people::person_in(tx, owner, by.calendar.clone())?.ok_or(Failure::NotFound)?;
        let occupied = occupied(tx, owner)?;
        OpenFile::read_before(tx, &by, &card_fields, client_id, slip_id, &person, &occupied, before)
    })
}

pub(super) fn file(ask: &mut Ask) -> Answer {
    let client_id = ask.path("id")?;
    let file = read(ask, client_id, None)?;
    if file.closed.as_ref().is_some_and(|(reason, _)| *reason == CloseReason::Joined) {
        // A link from before the two were joined still leads to the client.
        let stands: ClientId = ask.read(|tx| binder::joining::stands_in(tx, client_id))?;
        return Ok(Reply::see(&format!("/files/{stands}")));
    }
    let toast = frame::did(ask, false)?;
    show(ask, &file, None, toast)
}

/// `GET /files/{id}/history`: the tab of the history, beside a filing form that stays.
pub(super) fn history(ask: &mut Ask) -> Answer {
    let client_id: ClientId = ask.path("id")?;
    if !ask.fragment {
        return Ok(Reply::see(&format!("/files/{client_id}")));
    }
    let file = read(ask, client_id, None)?;
    Ok(Reply::html(view::inside(ask, &file, None)))
}

/// `GET /files/{id}/mail`: the tab of its mail, beside a filing form that stays.
pub(super) fn mail(ask: &mut Ask) -> Answer {
    let client_id: ClientId = ask.path("id")?;
    let panel = mail::shown::panel(ask, client_id)?;
    let file = read(ask, client_id, None)?;
    let inside = view::inside(ask, &file, Some((Tab::Mail, panel)));
    if ask.fragment { Ok(Reply::html(inside)) } else { show_with(ask, &file, None, inside, frame::did(ask, false)?) }
}

fn show(ask: &Ask, file: &OpenFile, typed: Option<&Form<'_>>, toast: Markup) -> Answer {
    show_with(ask, file, typed, view::inside(ask, file, None), toast)
}

/// The file on its own page with something else than the history between head and filing form.
///
/// # Errors
/// As the page itself.
pub(crate) fn show_with(ask: &Ask, file: &OpenFile, typed: Option<&Form<'_>>, inside: Markup, toast: Markup) -> Answer {
    let main = html! { main.client #content tabindex="-1" { (view::section_with(ask, file, None, typed, inside)) } };
    let page = Page { title: file.name.clone(), heading: file.name.clone(), beside: view::standing(ask, file), nav: Nav::Clients, main };
    Ok(page_with(ask, page, toast))
}

/// The file with its filing form as it was typed, and why it was not taken.
///
/// # Errors
/// As the page itself.
pub fn show_again(ask: &Ask, client_id: ClientId, form: &Form<'_>) -> Answer {
    let file = read(ask, client_id, None)?;
    Ok(show(ask, &file, Some(form), html! {})?.status(422))
}

/// `GET /files/{id}/print`: card and history for paper (B44).
pub(super) fn print(ask: &mut Ask) -> Answer {
    let client_id = ask.path("id")?;
    let mut file = read(ask, client_id, None)?;
    if let Some(before) = file.entries.last().filter(|_| file.has_older).map(|last| (last.at, last.id)) {
        // Paper has no link to older lines.
        let (older, moves) = ask.read(|tx| {
            let older = binder::history::entries(tx, client_id, Some(before), PRINTED_MAX)?;
            Ok::<_, Failure>((older, binder::history::moves(tx, client_id, 0, i64::MAX)?))
        })?;
        file.entries.extend(older);
        file.moves = moves;
    }
    let texts = ask.texts();
    let body = html! {
        article.page-narrow {
            p.not-on-paper {
                a.btn href={ "/files/" (client_id) "/file.pdf" } { (texts.say("paper-file-pdf")) } " "
                a.btn href={ "/files/" (client_id) "/file.pdf?sides=two" } { (texts.say("paper-file-two")) } " "
                a.btn href={ "/files/" (client_id) "/card.pdf" } { (texts.say("paper-card-pdf")) }
            }
            p.who { (view::who(&file)) }
            @if !file.why.is_empty() { p.why { b { (texts.say("why-now")) } " " (file.why) } }
            section.section { h2 { (texts.say("information-card")) } (view::facts(&texts, &file)) }
            section.section { h2 { (texts.say("history")) } (view::entries(ask, &file, false)) }
        }
    };
    Ok(web::layout::sheet(ask, Nav::Clients, file.name.clone(), body))
}

/// `GET /entries/{id}/correction`: the form, alone or in the place of its link.
pub(super) fn correction(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let entry_id: EntryId = ask.path("id")?;
    let (client_id, text) = ask.read(|tx| binder::history::correctable(tx, &by, entry_id))?;
    let form = Form::new(ask.texts(), vec![("text".to_owned(), text)]);
    Ok(correction_page(ask, client_id, entry_id, &form))
}

fn correction_page(ask: &Ask, client_id: ClientId, entry_id: EntryId, form: &Form<'_>) -> Reply {
    let body = view::correction(ask, entry_id, form);
    if ask.fragment {
        return Reply::html(body);
    }
    let texts = ask.texts();
    let back = html! { p { a.btn.back href={ "/files/" (client_id) } { "← " (texts.say("back-to-file")) } } };
    web::layout::sheet(ask, Nav::Clients, texts.say("correct"), html! { div.page-narrow { (back) (body) } })
}

/// `POST /entries/{id}/correction`: the first wording stays readable.
pub(super) fn correct(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let entry_id: EntryId = ask.path("id")?;
    let text = ask.form("text").replace("\r\n", "\n");
    match ask.write(|tx| binder::history::correct(tx, &by, entry_id, &text)) {
        Ok((client_id, undo)) => Ok(Reply::see(&format!("/files/{client_id}?did={undo}"))),
        Err(Failure::Refused(refusal)) if refusal.field == "text" => {
            let (client_id, _) = ask.read(|tx| binder::history::correctable(tx, &by, entry_id))?;
            let mut form = Form::new(ask.texts(), ask.form_fields().to_vec());
            form.refusal = Some(refusal);
            Ok(correction_page(ask, client_id, entry_id, &form).status(422))
        }
        Err(failure) => Err(failure),
    }
}
