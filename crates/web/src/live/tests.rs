use super::presence::Presence;
use super::{Here, Live, STREAMS_MAX};
use domain::PersonId;

fn at(client: i64, person: i64, name: &str, at: i64) -> Here {
    Here { client, binder: 1, person, name: name.to_owned(), at, is_gone: false }
}

#[test]
fn a_page_that_is_silent_for_twenty_seconds_is_gone() {
    let mut presence = Presence::default();
    assert!(presence.note(at(7, 1, "Dara", 0), "a"), "opening a file is news");
    assert!(!presence.note(at(7, 1, "Dara", 5_000), "a"), "still being there is none");
    presence.forget(25_000);
    assert_eq!(presence.others(7, 2), ["Dara"]);
    presence.forget(25_001);
    assert!(presence.others(7, 2).is_empty());
}

#[test]
fn somebody_at_a_file_in_two_windows_is_named_once_and_never_to_themselves() {
    let mut presence = Presence::default();
    presence.note(at(7, 1, "Dara", 0), "a");
    presence.note(at(7, 1, "Dara", 0), "b");
    presence.note(at(8, 3, "Ivan", 0), "c");
    assert_eq!(presence.others(7, 2), ["Dara"]);
    assert!(presence.others(7, 1).is_empty());
    assert!(presence.note(at(7, 1, "Dara", 0).gone(), "a"));
    assert_eq!(presence.others(7, 2), ["Dara"], "the other window is still open");
    assert!(!presence.note(at(8, 1, "Dara", 0).gone(), "b"), "a late word about another file changes nothing");
}

#[test]
fn a_person_has_so_many_streams_and_gives_each_back() {
    let live = Live::new();
    let mut seats: Vec<_> = (0..STREAMS_MAX).map(|_| live.enter(PersonId(1))).collect();
    assert!(seats.iter().all(Option::is_some));
    assert!(live.enter(PersonId(1)).is_none());
    assert!(live.enter(PersonId(2)).is_some(), "somebody else's are their own");
    seats.pop();
    assert!(live.enter(PersonId(1)).is_some());
}
