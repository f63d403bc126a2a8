//! The real program reads a mailbox and is killed in the middle of it: nothing is lost, nothing stands twice.
#![allow(clippy::disallowed_methods, reason = "the real program runs by the real clock")]

use super::dovecot::{Dovecot, PASSWORD};
use super::scene::message;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use store::{Db, Options, StoreError, params};

const MESSAGES: usize = 240;

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A database of its own, with a company of one person.
struct Place {
    folder: std::path::PathBuf,
    url: String,
    db: Db,
}

impl Place {
    fn new(name: &str) -> Place {
        let folder = std::env::temp_dir().join(format!("daybinder-test-mail-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("binder.sqlite").display());
        let db = Db::open(&url, &Options { readers: 1, ..Options::default() }).unwrap();
        db.migrate().unwrap();
        let moved: Result<(), StoreError> = db.write(|tx| {
            tx.run(
                "INSERT INTO company (id, name, zone, language, country, week, card_fields, created_at)
                 VALUES (1, 'Riverside Print', 'Asia/Phnom_Penh', 'en', 'KH', '360,360,360,360,360,0,0', 'phone', 1)",
                &[],
            )?;
            tx.run("INSERT INTO person (name, email, role, language, created_at) VALUES ('Sreymom Chan', 'sreymom@shop.example.com', 'manager', 'en', 1)", &[])
                .map(drop)
        });
        moved.unwrap();
        Place { folder, url, db }
    }

    fn mailbox(&self, port: u16, sealing: &str) {
        let secret = mail::seal::Seal::in_folder(&self.folder).unwrap().seal(PASSWORD).unwrap();
        let made = self.db.write(|tx| {
            tx.run(
                "INSERT INTO mailbox (person_id, name, address, sight, imap_host, imap_port, imap_sealing, sign_in_as, secret, since, made_at)
                 VALUES (1, $1, 'sreymom@shop.example.com', 'all', '127.0.0.1', $2, $1, 'sreymom', $3, 20200101, 1)",
                params![sealing, port, secret],
            )
        });
        made.unwrap();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// `believed` is a certificate beside which no other is believed.
fn serve(url: &str, believed: Option<&std::path::Path>) -> Server {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daybinder"));
    command.args(["--database", url, "--listen", "127.0.0.1:0", "--log-level", "error", "serve"]).current_dir(std::env::temp_dir());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DAYBINDER_")) {
        command.env_remove(name);
    }
    if let Some(believed) = believed {
        command.env("SSL_CERT_FILE", believed);
    }
    Server(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts"))
}

fn number(db: &Db, sql: &str) -> i64 {
    db.read(|tx| tx.one::<i64>(sql, &[])).unwrap()
}

/// Waits until so many are there: the program works by itself.
fn until(db: &Db, sql: &str, least: i64) {
    for _ in 0..2_400 {
        if number(db, sql) >= least {
            return;
        }
        std::thread::park_timeout(Duration::from_millis(25));
    }
    panic!("{sql} stays below {least}: {}", number(db, sql));
}

#[test]
fn a_kill_in_the_middle_of_reading_loses_and_doubles_nothing() {
    let Some(dovecot) = Dovecot::start() else { return };
    let place = Place::new("crash");
    let (url, db) = (&place.url, &place.db);
    place.mailbox(dovecot.port, "none");
    for name in 0..MESSAGES {
        dovecot.put(
            "sreymom",
            "INBOX",
            &message(&format!("m{name}@x.example"), "who@else.example", "sreymom@shop.example.com", &format!("Number {name}"), "", "Text."),
        );
    }
    let (copies, mails) = ("SELECT count(*) FROM mail_copy", "SELECT count(*) FROM mail");
    for (round, least) in [20, 90, 170].into_iter().enumerate() {
        let server = serve(url, None);
        until(db, copies, least);
        drop(server);
        assert_eq!(number(db, copies), number(db, mails), "round {round}");
        assert_eq!(
            number(db, "SELECT coalesce(max(uid), 0) FROM mail_copy"),
            number(db, "SELECT coalesce(max(last_uid), 0) FROM mail_folder WHERE name = 'INBOX'")
        );
    }
    let _server = serve(url, None);
    until(db, copies, MESSAGES as i64);
    // The mailbox stays open: what comes now is told by the server itself.
    until(db, "SELECT count(*) FROM mailbox WHERE read_at IS NOT NULL", 1);
    dovecot.put("sreymom", "INBOX", &message("late@x.example", "who@else.example", "sreymom@shop.example.com", "Late", "", "Text."));
    until(db, mails, MESSAGES as i64 + 1);
    assert_eq!(number(db, "SELECT count(DISTINCT subject) FROM mail"), MESSAGES as i64 + 1);
    assert_eq!(number(db, copies), MESSAGES as i64 + 1);
}

#[test]
fn a_mailbox_is_read_sealed_and_only_from_a_server_whose_certificate_is_believed() {
    let Some(dovecot) = Dovecot::start_sealed() else { return };
    let place = Place::new("sealed");
    place.mailbox(dovecot.sealed_port, "tls");
    place.mailbox(dovecot.port, "starttls");
    dovecot.put("sreymom", "INBOX", &message("s1@x.example", "who@else.example", "sreymom@shop.example.com", "Sealed", "", "Text."));
    let stranger = serve(&place.url, None);
    until(&place.db, "SELECT count(*) FROM mailbox WHERE trouble = 'mail-trouble-no-seal'", 2);
    drop(stranger);
    assert_eq!(number(&place.db, "SELECT count(*) FROM mail"), 0);
    let mut server = serve(&place.url, Some(&dovecot.certificate()));
    until(&place.db, "SELECT count(*) FROM mailbox WHERE read_at IS NOT NULL AND trouble = ''", 2);
    assert_eq!((number(&place.db, "SELECT count(*) FROM mail"), number(&place.db, "SELECT count(*) FROM mail_copy")), (1, 2));
    // Told to stop, it lets go of both mailboxes, though their servers have nothing to say for minutes.
    let told = Command::new("kill").args(["-TERM", &server.0.id().to_string()]).status();
    assert!(told.is_ok_and(|told| told.success()));
    assert!(server.0.wait().unwrap().success());
    assert_eq!(number(&place.db, "SELECT count(*) FROM mailbox WHERE claimed_until = 0"), 2);
}
