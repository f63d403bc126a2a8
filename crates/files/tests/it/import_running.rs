//! An import while it runs, breaks off or fails; what a row adds to a client that is already here; how many first
//! calls a day gets; an export beside all of that.

use crate::import::{by, each_database, plan, stands_somewhere, take_in, text};
use files::import::{Duplicates, Outcome, Plan, take};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use store::{StoreError, Value};
use testkit::Caller::Sreymom;
use testkit::World;
use web::{Failure, Texts};

#[test]
fn first_calls_are_dealt_no_more_a_day_than_the_person_wants() {
    each_database(|world| {
        world.app.db.write(|tx| tx.run("UPDATE person SET first_calls_a_day = 3 WHERE id = $1", &[world.id(Sreymom).into()])).unwrap();
        let rows: String = (0..200).map(|row| format!("Client {row},row{row}@example.com\n")).collect();
        let bytes = format!("Name,E-mail\n{rows}");
        take_in(world, Sreymom, &plan(world, Sreymom, "wanted.csv", bytes.as_bytes(), Duplicates::Merge)).unwrap();
        stands_somewhere(world);
        let days = world.rows("SELECT place, count(*) FROM slip WHERE kind = 'first' GROUP BY place ORDER BY place");
        assert!(days.iter().all(|day| matches!(day[1], Value::Int(1..=3))), "{days:?}");
    });
}

#[test]
fn an_export_holds_no_connection_while_its_file_is_written() {
    each_database(|world| {
        let rows: String = (0..1200).map(|row| format!("Client {row},row{row}@example.com\n")).collect();
        let bytes = format!("Name,E-mail\n{rows}");
        take_in(world, Sreymom, &plan(world, Sreymom, "exported.csv", bytes.as_bytes(), Duplicates::Separate)).unwrap();
        // As many exports at once as would take every connection there is, each stopped in its middle.
        let by = by(world, Sreymom);
        let mut exports: Vec<files::export::Rows<'_>> = (0..64).map(|_| files::export::Rows::new(&world.app.db, &by, Vec::new())).collect();
        assert!(exports.iter_mut().all(|rows| rows.next().is_some()));
        assert_eq!(world.number("SELECT count(*) FROM client"), 1200);
        assert!(exports.into_iter().all(|rows| rows.count() == 1199));
    });
}

/// A list of that many clients.
fn many(count: u32) -> Vec<u8> {
    let rows: String = (0..count).map(|row| format!("Client {row},row{row}@example.com\n")).collect();
    format!("Name,E-mail\n{rows}").into_bytes()
}

/// Takes a list in and does something each time that some rows were written or read.
fn take_while(world: &World, plan: &Plan, between: &mut dyn FnMut(u64)) -> Result<Outcome, Failure> {
    let texts: Texts<'_> = world.app.texts.speak(domain::Language::En);
    take(&world.app.db, &by(world, Sreymom), texts, ("KH", &["phone".to_owned()]), plan, &mut |row, _| between(row))
}

#[test]
fn somebody_who_writes_while_an_import_runs_does_not_wait_for_its_end() {
    each_database(|world| {
        let list = plan(world, Sreymom, "long.csv", &many(6000), Duplicates::Merge);
        let (db, done) = (world.app.db.clone(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            // Somebody who wants to write all the time, and notes how many clients there are at each turn.
            let beside = scope.spawn(|| {
                let mut seen = BTreeSet::new();
                while !done.load(Ordering::Relaxed) {
                    let there: Result<i64, StoreError> = db.write(|tx| {
                        tx.run("UPDATE person SET horizon_months = horizon_months", &[])?;
                        tx.one("SELECT count(*) FROM client", &[])
                    });
                    seen.insert(there.expect("a turn to write while an import runs"));
                }
                seen
            });
            let outcome = take_while(world, &list, &mut |_| {});
            done.store(true, Ordering::Relaxed);
            assert_eq!(outcome.unwrap().taken, 6000);
            let seen = beside.join().unwrap();
            assert!(seen.range(1..6000).count() >= 2, "the import holds the only writer: {seen:?}");
        });
        assert_eq!(world.number("SELECT count(*) FROM slip_event WHERE what = 'imported'"), 6000);
        assert_eq!(world.number("SELECT count(DISTINCT ref_id) FROM find_queue WHERE what = 'client'"), 6000);
        assert_eq!(world.number("SELECT count(*) FROM import WHERE state = 'done' AND taken = 6000"), 1);
        stands_somewhere(world);
    });
}

#[test]
fn an_import_that_broke_off_is_shown_and_can_be_taken_back_or_gone_on_with() {
    each_database(|world| {
        let list = plan(world, Sreymom, "broken.csv", &many(5000), Duplicates::Merge);
        let stopped = catch_unwind(AssertUnwindSafe(|| take_while(world, &list, &mut |row| assert!(row < 3000, "the machine stops here"))));
        assert!(stopped.is_err());
        let half = world.number("SELECT count(*) FROM client");
        assert!(half > 0 && half < 5000, "{half}");
        stands_somewhere(world);
        assert!(world.get(Sreymom, "/import").says(">running<"));
        world.clock_to(world.today(), 8, 40);
        let page = world.get(Sreymom, "/import");
        assert!(page.says(">broke off<") && page.says("Take it back") && page.says("bring the file again"), "{}", page.body);
        let outcome = take_in(world, Sreymom, &list).unwrap();
        assert_eq!((outcome.taken as i64, outcome.rejected as i64), (5000 - half, half));
        for _ in 0..2 {
            world.app.db.write(|tx| binder::undo::take_back(tx, &by(world, Sreymom), None).map(drop)).unwrap();
        }
        assert_eq!(world.number("SELECT count(*) FROM client"), 0);
        assert!(!world.get(Sreymom, "/import").says(">broke off<"));
    });
}

#[test]
fn an_import_that_fails_or_is_taken_back_in_its_middle_leaves_nothing() {
    each_database(|world| {
        let list = plan(world, Sreymom, "failing.csv", &many(5000), Duplicates::Merge);
        let leaves = |row: u64| {
            if row == 3000 {
                world.app.db.write(|tx| tx.run("UPDATE person SET active = 0 WHERE id = $1", &[world.id(Sreymom).into()])).unwrap();
            }
        };
        assert!(matches!(take_while(world, &list, &mut { leaves }), Err(Failure::Refused(_))));
        let nothing = |world: &World| {
            for table in ["client", "slip", "slip_event", "reach"] {
                assert_eq!(world.number(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
            }
        };
        nothing(world);
        assert_eq!(world.number("SELECT count(*) FROM import") + world.number("SELECT count(*) FROM undo"), 0);
        world.app.db.write(|tx| tx.run("UPDATE person SET active = 1", &[])).unwrap();
        let takes_back = |row: u64| {
            if row == 3000 {
                world.app.db.write(|tx| binder::undo::take_back(tx, &by(world, Sreymom), None).map(drop)).unwrap();
            }
        };
        assert!(matches!(take_while(world, &list, &mut { takes_back }), Err(Failure::Refused(_))));
        nothing(world);
    });
}

#[test]
fn a_row_joined_to_a_client_drops_neither_its_note_nor_its_date() {
    each_database(|world| {
        let first = b"Name,E-mail,Next contact\nDara Sok,dara@example.com,2026-12-01\n";
        take_in(world, Sreymom, &plan(world, Sreymom, "here.csv", first, Duplicates::Merge)).unwrap();
        assert_eq!(world.rows("SELECT phone, prepared FROM client"), [[text(""), Value::Int(0)]]);
        let more = b"Name,E-mail,Phone,Notes,Next contact,Next line,Town\nDara Sok,dara@example.com,012 345 678,Likes tea,2026-12-24,Send the offer,Kampot\n";
        let more = plan(world, Sreymom, "more.csv", more, Duplicates::Merge);
        let outcome = take_in(world, Sreymom, &more).unwrap();
        assert_eq!((outcome.taken, outcome.merged, outcome.rejected), (0, 1, 0));
        assert_eq!((outcome.dates.planned, outcome.dates.kept), (1, 0));
        assert!(
            outcome.rejects_csv.contains("its step of 2026-12-01 stays") && outcome.rejects_csv.contains("2026-12-24"),
            "{}",
            outcome.rejects_csv
        );
        assert_eq!(world.rows("SELECT phone, prepared, place FROM client"), [[text("012 345 678"), Value::Int(1), Value::Int(20_261_201)]]);
        let note = world.rows("SELECT text FROM entry WHERE kind = 'note'");
        let Value::Text(note) = &note[0][0] else { panic!("no note") };
        for said in ["Likes tea", "Town: Kampot"] {
            assert!(note.contains(said), "{said}: {note}");
        }
        let slips = "SELECT place, line FROM slip WHERE state = 'open' ORDER BY place";
        assert_eq!(
            world.rows(slips),
            [[Value::Int(20_261_201), text("")], [Value::Int(20_261_224), text("Send the offer")]],
            "the date of the row is one more slip of the file"
        );
        let done = world.get(Sreymom, &format!("/import/{}/done", outcome.import_id.0));
        assert!(done.says("1 joined client got one more step") && done.says("rejects.csv"), "{}", done.body);
        let again = take_in(world, Sreymom, &more).unwrap();
        assert_eq!((again.merged, again.rejected), (0, 1), "what is known already is not written twice");
        assert!(again.rejects_csv.contains("2026-12-24"), "{}", again.rejects_csv);
        world.app.db.write(|tx| binder::undo::take_back(tx, &by(world, Sreymom), Some(outcome.undo_id)).map(drop)).unwrap();
        assert_eq!(world.rows("SELECT phone, prepared FROM client"), [[text(""), Value::Int(0)]]);
        assert_eq!(world.rows(slips), [[Value::Int(20_261_201), text("")]]);
        assert_eq!(world.number("SELECT count(*) FROM entry_correction WHERE text IS NULL"), 1);
        stands_somewhere(world);
    });
}

#[test]
fn an_earlier_date_of_a_joined_row_is_the_one_under_which_the_file_stands_and_a_past_one_is_told() {
    each_database(|world| {
        let first = b"Name,E-mail,Next contact\nDara Sok,dara@example.com,2026-12-24\nLina Keo,lina@example.com,2026-12-24\n";
        take_in(world, Sreymom, &plan(world, Sreymom, "here.csv", first, Duplicates::Merge)).unwrap();
        let more = b"Name,E-mail,Next contact\nDara Sok,dara@example.com,2026-12-01\nLina Keo,lina@example.com,2020-01-01\n";
        let outcome = take_in(world, Sreymom, &plan(world, Sreymom, "more.csv", more, Duplicates::Merge)).unwrap();
        assert_eq!((outcome.dates.planned, outcome.dates.kept), (1, 1));
        let places = world.rows("SELECT place FROM client ORDER BY name").concat();
        assert_eq!(places, [Value::Int(20_261_201), Value::Int(20_261_224)]);
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE state = 'open' AND place = 20261224"), 2, "what was planned stays planned");
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE text = 'Next contact: 2020-01-01'"), 1);
        world.app.db.write(|tx| binder::undo::take_back(tx, &by(world, Sreymom), Some(outcome.undo_id)).map(drop)).unwrap();
        assert_eq!(world.number("SELECT count(*) FROM client WHERE place = 20261224"), 2);
        stands_somewhere(world);
    });
}
