//! Each budget, measured.
//!
//! Owns the requests that are sent and who sends them. The figures of a measure are of requests that
//! succeeded; one that fails ends the run, because a page that refuses is fast and says nothing.

use crate::base::{BENCH, DIRECTOR, Days, managers};
use crate::http::{Answer, Connection};
use crate::importing::import;
use crate::queries::queries;
use crate::report::Figure;
use crate::server::Server;
use crate::{Settings, told};
use domain::{Date, PersonId};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;
use store::{Db, Dialect, Value, params};

/// What a browser accepts.
pub(crate) const BROWSER: &str = "accept-encoding: br, gzip\r\n";
/// What htmx adds.
const FRAGMENT: &str = "accept-encoding: br, gzip\r\nhx-request: true\r\n";
/// Starts of the server that are timed.
const STARTS: usize = 5;
/// Files that are printed.
const PDFS: usize = 200;
/// Files that are printed before, untimed: fonts of every script are loaded by then.
const PDFS_BEFORE: usize = 10;
/// Rows of the file that is imported, at most.
const IMPORT_ROWS: u64 = 100_000;

/// Views of which the first page is measured.
const VIEWS: [&str; 6] = [
    "w=&c=town&c=phone&c=last",
    "w=state&t=is&v=active&c=town&c=phone&c=place&c=last",
    "j=and&w=state&t=is&v=active&j=and&w=last&t=to&v=-60&s=last&c=town&c=last",
    "j=and&w=town&t=is&v=Battambang&j=and&w=last_outcome&t=is&v=said_no&s=place&c=town&c=place",
    "j=and&w=name&t=contains&v=an&j=or&w=contact&t=contains&v=sok&c=contact&c=tags",
    "w=town&t=contains&v=nowhere&c=town",
];

/// A run in progress.
pub(crate) struct Bench<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) db: Db,
    pub(crate) database: &'a str,
    pub(crate) today: Date,
    pub(crate) figures: Vec<Figure>,
    pub(crate) notes: Vec<String>,
}

/// A file that stands somewhere.
struct Standing {
    slip: i64,
    client: i64,
}

/// The times of one measure.
#[derive(Default)]
pub(crate) struct Times {
    server: Vec<f64>,
    pub(crate) wall: Vec<f64>,
    most_bytes: usize,
}

impl Times {
    fn add(&mut self, answer: &Answer) {
        self.server.push(answer.server_ms);
        self.wall.push(answer.wall_ms);
        self.most_bytes = self.most_bytes.max(answer.bytes);
    }
}

/// The value under which that share of the values lies.
fn share(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let index = (sorted.len() as f64 * part).ceil() as usize;
    sorted.get(index.saturating_sub(1)).copied().unwrap_or(0.0)
}

impl Bench<'_> {
    /// Every measure, one after the other.
    pub(crate) fn all(&mut self, folder: &Path) -> Result<(), String> {
        self.settle()?;
        let bar = crate::bar("Measuring", 9);
        self.start()?;
        bar.inc(1);
        let server = Server::start(&self.settings.server_binary, self.database)?;
        self.day(server.address)?;
        self.script(server.address)?;
        bar.inc(1);
        self.team(server.address)?;
        self.file(server.address)?;
        self.paper(server.address)?;
        bar.inc(1);
        self.find(server.address)?;
        self.inside_documents(server.address)?;
        bar.inc(1);
        self.views(server.address)?;
        bar.inc(1);
        self.filing(server.address)?;
        bar.inc(1);
        self.joining(server.address)?;
        bar.inc(1);
        self.handing(server.address)?;
        bar.inc(1);
        match server.anonymous_kib() {
            Some(kib) => {
                self.once("resident memory, anonymous", "MB", kib as f64 / 1024.0, 150.0, "RssAnon of the server after all the requests above")
            }
            None => self.notes.push("Memory was not measured: this system does not tell it.".to_owned()),
        }
        drop(server);
        self.import(folder);
        self.mailbox(folder);
        self.notes.push(
            "Not measured here: the first page in a browser, interactive on a slow phone; that needs a browser. The size of its scripts is above."
                .to_owned(),
        );
        bar.finish_and_clear();
        Ok(())
    }

    /// Lets the server do what it does beside the requests in a base that is new to it: no measure is of that.
    fn settle(&self) -> Result<(), String> {
        let waiting = "SELECT (SELECT count(*) FROM find_queue) + (SELECT count(*) FROM likeness_queue)
            + coalesce((SELECT max(last - up_to) FROM likeness_progress), 0)";
        let left = || self.db.read(|tx| tx.one::<i64>(waiting, &[])).map_err(told);
        let all = left()?;
        if all == 0 {
            return Ok(());
        }
        let _server = Server::start(&self.settings.server_binary, self.database)?;
        let bar = crate::bar("Looking for duplicates", all.unsigned_abs());
        loop {
            let now = left()?;
            if now == 0 {
                bar.finish_and_clear();
                return Ok(());
            }
            bar.set_position((all - now).max(0).unsigned_abs());
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
    }

    fn once(&mut self, what: &str, unit: &'static str, value: f64, budget: f64, note: &str) {
        self.figures.push(Figure {
            what: what.to_owned(),
            of: "most",
            unit,
            p50: None,
            p99: value,
            budget: Some(budget),
            is_rate: false,
            note: note.to_owned(),
        });
    }

    pub(crate) fn times(&mut self, what: &str, values: &[f64], budget: Option<f64>, note: &str) {
        let (p50, p99) = (share(values, 0.5), share(values, 0.99));
        self.figures.push(Figure {
            what: what.to_owned(),
            of: "p99",
            unit: "ms",
            p50: Some(p50),
            p99,
            budget,
            is_rate: false,
            note: note.to_owned(),
        });
    }

    pub(crate) fn connect(&self, address: SocketAddr, person: PersonId) -> Result<Connection, String> {
        connect(&self.db, self.settings.now, address, person)
    }

    /// The first files of a binder, today's before the others.
    fn standing(&self, person: PersonId, limit: i64) -> Result<Vec<Standing>, String> {
        let rows = self.db.read(|tx| {
            tx.rows(
                "SELECT id, client_id FROM slip WHERE person_id = $1 AND state = 'open' AND client_id IS NOT NULL ORDER BY place, id LIMIT $2",
                params![person, limit],
            )
        });
        let rows = rows.map_err(told::<store::StoreError>)?;
        rows.iter().map(|row| Ok(Standing { slip: row.get(0).map_err(told)?, client: row.get(1).map_err(told)? })).collect()
    }

    /// Sends requests until enough were measured; a tenth more goes before, to warm up.
    pub(crate) fn repeat(&self, mut ask: impl FnMut(usize) -> Result<Answer, String>) -> Result<Times, String> {
        let requests = self.settings.requests as usize;
        for number in 0..requests.div_ceil(10) {
            ask(number)?;
        }
        let mut times = Times::default();
        for number in 0..requests {
            times.add(&ask(number)?);
        }
        Ok(times)
    }

    fn start(&mut self) -> Result<(), String> {
        let mut times = Vec::new();
        for _ in 0..STARTS {
            let started = Instant::now();
            let server = Server::start(&self.settings.server_binary, self.database)?;
            ok("/sign-in", Connection::open(server.address, "").and_then(|mut connection| connection.get("/sign-in", BROWSER)))?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        self.times("cold start to first page", &times, Some(300.0), "from starting the process to the last byte of /sign-in, five times");
        Ok(())
    }

    fn day(&mut self, address: SocketAddr) -> Result<(), String> {
        let mut connection = self.connect(address, BENCH)?;
        let times = self.repeat(|_| ok("/", connection.get("/", BROWSER)))?;
        let place = Value::from(self.today);
        let files: i64 = self
            .db
            .read(|tx| tx.one("SELECT count(*) FROM slip WHERE person_id = $1 AND state = 'open' AND place = $2", &[Value::from(BENCH), place]))
            .map_err(told::<store::StoreError>)?;
        self.times(&format!("day page of {files} files, server time"), &times.server, Some(5.0), "Server-Timing");
        self.times("the same, whole request", &times.wall, None, "with compression and the loopback");
        self.once("the same, on the wire", "kB", times.most_bytes as f64 / 1000.0, 60.0, "gzip, head included");
        Ok(())
    }

    /// The director sees every binder of the company side by side.
    fn team(&mut self, address: SocketAddr) -> Result<(), String> {
        let people: i64 = self.db.read(|tx| tx.one("SELECT count(*) FROM person WHERE active = 1", &[])).map_err(told::<store::StoreError>)?;
        let mut connection = self.connect(address, DIRECTOR)?;
        let times = self.repeat(|_| ok("/team", connection.get("/team", BROWSER)))?;
        self.times(
            &format!("head's screen, {people} people, server time"),
            &times.server,
            Some(5.0),
            "a hundred people on a page, ten working days and three months",
        );
        self.once("the same, on the wire", "kB", times.most_bytes as f64 / 1000.0, 60.0, "gzip, head included");
        Ok(())
    }

    fn script(&mut self, address: SocketAddr) -> Result<(), String> {
        let mut connection = self.connect(address, BENCH)?;
        let page = ok("/", connection.get("/", ""))?;
        let page = String::from_utf8_lossy(&page.body).into_owned();
        let mut paths: Vec<&str> = page.split('"').filter(|text| text.starts_with("/assets/") && text.ends_with(".js")).collect();
        paths.sort_unstable();
        paths.dedup();
        let mut bytes = 0;
        for path in paths {
            bytes += ok(path, connection.get(path, "accept-encoding: gzip\r\n"))?.body.len();
        }
        self.once("scripts of the day page, gzipped", "kB", bytes as f64 / 1000.0, 60.0, "every script the page names");
        Ok(())
    }

    fn file(&mut self, address: SocketAddr) -> Result<(), String> {
        let files = self.standing(BENCH, 300)?;
        if files.is_empty() {
            return Err("the base has no files to open".to_owned());
        }
        let mut connection = self.connect(address, BENCH)?;
        let times = self.repeat(|number| {
            let path = files.get(number % files.len()).map(|file| format!("/files/{}", file.client)).unwrap_or_default();
            ok(&path, connection.get(&path, BROWSER))
        })?;
        self.times("client file with its last 50 entries", &times.wall, Some(2.0), "300 files in turn");
        self.times("the same, server time", &times.server, None, "Server-Timing");
        Ok(())
    }

    /// The same files as PDF.
    fn paper(&mut self, address: SocketAddr) -> Result<(), String> {
        let files = self.standing(BENCH, 300)?;
        let mut connection = self.connect(address, BENCH)?;
        let path = |number: usize| files.get(number % files.len().max(1)).map(|file| format!("/files/{}/file.pdf", file.client)).unwrap_or_default();
        let mut times = Times::default();
        for number in 0..PDFS_BEFORE + PDFS {
            let answer = ok("a PDF", connection.get(&path(number), BROWSER))?;
            if number >= PDFS_BEFORE {
                times.add(&answer);
            }
        }
        self.times("client file as PDF, warm", &times.wall, Some(150.0), "card, whole history and forms; every document another file");
        self.once("the same, size", "kB", times.most_bytes as f64 / 1000.0, 1000.0, "the largest of them");
        Ok(())
    }

    fn find(&mut self, address: SocketAddr) -> Result<(), String> {
        let queries: Vec<(String, String)> = queries(&self.db)
            .map_err(told)?
            .into_iter()
            .map(|query| (form_urlencoded::Serializer::new("/find?".to_owned()).append_pair("q", &query).finish(), query))
            .collect();
        for (whose, person) in [("all files (director)", DIRECTOR), ("own files (manager)", BENCH)] {
            let mut connection = self.connect(address, person)?;
            let mut slowest: Vec<(f64, usize)> = Vec::new();
            let times = self.repeat(|number| {
                let index = number % queries.len();
                let path = queries.get(index).map_or("/find", |(path, _)| path.as_str());
                let answer = ok(path, connection.get(path, FRAGMENT))?;
                slowest.push((answer.wall_ms, index));
                Ok(answer)
            })?;
            slowest.sort_by(|one, other| other.0.total_cmp(&one.0));
            let mut seen = std::collections::BTreeSet::new();
            let worst: Vec<String> = slowest
                .iter()
                .filter(|(_, index)| seen.insert(*index))
                .take(5)
                .filter_map(|(time, index)| Some(format!("“{}” {time:.1} ms", queries.get(*index)?.1.replace('|', " "))))
                .collect();
            self.times(
                &format!("find as you type, {whose}"),
                &times.wall,
                Some(15.0),
                &format!("300 queries in turn; slowest: {}", worst.join(", ")),
            );
            self.times("the same, server time", &times.server, None, "Server-Timing");
        }
        Ok(())
    }

    /// The first page of views that nobody has an index for.
    fn views(&mut self, address: SocketAddr) -> Result<(), String> {
        for (whose, person) in [("all files (director)", DIRECTOR), ("own files (manager)", BENCH)] {
            let mut connection = self.connect(address, person)?;
            let times = self.repeat(|number| {
                let path = format!("/views?{}", VIEWS[number % VIEWS.len()]);
                ok(&path, connection.get(&path, BROWSER))
            })?;
            let note = format!("{} views in turn, from one that every client fits to one that nobody does", VIEWS.len());
            self.times(&format!("view, first page, {whose}"), &times.wall, Some(50.0), &note);
        }
        Ok(())
    }

    /// People work their days' stacks down while two others read without a pause.
    fn filing(&mut self, address: SocketAddr) -> Result<(), String> {
        let finished = AtomicBool::new(false);
        let read = AtomicU64::new(0);
        let files = self.standing(BENCH, 300)?;
        let mut readers = vec![self.connect(address, BENCH)?, self.connect(address, DIRECTOR)?];
        let times = std::thread::scope(|scope| {
            for (shift, mut reader) in readers.drain(..).enumerate() {
                let (finished, read, files) = (&finished, &read, &files);
                scope.spawn(move || {
                    let mut number = shift;
                    while !finished.load(Ordering::Relaxed) {
                        let path = files.get(number % files.len().max(1)).map(|file| format!("/files/{}", file.client)).unwrap_or_default();
                        let path = if number % 4 == 0 { "/" } else { path.as_str() };
                        if reader.get(path, BROWSER).is_err() {
                            return;
                        }
                        number += 1;
                        read.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            let started = Instant::now();
            let times = self.file_all(address);
            finished.store(true, Ordering::Relaxed);
            times.map(|times| (times, started.elapsed().as_secs_f64()))
        });
        let (times, seconds) = times?;
        let count = times.wall.len();
        let note = format!(
            "{count} filings, each answered with the day anew; two readers beside it without a pause, {:.0} pages/s",
            read.load(Ordering::Relaxed) as f64 / seconds
        );
        self.times("log and file, beside two readers", &times.wall, Some(15.0), &note);
        self.times("the same, server time", &times.server, None, "Server-Timing");
        Ok(())
    }

    fn file_all(&self, address: SocketAddr) -> Result<Times, String> {
        const A_DAY: i64 = 31;
        let requests = self.settings.requests as usize;
        let days = Days::from(self.today);
        let mut times = Times::default();
        for person in managers() {
            if times.wall.len() >= requests {
                break;
            }
            let mut connection = self.connect(address, person)?;
            for standing in self.standing(person, A_DAY)? {
                let (slip, next) = (standing.slip.to_string(), days.working(times.wall.len() + 5).to_string());
                let fields = [
                    ("back", "/"),
                    ("slip", slip.as_str()),
                    ("outcome", "reached"),
                    ("note", "Spoke about the offer, calls again after the holidays."),
                    ("next", next.as_str()),
                    ("kind", "call"),
                ];
                let path = format!("/files/{}/filing", standing.client);
                times.add(&ok(&path, connection.post(&path, &fields, FRAGMENT))?);
            }
        }
        Ok(times)
    }

    fn import(&mut self, folder: &Path) {
        let rows = if self.settings.full { crate::FULL_CLIENTS } else { self.settings.clients.min(IMPORT_ROWS) };
        if self.db.dialect() == Dialect::Postgres {
            self.notes.push("The import is measured on SQLite, whichever database the rest runs on.".to_owned());
        }
        match import(&self.settings.server_binary, folder, rows, self.settings.now.as_millisecond()) {
            Ok(imported) => {
                let rate = rows as f64 / imported.seconds;
                let note = format!(
                    "{rows} rows in {:.1} s by `daybinder import`, with search for duplicates; at most {:.0} MB anonymous memory",
                    imported.seconds,
                    imported.memory_kib as f64 / 1024.0
                );
                self.figures.push(Figure {
                    what: "import of CSV".to_owned(),
                    of: "rate",
                    unit: "rows/s",
                    p50: None,
                    p99: rate,
                    budget: Some((1_000_000.0_f64 / 60.0).round()),
                    is_rate: true,
                    note,
                });
            }
            Err(reason) => self.notes.push(format!("The import was not measured: {reason}")),
        }
    }
}

/// A connection to a server on that database, signed in as somebody.
pub(crate) fn connect(db: &Db, now: jiff::Timestamp, address: SocketAddr, person: PersonId) -> Result<Connection, String> {
    let opened = db.write(|tx| web::session::open_from(tx, &web::Config::default(), person, now, ("", "")));
    let session = opened.map_err(|failure: web::Failure| format!("no session could be opened: {failure:?}"))?;
    Connection::open(address, &session).map_err(told)
}

/// The answer, if it is the page that was asked for.
pub(crate) fn ok(path: &str, answer: std::io::Result<Answer>) -> Result<Answer, String> {
    let answer = answer.map_err(|error| format!("{path}: {error}"))?;
    if answer.status == 200 {
        return Ok(answer);
    }
    let said: String = String::from_utf8_lossy(&answer.body).chars().filter(|c| !c.is_control()).take(400).collect();
    Err(format!("{path} was answered with {}: {said}", answer.status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_nine_of_a_hundred_lie_under_the_p99() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((share(&values, 0.5), share(&values, 0.99), share(&[], 0.5)), (50.0, 99.0, 0.0));
    }
}
