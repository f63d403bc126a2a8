//! Every figure of the files that people really bring, against what they are known to hold.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use intake::{Country, Incoming, Meaning, Reader, Rejected, Rejection, Settings, Warning};
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/import"))
}

fn expected() -> Option<Value> {
    let path = folder().join("expected.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            println!("SKIPPED: the known files are not here ({})", path.display());
            None
        }
    }
}

fn settings(file: &Value) -> Settings {
    let country = file["default_country"].as_str().unwrap_or("KH");
    Settings { country: Country::parse(country).unwrap(), reference_date: domain::Date::new(2026, 11, 22).unwrap() }
}

struct Rows {
    good: Vec<Incoming>,
    bad: Vec<Rejected>,
}

fn read(name: &str, settings: Settings) -> Rows {
    let mut rows = Rows { good: vec![], bad: vec![] };
    for row in Reader::open(&folder().join(name), settings).unwrap() {
        match row {
            Ok(row) => rows.good.push(row),
            Err(rejected) => rows.bad.push(rejected),
        }
    }
    rows
}

fn vocabulary(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Town | Meaning::Country | Meaning::AddressMore => "address",
        other => other.key(),
    }
}

fn birthday_class(row: &Incoming) -> &'static str {
    for warning in &row.warnings {
        match warning {
            Warning::BirthdayImpossible(_) => return "impossible",
            Warning::BirthdayUnreadable(_) => return "unparseable",
            _ => {}
        }
    }
    match row.birthday {
        None => "empty",
        Some(birthday) if birthday.year.is_none() => "yearless",
        Some(_) => "valid",
    }
}

fn next_class(row: &Incoming, today: domain::Date) -> &'static str {
    for warning in &row.warnings {
        match warning {
            Warning::NextContactImpossible(_) => return "impossible",
            Warning::NextContactUnreadable(_) => return "unparseable",
            Warning::NextContactYearAssumed(_) => return "yearless",
            _ => {}
        }
    }
    match row.next_contact.and_then(domain::Place::day) {
        None => "empty",
        Some(day) if day < today => "past",
        Some(_) => "today_or_future",
    }
}

fn classes<'a>(of: impl Iterator<Item = &'a str>) -> Value {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    of.for_each(|class| *counts.entry(class).or_default() += 1);
    serde_json::to_value(counts).unwrap()
}

struct Complaints(Vec<String>);

impl Complaints {
    fn same(&mut self, what: &str, ours: impl Into<Value>, wanted: &Value) {
        let ours = ours.into();
        if !wanted.is_null() && ours != *wanted {
            self.0.push(format!("{what}: ours {ours}, wanted {wanted}"));
        }
    }
}

fn spot(file: &str, row: &Incoming, wanted: &Value, complaints: &mut Complaints) {
    let at = |key: &str| format!("{file} row {} {key}", row.row);
    let spaces = |text: &str| text.replace(',', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let e164: Vec<String> = row.phones.iter().filter_map(|phone| phone.e164.clone()).collect();
    let birthday = row.birthday.map(|birthday| birthday.to_string());
    let assumed = row.warnings.iter().any(|warning| matches!(warning, Warning::NextContactYearAssumed(_)));
    let next = row
        .next_contact
        .and_then(domain::Place::day)
        .map(|day| if assumed { format!("--{:02}-{:02}", day.month(), day.day()) } else { day.to_string() });
    complaints.same(&at("name"), row.name.clone(), &wanted["name"]);
    complaints.same(&at("position"), row.position.clone(), &wanted["position"]);
    complaints.same(&at("company"), row.company.clone(), &wanted["company"]);
    complaints.same(&at("phones"), e164, &wanted["phones"]);
    complaints.same(&at("emails"), row.emails.clone(), &wanted["emails"]);
    complaints.same(&at("birthday"), birthday.clone(), &wanted["birthday"]);
    complaints.same(&at("next_contact"), next, &wanted["next_contact"]);
    complaints.same(&at("note"), row.note.clone(), &wanted["note"]);
    complaints.same(&at("tags"), row.tags.clone(), &wanted["tags"]);
    complaints.same(&at("website"), row.website.clone(), &wanted["website"]);
    if let Some(address) = wanted["address"].as_str() {
        complaints.same(&at("address"), spaces(&row.whole_address()), &Value::from(spaces(address)));
    }
    for (number, extension) in wanted["extensions"].as_object().into_iter().flatten() {
        let found = row.phones.iter().find(|phone| phone.e164.as_ref() == Some(number)).and_then(|phone| phone.extension.clone());
        complaints.same(&at("extension"), found, extension);
    }
    // What the known row does not hold must not be there either.
    for (key, empty) in [
        ("name", row.name.is_empty()),
        ("company", row.company.is_empty()),
        ("birthday", row.birthday.is_none()),
        ("next_contact", row.next_contact.is_none()),
    ] {
        if wanted[key].is_null() && !empty {
            complaints.0.push(format!("{} should be empty", at(key)));
        }
    }
}

fn figures(file: &str, wanted: &Value, rows: &Rows, today: domain::Date, complaints: &mut Complaints) {
    let mut same = |key: &str, ours: Value| complaints.same(&format!("{file} {key}"), ours, &wanted[key]);
    let count = |reason: Rejection| rows.bad.iter().filter(|rejected| rejected.reason == reason).count();
    same("data_rows", (rows.good.len() + rows.bad.len()).into());
    same("importable", rows.good.len().into());
    same(
        "rejected",
        serde_json::json!({"empty": count(Rejection::Empty), "no_identity": count(Rejection::NoIdentity), "unparseable": count(Rejection::Unparseable)}),
    );
    let address = |address: &intake::RowAddress| match &address.sheet {
        Some(_) if wanted["sheets"].is_null() => Value::from(address.number),
        Some(_) => Value::from(address.to_string()),
        None => Value::from(address.number),
    };
    same("rejected_rows", rows.bad.iter().map(|rejected| address(&rejected.row)).collect());
    let mut finder = intake::duplicates::Finder::new();
    rows.good.iter().for_each(|row| finder.add(row));
    let groups = finder.finish();
    let listed: Vec<Value> = groups.groups.iter().map(|group| group.iter().map(|index| address(&rows.good[*index as usize].row)).collect()).collect();
    same("duplicate_groups", listed.len().into());
    same("rows_in_duplicate_groups", groups.groups.iter().map(Vec::len).sum::<usize>().into());
    same("distinct_clients", groups.distinct.into());
    same("duplicate_group_rows", listed.into());
    let [email, phone, name_company] = groups.shared;
    same("matches_found_by", serde_json::json!({"email": email, "phone": phone, "name_company": name_company}));
    same("birthdays", classes(rows.good.iter().map(birthday_class)));
    same("next_contact", classes(rows.good.iter().map(|row| next_class(row, today))));
    same("rows_with_valid_phone", rows.good.iter().filter(|row| row.phones.iter().any(|phone| phone.e164.is_some())).count().into());
    same("rows_with_email", rows.good.iter().filter(|row| !row.emails.is_empty()).count().into());
    same("phone_texts_not_valid", rows.good.iter().flat_map(|row| &row.phones).filter(|phone| phone.e164.is_none()).count().into());
    for check in wanted["spot_checks"].as_array().into_iter().flatten() {
        match rows.good.iter().find(|row| row.row.number == check["row"].as_u64().unwrap()) {
            Some(row) => spot(file, row, check, complaints),
            None => complaints.0.push(format!("{file} row {} is missing", check["row"])),
        }
    }
}

fn columns(file: &str, table: &intake::TableLayout, wanted: &Value, complaints: &mut Complaints) {
    for (header, meaning) in wanted["columns"].as_object().into_iter().flatten() {
        let found = table.headers.iter().position(|ours| ours == header).map(|index| vocabulary(table.mapping.columns[index]));
        complaints.same(&format!("{file} column {header}"), found, meaning);
    }
    let known = wanted["columns"].as_object();
    for header in wanted["columns_ignored_but_filled"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let mapped = table.headers.iter().position(|ours| ours == header).map(|index| vocabulary(table.mapping.columns[index]));
        if mapped.is_some_and(|mapped| known.is_some_and(|known| known.values().any(|value| value == mapped))) {
            complaints.0.push(format!("{file} column {header} should mean nothing, not {mapped:?}"));
        }
    }
}

#[test]
fn every_known_file_gives_every_known_figure() {
    let Some(expected) = expected() else { return };
    let mut complaints = Complaints(vec![]);
    for (file, wanted) in expected["files"].as_object().unwrap() {
        let settings = settings(wanted);
        let path = folder().join(file);
        if !path.exists() {
            println!("SKIPPED: {file} is not here");
            continue;
        }
        let report = serde_json::to_value(intake::inspect_file(&path, settings)).unwrap();
        complaints.same(&format!("{file} report file"), report["file"].clone(), &Value::from(file.as_str()));
        for key in ["encoding", "delimiter"] {
            if report[key] != wanted[key] {
                complaints.0.push(format!("{file} report {key}: ours {}, wanted {}", report[key], wanted[key]));
            }
        }
        if let Some(reason) = wanted["file_rejected"].as_str() {
            let reason = reason.split(' ').next().unwrap_or_default();
            complaints.same(&format!("{file} file_rejected"), report["file_rejected"].clone(), &Value::from(reason));
            continue;
        }
        if file == "hostile.csv" {
            continue;
        }
        for key in ["data_rows", "importable", "rejected", "duplicate_groups", "distinct_clients"] {
            complaints.same(&format!("{file} report {key}"), report[key].clone(), &wanted[key]);
        }
        let reader = Reader::open(&path, settings).unwrap();
        let tables = reader.layout().tables.clone();
        let rows = read(file, settings);
        if let [table] = tables.as_slice() {
            complaints.same(&format!("{file} columns_in_header"), table.headers.len(), &wanted["columns_in_header"]);
            columns(file, table, wanted, &mut complaints);
        }
        figures(file, wanted, &rows, settings.reference_date, &mut complaints);
        for (sheet, wanted) in wanted["sheets"].as_object().into_iter().flatten() {
            let table = tables.iter().find(|table| table.sheet.as_deref() == Some(sheet)).unwrap();
            columns(sheet, table, wanted, &mut complaints);
            let of = |address: &intake::RowAddress| address.sheet.as_deref() == Some(sheet);
            let part = Rows {
                good: rows.good.iter().filter(|row| of(&row.row)).cloned().collect(),
                bad: rows.bad.iter().filter(|row| of(&row.row)).cloned().collect(),
            };
            figures(sheet, wanted, &part, settings.reference_date, &mut complaints);
        }
    }
    assert!(complaints.0.is_empty(), "{}", complaints.0.join("\n"));
}

#[test]
fn hostile_rows_are_kept_as_texts() {
    let Some(expected) = expected() else { return };
    let wanted = &expected["files"]["hostile.csv"];
    let settings = settings(wanted);
    let mut rows = read("hostile.csv", settings);
    let total = rows.good.len() + rows.bad.len();
    assert!((42..=48).contains(&total), "{total}");
    rows.good.retain(|row| row.row.number <= 44);
    let mut complaints = Complaints(vec![]);
    figures("hostile.csv", wanted, &rows, settings.reference_date, &mut complaints);
    for seen in wanted["rows_seen"].as_array().unwrap() {
        let Some(row) = rows.good.iter().find(|row| row.row.number == seen["row"].as_u64().unwrap()) else { continue };
        let clean = |key: &str| {
            let text = seen[key].as_str().unwrap_or_default();
            let hidden = |c: &char| !matches!(*c, '\u{200b}' | '\0' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            text.chars().filter(hidden).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        for (key, ours) in [("First Name", &row.first), ("Last Name", &row.last), ("Company", &row.company)] {
            if !clean(key).starts_with("<") || !clean(key).ends_with("characters>") {
                complaints.same(&format!("hostile {} {key}", row.row), ours.clone(), &Value::from(clean(key)));
            }
        }
        if row.row.number == 21 {
            assert_eq!(row.warnings, vec![Warning::CellCut(5)]);
            assert_eq!(row.note.chars().count(), 32_000);
        }
    }
    assert!(complaints.0.is_empty(), "{}", complaints.0.join("\n"));
}

#[test]
fn all_small_files_in_one_binder_are_fewer_people() {
    let Some(expected) = expected() else { return };
    let left_out = ["big.csv", "hostile.csv", "empty.csv", "header_only.csv", "not_a_csv.csv"];
    let mut finder = intake::duplicates::Finder::new();
    let (mut all, mut importable) = (0_u64, 0_u64);
    for (file, wanted) in expected["files"].as_object().unwrap() {
        if left_out.contains(&file.as_str()) || !folder().join(file).exists() {
            continue;
        }
        let rows = read(file, settings(wanted));
        all += (rows.good.len() + rows.bad.len()) as u64;
        importable += rows.good.len() as u64;
        rows.good.iter().for_each(|row| finder.add(row));
    }
    let wanted = &expected["all_small_files_into_one_base"];
    assert_eq!(Value::from(all), wanted["rows"]);
    assert_eq!(Value::from(importable), wanted["importable"]);
    assert_eq!(Value::from(finder.finish().distinct), wanted["distinct_clients"]);
}

#[test]
fn a_prospecting_list_of_firms_is_read_whole() {
    let path = folder().join("organisations.csv");
    if !path.exists() {
        println!("SKIPPED: organisations.csv is not here");
        return;
    }
    let report = intake::inspect_file(&path, settings(&Value::Null));
    assert_eq!((report.data_rows, report.importable, report.file_rejected), (9456, 9456, None));
}
