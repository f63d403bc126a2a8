//! Files that mean harm or are broken: nothing panics, nothing hangs, nothing eats memory.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use intake::{Country, FileRejected, Incoming, Meaning, Reader, Rejection, Report, Settings, Warning, inspect};
use proptest::prelude::*;

fn settings() -> Settings {
    Settings { country: Country::parse("KH").unwrap(), reference_date: domain::Date::new(2026, 11, 22).unwrap() }
}

fn report(bytes: &[u8]) -> Report {
    inspect("x", bytes.to_vec(), settings())
}

fn rows(bytes: &[u8]) -> Vec<Incoming> {
    Reader::from_bytes(bytes.to_vec(), settings()).unwrap().flatten().collect()
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook whose sheet is the given text, packed.
fn packed(sheet: &[u8]) -> Vec<u8> {
    let source = workbook(&[&["Name", "Phone"], &["Dara", "012345678"]]);
    let mut from = zip::ZipArchive::new(Cursor::new(source)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        to.start_file(name.clone(), zip::write::SimpleFileOptions::default()).unwrap();
        if name.ends_with("sheet1.xml") {
            to.write_all(sheet).unwrap();
        } else {
            std::io::copy(&mut part, &mut to).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn files_that_are_no_contact_list_are_refused_with_a_reason() {
    for (bytes, reason) in [
        (b"".as_slice(), "empty_file"),
        (b"  \r\n \r\n", "empty_file"),
        (b"Name,Phone\r\n", "no_data_rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_text"),
        (b"%PDF-1.7\n%\xE2\xE3", "not_text"),
        (b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "xml_doctype"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "xml_doctype"),
        (b"<?xml version=\"1.0\"?><a/>", "not_a_contact_list"),
        (b"{\"name\": \"Dara\"}", "not_a_contact_list"),
        (b"Day,Rain,Wind\n1,2,3\n2,3,4\n", "not_a_contact_list"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old_or_protected_workbook"),
        (b"PK\x03\x04rubbish", "damaged_workbook"),
        (b"\0\0\0\0\0\0\0\0\0\0\0\0\x01\x02\x03\x04", "not_text"),
    ] {
        assert_eq!(report(bytes).file_rejected, Some(reason), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_unclosed_quote_takes_only_its_own_row() {
    let mut table = String::from("Name,Note,Phone\nDara,\"never closed,012345678\n");
    for number in 0..200_000 {
        table.push_str(&format!("Person {number},note,0123456{:02}\n", number % 100));
    }
    let found = rows(table.as_bytes());
    assert_eq!(found.len(), 200_001);
    assert_eq!(found[0].phones.len(), 1);
    assert_eq!(found[200_000].name, "Person 199999");
}

#[test]
fn an_unclosed_quote_before_quoted_rows_does_not_join_them() {
    let found = rows(b"Name,Company,Phone\nDara,\"open,012345678\nBopha,\"Sok, Co\",012345679\nVibol,x,012345670\n");
    assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Dara", "Bopha", "Vibol"]);
    assert_eq!(found[1].company, "Sok, Co");
}

#[test]
fn long_cells_are_cut_and_long_lines_keep_what_they_have() {
    let long = "x".repeat(9 << 20);
    let found = rows(format!("Name,Note,Phone\nDara,{},012345678\nBopha,{long},012345678\nVibol,y,012345679\n", "n".repeat(1 << 20)).as_bytes());
    assert_eq!(found[0].warnings, vec![Warning::CellCut(1)]);
    assert_eq!(found[0].phones.len(), 1);
    assert_eq!(found.last().unwrap().name, "Vibol");
}

#[test]
fn a_cell_of_thousands_of_numbers_does_not_keep_the_reader_busy() {
    let cell: String = (0..9000).map(|number| format!("{number:03};")).collect();
    let line = format!("Dara,\"{cell}\"\n");
    let found = rows(format!("Name,Phone\n{}", line.repeat(300)).as_bytes());
    assert_eq!((found.len(), found[0].phones.len()), (300, 200));
    assert!(found[0].warnings.contains(&Warning::CellCut(1)));
}

#[test]
fn other_encodings_are_found_without_a_mark() {
    let table = "Name;Company;Phone\r\nДарья Горностаева;ООО «Ромашка»;+7 982 597-96-92\r\nСергей Иванов;ЗАО «Кречет»;+7 495 298-31-89\r\n";
    let little: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = table.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let page = encoding_rs::WINDOWS_1251.encode(table).0.into_owned();
    for (bytes, name) in [(table.as_bytes().to_vec(), "utf-8"), (little, "utf-16-le"), (big, "utf-16-be"), (page, "windows-1251")] {
        let told = report(&bytes);
        assert_eq!((told.encoding.as_deref(), told.delimiter, told.importable), (Some(name), Some(';'), 2));
        assert_eq!(rows(&bytes)[0].company, "ООО «Ромашка»", "{name}");
    }
}

#[test]
fn a_broken_byte_does_not_change_the_encoding_of_a_file() {
    let mut bytes = "Name,Phone\nសុខ ដារ៉ា,012345678\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"Vannak\xFF\xFE,012345679\n");
    assert_eq!(report(&bytes).encoding.as_deref(), Some("utf-8"));
}

#[test]
fn lists_without_a_header_are_read_by_what_stands_in_them() {
    let found = rows(b"Sok Dara,012 345 678,dara@example.com\nChea Bopha,012 345 679,bopha@example.com\n");
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].name.as_str(), found[0].emails.len(), found[0].phones.len()), ("Sok Dara", 1, 1));
}

#[test]
fn unknown_headers_are_explained_by_their_cells_and_a_person_may_map_again() {
    let table = b"Aaa,Bbb,Ccc\nDara,dara@example.com,blue\nBopha,bopha@example.com,red\n";
    let mut reader = Reader::from_bytes(table.to_vec(), settings()).unwrap();
    assert_eq!(reader.layout().tables[0].mapping.columns, [Meaning::Name, Meaning::Email, Meaning::Other]);
    reader.set_mapping(0, vec![Meaning::Company, Meaning::Email, Meaning::Tags]);
    let row = reader.next().unwrap().unwrap();
    assert_eq!((row.company.as_str(), row.name.as_str(), row.tags), ("Dara", "", vec!["blue".to_owned()]));
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked_into_memory() {
    let mut sheet = b"<?xml version=\"1.0\"?><worksheet><sheetData>".to_vec();
    sheet.resize(600 << 20, b' ');
    let bomb = packed(&sheet);
    assert!(bomb.len() < 2 << 20);
    assert_eq!(report(&bomb).file_rejected, Some("too_large"));
}

#[test]
fn a_workbook_with_a_document_type_or_cut_off_is_refused() {
    let doctype = packed(b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><sheetData/></worksheet>");
    assert_eq!(report(&doctype).file_rejected, Some("xml_doctype"));
    let whole = workbook(&[&["Name", "Phone"], &["Dara", "012345678"]]);
    assert_eq!(report(&whole).importable, 1);
    for length in [30, whole.len() / 2, whole.len() - 10] {
        assert_eq!(report(&whole[..length]).file_rejected, Some("damaged_workbook"));
    }
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_takes_no_memory_for_the_gap() {
    let sheet = br#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Phone</t></is></c></row>
<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Dara</t></is></c><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>"#;
    let told = report(&packed(sheet));
    assert_eq!((told.data_rows, told.importable, told.rejected.empty), (1_048_575, 1, 1_048_574));
}

#[test]
fn cards_are_read_in_every_dialect() {
    let book = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=\r\n=ED=EE=E2;=CF=B8=F2=F0\r\nTEL;CELL:012345678\r\nEND:VCARD\r\n\
BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dara So\r\n k\r\nitem1.TEL;type=pref:012 345 679\r\nitem1.X-ABLabel:Telegram\r\nNOTE:one\\ntwo\\, three\r\nEND:VCARD\r\n\
BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Mekalong\r\nTEL;VALUE=uri:tel:+855-12-345-670;ext=5\r\nBDAY:--0412\r\n\
BEGIN:VCARD\r\nFN:Last\r\nEND:VCARD\r\n";
    let all: Vec<_> = Reader::from_bytes(book.as_bytes().to_vec(), settings()).unwrap().collect();
    assert_eq!(all.len(), 4);
    assert_eq!(all[0].as_ref().unwrap().name, "Пётр Иванов");
    let second = all[1].as_ref().unwrap();
    assert_eq!((second.name.as_str(), second.note.as_str()), ("Dara Sok", "one\ntwo, three"));
    assert_eq!(second.messengers, [("Telegram".to_owned(), "012 345 679".to_owned())]);
    assert_eq!(all[2].as_ref().unwrap_err().reason, Rejection::Unparseable);
    assert_eq!(all[3].as_ref().unwrap().name, "Last");
}

#[test]
fn a_fold_inside_a_character_loses_nothing() {
    let mut book = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\xE1\x9E\x9F\xE1".to_vec();
    book.extend_from_slice(b"\r\n \x9E\xBB\xE1\x9E\x81\r\nNOTE:\xE1\x9E\x9F\xE1\x9E\xBB\xE1\x9E\x81\xE1\x9E\x9F\xE1\x9E\xBB\xE1\x9E\x81\xE1\x9E\x9F\xE1\x9E\xBB\xE1\x9E\x81\r\nEND:VCARD\r\n");
    assert_eq!(rows(&book)[0].name, "សុខ");
}

#[test]
fn a_file_that_is_not_there_is_a_refusal() {
    let refused = Reader::open(std::path::Path::new("/nowhere/x.csv"), settings()).err().unwrap();
    assert_eq!(refused.reason, FileRejected::Unreadable);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_panic_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        report(&bytes);
    }

    #[test]
    fn no_table_panics(text in "(Name|Phone|Дата рождения|[\"',;\\t\\r\\n =@|a0é\\x00]){0,120}") {
        report(text.as_bytes());
    }

    #[test]
    fn no_cards_panic(text in "BEGIN:VCARD\n((N|FN|TEL|BDAY|item1\\.ADR|X-DAYBINDER-CONTACTS)[;:=,\\\\\"A-Za-z0-9ж ]{0,30}\r?\n ?){0,12}(END:VCARD)?") {
        report(text.as_bytes());
    }

    #[test]
    fn no_damaged_workbook_panics(at in 0_usize..6000, byte in any::<u8>(), cut in 0_usize..6000) {
        let mut bytes = workbook(&[&["Name", "Phone", "Birthday"], &["Dara", "012345678", "1990-01-02"]]);
        let length = bytes.len();
        bytes[at % length] = byte;
        report(&bytes);
        bytes.truncate(cut % length);
        report(&bytes);
    }

    #[test]
    fn every_written_row_is_counted_once(names in prop::collection::vec("[A-Za-z ]{0,6}", 1..30)) {
        let mut table = String::from("Name,Note\n");
        for name in &names {
            table.push_str(&format!("{name},\n"));
        }
        let told = report(table.as_bytes());
        prop_assert_eq!(told.data_rows, names.len() as u64);
        prop_assert_eq!(told.importable + told.rejected.empty, names.len() as u64);
    }
}
