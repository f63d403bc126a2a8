use super::*;
use crate::load::suggest;
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn quiet_counts_from_the_last_real_contact() {
    let fortnight = Interval::new(14, 21).unwrap();
    let reached = date(2026, 11, 1);
    let on = |day| quiet(fortnight, reached, date(2026, 11, day));
    assert_eq!(on(15), Quiet::InTime);
    assert_eq!(on(16), Quiet::PastIdeal(1));
    assert_eq!(on(22), Quiet::PastIdeal(7));
    assert_eq!(on(23), Quiet::PastLatest(1));
    assert_eq!(quiet(fortnight, date(2027, 1, 1), reached), Quiet::InTime);
    assert_eq!(Interval::new(0, 5), None);
    assert_eq!(Interval::new(6, 5), None);
}

#[test]
fn a_call_nobody_answered_and_a_note_are_no_contact() {
    assert!(is_contact(EntryKind::CallIn, None));
    assert!(is_contact(EntryKind::EmailOut, Some(Outcome::Reached)));
    assert!(!is_contact(EntryKind::CallOut, Some(Outcome::NoAnswer)));
    assert!(!is_contact(EntryKind::Note, None));
}

#[test]
fn a_weekday_stands_out_only_if_it_does() {
    use Weekday::*;
    assert_eq!(habit(&[(Tuesday, 10), (Tuesday, 11)]), None);
    let tuesdays = [(Tuesday, 10), (Tuesday, 11), (Friday, 16), (Tuesday, 9)];
    assert_eq!(habit(&tuesdays), Some(Habit { weekday: Some(Tuesday), hour: 10, contacts: 3 }));
    let mixed = [(Monday, 8), (Tuesday, 9), (Wednesday, 10), (Thursday, 15)];
    assert_eq!(habit(&mixed), Some(Habit { weekday: None, hour: 10, contacts: 4 }));
}

#[test]
fn a_usual_day_that_is_full_or_off_is_left_alone() {
    let calendar = WorkingCalendar { minutes: [360, 360, 360, 360, 360, 0, 0], ..WorkingCalendar::default() };
    let today = date(2026, 11, 23);
    let usual = Some(Habit { weekday: Some(Weekday::Thursday), hour: 10, contacts: 3 });
    let none = BTreeMap::new();
    let week = suggest(Outcome::Reached, None, 8, today, &calendar, &none);
    assert_eq!(on_usual_day(week, usual, 8, today, &calendar, &none).date, date(2026, 12, 3));
    let full = |day| (day, DayLoad { planned_minutes: 360, capacity_minutes: 360, files: 9 });
    let loads = BTreeMap::from([full(date(2026, 12, 3))]);
    assert_eq!(on_usual_day(week, usual, 8, today, &calendar, &loads).date, week.date);
    let tomorrow = suggest(Outcome::NoAnswer, None, 8, today, &calendar, &none);
    assert_eq!(on_usual_day(tomorrow, usual, 8, today, &calendar, &none), tomorrow);
}

proptest! {
    #[test]
    fn day_numbers_add_as_days_do(number in -500_000i64..500_000, days in 0i64..2000) {
        let day = numbered_day(number);
        prop_assert_eq!(day_number(day), number);
        prop_assert_eq!(numbered_day(number + days), day.saturating_add(days.days()));
    }

    #[test]
    fn quiet_grows_day_by_day(ideal in 1u16..400, more in 0u16..400, since in 0i64..2000) {
        let Some(interval) = Interval::new(ideal, ideal + more) else { return Ok(()) };
        let reached = date(2024, 2, 29);
        let on = |days: i64| quiet(interval, reached, reached.saturating_add(days.days()));
        prop_assert!(on(since) <= on(since + 1));
        prop_assert_eq!(on(since) == Quiet::InTime, since <= i64::from(ideal));
    }

    #[test]
    fn the_usual_day_is_a_working_day_near_the_suggested_one(
        weekday in 0i8..7, week in prop::array::uniform7(prop_oneof![Just(0u16), Just(480u16)]), ahead in 0i64..800,
    ) {
        prop_assume!(week.iter().any(|minutes| *minutes > 0));
        let calendar = WorkingCalendar { minutes: week, ..WorkingCalendar::default() };
        let today = date(2028, 2, 20).saturating_add(ahead.days());
        let habit = Weekday::from_monday_zero_offset(weekday).ok().map(|day| Habit { weekday: Some(day), hour: 9, contacts: 5 });
        let none = BTreeMap::new();
        let plain = suggest(Outcome::Reached, Some(14), 8, today, &calendar, &none);
        let moved = on_usual_day(plain, habit, 8, today, &calendar, &none);
        prop_assert!(moved.date > today && calendar.is_working(moved.date));
        prop_assert!(days_between(plain.date, moved.date).abs() <= 3);
    }
}
