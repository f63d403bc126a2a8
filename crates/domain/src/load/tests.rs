use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn today() -> Date {
    date(2026, 11, 23)
}

fn slip(id: i64, minutes: u16, value: i64) -> DaySlip {
    DaySlip { id: SlipId(id), kind: SlipKind::Call, minutes, agreed: false, promised: false, first_ranked: false, value, postponed: 0 }
}

fn any_slips() -> impl Strategy<Value = Vec<DaySlip>> {
    let any_slip = (1u16..90, 0i64..5, any::<bool>(), any::<bool>(), any::<bool>(), 0..SlipKind::ALL.len());
    prop::collection::vec(any_slip, 0..30).prop_map(|slips| {
        let numbered = slips.into_iter().enumerate();
        numbered
            .map(|(number, (minutes, value, agreed, promised, first_ranked, kind))| DaySlip {
                kind: SlipKind::ALL[kind],
                agreed,
                promised,
                first_ranked,
                ..slip(number as i64, minutes, value)
            })
            .collect()
    })
}

fn any_free_days(least: usize) -> impl Strategy<Value = Vec<(Date, u32)>> {
    prop::collection::vec(prop_oneof![Just(0u32), 1u32..500], least..20)
        .prop_map(|free| free.into_iter().enumerate().map(|(day, free)| (days_later(today(), day as i32), free)).collect())
}

fn given_per_day(items: &[(usize, u16)], days: &[(Date, u32)]) -> Vec<u32> {
    let mut given: BTreeMap<Date, u32> = days.iter().map(|(day, _)| (*day, 0)).collect();
    for (id, day) in deal(items, days) {
        *given.get_mut(&day).unwrap() += u32::from(items[id].1);
    }
    given.into_values().collect()
}

#[test]
fn planned_minutes_start_at_the_default_and_follow_the_log() {
    assert_eq!(planned_minutes(SlipKind::Call, None), 8);
    assert_eq!(planned_minutes(SlipKind::Meeting, None), 60);
    let long_calls = |count: u32| Learned { default_minutes: 8, sum: u64::from(count) * 20, count };
    assert_eq!(planned_minutes(SlipKind::Call, Some(long_calls(5))), 14);
    assert_eq!(planned_minutes(SlipKind::Call, Some(long_calls(1000))), 20);
    let absurd = Learned { default_minutes: u16::MAX, sum: u64::MAX, count: u32::MAX };
    assert_eq!(absurd.planned_minutes(), 480);
    assert_eq!(Learned { default_minutes: 0, sum: 0, count: 9 }.planned_minutes(), 1);
}

#[test]
fn a_day_is_free_fitting_tight_or_over() {
    let load = |planned_minutes| DayLoad { planned_minutes, capacity_minutes: 360, files: 1 };
    assert_eq!([0, 100, 306, 360, 361].map(|planned| load(planned).level()), [Level::Free, Level::Fits, Level::Tight, Level::Tight, Level::Over]);
    assert_eq!((load(430).over_by(), load(430).percent(), load(300).free_minutes()), (70, 119, 60));
    let day_off = DayLoad { planned_minutes: 8, capacity_minutes: 0, files: 1 };
    assert_eq!((day_off.level(), day_off.percent()), (Level::Over, 999));
}

#[test]
fn agreed_promised_called_back_and_first_ranked_slips_stay() {
    let slips = [
        DaySlip { agreed: true, ..slip(1, 8, 0) },
        DaySlip { promised: true, ..slip(2, 8, 0) },
        DaySlip { kind: SlipKind::Callback, ..slip(3, 8, 0) },
        DaySlip { first_ranked: true, ..slip(4, 8, 0) },
        slip(5, 8, 70),
        DaySlip { postponed: 1, ..slip(6, 8, 20) },
        slip(7, 8, 20),
    ];
    assert_eq!(movable(&slips).iter().map(|slip| slip.id.0).collect::<Vec<_>>(), [7, 6, 5]);
}

#[test]
fn the_least_valuable_move_to_the_nearest_day_with_room() {
    let slips = [slip(1, 10, 300), slip(2, 10, 100), slip(3, 10, 200)];
    let (tuesday, wednesday) = (date(2026, 11, 24), date(2026, 11, 25));
    let moves = propose_moves(&slips, 20, &[(wednesday, 60), (tuesday, 12)]);
    assert_eq!(moves, [(SlipId(2), tuesday), (SlipId(3), wednesday)]);
    assert_eq!(propose_moves(&slips, 0, &[(tuesday, 60)]), []);
    assert_eq!(propose_moves(&slips, 20, &[(tuesday, 5)]), []);
}

#[test]
fn a_long_slip_makes_a_short_one_needless() {
    let moves = propose_moves(&[slip(1, 5, 1), slip(2, 60, 2)], 30, &[(date(2026, 11, 24), 480)]);
    assert_eq!(moves, [(SlipId(2), date(2026, 11, 24))]);
    let just_enough = propose_moves(&[slip(1, 5, 1), slip(2, 30, 2)], 30, &[(date(2026, 11, 24), 480)]);
    assert_eq!(just_enough, [(SlipId(2), date(2026, 11, 24))]);
}

#[test]
fn a_month_is_dealt_in_proportion_to_the_room() {
    let items: Vec<(usize, u16)> = (0..30).map(|id| (id, 10)).collect();
    let days = [(date(2026, 7, 1), 400), (date(2026, 7, 2), 200), (date(2026, 7, 3), 0)];
    assert_eq!(given_per_day(&items, &days), [200, 100, 0]);
}

#[test]
fn what_is_too_much_is_too_much_everywhere_alike() {
    let items: Vec<(usize, u16)> = (0..90).map(|id| (id, 10)).collect();
    let days = [(date(2026, 7, 1), 400), (date(2026, 7, 2), 200), (date(2026, 7, 3), 0)];
    assert_eq!(given_per_day(&items, &days), [500, 300, 100]);
    assert_eq!(deal(&items, &[]), []);
}

#[test]
fn a_million_items_are_dealt_over_sixty_days() {
    let items: Vec<(usize, u16)> = (0..1_000_000).map(|id| (id, [8, 10, 60, 15][id % 4])).collect();
    let days: Vec<(Date, u32)> = (0..60).map(|day| (days_later(today(), day), 100_000 + 1_000 * day as u32)).collect();
    let given = given_per_day(&items, &days);
    let over: Vec<i64> = given.iter().zip(&days).map(|(given, (_, free))| i64::from(*given) - i64::from(*free)).collect();
    assert!(over.iter().max().unwrap() - over.iter().min().unwrap() <= 60);
}

#[test]
fn each_outcome_suggests_its_own_date() {
    let calendar = WorkingCalendar::default();
    let suggest = |outcome, rhythm| {
        let suggestion = suggest(outcome, rhythm, 8, today(), &calendar, &BTreeMap::new());
        (suggestion.date, suggestion.reason, suggestion.for_room)
    };
    assert_eq!(suggest(Outcome::Reached, None), (date(2026, 11, 30), Reason::Week, false));
    assert_eq!(suggest(Outcome::Reached, Some(38)), (date(2026, 12, 31), Reason::Rhythm, false));
    assert_eq!(suggest(Outcome::Agreed, Some(38)), (date(2026, 11, 30), Reason::Week, false));
    assert_eq!(suggest(Outcome::NoAnswer, None), (date(2026, 11, 24), Reason::NextWorkingDay, false));
    assert_eq!(suggest(Outcome::CallBack, None), (date(2026, 11, 24), Reason::CallBack, false));
    assert_eq!(suggest(Outcome::SaidNo, None), (date(2027, 2, 23), Reason::ThreeMonths, false));
}

#[test]
fn a_full_day_is_passed_over_but_not_for_a_call_back() {
    let calendar = WorkingCalendar::default();
    let full = DayLoad { planned_minutes: 480, capacity_minutes: 480, files: 40 };
    let loads = BTreeMap::from([(date(2026, 11, 30), full), (date(2026, 11, 24), full)]);
    let week = suggest(Outcome::Reached, None, 8, today(), &calendar, &loads);
    assert_eq!((week.date, week.for_room), (date(2026, 12, 1), true));
    let call_back = suggest(Outcome::CallBack, None, 8, today(), &calendar, &loads);
    assert_eq!((call_back.date, call_back.for_room), (date(2026, 11, 24), false));
    let all_full: BTreeMap<Date, DayLoad> = (0..60).map(|day| (days_later(today(), day), full)).collect();
    assert_eq!(suggest(Outcome::Reached, None, 8, today(), &calendar, &all_full).date, date(2026, 11, 30));
}

proptest! {
    #[test]
    fn moves_are_enough_no_more_and_break_no_promise(
        slips in any_slips(), over_by in 0u32..400, free_days in any_free_days(0),
    ) {
        let moves = propose_moves(&slips, over_by, &free_days);
        let minutes = |id: SlipId| u32::from(slips.iter().find(|slip| slip.id == id).unwrap().minutes);
        let moved: u32 = moves.iter().map(|(id, _)| minutes(*id)).sum();
        prop_assert_eq!(moves.iter().map(|(id, _)| id).collect::<BTreeSet<_>>().len(), moves.len());
        for (id, day) in &moves {
            prop_assert!(slips.iter().find(|slip| slip.id == *id).unwrap().is_movable());
            prop_assert!(moved - minutes(*id) < over_by);
            let given: u32 = moves.iter().filter(|(_, other)| other == day).map(|(id, _)| minutes(*id)).sum();
            prop_assert!(given <= free_days.iter().find(|(free_day, _)| free_day == day).unwrap().1);
        }
        let roomy = free_days.iter().any(|(_, free)| *free >= 30 * 90);
        let all_movable: u32 = movable(&slips).iter().map(|slip| u32::from(slip.minutes)).sum();
        prop_assert!(moved >= over_by.min(all_movable) || !roomy);
    }

    #[test]
    fn every_item_is_dealt_once_to_one_of_the_days(
        minutes in prop::collection::vec(0u16..100, 0..300), days in any_free_days(1),
    ) {
        let items: Vec<(usize, u16)> = minutes.into_iter().enumerate().collect();
        let dealt = deal(&items, &days);
        prop_assert!(dealt.iter().map(|(id, _)| *id).eq(0..items.len()));
        prop_assert!(dealt.iter().all(|(_, day)| days.iter().any(|(known, _)| known == day)));
    }

    #[test]
    fn equal_days_are_filled_to_within_one_item(
        minutes in prop::collection::vec(1u16..100, 0..300), count in 1usize..20, free in 0u32..2000,
    ) {
        let items: Vec<(usize, u16)> = minutes.into_iter().enumerate().collect();
        let days: Vec<(Date, u32)> = (0..count).map(|day| (days_later(today(), day as i32), free)).collect();
        let given = given_per_day(&items, &days);
        prop_assert!(given.iter().max().unwrap() - given.iter().min().unwrap() < 100);
    }

    #[test]
    fn a_suggestion_is_a_working_day_after_today(
        outcome in 0..Outcome::ALL.len(), rhythm in proptest::option::of(0u16..800), minutes in 1u16..480,
        week in prop::array::uniform7(prop_oneof![Just(0u16), Just(480u16)]), day in 0i32..800,
        full in prop::collection::btree_set(0i32..60, 0..40),
    ) {
        prop_assume!(week.iter().any(|minutes| *minutes > 0));
        let calendar = WorkingCalendar { minutes: week, ..WorkingCalendar::default() };
        let today = days_later(today(), day);
        let load = DayLoad { planned_minutes: 480, capacity_minutes: 480, files: 40 };
        let loads = full.into_iter().map(|day| (days_later(today, day), load)).collect();
        let suggestion = suggest(Outcome::ALL[outcome], rhythm, minutes, today, &calendar, &loads);
        prop_assert!(suggestion.date > today && calendar.is_working(suggestion.date));
    }
}
