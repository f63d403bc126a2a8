//! The rules of the reminders, over whole days of minutes.

use super::*;
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

const NEVER_QUIET: QuietHours = QuietHours { from: 0, to: 0 };

fn at(day: Date, minute: i64) -> DateTime {
    day.at(0, 0, 0, 0).saturating_add(minute.minutes())
}

fn monday() -> Date {
    date(2026, 11, 23)
}

fn timed(minute: u16) -> Timed {
    Timed { day: monday(), minute, is_agreed: true }
}

fn due(minute: u16, wish: Wish, now: i64) -> bool {
    is_due(timed(minute), wish, &WorkingCalendar::default(), at(monday(), now), (i64::from(minute) - now) * 60)
}

#[test]
fn quiet_hours_may_span_midnight_and_two_equal_ones_are_none() {
    let night = QuietHours { from: 20 * 60, to: 7 * 60 };
    assert!(night.holds(20 * 60) && night.holds(23 * 60) && night.holds(0) && night.holds(7 * 60 - 1));
    assert!(!night.holds(7 * 60) && !night.holds(20 * 60 - 1));
    let noon = QuietHours { from: 12 * 60, to: 13 * 60 };
    assert!(noon.holds(12 * 60) && !noon.holds(13 * 60) && !noon.holds(0));
    assert!((0..1440).all(|minute| !NEVER_QUIET.holds(minute)));
}

#[test]
fn what_falls_into_quiet_hours_is_told_at_their_end_if_it_lies_ahead_then() {
    let wish = Wish { before: 10, quiet: QuietHours { from: 20 * 60, to: 7 * 60 } };
    assert!(!due(425, wish, 415) && !due(425, wish, 419) && due(425, wish, 420));
    assert!((0..1440).all(|now| !due(6 * 60, wish, now)), "a time within quiet hours is not told");
    assert!(!due(420, wish, 419) && due(420, wish, 420) && !due(420, wish, 425), "at their very end it is told at once");
}

#[test]
fn after_a_pause_of_the_server_it_is_told_while_the_time_has_not_passed() {
    let wish = Wish { before: 30, quiet: NEVER_QUIET };
    assert!(!due(600, wish, 569) && due(600, wish, 570) && due(600, wish, 599) && !due(600, wish, 600));
    let at_once = Wish { before: 0, quiet: NEVER_QUIET };
    assert!(!due(600, at_once, 599) && due(600, at_once, 600) && due(600, at_once, 604) && !due(600, at_once, 605));
}

#[test]
fn shortly_after_midnight_is_told_on_the_evening_before() {
    let wish = Wish { before: 10, quiet: NEVER_QUIET };
    assert!(due(5, wish, -5) && !due(5, wish, -6));
}

#[test]
fn on_a_day_off_only_what_was_agreed_is_told() {
    let wish = Wish { before: 10, quiet: NEVER_QUIET };
    let sunday = Timed { day: date(2026, 11, 22), minute: 600, is_agreed: false };
    let now = at(sunday.day, 595);
    assert!(!is_due(sunday, wish, &WorkingCalendar::default(), now, 300));
    assert!(is_due(Timed { is_agreed: true, ..sunday }, wish, &WorkingCalendar::default(), now, 300));
}

#[test]
fn on_the_day_on_which_the_clock_is_put_forward_it_is_told_as_long_before_as_wished() {
    let wish = Wish { before: 60, quiet: NEVER_QUIET };
    // At 03:30 of a day without the hour from 2 to 3, an hour before is 01:30.
    let told = |hour: i8, left: i64| is_due(timed(210), wish, &WorkingCalendar::default(), monday().at(hour, 30, 0, 0), left * 60);
    assert!(told(1, 60) && !told(0, 120));
}

#[test]
fn the_minutes_left_are_counted_up_to_the_full_minute() {
    assert_eq!([600, 575, 60, 1, 0, -6000].map(minutes_left), [10, 10, 1, 1, 0, 0]);
}

proptest! {
    #[test]
    fn never_before_the_wish_never_in_quiet_hours_and_never_after_the_time(
        minute in 0_u16..1440, before in 0_u16..=BEFORE_MAX, from in 0_u16..1440, to in 0_u16..1440, now in -300_i64..1500,
    ) {
        let quiet = QuietHours { from, to };
        if due(minute, Wish { before, quiet }, now) {
            let (time, before) = (i64::from(minute), i64::from(before));
            prop_assert!(time - before <= now);
            let end = if from != to && minute == to { time + i64::from(GRACE) } else { time.max(time - before + i64::from(GRACE)) };
            prop_assert!(now < end);
            prop_assert!(!quiet.holds(now.rem_euclid(1440) as u16));
        }
    }

    #[test]
    fn whoever_wishes_no_quiet_is_told_of_every_time(minute in 0_u16..1440, before in 0_u16..=BEFORE_MAX) {
        let wish = Wish { before, quiet: NEVER_QUIET };
        let first = i64::from(minute) - i64::from(before);
        prop_assert!(due(minute, wish, first));
        prop_assert!(!due(minute, wish, first - 1));
    }

    #[test]
    fn outside_quiet_hours_they_change_nothing(minute in 0_u16..1440, before in 0_u16..=BEFORE_MAX, from in 0_u16..1440, to in 0_u16..1440, now in 0_i64..1440) {
        prop_assume!(minute != to);
        let quiet = QuietHours { from, to };
        let told = due(minute, Wish { before, quiet }, now);
        prop_assert_eq!(told, due(minute, Wish { before, quiet: NEVER_QUIET }, now) && !quiet.holds(now as u16));
    }
}
