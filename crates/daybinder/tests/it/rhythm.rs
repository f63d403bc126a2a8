//! How often somebody is spoken with (E34).

use crate::each_database;
use crate::scene::{File, file, place, sound};
use jiff::civil::date;
use store::Value;
use testkit::Caller::*;
use testkit::{Caller, World};

fn talk(world: &World, caller: Caller, file: File, outcome: &str, next: &str) {
    let slip = world.number(&format!("SELECT slip_id FROM client WHERE id = {}", file.client)).to_string();
    let fields = [("slip", slip.as_str()), ("outcome", outcome), ("next", next)];
    let answer = world.post(caller, &format!("/files/{}/filing", file.client), &fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
}

fn class(world: &World, name: &str, ideal: &str, latest: &str) -> String {
    let fields = [("name", name), ("ideal", ideal), ("latest", latest)];
    assert_eq!(world.post(Dara, "/classes", &fields).status, 303);
    world.number(&format!("SELECT id FROM client_class WHERE name = '{name}'")).to_string()
}

#[test]
fn quiet_is_counted_from_the_last_real_contact() {
    each_database(|world| {
        let class = class(world, "Regulars", "14", "21");
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        talk(world, Sreymom, lotus, "reached", "24 Dec");
        let rhythm = format!("/files/{}/rhythm", lotus.client);
        assert_eq!(world.post(Sreymom, &rhythm, &[("class", &class)]).status, 303);
        assert!(!world.get(Sreymom, "/quiet").says("Lotus Café"));

        world.clock_to(date(2026, 12, 7), 9, 0);
        assert!(!world.get(Sreymom, "/quiet").says("Lotus Café"), "fourteen days are in time");
        world.clock_to(date(2026, 12, 8), 9, 0);
        assert!(world.get(Sreymom, "/quiet").says("1 day past the usual"));
        // A call nobody answered leaves it as it is; it stood under a date long before.
        talk(world, Sreymom, lotus, "no_answer", "10 Dec");
        world.clock_to(date(2026, 12, 15), 9, 0);
        assert!(world.get(Sreymom, "/quiet").says("1 day too late"));
        talk(world, Sreymom, lotus, "reached", "22 Dec");
        assert!(!world.get(Sreymom, "/quiet").says("Lotus Café"));
        assert!(!world.get(Ivan, "/quiet").says("Lotus Café"), "nobody sees another's files");
        sound(world, "talks in a rhythm");
    });
}

#[test]
fn taking_back_a_talk_takes_back_that_it_was_reached() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let before = world.rows(&format!("SELECT reached_at, reached_day, due_ideal, due_latest FROM client WHERE id = {}", lotus.client));
        talk(world, Sreymom, lotus, "reached", "24 Dec");
        let undo = world.number("SELECT max(id) FROM undo");
        assert_ne!(before, world.rows(&format!("SELECT reached_at, reached_day, due_ideal, due_latest FROM client WHERE id = {}", lotus.client)));
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(before, world.rows(&format!("SELECT reached_at, reached_day, due_ideal, due_latest FROM client WHERE id = {}", lotus.client)));
    });
}

#[test]
fn a_changed_class_changes_when_its_clients_are_due() {
    each_database(|world| {
        let class = class(world, "Regulars", "14", "21");
        let (lotus, palm) = (file(world, Sreymom, "Lotus", "today"), file(world, Sreymom, "Palm", "today"));
        for of in [lotus, palm] {
            talk(world, Sreymom, of, "reached", "24 Dec");
        }
        assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", lotus.client), &[("class", &class)]).status, 303);
        let own = [("class", class.as_str()), ("ideal", "90"), ("latest", "")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", palm.client), &own).status, 303);
        let fields = [("name", "Regulars"), ("ideal", "7"), ("latest", "9")];
        assert_eq!(world.post(Dara, &format!("/classes/{class}"), &fields).status, 303);
        let days = |file: File| world.number(&format!("SELECT due_ideal - reached_day FROM client WHERE id = {}", file.client));
        assert_eq!((days(lotus), days(palm)), (7, 90));
        assert_eq!(world.number(&format!("SELECT due_latest - reached_day FROM client WHERE id = {}", palm.client)), 135);
        assert_eq!(world.post(Dara, &format!("/classes/{class}/remove"), &[]).status, 303);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {} AND class_id IS NULL AND due_ideal IS NULL", lotus.client)), 1);
        assert_eq!(days(palm), 90, "an interval of its own stays");
    });
}

#[test]
fn a_class_made_changed_or_removed_is_taken_back_with_its_clients_days() {
    each_database(|world| {
        let regulars = class(world, "Regulars", "14", "21");
        let made = world.number("SELECT max(id) FROM undo");
        let (lotus, palm, reed) =
            (file(world, Sreymom, "Lotus", "today"), file(world, Sreymom, "Palm", "today"), file(world, Sreymom, "Reed", "today"));
        for of in [lotus, palm, reed] {
            talk(world, Sreymom, of, "reached", "24 Dec");
            let fields: &[(&str, &str)] = if of.client == palm.client { &[("class", &regulars), ("ideal", "90")] } else { &[("class", &regulars)] };
            assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", of.client), fields).status, 303);
        }
        let back = |undo: i64| world.post(Dara, &format!("/undo/{undo}"), &[]).status;
        let all = || {
            world.rows(
                "SELECT c.id, class_id, due_ideal, due_latest, k.name FROM client c LEFT JOIN client_class k ON k.id = c.class_id ORDER BY c.id",
            )
        };
        let before = all();
        assert_eq!(back(made), 422, "clients are in it");

        assert_eq!(world.post(Dara, &format!("/classes/{regulars}"), &[("name", "Guests"), ("ideal", "7"), ("latest", "9")]).status, 303);
        assert_ne!(all(), before);
        let changed = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{changed}"), &[]).status, 422, "another's action");
        assert_eq!(back(changed), 303);
        assert_eq!(all(), before, "name and days as they were");

        let answer = world.post(Dara, &format!("/classes/{regulars}/remove"), &[]);
        assert!(world.get(Dara, answer.location()).says("Regulars"), "{}", answer.location());
        let removed = world.number("SELECT max(id) FROM undo");
        let other = class(world, "Regulars", "30", "40");
        assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", reed.client), &[("class", &other)]).status, 303);
        let meanwhile = all();
        assert_eq!(back(removed), 422, "its name was given again");
        assert_eq!(all(), meanwhile, "a refusal writes nothing");
        assert_eq!(world.post(Dara, &format!("/classes/{other}"), &[("name", "Rare"), ("ideal", "30"), ("latest", "40")]).status, 303);
        assert_eq!(back(removed), 303);
        let of = |client: i64| all().into_iter().filter(move |row| row[0] == Value::Int(client)).collect::<Vec<_>>();
        for same in [lotus, palm] {
            let as_before: Vec<_> = before.iter().filter(|row| row[0] == Value::Int(same.client)).cloned().collect();
            assert_eq!(of(same.client), as_before);
        }
        assert_eq!(of(reed.client)[0][4], Value::Text("Rare".to_owned()), "who got another class since keeps it");
        sound(world, "a class brought back");
    });
}

#[test]
fn a_wrong_interval_is_refused_beside_its_field_and_changes_nothing() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let class = class(world, "Regulars", "14", "21");
        let before = world.everything();
        for (ideal, latest) in [("0", "5"), ("10", "9"), ("ten", "12"), ("1001", "1001"), ("", "5"), ("99999999999", "")] {
            let fields = [("name", "<b>Often</b>"), ("ideal", ideal), ("latest", latest)];
            let answer = world.post(Dara, "/classes", &fields);
            assert_eq!(answer.status, 422, "{ideal} {latest}");
            assert!(answer.says("&lt;b&gt;Often") && !answer.says("<b>Often"), "what was typed is kept, as text");
            assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", lotus.client), &[("ideal", ideal), ("latest", latest)]).status, 422);
        }
        assert_eq!(world.post(Dara, "/classes", &[("name", "Regulars"), ("ideal", "1"), ("latest", "2")]).status, 422, "taken");
        assert_eq!(world.post(Sreymom, "/classes", &[("name", "Mine"), ("ideal", "1"), ("latest", "2")]).status, 403);
        assert_eq!(world.post(Ivan, &format!("/files/{}/rhythm", lotus.client), &[("class", &class)]).status, 404);
        assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", lotus.client), &[("class", "98765")]).status, 404);
        assert_eq!(before, world.everything());
    });
}

#[test]
fn quiet_clients_are_filed_over_the_next_days_but_agreed_dates_stay() {
    each_database(|world| {
        let class = class(world, "Regulars", "7", "10");
        let files: Vec<File> = ["Lotus", "Palm", "Reed"].iter().map(|name| file(world, Sreymom, name, "today")).collect();
        for of in &files {
            talk(world, Sreymom, *of, "reached", "24 Dec");
            assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", of.client), &[("class", &class)]).status, 303);
        }
        world.run(&format!("UPDATE slip SET agreed = 1 WHERE id = (SELECT slip_id FROM client WHERE id = {})", files[2].client));
        world.clock_to(date(2026, 12, 14), 9, 0);
        let ids: Vec<String> = files.iter().map(|of| of.client.to_string()).collect();
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("client", id.as_str())).collect();
        assert_eq!(world.post(Sreymom, "/quiet", &fields).status, 303);
        assert!((20261215..=20261221).contains(&place(world, files[0].client)));
        assert_eq!(place(world, files[2].client), 20261224);
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(place(world, files[0].client), 20261224);
        let before = world.everything();
        assert_eq!(world.post(Ivan, "/quiet", &fields).status, 404);
        assert_eq!(world.post(Sreymom, "/quiet", &[]).status, 422);
        assert_eq!(before, world.everything());
        // The third postponement asks why, and keeps what was ticked.
        world.run(&format!("UPDATE slip SET postponed = 2 WHERE id = (SELECT slip_id FROM client WHERE id = {})", files[0].client));
        world.clock_to(date(2026, 12, 28), 9, 0);
        let refused = world.post(Sreymom, "/quiet", &fields);
        let ticked = format!("value=\"{}\" checked", files[0].client);
        assert!(refused.status == 422 && refused.says("name=\"reason\"") && refused.says(&ticked), "{}", refused.body);
        let explained = [fields.clone(), vec![("reason", "Fair until Friday")]].concat();
        assert_eq!(world.post(Sreymom, "/quiet", &explained).status, 303);
        assert!(place(world, files[0].client) > 20261228);
        sound(world, "filing quiet clients");
    });
}

#[test]
fn the_suggestion_follows_the_interval_and_the_usual_weekday_and_says_why() {
    each_database(|world| {
        let class = class(world, "Regulars", "14", "21");
        let lotus = file(world, Sreymom, "Lotus", "today");
        assert_eq!(world.post(Sreymom, &format!("/files/{}/rhythm", lotus.client), &[("class", &class)]).status, 303);
        // Three Tuesdays at ten; the fourth talk is on a Monday, and fourteen days later is a Monday too.
        for (month, day) in [(11, 24), (12, 8), (12, 22)] {
            world.clock_to(date(2026, month, day), 10, 0);
            talk(world, Sreymom, lotus, "reached", "+13");
        }
        world.clock_to(date(2027, 1, 4), 9, 0);
        let page = world.get(Sreymom, &format!("/files/{}", lotus.client));
        assert!(page.says("usually reached on Tuesdays around 10:00"), "{}", page.body);
        assert!(page.says("every 14 days"));
        talk(world, Sreymom, lotus, "reached", "");
        assert_eq!(place(world, lotus.client), 20270119, "the Tuesday beside Monday the 18th");
    });
}
