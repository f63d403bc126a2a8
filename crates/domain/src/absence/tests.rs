use super::*;
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

fn away(id: i64, person: i64, deputy: i64, from: i8, to: i8) -> Absence {
    Absence { id: AbsenceId(id), person: PersonId(person), deputy: PersonId(deputy), from: date(2026, 11, from), to: date(2026, 11, to) }
}

#[test]
fn a_chain_of_deputies_ends_at_the_first_who_is_there() {
    let absences = [away(1, 1, 2, 2, 20), away(2, 2, 3, 5, 9)];
    let on = |day| worker(&absences, PersonId(1), date(2026, 11, day));
    assert_eq!(on(1), Worker::Own);
    assert_eq!(on(4), Worker::Deputy(PersonId(2), AbsenceId(1)));
    assert_eq!(on(5), Worker::Deputy(PersonId(3), AbsenceId(1)));
    assert_eq!(on(9), Worker::Deputy(PersonId(3), AbsenceId(1)));
    assert_eq!(on(10), Worker::Deputy(PersonId(2), AbsenceId(1)));
    assert_eq!(on(21), Worker::Own);
}

#[test]
fn of_overlapping_absences_the_one_that_began_last_counts() {
    let absences = [away(1, 1, 2, 2, 20), away(2, 1, 3, 5, 9), away(3, 1, 4, 5, 6)];
    let on = |day| worker(&absences, PersonId(1), date(2026, 11, day));
    assert_eq!(on(3), Worker::Deputy(PersonId(2), AbsenceId(1)));
    assert_eq!(on(5), Worker::Deputy(PersonId(4), AbsenceId(3)));
    assert_eq!(on(7), Worker::Deputy(PersonId(3), AbsenceId(2)));
    assert_eq!(on(10), Worker::Deputy(PersonId(2), AbsenceId(1)));
}

#[test]
fn two_who_stand_in_for_each_other_and_are_both_away_leave_nobody() {
    let absences = [away(1, 1, 2, 2, 9), away(2, 2, 1, 5, 12)];
    assert_eq!(worker(&absences, PersonId(1), date(2026, 11, 5)), Worker::Nobody(AbsenceId(1)));
    assert_eq!(
        uncovered(&absences, date(2026, 11, 1)),
        [(PersonId(1), date(2026, 11, 5), date(2026, 11, 9)), (PersonId(2), date(2026, 11, 5), date(2026, 11, 9))]
    );
}

fn absences() -> impl Strategy<Value = Vec<Absence>> {
    let one = (1..6i64, 1..6i64, 0..60i32, 0..25i32);
    proptest::collection::vec(one, 0..12).prop_map(|drawn| {
        let first = date(2028, 2, 1);
        drawn
            .into_iter()
            .enumerate()
            .filter(|(_, (person, deputy, ..))| person != deputy)
            .map(|(n, (person, deputy, begin, length))| Absence {
                id: AbsenceId(n as i64 + 1),
                person: PersonId(person),
                deputy: PersonId(deputy),
                from: first.saturating_add(begin.days()),
                to: first.saturating_add((begin + length).days()),
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn whoever_works_a_binder_is_there_himself(absences in absences(), person in 1..6i64, ahead in 0..90i32) {
        let day = date(2028, 2, 1).saturating_add(ahead.days());
        match worker(&absences, PersonId(person), day) {
            Worker::Own => prop_assert!(governing(&absences, PersonId(person), day).is_none()),
            Worker::Deputy(deputy, absence) => {
                prop_assert!(governing(&absences, deputy, day).is_none());
                prop_assert!(deputy != PersonId(person));
                prop_assert_eq!(governing(&absences, PersonId(person), day).map(|a| a.id), Some(absence));
            }
            Worker::Nobody(_) => {
                // Only a circle of people who are all away ends with nobody.
                let mut next = governing(&absences, PersonId(person), day).map(|a| a.deputy);
                for _ in 0..10 {
                    prop_assert!(next.is_some_and(|who| governing(&absences, who, day).is_some()));
                    next = next.and_then(|who| governing(&absences, who, day)).map(|a| a.deputy);
                }
            }
        }
    }

    #[test]
    fn every_binder_has_one_worker_on_each_day_and_stretches_say_the_same(absences in absences(), since in 0..40i32) {
        let since = date(2028, 2, 1).saturating_add(since.days());
        let stretches = stand_ins(&absences, since);
        let uncovered = uncovered(&absences, since);
        for ahead in 0..90i32 {
            let day = since.saturating_add(ahead.days());
            for person in (1..6).map(PersonId) {
                let standing: Vec<_> = stretches.iter().filter(|s| s.person == person && s.from <= day && day <= s.to).collect();
                let is_uncovered = uncovered.iter().any(|(who, from, to)| *who == person && *from <= day && day <= *to);
                match worker(&absences, person, day) {
                    Worker::Own => prop_assert!(standing.is_empty() && !is_uncovered),
                    Worker::Deputy(deputy, absence) => {
                        prop_assert_eq!(standing.len(), 1);
                        prop_assert_eq!((standing[0].deputy, standing[0].absence), (deputy, absence));
                        prop_assert!(!is_uncovered);
                    }
                    Worker::Nobody(_) => prop_assert!(standing.is_empty() && is_uncovered),
                }
            }
        }
    }

    #[test]
    fn without_absences_to_come_nobody_stands_in(absences in absences()) {
        let after = absences.iter().map(|a| a.to).max().unwrap_or(date(2028, 2, 1)).saturating_add(1.days());
        prop_assert!(stand_ins(&absences, after).is_empty());
    }
}
