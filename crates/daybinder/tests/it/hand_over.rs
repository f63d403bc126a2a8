//! Giving files away for good: chosen ones, a stack, a whole binder (B11, B45, decisions 1, 2, 20).

use crate::each_database;
use crate::scene::{file, place, sound, standing};
use binder::By;
use binder::hand_over::{HandOver, What, hand_over};
use binder::undo::take_back;
use domain::PersonId;
use jiff::civil::date;
use store::params;
use testkit::Caller::{self, *};
use testkit::World;
use web::{Failure, Visible};

fn owner(world: &World, client: i64) -> i64 {
    let stray = format!(
        "SELECT count(*) FROM slip s JOIN client c ON c.id = s.client_id WHERE c.id = {client} AND s.state = 'open' AND s.person_id <> c.owner_id"
    );
    assert_eq!(world.number(&stray), 0, "a slip is not in the binder of its file");
    world.number(&format!("SELECT owner_id FROM client WHERE id = {client}"))
}

fn id(world: &World, caller: Caller) -> String {
    world.id(caller).to_string()
}

fn company(world: &World) -> By {
    By::company(world.id(Sokha), world.now(), world.today(), domain::working::WorkingCalendar::default())
}

#[test]
fn a_file_goes_with_all_its_slips_under_the_same_dates_and_comes_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "26 Nov 10:30");
        let client = lotus.client.to_string();
        let plan = [("client", client.as_str()), ("kind", "email"), ("line", "Prices"), ("next", "30 Nov")];
        assert_eq!(world.post(Sreymom, "/plan", &plan).status, 303);
        let before = standing(world);
        let page = world.get(Dara, &format!("/hand-over?client={client}"));
        assert!(page.says("Lotus") && page.says("agreed with the client"), "{}", page.body);
        let fields = [("client", client.as_str()), ("to", &id(world, Bopha)), ("reason", "Speaks Khmer")];
        assert_eq!(world.post(Dara, "/hand-over", &fields).status, 303);
        assert_eq!((owner(world, lotus.client), place(world, lotus.client)), (world.id(Bopha).0, 20261126));
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE state = 'open' AND agreed = 1 AND minute = 630"), 1);
        assert_eq!(world.number("SELECT count(*) FROM slip_event WHERE what = 'handed' AND reason = 'Speaks Khmer'"), 2);
        assert_eq!(world.get(Sreymom, &format!("/files/{client}")).status, 404);
        assert_eq!(world.get(Bopha, &format!("/files/{client}")).status, 200);
        sound(world, "a hand-over");
        assert_eq!(world.post(Dara, "/undo", &[]).status, 303);
        assert_eq!(before, standing(world));
        assert_eq!(world.get(Sreymom, &format!("/files/{client}")).status, 200);
        sound(world, "a hand-over taken back");
    });
}

#[test]
fn the_stack_of_a_month_leaves_the_days_that_have_dividers_where_they_are() {
    each_database(|world| {
        let sreymom = id(world, Sreymom);
        world.run(&format!("UPDATE person SET mode = 'dated', horizon_months = 2 WHERE id = {sreymom}"));
        let near = file(world, Sreymom, "Near", "1 Dec");
        let month = file(world, Sreymom, "Month", "2027-03");
        let noted = file(world, Sreymom, "Noted", "2027-03-15");
        for (place, count, owners) in [("2026-12", "0 files", [false, false, false]), ("2027-03", "2 files", [false, true, true])] {
            let page = world.get(Dara, &format!("/hand-over?binder={sreymom}&place={place}"));
            assert!(page.says(&format!("{count} under")), "{place}: {}", page.body);
            world.post(Dara, "/hand-over", &[("binder", sreymom.as_str()), ("place", place), ("to", &id(world, Bopha))]);
            let given = [near, month, noted].map(|file| owner(world, file.client) == world.id(Bopha).0);
            assert_eq!(given, owners, "{place}");
        }
        sound(world, "the stack of a month handed over");
    });
}

#[test]
fn a_stack_goes_with_what_was_carried_over_and_nothing_else() {
    each_database(|world| {
        let carried = file(world, Sreymom, "Carried", "today");
        let month = file(world, Sreymom, "Month", "2026-11");
        world.clock_to(date(2026, 11, 24), 9, 0);
        let lotus = file(world, Sreymom, "Lotus", "today");
        let later = file(world, Sreymom, "Later", "26 Nov");
        let sreymom = id(world, Sreymom);
        let page = world.get(Dara, &format!("/hand-over?binder={sreymom}&place=2026-11-24"));
        assert!(page.says("2 files under"), "{}", page.body);
        let fields = [("binder", sreymom.as_str()), ("place", "2026-11-24"), ("to", &id(world, Bopha))];
        assert_eq!(world.post(Dara, "/hand-over", &fields).status, 303);
        let owners: Vec<i64> = [carried, lotus, later, month].iter().map(|file| owner(world, file.client)).collect();
        let (bopha, sreymom) = (world.id(Bopha).0, world.id(Sreymom).0);
        assert_eq!(owners, [bopha, bopha, sreymom, sreymom]);
        assert_eq!(place(world, carried.client), 20261123, "the old date stays");
        sound(world, "a stack handed over");
    });
}

#[test]
fn nobody_takes_or_gives_what_is_not_theirs_to_give() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let reed = file(world, Ivan, "Reed", "today");
        let before = world.everything();
        let (mine, foreign) = (lotus.client.to_string(), reed.client.to_string());
        for (caller, client, to, status) in [
            (Sreymom, &mine, Bopha, 403),
            (Ivan, &mine, Ivan, 403),
            (Dara, &foreign, Bopha, 404),
            (Dara, &mine, Ivan, 404),
            (Dara, &mine, Sreymom, 422),
        ] {
            let fields = [("client", client.as_str()), ("to", &id(world, to))];
            assert_eq!(world.post(caller, "/hand-over", &fields).status, status, "{caller:?} gives to {to:?}");
        }
        let both = format!("{mine},{foreign}");
        assert_eq!(world.post(Dara, "/hand-over", &[("client", &both), ("to", &id(world, Bopha))]).status, 404);
        assert_eq!(world.post(Dara, "/hand-over", &[("client", &mine)]).status, 422, "to nobody");
        assert_eq!(world.post(Dara, "/hand-over", &[("client", "1 OR 1=1"), ("to", &id(world, Bopha))]).status, 404);
        assert_eq!(world.post(Dara, "/hand-over", &[("binder", &id(world, Ivan)), ("to", &id(world, Bopha))]).status, 404);
        assert_eq!(world.get(Dara, &format!("/hand-over?binder={}", world.id(Ivan))).status, 404);
        assert_eq!(world.get(Dara, &format!("/hand-over?client={foreign}")).status, 404);
        assert_eq!(before, world.everything());
    });
}

#[test]
fn taking_back_leaves_what_was_handed_on_and_says_so() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let palm = file(world, Sreymom, "Palm", "today");
        let both = format!("{},{}", lotus.client, palm.client);
        assert_eq!(world.post(Dara, "/hand-over", &[("client", &both), ("to", &id(world, Bopha))]).status, 303);
        let first = world.number("SELECT max(id) FROM undo");
        let on = [("client", lotus.client.to_string()), ("to", id(world, Dara))];
        assert_eq!(world.post(Dara, "/hand-over", &on.each_ref().map(|(name, value)| (*name, value.as_str()))).status, 303);
        // The receiver worked one meanwhile: the work stays, the file returns.
        let fields = [("outcome", "reached"), ("next", "27 Nov"), ("back", "/")];
        assert_eq!(world.post(Bopha, &format!("/files/{}/filing", palm.client), &fields).status, 303);
        let said = world.post_fragment(Dara, &format!("/undo/{first}"), &[("back", "/")]);
        assert!(said.status == 200 && said.says("One stayed where it is now"), "{}", said.body);
        assert_eq!((owner(world, lotus.client), owner(world, palm.client)), (world.id(Dara).0, world.id(Sreymom).0));
        assert_eq!(place(world, palm.client), 20261127);
        sound(world, "a hand-over taken back in part");
    });
}

#[test]
fn a_filing_from_before_is_taken_back_into_the_new_binder() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let fields = [("outcome", "reached"), ("next", "27 Nov"), ("back", "/")];
        assert_eq!(world.post(Sokha, &format!("/files/{}/filing", lotus.client), &fields).status, 303);
        let filing = world.number("SELECT max(id) FROM undo");
        let give = [("client", lotus.client.to_string()), ("to", id(world, Ivan))];
        assert_eq!(world.post(Sokha, "/hand-over", &give.each_ref().map(|(name, value)| (*name, value.as_str()))).status, 303);
        assert_eq!(world.post(Sokha, &format!("/undo/{filing}"), &[]).status, 303);
        assert_eq!((owner(world, lotus.client), place(world, lotus.client)), (world.id(Ivan).0, 20261123));
        sound(world, "a filing taken back in another binder");
    });
}

#[test]
fn whoever_leaves_leaves_nothing_behind_but_the_name() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let palm = file(world, Sreymom, "Palm", "2027-07");
        let closed = file(world, Sreymom, "Closed", "today");
        let fields = [("outcome", "reached"), ("note", "Spoke"), ("next", "27 Nov"), ("back", "/")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &fields).status, 303);
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", closed.client), &[("reason", "won")]).status, 303);
        assert_eq!(world.post(Sreymom, "/plan", &[("client", ""), ("kind", "other"), ("line", "Toner"), ("next", "today")]).status, 303);
        let path = format!("/colleagues/{}/hand-over", world.id(Sreymom));
        assert_eq!(world.post(Chenda, &format!("/colleagues/{}/leaving", world.id(Sreymom)), &[]).status, 422, "the plain way is refused");
        assert!(world.get(Chenda, &format!("/colleagues/{}", world.id(Sreymom))).says(&path));
        let before = world.everything();
        assert_eq!(world.post(Chenda, &path, &[]).status, 422, "to nobody");
        assert_eq!(world.post(Chenda, &path, &[("to", &id(world, Sreymom))]).status, 422, "to oneself");
        assert_eq!(world.post(Dara, &path, &[("to", &id(world, Bopha))]).status, 403);
        assert_eq!(before, world.everything());
        assert!(world.get(Chenda, &path).says("2 open and 1 closed files"));
        assert_eq!(world.post(Chenda, &path, &[("to", &id(world, Bopha)), ("to", &id(world, Ivan))]).status, 303);
        let sreymom = world.id(Sreymom);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE owner_id = {sreymom}")), 0);
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE person_id = {sreymom} AND state = 'open'")), 0);
        assert_eq!(world.number(&format!("SELECT active FROM person WHERE id = {sreymom}")), 0);
        assert_eq!(place(world, palm.client), 20270700);
        assert_eq!(world.get(Sreymom, "/").status, 303, "signed out");
        assert!(world.get(Sokha, &format!("/files/{}", lotus.client)).says("Sreymom Chan"), "the name stays");
        // Nothing comes back to somebody who is not here; when she is here again, it does.
        assert_eq!(world.post(Chenda, "/undo", &[]).status, 422);
        assert_eq!(world.post(Chenda, &format!("/colleagues/{sreymom}/return"), &[]).status, 303);
        assert_eq!(world.post(Chenda, "/undo", &[]).status, 303);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE owner_id = {sreymom}")), 3);
        sound(world, "leaving and coming back");
    });
}

/// Many files in one binder, written as an import would.
fn many(world: &World, person: PersonId, count: i64) {
    world
        .app
        .db
        .write(|tx| {
            for first in (1..=count).step_by(500) {
                let ids = first..(first + 500).min(count + 1);
                let day = |id: i64| 20261124 + id % 5;
                let rows: Vec<String> = ids.clone().map(|id| format!("({0}, 'company', 'Shop {0}', 'shop {0}', {person}, 'active', {0}, {1}, 0, 0)", id + 1000, day(id))).collect();
                let slips: Vec<String> =
                    ids.map(|id| format!("({0}, {0}, {person}, {1}, 'call', {2}, 8, 'open', {1}, 0, {person})", id + 1000, day(id), i64::from(id % 7 == 0))).collect();
                tx.run(&format!("INSERT INTO slip (id, client_id, person_id, place, kind, agreed, minutes, state, first_place, opened_at, opened_by) VALUES {}", slips.join(", ")), &[])?;
                tx.run(&format!("INSERT INTO client (id, kind, name, name_fold, owner_id, state, slip_id, place, created_at, updated_at) VALUES {}", rows.join(", ")), &[])?;
            }
            Ok::<_, Failure>(())
        })
        .unwrap_or_else(|failure| panic!("{failure:?}"));
}

#[test]
fn ten_thousand_files_go_out_evenly_and_come_back() {
    each_database(|world| {
        many(world, world.id(Sreymom), 10_000);
        sound(world, "ten thousand files");
        let before = standing(world);
        let order =
            HandOver { what: What::Binder(world.id(Sreymom)), to: vec![world.id(Bopha), world.id(Ivan), world.id(Dara)], reason: String::new() };
        let by = company(world);
        let began = std::time::Instant::now();
        let given = world.app.db.write(|tx| hand_over(tx, &by, &order)).expect("it is handed over");
        let out = began.elapsed();
        assert_eq!(given.files, 10_000);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE owner_id = {}", world.id(Sreymom))), 0);
        for caller in [Bopha, Ivan, Dara] {
            let count = world.number(&format!("SELECT count(*) FROM client WHERE owner_id = {}", world.id(caller)));
            assert!((3332..=3336).contains(&count), "{caller:?} got {count}");
        }
        sound(world, "a large hand-over");
        let began = std::time::Instant::now();
        let undone = world.app.db.write(|tx| take_back(tx, &by, Some(given.undo_id))).expect("it comes back");
        eprintln!("10,000 files: handed over in {out:?}, taken back in {:?}", began.elapsed());
        assert_eq!(undone.kept, 0);
        assert_eq!(before, standing(world));
        sound(world, "a large hand-over taken back");
    });
}

#[test]
fn a_hand_over_that_breaks_off_in_the_middle_changes_nothing() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let before = world.everything();
        let by = By { visible: Visible::All, ..company(world) };
        let order = HandOver { what: What::Binder(world.id(Sreymom)), to: vec![world.id(Bopha)], reason: String::new() };
        let broken: Result<(), Failure> = world.app.db.write(|tx| {
            hand_over(tx, &by, &order)?;
            tx.run("INSERT INTO client (id) VALUES ($1)", params![lotus.client])?;
            Ok(())
        });
        assert!(broken.is_err());
        assert_eq!(before, world.everything());
        sound(world, "a hand-over that broke off");
    });
}

#[test]
fn a_head_who_leads_them_no_more_takes_no_hand_over_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "26 Nov");
        let fields = [("client", lotus.client.to_string()), ("to", id(world, Bopha))];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(world.post(Dara, "/hand-over", &fields).status, 303);
        let dara = id(world, Dara);
        let other = world.number("SELECT max(id) FROM team");
        for change in [format!("role = 'manager' WHERE id = {dara}"), format!("role = 'head', team_id = {other} WHERE id = {dara}")] {
            world.run(&format!("UPDATE person SET {change}"));
            let before = world.everything();
            assert_eq!(world.post(Dara, "/undo", &[]).status, 422, "{change}");
            assert_eq!(before, world.everything(), "{change}");
        }
        assert_eq!(owner(world, lotus.client), world.id(Bopha).0);
        sound(world, "a hand-over that somebody else gave");
    });
}

#[test]
fn a_client_made_by_mistake_goes_although_an_absence_shared_it_out() {
    each_database(|world| {
        for name in ["Lotus", "Palm", "Kep", "Angkor"] {
            file(world, Sreymom, name, "26 Nov");
        }
        let people = [Sreymom, Bopha, Dara].map(|caller| id(world, caller));
        let away = [
            ("person", people[0].as_str()),
            ("deputy", &people[1]),
            ("also", &people[1]),
            ("also", &people[2]),
            ("from", "2027-02-01"),
            ("to", "2027-02-20"),
        ];
        assert_eq!(world.post(Dara, "/absences", &away).status, 303);
        assert!(world.number("SELECT count(*) FROM absence_file") > 0);
        for _ in 0..4 {
            assert_eq!(world.post(Sreymom, "/undo", &[]).status, 303);
        }
        assert_eq!(world.number("SELECT count(*) FROM client"), 0);
        sound(world, "clients taken back that were shared out");
    });
}
