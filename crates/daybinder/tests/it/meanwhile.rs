//! Two people at once: the second waits for the first and then sees what it did, on both databases.

use crate::each_database;
use crate::scene::{file, sound};
use binder::By;
use binder::slips::{NewStep, finish_errand, plan};
use domain::working::WorkingCalendar;
use domain::{Place, SlipId, SlipKind};
use std::sync::mpsc::channel;
use std::time::Duration;
use store::Tx;
use testkit::Caller::{Chenda, Sokha, Sreymom};
use testkit::{Caller, World};
use web::Failure;

fn by(world: &World, caller: Caller) -> By {
    By::company(world.id(caller), world.now(), world.today(), WorkingCalendar::default())
}

/// Does `first` and, before that is durable, begins `second`. The first one ends when the second has answered,
/// or when it is clear that the second waits.
fn meanwhile<T>(world: &World, first: impl FnOnce(&mut Tx<'_>) -> Result<(), Failure> + Send, second: impl FnOnce() -> T) -> T {
    let app = world.app.clone();
    let (done, is_done) = channel();
    let (answered, has_answered) = channel::<()>();
    std::thread::scope(|scope| {
        let writing = scope.spawn(move || {
            app.db.write(|tx| {
                first(tx)?;
                done.send(()).expect("the other side listens");
                let _ = has_answered.recv_timeout(Duration::from_millis(400));
                Ok::<_, Failure>(())
            })
        });
        is_done.recv().expect("the first one was done");
        let answer = second();
        let _ = answered.send(());
        writing.join().expect("it ends").expect("it is written");
        answer
    })
}

fn errand(world: &World) -> SlipId {
    assert_eq!(world.post(Sreymom, "/plan", &[("client", ""), ("kind", "other"), ("line", "Order toner"), ("next", "today")]).status, 303);
    SlipId(world.number("SELECT max(id) FROM slip"))
}

#[test]
fn nobody_leaves_while_something_is_put_into_the_binder() {
    each_database(|world| {
        let who = by(world, Sreymom);
        let step = NewStep {
            client_id: None,
            place: Place::Day(world.today()),
            minute: None,
            kind: SlipKind::Other,
            line: "Toner".to_owned(),
            agreed: false,
        };
        let path = format!("/colleagues/{}/leaving", world.id(Sreymom));
        let left = meanwhile(world, move |tx| plan(tx, &who, &step).map(drop), || world.post(Chenda, &path, &[]));
        assert_eq!(left.status, 422, "{}", left.body);
        assert_eq!(world.number("SELECT count(*) FROM slip s JOIN person p ON p.id = s.person_id WHERE s.state = 'open' AND p.active = 0"), 0);
    });
}

#[test]
fn nothing_is_put_into_the_binder_of_one_who_is_leaving() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", lotus.client), &[("reason", "won")]).status, 303);
        let today = world.today();
        let leaves = world.id(Sreymom);
        let back = format!("/files/{}/reopen", lotus.client);
        let answer = meanwhile(world, move |tx| people::end_access(tx, leaves, today).map(drop), || world.post(Sokha, &back, &[("next", "26 Nov")]));
        assert_eq!(answer.status, 422, "{}", answer.body);
        let step = NewStep {
            client_id: None,
            place: Place::Day(world.today()),
            minute: None,
            kind: SlipKind::Other,
            line: "Toner".to_owned(),
            agreed: false,
        };
        let who = by(world, Sreymom);
        let planned = world.app.db.write(|tx| plan(tx, &who, &step));
        assert!(matches!(planned, Err(Failure::Refused(_))), "{planned:?}");
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE state = 'open'"), 0);
    });
}

#[test]
fn closing_is_not_taken_back_into_the_binder_of_one_who_left() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        assert_eq!(world.post(Sokha, &format!("/files/{}/close", lotus.client), &[("reason", "won")]).status, 303);
        assert_eq!(world.post(Chenda, &format!("/colleagues/{}/leaving", world.id(Sreymom)), &[]).status, 303);
        assert_eq!(world.post(Sokha, "/undo", &[]).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE state = 'open'"), 0);
        sound(world, "a closing that stays");
    });
}

#[test]
fn of_two_administrators_who_go_at_once_one_stays() {
    each_database(|world| {
        world.run("UPDATE person SET role = 'admin' WHERE email = 'sokha@shop.example.com'");
        let today = world.today();
        let leaves = world.id(Sokha);
        let fields = [("name", "Chenda"), ("email", "chenda@shop.example.com"), ("role", "manager"), ("team_id", ""), ("language", "en")];
        let path = format!("/colleagues/{}", world.id(Chenda));
        let lowered = meanwhile(world, move |tx| people::end_access(tx, leaves, today).map(drop), || world.post(Chenda, &path, &fields));
        assert_eq!(lowered.status, 422, "{}", lowered.body);
        assert_eq!(world.number("SELECT count(*) FROM person WHERE role = 'admin' AND active = 1"), 1);
        let last = world.id(Chenda);
        let ended = world.app.db.write(|tx| people::end_access(tx, last, today));
        assert!(matches!(ended, Err(Failure::Refused(_))), "{ended:?}");
    });
}

#[test]
fn an_errand_is_finished_once_and_then_put_nowhere() {
    each_database(|world| {
        for (path, refused) in [("done", 422), ("later", 404)] {
            let (who, slip) = (by(world, Sreymom), errand(world));
            let second = format!("/slips/{slip}/{path}");
            let answer = meanwhile(world, move |tx| finish_errand(tx, &who, slip).map(drop), || world.post(Sreymom, &second, &[]));
            assert_eq!(answer.status, refused, "{path}: {}", answer.body);
            assert_eq!(world.number("SELECT count(*) FROM slip WHERE put_last_at IS NOT NULL"), 0);
            world.clock_to(world.today().tomorrow().expect("there is one"), 9, 0);
        }
        assert_eq!(world.number("SELECT count(*) FROM undo WHERE label LIKE '%did-errand%'"), 2);
    });
}

#[test]
fn a_second_click_plans_nothing_twice() {
    each_database(|world| {
        let client = file(world, Sreymom, "Lotus", "today").client.to_string();
        for client in ["", client.as_str()] {
            let fields = [("client", client), ("kind", "email"), ("line", "Prices"), ("next", "26 Nov")];
            let (first, second) = (world.post(Sreymom, "/plan", &fields), world.post(Sreymom, "/plan", &fields));
            assert_eq!((first.status, first.location()), (303, second.location()));
        }
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE line = 'Prices'"), 2);
        // Taken back, or another time, it is meant.
        assert_eq!(world.post(Sreymom, "/undo", &[]).status, 303);
        let fields = [("client", client.as_str()), ("kind", "email"), ("line", "Prices"), ("next", "26 Nov")];
        assert_eq!(world.post(Sreymom, "/plan", &fields).status, 303);
        world.clock_to(world.today(), 11, 0);
        assert_eq!(world.post(Sreymom, "/plan", &fields).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE line = 'Prices' AND state = 'open'"), 3);
        sound(world, "second clicks");
    });
}

#[test]
fn a_step_planned_at_once_by_two_clicks_stands_once() {
    each_database(|world| {
        let (who, again) = (by(world, Sreymom), by(world, Sreymom));
        let step = NewStep {
            client_id: None,
            place: Place::Day(world.today()),
            minute: None,
            kind: SlipKind::Other,
            line: "Toner".to_owned(),
            agreed: false,
        };
        let same = step.clone();
        let second = meanwhile(world, move |tx| plan(tx, &who, &step).map(drop), || world.app.db.write(|tx| plan(tx, &again, &same)));
        assert!(second.is_ok(), "{second:?}");
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE line = 'Toner'"), 1);
    });
}

#[test]
fn a_second_click_deals_and_moves_nothing_twice() {
    each_database(|world| {
        let today = world.today();
        for name in ["Lotus", "Palm", "Reed"] {
            file(world, Sreymom, name, "2027-01");
        }
        world.clock_to(domain::Month::of(today).plus(2).first_day().saturating_add(jiff::Span::new().days(3)), 9, 0);
        for again in [false, true] {
            assert_eq!(world.post(Sreymom, "/day/2027-01/deal", &[("back", "/")]).status, 303, "again: {again}");
            assert_eq!(world.number("SELECT count(*) FROM undo WHERE label LIKE '%did-move%'"), 1);
        }
        let slip = file(world, Sreymom, "Bamboo", "today").slip.to_string();
        let to = format!("to-{slip}");
        for again in [false, true] {
            let day = format!("/day/{}/overload", world.today());
            assert_eq!(world.post(Sreymom, &day, &[("slip", slip.as_str()), (to.as_str(), "2027-02-02")]).status, 303, "again: {again}");
            assert_eq!(world.number("SELECT count(*) FROM undo WHERE label LIKE '%did-move%'"), 2);
            assert_eq!(world.number(&format!("SELECT postponed FROM slip WHERE id = {slip}")), 1);
        }
        sound(world, "dealing twice");
    });
}
