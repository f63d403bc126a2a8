//! Tests of find on SQLite, and on PostgreSQL where `DAYBINDER_TEST_POSTGRES` names one.

use super::*;
use crate::{Db, Options};
use domain::fold::{How, Query, fold};
use domain::{ClientId, EntryId};

/// A database of its own for one test, removed at its end.
struct Base {
    db: Db,
    path: Option<std::path::PathBuf>,
}

impl Drop for Base {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            let _ = std::fs::remove_dir_all(path);
        }
    }
}

/// One empty database of each kind; `name` keeps tests apart.
fn bases(name: &str) -> Vec<Base> {
    let folder = std::env::temp_dir().join(format!("find_{name}_{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = format!("sqlite:{}", folder.join("binder.db").display());
    let mut bases = vec![Base { db: Db::open(&url, &Options::default()).unwrap(), path: Some(folder) }];
    match std::env::var("DAYBINDER_TEST_POSTGRES") {
        Ok(server) => {
            let schema = format!("find_{name}");
            let whole = Db::open(&server, &Options { readers: 1, cache_kib: 0 }).unwrap();
            whole.write(|tx| tx.batch(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}"))).unwrap();
            let mark = if server.contains('?') { '&' } else { '?' };
            let url = format!("{server}{mark}options=-csearch_path%3D{schema}");
            bases.push(Base { db: Db::open(&url, &Options::default()).unwrap(), path: None });
        }
        Err(_) => eprintln!("PostgreSQL is left out: DAYBINDER_TEST_POSTGRES names none"),
    }
    for base in &bases {
        base.db.migrate().unwrap();
        base.db.write(people).unwrap();
    }
    bases
}

/// Two teams of two: 1 and 2, 3 and 4.
fn people(tx: &mut Tx<'_>) -> Result<()> {
    for team in 1..=2i64 {
        tx.run("INSERT INTO team (id, name) VALUES ($1, $2)", params![team, format!("Team {team}")])?;
    }
    for person in 1..=4i64 {
        tx.run(
            "INSERT INTO person (id, team_id, name, email, role, language, created_at) VALUES ($1, $2, $3, $4, 'manager', 'en', 0)",
            params![person, (person + 1) / 2, format!("Person {person}"), format!("p{person}@example.org")],
        )?;
    }
    Ok(())
}

const DAY: domain::Date = domain::Date::constant(2026, 11, 23);

/// Writes a closed file (which needs no slip) and queues it.
fn add(tx: &mut Tx<'_>, id: i64, owner: i64, name: &str, company: &str, contacts: &[&str]) -> Result<()> {
    tx.run(
        "INSERT INTO client (id, kind, name, name_fold, company, owner_id, state, close_reason, created_at, updated_at)
         VALUES ($1, 'person', $2, $3, $4, $5, 'closed', 'won', 0, 0)",
        params![id, name, fold(name), company, owner],
    )?;
    for (rank, contact) in contacts.iter().enumerate() {
        tx.run("INSERT INTO contact (client_id, name, rank) VALUES ($1, $2, $3)", params![id, *contact, rank as u32])?;
    }
    queue(tx, "client", id)
}

fn queue(tx: &mut Tx<'_>, what: &str, id: i64) -> Result<()> {
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ($1, $2)", params![what, id]).map(drop)
}

fn reach(tx: &mut Tx<'_>, client: i64, kind: &str, norm: &str) -> Result<()> {
    let digits: String = norm.chars().filter(char::is_ascii_digit).rev().collect();
    let reversed = if kind == "phone" { digits } else { String::new() };
    tx.run("INSERT INTO reach (client_id, kind, as_typed, norm, reversed) VALUES ($1, $2, $3, $4, $5)", params![client, kind, norm, norm, reversed])
        .map(drop)
}

fn note(tx: &mut Tx<'_>, id: i64, client: i64, text: &str) -> Result<()> {
    tx.run(
        "INSERT INTO entry (id, client_id, person_id, at, kind, text, written_at) VALUES ($1, $2, 1, $3, 'note', $4, 0)",
        params![id, client, id * 1000, text],
    )?;
    queue(tx, "entry", id)
}

fn drain_all(db: &Db) {
    while drain(db, 100).unwrap() > 0 {}
}

fn found_by(db: &Db, typed: &str, sight: Sight) -> Vec<i64> {
    let hits = db.read(|tx| find_clients(tx, &Query::parse(typed), sight, 20)).unwrap();
    hits.iter().map(|hit| hit.client.0).collect()
}

fn found(db: &Db, typed: &str) -> Vec<i64> {
    found_by(db, typed, Sight::All)
}

fn entries(db: &Db, typed: &str, sight: Sight) -> Vec<i64> {
    let hits = db.read(|tx| find_entries(tx, &Query::parse(typed), sight, 20)).unwrap();
    hits.iter().map(|hit| hit.entry.0).collect()
}

#[test]
fn any_part_of_a_name_in_any_script_finds_the_client() {
    for base in bases("parts") {
        let db = &base.db;
        db.write(|tx| {
            add(tx, 1, 1, "សុខ ដារ៉ា", "", &[])?;
            add(tx, 2, 1, "Café Nguyễn", "Golden Lotus", &["Chan Dara"])?;
            add(tx, 3, 1, "Щёлоков Андрей", "ООО Ромашка", &[])?;
            add(tx, 4, 1, "ក្រុមហ៊ុនភ្នំពេញ", "", &[])
        })
        .unwrap();
        drain_all(db);
        for (typed, wanted) in [
            ("ដារ៉ា", 1),
            ("សុខដារ៉ា", 1),
            ("ខដា", 1),
            ("សុខ ដា", 1),
            ("cafe", 2),
            ("guye", 2),
            ("lotus", 2),
            ("olde lot", 2),
            ("щелок", 3),
            ("ЁЛОК", 3),
            ("машк", 3),
            ("ភ្នំ", 4),
            ("ពេញ", 4),
            ("ហ៊ុនភ្ន", 4),
            ("kromhun", 4),
            ("chan da", 2),
            ("nguyen lotus", 2),
            ("shchelokov", 3),
            ("щ", 3),
            ("ក", 4),
        ] {
            assert!(found(db, typed).contains(&wanted), "{:?} {typed}", db.dialect());
        }
        assert_eq!(found(db, "guye zzz"), [0i64; 0]);
        // A Latin spelling stands behind the name itself.
        assert_eq!(found(db, "dara"), [2, 1], "{:?}", db.dialect());
    }
}

#[test]
fn better_matches_stand_first_and_say_what_they_met() {
    for base in bases("order") {
        let db = &base.db;
        db.write(|tx| {
            add(tx, 1, 1, "Basoka", "", &[])?;
            add(tx, 2, 1, "Chan Sok", "", &[])?;
            add(tx, 3, 1, "Sok", "", &[])?;
            add(tx, 4, 1, "Sokha", "", &[])?;
            add(tx, 5, 1, "Lotus", "Sok Trading", &["Sok Vanna"])
        })
        .unwrap();
        drain_all(db);
        let hits = db.read(|tx| find_clients(tx, &Query::parse("sok"), Sight::All, 20)).unwrap();
        let order: Vec<(i64, Matched)> = hits.into_iter().map(|hit| (hit.client.0, hit.matched)).collect();
        assert_eq!(
            order,
            [
                (3, Matched::Name(How::Exact)),
                (4, Matched::Name(How::Prefix)),
                (5, Matched::Beside(How::Prefix, "Sok Trading".into())),
                (2, Matched::Name(How::Word)),
                (1, Matched::Name(How::Inside)),
            ]
        );
        let hits = db.read(|tx| find_clients(tx, &Query::parse("vanna"), Sight::All, 20)).unwrap();
        assert_eq!(hits[0].matched, Matched::Beside(How::Word, "Sok Vanna".into()));
    }
}

#[test]
fn phones_are_found_by_their_beginning_and_their_end_and_addresses_by_their_beginning() {
    for base in bases("reach") {
        let db = &base.db;
        db.write(|tx| {
            add(tx, 1, 1, "One", "", &[])?;
            add(tx, 2, 3, "Two", "", &[])?;
            reach(tx, 1, "phone", "+85500123456")?;
            reach(tx, 2, "phone", "+79990001122")?;
            reach(tx, 2, "email", "dara.sok@example.org")
        })
        .unwrap();
        drain_all(db);
        for typed in ["+855 00 123", "000 123 456", "00123456", "123-456", "3456", "៣៤៥៦", "(000) 12"] {
            assert_eq!(found(db, typed), [1], "{:?} {typed}", db.dialect());
            assert_eq!(found_by(db, typed, Sight::Own(PersonId(1), DAY)), [1], "{:?} {typed}", db.dialect());
            assert_eq!(found_by(db, typed, Sight::Own(PersonId(3), DAY)), [0i64; 0]);
        }
        for typed in ["8 999 000", "dara.sok@ex", "Dara.s"] {
            assert_eq!(found(db, typed), [2], "{:?} {typed}", db.dialect());
            assert_eq!(found_by(db, typed, Sight::Team(TeamId(2), PersonId(4), DAY)), [2]);
            assert_eq!(found_by(db, typed, Sight::Team(TeamId(1), PersonId(1), DAY)), [0i64; 0]);
        }
    }
}

#[test]
fn nobody_finds_a_file_that_is_not_theirs_to_see() {
    for base in bases("sight") {
        let db = &base.db;
        db.write(|tx| (1..=4).try_for_each(|n| add(tx, n, n, &format!("Lotus {n}"), "", &[]))).unwrap();
        drain_all(db);
        assert_eq!(found(db, "lotus"), [1, 2, 3, 4]);
        for typed in ["l", "lo", "lotus", "otu", "lts"] {
            for own in found_by(db, typed, Sight::Own(PersonId(2), DAY)) {
                assert_eq!(own, 2);
            }
        }
        assert_eq!(found_by(db, "lotus", Sight::Own(PersonId(2), DAY)), [2]);
        assert_eq!(found_by(db, "otu", Sight::Team(TeamId(2), PersonId(3), DAY)), [3, 4]);
        // The file is handed over: at once it is out of sight for the one, and after the drain in sight of the other.
        db.write(|tx| {
            tx.run("UPDATE client SET owner_id = 1 WHERE id = 2", &[])?;
            queue(tx, "client", 2)
        })
        .unwrap();
        assert_eq!(found_by(db, "lotus", Sight::Own(PersonId(2), DAY)), [0i64; 0]);
        drain_all(db);
        assert_eq!(found_by(db, "lotus", Sight::Own(PersonId(1), DAY)), [1, 2]);
    }
}

#[test]
fn the_index_follows_changes_and_removals() {
    for base in bases("follow") {
        let db = &base.db;
        db.write(|tx| add(tx, 1, 1, "Old Name", "", &["Dara"])).unwrap();
        // Even before the drain the beginning of the name is found.
        assert_eq!(found(db, "old n"), [1]);
        drain_all(db);
        db.write(|tx| {
            tx.run("UPDATE client SET name = 'Fresh', name_fold = 'fresh' WHERE id = 1", &[])?;
            tx.run("DELETE FROM contact WHERE client_id = 1", &[])?;
            queue(tx, "client", 1)
        })
        .unwrap();
        drain_all(db);
        assert_eq!((found(db, "fresh"), found(db, "old"), found(db, "dara")), (vec![1], vec![], vec![]));
        db.write(|tx| {
            tx.run("DELETE FROM client WHERE id = 1", &[])?;
            queue(tx, "client", 1)
        })
        .unwrap();
        drain_all(db);
        assert_eq!(found(db, "resh"), [0i64; 0]);
        assert_eq!(drain(db, 10).unwrap(), 0);
        settle(db).unwrap();
    }
}

#[test]
fn notes_are_found_newest_first_by_words_and_by_any_part_of_a_khmer_run() {
    for base in bases("notes") {
        let db = &base.db;
        db.write(|tx| {
            add(tx, 1, 1, "One", "", &[])?;
            add(tx, 2, 3, "Two", "", &[])?;
            note(tx, 1, 1, "Asked for the price list")?;
            note(tx, 2, 2, "Перезвонить насчёт цены, price agreed")?;
            note(tx, 3, 1, "ចង់បានតារាងតម្លៃថ្មី")?;
            note(tx, 4, 1, "list of prices")?;
            note(tx, 5, 1, "secret words")
        })
        .unwrap();
        drain_all(db);
        let all = Sight::All;
        assert_eq!(entries(db, "price", all), [4, 2, 1]);
        assert_eq!(entries(db, "насчет це", all), [2]);
        assert_eq!(entries(db, "តម្លៃ", all), [3]);
        assert_eq!(entries(db, "រាងតម្ល", all), [3]);
        assert_eq!(entries(db, "តារាងថ្មី", all), [0i64; 0]);
        assert_eq!(entries(db, "price", Sight::Own(PersonId(3), DAY)), [2]);
        db.write(|tx| {
            tx.run("INSERT INTO entry_correction (entry_id, person_id, at, text) VALUES (5, 1, 0, NULL), (4, 1, 0, 'offer sent')", &[])?;
            queue(tx, "entry", 5)?;
            queue(tx, "entry", 4)
        })
        .unwrap();
        drain_all(db);
        assert_eq!(entries(db, "secret", all), [0i64; 0]);
        assert_eq!((entries(db, "prices", all), entries(db, "offer", all)), (vec![], vec![4]));
    }
}

#[test]
fn nothing_typed_acts_as_syntax() {
    for base in bases("syntax") {
        let db = &base.db;
        db.write(|tx| add(tx, 1, 1, "AND OR NOT", "", &[])).unwrap();
        drain_all(db);
        for typed in
            ["\"", "' OR '1'='1", "a* AND", "NEAR(", "words:x", "^a", "%", "_", "\\", "-a", "a:*", "<->", "!a & (", "q", "ក្", "\u{10ffff}", "@", "+"]
        {
            for sight in [Sight::All, Sight::Own(PersonId(1), DAY), Sight::Team(TeamId(1), PersonId(1), DAY)] {
                found_by(db, typed, sight);
                entries(db, typed, sight);
            }
        }
        assert_eq!(found(db, "and not"), [1]);
        db.write(|tx| index_entry(tx, EntryId(9), Some("' \" : \\ ក"))).unwrap();
        db.write(|tx| index_client(tx, ClientId(9), &ClientText { owner: PersonId(1), names: vec!["'; --".into()] })).unwrap();
    }
}
