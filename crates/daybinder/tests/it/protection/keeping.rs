//! How long closed files are kept: offered on a list, never erased by themselves.

use crate::each_database;
use crate::scene::file;
use testkit::Caller::*;

#[test]
fn closed_files_are_offered_when_their_months_are_over_and_stay_until_somebody_erases_them() {
    each_database(|world| {
        let (lotus, palm, mango) =
            (file(world, Sreymom, "Lotus", "today"), file(world, Sreymom, "Palm", "today"), file(world, Sreymom, "Mango", "today"));
        for (of, reason) in [(lotus, "lost"), (palm, "won")] {
            assert_eq!(world.post(Sreymom, &format!("/files/{}/close", of.client), &[("reason", reason)]).status, 303);
        }
        let months = |lost: &str| world.post(Chenda, "/erasures/keeping", &[("won", "0"), ("lost", lost), ("closed", ""), ("do_not_contact", "12")]);
        for odd in ["x", "-1", "601", "1.5"] {
            assert_eq!(months(odd).status, 422, "{odd}");
        }
        assert_eq!(world.number("SELECT count(*) FROM company WHERE keep_months = ''"), 1);
        assert_eq!(months("24").status, 303);
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'company_changed'"), 1);
        world.clock_to(jiff::civil::date(2028, 11, 22), 9, 0);
        assert!(!world.get(Chenda, "/erasures").says("Lotus"));
        world.clock_to(jiff::civil::date(2028, 11, 23), 9, 0);
        let page = world.get(Chenda, "/erasures");
        assert!(page.says("Lotus") && page.says(&format!("/files/{}/erasure?why=kept_long_enough", lotus.client)), "{}", page.body);
        assert!(!page.says("Palm") && !page.says("Mango"));
        let stay = "SELECT count(*) FROM client WHERE erased_at IS NULL";
        assert_eq!(world.number(stay), 3, "nothing is erased by itself");
        assert_eq!(world.post(Chenda, &format!("/files/{}/erasure", lotus.client), &[("why", "kept_long_enough"), ("name", "Lotus")]).status, 303);
        let page = world.get(Chenda, "/erasures");
        assert!(!page.says("Lotus") && page.says("It was kept long enough"), "{}", page.body);
        assert_eq!(
            (world.number(stay), world.number(&format!("SELECT count(*) FROM client WHERE id = {} AND state = 'active'", mango.client))),
            (2, 1)
        );
    });
}
