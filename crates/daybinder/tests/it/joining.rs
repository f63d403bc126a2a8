//! Two files of one client: offered, compared, joined, taken apart (E37).

use crate::each_database;
use crate::scene::{File, file, number_in, place, sound, standing};
use store::Value;
use testkit::Caller::*;
use testkit::{Answer, Caller, World};

fn set(world: &World, of: File, columns: &str) {
    world.run(&format!("UPDATE client SET {columns} WHERE id = {}", of.client));
}

fn renamed(world: &World, caller: Caller, name: &str, next: &str, fields: &[(&str, &str)]) -> File {
    let basics = [("kind", "person"), ("name", name), ("slip_kind", "call"), ("line", "Offer"), ("next", next), ("anyway", "1")];
    let answer = world.post(caller, "/clients/new", &[&basics[..], fields].concat());
    assert_eq!(answer.status, 303, "{name}: {}", answer.body);
    let client = number_in(answer.location(), "/files/");
    File { client, slip: world.number(&format!("SELECT slip_id FROM client WHERE id = {client}")) }
}

fn address(kept: File, other: File) -> String {
    format!("/files/{}/join/{}", kept.client, other.client)
}

/// Joins as the page proposes it, with some choices made otherwise.
fn join(world: &World, caller: Caller, kept: File, other: File, choices: &[(&str, &str)]) -> Answer {
    let path = address(kept, other);
    let page = world.get(caller, &path);
    assert_eq!(page.status, 200, "{}", page.body);
    let mut fields = page.form_fields(&path);
    fields.retain(|(name, _)| name != "csrf" && choices.iter().all(|(choice, _)| choice != name));
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(choices);
    world.post(caller, &path, &fields)
}

fn say(world: &World, caller: Caller, of: File, note: &str, next: &str) {
    let fields = [("outcome", "reached"), ("note", note), ("minutes", "5"), ("next", next)];
    let answer = world.post(caller, &format!("/files/{}/filing", of.client), &fields);
    assert_eq!(answer.status, 303, "{note}: {}", answer.body);
}

fn text(world: &World, sql: &str) -> String {
    match world.rows(sql).first().and_then(|row| row.first()) {
        Some(Value::Text(text)) => text.clone(),
        other => panic!("{other:?} is no text: {sql}"),
    }
}

#[test]
fn one_name_in_two_scripts_is_offered_and_never_joined_by_itself() {
    each_database(|world| {
        let latin = renamed(world, Sreymom, "Chan Dara", "26 Nov", &[]);
        let khmer = renamed(world, Sreymom, "ចាន់ ដារ៉ា", "27 Nov", &[("phone", "012 555 010")]);
        renamed(world, Sreymom, "Keo Sophea", "27 Nov", &[]);
        renamed(world, Ivan, "Чан Дара", "27 Nov", &[]);
        assert!(world.get(Sreymom, "/clients/duplicates").says("still being looked through"), "what nobody looked at yet is not passed over");
        world.likeness_settled();
        let page = world.get(Sreymom, "/clients/duplicates");
        assert!(page.says("Chan Dara") && page.says("ចាន់ ដារ៉ា") && page.says("Similar name"), "{}", page.body);
        assert!(!page.says("Чан Дара") && !page.says("Keo Sophea"), "another's files are not offered");
        let director = world.get(Chenda, "/clients/duplicates");
        assert!(director.says("Чан Дара"), "who sees both is offered both");
        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'active'"), 4);
        assert!(world.get(Sreymom, &format!("/files/{}", latin.client)).says("May be the same client as ចាន់ ដារ៉ា"));
        let hint = world.fragment(Sreymom, "/clients/new/like?name=dara%20chan");
        assert!(hint.says("Chan Dara") && hint.says("ចាន់ ដារ៉ា") && !hint.says("Чан"), "{}", hint.body);
        let by_phone = world.fragment(Sreymom, "/clients/new/like?name=X&phone=%2B855%2012%20555%20010");
        assert!(by_phone.says("Same phone") && by_phone.says("ចាន់ ដារ៉ា"), "{}", by_phone.body);
        assert!(!world.fragment(Ivan, "/clients/new/like?phone=%2B85512555010").says("/files/"), "nothing is told of files of others");
        sound(world, "offered");
        let _ = khmer;
    });
}

#[test]
fn two_clients_that_only_look_alike_are_never_offered_again() {
    each_database(|world| {
        let one = renamed(world, Sreymom, "Chan Dara", "26 Nov", &[("email", "dara@example.com")]);
        renamed(world, Sreymom, "Dara C.", "26 Nov", &[("email", "dara@example.com")]);
        world.likeness_settled();
        let pair = world.number("SELECT id FROM alike WHERE strength = 4 AND state = 'open'");
        assert_eq!(world.post(Ivan, &format!("/clients/duplicates/{pair}"), &[]).status, 404, "not theirs to say");
        assert_eq!(world.number("SELECT count(*) FROM alike WHERE state = 'two'"), 0);
        let answer = world.post(Sreymom, &format!("/clients/duplicates/{pair}"), &[]);
        assert_eq!(answer.status, 303);
        let page = world.get(Sreymom, answer.location());
        assert!(page.says("No two files look like one client") && page.says("are two clients"), "{}", page.body);
        let version = world.number(&format!("SELECT version FROM client WHERE id = {}", one.client)).to_string();
        let fields = [("version", version.as_str()), ("kind", "person"), ("name", "Chan Dara jr"), ("company", "")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/card", one.client), &fields).status, 303);
        world.likeness_settled();
        assert_eq!(world.number("SELECT count(*) FROM alike WHERE state = 'open'"), 0, "what was said stays said");
        world.post(Sreymom, "/undo", &[]);
        world.post(Sreymom, "/undo", &[]);
        assert_eq!(world.number("SELECT count(*) FROM alike WHERE state = 'open'"), 1, "and can be taken back");
    });
}

/// Two files of one client, each with what a file holds.
fn two(world: &World) -> (File, File) {
    let kept = renamed(world, Sreymom, "Chan Dara", "today", &[("phone", "012 555 010"), ("contact", "Chan Dara"), ("note", "Likes quiet")]);
    let other = renamed(
        world,
        Sreymom,
        "ចាន់ ដារ៉ា",
        "25 Nov",
        &[("phone", "012 555 010"), ("email", "dara@example.com"), ("contact", "Sok Vanna"), ("town", "Siem Reap"), ("note", "Pays late")],
    );
    set(world, kept, "tags = 'wood, big', needs = 'Paper'");
    set(world, other, "tags = 'big, late', top_ranked = 1");
    say(world, Sreymom, kept, "Said on the first file", "30 Nov");
    say(world, Sreymom, other, "Said on the second file", "26 Nov");
    (kept, other)
}

#[test]
fn joined_files_are_one_with_everything_that_both_held() {
    each_database(|world| {
        let (kept, other) = two(world);
        let page = world.get(Sreymom, &address(kept, other));
        assert!(page.says("Stays") && page.says("Siem Reap") && page.says("Pays late") && page.says("1 line of history"), "{}", page.body);
        let done = join(world, Sreymom, kept, other, &[("f-name", "other")]);
        assert_eq!(done.status, 303, "{}", done.body);
        sound(world, "joined");
        assert_eq!((place(world, kept.client), place(world, other.client)), (20261126, 0), "under the earliest of both");
        let file = world.get(Sreymom, done.location());
        assert!(file.says("Said on the first file") && file.says("Said on the second file") && file.says("Joined with the file"), "{}", file.body);
        assert!(file.says("ចាន់ ដារ៉ា") && file.says("dara@example.com") && file.says("Siem Reap"), "{}", file.body);
        let card = "SELECT tags || '|' || note || '|' || needs || '|' || top_ranked FROM client WHERE id = ";
        assert_eq!(text(world, &format!("{card}{}", kept.client)), "wood, big, late|Likes quiet\nPays late|Paper|1");
        let people = format!("SELECT count(*) FROM contact WHERE client_id = {}", kept.client);
        let phones = format!("SELECT count(*) FROM reach WHERE kind = 'phone' AND client_id = {}", kept.client);
        assert_eq!((world.number(&people), world.number(&phones)), (2, 1), "what both had stands once");
        let old = world.get(Sreymom, &format!("/files/{}", other.client));
        assert_eq!((old.status, old.location()), (303, &*format!("/files/{}", kept.client)), "old links still lead to the client");
        world.find_settled();
        for typed in ["Chan%20Dara", "dara%40example.com", "012%20555%20010"] {
            let found = world.get(Sreymom, &format!("/find?q={typed}"));
            assert!(found.says(&format!("/files/{}", kept.client)), "{typed}: {}", found.body);
            assert!(!found.says(&format!("/files/{}\"", other.client)), "{typed} finds the client once: {}", found.body);
        }
        let closed = world.get(Sreymom, "/clients?state=closed");
        assert!(!closed.says("ចាន់ ដារ៉ា"), "what was joined is not one of the closed files");
    });
}

#[test]
fn the_steps_of_a_colleagues_file_come_into_the_binder_of_the_file_that_stays() {
    each_database(|world| {
        let kept = renamed(world, Sreymom, "Chan Dara", "30 Nov", &[]);
        let other = renamed(world, Ivan, "Chan Dara", "24 Nov", &[]);
        assert_eq!(join(world, Chenda, kept, other, &[]).status, 303);
        sound(world, "joined across binders");
        assert_eq!(place(world, kept.client), 20261124);
        let sreymom = world.id(Sreymom);
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE state = 'open' AND person_id = {}", sreymom.0)), 2);
        world.clock_to("2026-11-24".parse().unwrap(), 8, 0);
        assert!(world.get(Sreymom, "/").says("Chan Dara") && !world.get(Ivan, "/").says("Chan Dara"));
        let joining = world.number("SELECT id FROM joining");
        assert_eq!(world.post(Chenda, &format!("/joinings/{joining}/separate"), &[]).status, 303);
        sound(world, "taken apart again");
        assert_eq!((place(world, kept.client), place(world, other.client)), (20261130, 20261124));
        assert!(world.get(Ivan, "/").says("Chan Dara"), "back in the binder it came from");
    });
}

/// Everything but what may differ: queues, keys, and the history, which is only ever added to.
fn all_but_history(world: &World) -> Vec<(String, Vec<Vec<Value>>)> {
    let differs = |table: &str| {
        table.starts_with("find_")
            || table.starts_with("likeness_")
            || ["joining", "joined_piece", "undo", "audit", "audit_head", "client", "entry", "entry_correction", "alike", "last_id", "divider_load"]
                .contains(&table)
            || table.starts_with("sqlite_")
    };
    world.everything().into_iter().filter(|(table, _)| !differs(table)).collect()
}

#[test]
fn taken_apart_at_once_both_are_what_they_were() {
    each_database(|world| {
        let (kept, other) = two(world);
        let entries = |world: &World| world.rows("SELECT * FROM entry WHERE text NOT LIKE 'Joined with%' ORDER BY id");
        let rest = |world: &World| {
            world.rows("SELECT id, joined_into, reached_at, reached_day, due_ideal, due_latest, class_id, owner_id FROM client ORDER BY id")
        };
        let before = (standing(world), all_but_history(world), entries(world), rest(world));
        for (kept, other) in [(kept, other), (other, kept)] {
            assert_eq!(join(world, Sreymom, kept, other, &[("f-name", "other"), ("f-note", "other")]).status, 303);
            assert_ne!(standing(world), before.0);
            let joining = world.number("SELECT max(id) FROM joining");
            assert_eq!(world.post(Sreymom, &format!("/joinings/{joining}/separate"), &[]).status, 303);
            sound(world, "taken apart");
            assert_eq!((standing(world), all_but_history(world), entries(world), rest(world)), before);
            assert_eq!(join(world, Sreymom, kept, other, &[]).status, 303);
            let joined = standing(world);
            let undo = world.post(Sreymom, "/undo", &[]);
            assert!(undo.status < 400, "{}", undo.body);
            assert_eq!((standing(world), all_but_history(world), entries(world), rest(world)), before, "with u as well");
            // The separation is an action too: taking it back joins again, as it was chosen.
            assert_eq!(join(world, Sreymom, kept, other, &[]).status, 303);
            let joining = world.number("SELECT max(id) FROM joining");
            assert_eq!(world.post(Sreymom, &format!("/joinings/{joining}/separate"), &[]).status, 303);
            assert!(world.post(Sreymom, "/undo", &[]).status < 400);
            sound(world, "joined again");
            assert_eq!(world.number("SELECT count(*) FROM client WHERE joined_into IS NOT NULL"), 1);
            assert_eq!(joined.len(), standing(world).len());
            let joining = world.number("SELECT max(id) FROM joining");
            assert_eq!(world.post(Sreymom, &format!("/joinings/{joining}/separate"), &[]).status, 303);
        }
    });
}

#[test]
fn work_done_since_stays_where_it_was_done() {
    each_database(|world| {
        let (kept, other) = two(world);
        assert_eq!(join(world, Sreymom, kept, other, &[]).status, 303);
        say(world, Sreymom, kept, "Said to the one client", "4 Dec");
        let version = world.number(&format!("SELECT version FROM client WHERE id = {}", kept.client)).to_string();
        let page = world.get(Sreymom, &format!("/files/{}/card", kept.client));
        let mut fields = page.form_fields(&format!("/files/{}/card", kept.client));
        for (name, value) in &mut fields {
            match name.as_str() {
                "version" => *value = version.clone(),
                "needs" => *value = "Paper and ink".to_owned(),
                _ => {}
            }
        }
        fields.retain(|(name, _)| name != "csrf");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = world.post(Sreymom, &format!("/files/{}/card", kept.client), &fields);
        assert_eq!(saved.status, 303, "{}", saved.body);
        let joining = world.number("SELECT id FROM joining");
        assert_eq!(world.post(Sreymom, &format!("/joinings/{joining}/separate"), &[]).status, 303);
        sound(world, "taken apart after work");
        let said =
            |file: File| world.rows(&format!("SELECT text FROM entry WHERE client_id = {} AND text LIKE 'Said%' ORDER BY id", file.client)).len();
        assert_eq!((said(kept), said(other)), (2, 1));
        assert_eq!(text(world, &format!("SELECT needs FROM client WHERE id = {}", kept.client)), "Paper and ink", "written since, it stays");
        assert_eq!(text(world, &format!("SELECT tags FROM client WHERE id = {}", kept.client)), "wood, big", "joined, it goes back");
        assert_eq!(world.number(&format!("SELECT count(*) FROM reach WHERE client_id = {} AND kind = 'email'", kept.client)), 0);
        assert_eq!(world.number(&format!("SELECT count(*) FROM reach WHERE client_id = {} AND kind = 'email'", other.client)), 1);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'active'"), 2, "neither is lost");
    });
}

#[test]
fn a_file_that_took_in_two_gives_them_back_the_last_first() {
    each_database(|world| {
        let files = ["Chan Dara", "Dara Chan", "Chann Dara"].map(|name| renamed(world, Sreymom, name, "26 Nov", &[]));
        assert_eq!(join(world, Sreymom, files[1], files[2], &[]).status, 303);
        assert_eq!(join(world, Sreymom, files[0], files[1], &[]).status, 303);
        sound(world, "a chain");
        let far = world.get(Sreymom, &format!("/files/{}", files[2].client));
        assert_eq!(far.location(), format!("/files/{}", files[0].client), "two joinings away");
        let first = world.number("SELECT min(id) FROM joining");
        assert_eq!(world.post(Sreymom, &format!("/joinings/{first}/separate"), &[]).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE joined_into IS NULL"), 1);
        for joining in [first + 1, first] {
            assert_eq!(world.post(Sreymom, &format!("/joinings/{joining}/separate"), &[]).status, 303);
            sound(world, "one back");
        }
        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'active'"), 3);
        for other in [files[1], files[2]] {
            assert_eq!(join(world, Sreymom, files[0], other, &[]).status, 303);
        }
        let last = world.number("SELECT max(id) FROM joining");
        let refused = world.post(Sreymom, &format!("/joinings/{}/separate", last - 1), &[]);
        assert!(refused.status == 422 && refused.says("Take that one apart first"), "{}", refused.body);
    });
}

#[test]
fn nobody_joins_what_is_not_theirs_or_has_changed() {
    each_database(|world| {
        let (kept, other) = two(world);
        let strange = file(world, Ivan, "Strange House", "26 Nov");
        let (own, theirs) = (address(kept, strange), address(strange, kept));
        let versions = [("seen-kept", "1"), ("seen-other", "1")];
        let before = standing(world);
        for path in [&own, &theirs] {
            assert_eq!(world.get(Sreymom, path).status, 404);
            assert_eq!(world.post(Sreymom, path, &versions).status, 404);
        }
        let itself = address(kept, kept);
        assert_eq!((world.get(Sreymom, &itself).status, world.post(Sreymom, &itself, &versions).status), (404, 404));
        let stale = world.post(Sreymom, &address(kept, other), &[("seen-kept", "1"), ("seen-other", "1"), ("f-name", "other")]);
        assert!(stale.status == 422 && stale.says("was changed since you looked"), "{}", stale.body);
        assert_eq!(standing(world), before);
        assert_eq!(join(world, Sreymom, kept, other, &[]).status, 303);
        let joined = standing(world);
        let joining = world.number("SELECT id FROM joining");
        assert_eq!(world.post(Ivan, &format!("/joinings/{joining}/separate"), &[]).status, 404);
        assert_eq!(world.get(Ivan, &format!("/files/{}/joined", kept.client)).status, 404);
        for path in [address(kept, other), address(other, kept)] {
            assert_eq!(world.post(Sreymom, &path, &versions).status, 404, "a second click joins nothing twice");
        }
        let filing = [("outcome", "reached"), ("note", "Into the void"), ("next", "1 Dec")];
        let strangers = world.post(Ivan, &format!("/files/{}/filing", other.client), &filing);
        assert_eq!((strangers.status, standing(world)), (404, joined), "who saw neither files into neither");
        let filed = world.post(Sreymom, &format!("/files/{}/filing", other.client), &filing);
        assert_eq!(filed.status, 303, "a form opened before is filed where the client now is: {}", filed.body);
        assert_eq!(world.number(&format!("SELECT count(*) FROM entry WHERE text = 'Into the void' AND client_id = {}", kept.client)), 1);
        let refused = world.post(Sreymom, "/plan", &[("client", &other.client.to_string()), ("kind", "call"), ("line", "Call"), ("next", "1 Dec")]);
        assert!(refused.status == 422 && refused.says("joined with another one"), "{}", refused.body);
        sound(world, "after attempts");
    });
}

#[test]
fn who_must_not_be_contacted_is_not_contacted_under_another_name() {
    each_database(|world| {
        let (kept, other) = two(world);
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", other.client), &[("reason", "do_not_contact")]).status, 303);
        let before = standing(world);
        let refused = join(world, Sreymom, kept, other, &[]);
        assert!(refused.status == 422 && refused.says("asked not to be contacted"), "{}", refused.body);
        assert_eq!(standing(world), before);
    });
}

#[test]
fn a_closed_file_that_takes_in_an_active_one_is_worked_again_and_closes_again() {
    each_database(|world| {
        let (kept, other) = two(world);
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", kept.client), &[("reason", "lost"), ("note", "Went away")]).status, 303);
        assert_eq!(join(world, Sreymom, kept, other, &[]).status, 303);
        sound(world, "opened by joining");
        assert_eq!(place(world, kept.client), 20261126);
        let joining = world.number("SELECT max(id) FROM joining");
        assert_eq!(world.post(Sreymom, &format!("/joinings/{joining}/separate"), &[]).status, 303);
        sound(world, "closed again");
        assert_eq!(text(world, &format!("SELECT close_reason || close_note FROM client WHERE id = {}", kept.client)), "lostWent away");
        assert_eq!(place(world, other.client), 20261126);
    });
}

#[test]
fn what_is_closed_while_joined_comes_back_standing_somewhere() {
    each_database(|world| {
        let (kept, other) = two(world);
        assert_eq!(join(world, Sreymom, kept, other, &[]).status, 303);
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", kept.client), &[("reason", "won")]).status, 303);
        let joining = world.number("SELECT id FROM joining");
        assert_eq!(world.post(Sreymom, &format!("/joinings/{joining}/separate"), &[]).status, 303);
        sound(world, "apart after closing");
        let state = |file: File| text(world, &format!("SELECT state FROM client WHERE id = {}", file.client));
        assert_eq!((state(kept), state(other)), ("closed".to_owned(), "active".to_owned()), "what was closed stays so, what was not is not lost");
    });
}

#[test]
fn names_are_text_wherever_they_stand() {
    each_database(|world| {
        let script = "<script>alert(1)</script>";
        let kept = renamed(world, Sreymom, script, "26 Nov", &[("note", script)]);
        let other = renamed(world, Sreymom, script, "27 Nov", &[("town", "\"><img src=x>"), ("email", "x@example.com")]);
        world.likeness_settled();
        let pages = ["/clients/duplicates".to_owned(), format!("/files/{}/join", kept.client), address(kept, other)];
        for path in pages {
            let page = world.get(Sreymom, &path);
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{path}: {}", page.body);
        }
        assert!(!world.fragment(Sreymom, "/clients/new/like?name=%3Cscript%3Ealert(1)%3C/script%3E").body.contains("<script>alert"));
        assert_eq!(join(world, Sreymom, kept, other, &[("f-town", "nonsense"), ("f-state", "closed"), ("f-owner_id", "1")]).status, 303);
        assert!(!world.get(Sreymom, &format!("/files/{}/joined", kept.client)).body.contains("<script>alert"));
        sound(world, "with odd fields in the form");
    });
}

#[test]
fn an_erased_client_leaves_nothing_in_the_files_that_were_joined_into_it() {
    each_database(|world| {
        let (kept, other) = two(world);
        set(world, other, "note = 'Marker-of-the-second'");
        assert_eq!(join(world, Sreymom, kept, other, &[]).status, 303);
        let path = format!("/files/{}/erasure", kept.client);
        let erased = world.post(Chenda, &path, &[("why", "asked"), ("name", "Chan Dara")]);
        assert_eq!(erased.status, 303, "{}", erased.body);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE erased_at IS NOT NULL"), 2);
        for (table, rows) in world.everything() {
            for row in rows {
                for value in row {
                    if let Value::Text(text) = value {
                        assert!(
                            !text.contains("Marker-of-the-second") && !text.contains("ដារ៉ា") && !text.contains("dara@example.com"),
                            "{table}: {text}"
                        );
                    }
                }
            }
        }
        let joining = world.number("SELECT id FROM joining");
        let refused = world.post(Chenda, &format!("/joinings/{joining}/separate"), &[]);
        assert!(refused.status == 422, "{} {}", refused.status, refused.body);
        sound(world, "erased");
    });
}
