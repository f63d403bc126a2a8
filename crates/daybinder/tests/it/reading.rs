//! What is read on paper and in lists of moments.

use crate::each_database;
use crate::scene::file;
use testkit::Caller::Sreymom;

#[test]
fn a_print_holds_every_line_of_a_long_history() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        world.run(&format!(
            "WITH RECURSIVE line(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM line WHERE n < 130)
             INSERT INTO entry (client_id, person_id, at, kind, text, written_at)
             SELECT {}, {}, n, 'note', 'line number ' || n || ' of it', n FROM line",
            lotus.client,
            world.id(Sreymom).0
        ));
        let print = world.get(Sreymom, &format!("/files/{}/print", lotus.client));
        for line in [1, 2, 79, 80, 81, 129, 130] {
            assert_eq!(print.body.matches(&format!("line number {line} of it")).count(), 1, "line {line}");
        }
    });
}

#[test]
fn the_page_of_undo_names_months_in_the_persons_language() {
    each_database(|world| {
        file(world, Sreymom, "Lotus Café", "today");
        let page = world.get(Sreymom, "/undo");
        assert!(page.says("23 Nov"), "{}", page.body);
        world.run(&format!("UPDATE person SET language = 'ru' WHERE id = {}", world.id(Sreymom).0));
        let page = world.get(Sreymom, "/undo");
        assert!(page.says("23 ноя"), "{}", page.body);
    });
}
