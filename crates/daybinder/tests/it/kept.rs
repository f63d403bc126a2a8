//! Nothing that somebody typed is cut off or lost when a form cannot be taken.

use crate::each_database;
use crate::scene::{file, sound};
use testkit::Caller::*;

#[test]
fn a_line_that_is_too_long_is_refused_by_every_form_and_never_cut() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let (long, fits) = ("ក".repeat(401), "ក".repeat(400));
        let (plan, filing, new) = ("/plan".to_owned(), format!("/files/{}/filing", lotus.client), "/clients/new".to_owned());
        let fields = |path: &str, line: &str| -> Vec<(&'static str, String)> {
            let more: &[(&'static str, &str)] = match path {
                "/plan" => &[("kind", "call"), ("next", "+9")],
                "/clients/new" => &[("kind", "company"), ("name", "Palm House"), ("slip_kind", "call"), ("next", "+9")],
                _ => &[("outcome", "reached"), ("next", "+9"), ("note", "Kept as typed"), ("reason", "The reason too")],
            };
            more.iter().map(|(name, value)| (*name, (*value).to_owned())).chain([("line", line.to_owned())]).collect()
        };
        let post = |path: &str, line: &str| {
            let fields = fields(path, line);
            world.post(Sreymom, path, &fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
        };
        let before = world.everything();
        for path in [&plan, &filing, &new] {
            let answer = post(path, &long);
            assert!(answer.status == 422 && answer.body.contains(&long), "{path}: {}", answer.status);
            assert!(!path.contains("filing") || answer.says("Kept as typed") && answer.body.contains("The reason too"), "{}", answer.body);
        }
        assert_eq!(before, world.everything());
        for path in [&plan, &filing, &new] {
            assert_eq!(post(path, &fits).status, 303, "{path}");
        }
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE line = '{fits}'")), 3);
    });
}

#[test]
fn a_note_on_a_file_that_went_elsewhere_meanwhile_is_shown_again() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let to = world.id(Bopha).to_string();
        assert_eq!(world.post(Dara, "/hand-over", &[("client", &lotus.client.to_string()), ("to", &to)]).status, 303);
        let before = world.everything();
        let fields = [("outcome", "reached"), ("next", "+9"), ("note", "Spoke <b>long</b> about paper")];
        let answer = world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &fields);
        assert!(answer.status == 404 && answer.body.contains("Spoke &lt;b&gt;long&lt;/b&gt; about paper"), "{}", answer.body);
        assert!(!answer.says("Lotus"));
        assert_eq!(before, world.everything());
    });
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    each_database(|world| {
        if world.app.db.dialect() != store::Dialect::Sqlite {
            println!("skipped: a PostgreSQL server cannot be made full here");
            return;
        }
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let pages = world.number("PRAGMA page_count");
        world.run(&format!("PRAGMA max_page_count = {pages}"));
        let note = "n".repeat(9_000);
        let fields = [("outcome", "reached"), ("next", "+9"), ("note", note.as_str())];
        let path = format!("/files/{}/filing", lotus.client);
        let mut answer = world.post(Sreymom, &path, &fields);
        for _ in 0..40 {
            answer = if answer.status == 303 { world.post(Sreymom, &path, &fields) } else { answer };
        }
        let before = world.everything();
        assert!(answer.status == 503 && answer.says("no room left") && answer.body.contains(&note), "{}", answer.status);
        assert_eq!(world.get(Sreymom, "/").status, 200);
        sound(world, "a disk that was full");
        assert_eq!(before, world.everything());
        world.run("PRAGMA max_page_count = 1000000");
        assert_eq!(world.post(Sreymom, &path, &fields).status, 303, "it recovers without a new start");
    });
}
