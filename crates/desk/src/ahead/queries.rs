//! All SQL of what is ahead.

use super::{Group, Span};
use domain::{ClientId, Date, Month, PersonId, Place, SlipId, SlipKind};
use store::{Result, Row, StoreError, Tx, Value, params};
use web::Visible;

/// Whose binders are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// One binder.
    One(PersonId),
    /// Every binder that the actor sees.
    Seen(Visible),
}

impl Whose {
    /// A condition on the column with three parameters from `$first` on, and the parameters.
    fn condition(self, column: &str, first: usize) -> (String, [Value; 3]) {
        match self {
            Whose::One(person) => {
                (format!("({column} = ${first} AND ${} = 0 AND ${} = 0)", first + 1, first + 2), [person.into(), 0.into(), 0.into()])
            }
            Whose::Seen(visible) => (Visible::condition(column, first), visible.params()),
        }
    }
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A day or a month; today also what was carried over.
    Place(Place),
    Kind(SlipKind),
    /// Whether the clients are of the first rank.
    Value(bool),
    Person(PersonId, String),
}

/// One number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub key: Key,
    pub files: u32,
    pub minutes: u32,
}

/// The condition on a place within a span: up to its last day; months without a day when they lie in it whole.
fn within(column: &str, last: usize, month: usize) -> String {
    format!("{column} <= ${last} AND ({column} % 100 <> 0 OR {column} <= ${month})")
}

/// The greatest month that lies in the span whole.
fn last_month(span: Span, today: Date) -> i32 {
    let this = Month::of(today);
    let whole = (-1..=120).map(|number| this.plus(number)).take_while(|month| *month < this || span.holds_month(*month, today)).last();
    match span {
        Span::All => 99_999_999,
        _ => whole.map_or(0, |month| Place::Month(month).number()),
    }
}

/// The numbers of that span.
pub(super) fn counts(tx: &mut Tx<'_>, whose: Whose, span: Span, group: Group, today: Date) -> Result<Vec<Counted>> {
    let (last, month) = (span.last(today), last_month(span, today));
    let (seen, [person, team, day]) = whose.condition("s.person_id", 3);
    let sums = "CAST(count(*) AS BIGINT), CAST(sum(s.minutes) AS BIGINT)";
    let slips = format!("FROM slip s WHERE s.state = 'open' AND {} AND {seen}", within("s.place", 1, 2));
    let sql = match group {
        // The dividers are kept counted.
        Group::Day => format!(
            "SELECT CASE WHEN s.place % 100 <> 0 AND s.place < $6 THEN $6 ELSE s.place END AS at, CAST(sum(s.files) AS BIGINT), CAST(sum(s.minutes) AS BIGINT)
             FROM divider_load s WHERE s.files > 0 AND {} AND {seen} GROUP BY at ORDER BY at",
            within("s.place", 1, 2)
        ),
        Group::Kind => format!("SELECT s.kind, {sums} {slips} AND $6 >= 0 GROUP BY s.kind ORDER BY 2 DESC, s.kind"),
        Group::Value => format!(
            "SELECT coalesce(c.top_ranked, 0) AS first, {sums} FROM slip s LEFT JOIN client c ON c.id = s.client_id
             WHERE s.state = 'open' AND {} AND {seen} AND $6 >= 0 GROUP BY first ORDER BY first DESC",
            within("s.place", 1, 2)
        ),
        Group::Person => format!(
            "SELECT s.person_id, CAST(sum(s.files) AS BIGINT), CAST(sum(s.minutes) AS BIGINT), p.name
             FROM divider_load s JOIN person p ON p.id = s.person_id
             WHERE s.files > 0 AND {} AND {seen} AND $6 >= 0 GROUP BY s.person_id, p.name ORDER BY p.name, s.person_id",
            within("s.place", 1, 2)
        ),
    };
    let rows = tx.rows(&sql, &[last.into(), month.into(), person, team, day, today.into()])?;
    rows.iter().map(|row| counted(row, group)).collect()
}

fn counted(row: &Row, group: Group) -> Result<Counted> {
    let key = match group {
        Group::Day => Key::Place(row.get(0)?),
        Group::Kind => Key::Kind(row.get(0)?),
        Group::Value => Key::Value(row.get(0)?),
        Group::Person => Key::Person(row.get(0)?, row.get(3)?),
    };
    Ok(Counted { key, files: row.get(1)?, minutes: row.get(2)? })
}

/// Active clients that stand under no divider: there must be none.
pub(super) fn without_date(tx: &mut Tx<'_>, visible: Visible) -> Result<i64> {
    let sql = format!("SELECT count(*) FROM client WHERE state = 'active' AND place IS NULL AND {}", Visible::condition("owner_id", 1));
    tx.one(&sql, &visible.params())
}

/// Which slips are listed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filter {
    pub whose: Whose,
    pub first: i32,
    pub last: i32,
    /// A place before `first` that belongs to it all the same: this month's files without a day.
    pub also: i32,
    /// The greatest month without a day.
    pub month: i32,
    pub kind: Option<SlipKind>,
    pub is_top: Option<bool>,
    /// After that place and slip.
    pub after: Option<(i32, i64)>,
}

impl Filter {
    /// Everything of a span.
    pub(super) fn of(whose: Whose, span: Span, today: Date) -> Filter {
        Filter { whose, first: 0, also: 0, last: span.last(today), month: last_month(span, today), kind: None, is_top: None, after: None }
    }
}

/// One line of the list.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub slip_id: SlipId,
    pub client_id: Option<ClientId>,
    pub name: String,
    pub place: Place,
    pub kind: SlipKind,
    pub line: String,
    pub minutes: u16,
    pub is_top: bool,
    pub person_id: PersonId,
    pub person: String,
}

/// The slips behind a number, by place.
pub(super) fn lines(tx: &mut Tx<'_>, filter: &Filter, limit: u32) -> Result<Vec<Line>> {
    let (seen, [person, team, day]) = filter.whose.condition("s.person_id", 3);
    let sql = format!(
        "SELECT s.id, s.client_id, coalesce(c.name, s.line), s.place, s.kind, s.line, s.minutes, coalesce(c.top_ranked, 0), s.person_id, p.name
         FROM slip s LEFT JOIN client c ON c.id = s.client_id JOIN person p ON p.id = s.person_id
         WHERE s.state = 'open' AND {} AND {seen} AND (s.place >= $6 OR s.place = $12) AND ($7 = '' OR s.kind = $7) AND ($8 < 0 OR coalesce(c.top_ranked, 0) = $8)
           AND (s.place > $9 OR (s.place = $9 AND s.id > $10)) ORDER BY s.place, s.id LIMIT $11",
        within("s.place", 1, 2)
    );
    let (after_place, after_id) = filter.after.unwrap_or((-1, 0));
    let values = params![
        filter.first,
        filter.kind.map_or("", SlipKind::as_str),
        filter.is_top.map_or(-1, i64::from),
        after_place,
        after_id,
        limit,
        filter.also
    ];
    let values: Vec<Value> = [filter.last.into(), filter.month.into(), person, team, day].into_iter().chain(values.iter().cloned()).collect();
    let rows = tx.rows(&sql, &values)?;
    rows.iter()
        .map(|row| {
            Ok::<_, StoreError>(Line {
                slip_id: row.get(0)?,
                client_id: row.get(1)?,
                name: row.get(2)?,
                place: row.get(3)?,
                kind: row.get(4)?,
                line: row.get(5)?,
                minutes: row.get(6)?,
                is_top: row.get(7)?,
                person_id: row.get(8)?,
                person: row.get(9)?,
            })
        })
        .collect()
}
