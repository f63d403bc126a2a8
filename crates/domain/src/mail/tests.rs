use super::*;
use crate::ClientId;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn known() -> Known {
    Known {
        ours: ["sreymom@shop.example.com", "shop@shop.example.com"].map(str::to_owned).into(),
        clients: vec![
            ("dara@lotus.example".to_owned(), ClientId(3)),
            ("dara@lotus.example".to_owned(), ClientId(1)),
            ("ny@palm.example".to_owned(), ClientId(2)),
        ],
        never: ["news@flood.example", "ny@palm.example"].map(str::to_owned).into(),
    }
}

fn heads(from: &str, to: &[&str]) -> Heads {
    Heads { from: from.to_owned(), to: to.iter().map(|one| (*one).to_owned()).collect() }
}

#[test]
fn a_message_stands_in_the_files_of_those_who_wrote_it_or_to_whom_we_wrote() {
    use Direction::{In, Out};
    let cases = [
        (heads("dara@lotus.example", &["sreymom@shop.example.com"]), Whose::Files(In, vec![ClientId(1), ClientId(3)])),
        (heads("sreymom@shop.example.com", &["ny@palm.example", "shop@shop.example.com"]), Whose::Files(Out, vec![ClientId(2)])),
        (heads("sreymom@shop.example.com", &["shop@shop.example.com"]), Whose::Inside),
        (heads("sreymom@shop.example.com", &["who@else.example"]), Whose::Unknown(Out)),
        (heads("who@else.example", &["sreymom@shop.example.com", "dara@lotus.example"]), Whose::Unknown(In)),
        (heads("news@flood.example", &["sreymom@shop.example.com"]), Whose::Never),
        (heads("ny@palm.example", &["sreymom@shop.example.com"]), Whose::Files(In, vec![ClientId(2)])),
    ];
    for (heads, expected) in cases {
        assert_eq!(whose(&heads, &known()), expected, "{heads:?}");
    }
}

#[test]
fn a_circular_goes_into_no_file() {
    let clients = (0..20).map(|number| (format!("c{number}@many.example"), ClientId(number)));
    let known = Known { clients: clients.collect(), ..known() };
    let to: Vec<String> = (0..20).map(|number| format!("c{number}@many.example")).collect();
    let heads = Heads { from: "sreymom@shop.example.com".to_owned(), to };
    assert_eq!(whose(&heads, &known), Whose::Circular(20));
}

#[test]
fn an_address_is_compared_without_case_and_nothing_else_passes_for_one() {
    assert_eq!(address(" Dara@Lotus.Example "), Some("dara@lotus.example".to_owned()));
    for odd in ["", "dara", "@lotus.example", "dara@", "da ra@lotus.example", "a@b\r\nBcc: c@d", "a@b,c@d", "<a@b>", "a@.b", "a@b..c", "\"x\"@b"] {
        assert_eq!(address(odd), None, "{odd:?}");
    }
    assert_eq!(
        addresses("Dara <Dara@lotus.example>; ny@palm.example, NY@palm.example"),
        Ok(vec!["dara@lotus.example".to_owned(), "ny@palm.example".to_owned()])
    );
    assert_eq!(addresses("dara@lotus.example, nobody"), Err("nobody".to_owned()));
}

#[test]
fn an_answer_names_what_it_answers_first_and_then_backwards() {
    assert_eq!(named_before(["<c@x>"], ["<a@x>", "<b@x>", "<c@x>"]), ["c@x", "b@x", "a@x"]);
    assert_eq!(named_before([], ["", "<>", "a b", "<a@x>"]), ["a@x"]);
    assert_eq!(subject_of_thread("Re: AW: [x] Offer"), "[x] Offer");
    assert_eq!(subject_of_thread("Отв: Re[2]: Цены"), "Цены");
    assert_eq!(subject_of_thread("Result: good"), "Result: good");
}

fn expanded(text: &str, modules: &[(&str, &str)]) -> Expanded {
    let modules: BTreeMap<String, String> = modules.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    expand(text, &|name| modules.get(name).cloned())
}

#[test]
fn a_module_stands_where_its_name_was_and_an_unknown_one_is_named() {
    let modules = [("hours", "8 to 17"), ("bye", "We are open ::hours."), ("តម្លៃ", "៥ ដុល្លារ")];
    assert_eq!(expanded("::hours", &modules).text, "8 to 17");
    assert_eq!(expanded("Hello. ::Bye", &modules).text, "Hello. We are open 8 to 17.");
    assert_eq!(expanded("(::តម្លៃ)", &modules).text, "(៥ ដុល្លារ)");
    let other = expanded("std::hours a:::hours :: x ::nothing ::nothing", &modules);
    assert_eq!((other.text.as_str(), other.unknown), ("std::hours a:::hours :: x ::nothing ::nothing", vec!["nothing".to_owned()]));
}

#[test]
fn a_module_that_names_itself_comes_to_an_end() {
    let loops = expanded("::a", &[("a", "x ::a ::a")]);
    assert!(loops.text.len() < 1_000, "{}", loops.text.len());
    assert_eq!(loops.unknown, ["a"]);
}

proptest! {
    #[test]
    fn an_address_stays_what_it_is(typed in "\\PC{0,40}@\\PC{0,40}") {
        if let Some(one) = address(&typed) {
            prop_assert_eq!(address(&one), Some(one.clone()));
            prop_assert!(!one.contains(char::is_whitespace));
        }
    }

    #[test]
    fn one_line_holds_no_line_end(text in "(?s).{0,80}") {
        let line = one_line(&text, 60);
        prop_assert!(!line.contains(char::is_control) && line.chars().count() <= 60);
    }

    #[test]
    fn nobody_who_does_not_stand_on_a_message_gets_it(from in 0_usize..6, to in proptest::collection::vec(0_usize..6, 0..6)) {
        let all = ["dara@lotus.example", "ny@palm.example", "sreymom@shop.example.com", "shop@shop.example.com", "news@flood.example", "x@y.example"];
        let heads = Heads { from: all[from].to_owned(), to: to.iter().map(|index| all[*index].to_owned()).collect() };
        let known = known();
        if let Whose::Files(_, files) = whose(&heads, &known) {
            for file in files {
                prop_assert!(known.clients.iter().any(|(address, client)| *client == file && (*address == heads.from || heads.to.contains(address))));
            }
        }
    }

    #[test]
    fn a_text_without_calls_is_left_as_it_is(text in "[^:]{0,60}") {
        prop_assert_eq!(expanded(&text, &[("a", "b")]).text, text);
    }

    #[test]
    fn whatever_is_written_expands_without_breaking(text in "(::?|[a-c]|\\PC){0,60}", module in "(::?[a-c]|\\PC){0,20}") {
        let _ = expanded(&text, &[("a", &module), ("b", &text)]);
    }

    #[test]
    fn whatever_is_named_is_an_id(ids in proptest::collection::vec("\\PC{0,12}", 0..60)) {
        let named = named_before(ids.iter().map(String::as_str), ids.iter().map(String::as_str));
        prop_assert!(named.len() <= IDS_MAX);
        for id in named {
            prop_assert_eq!(message_id(&id), Some(id.clone()));
        }
    }
}
