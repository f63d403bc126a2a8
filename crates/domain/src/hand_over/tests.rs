use super::*;
use crate::working::days_later;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2028, 2, 21);

fn receiver(person: i64, planned: &[(i32, u32)]) -> Receiver {
    let planned = planned.iter().map(|(ahead, minutes)| (Place::Day(days_later(TODAY, *ahead)), *minutes)).collect();
    Receiver { person: PersonId(person), calendar: WorkingCalendar::default(), planned }
}

fn item(id: usize, ahead: i32, minutes: u16) -> Given<usize> {
    Given { id, place: Some(Place::Day(days_later(TODAY, ahead))), minutes }
}

#[test]
fn whoever_has_less_to_do_gets_more_until_both_have_the_same() {
    let items: Vec<_> = (0..20).map(|id| item(id, 1, 10)).collect();
    let shared = share(&items, &[receiver(1, &[(1, 100)]), receiver(2, &[])], TODAY);
    assert_eq!(shared.iter().filter(|(_, who)| *who == PersonId(1)).count(), 5);
    assert_eq!(shared.iter().filter(|(_, who)| *who == PersonId(2)).count(), 15);
}

#[test]
fn a_file_goes_to_the_one_whose_day_has_room_even_if_that_one_has_more_to_do() {
    let shared = share(&[item(0, 1, 30)], &[receiver(1, &[(1, 470)]), receiver(2, &[(0, 400), (1, 300)])], TODAY);
    assert_eq!(shared, [(0, PersonId(2))]);
}

#[test]
fn whoever_does_not_work_on_a_day_is_not_given_its_files() {
    let mut away_on_tuesdays = receiver(1, &[]);
    away_on_tuesdays.calendar.minutes[1] = 0;
    let shared = share(&[item(0, 1, 10), item(1, 1, 10)], &[away_on_tuesdays, receiver(2, &[])], TODAY);
    assert!(shared.iter().all(|(_, who)| *who == PersonId(2)));
}

#[test]
fn half_the_hours_get_half_the_files() {
    let mut half = receiver(1, &[]);
    half.calendar.minutes = [240, 240, 240, 240, 240, 0, 0];
    let items: Vec<_> = (0..30).map(|id| item(id, id as i32 % 3, 10)).collect();
    let shared = share(&items, &[half, receiver(2, &[])], TODAY);
    assert_eq!(shared.iter().filter(|(_, who)| *who == PersonId(1)).count(), 10);
}

#[test]
fn without_receivers_nothing_is_given() {
    assert!(share(&[item(0, 1, 10)], &[], TODAY).is_empty());
}

fn receivers() -> impl Strategy<Value = Vec<Receiver>> {
    let one = proptest::collection::vec((-5..40i32, 0..200u32), 0..12);
    proptest::collection::vec(one, 1..6).prop_map(|all| all.iter().enumerate().map(|(index, planned)| receiver(index as i64 + 1, planned)).collect())
}

fn items() -> impl Strategy<Value = Vec<Given<usize>>> {
    proptest::collection::vec((proptest::option::of(-20..60i32), 1..30u16), 0..200).prop_map(|all| {
        let place = |ahead: Option<i32>| ahead.map(|ahead| Place::Day(days_later(TODAY, ahead)));
        all.into_iter().enumerate().map(|(id, (ahead, minutes))| Given { id, place: place(ahead), minutes }).collect()
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_or_doubled_or_given_to_a_stranger(items in items(), receivers in receivers()) {
        let shared = share(&items, &receivers, TODAY);
        prop_assert_eq!(shared.iter().map(|(id, _)| *id).collect::<Vec<_>>(), (0..items.len()).collect::<Vec<_>>());
        prop_assert!(shared.iter().all(|(_, who)| receivers.iter().any(|receiver| receiver.person == *who)));
    }

    #[test]
    fn while_every_day_has_room_the_loads_come_out_even(items in items(), count in 1..6i64) {
        // All begin with nothing and work so long that no day is ever full.
        let endless = WorkingCalendar { minutes: [60_000; 7], ..WorkingCalendar::default() };
        let receivers: Vec<_> = (1..=count).map(|person| Receiver { person: PersonId(person), calendar: endless.clone(), planned: BTreeMap::new() }).collect();
        let shared = share(&items, &receivers, TODAY);
        let load = |who: PersonId| -> u32 {
            let mine = shared.iter().filter(|(id, taker)| *taker == who && items[*id].place.is_some());
            mine.map(|(id, _)| u32::from(items[*id].minutes)).sum()
        };
        let loads: Vec<u32> = receivers.iter().map(|receiver| load(receiver.person)).collect();
        let longest = items.iter().map(|item| u32::from(item.minutes)).max().unwrap_or(0);
        prop_assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= longest, "{loads:?}");
    }

    #[test]
    fn nobody_is_given_too_much_while_another_one_has_room(items in items(), receivers in receivers()) {
        let mut planned: BTreeMap<(PersonId, Place), u32> = BTreeMap::new();
        let stands = |place: Place| place.max(Place::Day(TODAY));
        for receiver in &receivers {
            for (place, minutes) in &receiver.planned {
                *planned.entry((receiver.person, stands(*place))).or_default() += minutes;
            }
        }
        for (id, who) in share(&items, &receivers, TODAY) {
            let Some(place) = items[id].place.map(stands) else { continue };
            let minutes = u32::from(items[id].minutes);
            let Place::Day(day) = place else { continue };
            let has_room = |person: PersonId| {
                let capacity = u32::from(WorkingCalendar::default().minutes(day));
                planned.get(&(person, place)).copied().unwrap_or(0) + minutes <= capacity
            };
            prop_assert!(has_room(who) || !receivers.iter().any(|receiver| has_room(receiver.person)));
            *planned.entry((who, place)).or_default() += minutes;
        }
    }
}
