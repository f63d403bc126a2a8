//! A mailbox that was never read, taken by the server from a real Dovecot on this machine.
//!
//! Owns the messages and the Dovecot. Both go when it ends. Measures in a base of its own, for mail stays in a file.

use crate::base::{DIRECTOR, base};
use crate::chance::Chance;
use crate::handing::sent;
use crate::measures::{Bench, connect};
use crate::report::Figure;
use crate::server::Server;
use crate::told;
use crate::vocabulary::Vocabulary;
use std::fmt::Write as _;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::{Db, Options, StoreError, params};

/// Clients of the base into whose files the messages go.
const CLIENTS: u64 = 5000;
/// Entries of that base.
const ENTRIES: u64 = 20_000;
/// Messages that are taken, at most.
const MESSAGES: u64 = 100_000;
const PASSWORD: &str = "only-for-this-benchmark";
/// When nothing is taken for that long, something is wrong.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was measured.
struct Taken {
    seconds: f64,
    /// Of them, those that stand in files.
    filed: i64,
    /// The most anonymous memory that was seen, kilobytes.
    memory_kib: u64,
}

impl Bench<'_> {
    /// As many messages as the base has clients, at most a hundred thousand.
    pub(crate) fn mailbox(&mut self, folder: &Path) {
        let messages = MESSAGES.min(if self.settings.full { crate::FULL_CLIENTS } else { self.settings.clients });
        match take(&self.settings.server_binary, folder, messages, self.today, self.settings.now) {
            Ok(taken) => self.figures.push(Figure {
                what: "mailbox taken for the first time".to_owned(),
                of: "rate",
                unit: "messages/s",
                p50: None,
                p99: messages as f64 / taken.seconds,
                budget: Some(300.0),
                is_rate: true,
                note: format!(
                    "{messages} messages in {:.0} s from Dovecot on the same machine, {} of them filed with clients; at most {:.0} MB anonymous memory",
                    taken.seconds,
                    taken.filed,
                    taken.memory_kib as f64 / 1024.0
                ),
            }),
            Err(reason) => self.notes.push(format!("The mailbox was not measured: {reason}")),
        }
    }
}

/// Takes that many messages. `Err` says why it was not measured.
fn take(program: &Path, folder: &Path, messages: u64, today: jiff::civil::Date, now: jiff::Timestamp) -> Result<Taken, String> {
    let home = Home::make(&folder.join(format!("mailbox-{}", std::process::id())))?;
    let database = format!("sqlite:{}", home.0.join("mailbox.sqlite").display());
    let db = Db::open(&database, &Options::default()).map_err(told)?;
    db.migrate().map_err(told)?;
    let bar = crate::bar("Filling a base for mail", CLIENTS);
    base(&db, CLIENTS, ENTRIES, today, now.as_millisecond(), &bar).map_err(told)?;
    bar.finish_and_clear();
    write_messages(&db, &home.0, messages, today)?;
    let dovecot = Dovecot::start(&home.0)?;
    // A mailbox that is read over an open wire is an administrator's business.
    db.write(|tx| tx.run("UPDATE person SET role = 'admin' WHERE id = $1", params![DIRECTOR])).map_err(told::<StoreError>)?;
    let server = Server::start(program, &database)?;
    let port = dovecot.port.to_string();
    let fields = [
        ("address", "bench@bench.example"),
        ("name", "Bench"),
        ("sight", "all"),
        ("imap_host", "127.0.0.1"),
        ("imap_port", &port),
        ("imap_sealing", "none"),
        ("sign_in_as", "bench"),
        ("password", PASSWORD),
        ("days", "3650"),
    ];
    sent(&mut connect(&db, now, server.address, DIRECTOR)?, "/settings/mailboxes", &fields)?;
    watch(&server, &db, messages)
}

fn watch(server: &Server, db: &Db, messages: u64) -> Result<Taken, String> {
    let bar = crate::bar("Taking mail", messages);
    let (mut begun, mut last, mut memory_kib) = (None, (Instant::now(), 0), 0);
    loop {
        let taken: i64 = db.read(|tx| tx.one("SELECT coalesce(max(id), 0) FROM mail", &[])).map_err(told::<StoreError>)?;
        memory_kib = memory_kib.max(server.anonymous_kib().unwrap_or(0));
        if taken > last.1 {
            last = (Instant::now(), taken);
            bar.set_position(taken.unsigned_abs());
        }
        // Reaching the server and counting what is there is not of the rate.
        let (start, first) = *begun.get_or_insert((Instant::now(), taken));
        if first == 0 && taken == 0 {
            begun = None;
        }
        if taken.unsigned_abs() >= messages {
            bar.finish_and_clear();
            let filed = db.read(|tx| tx.one("SELECT count(*) FROM mail WHERE state = 'filed'", &[])).map_err(told::<StoreError>)?;
            let share = messages as f64 / (messages as f64 - first as f64).max(1.0);
            return Ok(Taken { seconds: start.elapsed().as_secs_f64() * share, filed, memory_kib });
        }
        if last.0.elapsed() > PATIENCE {
            let trouble: String = db.read(|tx| tx.one("SELECT max(trouble) FROM mailbox", &[])).map_err(told::<StoreError>)?;
            return Err(format!("after {taken} messages nothing more was taken: {trouble}"));
        }
        std::thread::park_timeout(Duration::from_millis(100));
    }
}

/// Most from clients, some from nobody known; plain and as a page, some with something attached.
fn write_messages(db: &Db, home: &Path, messages: u64, today: jiff::civil::Date) -> Result<(), String> {
    let sql = "SELECT norm FROM reach WHERE kind = 'email' ORDER BY id LIMIT 2000";
    let rows = db.read(|tx| tx.rows(sql, &[])).map_err(told::<StoreError>)?;
    let known: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>().map_err(told)?;
    let inbox = home.join("mail/bench/INBOX");
    for part in ["", "cur", "new", "tmp"] {
        fs::create_dir_all(inbox.join(part)).and_then(|()| open_to_all(&inbox.join(part))).map_err(told)?;
    }
    for folder in ["mail", "mail/bench"] {
        open_to_all(&home.join(folder)).map_err(told)?;
    }
    let (vocabulary, mut chance) = (Vocabulary::new(), Chance::new(23));
    for number in 0..messages {
        let stranger = format!("stranger{number}@unknown.example");
        let from = if chance.once_in(5) { &stranger } else { known.get(chance.below(known.len() as u64) as usize).unwrap_or(&stranger) };
        let message = message(&vocabulary, &mut chance, (number, from), today);
        fs::write(inbox.join("new").join(format!("{}.M{number:06}.bench", 1_790_000_000 + number)), message).map_err(told)?;
    }
    Ok(())
}

fn message(vocabulary: &Vocabulary, chance: &mut Chance, (number, from): (u64, &str), today: jiff::civil::Date) -> String {
    let script = Vocabulary::script(chance);
    let words: Vec<String> = (0..8).map(|_| vocabulary.note(script, chance)).collect();
    let date = today.strftime("%d %b %Y");
    let mut text = format!(
        "Message-ID: <{number}@bench.example>\r\nFrom: {from}\r\nTo: bench@bench.example\r\nSubject: Offer {number}\r\nDate: {date} 09:15:00 +0700\r\nMIME-Version: 1.0\r\n"
    );
    let plain = format!("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n", words.join("\r\n"));
    match number % 4 {
        0 | 1 => text.push_str(&plain),
        2 => {
            let page = words.iter().map(|line| format!("<p style=\"margin:0\">{line}</p>\r\n")).collect::<String>();
            let _ = write!(
                text,
                "Content-Type: multipart/alternative; boundary=b1\r\n\r\n--b1\r\n{plain}--b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><body>{page}</body></html>\r\n--b1--\r\n"
            );
        }
        _ => {
            let attached = "QmVuY2htYXJrIG9mIGF0dGFjaGVkIGJ5dGVzLCBhcyBsb25nIGFzIGEgbGluZSBpbiBtYWls\r\n".repeat(200);
            let _ = write!(
                text,
                "Content-Type: multipart/mixed; boundary=b2\r\n\r\n--b2\r\n{plain}--b2\r\nContent-Type: application/pdf; name=\"offer-{number}.pdf\"\r\nContent-Disposition: attachment; filename=\"offer-{number}.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{attached}--b2--\r\n"
            );
        }
    }
    text
}

/// A folder that goes with this value.
struct Home(PathBuf);

impl Home {
    fn make(path: &Path) -> Result<Home, String> {
        fs::create_dir_all(path.join("run")).map_err(|error| format!("{} cannot be made: {error}", path.display()))?;
        open_to_all(path).map_err(told)?;
        Ok(Home(path.to_owned()))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Dovecot {
    child: Child,
    port: u16,
}

impl Dovecot {
    fn start(home: &Path) -> Result<Dovecot, String> {
        let version = Command::new("dovecot").arg("--version").output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        if !version.as_ref().is_ok_and(|version| version.starts_with("2.3")) {
            return Err("there is no Dovecot 2.3 here (Debian: apt-get install dovecot-imapd)".to_owned());
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map_err(told)?.port();
        let file = home.join("dovecot.conf");
        fs::write(&file, configuration(&home.display().to_string(), port)?).map_err(told)?;
        let child = Command::new("dovecot").args(["-F", "-c"]).arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let dovecot = Dovecot { child: child.map_err(told)?, port };
        let until = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > until {
                return Err("Dovecot does not listen".to_owned());
            }
            std::thread::park_timeout(Duration::from_millis(25));
        }
        Ok(dovecot)
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Told to end, so that it ends its own processes too.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

/// For this user: as root it serves as nobody, because Dovecot refuses to serve as root.
fn configuration(home: &str, port: u16) -> Result<String, String> {
    let id = |flag: &str| Command::new("id").arg(flag).output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).map_err(told);
    let (users, owner) = if id("-u")? == "0" {
        (String::new(), "uid=65534 gid=65534".to_owned())
    } else {
        let (name, group) = (id("-un")?, id("-gn")?);
        let users = format!("default_internal_user = {name}\ndefault_login_user = {name}\ndefault_internal_group = {group}\n");
        (users, format!("uid={} gid={}", id("-u")?, id("-g")?))
    };
    Ok(format!(
        "base_dir = {home}/run\nstate_dir = {home}/run\nlog_path = {home}/log\nprotocols = imap\nlisten = 127.0.0.1\nssl = no
disable_plaintext_auth = no\nauth_mechanisms = plain login\n{users}first_valid_uid = 1
mail_location = maildir:{home}/mail/%u:LAYOUT=fs:INBOX={home}/mail/%u/INBOX
namespace inbox {{\n  inbox = yes\n}}
passdb {{\n  driver = static\n  args = password={PASSWORD}\n}}
userdb {{\n  driver = static\n  args = {owner} home={home}/mail/%u\n}}
service imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = {port}\n  }}\n}}
service anvil {{\n  chroot =\n}}
service stats {{\n  chroot =\n  unix_listener stats-writer {{\n    mode = 0666\n  }}\n}}\n"
    ))
}

fn open_to_all(folder: &Path) -> std::io::Result<()> {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777))
}
