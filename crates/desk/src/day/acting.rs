//! What is done on the day: file, move, put last, finish, deal. Each is one form, one verb, one transaction,
//! and answers with the day as it stands afterwards.

use super::model::Wanted;
use super::pages::{not_understood, place_of, show_day};
use super::queries::{occupied, slip_binder};
use crate::frame::{back, toast};
use crate::open_file::{OpenFile, view::suggested};
use binder::By;
use binder::filing::FilingForm;
use binder::history::{NewEntry, TEXT_MAX};
use binder::moving::{Moves, deal_month, move_slips};
use binder::slips::typed_line;
use domain::filing::{CloseReason, Next};
use domain::natural_date;
use domain::{ClientId, EntryKind, Outcome, PersonId, Place, SlipId, SlipKind, UndoId};
use maud::html;
use store::{Tx, params};
use web::form::Form;
use web::{Answer, Ask, Failure, Message, Refusal, Reply};

/// Longest duration that is believed, minutes.
const MINUTES_MAX: u32 = 24 * 60;

/// `POST /files/{id}/filing`: the note is written, the file leaves and stands under its next date.
pub(super) fn file(ask: &mut Ask) -> Answer {
    let client_id: ClientId = ask.path("id")?;
    let by = By::of(ask)?;
    let filed = filing_form(ask, &by, client_id).and_then(|form| ask.write(|tx| crate::pocket::file_once(ask, tx, &by, &form)));
    match filed {
        Ok(filed) => {
            let said = warned(ask, ask.message(&filed.said), &filed.warnings);
            after(ask, None, true, &said, Some(filed.undo_id))
        }
        Err(Failure::Refused(refusal)) => again(ask, client_id, refusal),
        Err(other) => Err(other),
    }
}

/// A warning that stops nothing is said with what was done.
fn warned(ask: &Ask, said: String, warnings: &[domain::filing::Warning]) -> String {
    use domain::filing::Warning;
    let texts = ask.texts();
    let more: Vec<String> = warnings
        .iter()
        .map(|warning| match warning {
            Warning::DayOff(_) => texts.say("warn-day-off"),
            Warning::StandsEarlier { place, .. } => {
                let today = ask.today().unwrap_or_default();
                texts.with("warn-stands-earlier", &[("place", natural_date::write_short(*place, today, texts.language).into())])
            }
            Warning::AgreedLeft { .. } => texts.say("warn-agreed-left"),
            Warning::DoNotContact => texts.say("warn-do-not-contact"),
        })
        .collect();
    [vec![said], more].concat().join(" ")
}

/// What the filing form says, its date read as of `by.today`.
///
/// # Errors
/// Refused with the field and the reason.
pub fn filing_form(ask: &Ask, by: &By, client_id: ClientId) -> Result<FilingForm, Failure> {
    let outcome = Outcome::parse(ask.form("outcome"));
    let is_closing = !ask.form("close").is_empty();
    let text = clean(ask.form("note"));
    if text.chars().count() > TEXT_MAX {
        return Err(Failure::field("note", Message::new("note-too-long").with("max", TEXT_MAX)));
    }
    let slip_id = ask.form("slip").parse().ok().map(SlipId);
    let next = if is_closing { closing(ask)? } else { next_step(ask, by, client_id, slip_id, outcome)? };
    // A note between two contacts is none, so it has no outcome.
    let kind = entry_kind(ask.form("entry"));
    let is_note_between = kind == EntryKind::Note && next == Next::Keep && !text.is_empty();
    if outcome.is_none() && !is_closing && !is_note_between {
        return Err(Failure::field("outcome", "filing-outcome-needed"));
    }
    let entry = (outcome.is_some() || is_note_between)
        .then(|| Ok::<NewEntry, Failure>(NewEntry { at: by.now, kind, outcome, seconds: seconds(ask.form("minutes"))?, text: text.clone() }));
    let reason = if is_closing && outcome.is_none() { text } else { clean(ask.form("reason")) };
    let line = typed_line(ask.form("line"))?;
    Ok(FilingForm { client_id, slip_id, entry: entry.transpose()?, next, line, reason, language: ask.language() })
}

/// What happened, by the form; a call to the client unless it says otherwise.
fn entry_kind(text: &str) -> EntryKind {
    EntryKind::parse(text).filter(|kind| !matches!(kind, EntryKind::Closed | EntryKind::Reopened | EntryKind::Form)).unwrap_or(EntryKind::CallOut)
}

fn seconds(text: &str) -> Result<Option<u32>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = domain::fold::fold(text);
    match digits.parse::<u32>() {
        Ok(minutes) if minutes <= MINUTES_MAX => Ok(Some(minutes * 60)),
        _ => Err(Failure::field("minutes", "minutes-not-a-number")),
    }
}

/// Control characters have no business in a note; line ends have.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect::<String>().trim().to_owned()
}

fn closing(ask: &Ask) -> Result<Next, Failure> {
    let reason = CloseReason::parse(ask.form("close_reason")).ok_or_else(|| Failure::field("close_reason", "close-reason-needed"))?;
    Ok(Next::Close { reason })
}

fn next_step(ask: &Ask, by: &By, client_id: ClientId, slip_id: Option<SlipId>, outcome: Option<Outcome>) -> Result<Next, Failure> {
    let typed = ask.form("next");
    match ask.form("planned") {
        "stays" => return Ok(Next::Keep),
        "others" => return Ok(Next::Rest),
        _ => {}
    }
    let kind = SlipKind::parse(ask.form("kind")).unwrap_or(SlipKind::Call);
    let agreed = ask.has("agreed");
    if typed.is_empty() {
        // Two keys where there is nothing to write: the outcome alone files it under the suggested date.
        let Some(outcome) = outcome else { return Err(Failure::field("next", "filing-no-next-date")) };
        let card_fields = ask.company()?.card_fields.clone();
        let place = ask.read(|tx| {
            let (person, occupied) = binder_of(tx, client_id, by)?;
            let file = OpenFile::read(tx, by, &card_fields, client_id, slip_id, &person, &occupied)?;
            Ok::<Place, Failure>(Place::Day(suggested(&file, outcome).date))
        })?;
        return Ok(Next::At { place, minute: None, agreed, kind });
    }
    let (place, minute) = read_place(ask, by, typed, "next")?;
    // A time of day is only ever agreed (decision 2).
    Ok(Next::At { place, minute, agreed: agreed || minute.is_some(), kind })
}

fn read_place(ask: &Ask, by: &By, typed: &str, field: &'static str) -> Result<(Place, Option<u16>), Failure> {
    if let Some(place) = place_of(typed).filter(|place| place.month().year <= by.today.year() + natural_date::YEARS_AHEAD_MAX) {
        return Ok((place, None));
    }
    match natural_date::read(typed, by.today, ask.language()) {
        Ok(next) => Ok((next.place, next.minute)),
        Err(reason) => Err(Failure::field(field, not_understood(&reason, typed))),
    }
}

/// The binder a client stands in, for its loads.
fn binder_of(
    tx: &mut Tx<'_>,
    client_id: ClientId,
    by: &By,
) -> Result<(people::Person, std::collections::BTreeMap<Place, domain::dividers::Counted>), Failure> {
    binder::slips::seen_client(tx, by, client_id)?;
    let owner: PersonId = tx.one("SELECT owner_id FROM client WHERE id = $1", params![client_id])?;
    let person = people::person(tx, owner)?.ok_or(Failure::NotFound)?;
    let occupied = occupied(tx, owner)?;
    Ok((person, occupied))
}

/// The answer to something done: for htmx the day anew with a toast, else back to where the form came from.
fn after(ask: &Ask, slip_id: Option<SlipId>, shows_file: bool, said: &str, undo: Option<UndoId>) -> Answer {
    let back = back(ask);
    if !ask.fragment {
        let path = without_file(&back);
        let path = if back.starts_with("/files/") { back.split('?').next().unwrap_or("/").to_owned() } else { path };
        let joint = if path.contains('?') { '&' } else { '?' };
        return Ok(Reply::see(&undo.map_or(path.clone(), |id| format!("{path}{joint}did={id}"))));
    }
    let wanted = Wanted { slip_id, ..wanted_of(ask, &back)? };
    let toast = toast(ask, said, undo, true);
    let reply = show_day(ask, &wanted, shows_file, None, toast)?;
    Ok(reply.header("hx-push-url", without_file(&back)))
}

fn without_file(path: &str) -> String {
    let Some((base, query)) = path.split_once('?') else { return path.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("file=") && !pair.starts_with("did=")).collect();
    if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) }
}

/// Which day an address of ours shows.
fn wanted_of(ask: &Ask, path: &str) -> Result<Wanted, Failure> {
    let (base, query) = path.split_once('?').unwrap_or((path, ""));
    let value = |name: &str| {
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).and_then(|(_, value)| value.parse::<i64>().ok())
    };
    let place = base.strip_prefix("/day/").and_then(|rest| place_of(rest.split('/').next().unwrap_or("")));
    Ok(Wanted { place: place.unwrap_or(Place::Day(ask.today()?)), person_id: value("binder").map(PersonId), slip_id: value("file").map(SlipId) })
}

/// The same day with the form as it was typed, the reason beside its field; nothing was changed.
fn again(ask: &Ask, client_id: ClientId, refusal: Refusal) -> Answer {
    let back = back(ask);
    let slip_id = ask.form("slip").parse().ok().map(SlipId);
    let mut form = Form::new(ask.texts(), ask.form_fields().to_vec());
    form.refusal = Some(refusal);
    if back.starts_with("/files/") {
        return crate::open_file::show_again(ask, client_id, &form);
    }
    let wanted = Wanted { slip_id, ..wanted_of(ask, &back)? };
    Ok(show_day(ask, &wanted, true, Some(&form), html! {})?.status(422))
}

/// `POST /move`: one slip or many, by drag, key or list.
pub(super) fn move_to(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let slips: Vec<SlipId> = ask.form_all("slip").iter().map(|id| id.parse().map_err(|_| Failure::Malformed("slip"))).collect::<Result<_, _>>()?;
    let (place, _) = match read_place(ask, &by, ask.form("place"), "place") {
        Ok(read) => read,
        Err(Failure::Refused(refusal)) => return refused_move(ask, refusal),
        Err(other) => return Err(other),
    };
    // One agreed file, named by hand, moves after the person has said so; in a pile it stays.
    let with_agreed = ask.has("with_agreed");
    if slips.len() == 1 && !with_agreed && ask.read(|tx| is_agreed_elsewhere(tx, &by, slips[0], place))? {
        return ask_first(ask, &slips, place, "move-agreed-ask", false);
    }
    let moves =
        Moves { slips: slips.iter().map(|id| (*id, place)).collect(), reason: clean(ask.form("reason")), with_agreed, language: ask.language() };
    match ask.write(|tx| move_slips(tx, &by, &moves)) {
        Ok(moved) => {
            let mut said = ask.message(&moved.said);
            if moved.kept_agreed > 0 {
                said = format!("{said} {}", ask.texts().with("move-kept-agreed", &[("count", moved.kept_agreed.into())]));
            }
            after(ask, None, false, &said, moved.undo_id)
        }
        Err(Failure::Refused(refusal)) if refusal.field == "reason" => ask_first(ask, &slips, place, "move-reason-ask", true),
        Err(Failure::Refused(refusal)) => refused_move(ask, refusal),
        Err(other) => Err(other),
    }
}

fn is_agreed_elsewhere(tx: &mut Tx<'_>, by: &By, id: SlipId, place: Place) -> Result<bool, Failure> {
    let slip = slip_binder(tx, id)?.ok_or(Failure::NotFound)?;
    super::model::binder_person(tx, by, slip.person_id)?;
    let row = tx.row("SELECT 1 FROM slip WHERE id = $1 AND agreed = 1 AND state = 'open' AND place <> $2", params![id, place])?;
    Ok(row.is_some())
}

/// What could not be moved, said without losing what is on the screen.
fn refused_move(ask: &Ask, refusal: Refusal) -> Answer {
    if ask.fragment {
        return Err(Failure::Refused(refusal));
    }
    let message = ask.message(&refusal.message);
    let (place, reason) = (ask.form("place"), ask.form("reason"));
    let body = html! {
        div.page-narrow {
            p.notice.notice-bad role="alert" { (message) }
            @if !place.is_empty() { p dir="auto" { (ask.say("move-to")) ": " q { (place) } } }
            @if !reason.is_empty() { p dir="auto" { (ask.say("move-reason")) ": " q { (reason) } } }
            p.row { a.btn.btn-go href=(back(ask)) { (ask.say("back")) } }
        }
    };
    Ok(web::layout::sheet(ask, web::Nav::Binder, ask.say("move"), body).status(422))
}

/// A question before a move: is it meant, and why.
fn ask_first(ask: &Ask, slips: &[SlipId], place: Place, key: &str, wants_reason: bool) -> Answer {
    let texts = ask.texts();
    let today = ask.today()?;
    let words = natural_date::write_short(place, today, texts.language);
    let body = html! {
        section.page-narrow {
            p.notice.notice-warn role="alert" { (texts.with(key, &[("place", words.as_str().into())])) }
            form.form method="post" action="/move" {
                (web::layout::csrf(ask))
                input type="hidden" name="back" value=(without_file(&back(ask)));
                input type="hidden" name="place" value=(super::strip::slug(place));
                @for slip in slips { input type="hidden" name="slip" value=(slip); }
                input type="hidden" name="with_agreed" value="1";
                @if wants_reason {
                    div.field {
                        label for="f-reason" { (texts.say("move-reason")) }
                        input #f-reason type="text" name="reason" required maxlength="400" autofocus value=(ask.form("reason"));
                    }
                }
                div.form-end {
                    button.btn.btn-go { (texts.with("move-to-place", &[("place", words.as_str().into())])) }
                    a.btn href=(back(ask)) { (texts.say("cancel")) }
                }
            }
        }
    };
    if ask.fragment {
        // A page of its own, also for htmx: the question replaces the day until it is answered.
        let main = html! { main.page #day tabindex="-1" { (body) } };
        return Ok(Reply::html(main));
    }
    Ok(web::layout::sheet(ask, web::Nav::Binder, texts.say("move"), body))
}

/// `POST /slips/{id}/later`: to the end of today's stack; the date stays.
pub(super) fn later(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: SlipId = ask.path("id")?;
    let (undo, name) = ask.write(|tx| binder::slips::put_last(tx, &by, id))?;
    let said = ask.texts().with("did-put-last", &[("name", name.into())]);
    after(ask, None, true, &said, Some(undo))
}

/// `POST /slips/{id}/done`: other work is done.
pub(super) fn done(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: SlipId = ask.path("id")?;
    let undo = ask.write(|tx| binder::slips::finish_errand(tx, &by, id))?;
    let said = ask.say("did-errand-short");
    after(ask, None, true, &said, Some(undo))
}

/// `POST /day/{month}/deal`: the files of a month without a day are dealt over its days (decision 5).
pub(super) fn deal(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let Some(Place::Month(month)) = place_of(&ask.path::<String>("place")?) else { return Err(Failure::NotFound) };
    let language = ask.language();
    let moved = ask.write(|tx| {
        let person = people::person(tx, by.person_id)?.ok_or(Failure::NotFound)?;
        let occupied = occupied(tx, person.id)?;
        let loads = super::model::loads(&person, by.today, &occupied);
        let free: Vec<(domain::Date, u32)> = domain::dividers::dealing_days(month, by.today, &person.calendar)
            .into_iter()
            .map(|day| (day, loads.get(&day).map_or(u32::from(person.calendar.minutes(day)), |load| load.free_minutes())))
            .collect();
        deal_month(tx, &by, person.id, month, &free, language)
    })?;
    let said = ask.message(&moved.said);
    after(ask, None, false, &said, moved.undo_id)
}

/// The day that `path` shows, anew, with a toast: the answer to an undo.
///
/// # Errors
/// As the day itself.
pub fn show_back(ask: &Ask, path: &str, toast: maud::Markup) -> Answer {
    let wanted = Wanted { slip_id: None, ..wanted_of(ask, path)? };
    show_day(ask, &wanted, false, None, toast)
}
