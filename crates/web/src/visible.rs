//! Whose files an actor may see: own, the team's, or all (product.md 13).
//!
//! Owns the one condition that every list, search and single look-up uses, so that none forgets it.

use crate::Actor;
use domain::{PersonId, Role, TeamId};
use store::Value;

/// The range of files an actor may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visible {
    /// Only files in this person's binder.
    Own(PersonId),
    /// Files of this team's people, and one's own.
    Team(TeamId, PersonId),
    /// Every file of the company.
    All,
}

impl Visible {
    /// What the role gives.
    pub fn of(actor: &Actor) -> Visible {
        match (actor.role, actor.team_id) {
            (Role::Director | Role::Admin, _) => Visible::All,
            (Role::Head, Some(team)) => Visible::Team(team, actor.person_id),
            _ => Visible::Own(actor.person_id),
        }
    }

    /// A condition on the column that holds the file's or the binder's person, with two parameters:
    /// `$a` for the person and `$b` for the team. Both must be given: see [`Visible::params`].
    pub fn condition(column: &str, first: usize) -> String {
        let (person, team) = (first, first + 1);
        format!(
            "({column} = ${person} OR ${team} = -1 OR {column} IN (SELECT visible_person.id FROM person visible_person WHERE visible_person.team_id = ${team}))"
        )
    }

    /// The two parameters of [`Visible::condition`]: the person, and the team (0 = none, -1 = all).
    pub fn params(self) -> [Value; 2] {
        match self {
            Visible::Own(person) => [person.into(), Value::Int(0)],
            Visible::Team(team, person) => [person.into(), team.into()],
            Visible::All => [Value::Int(0), Value::Int(-1)],
        }
    }
}
