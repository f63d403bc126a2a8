//! From what is stored to what stands on a sheet, in the reader's language. Never reads anything.

use super::dividers::capital;
use super::gathered::{Behind, Gathered};
use super::printed::{date_in_full, moment_in_full};
use super::stack::PaperDay;
use crate::day::Card as DayCard;
use crate::day::view::{pile_heading, piles_of};
use crate::hand_over::{went, writer};
use crate::open_file::view::{close_key, entry_key, kind_key, outcome_key};
use binder::By;
use binder::history::Move;
use domain::natural_date::{month_in_date, write_long, write_short};
use domain::{ClientId, Date, EntryKind, Outcome, Place, SlipKind};
use files::own_fields::Said;
use files::own_forms::FilledIn;
use jiff::tz::TimeZone;
use paper::{Call, CallHeads, CallSheet, Card, Document, Entry, File, FileHeads, Form, Line, Part, Pile, Text};
use std::collections::BTreeMap;
use web::{Ask, Texts};

/// A column of the card, its message and whether an empty one is a line to write on.
type Column = (&'static str, &'static str, bool);

/// The columns of the card in their groups, each with its heading.
const PARTS: [(&str, &[Column]); 3] = [
    (
        "paper-part-company",
        &[
            ("company", "card-company", false),
            ("town", "card-town", false),
            ("address", "card-address", true),
            ("country", "card-country", false),
            ("website", "card-website", false),
            ("source", "card-source", false),
        ],
    ),
    (
        "paper-part-needs",
        &[
            ("needs", "card-needs", true),
            ("expects", "card-expects", true),
            ("decides", "card-decides", true),
            ("competitor", "card-competitor", true),
        ],
    ),
    (
        "paper-part-person",
        &[
            ("birthday", "card-birthday", true),
            ("interests", "card-interests", true),
            ("preferred_channel", "card-preferred_channel", false),
            ("consent", "card-consent", false),
            ("language", "card-language", false),
            ("time_zone", "card-time_zone", false),
            ("tags", "card-tags", false),
            ("note", "card-note", false),
        ],
    ),
];

/// Who reads, where and when.
pub(super) struct Words<'a> {
    texts: Texts<'a>,
    today: Date,
    zone: TimeZone,
}

impl<'a> Words<'a> {
    pub(super) fn of(ask: &'a Ask, by: &By) -> Self {
        Words { texts: ask.texts(), today: by.today, zone: by.zone.clone() }
    }

    fn say(&self, key: &str) -> Text {
        self.texts.say(key).into()
    }

    fn line(&self, key: &str, value: impl Into<Text>) -> Line {
        Line { label: self.say(key), value: value.into() }
    }

    /// A card with nothing on it but its questions.
    pub(super) fn blank(&self) -> Card {
        let reaches = ["card-phone", "card-email", "card-messenger"].map(|key| self.line(key, ""));
        let mut parts: Vec<Part> = PARTS.iter().map(|(title, rows)| self.part(title, rows, |_| Some(String::new()))).collect();
        if let Some(person) = parts.last_mut() {
            person.lines.splice(0..0, [self.line("card-contact", ""), self.line("card-position", "")]);
        }
        Card {
            title: self.say("information-card"),
            name: self.line("paper-client", ""),
            reaches: reaches.to_vec(),
            parts,
            notes: self.say("paper-notes"),
            continued: self.say("paper-continued"),
            ..Card::default()
        }
    }

    /// What is known of a client; of what matters most and is not known, a line to write on.
    pub(super) fn card(&self, client: &Gathered) -> Card {
        let text = |column: &str| client.texts.get(column).cloned().unwrap_or_default();
        let mut parts = vec![self.last_talk(client)];
        parts.extend(PARTS.iter().map(|(title, rows)| {
            self.part(title, rows, |(column, is_asked)| match text(column) {
                found if found.is_empty() && !is_asked => None,
                found if column == "birthday" => Some(self.birthday(&found)),
                found => Some(found),
            })
        }));
        parts.push(self.own_part(client));
        parts.retain(|part| !part.lines.is_empty());
        let has_phone = client.reaches.iter().any(|(kind, _)| kind == "phone");
        let mut reaches: Vec<Line> = client.reaches.iter().map(|(kind, typed)| self.line(reach_key(kind), typed)).collect();
        if !has_phone {
            reaches.insert(0, self.line("card-phone", ""));
        }
        Card {
            title: self.say("information-card"),
            name: self.line("paper-client", &client.name),
            tag: match (client.closed, client.is_top) {
                (Some(reason), _) => self.say(close_key(reason)),
                (None, true) => self.say("tag-top"),
                (None, false) => Text::default(),
            },
            about: client.contact.as_str().into(),
            ask: self.why(client),
            reaches,
            parts,
            notes: self.say("paper-notes"),
            continued: self.say("paper-continued"),
        }
    }

    /// The fields of the company's own; those of the people there with their names.
    fn own_part(&self, client: &Gathered) -> Part {
        let yes_no = (self.texts.say("form-yes"), self.texts.say("form-no"));
        let line = |said: &Said| Line {
            label: said.label(self.texts.language).into(),
            value: said.answer.say(&said.field, self.texts.language, (&yes_no.0, &yes_no.1)).into(),
        };
        Part { title: self.say("own-fields-on-card"), lines: client.own.iter().map(line).collect() }
    }

    fn part(&self, title: &str, rows: &[(&str, &str, bool)], value: impl Fn((&str, bool)) -> Option<String>) -> Part {
        let lines = rows.iter().filter_map(|(column, key, is_asked)| Some(self.line(key, value((column, *is_asked))?)));
        Part { title: self.say(title), lines: lines.collect() }
    }

    /// When it stands next and what about; nothing for a closed file.
    fn why(&self, client: &Gathered) -> Line {
        let Some(place) = client.place else { return Line::default() };
        let value = if client.why.is_empty() { self.texts.say("paper-no-line") } else { client.why.clone() };
        Line { label: capital(&write_short(place, self.today, self.texts.language)).into(), value: value.into() }
    }

    /// The last talk, how it ended and what was offered (B9).
    fn last_talk(&self, client: &Gathered) -> Part {
        let mut lines = Vec::new();
        if let Some(at) = client.last_at {
            let what = client.last_kind.map(|kind| self.what(kind, client.last_outcome)).unwrap_or_default();
            lines.push(self.line("paper-last-when", format!("{} · {what}", moment_in_full(at, &self.zone, self.texts.language))));
        }
        if !client.last_line.is_empty() {
            lines.push(self.line("paper-last-said", &client.last_line));
        }
        Part { title: self.say("paper-part-last"), lines }
    }

    fn what(&self, kind: EntryKind, outcome: Option<Outcome>) -> String {
        let kind = self.texts.say(entry_key(kind));
        outcome.map_or(kind.clone(), |outcome| format!("{kind} · {}", self.texts.say(outcome_key(outcome))))
    }

    /// "5 December 1980" of 1980-12-05, "5 December" of --12-05, else as it was typed.
    fn birthday(&self, stored: &str) -> String {
        let language = self.texts.language;
        if let Ok(date) = stored.parse::<Date>() {
            return date_in_full(date, language);
        }
        let day = stored.strip_prefix("--").and_then(|rest| rest.split_once('-'));
        match day.and_then(|(month, day)| Some((month.parse::<i8>().ok()?, day.parse::<i8>().ok()?))) {
            Some((month, day)) => format!("{day} {}", month_in_date(month, language)),
            None => stored.to_owned(),
        }
    }

    /// Card, history and forms of one client.
    pub(super) fn file(&self, client: &Gathered, behind: Behind) -> File {
        File {
            card: self.card(client),
            heads: FileHeads { history: self.say("history"), forms: self.say("forms-filled"), documents: self.say("documents-title") },
            entries: self.history(&behind),
            cut: match behind.older {
                0 => Text::default(),
                older => self.texts.with("paper-older", &[("count", (older as i64).into())]).into(),
            },
            forms: behind.forms.iter().map(|form| self.form(form)).collect(),
            documents: behind
                .documents
                .iter()
                .map(|(name, kind, at)| Document {
                    name: name.as_str().into(),
                    about: kind.as_str().into(),
                    when: moment_in_full(*at, &self.zone, self.texts.language).into(),
                })
                .collect(),
        }
    }

    /// What was said and what happened meanwhile, newest first.
    fn history(&self, behind: &Behind) -> Vec<Entry> {
        let mut all = Vec::with_capacity(behind.entries.len() + behind.moves.len());
        let mut moves = behind.moves.iter().peekable();
        for entry in &behind.entries {
            while let Some(one) = moves.next_if(|one| one.at >= entry.at) {
                all.push(self.one_move(one));
            }
            all.push(self.entry(entry, !behind.forms.is_empty()));
        }
        all.extend(moves.map(|one| self.one_move(one)));
        all
    }

    fn one_move(&self, one: &Move) -> Entry {
        let (what, by) = went(&self.texts, one, self.today);
        let when = moment_in_full(one.at, &self.zone, self.texts.language).into();
        Entry { when, what: what.into(), by: by.into(), note: one.reason.as_str().into(), beside: Text::default() }
    }

    /// A line of history. A form that was filled stands whole among the forms: here its name is enough.
    fn entry(&self, entry: &binder::history::Entry, has_forms: bool) -> Entry {
        let language = self.texts.language;
        let is_undone = entry.correction.as_ref().is_some_and(|correction| correction.text.is_none());
        let minutes = entry.seconds.map(|seconds| self.texts.duration((seconds.max(0) as u32).div_ceil(60)));
        let undone = is_undone.then(|| self.texts.say("entry-taken-back"));
        let by: Vec<String> = [minutes, Some(writer(&self.texts, entry)), undone].into_iter().flatten().collect();
        let text = if entry.kind == EntryKind::Form && has_forms { entry.text.lines().next().unwrap_or("") } else { &entry.text };
        let (note, beside) = match &entry.correction {
            Some(correction) if let Some(now) = &correction.text => {
                let when = moment_in_full(correction.at, &self.zone, language);
                let said = self.texts.with("entry-corrected", &[("name", correction.person.as_str().into()), ("when", when.into())]);
                (now.as_str(), format!("{said} {text}"))
            }
            _ => (text, String::new()),
        };
        Entry {
            when: moment_in_full(entry.at, &self.zone, language).into(),
            what: self.what(entry.kind, entry.outcome).into(),
            by: by.join(" · ").into(),
            note: note.into(),
            beside: beside.into(),
        }
    }

    fn form(&self, form: &FilledIn) -> Form {
        let language = self.texts.language;
        let (yes, no) = (self.texts.say("form-yes"), self.texts.say("form-no"));
        let answered = form.fields.iter().filter_map(|field| Some((field, form.answers.get(&field.key)?)));
        Form {
            title: form.names.say(language).into(),
            about: format!("{} · {}", moment_in_full(form.at, &self.zone, language), form.person).into(),
            lines: answered.map(|(field, answer)| Line::new(field.label.say(language), answer.say(field, language, (&yes, &no)))).collect(),
        }
    }

    /// The call sheet of a day.
    pub(super) fn calls(&self, day: &PaperDay, clients: &BTreeMap<ClientId, &Gathered>) -> CallSheet {
        let minutes: u32 = day.cards.iter().map(|(_, card)| u32::from(card.minutes)).sum();
        let piles = piles_of(&day.cards).into_iter().map(|(pile, put_last, cards)| Pile {
            title: pile_heading(&self.texts, pile, put_last, &cards).into(),
            calls: cards.iter().map(|card| self.call(day.place, card, clients)).collect(),
        });
        let is_full = day.cards.len() as i64 >= crate::day::CARDS_MAX;
        CallSheet {
            day: capital(&write_long(day.place, self.today, self.texts.language)).into(),
            about: self
                .texts
                .with("paper-calls-about", &[("count", day.cards.len().into()), ("planned", self.texts.duration(minutes).into())])
                .into(),
            heads: CallHeads {
                time: self.say("paper-time"),
                client: self.say("paper-client"),
                ask: self.say("paper-ask"),
                write: self.say("paper-write"),
                outcome: self.say("outcome"),
                next: self.say("next"),
            },
            piles: piles.collect(),
            cut: if is_full { self.texts.with("paper-calls-cut", &[("count", day.cards.len().into())]).into() } else { Text::default() },
        }
    }

    fn call(&self, place: Place, card: &DayCard, clients: &BTreeMap<ClientId, &Gathered>) -> Call {
        let client = card.client_id.and_then(|id| clients.get(&id));
        let phones = client.iter().flat_map(|client| &client.reaches).filter(|(kind, _)| kind == "phone").take(2);
        let last = client.map(|client| match client.last_at {
            Some(at) if !client.last_line.is_empty() => format!("{}: {}", self.day_of(at), client.last_line),
            _ => client.last_line.clone(),
        });
        Call {
            time: match card.minute {
                Some(minute) => crate::day::view::clock(minute).into(),
                None if matches!(card.kind, SlipKind::First | SlipKind::Callback) => self.say("kind-call"),
                None => self.say(kind_key(card.kind)),
            },
            name: card.name.as_str().into(),
            company: client.map(|client| client.contact.as_str()).unwrap_or("").into(),
            phone: phones.map(|(_, typed)| typed.as_str()).collect::<Vec<_>>().join(", ").into(),
            last: last.unwrap_or_default().into(),
            ask: match (card.client_id, card.place == place) {
                (None, _) => Text::default(),
                (Some(_), true) => card.line.as_str().into(),
                // Carried over, or of another day of the month: when it stood says how urgent it is.
                (Some(_), false) => format!("{} · {}", write_short(card.place, self.today, self.texts.language), card.line).into(),
            },
        }
    }

    fn day_of(&self, at: i64) -> String {
        let moment = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone());
        write_short(Place::Day(moment.date()), self.today, self.texts.language)
    }
}

fn reach_key(kind: &str) -> &'static str {
    match kind {
        "phone" => "card-phone",
        "email" => "card-email",
        _ => "card-messenger",
    }
}
