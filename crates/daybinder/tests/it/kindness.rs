//! Birthdays and name days (D4–D6).

use crate::each_database;
use crate::scene::{File, file, sound};
use testkit::Caller::*;
use testkit::World;

fn born(world: &World, of: File, birthday: &str) {
    world.run(&format!("UPDATE client SET birthday = '{birthday}' WHERE id = {}", of.client));
}

#[test]
fn near_days_are_listed_with_what_the_client_really_expects_and_become_a_step() {
    each_database(|world| {
        let names = ["Born Today", "Name Day Soon", "Long Past", "No Date", "Not Mine"];
        let files = names.map(|name| file(world, if name == "Not Mine" { Ivan } else { Sreymom }, name, "2026-12-10"));
        for (file, birthday) in files.into_iter().zip(["1980-11-23", "--12-05", "1975-11-22", "some day", "1980-11-24"]) {
            born(world, file, birthday);
        }
        world.run(&format!("UPDATE client SET expects = 'A price for two years' WHERE id = {}", files[1].client));
        let page = world.get(Sreymom, "/kindnesses");
        assert!(
            page.says("Born Today") && page.says("turns 46") && page.says("Name Day Soon") && page.says("A price for two years"),
            "{}",
            page.body
        );
        assert!(!page.says("Long Past") && !page.says("No Date") && !page.says("Not Mine"));
        assert!(world.get(Sreymom, "/").says("1 birthday today"), "the morning says so");
        let tag = world.get(Sreymom, &format!("/files/{}", files[0].client));
        assert!(tag.says("Birthday: today"), "{}", tag.body);
        assert!(!world.get(Sreymom, &format!("/files/{}", files[2].client)).says("Birthday: "));
        // 5 December is a Saturday: the wishes are brought on Friday.
        let plan = world.get(Sreymom, &format!("/plan?client={}&line=Birthday%20of%20Name%20Day%20Soon&next=2026-12-04", files[1].client));
        assert!(page.says(&format!("/plan?client={}", files[1].client)) && page.says("next=2026-12-04"), "{}", page.body);
        assert!(plan.says("value=\"2026-12-04\"") && plan.says("Birthday of Name Day Soon"), "{}", plan.body);
        let mut fields = plan.form_fields("/plan");
        fields.retain(|(name, _)| name != "csrf" && name != "agreed");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(world.post(Sreymom, "/plan", &fields).status, 303);
        assert_eq!(world.number(&format!("SELECT place FROM client WHERE id = {}", files[1].client)), 20261204);
        sound(world, "a greeting planned");
    });
}
