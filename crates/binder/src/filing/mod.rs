//! Filing: the one form that ends a contact (B31, B32). The note is written, the slip is done, the file
//! leaves today and stands under the agreed date, all in one transaction.
//!
//! Owns the verb [`file_under`]. What follows from a filing is decided by the pure
//! `domain::filing::consequences`; this stores it. Never asks a second question.

mod arrived;
mod file_under;

pub use arrived::{arrived, went_astray};
pub use file_under::{Filed, FilingForm, file_under, file_with};

use domain::Language;
use domain::filing::Refusal;
use domain::natural_date::write_short;
use web::{Failure, Message};

/// What a person is told when a filing cannot be done: the field, the reason, the way out.
pub fn refused(refusal: &Refusal, who: &str, field: &'static str) -> Failure {
    match refusal {
        Refusal::PastDate(_) => Failure::field(field, "filing-past-date"),
        Refusal::TimeWithoutDay(_) => Failure::field(field, "filing-time-without-day"),
        Refusal::NoSuchTime(_) => Failure::field(field, "filing-no-such-time"),
        Refusal::SlipNotOpen(_) => Failure::form("filing-slip-not-open"),
        Refusal::NoNextDate => Failure::field(field, "filing-no-next-date"),
        Refusal::ReasonNeeded { postponement } => {
            Failure::field("reason", Message::new("filing-reason-needed").with("times", i64::from(*postponement)))
        }
        Refusal::AlreadyClosed(_) => Failure::form(Message::new("filing-already-closed").with("name", who)),
    }
}

/// A place in the shortest words, for labels that are stored in the language of the one who acts.
pub fn short(place: domain::Place, today: domain::Date, language: Language) -> String {
    write_short(place, today, language)
}
