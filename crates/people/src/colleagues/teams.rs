//! `POST /teams` and `POST /teams/{id}`: adds a team or gives it another name.
//!
//! Owns that names of teams differ. Never puts a person into a team: that is the colleague's form.

use crate::colleagues::{pages, queries};
use crate::typed;
use domain::TeamId;
use web::audit::{Kind, differing};
use web::{Answer, Ask, Failure, Reply};

/// Adds a team.
pub(crate) fn add(ask: &mut Ask) -> Answer {
    let added = typed::name("team", ask.form("team")).and_then(|name| {
        ask.write(|tx| {
            queries::add_team(tx, &name)?;
            Ok(ask.audit(tx, Kind::TeamAdded, &name, &[])?)
        })
    });
    answer(ask, None, added)
}

/// Gives a team another name.
pub(crate) fn rename(ask: &mut Ask) -> Answer {
    let id: TeamId = ask.path("id")?;
    let renamed = typed::name("team", ask.form("team")).and_then(|name| {
        ask.write(|tx| {
            let before = queries::teams(tx)?.into_iter().find(|team| team.id == id).map(|team| team.name).unwrap_or_default();
            queries::rename_team(tx, id, &name)?;
            let changes = differing(&[("name", before, name.clone())]);
            if changes.is_empty() { Ok(()) } else { Ok(ask.audit(tx, Kind::TeamRenamed, &name, &changes)?) }
        })
    });
    answer(ask, Some(id), renamed)
}

fn answer(ask: &Ask, team_id: Option<TeamId>, outcome: Result<(), Failure>) -> Answer {
    match outcome {
        Ok(()) => Ok(Reply::see("/colleagues?saved=1")),
        Err(Failure::Refused(refusal)) => pages::team_again(ask, team_id, refusal),
        Err(failure) => Err(failure),
    }
}
