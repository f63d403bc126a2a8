//! What comes into a mailbox stands in the right files, once.

use super::dovecot::Dovecot;
use super::scene::{client, look, mailbox, message};
use crate::each_database;
use crate::scene::{place, sound};
use testkit::Caller::*;

#[test]
fn a_message_from_a_known_address_stands_in_its_file_once_and_moves_nothing() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        let user = "sreymom";
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = mailbox(world, &dovecot, Sreymom, "all");
        dovecot.put(user, "INBOX", &message("a1@lotus.example", "Dara <Dara@Lotus.Example>", Sreymom.email(), "Offer", "", "Please send prices."));
        dovecot.put(user, "INBOX", &message("b1@else.example", "who@else.example", Sreymom.email(), "Hello", "", "Who am I?"));
        dovecot.put(
            user,
            "Sent",
            &message("c1@shop.example.com", Sreymom.email(), "dara@lotus.example", "Re: Offer", "In-Reply-To: <a1@lotus.example>\r\n", "Here."),
        );
        assert_eq!(look(world, inbox).unwrap(), 3);
        let filed = "SELECT count(*) FROM entry WHERE kind IN ('email_in', 'email_out')";
        assert_eq!(world.number(filed), 2);
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE state = 'tray'"), 1);
        assert_eq!(world.number("SELECT count(DISTINCT thread) FROM mail"), 2, "the answer stands in the thread of what it answers");
        assert_eq!(place(world, lotus.client), 20261127, "no message moves a divider");
        assert_eq!(world.number(&format!("SELECT slip_id FROM client WHERE id = {}", lotus.client)), lotus.slip);
        assert_eq!(
            world.number(&format!("SELECT count(*) FROM client WHERE id = {} AND last_kind = 'email_in' AND reached_at IS NOT NULL", lotus.client)),
            1
        );
        // A second look finds nothing new; a folder made anew finds all of it again, and doubles nothing.
        assert_eq!(look(world, inbox).unwrap(), 0);
        dovecot.make_anew(user, "INBOX");
        look(world, inbox).unwrap();
        assert_eq!((world.number(filed), world.number("SELECT count(*) FROM mail")), (2, 3));
        assert!(world.number("SELECT count(*) FROM mail_copy") >= 3);
        sound(world, "reading a mailbox");
        dovecot.empty(user, "INBOX");
        dovecot.empty(user, "Sent");
        assert_eq!(look(world, inbox).unwrap(), 0, "what was removed there stays here");
        assert_eq!(world.number(filed), 2);
    });
}

/// The messages that the reader of messages is tested with by those who made it, and some that are none at all.
fn corpus() -> Vec<Vec<u8>> {
    let home = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{}/.cargo", std::env::var("HOME").unwrap()));
    let mut found = Vec::new();
    for registry in std::fs::read_dir(format!("{home}/registry/src")).into_iter().flatten().flatten() {
        for package in std::fs::read_dir(registry.path()).unwrap().flatten() {
            if package.file_name().to_string_lossy().starts_with("mail-parser-") {
                gather(&package.path().join("resources"), &mut found);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn gather(folder: &std::path::Path, into: &mut Vec<Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "eml") || path.to_string_lossy().contains("maildir") {
            into.push(std::fs::read(&path).unwrap());
        }
    }
}

#[test]
fn every_message_of_the_corpus_is_taken_or_named_and_none_stops_the_queue() {
    let Some(dovecot) = Dovecot::start() else { return };
    let mut all = corpus();
    let known = all.len();
    assert!(known > 50, "the corpus of the reader is not where it was: {known}");
    let long = "x".repeat(3_000_000);
    all.extend([
        Vec::new(),
        b"no header at all, only words\n".to_vec(),
        vec![0; 4096],
        (0..=255).cycle().take(20_000).collect(),
        format!("From: dara@lotus.example\nSubject: {long}\n\nlong").into_bytes(),
        b"From: dara@lotus.example\nSubject: =?utf-8?B?/////w==?=\nContent-Type: multipart/mixed; boundary=\"\n\n--\n--\n".to_vec(),
        format!(
            "From: dara@lotus.example\nContent-Type: multipart/mixed; boundary=a\n\n{}",
            "--a\nContent-Type: multipart/mixed; boundary=a\n\n".repeat(3_000)
        )
        .into_bytes(),
        b"Subject: nobody\n\nwithout a sender".to_vec(),
        message("last@lotus.example", "dara@lotus.example", Sreymom.email(), "The last one", "", "Here."),
    ]);
    for message in &all {
        dovecot.put("sreymom", "INBOX", message);
    }
    each_database(|world| {
        client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = mailbox(world, &dovecot, Sreymom, "all");
        world.run("UPDATE mailbox SET since = 19700101");
        // A message on which the conversation ends is named, and the next look begins behind it.
        let mut looks = 0;
        while look(world, inbox).is_err() {
            looks += 1;
            assert!(looks < 20, "the queue stands still: {:?}", world.rows("SELECT trouble, waiting FROM mailbox"));
        }
        let (copies, untaken) = (world.number("SELECT count(*) FROM mail_copy"), world.number("SELECT count(*) FROM mail_untaken"));
        eprintln!("{} messages: {copies} taken, {untaken} named: {:?}", all.len(), world.rows("SELECT why, count(*) FROM mail_untaken GROUP BY why"));
        assert_eq!(copies + untaken, all.len() as i64);
        // A third of the corpus are pieces of messages that name nobody.
        assert!(copies > known as i64 / 2, "{copies} of {known}");
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE message_id = 'last@lotus.example' AND state = 'filed'"), 1);
        assert_eq!(world.number("SELECT count(*) FROM mailbox WHERE waiting = 0 AND trouble = '' AND read_at IS NOT NULL"), 1);
        let page = world.get(Sreymom, "/settings/mailboxes");
        assert!(page.says("It names no sender."), "{}", page.body);
        sound(world, "the corpus");
    });
}

#[test]
fn of_a_huge_message_only_the_beginning_is_read() {
    let Some(dovecot) = Dovecot::start() else { return };
    let mut huge = message(
        "huge@lotus.example",
        "dara@lotus.example",
        Sreymom.email(),
        "Plans",
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "--b\r\n\r\nSee the plans.\r\n--b\r\nContent-Disposition: attachment; filename=plans.bin\r\n\r\n",
    );
    huge.extend("plan line that says nothing at all\r\n".repeat(1_100_000).bytes());
    dovecot.put("sreymom", "INBOX", &huge);
    each_database(|world| {
        client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = mailbox(world, &dovecot, Sreymom, "all");
        assert_eq!(look(world, inbox).unwrap(), 1);
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE is_cut = 1 AND state = 'filed' AND text LIKE 'See the plans.%'"), 1);
        assert_eq!(world.number("SELECT count(*) FROM mail_attachment WHERE name = 'plans.bin' AND sha256 = ''"), 1);
        let id = world.number("SELECT max(id) FROM mail");
        let page = world.get(Sreymom, &format!("/mail/{id}"));
        assert!(page.says("only its beginning was read") && page.says("It stayed in the mailbox."), "{}", page.body);
    });
}

#[test]
fn what_could_not_be_read_is_taken_again_when_somebody_asks() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        dovecot.put("sreymom", "INBOX", b"Subject: nobody\n\nwithout a sender");
        let inbox = mailbox(world, &dovecot, Sreymom, "own");
        look(world, inbox).unwrap();
        let (id, at) = (world.number("SELECT id FROM mail_untaken"), format!("/settings/mailboxes/{inbox}/untaken"));
        assert_eq!(world.post(Ivan, &format!("{at}/{id}/again"), &[]).status, 404, "somebody else's mailbox");
        assert_eq!(world.post(Sreymom, &format!("{at}/{}/again", id + 7), &[]).status, 404);
        assert_eq!(world.post(Sreymom, &format!("{at}/{id}/again"), &[]).status, 303);
        assert_eq!(look(world, inbox).unwrap(), 1);
        assert_eq!(world.number("SELECT count(*) FROM mail_untaken WHERE again = 0"), 1, "it still names nobody, and says so");
        dovecot.empty("sreymom", "INBOX");
        world.post(Sreymom, &format!("{at}/{id}/again"), &[]);
        look(world, inbox).unwrap();
        assert!(world.get(Sreymom, "/settings/mailboxes").says("It was gone before it could be read."));
    });
}

#[test]
fn the_same_message_in_two_mailboxes_is_one_line_and_each_mailbox_keeps_its_privacy() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let to = format!("{}, {}", Sreymom.email(), Ivan.email());
        for user in ["sreymom", "ivan"] {
            dovecot.put(user, "INBOX", &message("two@lotus.example", "dara@lotus.example", &to, "Secret price", "", "Nine dollars."));
        }
        let (own, other) = (mailbox(world, &dovecot, Sreymom, "own"), mailbox(world, &dovecot, Ivan, "own"));
        look(world, own).unwrap();
        look(world, other).unwrap();
        assert_eq!((world.number("SELECT count(*) FROM mail"), world.number("SELECT count(*) FROM mail_copy")), (1, 2));
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'email_in'"), 1);
        let (id, file) = (world.number("SELECT id FROM mail"), format!("/files/{}", lotus.client));
        assert!(world.get(Sreymom, &format!("/mail/{id}")).says("Nine dollars."));
        assert!(world.get(Sreymom, &file).says("Secret price"), "who reads the mailbox sees the subject in the history");
        // Who sees every file does not read every mailbox.
        for caller in [Dara, Sokha, Chenda] {
            assert_eq!(world.get(caller, &format!("/mail/{id}")).status, 404, "{caller:?}");
            let seen = world.get(caller, &file);
            assert!(seen.status == 200 && !seen.says("Secret price") && !seen.says("Nine dollars"), "{caller:?}");
            assert!(world.get(caller, &format!("{file}/mail")).says("One more message stands here"), "{caller:?}");
        }
        world.run("UPDATE mailbox SET sight = 'team'");
        assert_eq!(world.get(Dara, &format!("/mail/{id}")).status, 200, "the head of the team");
        assert_eq!(world.get(Sokha, &format!("/mail/{id}")).status, 404);
        for part in ["", "/body", "/attachments/0"] {
            assert_eq!(world.get(Bopha, &format!("/mail/{}{part}", id + 1)).status, 404);
        }
        for user in ["sreymom", "ivan"] {
            dovecot.empty(user, "INBOX");
        }
    });
}

#[test]
fn of_a_message_that_is_nobodys_work_not_a_word_is_kept() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        let inbox = mailbox(world, &dovecot, Sreymom, "all");
        let more = "Content-Type: multipart/mixed; boundary=b\r\n";
        let body = "--b\r\n\r\nA private word.\r\n--b\r\nContent-Disposition: attachment; filename=own.txt\r\n\r\nown\r\n--b--";
        dovecot.empty_if_there("sreymom", "Sent");
        dovecot.put("sreymom", "Sent", &message("p1@shop.example.com", Sreymom.email(), "mother@home.example", "Private", more, body));
        dovecot.put("sreymom", "Sent", &message("p2@shop.example.com", Sreymom.email(), Dara.email(), "Inside", more, body));
        assert_eq!(look(world, inbox).unwrap(), 2);
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE text = '' AND html = ''"), 2);
        assert_eq!(world.number("SELECT count(*) FROM mail_attachment"), 0);
        assert_eq!(world.number("SELECT count(*) FROM entry"), 0);
        assert!(world.get(Sreymom, "/mail/tray").says("The tray is empty."));
    });
}
