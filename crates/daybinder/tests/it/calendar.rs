//! Days that are unlike others, walked through as they come: the end of a month, the turn of the year, a leap day, a
//! holiday. What a date means is the domain's; here is what a person finds under it when the day is there.

use crate::each_database;
use crate::scene::{File, file, place, sound};
use jiff::civil::date;
use testkit::Caller::Sreymom;
use testkit::{Answer, World};

/// Files one client under a date as it is typed.
fn filed(world: &World, file: File, next: &str) -> Answer {
    let slip = world.number(&format!("SELECT slip_id FROM client WHERE id = {}", file.client)).to_string();
    let fields = [("slip", slip.as_str()), ("outcome", "reached"), ("note", "Spoke"), ("next", next), ("kind", "call"), ("back", "/")];
    world.post(Sreymom, &format!("/files/{}/filing", file.client), &fields)
}

/// What each of those words means on that day, as places.
fn means(world: &World, words: &[(&str, i64)]) {
    for (next, expected) in words {
        let lotus = file(world, Sreymom, &format!("Client of {next}"), "today");
        assert_eq!(filed(world, lotus, next).status, 303, "{next}");
        assert_eq!(place(world, lotus.client), *expected, "{next} on {}", world.today());
    }
    sound(world, "filing on a day unlike others");
}

#[test]
fn at_the_end_of_a_month_numbers_mean_the_next_one_and_nothing_is_left_behind_when_it_begins() {
    each_database(|world| {
        world.clock_to(date(2026, 11, 30), 9, 0);
        means(world, &[("1", 20_261_201), ("30", 20_261_130), ("31", 20_261_231), ("in a month", 20_261_230), ("december", 20_261_200)]);
        let left = file(world, Sreymom, "Left on the thirtieth", "today");
        world.clock_to(date(2026, 12, 1), 8, 0);
        let today = world.get(Sreymom, "/");
        assert!(today.says("Client of 1") && today.says("Left on the thirtieth"), "today's and what was carried over");
        assert!(!today.says("Client of december"), "a month without a day is not today's");
        assert!(world.get(Sreymom, "/day/2026-12").says("Client of december"));
        assert_eq!(place(world, left.client), 20_261_130, "nothing is moved silently");
        assert_eq!(world.post(Sreymom, "/day/2026-12/deal", &[("back", "/")]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE place = 20261200"), 0);
        assert_eq!(world.post(Sreymom, "/undo", &[("back", "/")]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE place = 20261200"), 1);
        sound(world, "a month that begins");
    });
}

#[test]
fn at_the_turn_of_the_year_a_day_without_a_year_is_the_coming_one() {
    each_database(|world| {
        world.clock_to(date(2026, 12, 31), 16, 0);
        means(world, &[("tomorrow", 20_270_101), ("2 jan", 20_270_102), ("31 dec", 20_261_231), ("in a week", 20_270_107), ("january", 20_270_100)]);
        world.clock_to(date(2027, 1, 1), 8, 0);
        let today = world.get(Sreymom, "/");
        assert!(today.says("Client of tomorrow") && today.says("Client of 31 dec") && !today.says("Client of 2 jan"));
    });
}

#[test]
fn a_leap_day_is_a_day_like_any_other_and_a_year_later_it_is_the_day_before() {
    each_database(|world| {
        world.clock_to(date(2028, 1, 31), 9, 0);
        means(world, &[("in a month", 20_280_229), ("29 feb", 20_280_229), ("30", 20_280_330)]);
        world.clock_to(date(2028, 2, 28), 9, 0);
        means(world, &[("tomorrow", 20_280_229), ("in 2 days", 20_280_301)]);
        world.clock_to(date(2028, 2, 29), 9, 0);
        let today = world.get(Sreymom, "/");
        assert!(today.says("Client of tomorrow") && today.says("Client of in a month") && today.says("Client of 29 feb"));
        means(world, &[("in a year", 20_290_228), ("tomorrow", 20_280_301), ("in a month", 20_280_329)]);
        world.clock_to(date(2028, 3, 1), 9, 0);
        assert!(world.get(Sreymom, "/").says("Client of 29 feb"), "what was left on the leap day is carried over");
    });
}

#[test]
fn a_holiday_is_left_out_by_what_is_proposed_and_kept_where_somebody_names_it() {
    each_database(|world| {
        // Friday the 25th is a day off in this company.
        world.clock_to(date(2026, 12, 24), 9, 0);
        means(world, &[("25 dec", 20_261_225), ("tomorrow", 20_261_225)]);
        let spoken = world.get(Sreymom, "/next-date?text=25+dec");
        assert!(spoken.says("Stocktaking") || spoken.says("day off"), "{}", spoken.body);
        let card = file(world, Sreymom, "Proposed", "today");
        assert_eq!(filed(world, card, "").status, 303);
        let proposed = place(world, card.client);
        assert!(proposed != 20_261_225 && proposed > 20_261_224, "{proposed}");
        world.clock_to(date(2026, 12, 28), 9, 0);
        let monday = world.get(Sreymom, "/");
        assert!(monday.says("Client of tomorrow") && monday.says("Client of 25 dec"), "after the day off it is carried over");
        sound(world, "a holiday");
    });
}
