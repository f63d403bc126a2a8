//! How the sheets look: where the ink is, in millimetres, in three scripts.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod samples;
mod seen;

use paper::{Dividers, File, Head, Language, Press, Sides, Stack};
use seen::{Area, Seen};

const LANGUAGES: [Language; 3] = [Language::English, Language::Khmer, Language::Russian];
/// Where the mark of a divider may be, and how large it may become.
const MARK: Area = Area { left: 20.0, top: 0.0, right: 210.0, bottom: 297.0 };
const ROOM: (f32, f32) = (166.0, 263.0);
const ROOM_DATED: (f32, f32) = (166.0, 196.0);

fn near(one: f32, other: f32, most: f32) -> bool {
    (one - other).abs() <= most
}

fn dividers(language: Language, dividers: &Dividers) -> Vec<Seen> {
    seen::pages(&Press::new().unwrap().dividers(&Head::new(language), dividers).unwrap())
}

/// In the middle of the sheet, and so large that it touches two opposite sides of its room.
fn is_large_in_the_middle(page: &Seen, area: Area, room: (f32, f32), what: &str) {
    let ink = page.ink(area).expect("a mark");
    let (x, y) = ink.middle();
    assert!(near(x, 105.0, 0.8) && near(y, 148.5, 0.8), "{what} is not in the middle: {ink:?}");
    assert!(ink.width() <= room.0 + 0.8 && ink.height() <= room.1 + 0.8, "{what} is too large: {ink:?}");
    assert!(near(ink.width(), room.0, 1.2) || near(ink.height(), room.1, 1.2), "{what} could be larger: {ink:?}");
}

#[test]
fn a_sheet_is_an_a4() {
    let (width, height) = dividers(Language::English, &Dividers::days())[0].size();
    assert!(near(width, 210.0, 0.5) && near(height, 297.0, 0.5), "{width} × {height}");
}

#[test]
fn every_number_stands_in_the_middle_as_large_as_fits() {
    for (index, page) in dividers(Language::English, &Dividers::days()).iter().enumerate() {
        is_large_in_the_middle(page, MARK, ROOM, &(index + 1).to_string());
    }
}

#[test]
fn every_month_stands_in_the_middle_as_large_as_fits_in_three_scripts() {
    for language in LANGUAGES {
        let pages = dividers(language, &Dividers::months(samples::months(language)));
        for (index, page) in pages.iter().enumerate() {
            is_large_in_the_middle(page, MARK, ROOM, &format!("{language:?} month {}", index + 1));
            assert!(!pages[..index].iter().any(|other| other.is_like(page)), "{language:?}: two months look the same");
        }
    }
}

#[test]
fn a_dated_divider_has_its_weekday_above_and_its_month_below_the_number() {
    for language in LANGUAGES {
        for page in dividers(language, &samples::dated(language)) {
            // The number has the middle for itself.
            is_large_in_the_middle(&page, Area { top: 50.0, bottom: 247.0, ..MARK }, ROOM_DATED, "a dated divider");
            for (top, bottom) in [(17.0, 47.0), (250.0, 280.0)] {
                let words = page.ink(Area { top, bottom, ..MARK }).expect("words above and below");
                assert!(near(words.middle().0, 105.0, 1.0) && words.height() > 3.0 && words.height() < 20.0, "{language:?}: {words:?}");
            }
        }
    }
}

#[test]
fn the_holes_are_marked_where_a_punch_for_two_rings_makes_them() {
    let pages = dividers(Language::Khmer, &Dividers::days());
    for page in [&pages[0], &pages[30]] {
        for middle in [148.5 - 40.0, 148.5 + 40.0] {
            let mark = page.ink(Area { left: 0.0, right: 19.0, top: middle - 15.0, bottom: middle + 15.0 }).expect("a mark for a hole");
            let (x, y) = mark.middle();
            assert!(near(x, 12.0, 0.4) && near(y, middle, 0.4), "{mark:?}");
            assert!(near(mark.width(), mark.height(), 0.6) && mark.width() < 12.0, "{mark:?}");
        }
        let between = Area { left: 0.0, right: 19.0, top: 120.0, bottom: 177.0 };
        assert!(page.ink(between).is_none(), "something else is in the ring margin");
    }
}

#[test]
fn nothing_is_printed_where_the_rings_are_nor_beyond_the_margins() {
    let press = Press::new().unwrap();
    for language in LANGUAGES {
        let head = samples::head(language);
        let pdfs = [
            press.card(&head, &samples::card(language)).unwrap(),
            press.card(&head, &samples::long(language)).unwrap(),
            press.card(&head, &samples::blank(language)).unwrap(),
            press.file(&head, &samples::file(language, 12)).unwrap(),
            press.call_sheet(&head, &samples::calls(language, 31)).unwrap(),
        ];
        for page in pdfs.iter().flat_map(|pdf| seen::pages(pdf)) {
            let ink = page.column(0.0, 210.0).expect("ink");
            assert!(ink.left >= 24.0 && ink.right <= 196.6, "{language:?}: {ink:?}");
            assert!(ink.top >= 8.0 && ink.bottom <= 290.0, "{language:?}: {ink:?}");
        }
    }
}

#[test]
fn a_name_without_end_stays_on_its_card_in_every_script() {
    let press = Press::new().unwrap();
    for (language, name) in [(Language::English, "Lotus"), (Language::Khmer, "សាលាបាយ"), (Language::Russian, "Кофейня")] {
        for name in [name.repeat(60), format!("{name} ").repeat(60)] {
            let mut card = samples::card(language);
            card.name.value = name.as_str().into();
            let pages = seen::pages(&press.card(&samples::head(language), &card).unwrap());
            assert_eq!(pages.len(), 1);
            let ink = pages[0].column(0.0, 210.0).expect("ink");
            assert!(ink.right <= 196.6 && ink.bottom <= 290.0, "{language:?}: {ink:?}");
        }
    }
}

#[test]
fn on_both_sides_the_ring_margin_of_a_back_is_at_its_right() {
    let press = Press::new().unwrap();
    let head = Head { sides: Sides::Two, ..samples::head(Language::Russian) };
    let file = File { card: samples::card(Language::Russian), ..samples::file(Language::Russian, 30) };
    let pages = seen::pages(&press.stack(&head, &Stack { cover: None, files: vec![file] }).unwrap());
    assert!(pages.len() >= 2);
    for (index, page) in pages.iter().enumerate() {
        let ink = page.column(0.0, 210.0).expect("ink");
        let (rings, outside) = if index % 2 == 0 { (ink.left, 210.0 - ink.right) } else { (210.0 - ink.right, ink.left) };
        assert!(rings >= 24.0 && near(outside, 14.0, 1.0), "page {}: {ink:?}", index + 1);
    }
}
