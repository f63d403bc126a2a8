//! The history of a file: what was said, in what order, and what it led to.
//!
//! Owns which sentence fits which outcome, and the chain of next steps: every beat was planned by the one
//! before it, as in a binder that was really kept.

use crate::acts::{Act, What};
use crate::chance::Chance;
use crate::days::Days;
use crate::words::Words;
use binder::history::NewEntry;
use domain::filing::{CloseReason, Next};
use domain::{Date, EntryKind, Outcome, Place, SlipKind};
use files::clients::NewClient;

/// One contact or note.
#[derive(Clone)]
pub(crate) struct Beat {
    /// The day.
    pub(crate) day: Date,
    /// The minute of the day.
    pub(crate) minute: u16,
    /// What it was.
    pub(crate) kind: EntryKind,
    /// How it ended.
    pub(crate) outcome: Option<Outcome>,
    /// How long it took; 0 = not measured.
    pub(crate) minutes: u16,
    /// What was written.
    pub(crate) text: String,
    /// What the next step is about, if this one led to a next step.
    pub(crate) leads_to: (SlipKind, String),
}

/// How a file stands in the end.
#[derive(Clone)]
pub(crate) enum End {
    /// Under a divider.
    At(Step),
    /// Nowhere: it was closed.
    Closed(CloseReason, String),
}

/// A step that is planned.
#[derive(Clone)]
pub(crate) struct Step {
    /// Where.
    pub(crate) place: Place,
    /// At what minute of the day, if agreed.
    pub(crate) minute: Option<u16>,
    /// What it asks for.
    pub(crate) kind: SlipKind,
    /// What it is about.
    pub(crate) line: String,
    /// Whether the date is agreed.
    pub(crate) agreed: bool,
}

impl Step {
    fn next(&self) -> Next {
        Next::At { place: self.place, minute: self.minute, agreed: self.agreed, kind: self.kind }
    }
}

/// Tells what is said about one client.
pub(crate) struct Teller<'a> {
    pub(crate) words: &'a Words,
    pub(crate) goods: &'a str,
    pub(crate) who: &'a str,
    pub(crate) competitor: &'a str,
    /// How many sentences were said; the next one is another.
    pub(crate) said: usize,
    /// Whether an order was placed before: then there is a delivery to ask about.
    pub(crate) has_ordered: bool,
}

impl Teller<'_> {
    /// A sentence of the list with the client's own words in it.
    pub(crate) fn say(&mut self, list: &[&str]) -> String {
        self.said += 1;
        // A contact takes two sentences, what was said and what comes next: half the count walks through every list.
        let template = list.get((self.said / 2) % list.len().max(1)).copied().unwrap_or_default();
        template.replace("{p}", self.goods).replace("{w}", self.who).replace("{c}", self.competitor)
    }

    /// What was planned when the file was made.
    pub(crate) fn first_line(&mut self) -> String {
        self.say(self.words.first_line)
    }

    /// What happened when a step of that kind was worked, and what it led to.
    fn contact(&mut self, chance: &mut Chance, kind: SlipKind, is_first: bool, wished: Option<Outcome>) -> Beat {
        let words = self.words;
        let (kind, outcome, minutes, text, leads_to) = match kind {
            SlipKind::Email if wished.is_none() => {
                (EntryKind::EmailOut, None, 0, self.say(words.email), (SlipKind::Call, self.say(words.after_email)))
            }
            SlipKind::Visit => {
                let text = self.say(words.visit);
                (
                    EntryKind::Visit,
                    Some(wished.unwrap_or(Outcome::Reached)),
                    chance.between(48, 72),
                    text,
                    (after_visit(chance), self.say(words.after_visit)),
                )
            }
            SlipKind::Meeting => {
                let text = self.say(words.meeting);
                (
                    EntryKind::Meeting,
                    Some(wished.unwrap_or(Outcome::Reached)),
                    chance.between(48, 72),
                    text,
                    (SlipKind::Email, self.say(words.after_visit)),
                )
            }
            _ => {
                let outcome = wished.unwrap_or_else(|| call_outcome(chance, is_first));
                let (text, leads_to) = self.call(chance, outcome, is_first);
                let minutes = if outcome == Outcome::NoAnswer { 0 } else { chance.between(5, 11) };
                (EntryKind::CallOut, Some(outcome), minutes, text, leads_to)
            }
        };
        Beat { day: Date::ZERO, minute: chance.between(8 * 60, 16 * 60 + 40) as u16, kind, outcome, minutes: minutes as u16, text, leads_to }
    }

    fn call(&mut self, chance: &mut Chance, outcome: Outcome, is_first: bool) -> (String, (SlipKind, String)) {
        let words = self.words;
        match outcome {
            Outcome::Reached => {
                let list = if self.has_ordered { words.reached_later } else { words.reached };
                let text = self.say(if is_first { words.first_reached } else { list });
                let kind = [SlipKind::Call, SlipKind::Email, SlipKind::Visit, SlipKind::Meeting][chance.weighted(&[70, 20, 7, 3])];
                let line = if kind == SlipKind::Email || kind == SlipKind::Visit { words.after_visit } else { words.after_reached };
                (text, (kind, self.say(line)))
            }
            Outcome::NoAnswer => (self.say(words.no_answer), (SlipKind::Call, self.say(words.after_no_answer))),
            Outcome::CallBack => (self.say(words.call_back), (SlipKind::Callback, self.say(words.after_call_back))),
            Outcome::SaidNo => (self.say(words.said_no), (SlipKind::Call, self.say(words.after_said_no))),
            Outcome::Agreed => {
                self.has_ordered = true;
                (self.say(words.agreed), (SlipKind::Call, self.say(words.after_agreed)))
            }
        }
    }
}

fn after_visit(chance: &mut Chance) -> SlipKind {
    if chance.happens(40) { SlipKind::Email } else { SlipKind::Call }
}

fn call_outcome(chance: &mut Chance, is_first: bool) -> Outcome {
    let weights = if is_first { [65, 20, 15, 0, 0] } else { [45, 20, 12, 10, 13] };
    Outcome::ALL[chance.weighted(&weights)]
}

/// A history on these days, the earliest first. `last` says how the last contact ended, if that is known.
pub(crate) fn tell(chance: &mut Chance, teller: &mut Teller<'_>, on: &[Date], last: Option<Outcome>) -> Vec<Beat> {
    let mut beats: Vec<Beat> = Vec::new();
    let mut kind = SlipKind::First;
    for (index, day) in on.iter().enumerate() {
        let wished = last.filter(|_| index + 1 == on.len());
        let mut beat = teller.contact(chance, kind, index == 0, wished);
        beat.day = *day;
        kind = beat.leads_to.0;
        let minute = beat.minute;
        beats.push(beat);
        if chance.happens(16) && index + 1 < on.len() {
            beats.push(between(chance, teller, *day, minute));
        }
    }
    beats
}

/// What came in or was noted between two contacts; what is planned stays planned.
pub(crate) fn between(chance: &mut Chance, teller: &mut Teller<'_>, day: Date, after_minute: u16) -> Beat {
    let words = teller.words;
    let is_email = chance.happens(50);
    let (kind, text) = if is_email { (EntryKind::EmailIn, teller.say(words.email_in)) } else { (EntryKind::Note, teller.say(words.note)) };
    let minute = (usize::from(after_minute) + chance.between(15, 55)).min(17 * 60) as u16;
    Beat { day, minute, kind, outcome: None, minutes: 0, text, leads_to: (SlipKind::Call, String::new()) }
}

/// What is done to a file from its making to its end.
pub(crate) struct Course {
    /// The client; its place and first step are filled in here.
    pub(crate) client: NewClient,
    /// The day on which the file was made.
    pub(crate) made_on: Date,
    /// Its history.
    pub(crate) beats: Vec<Beat>,
    /// Where it stood before it was put off, with the day on which that was done.
    pub(crate) put_off: Vec<Date>,
    /// How it stands in the end.
    pub(crate) end: End,
}

/// The acts of a course: making, each beat with the step it led to, putting off.
pub(crate) fn acts(course: Course, days: &Days) -> Vec<Act> {
    let Course { mut client, made_on, beats, put_off, end } = course;
    // The steps in order: one for each contact, then the end.
    let mut steps: Vec<Step> = Vec::new();
    let mut leading = (client.slip_kind, client.line.clone());
    for beat in beats.iter().filter(|beat| is_contact(beat.kind)) {
        let kind = if steps.is_empty() { leading.0 } else { slip_kind(beat.kind, leading.0) };
        steps.push(Step { place: Place::Day(beat.day), minute: None, kind, line: leading.1, agreed: false });
        leading = beat.leads_to.clone();
    }
    if let End::At(step) = &end {
        let place = put_off.first().map_or(step.place, |day| Place::Day(*day));
        steps.push(Step { place, ..step.clone() });
    }
    let mut steps = steps.into_iter();
    if let Some(first) = steps.next() {
        (client.place, client.minute, client.slip_kind, client.line, client.agreed) =
            (first.place, first.minute, first.kind, first.line, first.agreed);
    }
    let mut acts = vec![Act { day: made_on, at: days.moment(made_on, 8 * 60), what: What::Make(Box::new(client)) }];
    for beat in beats {
        let at = days.moment(beat.day, beat.minute);
        let (next, line, reason) = match (is_contact(beat.kind), &end) {
            (false, _) => (Next::Keep, String::new(), String::new()),
            (true, end) => match (steps.next(), end) {
                (Some(step), _) => (step.next(), step.line, String::new()),
                (None, End::Closed(reason, note)) => (Next::Close { reason: *reason }, String::new(), note.clone()),
                (None, End::At(step)) => (step.next(), step.line.clone(), String::new()),
            },
        };
        acts.push(Act { day: beat.day, at, what: What::File { entry: Some(entry(&beat, at)), next, line, reason } });
    }
    if let End::At(step) = end {
        acts.extend(putting_off(&put_off, &step, days));
    }
    acts
}

/// The file was moved undone in the evening of each day on which it stood.
fn putting_off(put_off: &[Date], step: &Step, days: &Days) -> Vec<Act> {
    let mut acts = Vec::new();
    for (index, day) in put_off.iter().enumerate() {
        let place = put_off.get(index + 1).map_or(step.place, |day| Place::Day(*day));
        let next = Next::At { place, minute: None, agreed: step.agreed, kind: step.kind };
        let what = What::File { entry: None, next, line: String::new(), reason: String::new() };
        acts.push(Act { day: *day, at: days.moment(*day, 17 * 60), what });
    }
    acts
}

/// A line of history.
pub(crate) fn entry(beat: &Beat, at: i64) -> NewEntry {
    let seconds = (beat.minutes > 0).then(|| u32::from(beat.minutes) * 60);
    NewEntry { at, kind: beat.kind, outcome: beat.outcome, seconds, text: beat.text.clone() }
}

fn is_contact(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::CallOut | EntryKind::EmailOut | EntryKind::Visit | EntryKind::Meeting)
}

/// The step that a contact fulfils: the one it was led to, unless it turned out to be another.
fn slip_kind(entry: EntryKind, led_to: SlipKind) -> SlipKind {
    match entry {
        EntryKind::EmailOut => SlipKind::Email,
        EntryKind::Visit => SlipKind::Visit,
        EntryKind::Meeting => SlipKind::Meeting,
        _ if matches!(led_to, SlipKind::Callback | SlipKind::First) => led_to,
        _ => SlipKind::Call,
    }
}
