//! The dividers of a binder: which one shows a place, and the strip of them all.
//!
//! Owns the two ways of looking (numbered 1 to 31, or dated working days; B15 to B18, B38) and the
//! month end (B35, B36). Never changes where a file stands: the stored [`Place`] is the truth, a
//! divider is only a view of it (decision 3), so changing the mode or the day loses nothing (B37).
//!
//! Both modes rest on one idea. From today up to [`BinderSettings::last_day`] every day has its own
//! divider; whatever is later stands under its month; whatever is earlier is carried over to today.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::working::{WorkingCalendar, days, days_later};
use crate::{Date, Month, Place};

#[cfg(test)]
mod tests;

/// How many months after the current one the strip always shows.
const MONTHS_SHOWN: i32 = 12;
/// How many past days the strip can show to the left of today.
const PAST_DAYS_MAX: i32 = 31;

/// How a person's day dividers are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Thirty-one numbers, used again every month (B15).
    #[default]
    Numbered,
    /// One for each working day of one to three months (B38).
    Dated,
}

impl Mode {
    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Numbered => "numbered",
            Mode::Dated => "dated",
        }
    }

    /// Reads the stored spelling; `None` for any other text.
    pub fn parse(text: &str) -> Option<Mode> {
        [Mode::Numbered, Mode::Dated].into_iter().find(|mode| mode.as_str() == text)
    }
}

/// How one person's binder is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BinderSettings {
    /// Numbers or dates.
    pub mode: Mode,
    /// Months that have dated dividers, the current one included: 1 to 3. Dated mode only.
    pub horizon_months: u8,
    /// How many last days of a month already serve the next one (B36): 0 for never.
    pub month_end_days: u8,
}

impl Default for BinderSettings {
    fn default() -> Self {
        BinderSettings { mode: Mode::Numbered, horizon_months: 2, month_end_days: 7 }
    }
}

impl BinderSettings {
    /// The last day that has a divider of its own.
    ///
    /// Numbered: the end of this month; in its last days also next month's numbers that have already
    /// passed, and only those (B36), so no number ever stands for two days. On 28 February the 29th
    /// has not passed, so 29 March waits under March: put behind the 28th it would come before 1 March.
    ///
    /// Dated: the end of the horizon, to which the last days of a month add one month (B38, "later
    /// add the dividers of a new month").
    pub fn last_day(&self, today: Date) -> Date {
        let month = Month::of(today);
        let month_end = self.is_month_end(today);
        match self.mode {
            Mode::Numbered if month_end => days_later(month.last_day(), i32::from(today.day()) - 1).min(month.plus(1).last_day()),
            Mode::Numbered => month.last_day(),
            Mode::Dated => month.plus(i32::from(self.horizon_months.clamp(1, 3)) - 1 + i32::from(month_end)).last_day(),
        }
    }

    /// Whether today is one of the last days of its month, as this person counts them.
    pub fn is_month_end(&self, today: Date) -> bool {
        i32::from(today.days_in_month() - today.day()) < i32::from(self.month_end_days)
    }

    /// The first day the strip shows when `first` is asked for: today or earlier.
    ///
    /// A past number is shown only while it means this month's day; never two dividers with one number.
    fn first_day(&self, today: Date, first: Date) -> Date {
        let earliest = match self.mode {
            Mode::Numbered if self.is_month_end(today) => today,
            Mode::Numbered => Month::of(today).first_day(),
            Mode::Dated => days_later(today, -PAST_DAYS_MAX),
        };
        first.clamp(earliest, today)
    }
}

/// One divider. Ordered as in the binder: days by true date, then months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Divider {
    /// A day, shown by its number or its date.
    Day(Date),
    /// A month: what is beyond the day dividers, and what has no day yet.
    Month(Month),
}

/// Where a place is seen today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// In today's pile of what earlier days left over (decision 6).
    CarriedOver {
        /// The day it was planned for; the last day of the month, for a month without a day.
        since: Date,
    },
    /// Under that divider.
    Under(Divider),
}

/// Where a place is seen today: under exactly one divider, or in today's carried-over pile (B37).
///
/// A month without a day stays under its month divider after the month has begun, until it is dealt
/// ([`to_deal`]); only when the whole month has passed is it carried over.
pub fn divider_of(place: Place, today: Date, settings: &BinderSettings) -> Standing {
    match place {
        Place::Day(date) if date < today => Standing::CarriedOver { since: date },
        Place::Day(date) if date <= settings.last_day(today) => Standing::Under(Divider::Day(date)),
        Place::Month(month) if month < Month::of(today) => Standing::CarriedOver { since: month.last_day() },
        Place::Day(_) | Place::Month(_) => Standing::Under(Divider::Month(place.month())),
    }
}

/// The day noted on a file that stands under a month divider ("call 5 July", B35).
pub fn note_of(place: Place, today: Date, settings: &BinderSettings) -> Option<Date> {
    match divider_of(place, today, settings) {
        Standing::Under(Divider::Month(_)) => place.day(),
        Standing::Under(Divider::Day(_)) | Standing::CarriedOver { .. } => None,
    }
}

/// How much stands at a place (B29).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Files.
    pub files: u32,
    /// Planned minutes of all of them.
    pub minutes: u32,
    /// How many of the files are pinned to an agreed date.
    pub agreed: u32,
}

impl AddAssign for Counted {
    fn add_assign(&mut self, other: Counted) {
        self.files += other.files;
        self.minutes += other.minutes;
        self.agreed += other.agreed;
    }
}

/// One divider of the strip with what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DividerLine {
    /// Which divider it is.
    pub divider: Divider,
    /// Whether the day is worked; a month always is.
    pub is_working: bool,
    /// Minutes worked on that day, or in that whole month.
    pub capacity_minutes: u32,
    /// What stands under it.
    pub counted: Counted,
    /// What earlier days left over; on today's divider only.
    pub carried_over: Counted,
}

impl DividerLine {
    /// The number on a day divider, 1 to 31.
    pub fn number(&self) -> Option<u8> {
        match self.divider {
            Divider::Day(date) => Some(date.day().unsigned_abs()),
            Divider::Month(_) => None,
        }
    }

    /// Everything to be done here: what stands under it and what was carried over.
    pub fn total(&self) -> Counted {
        let mut total = self.counted;
        total += self.carried_over;
        total
    }
}

/// The strip of dividers in true date order: days first, then months (B15, B17, B36).
///
/// Always there: today; in numbered mode every day with a number, in dated mode every working day;
/// and each coming month up to a year ahead that the days do not cover. A day off or a far month
/// appears when something stands under it, so nothing occupied is unseen. `first` is the leftmost day
/// wanted; a day later than today is read as today, because the strip hides nothing that is to come.
pub fn dividers(
    today: Date,
    settings: &BinderSettings,
    calendar: &WorkingCalendar,
    first: Date,
    occupied: &BTreeMap<Place, Counted>,
) -> Vec<DividerLine> {
    let mut strip: BTreeMap<Divider, Counted> = always_shown(today, settings, calendar, first).map(|divider| (divider, Counted::default())).collect();
    let mut carried_over = Counted::default();
    for (&place, &counted) in occupied {
        match divider_of(place, today, settings) {
            Standing::CarriedOver { .. } => carried_over += counted,
            Standing::Under(divider) => *strip.entry(divider).or_default() += counted,
        }
    }
    strip
        .into_iter()
        .map(|(divider, counted)| DividerLine {
            divider,
            is_working: match divider {
                Divider::Day(date) => calendar.is_working(date),
                Divider::Month(_) => true,
            },
            capacity_minutes: match divider {
                Divider::Day(date) => u32::from(calendar.minutes(date)),
                Divider::Month(month) => calendar.minutes_of(month),
            },
            counted,
            carried_over: if divider == Divider::Day(today) { carried_over } else { Counted::default() },
        })
        .collect()
}

/// The dividers that are there even when empty.
fn always_shown(today: Date, settings: &BinderSettings, calendar: &WorkingCalendar, first: Date) -> impl Iterator<Item = Divider> {
    let last = settings.last_day(today);
    let shown_days =
        days(settings.first_day(today, first), last).filter(move |day| *day == today || settings.mode == Mode::Numbered || calendar.is_working(*day));
    let first_uncovered = Month::of(days_later(last, 1));
    let months = (0..=MONTHS_SHOWN).map(move |ahead| Month::of(today).plus(ahead)).filter(move |month| *month >= first_uncovered);
    shown_days.map(Divider::Day).chain(months.map(Divider::Month))
}

/// The place meant by a number typed on the strip ("24", Enter): the nearest such day from today on.
///
/// The same in both modes. Where the numbered strip has a divider with that number, from today on,
/// it is that one; a number that has passed means next month's. `None` for anything but 1 to 31.
pub fn resolve_digits(number: u8, today: Date) -> Option<Place> {
    // Of any three months in a row at least one that is not over has the number, even the 31st.
    (0..=2)
        .map(|ahead| Month::of(today).plus(ahead))
        .filter_map(|month| Date::new(month.year, month.month, i8::try_from(number).ok()?).ok())
        .find(|date| *date >= today)
        .map(Place::Day)
}

/// A place whose view changed because the day did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rolled {
    /// The place; it stays what it was.
    pub place: Place,
    /// Where it was seen.
    pub before: Standing,
    /// Where it is seen now.
    pub after: Standing,
}

/// Which places are seen elsewhere when the day changes, in the order given. Nothing is moved (decision 6).
pub fn rollover(places: impl IntoIterator<Item = Place>, today_before: Date, today_after: Date, settings: &BinderSettings) -> Vec<Rolled> {
    places
        .into_iter()
        .map(|place| Rolled { place, before: divider_of(place, today_before, settings), after: divider_of(place, today_after, settings) })
        .filter(|rolled| rolled.before != rolled.after)
        .collect()
}

/// The months without a day that are offered to be dealt over days (decision 5): begun, come among
/// the day dividers, or passed undealt. Each month once for each place given, in the order given.
pub fn to_deal(places: impl IntoIterator<Item = Place>, today: Date, settings: &BinderSettings) -> Vec<Month> {
    let last = settings.last_day(today);
    places
        .into_iter()
        .filter_map(|place| match place {
            Place::Month(month) if month.first_day() <= last => Some(month),
            Place::Month(_) | Place::Day(_) => None,
        })
        .collect()
}

/// The days over which a month is dealt: its working days from today on, or, when none is left, the
/// next working day after it or after today. Never empty.
pub fn dealing_days(month: Month, today: Date, calendar: &WorkingCalendar) -> Vec<Date> {
    let from = month.first_day().max(today);
    let left: Vec<Date> = calendar.working_days(from, month.last_day()).collect();
    if left.is_empty() { vec![calendar.next_working(from)] } else { left }
}
