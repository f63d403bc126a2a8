//! Taking back: everything that was done, exactly, or nothing of it.

use crate::each_database;
use crate::scene::{File, file, number_in, sound, standing};
use testkit::Caller::*;
use testkit::{Answer, World};

/// A world with a planned file, a file of today, an errand, and a closed file.
struct Shop {
    today: File,
    second: File,
    closed: File,
    errand: i64,
}

fn shop(world: &World) -> Shop {
    let shop = Shop {
        today: file(world, Sreymom, "Lotus Café", "today"),
        second: file(world, Sreymom, "Palm House", "today"),
        closed: file(world, Sreymom, "Reed & Sons", "today"),
        errand: 0,
    };
    assert_eq!(world.post(Sreymom, &format!("/files/{}/close", shop.closed.client), &[("reason", "won")]).status, 303);
    assert_eq!(world.post(Sreymom, "/plan", &[("client", ""), ("kind", "other"), ("line", "Order toner"), ("next", "today")]).status, 303);
    Shop { errand: world.number("SELECT max(id) FROM slip WHERE line = 'Order toner'"), ..shop }
}

/// Every action that leaves something to take back, by name.
const ACTIONS: [&str; 12] =
    ["file", "file with time", "note", "move", "bulk", "close", "reopen", "new client", "card", "plan on a file", "put last", "errand"];

fn act(world: &World, shop: &Shop, action: &str) -> Answer {
    let post = |path: String, fields: &[(&str, &str)]| world.post(Sreymom, &path, fields);
    let (id, slip, second) = (shop.today.client, shop.today.slip.to_string(), shop.second.slip.to_string());
    let client = id.to_string();
    match action {
        "file" => post(format!("/files/{id}/filing"), &[("outcome", "reached"), ("note", "Said"), ("minutes", "9"), ("next", "26 Nov")]),
        "file with time" => post(format!("/files/{id}/filing"), &[("outcome", "agreed"), ("next", "26 Nov 14:00"), ("kind", "visit")]),
        "note" => post(format!("/files/{id}/filing"), &[("outcome", "reached"), ("entry", "note"), ("note", "Heard"), ("next", "today")]),
        "move" => post("/move".to_owned(), &[("slip", &slip), ("place", "2026-11-27")]),
        "bulk" => post("/move".to_owned(), &[("slip", &slip), ("slip", &second), ("place", "2026-11-27")]),
        "close" => post(format!("/files/{id}/filing"), &[("close", "1"), ("close_reason", "lost"), ("outcome", "said_no"), ("note", "No")]),
        "reopen" => post(format!("/files/{}/reopen", shop.closed.client), &[("next", "1 Dec"), ("line", "Again")]),
        "new client" => {
            let fields =
                [("kind", "person"), ("name", "Sok Vanna"), ("phone", "012 555 010"), ("email", "vanna@reed.example.com"), ("contact", "Vanna")];
            post("/clients/new".to_owned(), &[&fields[..], &[("slip_kind", "first"), ("next", "24 Nov"), ("anyway", "1")]].concat())
        }
        "card" => card(world, id),
        "plan on a file" => post("/plan".to_owned(), &[("client", &client), ("kind", "email"), ("line", "Prices"), ("next", "today 09:00")]),
        "put last" => post(format!("/slips/{slip}/later"), &[]),
        "errand" => post(format!("/slips/{}/done", shop.errand), &[]),
        other => panic!("{other}"),
    }
}

fn card(world: &World, client: i64) -> Answer {
    let version = world.number(&format!("SELECT version FROM client WHERE id = {client}")).to_string();
    let fields = [
        ("version", version.as_str()),
        ("kind", "company"),
        ("name", "Lotus Café & Bar"),
        ("company", "Lotus Group"),
        ("needs", "Menus\nand cards"),
        ("town", "Kampot"),
        ("top_ranked", "1"),
        ("contact_id", ""),
        ("contact_name", "Chan Dara"),
        ("contact_position", "owner"),
        ("reach_kind", "phone"),
        ("reach_text", "012 555 011"),
        ("reach_contact", "0"),
        ("reach_kind", "email"),
        ("reach_text", "dara@lotus.example.com"),
        ("reach_contact", ""),
    ];
    world.post(Sreymom, &format!("/files/{client}/card"), &fields)
}

#[test]
fn whatever_was_done_is_taken_back_exactly() {
    each_database(|world| {
        let shop = shop(world);
        for action in ACTIONS {
            for by_id in [false, true] {
                let before = standing(world);
                let entries = world.number("SELECT count(*) FROM entry");
                let answer = act(world, &shop, action);
                assert_eq!(answer.status, 303, "{action}: {}", answer.body);
                assert_ne!(before, standing(world), "{action} did nothing");
                assert!(world.number("SELECT count(*) FROM entry") >= entries);
                sound(world, action);
                let undo = number_in(answer.location(), "did=");
                let path = if by_id { format!("/undo/{undo}") } else { "/undo".to_owned() };
                let taken = world.post(Sreymom, &path, &[("back", "/")]);
                assert_eq!((taken.status, taken.location()), (303, "/"), "{action}: {}", taken.body);
                assert_eq!(before, standing(world), "{action} is not taken back exactly");
                sound(world, &format!("taking back {action}"));
                let kept = world.number("SELECT count(*) FROM entry WHERE id NOT IN (SELECT entry_id FROM entry_correction WHERE text IS NULL)");
                assert!(kept <= entries, "{action}: what was said stands without a word that it was taken back");
                let whole = world.everything();
                assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 422, "{action} twice");
                assert_eq!(whole, world.everything(), "{action} twice");
            }
        }
    });
}

#[test]
fn a_chain_of_actions_is_taken_back_one_by_one() {
    each_database(|world| {
        let shop = shop(world);
        let mut before = Vec::new();
        for action in ["put last", "move", "card", "file", "plan on a file", "file", "close"] {
            before.push((action, standing(world)));
            assert_eq!(act(world, &shop, action).status, 303, "{action}");
        }
        for (action, rows) in before.into_iter().rev() {
            let answer = world.post(Sreymom, "/undo", &[]);
            assert_eq!(answer.status, 303, "{action}: {}", answer.body);
            assert_eq!(rows, standing(world), "{action}");
            sound(world, &format!("taking back {action}"));
        }
    });
}

#[test]
fn what_was_changed_since_is_not_taken_back_not_even_half() {
    each_database(|world| {
        for (first, then) in
            [("file", "file"), ("move", "move on"), ("bulk", "move on"), ("bulk", "close"), ("file", "close"), ("card", "card"), ("file", "move on")]
        {
            let shop = shop(world);
            let answer = act(world, &shop, first);
            assert_eq!(answer.status, 303, "{first}");
            let undo = number_in(answer.location(), "did=");
            let open = world.number(&format!("SELECT slip_id FROM client WHERE id = {}", shop.today.client)).to_string();
            let next = match then {
                "move on" => world.post(Sreymom, "/move", &[("slip", &open), ("place", "2026-12-03"), ("reason", "Away"), ("with_agreed", "1")]),
                "card" => {
                    world.run(&format!("UPDATE client SET town = 'Kep' WHERE id = {}", shop.today.client));
                    answer
                }
                other => act(world, &shop, other),
            };
            assert_eq!(next.status, 303, "{then} after {first}: {}", next.body);
            let before = world.everything();
            let refused = world.post(Sreymom, &format!("/undo/{undo}"), &[]);
            assert_eq!(refused.status, 422, "{first} although {then} came after it");
            assert_eq!(before, world.everything(), "{first} was half taken back");
            sound(world, first);
        }
    });
}

#[test]
fn taking_back_never_leaves_a_file_behind_a_step_that_was_planned_since() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "30 Nov");
        let client = lotus.client.to_string();
        let filed = world.post(Sreymom, &format!("/files/{client}/filing"), &[("outcome", "reached"), ("next", "24 Nov")]);
        let undo = number_in(filed.location(), "did=");
        // Between the two dates, so that the file goes on standing where the filing put it.
        assert_eq!(world.post(Sreymom, "/plan", &[("client", &client), ("kind", "email"), ("line", "Prices"), ("next", "26 Nov")]).status, 303);
        let before = world.everything();
        let answer = world.post(Sreymom, &format!("/undo/{undo}"), &[]);
        sound(world, "taking back a filing before a plan");
        assert!(answer.status == 303 || before == world.everything());
    });
}

#[test]
fn taking_back_a_plan_never_loses_where_the_other_step_was_moved() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "27 Nov");
        let client = lotus.client.to_string();
        let planned = world.post(Sreymom, "/plan", &[("client", &client), ("kind", "email"), ("line", "Prices"), ("next", "25 Nov")]);
        let undo = number_in(planned.location(), "did=");
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &lotus.slip.to_string()), ("place", "2026-12-02")]).status, 303);
        let before = world.everything();
        let answer = world.post(Sreymom, &format!("/undo/{undo}"), &[]);
        sound(world, "taking back a plan after a move");
        assert!(answer.status == 303 || before == world.everything());
    });
}

#[test]
fn a_weeks_old_action_and_another_persons_are_not_taken_back() {
    each_database(|world| {
        let shop = shop(world);
        let undo = number_in(act(world, &shop, "file").location(), "did=");
        let before = world.everything();
        assert_eq!(world.post(Dara, &format!("/undo/{undo}"), &[]).status, 422, "not even by the head");
        world.clock_to(jiff::civil::date(2026, 12, 1), 9, 0);
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 422);
        assert_eq!(before, world.everything());
    });
}

#[test]
fn a_correction_is_taken_back_by_another_one_unless_somebody_corrected_since() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let filing = [("outcome", "reached"), ("note", "Wants paper"), ("next", "fri")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &filing).status, 303);
        let entry = world.number("SELECT max(id) FROM entry");
        let correct = |text: &str| {
            let answer = world.post(Sreymom, &format!("/entries/{entry}/correction"), &[("text", text)]);
            assert_eq!(answer.status, 303, "{}", answer.body);
            format!("/undo/{}", number_in(answer.location(), "did="))
        };
        let page = || world.get(Sreymom, &format!("/files/{}", lotus.client));
        let first = correct("Wants much paper");
        assert!(page().says("Wants much paper"));
        let second = correct("Wants no paper");
        assert_eq!(world.post(Sreymom, &first, &[]).status, 422, "it was corrected since");
        assert_eq!(world.post(Ivan, &second, &[]).status, 422, "another's action");
        assert_eq!(world.post(Sreymom, &second, &[]).status, 303);
        assert!(page().says("Wants much paper") && !page().says("Wants no paper"));
        assert_eq!(world.post(Sreymom, &second, &[]).status, 422, "once");
        let third = correct("Wants ink");
        assert_eq!(world.post(Sreymom, &third, &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM entry_correction"), 5, "nothing is removed");
        world.find_settled();
        assert!(world.get(Sreymom, "/find?q=much+paper").says("Lotus") && !world.get(Sreymom, "/find?q=ink").says("Lotus"));
        sound(world, "corrections");
    });
}
