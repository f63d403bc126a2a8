//! How much of a day is done, as the page and the strip say it.

use crate::each_database;
use crate::scene::file;
use testkit::Caller::Sreymom;
use testkit::World;

/// What is said of today's divider on the strip of that page.
fn divider_of_today(world: &World, path: &str) -> String {
    let page = world.get(Sreymom, path);
    assert_eq!(page.status, 200, "{path}");
    let divider = page.body.split("data-place=\"2026-11-23\"").nth(1).expect("today has a divider").to_owned();
    divider.split("class=\"sr-only\">").nth(1).and_then(|rest| rest.split('<').next()).expect("it is said in words").to_owned()
}

#[test]
fn what_is_done_counts_on_todays_divider_whichever_is_open() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        file(world, Sreymom, "Palm", "today");
        let both = divider_of_today(world, "/");
        assert_eq!(world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &[("outcome", "reached"), ("next", "26 Nov")]).status, 303);
        for path in ["/", "/day/2026-11-26", "/day/2027-01"] {
            assert_eq!(divider_of_today(world, path), both, "{path}");
        }
    });
}

#[test]
fn where_nothing_stands_or_nothing_can_be_done_yet_nothing_is_said_of_done() {
    each_database(|world| {
        file(world, Sreymom, "Lotus", "2027-01");
        for path in ["/", "/day/2027-01", "/day/2027-02"] {
            assert!(!world.get(Sreymom, path).body.contains("href=\"#pile-done\""), "{path}");
        }
        file(world, Sreymom, "Palm", "today");
        assert!(world.get(Sreymom, "/").body.contains("href=\"#pile-done\""));
    });
}
