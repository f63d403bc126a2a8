//! Erasure: proven on every column of every table, on the documents and on the bytes of the database's file.

use super::marked::{MARK, files_with, fill, forgotten, found, holds};
use crate::each_database;
use crate::scene::{file, sound};
use domain::ClientId;
use testkit::Caller::*;
use testkit::World;
use web::audit::chain::{Head, prove};

fn erase(world: &World, client: i64, name: &str) -> testkit::Answer {
    world.post(Chenda, &format!("/files/{client}/erasure"), &[("why", "asked"), ("name", name)])
}

fn finish(world: &World) {
    assert_eq!(daybinder::documents::finish_erasures(&world.app).unwrap(), 1);
}

#[test]
fn nothing_of_an_erased_file_is_left_anywhere() {
    each_database(|world| {
        let marked = fill(world);
        let id = marked.client;
        let before = found(world);
        let forgotten = forgotten(world, &before);
        assert!(forgotten.is_empty(), "columns of text of which nobody said whether they belong to a file: {forgotten:?}");
        let data = world.app.db.folder().map(std::path::Path::to_owned);
        if let Some(folder) = &data {
            assert!(!files_with(folder).is_empty());
        }
        let head = world.app.db.read(Head::now).unwrap();
        let figures = || {
            world
                .rows(&format!("SELECT id, slip_id, person_id, at, kind, outcome, seconds, written_at FROM entry WHERE client_id = {id} ORDER BY id"))
        };
        let (entries, slips) = (figures(), world.number(&format!("SELECT count(*) FROM slip WHERE client_id = {id}")));
        let page = world.get(Chenda, &format!("/files/{id}/erasure"));
        assert!(
            page.says("This cannot be taken back.") && page.says("Contact persons") && page.says("1 message") | page.says("One message"),
            "{}",
            page.body
        );

        let answer = erase(world, id, &format!("  {MARK} "));
        assert_eq!(answer.status, 303, "{}", answer.body);
        finish(world);

        assert_eq!(found(world), std::collections::BTreeSet::new());
        if let Some(folder) = &data {
            assert_eq!(files_with(folder), Vec::<String>::new(), "the bytes of the database and of its documents");
        }
        assert_eq!(files_with(world.app.config.mail_folder.as_ref().unwrap()), Vec::<String>::new(), "what came with messages");
        assert_eq!(figures(), entries, "the rows of the history stay with their dates");
        assert_eq!(world.number(&format!("SELECT count(*) FROM slip WHERE client_id = {id}")), slips);
        assert_eq!(
            world.number(&format!("SELECT count(*) FROM client WHERE id = {id} AND state = 'closed' AND slip_id IS NULL AND erased_at > 0")),
            1
        );
        assert_eq!(
            world.number("SELECT count(*) FROM mail WHERE subject = 'For both' AND state = 'filed'"),
            1,
            "what also stands elsewhere stays there"
        );
        assert!(
            format!("{:?}", world.rows("SELECT rejects FROM import WHERE id = 77")).contains("4,Empty,Kept"),
            "the other rows of the import stay"
        );
        sound(world, "an erasure");
        assert_eq!(world.app.db.read(|tx| prove(tx, Some(&head))).unwrap(), None, "the audit log is still proven, also from a head printed before");
        let report = world.get(Chenda, answer.location());
        assert!(report.says("The person asked for it") && report.says("Last traces gone") && !holds(report.body.as_bytes()), "{}", report.body);
        let card = world.get(Chenda, &format!("/files/{id}"));
        assert!(
            card.status == 200 && card.says("Erased file") && card.says(">Erased<") && card.says("This file was erased.") && !card.says("/reopen"),
            "{}",
            card.body
        );
        assert!(!world.get(Chenda, "/find?q=Qwxyzebu").says("/files/"), "nothing is found any more");
    });
}

#[test]
fn an_erasure_is_one_persons_act_with_the_name_typed_and_refused_otherwise() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus Café", "today");
        let way = format!("/files/{}/erasure", lotus.client);
        let before = world.everything();
        for fields in [
            [("why", "asked"), ("name", "Lotus")],
            [("why", ""), ("name", "Lotus Café")],
            [("why", "asked"), ("name", "")],
            [("why", "x"), ("name", "Lotus Café")],
        ] {
            let answer = world.post(Chenda, &way, &fields);
            assert!(answer.status == 422 && answer.says("role=\"alert\""), "{fields:?}: {}", answer.status);
        }
        assert_eq!(world.post(Dara, &way, &[("why", "asked"), ("name", "Lotus Café")]).status, 403, "a head prepares, a director erases");
        assert_eq!(world.post(Chenda, "/files/987654321/erasure", &[("why", "asked"), ("name", "")]).status, 404);
        assert_eq!(before, world.everything(), "a refusal writes nothing");
        assert_eq!(erase(world, lotus.client, "Lotus  Café").status, 303);
        assert_eq!(world.get(Chenda, &way).status, 303, "there is nothing left to erase");
    });
}

#[test]
fn an_erased_file_takes_nothing_any_more_and_nothing_brings_it_back() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let id = lotus.client;
        let filed = world.post(Sreymom, &format!("/files/{id}/filing"), &[("outcome", "reached"), ("note", "Paper"), ("next", "fri")]);
        assert_eq!(filed.status, 303);
        let undo = world.number("SELECT max(id) FROM undo");
        assert_eq!(erase(world, id, "Lotus").status, 303);
        finish(world);
        let before = world.everything();
        let ways: Vec<(String, Vec<(&str, &str)>)> = vec![
            (format!("/undo/{undo}"), vec![]),
            ("/undo".to_owned(), vec![]),
            (format!("/files/{id}/reopen"), vec![("next", "fri")]),
            (format!("/files/{id}/filing"), vec![("outcome", "reached"), ("next", "fri")]),
            (format!("/files/{id}/card"), vec![("name", "Lotus again"), ("kind", "company"), ("version", "3")]),
            (format!("/files/{id}/consents"), vec![("channel", "phone"), ("purpose", "offers"), ("said", "given"), ("said_on", "2026-11-20")]),
            (format!("/files/{id}/along"), vec![("along", "yes")]),
            (format!("/files/{id}/erasure"), vec![("why", "asked"), ("name", "Lotus")]),
        ];
        for (way, fields) in &ways {
            let status = world.post(Chenda, way, fields).status;
            assert!(status == 422 || status == 404 || status == 303, "{way}: {status}");
        }
        assert_eq!(world.upload(Chenda, &format!("/files/{id}/documents"), &[], "a.txt", b"x").status, 422);
        assert_eq!(before, world.everything());
        for sql in [
            format!("UPDATE client SET name = 'Lotus' WHERE id = {id}"),
            format!("UPDATE client SET erased_at = NULL WHERE id = {id}"),
            "DELETE FROM erasure".to_owned(),
            "UPDATE erasure SET why = 'other'".to_owned(),
            format!("UPDATE entry SET text = 'x' WHERE client_id = {id}"),
            "UPDATE audit SET subject = '' WHERE kind = 'erased'".to_owned(),
        ] {
            assert!(world.app.db.write(|tx| tx.run(&sql, &[])).is_err(), "{sql}");
        }
        sound(world, "what was tried on an erased file");
    });
}

#[test]
fn history_of_other_files_still_cannot_be_blanked() {
    each_database(|world| {
        let lotus = file(world, Sreymom, "Lotus", "today");
        let filed = world.post(Sreymom, &format!("/files/{}/filing", lotus.client), &[("outcome", "reached"), ("note", "Paper"), ("next", "fri")]);
        assert_eq!(filed.status, 303);
        for sql in ["UPDATE entry SET text = ''", "UPDATE entry SET text = '', at = 1", "DELETE FROM entry"] {
            assert!(world.app.db.write(|tx| tx.run(sql, &[])).is_err(), "{sql}");
        }
    });
}

#[test]
fn bytes_that_another_file_holds_too_stay_on_the_shelf() {
    each_database(|world| {
        let (lotus, palm) = (file(world, Sreymom, "Lotus", "today"), file(world, Sreymom, "Palm", "today"));
        for of in [lotus, palm] {
            assert_eq!(world.upload(Sreymom, &format!("/files/{}/documents", of.client), &[], "price.txt", b"the same price").status, 303);
        }
        assert_eq!(erase(world, lotus.client, "Lotus").status, 303);
        finish(world);
        let version =
            world.number(&format!("SELECT v.id FROM document_version v JOIN document d ON d.id = v.document_id WHERE d.client_id = {}", palm.client));
        assert_eq!(world.get(Sreymom, &format!("/documents/versions/{version}/bytes")).bytes, b"the same price");
        assert_eq!(erase(world, palm.client, "Palm").status, 303);
        finish(world);
        let mut stood = 0;
        world
            .app
            .config
            .documents
            .shelf
            .walk(&mut |_, _| {
                stood += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(stood, 0);
    });
}

#[test]
fn what_a_backup_still_holds_is_erased_again_and_no_other_file() {
    each_database(|world| {
        let (lotus, palm) = (file(world, Sreymom, "Lotus", "today"), file(world, Sreymom, "Palm", "today"));
        let made_at = world.number(&format!("SELECT created_at FROM client WHERE id = {}", lotus.client));
        let known = |client: i64, made_at: i64| protection::erasing::Known {
            at: 5,
            client_id: client,
            client_made_at: made_at,
            person_id: Some(987),
            why: "asked".to_owned(),
        };
        let wanted = [known(lotus.client, made_at), known(palm.client, made_at - 1), known(987_654, made_at)];
        let mark = |id: ClientId| format!("Erased file {id}");
        let again = || world.app.db.write(|tx| protection::erasing::reapply(tx, &wanted, world.now(), &mark)).unwrap();
        let done = again();
        assert_eq!(done.iter().map(|one| one.client_id).collect::<Vec<_>>(), [lotus.client], "a file made at another moment is another file");
        assert_eq!(again(), [], "and once only");
        assert_eq!(world.number("SELECT count(*) FROM client WHERE name = 'Palm' AND erased_at IS NULL"), 1);
        let stands = world.app.db.read(protection::erasing::known).unwrap();
        assert_eq!((stands.len(), stands[0].client_id, stands[0].client_made_at), (1, lotus.client, made_at));
    });
}

#[test]
fn a_row_of_the_audit_log_that_was_blanked_by_hand_is_still_found_out() {
    each_database(|world| {
        assert_eq!(world.post(Chenda, "/teams", &[("team", "Night market")]).status, 303);
        assert_eq!(world.post(Chenda, "/teams", &[("team", "Day market")]).status, 303);
        world.run("UPDATE audit SET subject = '', words = '', salt = '' WHERE seq = 1");
        let broken = world.app.db.read(|tx| prove(tx, None)).unwrap();
        assert_eq!(broken, Some(web::audit::chain::Broken::Row(1)));
    });
}
