//! Absences: a deputy works the binder, both names stand in the history, and everything returns by itself (B45, E26).

use crate::each_database;
use crate::scene::{file, place, sound};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use testkit::Caller::{self, *};
use testkit::{Answer, World};

/// The head says that somebody is away.
fn away(world: &World, head: Caller, person: Caller, deputies: &[Caller], from: &str, to: &str) -> Answer {
    let ids: Vec<String> = [&[person], deputies].concat().iter().map(|caller| world.id(*caller).to_string()).collect();
    let mut fields = vec![("person", ids[0].as_str()), ("deputy", ids[1].as_str()), ("from", from), ("to", to), ("note", "Keys at the desk")];
    fields.extend(ids.iter().skip(2).map(|id| ("also", id.as_str())));
    world.post(head, "/absences", &fields)
}

fn files_it(world: &World, caller: Caller, client: i64, next: &str) -> u16 {
    let fields = [("outcome", "reached"), ("note", "Spoke about paper"), ("next", next), ("back", "/")];
    world.post(caller, &format!("/files/{client}/filing"), &fields).status
}

/// In whose binder a file and its open slips are.
fn binder(world: &World, client: i64) -> i64 {
    let stray = format!(
        "SELECT count(*) FROM slip s JOIN client c ON c.id = s.client_id WHERE c.id = {client} AND s.state = 'open' AND s.person_id <> c.owner_id"
    );
    assert_eq!(world.number(&stray), 0, "a slip is not in the binder of its file");
    world.number(&format!("SELECT owner_id FROM client WHERE id = {client}"))
}

#[test]
fn the_deputy_finds_a_pile_for_the_colleague_and_files_in_her_name() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let palm = file(world, Sreymom, "Palm", "26 Nov");
        assert_eq!(world.get(Bopha, "/day/2026-11-23").body.matches("data-slip").count(), 0);
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-27").status, 303);
        let day = world.get(Bopha, "/");
        assert!(day.says("Sreymom Chan") && day.says("Lotus") && day.says("Keys at the desk") && !day.says("Palm"), "{}", day.body);
        assert_eq!(files_it(world, Bopha, lotus.client, "27 Nov 10:30"), 303);
        assert_eq!((binder(world, lotus.client), place(world, lotus.client)), (world.id(Sreymom).0, 20261127));
        assert_eq!(binder(world, palm.client), world.id(Sreymom).0);
        let both = format!("SELECT count(*) FROM entry WHERE person_id = {} AND for_person_id = {}", world.id(Bopha), world.id(Sreymom));
        assert_eq!(world.number(&both), 1);
        assert_eq!(world.number("SELECT count(*) FROM slip_event WHERE for_person_id IS NOT NULL"), 1);
        for path in [format!("/files/{}", lotus.client), format!("/files/{}/print", lotus.client)] {
            assert!(world.get(Dara, &path).says("Bopha Kim for Sreymom Chan"), "{path}");
        }
        // What was done counts in the deputy's day.
        assert!(world.get(Bopha, "/").says("pile-done"));
        sound(world, "a filing by a deputy");
    });
}

#[test]
fn a_former_deputy_sees_nothing_the_day_after_and_the_return_says_what_was_done() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-24").status, 303);
        assert_eq!(files_it(world, Bopha, lotus.client, "25 Nov"), 303);
        assert!(!world.get(Sreymom, "/").says("You were away"));
        world.clock_to(date(2026, 11, 25), 8, 0);
        let before = world.everything();
        assert_eq!(world.get(Bopha, &format!("/files/{}", lotus.client)).status, 404);
        assert_eq!(world.get(Bopha, &format!("/day/2026-11-25?binder={}", world.id(Sreymom))).status, 404);
        assert_eq!(files_it(world, Bopha, lotus.client, "27 Nov"), 404);
        assert_eq!(world.post(Bopha, "/undo", &[]).status, 422, "what was filed for her is hers now");
        assert_eq!(before, world.everything());
        let day = world.get(Sreymom, "/");
        assert!(day.says("You were away") && day.says("one file was worked by Bopha Kim"), "{}", day.body);
        let id = world.number("SELECT id FROM absence");
        let done = world.get(Sreymom, &format!("/absences/{id}/done"));
        assert!(done.status == 200 && done.says("Lotus") && done.says("Bopha Kim for Sreymom Chan"), "{}", done.body);
        assert_eq!(world.get(Dara, &format!("/absences/{id}/done")).status, 200);
        assert_eq!(world.get(Bopha, &format!("/absences/{id}/done")).status, 404);
        assert_eq!(world.get(Ivan, &format!("/absences/{id}/done")).status, 404);
        world.clock_to(date(2026, 11, 26), 8, 0);
        assert!(!world.get(Sreymom, "/").says("You were away"));
    });
}

#[test]
fn an_agreed_date_that_a_deputy_moved_stands_in_the_list_of_what_was_done() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let call_back = [("outcome", "call_back"), ("next", "24 Nov 15:30"), ("kind", "callback"), ("back", "/")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &call_back).status, 303);
        let slip = world.number(&format!("SELECT slip_id FROM client WHERE id = {} AND place = 20261124", lotus.client)).to_string();
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-24").status, 303);
        let moving = [("slip", slip.as_str()), ("place", "2026-11-27"), ("with_agreed", "1"), ("back", "/")];
        assert_eq!(world.post(Bopha, "/move", &moving).status, 303);
        let id = world.number("SELECT id FROM absence");
        let done = world.get(Sreymom, &format!("/absences/{id}/done"));
        assert!(done.says("Lotus") && done.says("Moved from") && done.says("Bopha Kim for Sreymom Chan"), "{}", done.body);
        sound(world, "a deputy who moved an agreed date");
    });
}

#[test]
fn what_lies_there_for_a_colleague_fills_the_day_and_can_move() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-24").status, 303);
        let review = world.get(Bopha, "/day/2026-11-23/overload");
        assert!(review.says("Lotus") && review.says("Sreymom Chan"), "{}", review.body);
        assert!(!world.get(Bopha, "/day/2026-11-24/overload").says("Lotus"));
        let (slip, to) = (lotus.slip.to_string(), format!("to-{}", lotus.slip));
        assert_eq!(world.post(Bopha, "/day/2026-11-23/overload", &[("slip", slip.as_str()), (to.as_str(), "26 Nov")]).status, 303);
        assert_eq!(place(world, lotus.client), 20261126);
        assert_eq!(binder(world, lotus.client), world.id(Sreymom).0, "it stays in her binder");
    });
}

#[test]
fn however_many_are_planned_the_absence_of_today_counts() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-24").status, 303);
        let (ivan, dara) = (world.id(Ivan), world.id(Dara));
        for week in 0..320 {
            let from = date(2026, 12, 1) + (7 * week).days();
            let (from, to) = (from.strftime("%Y%m%d"), (from + 1.day()).strftime("%Y%m%d"));
            world.run(&format!(
                "INSERT INTO absence (person_id, deputy_id, from_day, to_day, note, appointed_by, created_at) VALUES ({ivan}, {dara}, {from}, {to}, '', {dara}, 0)"
            ));
        }
        // Any change makes the table of who stands in anew.
        assert_eq!(away(world, Sokha, Ivan, &[Dara], "2026-11-25", "2026-11-26").status, 303);
        let day = world.get(Bopha, &format!("/day/2026-11-23?binder={}", world.id(Sreymom)));
        assert!(day.status == 200 && day.says("Lotus"), "{}", day.body);
        assert_eq!(files_it(world, Bopha, lotus.client, "25 Nov"), 303);
    });
}

#[test]
fn after_a_weekend_the_return_is_told_on_the_first_working_day() {
    each_database(|world| {
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-27").status, 303);
        world.clock_to(date(2026, 11, 30), 8, 0);
        assert!(world.get(Sreymom, "/").says("You were away"));
        world.clock_to(date(2026, 12, 1), 8, 0);
        assert!(!world.get(Sreymom, "/").says("You were away"));
    });
}

#[test]
fn only_the_head_of_that_team_and_those_above_appoint_and_the_deputy_hands_nothing_on() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let before = world.everything();
        for (caller, status) in [(Bopha, 403), (Sreymom, 403), (Ivan, 403)] {
            assert_eq!(away(world, caller, Sreymom, &[Bopha], "2026-11-23", "2026-11-27").status, status);
        }
        // Dara leads neither Ivan nor the director.
        assert_eq!(away(world, Dara, Ivan, &[Bopha], "2026-11-23", "2026-11-27").status, 404);
        assert_eq!(away(world, Dara, Sreymom, &[Ivan], "2026-11-23", "2026-11-27").status, 404);
        for (deputies, from, to) in [
            (vec![Sreymom], "2026-11-23", "2026-11-27"),
            (vec![Bopha], "2026-11-27", "2026-11-23"),
            (vec![Bopha], "2026-11-02", "2026-11-20"),
            (vec![Bopha], "2026-02-30", "2026-11-27"),
            (vec![Bopha], "2026-11-23", "2029-11-27"),
        ] {
            assert_eq!(away(world, Dara, Sreymom, &deputies, from, to).status, 422, "{from} {to}");
        }
        assert_eq!(before, world.everything());
        assert_eq!(away(world, Sokha, Ivan, &[Dara], "2026-11-23", "2026-11-27").status, 303);
        let ivans = file(world, Ivan, "Reed", "today");
        assert_eq!(world.get(Dara, &format!("/files/{}", ivans.client)).status, 200);
        let id = world.number("SELECT id FROM absence");
        assert_eq!(world.post(Dara, &format!("/absences/{id}/withdraw"), &[]).status, 404);
        // Standing in is not leading: nothing of Ivan's can be given away for good.
        let me = world.id(Dara).to_string();
        let client = ivans.client.to_string();
        assert_eq!(world.post(Dara, "/hand-over", &[("client", &client), ("to", &me)]).status, 404);
        assert_eq!(binder(world, ivans.client), world.id(Ivan).0);
        assert_eq!(binder(world, lotus.client), world.id(Sreymom).0);
    });
}

#[test]
fn a_chain_ends_at_the_first_who_is_there_and_a_circle_is_shown_in_red() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-27").status, 303);
        assert_eq!(away(world, Dara, Bopha, &[Dara], "2026-11-23", "2026-11-24").status, 303);
        assert!(!world.get(Bopha, "/").says("Lotus"), "the deputy is away as well");
        assert!(world.get(Dara, "/").says("Lotus"));
        assert!(!world.get(Dara, "/absences").says("notice-bad"));
        world.clock_to(date(2026, 11, 25), 8, 0);
        assert!(world.get(Bopha, "/").says("Lotus") && !world.get(Dara, "/").says("Lotus"));
        assert_eq!(away(world, Dara, Bopha, &[Sreymom], "2026-11-25", "2026-11-26").status, 303);
        let page = world.get(Dara, "/absences");
        assert!(page.says("notice-bad") && page.says("Nobody works the binder of"), "{}", page.body);
        assert!(!world.get(Bopha, "/").says("Lotus"));
        assert_eq!(binder(world, lotus.client), world.id(Sreymom).0);
    });
}

#[test]
fn several_deputies_share_the_files_and_each_has_a_part() {
    each_database(|world| {
        for index in 0..6 {
            file(world, Sreymom, &format!("Shop {index}"), "today");
        }
        assert_eq!(away(world, Dara, Sreymom, &[Bopha, Dara], "2026-11-23", "2026-11-27").status, 303);
        let piles = |caller| {
            let day = world.get(caller, "/");
            (0..6).filter(|index| day.body.contains(&format!(">Shop {index}<"))).collect::<Vec<_>>()
        };
        let (one, other) = (piles(Bopha), piles(Dara));
        assert_eq!((one.len(), other.len()), (3, 3));
        assert!(one.iter().all(|index| !other.contains(index)), "{one:?} {other:?}");
        // What comes later falls to the first one.
        file(world, Sreymom, "Late", "today");
        assert!(world.get(Bopha, "/").says("Late") && !world.get(Dara, "/").says("Late"));
    });
}

#[test]
fn appointing_withdrawing_and_ending_are_taken_back() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "today");
        let sees = || world.get(Bopha, "/").says("Lotus");
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-20", "2026-11-27").status, 303);
        assert!(sees());
        let id = world.number("SELECT id FROM absence");
        for (what, after) in [("withdraw", false), ("end", false)] {
            assert_eq!(world.post(Dara, &format!("/absences/{id}/{what}"), &[]).status, 303);
            assert_eq!(sees(), after, "{what}");
            assert_eq!(world.post(Dara, &format!("/absences/{id}/{what}"), &[]).status, 422, "{what} twice");
            assert_eq!(world.post(Dara, "/undo", &[]).status, 303);
            assert!(sees(), "{what} taken back");
        }
        assert_eq!(world.post(Dara, "/undo", &[]).status, 303);
        assert!(!sees());
        assert_eq!(world.number("SELECT count(*) FROM stand_in"), 0);
    });
}

#[test]
fn a_deputy_who_leaves_stands_in_no_more_and_the_head_sees_it() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "today");
        assert_eq!(away(world, Dara, Sreymom, &[Bopha], "2026-11-23", "2026-11-27").status, 303);
        assert_eq!(world.post(Chenda, &format!("/colleagues/{}/leaving", world.id(Bopha)), &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM stand_in"), 0);
        assert!(world.get(Dara, "/absences").says("Nobody works the binder of"));
        assert_eq!(world.post(Chenda, &format!("/colleagues/{}/return", world.id(Bopha)), &[]).status, 303);
        assert_eq!(world.number(&format!("SELECT deputy_id FROM stand_in WHERE person_id = {}", world.id(Sreymom))), world.id(Bopha).0);
    });
}

/// One thing that happens while people come and go.
#[derive(Clone, Debug)]
enum Step {
    Away { person: usize, deputy: usize, also: Option<usize>, ahead: i32, length: i32 },
    End { which: usize, withdraw: bool },
    File { who: usize, which: usize, ahead: i32 },
    Give { which: usize, to: usize },
    Undo { who: usize },
    Forward { days: i32 },
}

const TEAM: [Caller; 3] = [Sreymom, Bopha, Dara];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize, 0..3_usize, proptest::option::of(0..3_usize), -3..6_i32, 0..8_i32)
            .prop_map(|(person, deputy, also, ahead, length)| Step::Away { person, deputy, also, ahead, length }),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(which, withdraw)| Step::End { which, withdraw }),
        8 => (0..3_usize, any::<usize>(), 0..9_i32).prop_map(|(who, which, ahead)| Step::File { who, which, ahead }),
        2 => (any::<usize>(), 0..3_usize).prop_map(|(which, to)| Step::Give { which, to }),
        2 => (0..3_usize).prop_map(|who| Step::Undo { who }),
        3 => (1..4_i32).prop_map(|days| Step::Forward { days }),
    ]
}

fn take(world: &World, step: &Step, clients: &[i64]) -> Answer {
    let day = |ahead: i32| domain::working::days_later(world.today(), ahead).to_string();
    match step {
        Step::Away { person, deputy, also, ahead, length } => {
            let deputies: Vec<Caller> = [Some(*deputy), *also].into_iter().flatten().map(|index| TEAM[index]).collect();
            away(world, Dara, TEAM[*person], &deputies, &day(*ahead), &day(ahead + length))
        }
        Step::End { which, withdraw } => {
            let count = world.number("SELECT count(*) FROM absence").max(1);
            let what = if *withdraw { "withdraw" } else { "end" };
            world.post(Dara, &format!("/absences/{}/{what}", *which as i64 % count + 1), &[])
        }
        Step::File { who, which, ahead } => {
            let fields = [("outcome", "reached"), ("next", &*day(*ahead)), ("back", "/"), ("reason", "Busy")];
            world.post(TEAM[*who], &format!("/files/{}/filing", clients[which % clients.len()]), &fields)
        }
        Step::Give { which, to } => {
            let fields = [("client", clients[which % clients.len()].to_string()), ("to", world.id(TEAM[*to]).to_string())];
            world.post(Dara, "/hand-over", &fields.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        Step::Undo { who } => world.post(TEAM[*who], "/undo", &[]),
        Step::Forward { days } => {
            world.clock_to(world.today().saturating_add(days.days()), 9, 0);
            world.get(Dara, "/absences")
        }
    }
}

/// Each file of today that is not left alone lies in exactly one stack: its person's, or that of one deputy.
fn lies_in_one_stack(world: &World, clients: &[i64]) {
    let pages: Vec<Answer> = TEAM.iter().map(|caller| world.get(*caller, "/")).collect();
    let uncovered = world.get(Dara, "/absences").says("Nobody works the binder of");
    let today = domain::place::date_number(world.today());
    for client in clients {
        let slip = world.number(&format!("SELECT coalesce(max(slip_id), 0) FROM client WHERE id = {client} AND place <= {today}"));
        if slip == 0 {
            continue;
        }
        let card = format!("class=\"card-check\" type=\"checkbox\" name=\"slip\" value=\"{slip}\"");
        let owner = world.number(&format!("SELECT owner_id FROM client WHERE id = {client}"));
        let mine = |index: usize| world.id(TEAM[index]).0 == owner;
        let deputies = (0..3).filter(|index| !mine(*index) && pages[*index].body.contains(&card)).count();
        let own = (0..3).filter(|index| mine(*index) && pages[*index].body.contains(&card)).count();
        assert_eq!(own, 1, "the file {client} is missing in its own binder");
        let is_away = world.number(&format!(
            "SELECT count(*) FROM absence WHERE person_id = {owner} AND withdrawn_at IS NULL AND from_day <= {today} AND to_day >= {today}"
        )) > 0;
        assert!(deputies == usize::from(is_away) || (uncovered && deputies == 0), "the file {client} of {owner} lies with {deputies} deputies");
    }
}

#[test]
fn whatever_overlaps_nothing_is_lost_doubled_or_left_behind() {
    each_database(|world| {
        let clients: Vec<i64> = TEAM
            .iter()
            .flat_map(|caller| (0..3).map(|index| file(world, *caller, &format!("{} {index}", caller.name()), "today").client).collect::<Vec<_>>())
            .collect();
        // Making the files is not to be taken back here.
        world.run("UPDATE undo SET undone_at = at");
        let mut runner = TestRunner::new(Config { cases: 8, failure_persistence: None, ..Config::default() });
        let outcome = runner.run(&proptest::collection::vec(step(), 1..14), |steps| {
            for step in &steps {
                let before = binder_of_all(world);
                let answer = take(world, step, &clients);
                prop_assert!(answer.status < 500, "{step:?}: {} {}", answer.status, answer.body);
                if !matches!(step, Step::Give { .. } | Step::Undo { .. }) {
                    prop_assert_eq!(&before, &binder_of_all(world), "an absence moved a file");
                }
                sound(world, &format!("{step:?}"));
                prop_assert_eq!(world.number("SELECT count(*) FROM client"), 9);
                prop_assert_eq!(
                    world.number(
                        "SELECT count(*) FROM slip s JOIN client c ON c.id = s.client_id WHERE s.state = 'open' AND s.person_id <> c.owner_id"
                    ),
                    0
                );
                lies_in_one_stack(world, &clients);
            }
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{failure}"));
        // When all are back, nobody works a binder of somebody else.
        world.clock_to(world.today().saturating_add(60.days()), 9, 0);
        let today = domain::place::date_number(world.today());
        assert_eq!(world.number(&format!("SELECT count(*) FROM stand_in WHERE to_day >= {today}")), 0);
        for caller in TEAM {
            assert!(!world.get(caller, "/").says("pile-note"), "{caller:?}");
        }
    });
}

fn binder_of_all(world: &World) -> Vec<Vec<store::Value>> {
    world.rows("SELECT id, owner_id FROM client ORDER BY id")
}
