//! Consents: per channel and purpose, append-only, with a calm word beside the action.

use crate::each_database;
use crate::scene::{file, sound};
use testkit::Caller::*;
use testkit::{Answer, World};

fn say(world: &World, client: i64, channel: &str, purpose: &str, said: &str) -> Answer {
    let fields = [("channel", channel), ("purpose", purpose), ("said", said), ("said_on", "2026-11-20"), ("source", "on the <phone>")];
    world.post(Sreymom, &format!("/files/{client}/consents"), &fields)
}

#[test]
fn the_newest_word_counts_and_every_older_one_stays() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let way = format!("/files/{}/consents", lotus.client);
        for said in ["given", "withdrawn"] {
            assert_eq!(say(world, lotus.client, "phone", "offers", said).status, 303);
        }
        assert_eq!(say(world, lotus.client, "email", "service", "given").status, 303);
        let page = world.get(Sreymom, &way);
        assert!(page.says("Withdrawn") && page.says("on the &lt;phone&gt;") && page.says("Sreymom"), "{}", page.body);
        assert_eq!(world.number("SELECT count(*) FROM consent"), 3);
        let open = world.get(Sreymom, &format!("/files/{}", lotus.client));
        assert!(open.says("No calls for: Offers") && !open.says("No e-mail for"), "{}", open.body);
        assert_eq!(say(world, lotus.client, "phone", "offers", "unknown").status, 303);
        assert!(!world.get(Sreymom, &format!("/files/{}", lotus.client)).says("No calls for"));
        for sql in ["UPDATE consent SET said = 'given'", "UPDATE consent SET source = ''"] {
            assert!(world.app.db.write(|tx| tx.run(sql, &[])).is_err(), "{sql}");
        }
        sound(world, "consents");
    });
}

#[test]
fn a_consent_is_taken_back_by_a_newer_word() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let now = || world.rows("SELECT said FROM consent ORDER BY id DESC LIMIT 1");
        assert_eq!(say(world, lotus.client, "phone", "offers", "refused").status, 303);
        let first = world.number("SELECT max(id) FROM undo");
        let refused = now();
        assert_eq!(say(world, lotus.client, "phone", "offers", "given").status, 303);
        let second = world.number("SELECT max(id) FROM undo");
        assert_eq!(world.post(Sreymom, &format!("/undo/{first}"), &[]).status, 422, "a newer word stands on it");
        assert_eq!(world.post(Sreymom, &format!("/undo/{second}"), &[]).status, 303);
        assert_eq!(now(), refused);
        assert_eq!(world.number("SELECT count(*) FROM consent"), 3, "history is append-only");
    });
}

#[test]
fn what_makes_no_sense_is_refused_and_foreign_files_are_not_seen() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let way = format!("/files/{}/consents", lotus.client);
        let before = world.everything();
        let right = [("channel", "phone"), ("purpose", "offers"), ("said", "given"), ("said_on", "2026-11-20"), ("source", "")];
        let long = "x".repeat(201);
        for (field, wrong) in
            [("channel", "fax"), ("purpose", ""), ("said", "maybe"), ("said_on", "2026-11-24"), ("said_on", "x"), ("source", long.as_str())]
        {
            let fields: Vec<(&str, &str)> = right.iter().map(|(name, value)| (*name, if *name == field { wrong } else { *value })).collect();
            let answer = world.post(Sreymom, &way, &fields);
            assert!(answer.status == 422 && answer.says("role=\"alert\""), "{field} {wrong}: {}", answer.status);
        }
        assert_eq!(world.post(Ivan, &way, &right).status, 404);
        assert_eq!(world.get(Ivan, &way).status, 404);
        assert_eq!(before, world.everything());
    });
}
