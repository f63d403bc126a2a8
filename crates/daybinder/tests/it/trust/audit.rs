//! The audit log: complete, searchable, and found out when it was changed.

use super::{PASSWORD, between, first_step, with_passwords};
use crate::each_database;
use crate::scene::file;
use jiff::Timestamp;
use store::{Dialect, StoreError};
use testkit::Caller::*;
use testkit::World;
use web::audit::chain::{Broken, Head, prove};
use web::audit::{Kind, Origin, append};

fn broken(world: &World, given: Option<&Head>) -> Option<Broken> {
    world.app.db.read(|tx| prove(tx, given)).unwrap()
}

fn head(world: &World) -> Head {
    world.app.db.read(Head::now).unwrap()
}

fn kinds(world: &World) -> Vec<String> {
    let rows = world.rows("SELECT kind FROM audit ORDER BY seq");
    rows.into_iter().map(|mut row| format!("{:?}", row.remove(0)).replace("Text(\"", "").replace("\")", "")).collect()
}

/// Takes away what keeps the log from being changed, as whoever owns the database can.
fn unguarded(world: &World) {
    match world.app.db.dialect() {
        Dialect::Sqlite => {
            world.run("DROP TRIGGER audit_stays");
            world.run("DROP TRIGGER audit_is_kept");
        }
        Dialect::Postgres => world.run("DROP TRIGGER audit_stays ON audit"),
    }
}

fn some_rows(world: &World) {
    for number in 0..5 {
        assert_eq!(world.post(Chenda, "/teams", &[("team", &format!("Team {number}"))]).status, 303);
    }
}

#[test]
fn what_changes_people_rights_and_settings_stands_in_the_log_with_old_and_new() {
    each_database(|world| {
        with_passwords(world, &[Sreymom]);
        first_step(world, Sreymom);
        world.post(Nobody, "/sign-in", &[("email", "Nobody@Example.com"), ("password", "x")]);
        let id = world.id(Sreymom);
        let fields = [("name", "Sreymom Keo"), ("email", Sreymom.email()), ("role", "head"), ("team_id", "1"), ("language", "en")];
        assert_eq!(world.post(Chenda, &format!("/colleagues/{id}"), &fields).status, 303);
        world.post(Chenda, &format!("/colleagues/{id}/link"), &[]);
        world.post(Chenda, "/teams", &[("team", "Night <market>")]);
        assert_eq!(world.get(Chenda, "/export/csv").status, 200);
        assert_eq!(kinds(world), ["signed_in", "sign_in_refused", "person_changed", "link_made", "team_added", "exported"]);
        let page = world.get(Chenda, "/audit");
        for said in ["Signed in", "nobody@example.com", "Sreymom Keo", "Night &lt;market&gt;", "Exported to a file", "127.0.0.1"] {
            assert!(page.says(said), "{said}: {}", page.body);
        }
        assert!(!page.body.contains("Night <market>"));
        assert!(page.body.contains("<del") && page.body.contains("<ins"));
        assert_eq!(broken(world, None), None);
    });
}

#[test]
fn a_refused_change_leaves_no_row_and_a_password_typed_as_address_is_not_kept() {
    each_database(|world| {
        assert_eq!(world.post(Chenda, "/teams", &[("team", "")]).status, 422);
        assert_eq!(world.post(Chenda, &format!("/colleagues/{}/leaving", world.id(Chenda)), &[]).status, 422);
        assert_eq!(kinds(world).len(), 0);
        world.post(Nobody, "/sign-in", &[("email", "my secret password"), ("password", "")]);
        assert!(!format!("{:?}", world.rows("SELECT * FROM audit")).contains("secret"));
        assert_eq!(kinds(world), ["sign_in_refused"]);
    });
}

#[test]
fn filing_writes_no_row_and_waits_for_none() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        assert_eq!(kinds(world).len(), 0);
        if world.app.db.dialect() == Dialect::Sqlite {
            return;
        }
        // On PostgreSQL somebody else writes at the same time: the log is held, and the card is saved nevertheless.
        let held: Result<(), StoreError> = world.app.db.write(|tx| {
            append(tx, &Origin::command_line(), world.now(), Kind::TeamAdded, "x", &[])?;
            let logged =
                world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &[("outcome", "reached"), ("note", "talked"), ("next", "tomorrow")]);
            assert!(logged.status < 500, "{}", logged.body);
            Ok(())
        });
        held.unwrap();
        assert_eq!(broken(world, None), None);
    });
}

#[test]
fn only_directors_and_administrators_read_it() {
    each_database(|world| {
        for (caller, status) in [(Sokha, 200), (Chenda, 200), (Dara, 403), (Sreymom, 403), (Bopha, 403), (Nobody, 303)] {
            assert_eq!(world.get(caller, "/audit").status, status, "{caller:?}");
            assert_eq!(world.get(caller, "/audit/audit.csv").status, status, "{caller:?}");
        }
    });
}

#[test]
fn the_search_finds_by_person_kind_words_and_days_and_takes_anything_typed() {
    each_database(|world| {
        some_rows(world);
        world.get(Sokha, "/audit/audit.csv");
        world.clock_to(world.today().tomorrow().unwrap(), 8, 0);
        world.post(Chenda, "/teams", &[("team", "100%_sure\\")]);
        let count = |query: &str| world.get(Sokha, &format!("/audit?{query}")).body.matches("<li class=\"row-item\"").count();
        assert_eq!(count(""), 7);
        assert_eq!(count("kind=exported"), 1);
        assert_eq!(count(&format!("person={}", world.id(Chenda))), 6);
        assert_eq!(count("q=TEAM+3"), 1);
        assert_eq!(count("q=100%25_sure%5C"), 1);
        assert_eq!(count("q=%25"), 1, "a percent sign is a percent sign");
        assert_eq!(count("q=_"), 1, "a line is a line");
        assert_eq!(count("to=2026-11-23"), 6);
        assert_eq!(count("from=2026-11-24"), 1);
        for odd in [
            "q='",
            "q=%00",
            "person=x",
            "kind='--",
            "from=yesterday",
            "to=9999-12-31",
            "from=-9999-01-01",
            "before=x",
            "before=-5",
            "q=<script>alert(1)</script>",
        ] {
            let page = world.get(Sokha, &format!("/audit?{}", odd.replace('<', "%3C").replace('>', "%3E").replace('\'', "%27")));
            assert_eq!(page.status, 200, "{odd}");
            assert!(!page.body.contains("<script>alert"), "{odd}");
        }
        let long = format!("/audit?q={}", "%E1%9E%80".repeat(3000));
        assert_eq!(world.get(Sokha, &long).status, 200);
    });
}

#[test]
fn pages_go_on_by_number_and_a_file_holds_all_rows_as_harmless_text() {
    each_database(|world| {
        for number in 0..60 {
            let added = world.app.db.write(|tx| append(tx, &Origin::command_line(), world.now(), Kind::TeamAdded, &format!("=Team {number}"), &[]));
            added.unwrap();
        }
        let first = world.get(Chenda, "/audit?kind=team_added");
        assert_eq!(first.body.matches("<li class=\"row-item\"").count(), 50);
        let next = between(&first.body, "href=\"/audit?kind=team_added&amp;before=", "\"").to_owned();
        let second = world.get(Chenda, &format!("/audit?kind=team_added&before={next}"));
        assert_eq!(second.body.matches("<li class=\"row-item\"").count(), 10);
        let csv = world.get(Chenda, "/audit/audit.csv?kind=team_added");
        assert_eq!(csv.body.lines().count(), 61);
        assert!(csv.says("'=Team 7") && !csv.body.contains("\"=Team"), "no formula");
    });
}

#[test]
fn the_log_can_neither_be_changed_nor_emptied_by_a_statement() {
    each_database(|world| {
        some_rows(world);
        for sql in ["UPDATE audit SET who = 'x' WHERE seq = 2", "DELETE FROM audit WHERE seq = 5", "DELETE FROM audit"] {
            assert!(world.app.db.write(|tx| tx.run(sql, &[])).is_err(), "{sql}");
        }
        assert_eq!((kinds(world).len(), broken(world, None)), (5, None));
    });
}

#[test]
fn every_changed_removed_or_added_row_is_found_out_and_named() {
    let changes: [(&str, Broken); 8] = [
        ("UPDATE audit SET who = 'somebody else' WHERE seq = 3", Broken::Row(3)),
        ("UPDATE audit SET changes = '[]', words = '' WHERE seq = 2", Broken::Row(2)),
        ("UPDATE audit SET at = at + 1 WHERE seq = 4", Broken::Row(4)),
        ("UPDATE audit SET words = 'hidden from the search' WHERE seq = 1", Broken::Row(1)),
        ("UPDATE audit SET person_id = NULL WHERE seq = 1", Broken::Row(1)),
        ("DELETE FROM audit WHERE seq = 2", Broken::Missing(2)),
        ("DELETE FROM audit WHERE seq = 5", Broken::Head),
        ("UPDATE audit_head SET seq = 4", Broken::Head),
    ];
    each_database(|world| {
        some_rows(world);
        unguarded(world);
        for (sql, found) in &changes {
            let undone: Result<(), StoreError> = world.app.db.write(|tx| {
                assert_eq!(tx.run(sql, &[])?, 1, "{sql}");
                assert_eq!(prove(tx, None)?.as_ref(), Some(found), "{sql}");
                Err(StoreError::Busy)
            });
            assert!(undone.is_err());
        }
        assert_eq!(broken(world, None), None);
    });
}

#[test]
fn a_log_written_anew_from_its_beginning_differs_from_a_head_printed_before() {
    each_database(|world| {
        some_rows(world);
        let printed = Head::parse(&head(world).to_string()).unwrap();
        some_more(world);
        assert_eq!(broken(world, Some(&printed)), None, "rows may follow");
        unguarded(world);
        world.run("DELETE FROM audit");
        world.run("UPDATE audit_head SET seq = 0, hash = ''");
        some_more(world);
        some_more(world);
        assert_eq!(broken(world, None), None, "by itself it is whole");
        assert_eq!(broken(world, Some(&printed)), Some(Broken::Given(printed.seq)));
        for odd in ["", "5", "5:", "5:xyz", "-1:", ":", "x:0"] {
            assert_eq!(Head::parse(odd), None, "{odd}");
        }
    });
}

fn some_more(world: &World) {
    for number in 0..5 {
        let more = world.app.db.write(|tx| append(tx, &Origin::command_line(), Timestamp::UNIX_EPOCH, Kind::TeamAdded, &format!("{number}"), &[]));
        more.unwrap();
    }
}

#[test]
fn twenty_who_write_at_once_make_one_chain_without_a_gap() {
    each_database(|world| {
        let nodes = [world.app.db.clone(), world.second_node(&[]).app.db.clone()];
        std::thread::scope(|scope| {
            for writer in 0..20_usize {
                let db = nodes[writer % 2].clone();
                scope.spawn(move || {
                    let mut written = 0;
                    while written < 5 {
                        let subject = format!("{writer}/{written}");
                        let one = db.write(|tx| append(tx, &Origin::command_line(), Timestamp::UNIX_EPOCH, Kind::TeamAdded, &subject, &[]));
                        match one {
                            Ok(()) => written += 1,
                            Err(error) => assert!(error.is_retry() || matches!(error, StoreError::Connection(_)), "{error}"),
                        }
                    }
                });
            }
        });
        assert_eq!(head(world).seq, 100);
        assert_eq!(world.number("SELECT count(DISTINCT subject) FROM audit"), 100);
        assert_eq!(broken(world, None), None);
    });
}

#[test]
fn a_password_never_stands_in_the_log() {
    each_database(|world| {
        with_passwords(world, &[Sreymom]);
        first_step(world, Sreymom);
        let fields = [("current", PASSWORD), ("password", "another river of bamboo"), ("again", "another river of bamboo")];
        world.post(Sreymom, "/settings/password", &fields);
        let everything = format!("{:?}", world.rows("SELECT * FROM audit"));
        assert!(!everything.contains("bamboo") && everything.contains("password_changed"), "{everything}");
    });
}

/// What the program says on the command line, and whether it was content.
fn command(world: &World, arguments: &[&str]) -> (bool, String) {
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_daybinder")).args(arguments).args(["--database", &world.url]).output().unwrap();
    (program.status.success(), String::from_utf8_lossy(&[program.stdout, program.stderr].concat()).into_owned())
}

#[test]
fn the_doctor_and_the_command_line_name_the_first_changed_row() {
    each_database(|world| {
        some_rows(world);
        let (_, printed) = command(world, &["audit", "head"]);
        assert_eq!(printed.trim(), head(world).to_string());
        assert!(command(world, &["doctor"]).0);
        let (is_content, said) = command(world, &["audit", "verify", "--head", printed.trim()]);
        assert!(is_content && said.contains("Every one of the 5 rows"), "{said}");
        assert!(!command(world, &["audit", "verify", "--head", "5:abc"]).0);
        unguarded(world);
        world.run("UPDATE audit SET subject = 'Team 9' WHERE seq >= 3");
        for arguments in [&["doctor"][..], &["audit", "verify"], &["audit", "verify", "--head", printed.trim()]] {
            let (is_content, said) = command(world, arguments);
            assert!(!is_content && said.contains("row 3 of the audit log"), "{arguments:?}: {said}");
        }
    });
}

#[test]
fn the_command_line_takes_a_second_factor_away_and_the_log_tells() {
    each_database(|world| {
        super::Phone::enrol(world, Sreymom);
        let (is_content, said) = command(world, &["user", "reset-second-factor", Sreymom.email()]);
        assert!(is_content && said.contains("with the password alone again"), "{said}");
        assert!(world.number("SELECT count(*) FROM second_factor") == 0 && world.number("SELECT count(*) FROM recovery_code") == 0);
        assert_eq!(world.get(Sreymom, "/settings").status, 303, "signed out everywhere");
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'second_factor_off' AND who = 'command line'"), 1);
        assert!(!command(world, &["user", "reset-second-factor", "nobody@example.com"]).0);
    });
}

#[test]
fn the_command_line_changes_people_ends_their_sessions_and_lets_them_in_again() {
    each_database(|world| {
        let email = Sreymom.email();
        let (is_content, said) = command(world, &["user", "sessions", email]);
        assert!(is_content && said.contains("127.0.0.1") | !said.trim().is_empty(), "{said}");
        let (is_content, said) = command(world, &["user", "change", email, "--name", "Sreymom Chan-Ly", "--team", "North", "--language", "ru"]);
        assert!(is_content && said.contains("3 points"), "{said}");
        assert_eq!(world.get(Sreymom, "/settings").status, 200, "still signed in");
        assert_eq!(
            world.number("SELECT count(*) FROM person p JOIN team t ON t.id = p.team_id WHERE p.name = 'Sreymom Chan-Ly' AND t.name = 'North' AND p.language = 'ru'"),
            1
        );
        assert!(command(world, &["user", "change", email]).1.contains("nothing is different"));
        let before = world.everything();
        for wrong in [
            &["user", "change", email, "--role", "king"][..],
            &["user", "change", email, "--new-email", Ivan.email()],
            &["user", "change", email, "--language", "xx"],
            &["user", "change", Chenda.email(), "--role", "manager"],
            &["user", "change", "nobody@example.com", "--name", "X"],
            &["user", "sessions", "nobody@example.com", "--end"],
            &["user", "activate", "nobody@example.com"],
        ] {
            assert!(!command(world, wrong).0, "{wrong:?}");
        }
        assert_eq!(before, world.everything(), "what was refused changed nothing");
        assert!(command(world, &["user", "sessions", email, "--end"]).1.contains("signed out everywhere"));
        assert_eq!(world.get(Sreymom, "/settings").status, 303);
        assert!(command(world, &["user", "deactivate", email]).0 && command(world, &["user", "activate", email]).0);
        assert_eq!(world.number(&format!("SELECT active FROM person WHERE email = '{email}'")), 1);
        for kind in ["person_changed", "sessions_ended", "person_left", "person_returned"] {
            assert_eq!(world.number(&format!("SELECT count(*) FROM audit WHERE kind = '{kind}' AND who = 'command line'")), 1, "{kind}");
        }
    });
}
