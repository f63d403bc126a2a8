use super::*;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

fn condition(what: What, test: Test, value: &str) -> Condition {
    Condition { what, test, value: value.to_owned() }
}

fn ready(what: What, test: Test, value: &str) -> Ready {
    condition(what, test, value).ready(what.kind().unwrap_or(ValueKind::Number), TODAY).unwrap()
}

prop_compose! {
    fn any_condition()(what in prop_oneof![(0..What::ALL.len()).prop_map(|at| What::ALL[at]), (1_i64..99).prop_map(|id| What::Own(OwnFieldId(id)))],
        test in 0..Test::ALL.len(), value in "[a-zក-ឃ0-9&=+%]{1,12}") -> Condition {
        let test = Test::ALL[test].0;
        Condition { what, test, value: if test.compares() { value } else { String::new() } }
    }
}

proptest! {
    #[test]
    fn an_address_reads_back_to_the_same_view(groups in vec(vec(any_condition(), 1..4), 0..4), cards in any::<bool>(), columns in vec(0..What::ALL.len(), 0..6), own in 0_i64..3) {
        let mut shown: Vec<What> = columns.into_iter().map(|at| What::ALL[at]).collect();
        shown.sort();
        shown.dedup();
        let order = match own { 0 => Order::Last, 1 => Order::Own(OwnFieldId(7)), _ => Order::OwnDown(OwnFieldId(8)) };
        let view = View { groups, order, columns: shown, as_cards: cards };
        let pairs: Vec<(String, String)> = view.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        prop_assert_eq!(View::from_pairs(&pairs), view);
    }

    #[test]
    fn a_test_and_its_opposite_part_all_clients(words in "[a-c ]{0,6}", wished in "[a-c]{1,2}", number in -99_i64..99, bound in -99_i64..99) {
        let held = Held::words(&words);
        for (one, other) in [(Test::Contains, Test::Lacks), (Test::Is, Test::IsNot), (Test::Filled, Test::Empty)] {
            prop_assert_ne!(ready(What::Town, one, &wished).fits(&held), ready(What::Town, other, &wished).fits(&held));
        }
        let own = What::Own(OwnFieldId(1));
        let held = Held::Key(number_key(&number.to_string()).unwrap());
        prop_assert_eq!(ready(own, Test::AtLeast, &bound.to_string()).fits(&held), number >= bound);
        prop_assert_eq!(ready(own, Test::AtMost, &bound.to_string()).fits(&held), number <= bound);
    }

    #[test]
    fn one_group_is_enough_and_within_it_everything_must_hold(one in any::<bool>(), two in any::<bool>(), three in any::<bool>()) {
        let yes_no = |holds: bool| ready(What::Town, if holds { Test::Filled } else { Test::Empty }, "");
        let groups = [vec![yes_no(one), yes_no(two)], vec![yes_no(three)]];
        prop_assert_eq!(fits(&groups, |_| Held::words("x")), (one && two) || three);
        prop_assert!(fits(&[], |_| Held::Nothing));
    }

    #[test]
    fn no_address_breaks_it(pairs in vec(("[wtvjsc]|as", "\\PC{0,20}"), 0..40)) {
        let view = View::from_pairs(&pairs);
        prop_assert!(view.groups.iter().map(Vec::len).sum::<usize>() <= CONDITIONS_MAX && view.columns.len() <= COLUMNS_MAX);
    }
}

#[test]
fn days_are_said_in_words() {
    let from = |value: &str| ready(What::Last, Test::AtLeast, value);
    for (value, day) in [("-30", 20261024), ("2026-11-01", 20261101), ("today", 20261123), ("завтра", 20261124), ("+7", 20261130)] {
        assert!(from(value).fits(&Held::Day(day)), "{value}");
        assert!(!from(value).fits(&Held::Day(day - 1)), "{value}");
    }
    assert!(!from("-30").fits(&Held::Nothing), "never spoken with is not within thirty days");
    assert_eq!(condition(What::Last, Test::AtLeast, "whenever").ready(ValueKind::Day, TODAY), Err(Unclear));
    assert_eq!(condition(What::Town, Test::AtLeast, "x").ready(ValueKind::Words, TODAY), Err(Unclear));
}

#[test]
fn words_and_tags_fold() {
    assert!(ready(What::Town, Test::Is, "PHNOM penh").fits(&Held::words(" Phnom Penh")));
    assert!(ready(What::Tags, Test::Is, "Seasonal").fits(&Held::tags("dental clinic, seasonal")));
    assert!(ready(What::Tags, Test::IsNot, "season").fits(&Held::tags("dental clinic, seasonal")));
    assert!(ready(What::Tags, Test::Empty, "").fits(&Held::tags(" , ")));
}
