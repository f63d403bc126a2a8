//! Views that are filtered, kept and shared, and what is done with many clients at once (B43, E29).

use crate::each_database;
use crate::scene::{File, file, number_in, place, sound};
use testkit::Caller::*;
use testkit::{Answer, World};

const HOSTILE: &str = "<script>alert(1)</script>";

/// Three files of Sreymom's, one of Ivan's of another team.
fn scene(world: &World) -> [File; 4] {
    let files = [
        file(world, Sreymom, "Lotus Paper", "today"),
        file(world, Sreymom, "Mango House", "2026-12-01"),
        file(world, Sreymom, "Naga Tours", "2026-12-02"),
        file(world, Ivan, "Volga Trade", "today"),
    ];
    for (at, (town, tags)) in [("Siem Reap", "hotel, vip"), ("siem reap", ""), ("Battambang", "vip"), ("Siem Reap", "vip")].into_iter().enumerate() {
        world.run(&format!("UPDATE client SET town = '{town}', tags = '{tags}' WHERE id = {}", files[at].client));
    }
    files
}

/// Goes on until the work is over, as the page does.
fn over(world: &World, answer: &Answer) -> i64 {
    assert_eq!(answer.status, 303, "{}", answer.body);
    let id = number_in(answer.location(), "/bulk/");
    // It works on a thread of its own; a minute is far more than any machine needs, and ends a test that would never end.
    let begun = std::time::Instant::now();
    while begun.elapsed().as_secs() < 60 {
        let state = world.rows(&format!("SELECT state FROM bulk WHERE id = {id}"));
        let state = format!("{state:?}");
        if state.contains("done") || state.contains("taken_back") {
            return id;
        }
        std::thread::yield_now();
        let page = world.get(Sreymom, &format!("/bulk/{id}"));
        assert_eq!(page.status, 200, "{}", page.body);
    }
    panic!("the work with many never ended");
}

fn bulk(world: &World, query: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("query", query), ("whom", "all")];
    all.extend(fields.iter().copied());
    world.post(Sreymom, "/bulk", &all)
}

fn tags(world: &World, of: File) -> String {
    format!("{:?}", world.rows(&format!("SELECT tags FROM client WHERE id = {}", of.client)))
}

#[test]
fn a_view_shows_who_fits_and_nobody_else_and_never_anothers_files() {
    each_database(|world| {
        scene(world);
        let town = world.get(Sreymom, "/views?w=town&t=is&v=SIEM+REAP&c=town&c=tags");
        assert!(town.says("Lotus Paper") && town.says("Mango House") && town.says("2 clients. These are all."), "{}", town.body);
        assert!(!town.says("Naga Tours") && !town.says("Volga Trade"));
        let both = world.get(Sreymom, "/views?j=and&w=town&t=is&v=siem+reap&j=and&w=tags&t=is&v=vip");
        assert!(both.says("Lotus Paper") && !both.says("Mango House"), "{}", both.body);
        let either = world.get(Sreymom, "/views?j=and&w=town&t=contains&v=batt&j=or&w=tags&t=empty&v=");
        assert!(either.says("Mango House") && either.says("Naga Tours") && !either.says("Lotus Paper"), "{}", either.body);
        let day = world.get(Sreymom, "/views?w=place&t=from&v=tomorrow&as=cards&s=place");
        assert!(day.says("is-cards") && !day.says("Lotus Paper"), "{}", day.body);
        assert!(day.body.find("Mango House") < day.body.find("Naga Tours"));
        let director = world.get(Chenda, "/views?w=town&t=is&v=siem+reap");
        assert!(director.says("Volga Trade"), "{}", director.body);
        assert!(world.get(Sreymom, "/views").says("Lotus Paper"), "it begins with the active ones");
    });
}

#[test]
fn own_fields_filter_and_put_in_order() {
    each_database(|world| {
        let files = scene(world);
        let made = world.post(
            Dara,
            "/settings/fields/new",
            &[("label-en", "Chairs"), ("about", "client"), ("kind", "number"), ("needed", "never"), ("position", "0")],
        );
        let field = number_in(made.location(), "/settings/fields/");
        for (at, (answer, key)) in [("9", "1000000000000009"), ("100", "1000000000000100"), ("-3", "0999999999999996~")].into_iter().enumerate() {
            let client = files[at].client;
            world.run(&format!("INSERT INTO field_value (client_id, field_id, answer, sort_key) VALUES ({client}, {field}, '{answer}', '{key}')"));
        }
        for (caller, down) in [(Sreymom, false), (Sreymom, true), (Chenda, false), (Chenda, true)] {
            let page = world.get(caller, &format!("/views?w=&s=own-{field}{}&c=own-{field}", if down { "-down" } else { "" }));
            let at = |name: &str| page.body.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name}: {}", page.body));
            let order = [at("Naga Tours"), at("Lotus Paper"), at("Mango House")];
            assert!(if down { order[0] > order[1] && order[1] > order[2] } else { order[0] < order[1] && order[1] < order[2] });
            assert!(!page.says(">Volga Trade<"), "who has no answer is left out");
        }
        let many = world.get(Sreymom, &format!("/views?w=own-{field}&t=from&v=9"));
        assert!(many.says("Lotus Paper") && many.says("Mango House") && !many.says(">Naga Tours<"), "{}", many.body);
    });
}

#[test]
fn a_value_that_says_nothing_is_told_and_hostile_ones_are_words() {
    each_database(|world| {
        scene(world);
        let unclear = world.get(Sreymom, "/views?w=last&t=from&v=whenever");
        assert_eq!(unclear.status, 422);
        assert!(unclear.says("This value was not understood") && unclear.says("value=\"whenever\""), "{}", unclear.body);
        for query in [
            "w=town&t=is&v=%3Cscript%3Ealert(1)%3C/script%3E",
            "w=town&t=is&v='%20OR%201=1--",
            "w=town');DROP&t=is&v=x&s=name;DROP",
            "w=own-999&t=is&v=1",
            "after=x&before=-1",
        ] {
            let page = world.get(Sreymom, &format!("/views?{query}"));
            assert!(page.status == 200 || page.status == 422, "{query}: {}", page.status);
            assert!(!page.body.contains(HOSTILE), "{query}");
        }
        assert_eq!(world.number("SELECT count(*) FROM client"), 4);
    });
}

#[test]
fn a_view_is_kept_shared_starred_and_taken_back_and_only_its_own_person_changes_it() {
    each_database(|world| {
        scene(world);
        let kept = world.post(Sreymom, "/views", &[("name", HOSTILE), ("query", "w=town&t=is&v=siem+reap"), ("shared", "1")]);
        assert_eq!(kept.status, 303, "{}", kept.body);
        let id = number_in(kept.location(), "/views/");
        let page = world.get(Sreymom, &format!("/views/{id}"));
        assert!(page.says("Lotus Paper") && page.says("&lt;script&gt;") && !page.body.contains(HOSTILE), "{}", page.body);
        assert!(world.get(Ivan, &format!("/views/{id}")).says("Volga Trade"), "each sees the files that are his to see");
        assert_eq!(world.post(Ivan, &format!("/views/{id}/remove"), &[]).status, 404);
        assert_eq!(world.post(Ivan, &format!("/views/{id}/share"), &[("off", "1")]).status, 404);
        assert_eq!(world.post(Ivan, &format!("/views/{id}/star"), &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM view_star"), 1);
        assert_eq!(world.post(Sreymom, &format!("/views/{id}/share"), &[("off", "1")]).status, 303);
        assert_eq!(world.get(Ivan, &format!("/views/{id}")).status, 404);
        let removed = world.post(Sreymom, &format!("/views/{id}/remove"), &[]);
        let undo = number_in(removed.location(), "did=");
        assert_eq!(world.get(Sreymom, &format!("/views/{id}")).status, 404);
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(world.get(Sreymom, &format!("/views/{id}")).status, 200);
        let refused = world.post(Sreymom, "/views", &[("name", " "), ("query", "w=town&t=is&v=siem+reap")]);
        assert!(refused.status == 422 && refused.says("A view needs a name") && refused.says("Lotus Paper"), "{}", refused.body);
    });
}

#[test]
fn all_that_a_view_finds_are_tagged_and_taken_back_as_one() {
    each_database(|world| {
        let files = scene(world);
        let before: Vec<String> = files.iter().map(|file| tags(world, *file)).collect();
        let id = over(world, &bulk(world, "w=town&t=is&v=siem+reap", &[("act", "tag"), ("tag", "rainy season")]));
        assert!(tags(world, files[0]).contains("hotel, vip, rainy season") && tags(world, files[1]).contains("rainy season"));
        assert_eq!(tags(world, files[2]), before[2]);
        assert_eq!(tags(world, files[3]), before[3], "another person's file is not touched");
        assert!(world.get(Sreymom, &format!("/bulk/{id}")).says("Done: 2 of 2 changed"));
        let list = world.get(Sreymom, "/undo");
        assert!(list.says("2 clients changed together") && !list.says("Lotus Paper: card"), "{}", list.body);
        let undo = world.number("SELECT undo_id FROM bulk");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(files.iter().map(|file| tags(world, *file)).collect::<Vec<_>>(), before);
        sound(world, "tags taken back");
    });
}

#[test]
fn files_are_moved_spread_and_closed_and_what_cannot_be_is_left_and_said() {
    each_database(|world| {
        let files = scene(world);
        world.run(&format!("UPDATE slip SET agreed = 1 WHERE client_id = {}", files[1].client));
        let id = over(world, &bulk(world, "w=state&t=is&v=active", &[("act", "move"), ("day", "2026-12-10"), ("reason", "fair")]));
        assert_eq!([place(world, files[0].client), place(world, files[1].client), place(world, files[2].client)], [20261210, 20261201, 20261210]);
        assert!(world.get(Sreymom, &format!("/bulk/{id}")).says("1 stayed because their date is agreed"));
        over(world, &world.post(Sreymom, &format!("/bulk/{id}/back"), &[]));
        assert_eq!([place(world, files[0].client), place(world, files[2].client)], [20261123, 20261202]);
        over(world, &bulk(world, "w=state&t=is&v=active", &[("act", "spread"), ("day", "2026-12-07"), ("days", "3"), ("reason", "fair")]));
        assert_eq!([place(world, files[0].client), place(world, files[2].client)], [20261207, 20261209]);
        let id = over(
            world,
            &bulk(world, "j=and&w=name&t=contains&v=lotus&j=or&w=name&t=contains&v=naga", &[("act", "close"), ("close", "lost"), ("note", "gone")]),
        );
        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'closed'"), 2);
        let again = over(world, &bulk(world, "w=state&t=is&v=closed", &[("act", "move"), ("day", "2026-12-10")]));
        assert!(world.get(Sreymom, &format!("/bulk/{again}")).says("The file is closed"), "what is left says why");
        over(world, &world.post(Sreymom, &format!("/bulk/{id}/back"), &[]));
        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'closed'"), 0);
        sound(world, "after moving, spreading and closing many");
    });
}

#[test]
fn work_with_many_goes_on_where_it_stood_and_does_nothing_twice() {
    each_database(|world| {
        let files = scene(world);
        over(world, &bulk(world, "w=town&t=filled&v=", &[("act", "tag"), ("tag", "rainy season")]));
        // As if the server had stopped after the first client: what is done is not done again.
        world.run(&format!("UPDATE client SET tags = '' WHERE id IN ({}, {})", files[1].client, files[2].client));
        let undone = "UPDATE undo SET part_of = NULL WHERE id > (SELECT min(p.id) FROM undo p WHERE p.part_of IS NOT NULL) AND part_of IS NOT NULL";
        world.run(undone);
        world.run("UPDATE bulk SET state = 'running', done = 1, changed = 1, sign_at = 0");
        let id = world.number("SELECT id FROM bulk");
        assert!(world.get(Sreymom, &format!("/bulk/{id}")).says("This broke off"));
        over(world, &world.post(Sreymom, &format!("/bulk/{id}/go-on"), &[]));
        assert_eq!(world.number("SELECT count(*) FROM client WHERE tags LIKE '%rainy season%'"), 3);
        assert_eq!(world.number("SELECT changed FROM bulk"), 3);
        assert_eq!(world.number("SELECT count(*) FROM undo WHERE part_of IS NOT NULL"), 3);
    });
}

#[test]
fn nobody_does_anything_with_anothers_files_or_sees_anothers_work() {
    each_database(|world| {
        let files = scene(world);
        let before = world.everything();
        let (own, theirs) = (files[0].client.to_string(), files[3].client.to_string());
        let ticked = [("whom", "ticked"), ("query", "w="), ("act", "tag"), ("tag", "mine"), ("client", own.as_str()), ("client", theirs.as_str())];
        assert_eq!(world.post(Sreymom, "/bulk", &ticked).status, 404);
        let give = [("whom", "ticked"), ("query", "w="), ("act", "assign"), ("person", "1"), ("client", own.as_str())];
        assert_eq!(world.post(Sreymom, "/bulk", &give).status, 400, "only heads give files away");
        for wrong in [("tag", "a, b"), ("tag", "")] {
            assert_eq!(bulk(world, "w=", &[("act", "tag"), wrong]).status, 422);
        }
        assert_eq!(bulk(world, "w=", &[("act", "move"), ("day", "2020-01-01")]).status, 422);
        assert_eq!(bulk(world, "w=", &[("act", "spread"), ("day", "2026-12-01"), ("days", "9999")]).status, 422);
        assert_eq!(world.post(Sreymom, "/bulk", &[("whom", "ticked"), ("query", "w="), ("act", "tag"), ("tag", "x")]).status, 422, "nobody ticked");
        assert_eq!(before, world.everything(), "a refusal writes nothing");
        let id = over(world, &bulk(world, "w=", &[("act", "tag"), ("tag", "mine")]));
        for caller in [Ivan, Chenda] {
            assert_eq!(world.get(caller, &format!("/bulk/{id}")).status, 404);
            assert_eq!(world.post(caller, &format!("/bulk/{id}/back"), &[]).status, 404);
            assert_eq!(world.post(caller, &format!("/bulk/{id}/go-on"), &[]).status, 404);
        }
        assert!(!tags(world, files[3]).contains("mine"));
    });
}

#[test]
fn a_view_leaves_as_a_table_of_those_it_finds() {
    each_database(|world| {
        scene(world);
        let table = world.get(Sreymom, "/views/table/csv?w=town&t=is&v=siem+reap");
        assert!(table.says("Lotus Paper") && table.says("Mango House") && !table.says("Naga Tours") && !table.says("Volga Trade"), "{}", table.body);
    });
}
