//! Clients through the real router: making, listing, changing, closing, reopening, taking back.

use binder::By;
use domain::working::WorkingCalendar;
use domain::{ClientId, Place};
use files::clients::{CardField, NewContact, NewReach, ReachKind};
use store::Value;
use testkit::Caller::{Dara, Ivan, Nobody, Sokha, Sreymom};
use testkit::{Answer, Caller, World, each_database_with};
use web::Failure;

fn each_database(test: impl Fn(&World)) {
    each_database_with(&[files::routes()].concat(), test);
}

const LOTUS: &[(&str, &str)] = &[
    ("kind", "company"),
    ("name", "សាលាបាយ Lotus Café"),
    ("phone", "012 345 678"),
    ("email", "Dara@Lotus.Example"),
    ("contact", "Chan Dara"),
    ("position", "owner"),
    ("town", "Siem Reap"),
    ("next", "thu 10:30"),
    ("slip_kind", "first"),
    ("line", "Asked for samples"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> = fields.iter().copied().filter(|(name, _)| changed.iter().all(|(other, _)| other != name)).collect();
    fields.extend(changed);
    fields
}

/// The id in a redirect to a file.
fn id_of(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer
        .location()
        .trim_start_matches("/files/")
        .split('?')
        .next()
        .and_then(|id| id.parse().ok())
        .unwrap_or_else(|| panic!("{} is no file", answer.location()))
}

fn make(world: &World, caller: Caller, fields: &[(&str, &str)]) -> i64 {
    id_of(&world.post(caller, "/clients/new", fields))
}

fn by(world: &World, caller: Caller) -> By {
    By::company(world.id(caller), world.now(), world.today(), WorkingCalendar::default())
}

fn take_back(world: &World, caller: Caller) -> Result<(), Failure> {
    world.app.db.write(|tx| binder::undo::take_back(tx, &by(world, caller), None).map(drop))
}

fn version(world: &World, id: i64) -> String {
    world.number(&format!("SELECT version FROM client WHERE id = {id}")).to_string()
}

#[test]
fn a_new_client_stands_under_its_first_date_with_everything_typed() {
    each_database(|world| {
        let answer = world.post(Sreymom, "/clients/new", LOTUS);
        let id = id_of(&answer);
        assert!(answer.location().contains("?did="), "{}", answer.location());
        let rows = world.rows(
            "SELECT c.name, c.contact, c.phone, c.place, s.minute, s.kind, s.line, s.agreed, s.state FROM client c JOIN slip s ON s.id = c.slip_id",
        );
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            rows,
            [vec![
                text("សាលាបាយ Lotus Café"),
                text("Chan Dara, owner"),
                text("012 345 678"),
                Value::Int(20_261_126),
                Value::Int(630),
                text("first"),
                text("Asked for samples"),
                Value::Int(1),
                text("open"),
            ]]
        );
        let reaches = world.rows("SELECT kind, as_typed, norm, reversed FROM reach ORDER BY rank");
        assert_eq!(reaches[0], [text("phone"), text("012 345 678"), text("+85512345678"), text("87654321558")]);
        assert_eq!(reaches[1], [text("email"), text("Dara@Lotus.Example"), text("dara@lotus.example"), text("")]);
        assert_eq!(world.number("SELECT count(*) FROM find_queue WHERE what = 'client'"), 1);
        assert!(world.get(Sreymom, "/clients").says(&format!("href=\"/files/{id}\"")));
    });
}

#[test]
fn a_client_without_a_typed_date_gets_the_next_working_day_with_room() {
    each_database(|world| {
        make(world, Sreymom, &with(LOTUS, &[("next", "")]));
        assert_eq!(world.number("SELECT place FROM client"), 20_261_124);
        // Tuesday is full now: 360 minutes of work are planned.
        world.run("UPDATE slip SET minutes = 360");
        make(world, Sreymom, &with(LOTUS, &[("next", ""), ("name", "Borey Furniture"), ("phone", ""), ("email", "")]));
        assert_eq!(world.number("SELECT max(place) FROM client"), 20_261_125);
        assert!(world.get(Sreymom, "/clients/new").says("Wed 25 Nov"));
    });
}

#[test]
fn a_refused_form_comes_back_with_what_was_typed_and_nothing_is_written() {
    each_database(|world| {
        let long = "x".repeat(201);
        let before = world.everything();
        for (field, typed, error) in [
            ("name", "", "Write a name"),
            ("name", long.as_str(), "201 characters"),
            ("next", "soonish", "is not a date"),
            ("next", "31 june", "no such day"),
            ("phone", "call me", "has no digits"),
            ("email", "dara", "is not an e-mail"),
        ] {
            let answer = world.post(Sreymom, "/clients/new", &with(LOTUS, &[(field, typed)]));
            assert_eq!(answer.status, 422, "{field}={typed}");
            assert!(answer.says(error) && answer.says("Asked for samples") && answer.says(typed), "{field}={typed}: {}", answer.body);
        }
        assert_eq!(world.post(Sreymom, "/clients/new", &with(LOTUS, &[("kind", "club")])).status, 400);
        assert_eq!(world.everything(), before);
    });
}

#[test]
fn what_looks_like_a_known_client_is_told_once_and_made_all_the_same_if_wished() {
    each_database(|world| {
        let id = make(world, Sreymom, LOTUS);
        let again = with(LOTUS, &[("name", "Lotus"), ("phone", "+855 12 345 678"), ("email", "")]);
        let answer = world.post(Sreymom, "/clients/new", &again);
        assert_eq!(answer.status, 422);
        assert!(answer.says("the same phone") && answer.says(&format!("href=\"/files/{id}\"")) && answer.says("anyway"));
        assert_eq!(world.number("SELECT count(*) FROM client"), 1);
        make(world, Sreymom, &with(&again, &[("anyway", "1")]));
        // Another team's client is nobody one may hear of.
        let hidden = world.post(Ivan, "/clients/new", &again);
        assert_eq!(hidden.status, 303, "{}", hidden.body);
    });
}

#[test]
fn nobody_puts_a_client_into_a_binder_beyond_their_sight() {
    each_database(|world| {
        let of = |caller: Caller| world.id(caller).0.to_string();
        let before = world.everything();
        for (caller, owner) in [(Sreymom, of(Dara)), (Dara, of(Ivan)), (Sokha, "4711".to_owned())] {
            assert_eq!(world.post(caller, "/clients/new", &with(LOTUS, &[("owner", &owner)])).status, 404);
        }
        assert_eq!(world.everything(), before);
        make(world, Dara, &with(LOTUS, &[("owner", &of(Sreymom))]));
        assert_eq!(
            world.number("SELECT s.person_id FROM slip s JOIN client c ON c.slip_id = s.id AND c.owner_id = s.person_id"),
            world.id(Sreymom).0
        );
        world.run(&format!("UPDATE person SET active = 0 WHERE id = {}", of(Ivan)));
        assert_eq!(world.post(Sokha, "/clients/new", &with(LOTUS, &[("owner", &of(Ivan)), ("anyway", "1")])).status, 404);
    });
}

#[test]
fn a_file_of_another_team_does_not_exist_for_any_page_of_it() {
    each_database(|world| {
        let id = make(world, Sreymom, LOTUS);
        let before = world.everything();
        for page in ["card", "close", "reopen"] {
            let (hidden, missing) = (format!("/files/{id}/{page}"), format!("/files/4711/{page}"));
            assert_eq!(world.get(Ivan, &hidden).status, 404);
            assert_eq!(world.get(Ivan, &hidden).body, world.get(Ivan, &missing).body);
            let fields = [("version", "1"), ("name", "Mine now"), ("kind", "company"), ("reason", "won"), ("next", "thu")];
            assert_eq!(world.post(Ivan, &hidden, &fields).status, 404, "{page}");
            assert_eq!(world.get(Nobody, &hidden).status, 303);
        }
        assert!(!world.get(Ivan, "/clients").says("Lotus"));
        assert!(!world.get(Ivan, &format!("/clients?owner={}", world.id(Sreymom).0)).says("Lotus"));
        assert!(world.get(Dara, "/clients").says("Lotus") && world.get(Sokha, "/clients").says("Lotus"));
        assert_eq!(world.everything(), before);
    });
}

#[test]
fn the_card_takes_contacts_and_ways_to_reach_them_and_gives_them_back_when_taken_back() {
    each_database(|world| {
        let id = make(world, Sreymom, LOTUS);
        let contact = world.number("SELECT id FROM contact").to_string();
        let before = [world.rows("SELECT * FROM contact ORDER BY id"), world.rows("SELECT * FROM reach ORDER BY id")];
        assert_eq!(world.number("SELECT prepared FROM client"), 0);
        let path = format!("/files/{id}/card");
        let page = world.get(Sreymom, &path);
        assert!(page.says("Chan Dara") && page.says("012 345 678") && page.says("Dara@Lotus.Example"));
        let stored = version(world, id);
        let fields = [
            ("version", stored.as_str()),
            ("kind", "company"),
            ("name", "Lotus Café"),
            ("needs", "Quiet machines\r\nService within a day"),
            ("decides", "Dara"),
            ("contact_id", ""),
            ("contact_name", "Sok Pisey"),
            ("contact_position", "bookkeeping"),
            ("contact_id", &contact),
            ("contact_name", "Chan Dara"),
            ("contact_position", "owner"),
            ("contact_id", ""),
            ("contact_name", ""),
            ("contact_position", ""),
            ("reach_kind", "phone"),
            ("reach_text", "098 385 989 ext. 705"),
            ("reach_contact", "0"),
            ("reach_kind", "messenger"),
            ("reach_text", "@dara"),
            ("reach_contact", "1"),
            ("reach_kind", "phone"),
            ("reach_text", ""),
            ("reach_contact", "2"),
        ];
        assert_eq!(id_of(&world.post(Sreymom, &path, &fields)), id);
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            world.rows("SELECT name, needs, contact, phone, prepared FROM client"),
            [vec![
                text("Lotus Café"),
                text("Quiet machines\nService within a day"),
                text("Sok Pisey, bookkeeping"),
                text("098 385 989"),
                Value::Int(1),
            ]]
        );
        assert_eq!(
            world.rows("SELECT r.norm, r.extension, c.name FROM reach r JOIN contact c ON c.id = r.contact_id ORDER BY r.rank"),
            [[text("+85598385989"), text("705"), text("Sok Pisey")], [text("@dara"), text(""), text("Chan Dara")]]
        );
        assert_eq!(world.number("SELECT count(*) FROM reach"), 2);
        take_back(world, Sreymom).expect("the card is as the edit left it");
        assert_eq!([world.rows("SELECT * FROM contact ORDER BY id"), world.rows("SELECT * FROM reach ORDER BY id")], before);
        assert_eq!(world.rows("SELECT name, needs, prepared FROM client"), [[text("សាលាបាយ Lotus Café"), text(""), Value::Int(0)]]);
    });
}

#[test]
fn a_card_saved_as_it_was_changes_nothing() {
    each_database(|world| {
        let id = make(world, Sreymom, LOTUS);
        let contact = world.number("SELECT id FROM contact").to_string();
        let before = world.everything();
        let fields = [
            ("version", "1"),
            ("kind", "company"),
            ("name", "សាលាបាយ Lotus Café"),
            ("town", "Siem Reap"),
            ("contact_id", contact.as_str()),
            ("contact_name", "Chan Dara"),
            ("contact_position", "owner"),
            ("reach_kind", "phone"),
            ("reach_text", "012 345 678"),
            ("reach_contact", "0"),
            ("reach_kind", "email"),
            ("reach_text", "Dara@Lotus.Example"),
            ("reach_contact", "0"),
        ];
        let answer = world.post(Sreymom, &format!("/files/{id}/card"), &fields);
        assert_eq!((answer.status, answer.location()), (303, format!("/files/{id}").as_str()));
        assert_eq!(world.everything(), before);
    });
}

#[test]
fn a_card_that_somebody_else_changed_is_not_overwritten_unseen() {
    each_database(|world| {
        let id = make(world, Sreymom, LOTUS);
        let path = format!("/files/{id}/card");
        id_of(&world.post(Dara, &path, &[("version", "1"), ("kind", "company"), ("name", "Lotus of Dara")]));
        let before = world.everything();
        let late = [("version", "1"), ("kind", "company"), ("name", "Lotus of Sreymom")];
        let answer = world.post(Sreymom, &path, &late);
        assert_eq!(answer.status, 422);
        assert!(
            answer.says("Somebody changed this file") && answer.says("value=\"Lotus of Sreymom\"") && answer.says("name=\"version\" value=\"2\"")
        );
        assert_eq!(world.everything(), before);
        id_of(&world.post(Sreymom, &path, &with(&late, &[("version", "2")])));
        assert_eq!(world.rows("SELECT name FROM client"), [[Value::Text("Lotus of Sreymom".to_owned())]]);
    });
}

#[test]
fn a_contact_of_another_client_cannot_be_taken_over() {
    each_database(|world| {
        let other = make(world, Ivan, &with(LOTUS, &[("name", "Stroymaster")]));
        let contact = world.number(&format!("SELECT id FROM contact WHERE client_id = {other}")).to_string();
        let id = make(world, Sreymom, LOTUS);
        let before = world.everything();
        let stored = version(world, id);
        let fields = [
            ("version", stored.as_str()),
            ("kind", "company"),
            ("name", "Lotus"),
            ("contact_id", &contact),
            ("contact_name", "Mine"),
            ("contact_position", ""),
        ];
        assert_eq!(world.post(Sreymom, &format!("/files/{id}/card"), &fields).status, 404);
        assert_eq!(world.everything(), before);
    });
}

#[test]
fn a_file_is_closed_only_with_a_reason_and_comes_back_only_with_a_date() {
    each_database(|world| {
        let id = make(world, Sreymom, LOTUS);
        let (close, reopen) = (format!("/files/{id}/close"), format!("/files/{id}/reopen"));
        let answer = world.post(Sreymom, &close, &[("note", "moved away")]);
        assert!(answer.status == 422 && answer.says("Choose why") && answer.says("moved away"));
        assert_eq!(world.post(Sreymom, &reopen, &[("next", "thu")]).status, 422);
        assert_eq!(id_of(&world.post(Sreymom, &close, &[("reason", "lost"), ("note", "moved away")])), id);
        assert_eq!(world.number("SELECT count(*) FROM client WHERE state = 'closed' AND close_reason = 'lost' AND slip_id IS NULL"), 1);
        assert!(!world.get(Sreymom, "/clients").says(&format!("/files/{id}\"")) && world.get(Sreymom, "/clients?state=closed").says("Lotus"));
        assert_eq!(world.post(Sreymom, &close, &[("reason", "won")]).status, 422);
        let answer = world.post(Sreymom, &reopen, &[("next", "someday"), ("line", "New owner")]);
        assert!(answer.status == 422 && answer.says("is not a date") && answer.says("New owner"));
        assert_eq!(id_of(&world.post(Sreymom, &reopen, &[("next", "july"), ("line", "New owner")])), id);
        assert_eq!(
            world.number("SELECT c.place FROM client c JOIN slip s ON s.id = c.slip_id AND s.line = 'New owner' WHERE c.state = 'active'"),
            20_270_700
        );
    });
}

#[test]
fn a_new_client_that_is_taken_back_leaves_nothing() {
    each_database(|world| {
        make(world, Sreymom, LOTUS);
        take_back(world, Sreymom).expect("nobody has touched it");
        for table in ["client", "slip", "contact", "reach"] {
            assert_eq!(world.number(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
        }
    });
}

#[test]
fn every_client_stands_on_exactly_one_page_in_every_order() {
    each_database(|world| {
        for index in 0..120 {
            // Names and dates repeat, so that the page border falls among equals.
            let name = format!("Shop {}", index % 7);
            let next = format!("+{}", index % 5 + 1);
            make(world, Sreymom, &[("kind", "person"), ("name", &name), ("next", &next), ("slip_kind", "call"), ("anyway", "1")]);
        }
        for order in ["", "sort=name", "sort=place", "sort=last", "sort=1;DROP TABLE client", "q=SHOP"] {
            let mut address = format!("/clients?{}", order.replace(' ', "%20"));
            let mut seen = Vec::new();
            loop {
                let page = world.get(Sreymom, &address);
                assert_eq!(page.status, 200, "{address}");
                let ids: Vec<i64> =
                    page.body.split("class=\"row-link\" href=\"/files/").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
                assert!(ids.len() <= 50 && !ids.is_empty(), "{address}: {}", ids.len());
                seen.extend(ids);
                let Some(link) = page
                    .body
                    .split("<a class=\"btn\" href=\"")
                    .skip(1)
                    .find(|rest| rest.contains("rel=\"next\"") && rest.split('>').next().is_some_and(|tag| tag.contains("rel=\"next\"")))
                else {
                    break;
                };
                address = link.split('"').next().unwrap_or("").replace("&amp;", "&");
            }
            assert_eq!(seen.len(), 120, "{order}");
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 120, "{order}");
        }
        assert!(world.get(Sreymom, "/clients").says("120 active clients") && world.get(Sreymom, "/clients").says("no date: 0"));
    });
}

#[test]
fn strange_filters_mean_themselves_and_an_empty_list_shows_the_way() {
    each_database(|world| {
        let empty = world.get(Sreymom, "/clients");
        assert!(empty.says("No clients yet") && empty.says("href=\"/import\"") && empty.says("href=\"/clients/new\""));
        make(world, Sreymom, LOTUS);
        for filter in
            ["q=%25", "q=%27%20OR%201%3D1", "q=_", "q=%00", "owner=abc", "after=abc", "after=9999", "state=x'", "sort=name%3B", "q=%5C", "owner=-1"]
        {
            assert_eq!(world.get(Sreymom, &format!("/clients?{filter}")).status, 200, "{filter}");
        }
        assert!(!world.get(Sreymom, "/clients?q=%25").says("href=\"/files/"));
        assert!(world.get(Sreymom, "/clients?q=%E1%9E%9F%E1%9E%B6").says("href=\"/files/"));
        let nobody = world.get(Sreymom, "/clients?q=zz%22%3Cb%3E");
        assert!(nobody.says("Nobody found") && nobody.says("zz&quot;&lt;b&gt;") && nobody.says("/find?q=zz%22%3Cb%3E"));
    });
}

#[test]
fn every_page_speaks_all_three_languages() {
    each_database(|world| {
        let id = make(world, Sokha, LOTUS);
        for language in ["en", "km", "ru"] {
            world.run(&format!("UPDATE person SET language = '{language}' WHERE id = {}", world.id(Sokha).0));
            for path in [
                "/clients",
                "/clients/new",
                "/clients?q=zzz",
                &format!("/files/{id}/card"),
                &format!("/files/{id}/close"),
                &format!("/files/{id}/reopen"),
            ] {
                let page = world.get(Sokha, path);
                assert_eq!(page.status, 200, "{path}");
                // A message that is missing shows its key.
                for key in [">client-", ">clients-", ">card-", ">close-", ">reopen-", ">kind-"] {
                    assert!(!page.says(key), "{language} {path}: {key}");
                }
            }
        }
    });
}

#[test]
fn scripts_in_every_field_stay_text() {
    each_database(|world| {
        let script = "<script>alert(1)</script>";
        let all: Vec<(&str, &str)> = ["name", "company", "contact", "position", "town", "line", "note"].map(|field| (field, script)).to_vec();
        let id = make(world, Sokha, &with(LOTUS, &all));
        for path in ["/clients".to_owned(), format!("/files/{id}/card"), format!("/files/{id}/close"), "/clients?q=%3Cscript%3E".to_owned()] {
            assert!(!world.get(Sokha, &path).says("<script>alert"), "{path}");
        }
    });
}

#[test]
fn the_verbs_serve_without_a_page() {
    each_database(|world| {
        let by = by(world, Sreymom);
        let new = files::clients::NewClient {
            kind: files::clients::ClientKind::Company,
            name: "Kampot Pepper".to_owned(),
            company: String::new(),
            owner_id: world.id(Sreymom),
            contacts: vec![NewContact { name: "Kim Leng".to_owned(), position: String::new() }],
            reaches: vec![NewReach { kind: ReachKind::Phone, as_typed: "011 555 340".to_owned(), contact: Some(0) }],
            card: files::clients::Card::default().with(CardField::Needs, "A catalogue").with(CardField::Decides, "Kim Leng"),
            place: Place::Day(world.today()),
            minute: None,
            slip_kind: domain::SlipKind::First,
            line: String::new(),
            agreed: false,
        };
        let needed = ["phone", "needs", "decides"].map(str::to_owned);
        let made: Result<_, Failure> = world.app.db.write(|tx| files::clients::create(tx, &by, "KH", &needed, &new));
        let (id, _, like) = made.expect("it is a good client");
        assert!(like.is_empty());
        let card = world.app.db.read(|tx| files::clients::card(tx, &by, id)).expect("the database answers").expect("it was made");
        assert!(card.prepared && card.lacks(&needed).is_empty());
        assert_eq!((card.slips.len(), card.place, card.contacts.len()), (1, Some(Place::Day(world.today())), 1));
        assert_eq!(card.reaches[0].contact_id, Some(card.contacts[0].id));
        assert!(world.app.db.read(|tx| files::clients::card(tx, &by, ClientId(4711))).expect("the database answers").is_none());
        let past = files::clients::NewClient { place: Place::from_number(20_261_120).expect("a day"), ..new };
        let refused: Result<_, Failure> = world.app.db.write(|tx| files::clients::create(tx, &by, "KH", &needed, &past).map(drop));
        assert!(matches!(refused, Err(Failure::Refused(refusal)) if refusal.field == "next"));
    });
}
