//! Whose files an actor may see: own, the team's, or all (product.md 13).
//!
//! Owns the one condition that every list, search and single look-up uses, so that none forgets it.

use crate::Actor;
use domain::{Date, PersonId, Role, TeamId};
use store::Value;

/// The range of files an actor may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visible {
    /// Files in this person's binder, and in those that the person works for absent colleagues on that day (B45).
    Own(PersonId, Date),
    /// Also the files of this team's people.
    Team(TeamId, PersonId, Date),
    /// Every file of the company.
    All,
}

impl Visible {
    /// What the role gives on that day.
    pub fn of(actor: &Actor, today: Date) -> Visible {
        Visible::of_role(actor.role, actor.team_id, actor.person_id, today)
    }

    /// The same of somebody who does not ask at this moment, as when something is sent to them.
    pub fn of_role(role: Role, team: Option<TeamId>, person: PersonId, today: Date) -> Visible {
        match (role, team) {
            (Role::Director | Role::Admin, _) => Visible::All,
            (Role::Head, Some(team)) => Visible::Team(team, person, today),
            _ => Visible::Own(person, today),
        }
    }

    /// The same for the find index.
    pub fn sight(self) -> store::find::Sight {
        match self {
            Visible::Own(person, day) => store::find::Sight::Own(person, day),
            Visible::Team(team, person, day) => store::find::Sight::Team(team, person, day),
            Visible::All => store::find::Sight::All,
        }
    }

    /// A condition on the column that holds the file's or the binder's person, with three parameters from
    /// `$first` on: the person, the team, the day. All must be given: see [`Visible::params`].
    pub fn condition(column: &str, first: usize) -> String {
        let (person, team, day) = (first, first + 1, first + 2);
        format!(
            "({column} = ${person} OR ${team} = -1
              OR {column} IN (SELECT visible_person.id FROM person visible_person WHERE visible_person.team_id = ${team})
              OR {column} IN (SELECT worked.person_id FROM stand_in worked
                              WHERE worked.deputy_id = ${person} AND worked.from_day <= ${day} AND worked.to_day >= ${day}))"
        )
    }

    /// The three parameters of [`Visible::condition`]: the person, the team (0 = none, -1 = all), the day.
    pub fn params(self) -> [Value; 3] {
        match self {
            Visible::Own(person, day) => [person.into(), Value::Int(0), day.into()],
            Visible::Team(team, person, day) => [person.into(), team.into(), day.into()],
            Visible::All => [Value::Int(0), Value::Int(-1), Value::Int(0)],
        }
    }
}
