//! The binder: slips, filing, moving, the history they leave, and taking any of it back.
//!
//! Owns the tables `slip`, `slip_event`, `entry`, `entry_correction`, `learned`, `undo`, `morning`, `evening`,
//! `take_along`, `delivery`, `joining`, `joined_piece`, and the columns of
//! `client` that say where a file stands. Lies low because every feature files into it. Never renders a
//! page (that is `desk`) and never knows the information card (that is `files`).

pub mod days;
pub mod filing;
pub mod hand_over;
pub mod history;
pub mod joining;
pub mod moving;
pub mod pocket;
pub mod rhythm;
pub mod slips;
pub mod undo;

use domain::working::WorkingCalendar;
use domain::{Date, PersonId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use web::{Ask, Failure, Visible};

/// Who does something, when, and by which calendar: what every verb needs besides its own input.
#[derive(Clone, Debug)]
pub struct By {
    /// Who does it.
    pub person_id: PersonId,
    /// Whose files this person may touch.
    pub visible: Visible,
    /// The moment, UTC milliseconds.
    pub now: i64,
    /// Today in the company's zone.
    pub today: Date,
    /// The company's working calendar.
    pub calendar: WorkingCalendar,
    /// The company's zone, for moments other than now.
    pub zone: TimeZone,
}

impl By {
    /// The one who asks, now.
    ///
    /// # Errors
    /// [`Failure::SignIn`] if nobody is signed in.
    pub fn of(ask: &Ask) -> Result<By, Failure> {
        Ok(By {
            person_id: ask.actor()?.person_id,
            visible: ask.visible()?,
            now: ask.now.as_millisecond(),
            today: ask.today()?,
            calendar: ask.company()?.calendar.clone(),
            zone: ask.company()?.zone.clone(),
        })
    }

    /// Somebody who sees everything, as the command line and the sample company act: only ever at `now`, so the
    /// zone is not asked for.
    pub fn company(person_id: PersonId, now: Timestamp, today: Date, calendar: WorkingCalendar) -> By {
        By { person_id, visible: Visible::All, now: now.as_millisecond(), today, calendar, zone: TimeZone::UTC }
    }

    /// The company's day at that moment, UTC milliseconds.
    pub fn day_of(&self, at: i64) -> Date {
        if at == self.now {
            return self.today;
        }
        Timestamp::from_millisecond(at).map_or(self.today, |moment| moment.to_zoned(self.zone.clone()).date())
    }

    /// The first moment of that day in the company's zone, UTC milliseconds.
    pub fn start_of(&self, day: Date) -> i64 {
        day.to_zoned(self.zone.clone()).map_or(0, |start| start.timestamp().as_millisecond())
    }

    /// The first moment of the first day and that after the last, UTC milliseconds.
    pub fn span_of(&self, first: Date, last: Date) -> (i64, i64) {
        (self.start_of(first), self.start_of(last.tomorrow().unwrap_or(last)))
    }
}
