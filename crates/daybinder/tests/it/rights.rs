//! The rights matrix: every route × everybody. It is made from the routes, so no route can be forgotten.

use crate::each_database;
use testkit::Caller::{self, *};
use testkit::{Answer, World};
use web::{Route, Who};

const EVERYBODY: [Caller; 6] = [Nobody, Bopha, Sreymom, Dara, Sokha, Chenda];

/// The path with ids that nothing has.
fn path_of(route: &Route) -> String {
    let parts = route.path.split('/').map(|part| if part.starts_with('{') { "987654321" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn call(world: &World, caller: Caller, route: &Route, fields: &[(&str, &str)]) -> Answer {
    if route.method == "POST" { world.post(caller, &path_of(route), fields) } else { world.get(caller, &path_of(route)) }
}

#[test]
fn whoever_may_not_call_a_route_is_turned_away_and_nothing_changes() {
    each_database(|world| {
        let before = world.everything();
        for route in daybinder::routes::routes() {
            for caller in EVERYBODY.into_iter().filter(|caller| !route.who.allows(caller.role())) {
                let answer = call(world, caller, &route, &[]);
                let what = format!("{} {} ({}) for {caller:?}: {}", route.method, route.path, route.who.as_str(), answer.status);
                if caller == Nobody {
                    assert!(answer.status == 303 && answer.location().starts_with("/sign-in"), "{what} → {}", answer.location());
                } else {
                    assert_eq!(answer.status, 403, "{what}");
                }
            }
        }
        assert_eq!(before, world.everything(), "a refused call changed something");
    });
}

#[test]
fn a_stranger_is_answered_by_status_where_a_page_makes_no_sense() {
    each_database(|world| {
        for route in daybinder::routes::routes().into_iter().filter(|route| route.who != Who::Public && route.method == "GET") {
            let path = path_of(&route);
            assert_eq!(world.json(Nobody, &path).status, 401, "{path} as JSON");
            let fragment = world.fragment(Nobody, &path);
            // No redirect: what was typed on the page stays there until the person has signed in elsewhere.
            assert_eq!((fragment.status, fragment.location()), (401, ""), "{path} as fragment");
        }
    });
}

#[test]
fn whoever_may_call_a_route_is_never_turned_away_by_role_nor_by_a_fault() {
    each_database(|world| {
        for route in daybinder::routes::routes().into_iter().filter(|route| route.method == "GET") {
            for caller in EVERYBODY.into_iter().filter(|caller| route.who.allows(caller.role())) {
                let status = call(world, caller, &route, &[]).status;
                assert!(status < 500 && status != 401 && status != 403, "{} for {caller:?}: {status}", route.path);
            }
        }
    });
}

#[test]
fn no_page_that_is_only_read_changes_anything() {
    each_database(|world| {
        let before = world.everything();
        for route in daybinder::routes::routes().into_iter().filter(|route| route.method == "GET") {
            call(world, Chenda, &route, &[]);
            call(world, Nobody, &route, &[]);
        }
        assert_eq!(before, world.everything());
    });
}

#[test]
fn a_form_without_its_token_or_from_another_site_is_refused_and_nothing_changes() {
    each_database(|world| {
        let before = world.everything();
        for route in daybinder::routes::routes().into_iter().filter(|route| route.method == "POST") {
            for caller in EVERYBODY.into_iter().filter(|caller| *caller != Nobody && route.who.allows(caller.role())) {
                for wrong in ["", "0", &world.csrf(Ivan)] {
                    let status = call(world, caller, &route, &[("csrf", wrong)]).status;
                    assert_eq!(status, 403, "{} for {caller:?} with the token {wrong:?}", route.path);
                }
            }
            for foreign in [("origin", "https://other.example.net"), ("sec-fetch-site", "cross-site"), ("origin", "null")] {
                let status = world.post_with(Chenda, &path_of(&route), &[foreign], &[]).status;
                assert_eq!(status, 403, "{} from {foreign:?}", route.path);
            }
        }
        assert_eq!(before, world.everything(), "a refused form changed something");
    });
}

#[test]
fn a_person_who_was_deactivated_or_lowered_is_so_at_once() {
    each_database(|world| {
        let admin_only =
            daybinder::routes::routes().into_iter().find(|route| route.who == Who::Admin && route.method == "GET" && !route.path.contains('{'));
        if let Some(route) = admin_only {
            assert_eq!(world.get(Chenda, route.path).status, 200, "{}", route.path);
            world.run("UPDATE person SET role = 'manager' WHERE email = 'chenda@shop.example.com'");
            assert_eq!(world.get(Chenda, route.path).status, 403, "{}", route.path);
        }
        world.run("UPDATE person SET active = 0 WHERE email = 'sreymom@shop.example.com'");
        assert_eq!(world.get(Sreymom, "/settings").status, 303);
    });
}
