//! What stands on every answer, and what both databases share.

use crate::each_database;
use testkit::Caller::*;
use testkit::World;

const HEADERS: [&str; 5] = ["content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "cross-origin-opener-policy"];

#[test]
fn every_route_stands_in_the_rights_table() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/routes.txt")).unwrap_or_default();
    assert_eq!(page, daybinder::routes::table(), "write it anew: cargo run -p xtask -- routes");
}

#[test]
fn no_two_routes_share_a_method_and_a_path() {
    let mut seen = std::collections::BTreeSet::new();
    for route in daybinder::routes::routes() {
        assert!(seen.insert((route.method, route.path)), "{} {} stands twice", route.method, route.path);
        assert!(["GET", "POST"].contains(&route.method), "{} {}", route.method, route.path);
    }
}

#[test]
fn security_headers_stand_on_every_answer() {
    each_database(|world| {
        let asset = first_asset(world);
        let answers = [
            ("a page", world.get(Nobody, "/sign-in")),
            ("a signed-in page", world.get(Sreymom, "/")),
            ("a lost page", world.get(Sreymom, "/no-such-page")),
            ("a lost page for a stranger", world.get(Nobody, "/no-such-page")),
            ("another method", world.send(Sreymom, "DELETE", "/", &[], Vec::new())),
            ("a refused form", world.post(Sreymom, "/sign-out", &[("csrf", "wrong")])),
            ("a refused page", world.get(Bopha, "/people")),
            ("health", world.get(Nobody, "/healthz")),
            ("an asset", world.get(Nobody, &asset)),
            ("a lost asset", world.get(Nobody, "/assets/no-such.js")),
        ];
        for (what, answer) in answers {
            for header in HEADERS {
                assert!(!answer.header(header).is_empty(), "{what} ({}) has no {header}", answer.status);
            }
            assert!(!answer.header("content-security-policy").contains("unsafe"), "{what}");
        }
    });
}

#[test]
fn a_failing_database_is_told_without_its_inside_and_with_every_header() {
    each_database(|world| {
        world.run("ALTER TABLE session RENAME TO session_away");
        let answer = world.get(Sreymom, "/");
        assert_eq!(answer.status, 500);
        assert!(!answer.says("session_away") && !answer.says("SELECT"), "{}", answer.body);
        for header in HEADERS {
            assert!(!answer.header(header).is_empty(), "no {header}");
        }
    });
}

#[test]
fn health_and_readiness_are_told_to_anybody_and_metrics_only_to_this_machine() {
    each_database(|world| {
        assert_eq!(world.get(Nobody, "/healthz").body, "ok\n");
        assert_eq!(world.get(Nobody, "/readyz").status, 200);
        assert!(world.get(Nobody, "/metrics").says("daybinder_answers_total"));
        let request = axum_request("/metrics");
        assert_eq!(world.send_request(request).status, 404, "from elsewhere there are no metrics");
        world.run("INSERT INTO schema_step (number, name) VALUES (99, 'of a newer program')");
        assert_eq!(world.get(Nobody, "/readyz").status, 503);
    });
}

#[test]
fn both_databases_have_the_same_tables() {
    let tables = std::sync::Mutex::new(Vec::new());
    each_database(|world| {
        // The find index is the one thing that each database keeps in its own way.
        let own =
            world.app.db.tables().unwrap().into_iter().filter(|(table, _)| !table.starts_with("find_") && table != "last_id").collect::<Vec<_>>();
        tables.lock().unwrap().push(own);
    });
    let tables = tables.into_inner().unwrap();
    for other in &tables[1..] {
        assert_eq!(&tables[0], other);
    }
}

#[test]
fn a_page_speaks_the_language_of_whoever_asks() {
    each_database(|world| {
        assert!(world.get(Sreymom, "/").says("<html lang=\"en\""));
        assert!(world.get(Bopha, "/").says("<html lang=\"km\""));
        assert!(world.get(Ivan, "/").says("<html lang=\"ru\""));
        let stranger = world.send(Nobody, "GET", "/sign-in", &[("accept-language", "ru-RU,ru;q=0.9")], Vec::new());
        assert!(stranger.says("<html lang=\"ru\""));
    });
}

#[test]
fn no_page_shows_a_message_key_instead_of_a_message() {
    each_database(|world| {
        for route in daybinder::routes::routes().into_iter().filter(|route| route.method == "GET" && !route.path.contains('{')) {
            for caller in [Chenda, Bopha, Ivan] {
                let answer = world.get(caller, route.path);
                assert!(answer.status < 500, "{} for {caller:?}: {}", route.path, answer.status);
                let keys: Vec<&str> = answer.body.split('>').filter_map(|rest| rest.split('<').next()).filter(|text| is_key(text)).collect();
                assert!(keys.is_empty(), "{} for {caller:?} shows {keys:?}", route.path);
            }
        }
    });
}

/// A message that is missing shows as its key: small words joined by dashes.
fn is_key(text: &str) -> bool {
    let mut words = text.split('-');
    text.contains('-') && words.all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()))
}

fn axum_request(path: &str) -> testkit::Request {
    let mut request = testkit::Request::new(Default::default());
    *request.uri_mut() = path.parse().unwrap();
    request.extensions_mut().insert(testkit::from_address([192, 0, 2, 7]));
    request
}

fn first_asset(world: &World) -> String {
    let page = world.get(Nobody, "/sign-in").body;
    let start = page.find("/assets/app").expect("a page names its assets");
    page[start..].chars().take_while(|c| *c != '"').collect()
}

#[test]
fn what_names_a_client_or_somebody_there_is_found_by_an_index() {
    each_database(|world| {
        if world.app.db.dialect() != store::Dialect::Sqlite {
            return; // The same statements make both; SQLite tells of its keys more simply.
        }
        // Else every row is looked at whenever one that it names goes.
        let unfound = world.rows(
            "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
             WHERE m.type = 'table' AND f.\"table\" IN ('client', 'contact') AND NOT EXISTS (
               SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = f.\"from\")
             AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) k WHERE k.pk = 1 AND k.name = f.\"from\")",
        );
        assert_eq!(unfound, Vec::<Vec<store::Value>>::new());
        assert!(world.number("SELECT count(*) FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE f.\"table\" = 'contact'") > 0);
    });
}
