//! The base is such as the verbs would leave it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its ground gives way")]

use bench::{Found, base, found, lay_out};
use domain::PersonId;
use indicatif::ProgressBar;

const NOW: i64 = 1_795_420_800_000;

#[test]
fn a_base_is_whole_agrees_with_itself_and_can_be_laid_out_anew() {
    testkit::each_database_with(&[], |world| {
        let db = &world.app.db;
        for table in ["session", "company", "person", "team"] {
            world.run(&format!("DELETE FROM {table}"));
        }
        assert_eq!(found(db, 1200, 24_000).unwrap(), Found::Nothing);
        base(db, 1200, 24_000, jiff::civil::date(2026, 11, 23), NOW, &ProgressBar::hidden()).unwrap();
        assert_eq!(found(db, 1200, 24_000).unwrap(), Found::Base);
        assert_eq!(found(db, 1300, 24_000).unwrap(), Found::Other);

        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'active'"), 1200);
        assert!(world.number("SELECT count(*) FROM entry") >= 24_000);
        let bench_today = "SELECT count(*) FROM slip WHERE person_id = 2 AND state = 'open' AND place =";
        assert_eq!(world.number(&format!("{bench_today} 20261123")), 300);
        let torn = "SELECT count(*) FROM client c LEFT JOIN slip s ON s.id = c.slip_id AND s.client_id = c.id AND s.place = c.place AND s.state = 'open' AND s.person_id = c.owner_id WHERE s.id IS NULL";
        assert_eq!(world.number(torn), 0);
        assert_eq!(world.number("SELECT count(*) FROM find_client"), 1200);
        let wrong_last = "SELECT count(*) FROM client c WHERE c.last_at <> (SELECT max(e.at) FROM entry e WHERE e.client_id = c.id)";
        assert_eq!(world.number(wrong_last), 0);

        lay_out(db, &[PersonId(2)], jiff::civil::date(2026, 11, 24)).unwrap();
        assert_eq!(world.number(&format!("{bench_today} 20261124")), 300);
        assert_eq!(world.number(torn), 0);
    });
}
