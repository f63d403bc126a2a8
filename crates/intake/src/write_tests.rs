//! What goes out comes back the same, whatever it holds.

use std::io::Cursor;

use domain::{Date, Month, Place};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::dates::Birthday;
use crate::phones::{self, Country, Phone};
use crate::reader::{Reader, Settings};
use crate::row::{ContactLine, Incoming};
use crate::text;
use crate::write::{Outgoing, write_csv, write_xlsx};
use crate::write_vcard::write_vcard;

fn settings() -> Settings {
    Settings { country: Country::parse("KH").unwrap(), reference_date: Date::new(2026, 11, 22).unwrap() }
}

/// Texts as people write them, with everything a table could stumble over.
fn line() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "",
        "=1+1",
        "+855 12",
        "-2",
        "@SUM(A1)",
        "'=1",
        "''+1",
        "a,b;c\"d\"",
        "\"q\"",
        "ក្រុមហ៊ុន មាសទឹក",
        "ООО «Ёлка»",
        "＝1",
        "it's",
        "sep=;",
        "a\\b|c",
        "1990-01-02",
    ]);
    prop_oneof![3 => odd.prop_map(str::to_owned), 2 => "\\PC{0,14}"].prop_map(|written| text::line(&written).into_owned())
}

fn block() -> impl Strategy<Value = String> {
    vec(line(), 0..4).prop_map(|lines| text::block(&lines.join("\n")).into_owned())
}

fn tag() -> impl Strategy<Value = String> {
    "[=+@-]?[a-zа-я0-9 ]{1,8}".prop_map(|tag| text::line(&tag).into_owned()).prop_filter("a word", |tag| !tag.is_empty())
}

fn phone() -> impl Strategy<Value = Phone> {
    let typed = prop::sample::select(vec![
        "+855 12 345 678",
        "012 345 679",
        "+7 (495) 746-11-25",
        "+1-202-555-0131",
        "023.243.307",
        "+85577678901",
        "(016) 519-348",
    ]);
    (typed, option::of("[1-9][0-9]{1,4}")).prop_map(|(typed, extension)| Phone {
        as_typed: typed.to_owned(),
        e164: phones::e164(typed, settings().country),
        extension,
    })
}

fn day() -> impl Strategy<Value = Date> {
    (1901_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![day().prop_map(Place::Day), (2020_i16..2040, 1_i8..=12).prop_map(|(year, month)| Place::Month(Month { year, month })),]
}

fn birthday() -> impl Strategy<Value = Birthday> {
    (day(), any::<bool>()).prop_map(|(day, yearless)| Birthday { year: (!yearless).then_some(day.year()), month: day.month(), day: day.day() })
}

fn contact() -> impl Strategy<Value = ContactLine> {
    ("[A-Za-z|\\\\ ]{1,9}", line(), "0[0-9]{8}").prop_map(|(name, position, phone)| ContactLine {
        name: format!("A{}", text::line(&name)),
        position,
        phone,
        email: "x@example.com".to_owned(),
    })
}

prop_compose! {
    fn client()(
        texts in vec(line(), 16),
        blocks in vec(block(), 6),
        phones in vec(phone(), 0..3),
        emails in vec("[a-z]{1,6}@example\\.(com|org)", 0..3),
        messengers in vec((prop::sample::select(vec!["Telegram", "Viber"]), "[@a-z0-9]{1,8}"), 0..3),
        tags in vec(tag(), 0..4),
        contacts in vec(contact(), 0..3),
        birthday in option::of(birthday()),
        next_contact in option::of(place()),
        top_ranked in any::<bool>(),
    ) -> Outgoing {
        let mut texts = texts.into_iter();
        let mut text = || texts.next().unwrap();
        let mut blocks = blocks.into_iter();
        let mut block = || blocks.next().unwrap();
        let mut unique_phones: Vec<Phone> = vec![];
        for phone in phones {
            if !unique_phones.iter().any(|known| known.e164 == phone.e164) { unique_phones.push(phone); }
        }
        let unique = |mut list: Vec<String>| { list.sort(); list.dedup(); list };
        Outgoing {
            id: "17".into(), kind: "company".into(), state: "open".into(),
            name: format!("D{}", text()), company: text(), position: text(), contacts, phones: unique_phones,
            emails: unique(emails), messengers: messengers.into_iter().map(|(a, b)| (a.to_owned(), b)).collect(),
            address: text(), town: text(), country: text(), website: text(), language: text(), time_zone: text(), source: text(),
            needs: block(), expects: block(), decides: block(), competitor: block(), birthday, interests: block(),
            consent: text(), preferred_channel: text(), top_ranked,
            tags: unique(tags), note: block(), owner: text(), next_contact, next_line: text(), own: Vec::new(),
        }
    }
}

/// The same client, as it would be taken out again.
fn out_again(row: Incoming) -> Outgoing {
    Outgoing {
        top_ranked: row.is_top_ranked(),
        id: row.id,
        kind: row.kind,
        state: row.state,
        name: row.name,
        company: row.company,
        position: row.position,
        contacts: row.contacts,
        phones: row.phones,
        emails: row.emails,
        messengers: row.messengers,
        address: row.address,
        town: row.town,
        country: row.country,
        website: row.website,
        language: row.language,
        time_zone: row.time_zone,
        source: row.source,
        needs: row.needs,
        expects: row.expects,
        decides: row.decides,
        competitor: row.competitor,
        birthday: row.birthday,
        interests: row.interests,
        consent: row.consent,
        preferred_channel: row.preferred_channel,
        tags: row.tags,
        note: row.note,
        owner: row.owner,
        next_contact: row.next_contact,
        next_line: row.next_line,
        own: row.other.into_iter().map(|(_, text)| text).collect(),
    }
}

fn back(bytes: Vec<u8>) -> Vec<Outgoing> {
    Reader::from_bytes(bytes, settings()).unwrap().map(|row| out_again(row.unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn csv_comes_back_the_same(clients in vec(client(), 1..5)) {
        let mut bytes = Vec::new();
        write_csv(&mut bytes, &[], clients.clone()).unwrap();
        prop_assert_eq!(back(bytes), clients);
    }

    #[test]
    fn a_workbook_comes_back_the_same(clients in vec(client(), 1..4)) {
        let mut bytes = Cursor::new(Vec::new());
        write_xlsx(&mut bytes, &[], clients.clone()).unwrap();
        prop_assert_eq!(back(bytes.into_inner()), clients);
    }

    #[test]
    fn cards_come_back_the_same(clients in vec(client(), 1..5)) {
        let mut bytes = Vec::new();
        write_vcard(&mut bytes, clients.clone()).unwrap();
        prop_assert!(String::from_utf8(bytes.clone()).unwrap().split("\r\n").all(|line| line.len() <= 75));
        prop_assert_eq!(back(bytes), clients);
    }

    #[test]
    fn a_guard_comes_off_as_it_went_on(written in "\\PC{0,8}|['=+@\\t\\r-]{1,4}\\PC{0,4}") {
        let guarded = text::neutralise(&written);
        prop_assert_eq!(text::restore(&guarded), written.as_str());
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']));
    }
}

#[test]
fn plain_international_numbers_stay_plain_and_formulas_do_not() {
    let phones = vec![phones::read("+855 12 345 678", settings().country), phones::read("+1-1", settings().country)];
    let mut bytes = Vec::new();
    write_csv(&mut bytes, &[], phones.into_iter().map(|phones| Outgoing { name: "A".into(), phones, ..Outgoing::default() })).unwrap();
    let table = String::from_utf8(bytes).unwrap();
    assert!(table.contains(",+855 12 345 678,"), "{table}");
    assert!(table.contains(",'+1-1,"), "{table}");
}

#[test]
fn a_company_without_a_person_stays_a_company() {
    let client = Outgoing { company: "Mekalong Travel".into(), ..Outgoing::default() };
    let mut bytes = Vec::new();
    write_vcard(&mut bytes, [client.clone()]).unwrap();
    assert_eq!(back(bytes), vec![client]);
}

#[test]
fn the_company_s_own_fields_stand_behind_the_others_and_come_back_under_their_headings() {
    let headings = ["Own: Contract".to_owned(), "=cmd()".to_owned()];
    let client = Outgoing { company: "Mekalong Travel".into(), own: vec!["K-17".into(), "+1|=x".into()], ..Outgoing::default() };
    let mut table = Vec::new();
    write_csv(&mut table, &headings, [client.clone()]).unwrap();
    let mut book = Cursor::new(Vec::new());
    write_xlsx(&mut book, &headings, [client.clone()]).unwrap();
    for bytes in [table, book.into_inner()] {
        let row = Reader::from_bytes(bytes.clone(), settings()).unwrap().next().unwrap().unwrap();
        assert_eq!(row.other, [("Own: Contract".to_owned(), "K-17".to_owned()), ("=cmd()".to_owned(), "+1|=x".to_owned())]);
    }
}
