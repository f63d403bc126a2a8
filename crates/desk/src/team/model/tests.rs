use super::{Columns, Hours};
use domain::working::WorkingCalendar;
use domain::{Month, PersonId, Place};
use jiff::civil::date;
use std::collections::BTreeMap;

fn calendar() -> WorkingCalendar {
    WorkingCalendar { minutes: [360, 360, 360, 360, 360, 0, 0], holidays: [date(2026, 12, 25)].into() }
}

#[test]
fn ten_working_days_stand_side_by_side_and_a_day_off_only_where_something_stands() {
    let today = date(2026, 11, 27);
    let mut columns = Columns::of(&calendar(), today, 10);
    assert_eq!((columns.days.len(), columns.last(today)), (10, date(2026, 12, 10)));
    assert_eq!(columns.months.last(), Some(&Month::of(date(2027, 1, 1))));
    let on_saturday = BTreeMap::from([(Place::Day(date(2026, 11, 28)), super::Sum { files: 1, minutes: 8 })]);
    columns.with_days_off(&BTreeMap::from([(PersonId(1), on_saturday)]));
    assert_eq!(columns.days[1], date(2026, 11, 28));
    assert_eq!(columns.places().len(), 14);
}

#[test]
fn a_month_holds_what_its_days_after_today_hold_without_holidays() {
    let today = date(2026, 11, 27);
    let columns = Columns::of(&calendar(), today, 10);
    let hours = Hours::of(&calendar(), &columns, today);
    let week = calendar().minutes;
    assert_eq!(hours.minutes(&week, Place::Month(Month::of(today))), 360, "only Monday the 30th is left");
    assert_eq!(hours.minutes(&week, Place::Month(Month::of(date(2026, 12, 1)))), 22 * 360, "23 weekdays less one holiday");
    assert_eq!(hours.minutes(&week, Place::Day(date(2026, 12, 25))), 0);
    assert_eq!(hours.minutes(&[0, 0, 0, 0, 0, 90, 0], Place::Day(date(2026, 11, 28))), 90, "somebody's own week");
}
