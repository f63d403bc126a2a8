//! The second factor: nobody comes in with the password alone, with a code used twice, another's or guessed.

use super::{PASSWORD, Phone, cookie, first_step, get_with, half, second_step, with_passwords};
use crate::each_database;
use testkit::Caller::*;
use testkit::World;

fn is_in(world: &World, cookie: &str) -> bool {
    get_with(world, cookie, "/settings").status == 200
}

#[test]
fn a_secret_counts_only_after_its_first_right_code() {
    each_database(|world| {
        with_passwords(world, &[Sreymom]);
        let refused = world.post(Sreymom, "/settings/second-factor", &[("current", "not my password")]);
        assert!(refused.status == 422 && world.number("SELECT count(*) FROM second_factor") == 0, "the password is asked for first");
        assert_eq!(world.post(Sreymom, "/settings/second-factor", &[("current", PASSWORD)]).status, 303);
        let phone = Phone::scan(world, Sreymom);
        let stored = format!("{:?}", world.rows("SELECT sealed FROM second_factor"));
        assert!(stored.contains("1:"), "sealed: {stored}");
        assert_eq!(first_step(world, Sreymom).status, 303, "not yet asked for");
        assert_eq!(world.post(Sreymom, "/settings/second-factor/confirmation", &[("code", "000000")]).status, 422);
        let kept = world.post(Sreymom, "/settings/second-factor/confirmation", &[("code", &phone.code(world, 0))]);
        assert!(kept.status == 200 && kept.says("Recovery codes"), "{}", kept.body);
        let asked = first_step(world, Sreymom);
        assert!(asked.status == 200 && asked.header("set-cookie").is_empty() && !half(&asked).is_empty(), "{}", asked.body);
        let page = world.get(Sreymom, "/settings/second-factor").body;
        assert!(!page.contains("otpauth") && !page.contains("class=\"qr\""), "the secret is never shown again");
    });
}

#[test]
fn a_secret_waits_half_an_hour_for_its_first_code() {
    each_database(|world| {
        with_passwords(world, &[Sreymom]);
        world.post(Sreymom, "/settings/second-factor", &[("current", PASSWORD)]);
        let phone = Phone::scan(world, Sreymom);
        world.clock_to(world.today(), 9, 1);
        assert!(!world.get(Sreymom, "/settings/second-factor").says("otpauth"));
        let late = world.post(Sreymom, "/settings/second-factor/confirmation", &[("code", &phone.code(world, 0))]);
        assert!(late.status == 422 && late.says("Begin again"), "{}", late.body);
        assert_eq!(world.number("SELECT count(*) FROM second_factor WHERE confirmed_at IS NOT NULL"), 0);
    });
}

#[test]
fn each_code_is_taken_once_and_one_step_early_or_late() {
    each_database(|world| {
        let phone = Phone::enrol(world, Sreymom);
        let asked = first_step(world, Sreymom);
        let replayed = second_step(world, &asked, &phone.code(world, 0));
        assert!(replayed.status == 422 && replayed.header("set-cookie").is_empty(), "the code that confirmed was used: {}", replayed.body);
        let early = second_step(world, &asked, &phone.code(world, 1));
        assert_eq!((early.status, early.location()), (303, "/"));
        assert!(is_in(world, &cookie(&early)));
        assert_eq!(second_step(world, &asked, &phone.code(world, 2)).status, 422, "the question was answered");
        let again = first_step(world, Sreymom);
        assert_eq!(second_step(world, &again, &phone.code(world, 1)).status, 422, "used already");
        assert_eq!(second_step(world, &again, &phone.code(world, -1)).status, 422, "older than the last one");
        world.clock_to(world.today(), 8, 33);
        let again = first_step(world, Sreymom);
        assert_eq!(second_step(world, &again, &phone.code(world, 2)).status, 422, "two steps early");
        assert_eq!(second_step(world, &again, &phone.code(world, -2)).status, 422, "two steps late");
        assert_eq!(second_step(world, &again, &phone.code(world, -1)).status, 303);
        let over = first_step(world, Sreymom);
        world.clock_to(world.today(), 8, 39);
        let late = second_step(world, &over, &phone.code(world, 0));
        assert!(late.status == 422 && late.says("Sign in again") && late.header("set-cookie").is_empty(), "five minutes are over");
    });
}

#[test]
fn a_code_of_anothers_secret_opens_nothing_even_with_the_row_copied() {
    each_database(|world| {
        let (sreymom, dara) = (Phone::enrol(world, Sreymom), Phone::enrol(world, Dara));
        world.clock_to(world.today(), 8, 31);
        let asked = first_step(world, Sreymom);
        assert_eq!(second_step(world, &asked, &dara.code(world, 0)).status, 422);
        assert_eq!(second_step(world, &asked, &dara.recovery[0]).status, 422);
        // Whoever can write into the database puts one's own sealed secret in the place of another's.
        let copy = format!(
            "UPDATE second_factor SET sealed = (SELECT sealed FROM second_factor WHERE person_id = {}) WHERE person_id = {}",
            world.id(Dara),
            world.id(Sreymom)
        );
        world.run(&copy);
        assert_eq!(second_step(world, &asked, &dara.code(world, 0)).status, 422, "it is sealed for somebody else");
        let recovered = second_step(world, &asked, &sreymom.recovery[3].to_lowercase().replace('-', " "));
        assert_eq!(recovered.status, 303, "a recovery code needs no secret");
    });
}

#[test]
fn a_recovery_code_opens_once() {
    each_database(|world| {
        let phone = Phone::enrol(world, Sreymom);
        assert!(!format!("{:?}", world.rows("SELECT * FROM recovery_code")).contains(&phone.recovery[0].replace('-', "")), "hashed");
        assert_eq!(second_step(world, &first_step(world, Sreymom), &phone.recovery[0]).status, 303);
        assert_eq!(second_step(world, &first_step(world, Sreymom), &phone.recovery[0]).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'recovery_code_used'"), 1);
        let renewed = world.post(Sreymom, "/settings/second-factor/codes", &[("current", PASSWORD)]);
        assert!(renewed.status == 200 && !renewed.says(&phone.recovery[1]));
        assert_eq!(second_step(world, &first_step(world, Sreymom), &phone.recovery[1]).status, 422, "the earlier ones are over");
    });
}

#[test]
fn codes_cannot_be_guessed_and_a_right_password_gives_no_further_tries() {
    each_database(|world| {
        let phone = Phone::enrol(world, Sreymom);
        let right_ones: Vec<String> = (-1..=1).map(|steps| phone.code(world, steps)).collect();
        let guesses: Vec<String> = (0..40).map(|number| format!("{number:06}")).filter(|guess| !right_ones.contains(guess)).collect();
        for guess in &guesses[..5] {
            assert_eq!(second_step(world, &first_step(world, Sreymom), guess).status, 422);
        }
        let asked = first_step(world, Sreymom);
        let refused = second_step(world, &asked, &phone.code(world, 1));
        assert!(refused.status == 429 && !refused.header("retry-after").is_empty() && refused.header("set-cookie").is_empty());
        assert_eq!(second_step(world, &asked, &phone.recovery[0]).status, 429);
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'code_refused'"), 5);
        for (quarter, some) in guesses[5..20].chunks(5).enumerate() {
            world.clock_to(world.today(), 9 + quarter as i8, 0);
            let asked = first_step(world, Sreymom);
            for guess in some {
                assert_eq!(second_step(world, &asked, guess).status, 422);
            }
        }
        world.clock_to(world.today(), 20, 0);
        assert_eq!(second_step(world, &first_step(world, Sreymom), &phone.code(world, 0)).status, 429, "twenty a day");
        world.clock_to(world.today().tomorrow().unwrap(), 20, 0);
        assert_eq!(second_step(world, &first_step(world, Sreymom), &phone.code(world, 0)).status, 303);
    });
}

#[test]
fn whoever_must_have_one_reaches_nothing_else_until_it_is_there() {
    each_database(|world| {
        world.run("UPDATE company SET second_factor_roles = 'head,director'");
        world.app.company_changed();
        for path in ["/", "/clients", "/export/csv", "/settings", "/team"] {
            let answer = world.get(Dara, path);
            assert_eq!((answer.status, answer.location()), (303, "/settings/second-factor"), "{path}");
        }
        assert_eq!(world.json(Dara, "/").status, 403);
        assert_eq!(world.fragment(Dara, "/").status, 403);
        assert_eq!(world.post(Dara, "/clients/new", &[("name", "Lotus Café")]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM client"), 0);
        assert_eq!(world.get(Sreymom, "/clients").status, 200, "of managers nothing is demanded");
        assert!(world.get(Dara, "/settings/second-factor").says("Your company asks for a second factor"));
        let phone = Phone::enrol(world, Dara);
        assert_eq!(world.get(Dara, "/clients").status, 200);
        let kept = world.post(Dara, "/settings/second-factor/removal", &[("current", PASSWORD)]);
        assert!(kept.status == 422 && kept.says("cannot be taken away"), "{}", kept.body);
        // The phone is lost: an administrator takes the factor away, and with it every session.
        let id = world.id(Dara);
        assert_eq!(world.post(Chenda, &format!("/colleagues/{id}/second-factor/removal"), &[]).status, 303);
        assert_eq!(world.get(Dara, "/clients").location(), "/sign-in?next=%2Fclients");
        let signed = first_step(world, Dara);
        assert_eq!(get_with(world, &cookie(&signed), "/clients").location(), "/settings/second-factor");
        assert_eq!(second_step(world, &first_step(world, Dara), &phone.code(world, 2)).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'second_factor_off'"), 1);
    });
}

#[test]
fn the_company_demands_it_by_its_settings_and_the_log_tells() {
    each_database(|world| {
        let page = world.get(Chenda, "/company").body;
        assert!(page.contains("name=\"second_factor\" value=\"head\""));
        let week: Vec<(String, String)> = (1..=7).map(|day| (format!("day_{day}"), "6:00".to_owned())).collect();
        let mut fields = vec![
            ("company", "Shop"),
            ("zone", "Asia/Phnom_Penh"),
            ("language", "en"),
            ("country", "KH"),
            ("second_factor", "head"),
            ("second_factor", "boss"),
        ];
        fields.extend(week.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let saved = world.post(Chenda, "/company", &fields);
        assert_eq!(saved.status, 303, "{}", saved.body);
        assert_eq!(world.get(Dara, "/").location(), "/settings/second-factor");
        let told = format!("{:?}", world.rows("SELECT changes FROM audit WHERE kind = 'company_changed'"));
        assert!(told.contains("second_factor_roles") && told.contains("head") && !told.contains("boss"), "{told}");
    });
}

#[test]
fn a_link_for_a_password_does_not_go_round_the_second_factor() {
    each_database(|world| {
        let phone = Phone::enrol(world, Sreymom);
        let made = world.post(Chenda, &format!("/colleagues/{}/link", world.id(Sreymom)), &[]);
        let token = super::between(&made.body, "/password?token=", "\"").to_owned();
        let fields = [("password", "another river of bamboo"), ("again", "another river of bamboo")];
        let asked = world.post(Nobody, &format!("/password?token={token}"), &fields);
        assert!(asked.status == 200 && asked.header("set-cookie").is_empty() && !half(&asked).is_empty(), "{}", asked.body);
        let signed = second_step(world, &asked, &phone.code(world, 1));
        assert!(signed.status == 303 && is_in(world, &cookie(&signed)));
    });
}

#[test]
fn a_new_password_ends_the_question_for_a_code() {
    each_database(|world| {
        let phone = Phone::enrol(world, Sreymom);
        let asked = first_step(world, Sreymom);
        let fields = [("current", PASSWORD), ("password", "another river of bamboo"), ("again", "another river of bamboo")];
        assert_eq!(world.post(Sreymom, "/settings/password", &fields).status, 303);
        assert_eq!(second_step(world, &asked, &phone.code(world, 1)).header("set-cookie"), "");
        assert_eq!(world.number("SELECT count(*) FROM half_sign_in"), 0);
    });
}

#[test]
fn hostile_questions_and_codes_are_refused() {
    each_database(|world| {
        Phone::enrol(world, Sreymom);
        let long = "1".repeat(100_000);
        for code in ["", " ", "'; DROP TABLE person; --", "១២៣៤៥៦", "\u{0}\u{0}\u{0}", long.as_str()] {
            let asked = first_step(world, Sreymom);
            assert!([422, 429].contains(&second_step(world, &asked, code).status), "{code:.20}");
            for half in ["", "0", code] {
                let answer = world.post(Nobody, "/sign-in/code", &[("half", half), ("code", code)]);
                assert!(answer.status == 422 && answer.header("set-cookie").is_empty());
            }
        }
        let asked = world.post(Nobody, "/sign-in?next=//evil.example.net", &[("email", Sreymom.email()), ("password", PASSWORD)]);
        assert!(asked.body.contains("action=\"/sign-in/code?next=%2F&amp;language=en\""), "{}", asked.body);
    });
}
