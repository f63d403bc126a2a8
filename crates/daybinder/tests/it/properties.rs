//! Whatever is done in whatever order over whatever dates: each active file stands in exactly one place,
//! nothing is lost and nothing is doubled (B37).

use crate::each_database;
use crate::scene::{number_in, sound, standing};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use testkit::Caller::Sreymom;
use testkit::{Answer, World};

/// Which file of those there are; taken by remainder.
type Which = usize;

/// One thing that somebody does.
#[derive(Clone, Debug)]
enum Step {
    Create { ahead: i32 },
    File { which: Which, outcome: usize, ahead: Option<i32>, minute: Option<u16> },
    Month { which: Which, ahead: i32 },
    Plan { which: Which, ahead: i32, minute: Option<u16> },
    Move { which: Which, ahead: i32, any_slip: bool },
    Bulk { first: Which, count: usize, ahead: i32 },
    Later { which: Which },
    Close { which: Which, with_outcome: bool },
    Reopen { which: Which, ahead: i32 },
    Join { which: Which, other: Which },
    Separate { which: Which },
    UndoLast,
    UndoOlder { back: i64 },
    Forward { days: i32 },
    Deal,
}

fn step() -> impl Strategy<Value = Step> {
    // Back by a few days too: what is refused must leave everything as it was.
    let ahead = || -3..75_i32;
    let minute = || proptest::option::of(0..1_440_u16);
    prop_oneof![
        3 => ahead().prop_map(|ahead| Step::Create { ahead }),
        5 => (any::<Which>(), 0..5_usize, proptest::option::of(ahead()), minute())
            .prop_map(|(which, outcome, ahead, minute)| Step::File { which, outcome, ahead, minute }),
        1 => (any::<Which>(), 0..5_i32).prop_map(|(which, ahead)| Step::Month { which, ahead }),
        8 => (any::<Which>(), ahead(), minute()).prop_map(|(which, ahead, minute)| Step::Plan { which, ahead, minute }),
        5 => (any::<Which>(), ahead(), any::<bool>()).prop_map(|(which, ahead, any_slip)| Step::Move { which, ahead, any_slip }),
        6 => (any::<Which>(), 2..6_usize, ahead()).prop_map(|(first, count, ahead)| Step::Bulk { first, count, ahead }),
        1 => any::<Which>().prop_map(|which| Step::Later { which }),
        2 => (any::<Which>(), any::<bool>()).prop_map(|(which, with_outcome)| Step::Close { which, with_outcome }),
        2 => (any::<Which>(), ahead()).prop_map(|(which, ahead)| Step::Reopen { which, ahead }),
        3 => (any::<Which>(), any::<Which>()).prop_map(|(which, other)| Step::Join { which, other }),
        2 => any::<Which>().prop_map(|which| Step::Separate { which }),
        3 => Just(Step::UndoLast),
        8 => (1..6_i64).prop_map(|back| Step::UndoOlder { back }),
        2 => (0..40_i32).prop_map(|days| Step::Forward { days }),
        1 => Just(Step::Deal),
    ]
}

const OUTCOMES: [&str; 5] = ["reached", "no_answer", "call_back", "said_no", "agreed"];

/// The next date as it is typed.
fn typed(world: &World, ahead: i32, minute: Option<u16>) -> String {
    let day = domain::working::days_later(world.today(), ahead);
    minute.map_or_else(|| day.to_string(), |minute| format!("{} {:02}:{:02}", day.strftime("%d.%m.%Y"), minute / 60, minute % 60))
}

fn nth(world: &World, sql: &str, which: Which) -> Option<i64> {
    let rows = world.rows(sql);
    let row = rows.get(which.checked_rem(rows.len())?)?;
    match row.first() {
        Some(store::Value::Int(id)) => Some(*id),
        other => panic!("{other:?} is no id"),
    }
}

fn client(world: &World, which: Which) -> Option<i64> {
    nth(world, "SELECT id FROM client ORDER BY id", which)
}

fn act(world: &World, step: &Step, names: &mut usize) -> Option<Answer> {
    let post = |path: &str, fields: &[(&str, &str)]| Some(world.post(Sreymom, path, fields));
    match step {
        Step::Create { ahead } => {
            *names += 1;
            let (name, next) = (format!("Client {names}"), typed(world, *ahead, None));
            post("/clients/new", &[("kind", "company"), ("name", &name), ("slip_kind", "first"), ("next", &next), ("anyway", "1")])
        }
        Step::File { which, outcome, ahead, minute } => {
            let next = ahead.map(|ahead| typed(world, ahead, *minute)).unwrap_or_default();
            let fields = [("outcome", OUTCOMES[*outcome]), ("note", "Said"), ("minutes", "6"), ("next", &next)];
            post(&format!("/files/{}/filing", client(world, *which)?), &fields)
        }
        Step::Month { which, ahead } => {
            let next = domain::Month::of(world.today()).plus(*ahead).first_day().strftime("%Y-%m").to_string();
            post(&format!("/files/{}/filing", client(world, *which)?), &[("outcome", "reached"), ("next", &next)])
        }
        Step::Plan { which, ahead, minute } => {
            let (id, next) = (client(world, *which)?.to_string(), typed(world, *ahead, *minute));
            post("/plan", &[("client", &id), ("kind", "email"), ("line", "Prices"), ("next", &next)])
        }
        Step::Move { which, ahead, any_slip } => {
            let sql = if *any_slip { "SELECT id FROM slip ORDER BY id" } else { "SELECT id FROM slip WHERE state = 'open' ORDER BY id" };
            let (slip, place) = (nth(world, sql, *which)?.to_string(), typed(world, *ahead, None));
            post("/move", &[("slip", &slip), ("place", &place), ("reason", "Away"), ("with_agreed", "1")])
        }
        Step::Bulk { first, count, ahead } => {
            let ids: Vec<String> = (0..*count)
                .filter_map(|index| nth(world, "SELECT id FROM slip WHERE state = 'open' ORDER BY id", first.wrapping_add(index)))
                .map(|id| id.to_string())
                .collect();
            let place = typed(world, *ahead, None);
            let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("slip", id.as_str())).collect();
            fields.extend([("place", place.as_str()), ("reason", "Away")]);
            post("/move", &fields)
        }
        Step::Later { which } => post(&format!("/slips/{}/later", nth(world, "SELECT id FROM slip ORDER BY id", *which)?), &[]),
        Step::Close { which, with_outcome } => {
            let outcome = if *with_outcome { "said_no" } else { "" };
            post(&format!("/files/{}/filing", client(world, *which)?), &[("close", "1"), ("close_reason", "lost"), ("outcome", outcome)])
        }
        Step::Reopen { which, ahead } => post(&format!("/files/{}/reopen", client(world, *which)?), &[("next", &typed(world, *ahead, None))]),
        Step::Join { which, other } => {
            let (kept, gone) = (client(world, *which)?, client(world, *other)?);
            let version = |id: i64| world.number(&format!("SELECT version FROM client WHERE id = {id}")).to_string();
            post(&format!("/files/{kept}/join/{gone}"), &[("seen-kept", &version(kept)), ("seen-other", &version(gone))])
        }
        Step::Separate { which } => post(&format!("/joinings/{}/separate", nth(world, "SELECT id FROM joining ORDER BY id", *which)?), &[]),
        Step::UndoLast => post("/undo", &[]),
        Step::UndoOlder { back } => post(&format!("/undo/{}", world.number("SELECT coalesce(max(id), 0) FROM undo") - back), &[]),
        Step::Forward { days } => {
            world.clock_to(domain::working::days_later(world.today(), *days), 9, 0);
            None
        }
        Step::Deal => post(&format!("/day/{}/deal", world.today().strftime("%Y-%m")), &[]),
    }
}

/// How many clients and lines of history there are.
fn counts(world: &World) -> (i64, i64, i64) {
    (
        world.number("SELECT count(*) FROM client"),
        world.number("SELECT count(*) FROM entry"),
        world.number("SELECT count(*) FROM slip WHERE state = 'open'"),
    )
}

/// What was just done can be taken back at once, and then everything stands as before it. Only every third time,
/// so that plans and moves pile up for the older ones to be taken back from under them.
fn taken_back_at_once(world: &World, step: &Step, is_done: bool, before: &[Vec<Vec<store::Value>>], what: &str) {
    let is_action = matches!(step, Step::Plan { .. } | Step::Bulk { .. } | Step::Move { .. } | Step::Deal | Step::Close { .. } | Step::Join { .. });
    if !is_done || !is_action || standing(world) == before || world.number("SELECT max(id) FROM undo") % 3 > 0 {
        return;
    }
    let answer = world.post(Sreymom, "/undo", &[]);
    assert_eq!(answer.status, 303, "{what} cannot be taken back: {}", answer.body);
    assert_eq!(before, standing(world), "{what}, taken back");
    sound(world, &format!("{what}, taken back"));
}

fn walk(world: &World, steps: &[Step]) {
    let mut names = 0;
    for step in steps {
        let (clients, entries, open) = counts(world);
        let (before, before_standing) = (world.everything(), standing(world));
        let answer = act(world, step, &mut names);
        let what = format!("{step:?} → {:?}", answer.as_ref().map(|answer| answer.status));
        let is_done = match &answer {
            Some(answer) => {
                assert!([200, 303, 404, 422].contains(&answer.status), "{what}: {}", answer.body);
                answer.status == 303
            }
            None => false,
        };
        if !is_done {
            assert_eq!(before, world.everything(), "{what} changed something all the same");
        }
        sound(world, &what);
        let (clients_now, entries_now, open_now) = counts(world);
        taken_back_at_once(world, step, is_done, &before_standing, &what);
        assert!(entries_now >= entries, "{what}: history is lost");
        match step {
            Step::Create { .. } if is_done => {
                assert_eq!((clients_now, open_now), (clients + 1, open + 1), "{what}");
                let id = number_in(answer.map(|answer| answer.location().to_owned()).unwrap_or_default().as_str(), "/files/");
                assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE client_id = {id}")), 1);
            }
            Step::File { .. } | Step::Month { .. } if is_done => {
                let has_come_back = open_now == open + 1;
                assert!(clients_now == clients && entries_now > entries && (open_now == open || has_come_back), "{what}");
            }
            Step::UndoLast | Step::UndoOlder { .. } => assert!(clients_now == clients || clients_now == clients - 1, "{what}"),
            Step::Move { .. } | Step::Bulk { .. } | Step::Later { .. } | Step::Deal | Step::Forward { .. } => {
                assert_eq!((clients_now, entries_now, open_now), (clients, entries, open), "{what}");
            }
            _ => assert_eq!(clients_now, clients, "{what}"),
        }
    }
}

#[test]
fn whatever_is_done_each_active_file_stands_in_exactly_one_place() {
    let config = Config { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..Config::default() };
    let steps = proptest::collection::vec(step(), 15..32);
    let walked = TestRunner::new(config).run(&steps, |steps| {
        let mut steps = steps;
        steps.insert(0, Step::Create { ahead: 0 });
        steps.insert(1, Step::Create { ahead: 9 });
        each_database(|world| walk(world, &steps));
        Ok(())
    });
    if let Err(failure) = walked {
        panic!("{failure}");
    }
}
