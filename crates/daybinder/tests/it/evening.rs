//! Mornings, evenings and the view ahead (B34, B41, B42).

use crate::each_database;
use crate::scene::{File, file, place, sound};
use jiff::civil::date;
use testkit::Caller::*;
use testkit::{Caller, World};

fn work(world: &World, caller: Caller, file: File, fields: &[(&str, &str)]) {
    let slip = file.slip.to_string();
    let mut all = vec![("slip", slip.as_str())];
    all.extend_from_slice(fields);
    let answer = world.post(caller, &format!("/files/{}/filing", file.client), &all);
    assert_eq!(answer.status, 303, "{}", answer.body);
}

#[test]
fn the_evening_counts_what_the_day_was() {
    each_database(|world| {
        let files: Vec<File> = ["Lotus", "Palm", "Reed", "Bamboo", "Fern"].iter().map(|name| file(world, Sreymom, name, "today")).collect();
        work(world, Sreymom, files[0], &[("outcome", "reached"), ("minutes", "7"), ("next", "26 Nov")]);
        world.clock_to(date(2026, 11, 23), 10, 5);
        work(world, Sreymom, files[1], &[("outcome", "no_answer"), ("next", "24 Nov")]);
        let slip = files[2].slip.to_string();
        let moving = [("slip", slip.as_str()), ("place", "2026-11-27"), ("reason", "Is <i>away</i>")];
        assert_eq!(world.post(Sreymom, "/move", &moving).status, 303);
        let page = world.get(Sreymom, "/evening");
        assert_eq!(page.status, 200);
        assert!(page.says("<b class=\"num\">2</b><span>done"), "{}", page.body);
        assert!(page.says("<b class=\"num\">2</b><span>not filed yet"));
        assert!(page.says("<b class=\"num\">1</b><span>moved"));
        assert!(page.says("Is &lt;i&gt;away"));
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        let taken_back = world.get(Sreymom, "/evening");
        assert!(taken_back.says("<b class=\"num\">0</b><span>moved") && !taken_back.says("Is &lt;i&gt;away"), "{}", taken_back.body);
        assert_eq!(world.post(Sreymom, "/move", &moving).status, 303);
        let page = world.get(Sreymom, "/evening");
        assert!(page.says("<b class=\"num\">1</b><span>moved"), "moved once more, it counts");
        assert!(page.says("08:00: 1 tries, 1 reached") && page.says("10:00: 1 tries, 0 reached"));
        assert!(page.says("<b class=\"num\">7 min</b><span>spent"), "{}", page.body);
        assert_eq!(world.get(Ivan, &format!("/evening?binder={}", world.id(Sreymom))).status, 404, "another's day");
        let of_head = world.get(Dara, &format!("/evening?binder={}", world.id(Sreymom)));
        assert!(of_head.says("<b class=\"num\">2</b><span>done"));
        assert!(world.get(Dara, "/evening/team").says(&format!("/evening?day=2026-11-23&amp;binder={}", world.id(Sreymom))));
        assert_eq!(world.get(Sreymom, "/evening/team").status, 403);
        for odd in ["2027-01-01", "yesterday", "2026-02-30", "%27%20OR%201=1"] {
            assert_eq!(world.get(Sreymom, &format!("/evening?day={odd}")).status, 404, "{odd}");
        }
        // Other work, without a client, does not count either when its moving was taken back.
        let plan = [("client", ""), ("kind", "other"), ("line", "Order toner"), ("next", "today")];
        assert_eq!(world.post(Sreymom, "/plan", &plan).status, 303);
        let errand = world.number("SELECT max(id) FROM slip WHERE client_id IS NULL").to_string();
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &errand), ("place", "2026-11-26"), ("reason", "No money")]).status, 303);
        assert!(world.get(Sreymom, "/evening").says("No money"));
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert!(!world.get(Sreymom, "/evening").says("No money"));
    });
}

#[test]
fn one_key_files_the_rest_and_agreed_dates_stay() {
    each_database(|world| {
        let files: Vec<File> = ["Lotus", "Palm", "Reed"].iter().map(|name| file(world, Sreymom, name, "today")).collect();
        world.run(&format!("UPDATE slip SET agreed = 1 WHERE id = {}", files[2].slip));
        assert!(world.get(Sreymom, "/evening").says("1 with an agreed date stays"));
        let before = world.everything();
        assert_eq!(world.post(Ivan, &format!("/evening/rest?binder={}", world.id(Sreymom)), &[]).status, 404);
        assert_eq!(before, world.everything());
        assert_eq!(world.post(Sreymom, "/evening/rest", &[]).status, 303);
        assert!(place(world, files[0].client) > 20261123 && place(world, files[1].client) > 20261123);
        assert_eq!(place(world, files[2].client), 20261123);
        sound(world, "filing the rest");
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!((place(world, files[0].client), place(world, files[1].client)), (20261123, 20261123));
        // The third postponement asks why, and keeps what was typed.
        world.run(&format!("UPDATE slip SET postponed = 2 WHERE id = {}", files[0].slip));
        let refused = world.post(Sreymom, "/evening/rest", &[]);
        assert_eq!(refused.status, 422);
        assert!(refused.says("name=\"reason\""));
        assert_eq!(place(world, files[1].client), 20261123, "all or none");
        assert_eq!(world.post(Sreymom, "/evening/rest", &[("reason", "Fair until Friday")]).status, 303);
        assert!(place(world, files[0].client) > 20261123);
    });
}

#[test]
fn a_closed_day_keeps_its_figures_and_the_note() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        work(world, Sreymom, lotus, &[("outcome", "reached"), ("next", "26 Nov")]);
        let undo = world.number("SELECT max(id) FROM undo");
        let note = "Slow morning. <script>alert(1)</script> ថ្ងៃល្អ";
        assert_eq!(world.post(Sreymom, "/evening?day=2026-11-23", &[("note", note), ("close", "yes")]).status, 303);
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        world.clock_to(date(2026, 11, 25), 18, 0);
        let week = world.get(Sreymom, "/evening/week");
        assert!(week.says("&lt;script&gt;") && !week.says("<script>alert"), "{}", week.body);
        assert!(week.says("ថ្ងៃល្អ"));
        let monday = week.body.split("day=2026-11-23").nth(2).unwrap_or_default();
        assert!(monday.contains(">1</a>"), "what was done stays one, though it was taken back later: {monday}");
        assert_eq!(world.post(Dara, &format!("/evening?day=2026-11-23&binder={}", world.id(Sreymom)), &[("note", "Mine")]).status, 404);
        let long = "x".repeat(20_001);
        let refused = world.post(Sreymom, "/evening?day=2026-11-23", &[("note", &long)]);
        assert_eq!(refused.status, 422);
        assert!(refused.says(&long), "what was typed is kept");
        assert_eq!(world.number("SELECT count(*) FROM evening"), 1);
    });
}

#[test]
fn the_note_of_an_evening_is_taken_back_by_its_writer_alone() {
    each_database(|world| {
        let keep = |note: &str, close: &str| {
            let answer = world.post(Sreymom, "/evening?day=2026-11-23", &[("note", note), ("close", close)]);
            assert_eq!(answer.status, 303, "{}", answer.body);
            assert!(world.get(Sreymom, answer.location()).says("The evening of a day was kept"));
            world.number("SELECT max(id) FROM undo")
        };
        let back = |caller, undo: i64| world.post(caller, &format!("/undo/{undo}"), &[]).status;
        let kept = || world.rows("SELECT note, figures, closed_at FROM evening");
        let first = keep("Quiet", "");
        let after_first = kept();
        let second = keep("Quiet, then not", "yes");
        let after_second = kept();
        assert_ne!(after_first, after_second);
        assert_eq!(back(Dara, second), 422, "another's evening");
        assert_eq!(back(Sreymom, first), 422, "what came after stands on it");
        assert_eq!(kept(), after_second, "a refusal writes nothing");
        assert_eq!(back(Sreymom, second), 303);
        assert_eq!(kept(), after_first);
        assert_eq!(back(Sreymom, second), 422, "twice is once");
        assert_eq!(back(Sreymom, first), 303);
        assert_eq!(world.number("SELECT count(*) FROM evening WHERE note <> '' OR closed_at IS NOT NULL"), 0);
    });
}

#[test]
fn the_morning_says_in_one_line_what_came() {
    each_database(|world| {
        file(world, Sreymom, "Left over", "today");
        assert_eq!(world.get(Sreymom, "/").status, 200);
        world.clock_to(date(2026, 11, 23), 19, 0);
        let owner = world.id(Sreymom).to_string();
        let fields =
            [("kind", "company"), ("name", "From the head"), ("slip_kind", "call"), ("next", "+1"), ("owner", owner.as_str()), ("anyway", "1")];
        assert_eq!(world.post(Dara, "/clients/new", &fields).status, 303);
        world.clock_to(date(2026, 11, 24), 8, 0);
        let first = world.get(Sreymom, "/");
        assert!(first.says("This morning:") && first.says("1 step came from others") && first.says("1 carried over"), "{}", first.body);
        assert!(world.get(Sreymom, "/morning").says("From the head"));
        assert!(!world.get(Dara, "/").says("From the head</a>"));
        assert_eq!(world.number("SELECT count(*) FROM morning"), 0, "looking writes nothing");
        assert_eq!(world.post(Sreymom, "/morning/seen", &[]).status, 303);
        assert!(!world.get(Sreymom, "/").says("This morning:"));
        assert!(world.get(Sreymom, "/evening").says("1 step came from others"), "it stays readable in the evening");
    });
}
