//! Unknown senders lie in a tray until somebody says whose they are. What they send can do nothing.

use super::dovecot::Dovecot;
use super::scene::{client, look, mailbox, message};
use crate::each_database;
use crate::scene::{number_in, sound};
use testkit::Caller::*;

#[test]
fn an_unknown_sender_is_filed_with_a_client_and_heard_from_then_on() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "INBOX");
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let palm = client(world, Ivan, "Palm", "ny@palm.example");
        for number in 1..=2 {
            let id = format!("n{number}@new.example");
            dovecot.put("sreymom", "INBOX", &message(&id, "Srey Neang <neang@new.example>", Sreymom.email(), "Paper", "", "How much?"));
        }
        let inbox = mailbox(world, &dovecot, Sreymom, "all");
        look(world, inbox).unwrap();
        let id = world.number("SELECT min(id) FROM mail");
        assert!(world.get(Sreymom, "/mail/tray").says("Srey Neang"));
        let found = world.get(Sreymom, &format!("/mail/{id}?q=Lot"));
        assert!(found.says("File with Lotus"), "{}", found.body);
        let before = world.everything();
        let (ours, theirs) = (lotus.client.to_string(), palm.client.to_string());
        assert_eq!(world.post(Sreymom, &format!("/mail/{id}/filing"), &[("client", &theirs)]).status, 404, "a file of another binder");
        assert_eq!(world.post(Sreymom, &format!("/mail/{}/filing", id + 99), &[("client", &ours)]).status, 404);
        assert_eq!(world.post(Sreymom, &format!("/mail/{id}/filing"), &[("client", "1 OR 1=1")]).status, 400);
        assert_eq!(before, world.everything());
        let filed = world.post(Sreymom, &format!("/mail/{id}/filing"), &[("client", &ours), ("remember", "1")]);
        assert_eq!(filed.status, 303);
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE state = 'filed'"), 2, "all of that sender");
        assert_eq!(world.number("SELECT count(*) FROM reach WHERE norm = 'neang@new.example'"), 1);
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'email_in'"), 2);
        sound(world, "filing from the tray");
        let undo = number_in(filed.location(), "did=");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[("back", "/mail/tray")]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE state = 'tray'"), 2, "back in the tray");
        assert_eq!(world.number("SELECT count(*) FROM reach WHERE norm = 'neang@new.example'"), 0);
        assert!(!world.get(Sreymom, &format!("/files/{ours}/mail")).says("How much?"));
        // Filed once more after it was taken back, it stands there again.
        assert_eq!(world.post(Sreymom, &format!("/mail/{id}/filing"), &[("client", &ours)]).status, 303);
        assert!(world.get(Sreymom, &format!("/files/{ours}/mail")).says("How much?"));
        assert_eq!(world.post(Sreymom, &format!("/mail/{id}/filing"), &[("client", &ours)]).status, 422, "filed already");
        sound(world, "taking it back and filing again");
    });
}

#[test]
fn a_client_is_made_of_a_sender_and_another_is_never_heard_again() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "INBOX");
        let inbox = mailbox(world, &dovecot, Sreymom, "all");
        dovecot.put("sreymom", "INBOX", &message("m1@new.example", "Srey Neang <neang@new.example>", Sreymom.email(), "Paper", "", "How much?"));
        dovecot.put("sreymom", "INBOX", &message("f1@flood.example", "news@flood.example", Sreymom.email(), "Buy", "", "Now."));
        look(world, inbox).unwrap();
        let id = |from: &str| world.number(&format!("SELECT id FROM mail WHERE from_address = '{from}'"));
        assert_eq!(world.post(Sreymom, &format!("/mail/{}/client", id("neang@new.example")), &[("name", ""), ("kind", "person")]).status, 422);
        let fields = [("name", "Srey Neang"), ("kind", "person")];
        assert_eq!(world.post(Sreymom, &format!("/mail/{}/client", id("neang@new.example")), &fields).status, 303);
        assert_eq!(
            world.number("SELECT count(*) FROM client c JOIN reach r ON r.client_id = c.id WHERE c.name = 'Srey Neang' AND c.place = 20261123"),
            1
        );
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'email_in'"), 1);
        let never = world.post(Sreymom, &format!("/mail/{}/never", id("news@flood.example")), &[]);
        assert_eq!(never.status, 303);
        dovecot.put("sreymom", "INBOX", &message("f2@flood.example", "news@flood.example", Sreymom.email(), "Buy", "", "More."));
        dovecot.put("sreymom", "INBOX", &message("m2@new.example", "neang@new.example", Sreymom.email(), "Paper", "", "Well?"));
        look(world, inbox).unwrap();
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE state = 'never'"), 2);
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'email_in'"), 2, "the new client's next message comes by itself");
        assert!(world.get(Sreymom, "/mail/tray").says("The tray is empty."));
        let undo = number_in(never.location(), "did=");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[("back", "/")]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM mail_never WHERE is_on = 1"), 0);
        sound(world, "a client of a sender");
    });
}

#[test]
fn what_a_stranger_sends_can_do_nothing_in_our_pages() {
    let Some(dovecot) = Dovecot::start() else { return };
    let body = "--b\r\nContent-Type: text/html\r\n\r\n<p>Hi</p><script>alert(1)</script><img src=https://spy.example/x.gif onerror=alert(1)>\r\n\
        --b\r\nContent-Type: text/html; name=\"x\"\r\nContent-Disposition: attachment; filename=\"../../<script>alert(2)</script>.html\"\r\n\r\n<script>alert(3)</script>\r\n--b--";
    let more = "Content-Type: multipart/mixed; boundary=b\r\n";
    dovecot.put(
        "sreymom",
        "INBOX",
        &message("x1@evil.example", "\"<script>alert(4)</script>\" <evil@evil.example>", Sreymom.email(), "<script>alert(5)</script>", more, body),
    );
    each_database(|world| {
        let inbox = mailbox(world, &dovecot, Sreymom, "own");
        look(world, inbox).unwrap();
        let id = world.number("SELECT max(id) FROM mail");
        for page in [
            "/mail/tray".to_owned(),
            format!("/mail/{id}"),
            format!("/mail/{id}?layout=1"),
            format!("/mail/{id}?layout=1&pictures=1"),
            "/settings/mailboxes".to_owned(),
        ] {
            let page = world.get(Sreymom, &page);
            assert!(page.status == 200 && !page.says("<script>alert"), "{}", page.body);
            assert!(page.header("content-security-policy").contains("script-src 'self'") && !page.says("spy.example"));
        }
        let framed = world.get(Sreymom, &format!("/mail/{id}?layout=1"));
        assert!(framed.header("content-security-policy").contains("frame-src 'self'") && framed.says("sandbox=\"allow-popups"));
        let inside = world.get(Sreymom, &format!("/mail/{id}/body"));
        let policy = inside.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script-src"), "{policy}");
        assert!(inside.says("Hi") && !inside.says("script>") && !inside.says("spy.example") && !inside.says("onerror"), "{}", inside.body);
        assert!(world.get(Sreymom, &format!("/mail/{id}/body?pictures=1")).says("https://spy.example/x.gif"), "only when asked for");
        let piece = world.number(&format!("SELECT max(number) FROM mail_attachment WHERE mail_id = {id} AND name LIKE '%script%'"));
        let saved = world.get(Sreymom, &format!("/mail/{id}/attachments/{piece}"));
        assert_eq!((saved.status, saved.header("content-type")), (200, "application/octet-stream"));
        assert!(saved.header("content-disposition").starts_with("attachment;") && !saved.header("content-disposition").contains('<'));
        assert!(saved.says("<script>alert(3)</script>"), "as it came, to be saved");
        assert_eq!(world.get(Ivan, &format!("/mail/{id}/attachments/{piece}")).status, 404);
    });
}
