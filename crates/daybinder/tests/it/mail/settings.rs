//! Mailboxes in the settings: whose, over which server, and what is true of them.

use super::dovecot::{Dovecot, PASSWORD};
use super::scene::{look, mailbox};
use crate::each_database;
use crate::scene::number_in;
use testkit::Caller::*;

fn fields<'a>(port: &'a str, password: &'a str, sealing: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("address", "chenda@shop.example.com"),
        ("name", "Office"),
        ("also", "office@shop.example.com"),
        ("sight", "all"),
        ("imap_host", "127.0.0.1"),
        ("imap_port", port),
        ("imap_sealing", sealing),
        ("smtp_port", "587"),
        ("smtp_sealing", "starttls"),
        ("sign_in_as", "chenda"),
        ("password", password),
        ("days", "30"),
    ]
}

fn with<'a>(all: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    all.iter().map(|(key, old)| if *key == name { (*key, value) } else { (*key, *old) }).collect()
}

#[test]
fn a_mailbox_is_added_when_its_server_takes_it_and_the_password_is_sealed() {
    let Some(dovecot) = Dovecot::start() else { return };
    let port = dovecot.port.to_string();
    each_database(|world| {
        let right = fields(&port, PASSWORD, "none");
        let before = world.everything();
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
        for (wrong, word) in [
            (with(&right, "password", "wrong"), "does not take the name or the password"),
            (with(&right, "imap_port", &closed), "does not answer"),
            (with(&right, "imap_sealing", "starttls"), "No sealed connection"),
            (with(&right, "password", ""), "Without the password"),
            (with(&right, "address", "a@b\r\nBcc: c@d"), "no e-mail address"),
            (with(&right, "imap_host", "a b"), "Write the name of a server"),
            (with(&right, "imap_port", "70000"), "Write a port"),
            (with(&right, "days", "-1"), "number of days"),
        ] {
            let answer = world.post(Chenda, "/settings/mailboxes", &wrong);
            assert!(answer.status == 422 && answer.says(word), "{word}: {} {}", answer.status, answer.body);
            assert!(!answer.says(PASSWORD), "a password is not shown again");
        }
        let open = world.post(Sreymom, "/settings/mailboxes", &right);
        assert!(open.status == 422 && open.says("only an administrator"), "a password goes over no open wire");
        assert_eq!(before, world.everything());
        let added = world.post(Chenda, "/settings/mailboxes", &right);
        assert_eq!(added.status, 303, "{}", added.body);
        let id = world.number("SELECT id FROM mailbox WHERE active = 1");
        assert_eq!(world.number(&format!("SELECT count(*) FROM mailbox WHERE secret LIKE '%{PASSWORD}%'")), 0);
        assert_eq!(world.number(&format!("SELECT count(*) FROM undo WHERE steps LIKE '%{PASSWORD}%'")), 0);
        look(world, id).unwrap();
        assert!(world.get(Chenda, "/settings/mailboxes").says("Everything that was there was read"));
        // Another server gets no password that was typed for this one.
        let elsewhere = with(&with(&right, "imap_host", "localhost"), "password", "");
        let moved = world.post(Chenda, &format!("/settings/mailboxes/{id}"), &elsewhere);
        assert!(moved.status == 422 && moved.says("type the password again"), "{}", moved.body);
        let renamed = with(&with(&right, "name", "Front desk"), "password", "");
        assert_eq!(world.post(Chenda, &format!("/settings/mailboxes/{id}"), &renamed).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM mailbox WHERE name = 'Front desk'"), 1);
        let off = world.post(Chenda, &format!("/settings/mailboxes/{id}/turn"), &[("on", "0")]);
        assert!(world.get(Chenda, "/settings/mailboxes").says("Switched off"));
        world.post(Chenda, &format!("/undo/{}", number_in(off.location(), "did=")), &[("back", "/")]);
        assert_eq!(world.number("SELECT active FROM mailbox"), 1);
    });
}

#[test]
fn nobody_changes_or_sees_the_mailbox_of_another() {
    let Some(dovecot) = Dovecot::start() else { return };
    let port = dovecot.port.to_string();
    each_database(|world| {
        let id = mailbox(world, &dovecot, Sreymom, "own");
        let at = format!("/settings/mailboxes/{id}");
        let before = world.everything();
        for caller in [Ivan, Bopha, Dara, Sokha] {
            assert_eq!(world.get(caller, &at).status, 404, "{caller:?}");
            assert_eq!(world.post(caller, &at, &fields(&port, PASSWORD, "tls")).status, 404, "{caller:?}");
            assert_eq!(world.post(caller, &format!("{at}/turn"), &[("on", "0")]).status, 404, "{caller:?}");
            assert_eq!(world.post(caller, &format!("{at}/look"), &[]).status, 404, "{caller:?}");
            assert!(!world.get(caller, "/settings/mailboxes").says("sreymom@shop.example.com"), "{caller:?}");
        }
        assert_eq!(before, world.everything());
    });
}

#[test]
fn a_mailbox_that_cannot_be_read_says_why_and_since_when() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        let id = mailbox(world, &dovecot, Sreymom, "own");
        look(world, id).unwrap();
        let page = || world.get(Sreymom, "/settings/mailboxes");
        for (change, word) in [
            ("sign_in_as = 'sreymom', secret = 'AAAA'", "the key is another one"),
            ("folder = 'Nowhere'", "no such folder"),
            ("imap_port = 1", "does not answer"),
        ] {
            let kept = world.rows("SELECT secret, folder, imap_port FROM mailbox");
            world.run(&format!("UPDATE mailbox SET {change}"));
            look(world, id).unwrap_err();
            let now = page();
            assert!(now.says(word) && now.says("So since 23 Nov 08:30") && now.says("was read on 23 Nov 08:30"), "{word}: {}", now.body);
            let [store::Value::Text(secret), store::Value::Text(folder), store::Value::Int(port)] = &kept[0][..] else { panic!("{kept:?}") };
            world.run(&format!("UPDATE mailbox SET secret = '{secret}', folder = '{folder}', imap_port = {port}"));
        }
        look(world, id).unwrap();
        assert!(!page().says("So since"), "it is well again");
        world.clock_to(jiff::civil::date(2026, 11, 23), 9, 0);
        assert!(page().says("30 minutes ago"), "{}", page().body);
    });
}
