//! Today's stack of the binder that is to be looked at: thirty-one files, told by hand.
//!
//! Owns how these files came onto today: agreed, promised, carried over, put off, done this morning.

mod done;
mod left;

use crate::acts::{Act, FileStory, What};
use crate::chance::Chance;
use crate::clients::{Made, Maker, Wish};
use crate::days::Days;
use crate::shelves::{contact_days, teller};
use crate::story::{Beat, Course, End, Step, Teller, acts, entry, tell};
use binder::slips::NewStep;
use domain::filing::{CloseReason, Next};
use domain::{EntryKind, Language, Outcome, PersonId, Place, SlipKind};
use files::clients::CardField;

/// How many days ahead the owner of the first file has a birthday.
const BIRTHDAY_IN: i32 = 12;

/// A line of history: working days ago, hour and minute, kind, outcome, minutes taken, text.
type Line = (usize, (u16, u16), EntryKind, Option<Outcome>, u16, &'static str);

/// A file told by hand.
struct Hand {
    name: &'static str,
    contact: &'static str,
    trade: &'static str,
    language: Language,
    is_top: bool,
    /// What stands on the card besides or instead of what is made up.
    facts: &'static [(CardField, &'static str)],
    /// Its history; made up if empty, unless it is a first call.
    history: &'static [Line],
    /// What it asks for.
    kind: SlipKind,
    /// The agreed time.
    minute: Option<u16>,
    agreed: bool,
    line: &'static str,
    /// The working days ago on which it stood, the first first; empty = it stands on today as planned.
    stood: &'static [usize],
}

/// Where a file that was done today went.
enum Went {
    /// Under the day that many working days ahead.
    Day(usize),
    /// Under the month that many months ahead.
    Month(usize),
    /// Nowhere: the business is done.
    Won(&'static str),
}

/// A file that was done this morning.
struct Done {
    hand: Hand,
    /// What it was.
    kind: EntryKind,
    outcome: Option<Outcome>,
    minutes: u16,
    text: &'static str,
    went: Went,
    /// What comes next.
    next: (SlipKind, &'static str),
}

/// The stories of the thirty-one files, and the later places that those done today went to.
pub(crate) fn stories(maker: &mut Maker, person_id: PersonId, days: &Days) -> (Vec<FileStory>, Vec<Place>) {
    let story = |acts| FileStory { person_id, language: Language::En, acts };
    let mut stories = Vec::new();
    let mut taken = Vec::new();
    for (index, hand) in left::LEFT.iter().enumerate() {
        stories.push(story(told(maker, person_id, hand, days, index)));
    }
    let minutes: Vec<u16> = done::DONE.iter().map(|done| done.minutes.max(2)).collect();
    for (index, (done, at)) in done::DONE.iter().zip(days.morning(&minutes)).enumerate() {
        let mut acts = told(maker, person_id, &done.hand, days, 100 + index);
        let (act, place) = filed(done, at, days);
        acts.push(act);
        taken.extend(place);
        stories.push(story(acts));
    }
    stories.push(story(vec![errand(days)]));
    (stories, taken)
}

/// From the making of a file to where it stands this morning.
fn told(maker: &mut Maker, person_id: PersonId, hand: &Hand, days: &Days, index: usize) -> Vec<Act> {
    let mut chance = Chance::new(77_000 + index as u64);
    let wish = Wish { owner_id: person_id, language: hand.language, trade: hand.trade, name: hand.name, contact: hand.contact };
    let mut made = maker.client(&mut chance, &wish);
    describe(&mut made, hand, days);
    let mut teller = teller(&mut chance, &made);
    let (made_on, beats) = history(&mut chance, &mut teller, hand, days);
    let mut client = made.client.clone();
    client.line = teller.first_line();
    let stood: Vec<_> = hand.stood.iter().map(|ago| days.ago(*ago)).collect();
    let (put_off, place) = match stood.split_last() {
        Some((last, before)) => (before.to_vec(), *last),
        None => (Vec::new(), days.today),
    };
    let step = Step { place: Place::Day(place), minute: hand.minute, kind: hand.kind, line: hand.line.to_owned(), agreed: hand.agreed };
    acts(Course { client, made_on, beats, put_off, end: End::At(step) }, days)
}

fn describe(made: &mut Made, hand: &Hand, days: &Days) {
    let card = &mut made.client.card;
    card.top_ranked = hand.is_top;
    for (field, text) in hand.facts {
        card.set(*field, *text);
    }
    if hand.name.contains("Lotus") {
        let birthday = domain::working::days_later(days.today, BIRTHDAY_IN);
        card.set(CardField::Birthday, format!("--{:02}-{:02}", birthday.month(), birthday.day()));
    }
}

/// The day the file was made and its history, by hand or made up. It ends before the file stood anywhere.
fn history(chance: &mut Chance, teller: &mut Teller<'_>, hand: &Hand, days: &Days) -> (domain::Date, Vec<Beat>) {
    let first_stood = hand.stood.first().copied().unwrap_or(0);
    if hand.history.is_empty() {
        let last = first_stood + chance.between(2, 14);
        let on = contact_days(chance, days, last);
        let first = on.first().copied().unwrap_or(days.today);
        return (domain::working::days_later(first, -3), tell(chance, teller, &on, None));
    }
    let earliest = hand.history.iter().map(|line| line.0).max().unwrap_or(1);
    let mut lines: Vec<&Line> = hand.history.iter().collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.0), line.1));
    let beats = lines.into_iter().map(|line| beat(teller, line, days)).collect();
    (domain::working::days_later(days.ago(earliest), -4), beats)
}

fn beat(teller: &mut Teller<'_>, (ago, (hour, minute), kind, outcome, minutes, text): &Line, days: &Days) -> Beat {
    let words = teller.words;
    let (next, list) = match (kind, outcome) {
        (EntryKind::Visit | EntryKind::Meeting, _) => (SlipKind::Call, words.after_visit),
        (EntryKind::EmailOut, _) => (SlipKind::Call, words.after_email),
        (_, Some(Outcome::NoAnswer)) => (SlipKind::Call, words.after_no_answer),
        (_, Some(Outcome::CallBack)) => (SlipKind::Callback, words.after_call_back),
        (_, Some(Outcome::SaidNo)) => (SlipKind::Call, words.after_said_no),
        (_, Some(Outcome::Agreed)) => (SlipKind::Call, words.after_agreed),
        _ => (SlipKind::Call, words.after_reached),
    };
    let leads_to = (next, teller.say(list));
    Beat { day: days.ago(*ago), minute: hour * 60 + minute, kind: *kind, outcome: *outcome, minutes: *minutes, text: (*text).to_owned(), leads_to }
}

/// The filing of this morning, and where the file went.
fn filed(done: &Done, at: i64, days: &Days) -> (Act, Option<Place>) {
    let at_place = |place| Next::At { place, minute: None, agreed: done.next.0 == SlipKind::Callback, kind: done.next.0 };
    let (next, place, reason) = match done.went {
        Went::Day(ahead) => (at_place(Place::Day(days.ahead(ahead))), Some(Place::Day(days.ahead(ahead))), ""),
        Went::Month(ahead) => (at_place(days.month(ahead)), Some(days.month(ahead)), ""),
        Went::Won(note) => (Next::Close { reason: CloseReason::Won }, None, note),
    };
    let beat = Beat {
        day: days.today,
        minute: 0,
        kind: done.kind,
        outcome: done.outcome,
        minutes: done.minutes,
        text: done.text.to_owned(),
        leads_to: (done.next.0, String::new()),
    };
    let what = What::File { entry: Some(entry(&beat, at)), next, line: done.next.1.to_owned(), reason: reason.to_owned() };
    (Act { day: days.today, at, what }, place)
}

/// Other work without a client (B27).
fn errand(days: &Days) -> Act {
    let day = days.ago(2);
    let line = "Price list for the trade fair: check the proof".to_owned();
    let step = NewStep { client_id: None, place: Place::Day(days.today), minute: None, kind: SlipKind::Other, line, agreed: false };
    Act { day, at: days.moment(day, 16 * 60 + 45), what: What::Plan(step) }
}
