//! What can no longer be taken back is forgotten, a little at a time; everything that still can be stays.

use crate::each_database;
use testkit::Caller::Sreymom;
use testkit::World;

const DAY: i64 = 86_400_000;

/// Actions of that person that long ago.
fn did(world: &World, count: i64, days_ago: i64) {
    let at = world.now().as_millisecond() - days_ago * DAY;
    for _ in 0..count {
        let person = world.id(Sreymom);
        world.run(&format!("INSERT INTO undo (person_id, at, label, steps) VALUES ({person}, {at}, '{{}}', '[]')"));
    }
}

fn plan(world: &World, line: &str) {
    assert_eq!(world.post(Sreymom, "/plan", &[("client", ""), ("kind", "other"), ("line", line), ("next", "today")]).status, 303);
}

#[test]
fn old_actions_are_forgotten_a_few_at_a_time_but_never_the_last_ones() {
    each_database(|world| {
        did(world, 230, 40);
        plan(world, "One");
        assert_eq!(world.number("SELECT count(*) FROM undo"), 211, "twenty at once");
        plan(world, "Two");
        assert_eq!(world.number("SELECT count(*) FROM undo"), 200, "the last two hundred stay");
        plan(world, "Three");
        assert_eq!(world.number("SELECT count(*) FROM undo"), 200);
    });
}

#[test]
fn what_is_not_old_stays_however_much_it_is() {
    each_database(|world| {
        did(world, 260, 29);
        plan(world, "One");
        assert_eq!(world.number("SELECT count(*) FROM undo"), 261);
    });
}
