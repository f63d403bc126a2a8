//! Documents in files: added, leafed through, found, kept in order (B21–B24).

use crate::each_database;
use crate::scene::{File, file, number_in, sound};
use std::io::Write;
use std::sync::atomic::AtomicBool;
use testkit::Caller::*;
use testkit::{Answer, Caller, World};

const HOSTILE: &str = "<script>alert(1)</script>";

fn add(world: &World, caller: Caller, of: File, name: &str, bytes: &[u8]) -> Answer {
    world.upload(caller, &format!("/files/{}/documents", of.client), &[("kind", "")], name, bytes)
}

/// Adds a document and gives its id.
fn added(world: &World, of: File, name: &str, bytes: &[u8]) -> i64 {
    let answer = add(world, Sreymom, of, name, bytes);
    assert_eq!(answer.status, 303, "{name}: {}", answer.body);
    number_in(answer.location(), "document=")
}

fn newest_version(world: &World, document: i64) -> i64 {
    world.number(&format!("SELECT max(id) FROM document_version WHERE document_id = {document} AND removed_at IS NULL"))
}

/// What the thread beside the requests does.
fn read_all(world: &World) {
    daybinder::documents::read_waiting(&world.app, &AtomicBool::new(false)).unwrap();
    assert_eq!(world.number("SELECT count(*) FROM document_version WHERE reading = 'waiting'"), 0);
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn picture() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/icons/icon-192.png")).unwrap()
}

fn page(world: &World, document: i64, number: u32) -> Answer {
    world.get(Sreymom, &format!("/documents/versions/{}/pages/{number}?width=400", newest_version(world, document)))
}

#[test]
fn what_was_added_is_shown_leafed_through_and_given_back_as_it_came() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "ហាងកាហ្វេ ផ្កាឈូក", "today");
        let card = world.get(Sreymom, &format!("/files/{}/card.pdf", lotus.client));
        assert_eq!(card.status, 200);
        let offer = added(world, lotus, "Offer_2026.pdf", &card.bytes);
        let photo = added(world, lotus, "front.png", &picture());
        read_all(world);
        let tab = world.get(Sreymom, &format!("/files/{}/documents", lotus.client));
        assert!(tab.says("Offer 2026") && tab.says("front") && tab.says(">Offer") && tab.says("data-key=\"]\""), "{}", tab.body);
        assert!(tab.says("name=\"next\""), "the filing form stays beside the documents");
        let shown = page(world, offer, 1);
        assert_eq!((shown.status, shown.header("content-type")), (200, "image/png"));
        assert!(shown.bytes.starts_with(b"\x89PNG"), "a picture that was drawn here");
        assert_eq!(page(world, offer, 2).status, 404, "the card is one page");
        assert_eq!(page(world, photo, 1).header("content-type"), "image/jpeg", "what shines through nowhere is a JPEG");
        let way = format!("/documents/versions/{}/bytes", newest_version(world, offer));
        let back = world.get(Sreymom, &way);
        assert_eq!(back.bytes, card.bytes);
        assert!(back.header("content-disposition").starts_with("attachment") && back.header("content-security-policy").contains("sandbox"));
        for address in
            [way.clone(), format!("/files/{}/documents", lotus.client), format!("/documents/versions/{}/pages/1", newest_version(world, offer))]
        {
            assert_eq!(world.get(Ivan, &address).status, 404, "{address} is nobody else's");
            assert_eq!(world.get(Dara, &address).status, 200, "the head sees {address}");
        }
        sound(world, "documents");
    });
}

#[test]
fn what_is_large_is_taken_up_to_the_bound_that_was_set_and_beyond_it_is_said_so() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let large: Vec<u8> = (0_u32..3_000_000).map(|number| (number % 251) as u8).collect();
        let document = added(world, lotus, "plan.bin", &large);
        let version = newest_version(world, document);
        assert_eq!(world.get(Sreymom, &format!("/documents/versions/{version}/bytes")).bytes, large);
        let small = world.second_node_with(&daybinder::routes::routes(), web::Config { upload_bytes_max: 1024 * 1024, ..world.app.config.clone() });
        for size in [1024 * 1024 + 1, 3_000_000] {
            let refused = add(&small, Sreymom, lotus, "plan.bin", &large[..size]);
            assert!(refused.status == 413 && refused.says("too large to take in"), "{size}: {} {}", refused.status, refused.body);
        }
        assert_eq!(world.number("SELECT count(*) FROM document_version"), 1);
    });
}

#[test]
fn words_inside_documents_are_found_in_every_script_by_whoever_sees_the_file() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let khmer = file(world, Sreymom, "ហាងលក់ម៉ាស៊ីនភ្លើង", "today");
        added(world, lotus, "machines.pdf", &world.get(Sreymom, &format!("/files/{}/card.pdf", khmer.client)).bytes);
        let letter = "<w:document><w:body><w:p><w:r><w:t>Dear Madam, the </w:t></w:r><w:r><w:t>generator &amp; its winch</w:t></w:r></w:p><w:p><w:r><w:delText>zeppelin</w:delText></w:r></w:p></w:body></w:document>";
        added(world, lotus, "letter.docx", &zipped(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", letter)]));
        let (text, ..) = encoding_rs::WINDOWS_1251.encode("Поставка мебели для гостиницы, двенадцать шкафов, срок три недели");
        added(world, lotus, "график.txt", &text);
        added(world, lotus, "clients.xlsx", &world.get(Sreymom, "/export/xlsx").bytes);
        read_all(world);
        let found = |caller, typed: &str| {
            let query: String = typed.bytes().map(|byte| format!("%{byte:02x}")).collect();
            world.get(caller, &format!("/find?q={query}"))
        };
        for (typed, title) in
            [("ម៉ាស៊ីនភ្លើង", "machines"), ("winch", "letter"), ("generator & its", "letter"), ("шкафов", "график"), ("Offer for paper", "clients")]
        {
            let answer = found(Sreymom, typed);
            assert!(
                answer.says("In documents") && answer.says(&format!("{title} · Lotus")),
                "{typed}: {:?}",
                world.rows("SELECT version_id, text FROM document_text")
            );
            assert!(!found(Ivan, typed).says("· Lotus"), "{typed} is not Ivan's");
        }
        let alone = world.get(Sreymom, "/find?in=documents&q=winch");
        assert!(alone.says("letter · Lotus") && alone.says("value=\"documents\" selected") && !alone.says(">Notes</h2>"));
        let elsewhere = world.get(Sreymom, "/find?in=clients&q=winch");
        assert!(!elsewhere.says("letter · Lotus") && elsewhere.says("href=\"/find?q=winch\""), "and a way to look everywhere");
        assert!(!world.get(Ivan, "/find?in=documents&q=winch").says("· Lotus"));
        assert!(!found(Sreymom, "zeppelin").says("letter · Lotus"), "what was deleted in Word is not there");
        // A newer version without the word, and a document that was taken out, are no longer found by it.
        let letter = world.number("SELECT id FROM document WHERE title = 'letter'");
        let newer = world.upload(Sreymom, &format!("/documents/{letter}/versions"), &[], "letter.txt", b"Only a pulley");
        assert_eq!(newer.status, 303, "{}", newer.body);
        read_all(world);
        assert!(!found(Sreymom, "winch").says("letter · Lotus"));
        assert!(found(Sreymom, "pulley").says("letter · Lotus"));
        assert_eq!(world.post(Sreymom, &format!("/documents/{letter}/remove"), &[]).status, 303);
        assert!(!found(Sreymom, "pulley").says("letter · Lotus"));
    });
}

#[test]
fn everything_done_to_a_document_is_taken_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let stand = || {
            (
                world.rows("SELECT id, title, kind, own_kind_id, position, removed_at FROM document WHERE removed_at IS NULL ORDER BY position, id"),
                world.rows("SELECT v.document_id, v.number, v.hash FROM document_version v JOIN document d ON d.id = v.document_id WHERE v.removed_at IS NULL AND d.removed_at IS NULL ORDER BY v.id"),
            )
        };
        let last = || world.number("SELECT max(id) FROM undo");
        let back = |undo: i64| world.post(Sreymom, &format!("/undo/{undo}"), &[]).status;
        let nothing = stand();
        let first = added(world, lotus, "a.txt", b"first");
        let adding = last();
        assert_eq!(back(adding), 303);
        assert_eq!(stand(), nothing);
        let first = {
            assert!(first > 0);
            added(world, lotus, "a.txt", b"first")
        };
        let adding = last();
        let second = added(world, lotus, "b.txt", b"second");
        let third = added(world, lotus, "c.txt", b"third");
        let before = stand();
        let base = format!("/documents/{first}");
        let before_second = second.to_string();
        let third_way = format!("/documents/{third}/move");
        let actions: [(&str, Vec<(&str, &str)>); 4] = [
            (&base, vec![("title", "Price list"), ("kind", "offer")]),
            (&third_way, vec![("before", before_second.as_str())]),
            (&format!("{base}/remove"), vec![]),
            (&format!("{base}/move"), vec![("before", "")]),
        ];
        for (way, fields) in &actions {
            assert_eq!(world.post(Sreymom, way, fields).status, 303, "{way}");
            assert_ne!(stand(), before, "{way} does something");
            assert_eq!(back(last()), 303, "{way}");
            assert_eq!(stand(), before, "{way} leaves no trace");
        }
        assert_eq!(world.upload(Sreymom, &format!("{base}/versions"), &[], "a2.txt", b"newer").status, 303);
        let newer = last();
        let with_newer = stand();
        assert_eq!(back(adding), 422, "a newer version stands on it");
        assert_eq!(stand(), with_newer);
        assert_eq!(back(newer), 303);
        assert_eq!(stand(), before);
        let same = world.upload(Sreymom, &format!("{base}/versions"), &[], "again.txt", b"first");
        assert!(same.status == 422 && same.says("the same file as the newest version"));
        assert_eq!(stand(), before);
        sound(world, "documents taken back");
    });
}

#[test]
fn nobody_reaches_into_anothers_file_and_nothing_hostile_does_harm() {
    each_database(|world| {
        let mine = file(world, Sreymom, "Lotus", "today");
        let theirs = file(world, Ivan, "Palm", "today");
        let document = added(world, mine, "offer.txt", b"a secret price");
        let other = world.upload(Ivan, &format!("/files/{}/documents", theirs.client), &[], "x.txt", b"theirs");
        let other = number_in(other.location(), "document=");
        let shelf = |world: &World| {
            let mut hashes = Vec::new();
            world
                .app
                .config
                .documents
                .shelf
                .walk(&mut |hash, _| {
                    hashes.push(hash);
                    Ok(())
                })
                .unwrap();
            hashes.sort();
            hashes
        };
        let (before, stood) = (world.everything(), shelf(world));
        assert_eq!(add(world, Ivan, mine, "mine.txt", b"put into your file").status, 404);
        for way in ["", "/move", "/remove"] {
            let fields = [("title", "Mine now"), ("kind", "offer"), ("before", "")];
            assert_eq!(world.post(Ivan, &format!("/documents/{document}{way}"), &fields).status, 404, "{way}");
        }
        assert_eq!(world.upload(Ivan, &format!("/documents/{document}/versions"), &[], "x.txt", b"replaced").status, 404);
        let across = other.to_string();
        assert_eq!(
            world.post(Sreymom, &format!("/documents/{document}/move"), &[("before", across.as_str())]).status,
            404,
            "before one of another file"
        );
        assert_eq!(world.post(Sreymom, &format!("/documents/{document}"), &[("title", "x"), ("kind", "own-77")]).status, 422);
        assert_eq!(world.post(Sreymom, &format!("/documents/{document}"), &[("title", " "), ("kind", "offer")]).status, 422);
        assert_eq!(world.post(Sreymom, "/documents/kinds", &[("names", "Mine")]).status, 403, "kinds are the heads' business");
        let empty = add(world, Sreymom, mine, "empty.pdf", b"");
        assert!(empty.status == 422 && empty.says("Choose a file first"), "{}", empty.body);
        assert_eq!(before, world.everything(), "a refusal writes nothing");
        assert_eq!(stood, shelf(world), "and puts nothing on the shelf");

        let hostile = added(world, mine, &format!("{HOSTILE}../../etc/passwd.html"), HOSTILE.as_bytes());
        read_all(world);
        let tab = world.get(Sreymom, &format!("/files/{}/documents?document={hostile}", mine.client));
        assert!(!tab.says(HOSTILE) && tab.says("&lt;script&gt;"), "shown as text");
        let back = world.get(Sreymom, &format!("/documents/versions/{}/bytes", newest_version(world, hostile)));
        assert_eq!(back.header("content-type"), "application/octet-stream");
        assert!(back.header("content-disposition").starts_with("attachment;") && !back.header("content-disposition").contains('/'));
    });
}

#[test]
fn a_document_that_breaks_its_reader_breaks_nothing_else() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let card = world.get(Sreymom, &format!("/files/{}/card.pdf", lotus.client)).bytes;
        let deep = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer <</Root 1 0 R>>", "[".repeat(2_000_000));
        let bomb = zipped(&[("word/document.xml", &"<w:p><w:t>x</w:t></w:p>".repeat(3_000_000))]);
        let torn = zipped(&[("xl/workbook.xml", "<workbook")]);
        let cases: [(&str, Vec<u8>); 8] = [
            ("cut.pdf", card[..card.len() / 3].to_vec()),
            ("deep.pdf", deep.into_bytes()),
            ("bomb.docx", bomb),
            ("torn.xlsx", torn),
            ("not.docx", b"PK\x03\x04 not a zip".to_vec()),
            ("cut.png", picture()[..300].to_vec()),
            ("program.exe", b"MZ\x00\x00\x00\xff\xfe\x01".to_vec()),
            (
                "entities.docx",
                zipped(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"boom\"><!ENTITY c \"&b;&b;&b;\">]><w:p><w:t>kept &c;</w:t></w:p>")]),
            ),
        ];
        let all: Vec<(&str, i64)> = cases.iter().map(|(name, bytes)| (*name, added(world, lotus, name, bytes))).collect();
        read_all(world);
        for (name, document) in &all {
            let tab = world.get(Sreymom, &format!("/files/{}/documents?document={document}", lotus.client));
            assert_eq!(tab.status, 200, "{name}");
            assert!(page(world, *document, 1).status == 404 || name.ends_with(".pdf"), "{name} has no picture");
        }
        let text: Vec<String> = world.rows("SELECT text FROM document_text").iter().map(|row| format!("{:?}", row[0])).collect();
        assert!(text.iter().all(|text| !text.contains("boom")), "no entity is expanded");
        let still = added(world, lotus, "after.txt", b"the next one is read all the same");
        read_all(world);
        assert_eq!(world.number(&format!("SELECT count(*) FROM document_version WHERE document_id = {still} AND reading = 'read'")), 1);
    });
}

#[test]
fn equal_contents_stand_once_and_are_swept_when_nobody_can_bring_them_back() {
    each_database(|world| {
        let (lotus, palm) = (file(world, Sreymom, "Lotus", "today"), file(world, Ivan, "Palm", "today"));
        let first = added(world, lotus, "a.txt", b"the same words");
        let answer = world.upload(Ivan, &format!("/files/{}/documents", palm.client), &[], "b.txt", b"the same words");
        assert_eq!(answer.status, 303);
        let shelf = &world.app.config.documents.shelf;
        let count = || {
            let mut count = 0;
            shelf
                .walk(&mut |_, _| {
                    count += 1;
                    Ok(())
                })
                .unwrap();
            count
        };
        assert_eq!(count(), 1, "one place for both");
        let days = |days: i64| {
            // The shelf's own clock is the disk's: what was put now is old enough the day after tomorrow.
            let now = std::fs::metadata(std::env::current_exe().unwrap()).unwrap().modified().unwrap() + std::time::Duration::from_secs(400 * 86_400);
            files::documents::mark_swept(&world.app.db, shelf, now, world.now().as_millisecond() + days * 86_400_000).unwrap().removed
        };
        assert_eq!(days(30), 0, "both are used");
        assert_eq!(world.post(Sreymom, &format!("/documents/{first}/remove"), &[]).status, 303);
        assert_eq!(days(30), 0, "the other is used");
        let second = number_in(answer.location(), "document=");
        assert_eq!(world.post(Ivan, &format!("/documents/{second}/remove"), &[]).status, 303);
        assert_eq!(days(3), 0, "that can be taken back");
        assert_eq!(days(30), 1);
        assert_eq!((count(), world.number("SELECT count(*) FROM document_version WHERE swept_at IS NULL")), (0, 0));
    });
}

#[test]
fn the_company_has_kinds_of_its_own() {
    each_database(|world| {
        assert_eq!(world.post(Dara, "/documents/kinds", &[("names", "Contract | កិច្ចសន្យា | Договор")]).status, 303);
        let kind = world.number("SELECT max(id) FROM document_kind");
        let lotus = file(world, Sreymom, "Lotus", "today");
        let document = added(world, lotus, "a.txt", b"words");
        let own = format!("own-{kind}");
        assert_eq!(world.post(Sreymom, &format!("/documents/{document}"), &[("title", "A"), ("kind", &own)]).status, 303);
        assert!(world.get(Sreymom, &format!("/files/{}/documents", lotus.client)).says("Contract"));
        assert_eq!(world.post(Dara, &format!("/documents/kinds/{kind}/retire"), &[]).status, 303);
        let refused = world.upload(Sreymom, &format!("/files/{}/documents", lotus.client), &[("kind", &own)], "b.txt", b"more");
        assert!(refused.status == 422 && refused.says("Choose a kind from the list"), "{}", refused.body);
        assert!(world.get(Sreymom, &format!("/files/{}/documents", lotus.client)).says("Contract"), "what has it keeps it");
        assert_eq!(world.post(Dara, "/documents/kinds", &[("names", " | | ")]).status, 422);
    });
}
