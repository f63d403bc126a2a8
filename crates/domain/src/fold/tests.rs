//! Tests of folding, tokens, queries and ranks.

use proptest::prelude::*;

use super::*;

#[test]
fn every_common_typing_order_of_a_khmer_word_folds_to_one_spelling() {
    let same = [
        // Coeng RO before the other consonant below.
        ("ស្ត្រី", "ស្រ្តី"),
        // Coeng DA for coeng TA.
        ("ស្ដាំ", "ស្តាំ"),
        // The vowel typed before the consonant below.
        ("ខ្មែរ", "ខែ\u{17d2}មរ"),
        // Robat after the vowel.
        ("ធម៌ា", "ធមា៌"),
        // The shifter after the vowel.
        ("ស៊ី", "សី៊"),
        // Short u for the shifter.
        ("ស៊ី", "សុី"),
        ("ម៉ឺន", "មុឺន"),
        // Vowels in two halves.
        ("កោះ", "ក\u{17c1}\u{17b6}ះ"),
        ("កើត", "ក\u{17c1}\u{17b8}ត"),
        ("ខែ", "ខ\u{17c1}\u{17c1}"),
        // Sign before vowel, invisible characters, digits, an old letter.
        ("នាំ", "ន\u{17c6}\u{17b6}"),
        ("ភ្នំពេញ", "ភ្នំ\u{200b}ពេញ"),
        ("ភ្នំពេញ", "ភ្នំ\u{200c}ពេញ\u{feff}"),
        ("ផ្ទះ ១២", "ផ្ទះ 12"),
        ("អា", "\u{17a4}"),
        ("ឱ្យ", "ឲ្យ"),
    ];
    for (one, other) in same {
        assert_eq!(fold(one), fold(other), "{one} {other}");
    }
    assert_ne!(fold("កា"), fold("កិ"));
}

#[test]
fn case_accents_and_spaces_do_not_matter_but_short_i_stays() {
    assert_eq!(fold("  Café\u{a0}\tNGUYỄN Đức "), "cafe nguyen duc");
    assert_eq!(fold("Ёлкин Андрей"), "елкин андрей");
    assert_eq!(fold("Андрей".replace('й', "и\u{306}").as_str()), "андрей");
    assert_ne!(fold("Андрей"), fold("Андреи"));
    assert_eq!(fold("Straße ﬁ Ａ１"), "strasse fi a1");
}

#[test]
fn a_coeng_still_waiting_for_its_consonant_is_a_beginning() {
    assert!(fold("ក្រ").starts_with(&fold("ក\u{17d2}")));
}

#[test]
fn khmer_runs_split_into_clusters_and_other_scripts_into_words() {
    assert_eq!(clusters(&fold("ក្រុមហ៊ុន Alpha-3, ООО")), ["ក្រុ", "ម", "ហ៊ុ", "ន", "alpha", "3", "ооо"]);
    assert_eq!(clusters(&fold("東京タワー")).len(), 5);
    assert_eq!(clusters("  ។ ,"), Vec::<&str>::new());
}

#[test]
fn a_latin_spelling_finds_a_khmer_name_at_the_lowest_rank() {
    for (typed, name) in [
        ("sokha", "សុខា"),
        ("dara", "ដារ៉ា"),
        ("vanna", "វណ្ណា"),
        ("hun sen", "ហ៊ុន សែន"),
        ("sovann", "សុវណ្ណ"),
        ("ratana", "រតនា"),
        ("bora", "បូរ៉ា"),
        ("ivanov", "Иванов"),
        ("thida", "ធីតា"),
        ("sok", "សុខ ដារ៉ា"),
    ] {
        let name = fold(name);
        let found = rank(&Query::parse(typed), &[&name]).map(|r| r.how);
        assert_eq!(found, Some(How::Spelling), "{typed} {name}");
    }
}

#[test]
fn the_token_of_a_latin_spelling_is_stored_with_the_name() {
    let stored = name_tokens("សុខា").spellings;
    assert_eq!(stored, [spelling("sokha").unwrap()]);
}

#[test]
fn better_matches_come_first() {
    let how = |typed: &str, name: &str| rank(&Query::parse(typed), &[&fold(name)]).map(|r| r.how);
    assert_eq!(how("Sok Dara", "sok dara"), Some(How::Exact));
    assert_eq!(how("sok d", "Sok Dara"), Some(How::Prefix));
    assert_eq!(how("dara so", "Sok Dara"), Some(How::Word));
    assert_eq!(how("ara", "Sok Dara"), Some(How::Inside));
    assert_eq!(how("dara zzz", "Sok Dara"), None);
    assert_eq!(how("សុខដារ៉ា", "សុខ ដារ៉ា"), Some(How::Exact));
    assert_eq!(how("ដារ៉ា", "សុខ ដារ៉ា"), Some(How::Word));
    assert_eq!(how("ខដា", "សុខ ដារ៉ា"), Some(How::Inside));
    assert_eq!(how("ដារ៉ាមាស", "សុខ ដារ៉ា មាស"), Some(How::Word));
    assert_eq!(how("រ", "ក្រ"), None);
    assert!(How::Exact < How::Prefix && How::Inside < How::Spelling);
}

#[test]
fn ties_go_to_the_shorter_name_and_then_by_the_alphabet() {
    let query = Query::parse("sok");
    let mut names = vec!["sok dara", "sok bora", "sokha", "zu sok"];
    names.sort_by_key(|name| rank(&query, &[name]));
    assert_eq!(names, ["sokha", "sok bora", "sok dara", "zu sok"]);
}

#[test]
fn a_query_word_may_match_in_the_company_and_another_in_the_name() {
    let found = rank(&Query::parse("dara lotus"), &["sok dara", "golden lotus"]).unwrap();
    assert_eq!((found.how, found.field), (How::Word, 1));
}

#[test]
fn a_local_number_is_looked_up_under_its_country_code() {
    let phone = Query::parse("០១២ 345").phone.unwrap();
    assert!(phone.starts.contains(&"85512345".to_string()));
    assert!(phone.ends.contains(&"12345".to_string()));
    assert_eq!(phone, Query::parse("(012) 34-5").phone.unwrap());
    assert_eq!(Query::parse("+855 12").phone.unwrap().starts, ["85512"]);
    assert!(Query::parse_in("8 (912) 345", "7").phone.unwrap().starts.contains(&"7912345".into()));
    assert_eq!(Query::parse("12").phone, None);
    assert_eq!(Query::parse("012a").phone, None);
}

#[test]
fn an_address_is_read_as_e_mail() {
    assert_eq!(Query::parse(" Dara@Example.org").email.as_deref(), Some("dara@example.org"));
    assert_eq!(Query::parse("dara").email, None);
    assert!(Query::parse(" ,. ").is_empty());
}

/// Text as people mix it: Khmer letters and marks in any order, Latin, Cyrillic, the rest.
fn mixed() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        4 => proptest::char::range('\u{1780}', '\u{17dd}'),
        2 => proptest::char::range('a', 'z'),
        1 => proptest::char::range('\u{400}', '\u{45f}'),
        1 => proptest::char::range('\u{c0}', '\u{36f}'),
        1 => proptest::sample::select(vec![' ', '\u{200b}', '\u{200d}', '"', '*', ':', '(', 'q', '1']),
        1 => any::<char>(),
    ];
    proptest::collection::vec(letter, 0..24).prop_map(|letters| letters.into_iter().collect())
}

/// A Khmer run of well-formed syllables.
fn khmer_run() -> impl Strategy<Value = String> {
    let consonant = || proptest::char::range('ក', 'ហ');
    let syllable =
        (consonant(), proptest::option::of(consonant()), proptest::option::of(proptest::char::range('ា', 'ៅ'))).prop_map(|(base, below, vowel)| {
            let below = below.map(|c| format!("\u{17d2}{c}")).unwrap_or_default();
            format!("{base}{below}{}", vowel.map(String::from).unwrap_or_default())
        });
    proptest::collection::vec(syllable, 1..12).prop_map(|syllables| syllables.concat())
}

/// The phrase rule of an index: neighbouring tokens, the last as a beginning.
fn phrase_found(stored: &[String], phrase: &[String]) -> bool {
    let Some((last, whole)) = phrase.split_last() else { return false };
    stored.windows(phrase.len()).any(|window| &window[..whole.len()] == whole && window[whole.len()].starts_with(last.as_str()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn folding_twice_is_folding_once(text in mixed()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_any_text_twice_is_folding_it_once(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn any_part_of_a_khmer_run_is_found_by_the_phrase_rule(
        run in khmer_run(), from in 0usize..12, take in 1usize..12, unfinished in any::<bool>(),
    ) {
        let folded = fold(&run);
        let all = clusters(&folded);
        let from = from % all.len();
        let mut part = all[from..(from + take).min(all.len())].concat();
        if unfinished && part.chars().count() > 1 {
            part.pop();
        }
        let query = Query::parse(&part);
        prop_assert_eq!(query.terms.len(), 1);
        prop_assert!(phrase_found(&note_tokens(&run), &query.terms[0].phrase));
        prop_assert!(rank(&query, &[&folded]).is_some());
    }

    #[test]
    fn any_part_of_a_name_begins_a_stored_token(
        run in prop_oneof![khmer_run(), "[a-z]{3,12}", "[а-яё]{3,12}"], from in 0usize..12, take in 3usize..9,
    ) {
        let folded = fold(&run);
        let piece = pieces(&folded)[0];
        let starts: Vec<usize> = folded.char_indices().map(|(at, _)| at).filter(|at| {
            if piece.unspaced { is_cluster_start(&folded, *at) } else { folded[*at..].chars().count() >= 3 }
        }).collect();
        let start = starts[from % starts.len()];
        let part: String = folded[start..].chars().take(take).collect();
        let typed = Query::parse(&part);
        let stored = name_tokens(&run);
        let begins = |list: &[String]| list.iter().any(|t| t.starts_with(&typed.terms[0].token));
        prop_assert!(begins(&stored.words) || begins(&stored.parts), "{} in {}", part, run);
    }

    #[test]
    fn the_token_of_a_beginning_begins_the_token(text in mixed(), cut in 0usize..20) {
        let word: String = fold(&text).chars().take(20).collect();
        let start: String = word.chars().take(cut).collect();
        prop_assert!(encode(&word).starts_with(&encode(&start)));
        prop_assert_eq!(decode(&encode(&word)), Some(word));
    }

    #[test]
    fn a_token_begins_another_only_when_its_word_begins_the_other(a in "[a-cqжкក-ខ]{0,4}", b in "[a-cqжкក-ខ]{0,6}") {
        prop_assert_eq!(encode(&b).starts_with(&encode(&a)), b.starts_with(&a));
    }

    #[test]
    fn nothing_typed_reaches_an_index_but_letters_and_digits(text in mixed()) {
        let query = Query::parse(&text);
        let plain = |t: &String| !t.is_empty() && t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        for term in &query.terms {
            prop_assert!(plain(&term.token) && term.phrase.iter().all(plain));
            prop_assert!(term.spelling.iter().all(plain));
        }
        let stored = name_tokens(&text);
        prop_assert!(note_tokens(&text).iter().all(plain));
        prop_assert!([stored.words, stored.parts, stored.spellings].concat().iter().all(plain));
        if let Some(phone) = query.phone {
            let digits = |d: &String| d.bytes().all(|b| b.is_ascii_digit());
            prop_assert!(phone.starts.iter().chain(&phone.ends).all(digits));
        }
    }

    #[test]
    fn a_name_is_found_by_itself(text in mixed()) {
        let name = fold(&text);
        if !pieces(&name).is_empty() {
            prop_assert_eq!(rank(&Query::parse(&text), &[&name]).map(|r| r.how), Some(How::Exact));
        }
    }
}
