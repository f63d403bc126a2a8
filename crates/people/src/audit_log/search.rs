//! What is looked for in the audit log, and the rows that fit.
//!
//! Owns the statement. Rows are taken by their number, newest first, so that a page never shifts under the reader.

use domain::Date;
use jiff::tz::TimeZone;
use store::{StoreError, Tx, Value};
use web::audit::Kind;
use web::audit::chain::{COLUMNS, Line};
use web::{Ask, Failure};

/// Rows on one page.
pub(super) const ROWS: usize = 50;
/// Longest text that is searched, characters.
const TEXT_LENGTH_MAX: usize = 100;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Search {
    /// A colleague's id; 0 for whoever was no colleague: the command line and strangers.
    pub(super) person: Option<i64>,
    pub(super) kind: Option<Kind>,
    pub(super) text: String,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    /// Only rows with a smaller number.
    pub(super) before: Option<i64>,
}

impl Search {
    /// Reads the query of the address; what makes no sense counts as not asked for.
    pub(super) fn of(ask: &Ask) -> Search {
        let day = |name: &str| ask.query(name).and_then(|text| text.parse::<Date>().ok());
        let number = |name: &str| ask.query(name).and_then(|text| text.parse::<i64>().ok());
        let text = ask.query("q").unwrap_or("").chars().filter(|c| !c.is_control()).take(TEXT_LENGTH_MAX);
        Search {
            person: number("person"),
            kind: Kind::ALL.iter().copied().find(|kind| Some(kind.as_str()) == ask.query("kind")),
            text: text.collect::<String>().trim().to_owned(),
            from: day("from"),
            to: day("to"),
            before: number("before"),
        }
    }

    /// The same as a query, from the row after `before` on.
    pub(super) fn address(&self, path: &str, before: Option<i64>) -> String {
        let pairs = [
            ("person", self.person.map(|id| id.to_string())),
            ("kind", self.kind.map(|kind| kind.as_str().to_owned())),
            ("q", Some(self.text.clone()).filter(|text| !text.is_empty())),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("before", before.map(|seq| seq.to_string())),
        ];
        let asked: Vec<String> =
            pairs.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={}", web::form::percent(value)))).collect();
        if asked.is_empty() { path.to_owned() } else { format!("{path}?{}", asked.join("&")) }
    }

    /// Hands each row that fits to `each`, newest first.
    ///
    /// # Errors
    /// [`StoreError`], or the first error of `each`.
    pub(super) fn each(
        &self,
        tx: &mut Tx<'_>,
        zone: &TimeZone,
        limit: Option<usize>,
        each: &mut dyn FnMut(Line) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut asked = Asked { conditions: vec!["1 = 1".to_owned()], values: Vec::new() };
        match self.person {
            Some(0) => asked.conditions.push("person_id IS NULL".to_owned()),
            Some(id) => asked.add("person_id =", id.into()),
            None => {}
        }
        if let Some(kind) = self.kind {
            asked.add("kind =", kind.as_str().into());
        }
        for word in self.text.to_lowercase().split_whitespace() {
            let pattern = format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
            asked.add("words LIKE", pattern.into());
            if let Some(condition) = asked.conditions.last_mut() {
                condition.push_str(" ESCAPE '\\'");
            }
        }
        if let Some(at) = self.from.and_then(|day| start(day, zone)) {
            asked.add("at >=", at.into());
        }
        if let Some(at) = self.to.and_then(|day| day.tomorrow().ok()).and_then(|day| start(day, zone)) {
            asked.add("at <", at.into());
        }
        if let Some(before) = self.before {
            asked.add("seq <", before.into());
        }
        let limit = limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE {} ORDER BY seq DESC{limit}", asked.conditions.join(" AND "));
        tx.each(&sql, &asked.values, &mut |row| each(Line::read(&row)?))
    }

    /// The rows of one page, and whether there are more.
    ///
    /// # Errors
    /// [`Failure::Store`].
    pub(super) fn page(&self, tx: &mut Tx<'_>, zone: &TimeZone) -> Result<(Vec<Line>, bool), Failure> {
        let mut lines = Vec::new();
        self.each(tx, zone, Some(ROWS + 1), &mut |line| {
            lines.push(line);
            Ok(())
        })?;
        let more = lines.len() > ROWS;
        lines.truncate(ROWS);
        Ok((lines, more))
    }
}

struct Asked {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Asked {
    fn add(&mut self, comparison: &str, value: Value) {
        self.values.push(value);
        self.conditions.push(format!("{comparison} ${}", self.values.len()));
    }
}

/// The first moment of a day, UTC milliseconds.
fn start(day: Date, zone: &TimeZone) -> Option<i64> {
    day.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp().as_millisecond())
}
