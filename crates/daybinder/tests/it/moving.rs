//! Moving: one or many, all or none (B30).

use crate::each_database;
use crate::scene::{file, place, sound};
use jiff::civil::date;
use testkit::Caller::*;

#[test]
fn a_pile_moves_whole_or_not_at_all() {
    each_database(|world| {
        let files: Vec<_> = ["Lotus", "Palm", "Reed"].into_iter().map(|name| file(world, Sreymom, name, "today")).collect();
        let slips: Vec<String> = files.iter().map(|file| file.slip.to_string()).collect();
        let mut fields: Vec<(&str, &str)> = slips.iter().map(|slip| ("slip", slip.as_str())).collect();
        fields.push(("place", "2026-11-27"));
        let before = world.everything();
        let with_stranger = [fields.clone(), vec![("slip", "987654")]].concat();
        assert_eq!(world.post(Sreymom, "/move", &with_stranger).status, 404);
        for place in ["2026-11-20", "2026-02-30", "when pigs fly", ""] {
            let wrong = [vec![("place", place)], fields[..3].to_vec()].concat();
            assert_eq!(world.post(Sreymom, "/move", &wrong).status, 422, "{place}");
        }
        assert_eq!(world.post(Sreymom, "/move", &[("place", "2026-11-27")]).status, 422, "nothing to move");
        assert_eq!(world.post(Sreymom, "/move", &[("slip", "1 OR 1=1"), ("place", "2026-11-27")]).status, 400);
        assert_eq!(before, world.everything());
        assert_eq!(world.post(Sreymom, "/move", &fields).status, 303);
        assert!(files.iter().all(|file| place(world, file.client) == 20261127));
        assert_eq!(world.number("SELECT count(*) FROM slip_event WHERE what = 'moved'"), 3);
        sound(world, "a moved pile");
        let again = world.everything();
        assert_eq!(world.post(Sreymom, "/move", &fields).status, 303, "they stand there already");
        assert_eq!(again, world.everything());
    });
}

#[test]
fn the_same_slip_named_many_times_moves_once() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let slip = lotus.slip.to_string();
        let mut fields = vec![("slip", slip.as_str()); 50];
        fields.push(("place", "2026-11-27"));
        assert_eq!(world.post(Sreymom, "/move", &fields).status, 303);
        assert_eq!(world.number(&format!("SELECT postponed FROM slip WHERE id = {slip}")), 1);
    });
}

#[test]
fn moving_one_step_of_a_file_leaves_it_under_the_earliest() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "27 Nov");
        let client = lotus.client.to_string();
        let plan = [("client", client.as_str()), ("kind", "email"), ("line", "Prices"), ("next", "25 Nov")];
        assert_eq!(world.post(Sreymom, "/plan", &plan).status, 303);
        assert_eq!(place(world, lotus.client), 20261125);
        let second = world.number(&format!("SELECT slip_id FROM client WHERE id = {client}")).to_string();
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &second), ("place", "2026-12-04")]).status, 303);
        assert_eq!(place(world, lotus.client), 20261127);
        assert_eq!(world.number(&format!("SELECT slip_id FROM client WHERE id = {client}")), lotus.slip);
        sound(world, "moving the second step");
    });
}

#[test]
fn the_overload_review_moves_the_chosen_and_never_an_agreed_file() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let pinned = file(world, Sreymom, "Pinned", "today 15:00");
        assert_eq!(world.get(Sreymom, "/day/2026-11-23/overload").status, 200);
        let (free, agreed) = (lotus.slip.to_string(), pinned.slip.to_string());
        let (to_free, to_agreed) = (format!("to-{free}"), format!("to-{agreed}"));
        let fields = [("slip", free.as_str()), (to_free.as_str(), "26 Nov"), ("slip", agreed.as_str()), (to_agreed.as_str(), "26 Nov")];
        assert_eq!(world.post(Sreymom, "/day/2026-11-23/overload", &fields).status, 303);
        assert_eq!((place(world, lotus.client), place(world, pinned.client)), (20261126, 20261123));
        let before = world.everything();
        let wrong = [("slip", free.as_str()), (to_free.as_str(), "2026-11-01")];
        assert_eq!(world.post(Sreymom, "/day/2026-11-23/overload", &wrong).status, 422);
        assert_eq!(before, world.everything());
        sound(world, "an overload review");
    });
}

#[test]
fn dealing_leaves_an_empty_month_and_other_binders_alone() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "2027-01");
        assert_eq!(place(world, lotus.client), 20270100);
        world.clock_to(date(2027, 1, 4), 9, 0);
        let before = world.everything();
        assert_eq!(world.post(Ivan, "/day/2027-01/deal", &[]).status, 303, "one's own month is empty");
        assert_eq!(world.post(Sreymom, "/day/2027-01-05/deal", &[]).status, 404);
        assert_eq!(world.post(Sreymom, "/day/9999-99/deal", &[]).status, 404);
        assert_eq!(before, world.everything());
    });
}

#[test]
fn the_file_says_who_moved_or_gave_it_and_why_and_nothing_of_what_was_taken_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let (id, slip) = (lotus.client, lotus.slip.to_string());
        let filing = [("outcome", "reached"), ("note", "Wants paper"), ("next", "2026-11-25"), ("agreed", "1")];
        assert_eq!(world.post(Sreymom, &format!("/files/{id}/filing"), &filing).status, 303);
        let slip_now = world.number(&format!("SELECT slip_id FROM client WHERE id = {id}")).to_string();
        assert_ne!(slip, slip_now);
        let moved = |to: &str, reason: &str| {
            let answer = world.post(Sreymom, "/move", &[("slip", &slip_now), ("place", to), ("reason", reason), ("with_agreed", "1")]);
            assert_eq!(answer.status, 303, "{}", answer.body);
            answer
        };
        world.clock_to(date(2026, 11, 23), 9, 0);
        moved("2026-11-26", "They <b>asked</b> for Thursday");
        world.clock_to(date(2026, 11, 23), 10, 0);
        moved("2026-12-09", "By mistake");
        assert_eq!(world.post(Sreymom, "/undo", &[]).status, 303);
        world.clock_to(date(2026, 11, 23), 11, 0);
        world.run("UPDATE slip SET agreed = 0");
        let to = world.id(Bopha).to_string();
        let given = world.post(Dara, "/hand-over", &[("client", &id.to_string()), ("to", &to), ("reason", "Bopha knows them")]);
        assert_eq!(given.status, 303, "{}", given.body);
        for address in [format!("/files/{id}"), format!("/files/{id}/print")] {
            let page = world.get(Dara, &address);
            assert!(
                page.says("The agreed date was moved from Wed 25 Nov to Thu 26 Nov") && page.says("They &lt;b&gt;asked&lt;/b&gt; for Thursday"),
                "{}",
                page.body
            );
            assert!(page.says("Given from Sreymom Chan to") && page.says("Bopha knows them"), "{}", page.body);
            assert!(!page.says("By mistake") && !page.says("<b>asked"), "what was taken back did not happen");
            // Newest first, among what was said.
            let at = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}: {}", page.body));
            assert!(at("Bopha knows them") < at("for Thursday") && at("for Thursday") < at("Wants paper"));
        }
        assert_eq!(world.get(Dara, &format!("/files/{id}/file.pdf")).status, 200);
        assert_eq!(world.get(Ivan, &format!("/files/{id}")).status, 404);
    });
}
