//! What must hold for every form and whatever is typed into it.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn field(kind: FieldKind, required: bool) -> Field {
    let options = ["Red | ក្រហម | Красный", "Blue"].map(Names::from_line).to_vec();
    Field { key: 1, kind, label: Names::from_line("Colour"), help: Names::default(), required, options }
}

#[test]
fn a_missing_language_is_read_in_another() {
    let names = Names::from_line("| ពណ៌");
    assert_eq!((names.say(Language::Ru), names.say(Language::Km)), ("ពណ៌", "ពណ៌"));
    assert!(Names::default().is_empty());
}

#[test]
fn numbers_are_read_as_they_are_written_in_three_countries() {
    let read_number = |text| read(&field(FieldKind::Money, false), &[text]);
    for (text, number) in
        [("1 250,5", "1250.5"), ("1,250", "1250"), ("1,250.75", "1250.75"), ("-7", "-7"), ("១២", "12"), ("0012", "12"), ("0.125", "0.125")]
    {
        assert_eq!(read_number(text), Ok(Some(Answer::Words(number.to_owned()))), "{text}");
    }
    for text in ["ten", "1e9", "12.", "=1+1", "9999999999999999", "--", "1-2x"] {
        assert_eq!(read_number(text), Err(Wrong::NotANumber), "{text}");
    }
}

#[test]
fn a_choice_that_is_not_in_the_list_is_refused() {
    assert_eq!(read(&field(FieldKind::Choice, true), &["2"]), Err(Wrong::NotInTheList));
    assert_eq!(read(&field(FieldKind::Choice, true), &["0", "1"]), Err(Wrong::NotInTheList));
    assert_eq!(read(&field(FieldKind::Several, true), &["1", "0", "1"]), Ok(Some(Answer::Chosen(vec![0, 1]))));
    assert_eq!(read(&field(FieldKind::YesNo, true), &["maybe"]), Err(Wrong::NotInTheList));
}

#[test]
fn every_kind_that_is_required_asks_for_an_answer() {
    for (kind, _) in FieldKind::ALL {
        assert_eq!(read(&field(kind, true), &["  "]), Err(Wrong::Required));
        assert_eq!(read(&field(kind, false), &[]), Ok(None));
    }
}

#[test]
fn a_form_is_due_at_its_moment_only() {
    let today = date(2026, 11, 30);
    let moment = |outcome, is_closing, is_first_call| Moment { outcome, is_closing, is_first_call, today };
    let reached = moment(Some(Outcome::Reached), false, false);
    assert!(!Due::Any.is_due(reached, None));
    assert!(Due::Outcome(Outcome::Reached).is_due(reached, Some(today)), "each time");
    assert!(!Due::Outcome(Outcome::Agreed).is_due(reached, None));
    assert!(Due::Closing.is_due(moment(None, true, false), None) && !Due::Closing.is_due(reached, None));
    assert!(Due::FirstCall.is_due(moment(Some(Outcome::NoAnswer), false, true), None));
    assert!(!Due::FirstCall.is_due(moment(Some(Outcome::NoAnswer), false, true), Some(today)) && !Due::FirstCall.is_due(reached, None));
    assert!(!Due::Months(3).is_due(moment(Some(Outcome::NoAnswer), false, false), None), "nobody was reached");
    assert!(Due::Months(3).is_due(reached, Some(date(2026, 8, 30))) && !Due::Months(3).is_due(reached, Some(date(2026, 9, 1))));
}

#[test]
fn months_are_counted_to_the_end_of_a_short_month() {
    assert_eq!(due_again(date(2027, 11, 30), 3), date(2028, 2, 29));
    assert_eq!(due_again(date(2026, 11, 30), 3), date(2027, 2, 28));
}

#[test]
fn fields_keep_their_keys_and_new_ones_get_keys_never_used() {
    let with_key = |key| Field { key, ..field(FieldKind::Text, false) };
    let made = arranged(vec![(2, with_key(3)), (1, with_key(0)), (3, with_key(3)), (4, with_key(99))], 5).expect("fit");
    assert_eq!(made.iter().map(|field| field.key).collect::<Vec<_>>(), [6, 3, 7, 8]);
    assert_eq!(arranged(Vec::new(), 0), Err(Unfit::NoFields));
    assert_eq!(arranged((0..200).map(|n| (n, with_key(0))).collect(), 0), Err(Unfit::TooMany));
    let bare = Field { options: Vec::new(), ..field(FieldKind::Choice, false) };
    assert_eq!(arranged(vec![(1, bare)], 0), Err(Unfit::Options));
}

proptest! {
    #[test]
    fn whatever_is_typed_is_refused_or_comes_back_from_the_store_as_it_was(kind in 0..11_usize, required: bool, typed in prop::collection::vec(".{0,30}|[0-9 .,-]{1,12}|2026-0[1-9]-[0-3][0-9]|yes|no", 0..3)) {
        let field = field(FieldKind::ALL[kind].0, required);
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        if let Ok(answer) = read(&field, &typed) {
            prop_assert!(answer.is_some() || !required);
            if let Some(answer) = answer {
                prop_assert_eq!(Answer::from_stored(field.kind, &answer.stored()), Some(answer));
            }
        }
    }

    #[test]
    fn keys_are_never_shared(keys in prop::collection::vec(0..12_u32, 1..40), used in 0..12_u32) {
        let fields = keys.iter().map(|key| (0, Field { key: *key, ..field(FieldKind::Text, false) })).collect();
        let made = arranged(fields, used).expect("fit");
        let distinct: std::collections::BTreeSet<u32> = made.iter().map(|field| field.key).collect();
        prop_assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn a_line_of_names_comes_back(en in "[a-z]{1,9}", km in "[ក-ហ]{0,5}", ru in "[а-я]{0,5}") {
        let names = Names { en, km, ru };
        prop_assert_eq!(Names::from_line(&names.to_line()), names);
    }
}
