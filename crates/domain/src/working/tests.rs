use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn december_2026() -> Month {
    Month { year: 2026, month: 12 }
}

fn any_calendar() -> impl Strategy<Value = WorkingCalendar> {
    (prop::array::uniform7(prop_oneof![Just(0u16), 60u16..600]), prop::collection::btree_set(0i32..800, 0..40)).prop_map(|(minutes, holidays)| {
        WorkingCalendar { minutes, holidays: holidays.into_iter().map(|day| days_later(date(2026, 1, 1), day)).collect() }
    })
}

#[test]
fn a_plain_month_has_twenty_to_twenty_three_working_days() {
    let calendar = WorkingCalendar::default();
    for month in 0..240 {
        let count = calendar.working_days_of(Month { year: 2020, month: 1 }.plus(month)).len();
        assert!((20..=23).contains(&count), "{count}");
    }
}

#[test]
fn a_holiday_is_a_day_off() {
    let mut calendar = WorkingCalendar::default();
    calendar.holidays.insert(date(2026, 12, 25));
    assert_eq!(calendar.minutes(date(2026, 12, 24)), 480);
    assert_eq!(calendar.minutes(date(2026, 12, 25)), 0);
    assert_eq!(calendar.next_working(date(2026, 12, 25)), date(2026, 12, 28));
    assert_eq!(calendar.working_days_of(december_2026()).len(), 22);
    assert_eq!(calendar.minutes_of(december_2026()), 22 * 480);
}

#[test]
fn working_days_are_counted_forwards_and_backwards() {
    let calendar = WorkingCalendar::default();
    let friday = date(2026, 11, 27);
    assert_eq!(calendar.next_working_after(friday), date(2026, 11, 30));
    assert_eq!(calendar.add_working_days(friday, 3), date(2026, 12, 2));
    assert_eq!(calendar.add_working_days(friday, -5), date(2026, 11, 20));
    assert_eq!(calendar.add_working_days(date(2026, 11, 28), 0), date(2026, 11, 30));
}

#[test]
fn a_calendar_without_working_days_still_answers() {
    let calendar = WorkingCalendar { minutes: [0; 7], holidays: BTreeSet::new() };
    let day = date(2026, 11, 27);
    assert_eq!(calendar.next_working(day), day);
    assert_eq!(calendar.add_working_days(day, 5), day);
    assert_eq!(calendar.next_working(Date::MAX), Date::MAX);
    assert_eq!(WorkingCalendar::default().add_working_days(Date::MAX, 5), Date::MAX);
}

proptest! {
    #[test]
    fn the_next_working_day_skips_no_working_day(calendar in any_calendar(), day in 0i32..800) {
        let day = days_later(date(2026, 1, 1), day);
        let next = calendar.next_working(day);
        prop_assert!(next >= day);
        prop_assert!(calendar.is_working(next) || next == day);
        prop_assert_eq!(days(day, next).filter(|between| calendar.is_working(*between) && *between != next).count(), 0);
    }

    #[test]
    fn so_many_working_days_forth_and_back_end_where_they_began(calendar in any_calendar(), count in 1i32..60) {
        prop_assume!(calendar.minutes.iter().any(|minutes| *minutes > 0));
        let start = calendar.next_working(date(2026, 6, 1));
        let there = calendar.add_working_days(start, count);
        prop_assert_eq!(calendar.working_days(start, there).count(), count as usize + 1);
        prop_assert_eq!(calendar.add_working_days(there, -count), start);
    }
}
