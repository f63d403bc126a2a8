//! Fields of the company's own on the card (B20, E37).

use crate::each_database;
use crate::scene::{File, file, number_in, sound};
use testkit::Caller::*;
use testkit::{Answer, World};

const HOSTILE: &str = "<script>alert(1)</script>";

fn compose(world: &World, to: &str, fields: &[(&str, &str)]) -> Answer {
    let plain = [("about", "client"), ("kind", "text"), ("needed", "never"), ("position", "0")];
    let mut all: Vec<(&str, &str)> = fields.to_vec();
    all.extend(plain.into_iter().filter(|(name, _)| fields.iter().all(|(given, _)| given != name)));
    world.post(Dara, to, &all)
}

fn made(world: &World, fields: &[(&str, &str)]) -> i64 {
    let answer = compose(world, "/settings/fields/new", fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
    number_in(answer.location(), "/settings/fields/")
}

/// The card as its form has it, with what is typed over it.
fn save(world: &World, of: File, typed: &[(String, &str)]) -> Answer {
    let page = world.get(Sreymom, &format!("/files/{}/card", of.client));
    let mut fields = page.form_fields(&format!("/files/{}/card", of.client));
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push((name.clone(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.post(Sreymom, &format!("/files/{}/card", of.client), &fields)
}

fn own(id: i64) -> String {
    format!("own-{id}")
}

fn is_closed(world: &World, of: File) -> bool {
    world.number(&format!("SELECT count(*) FROM client WHERE id = {} AND state = 'closed'", of.client)) == 1
}

fn undo_of(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 303, "{}", answer.body);
    number_in(answer.location(), "did=")
}

#[test]
fn a_field_is_filled_on_the_card_shown_found_taken_out_and_taken_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let contract = made(world, &[("label-en", "Contract"), ("label-ru", "Договор")]);
        let chairs = made(world, &[("label-en", "Chairs"), ("kind", "number")]);
        let size = made(world, &[("label-en", "Size"), ("kind", "choice"), ("options", "Small | តូច | Малый\nBig; huge")]);
        let saved = save(world, lotus, &[(own(contract), "KH-2041"), (own(chairs), "១២"), (own(size), "1")]);
        let undo = undo_of(&saved);
        assert_eq!(world.number(&format!("SELECT count(*) FROM field_value WHERE client_id = {}", lotus.client)), 3);
        let page = world.get(Sreymom, &format!("/files/{}", lotus.client));
        assert!(page.says("Contract") && page.says("KH-2041") && page.says(">12<") && page.says("Big; huge"), "{}", page.body);
        world.find_settled();
        assert!(world.get(Sreymom, "/find?q=KH-2041").says("Lotus Paper"), "a field of one line is found");
        let table = world.get(Sreymom, "/export/csv");
        assert!(table.says("Own: Contract,Own: Chairs,Own: Size"), "{}", table.body);
        assert!(table.says("KH-2041,12,\"Big\\; huge\""), "{}", table.body);
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM field_value"), 0);
        sound(world, "own fields taken back");
    });
}

#[test]
fn what_is_wrong_is_said_beside_the_field_and_nothing_is_written() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let chairs = made(world, &[("label-en", "Chairs"), ("kind", "number")]);
        let size = made(world, &[("label-en", "Size"), ("kind", "choice"), ("options", "Small\nBig")]);
        let before = world.everything();
        let refused = save(world, lotus, &[(own(chairs), "many"), ("note".to_owned(), "kept text")]);
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.says("Write a number") && refused.says("value=\"many\"") && refused.says("kept text"));
        assert_eq!(save(world, lotus, &[(own(size), "7")]).status, 422, "a choice that is not in the list");
        assert_eq!(before, world.everything(), "a refusal writes nothing");
    });
}

#[test]
fn the_people_have_fields_of_their_own_that_stay_with_them() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let tea = made(world, &[("label-en", "Tea"), ("about", "contact")]);
        let named = [("contact_id".to_owned(), ""), ("contact_name".to_owned(), "Chan Dara"), ("contact_position".to_owned(), "owner")];
        let mut typed: Vec<(String, &str)> = named.to_vec();
        typed.push((format!("own-{tea}-0"), "green"));
        undo_of(&save(world, lotus, &typed));
        assert!(world.get(Sreymom, &format!("/files/{}", lotus.client)).says("Tea · Chan Dara"));
        // Saving the card again as it is changes nothing.
        let before = world.everything();
        let again = save(world, lotus, &[]);
        assert_eq!(again.status, 303);
        assert_eq!(before, world.everything(), "nothing changed is no change");
        // The one leaves the card, and what was known of that one with it; taken back, both return.
        let contact = world.number("SELECT max(id) FROM contact");
        let gone = save(
            world,
            lotus,
            &[("contact_name".to_owned(), ""), ("contact_position".to_owned(), ""), ("contact_id".to_owned(), &contact.to_string())],
        );
        let undo = undo_of(&gone);
        assert_eq!(world.number("SELECT count(*) FROM field_value"), 0);
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(world.number(&format!("SELECT count(*) FROM field_value WHERE contact_id = {contact}")), 1);
        sound(world, "people's fields");
    });
}

#[test]
fn a_file_is_closed_only_when_what_must_be_filled_is() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let why = made(world, &[("label-en", "Why they left"), ("needed", "closing")]);
        let close = [("reason", "lost"), ("note", "gone")];
        let refused = world.post(Sreymom, &format!("/files/{}/close", lotus.client), &close);
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.says("Why they left") && refused.says("gone"));
        let filing = [("outcome", "said_no"), ("close", "lost"), ("note", "gone")];
        assert_eq!(world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &filing).status, 422);
        assert!(!is_closed(world, lotus), "still open");
        undo_of(&save(world, lotus, &[(own(why), "Moved away")]));
        assert_eq!(world.post(Sreymom, &format!("/files/{}/close", lotus.client), &close).status, 303);
        assert!(is_closed(world, lotus));
        sound(world, "closed with its field");
    });
}

#[test]
fn choices_are_renamed_and_added_but_never_lost_and_a_retired_field_keeps_what_stands_in_it() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let size = made(world, &[("label-en", "Size"), ("kind", "choice"), ("options", "Small\nBig")]);
        undo_of(&save(world, lotus, &[(own(size), "1")]));
        let to = format!("/settings/fields/{size}");
        let fewer = compose(world, &to, &[("label-en", "Size"), ("options", "Small")]);
        assert_eq!(fewer.status, 422, "{}", fewer.body);
        assert_eq!(compose(world, &to, &[("label-en", "Size"), ("options", "Small\nVery big\nHuge")]).status, 303);
        assert!(world.get(Sreymom, &format!("/files/{}", lotus.client)).says("Very big"));
        assert_eq!(world.post(Dara, &format!("{to}/retire"), &[]).status, 303);
        assert!(!world.get(Sreymom, &format!("/files/{}", lotus.client)).says("Very big"));
        // The card is saved without the field; what stands in it stays.
        undo_of(&save(world, lotus, &[("note".to_owned(), "another")]));
        assert_eq!(world.number("SELECT count(*) FROM field_value"), 1);
        assert_eq!(world.post(Dara, &format!("{to}/retire"), &[("back", "1")]).status, 303);
        assert!(world.get(Sreymom, &format!("/files/{}", lotus.client)).says("Very big"));
    });
}

#[test]
fn hostile_names_are_words_and_only_heads_compose() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let id = made(world, &[("label-en", HOSTILE), ("help", HOSTILE), ("kind", "choice"), ("options", HOSTILE)]);
        undo_of(&save(world, lotus, &[(own(id), "0")]));
        for page in [format!("/files/{}", lotus.client), format!("/files/{}/card", lotus.client)] {
            let page = world.get(Sreymom, &page);
            assert!(!page.body.contains(HOSTILE) && page.says("&lt;script&gt;alert(1)&lt;/script&gt;"), "{}", page.body);
        }
        let before = world.number("SELECT count(*) FROM own_field");
        assert_eq!(world.post(Sreymom, "/settings/fields/new", &[("label-en", "Mine"), ("needed", "never")]).status, 403);
        assert_eq!(compose(world, "/settings/fields/new", &[("label-en", "")]).status, 422, "no name");
        assert_eq!(compose(world, "/settings/fields/new", &[("label-en", HOSTILE)]).status, 422, "a name twice");
        assert_eq!(before, world.number("SELECT count(*) FROM own_field"));
        // What somebody filled keeps the making of the field from being taken back.
        let undo = world.number("SELECT min(id) FROM undo WHERE label LIKE '%did-make-field%'");
        assert_eq!(world.post(Dara, &format!("/undo/{undo}"), &[]).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM field_value"), 1);
    });
}

#[test]
fn what_leaves_in_a_table_comes_back_into_its_fields_and_what_does_not_fit_stays_in_the_note() {
    each_database(|world| {
        made(world, &[("label-en", "Contract"), ("label-ru", "Договор")]);
        made(world, &[("label-en", "Chairs"), ("kind", "number")]);
        let list = "Company,Phone,Договор,Own: Chairs\nRiver Cafe,+855 12 000 901,K-7,\"1 250,5\"\nHill Cafe,+855 12 000 902,K-8,many\n";
        let answer = world.upload(Sreymom, "/import", &[], "list.csv", list.as_bytes());
        assert_eq!(answer.status, 303, "{}", answer.body);
        let look = world.get(Sreymom, answer.location());
        assert!(look.says("Goes into your field"), "{}", look.body);
        let run = world.post(Sreymom, answer.location(), &[("duplicates", "merge")]);
        assert_eq!(run.status, 303, "{}", run.body);
        let held = "SELECT count(*) FROM field_value v JOIN client c ON c.id = v.client_id WHERE c.name";
        assert_eq!(world.number(&format!("{held} = 'River Cafe' AND v.answer IN ('K-7', '1250.5')")), 2);
        assert_eq!(world.number(&format!("{held} = 'Hill Cafe'")), 1);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE name = 'Hill Cafe' AND note LIKE '%Own: Chairs: many%'"), 1);
        // Taken back, nothing of it stays.
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM field_value"), 0);
        sound(world, "an import with own fields taken back");
    });
}

#[test]
fn what_the_people_answered_leaves_with_the_table_and_comes_back_to_each_of_them() {
    each_database(|world| {
        made(world, &[("label-en", "Tea")]);
        made(world, &[("label-en", "Tea"), ("label-ru", "Чай"), ("about", "contact")]);
        made(world, &[("label-en", "Steps"), ("about", "contact"), ("kind", "number")]);
        let list = "Company,Name,Position,Phone,Other contacts,\"Own, people: Чай\",\"Own, people: Steps\",Own: Tea\n\
            River Cafe,Chan Dara,owner,+855 12 000 901,\"Sok Ny|cook\nSok Ny|waiter\",\"Chan Dara: green\nSok Ny:\nsok ny: black: hot\nLy Na: milk\",Sok Ny: 12,iced\n\
            Hill Cafe,Ouk Vanna,,+855 12 000 902,,jasmine,many,\n";
        let take = |list: &[u8]| {
            let answer = world.upload(Sreymom, "/import", &[], "list.csv", list);
            assert_eq!(answer.status, 303, "{}", answer.body);
            assert!(world.get(Sreymom, answer.location()).says("Goes into your field"));
            assert_eq!(world.post(Sreymom, answer.location(), &[("duplicates", "merge")]).status, 303);
        };
        let said = || {
            world.rows(
                "SELECT c.name, coalesce(k.name, ''), coalesce(k.position, ''), f.about, v.answer FROM field_value v JOIN client c ON c.id = v.client_id
                 JOIN own_field f ON f.id = v.field_id LEFT JOIN contact k ON k.id = v.contact_id ORDER BY c.name, k.rank, f.id",
            )
        };
        take(list.as_bytes());
        let first = said();
        let words: Vec<String> = first.iter().map(|row| format!("{row:?}")).collect();
        assert_eq!(first.len(), 5, "{words:?}");
        for (word, of) in [("green", "owner"), ("black: hot", "waiter"), ("\"12\"", "cook"), ("jasmine", "Ouk Vanna"), ("iced", "client")] {
            assert!(words.iter().any(|row| row.contains(word) && row.contains(of)), "{word} of {of}: {words:?}");
        }
        // Who is not there and what is no answer stays as text.
        assert_eq!(world.number("SELECT count(*) FROM client WHERE name = 'River Cafe' AND note LIKE '%Ly Na: milk%'"), 1);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE name = 'Hill Cafe' AND note LIKE '%Ouk Vanna: many%'"), 1);
        let table = world.get(Sreymom, "/export/csv");
        assert!(table.says("\"Own, people: Tea\"") && table.says("Sok Ny: black\\: hot") | table.says("Sok Ny: black: hot"), "{}", table.body);
        // The same list once more says nothing new of clients who are here.
        let entries = world.number("SELECT count(*) FROM entry");
        take(&table.bytes);
        assert_eq!((said(), world.number("SELECT count(*) FROM entry")), (first.clone(), entries));
        // Taken back and taken in again from what had left, everything stands as it stood.
        let undo = world.number("SELECT min(id) FROM undo WHERE label LIKE '%did-import%'");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(said().len(), 0);
        take(&table.bytes);
        assert_eq!(said(), first);
        sound(world, "people's fields out and in");
    });
}
