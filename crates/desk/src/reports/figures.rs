//! The figures of a report, counted over whole weeks for one binder or for all that the actor sees.

use binder::By;
use binder::slips::STAYED_MOVED;
use domain::report::Weeks;
use domain::{Date, Outcome, PersonId, Place};
use std::collections::BTreeMap;
use store::{StoreError, Tx, Value, params};
use web::Visible;

/// Whom and when a report is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Over {
    pub(super) weeks: Weeks,
    /// Whose binder; none for all that the actor sees.
    pub(super) person: Option<PersonId>,
}

/// The reports there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    Contacts,
    Hours,
    FirstCalls,
    Sources,
    Growth,
    Unkept,
    Complete,
}

impl Report {
    pub(super) const ALL: [Report; 7] =
        [Report::Contacts, Report::Hours, Report::FirstCalls, Report::Sources, Report::Growth, Report::Unkept, Report::Complete];

    /// Whether every file is looked at: counted only when somebody sees it.
    pub(super) fn is_long(self) -> bool {
        self == Report::Complete
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Report::Contacts => "contacts",
            Report::Hours => "hours",
            Report::FirstCalls => "first-calls",
            Report::Sources => "sources",
            Report::Growth => "growth",
            Report::Unkept => "unkept",
            Report::Complete => "complete",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Report> {
        Report::ALL.into_iter().find(|report| report.word() == word)
    }
}

/// A figure: in which row, in which part of it, how many. What names row and part leads to the list behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) row: String,
    pub(super) part: String,
    pub(super) count: i64,
}

/// People whose figures are counted by one statement.
pub(super) const PEOPLE_AT_ONCE: usize = 50;

/// The people whose binders are counted.
pub(super) fn people_of(tx: &mut Tx<'_>, by: &By, over: Over) -> Result<Vec<PersonId>, StoreError> {
    let sql = format!("SELECT id FROM person WHERE {} ORDER BY id", Visible::condition("person.id", 1));
    let all: Vec<PersonId> = tx.rows(&sql, &by.visible.params())?.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|person| over.person.is_none_or(|only| only == *person)).collect())
}

/// The moments between which the weeks lie, UTC milliseconds.
pub(super) fn moments(by: &By, weeks: Weeks) -> (i64, i64) {
    (by.start_of(weeks.first), by.start_of(domain::working::days_later(weeks.last(), 1)))
}

/// Counts a report.
///
/// # Errors
/// [`StoreError`].
pub(super) fn count(tx: &mut Tx<'_>, by: &By, report: Report, over: Over) -> Result<Vec<Figure>, StoreError> {
    let people = people_of(tx, by, over)?;
    let mut counted: BTreeMap<(String, String), i64> = BTreeMap::new();
    for some in people.chunks(PEOPLE_AT_ONCE) {
        for (row, part, count) in of_people(tx, by, report, over.weeks, some)? {
            *counted.entry((row, part)).or_default() += count;
        }
    }
    Ok(counted.into_iter().map(|((row, part), count)| Figure { row, part, count }).collect())
}

type Counted = Vec<(String, String, i64)>;

fn of_people(tx: &mut Tx<'_>, by: &By, report: Report, weeks: Weeks, people: &[PersonId]) -> Result<Counted, StoreError> {
    let marks = |first: usize| (first..first + PEOPLE_AT_ONCE).map(|index| format!("${index}")).collect::<Vec<_>>().join(", ");
    let ids = people.iter().copied().chain(std::iter::repeat(PersonId(0))).take(PEOPLE_AT_ONCE).map(Value::from);
    let (first, last) = (Value::from(Place::Day(weeks.first)), Value::from(Place::Day(weeks.last())));
    let (from, until) = moments(by, weeks);
    let days: Vec<Value> = [first, last].into_iter().chain(ids.clone()).collect();
    let times: Vec<Value> = [from.into(), until.into()].into_iter().chain(ids).collect();
    let worked = format!(
        "FROM slip s WHERE s.person_id IN ({}) AND s.state = 'done' AND s.done_on >= $1 AND s.done_on <= $2 AND s.outcome IS NOT NULL",
        marks(3)
    );
    match report {
        Report::Contacts => {
            let rows = tx.rows(&format!("SELECT s.done_on, s.outcome, count(*) {worked} GROUP BY s.done_on, s.outcome"), &days)?;
            rows.iter().map(|row| Ok((week(weeks, row.get::<Place>(0)?.day()), row.get(1)?, row.get(2)?))).collect()
        }
        Report::Hours => {
            // The hour of the clock on the wall: counted by quarter, because zones differ by quarters from UTC.
            let sql = format!("SELECT s.done_at / 900000, s.outcome, count(*) {worked} AND s.kind IN ('call', 'first', 'callback') GROUP BY 1, 2");
            let rows = tx.rows(&sql, &days)?;
            rows.iter()
                .map(|row| {
                    let part = if row.get::<String>(1)? == Outcome::NoAnswer.as_str() { "no_answer" } else { "reached" };
                    Ok((hour(by, row.get::<i64>(0)? * 900_000), part.to_owned(), row.get(2)?))
                })
                .collect()
        }
        Report::FirstCalls => {
            let rows =
                tx.rows(&format!("SELECT s.done_on, s.outcome, count(*) {worked} AND s.kind = 'first' GROUP BY s.done_on, s.outcome"), &days)?;
            rows.iter().map(|row| Ok((week(weeks, row.get::<Place>(0)?.day()), row.get(1)?, row.get(2)?))).collect()
        }
        Report::Sources => {
            let sql = format!(
                "SELECT c.source, count(*) FROM client c WHERE c.owner_id IN ({}) AND c.created_at >= $1 AND c.created_at < $2 GROUP BY c.source",
                marks(3)
            );
            tx.rows(&sql, &times)?.iter().map(|row| Ok((row.get(0)?, "made".to_owned(), row.get(1)?))).collect()
        }
        Report::Growth => {
            let sql = |column: &str| {
                format!(
                    "SELECT c.{column} / 900000, count(*) FROM client c WHERE c.owner_id IN ({}) AND c.{column} >= $1 AND c.{column} < $2 GROUP BY 1",
                    marks(3)
                )
            };
            let mut all = Vec::new();
            for (column, part) in [("created_at", "made"), ("closed_at", "closed")] {
                for row in &tx.rows(&sql(column), &times)? {
                    all.push((week(weeks, Some(by.day_of(row.get::<i64>(0)? * 900_000))), part.to_owned(), row.get(1)?));
                }
            }
            Ok(all)
        }
        Report::Complete => super::complete::count(tx, people),
        Report::Unkept => {
            let sql = format!(
                "SELECT v.at / 900000, count(*) FROM slip_event v WHERE v.person_id IN ({}) AND v.what = 'moved_agreed' AND v.at >= $1 AND v.at < $2
                 AND {STAYED_MOVED} GROUP BY 1",
                marks(3)
            );
            tx.rows(&sql, &times)?
                .iter()
                .map(|row| Ok((week(weeks, Some(by.day_of(row.get::<i64>(0)? * 900_000))), "moved".to_owned(), row.get(1)?)))
                .collect()
        }
    }
}

/// The Monday of a day's week, as it stands in an address.
fn week(weeks: Weeks, day: Option<Date>) -> String {
    let monday = day.and_then(|day| weeks.week_of(day)).and_then(|week| weeks.mondays().nth(week));
    monday.map(|monday| monday.to_string()).unwrap_or_default()
}

/// "09": the hour in the company's zone.
pub(super) fn hour(by: &By, at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| format!("{:02}", at.to_zoned(by.zone.clone()).hour())).unwrap_or_default()
}

/// Something that a figure counts.
#[derive(Clone, Debug)]
pub(super) struct Counts {
    pub(super) client: Option<domain::ClientId>,
    pub(super) name: String,
    pub(super) day: Date,
    pub(super) person: String,
    pub(super) about: String,
}

/// Most lines of a list.
pub(super) const LISTED_MAX: i64 = 500;

/// What a figure counts, the newest first.
///
/// # Errors
/// [`StoreError`].
pub(super) fn listed(tx: &mut Tx<'_>, by: &By, report: Report, over: Over, row: &str, part: &str) -> Result<Vec<Counts>, StoreError> {
    let people = people_of(tx, by, over)?;
    if report == Report::Complete {
        return super::complete::listed(tx, by, &people, row, part, LISTED_MAX);
    }
    let monday: Option<Date> = row.parse().ok();
    let weeks = match monday {
        Some(monday) if report != Report::Hours && report != Report::Sources => Weeks { first: monday, count: 1 },
        _ => over.weeks,
    };
    let (from, until) = moments(by, weeks);
    let mut all = Vec::new();
    for person in people {
        let found = match report {
            Report::Contacts | Report::Hours | Report::FirstCalls => {
                let only = if report == Report::FirstCalls {
                    " AND s.kind = 'first'"
                } else if report == Report::Hours {
                    " AND s.kind IN ('call', 'first', 'callback')"
                } else {
                    ""
                };
                let outcome = match (report, part) {
                    (Report::Hours, "no_answer") => "s.outcome = 'no_answer' AND $4 <> ''",
                    (Report::Hours, _) => "s.outcome <> 'no_answer' AND $4 <> ''",
                    _ => "s.outcome = $4",
                };
                tx.rows(
                    &format!(
                        "SELECT s.client_id, coalesce(c.name, s.line), s.done_at, p.name, s.line FROM slip s LEFT JOIN client c ON c.id = s.client_id
                         JOIN person p ON p.id = s.person_id WHERE s.person_id = $1 AND s.state = 'done' AND s.done_on >= $2 AND s.done_on <= $3
                         AND {outcome}{only} ORDER BY s.done_on DESC, s.id DESC LIMIT 5000"
                    ),
                    params![person, Place::Day(weeks.first), Place::Day(weeks.last()), part],
                )?
            }
            Report::Sources | Report::Growth => {
                let column = if part == "closed" { "closed_at" } else { "created_at" };
                let only = if report == Report::Sources { " AND c.source = $4" } else { "" };
                let values = [params![person, from, until].to_vec(), if report == Report::Sources { vec![row.into()] } else { Vec::new() }].concat();
                tx.rows(
                    &format!(
                        "SELECT c.id, c.name, c.{column}, p.name, c.source FROM client c JOIN person p ON p.id = c.owner_id
                         WHERE c.owner_id = $1 AND c.{column} >= $2 AND c.{column} < $3{only} ORDER BY c.{column} DESC, c.id DESC LIMIT 5000"
                    ),
                    &values,
                )?
            }
            Report::Complete => Vec::new(),
            Report::Unkept => tx.rows(
                &format!(
                    "SELECT v.client_id, coalesce(c.name, ''), v.at, p.name, v.reason FROM slip_event v LEFT JOIN client c ON c.id = v.client_id
                     JOIN person p ON p.id = v.person_id WHERE v.person_id = $1 AND v.what = 'moved_agreed' AND v.at >= $2 AND v.at < $3
                     AND {STAYED_MOVED} ORDER BY v.at DESC, v.id DESC LIMIT 5000"
                ),
                params![person, from, until],
            )?,
        };
        for line in &found {
            let at: i64 = line.get(2)?;
            if report == Report::Hours && hour(by, at) != row {
                continue;
            }
            all.push(Counts { client: line.get(0)?, name: line.get(1)?, day: by.day_of(at), person: line.get(3)?, about: line.get(4)? });
        }
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.day));
    all.truncate(LISTED_MAX as usize);
    Ok(all)
}
