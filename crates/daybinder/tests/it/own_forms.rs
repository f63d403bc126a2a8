//! Forms that the head composes (B46, B12).

use crate::each_database;
use crate::scene::{File, file, number_in, place, sound};
use testkit::Caller::*;
use testkit::{Answer, World};

const HOSTILE: &str = "<script>alert(1)</script>";

/// Composes a form as the head; each field is its label, kind, whether it is required, and what may be chosen.
fn compose(world: &World, to: &str, due: &[(&str, &str)], fields: &[(&str, &str, bool, &str)]) -> Answer {
    let mut all: Vec<(String, String)> = vec![("name-en".into(), "Why not".into()), ("count".into(), fields.len().to_string())];
    all.extend(due.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    for (at, (label, kind, required, options)) in fields.iter().enumerate() {
        all.push((format!("label-en-{at}"), (*label).to_owned()));
        all.push((format!("kind-{at}"), (*kind).to_owned()));
        all.push((format!("options-{at}"), (*options).to_owned()));
        all.push((format!("position-{at}"), at.to_string()));
        all.push((format!("key-{at}"), (at + 1).to_string()));
        if *required {
            all.push((format!("required-{at}"), "1".to_owned()));
        }
    }
    let fields: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.post(Dara, to, &fields)
}

fn made(world: &World, due: &[(&str, &str)], fields: &[(&str, &str, bool, &str)]) -> i64 {
    let answer = compose(world, "/forms/new", due, fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
    number_in(answer.location(), "/forms/")
}

fn version(world: &World, form: i64) -> i64 {
    world.number(&format!("SELECT max(id) FROM own_form_version WHERE form_id = {form}"))
}

/// Files with an outcome and what was typed into one form.
fn file_it(world: &World, of: File, outcome: &str, form: i64, version: i64, typed: &[(i64, &str)]) -> Answer {
    let mut all = vec![
        ("outcome".to_owned(), outcome.to_owned()),
        ("next".to_owned(), "1 Dec".to_owned()),
        ("note".to_owned(), "What was said".to_owned()),
        ("back".to_owned(), format!("/files/{}", of.client)),
        (format!("form-{form}-version"), version.to_string()),
    ];
    all.extend(typed.iter().map(|(key, value)| (format!("form-{form}-{key}"), (*value).to_owned())));
    let fields: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.post(Sreymom, &format!("/files/{}/filing", of.client), &fields)
}

const AT_NO: [(&str, &str); 2] = [("due", "outcome"), ("due-outcome", "said_no")];

#[test]
fn a_form_that_is_due_is_filled_with_the_filing_or_nothing_is_written() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let form = made(world, &AT_NO, &[("Reason", "choice", true, "Price | តម្លៃ | Цена\nTime"), ("Their price", "money", false, "")]);
        let version = version(world, form);
        let page = world.get(Sreymom, &format!("/files/{}", lotus.client));
        assert!(page.says("data-outcomes=\"said_no\"") && page.says("Their price"), "{}", page.body);
        let before = world.everything();
        let refused = file_it(world, lotus, "said_no", form, version, &[(2, "many")]);
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(
            refused.says("This must be filled in")
                && refused.says("Write a number")
                && refused.says("value=\"many\"")
                && refused.says("What was said")
        );
        assert_eq!(file_it(world, lotus, "said_no", form, version, &[(1, "7")]).status, 422, "a choice that is not in the list");
        assert_eq!(before, world.everything(), "a refusal writes nothing");
        assert_eq!(file_it(world, lotus, "said_no", form, version, &[(1, "0"), (2, "1 250,5")]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM filled_form"), 1);
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'form' AND text = 'Why not — Reason: Price; Their price: 1250.5'"), 1);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {} AND last_outcome = 'said_no'", lotus.client)), 1);
        assert_eq!(place(world, lotus.client), 20261201);
        assert!(world.get(Sreymom, &format!("/files/{}", lotus.client)).says("Reason: Price"));
        assert!(world.get(Sreymom, "/forms/missing").says("Nothing is missing"));
        sound(world, "a filing with a form");

        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert!(world.get(Sreymom, &format!("/files/{}/forms", lotus.client)).says("Nothing has been filled in"), "taken back is not filled");
        assert_eq!(world.number("SELECT count(*) FROM filled_form"), 1, "history stays");
        sound(world, "taking it back");
    });
}

#[test]
fn another_outcome_asks_for_nothing_and_closing_asks_at_closing() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let form = made(world, &[("due", "closing")], &[("Why", "text", true, "")]);
        assert!(!world.get(Sreymom, &format!("/files/{}", lotus.client)).says("data-closing"));
        assert_eq!(file_it(world, lotus, "reached", form, version(world, form), &[]).status, 303);
        let path = format!("/files/{}/filing", lotus.client);
        let back = format!("/files/{}", lotus.client);
        let closing = [("close", "yes"), ("close_reason", "not_now"), ("note", "No need"), ("back", &back)];
        let reason = world.post(Sreymom, &path, &[("close", "yes"), ("back", &back)]);
        assert!(reason.status == 422 && reason.says("data-closing"), "{}", reason.body);
        let known = domain::filing::CloseReason::ALL[0].as_str();
        let closing = [closing[0], ("close_reason", known), closing[2], closing[3]];
        assert_eq!(world.post(Sreymom, &path, &closing).status, 422);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {} AND state = 'closed'", lotus.client)), 0);
        let answer = format!("form-{form}-1");
        let filled = [closing[0], closing[1], closing[2], closing[3], (answer.as_str(), "Moved away")];
        assert_eq!(world.post(Sreymom, &path, &filled).status, 303);
        assert_eq!(world.number(&format!("SELECT count(*) FROM client WHERE id = {} AND state = 'closed'", lotus.client)), 1);
        sound(world, "closing with a form");
    });
}

#[test]
fn a_first_call_needs_its_form_once_and_months_count_from_the_last() {
    each_database(|world| {
        let fields = [("kind", "company"), ("name", "New One"), ("slip_kind", "first"), ("next", "today"), ("anyway", "1")];
        let client = number_in(world.post(Sreymom, "/clients/new", &fields).location(), "/files/");
        let first = made(world, &[("due", "first_call")], &[("Found", "text", true, "")]);
        let new = File { client, slip: 0 };
        assert!(world.get(Sreymom, "/forms/missing").says("New One"));
        assert_eq!(file_it(world, new, "no_answer", first, version(world, first), &[]).status, 422);
        assert_eq!(file_it(world, new, "no_answer", first, version(world, first), &[(1, "List")]).status, 303);
        let each = made(world, &[("due", "months"), ("due-months", "3")], &[("Staff", "number", true, "")]);
        assert_eq!(file_it(world, new, "no_answer", each, version(world, each), &[]).status, 303, "nobody was reached");
        assert_eq!(file_it(world, new, "reached", each, version(world, each), &[]).status, 422);
        assert_eq!(file_it(world, new, "reached", each, version(world, each), &[(1, "12")]).status, 303);
        assert_eq!(file_it(world, new, "reached", each, version(world, each), &[]).status, 303, "not again so soon");
    });
}

#[test]
fn a_version_changed_between_looking_and_sending_keeps_what_was_typed() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let form = made(world, &AT_NO, &[("Reason", "text", true, "")]);
        let old = version(world, form);
        assert_eq!(file_it(world, lotus, "said_no", form, old, &[(1, "Too dear")]).status, 303);
        assert_eq!(compose(world, &format!("/forms/{form}"), &AT_NO, &[("Cause", "choice", true, "A\nB"), ("More", "text", false, "")]).status, 303);
        let before = world.everything();
        let refused = file_it(world, lotus, "said_no", form, old, &[(1, "0"), (2, "Kept words")]);
        assert!(refused.status == 422 && refused.says("changed meanwhile") && refused.says("Kept words"), "{}", refused.body);
        assert_eq!(before, world.everything());
        assert_eq!(file_it(world, lotus, "said_no", form, version(world, form), &[(1, "0")]).status, 303);
        let page = world.get(Sreymom, &format!("/files/{}/forms", lotus.client));
        assert!(page.says("Too dear") && page.says("Reason") && page.says("Cause"), "each with its own version: {}", page.body);
        let table = world.get(Dara, &format!("/forms/{form}/answers.csv"));
        assert!(table.says("\"Cause\"") && table.says("\"Too dear\"") && table.says("\"A\""), "{}", table.body);
        assert_eq!(compose(world, &format!("/forms/{form}"), &AT_NO, &[("Cause", "choice", true, "A\nB"), ("More", "text", false, "")]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM own_form_version"), 2, "the same fields make no version");
    });
}

#[test]
fn anothers_client_script_and_formulas_do_no_harm() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let hidden = file(world, Bopha, "Hidden Client", "today");
        let form = made(world, &[("due", "any")], &[(HOSTILE, "text", false, ""), ("By", "client", false, ""), ("Who", "person", false, "")]);
        let fill = |typed: &[(i64, &str)]| {
            let mut all = vec![("form".to_owned(), form.to_string()), (format!("form-{form}-version"), version(world, form).to_string())];
            all.extend(typed.iter().map(|(key, value)| (format!("form-{form}-{key}"), (*value).to_owned())));
            let fields: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            world.post(Sreymom, &format!("/files/{}/forms", lotus.client), &fields)
        };
        let before = world.everything();
        for typed in [hidden.client.to_string(), "Hidden Client".to_owned(), "0".to_owned(), "-1".to_owned()] {
            let answer = fill(&[(2, &typed)]);
            assert!(answer.status == 422 && answer.says("Nobody of that name"), "{typed}: {}", answer.body);
        }
        assert_eq!(fill(&[(3, "987654321")]).status, 422);
        assert_eq!(fill(&[(1, &"x".repeat(401))]).status, 422, "too long");
        assert_eq!(before, world.everything());
        assert_eq!(fill(&[(1, "=cmd()"), (2, "lotus paper")]).status, 303);
        assert_eq!(fill(&[(1, HOSTILE), (2, &format!("/files/{}", lotus.client))]).status, 303);
        for (caller, path) in [
            (Sreymom, format!("/files/{}/forms?form={form}", lotus.client)),
            (Sreymom, format!("/files/{}", lotus.client)),
            (Dara, format!("/forms/{form}")),
        ] {
            let page = world.get(caller, &path);
            assert!(page.status == 200 && !page.says(HOSTILE), "{path}: {}", page.body);
        }
        let table = world.get(Dara, &format!("/forms/{form}/answers.csv"));
        assert!(table.says("\"'=cmd()\"") && !table.says("\"=cmd()"), "{}", table.body);
        assert_eq!(world.post(Bopha, &format!("/files/{}/forms", lotus.client), &[("form", &form.to_string())]).status, 404);
        assert_eq!(world.get(Bopha, &format!("/files/{}/forms", lotus.client)).status, 404);
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[]).status, 303);
        assert_eq!(world.get(Dara, &format!("/forms/{form}/answers.csv")).body.lines().count(), 2, "what was taken back is not in the table");
    });
}

#[test]
fn a_form_of_two_hundred_fields_is_refused_and_a_retired_one_asks_for_nothing() {
    each_database(|world| {
        let many = vec![("Label", "text", false, ""); 200];
        let refused = compose(world, "/forms/new", &[("due", "any")], &many);
        assert!(refused.status == 422 && refused.says("at most 100 fields"), "{}", refused.status);
        assert_eq!(compose(world, "/forms/new", &[("due", "months"), ("due-months", "0")], &[("A", "text", false, "")]).status, 422);
        assert_eq!(compose(world, "/forms/new", &[("due", "any")], &[("A", "choice", false, "")]).status, 422);
        assert_eq!(compose(world, "/forms/new", &[("due", "any")], &[("", "text", false, "")]).status, 422);
        assert_eq!(world.number("SELECT count(*) FROM own_form"), 0);
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let form = made(world, &AT_NO, &[("Reason", "text", true, "")]);
        assert_eq!(world.post(Dara, &format!("/forms/{form}/retire"), &[]).status, 303);
        assert_eq!(file_it(world, lotus, "said_no", form, version(world, form), &[]).status, 303);
        assert_eq!(world.post(Dara, &format!("/forms/{form}/retire"), &[("back", "1")]).status, 303);
        assert_eq!(file_it(world, lotus, "said_no", form, version(world, form), &[]).status, 422);
        assert!(world.get(Sreymom, "/forms/missing").says("Lotus Paper"), "filed without it while it was out of use");
    });
}

#[test]
fn composing_is_taken_back_until_somebody_filled_what_was_made() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Paper", "today");
        let last = || world.number("SELECT max(id) FROM undo");
        let back = |caller, undo: i64| world.post(caller, &format!("/undo/{undo}"), &[]).status;
        let stored = || {
            (
                world.rows("SELECT id, names, due, due_outcome, retired_at FROM own_form"),
                world.rows("SELECT id, version, fields FROM own_form_version ORDER BY id"),
            )
        };
        let nothing = stored();
        let form = made(world, &AT_NO, &[("Reason", "text", true, "")]);
        let composed = last();
        assert_eq!(back(Sreymom, composed), 422, "another's action");
        assert_eq!(back(Dara, composed), 303);
        assert_eq!(stored(), nothing);

        let form = {
            assert!(form > 0);
            made(world, &AT_NO, &[("Reason", "text", true, "")])
        };
        let composed = last();
        let first = stored();
        let to = format!("/forms/{form}");
        let change = || compose(world, &to, &[("due", "any")], &[("Reason", "text", true, ""), ("Price", "number", false, "")]).status;
        assert_eq!(change(), 303);
        let changed = last();
        assert_eq!(back(Dara, composed), 422, "it was changed since");
        assert_eq!(back(Dara, changed), 303);
        assert_eq!(stored(), first, "names, when it is due and the version");

        assert_eq!(world.post(Dara, &format!("/forms/{form}/retire"), &[]).status, 303);
        assert_ne!(stored(), first);
        assert_eq!(back(Dara, last()), 303);
        assert_eq!(stored(), first);

        assert_eq!(change(), 303);
        let changed = last();
        assert_eq!(file_it(world, lotus, "said_no", form, version(world, form), &[]).status, 303, "not asked any more");
        let (id, version, field) = (form.to_string(), format!("form-{form}-version"), format!("form-{form}-1"));
        let of_version = self::version(world, form).to_string();
        let typed = [("form", id.as_str()), (version.as_str(), of_version.as_str()), (field.as_str(), "Too far")];
        let answer = world.post(Sreymom, &format!("/files/{}/forms", lotus.client), &typed);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let filled = stored();
        assert_eq!(back(Dara, changed), 422, "somebody filled it");
        assert_eq!(stored(), filled, "a refusal writes nothing");
        sound(world, "taking a form back");
    });
}
