use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn numbered() -> BinderSettings {
    BinderSettings::default()
}

fn dated(horizon_months: u8) -> BinderSettings {
    BinderSettings { mode: Mode::Dated, horizon_months, ..BinderSettings::default() }
}

fn one_file() -> Counted {
    Counted { files: 1, minutes: 8, agreed: 0 }
}

fn under_day(year: i16, month: i8, day: i8) -> Standing {
    Standing::Under(Divider::Day(date(year, month, day)))
}

fn under_month(year: i16, month: i8) -> Standing {
    Standing::Under(Divider::Month(Month { year, month }))
}

fn any_settings() -> impl Strategy<Value = BinderSettings> {
    (prop_oneof![Just(Mode::Numbered), Just(Mode::Dated)], 0u8..5, 0u8..40).prop_map(|(mode, horizon_months, month_end_days)| BinderSettings {
        mode,
        horizon_months,
        month_end_days,
    })
}

/// Four years from 2023, with the leap February of 2024; month ends come up as often as all other days.
fn any_today() -> impl Strategy<Value = Date> {
    let any_day = (0i32..1461).prop_map(|day| days_later(date(2023, 1, 1), day));
    let month_end = (0i32..48, 0i32..5).prop_map(|(month, before)| days_later(Month { year: 2023, month: 1 }.plus(month).last_day(), 1 - before));
    prop_oneof![any_day, month_end]
}

fn any_calendar() -> impl Strategy<Value = WorkingCalendar> {
    prop::array::uniform7(prop_oneof![Just(0u16), Just(360u16)]).prop_map(|minutes| WorkingCalendar { minutes, ..WorkingCalendar::default() })
}

/// Places from two months ago to two years ahead, as distances from today.
fn any_places() -> impl Strategy<Value = Vec<(i32, bool)>> {
    prop::collection::vec((prop_oneof![-70i32..70, 0i32..800], any::<bool>()), 0..60)
}

fn occupied(today: Date, places: &[(i32, bool)]) -> BTreeMap<Place, Counted> {
    let mut occupied = BTreeMap::new();
    for &(distance, has_day) in places {
        let day = days_later(today, distance);
        let place = if has_day { Place::Day(day) } else { Place::Month(Month::of(day)) };
        *occupied.entry(place).or_default() += one_file();
    }
    occupied
}

#[test]
fn a_day_of_this_month_stands_under_its_number() {
    let today = date(2026, 6, 13);
    assert_eq!(divider_of(Place::Day(today), today, &numbered()), under_day(2026, 6, 13));
    assert_eq!(divider_of(Place::Day(date(2026, 6, 30)), today, &numbered()), under_day(2026, 6, 30));
}

#[test]
fn a_day_of_another_month_stands_under_that_month_with_the_day_noted() {
    let today = date(2026, 6, 13);
    let fifth_of_july = Place::Day(date(2026, 7, 5));
    assert_eq!(divider_of(fifth_of_july, today, &numbered()), under_month(2026, 7));
    assert_eq!(note_of(fifth_of_july, today, &numbered()), Some(date(2026, 7, 5)));
    assert_eq!(note_of(Place::Month(Month { year: 2026, month: 7 }), today, &numbered()), None);
}

#[test]
fn in_the_last_days_of_a_month_passed_numbers_serve_the_next_month() {
    let eighth_of_july = Place::Day(date(2026, 7, 8));
    assert_eq!(divider_of(eighth_of_july, date(2026, 6, 23), &numbered()), under_month(2026, 7));
    assert_eq!(divider_of(eighth_of_july, date(2026, 6, 24), &numbered()), under_day(2026, 7, 8));
    assert_eq!(note_of(eighth_of_july, date(2026, 6, 24), &numbered()), None);
    // The 24th is still in use for June; it has not passed.
    assert_eq!(divider_of(Place::Day(date(2026, 7, 24)), date(2026, 6, 24), &numbered()), under_month(2026, 7));
}

#[test]
fn a_number_this_month_does_not_have_is_not_a_passed_number() {
    let last_of_february = date(2027, 2, 28);
    assert_eq!(divider_of(Place::Day(date(2027, 3, 27)), last_of_february, &numbered()), under_day(2027, 3, 27));
    for day in 28..=31 {
        assert_eq!(divider_of(Place::Day(date(2027, 3, day)), last_of_february, &numbered()), under_month(2027, 3));
    }
    let last_of_january = date(2027, 1, 31);
    assert_eq!(divider_of(Place::Day(date(2027, 2, 28)), last_of_january, &numbered()), under_day(2027, 2, 28));
    assert_eq!(divider_of(Place::Day(date(2027, 3, 1)), last_of_january, &numbered()), under_month(2027, 3));
    let leap_day = date(2028, 2, 29);
    assert_eq!(divider_of(Place::Day(leap_day), leap_day, &numbered()), under_day(2028, 2, 29));
    assert_eq!(divider_of(Place::Day(date(2028, 3, 28)), leap_day, &numbered()), under_day(2028, 3, 28));
}

#[test]
fn what_an_earlier_day_left_is_carried_over_with_its_day() {
    let today = date(2026, 11, 23);
    let friday = Place::Day(date(2026, 11, 20));
    assert_eq!(divider_of(friday, today, &numbered()), Standing::CarriedOver { since: date(2026, 11, 20) });
    let october = Place::Month(Month { year: 2026, month: 10 });
    assert_eq!(divider_of(october, today, &dated(2)), Standing::CarriedOver { since: date(2026, 10, 31) });
    let strip = dividers(
        today,
        &numbered(),
        &WorkingCalendar::default(),
        date(2026, 11, 20),
        &BTreeMap::from([(friday, one_file()), (october, one_file()), (Place::Day(today), one_file())]),
    );
    assert_eq!(strip[0].divider, Divider::Day(date(2026, 11, 20)));
    let line = strip.iter().find(|line| line.divider == Divider::Day(today)).unwrap();
    assert_eq!((line.counted.files, line.carried_over.files, line.total().files), (1, 2, 3));
}

#[test]
fn the_numbered_strip_has_the_days_of_the_month_and_twelve_months() {
    let today = date(2026, 6, 1);
    let strip = dividers(today, &numbered(), &WorkingCalendar::default(), today, &BTreeMap::new());
    assert_eq!(strip.len(), 30 + 12);
    assert_eq!(strip[30].divider, Divider::Month(Month { year: 2026, month: 7 }));
    assert_eq!(strip[41].divider, Divider::Month(Month { year: 2027, month: 6 }));
}

#[test]
fn the_dated_strip_has_working_days_and_the_months_beyond() {
    let calendar = WorkingCalendar::default();
    let today = date(2026, 6, 1);
    let strip = dividers(today, &dated(2), &calendar, today, &BTreeMap::new());
    let day_count = strip.iter().filter(|line| line.number().is_some()).count();
    assert_eq!(day_count, calendar.working_days(today, date(2026, 7, 31)).count());
    assert_eq!(strip[day_count].divider, Divider::Month(Month { year: 2026, month: 8 }));
    // In the last days of the month the dividers of a new month are added.
    assert_eq!(dated(1).last_day(date(2026, 6, 23)), date(2026, 6, 30));
    assert_eq!(dated(1).last_day(date(2026, 6, 24)), date(2026, 7, 31));
}

#[test]
fn a_file_on_a_day_off_is_shown_and_the_day_marked() {
    let (today, sunday) = (date(2026, 6, 1), date(2026, 6, 7));
    let files = BTreeMap::from([(Place::Day(sunday), one_file())]);
    let strip = dividers(today, &dated(1), &WorkingCalendar::default(), today, &files);
    let line = strip.iter().find(|line| line.divider == Divider::Day(sunday)).unwrap();
    assert!(!line.is_working);
    assert_eq!((line.counted.files, line.capacity_minutes), (1, 0));
}

#[test]
fn a_month_without_a_day_waits_under_its_month_to_be_dealt() {
    let july = Month { year: 2026, month: 7 };
    let place = Place::Month(july);
    assert_eq!(to_deal([place], date(2026, 6, 23), &numbered()), []);
    assert_eq!(to_deal([place, Place::Day(date(2026, 7, 1))], date(2026, 6, 24), &numbered()), [july]);
    assert_eq!(to_deal([place], date(2026, 6, 1), &dated(2)), [july]);
    assert_eq!(divider_of(place, date(2026, 7, 31), &numbered()), under_month(2026, 7));
    let calendar = WorkingCalendar::default();
    assert_eq!(dealing_days(july, date(2026, 6, 24), &calendar).len(), 23);
    assert_eq!(dealing_days(july, date(2026, 7, 30), &calendar), [date(2026, 7, 30), date(2026, 7, 31)]);
    assert_eq!(dealing_days(july, date(2026, 8, 1), &calendar), [date(2026, 8, 3)]);
}

#[test]
fn digits_mean_the_nearest_such_day() {
    assert_eq!(resolve_digits(24, date(2026, 11, 23)), Some(Place::Day(date(2026, 11, 24))));
    assert_eq!(resolve_digits(23, date(2026, 11, 23)), Some(Place::Day(date(2026, 11, 23))));
    assert_eq!(resolve_digits(8, date(2026, 11, 23)), Some(Place::Day(date(2026, 12, 8))));
    assert_eq!(resolve_digits(31, date(2026, 11, 23)), Some(Place::Day(date(2026, 12, 31))));
    assert_eq!(resolve_digits(30, date(2027, 1, 31)), Some(Place::Day(date(2027, 3, 30))));
    assert_eq!((resolve_digits(0, date(2026, 1, 1)), resolve_digits(32, date(2026, 1, 1))), (None, None));
    assert_eq!(resolve_digits(200, date(2026, 1, 1)), None);
}

#[test]
fn a_new_day_changes_the_view_and_no_place() {
    let (monday, tuesday) = (Place::Day(date(2026, 11, 23)), Place::Day(date(2026, 11, 24)));
    let rolled = rollover([monday, tuesday], date(2026, 11, 23), date(2026, 11, 24), &numbered());
    assert_eq!(rolled.len(), 1);
    assert_eq!(rolled[0].place, monday);
    assert_eq!(rolled[0].after, Standing::CarriedOver { since: date(2026, 11, 23) });
}

#[test]
fn modes_are_read_as_they_are_stored() {
    for mode in [Mode::Numbered, Mode::Dated] {
        assert_eq!(Mode::parse(mode.as_str()), Some(mode));
    }
    assert_eq!(Mode::parse("both"), None);
}

#[test]
fn the_end_of_the_calendar_breaks_nothing() {
    let today = date(9999, 12, 31);
    for settings in [numbered(), dated(3)] {
        let strip = dividers(today, &settings, &WorkingCalendar::default(), today, &BTreeMap::new());
        assert!(strip.iter().any(|line| line.divider == Divider::Day(today)));
    }
}

#[test]
fn on_every_day_of_eight_years_no_number_stands_for_two_days() {
    let calendar = WorkingCalendar::default();
    for today in days(date(2023, 1, 1), date(2030, 12, 31)) {
        for month_end_days in [0, 1, 7, 31] {
            let settings = BinderSettings { month_end_days, ..numbered() };
            let strip = dividers(today, &settings, &calendar, days_later(today, -40), &BTreeMap::new());
            let numbers: Vec<u8> = strip.iter().filter_map(DividerLine::number).collect();
            assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len(), "{today}: {numbers:?}");
        }
    }
}

proptest! {
    #[test]
    fn every_file_is_seen_exactly_once(
        today in any_today(), settings in any_settings(), calendar in any_calendar(), places in any_places(),
        first in -60i32..60,
    ) {
        let occupied = occupied(today, &places);
        let strip = dividers(today, &settings, &calendar, days_later(today, first), &occupied);
        for (place, counted) in &occupied {
            let alone = BTreeMap::from([(*place, *counted)]);
            let seen: Vec<u32> = dividers(today, &settings, &calendar, today, &alone)
                .iter().map(|line| line.total().files).filter(|files| *files > 0).collect();
            prop_assert_eq!(seen, vec![counted.files]);
        }
        prop_assert_eq!(strip.iter().map(|line| line.total().files).sum::<u32>() as usize, places.len());
        let today_lines = strip.iter().filter(|line| line.divider == Divider::Day(today)).count();
        prop_assert_eq!(today_lines, 1);
    }

    #[test]
    fn the_strip_is_in_true_date_order_and_both_modes_tell_the_same(
        today in any_today(), settings in any_settings(), calendar in any_calendar(), places in any_places(),
    ) {
        let occupied = occupied(today, &places);
        let mut totals = Vec::new();
        for mode in [Mode::Numbered, Mode::Dated] {
            let strip = dividers(today, &BinderSettings { mode, ..settings }, &calendar, today, &occupied);
            prop_assert!(strip.windows(2).all(|pair| pair[0].divider < pair[1].divider));
            let mut total = Counted::default();
            strip.iter().for_each(|line| total += line.total());
            let carried: u32 = strip.iter().map(|line| line.carried_over.files).sum();
            totals.push((total, carried));
        }
        prop_assert_eq!(totals[0], totals[1]);
    }

    #[test]
    fn the_view_keeps_the_day_and_the_month_of_every_place(
        today in any_today(), settings in any_settings(), distance in -70i32..800, has_day in any::<bool>(),
    ) {
        let day = days_later(today, distance);
        let place = if has_day { Place::Day(day) } else { Place::Month(Month::of(day)) };
        match divider_of(place, today, &settings) {
            Standing::CarriedOver { since } => prop_assert!(since < today && Month::of(since) == place.month()),
            Standing::Under(Divider::Day(shown)) => prop_assert!(shown >= today && Some(shown) == place.day()),
            Standing::Under(Divider::Month(month)) => {
                prop_assert_eq!(month, place.month());
                prop_assert_eq!(note_of(place, today, &settings), place.day());
            }
        }
    }

    #[test]
    fn digits_go_to_the_divider_that_shows_the_number(today in any_today(), settings in any_settings(), number in 1u8..=31) {
        let settings = BinderSettings { mode: Mode::Numbered, ..settings };
        let place = resolve_digits(number, today).unwrap();
        let strip = dividers(today, &settings, &WorkingCalendar::default(), today, &BTreeMap::new());
        if let Some(line) = strip.iter().find(|line| line.number() == Some(number)) {
            prop_assert_eq!(divider_of(place, today, &settings), Standing::Under(line.divider));
        }
        prop_assert_eq!(place.day().unwrap().day().unsigned_abs(), number);
    }

    #[test]
    fn a_file_comes_nearer_day_by_day_and_never_goes_back(today in any_today(), settings in any_settings(), distance in 0i32..200) {
        // Month, then day, then carried over; once under its day it is not put back under its month.
        let place = Place::Day(days_later(today, distance));
        let nearness = |day: i32| match divider_of(place, days_later(today, day), &settings) {
            Standing::Under(Divider::Month(_)) => 0,
            Standing::Under(Divider::Day(_)) => 1,
            Standing::CarriedOver { .. } => 2,
        };
        for day in 0..=distance {
            prop_assert!(nearness(day) <= nearness(day + 1));
        }
        prop_assert_eq!(nearness(distance), 1);
    }
}
