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
        queries::hold(tx, id)?;
        let before = queries::colleague(tx, id)?.ok_or(Failure::NotFound)?;
        refuse_unknown_team(tx, typed.team_id)?;
        refuse_taken(tx, &typed.email, Some(id))?;
        if before.role == Role::Admin && before.active && typed.role != Role::Admin && !queries::has_other_admin(tx, id)? {
            return Err(Failure::field("role", "colleagues-last-admin"));
        }
        queries::change_colleague(tx, id, &typed).map_err(|error: StoreError| taken_meanwhile(error))?;
        if typed.role != before.role {
            end_sessions(tx, id)?;
        }
        let changes = compared(tx, Some(&before), &typed)?;
        if changes.is_empty() { Ok(()) } else { Ok(ask.audit(tx, Kind::PersonChanged, &before.name, &changes)?) }
    })
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
