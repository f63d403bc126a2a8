//! Absences and who was appointed for them (B45, E26).
//!
//! Owns the tables `absence`, `absence_file` and `stand_in`. Nothing moves for an absence: the binder stays its
//! person's, somebody else works it. Who that is on which days is made anew in the transaction that changes an
//! absence. Never asks what a deputy did: that is the binder's history.

mod queries;
mod rebuild;
mod verbs;

pub use queries::{AbsenceLine, StandingIn, absence, absences, ended_before, standing_in, uncovered, working_away};
pub use rebuild::{absences_now, rebuild};
pub use verbs::{Appointer, NewAbsence, State, appoint, end_now, put_back, receiver, spread, state_of, withdraw};
