//! Giving files to other people: for good, and by appointing a deputy for a time (B11, B45, decision 20).
//!
//! Owns the tables `hand_over`, `handed_file` and `handed_slip`, and the taking back of hand-overs and of
//! absences. Every date stays as it stands, agreed or not (decision 2). A hand-over of ten thousand files is a
//! few statements, and so is taking it back. Never decides who is away: that is `people::absences`.

mod absences;
mod back;
mod give;

pub use absences::{appoint, end_now, withdraw};
pub use give::{Given, HandOver, IN_STACK, What, appointer, can_give, hand_over, stack};

pub(crate) use absences::absence_back;
pub(crate) use back::hand_over_back;
