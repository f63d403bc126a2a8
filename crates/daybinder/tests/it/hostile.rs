//! Hostile input: what is typed stays text, what is asked for is taken literally, and nothing breaks.

use crate::each_database;
use crate::scene::{File, file, number_in};
use testkit::Caller::{self, *};
use testkit::World;

/// In every field: with a word before it that says which field it was.
const SCRIPT: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}&amp;";

fn mean(field: &str) -> String {
    format!("{field}{SCRIPT}")
}

/// Everything that would be a tag, an attribute or a second escape if it came out as it went in.
fn assert_harmless(what: &str, body: &str) {
    for bad in ["<script>alert", "<img src=x", "<img", "\"'><", "&amp;amp;amp;"] {
        assert!(!body.contains(bad), "{what} shows {bad}: {}", around(body, bad));
    }
    assert!(!body.contains(">49<") && !body.contains("alert(2)>49"), "{what} computes what a client wrote");
}

fn around<'a>(body: &'a str, bad: &str) -> &'a str {
    let at = body.find(bad).unwrap_or(0);
    let (mut from, mut until) = (at.saturating_sub(150), (at + 150).min(body.len()));
    while !body.is_char_boundary(from) {
        from -= 1;
    }
    while !body.is_char_boundary(until) {
        until += 1;
    }
    &body[from..until]
}

/// A client whose every text is hostile, with a history, a second step and an overfull day.
fn hostile_file(world: &World) -> File {
    let texts = |names: &[&'static str]| names.iter().map(|name| (*name, mean(name))).collect::<Vec<_>>();
    let mut new = texts(&["name", "company", "contact", "position", "town", "note", "line"]);
    new.push(("phone", format!("012 555 010 {SCRIPT}")));
    let mut fields: Vec<(&str, &str)> = new.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("kind", "company"), ("slip_kind", "first"), ("next", "today"), ("anyway", "1")]);
    let made = world.post(Sreymom, "/clients/new", &fields);
    assert_eq!(made.status, 303, "{}", made.body);
    let client = number_in(made.location(), "/files/");
    let card = files::clients::CardField::ALL.map(|field| (field.as_str(), mean(field.as_str())));
    let version = world.number(&format!("SELECT version FROM client WHERE id = {client}")).to_string();
    let messenger = mean("messenger");
    let (name, contact, position) = (mean("name"), mean("contact_name"), mean("contact_position"));
    let mut fields: Vec<(&str, &str)> = card.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("version", version.as_str()), ("kind", "company"), ("name", &name), ("company", &name)]);
    fields.extend([("contact_id", ""), ("contact_name", &contact), ("contact_position", &position)]);
    fields.extend([("reach_kind", "messenger"), ("reach_text", &messenger), ("reach_contact", "0")]);
    let phone = format!("012 555 010 {SCRIPT}");
    fields.extend([("reach_kind", "phone"), ("reach_text", &phone), ("reach_contact", "")]);
    let saved = world.post(Sreymom, &format!("/files/{client}/card"), &fields);
    assert_eq!(saved.status, 303, "{}", saved.body);
    let (note, line) = (mean("said"), mean("line"));
    let filed =
        world.post(Sreymom, &format!("/files/{client}/filing"), &[("outcome", "reached"), ("note", &note), ("line", &line), ("next", "today")]);
    assert_eq!(filed.status, 303, "{}", filed.body);
    let entry = world.number("SELECT max(id) FROM entry");
    assert_eq!(world.post(Sreymom, &format!("/entries/{entry}/correction"), &[("text", &mean("meant"))]).status, 303);
    let id = client.to_string();
    assert_eq!(world.post(Sreymom, "/plan", &[("client", &id), ("kind", "email"), ("line", &line), ("next", "fri")]).status, 303);
    assert_eq!(world.post(Sreymom, "/plan", &[("client", ""), ("kind", "other"), ("line", &mean("errand")), ("next", "today")]).status, 303);
    // More than the day holds, so that the overload review has something to say.
    world.run("UPDATE slip SET minutes = 400 WHERE state = 'open'");
    File { client, slip: world.number(&format!("SELECT slip_id FROM client WHERE id = {client}")) }
}

#[test]
fn a_script_in_any_text_is_shown_as_text_on_every_page() {
    each_database(|world| {
        let hostile = hostile_file(world);
        world.find_settled();
        let (id, slip) = (hostile.client, hostile.slip);
        let pages = [
            "/".to_owned(),
            format!("/?file={slip}"),
            "/day/2026-11-27".to_owned(),
            format!("/files/{id}"),
            format!("/files/{id}/print"),
            format!("/files/{id}/card"),
            format!("/files/{id}/close"),
            format!("/plan?client={id}"),
            "/clients".to_owned(),
            "/clients?q=name%3Cscript".to_owned(),
            "/find?q=name".to_owned(),
            "/find?q=said".to_owned(),
            "/find?q=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
            "/undo".to_owned(),
            "/day/2026-11-23/overload".to_owned(),
            "/next-date?text=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
            "/clients/new?name=%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
        ];
        let mut shown = 0;
        for page in &pages {
            for answer in [world.get(Sreymom, page), world.fragment(Sreymom, page)] {
                assert_eq!(answer.status, 200, "{page}");
                assert_harmless(page, &answer.body);
                shown += usize::from(answer.says("&lt;script&gt;alert(1)"));
            }
        }
        assert!(shown >= 20, "the pages do not show the texts at all: {shown}");
        let errand = world.number("SELECT id FROM slip WHERE client_id IS NULL AND state = 'open'");
        assert_harmless("an errand", &world.get(Sreymom, &format!("/?file={errand}")).body);
        assert_harmless("a closed file", &{
            assert_eq!(world.post(Sreymom, &format!("/files/{id}/close"), &[("reason", "lost"), ("note", &mean("why"))]).status, 303);
            let pages = [format!("/files/{id}"), format!("/files/{id}/reopen"), "/clients?state=closed".to_owned(), "/undo".to_owned()];
            pages.map(|page| world.get(Sreymom, &page).body).concat()
        });
    });
}

#[test]
fn a_refused_form_shows_what_was_typed_as_text() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let text = mean("typed");
        let id = lotus.client;
        let slip = lotus.slip.to_string();
        let forms: [(String, Vec<(&str, &str)>); 8] = [
            (format!("/files/{id}/filing"), vec![("note", &text), ("next", &text), ("line", &text), ("minutes", &text), ("reason", &text)]),
            (format!("/files/{id}/filing"), vec![("outcome", "reached"), ("next", &text), ("note", &text), ("back", "/files/1")]),
            ("/clients/new".to_owned(), vec![("kind", "company"), ("slip_kind", "call"), ("name", &text), ("next", &text), ("phone", &text)]),
            (format!("/files/{id}/card"), vec![("version", "1"), ("kind", "company"), ("name", ""), ("needs", &text), ("town", &text)]),
            (format!("/files/{id}/close"), vec![("reason", &text), ("note", &text)]),
            (format!("/files/{id}/reopen"), vec![("next", &text), ("note", &text)]),
            ("/plan".to_owned(), vec![("client", ""), ("kind", &text), ("line", &text), ("next", &text)]),
            ("/move".to_owned(), vec![("slip", &slip), ("place", &text)]),
        ];
        let before = world.everything();
        for (path, fields) in forms {
            let answer = world.post(Sreymom, &path, &fields);
            assert_eq!(answer.status, 422, "{path}");
            assert_harmless(&path, &answer.body);
            let fragment = world.post_fragment(Sreymom, &path, &fields);
            assert!(fragment.status < 500, "{path}");
            assert_harmless(&path, &fragment.body);
        }
        assert_eq!(before, world.everything());
    });
}

/// Values that mean something elsewhere.
fn odd_values() -> Vec<String> {
    let mut values: Vec<String> = [
        "name; DROP TABLE client",
        "1 OR 1=1",
        "' OR '1'='1",
        "name DESC, (SELECT password_hash FROM person)",
        "%_\\",
        "\\",
        "\"",
        "'",
        "\0",
        "a\0b",
        "-1",
        "0",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "99999999999999999999999999",
        "1e308",
        "NaN",
        "null",
        "../../etc/passwd",
        "\r\nset-cookie: a=b",
        "\u{202e}\u{feff}",
        "$1",
        "{{7*7}}",
        "-9223372036854775808-9223372036854775807",
        "1-2-3",
    ]
    .map(str::to_owned)
    .to_vec();
    values.push("x".repeat(10_000));
    values.push("1,".repeat(10_000));
    values
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[test]
fn no_filter_and_no_order_takes_anything_but_its_own_words() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Beta", "today");
        file(world, Sreymom, "Alpha", "27 Nov");
        file(world, Ivan, "Чайная", "today");
        let before = world.everything();
        let id = lotus.client;
        let order = |body: &str| (body.find("Alpha"), body.find("Beta"));
        for value in odd_values() {
            let value = escaped(&value);
            for path in ["/clients?sort=", "/clients?state=", "/clients?owner=", "/clients?after=", "/clients?q=", "/clients?sort=place&after="] {
                let answer = world.get(Sreymom, &format!("{path}{value}"));
                assert!([200, 400, 404, 414].contains(&answer.status), "{path}{value:.60}: {}", answer.status);
                assert!(!answer.says("Чайная"), "{path}{value:.60}");
                if let ((Some(alpha), Some(beta)), true) = (order(&answer.body), path == "/clients?sort=") {
                    assert!(alpha < beta, "{path}{value:.60} made another order");
                }
            }
            let file_path = format!("/files/{id}?before=");
            for path in ["/?file=", "/?binder=", "/?did=", "/find?q=", "/next-date?text=", "/next-date?text=fri&binder=", "/plan?client=", &file_path]
            {
                let answer = world.get(Sreymom, &format!("{path}{value}"));
                assert!([200, 400, 404, 414].contains(&answer.status), "{path}{value:.60}: {}", answer.status);
                assert!(!answer.says("Чайная"), "{path}{value:.60}");
            }
            for path in ["/files/", "/day/"] {
                let answer = world.get(Sreymom, &format!("{path}{value}"));
                assert!([200, 400, 404, 414].contains(&answer.status), "{path}{value:.60}: {}", answer.status);
            }
        }
        let many: Vec<String> = (0..3_000).map(|index| format!("sort=place&state={index}")).collect();
        assert!([200, 400, 413, 414].contains(&world.get(Sreymom, &format!("/clients?{}", many.join("&"))).status));
        assert_eq!(before, world.everything());
    });
}

#[test]
fn ids_and_lists_in_forms_are_taken_literally() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let before = world.everything();
        for value in odd_values() {
            let value = value.as_str();
            let forms: [(String, Vec<(&str, &str)>); 9] = [
                ("/move".to_owned(), vec![("slip", value), ("place", "2026-11-27")]),
                ("/move".to_owned(), vec![("slip", "987654"), ("place", value)]),
                (format!("/files/{}/filing", escaped(value)), vec![("outcome", "reached"), ("next", "fri")]),
                (format!("/files/{}/filing", lotus.client), vec![("outcome", value), ("next", "fri")]),
                (format!("/files/{}/card", lotus.client), vec![("version", value), ("kind", "company"), ("name", "X")]),
                (format!("/undo/{}", escaped(value)), vec![]),
                (format!("/slips/{}/later", escaped(value)), vec![]),
                ("/plan".to_owned(), vec![("client", value), ("kind", "call"), ("line", ""), ("next", "fri")]),
                (
                    "/clients/new".to_owned(),
                    vec![("kind", "company"), ("slip_kind", "call"), ("name", "X"), ("owner", value), ("next", "2020-01-01")],
                ),
            ];
            for (path, fields) in forms {
                let status = world.post(Sreymom, &path, &fields).status;
                assert!((400..500).contains(&status), "{path:.60} {fields:.60?}: {status}");
            }
        }
        let ids: Vec<String> = (0..10_000).map(|index| (index + 500_000).to_string()).collect();
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("slip", id.as_str())).collect();
        fields.push(("place", "2026-11-27"));
        let status = world.post(Sreymom, "/move", &fields).status;
        assert!((400..500).contains(&status), "ten thousand slips: {status}");
        assert_eq!(before, world.everything());
    });
}

#[test]
fn the_syntax_of_the_find_index_is_only_text() {
    each_database(|world| {
        file(world, Sreymom, "Lotus Café", "today");
        file(world, Ivan, "Lotus Ivan", "today");
        world.find_settled();
        let quotes = "\"".repeat(3_000);
        let long = "lotus ".repeat(1_700);
        for typed in [
            "lotus",
            "\"lotus",
            "lotus\"",
            "lotus*",
            "lotus AND",
            "NOT lotus",
            "NEAR(lotus, 2)",
            "name:lotus",
            "{words}:lotus",
            "lotus OR 1",
            "^lotus",
            "(lotus",
            "lotus)",
            "lotus -cafe",
            "lotus & !cafe",
            "lotus:*",
            "'lotus'",
            "%",
            "_",
            "\\",
            "\0",
            "*",
            "\"\"",
            "រ",
            "១២",
            "+855",
            "@",
            "lotus\u{200b}",
            &quotes,
            &long,
        ] {
            let answer = world.get(Sreymom, &format!("/find?q={}", escaped(typed)));
            assert_eq!(answer.status, 200, "{typed:.60}");
            assert!(!answer.says("Lotus Ivan"), "{typed:.60} finds somebody else's client");
        }
        assert!(world.get(Sreymom, "/find?q=lotus").says("Lotus Café"));
    });
}

#[test]
fn a_form_leads_back_only_to_a_page_of_ours() {
    each_database(|world| {
        for (index, back) in [
            "https://evil.example.net/",
            "//evil.example.net/",
            "/\\evil.example.net/",
            "\\\\evil.example.net",
            "/\t/evil.example.net",
            "javascript:alert(1)",
            "/\r\nset-cookie: daybinder=stolen",
            "/day/2026-11-23\nlocation: https://evil.example.net/",
            "/%0d%0aset-cookie: a=b",
            "",
            "/\u{1f600}",
            "/\0",
        ]
        .into_iter()
        .enumerate()
        {
            let lotus = file(world, Sreymom, &format!("Lotus {index}"), "today");
            let answers = [
                world.post(Sreymom, &format!("/slips/{}/later", lotus.slip), &[("back", back)]),
                world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &[("outcome", "reached"), ("next", "fri"), ("back", back)]),
                world.post(Sreymom, "/undo", &[("back", back)]),
                world.post_fragment(Sreymom, &format!("/slips/{}/later", lotus.slip), &[("back", back)]),
            ];
            for answer in answers {
                assert!(answer.status < 500, "{back:?}: {}", answer.status);
                for header in [answer.location(), answer.header("hx-push-url"), answer.header("hx-redirect")] {
                    let second = header.chars().nth(1).unwrap_or('x');
                    let is_own = header.is_empty() || (header.starts_with('/') && !"/\\".contains(second) && !header.contains(char::is_control));
                    assert!(is_own, "{back:?} leads to {header:?}");
                }
                assert_eq!(answer.header("set-cookie"), "", "{back:?}");
            }
        }
        for next in ["https://evil.example.net/", "//evil.example.net/", "/\\evil.example.net/", "/\r\nx: y"] {
            let answer = world.get(Sreymom, &format!("/sign-in?next={}", escaped(next)));
            assert!(!answer.location().contains("evil") || answer.location().starts_with("/sign-in"), "{next:?} leads to {}", answer.location());
        }
    });
}

fn sign_in(world: &World, email: &str, password: &str) -> testkit::Answer {
    world.post(Nobody, "/sign-in", &[("email", email), ("password", password)])
}

#[test]
fn unknown_wrong_and_disabled_are_answered_alike() {
    each_database(|world| {
        let hash = people::PasswordHash::of("a long enough phrase").unwrap();
        for caller in [Sreymom, Ivan] {
            world.app.db.write(|tx| people::set_password(tx, world.id(caller), &hash)).unwrap();
        }
        world.run("UPDATE person SET active = 0 WHERE email = 'ivan@shop.example.com'");
        let wrong = sign_in(world, Sreymom.email(), "another long phrase");
        let unknown = sign_in(world, "nobody9@shop.example.com", "another long phrase");
        let disabled = sign_in(world, Ivan.email(), "a long enough phrase");
        let without = sign_in(world, Bopha.email(), "a long enough phrase");
        let plain = |body: &str| {
            [Sreymom.email(), Ivan.email(), Bopha.email(), "nobody9@shop.example.com"]
                .iter()
                .fold(body.to_owned(), |body, email| body.replace(email, "…"))
        };
        for (what, answer) in [("unknown", &unknown), ("disabled", &disabled), ("without a password", &without)] {
            assert_eq!(answer.status, wrong.status, "{what}");
            assert_eq!(plain(&answer.body), plain(&wrong.body), "{what}");
            assert_eq!(answer.header("set-cookie"), "", "{what}");
        }
        let right = sign_in(world, "  SREYMOM@shop.example.com ", "a long enough phrase");
        assert_eq!((right.status, right.location()), (303, "/"), "{}", right.body);
        assert!(right.header("set-cookie").contains("HttpOnly"));
    });
}

#[test]
fn a_session_ends_with_the_person_before_the_next_answer() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        world.run("UPDATE person SET active = 0 WHERE email = 'sreymom@shop.example.com'");
        let before = world.everything();
        let answer = world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &[("outcome", "reached"), ("next", "fri")]);
        assert!(answer.status == 303 && answer.location().starts_with("/sign-in"), "{}", answer.status);
        let fragment = world.post_fragment(Sreymom, &format!("/slips/{}/later", lotus.slip), &[]);
        assert_eq!(fragment.status, 401);
        assert!(!world.get(Sreymom, "/").says("Lotus"));
        assert_eq!(before, world.everything());
    });
}

#[test]
fn no_page_of_a_filled_binder_changes_anything_when_it_is_read() {
    each_database(|world| {
        let hostile = hostile_file(world);
        world.find_settled();
        let before = world.everything();
        for route in daybinder::routes::routes().into_iter().filter(|route| route.method == "GET") {
            for id in [hostile.client, hostile.slip, 1] {
                let parts = route.path.split('/').map(|part| match part {
                    "{place}" => "2026-11-23".to_owned(),
                    part if part.starts_with('{') => id.to_string(),
                    part => part.to_owned(),
                });
                let path = parts.collect::<Vec<_>>().join("/");
                for caller in [Sreymom, Dara, Chenda, Nobody] {
                    for query in ["", "?file=1&binder=1&did=1&q=name&text=fri&client=1&before=1-1&after=1&sort=last"] {
                        let answer = world.get(caller, &format!("{path}{query}"));
                        assert!(answer.status < 500, "{path}{query} for {caller:?}");
                    }
                    read_as(world, caller, &path);
                }
            }
        }
        assert_eq!(before, world.everything());
    });
}

/// In the other ways of asking.
fn read_as(world: &World, caller: Caller, path: &str) {
    assert!(world.fragment(caller, path).status < 500, "{path}");
    assert!(world.json(caller, path).status < 500, "{path}");
    assert!(world.send(caller, "HEAD", path, &[], Vec::new()).status < 500, "{path}");
}

#[test]
fn a_forged_form_changes_nothing_even_with_every_field_right() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let before = world.everything();
        let path = format!("/files/{}/filing", lotus.client);
        let ivans = world.csrf(Ivan);
        for csrf in ["", "0", ivans.as_str(), world.token(Sreymom)] {
            let answer = world.post(Sreymom, &path, &[("outcome", "reached"), ("next", "fri"), ("csrf", csrf)]);
            assert_eq!(answer.status, 403, "{csrf:?}");
        }
        for header in [("origin", "https://evil.example.net"), ("sec-fetch-site", "cross-site"), ("origin", "null")] {
            assert_eq!(world.post_with(Sreymom, &path, &[header], &[("outcome", "reached"), ("next", "fri")]).status, 403, "{header:?}");
        }
        assert_eq!(before, world.everything());
    });
}
