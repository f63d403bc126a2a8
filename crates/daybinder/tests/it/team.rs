//! The head's screen and what is ahead (B3, B11, B45).

use crate::each_database;
use crate::scene::{file, sound};
use jiff::civil::date;
use testkit::Caller::*;

fn owner(world: &testkit::World, client: i64) -> i64 {
    world.number(&format!("SELECT owner_id FROM client WHERE id = {client}"))
}

#[test]
fn the_head_sees_every_binder_of_the_team_and_no_other() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "today");
        file(world, Sreymom, "Palm", "25 Nov");
        file(world, Ivan, "Reed", "25 Nov");
        let page = world.get(Dara, "/team");
        assert_eq!(page.status, 200);
        assert!(page.says("Sreymom Chan") && page.says("Bopha Kim") && !page.says("Ivan Petrov"));
        assert!(page.says("href=\"/day/2026-11-23?binder=1\">0:08<"), "today's cell leads to its stack: {}", page.body);
        assert!(page.says("href=\"/day/2026-11-25?binder=1\">0:08<"));
        assert!(page.says("/ahead/files?at=20261100&amp;binder=1\">0:08<"), "the rest of the month is what comes after today");
        assert!(!page.says("binder=4"));
        assert!(world.get(Sokha, "/team").says("Ivan Petrov"), "the director sees all");
        assert_eq!(world.get(Sreymom, "/team").status, 403);
        assert!(!world.get(Sreymom, "/").says("href=\"/team\"") && world.get(Dara, "/").says("href=\"/team\""));
        assert_eq!(world.get(Dara, "/team?c=4-20261125").status, 404, "nor a cell of a stranger's binder");
    });
}

#[test]
fn carried_over_counts_today_and_a_full_day_says_by_how_much() {
    each_database(|world| {
        let palm = file(world, Sreymom, "Palm", "25 Nov");
        world.run(&format!("UPDATE slip SET minutes = 400 WHERE id = {}", palm.slip));
        world.clock_to(date(2026, 11, 26), 9, 0);
        let page = world.get(Dara, "/team");
        assert!(page.says("class=\"o\"><a href=\"/day/2026-11-26?binder=1\">6:40</a><b>+0:40</b>"), "{}", page.body);
        sound(world, "looking");
    });
}

#[test]
fn a_day_off_on_which_something_stands_is_not_left_out() {
    each_database(|world| {
        file(world, Sreymom, "Palm", "2026-11-28");
        assert!(world.get(Dara, "/team").says("/day/2026-11-28?binder=1"));
    });
}

#[test]
fn an_absent_persons_days_name_the_deputy() {
    each_database(|world| {
        file(world, Sreymom, "Palm", "25 Nov");
        world.run("INSERT INTO absence (person_id, deputy_id, from_day, to_day, appointed_by, created_at) VALUES (1, 2, 20261125, 20261126, 3, 0)");
        world.run("INSERT INTO stand_in (deputy_id, person_id, from_day, to_day, absence_id) SELECT 2, 1, 20261125, 20261126, id FROM absence");
        let page = world.get(Dara, "/team");
        assert_eq!(page.body.matches("Bopha Kim</i>").count(), 2, "{}", page.body);
        assert!(page.says("class=\"k a\"") && page.says("class=\"f a\""));
    });
}

#[test]
fn a_stack_moves_to_somebody_else_and_back_with_undo() {
    each_database(|world| {
        let files: Vec<_> = ["Lotus", "Palm", "Reed"].into_iter().map(|name| file(world, Sreymom, name, "25 Nov")).collect();
        let other = file(world, Sreymom, "Elsewhere", "26 Nov");
        let before = crate::scene::standing(world);
        let panel = world.get(Dara, "/team?c=1-20261125");
        assert!(panel.says("3 files") && panel.says("name=\"cell\" value=\"1-20261125\""), "{}", panel.body);
        let moved = world.post(Dara, "/team/move?mode=move", &[("cell", "1-20261125"), ("to", "2")]);
        assert_eq!(moved.status, 303, "{}", moved.body);
        assert!(moved.location().starts_with("/team?mode=move&did="));
        assert!(files.iter().all(|file| owner(world, file.client) == 2) && owner(world, other.client) == 1);
        assert!(world.get(Dara, moved.location()).says("Undo"));
        sound(world, "a moved stack");
        let undo = crate::scene::number_in(moved.location(), "did=");
        assert_eq!(world.post(Dara, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(crate::scene::standing(world), before);
        sound(world, "a stack moved back");
    });
}

#[test]
fn of_a_part_the_promised_files_stay() {
    each_database(|world| {
        let agreed = file(world, Sreymom, "Agreed", "25 Nov 15:00");
        let free = file(world, Sreymom, "Free", "25 Nov");
        let part = [("cell", "1-20261125"), ("to", "2"), ("files", "1")];
        assert_eq!(world.post(Dara, "/team/move", &part).status, 303);
        assert_eq!((owner(world, agreed.client), owner(world, free.client)), (1, 2));
        let month = [("cell", "1-20261100"), ("to", "2")];
        assert_eq!(world.post(Dara, "/team/move", &month).status, 303, "a month moves too");
        assert_eq!(owner(world, agreed.client), 2);
        assert_eq!(crate::scene::place(world, agreed.client), 20261125, "an agreed date stays");
        sound(world, "parts");
    });
}

#[test]
fn what_cannot_be_moved_changes_nothing() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "25 Nov");
        file(world, Ivan, "Reed", "25 Nov");
        let before = world.everything();
        for (fields, status) in [
            (vec![("cell", "1-20261125")], 422),
            (vec![("cell", "1-20261125"), ("to", "1")], 422),
            (vec![("cell", "1-20261125"), ("to", "2"), ("files", "0")], 422),
            (vec![("cell", "1-20261125"), ("to", "2"), ("files", "many")], 422),
            (vec![("cell", "1-20261126"), ("to", "2")], 422),
            (vec![("cell", "1-20261125"), ("to", "4")], 404),
            (vec![("cell", "4-20261125"), ("to", "1")], 404),
            (vec![("cell", "nonsense"), ("to", "2")], 400),
            (vec![("cell", "1-20261125"), ("to", "x")], 400),
        ] {
            let answer = world.post(Dara, "/team/move", &fields);
            assert_eq!(answer.status, status, "{fields:?}: {}", answer.body);
        }
        assert_eq!(world.post(Sreymom, "/team/move", &[("cell", "1-20261125"), ("to", "2")]).status, 403);
        assert_eq!(before, world.everything());
    });
}

#[test]
fn what_is_ahead_is_counted_by_day_kind_value_and_person_and_each_number_has_its_files() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "today");
        let palm = file(world, Sreymom, "Palm", "25 Nov");
        file(world, Sreymom, "Later", "2026-12-20");
        file(world, Sreymom, "Undated", "2027-03");
        file(world, Bopha, "Reed", "25 Nov");
        world.run(&format!("UPDATE client SET top_ranked = 1 WHERE id = {}", palm.client));
        let week = world.get(Sreymom, "/ahead");
        assert!(week.says("href=\"/day/2026-11-25\">1<") && week.says("binder=1\">2<"), "two in the week: {}", week.body);
        assert!(world.get(Sreymom, "/ahead?span=month").says("binder=1\">3<"));
        let all = world.get(Sreymom, "/ahead?span=all");
        assert!(all.says("binder=1\">4<") && all.says("undated=20270300"), "{}", all.body);
        assert!(all.says("0 active clients without a date"));
        let top = world.get(Sreymom, "/ahead?span=all&by=value");
        assert!(top.says("top=1\">1<") && top.says("top=0\">3<"));
        assert!(world.get(Sreymom, "/ahead?span=all&by=kind").says("kind=call\">4<"));
        assert!(!world.get(Sreymom, "/ahead?span=all&by=person").says("Bopha"), "others' binders are not counted");
        let people = world.get(Dara, "/ahead?span=all&by=person");
        assert!(people.says("binder=1\">4<") && people.says("binder=2\">1<"), "{}", people.body);
        let listed = world.get(Sreymom, "/ahead/files?span=all&top=1");
        assert!(listed.says("Palm") && !listed.says("Lotus"));
        let undated = world.get(Sreymom, "/ahead/files?undated=20270300");
        assert!(undated.says("Undated") && !undated.says("Palm"));
        assert!(world.get(Dara, "/ahead/files?at=20261125&binder=all").says("Reed"));
        let month = world.get(Dara, "/ahead/files?at=20261100&binder=1");
        assert!(month.says("Palm") && !month.says("Lotus"), "what comes after today");
        assert_eq!(world.get(Sreymom, "/ahead?binder=2").status, 404);
        assert_eq!(world.get(Sreymom, "/ahead/files?binder=2").status, 404);
    });
}

#[test]
fn a_long_list_turns_its_pages_without_losing_or_doubling_a_file() {
    each_database(|world| {
        for number in 0..120 {
            file(world, Sreymom, &format!("Client {number:03}"), "25 Nov");
        }
        let first = world.get(Sreymom, "/ahead/files?span=all");
        let next = crate::scene::number_in(&first.body, "after=20261125-");
        let second = world.get(Sreymom, &format!("/ahead/files?span=all&after=20261125-{next}"));
        let named = |page: &testkit::Answer| (0..120).filter(|number| page.says(&format!("Client {number:03}"))).count();
        assert_eq!((named(&first), named(&second)), (100, 20));
        assert!(!second.says("after="));
    });
}
