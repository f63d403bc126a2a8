//! The people who work with the binder and the company they work for.
//!
//! Owns the tables `company`, `holiday`, `team`, `person`, `link`, `sign_in_failure`, `second_factor`, `recovery_code`, `half_sign_in`, `openid_link`, `openid_asked`, `passkey`, `passkey_asked` and those of absences, and everything that
//! takes a password. Never knows a client's file, except to count those that somebody still has.

pub mod absences;
mod audit_log;
pub mod colleagues;
pub mod company;
pub mod openid;
pub mod own_settings;
mod passkeys;
pub mod password;
pub mod person;
pub mod set_up;
pub mod signing_in;

mod link;
pub mod second_factor;
mod sessions;
mod typed;
mod week;

pub use colleagues::{ColleagueChange, change_colleague, end_access, give_access};
pub use own_settings::{Screen, screen};
pub use password::{PasswordHash, end_sessions, refuse_weak, set_password};
pub use person::{NewPerson, Person, PersonLine, create_person, people, person, person_in};
pub use set_up::{NewCompany, create_company, set_up_link};

use web::Route;

/// Every route of this crate.
pub fn routes() -> Vec<Route> {
    [
        set_up::routes(),
        signing_in::routes(),
        openid::routes(),
        passkeys::routes(),
        own_settings::routes(),
        colleagues::routes(),
        company::routes(),
        audit_log::routes(),
        second_factor::routes(),
        sessions::routes(),
    ]
    .concat()
}
