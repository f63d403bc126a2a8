//! The machine stops in the middle of the work: what was acknowledged is stored, once.
//!
//! The real program on a database file of its own, killed with SIGKILL while three people's filings run.
#![allow(clippy::disallowed_methods, reason = "the real program runs by the real clock")]

use domain::{Date, Language, PersonId, Place, Role, SlipKind};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::{Db, Options, StoreError, params};

const ROUNDS: usize = 3;
const THREADS: usize = 3;
const CLIENTS: usize = 12;

/// The folder of one test; it goes with the value.
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The running program; it never outlives the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(url: &str) -> Server {
        let mut child = program(url)
            .args(["--listen", "127.0.0.1:0", "--log-level", "error", "serve"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("its first line");
        let address = line.trim().rsplit("http://").next().expect("an address").to_owned();
        Server { child, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(url: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daybinder"));
    command.args(["--database", url]).current_dir(std::env::temp_dir());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DAYBINDER_")) {
        command.env_remove(name);
    }
    command
}

/// A company with one person and some files; the person's session.
fn move_in(url: &str) -> (String, Vec<i64>) {
    let db = Db::open(url, &Options { readers: 1, ..Options::default() }).expect("a database");
    db.migrate().expect("its tables");
    let now = jiff::Timestamp::now();
    let today: Date = now.in_tz("Asia/Phnom_Penh").expect("a zone").date();
    let moved: Result<(String, Vec<i64>), web::Failure> = db.write(|tx| {
        tx.run(
            "INSERT INTO company (id, name, zone, language, country, week, card_fields, created_at)
             VALUES (1, 'Riverside Print', 'Asia/Phnom_Penh', 'en', 'KH', '360,360,360,360,360,0,0', 'phone', 1)",
            &[],
        )?;
        tx.run(
            "INSERT INTO person (name, email, role, language, created_at) VALUES ('Sreymom Chan', 'sreymom@shop.example.com', $1, $2, 1)",
            params![Role::Manager, Language::En],
        )?;
        let token = web::session::open_from(tx, &web::Config::default(), PersonId(1), now, ("", ""))?;
        let calendar = web::app::read_company(tx)?.ok_or(web::Failure::NotFound)?.calendar;
        let by = binder::By::company(PersonId(1), now, today, calendar);
        let mut clients = Vec::new();
        for index in 0..THREADS * CLIENTS {
            let new = files::clients::NewClient {
                kind: files::clients::ClientKind::Company,
                name: format!("Client {index}"),
                company: String::new(),
                owner_id: PersonId(1),
                contacts: Vec::new(),
                reaches: Vec::new(),
                card: files::clients::Card::default(),
                place: Place::Day(today),
                minute: None,
                slip_kind: SlipKind::Call,
                line: String::new(),
                agreed: false,
            };
            clients.push(files::clients::create(tx, &by, "KH", &[], &new)?.0.0);
        }
        Ok((token, clients))
    });
    moved.expect("the company moves in")
}

/// Sends a filing; whether the program said that it is done.
fn file(address: &str, token: &str, client: i64, note: &str) -> std::io::Result<bool> {
    let year = jiff::Timestamp::now().in_tz("UTC").map_or(2100, |now| i32::from(now.year()) + 1);
    post(address, token, &format!("/files/{client}/filing"), &format!("outcome=reached&note={note}&next={year}-03-04"))
}

/// Sends a form; whether the program said that it is done.
fn post(address: &str, token: &str, path: &str, fields: &str) -> std::io::Result<bool> {
    let body = format!("{fields}&csrf={}", web::secret::csrf(token));
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let cookie = web::session::cookie_name(&web::Config::default());
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}={token}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    // The status line is written after the commit; whatever is cut off behind it was acknowledged all the same.
    let status = answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).unwrap_or_default();
    match status {
        "303" | "200" => Ok(true),
        "" => read.map(|_| false),
        other => panic!("{path} was answered with {other}: {answer}"),
    }
}

/// Three people file until that many were acknowledged, then the program is killed.
fn work_and_kill(mut server: Server, token: &str, clients: &[i64], round: usize, kill_after: usize) -> (Vec<String>, Vec<String>) {
    let (sent, acknowledged) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let (hear, heard) = std::sync::mpsc::channel();
    let is_over = AtomicBool::new(false);
    let address = server.address.clone();
    std::thread::scope(|scope| {
        for (thread, own) in clients.chunks(CLIENTS).enumerate() {
            let (sent, acknowledged, is_over, address, hear) = (&sent, &acknowledged, &is_over, &address, hear.clone());
            scope.spawn(move || {
                for number in 0..2_000 {
                    if is_over.load(Ordering::SeqCst) {
                        return;
                    }
                    let note = format!("round{round}thread{thread}number{number}");
                    sent.lock().unwrap().push(note.clone());
                    match file(address, token, own[number % own.len()], &note) {
                        Ok(true) => {
                            acknowledged.lock().unwrap().push(note);
                            let _ = hear.send(());
                        }
                        Ok(false) => {}
                        Err(_) => return,
                    }
                }
            });
        }
        for _ in 0..kill_after {
            heard.recv_timeout(Duration::from_secs(15)).expect("filings go on being acknowledged");
        }
        server.child.kill().expect("SIGKILL to the program's own process");
        server.child.wait().expect("it is gone");
        is_over.store(true, Ordering::SeqCst);
    });
    (sent.into_inner().unwrap(), acknowledged.into_inner().unwrap())
}

/// The notes in the history, each as often as it stands there.
fn stored(url: &str) -> Vec<String> {
    let db = Db::open(url, &Options { readers: 1, ..Options::default() }).expect("the database opens again");
    let rows: Result<Vec<String>, StoreError> =
        db.read(|tx| tx.rows("SELECT text FROM entry ORDER BY id", &[])?.iter().map(|row| row.get(0)).collect());
    rows.expect("the history")
}

fn is_sound(url: &str) {
    let doctor = program(url).args(["doctor", "--json"]).output().expect("the doctor");
    assert!(doctor.status.success(), "{}{}", String::from_utf8_lossy(&doctor.stdout), String::from_utf8_lossy(&doctor.stderr));
}

fn own_folder() -> Folder {
    let folder = std::env::temp_dir().join(format!("daybinder-test-crash-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    Folder(folder)
}

fn url_in(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("binder.sqlite").display())
}

#[test]
fn what_was_acknowledged_before_a_kill_is_stored_once() {
    let folder = own_folder();
    let url = url_in(&folder.0);
    let (token, clients) = move_in(&url);
    // Seeded, so that a failure can be repeated: any numbers serve.
    let mut seed: u64 = 0x5eed_2026;
    let (mut all_sent, mut all_acknowledged) = (BTreeSet::new(), BTreeSet::new());
    for round in 0..ROUNDS {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let kill_after = 60 + (seed >> 33) as usize % 300;
        let (sent, acknowledged) = work_and_kill(Server::start(&url), &token, &clients, round, kill_after);
        assert!(acknowledged.len() >= kill_after, "only {} of {kill_after} filings in time", acknowledged.len());
        all_sent.extend(sent);
        all_acknowledged.extend(acknowledged);
        let history = stored(&url);
        let once: BTreeSet<String> = history.iter().cloned().collect();
        assert_eq!(once.len(), history.len(), "a filing is stored twice");
        let lost: Vec<_> = all_acknowledged.difference(&once).collect();
        assert!(lost.is_empty(), "acknowledged, but lost: {lost:?}");
        let invented: Vec<_> = once.difference(&all_sent).collect();
        assert!(invented.is_empty(), "stored, but never sent: {invented:?}");
        is_sound(&url);
    }
    eprintln!("{} filings acknowledged, {} sent, {ROUNDS} kills", all_acknowledged.len(), all_sent.len());
}

/// What is asked of the database while the program runs, and after it.
fn number(db: &Db, sql: &str) -> i64 {
    db.read(|tx| tx.one::<i64>(sql, &[])).expect("a number")
}

/// Joins pairs of files and takes them apart until that many were acknowledged, while another person files; then the
/// program is killed. What was acknowledged of each pair last: whether it is joined.
fn join_and_kill(mut server: Server, url: &str, token: &str, clients: &[i64], kill_after: usize) -> Vec<(i64, bool)> {
    let (pairs, filed) = clients.split_at(CLIENTS);
    let db = Db::open(url, &Options { readers: 1, ..Options::default() }).expect("the database");
    let last = Mutex::new(Vec::new());
    let (hear, heard) = std::sync::mpsc::channel();
    let is_over = AtomicBool::new(false);
    let address = server.address.clone();
    std::thread::scope(|scope| {
        let (last, is_over, address) = (&last, &is_over, &address);
        scope.spawn(move || {
            for number in 0..2_000 {
                if is_over.load(Ordering::SeqCst) || file(address, token, filed[number % filed.len()], "beside").is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || {
            for round in 0..400 {
                let pair = &pairs[2 * (round % (CLIENTS / 2))..][..2];
                let joining = format!("SELECT coalesce(max(id), 0) FROM joining WHERE kept_id = {} AND separated_at IS NULL", pair[0]);
                let standing = number(&db, &joining);
                let done = if standing > 0 {
                    post(address, token, &format!("/joinings/{standing}/separate"), "").map(|done| (done, standing, false))
                } else {
                    let version = |id: i64| number(&db, &format!("SELECT version FROM client WHERE id = {id}"));
                    let fields = format!("seen-kept={}&seen-other={}", version(pair[0]), version(pair[1]));
                    let done = post(address, token, &format!("/files/{}/join/{}", pair[0], pair[1]), &fields);
                    done.map(|done| (done, if done { number(&db, &joining) } else { 0 }, true))
                };
                match done {
                    Ok((true, joining, is_joined)) => {
                        last.lock().unwrap().push((joining, is_joined));
                        let _ = hear.send(());
                    }
                    Ok(_) => {}
                    Err(_) => return,
                }
            }
        });
        for _ in 0..kill_after {
            heard.recv_timeout(Duration::from_secs(15)).expect("joinings go on being acknowledged");
        }
        server.child.kill().expect("SIGKILL to the program's own process");
        server.child.wait().expect("it is gone");
        is_over.store(true, Ordering::SeqCst);
    });
    last.into_inner().unwrap()
}

#[test]
fn a_joining_is_done_whole_or_not_at_all_whenever_the_machine_stops() {
    let folder = Folder(std::env::temp_dir().join(format!("daybinder-test-crash-joining-{}", std::process::id())));
    let _ = std::fs::remove_dir_all(&folder.0);
    std::fs::create_dir_all(&folder.0).expect("a folder");
    let url = url_in(&folder.0);
    let (token, clients) = move_in(&url);
    for kill_after in [7, 18, 31] {
        let acknowledged = join_and_kill(Server::start(&url), &url, &token, &clients, kill_after);
        assert!(acknowledged.len() >= kill_after);
        let db = Db::open(&url, &Options { readers: 1, ..Options::default() }).expect("the database opens again");
        for (joining, is_joined) in &acknowledged {
            let separated = number(&db, &format!("SELECT count(*) FROM joining WHERE id = {joining} AND separated_at IS NOT NULL"));
            let stands = number(&db, &format!("SELECT count(*) FROM joining WHERE id = {joining}"));
            assert_eq!(stands, 1, "acknowledged, but lost");
            assert!(*is_joined || separated == 1, "taken apart, but joined again");
        }
        drop(db);
        is_sound(&url);
    }
}

fn folder_of(name: &str) -> Folder {
    let folder = Folder(std::env::temp_dir().join(format!("daybinder-test-crash-{name}-{}", std::process::id())));
    let _ = std::fs::remove_dir_all(&folder.0);
    std::fs::create_dir_all(&folder.0).expect("a folder");
    folder
}

/// Adds a document; whether the program said that it is there.
fn upload(address: &str, token: &str, client: i64, name: &str, bytes: &[u8]) -> std::io::Result<bool> {
    const BORDER: &str = "----daybinder-crash";
    let mut body = format!("--{BORDER}\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n", web::secret::csrf(token)).into_bytes();
    body.extend(format!("--{BORDER}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{BORDER}--\r\n").bytes());
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let cookie = web::session::cookie_name(&web::Config::default());
    write!(
        stream,
        "POST /files/{client}/documents HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}={token}\r\nconnection: close\r\n\
         content-type: multipart/form-data; boundary={BORDER}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)?;
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    if answer.starts_with(b"HTTP/1.1 303") { Ok(true) } else { read.map(|_| false) }
}

#[test]
fn a_document_that_was_acknowledged_before_a_kill_is_there_whole() {
    let folder = folder_of("upload");
    let url = url_in(&folder.0);
    let (token, clients) = move_in(&url);
    let mut acknowledged: Vec<String> = Vec::new();
    for (round, kill_after) in [5, 23, 41].into_iter().enumerate() {
        let mut server = Server::start(&url);
        let (hear, heard) = std::sync::mpsc::channel();
        let (address, is_over) = (server.address.clone(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            for (thread, own) in clients.chunks(CLIENTS).enumerate() {
                let (hear, address, is_over, token) = (hear.clone(), &address, &is_over, &token);
                scope.spawn(move || {
                    for number in 0..2_000 {
                        let name = format!("round{round}thread{thread}number{number}.bin");
                        // Each is different from every other, and large enough to be cut in the middle.
                        let bytes: Vec<u8> = name.bytes().cycle().take(300_000).collect();
                        match upload(address, token, own[number % own.len()], &name, &bytes) {
                            Ok(true) => drop(hear.send(name)),
                            Ok(false) => {}
                            Err(_) => return,
                        }
                        if is_over.load(Ordering::SeqCst) {
                            return;
                        }
                    }
                });
            }
            for _ in 0..kill_after {
                acknowledged.push(heard.recv_timeout(Duration::from_secs(20)).expect("documents go on being acknowledged"));
            }
            server.child.kill().expect("SIGKILL to the program's own process");
            server.child.wait().expect("it is gone");
            is_over.store(true, Ordering::SeqCst);
        });
        acknowledged.extend(heard.try_iter());
        let db = Db::open(&url, &Options { readers: 1, ..Options::default() }).expect("the database opens again");
        for name in &acknowledged {
            assert_eq!(number(&db, &format!("SELECT count(*) FROM document_version WHERE name = '{name}' AND bytes = 300000")), 1, "{name}");
        }
        drop(db);
        // It reads every document that stands in a file and compares it with its hash.
        is_sound(&url);
    }
}

#[test]
fn what_is_done_with_many_goes_on_after_a_kill_and_does_nothing_twice() {
    const MANY: i64 = 1_500;
    let folder = folder_of("bulk");
    let url = url_in(&folder.0);
    let (token, _) = move_in(&url);
    let db = Db::open(&url, &Options { readers: 1, ..Options::default() }).expect("the database");
    let list: String =
        std::iter::once("Company,Next contact\n".to_owned()).chain((0..MANY).map(|index| format!("Many {index},2031-03-04\n"))).collect();
    let path = folder.0.join("many.csv");
    std::fs::write(&path, list).expect("a list");
    let taken = program(&url).args(["import", "--owner", "sreymom@shop.example.com"]).arg(&path).output().expect("the import");
    assert!(taken.status.success(), "{}{}", String::from_utf8_lossy(&taken.stdout), String::from_utf8_lossy(&taken.stderr));
    let all = number(&db, "SELECT count(*) FROM client");
    let mut server = Server::start(&url);
    assert!(post(&server.address, &token, "/bulk", "query=&whom=all&act=tag&tag=rainy").expect("it begins"));
    let done = "SELECT coalesce(max(done), 0) FROM bulk";
    let until = |wanted: &dyn Fn() -> bool| {
        (0..2_000).any(|_| {
            wanted() || {
                std::thread::park_timeout(Duration::from_millis(5));
                false
            }
        })
    };
    let (mut kills, mut reached) = (0, 0);
    while number(&db, "SELECT count(*) FROM bulk WHERE state = 'done'") == 0 {
        assert!(until(&|| number(&db, done) > reached || number(&db, "SELECT count(*) FROM bulk WHERE state = 'done'") > 0), "it goes on");
        reached = number(&db, done);
        if kills < 3 {
            server.child.kill().expect("SIGKILL to the program's own process");
            server.child.wait().expect("it is gone");
            kills += 1;
            // As if the minute had passed after which it counts as broken off.
            db.write(|tx| tx.run("UPDATE bulk SET sign_at = 0", &[])).expect("the minute passes");
            server = Server::start(&url);
            if number(&db, "SELECT count(*) FROM bulk WHERE state = 'done'") == 0 {
                assert!(post(&server.address, &token, "/bulk/1/go-on", "").expect("it goes on"));
            }
        }
    }
    assert!(kills > 0, "it was never stopped in the middle");
    assert_eq!(number(&db, "SELECT count(*) FROM client WHERE tags = 'rainy'"), all);
    assert_eq!(number(&db, "SELECT changed FROM bulk"), all);
    assert_eq!(number(&db, "SELECT count(*) FROM undo WHERE part_of IS NOT NULL"), all, "each once");
    drop((server, db));
    is_sound(&url);
}
