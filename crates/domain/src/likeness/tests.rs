use super::*;
use proptest::prelude::*;

fn named(name: &str) -> Look {
    Look { name: name.to_owned(), ..Look::default() }
}

fn at(name: &str, company: &str) -> Look {
    Look { company: company.to_owned(), ..named(name) }
}

#[test]
fn the_same_name_in_three_scripts_is_offered() {
    let scripts = ["Chan Dara", "ចាន់ ដារ៉ា", "Чан Дара", "ចាន់ដារ៉ា", "DARA CHAN", "លោក ចាន់ ដារ៉ា", "Mr. Chan Dara", "Dara Chann"];
    for one in scripts {
        for other in scripts {
            assert_eq!(alike(&named(one), &named(other)), Some(Alike::Name), "{one} and {other}");
            assert!(keys(&named(one)).iter().any(|key| keys(&named(other)).contains(key)), "{one} and {other} share no key");
        }
    }
}

#[test]
fn names_that_only_share_sounds_are_two() {
    for (one, other) in [
        ("Sok Dara", "Sik Tori"),
        ("Ly", "Lao"),
        ("Kim", "Kem"),
        ("Анна Ким", "Инна Кум"),
        ("Chan Dara", "Chan Sokha"),
        ("ប្រាក់ ភក្តី", "Аптека «Берег»"),
    ] {
        assert_eq!(alike(&named(one), &named(other)), None, "{one} and {other}");
    }
}

#[test]
fn a_slip_of_the_pen_is_forgiven() {
    for (one, other) in [
        ("Sokha Chan", "Sohka Chan"),
        ("Gena Petrov", "Petrov Xena"),
        ("Mekong Travel", "Mekong Travell"),
        ("Angkor Wood Co., Ltd.", "Angkor Wood"),
        ("ООО Ромашка", "Ромашка"),
        ("ក្រុមហ៊ុន អង្គរ", "អង្គរ"),
        ("Наталья Иванова", "Наталия Иванова"),
    ] {
        assert_eq!(alike(&named(one), &named(other)), Some(Alike::Name), "{one} and {other}");
    }
}

#[test]
fn a_person_at_a_company_is_the_company_with_that_person() {
    let company = Look { people: vec!["ដារ៉ា ចាន់".to_owned()], ..named("Angkor Wood Ltd") };
    let person = at("Chan Dara", "Angkor Wood");
    assert_eq!(alike(&person, &company), Some(Alike::NameAndCompany));
    assert!(keys(&person).iter().any(|key| keys(&company).contains(key)));
}

#[test]
fn what_is_known_speaks_against_a_mere_name() {
    let here = Look { town: "Siem Reap".to_owned(), ..named("Chan Dara") };
    let there = Look { town: "Battambang".to_owned(), ..named("Chan Dara") };
    assert_eq!(alike(&here, &there), None);
    assert_eq!(alike(&here, &Look { town: "សៀមរាប".to_owned(), ..named("Chan Dara") }), Some(Alike::Name));
    let born = |day: &str| Look { birthday: day.to_owned(), ..named("Chan Dara") };
    assert_eq!(alike(&born("1980-12-05"), &born("1981-12-05")), None);
    assert_eq!(alike(&born("1980-12-05"), &born("--12-05")), Some(Alike::Name));
    assert_eq!(alike(&born("1980-12-05"), &born("--12-06")), None);
    assert_eq!(alike(&at("Chan Dara", "Angkor Wood"), &at("Chan Dara", "Mekong Travel")), None);
    assert_eq!(alike(&at("Chan Dara", "Angkor Wood"), &at("Dara Chan", "អង្គរ វូដ")), Some(Alike::NameAndCompany));
}

#[test]
fn an_address_says_more_than_a_name() {
    let one = Look { emails: vec!["dara@example.com".into()], phones: vec!["+85512000000".into()], ..named("Dara") };
    assert_eq!(alike(&one, &Look { emails: one.emails.clone(), ..named("Boss") }), Some(Alike::Email));
    assert_eq!(alike(&one, &Look { phones: one.phones.clone(), ..named("Boss") }), Some(Alike::Phone));
    assert_eq!(alike(&one, &named("Boss")), None);
}

#[test]
fn the_stored_number_is_read_again() {
    for one in Alike::ALL {
        assert_eq!(Alike::of_strength(one.strength()), Some(one));
    }
    assert_eq!(Alike::of_strength(0), None);
}

proptest! {
    #[test]
    fn likeness_is_mutual_and_never_fails(
        a in "\\PC{0,24}", b in "\\PC{0,24}", c in "[a-z ]{0,12}", d in "[ក-៩ ]{0,12}", day in "[0-9-]{0,10}", other in "\\PC{0,10}",
    ) {
        let one = Look { company: c.clone(), birthday: day, ..named(&a) };
        let two = Look { people: vec![d.clone()], birthday: other, ..named(&b) };
        prop_assert_eq!(alike(&one, &two), alike(&two, &one));
        prop_assert!(keys(&one).len() <= 3);
        let peopled = Look { people: vec![c, d], ..named(&a) };
        prop_assert!(keys(&peopled).len() <= 3);
    }

    #[test]
    fn the_order_of_words_and_capitals_change_nothing(words in prop::collection::vec("[a-z]{2,8}", 1..4)) {
        let straight = words.join(" ");
        let mut turned = words.clone();
        turned.reverse();
        let turned = turned.join("  ").to_uppercase();
        prop_assert_eq!(alike(&named(&straight), &named(&turned)), Some(Alike::Name));
        prop_assert_eq!(keys(&named(&straight)), keys(&named(&turned)));
    }

    #[test]
    fn two_that_share_their_sounds_are_put_under_one_key(name in "[A-Za-z]{3,9} [A-Za-z]{3,9}") {
        let wide = name.replace(['a', 'e', 'i', 'o', 'u'], "aa");
        // "Pte" is no part of a name, and "Ptaa" is.
        let has_filler = |name: &str| name.to_lowercase().split(' ').any(names::is_filler);
        prop_assume!(!has_filler(&name) && !has_filler(&wide));
        prop_assert_eq!(sounds(&name), sounds(&wide));
    }
}
