//! Letters go once, at their time, and stand in the file.

use super::dovecot::Dovecot;
use super::post_office::PostOffice;
use super::scene::{client, look, mailbox, message};
use crate::each_database;
use crate::scene::{number_in, place, sound};
use jiff::civil::date;
use testkit::Caller::*;
use testkit::World;

/// Sreymom's mailbox, sending over that server.
pub fn sending(world: &World, dovecot: &Dovecot, office: &PostOffice) -> String {
    let id = mailbox(world, dovecot, Sreymom, "all");
    world.run(&format!("UPDATE mailbox SET smtp_host = '127.0.0.1', smtp_port = {}, smtp_sealing = 'none'", office.port));
    id.to_string()
}

pub fn send(world: &World) -> u64 {
    let (seal, keep) = mail::keys(&world.app).unwrap();
    mail::letters::send_due(&world.app, &seal, &*keep).unwrap()
}

#[test]
fn a_letter_with_a_module_goes_once_and_its_copy_among_the_sent_doubles_nothing() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "Sent");
        let before = office.took();
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = sending(world, &dovecot, &office);
        let module = [("kind", "module"), ("name", "Prices"), ("text", "For {client}: nine dollars.")];
        assert_eq!(world.post(Sreymom, "/settings/mail-texts", &module).status, 403, "only a head writes them");
        assert_eq!(world.post(Dara, "/settings/mail-texts", &module).status, 303);
        let at = format!("/files/{}/mail", lotus.client);
        assert!(world.get(Sreymom, &format!("{at}/new")).says("::prices"));
        let fields =
            |subject, text| vec![("mailbox", inbox.as_str()), ("to", "dara@lotus.example"), ("subject", subject), ("text", text), ("do", "send")];
        let written = world.post(Sreymom, &at, &fields("Offer", "Hello.\n::prices"));
        assert_eq!(written.status, 303, "{}", written.body);
        assert_eq!(send(world), 0, "it can be taken back for a moment");
        world.clock_to(date(2026, 11, 23), 8, 31);
        assert_eq!((send(world), send(world)), (1, 0));
        let took = office.took();
        assert_eq!(took.len(), before.len() + 1);
        assert!(took.iter().any(|letter| letter.contains("For Lotus: nine dollars.") && letter.contains("Subject: Offer")), "{took:?}");
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'email_out'"), 1);
        assert_eq!(world.number("SELECT count(*) FROM letter WHERE state = 'sent'"), 1);
        let copy = took.iter().find(|letter| !before.contains(letter)).unwrap();
        dovecot.put("sreymom", "Sent", copy.as_bytes());
        look(world, inbox.parse().unwrap()).unwrap();
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'email_out'"), 1, "its copy is the same letter");
        assert_eq!(world.number("SELECT count(*) FROM mail"), 1);
        assert_eq!(place(world, lotus.client), 20261127);
        sound(world, "a letter");
    });
}

#[test]
fn an_answer_stands_in_the_thread_and_a_stranger_who_answers_is_offered_to_its_file() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "INBOX");
        let before = office.took();
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = sending(world, &dovecot, &office);
        let more = "References: <q0@lotus.example>\r\n";
        dovecot.put("sreymom", "INBOX", &message("q1@lotus.example", "dara@lotus.example", Sreymom.email(), "Prices", more, "How much?"));
        look(world, inbox.parse().unwrap()).unwrap();
        let asked = world.number("SELECT id FROM mail").to_string();
        let at = format!("/files/{}/mail", lotus.client);
        let page = world.get(Sreymom, &format!("{at}/new?answer={asked}"));
        assert!(page.says("value=\"Re: Prices\"") && page.says("&gt; How much?"), "{}", page.body);
        assert_eq!(world.get(Ivan, &format!("{at}/new?answer={asked}")).status, 404);
        let fields = [("mailbox", inbox.as_str()), ("to", "dara@lotus.example"), ("subject", "Re: Prices"), ("text", "Nine."), ("answer", &asked)];
        assert_eq!(world.post(Sreymom, &at, &fields).status, 303);
        world.clock_to(date(2026, 11, 23), 9, 0);
        assert_eq!(send(world), 1);
        let sent = office.took().into_iter().find(|letter| !before.contains(letter)).unwrap();
        assert!(sent.contains("In-Reply-To: <q1@lotus.example>") && sent.contains("References: <q0@lotus.example> <q1@lotus.example>"), "{sent}");
        assert_eq!(world.number("SELECT count(DISTINCT thread) FROM mail"), 1);
        // Somebody else of that house answers from an address that nobody knows: nothing is filed unasked.
        let id = sent.split("Message-ID: <").nth(1).and_then(|rest| rest.split('>').next()).unwrap();
        let more = format!("In-Reply-To: <{id}>\r\n");
        dovecot.put("sreymom", "INBOX", &message("q2@other.example", "boss@other.example", Sreymom.email(), "Re: Prices", &more, "Fine."));
        look(world, inbox.parse().unwrap()).unwrap();
        let stranger = world.number("SELECT id FROM mail WHERE state = 'tray'");
        let page = world.get(Sreymom, &format!("/mail/{stranger}"));
        assert!(page.says("It belongs to a thread that stands there.") && page.says("File with Lotus"), "{}", page.body);
        sound(world, "an answer");
    });
}

#[test]
fn a_letter_that_is_taken_back_in_time_does_not_go() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = sending(world, &dovecot, &office);
        let at = format!("/files/{}/mail", lotus.client);
        let fields =
            [("mailbox", inbox.as_str()), ("to", "dara@lotus.example"), ("subject", "Offer"), ("text", "Hello."), ("when", "2026-11-25T09:00")];
        let written = world.post(Sreymom, &at, &fields);
        assert!(world.get(Sreymom, &at).says("Goes on 25 Nov 09:00"));
        world.clock_to(date(2026, 11, 25), 8, 59);
        assert_eq!(send(world), 0);
        assert_eq!(world.post(Sreymom, &format!("/undo/{}", number_in(written.location(), "did=")), &[("back", &at)]).status, 303);
        world.clock_to(date(2026, 11, 25), 9, 1);
        assert_eq!((send(world), office.took().len()), (0, 0));
        let id = world.number("SELECT id FROM letter");
        assert_eq!(world.post(Ivan, &format!("/mail/letters/{id}/again"), &[]).status, 404, "somebody else's file");
        assert_eq!(world.post(Sreymom, &format!("/mail/letters/{id}/again"), &[]).status, 303);
        assert_eq!(world.post(Sreymom, &format!("/mail/letters/{id}/stop"), &[]).status, 303);
        world.clock_to(date(2026, 11, 25), 9, 2);
        assert_eq!(send(world), 0);
    });
}

#[test]
fn nobody_writes_a_header_or_sends_over_a_mailbox_of_another() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = sending(world, &dovecot, &office);
        let others = mailbox(world, &dovecot, Ivan, "own").to_string();
        world.run("UPDATE mailbox SET smtp_host = '127.0.0.1'");
        let at = format!("/files/{}/mail", lotus.client);
        let right = [
            ("mailbox", inbox.as_str()),
            ("to", "dara@lotus.example"),
            ("copy", ""),
            ("subject", "Offer"),
            ("text", "Hello."),
            ("when", ""),
            ("remind", ""),
        ];
        let before = world.everything();
        for (name, value, word) in [
            ("to", "dara@lotus.example\r\nBcc: spy@evil.example", "is no e-mail address"),
            ("copy", "x@y.example%0d%0aBcc:z", "is no e-mail address"),
            ("to", "", "Write to whom it goes"),
            ("subject", "Offer\r\nBcc: spy@evil.example", "A subject is one line"),
            ("subject", "", "Write a subject"),
            ("text", " ", "Write a text"),
            ("text", "::nothing", "There is no text module"),
            ("when", "2020-01-01T00:00", "Choose a time that lies ahead"),
            ("remind", "2026-11-23", "Choose a day after today"),
            ("mailbox", others.as_str(), "None of your mailboxes"),
            ("mailbox", "999999", "None of your mailboxes"),
        ] {
            let wrong: Vec<(&str, &str)> = right.iter().map(|(key, old)| if *key == name { (*key, value) } else { (*key, *old) }).collect();
            let answer = world.post(Sreymom, &at, &wrong);
            assert!(answer.status == 422 && answer.says(word), "{name} {value:?}: {} {}", answer.status, answer.body);
        }
        assert_eq!(world.post(Ivan, &at, &right).status, 404, "a file that is not seen");
        assert_eq!(before, world.everything());
    });
}

#[test]
fn who_gets_no_answer_is_reminded_by_a_slip_and_who_gets_one_is_not() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "INBOX");
        let (lotus, palm) = (client(world, Sreymom, "Lotus", "dara@lotus.example"), client(world, Sreymom, "Palm", "ny@palm.example"));
        let inbox = sending(world, &dovecot, &office);
        for (file, to) in [(lotus, "dara@lotus.example"), (palm, "ny@palm.example")] {
            let fields = [("mailbox", inbox.as_str()), ("to", to), ("subject", "Offer"), ("text", "Hello."), ("remind", "2026-11-26")];
            assert_eq!(world.post(Sreymom, &format!("/files/{}/mail", file.client), &fields).status, 303);
        }
        world.clock_to(date(2026, 11, 23), 9, 0);
        assert_eq!(send(world), 2);
        world.clock_to(date(2026, 11, 24), 9, 0);
        assert_eq!(mail::letters::remind_due(&world.app).unwrap(), 0);
        dovecot.put("sreymom", "INBOX", &message("r@palm.example", "ny@palm.example", Sreymom.email(), "RE: Offer", "", "Yes."));
        look(world, inbox.parse().unwrap()).unwrap();
        world.clock_to(date(2026, 11, 26), 8, 0);
        assert_eq!(mail::letters::remind_due(&world.app).unwrap(), 1);
        assert_eq!(mail::letters::remind_due(&world.app).unwrap(), 0, "once");
        assert_eq!((place(world, lotus.client), place(world, palm.client)), (20261126, 20261127));
        assert_eq!(world.number("SELECT count(*) FROM slip WHERE line = 'No answer: Offer' AND kind = 'email' AND state = 'open'"), 1);
        assert!(world.get(Sreymom, &format!("/files/{}/mail", palm.client)).says("An answer has come."));
        sound(world, "a reminder");
    });
}

#[test]
fn a_server_that_refuses_is_said_and_one_that_breaks_off_is_not_asked_twice() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = mailbox(world, &dovecot, Sreymom, "all").to_string();
        let breaking = breaking_off();
        world.run(&format!("UPDATE mailbox SET smtp_host = '127.0.0.1', smtp_port = {breaking}, smtp_sealing = 'none'"));
        let at = format!("/files/{}/mail", lotus.client);
        let fields = [("mailbox", inbox.as_str()), ("to", "dara@lotus.example"), ("subject", "Offer"), ("text", "Hello.")];
        assert_eq!(world.post(Sreymom, &at, &fields).status, 303);
        world.clock_to(date(2026, 11, 23), 9, 0);
        assert_eq!(send(world), 0);
        assert!(world.get(Sreymom, &at).says("Nobody knows whether it went"));
        world.clock_to(date(2026, 11, 23), 18, 0);
        assert_eq!(send(world), 0);
        assert_eq!(world.number("SELECT tries FROM letter"), 1, "a client is not written to twice");
        let id = world.number("SELECT id FROM letter");
        assert_eq!(world.post(Sreymom, &format!("/mail/letters/{id}/went"), &[]).status, 303);
        assert_eq!(world.number("SELECT count(*) FROM entry WHERE kind = 'email_out'"), 1);
        assert_eq!(world.post(Sreymom, &format!("/mail/letters/{id}/went"), &[]).status, 422);
        sound(world, "a server that breaks off");
    });
}

/// A server that takes a letter to its end and breaks off without an answer.
fn breaking_off() -> u16 {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"220 here\r\n");
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            for line in lines.map_while(Result::ok) {
                let answer: &[u8] = if line.starts_with("DATA") { b"354 go on\r\n" } else { b"250 yes\r\n" };
                if line == "." {
                    break;
                }
                let is_command = ["EHLO", "HELO", "MAIL", "RCPT", "DATA", "NOOP", "QUIT"].iter().any(|command| line.starts_with(command));
                if is_command && stream.write_all(answer).is_err() {
                    break;
                }
            }
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    });
    port
}
