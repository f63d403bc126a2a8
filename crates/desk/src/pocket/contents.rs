//! `GET /pocket/contents`: what a device keeps for a day without a network, in one answer.
//!
//! Owns its shape and its bounds: the first files of the stack and those taken along, of each the last lines. Never
//! more than the actor sees on the screen, and in the actor's language.

use crate::day::view::{clock, groups, pile_heading};
use crate::day::{Card, Day, Wanted, occupied};
use crate::open_file::OpenFile;
use crate::open_file::view::{close_key, entry_key, kind_key, moment, outcome_key, suggested};
use binder::By;
use binder::history::Entry;
use binder::pocket::taken_along;
use domain::dividers::Counted;
use domain::natural_date::{write_long, write_short};
use domain::{ClientId, Outcome, PersonId, Place, SlipId, SlipKind};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use store::{Tx, params};
use web::{Answer, Ask, Failure, Texts};

/// Most files of the stack that go along whole; of the others the card of the stack goes.
const STACK_FILES_MAX: usize = 120;
/// Most files taken along.
const ALONG_MAX: u32 = 60;
/// Lines of history of each file.
const ENTRIES_MAX: usize = 6;
/// Longest text of such a line, characters.
const TEXT_MAX: usize = 800;

/// What the page without a network says: its name there and the message.
const WORDS: [(&str, &str); 33] = [
    ("asOf", "pocket-as-of"),
    ("noNetwork", "pocket-no-network"),
    ("waiting", "text-pocket-waiting"),
    ("waits", "pocket-waits"),
    ("again", "pocket-again"),
    ("back", "back-to-day"),
    ("call", "pocket-call"),
    ("outcome", "outcome"),
    ("note", "note"),
    ("next", "next"),
    ("examples", "date-examples"),
    ("suggested", "pocket-suggested"),
    ("tomorrow", "quick-tomorrow"),
    ("week", "quick-week"),
    ("agreed", "agreed-with-client"),
    ("file", "pocket-file-it"),
    ("why", "why-now"),
    ("card", "information-card"),
    ("history", "history"),
    ("historyEmpty", "history-empty"),
    ("along", "pocket-along-title"),
    ("stackEmpty", "empty-day"),
    ("filedHere", "pocket-filed-here"),
    ("notHere", "pocket-not-here"),
    ("refused", "text-pocket-refused"),
    ("remove", "pocket-remove"),
    ("others", "text-pocket-others"),
    ("backOnline", "pocket-back-online"),
    ("open", "pocket-open"),
    ("chooseOutcome", "pocket-choose-outcome"),
    ("chooseDate", "pocket-choose-date"),
    ("kept", "text-pocket-kept"),
    ("full", "pocket-full"),
];

type Binders = BTreeMap<PersonId, (people::Person, BTreeMap<Place, Counted>)>;

/// The stack in the order of the day, the files, the words; 304 if the device has it.
pub(super) fn contents(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let card_fields = ask.company()?.card_fields.clone();
    let wanted = Wanted { place: Place::Day(by.today), person_id: None, slip_id: None };
    let (day, files, along, lock, until) = ask.read(|tx| {
        let day = Day::read(tx, &by, &card_fields, &wanted)?;
        let along = taken_along(tx, &by, ALONG_MAX)?;
        let of_stack = day.cards.iter().filter_map(|(_, card)| card.client_id.map(|client| (client, Some(card.slip_id))));
        let mut wanted: Vec<(ClientId, Option<SlipId>)> = of_stack.take(STACK_FILES_MAX).collect();
        let more: Vec<_> =
            along.iter().filter(|file| !wanted.iter().any(|(client, _)| *client == file.client_id)).map(|f| (f.client_id, None)).collect();
        wanted.extend(more);
        let files = files(tx, &by, &card_fields, &wanted)?;
        let (lock, until) = lock(ask, tx)?;
        Ok::<_, Failure>((day, files, along, lock, until))
    })?;
    let texts = ask.texts();
    let actor = ask.actor()?;
    let shown: Map<String, Json> = files.iter().map(|file| (file.client_id.to_string(), file_json(ask, file))).collect();
    let body = json!({
        "person": actor.person_id.0,
        "name": actor.name,
        "language": texts.language.as_str(),
        "theme": actor.theme,
        "lock": lock,
        "until": until,
        "day": write_long(Place::Day(by.today), by.today, texts.language),
        "words": words(&texts),
        "outcomes": Outcome::ALL.iter().map(|outcome| json!([outcome.as_str(), texts.say(outcome_key(*outcome))])).collect::<Vec<_>>(),
        "stack": stack(&texts, &day),
        "along": along.iter().map(|file| json!([file.client_id.0, file.name])).collect::<Vec<_>>(),
        "files": shown,
    });
    Ok(ask.unless_known("application/json", body.to_string()))
}

fn words(texts: &Texts<'_>) -> Map<String, Json> {
    let place = |name: &'static str| (name, format!("{{{name}}}").into());
    let holes = [place("time"), place("count"), place("name")];
    WORDS.iter().map(|(name, key)| ((*name).to_owned(), Json::String(texts.with(key, &holes)))).collect()
}

/// What locks and unlocks the filings that wait on a device, the same for this person on every day and known to
/// nobody else; and until when the session lasts.
fn lock(ask: &Ask, tx: &mut Tx<'_>) -> Result<(String, i64), Failure> {
    let actor = ask.actor()?;
    let secret: String = tx.one("SELECT value FROM server_key WHERE name = 'pocket'", &[])?;
    let until = tx.one("SELECT expires_at FROM session WHERE token_hash = $1", params![&actor.session_hash])?;
    Ok((web::secret::hash(&format!("pocket:{secret}:{}", actor.person_id)), until))
}

/// Each file as the day opens it, in the binder in which it stands; one that went meanwhile is left out.
fn files(tx: &mut Tx<'_>, by: &By, card_fields: &[String], wanted: &[(ClientId, Option<SlipId>)]) -> Result<Vec<OpenFile>, Failure> {
    let mut binders = Binders::new();
    let mut files = Vec::with_capacity(wanted.len());
    for (client_id, slip_id) in wanted {
        let Some(row) = tx.row("SELECT owner_id FROM client WHERE id = $1", params![*client_id])? else { continue };
        let owner: PersonId = row.get(0)?;
        if let std::collections::btree_map::Entry::Vacant(place) = binders.entry(owner) {
            let person = people::person_in(tx, owner, by.calendar.clone())?.ok_or(Failure::NotFound)?;
            place.insert((person, occupied(tx, owner)?));
        }
        let Some((person, occupied)) = binders.get(&owner) else { continue };
        match OpenFile::read(tx, by, card_fields, *client_id, *slip_id, person, occupied) {
            Ok(file) => files.push(file),
            Err(Failure::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(files)
}

fn stack(texts: &Texts<'_>, day: &Day) -> Vec<Json> {
    let cards = |cards: &[&Card]| cards.iter().map(|card| card_json(texts, day, card)).collect::<Vec<_>>();
    groups(day).iter().map(|(pile, put_last, of_pile)| json!([pile_heading(texts, *pile, *put_last, of_pile), cards(of_pile)])).collect()
}

fn card_json(texts: &Texts<'_>, day: &Day, card: &Card) -> Json {
    let kind = if matches!(card.kind, SlipKind::First | SlipKind::Callback) { SlipKind::Call } else { card.kind };
    let when = card.minute.map_or_else(|| texts.say(kind_key(kind)), clock);
    let is_past = card.place < Place::Day(day.today) && card.place != Place::Month(domain::Month::of(day.today));
    let from = if is_past { texts.with("tag-from", &[("day", write_short(card.place, day.today, texts.language).into())]) } else { String::new() };
    let line = if card.line.is_empty() || card.client_id.is_none() { &card.last_line } else { &card.line };
    json!({ "client": card.client_id.map(|id| id.0), "slip": card.slip_id.0, "name": card.name, "when": when, "tag": from, "line": line })
}

fn file_json(ask: &Ask, file: &OpenFile) -> Json {
    let texts = ask.texts();
    let stands = match (&file.closed, file.slip_place) {
        (Some((reason, _)), _) => texts.say(close_key(*reason)),
        (None, Some(place)) => write_short(place, file.today, texts.language),
        (None, None) => String::new(),
    };
    let minute = file.slips.iter().find(|(slip, _)| Some(slip.id) == file.slip_id).and_then(|(slip, _)| slip.minute);
    let suggestion = |outcome: &Outcome| {
        let date = suggested(file, *outcome).date;
        (outcome.as_str().to_owned(), json!([date.to_string(), write_short(Place::Day(date), file.today, texts.language)]))
    };
    let yes_no = (texts.say("form-yes"), texts.say("form-no"));
    let own = file.own.iter().map(|said| json!([said.label(texts.language), said.answer.say(&said.field, texts.language, (&yes_no.0, &yes_no.1))]));
    let facts: Vec<Json> = file.facts.iter().map(|(key, text)| json!([texts.say(key), text])).chain(own).collect();
    json!({
        "client": file.client_id.0,
        "slip": file.slip_id.map(|id| id.0),
        "seen": super::seen(file).0,
        "name": file.name,
        "contact": file.contact,
        "why": file.why,
        "stands": minute.map_or(stands.clone(), |minute| format!("{stands} {}", clock(minute))),
        "kind": match file.slip_kind { SlipKind::First | SlipKind::Callback => SlipKind::Call, other => other }.as_str(),
        "isClosed": file.closed.is_some(),
        "reaches": file.reaches.iter().take(8).map(|reach| json!([reach.kind, reach.as_typed, reach.norm])).collect::<Vec<_>>(),
        "facts": facts,
        "suggested": file.closed.is_none().then(|| Outcome::ALL.iter().map(suggestion).collect::<Map<_, _>>()),
        "entries": file.entries.iter().filter_map(|entry| entry_json(ask, file, entry)).take(ENTRIES_MAX).collect::<Vec<_>>(),
    })
}

/// A line of history as it reads now; one that was taken back is left at home.
fn entry_json(ask: &Ask, file: &OpenFile, entry: &Entry) -> Option<Json> {
    let texts = ask.texts();
    let text = match &entry.correction {
        Some(correction) => correction.text.as_ref()?,
        None => &entry.text,
    };
    let what = texts.say(entry_key(entry.kind));
    let what = entry.outcome.map_or(what.clone(), |outcome| format!("{what} · {}", texts.say(outcome_key(outcome))));
    let who = crate::hand_over::writer(&texts, entry);
    let text: String = text.chars().take(TEXT_MAX).collect();
    Some(json!([moment(ask, entry.at, file.today), format!("{what} · {who}"), text]))
}
