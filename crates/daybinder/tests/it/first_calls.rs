//! First calls (B25, B26).

use crate::each_database;
use crate::scene::{number_in, place, sound};
use testkit::Caller::*;
use testkit::World;

fn prospect(world: &World, name: &str, fields: &[(&str, &str)]) -> i64 {
    let mut all = vec![("kind", "company"), ("name", name), ("slip_kind", "first"), ("next", "1 Dec"), ("anyway", "1")];
    all.extend_from_slice(fields);
    let answer = world.post(Sreymom, "/clients/new", &all);
    assert_eq!(answer.status, 303, "{}", answer.body);
    number_in(answer.location(), "/files/")
}

fn ready(world: &World, name: &str) -> i64 {
    let client = prospect(world, name, &[]);
    let fields = [("phone", "012 345 678"), ("needs", "Paper"), ("decides", "The owner")];
    assert_eq!(world.post(Sreymom, &format!("/files/{client}/missing"), &fields).status, 303);
    assert_eq!(world.number(&format!("SELECT prepared FROM client WHERE id = {client}")), 1, "{name}");
    client
}

#[test]
fn the_next_prepared_ones_come_to_today_up_to_the_target() {
    each_database(|world| {
        world.run("UPDATE person SET first_calls_a_day = 3");
        let unready = prospect(world, "Not ready", &[]);
        let ready: Vec<i64> = (1..=5).map(|n| ready(world, &format!("Prospect {n}"))).collect();
        let page = world.get(Sreymom, "/first-calls");
        assert!(page.says("6 wait, 5 of them with a prepared card") && page.says("Bring me the next 3 prepared"), "{}", page.body);
        assert_eq!(world.post(Sreymom, "/first-calls", &[]).status, 303);
        let today: Vec<i64> = ready.iter().copied().filter(|client| place(world, *client) == 20261123).collect();
        assert_eq!(today, ready[..3], "the first three in the order of the queue");
        assert_eq!(place(world, unready), 20261201);
        assert!(world.get(Sreymom, "/first-calls").says("target is on the stack"));
        let before = world.everything();
        assert_eq!(world.post(Sreymom, "/first-calls", &[]).status, 303, "a second click brings no more");
        assert_eq!(before, world.everything());
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert!(ready.iter().all(|client| place(world, *client) == 20261201));
        sound(world, "bringing first calls");
    });
}

#[test]
fn no_more_come_than_the_day_has_room_for_and_agreed_ones_stay() {
    each_database(|world| {
        let ready: Vec<i64> = (1..=4).map(|n| ready(world, &format!("Prospect {n}"))).collect();
        world.run(&format!("UPDATE slip SET agreed = 1 WHERE client_id = {}", ready[0]));
        world.run("UPDATE slip SET minutes = 200 WHERE kind = 'first'");
        assert_eq!(world.post(Sreymom, "/first-calls", &[]).status, 303);
        let today = ready.iter().filter(|client| place(world, **client) == 20261123).count();
        assert_eq!((today, place(world, ready[0])), (1, 20261201), "360 minutes hold one of 200");
        let mut at_once = world.get(Sreymom, "/first-calls");
        assert!(at_once.says("Today is full"), "{}", at_once.body);
        world.run("UPDATE slip SET minutes = 10 WHERE kind = 'first'");
        at_once = world.get(Sreymom, "/first-calls");
        assert!(at_once.says("Bring me the next 2 prepared"));
    });
}

#[test]
fn what_a_card_lacks_is_filled_from_the_slip() {
    each_database(|world| {
        let client = prospect(world, "Lotus", &[]);
        let page = world.get(Sreymom, &format!("/files/{client}"));
        assert!(page.says(&format!("/files/{client}/missing")) && page.says("The first call needs this"));
        let hostile = "<img src=x onerror=alert(1)>";
        let some = [("needs", hostile), ("phone", ""), ("decides", "  ")];
        assert_eq!(world.post(Sreymom, &format!("/files/{client}/missing"), &some).status, 303);
        assert_eq!(world.number(&format!("SELECT prepared FROM client WHERE id = {client}")), 0);
        assert!(!world.get(Sreymom, &format!("/files/{client}")).says(hostile));
        // Somebody else's form still asks for what is filled by now: refused, and what was typed is said again.
        let late = [("needs", "Overwritten?"), ("phone", "012 345 678"), ("decides", "Owner")];
        let before = world.everything();
        let refused = world.post(Sreymom, &format!("/files/{client}/missing"), &late);
        assert_eq!((refused.status, refused.says("Overwritten?")), (422, true));
        assert_eq!(before, world.everything());
        let rest = &late[1..];
        assert_eq!(world.post(Sreymom, &format!("/files/{client}/missing"), rest).status, 303);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {client} AND prepared = 1 AND phone = '012 345 678'")), 1);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {client} AND needs = 'Overwritten?'")), 0, "what is filled stays");
        assert!(!world.get(Sreymom, &format!("/files/{client}")).says("The first call needs this"));
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(world.number(&format!("SELECT prepared FROM client WHERE id = {client}")), 0);
        let before = world.everything();
        assert_eq!(world.post(Ivan, &format!("/files/{client}/missing"), rest).status, 404);
        assert_eq!(before, world.everything());
    });
}
