//! The people of the world.
//!
//! Owns who they are and their rows. They have no password: their sessions are made directly, because
//! hashing one costs more than the rest of a test.

use domain::{Language, Role};
use store::{StoreError, Tx, params};

/// Who sends a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caller {
    /// Nobody: not signed in.
    Nobody,
    /// Account manager in the team "Riverside"; the one most tests are about. Reads English.
    Sreymom,
    /// Service staff in the team "Riverside". Reads Khmer.
    Bopha,
    /// Head of the team "Riverside".
    Dara,
    /// Account manager in the other team, "Market". Reads Russian.
    Ivan,
    /// The director.
    Sokha,
    /// The administrator.
    Chenda,
}

impl Caller {
    /// Everybody who can sign in, in the order of their ids.
    pub const SIGNED_IN: [Caller; 6] = [Caller::Sreymom, Caller::Bopha, Caller::Dara, Caller::Ivan, Caller::Sokha, Caller::Chenda];

    /// What the person may do; `None` for nobody.
    pub fn role(self) -> Option<Role> {
        match self {
            Caller::Nobody => None,
            Caller::Sreymom | Caller::Ivan => Some(Role::Manager),
            Caller::Bopha => Some(Role::Service),
            Caller::Dara => Some(Role::Head),
            Caller::Sokha => Some(Role::Director),
            Caller::Chenda => Some(Role::Admin),
        }
    }

    /// The e-mail address to sign in with.
    pub fn email(self) -> &'static str {
        match self {
            Caller::Nobody => "",
            Caller::Sreymom => "sreymom@shop.example.com",
            Caller::Bopha => "bopha@shop.example.com",
            Caller::Dara => "dara@shop.example.com",
            Caller::Ivan => "ivan@shop.example.com",
            Caller::Sokha => "sokha@shop.example.com",
            Caller::Chenda => "chenda@shop.example.com",
        }
    }

    /// The name in histories.
    pub fn name(self) -> &'static str {
        match self {
            Caller::Nobody => "",
            Caller::Sreymom => "Sreymom Chan",
            Caller::Bopha => "Bopha Kim",
            Caller::Dara => "Dara Sok",
            Caller::Ivan => "Ivan Petrov",
            Caller::Sokha => "Sokha Lim",
            Caller::Chenda => "Chenda Ly",
        }
    }

    fn team(self) -> Option<i64> {
        match self {
            Caller::Sreymom | Caller::Bopha | Caller::Dara => Some(1),
            Caller::Ivan => Some(2),
            _ => None,
        }
    }

    fn language(self) -> Language {
        match self {
            Caller::Bopha => Language::Km,
            Caller::Ivan => Language::Ru,
            _ => Language::En,
        }
    }
}

/// Writes the company "Riverside Print", its holidays, teams and people. `at` is UTC milliseconds.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn settle_in(tx: &mut Tx<'_>, at: i64) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO company (id, name, zone, language, country, week, card_fields, created_at)
         VALUES (1, 'Riverside Print', 'Asia/Phnom_Penh', 'en', 'KH', '360,360,360,360,360,0,0', 'phone,needs,decides', $1)",
        params![at],
    )?;
    tx.run("INSERT INTO holiday (day, name) VALUES (20261109, 'Independence Day'), (20261225, 'Stocktaking')", &[])?;
    for name in ["Riverside", "Market"] {
        tx.run("INSERT INTO team (name) VALUES ($1)", params![name])?;
    }
    for caller in Caller::SIGNED_IN {
        tx.run(
            "INSERT INTO person (team_id, name, email, role, language, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
            params![caller.team(), caller.name(), caller.email(), caller.role(), caller.language(), at],
        )?;
    }
    Ok(())
}
