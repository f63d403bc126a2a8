//! Sessions: seen, ended, never gone on with from before.

use super::{PASSWORD, cookie, first_step, get_with, with_passwords};
use crate::each_database;
use testkit::Caller::*;

const PHONE: &str = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36";

#[test]
fn a_session_known_before_signing_in_is_not_gone_on_with() {
    each_database(|world| {
        with_passwords(world, &[Sreymom, Bopha]);
        // Somebody made the browser use a cookie of theirs: their own session, and one that never was.
        let theirs = format!("daybinder={}", world.token(Bopha));
        for planted in [theirs.as_str(), "daybinder=0000"] {
            let body = format!("email={}&password={}&csrf={}", Sreymom.email().replace('@', "%40"), PASSWORD.replace(' ', "+"), world.csrf(Bopha));
            let headers = [("cookie", planted), ("content-type", "application/x-www-form-urlencoded")];
            let signed = world.send(Nobody, "POST", "/sign-in", &headers, body.into_bytes());
            assert_eq!(signed.status, 303, "{}", signed.body);
            assert!(!cookie(&signed).is_empty() && cookie(&signed) != planted);
            assert_eq!(get_with(world, planted, "/settings").status, 303, "the planted one opens nothing");
            assert_eq!(get_with(world, &cookie(&signed), "/settings").status, 200);
        }
    });
}

#[test]
fn a_person_sees_and_ends_ones_own_sessions_alone() {
    each_database(|world| {
        with_passwords(world, &[Sreymom, Bopha]);
        let fields = format!("email={}&password={}", Sreymom.email().replace('@', "%40"), PASSWORD.replace(' ', "+"));
        let headers = [("user-agent", PHONE), ("x-forwarded-for", "203.0.113.9"), ("content-type", "application/x-www-form-urlencoded")];
        let phone = cookie(&world.send(Nobody, "POST", "/sign-in", &headers, fields.into_bytes()));
        let page = world.get(Sreymom, "/settings/sessions");
        assert!(page.says("Chrome · Android") && page.says("this one") && page.says("127.0.0.1"), "{}", page.body);
        assert!(!page.says("203.0.113.9"), "a header that no trusted proxy set is not believed");
        assert_eq!(page.body.matches("/settings/sessions/ending").count(), 1, "this one is ended by signing out");
        let name = super::between(&page.body, "name=\"session\" value=\"", "\"").to_owned();
        assert_eq!(world.post(Bopha, "/settings/sessions/ending", &[("session", &name)]).status, 404, "another's");
        for odd in ["", "%", "________________________", "'--", &name[..23]] {
            assert_eq!(world.post(Sreymom, "/settings/sessions/ending", &[("session", odd)]).status, 404, "{odd}");
        }
        assert_eq!(get_with(world, &phone, "/settings").status, 200);
        assert_eq!(world.post(Sreymom, "/settings/sessions/ending", &[("session", &name)]).status, 303);
        assert_eq!(get_with(world, &phone, "/settings").status, 303, "ended at its next request");
        assert_eq!(world.get(Sreymom, "/settings").status, 200);
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'sessions_ended'"), 1);
    });
}

#[test]
fn all_others_end_together_by_hand_by_an_administrator_and_by_a_new_password() {
    each_database(|world| {
        with_passwords(world, &[Sreymom]);
        let one = cookie(&first_step(world, Sreymom));
        assert_eq!(world.post(Sreymom, "/settings/sessions/others", &[]).status, 303);
        assert_eq!((get_with(world, &one, "/settings").status, world.get(Sreymom, "/settings").status), (303, 200));
        let two = cookie(&first_step(world, Sreymom));
        let fields = [("current", PASSWORD), ("password", "another river of bamboo"), ("again", "another river of bamboo")];
        let changed = world.post(Sreymom, "/settings/password", &fields);
        assert_eq!((get_with(world, &two, "/settings").status, world.get(Sreymom, "/settings").status), (303, 303));
        let three = cookie(&changed);
        assert_eq!(get_with(world, &three, "/settings").status, 200, "goes on with a new session");
        let path = format!("/colleagues/{}/sessions/ending", world.id(Sreymom));
        assert_eq!(world.post(Dara, &path, &[]).status, 403);
        assert_eq!(world.post(Chenda, &path, &[]).status, 303);
        assert_eq!(get_with(world, &three, "/settings").status, 303);
    });
}

#[test]
fn when_and_from_where_a_session_is_used_is_noted_now_and_then() {
    each_database(|world| {
        let seen = || world.rows(&format!("SELECT seen_at, device FROM session WHERE person_id = {}", world.id(Sreymom)));
        let before = seen();
        world.clock_to(world.today(), 8, 34);
        world.get(Sreymom, "/settings");
        assert_eq!(seen(), before, "a page read does not write each time");
        world.clock_to(world.today(), 8, 36);
        world.send(Sreymom, "GET", "/settings", &[("user-agent", PHONE)], Vec::new());
        let after = format!("{:?}", seen());
        assert!(after.contains(&world.now().as_millisecond().to_string()) && after.contains("Chrome · Android"), "{after}");
        world.clock_to(world.today(), 8, 50);
        world.send(Sreymom, "GET", "/settings", &[("user-agent", "<script>alert(1)</script>'\";--")], Vec::new());
        let page = world.get(Sreymom, "/settings/sessions");
        assert!(!page.body.contains("alert(1)") && page.says("Chrome · Android"), "what a browser writes of itself is never kept");
    });
}

#[test]
fn beside_an_address_stands_its_country_where_a_table_knows_it() {
    let path = std::env::temp_dir().join(format!("daybinder-countries-{}.mmdb", std::process::id()));
    std::fs::write(&path, testkit::country_table(&[(&[203, 0, 113], "KH"), (&[198, 51], "DE")])).unwrap();
    let countries = web::countries::Countries::open(&path).unwrap();
    let of = |address: &str| web::countries::whereabouts(Some(&countries), address);
    assert_eq!(of("203.0.113.9"), web::countries::Whereabouts::Country("KH".to_owned()));
    assert_eq!(of("198.51.100.7"), web::countries::Whereabouts::Country("DE".to_owned()));
    assert_eq!((of("203.0.114.1"), of("2001:db8::1")), (web::countries::Whereabouts::Unknown, web::countries::Whereabouts::Unknown));
    std::fs::write(&path, b"no table").unwrap();
    assert!(web::countries::Countries::open(&path).is_err());
    std::fs::remove_file(&path).unwrap();
    let countries = std::sync::Arc::new(countries);
    each_database(|world| {
        let config = web::Config { countries: Some(countries.clone()), ..world.app.config.clone() };
        let node = world.second_node_with(&daybinder::routes::routes(), config);
        let sreymom = world.id(Sreymom);
        world.run(&format!("UPDATE session SET address = '203.0.113.9' WHERE person_id = {sreymom}"));
        assert!(node.get(Sreymom, "/settings/sessions").says("<span class=\"num\">203.0.113.9</span> (<span data-country=\"KH\">KH</span>)"));
        assert!(!world.get(Sreymom, "/settings/sessions").says("KH"), "without a table there is no note");
        let signed = [("email", Sreymom.email()), ("password", "not this one")];
        assert_eq!(node.post(Nobody, "/sign-in", &signed).status, 422);
        assert!(node.get(Chenda, "/audit").says("127.0.0.1</span> (in this network)"));
    });
}
