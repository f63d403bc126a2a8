//! Taking clients in and out through the real router.

use binder::By;
use domain::working::WorkingCalendar;
use files::export::Form;
use files::import::{Duplicates, Outcome, Plan, take};
use intake::Outgoing;
use std::cell::RefCell;
use std::path::PathBuf;
use store::{StoreError, Value};
use testkit::Caller::{self, Chenda, Dara, Ivan, Sokha, Sreymom};
use testkit::{World, each_database_with};
use web::{Failure, Texts};

thread_local! {
    /// Files that a test laid into the folder for temporary files.
    static LAID: RefCell<Vec<PathBuf>> = const { RefCell::new(Vec::new()) };
}

/// Removes them, also when the test fails.
struct Tidy;

impl Drop for Tidy {
    fn drop(&mut self) {
        for path in LAID.take() {
            for path in [path.with_extension("name"), path.with_extension("taking"), path] {
                let _ = std::fs::remove_file(path);
            }
        }
    }
}

pub(crate) fn each_database(test: impl Fn(&World)) {
    each_database_with(&files::routes(), |world| {
        let _tidy = Tidy;
        test(world);
    });
}

/// Remembers where a waiting upload lies.
fn lies(world: &World, caller: Caller, at: &str) {
    let token = at.rsplit('/').next().unwrap_or_default();
    LAID.with_borrow_mut(|laid| laid.push(std::env::temp_dir().join(format!("daybinder-import-{}-{token}", world.id(caller).0))));
}

const PEOPLE: &str = "First Name,Last Name,Organization Name,Phone 1 - Value,E-mail 1 - Value,Notes,Next contact,Shoe size\r\n\
    Dara,Sok,Mekalong Travel,012 345 678,dara@mekalong.example,\"Likes tea, not coffee\",2026-12-03,42\r\n\
    សុខា,ចាន់,,098 385 989,,ទិញគ្រឿងសង្ហារិម,,\r\n\
    Иван,Орлов,Речной Порт,+7 495 123-45-67,orlov@port.example,Звонить утром,2020-01-01,\r\n\
    D.,Sok,,,DARA@mekalong.example,Second card,,\r\n\
    ,,,,,only a note,,\r\n\
    <script>alert(1)</script>,,\"=HYPERLINK(\"\"x\"\")\",,evil@example.com,+SUM(1),,\r\n";

pub(crate) fn by(world: &World, caller: Caller) -> By {
    By::company(world.id(caller), world.now(), world.today(), WorkingCalendar::default())
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Uploads and returns where the columns are shown.
fn uploaded(world: &World, caller: Caller, name: &str, bytes: &[u8]) -> String {
    let answer = world.upload(caller, "/import", &[], name, bytes);
    assert_eq!(answer.status, 303, "{}", answer.body);
    lies(world, caller, answer.location());
    answer.location().to_owned()
}

fn taken(world: &World, caller: Caller, fields: &[(&str, &str)]) -> String {
    let at = uploaded(world, caller, "people.csv", PEOPLE.as_bytes());
    let answer = world.post(caller, &at, fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

pub(crate) fn plan(world: &World, caller: Caller, name: &str, bytes: &[u8], duplicates: Duplicates) -> Plan {
    let path = std::env::temp_dir().join(format!("daybinder-it-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    LAID.with_borrow_mut(|laid| laid.push(path.clone()));
    Plan { from: web::audit::Origin::command_line(), path, file_name: name.to_owned(), mapping: Vec::new(), owner_id: world.id(caller), duplicates }
}

pub(crate) fn take_in(world: &World, caller: Caller, plan: &Plan) -> Result<Outcome, Failure> {
    let texts: Texts<'_> = world.app.texts.speak(domain::Language::En);
    take(&world.app.db, &by(world, caller), texts, ("KH", &["phone".to_owned()]), plan, &mut |_, _| {})
}

pub(crate) fn stands_somewhere(world: &World) {
    let lost = "SELECT count(*) FROM client c WHERE c.state = 'active' AND NOT EXISTS
        (SELECT 1 FROM slip s WHERE s.id = c.slip_id AND s.client_id = c.id AND s.state = 'open' AND s.place = c.place AND s.person_id = c.owner_id)";
    assert_eq!(world.number(lost), 0);
}

fn exported(world: &World, caller: Caller) -> Vec<Outgoing> {
    let mut all = Vec::new();
    files::export::rows(&world.app.db, &by(world, caller), &mut |row| {
        all.push(row);
        Ok(())
    })
    .unwrap_or_else(|error: StoreError| panic!("{error}"));
    all
}

#[test]
fn a_file_is_looked_over_before_anything_is_written() {
    each_database(|world| {
        let before = world.everything();
        let at = uploaded(world, Sreymom, "people.csv", PEOPLE.as_bytes());
        let page = world.get(Sreymom, &at);
        assert_eq!(page.status, 200);
        for said in [
            "people.csv",
            "First Name",
            "Dara · សុខា · Иван",
            "Mekalong Travel",
            "Thu 3 Dec",
            "a coming day",
            "Make one of them",
            "Take in 5 rows",
            "dara@mekalong.example",
        ] {
            assert!(page.says(said), "{said}: {}", page.body);
        }
        assert!(page.says("<option value=\"note\" selected>") && page.says("<b>6</b>") && page.says("<b>5</b>"));
        assert!(page.says("&lt;script&gt;") && !page.says("<script>alert"));
        let again = world.post(Sreymom, &at, &[("look", "1"), ("column-0-7", "ignore"), ("duplicates", "skip")]);
        assert_eq!(again.status, 200);
        assert!(again.says("<option value=\"ignore\" selected>"));
        assert_eq!(world.everything(), before);
    });
}

#[test]
fn every_row_that_can_be_a_client_becomes_one_under_a_date() {
    each_database(|world| {
        let done = taken(world, Sreymom, &[("duplicates", "merge")]);
        assert_eq!(world.number("SELECT count(*) FROM client"), 4);
        stands_somewhere(world);
        let dara = world.rows("SELECT c.name, c.kind, c.company, c.place, s.kind, c.note, c.phone FROM client c JOIN slip s ON s.id = c.slip_id WHERE c.name = 'Dara Sok'");
        assert_eq!(dara[0][..5], [text("Dara Sok"), text("person"), text("Mekalong Travel"), Value::Int(20_261_203), text("call")]);
        let Value::Text(note) = &dara[0][5] else { panic!("no note") };
        assert!(note.contains("Likes tea, not coffee") && note.contains("Second card") && note.contains("Shoe size: 42"), "{note}");
        assert_eq!(
            world.rows("SELECT norm FROM reach WHERE kind = 'phone' ORDER BY norm").concat(),
            [text("+74951234567"), text("+85512345678"), text("+85598385989")]
        );
        assert_eq!(world.number("SELECT count(*) FROM slip_event WHERE what = 'imported'"), 4);
        assert_eq!(world.number("SELECT count(*) FROM find_queue WHERE what = 'client'"), 4);
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE place < 20261124"), 0, "what is past or missing is dealt to a coming day");
        let page = world.get(Sreymom, &done);
        for said in ["<b>4</b>", "new clients", "rows joined", "1 row left out", "action=\"/undo/"] {
            assert!(page.says(said), "{said}: {}", page.body);
        }
        let rejects = world.get(Sreymom, &done.replace("/done", "/rejects.csv"));
        assert_eq!(rejects.body, "\u{feff}Row,Why it was left out\r\n5,\"no name, company, phone or e-mail\",,,,,,only a note,,\r\n");
        assert_eq!(world.get(Ivan, &done).status, 404);
    });
}

#[test]
fn what_is_longer_than_its_place_stands_whole_in_the_note() {
    each_database(|world| {
        let (position, step, company) = ("p".repeat(309), "s".repeat(611), "c".repeat(240));
        let list = format!("Name,Company,Position,What the next contact is about,Phone\nDara Sok,{company},{position},{step},012 345 678\n");
        let plan = plan(world, Sreymom, "long.csv", list.as_bytes(), Duplicates::Skip);
        assert_eq!(take_in(world, Sreymom, &plan).unwrap().taken, 1);
        let Value::Text(note) = &world.rows("SELECT note FROM client")[0][0] else { panic!("no note") };
        assert!(note.contains(&position) && note.contains(&step) && note.contains(&company), "{note}");
        stands_somewhere(world);
    });
}

#[test]
fn undoing_an_import_removes_every_client_of_it() {
    each_database(|world| {
        taken(world, Sreymom, &[("duplicates", "separate")]);
        assert_eq!(world.number("SELECT count(*) FROM client"), 5);
        let page = world.get(Sreymom, "/import");
        assert!(page.says("people.csv") && page.says("Take it back"), "{}", page.body);
        world.app.db.write(|tx| binder::undo::take_back(tx, &by(world, Sreymom), None).map(drop)).unwrap();
        for table in ["client", "slip", "contact", "reach", "slip_event"] {
            assert_eq!(world.number(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
        }
        assert!(world.get(Sreymom, "/import").says("taken back"));
    });
}

#[test]
fn a_client_that_is_here_already_is_not_doubled() {
    each_database(|world| {
        let first = b"Name,Phone\nDara Sok,012 345 678\nLina Keo,012 345 679\n";
        take_in(world, Sreymom, &plan(world, Sreymom, "first.csv", first, Duplicates::Merge)).unwrap();
        let more = b"Name,Phone,E-mail\nD. Sok,+855 12 345 678,dara@new.example\nLina Keo,012345679,\nNew One,012 345 680,\n";
        let merge = plan(world, Sreymom, "more.csv", more, Duplicates::Merge);
        let outcome = take_in(world, Sreymom, &merge).unwrap();
        assert_eq!((outcome.taken, outcome.merged, outcome.rejected), (1, 1, 1));
        assert!(outcome.rejects_csv.contains("already here: Lina Keo"));
        assert_eq!(world.number("SELECT count(*) FROM reach WHERE norm = 'dara@new.example'"), 1);
        world.app.db.write(|tx| binder::undo::take_back(tx, &by(world, Sreymom), None).map(drop)).unwrap();
        assert_eq!(world.number("SELECT count(*) FROM reach WHERE norm = 'dara@new.example'"), 0);
        let skip = Plan { duplicates: Duplicates::Skip, ..merge.clone() };
        let outcome = take_in(world, Sreymom, &skip).unwrap();
        assert_eq!((outcome.taken, outcome.merged, outcome.rejected), (1, 0, 2));
        let separate = Plan { duplicates: Duplicates::Separate, ..merge };
        assert_eq!(take_in(world, Sreymom, &separate).unwrap().taken, 3);
        stands_somewhere(world);
    });
}

#[test]
fn clients_without_a_date_are_dealt_evenly_within_capacity() {
    each_database(|world| {
        let rows: String = (0..200).map(|row| format!("Client {row},row{row}@example.com\n")).collect();
        let bytes = format!("Name,E-mail\n{rows}");
        take_in(world, Sreymom, &plan(world, Sreymom, "many.csv", bytes.as_bytes(), Duplicates::Merge)).unwrap();
        stands_somewhere(world);
        let days = world.rows("SELECT place, count(*) FROM slip GROUP BY place ORDER BY place");
        assert!(days.len() >= 38, "{days:?}");
        assert!(days.iter().all(|day| matches!(day[1], Value::Int(1..=8))), "{days:?}");
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE place = 20261225"), 0, "a day off gets nothing");
    });
}

#[test]
fn a_column_for_the_colleague_is_honoured_as_far_as_the_actor_may_give() {
    each_database(|world| {
        let bytes = b"Name,Phone,Owner\nA,012345671,ivan@shop.example.com\nB,012345672,SREYMOM@shop.example.com\nC,012345673,nobody@example.com\n";
        let owners = "SELECT owner_id FROM client ORDER BY name";
        take_in(world, Sokha, &plan(world, Dara, "owned.csv", bytes, Duplicates::Merge)).unwrap();
        assert_eq!(world.rows(owners).concat(), [Ivan, Sreymom, Dara].map(|caller| Value::from(world.id(caller))));
        stands_somewhere(world);
        let at = uploaded(world, Sreymom, "owned.csv", bytes);
        let foreign = world.id(Ivan).0.to_string();
        assert_eq!(world.post(Sreymom, &at, &[("duplicates", "separate"), ("owner", &foreign)]).status, 404);
        assert_eq!(world.number("SELECT count(*) FROM client"), 3);
        assert!(world.get(Dara, "/import").status == 200 && !world.get(Sreymom, &at).says("name=\"owner\""));
    });
}

#[test]
fn a_file_that_is_no_list_is_refused_with_a_reason() {
    each_database(|world| {
        let before = world.everything();
        for (name, bytes, said) in [
            ("a.csv", b"a,b\n1,2\n".as_slice(), ""),
            ("b.csv", b"Name,Phone\n", "nothing below it"),
            ("c.xml", b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", "document type"),
            ("d.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no list"),
            ("e.xlsx", b"PK\x03\x04broken", ""),
        ] {
            let answer = world.upload(Sreymom, "/import", &[], name, bytes);
            if answer.status == 303 {
                lies(world, Sreymom, answer.location());
                // A table whose columns say nothing can still be matched by hand; as it is, it is refused.
                let run = world.post(Sreymom, answer.location(), &[("duplicates", "merge")]);
                assert_eq!(run.status, 422, "{name}: {}", run.body);
                continue;
            }
            assert_eq!(answer.status, 422, "{name}");
            assert!(answer.says(said) && answer.says("role=\"alert\""), "{name}: {}", answer.body);
        }
        assert_eq!(world.upload(Sreymom, "/import", &[], "empty.csv", b"").status, 422);
        assert_eq!(world.everything(), before);
    });
}

#[test]
fn a_file_waits_only_for_the_person_who_sent_it() {
    each_database(|world| {
        let at = uploaded(world, Sreymom, "people.csv", PEOPLE.as_bytes());
        for caller in [Ivan, Dara, Chenda] {
            assert_eq!(world.get(caller, &at).status, 404);
            assert_eq!(world.post(caller, &at, &[("duplicates", "merge")]).status, 404);
        }
        assert_eq!(world.get(Sreymom, "/import/../../etc/passwd").status, 404);
        assert_eq!(world.get(Sreymom, &format!("/import/{}", "0".repeat(64))).status, 404);
        assert_eq!(world.number("SELECT count(*) FROM client"), 0);
        assert_eq!(world.get(Sreymom, &at).status, 200);
    });
}

/// Fifty clients in three scripts, with everything that an export carries.
fn sample() -> String {
    let mut card = String::new();
    for index in 0..50 {
        let (person, company, note) = match index % 3 {
            0 => ("Chan Dara", "Lotus Café", "Asked for samples; call\\nafter lunch, not before"),
            1 => ("ចាន់ ដារ៉ា", "សាលាបាយ", "=1+1 មិនមែនរូបមន្ត"),
            _ => ("Иван Орлов", "Речной Порт", "+7 раз \"звонить\""),
        };
        card.push_str("BEGIN:VCARD\r\nVERSION:4.0\r\n");
        let (kind, company) = if index % 4 == 0 { ("person", String::new()) } else { ("company", format!("{company} {index}")) };
        card.push_str(&format!("N:;{person} {index};;;\r\nFN:{person} {index}\r\nX-DAYBINDER-KIND:{kind}\r\n"));
        if !company.is_empty() {
            card.push_str(&format!("ORG:{company}\r\nTITLE:-owner\r\n"));
        }
        card.push_str(&format!("TEL:012 3456{index:02}\r\nTEL:+855 23 9988{index:02} ext. 7\r\nEMAIL:row{index}@example.com\r\n"));
        card.push_str(&format!("NOTE:{note}\r\nCATEGORIES:vip,@riverside\r\nBDAY:198{}0512\r\nADR:;;1 Quay;Kampot;;;Cambodia\r\n", index % 10));
        let next = if index % 5 == 0 { "2027-07".to_owned() } else { format!("2026-12-{:02}", 1 + index % 28) };
        card.push_str(&format!("X-DAYBINDER-NEXT-CONTACT:{next}\r\nX-DAYBINDER-NEXT-LINE:Contract {index}\r\n"));
        card.push_str(&format!("X-DAYBINDER-CONSENT:Offers {index}, no calls\r\nX-DAYBINDER-PREFERRED-CHANNEL:Telegram\r\n"));
        if index % 3 == 0 {
            card.push_str("X-DAYBINDER-TOP-RANKED:yes\r\n");
        }
        if index % 7 == 0 {
            card.push_str("X-DAYBINDER-STATE:do_not_contact\r\n");
        }
        card.push_str("END:VCARD\r\n");
    }
    card
}

#[test]
fn what_was_exported_imports_to_the_same_clients() {
    let mut files: Vec<(Form, Vec<u8>, Vec<Outgoing>)> = Vec::new();
    let collected = std::cell::RefCell::new(&mut files);
    each_database(|world| {
        let outcome = take_in(world, Sreymom, &plan(world, Sreymom, "sample.vcf", sample().as_bytes(), Duplicates::Separate)).unwrap();
        assert_eq!((outcome.taken, outcome.rejected), (50, 0));
        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'closed'"), 8);
        assert_eq!(
            world.number("SELECT count(*) FROM client WHERE top_ranked = 1 AND preferred_channel = 'Telegram' AND consent LIKE 'Offers %'"),
            17
        );
        stands_somewhere(world);
        for form in Form::ALL {
            let answer = world.get(Sreymom, &format!("/export/{}", form.ending()));
            assert_eq!(answer.status, 200);
            assert!(answer.header("content-disposition").contains("attachment"));
            collected.borrow_mut().push((form, answer.bytes, exported(world, Sreymom)));
        }
        assert_eq!(world.get(Sreymom, "/export/exe").status, 404);
        assert_eq!(exported(world, Sokha).len(), 50);
    });
    let without_id = |all: &[Outgoing]| -> Vec<Outgoing> { all.iter().cloned().map(|row| Outgoing { id: String::new(), ..row }).collect() };
    let files = std::cell::RefCell::new(files);
    for index in 0..Form::ALL.len() {
        each_database(|world| {
            let (form, bytes, before) = &files.borrow()[index];
            let name = format!("again.{}", form.ending());
            let outcome = take_in(world, Sreymom, &plan(world, Sreymom, &name, bytes, Duplicates::Separate)).unwrap();
            assert_eq!((outcome.taken, outcome.rejected), (50, 0), "{form:?}");
            let after = without_id(&exported(world, Sreymom));
            for (one, two) in without_id(before).iter().zip(&after) {
                assert_eq!(one, two, "{form:?}");
            }
        });
    }
}

#[test]
fn an_export_holds_only_what_a_person_may_see() {
    each_database(|world| {
        let bytes = b"Name,Phone,Owner\nMine,012345671,sreymom@shop.example.com\nTheirs,012345672,ivan@shop.example.com\n";
        take_in(world, Sokha, &plan(world, Sokha, "two.csv", bytes, Duplicates::Merge)).unwrap();
        let csv = world.get(Sreymom, "/export/csv");
        assert!(csv.says("Mine") && !csv.says("Theirs"));
        assert!(world.get(Dara, "/export/csv").says("Mine"));
        let names = |caller| -> Vec<String> {
            let mut all = Vec::new();
            let visible = match caller {
                Ivan => web::Visible::Own(world.id(Ivan), world.today()),
                _ => web::Visible::All,
            };
            let by = By { visible, ..by(world, caller) };
            let read: Result<(), StoreError> = files::export::rows(&world.app.db, &by, &mut |row| {
                all.push(row.name);
                Ok(())
            });
            read.unwrap();
            all
        };
        assert_eq!(names(Ivan), ["Theirs"]);
        assert_eq!(names(Sokha), ["Mine", "Theirs"]);
        assert!(world.get(Sreymom, "/export").says("1 client of your binder"));
    });
}
