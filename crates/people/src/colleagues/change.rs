//! `POST /colleagues/{id}`: changes a colleague's name, address, role, team or language.
//!
//! Owns that a company never loses its last administrator, and that another role ends the sessions.

use crate::colleagues::add::{refuse_unknown_team, typed_colleague};
use crate::colleagues::queries::{Colleague, ColleagueChange};
use crate::colleagues::{pages, queries};
use crate::password::end_sessions;
use crate::person::{refuse_taken, taken_meanwhile};
use domain::{PersonId, Role, TeamId};
use store::{StoreError, Tx};
use web::audit::{Change, Kind, differing};
use web::{Answer, Ask, Failure, Reply};

/// Changes the colleague, all or nothing.
pub(crate) fn change(ask: &mut Ask) -> Answer {
    let id: PersonId = ask.path("id")?;
    match changed(ask, id) {
        Ok(()) => Ok(Reply::see(&format!("/colleagues/{id}?saved=1"))),
        Err(Failure::Refused(refusal)) => pages::change_again(ask, id, refusal),
        Err(failure) => Err(failure),
    }
}

fn changed(ask: &Ask, id: PersonId) -> Result<(), Failure> {
    let typed = typed_colleague(ask)?;
    ask.write(|tx| {
        let (name, changes) = change_colleague(tx, id, |_| typed.clone())?;
        if changes.is_empty() { Ok(()) } else { Ok(ask.audit(tx, Kind::PersonChanged, &name, &changes)?) }
    })
}

/// Changes a colleague from what stands there to what `wished` makes of it, and says the name before and what differs. With
/// another role every session ends.
///
/// # Errors
/// [`Failure::NotFound`], also for a team that is not there; refused for an address that somebody else has and for the
/// role of the last administrator.
pub fn change_colleague(
    tx: &mut Tx<'_>,
    id: PersonId,
    wished: impl FnOnce(ColleagueChange) -> ColleagueChange,
) -> Result<(String, Vec<Change>), Failure> {
    queries::hold(tx, id)?;
    let before = queries::colleague(tx, id)?.ok_or(Failure::NotFound)?;
    let now = wished(ColleagueChange {
        name: before.name.clone(),
        email: before.email.clone(),
        role: before.role,
        team_id: before.team_id,
        language: before.language,
    });
    refuse_unknown_team(tx, now.team_id)?;
    refuse_taken(tx, &now.email, Some(id))?;
    if before.role == Role::Admin && before.active && now.role != Role::Admin && !queries::has_other_admin(tx, id)? {
        return Err(Failure::field("role", "colleagues-last-admin"));
    }
    queries::write_colleague(tx, id, &now).map_err(|error: StoreError| taken_meanwhile(error))?;
    if now.role != before.role {
        end_sessions(tx, id)?;
    }
    let changes = compared(tx, Some(&before), &now)?;
    Ok((before.name, changes))
}

/// What differs between a colleague as stored (none for a new one) and as typed; the team by its name.
///
/// # Errors
/// [`StoreError`].
pub(crate) fn compared(tx: &mut Tx<'_>, was: Option<&Colleague>, now: &ColleagueChange) -> Result<Vec<Change>, StoreError> {
    let teams = queries::teams(tx)?;
    let team = |id: Option<TeamId>| teams.iter().find(|team| Some(team.id) == id).map(|team| team.name.clone()).unwrap_or_default();
    let of = |field: fn(&Colleague) -> &str| was.map(field).unwrap_or_default().to_owned();
    Ok(differing(&[
        ("name", of(|was| &was.name), now.name.clone()),
        ("email", of(|was| &was.email), now.email.clone()),
        ("role", of(|was| was.role.as_str()), now.role.as_str().to_owned()),
        ("team", team(was.and_then(|was| was.team_id)), team(now.team_id)),
        ("language", of(|was| was.language.as_str()), now.language.as_str().to_owned()),
    ]))
}
