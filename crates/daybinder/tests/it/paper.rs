//! The same on paper: dividers, cards, files, stacks and call sheets as PDF (B15–B17, B20, B44).

use crate::each_database;
use crate::scene::{File, file, sound};
use testkit::Caller::{self, *};
use testkit::{Answer, World};

const THREE_SCRIPTS: &str = "Кофейня «Лотос» សាលាបាយ Lotus & Sons";
const HOSTILE: &str = r##"#panic("x") ] #[ } #read("/etc/passwd") $x$ *bold* _it_ `raw` <l> @ref // c \u{41}"##;

/// The text of all pages without white space: where a line ends is not the sheet's matter.
fn text(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.body);
    squeezed(&answer.printed().concat())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn holds(answer: &Answer, parts: &[&str]) {
    // Small headings are set in capitals.
    let text = text(answer).to_lowercase();
    for part in parts {
        assert!(text.contains(&squeezed(part).to_lowercase()), "no “{part}” in {text}");
    }
}

fn files_it(world: &World, caller: Caller, of: File, note: &str) {
    let fields = [("outcome", "reached"), ("note", note), ("next", "26 Nov"), ("back", "/")];
    assert_eq!(world.post(caller, &format!("/files/{}/filing", of.client), &fields).status, 303);
}

fn speaks(world: &World, caller: Caller, language: &str) {
    world.run(&format!("UPDATE person SET language = '{language}' WHERE id = {}", world.id(caller)));
}

fn pdf(world: &World, caller: Caller, of: File, which: &str) -> Answer {
    world.get(caller, &format!("/files/{}/{which}.pdf", of.client))
}

#[test]
fn a_file_is_printed_in_the_readers_language_with_every_script_in_it() {
    each_database(|world| {
        let lotus = file(world, Sreymom, THREE_SCRIPTS, "today");
        files_it(world, Sreymom, lotus, "Обсудили бумагу, ចូលចិត្តគម្រោងសេវាបីឆ្នាំ, likes the plan");
        let said = [("en", "Information card", "Reached"), ("km", "ប័ណ្ណព័ត៌មាន", "ប្រវត្តិ"), ("ru", "Информационная карта", "История")];
        for (language, card, history) in said {
            speaks(world, Sreymom, language);
            let printed = pdf(world, Sreymom, lotus, "file");
            holds(&printed, &[THREE_SCRIPTS, "Обсудили бумагу", "ចូលចិត្តគម្រោងសេវាបីឆ្នាំ", "likes the plan", card, history]);
            let sheet = pdf(world, Sreymom, lotus, "card");
            assert_eq!(sheet.printed().len(), 1, "{language}");
            holds(&sheet, &[THREE_SCRIPTS, card]);
        }
        sound(world, "printing");
    });
}

#[test]
fn a_pdf_is_saved_under_a_safe_name_and_kept_by_nobody_on_the_way() {
    each_database(|world| {
        let file = file(world, Sreymom, "../Дом; \"x\" <y>", "today");
        let printed = pdf(world, Sreymom, file, "file");
        assert_eq!((printed.header("content-type"), printed.header("cache-control")), ("application/pdf", "no-store"));
        let name = printed.header("content-disposition");
        assert!(name.starts_with("attachment; filename=\"") && name.contains("filename*=UTF-8''%D0%94%D0%BE%D0%BC"), "{name}");
        assert!(!name.contains('/') && !name.contains("..") && name.matches('"').count() == 2, "{name}");
        assert!(printed.bytes.starts_with(b"%PDF-"));
    });
}

#[test]
fn whoever_may_not_see_a_file_cannot_print_it_and_a_deputy_can_until_the_end() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let whose = world.id(Sreymom);
        let ways = || {
            let day = format!("/day/2026-11-23/stack.pdf?binder={whose}");
            [format!("/files/{}/file.pdf", lotus.client), format!("/files/{}/card.pdf", lotus.client), day.clone(), day.replace("stack", "calls")]
        };
        for way in ways() {
            assert_eq!(world.get(Sreymom, &way).status, 200, "{way}");
            assert_eq!(world.get(Dara, &way).status, 200, "the head sees the team: {way}");
            for other in [Bopha, Ivan] {
                let answer = world.get(other, &way);
                assert!(answer.status == 404 && !answer.says("Lotus"), "{other:?} {way}");
            }
        }
        let (sreymom, bopha) = (whose.to_string(), world.id(Bopha).to_string());
        let fields = [("person", sreymom.as_str()), ("deputy", bopha.as_str()), ("from", "2026-11-23"), ("to", "2026-11-24")];
        assert_eq!(world.post(Dara, "/absences", &fields).status, 303);
        for way in ways() {
            assert_eq!(world.get(Bopha, &way).status, 200, "{way}");
        }
        // What lies in the deputy's own stack is on her own sheets.
        holds(&world.get(Bopha, "/day/2026-11-23/calls.pdf"), &["Lotus", "Sreymom Chan"]);
        holds(&world.get(Bopha, "/day/2026-11-23/stack.pdf"), &["Lotus"]);
        world.clock_to(jiff::civil::date(2026, 11, 25), 8, 0);
        for way in ways() {
            assert_eq!(world.get(Bopha, &way).status, 404, "{way}");
        }
    });
}

#[test]
fn nothing_that_was_typed_acts_on_paper() {
    each_database(|world| {
        let name = format!("{HOSTILE}\u{0}");
        let lotus = file(world, Sreymom, &name, "today");
        files_it(world, Sreymom, lotus, &format!("{HOSTILE}\r\n{HOSTILE}\u{0}\u{202e}"));
        holds(&pdf(world, Sreymom, lotus, "file"), &[HOSTILE, &format!("{HOSTILE}{HOSTILE}")]);
        holds(&pdf(world, Sreymom, lotus, "card"), &[HOSTILE]);
        for way in ["stack", "calls"] {
            holds(&world.get(Sreymom, &format!("/day/2026-11-26/{way}.pdf")), &[HOSTILE]);
        }
    });
}

#[test]
fn the_call_sheet_has_times_phones_the_last_words_and_lines_to_write_on() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today 10:30");
        world.run(&format!("INSERT INTO reach (client_id, kind, as_typed, norm) VALUES ({}, 'phone', '012 345 678', '+85512345678')", lotus.client));
        file(world, Sreymom, "Palm", "20 Nov 2027");
        let printed = world.get(Sreymom, "/day/2026-11-23/calls.pdf");
        holds(&printed, &["10:30", "Lotus", "012 345 678", "Offer for paper", "How it went", "Next", "printed 23 November 2026, ", "Sreymom Chan"]);
        assert!(!text(&printed).contains("Palm"));
        files_it(world, Sreymom, lotus, "Wants samples first");
        holds(&world.get(Sreymom, "/day/2026-11-26/calls.pdf"), &["Wants samples first"]);
        let nothing = world.get(Sreymom, "/day/2026-11-24/calls.pdf");
        assert!(nothing.status == 422 && nothing.says("nothing to print"), "{}", nothing.body);
    });
}

#[test]
fn a_correction_stands_beside_what_was_written_first() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        files_it(world, Sreymom, lotus, "Wants 100 reams");
        let entry = world.number("SELECT max(id) FROM entry");
        assert_eq!(world.post(Sreymom, &format!("/entries/{entry}/correction"), &[("text", "Wants 10 reams")]).status, 303);
        holds(&pdf(world, Sreymom, lotus, "file"), &["Wants 10 reams", "Corrected by Sreymom Chan", "Wants 100 reams"]);
    });
}

#[test]
fn what_is_too_much_for_one_document_is_said_on_it() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        world.run(&format!(
            "INSERT INTO entry (client_id, person_id, at, kind, text, written_at)
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1603)
             SELECT {}, {}, i, 'note', 'n' || i || '.', i FROM n",
            lotus.client,
            world.id(Sreymom)
        ));
        let printed = text(&pdf(world, Sreymom, lotus, "file"));
        assert!(printed.contains("103olderentriesarenotprintedhere"), "the cut is said");
        assert!(printed.contains("n1603.") && printed.contains("n104.") && !printed.contains("n103."));
        let stack = text(&world.get(Sreymom, "/day/2026-11-23/stack.pdf"));
        assert!(stack.contains("n1603.") && !stack.contains("n1500.") && stack.contains("notprintedhere"));
    });
}

#[test]
fn the_dividers_are_one_sheet_each() {
    each_database(|world| {
        for (set, sheets) in [("days", 31), ("months", 12), ("all", 43)] {
            let printed = world.get(Sreymom, &format!("/paper/dividers.pdf?set={set}"));
            assert_eq!(printed.printed().len(), sheets, "{set}");
        }
        assert_eq!(world.get(Sreymom, "/paper/dividers.pdf?set=weeks").status, 404);
        speaks(world, Sreymom, "km");
        holds(&world.get(Sreymom, "/paper/dividers.pdf?set=months"), &["មករា", "វិច្ឆិកា"]);
        speaks(world, Sreymom, "ru");
        // The coming month comes first.
        assert!(text(&world.get(Sreymom, "/paper/dividers.pdf?set=months")).starts_with("ДекабрьЯнварь"));
        let dated = world.get(Sreymom, "/paper/dated.pdf?month=2026-12").printed();
        // 23 weekdays, one of them a holiday.
        assert_eq!(dated.len(), 1 + 22, "the month and its working days");
        let first = squeezed(&dated[1]);
        assert!(first.contains("Вторник") && first.contains('1') && first.contains("Декабрь2026"), "{first}");
        for wrong in ["2026-13", "2026-12-01", "x"] {
            assert_eq!(world.get(Sreymom, &format!("/paper/dated.pdf?month={wrong}")).status, 404, "{wrong}");
        }
    });
}

#[test]
fn the_blank_card_is_one_sheet_of_questions() {
    each_database(|world| {
        let blank = world.get(Sreymom, "/paper/card.pdf");
        assert_eq!(blank.printed().len(), 1);
        holds(&blank, &["Information card", "Phone", "Position", "Really expects", "Competitor", "Birthday"]);
    });
}

#[test]
fn the_page_offers_what_can_be_printed_and_the_day_and_the_file_lead_to_it() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let page = world.get(Sreymom, "/paper");
        for way in ["/paper/dividers.pdf", "/paper/dated.pdf", "/paper/card.pdf", "/day/2026-11-23/stack.pdf", "/day/2026-11-23/calls.pdf"] {
            assert!(page.says(way), "{way}");
        }
        assert!(world.get(Sreymom, "/").says("/paper?day=2026-11-23"));
        let open = world.get(Sreymom, &format!("/files/{}", lotus.client));
        assert!(open.says("/card.pdf") && open.says("/file.pdf"));
        let of_sreymom = world.get(Dara, &format!("/paper?day=2026-11-23&binder={}", world.id(Sreymom)));
        assert!(of_sreymom.says("Sreymom Chan") && of_sreymom.says("name=\"binder\""));
        assert_eq!(world.get(Bopha, &format!("/paper?day=2026-11-23&binder={}", world.id(Sreymom))).status, 404);
    });
}
