//! What is kept of a person, as one file to hand out.

use super::marked::{ADDRESS, MARK, fill, holds};
use crate::each_database;
use crate::scene::file;
use std::io::{Cursor, Read};
use testkit::Caller::*;
use zip::ZipArchive;

fn texts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut text = Vec::new();
            file.read_to_end(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[test]
fn everything_that_is_kept_of_a_person_is_in_one_file() {
    each_database(|world| {
        let marked = fill(world);
        let answer = world.get(Chenda, &format!("/files/{}/person.zip", marked.client));
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"));
        let files = texts(&answer.bytes);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), 4, "{names:?}");
        assert!(names[2].starts_with("documents/") && names[3].starts_with("mail/"), "{names:?}");
        assert!(holds(&files[2].1) && holds(&files[3].1), "the bytes themselves");
        let json: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
        for part in [
            "card",
            "people",
            "ways_to_reach",
            "consents",
            "planned_steps",
            "history",
            "corrections",
            "moves",
            "mail",
            "letters_written_here",
            "sent_with_letters",
            "forms",
            "own_fields",
            "documents",
            "attachments",
        ] {
            assert!(json["kept"][part].as_array().is_some_and(|rows| !rows.is_empty()), "{part} is missing: {json}");
        }
        assert_eq!(json["kept"]["card"][0]["needs"], format!("{MARK} in needs"));
        assert!(json.to_string().contains("wants less paper") && json.to_string().contains("wish"));
        let page = String::from_utf8(files[1].1.clone()).unwrap();
        assert!(
            page.starts_with("<!DOCTYPE html>") && page.contains("Refused") && page.contains("wants paper") && !page.contains("<script"),
            "{page}"
        );
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'person_exported'"), 1);
    });
}

#[test]
fn of_one_contact_person_only_what_names_that_person() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let id = lotus.client;
        world.run(&format!("INSERT INTO contact (id, client_id, name) VALUES (801, {id}, 'Chan Dara'), (802, {id}, 'Sok Pisey')"));
        world.run(&format!("INSERT INTO reach (client_id, contact_id, kind, as_typed, norm) VALUES ({id}, 801, 'email', '{ADDRESS}', '{ADDRESS}')"));
        for note in ["chan dara wants paper", "Sok Pisey is away", "Nobody"] {
            assert_eq!(world.post(Sreymom, &format!("/files/{id}/filing"), &[("outcome", "reached"), ("note", note), ("next", "fri")]).status, 303);
        }
        let answer = world.get(Dara, &format!("/files/{id}/contacts/801/person.zip"));
        assert_eq!(answer.status, 200);
        let files = texts(&answer.bytes);
        let json = String::from_utf8(files[0].1.clone()).unwrap();
        assert!(json.contains("Chan Dara") && json.contains(ADDRESS) && json.contains("chan dara wants paper"), "{json}");
        assert!(!json.contains("Sok Pisey") && !json.contains("Nobody"), "{json}");
        assert_eq!(world.get(Dara, &format!("/files/{id}/contacts/987654321/person.zip")).status, 404);
        let foreign = file(world, Sreymom, "Palm", "today");
        assert_eq!(world.get(Dara, &format!("/files/{}/contacts/801/person.zip", foreign.client)).status, 404, "of another file");
        assert_eq!(world.get(Sreymom, &format!("/files/{id}/person.zip")).status, 403);
        assert_eq!(world.number("SELECT count(*) FROM audit WHERE kind = 'person_exported'"), 1, "what was refused was not handed out");
    });
}

#[test]
fn a_name_that_looks_like_markup_is_text_on_the_page() {
    each_database(|world| {
        let hostile = file(world, Sreymom, "<script>alert(1)</script>", "today");
        let answer = world.get(Chenda, &format!("/files/{}/person.zip", hostile.client));
        let page = String::from_utf8(texts(&answer.bytes)[1].1.clone()).unwrap();
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"), "{page}");
    });
}

#[test]
fn the_card_of_a_file_that_was_joined_into_this_one_is_handed_out_with_it() {
    each_database(|world| {
        let (lotus, palm, reed) =
            (file(world, Sreymom, "Lotus", "today"), file(world, Sreymom, "Palm", "today"), file(world, Sreymom, "Reed", "today"));
        for (kept, gone) in [(palm, reed), (lotus, palm)] {
            let path = format!("/files/{}/join/{}", kept.client, gone.client);
            let fields = world.get(Sreymom, &path).form_fields(&path);
            let fields: Vec<(&str, &str)> =
                fields.iter().filter(|(name, _)| name != "csrf").map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let joined = world.post(Sreymom, &path, &fields);
            assert_eq!(joined.status, 303, "{}", joined.body);
        }
        let answer = world.get(Dara, &format!("/files/{}/person.zip", lotus.client));
        let json: serde_json::Value = serde_json::from_slice(&texts(&answer.bytes)[0].1).unwrap();
        let names: Vec<&str> = json["kept"]["joined_cards"].as_array().unwrap().iter().filter_map(|card| card["name"].as_str()).collect();
        assert_eq!(names, ["Palm", "Reed"], "{json}");
    });
}
