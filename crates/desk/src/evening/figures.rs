//! All that is counted of one person's day.

use binder::By;
use binder::slips::{IS_MOVED, STAYED_MOVED, moved_word};
use domain::rhythm::is_contact;
use domain::{ClientId, Date, EntryKind, Outcome, PersonId, Place, SlipId, SlipKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use store::{Result, Tx, params};

/// Most lines of one list.
const LINES_MAX: i64 = 600;

/// A line of a list: what, whose file, and something to say of it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The slip.
    pub slip_id: SlipId,
    /// The client; none for other work.
    pub client_id: Option<ClientId>,
    /// The client's name, or the line of other work.
    pub name: String,
    /// What it asked for.
    pub kind: SlipKind,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Planned minutes.
    pub minutes: u32,
    /// Whether its date was agreed.
    pub agreed: bool,
    /// Where it stood, or stands.
    pub place: Place,
    /// At what minute of the day it was agreed.
    pub minute: Option<u16>,
    /// How often it was put off.
    pub postponed: u16,
    /// Minutes of the talk, where they were noted.
    pub spent: u32,
    /// The hour of the contact, and whether it was one.
    pub talked: Option<(i8, bool)>,
}

/// A move away from that day, with its reason.
#[derive(Clone, Debug)]
pub struct MovedAway {
    /// The client, if any.
    pub client_id: Option<ClientId>,
    /// Its name.
    pub name: String,
    /// From where.
    pub from: Place,
    /// Whereto.
    pub to: Place,
    /// Why, if somebody said.
    pub reason: String,
    /// Whether the date it left was agreed.
    pub was_agreed: bool,
}

/// The day in lists and counts.
pub struct Figures {
    /// What was done.
    pub done: Vec<Line>,
    /// What still lies under today or before.
    pub unfiled: Vec<Line>,
    /// What was moved to another day.
    pub moved: Vec<MovedAway>,
    /// Open steps that were put off three times or more.
    pub postponed: Vec<Line>,
    /// Prepared cards that wait for a first call.
    pub prepared: i64,
    /// Steps agreed for that day that were put elsewhere.
    pub agreed_moved: usize,
}

impl Figures {
    /// Reads them; `unfiled` only makes sense of today.
    pub fn read(tx: &mut Tx<'_>, by: &By, person_id: PersonId, day: Date) -> Result<Figures> {
        let (from, until) = by.span_of(day, day);
        let moved = moved(tx, person_id, from, until)?;
        Ok(Figures {
            done: done(tx, &by.zone, person_id, day, from, until)?,
            unfiled: if day == by.today { unfiled(tx, person_id, day)? } else { Vec::new() },
            agreed_moved: moved.iter().filter(|line| line.from == Place::Day(day) && line.was_agreed).count(),
            moved,
            postponed: postponed(tx, person_id)?,
            prepared: tx.one(
                "SELECT count(*) FROM slip s JOIN client c ON c.id = s.client_id
                 WHERE s.person_id = $1 AND s.state = 'open' AND s.kind = 'first' AND c.prepared = 1",
                params![person_id],
            )?,
        })
    }

    /// Planned minutes of what was and is to be done.
    pub fn planned_minutes(&self) -> u32 {
        self.done.iter().chain(&self.unfiled).map(|line| line.minutes).sum()
    }

    /// Minutes that were noted.
    pub fn spent_minutes(&self) -> u32 {
        self.done.iter().map(|line| line.spent).sum()
    }

    /// How many first calls were made.
    pub fn first_calls(&self) -> usize {
        self.done.iter().filter(|line| line.kind == SlipKind::First).count()
    }

    /// Agreed for that day: how many were kept, and of how many.
    pub fn kept(&self, day: Date) -> (usize, usize) {
        let agreed = |line: &&Line| line.agreed && line.place == Place::Day(day);
        let kept = self.done.iter().filter(agreed).count();
        (kept, kept + self.unfiled.iter().filter(agreed).count() + self.agreed_moved)
    }

    /// For each kind: how many, and how they ended.
    pub fn by_kind(&self) -> BTreeMap<SlipKind, BTreeMap<Option<Outcome>, usize>> {
        let mut kinds: BTreeMap<SlipKind, BTreeMap<Option<Outcome>, usize>> = BTreeMap::new();
        for line in &self.done {
            *kinds.entry(line.kind).or_default().entry(line.outcome).or_default() += 1;
        }
        kinds
    }

    /// For each hour: how many tries, and how many reached somebody.
    pub fn by_hour(&self) -> BTreeMap<i8, (usize, usize)> {
        let mut hours: BTreeMap<i8, (usize, usize)> = BTreeMap::new();
        for (hour, is_reached) in self.done.iter().filter_map(|line| line.talked) {
            let counted = hours.entry(hour).or_default();
            counted.0 += 1;
            counted.1 += usize::from(is_reached);
        }
        hours
    }

    /// What is kept when the day is closed.
    pub fn as_json(&self, day: Date) -> Json {
        let (kept, agreed) = self.kept(day);
        json!({
            "done": self.done.len(), "unfiled": self.unfiled.len(), "moved": self.moved.len(), "planned_minutes": self.planned_minutes(),
            "spent_minutes": self.spent_minutes(), "first_calls": self.first_calls(), "kept": kept, "agreed": agreed,
            "reached": self.done.iter().filter(|line| line.talked.is_some_and(|(_, is_reached)| is_reached)).count(),
        })
    }
}

fn done(tx: &mut Tx<'_>, zone: &TimeZone, person_id: PersonId, day: Date, from: i64, until: i64) -> Result<Vec<Line>> {
    // The entry of a slip is found by its client and moment: that is the index there is.
    let rows = tx.rows(
        "SELECT s.id, s.client_id, coalesce(c.name, s.line), s.kind, s.outcome, s.minutes, s.agreed, s.place, s.minute, s.postponed,
                e.seconds, e.at, e.kind, e.outcome
         FROM slip s LEFT JOIN client c ON c.id = s.client_id
         LEFT JOIN entry e ON e.client_id = s.client_id AND e.at >= $3 AND e.at < $4 AND e.slip_id = s.id
         WHERE s.person_id = $1 AND s.state = 'done' AND s.done_on = $2 ORDER BY s.done_at, s.id LIMIT $5",
        params![person_id, day, from, until, LINES_MAX],
    )?;
    let mut lines: Vec<Line> = Vec::new();
    for row in &rows {
        let slip_id = row.get(0)?;
        let at: Option<i64> = row.get(11)?;
        let kind: Option<EntryKind> = row.get(12)?;
        let hour = at.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| at.to_zoned(zone.clone()).hour());
        let talked = hour.zip(kind).filter(|(_, kind)| *kind != EntryKind::Note);
        let is_reached = kind.is_some_and(|kind| row.get(13).is_ok_and(|outcome| is_contact(kind, outcome)));
        let spent = row.get::<Option<i64>>(10)?.map_or(0, |seconds| u32::try_from(seconds.max(0)).unwrap_or(0).div_ceil(60));
        if let Some(last) = lines.last_mut().filter(|line| line.slip_id == slip_id) {
            last.spent += spent;
            continue;
        }
        lines.push(Line {
            slip_id,
            client_id: row.get(1)?,
            name: row.get(2)?,
            kind: row.get(3)?,
            outcome: row.get(4)?,
            minutes: row.get(5)?,
            agreed: row.get(6)?,
            place: row.get(7)?,
            minute: row.get(8)?,
            postponed: row.get(9)?,
            spent,
            talked: talked.map(|(hour, _)| (hour, is_reached)),
        });
    }
    Ok(lines)
}

const OPEN: &str = "SELECT s.id, s.client_id, coalesce(c.name, s.line), s.kind, s.minutes, s.agreed, s.place, s.minute, s.postponed
    FROM slip s LEFT JOIN client c ON c.id = s.client_id WHERE s.person_id = $1 AND s.state = 'open'";

fn open_line(row: &store::Row) -> Result<Line> {
    Ok(Line {
        slip_id: row.get(0)?,
        client_id: row.get(1)?,
        name: row.get(2)?,
        kind: row.get(3)?,
        outcome: None,
        minutes: row.get(4)?,
        agreed: row.get(5)?,
        place: row.get(6)?,
        minute: row.get(7)?,
        postponed: row.get(8)?,
        spent: 0,
        talked: None,
    })
}

/// What lies under today or before, but not in a month without a day.
pub fn unfiled(tx: &mut Tx<'_>, person_id: PersonId, today: Date) -> Result<Vec<Line>> {
    let sql = format!("{OPEN} AND s.place <= $2 AND s.place <> $3 ORDER BY s.place, s.minute, s.id LIMIT $4");
    let rows = tx.rows(&sql, params![person_id, today, Place::Month(domain::Month::of(today)), LINES_MAX])?;
    rows.iter().map(open_line).collect()
}

fn postponed(tx: &mut Tx<'_>, person_id: PersonId) -> Result<Vec<Line>> {
    let rows = tx.rows(&format!("{OPEN} AND s.postponed >= 3 ORDER BY s.postponed DESC, s.id LIMIT $2"), params![person_id, LINES_MAX])?;
    rows.iter().map(open_line).collect()
}

/// What was moved and was not taken back.
fn moved(tx: &mut Tx<'_>, person_id: PersonId, from: i64, until: i64) -> Result<Vec<MovedAway>> {
    let sql = format!(
        "SELECT v.client_id, coalesce(c.name, s.line, ''), v.place_from, v.place_to, v.reason, v.what FROM slip_event v
         LEFT JOIN client c ON c.id = v.client_id LEFT JOIN slip s ON s.id = v.slip_id
         WHERE v.person_id = $1 AND v.at >= $2 AND v.at < $3 AND {IS_MOVED} AND {STAYED_MOVED} AND v.place_from IS NOT NULL AND v.place_to IS NOT NULL
         ORDER BY v.at, v.id LIMIT $4"
    );
    let rows = tx.rows(&sql, params![person_id, from, until, LINES_MAX])?;
    rows.iter()
        .map(|row| {
            Ok(MovedAway {
                client_id: row.get(0)?,
                name: row.get(1)?,
                from: row.get(2)?,
                to: row.get(3)?,
                reason: row.get(4)?,
                was_agreed: row.get::<String>(5)? == moved_word(true),
            })
        })
        .collect()
}
