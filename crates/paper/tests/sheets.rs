//! What comes out of the press: pages, texts, and nothing that was typed acting as more than text.

#![allow(clippy::unwrap_used)]

mod reading;
mod samples;

use paper::{Call, CallSheet, Card, Dividers, Entry, File, Head, Language, Line, Part, Pile, Press, Refused, Sides, Stack, Text};

const LANGUAGES: [Language; 3] = [Language::English, Language::Khmer, Language::Russian];
const HOSTILE: &str =
    r##"#panic("x") ] #[ } #read("/etc/passwd") $x$ *bold* _it_ `raw` <l> @ref // c \u{41} = H \ #set page(width: 1pt) #sys.inputs"##;

fn press() -> Press {
    Press::new().unwrap()
}

fn pages(pdf: &[u8]) -> usize {
    reading::pages(pdf).len()
}

/// The text a reader copies out, without white space.
fn copied(pdf: &[u8]) -> String {
    squeezed(&reading::pages(pdf).concat())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn entry(note: &str) -> Entry {
    Entry { when: "12 Nov".into(), what: "Call".into(), by: Text::default(), note: note.into(), beside: Text::default() }
}

#[test]
fn a_card_is_one_page_in_every_language() {
    let press = press();
    for language in LANGUAGES {
        assert_eq!(pages(&press.card(&samples::head(language), &samples::card(language)).unwrap()), 1);
        assert_eq!(pages(&press.card(&samples::head(language), &samples::blank(language)).unwrap()), 1);
    }
}

#[test]
fn a_card_with_endless_texts_is_one_page_and_says_that_it_goes_on() {
    let press = press();
    for language in LANGUAGES {
        for times in [12, 60, 900] {
            let mut card = samples::card(language);
            let long: Text = samples::sentence(language).repeat(times).into();
            card.name.value = long.clone();
            card.about = long.clone();
            card.tag = long.clone();
            card.ask.value = long.clone();
            card.parts.iter_mut().flat_map(|part| &mut part.lines).for_each(|line| line.value = long.clone());
            let pdf = press.card(&samples::head(language), &card).unwrap();
            assert_eq!(pages(&pdf), 1, "{language:?} × {times}");
            let mark = ["Continuedinthefile", "បន្តក្នុងសំណុំឯកសារ", "Продолжениевделе"];
            assert!(mark.iter().any(|mark| copied(&pdf).contains(mark)), "{language:?} × {times}");
        }
    }
}

#[test]
fn a_card_with_thousands_of_lines_or_one_endless_word_is_one_page() {
    let press = press();
    let head = samples::head(Language::English);
    let mut card = samples::card(Language::English);
    card.parts.push(Part { title: "Many".into(), lines: (0..3000).map(|number| Line::new("Question", format!("answer {number}"))).collect() });
    assert_eq!(pages(&press.card(&head, &card).unwrap()), 1);
    card.parts = vec![Part { title: "x".repeat(5000).into(), lines: vec![Line::new("ы".repeat(5000), "W".repeat(100_000))] }];
    card.name.value = "W".repeat(5000).into();
    card.reaches = vec![Line::new("Mail", "W".repeat(5000)), Line::new("Mail", "\n".repeat(5000) + "."), Line::new("", "")];
    assert_eq!(pages(&press.card(&head, &card).unwrap()), 1);
}

#[test]
fn a_card_that_fits_carries_no_mark() {
    let pdf = press().card(&samples::head(Language::English), &samples::card(Language::English)).unwrap();
    let text = copied(&pdf);
    assert!(!text.contains("Continuedinthefile") && !text.contains('…'), "{text}");
}

#[test]
fn what_the_card_cuts_stands_whole_in_the_file() {
    let mut file = samples::file(Language::Russian, 3);
    let long: String = (0..900).map(|number| format!("слово{number} ")).collect();
    file.card.parts[1].lines[0].value = long.as_str().into();
    let pdf = press().file(&samples::head(Language::Russian), &file).unwrap();
    let text = copied(&pdf);
    assert!(text.contains("Продолжениевделе"), "the mark");
    for number in 0..900 {
        assert!(text.contains(&format!("слово{number}")), "слово{number}");
    }
}

#[test]
fn copied_text_is_what_was_typed_in_three_scripts() {
    let press = press();
    for language in LANGUAGES {
        let file = samples::file(language, 12);
        let text = copied(&press.file(&samples::head(language), &file).unwrap());
        let notes = (0..12).map(|number| format!("№{number} {}", samples::sentence(language)));
        for expected in notes.chain(["សាលាបាយ".to_owned(), "012 345 678".to_owned(), "offer-214-v5.pdf".to_owned()]) {
            assert!(text.contains(&squeezed(&expected)), "{language:?}: {expected}\nin {text}");
        }
    }
}

#[test]
fn nothing_that_was_typed_acts() {
    let (press, head) = (press(), Head { title: HOSTILE.into(), foot: HOSTILE.into(), ..Head::new(Language::English) });
    let line = Line::new(HOSTILE, HOSTILE);
    let part = Part { title: HOSTILE.into(), lines: vec![line.clone()] };
    let card =
        Card { title: HOSTILE.into(), name: line.clone(), ask: line.clone(), reaches: vec![line.clone()], parts: vec![part], ..Card::default() };
    let call = Call { name: HOSTILE.into(), ask: HOSTILE.into(), last: HOSTILE.into(), ..Call::default() };
    let calls = CallSheet { day: HOSTILE.into(), piles: vec![Pile { title: HOSTILE.into(), calls: vec![call] }], ..CallSheet::default() };
    let file = File { card: card.clone(), entries: vec![entry(HOSTILE)], ..File::default() };
    let leaf = paper::Leaf { mark: HOSTILE.into(), above: HOSTILE.into(), below: HOSTILE.into() };
    let pdfs = [
        press.card(&head, &card).unwrap(),
        press.call_sheet(&head, &calls).unwrap(),
        press.file(&head, &file).unwrap(),
        press.stack(&head, &Stack { cover: Some(calls), files: vec![file] }).unwrap(),
        press.dividers(&head, &Dividers::dated([leaf])).unwrap(),
    ];
    for (number, pdf) in pdfs.iter().enumerate() {
        let text = copied(pdf);
        assert!(text.contains(&squeezed(HOSTILE)), "{number}: {text}");
    }
}

#[test]
fn characters_of_control_and_other_scripts_are_printed_without_failing() {
    let odd = "a\0b\u{1}c\u{202e}d\u{2028}e\t\u{feff}中文 العربية हिन्दी 😀👩‍👩‍👧 \u{10ffff} ក្ \u{17d2}ក e\u{301}\u{301}\u{301}";
    let file = File { entries: vec![entry(odd), entry(""), entry("\n\n\n"), entry(&"x".repeat(20_000))], ..File::default() };
    assert!(pages(&press().file(&Head::new(Language::Khmer), &file).unwrap()) >= 2);
}

#[test]
fn five_hundred_entries_are_all_there_and_numbered_to_the_last_page() {
    let file = samples::file(Language::English, 500);
    let pdf = press().file(&samples::head(Language::English), &file).unwrap();
    let count = pages(&pdf);
    assert!(count > 30, "{count}");
    let text = copied(&pdf);
    assert!((0..500).all(|number| text.contains(&format!("№{number}Likes"))));
    assert!(text.contains(&format!("{count}/{count}")));
}

#[test]
fn each_file_of_a_stack_has_page_numbers_of_its_own() {
    let stack = samples::stack(Language::English, 3);
    let pdf = press().stack(&samples::head(Language::English), &stack).unwrap();
    let text = copied(&pdf);
    assert!(text.matches("1/1").count() >= 1, "the cover");
    assert!(text.contains("1/2") && text.contains("2/2"), "{text}");
}

#[test]
fn on_both_sides_each_file_begins_on_a_sheet_of_its_own() {
    let stack = Stack { cover: None, files: (0..2).map(|_| File { card: samples::card(Language::English), ..File::default() }).collect() };
    let one = samples::head(Language::English);
    let two = Head { sides: Sides::Two, ..one.clone() };
    assert_eq!(pages(&press().stack(&one, &stack).unwrap()), 2);
    assert_eq!(pages(&press().stack(&two, &stack).unwrap()), 3);
}

#[test]
fn every_divider_is_one_page() {
    let press = press();
    for language in LANGUAGES {
        let head = samples::head(language);
        assert_eq!(pages(&press.dividers(&head, &Dividers::days()).unwrap()), 31);
        assert_eq!(pages(&press.dividers(&head, &Dividers::months(samples::months(language))).unwrap()), 12);
        assert_eq!(pages(&press.dividers(&head, &samples::dated(language)).unwrap()), 5);
    }
    let endless = Dividers::months(["W".repeat(3000), String::new(), "a\nb".to_owned(), "\u{200d}".to_owned()]);
    assert_eq!(pages(&press.dividers(&Head::new(Language::English), &endless).unwrap()), 4);
}

#[test]
fn the_same_values_give_the_same_bytes_on_every_thread() {
    let press = press();
    let print = || press.card(&samples::head(Language::Khmer), &samples::card(Language::Khmer)).unwrap();
    let first = print();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(print)).collect();
        threads.into_iter().for_each(|thread| assert!(thread.join().unwrap() == first));
    });
}

#[test]
fn nothing_and_too_much_are_refused() {
    let (press, head) = (press(), Head::new(Language::English));
    assert_eq!(press.dividers(&head, &Dividers::default()), Err(Refused::Nothing));
    assert_eq!(press.stack(&head, &Stack::default()), Err(Refused::Nothing));
    assert_eq!(press.call_sheet(&head, &samples::calls(Language::English, 0)), Err(Refused::Nothing));
    let file = File { entries: vec![entry(&"word ".repeat(2_000_000))], ..File::default() };
    assert!(matches!(press.file(&head, &file), Err(Refused::TooMuch(_))));
}
