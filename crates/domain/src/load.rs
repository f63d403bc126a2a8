//! How much a day holds, what can move out of it, and where work goes instead.
//!
//! Owns planned minutes (B29), overload and the choice of what may move (B30, decision 7), dealing
//! many files evenly over days (decision 5) and the date suggested after an outcome. Never moves
//! anything: every answer here is a proposal that a person confirms.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::ToSpan;

use crate::working::{WorkingCalendar, days_later};
use crate::{Date, Outcome, SlipId, SlipKind};

#[cfg(test)]
mod tests;

/// How many measured slips the default weighs as much as.
const DEFAULT_WEIGHT: u64 = 5;
/// The longest a slip is ever planned for, in minutes.
const PLANNED_MINUTES_MAX: u64 = 480;
/// From this share of the capacity on a day counts as tight, percent.
const TIGHT_PERCENT: u32 = 85;
/// How far from the ideal day a suggestion looks for room.
const SUGGESTION_DAYS_MAX: i32 = 14;

/// What a person's own log says about one kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learned {
    /// Minutes assumed while little is measured; a person may edit it.
    pub default_minutes: u16,
    /// Minutes of all measured slips together.
    pub sum: u64,
    /// How many slips were measured.
    pub count: u32,
}

impl Learned {
    /// Nothing measured yet.
    pub fn nothing(kind: SlipKind) -> Learned {
        Learned { default_minutes: default_minutes(kind), sum: 0, count: 0 }
    }

    /// Minutes to plan: the mean of the log, drawn towards the default while the log is short, 1 to 480.
    pub fn planned_minutes(self) -> u16 {
        let weight = DEFAULT_WEIGHT + u64::from(self.count);
        let sum = self.sum.saturating_add(u64::from(self.default_minutes) * DEFAULT_WEIGHT);
        let mean = sum.saturating_add(weight / 2) / weight;
        mean.clamp(1, PLANNED_MINUTES_MAX) as u16
    }
}

/// Minutes assumed for a kind of slip before anything is measured.
pub fn default_minutes(kind: SlipKind) -> u16 {
    match kind {
        SlipKind::Call => 8,
        SlipKind::First | SlipKind::Email => 10,
        SlipKind::Callback => 6,
        SlipKind::Visit | SlipKind::Meeting => 60,
        SlipKind::Other => 15,
    }
}

/// Minutes to plan for a slip of this kind, with what the person's log taught, if anything.
pub fn planned_minutes(kind: SlipKind, learned: Option<Learned>) -> u16 {
    learned.unwrap_or(Learned::nothing(kind)).planned_minutes()
}

/// How full a day is, in four steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is planned.
    Free,
    /// There is room.
    Fits,
    /// 85 % of the capacity or more.
    Tight,
    /// More than the day holds.
    Over,
}

/// What is planned for a day against what it holds (B29).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayLoad {
    /// Planned minutes of all slips.
    pub planned_minutes: u32,
    /// Minutes worked less fixed appointments.
    pub capacity_minutes: u32,
    /// Files that stand there.
    pub files: u32,
}

impl DayLoad {
    /// Minutes too much; 0 when the day can be done.
    pub fn over_by(self) -> u32 {
        self.planned_minutes.saturating_sub(self.capacity_minutes)
    }

    /// Minutes still free.
    pub fn free_minutes(self) -> u32 {
        self.capacity_minutes.saturating_sub(self.planned_minutes)
    }

    /// Planned minutes in percent of the capacity, at most 999 (so is anything planned on a day off).
    pub fn percent(self) -> u32 {
        match (self.planned_minutes, self.capacity_minutes) {
            (0, _) => 0,
            (_, 0) => 999,
            (planned, capacity) => (u64::from(planned) * 100 / u64::from(capacity)).min(999) as u32,
        }
    }

    /// How full the day is.
    pub fn level(self) -> Level {
        if self.planned_minutes == 0 {
            Level::Free
        } else if self.over_by() > 0 {
            Level::Over
        } else if self.percent() >= TIGHT_PERCENT {
            Level::Tight
        } else {
            Level::Fits
        }
    }
}

/// A slip of a full day, as far as moving it is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySlip {
    /// Which slip.
    pub id: SlipId,
    /// What it asks for.
    pub kind: SlipKind,
    /// Planned minutes.
    pub minutes: u16,
    /// Pinned to a date agreed with the client (decision 2).
    pub agreed: bool,
    /// A promise to the client falls due with it.
    pub promised: bool,
    /// The client is of the first rank by value, so is not made to wait.
    pub first_ranked: bool,
    /// What the client is worth, in any unit that compares; the least valuable move first.
    pub value: i64,
    /// How often it was put off already.
    pub postponed: u16,
}

impl DaySlip {
    /// Whether it can move without breaking a promise or an agreement (B30, decision 7).
    pub fn is_movable(&self) -> bool {
        !self.agreed && !self.promised && !self.first_ranked && self.kind != SlipKind::Callback
    }
}

/// Whether a slip is a promise to the client: a call-back, or any time of day that was named (B30).
pub fn is_promised(kind: SlipKind, minute: Option<u16>) -> bool {
    kind == SlipKind::Callback || minute.is_some()
}

/// The slips of a day that may move, the first to move first: least valuable, least often put off.
pub fn movable(slips: &[DaySlip]) -> Vec<DaySlip> {
    let mut movable: Vec<DaySlip> = slips.iter().copied().filter(DaySlip::is_movable).collect();
    movable.sort_by_key(|slip| (slip.value, slip.postponed, slip.id));
    movable
}

/// Which slips to move where so that `over_by` minutes leave the day: the first movable ones, no
/// more than needed, each to the earliest day that still has room for it.
///
/// `free_days` are the days to move to with their free minutes. When these have no room for enough
/// slips, the answer holds what does fit; an overload is never pushed onto another full day.
pub fn propose_moves(slips: &[DaySlip], over_by: u32, free_days: &[(Date, u32)]) -> Vec<(SlipId, Date)> {
    let mut free_days = free_days.to_vec();
    free_days.sort_unstable();
    let mut moves: Vec<(DaySlip, Date)> = Vec::new();
    let mut moved_minutes = 0;
    for slip in movable(slips) {
        if moved_minutes >= over_by {
            break;
        }
        let minutes = u32::from(slip.minutes);
        if let Some((date, free)) = free_days.iter_mut().find(|(_, free)| *free >= minutes) {
            *free -= minutes;
            moved_minutes += minutes;
            moves.push((slip, *date));
        }
    }
    // A long slip taken last can make short ones taken before it needless; the most valuable stay first.
    let mut position = moves.len();
    while position > 0 {
        position -= 1;
        let without = moved_minutes - u32::from(moves[position].0.minutes);
        if without >= over_by {
            moved_minutes = without;
            moves.remove(position);
        }
    }
    moves.into_iter().map(|(slip, date)| (slip.id, date)).collect()
}

/// A day that is being dealt to.
struct Dealt {
    date: Date,
    free: u64,
    given: u64,
}

impl Dealt {
    /// Which of two days would be the less full, by share of its free minutes, with `minutes` more.
    fn share_cmp(&self, other: &Dealt, minutes: u64) -> Ordering {
        // Shares compared crosswise: exact, and a day without free minutes comes last by itself.
        let mine = (self.given + minutes) * other.free;
        let theirs = (other.given + minutes) * self.free;
        mine.cmp(&theirs).then(self.free.cmp(&other.free).reverse()).then(self.date.cmp(&other.date))
    }

    /// Minutes given beyond what was free; negative while there is room.
    fn excess(&self) -> i64 {
        self.given as i64 - self.free as i64
    }
}

/// Deals every item to exactly one of the days, evenly over their free minutes (decision 5).
///
/// Each item, in the order given, goes to the day it fills by the smallest share, so all days fill
/// alike and the first items are spread as well as the last. An item that fits nowhere goes to the
/// day with the least excess: what is too much is too much everywhere by the same minutes. Answers
/// in the order of the items; empty if there are no days. Takes items × days steps.
pub fn deal<Id: Copy>(items: &[(Id, u16)], days: &[(Date, u32)]) -> Vec<(Id, Date)> {
    let mut dealt_days: Vec<Dealt> = days.iter().map(|&(date, free)| Dealt { date, free: u64::from(free), given: 0 }).collect();
    let mut dealt = Vec::with_capacity(items.len());
    for &(id, minutes) in items {
        // An item of no minutes still is a file to open; it must not pile up on one day.
        let minutes = u64::from(minutes.max(1));
        let fits = dealt_days.iter_mut().filter(|day| day.given + minutes <= day.free).min_by(|one, other| one.share_cmp(other, minutes));
        let day = match fits {
            Some(day) => day,
            None => match dealt_days.iter_mut().min_by_key(|day| (day.excess(), day.date)) {
                Some(day) => day,
                None => return dealt,
            },
        };
        day.given += minutes;
        dealt.push((id, day.date));
    }
    dealt
}

/// Why a date is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The client is usually in touch at this interval.
    Rhythm,
    /// No rhythm is known: a week after a talk.
    Week,
    /// Nobody answered: try again on the next working day.
    NextWorkingDay,
    /// The client asked to be called back: the next working day, full or not.
    CallBack,
    /// The client said no: give it three months.
    ThreeMonths,
}

/// A suggested next date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// A working day after today.
    pub date: Date,
    /// What the suggestion rests on.
    pub reason: Reason,
    /// Whether a fuller day nearer to the ideal was passed over.
    pub for_room: bool,
}

/// Suggests when to be in touch next: the working day with room that is nearest to the ideal day.
///
/// `minutes` is how long the next slip will take; `loads` holds the days on which anything is
/// planned, all others are free. If no day within two weeks of the ideal has room, it is the
/// working day nearest to the ideal from there on.
pub fn suggest(
    outcome: Outcome,
    rhythm_days: Option<u16>,
    minutes: u16,
    today: Date,
    calendar: &WorkingCalendar,
    loads: &BTreeMap<Date, DayLoad>,
) -> Suggestion {
    let week = days_later(today, 7);
    let (ideal, reason) = match (outcome, rhythm_days) {
        (Outcome::Reached, Some(days)) if days > 0 => (days_later(today, i32::from(days)), Reason::Rhythm),
        (Outcome::Reached | Outcome::Agreed, _) => (week, Reason::Week),
        (Outcome::NoAnswer, _) => (calendar.next_working_after(today), Reason::NextWorkingDay),
        (Outcome::CallBack, _) => (calendar.next_working_after(today), Reason::CallBack),
        (Outcome::SaidNo, _) => (today.saturating_add(3.months()), Reason::ThreeMonths),
    };
    let ideal_working = calendar.next_working(ideal);
    // A call-back asked for is as good as promised: no lack of room puts it off.
    if reason == Reason::CallBack {
        return Suggestion { date: ideal_working, reason, for_room: false };
    }
    let has_room = |date: Date| match loads.get(&date) {
        Some(load) => load.free_minutes() >= u32::from(minutes),
        None => calendar.minutes(date) >= minutes,
    };
    let nearby = |date: &Date| *date > today && calendar.is_working(*date);
    let outwards = || (0..=SUGGESTION_DAYS_MAX).flat_map(|away| [days_later(ideal, away), days_later(ideal, -away)]);
    let nearest = outwards().find(nearby).unwrap_or(ideal_working);
    let date = outwards().filter(nearby).find(|date| has_room(*date)).unwrap_or(nearest);
    Suggestion { date, reason, for_room: date != nearest }
}
