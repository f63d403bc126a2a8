//! What stands in front of the binder: a full door, the way by HTTPS alone, a download with its length.

use crate::each_database;
use crate::scene::file;
use std::sync::Arc;
use testkit::{Answer, Caller, Caller::*, World};
use web::{App, Config};

const PASSWORD: &str = "bamboo on the river";

/// Every row, those of sessions and of counted attempts among them.
fn every_row(world: &World) -> String {
    let sessions = world.rows("SELECT token_hash, person_id, seen_at, expires_at FROM session ORDER BY token_hash");
    let attempts = world.rows("SELECT * FROM sign_in_failure");
    format!("{:?} {sessions:?} {attempts:?}", world.everything())
}

/// Sends the form while every place at the door is taken, and again when they are free.
fn crowded_then_free(world: &World, caller: Caller, path: &str, fields: &[(&str, &str)]) -> [Answer; 2] {
    let before = every_row(world);
    let places: Vec<_> = std::iter::from_fn(|| world.app.door.enter().ok()).collect();
    assert!(!places.is_empty(), "{path}: the door was free before");
    let crowded = world.post(caller, path, fields);
    assert_eq!(crowded.status, 503, "{path}: {}", crowded.body);
    assert_eq!(crowded.header("retry-after"), "3", "{path}");
    assert!(crowded.says("come back in a moment"), "{path}: {}", crowded.body);
    assert!(!crowded.says(PASSWORD), "{path}: no password is shown again");
    assert_eq!(before, every_row(world), "{path}");
    drop(places);
    [crowded, world.post(caller, path, fields)]
}

#[test]
fn a_full_door_sends_sign_in_away_and_keeps_the_address() {
    each_database(|world| {
        let fields = [("email", "nobody@example.com"), ("password", PASSWORD)];
        let [crowded, free] = crowded_then_free(world, Nobody, "/sign-in", &fields);
        assert!(crowded.says("nobody@example.com"));
        assert_eq!(free.status, 422, "compared and refused");
    });
}

#[test]
fn a_full_door_sends_a_chosen_password_away_and_the_link_works_afterwards() {
    each_database(|world| {
        let page = world.post(Chenda, &format!("/colleagues/{}/link", world.id(Sreymom)), &[]).body;
        let path = page.split_once("http://binder.example.com/password").and_then(|(_, rest)| rest.split('"').next()).expect("a link");
        let path = format!("/password{path}");
        let [_, free] = crowded_then_free(world, Nobody, &path, &[("password", PASSWORD), ("again", PASSWORD)]);
        assert_eq!((free.status, free.location()), (303, "/"));
    });
}

#[test]
fn a_full_door_sends_a_changed_password_away_before_the_attempt_is_counted() {
    each_database(|world| {
        let hash = people::PasswordHash::of("rain before the market").expect("hashed");
        let id = world.id(Sreymom);
        // Beside `set_password`, which would end the session that the form is sent with.
        let set = |tx: &mut store::Tx<'_>| tx.run("UPDATE person SET password_hash = $1 WHERE id = $2", store::params![&hash, id]);
        world.app.db.write(set).expect("set");
        let fields = [("current", "rain before the market"), ("password", PASSWORD), ("again", PASSWORD)];
        let [_, free] = crowded_then_free(world, Sreymom, "/settings/password", &fields);
        assert_eq!((free.status, free.location()), (303, "/settings?saved=1"), "{}", free.body);
    });
}

#[test]
fn a_full_door_sends_the_set_up_away_and_keeps_what_was_typed() {
    each_database(|world| {
        let now = world.now();
        world.run("DELETE FROM holiday");
        world.run("DELETE FROM company");
        world.app.company_changed();
        let token = world.app.db.write(|tx| people::set_up_link(tx, now)).expect("a link");
        let mut fields = vec![("company", "Lotus Trade"), ("zone", "Asia/Phnom_Penh"), ("language", "en"), ("country", "KH")];
        fields.extend([("name", "Vanna Keo"), ("email", "vanna@example.com"), ("password", PASSWORD)]);
        fields.push(("holidays", "2027-01-01 New Year"));
        let page = world.get(Nobody, &format!("/set-up?token={token}")).body;
        let week: Vec<String> = inputs(&page).into_iter().filter(|name| !fields.iter().any(|(known, _)| known == name)).collect();
        fields.extend(week.iter().map(|name| (name.as_str(), "6")));
        let [crowded, free] = crowded_then_free(world, Nobody, &format!("/set-up?token={token}"), &fields);
        assert!(crowded.says("Lotus Trade") && crowded.says("vanna@example.com") && crowded.says("2027-01-01 New Year"));
        assert_eq!((free.status, free.location()), (303, "/set-up/start"), "{}", free.body);
    });
}

/// The names of a page's input fields.
fn inputs(page: &str) -> Vec<String> {
    page.split("<input").skip(1).filter_map(|rest| rest.split("name=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

#[test]
fn every_answer_says_to_come_by_https_alone_where_people_come_by_https() {
    each_database(|world| {
        let routes = daybinder::routes::routes();
        let config = Config { base_url: "https://binder.example.com".to_owned(), ..world.app.config.clone() };
        let (wake, _woken) = std::sync::mpsc::sync_channel(1);
        let mut secure = world.second_node(&routes);
        secure.router = web::serve::router(Arc::new(App::new(world.app.db.clone(), world.app.clock.clone(), config, wake)), &routes);
        for path in ["/sign-in", "/", "/nowhere", "/assets/nothing.css", "/service-worker.js"] {
            assert_eq!(secure.get(Nobody, path).header("strict-transport-security"), "max-age=31536000", "{path}");
            assert_eq!(world.get(Nobody, path).header("strict-transport-security"), "", "{path}: nobody is kept off plain HTTP");
        }
    });
}

#[test]
fn an_export_comes_with_its_length_and_a_compressed_one_without() {
    each_database(|world| {
        file(world, Sreymom, "Lotus Café", "today");
        let plain = world.get(Sreymom, "/export/csv");
        assert_eq!(plain.status, 200, "{}", plain.body);
        assert_eq!(plain.header("content-length"), plain.bytes.len().to_string());
        assert!(plain.says("Lotus Café") && plain.header("content-disposition").starts_with("attachment"));
        let packed = world.send(Sreymom, "GET", "/export/csv", &[("accept-encoding", "gzip")], Vec::new());
        assert_eq!((packed.header("content-encoding"), packed.header("content-length")), ("gzip", ""), "its length is not known before");
        assert!(packed.bytes.starts_with(&[0x1f, 0x8b]));
    });
}
