//! Ahead: what is to come, counted, at one click (B3).
//!
//! Owns the counts of the coming week, month or of all, by day, kind, value or person, and the files behind each
//! number. Never writes, and never counts what is closed.

mod files;
mod pages;
mod queries;

use domain::{Date, Month, Place};
use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/ahead" Staff pages::ahead,
        GET "/ahead/files" Staff files::files,
    ]
}

/// How far ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    /// Today and the six days after it.
    Week,
    /// Today and the thirty days after it.
    Month,
    /// Everything.
    All,
}

impl Span {
    const ALL: [Span; 3] = [Span::Week, Span::Month, Span::All];

    fn parse(text: &str) -> Option<Span> {
        Span::ALL.into_iter().find(|span| span.as_str() == text)
    }

    fn as_str(self) -> &'static str {
        match self {
            Span::Week => "week",
            Span::Month => "month",
            Span::All => "all",
        }
    }

    /// The number of the last place that belongs to it.
    fn last(self, today: Date) -> i32 {
        match self {
            Span::Week => Place::Day(domain::working::days_later(today, 6)).number(),
            Span::Month => Place::Day(domain::working::days_later(today, 30)).number(),
            Span::All => 99_999_999,
        }
    }

    /// Files of a month without a day belong to it when the whole month does.
    fn holds_month(self, month: Month, today: Date) -> bool {
        self == Span::All || Place::Day(month.last_day()).number() <= self.last(today)
    }
}

/// By what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Each day, and each month of files without one.
    Day,
    /// What the slips ask for.
    Kind,
    /// Clients of the first rank, and the others.
    Value,
    /// Whose binder.
    Person,
}

impl Group {
    const ALL: [Group; 4] = [Group::Day, Group::Kind, Group::Value, Group::Person];

    fn parse(text: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.as_str() == text)
    }

    fn as_str(self) -> &'static str {
        match self {
            Group::Day => "day",
            Group::Kind => "kind",
            Group::Value => "value",
            Group::Person => "person",
        }
    }
}
