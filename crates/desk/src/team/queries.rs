//! All SQL of the head's screen.

use domain::load::{DaySlip, is_promised};
use domain::{ClientId, Date, Month, PersonId, Place, SlipKind, TeamId};
use std::collections::BTreeMap;
use store::{Result, Tx, Value, params};
use web::Visible;

/// Somebody whose binder is shown.
#[derive(Clone, Debug)]
pub(super) struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub team: Option<(TeamId, String)>,
    /// Own working week; none for the company's.
    pub week: Option<String>,
}

/// How much stands in one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub files: u32,
    pub minutes: u32,
}

/// Somebody who works another's binder on some days.
#[derive(Clone, Debug)]
pub(super) struct Away {
    pub deputy: String,
    pub from: Date,
    pub to: Date,
}

/// Which people: of one team or of all, and which of them are on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub team: Option<TeamId>,
    pub skip: u32,
    pub limit: u32,
}

/// Whose binders the actor sees, by team and name; with six parameters from `$1` on, see [`shown_params`].
fn shown() -> String {
    format!(
        "SELECT p.id, p.name, p.week, t.id AS team_id, t.name AS team FROM person p LEFT JOIN team t ON t.id = p.team_id
         WHERE p.active = 1 AND {} AND ($4 = 0 OR p.team_id = $4)
         ORDER BY CASE WHEN t.name IS NULL THEN 1 ELSE 0 END, t.name, p.name, p.id LIMIT $5 OFFSET $6",
        Visible::condition("p.id", 1)
    )
}

fn shown_params(visible: Visible, shown: Shown) -> [Value; 6] {
    let [person, team, day] = visible.params();
    [person, team, day, shown.team.map_or(0, |team| team.0).into(), shown.limit.into(), shown.skip.into()]
}

/// Those people.
pub(super) fn colleagues(tx: &mut Tx<'_>, visible: Visible, people: Shown) -> Result<Vec<Colleague>> {
    let rows = tx.rows(&shown(), &shown_params(visible, people))?;
    rows.iter()
        .map(|row| {
            let team: Option<TeamId> = row.get(3)?;
            let team = team.map(|team| Ok::<_, store::StoreError>((team, row.get(4)?))).transpose()?;
            Ok(Colleague { id: row.get(0)?, name: row.get(1)?, week: row.get(2)?, team })
        })
        .collect()
}

/// How much stands where in each binder.
pub(super) type Loads = BTreeMap<PersonId, BTreeMap<Place, Sum>>;

/// What stands where in those people's binders, in one statement: each day up to `last`, with what was carried over
/// under today, and each month as the sum of what comes after today. The table is read along its key, a month at a time:
/// one sum over all months took a sort of everything.
pub(super) fn loads(tx: &mut Tx<'_>, people: &[Colleague], today: Date, last: Date, months: &[Month]) -> Result<Loads> {
    let ids: Vec<String> = people.iter().map(|colleague| colleague.id.to_string()).collect();
    if ids.is_empty() {
        return Ok(Loads::new());
    }
    let whose = format!("FROM divider_load WHERE person_id IN ({})", ids.join(", "));
    let mut sql = format!("SELECT person_id, place, files, minutes {whose} AND place <= $1 AND files > 0 AND place % 100 <> 0");
    for month in months {
        let (first, next) = (Place::Month(*month).number(), Place::Month(month.plus(1)).number());
        sql.push_str(&format!(
            " UNION ALL SELECT person_id, {first}, CAST(sum(files) AS BIGINT), CAST(sum(minutes) AS BIGINT) {whose}
             AND place >= {first} AND place < {next} AND (place > {} OR place = {first}) GROUP BY person_id",
            Place::Day(today).number()
        ));
    }
    let rows = tx.rows(&sql, params![last])?;
    let mut loads = Loads::new();
    for row in &rows {
        let place = match row.get(1)? {
            Place::Day(day) => Place::Day(day.max(today)),
            month => month,
        };
        if row.get::<u32>(2)? == 0 {
            continue;
        }
        let sum = loads.entry(row.get(0)?).or_default().entry(place).or_default();
        sum.files += row.get::<u32>(2)?;
        sum.minutes += row.get::<u32>(3)?;
    }
    Ok(loads)
}

/// Who is away between two days, and who works their binders then.
pub(super) fn away(tx: &mut Tx<'_>, visible: Visible, first: Date, last: Date) -> Result<BTreeMap<PersonId, Vec<Away>>> {
    let [person, team, day] = visible.params();
    let sql = format!(
        "SELECT w.person_id, d.name, w.from_day, w.to_day FROM stand_in w JOIN person d ON d.id = w.deputy_id
         WHERE {} AND w.to_day >= $4 AND w.from_day <= $5 ORDER BY w.person_id, w.from_day",
        Visible::condition("w.person_id", 1)
    );
    let mut away: BTreeMap<PersonId, Vec<Away>> = BTreeMap::new();
    for row in &tx.rows(&sql, &[person, team, day, first.into(), last.into()])? {
        away.entry(row.get(0)?).or_default().push(Away { deputy: row.get(1)?, from: row.get(2)?, to: row.get(3)? });
    }
    Ok(away)
}

/// The least and the greatest number of a place that belongs to a cell.
pub(super) fn range(place: Place, today: Date) -> (i32, i32) {
    match place {
        Place::Day(day) if day <= today => (0, Place::Day(today).number()),
        Place::Day(_) => (place.number(), place.number()),
        Place::Month(month) => (place.number(), Place::Day(month.last_day()).number()),
    }
}

/// The files of one cell of a binder with their slips, as the rules of overload see them.
pub(super) fn files(tx: &mut Tx<'_>, person: PersonId, place: Place, today: Date) -> Result<Vec<(ClientId, DaySlip)>> {
    let (first, last) = range(place, today);
    let undated = Place::Month(Month::of(today));
    // A month without a day lies below today's number but is not carried over; a month holds only what comes.
    let rows = tx.rows(
        "SELECT c.id, s.id, s.kind, s.minutes, s.agreed, s.minute, c.top_ranked, s.postponed
         FROM client c JOIN slip s ON s.id = c.slip_id
         WHERE c.owner_id = $1 AND c.state = 'active' AND c.place >= $2 AND c.place <= $3
           AND (CASE WHEN $4 = 1 THEN c.place > $5 OR c.place = $6 ELSE c.place <> $6 END) ORDER BY c.place, c.id LIMIT 20000",
        params![person, first, last, matches!(place, Place::Month(_)), today, undated],
    )?;
    rows.iter()
        .map(|row| {
            let kind: SlipKind = row.get(2)?;
            let slip = DaySlip {
                id: row.get(1)?,
                kind,
                minutes: row.get(3)?,
                agreed: row.get(4)?,
                promised: is_promised(kind, row.get(5)?),
                first_ranked: row.get(6)?,
                value: 0,
                postponed: row.get(7)?,
            };
            Ok((row.get(0)?, slip))
        })
        .collect()
}
