//! What goes with letters and what came with messages: as documents, in both directions, and one copy among the sent.

use super::dovecot::Dovecot;
use super::letters::{send, sending};
use super::post_office::PostOffice;
use super::scene::{client, look, mailbox, message};
use crate::each_database;
use crate::scene::{number_in, sound};
use jiff::civil::date;
use testkit::Caller::*;
use testkit::World;

const PDF: &[u8] = b"%PDF-1.4\n% nine dollars\n";

fn document(world: &World, client: i64, name: &str) -> String {
    assert_eq!(world.upload(Sreymom, &format!("/files/{client}/documents"), &[("kind", "")], name, PDF).status, 303);
    world.number("SELECT max(id) FROM document").to_string()
}

fn base64(bytes: &[u8]) -> String {
    use std::process::{Command, Stdio};
    let mut child = Command::new("base64").arg("-w0").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), bytes).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
}

#[test]
fn a_letter_takes_documents_and_files_along_and_one_copy_lies_among_the_sent() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "Sent");
        dovecot.empty_if_there("sreymom", "INBOX");
        let before = office.took();
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = sending(world, &dovecot, &office);
        let offer = document(world, lotus.client, "Offer.pdf");
        let at = format!("/files/{}/mail", lotus.client);
        assert!(world.get(Sreymom, &format!("{at}/new?document={offer}")).says("Offer.pdf"));
        let fields = |act: &'static str| {
            vec![
                ("mailbox", inbox.as_str()),
                ("to", "dara@lotus.example"),
                ("subject", "Offer"),
                ("text", "Look."),
                ("do", act),
                ("document", &offer),
            ]
        };
        // What was chosen stays chosen when the letter is only looked at, or refused.
        let looked = world.upload(Sreymom, &at, &fields("look"), "Prices ខែវិច្ឆិកា.txt", "nine".as_bytes());
        let piece = world.number("SELECT id FROM letter_piece").to_string();
        assert!(looked.status == 200 && looked.says(&format!("name=\"piece\" value=\"{piece}\" checked")), "{}", looked.body);
        assert!(looked.says(&format!("name=\"document\" value=\"{offer}\" checked")), "{}", looked.body);
        let mut refused = fields("send");
        refused.retain(|(name, _)| *name != "subject");
        refused.push(("piece", &piece));
        let answer = world.post(Sreymom, &at, &refused);
        assert!(answer.status == 422 && answer.says(&format!("value=\"{piece}\" checked")), "{}", answer.body);
        let mut right = fields("send");
        right.push(("piece", &piece));
        assert_eq!(world.post(Sreymom, &at, &right).status, 303);
        assert!(world.get(Sreymom, &at).says("2 attachments"));
        world.clock_to(date(2026, 11, 23), 8, 31);
        assert_eq!(send(world), 1);
        let sent = office.took().into_iter().find(|letter| !before.contains(letter)).unwrap();
        let unfolded = sent.replace('\n', "");
        assert!(sent.contains("multipart/mixed") && sent.contains("application/pdf") && sent.contains("Offer.pdf"), "{sent}");
        assert!(unfolded.contains(&base64(PDF)) && unfolded.contains(&base64(b"nine")), "{sent}");
        let mail = world.number("SELECT id FROM mail");
        assert_eq!(world.number(&format!("SELECT count(*) FROM mail_attachment WHERE mail_id = {mail}")), 2);
        let number = world.number("SELECT number FROM mail_attachment WHERE name = 'Offer.pdf'");
        assert_eq!(world.get(Sreymom, &format!("/mail/{mail}/attachments/{number}")).bytes, PDF);
        // The server has a moment for its own copy; then one is laid there, once.
        let id = inbox.parse().unwrap();
        look(world, id).unwrap();
        assert_eq!(dovecot.count("sreymom", "Sent"), 0);
        world.clock_to(date(2026, 11, 23), 8, 32);
        send(world);
        assert!(world.number("SELECT wanted_at FROM mailbox") > 0, "the mailbox is hurried");
        look(world, id).unwrap();
        assert_eq!((dovecot.count("sreymom", "Sent"), world.number("SELECT count(*) FROM letter WHERE copy_state = 'there'")), (1, 1));
        world.run("UPDATE letter SET copy_state = 'waiting'");
        look(world, id).unwrap();
        assert_eq!(
            (dovecot.count("sreymom", "Sent"), world.number("SELECT count(*) FROM letter WHERE copy_state = 'there'")),
            (1, 1),
            "after a kill"
        );
        assert_eq!((world.number("SELECT count(*) FROM mail"), world.number("SELECT count(*) FROM entry WHERE kind = 'email_out'")), (1, 1));
        sound(world, "a letter with attachments");
    });
}

#[test]
fn nobody_sends_what_another_chose_or_what_stands_in_another_file_and_nothing_is_left_out_silently() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        let (lotus, palm) = (client(world, Sreymom, "Lotus", "dara@lotus.example"), client(world, Ivan, "Palm", "ny@palm.example"));
        let inbox = sending(world, &dovecot, &office);
        let other = mailbox(world, &dovecot, Ivan, "own").to_string();
        world.run("UPDATE mailbox SET smtp_host = '127.0.0.1'");
        let ivans = vec![("mailbox", other.as_str()), ("to", "ny@palm.example"), ("subject", "Offer"), ("text", "Look."), ("do", "look")];
        assert_eq!(world.upload(Ivan, &format!("/files/{}/mail", palm.client), &ivans, "secret.txt", b"secret").status, 200);
        let secret = world.number("SELECT id FROM letter_piece").to_string();
        assert_eq!(world.upload(Ivan, &format!("/files/{}/documents", palm.client), &[("kind", "")], "secret.pdf", PDF).status, 303);
        let paper = world.number("SELECT max(id) FROM document").to_string();
        let at = format!("/files/{}/mail", lotus.client);
        let right = [("mailbox", inbox.as_str()), ("to", "dara@lotus.example"), ("subject", "Offer"), ("text", "Look.")];
        let before = world.everything();
        let with = |name, value| right.iter().copied().chain([(name, value)]).collect::<Vec<(&str, &str)>>();
        for piece in [secret.as_str(), "999999", "1 OR 1=1", "-1"] {
            let answer = world.post(Sreymom, &at, &with("piece", piece));
            assert!(answer.status == 422 && answer.says("is there no more") && !answer.says("secret"), "{piece}: {}", answer.body);
        }
        assert_eq!(world.post(Sreymom, &at, &with("document", &paper)).status, 404);
        assert_eq!(world.post(Sreymom, &at, &with("anew", "999999")).status, 404);
        let large = world.upload(Sreymom, &at, &right, "large.bin", &vec![7; 18 * 1024 * 1024 + 1]);
        assert!(large.status == 422 && large.says("larger than 18 MB"), "{}", large.body);
        assert_eq!(before, world.everything());
        // What was chosen and never sent goes after a day, and is said when it is missed.
        let (_, keep) = mail::keys(&world.app).unwrap();
        let rows = world.rows("SELECT sha256 FROM letter_piece");
        let store::Value::Text(hash) = &rows[0][0] else { panic!("{rows:?}") };
        world.clock_to(date(2026, 11, 24), 12, 0);
        let now = world.app.clock.now().as_millisecond();
        assert_eq!(mail::letters::sweep_pieces(&world.app.db, &*keep, now).unwrap(), 1);
        assert!(keep.open(hash).is_err());
        let late = world.post(Ivan, &format!("/files/{}/mail", palm.client), &[ivans.as_slice(), &[("piece", &secret)]].concat());
        assert!(late.status == 422 && late.says("Выбранного вложения больше нет"), "{}", late.body);
    });
}

#[test]
fn a_letter_that_was_refused_is_written_anew_with_all_that_stood_in_it() {
    let (Some(dovecot), Some(office)) = (Dovecot::start(), PostOffice::start()) else { return };
    each_database(|world| {
        let before = office.took();
        let lotus = client(world, Sreymom, "Lotus", "dara@lotus.example");
        let inbox = sending(world, &dovecot, &office);
        let at = format!("/files/{}/mail", lotus.client);
        let fields = vec![
            ("mailbox", inbox.as_str()),
            ("to", "dara@lotsu.example"),
            ("subject", "Offer"),
            ("text", "Look."),
            ("when", "2026-11-25T09:00"),
            ("remind", "2026-11-30"),
        ];
        assert_eq!(world.upload(Sreymom, &at, &fields, "prices.txt", b"nine").status, 303);
        let old = world.number("SELECT id FROM letter");
        world.run("UPDATE letter SET state = 'refused', trouble = 'letter-trouble-refused'");
        assert!(world.get(Sreymom, &at).says(&format!("/mail/new?anew={old}")));
        let page = world.get(Sreymom, &format!("{at}/new?anew={old}"));
        for word in ["dara@lotsu.example", "value=\"Offer\"", "2026-11-25T09:00", "2026-11-30", "prices.txt"] {
            assert!(page.says(word), "{word}: {}", page.body);
        }
        assert_eq!(world.get(Ivan, &format!("{at}/new?anew={old}")).status, 404);
        let (anew, piece) = (old.to_string(), world.number("SELECT id FROM letter_piece").to_string());
        let mended =
            [("mailbox", inbox.as_str()), ("to", "dara@lotus.example"), ("subject", "Offer"), ("text", "Look."), ("anew", &anew), ("piece", &piece)];
        let written = world.post(Sreymom, &at, &mended);
        assert_eq!(written.status, 303, "{}", written.body);
        assert!(!world.get(Sreymom, &at).says("lotsu"));
        assert_eq!(world.post(Sreymom, &at, &mended).status, 422, "once");
        world.clock_to(date(2026, 11, 26), 9, 0);
        assert_eq!(send(world), 1);
        let took = office.took();
        let sent = took.iter().find(|letter| !before.contains(letter)).unwrap();
        assert!(took.len() == before.len() + 1 && sent.contains("To: dara@lotus.example") && sent.contains("prices.txt"), "{sent}");
        sound(world, "a letter written anew");
    });
}

#[test]
fn what_came_with_a_message_becomes_a_document_of_its_file_and_of_no_other() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "INBOX");
        let (lotus, palm) = (client(world, Sreymom, "Lotus", "dara@lotus.example"), client(world, Sreymom, "Palm", "ny@palm.example"));
        let inbox = mailbox(world, &dovecot, Sreymom, "own");
        let body = format!(
            "--b\r\nContent-Type: text/plain\r\n\r\nSigned.\r\n--b\r\nContent-Type: application/pdf; name=\"Contract.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--",
            base64(PDF)
        );
        let more = "Content-Type: multipart/mixed; boundary=b\r\n";
        dovecot.put("sreymom", "INBOX", &message("c1@lotus.example", "dara@lotus.example", Sreymom.email(), "Contract", more, &body));
        look(world, inbox).unwrap();
        let mail = world.number("SELECT id FROM mail");
        let number = world.number("SELECT number FROM mail_attachment WHERE name = 'Contract.pdf'");
        assert!(world.get(Sreymom, &format!("/mail/{mail}")).says("Keep as a document"));
        let keep = format!("/mail/{mail}/attachments/{number}/document");
        let (ours, theirs) = (lotus.client.to_string(), palm.client.to_string());
        let before = world.everything();
        assert_eq!(world.post(Sreymom, &keep, &[("client", &theirs)]).status, 404, "the message does not stand there");
        assert_eq!(world.post(Ivan, &keep, &[("client", &ours)]).status, 404, "another's mailbox");
        assert_eq!(world.post(Sreymom, &format!("/mail/{mail}/attachments/99/document"), &[("client", &ours)]).status, 404);
        assert_eq!(world.post(Sreymom, &keep, &[("client", "x")]).status, 400);
        assert_eq!(before, world.everything());
        let kept = world.post(Sreymom, &keep, &[("client", &ours)]);
        assert_eq!(kept.status, 303, "{}", kept.body);
        assert_eq!(world.post(Sreymom, &keep, &[("client", &ours)]).status, 422, "a second click");
        assert!(world.get(Sreymom, &format!("/files/{ours}/documents")).says("Contract"));
        assert!(world.get(Sreymom, &format!("/mail/{mail}")).says("Stands in the file"));
        let version = world.number("SELECT max(id) FROM document_version");
        assert_eq!(world.get(Sreymom, &format!("/documents/versions/{version}/bytes")).bytes, PDF);
        let undo = number_in(kept.location(), "did=");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[("back", "/")]).status, 303);
        assert!(world.get(Sreymom, &format!("/mail/{mail}")).says("Keep as a document"));
        sound(world, "a document of an attachment");
    });
}

#[test]
fn a_message_in_the_wrong_file_is_taken_out_and_back_and_filed_where_it_belongs() {
    let Some(dovecot) = Dovecot::start() else { return };
    each_database(|world| {
        dovecot.empty_if_there("sreymom", "INBOX");
        let (lotus, palm) = (client(world, Sreymom, "Lotus", "dara@lotus.example"), client(world, Sreymom, "Palm", "ny@palm.example"));
        let inbox = mailbox(world, &dovecot, Sreymom, "all");
        let last =
            |client: i64| world.rows(&format!("SELECT last_at, last_kind, last_line, last_person_id, reached_at FROM client WHERE id = {client}"));
        let untouched = last(lotus.client);
        dovecot.put("sreymom", "INBOX", &message("w1@lotus.example", "dara@lotus.example", Sreymom.email(), "For Palm", "", "Their order."));
        look(world, inbox).unwrap();
        let (mail, ours) = (world.number("SELECT id FROM mail"), lotus.client.to_string());
        let told = last(lotus.client);
        assert_ne!(untouched, told);
        let out = format!("/mail/{mail}/out");
        assert!(world.get(Sreymom, &format!("/mail/{mail}")).says("Take out of Lotus"));
        let before = world.everything();
        assert_eq!(world.post(Ivan, &out, &[("client", &ours)]).status, 404);
        assert_eq!(world.post(Sreymom, &out, &[("client", &palm.client.to_string())]).status, 422, "it does not stand there");
        assert_eq!(before, world.everything());
        let taken = world.post(Sreymom, &out, &[("client", &ours)]);
        assert_eq!(taken.status, 303, "{}", taken.body);
        assert_eq!(last(lotus.client), untouched, "it says nothing of a contact that was none");
        assert!(!world.get(Sreymom, &format!("/files/{ours}/mail")).says("Their order."));
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE state = 'tray'"), 1);
        // Taken back, it stands there again as if nothing had been.
        let undo = number_in(taken.location(), "did=");
        assert_eq!(world.post(Sreymom, &format!("/undo/{undo}"), &[("back", "/")]).status, 303);
        assert_eq!(last(lotus.client), told);
        assert!(world.get(Sreymom, &format!("/files/{ours}/mail")).says("Their order."));
        assert_eq!(world.number("SELECT count(*) FROM mail WHERE state = 'filed'"), 1);
        assert_eq!(world.post(Sreymom, &out, &[("client", &ours)]).status, 303);
        assert_eq!(world.post(Sreymom, &out, &[("client", &ours)]).status, 422);
        assert_eq!(world.post(Sreymom, &format!("/mail/{mail}/filing"), &[("client", &palm.client.to_string())]).status, 303);
        assert!(world.get(Sreymom, &format!("/files/{}/mail", palm.client)).says("Their order."));
        assert_eq!(last(lotus.client), untouched);
        sound(world, "a message taken out");
    });
}
