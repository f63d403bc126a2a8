//! Filing: one form, one request, all or nothing (B31–B33).

use crate::each_database;
use crate::scene::{File, file, place, sound};
use jiff::civil::date;
use testkit::Caller::*;
use testkit::{Answer, Caller, World};

/// Files it as the form on the page does.
fn filing(world: &World, caller: Caller, file: File, fields: &[(&str, &str)]) -> Answer {
    let slip = file.slip.to_string();
    let mut all = vec![("back", "/"), ("slip", slip.as_str())];
    all.extend_from_slice(fields);
    world.post(caller, &format!("/files/{}/filing", file.client), &all)
}

#[test]
fn logging_a_call_and_filing_is_one_request() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let fields = [("outcome", "reached"), ("note", "Wants\r\ntwo boxes"), ("minutes", "7"), ("next", "26 Nov"), ("line", "Send prices")];
        let answer = filing(world, Sreymom, lotus, &fields);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let id = lotus.client;
        assert_eq!(
            world.number(&format!(
                "SELECT count(*) FROM entry WHERE client_id = {id} AND kind = 'call_out' AND outcome = 'reached' AND seconds = 420
                 AND text = 'Wants\ntwo boxes' AND slip_id = {} AND person_id = 1",
                lotus.slip
            )),
            1
        );
        assert_eq!(world.number(&format!("SELECT count(*) FROM entry WHERE client_id = {id}")), 1);
        let done = "state = 'done' AND done_on = 20261123 AND done_by = 1 AND outcome = 'reached' AND next_place = 20261126";
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE id = {} AND {done}", lotus.slip)), 1);
        let open = "s.state = 'open' AND s.place = 20261126 AND s.line = 'Send prices'";
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip s JOIN client c ON c.slip_id = s.id WHERE c.id = {id} AND {open}")), 1);
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE client_id = {id}")), 2);
        let last = "last_kind = 'call_out' AND last_outcome = 'reached' AND last_person_id = 1";
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {id} AND place = 20261126 AND {last}")), 1);
        assert!(world.get(Sreymom, answer.location()).says("/undo/"), "what was done can be taken back from the page it leads to");
        sound(world, "a filing");
    });
}

#[test]
fn an_empty_next_date_takes_the_suggestion() {
    each_database(|world| {
        for outcome in ["reached", "no_answer", "call_back", "said_no", "agreed"] {
            let lotus = file(world, Sreymom, &format!("Lotus {outcome}"), "today");
            assert_eq!(filing(world, Sreymom, lotus, &[("outcome", outcome)]).status, 303);
            let place = place(world, lotus.client);
            assert!(place > 20261123, "{outcome}: {place}");
        }
        sound(world, "filings under suggested dates");
    });
}

#[test]
fn what_cannot_be_filed_changes_nothing_and_keeps_what_was_typed() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let before = world.everything();
        let refused: [&[(&str, &str)]; 9] = [
            &[("next", "fri")],
            &[("outcome", "marvellous"), ("next", "fri")],
            &[("outcome", "reached"), ("next", "2026-11-20")],
            &[("outcome", "reached"), ("next", "when pigs fly")],
            &[("outcome", "reached"), ("next", "30 Feb")],
            &[("outcome", "reached"), ("next", "fri"), ("minutes", "many")],
            &[("outcome", "reached"), ("next", "fri"), ("minutes", "99999999999")],
            &[("outcome", "reached"), ("close", "1")],
            &[("close", "1"), ("close_reason", "bored")],
        ];
        for fields in refused {
            for back in ["/", "/files/1"] {
                let mut all = vec![("back", back), ("note", "Kept <words>")];
                all.extend_from_slice(fields);
                let answer = world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &all);
                assert_eq!(answer.status, 422, "{fields:?}");
                assert!(answer.says("Kept &lt;words&gt;"), "{fields:?}: what was typed is gone from {back}");
                assert!(answer.says("role=\"alert\""), "{fields:?}: nobody is told");
            }
        }
        assert_eq!(before, world.everything());
    });
}

#[test]
fn closing_takes_the_file_out_and_reopening_brings_it_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let fields = [("close", "1"), ("close_reason", "lost"), ("outcome", "said_no"), ("note", "Went elsewhere")];
        assert_eq!(filing(world, Sreymom, lotus, &fields).status, 303);
        let id = lotus.client;
        let closed = "state = 'closed' AND close_reason = 'lost' AND slip_id IS NULL AND place IS NULL AND closed_at IS NOT NULL";
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {id} AND {closed}")), 1);
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE client_id = {id} AND state = 'open'")), 0);
        assert_eq!(world.number(&format!("SELECT count(*) FROM entry WHERE client_id = {id} AND kind = 'closed'")), 1);
        let page = world.get(Sreymom, &format!("/files/{id}"));
        assert!(page.says(&format!("action=\"/files/{id}/reopen\"")));
        assert_eq!(world.post(Sreymom, &format!("/files/{id}/reopen"), &[("next", "2026-11-10")]).status, 422);
        assert_eq!(world.post(Sreymom, &format!("/files/{id}/reopen"), &[("next", "1 Dec"), ("note", "They came back")]).status, 303);
        assert_eq!(place(world, id), 20261201);
        assert_eq!(world.number(&format!("SELECT count(*) FROM entry WHERE client_id = {id} AND kind = 'reopened'")), 1);
        sound(world, "closing and reopening");
        let before = world.everything();
        assert_eq!(world.post(Sreymom, &format!("/files/{id}/reopen"), &[("next", "2 Dec")]).status, 422, "an active file is not reopened");
        assert_eq!(before, world.everything());
    });
}

#[test]
fn the_second_of_two_submits_of_the_same_slip_has_no_effect() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let fields = [("outcome", "reached"), ("note", "Said once"), ("next", "26 Nov")];
        assert_eq!(filing(world, Sreymom, lotus, &fields).status, 303);
        let after_one = world.everything();
        let second = filing(world, Sreymom, lotus, &fields);
        assert_eq!(second.status, 422);
        assert!(second.says("Said once"), "what was typed stays");
        // The head of the team has the same file open in another tab.
        assert_eq!(filing(world, Dara, lotus, &[("outcome", "no_answer"), ("next", "27 Nov")]).status, 422);
        let close = [("close", "1"), ("close_reason", "lost")];
        assert_eq!(filing(world, Sreymom, lotus, &close).status, 422);
        assert_eq!(after_one, world.everything());
    });
}

#[test]
fn who_calls_in_between_is_logged_and_what_is_planned_stays() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "26 Nov 10:30");
        let page = world.get(Sreymom, &format!("/files/{}", lotus.client));
        assert!(page.says("name=\"planned\" value=\"stays\"") && page.says("As planned: Thu 26 Nov"), "{}", page.body);
        let slips = || world.rows("SELECT id, state, place, minute, agreed FROM slip ORDER BY id");
        let before = (slips(), world.everything());
        let call = [("entry", "call_in"), ("outcome", "reached"), ("note", "Asked for the bill"), ("next", "24 Nov"), ("planned", "stays")];
        assert_eq!(world.post(Ivan, &format!("/files/{}/filing", lotus.client), &call).status, 404);
        assert_eq!(before.1, world.everything());
        assert_eq!(filing(world, Sreymom, lotus, &call).status, 303);
        assert_eq!(before.0, slips(), "the agreed date and time are where they were");
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE text = 'Asked for the bill' AND kind = 'call_in'"), 1);
        sound(world, "a call in between");
        let note = [("entry", "note"), ("note", "Moved to the first floor"), ("planned", "stays")];
        assert_eq!(filing(world, Sreymom, lotus, &note).status, 303, "a note has no outcome");
        assert_eq!((before.0.clone(), world.number("SELECT count(*) FROM entry WHERE kind = 'note' AND outcome IS NULL")), (slips(), 1));
        assert_eq!(filing(world, Sreymom, lotus, &note[1..]).status, 422, "a call has one");
        // A second step, due today: done, and the file stands under the other one again.
        let step = [("client", &*lotus.client.to_string()), ("line", "Send the bill"), ("next", "today"), ("kind", "email")];
        assert_eq!(world.post(Sreymom, "/plan", &step).status, 303);
        assert_eq!(place(world, lotus.client), 20261123);
        let page = world.get(Sreymom, &format!("/files/{}", lotus.client));
        assert!(page.says("value=\"others\"") && page.says("As planned: Thu 26 Nov"), "{}", page.body);
        let slip = world.number("SELECT max(id) FROM slip");
        let sent = [("entry", "email_out"), ("outcome", "reached"), ("note", "Sent"), ("planned", "others")];
        let of_step = crate::scene::File { client: lotus.client, slip };
        let standing = world.everything();
        assert_eq!(filing(world, Sreymom, of_step, &sent).status, 303);
        assert_eq!((place(world, lotus.client), world.number("SELECT count(*) FROM slip WHERE state = 'open'")), (20261126, 1));
        sound(world, "a step done beside another");
        // The last step is not taken out without a date, and what was written is not lost.
        let done = world.everything();
        let refused = filing(world, Sreymom, lotus, &[("outcome", "reached"), ("note", "Only one left"), ("planned", "others")]);
        assert!(refused.status == 422 && refused.says("Only one left"), "{}", refused.body);
        assert_eq!(done, world.everything());
        assert_ne!(standing, done);
        assert_eq!(world.post(Sreymom, "/undo", &[]).status, 303);
        assert_eq!((place(world, lotus.client), world.number("SELECT count(*) FROM slip WHERE state = 'open'")), (20261123, 2));
        sound(world, "a step taken back beside another");
    });
}

#[test]
fn two_submits_at_the_same_moment_have_one_effect() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let by = binder::By::company(world.id(Sreymom), world.now(), world.today(), world.app.company().unwrap().unwrap().calendar.clone());
        let form = |text: &str| binder::filing::FilingForm {
            client_id: domain::ClientId(lotus.client),
            slip_id: Some(domain::SlipId(lotus.slip)),
            entry: Some(binder::history::NewEntry {
                at: by.now,
                kind: domain::EntryKind::CallOut,
                outcome: Some(domain::Outcome::Reached),
                seconds: None,
                text: text.to_owned(),
            }),
            next: domain::filing::Next::At {
                place: domain::Place::Day(date(2026, 11, 26)),
                minute: None,
                agreed: false,
                kind: domain::SlipKind::Call,
            },
            line: String::new(),
            reason: String::new(),
            language: domain::Language::En,
        };
        let start = std::sync::Barrier::new(4);
        let done: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = ["a", "b", "c", "d"]
                .into_iter()
                .map(|text| {
                    let (by, form, start, db) = (&by, form(text), &start, world.app.db.clone());
                    scope.spawn(move || {
                        start.wait();
                        db.write(|tx| binder::filing::file_under(tx, by, &form)).is_ok()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum()
        });
        assert_eq!(done, 1);
        assert_eq!(world.number(&format!("SELECT count(*) FROM entry WHERE client_id = {}", lotus.client)), 1);
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE client_id = {}", lotus.client)), 2);
        sound(world, "four submits at once");
    });
}

#[test]
fn a_time_of_day_pins_the_date() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        assert_eq!(filing(world, Sreymom, lotus, &[("outcome", "call_back"), ("next", "thu 15:30"), ("kind", "callback")]).status, 303);
        let pinned = "place = 20261126 AND minute = 930 AND agreed = 1 AND kind = 'callback'";
        let slip = world.number(&format!("SELECT id FROM slip WHERE client_id = {} AND state = 'open' AND {pinned}", lotus.client));
        // Dragged away it asks first, and in a pile it stays.
        let slip = slip.to_string();
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &slip), ("place", "2026-11-27"), ("back", "/")]).status, 200);
        assert_eq!(place(world, lotus.client), 20261126);
        let other = file(world, Sreymom, "Palm House", "26 Nov").slip.to_string();
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &slip), ("slip", &other), ("place", "2026-11-27"), ("back", "/")]).status, 303);
        assert_eq!(place(world, lotus.client), 20261126);
        assert_eq!(world.post(Sreymom, "/move", &[("slip", &slip), ("place", "2026-11-27"), ("with_agreed", "1"), ("back", "/")]).status, 303);
        assert_eq!(place(world, lotus.client), 20261127);
        sound(world, "moving an agreed file");
    });
}

#[test]
fn what_was_left_over_lies_in_todays_pile() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        world.clock_to(date(2026, 11, 25), 9, 0);
        assert!(world.get(Sreymom, "/").says("Lotus Café"));
        assert_eq!(place(world, lotus.client), 20261123, "nothing is moved by the clock");
        assert!(!world.get(Sreymom, "/day/2026-11-23").says(&format!("file={}", lotus.slip)), "the day that is over holds nothing");
        assert_eq!(filing(world, Sreymom, lotus, &[("outcome", "no_answer"), ("next", "tomorrow")]).status, 303);
        assert_eq!(place(world, lotus.client), 20261126);
    });
}

#[test]
fn the_third_postponement_asks_why() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let slip = lotus.slip.to_string();
        let to = |place: &str, reason: &str| world.post(Sreymom, "/move", &[("slip", &slip), ("place", place), ("reason", reason), ("back", "/")]);
        assert_eq!(to("2026-11-24", "").status, 303);
        assert_eq!(to("2026-11-25", "").status, 303);
        let asked = to("2026-11-26", "");
        assert!(asked.status == 200 && asked.says("name=\"reason\""), "{}", asked.status);
        assert_eq!(place(world, lotus.client), 20261125);
        assert_eq!(to("2026-11-24", "").status, 303, "earlier is no postponement");
        assert_eq!(to("2026-11-26", "They are away").status, 303);
        assert_eq!(place(world, lotus.client), 20261126);
        assert_eq!(world.number("SELECT count(*) FROM slip_event WHERE reason = 'They are away'"), 1);
    });
}

#[test]
fn a_file_may_stand_under_a_month_without_a_day_until_it_is_dealt() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        assert_eq!(filing(world, Sreymom, lotus, &[("outcome", "reached"), ("next", "2027-01")]).status, 303);
        assert_eq!(place(world, lotus.client), 20270100);
        assert!(world.get(Sreymom, "/day/2027-01").says("Lotus Café"));
        world.clock_to(date(2026, 11, 24), 9, 0);
        assert!(!world.get(Sreymom, "/").says("Lotus Café"), "it is not for today");
        world.clock_to(date(2027, 1, 4), 9, 0);
        assert_eq!(world.post(Sreymom, "/day/2027-01/deal", &[("back", "/")]).status, 303);
        let place = place(world, lotus.client);
        assert!((20270104..=20270131).contains(&place), "{place}");
        sound(world, "dealing a month");
    });
}

#[test]
fn put_last_keeps_the_date_and_other_work_is_done_once() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        assert_eq!(world.post(Sreymom, &format!("/slips/{}/later", lotus.slip), &[("back", "/")]).status, 303);
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE id = {} AND place = 20261123 AND put_last_at > 0", lotus.slip)), 1);
        let planned = world.post(Sreymom, "/plan", &[("client", ""), ("kind", "other"), ("line", "Order toner"), ("next", "today")]);
        assert_eq!(planned.status, 303, "{}", planned.body);
        let errand = world.number("SELECT id FROM slip WHERE line = 'Order toner'");
        let done = |caller: Caller| world.post(caller, &format!("/slips/{errand}/done"), &[("back", "/")]).status;
        assert_eq!(done(Ivan), 404);
        assert_eq!(done(Sreymom), 303);
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE id = {errand} AND state = 'done'")), 1);
        let before = world.everything();
        assert!([404, 422].contains(&done(Sreymom)));
        assert_eq!(before, world.everything());
        sound(world, "other work");
    });
}

#[test]
fn somebody_elses_file_answers_as_one_that_does_not_exist_and_stays_as_it_is() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let filed = filing(world, Sreymom, lotus, &[("outcome", "reached"), ("next", "today")]);
        let undo = crate::scene::number_in(filed.location(), "did=");
        let entry = world.number("SELECT max(id) FROM entry");
        let slip = world.number(&format!("SELECT slip_id FROM client WHERE id = {}", lotus.client));
        let before = world.everything();
        for stranger in [Ivan, Bopha] {
            for path in ["/files/{}", "/files/{}/print", "/files/{}/card", "/files/{}/close", "/files/{}/reopen", "/plan?client={}"] {
                let (there, nowhere) =
                    (world.get(stranger, &path.replace("{}", &lotus.client.to_string())), world.get(stranger, &path.replace("{}", "987654")));
                assert_eq!((there.status, nowhere.status), (404, 404), "{path}");
                assert_eq!(there.body, nowhere.body, "{path} differs");
                assert!(!there.says("Lotus"), "{path}");
            }
            assert!(!world.get(stranger, &format!("/?file={slip}")).says("Lotus"));
            let posts = |client: i64, slip: i64, undo: i64, entry: i64| {
                let (client, slip) = (client.to_string(), slip.to_string());
                vec![
                    (format!("/files/{client}/filing"), vec![("outcome", "reached".to_owned()), ("next", "fri".to_owned()), ("slip", slip.clone())]),
                    (format!("/files/{client}/close"), vec![("reason", "lost".to_owned())]),
                    (format!("/files/{client}/reopen"), vec![("next", "fri".to_owned())]),
                    ("/move".to_owned(), vec![("slip", slip.clone()), ("place", "2026-11-27".to_owned())]),
                    ("/day/2026-11-23/overload".to_owned(), vec![("slip", slip.clone()), ("place", "fri".to_owned())]),
                    (format!("/slips/{slip}/later"), vec![]),
                    (format!("/slips/{slip}/done"), vec![]),
                    (format!("/entries/{entry}/correction"), vec![("text", "Never said".to_owned())]),
                    (format!("/undo/{undo}"), vec![]),
                    (
                        "/plan".to_owned(),
                        vec![("client", client.clone()), ("kind", "call".to_owned()), ("line", "x".to_owned()), ("next", "fri".to_owned())],
                    ),
                ]
            };
            let nowhere = posts(987_654, 987_654, 987_654, 987_654);
            for ((path, fields), (lost, lost_fields)) in posts(lotus.client, slip, undo, entry).into_iter().zip(nowhere) {
                let send = |path: &str, fields: &[(&str, String)]| {
                    let mut fields: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
                    let to = fields.iter().find(|(name, _)| name == "slip").map(|(_, slip)| format!("to-{slip}"));
                    fields.extend(to.map(|to| (to, "fri".to_owned())));
                    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    world.post(stranger, path, &fields)
                };
                let (there, nowhere) = (send(&path, &fields), send(&lost, &lost_fields));
                assert_eq!(there.status, nowhere.status, "{path} for {stranger:?}");
                assert!([404, 422].contains(&there.status), "{path} for {stranger:?}: {}", there.status);
                assert!(!there.says("Lotus"), "{path}");
            }
            assert_eq!(before, world.everything(), "{stranger:?} changed something");
        }
        // One slip of one's own in the same pile moves nothing either.
        let own = file(world, Ivan, "Своя", "today").slip.to_string();
        let before = world.everything();
        let both = world.post(Ivan, "/move", &[("slip", &own), ("slip", &slip.to_string()), ("place", "2026-11-27")]);
        assert_eq!(both.status, 404);
        assert_eq!(before, world.everything());
        for path in ["/?binder=1", "/day/2026-11-23/overload?binder=1", "/next-date?text=fri&binder=1"] {
            let answer = world.get(Ivan, path);
            assert!(answer.status == 404 || !answer.says("Sreymom"), "{path}: {}", answer.status);
            assert_eq!(answer.status, world.get(Ivan, &path.replace("binder=1", "binder=987654")).status, "{path}");
        }
    });
}

#[test]
fn the_head_sees_the_team_and_the_director_everybody() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let other = file(world, Ivan, "Чайная", "today");
        assert!(world.get(Dara, "/?binder=1").says("Lotus Café"));
        assert_eq!(world.get(Dara, "/?binder=4").status, 404);
        assert_eq!(world.get(Dara, &format!("/files/{}", other.client)).status, 404);
        assert!(world.get(Sokha, "/?binder=4").says("Чайная"));
        assert_eq!(filing(world, Dara, lotus, &[("outcome", "reached"), ("next", "fri")]).status, 303);
        assert_eq!(world.number(&format!("SELECT owner_id FROM client WHERE id = {}", lotus.client)), 1, "the file stays in its binder");
        assert_eq!(world.number(&format!("SELECT person_id FROM entry WHERE client_id = {}", lotus.client)), 3);
        sound(world, "a filing by the head");
    });
}
