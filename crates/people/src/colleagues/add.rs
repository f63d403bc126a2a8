//! `POST /colleagues`: adds a colleague.
//!
//! Owns the reading of a colleague's form. Never chooses a password for anybody: the new colleague does, by
//! a link that is shown once.

use crate::colleagues::queries::{self, ColleagueChange};
use crate::colleagues::{change, pages, password_link};
use crate::link::{self, Purpose};
use crate::person::{NewPerson, create_person};
use crate::{company, typed};
use domain::{Role, TeamId};
use store::Tx;
use web::audit::Kind;
use web::{Answer, Ask, Failure};

/// Adds the colleague and shows the link for the password.
pub(crate) fn add(ask: &mut Ask) -> Answer {
    match added(ask) {
        Ok((name, token)) => Ok(password_link::show(ask, &name, &token)),
        Err(Failure::Refused(refusal)) => pages::add_again(ask, refusal),
        Err(failure) => Err(failure),
    }
}

fn added(ask: &Ask) -> Result<(String, String), Failure> {
    let typed = typed_colleague(ask)?;
    let token = ask.write(|tx| {
        refuse_unknown_team(tx, typed.team_id)?;
        let new = NewPerson {
            name: typed.name.clone(),
            email: typed.email.clone(),
            role: typed.role,
            team_id: typed.team_id,
            language: typed.language,
            password: None,
        };
        let person_id = create_person(tx, &new, ask.now)?;
        let token = link::make(tx, Purpose::Password(person_id), ask.now)?;
        let changes = change::compared(tx, None, &typed)?;
        ask.audit(tx, Kind::PersonAdded, &typed.name, &changes)?;
        Ok::<_, Failure>(token)
    })?;
    Ok((typed.name, token))
}

/// A colleague as typed into the form.
///
/// # Errors
/// [`Failure::Refused`] on a field; [`Failure::Malformed`] for a role, team or language that no page offers.
pub(crate) fn typed_colleague(ask: &Ask) -> Result<ColleagueChange, Failure> {
    let team_id: Option<TeamId> = match ask.form("team_id") {
        "" => None,
        _ => Some(ask.parsed("team_id")?),
    };
    Ok(ColleagueChange {
        name: typed::name("name", ask.form("name"))?,
        email: typed::email(ask.form("email"))?,
        role: Role::parse(ask.form("role")).ok_or(Failure::Malformed("role"))?,
        team_id,
        language: company::settings::language(ask)?,
    })
}

/// A team that is not there is an id from somewhere else.
///
/// # Errors
/// [`Failure::NotFound`].
pub(crate) fn refuse_unknown_team(tx: &mut Tx<'_>, team_id: Option<TeamId>) -> Result<(), Failure> {
    match team_id {
        Some(id) if !queries::is_team(tx, id)? => Err(Failure::NotFound),
        _ => Ok(()),
    }
}
