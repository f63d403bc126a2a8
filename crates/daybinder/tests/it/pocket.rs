//! What goes along in the pocket: the stack and marked files without a network, and what comes back (B44).

use crate::each_database;
use crate::scene::{File, file, place, sound};
use jiff::civil::date;
use serde_json::{Value as Json, json};
use testkit::Caller::{self, *};
use testkit::{Answer, World};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// How the file stands for whoever has it open.
fn seen(world: &World, caller: Caller, file: File) -> String {
    let page = world.get(caller, &format!("/files/{}", file.client)).body;
    page.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// A call that was logged that many milliseconds ago.
fn logged(world: &World, key: &str, file: File, seen: &str, next: &str, ago: i64) -> Json {
    let at = world.app.clock.now().as_millisecond() - ago;
    let fields = json!([["outcome", "reached"], ["note", format!("said {key}")], ["next", next], ["kind", "call"], ["entry", "call_out"]]);
    json!({ "key": key, "client": file.client, "at": at, "seen": seen, "after": "", "fields": fields })
}

fn send(world: &World, caller: Caller, person: Caller, batch: &[Json]) -> Answer {
    let (sent, person) = (world.app.clock.now().as_millisecond().to_string(), world.id(person).to_string());
    let batch = Json::from(batch.to_vec()).to_string();
    world.post(caller, "/pocket/deliver", &[("person", &person), ("sent", &sent), ("batch", &batch)])
}

/// The states that were answered, in order.
fn deliver(world: &World, caller: Caller, batch: &[Json]) -> Vec<String> {
    let answer = send(world, caller, caller, batch);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let answers: Vec<Json> = serde_json::from_str(&answer.body).unwrap();
    answers.iter().map(|one| one["state"].as_str().unwrap().to_owned()).collect()
}

fn entries(world: &World) -> i64 {
    world.number("SELECT count(*) FROM entry")
}

#[test]
fn what_was_logged_arrives_once_however_often_it_is_delivered() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let call = logged(world, "key-lotus-1", lotus, &seen(world, Sreymom, lotus), "26 Nov", 30 * MINUTE);
        let first = send(world, Sreymom, Sreymom, std::slice::from_ref(&call));
        assert!(first.says("\"filed\""), "{}", first.body);
        assert_eq!((place(world, lotus.client), entries(world)), (20261126, 1));
        let at = world.app.clock.now().as_millisecond();
        assert_eq!(world.number("SELECT at FROM entry"), at - 30 * MINUTE, "the moment of the call");
        assert_eq!(world.number("SELECT at FROM delivery"), at, "the moment of arrival");
        let before = world.everything();
        world.clock_to(date(2026, 11, 24), 9, 0);
        let again = send(world, Sreymom, Sreymom, &[call.clone(), call]);
        let answers: Vec<Json> = serde_json::from_str(&again.body).unwrap();
        let first: Vec<Json> = serde_json::from_str(&first.body).unwrap();
        assert_eq!(answers, [&first[..], &first[..]].concat(), "the same answer");
        assert_eq!(before, world.everything(), "a repeated delivery changes nothing");
        sound(world, "a repeated delivery");
    });
}

#[test]
fn the_same_delivery_twice_at_the_same_time_is_carried_out_once() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let call = logged(world, "key-at-once", lotus, &seen(world, Sreymom, lotus), "26 Nov", MINUTE);
        let other = world.second_node(&desk::routes());
        let (one, two) = std::thread::scope(|scope| {
            let second = scope.spawn({
                let call = call.clone();
                move || send(&other, Sreymom, Sreymom, &[call]).body
            });
            (send(world, Sreymom, Sreymom, &[call]).body, second.join().unwrap())
        });
        assert_eq!(one, two);
        assert!(one.contains("\"filed\""), "{one}");
        assert_eq!((place(world, lotus.client), entries(world)), (20261126, 1));
        sound(world, "two deliveries at once");
    });
}

#[test]
fn two_hundred_wait_and_arrive_in_their_order() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let first_seen = seen(world, Sreymom, lotus);
        let queue: Vec<Json> = (0..200)
            .map(|number| {
                let mut call = logged(world, &format!("key-number-{number}"), lotus, &first_seen, "tomorrow", (200 - number) * MINUTE);
                if number > 0 {
                    call["after"] = json!(format!("key-number-{}", number - 1));
                }
                call
            })
            .collect();
        for batch in queue.chunks(25) {
            assert_eq!(deliver(world, Sreymom, batch), vec!["filed"; batch.len()]);
        }
        assert_eq!(entries(world), 200);
        assert_eq!(world.number("SELECT count(*) FROM (SELECT at, lag(at) OVER (ORDER BY id) AS before FROM entry) e WHERE at < before"), 0);
        assert_eq!(place(world, lotus.client), 20261124);
        sound(world, "two hundred filings");
        let before = world.everything();
        for batch in queue.chunks(25) {
            deliver(world, Sreymom, batch);
        }
        assert_eq!(before, world.everything());
    });
}

#[test]
fn another_persons_queue_and_another_persons_client_are_refused_and_nothing_changes() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let call = logged(world, "key-of-sreymom", lotus, &seen(world, Sreymom, lotus), "26 Nov", MINUTE);
        let before = world.everything();
        for (caller, person) in [(Ivan, Sreymom), (Ivan, Ivan), (Bopha, Sreymom)] {
            let answer = send(world, caller, person, std::slice::from_ref(&call));
            assert_eq!(answer.status, 200);
            assert!(answer.says("\"refused\"") && !answer.says("Lotus"), "{caller:?} as {person:?}: {}", answer.body);
        }
        for (key, batch) in [("", "[]"), ("short", ""), ("key", "{}"), ("key", "[{\"key\":1}]")] {
            let answer = world.post(Sreymom, "/pocket/deliver", &[("person", "1"), ("sent", key), ("batch", batch)]);
            assert_eq!(answer.status, 400, "{batch}");
        }
        assert_eq!(before, world.everything());
        // The key of one person is no key of another.
        assert_eq!(deliver(world, Sreymom, &[call]), ["filed"]);
        let reed = file(world, Ivan, "Reed", "today");
        assert_eq!(deliver(world, Ivan, &[logged(world, "key-of-sreymom", reed, &seen(world, Ivan, reed), "+3", 0)]), ["filed"]);
        sound(world, "the same key of two people");
    });
}

#[test]
fn a_date_means_what_it_meant_on_the_day_it_was_typed() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let palm = file(world, Sreymom, "Palm", "today");
        let reed = file(world, Sreymom, "Reed", "today");
        let seen_at: Vec<String> = [lotus, palm, reed].into_iter().map(|file| seen(world, Sreymom, file)).collect();
        world.clock_to(date(2026, 11, 25), 9, 0);
        let batch = [
            logged(world, "key-tomorrow", lotus, &seen_at[0], "tomorrow", 2 * DAY),
            logged(world, "key-nonsense", palm, &seen_at[1], "when pigs fly", 2 * DAY),
            logged(world, "key-future", reed, &seen_at[2], "27 Nov", -DAY),
        ];
        assert_eq!(deliver(world, Sreymom, &batch), ["filed", "refused", "filed"]);
        assert_eq!(place(world, lotus.client), 20261124, "the day after the call: it is carried over");
        assert!(world.get(Sreymom, "/").says("Lotus"));
        assert_eq!(world.number("SELECT done_on FROM slip WHERE state = 'done' ORDER BY id LIMIT 1"), 20261123);
        assert_eq!(place(world, palm.client), 20261123, "a date that is not understood changes nothing");
        let now = world.app.clock.now().as_millisecond();
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE text LIKE '%nonsense%'"), 0);
        assert_eq!(world.number("SELECT at FROM entry WHERE text = 'said key-future'"), now, "no call happened in the future");
        let old = logged(world, "key-of-long-ago", palm, &seen_at[1], "2026-12-01", 90 * DAY);
        assert_eq!(deliver(world, Sreymom, &[old]), ["filed"]);
        assert_eq!(world.number("SELECT at FROM entry WHERE text = 'said key-of-long-ago'"), now - 30 * DAY);
        sound(world, "late deliveries");
    });
}

/// Lotus, filed by the head while Sreymom had no network; her delivery is answered "both".
fn both(world: &World) -> File {
    let lotus = file(world, Sreymom, "Lotus", "today");
    let call = logged(world, "key-both", lotus, &seen(world, Sreymom, lotus), "26 Nov", 10 * MINUTE);
    let fields = [("outcome", "reached"), ("note", "Dara was faster"), ("next", "4 Dec"), ("back", "/")];
    assert_eq!(world.post(Dara, &format!("/files/{}/filing", lotus.client), &fields).status, 303);
    assert_eq!(deliver(world, Sreymom, &[call]), ["both"]);
    lotus
}

fn settle(world: &World, caller: Caller, which: &str) -> Answer {
    let id = world.number("SELECT id FROM delivery WHERE wanted <> ''");
    world.post(caller, &format!("/pocket/{id}/settlement"), &[("which", which)])
}

fn undo(world: &World, caller: Caller, answer: &Answer) -> u16 {
    let id = answer.location().split("did=").nth(1).unwrap().to_owned();
    world.post(caller, &format!("/undo/{id}"), &[]).status
}

#[test]
fn where_somebody_was_faster_both_are_shown_and_mine_moves_the_file() {
    each_database(|world| {
        let lotus = both(world);
        assert_eq!((place(world, lotus.client), entries(world)), (20261204, 2), "logged, not moved");
        assert!(world.get(Sreymom, "/").says("One file was filed twice"));
        assert!(!world.get(Dara, "/").says("filed twice"));
        let page = world.get(Sreymom, "/pocket");
        assert!(page.says("Thu 26 Nov") && page.says("Fri 4 Dec") && page.says("Dara Sok"), "{}", page.body);
        let before = world.everything();
        assert_eq!(settle(world, Dara, "mine").status, 404, "it is Sreymom's");
        assert_eq!(settle(world, Sreymom, "neither").status, 400);
        assert_eq!(before, world.everything());
        let mine = settle(world, Sreymom, "mine");
        assert_eq!(mine.status, 303, "{}", mine.body);
        assert_eq!((place(world, lotus.client), entries(world)), (20261126, 2), "the call is not logged again");
        assert!(!world.get(Sreymom, "/").says("filed twice"));
        assert_eq!(settle(world, Sreymom, "mine").status, 422, "settled once");
        sound(world, "mine");
        assert_eq!(undo(world, Sreymom, &mine), 303);
        assert_eq!(place(world, lotus.client), 20261204);
        assert!(world.get(Sreymom, "/").says("One file was filed twice"), "taken back, it is to be settled again");
        sound(world, "mine taken back");
    });
}

#[test]
fn what_stands_can_be_kept_and_that_taken_back() {
    each_database(|world| {
        let lotus = both(world);
        let keep = settle(world, Sreymom, "keep");
        assert_eq!((keep.status, place(world, lotus.client)), (303, 20261204));
        assert!(world.get(Sreymom, keep.location()).says("left as it stands"));
        assert!(!world.get(Sreymom, "/").says("filed twice"));
        assert_eq!(undo(world, Sreymom, &keep), 303);
        assert!(world.get(Sreymom, "/").says("One file was filed twice"));
        sound(world, "kept and taken back");
    });
}

#[test]
fn a_call_that_is_taken_back_takes_its_question_with_it() {
    each_database(|world| {
        both(world);
        assert_eq!(world.post(Sreymom, "/undo", &[]).status, 303);
        assert!(!world.get(Sreymom, "/").says("filed twice"));
        assert_eq!(world.number("SELECT count(*) FROM entry_correction WHERE text IS NULL"), 1);
    });
}

#[test]
fn a_file_that_was_moved_or_closed_meanwhile_is_not_overridden() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let palm = file(world, Sreymom, "Palm", "today");
        let seen_at = [seen(world, Sreymom, lotus), seen(world, Sreymom, palm)];
        assert_eq!(world.post(Dara, "/move", &[("slip", &lotus.slip.to_string()), ("place", "2026-11-30")]).status, 303);
        let close = [("close", "yes"), ("close_reason", "lost"), ("note", "Went elsewhere"), ("back", "/")];
        assert_eq!(world.post(Dara, &format!("/files/{}/filing", palm.client), &close).status, 303);
        let batch = [logged(world, "key-moved", lotus, &seen_at[0], "26 Nov", 0), logged(world, "key-closed", palm, &seen_at[1], "26 Nov", 0)];
        assert_eq!(deliver(world, Sreymom, &batch), ["both", "both"]);
        assert_eq!((place(world, lotus.client), place(world, palm.client)), (20261130, 0));
        assert!(world.get(Sreymom, "/").says("2 files were filed twice"));
        let id = world.number(&format!("SELECT id FROM delivery WHERE client_id = {}", palm.client));
        assert_eq!(world.post(Sreymom, &format!("/pocket/{id}/settlement"), &[("which", "mine")]).status, 303, "a closed file comes back");
        assert_eq!(place(world, palm.client), 20261126);
        sound(world, "moved and closed meanwhile");
    });
}

#[test]
fn a_day_that_went_by_before_it_was_settled_means_today() {
    each_database(|world| {
        let lotus = both(world);
        world.clock_to(date(2026, 11, 30), 9, 0);
        assert_eq!(settle(world, Sreymom, "mine").status, 303);
        assert_eq!(place(world, lotus.client), 20261130);
    });
}

#[test]
fn a_deputy_files_what_was_said_while_she_stood_in_also_after_the_return() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let palm = file(world, Sreymom, "Palm", "today");
        let ids = [world.id(Sreymom).to_string(), world.id(Bopha).to_string()];
        let fields = [("person", ids[0].as_str()), ("deputy", ids[1].as_str()), ("from", "2026-11-23"), ("to", "2026-11-24"), ("note", "")];
        assert_eq!(world.post(Dara, "/absences", &fields).status, 303);
        let contents = world.json(Bopha, "/pocket/contents").body;
        assert!(contents.contains("Lotus") && contents.contains("Sreymom"), "the pile for a colleague goes along");
        let seen_at = [seen(world, Bopha, lotus), seen(world, Bopha, palm)];
        world.clock_to(date(2026, 11, 26), 9, 0);
        let batch = [logged(world, "key-deputy", lotus, &seen_at[0], "27 Nov", 2 * DAY), logged(world, "key-later", palm, &seen_at[1], "27 Nov", 0)];
        assert_eq!(deliver(world, Bopha, &batch), ["filed", "refused"], "today she may not see it any more");
        assert_eq!(place(world, lotus.client), 20261127);
        let both = format!("SELECT count(*) FROM entry WHERE person_id = {} AND for_person_id = {}", world.id(Bopha), world.id(Sreymom));
        assert_eq!(world.number(&both), 1, "in the name of Sreymom");
        sound(world, "a deputy's delivery");
    });
}

#[test]
fn a_right_that_ended_long_ago_does_not_come_back_with_a_day_that_the_device_names() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let ids = [world.id(Sreymom).to_string(), world.id(Bopha).to_string()];
        let fields = [("person", ids[0].as_str()), ("deputy", ids[1].as_str()), ("from", "2026-11-23"), ("to", "2026-11-24"), ("note", "")];
        assert_eq!(world.post(Dara, "/absences", &fields).status, 303);
        let seen_at = seen(world, Bopha, lotus);
        world.clock_to(date(2026, 11, 28), 9, 0);
        let before = world.everything();
        assert_eq!(deliver(world, Bopha, &[logged(world, "key-of-old", lotus, &seen_at, "27 Nov", 5 * DAY)]), ["refused"]);
        assert_eq!(before, world.everything());
    });
}

#[test]
fn what_cannot_be_understood_is_refused_alone_and_stops_nothing_behind_it() {
    each_database(|world| {
        let (lotus, palm) = (file(world, Sreymom, "Lotus", "today"), file(world, Sreymom, "Palm", "today"));
        let mut broken = logged(world, "key-broken", lotus, &seen(world, Sreymom, lotus), "26 Nov", 0);
        broken["after"] = json!("'; DROP TABLE client; \u{0}");
        let mut odd = logged(world, "key-odd", lotus, "\u{0}nowhere", "26 Nov", 0);
        odd["fields"][1] = json!(["note", "\u{0}said\u{0}"]);
        let good = logged(world, "key-good", palm, &seen(world, Sreymom, palm), "26 Nov", 0);
        assert_eq!(deliver(world, Sreymom, &[broken, odd, good]), ["refused", "refused", "filed"]);
        assert_eq!((place(world, lotus.client), place(world, palm.client)), (20261123, 20261126));
        sound(world, "a delivery with what nobody understands");
    });
}

#[test]
fn a_filing_whose_answer_was_lost_is_not_done_again_from_the_queue() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let call = logged(world, "key-of-the-page", lotus, &seen(world, Sreymom, lotus), "26 Nov", 0);
        let fields = [("outcome", "reached"), ("note", "said it"), ("next", "26 Nov"), ("key", "key-of-the-page"), ("back", "/")];
        let path = format!("/files/{}/filing", lotus.client);
        assert_eq!(world.post(Sreymom, &path, &fields).status, 303);
        let before = world.everything();
        assert_eq!(deliver(world, Sreymom, &[call]), ["filed"]);
        assert_eq!(world.post(Sreymom, &path, &fields).status, 422, "the same form sent again");
        assert_eq!(before, world.everything());
    });
}

#[test]
fn a_file_is_taken_along_left_here_and_both_are_taken_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "27 Nov");
        let path = format!("/files/{}/along", lotus.client);
        assert!(!world.json(Sreymom, "/pocket/contents").says("Lotus"));
        let taken = world.post(Sreymom, &path, &[("along", "yes"), ("back", "/pocket")]);
        assert_eq!(taken.status, 303);
        assert!(world.get(Sreymom, taken.location()).says("goes along in your pocket"));
        assert!(world.json(Sreymom, "/pocket/contents").says("Lotus"));
        assert!(world.get(Sreymom, &format!("/files/{}", lotus.client)).says("taken along"));
        assert!(!world.json(Dara, "/pocket/contents").says("Lotus"), "everybody's pocket is their own");
        assert_eq!(undo(world, Sreymom, &taken), 303);
        assert!(!world.json(Sreymom, "/pocket/contents").says("Lotus"));
        assert_eq!(world.post(Ivan, &path, &[("along", "yes")]).status, 404);
        assert_eq!(world.number("SELECT count(*) FROM take_along WHERE is_along = 1"), 0);
    });
}

#[test]
fn what_goes_along_is_the_stack_in_its_order_and_comes_once() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "today");
        file(world, Sreymom, "Palm", "today 15:00");
        file(world, Ivan, "Reed", "today");
        let answer = world.json(Sreymom, "/pocket/contents");
        let contents: Json = serde_json::from_str(&answer.body).unwrap();
        let names: Vec<&str> = contents["stack"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|pile| pile[1].as_array().unwrap())
            .map(|card| card["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["Palm", "Lotus"]);
        assert_eq!(contents["files"].as_object().unwrap().len(), 2);
        let words = contents["words"].as_object().unwrap();
        assert!(words.values().all(|word| !word.as_str().unwrap().is_empty()));
        assert!(words["waiting"].as_str().unwrap().contains("{count}"));
        let tag = answer.header("etag").to_owned();
        let again = world.send(Sreymom, "GET", "/pocket/contents", &[("if-none-match", &tag)], Vec::new());
        assert_eq!((again.status, again.bytes.len()), (304, 0));
        file(world, Sreymom, "Fern", "today");
        assert_eq!(world.send(Sreymom, "GET", "/pocket/contents", &[("if-none-match", &tag)], Vec::new()).status, 200);
        // The lock is one's own and stays the same.
        let lock = |caller| serde_json::from_str::<Json>(&world.json(caller, "/pocket/contents").body).unwrap()["lock"].clone();
        assert!(lock(Sreymom) == lock(Sreymom) && lock(Sreymom) != lock(Ivan));
    });
}

#[test]
fn the_app_installs_in_three_languages_and_its_worker_comes_fresh() {
    each_database(|world| {
        let mut described = std::collections::BTreeSet::new();
        for language in ["en", "km", "ru"] {
            let answer = world.get(Nobody, &format!("/app.webmanifest?language={language}"));
            let manifest: Json = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(manifest["lang"], language);
            described.insert(manifest["description"].as_str().unwrap().to_owned());
            for icon in manifest["icons"].as_array().unwrap() {
                assert_eq!(world.get(Nobody, icon["src"].as_str().unwrap()).status, 200, "{icon}");
            }
        }
        assert_eq!(described.len(), 3);
        let worker = world.get(Nobody, "/service-worker.js");
        assert_eq!((worker.status, worker.header("cache-control")), (200, "no-cache"));
        assert!(worker.header("content-type").starts_with("text/javascript") && !worker.header("content-security-policy").is_empty());
        for name in worker.body.split('"').filter(|part| part.ends_with(".woff2") || part.ends_with(".css") || part.ends_with(".js")) {
            let path = if name.starts_with('/') { name.to_owned() } else { format!("/assets/{name}") };
            assert_eq!(world.get(Nobody, &path).status, 200, "{path}");
        }
        let shell = world.get(Nobody, "/pocket/offline");
        assert_eq!(shell.status, 200);
        for caller in [Sreymom, Ivan] {
            assert!(!world.get(caller, "/pocket/offline").says(caller.name()), "nothing of anybody is in the page that is kept");
        }
    });
}
