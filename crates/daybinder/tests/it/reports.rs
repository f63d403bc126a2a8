//! Reports, each number of which leads to what it counts.

use crate::each_database;
use crate::scene::file;
use testkit::Caller::*;
use testkit::World;

fn filed(world: &World, client: i64, outcome: &str) {
    let fields = [("outcome", outcome), ("next", "1 Dec"), ("note", "said"), ("kind", "call")];
    assert_eq!(world.post(Sreymom, &format!("/files/{client}/filing"), &fields).status, 303);
}

#[test]
fn what_was_done_is_counted_and_each_number_leads_to_it() {
    each_database(|world| {
        let (one, two) = (file(world, Sreymom, "Lotus Paper", "today"), file(world, Sreymom, "Mango House", "today"));
        file(world, Ivan, "Volga Trade", "today");
        world.run(&format!("UPDATE client SET source = '=fair' WHERE id = {}", one.client));
        filed(world, one.client, "reached");
        filed(world, two.client, "no_answer");
        let page = world.get(Sreymom, "/reports");
        assert_eq!(page.status, 200, "{}", page.body);
        let way = "/reports/contacts/list?weeks=8&amp;row=2026-11-23&amp;part=reached\">1</a>";
        assert!(page.says(way), "{}", page.body);
        let list = world.get(Sreymom, "/reports/contacts/list?weeks=8&row=2026-11-23&part=reached");
        assert!(list.says("Lotus Paper") && !list.says("Mango House"), "{}", list.body);
        let of_hour = |hour: u8| world.get(Sreymom, &format!("/reports/hours/list?weeks=8&row={hour:02}&part=no_answer"));
        assert_eq!((0..24).filter(|hour| of_hour(*hour).says("Mango House")).count(), 1, "it stands in one hour");
        let new = world.get(Sreymom, "/reports/growth/list?weeks=4&row=2026-11-23&part=made");
        assert!(new.says("Lotus Paper") && new.says("Mango House") && !new.says("Volga Trade"), "another's files are not counted: {}", new.body);
        assert!(world.get(Chenda, "/reports/growth/list?weeks=4&row=2026-11-23&part=made").says("Volga Trade"));
        assert!(world.get(Sreymom, "/reports/sources/list?weeks=8&row=%3Dfair&part=made").says("Lotus Paper"));
        let table = world.get(Sreymom, "/reports/sources/table/csv?weeks=8");
        assert!(table.says("\"'=fair\",1"), "{}", table.body);
        assert!(world.get(Sreymom, "/reports/contacts/table/xlsx").bytes.starts_with(b"PK"));
    });
}

#[test]
fn odd_addresses_count_nothing_of_anothers() {
    each_database(|world| {
        file(world, Ivan, "Volga Trade", "today");
        let ivan = world.id(Ivan).0;
        for address in [
            format!("/reports?person={ivan}&weeks=99999"),
            "/reports?weeks=-1&person=x".to_owned(),
            format!("/reports/growth/list?person={ivan}&row=2026-11-23&part=made"),
            "/reports/growth/list?row='%20OR%201=1--&part=made".to_owned(),
        ] {
            let page = world.get(Sreymom, &address);
            assert!(page.status == 200 && !page.says("Volga Trade"), "{address}: {} {}", page.status, page.body);
        }
        for address in ["/reports/nothing/list", "/reports/growth/list?row=x&part=';--", "/reports/growth/table/exe"] {
            assert_eq!(world.get(Sreymom, address).status, 404, "{address}");
        }
    });
}

#[test]
fn what_is_missing_on_cards_leads_to_the_cards() {
    each_database(|world| {
        let (one, two) = (file(world, Sreymom, "Lotus", "2026-12-10"), file(world, Sreymom, "Palm", "2026-12-10"));
        file(world, Ivan, "Strange", "2026-12-10");
        let closed = file(world, Sreymom, "Closed", "2026-12-10");
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", closed.client), &[("reason", "won")]).status, 303);
        world.run(&format!("UPDATE client SET town = 'Kampot', phone = '012 555 010' WHERE id = {}", one.client));
        world.run(&format!("INSERT INTO reach (client_id, kind, as_typed, norm) VALUES ({}, 'email', 'a@example.com', 'a@example.com')", two.client));
        let page = world.get(Sreymom, "/reports");
        assert!(page.says("How complete the cards are") && !page.says("row=town&amp;part=missing"), "counted only when it is seen");
        let report = world.fragment(Sreymom, "/reports/complete");
        assert!(report.says("row=town&amp;part=missing") && report.says("row=email&amp;part=known"), "{}", report.body);
        let listed = |row: &str, part: &str| world.get(Sreymom, &format!("/reports/complete/list?row={row}&part={part}"));
        for (row, part, is, is_not) in
            [("town", "missing", "Palm", "Lotus"), ("town", "known", "Lotus", "Palm"), ("email", "missing", "Lotus", "Palm")]
        {
            let list = listed(row, part);
            assert!(
                list.says(&format!(">{is}<")) && !list.says(&format!(">{is_not}<")) && !list.says("Strange") && !list.says("Closed"),
                "{row} {part}: {}",
                list.body
            );
        }
        assert_eq!(listed("town", "x").status, 404);
        assert!(!listed("town'%20OR%201=1", "missing").says("Palm"));
        let table = world.get(Sreymom, "/reports/complete/table/csv");
        assert!(table.body.contains("\"Town\",1,1") && table.body.contains("\"E-mail\",1,1"), "{}", table.body);
        assert_eq!(world.get(Sreymom, "/reports/nothing").status, 404);
    });
}
