//! What follows when a file is filed: one form, one action (B31, B32).
//!
//! Owns the rule that an active file always has an open slip and stands under the earliest one
//! (decision 1), and everything a filing does to the slips. Never writes anything and never asks how
//! full a day is (see [`crate::load`]): it answers with [`Consequences`] that the caller stores whole.

use crate::working::WorkingCalendar;
use crate::{Date, Month, Outcome, Place, SlipId, SlipKind};

#[cfg(test)]
mod tests;

/// From this postponement of one slip on a reason is asked for (decision 6).
pub const POSTPONEMENTS_UNASKED_MAX: u16 = 2;
/// Minutes of a day; a time of day is less.
const DAY_MINUTES: u16 = 24 * 60;

/// An open slip: one planned step on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSlip {
    /// Which slip.
    pub id: SlipId,
    /// Where it stands.
    pub place: Place,
    /// Agreed time of day in minutes from midnight.
    pub minute: Option<u16>,
    /// What it asks for.
    pub kind: SlipKind,
    /// Pinned: the client agreed to this date (decision 2).
    pub agreed: bool,
    /// How often it was put off.
    pub postponed: u16,
}

/// The slip under which a file stands: first by place, then by time of day (none last), then by id.
///
/// `None` only for a closed file.
pub fn earliest(slips: &[OpenSlip]) -> Option<SlipId> {
    earliest_slip(slips).map(|slip| slip.id)
}

fn earliest_slip(slips: &[OpenSlip]) -> Option<&OpenSlip> {
    slips.iter().min_by_key(|slip| (slip.place, slip.minute.unwrap_or(DAY_MINUTES), slip.id))
}

/// Why a file was closed: the only ways out of a binder (decision 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseReason {
    /// The business was done and nothing is left to do.
    Won,
    /// The client went elsewhere.
    Lost,
    /// There is no client any more: the company was dissolved, the person moved away.
    Closed,
    /// The client asked not to be contacted.
    DoNotContact,
    /// The file was erased: nobody can choose it, and nothing brings the file back.
    Erased,
    /// Another file of the same client took it in (E37): nobody can choose it, only taking the two apart undoes it.
    Joined,
}

impl CloseReason {
    /// Every reason that somebody can choose, in its usual order.
    pub const ALL: &'static [CloseReason] = &[CloseReason::Won, CloseReason::Lost, CloseReason::Closed, CloseReason::DoNotContact];

    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            CloseReason::Won => "won",
            CloseReason::Lost => "lost",
            CloseReason::Closed => "closed",
            CloseReason::DoNotContact => "do_not_contact",
            CloseReason::Erased => "erased",
            CloseReason::Joined => "joined",
        }
    }

    /// Reads a reason that can be chosen; `None` for any other text.
    pub fn parse(text: &str) -> Option<CloseReason> {
        CloseReason::ALL.iter().copied().find(|reason| reason.as_str() == text)
    }

    /// The same, and "erased" and "joined", which nobody can choose.
    pub fn stored(text: &str) -> Option<CloseReason> {
        [CloseReason::Erased, CloseReason::Joined].into_iter().find(|reason| reason.as_str() == text).or_else(|| CloseReason::parse(text))
    }
}

/// A file as it is now: active with at least one open slip, or closed with none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNow {
    /// Why it is closed, if it is.
    pub closed: Option<CloseReason>,
    /// Its open slips, in any order.
    pub slips: Vec<OpenSlip>,
}

/// What a person asks for with the filing form, or by dragging a file to a divider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The slip that was worked or is moved; `None` for the one under which the file stands.
    pub slip: Option<SlipId>,
    /// How the contact ended. Without one the step was not done, so its slip moves (B30).
    pub outcome: Option<Outcome>,
    /// What comes next.
    pub next: Next,
    /// Whether a reason was written for putting the slip off.
    pub is_explained: bool,
}

/// What comes next on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Under that divider.
    At {
        /// A day, or a month without one.
        place: Place,
        /// Time of day in minutes from midnight; only with a day.
        minute: Option<u16>,
        /// Whether the client agreed to it.
        agreed: bool,
        /// What to do then.
        kind: SlipKind,
    },
    /// Nothing more: the file is closed.
    Close {
        /// Why.
        reason: CloseReason,
    },
    /// What is planned stays planned, as after an e-mail that came in between.
    Keep,
    /// The step is done and nothing is added: the file stands under the steps that are planned besides.
    Rest,
}

/// A slip to be opened; its id is given when it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewSlip {
    /// Where it stands.
    pub place: Place,
    /// Agreed time of day in minutes from midnight.
    pub minute: Option<u16>,
    /// What it asks for.
    pub kind: SlipKind,
    /// Whether it is pinned.
    pub agreed: bool,
}

/// Everything a filing changes, to be stored in one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consequences {
    /// The slip that was worked and leaves the binder.
    pub done: Option<SlipId>,
    /// The slip that enters it.
    pub opened: Option<NewSlip>,
    /// The slip that was moved undone, as it is afterwards.
    pub moved: Option<OpenSlip>,
    /// Slips that closing takes out, undone.
    pub withdrawn: Vec<SlipId>,
    /// Why the file is closed now.
    pub closed: Option<CloseReason>,
    /// Whether a closed file came back.
    pub reopened: bool,
    /// Where the file stands now; `None` if it is closed.
    pub stands: Option<Place>,
    /// What the person should know; nothing here stops the filing.
    pub warnings: Vec<Warning>,
}

/// What a filing does that may not have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The day is not a working day.
    DayOff(Date),
    /// The file does not stand under the new date, because another slip comes first.
    StandsEarlier {
        /// The slip that comes first.
        slip: SlipId,
        /// Where the file stands.
        place: Place,
    },
    /// A pinned date was left without the step being done (decision 2).
    AgreedLeft {
        /// The slip that was agreed.
        slip: SlipId,
        /// The agreed place.
        place: Place,
    },
    /// The file was closed because the client asked not to be contacted.
    DoNotContact,
}

/// Why a filing cannot be done. Each names what the person has to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The next date is over: name today or later.
    PastDate(Place),
    /// A time of day needs a day: name the day or leave out the time.
    TimeWithoutDay(Month),
    /// There is no such time of day, in minutes from midnight: 0 to 1439.
    NoSuchTime(u16),
    /// The slip is not open any more; somebody else was faster. Read the file again.
    SlipNotOpen(SlipId),
    /// An active file needs a next date or a reason to close it.
    NoNextDate,
    /// It was put off too often to go without a reason: write one.
    ReasonNeeded {
        /// Which postponement this would be.
        postponement: u16,
    },
    /// The file is closed already.
    AlreadyClosed(CloseReason),
}

/// What follows from filing a file.
///
/// With an outcome the slip is done and a new one opened; without one the same slip moves, and
/// moving it to a later place counts as putting it off. A closed file comes back with a next date.
pub fn consequences(file: &FileNow, filing: &Filing, today: Date, calendar: &WorkingCalendar) -> Result<Consequences, Refusal> {
    let worked = worked_slip(file, filing)?;
    let mut consequences = Consequences::default();
    match filing.next {
        Next::Keep => {
            if worked.is_none() && file.closed.is_none() {
                return Err(Refusal::NoNextDate);
            }
        }
        Next::Rest => {
            let done = worked.filter(|_| filing.outcome.is_some() && file.slips.len() > 1).ok_or(Refusal::NoNextDate)?;
            consequences.done = Some(done.id);
        }
        Next::Close { reason } => close(file, filing, worked, reason, &mut consequences)?,
        Next::At { place, minute, agreed, kind } => {
            let next = NewSlip { place, minute, kind, agreed };
            check_next(&next, today)?;
            match worked {
                Some(slip) if filing.outcome.is_none() => {
                    consequences.moved = Some(moved(slip, &next, filing.is_explained)?);
                    if slip.agreed && (slip.place, slip.minute) != (place, minute) {
                        consequences.warnings.push(Warning::AgreedLeft { slip: slip.id, place: slip.place });
                    }
                }
                _ => {
                    consequences.done = worked.map(|slip| slip.id);
                    consequences.opened = Some(next);
                    consequences.reopened = file.closed.is_some();
                }
            }
            warn(file, &next, calendar, &mut consequences);
        }
    }
    consequences.stands = stands(file, &consequences);
    Ok(consequences)
}

/// The slip a filing is about; `None` for a file that has no open slip.
fn worked_slip<'file>(file: &'file FileNow, filing: &Filing) -> Result<Option<&'file OpenSlip>, Refusal> {
    match filing.slip {
        None => Ok(earliest_slip(&file.slips)),
        Some(id) => match file.slips.iter().find(|slip| slip.id == id) {
            Some(slip) => Ok(Some(slip)),
            None => Err(Refusal::SlipNotOpen(id)),
        },
    }
}

fn close(file: &FileNow, filing: &Filing, worked: Option<&OpenSlip>, reason: CloseReason, consequences: &mut Consequences) -> Result<(), Refusal> {
    if let Some(reason) = file.closed {
        return Err(Refusal::AlreadyClosed(reason));
    }
    consequences.done = worked.filter(|_| filing.outcome.is_some()).map(|slip| slip.id);
    for slip in file.slips.iter().filter(|slip| consequences.done != Some(slip.id)) {
        consequences.withdrawn.push(slip.id);
        if slip.agreed {
            consequences.warnings.push(Warning::AgreedLeft { slip: slip.id, place: slip.place });
        }
    }
    consequences.closed = Some(reason);
    Ok(())
}

/// Refuses a next place that is over or a time that cannot be. This month without a day is not over.
fn check_next(next: &NewSlip, today: Date) -> Result<(), Refusal> {
    let is_over = match next.place {
        Place::Day(date) => date < today,
        Place::Month(month) => month < Month::of(today),
    };
    match (next.minute, next.place) {
        _ if is_over => Err(Refusal::PastDate(next.place)),
        (Some(_), Place::Month(month)) => Err(Refusal::TimeWithoutDay(month)),
        (Some(minute), _) if minute >= DAY_MINUTES => Err(Refusal::NoSuchTime(minute)),
        _ => Ok(()),
    }
}

/// The slip after it was moved undone. Giving a month's file a day of that month is not putting it
/// off; taking its day away ("some time this month") is.
fn moved(slip: &OpenSlip, next: &NewSlip, is_explained: bool) -> Result<OpenSlip, Refusal> {
    let is_later = match (slip.place, next.place) {
        (Place::Day(before), Place::Day(after)) => after > before,
        (Place::Day(before), Place::Month(after)) => after >= Month::of(before),
        (Place::Month(before), after) => after.month() > before,
    };
    let postponed = slip.postponed.saturating_add(u16::from(is_later));
    if is_later && postponed > POSTPONEMENTS_UNASKED_MAX && !is_explained {
        return Err(Refusal::ReasonNeeded { postponement: postponed });
    }
    let NewSlip { place, minute, kind, agreed } = *next;
    Ok(OpenSlip { id: slip.id, place, minute, kind, agreed, postponed })
}

fn warn(file: &FileNow, next: &NewSlip, calendar: &WorkingCalendar, consequences: &mut Consequences) {
    if let Place::Day(date) = next.place
        && !calendar.is_working(date)
    {
        consequences.warnings.push(Warning::DayOff(date));
    }
    if file.closed == Some(CloseReason::DoNotContact) {
        consequences.warnings.push(Warning::DoNotContact);
    }
    let staying: Vec<OpenSlip> = staying(file, consequences).copied().collect();
    if let Some(slip) = earliest_slip(&staying).filter(|slip| slip.place < next.place) {
        consequences.warnings.push(Warning::StandsEarlier { slip: slip.id, place: slip.place });
    }
}

/// The slips a filing does not touch.
fn staying<'file>(file: &'file FileNow, consequences: &Consequences) -> impl Iterator<Item = &'file OpenSlip> {
    let touched = [consequences.done, consequences.moved.map(|slip| slip.id)];
    let is_closing = consequences.closed.is_some();
    file.slips.iter().filter(move |slip| !is_closing && !touched.contains(&Some(slip.id)))
}

fn stands(file: &FileNow, consequences: &Consequences) -> Option<Place> {
    let new = consequences.moved.map(|slip| slip.place).or(consequences.opened.map(|slip| slip.place));
    staying(file, consequences).map(|slip| slip.place).chain(new).min()
}

impl FileNow {
    /// The file as it is once the consequences are stored; `opened_id` is the new slip's id.
    pub fn after(&self, consequences: &Consequences, opened_id: SlipId) -> FileNow {
        let opened =
            consequences.opened.map(|NewSlip { place, minute, kind, agreed }| OpenSlip { id: opened_id, place, minute, kind, agreed, postponed: 0 });
        let closed = if consequences.reopened { None } else { consequences.closed.or(self.closed) };
        let slips = staying(self, consequences).copied().chain(consequences.moved).chain(opened).collect();
        FileNow { closed, slips }
    }

    /// Whether it keeps decision 1: active with an open slip, or closed with none.
    pub fn is_sound(&self) -> bool {
        self.closed.is_some() == self.slips.is_empty()
    }

    /// Where the file stands; `None` if it is closed.
    pub fn stands(&self) -> Option<Place> {
        earliest_slip(&self.slips).map(|slip| slip.place)
    }
}
