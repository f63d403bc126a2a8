//! The sample company, made on four different days, and the way in from the set-up.

#![allow(clippy::unwrap_used)]

use demo::Sample;
use domain::{Date, PersonId, Place};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Db, Options, params};
use testkit::{Caller, each_database_with};

/// A SQLite database in a folder that vanishes with it.
struct Fresh {
    db: Option<Db>,
    folder: std::path::PathBuf,
}

impl Fresh {
    fn new() -> Fresh {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = std::env::temp_dir().join(format!("daybinder-sample-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
        std::fs::create_dir_all(&folder).unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.join("sample.sqlite").display()), &Options::default()).unwrap();
        db.migrate().unwrap();
        Fresh { db: Some(db), folder }
    }

    fn db(&self) -> &Db {
        self.db.as_ref().unwrap()
    }

    fn number(&self, sql: &str, params: &[store::Value]) -> i64 {
        self.db().read(|tx| tx.one::<i64>(sql, params)).unwrap()
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        self.db = None;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn moment(date: Date, hour: i8, minute: i8) -> Timestamp {
    date.at(hour, minute, 0, 0).in_tz("Asia/Phnom_Penh").unwrap().timestamp()
}

fn made(now: Timestamp) -> (Fresh, Sample) {
    let fresh = Fresh::new();
    let mut told = (0, 0);
    let sample = demo::sample(fresh.db(), now, &mut |done, total| told = (done, total)).unwrap();
    assert!(told.0 == told.1 && told.1 > 2_000, "progress ended at {told:?}");
    (fresh, sample)
}

/// A Monday, a Saturday, the last day of a year, 29 February; late and early in the day.
fn moments() -> [Timestamp; 5] {
    let date = |year, month, day| Date::new(year, month, day).unwrap();
    [
        moment(date(2026, 11, 23), 11, 50),
        moment(date(2026, 11, 28), 14, 5),
        moment(date(2026, 12, 31), 9, 10),
        moment(date(2028, 2, 29), 0, 3),
        moment(date(2026, 11, 23), 23, 58),
    ]
}

const LEFT_TODAY: &str = "SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'open' AND place <= $2 AND place % 100 <> 0";

#[test]
fn the_day_is_the_same_on_every_day_of_the_year() {
    for now in moments() {
        let (fresh, Sample { open_as }) = made(now);
        let today = now.in_tz("Asia/Phnom_Penh").unwrap().date();
        let count = |sql: &str| fresh.number(sql, params![open_as, today]);
        assert_eq!(count("SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'done' AND done_on = $2"), 12, "{now}: done");
        assert_eq!(count(LEFT_TODAY), 19, "{now}: left");
        let left = |and: &str| count(&format!("{LEFT_TODAY} AND {and}"));
        assert_eq!(left("minute IS NOT NULL AND agreed = 1"), 2, "{now}: at a set time");
        assert_eq!(left("minute IS NULL AND kind = 'callback'"), 2, "{now}: promised");
        assert_eq!(left("place < $2"), 4, "{now}: carried over");
        assert_eq!(left("postponed = 2"), 1, "{now}: put off twice");
        assert_eq!(left("place = $2 AND minute IS NULL AND kind IN ('call', 'email', 'visit')"), 7, "{now}: to repeat");
        assert_eq!(left("kind = 'first'"), 3, "{now}: first calls");
        assert_eq!(left("client_id IS NULL"), 1, "{now}: other work");
        let movable = "agreed = 0 AND minute IS NULL AND kind <> 'callback'
            AND NOT EXISTS (SELECT 1 FROM client c WHERE c.id = slip.client_id AND c.top_ranked = 1)";
        assert_eq!(left(movable), 6, "{now}: movable");
        let planned = count(
            "SELECT sum(minutes) FROM slip WHERE person_id = $1 AND ((state = 'open' AND place <= $2 AND place % 100 <> 0) OR (state = 'done' AND done_on = $2))",
        );
        assert!((400..=460).contains(&planned), "{now}: {planned} minutes are planned");
        let late = fresh.number("SELECT count(*) FROM entry WHERE at > $1", params![now.as_millisecond()]);
        assert_eq!(late, 0, "{now}: history of the future");
    }
}

#[test]
fn every_active_client_stands_in_exactly_one_place() {
    for now in moments() {
        let (fresh, _) = made(now);
        let count = |sql: &str| fresh.number(sql, &[]);
        let all = count("SELECT count(*) FROM client");
        assert!((380..=430).contains(&all), "{now}: {all} clients");
        let standing =
            "SELECT count(*) FROM client c JOIN slip s ON s.id = c.slip_id AND s.client_id = c.id WHERE c.state = 'active' AND s.state = 'open'
            AND s.place = c.place AND c.place = (SELECT min(o.place) FROM slip o WHERE o.client_id = c.id AND o.state = 'open')";
        let active = count("SELECT count(*) FROM client WHERE state = 'active'");
        assert_eq!(count(standing), active, "{now}");
        assert_eq!(all - active, 20, "{now}: closed");
        assert_eq!(
            count("SELECT count(*) FROM slip s JOIN client c ON c.id = s.client_id WHERE c.state = 'closed' AND s.state = 'open'"),
            0,
            "{now}"
        );
        let hours = "SELECT count(*) FROM entry WHERE (at / 60000 + 420) % 1440 NOT BETWEEN 480 AND 1079 AND at < $1";
        let today = now.in_tz("Asia/Phnom_Penh").unwrap().date();
        let midnight = moment(today, 0, 0).as_millisecond();
        assert_eq!(fresh.number(hours, params![midnight]), 0, "{now}: contacts at night");
        let names = count("SELECT count(DISTINCT name) FROM client");
        assert_eq!(names, all, "{now}: names");
    }
}

#[test]
fn the_coming_days_are_filled_unevenly_and_months_without_a_day_too() {
    let now = moments()[0];
    let (fresh, Sample { open_as }) = made(now);
    let today = now.in_tz("Asia/Phnom_Penh").unwrap().date();
    let rows = fresh
        .db()
        .read(|tx| {
            tx.rows("SELECT place, count(*) FROM slip WHERE person_id = $1 AND state = 'open' AND place > $2 GROUP BY place", params![open_as, today])
        })
        .unwrap();
    let standing: BTreeMap<Place, i64> = rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap())).collect();
    let days: Vec<i64> = standing.iter().filter(|(place, _)| place.day().is_some()).map(|(_, count)| *count).take(6).collect();
    assert_eq!(days, [18, 23, 15, 20, 13, 18]);
    assert!(standing.keys().filter(|place| place.day().is_none()).count() >= 4, "{standing:?}");
}

#[test]
fn all_people_and_teams_are_there_and_nobody_has_a_password() {
    let (fresh, Sample { open_as }) = made(moments()[0]);
    let people = fresh
        .db()
        .read(|tx| {
            tx.rows("SELECT p.name, p.role, coalesce(t.name, ''), p.language FROM person p LEFT JOIN team t ON t.id = p.team_id ORDER BY p.name", &[])
        })
        .unwrap();
    let people: Vec<String> = people.iter().map(|row| (0..4).map(|cell| row.get::<String>(cell).unwrap()).collect::<Vec<_>>().join(" ")).collect();
    let expected = [
        "Bopha service Riverside km",
        "Chenda admin  en",
        "Dara head Riverside en",
        "Ivan manager Market ru",
        "Sokha director  km",
        "Sreymom manager Riverside en",
    ];
    assert_eq!(people, expected);
    assert_eq!(fresh.number("SELECT count(*) FROM person WHERE password_hash IS NOT NULL OR email NOT LIKE '%.example'", &[]), 0);
    let sreymom =
        fresh.number("SELECT count(*) FROM person WHERE id = $1 AND name = 'Sreymom' AND mode = 'dated' AND horizon_months = 1", params![open_as]);
    assert_eq!(sreymom, 1);
    assert_eq!(fresh.number("SELECT count(*) FROM reach WHERE kind = 'email' AND norm NOT LIKE '%.example'", &[]), 0);
    let names = ["Sreymom", "Bopha", "Dara", "Ivan", "Sokha", "Chenda"];
    for name in names {
        assert!(
            fresh.number("SELECT count(*) FROM client c JOIN person p ON p.id = c.owner_id WHERE p.name = $1", params![name]) > 0,
            "{name} has no client"
        );
    }
}

#[test]
fn histories_are_long_enough_and_begin_nine_months_ago_at_most() {
    let now = moments()[0];
    let (fresh, _) = made(now);
    let earliest = now.as_millisecond() - 275 * 86_400_000;
    assert_eq!(fresh.number("SELECT count(*) FROM entry WHERE at < $1", params![earliest]), 0);
    let per_client = "SELECT count(*) FROM (SELECT c.id FROM client c LEFT JOIN entry e ON e.client_id = c.id GROUP BY c.id HAVING count(e.id) < $1 OR count(e.id) > $2)";
    assert_eq!(fresh.number(per_client, params![1, 17]), 0, "a client with no history or an endless one");
    let template = fresh.number("SELECT count(*) FROM entry WHERE text LIKE '%{%' OR text = '' AND kind NOT IN ('closed', 'reopened')", &[]);
    assert_eq!(template, 0, "a sentence that was not finished");
    assert_eq!(fresh.number("SELECT count(*) FROM slip WHERE line LIKE '%{%' OR line = ''", &[]), 0, "a step without a line");
}

#[test]
fn a_second_sample_is_refused_and_changes_nothing() {
    let (fresh, _) = made(moments()[0]);
    let before = fresh.number("SELECT count(*) FROM client", &[]);
    assert!(demo::sample(fresh.db(), moments()[0], &mut |_, _| {}).is_err());
    assert!(demo::sample_into(fresh.db(), moments()[0], PersonId(1), &mut |_, _| {}).is_err());
    assert_eq!(fresh.number("SELECT count(*) FROM client", &[]), before);
}

#[test]
fn whoever_set_up_the_company_fills_it_once_and_gets_a_dozen_clients() {
    each_database_with(&demo::routes(), |world| {
        let clients = |world: &testkit::World| world.number("SELECT count(*) FROM client");
        for caller in [Caller::Sreymom, Caller::Bopha, Caller::Dara, Caller::Ivan, Caller::Sokha] {
            assert_ne!(world.post(caller, "/set-up/sample", &[]).status, 303, "{caller:?}");
        }
        assert_eq!(clients(world), 0);
        let answer = world.post(Caller::Chenda, "/set-up/sample", &[]);
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert!(clients(world) > 380);
        let own = format!("SELECT count(*) FROM client WHERE owner_id = {}", world.id(Caller::Chenda));
        assert_eq!(world.number(&own), 12);
        let before = world.everything();
        assert_eq!(world.post(Caller::Chenda, "/set-up/sample", &[]).status, 422);
        assert!(world.everything() == before, "the refused sample changed something");
    });
}
