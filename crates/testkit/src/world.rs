//! The world of a test: the server, its people, its clock.
//!
//! Owns sending requests as somebody, and looking into the rows afterwards.

use crate::answer::Answer;
use crate::database::{Fresh, server};
use crate::people_of::{Caller, settle_in};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use domain::{Date, PersonId};
use jiff::Timestamp;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{StoreError, Value};
use tower::ServiceExt;
use web::{App, Clock, Config, Route};

/// A request made by hand.
pub type Request = axum::http::Request<Body>;

/// What marks a request as coming from that address.
pub fn from_address(address: [u8; 4]) -> ConnectInfo<SocketAddr> {
    ConnectInfo(SocketAddr::from((address, 40_000)))
}

/// The zone of the company in the world.
const ZONE: &str = "Asia/Phnom_Penh";

/// A running server on a database of its own, with a company of six people.
pub struct World {
    /// The server's inside.
    pub app: Arc<App>,
    /// The real router.
    pub router: Router,
    /// The database's URL, for a second program on it.
    pub url: String,
    clock: Arc<AtomicI64>,
    tokens: HashMap<Caller, String>,
    runtime: tokio::runtime::Runtime,
    _woken: std::sync::mpsc::Receiver<()>,
    // Last, so that connections are closed before the database is dropped.
    _fresh: Option<Fresh>,
}

/// Runs the test on SQLite and, where `DAYBINDER_TEST_POSTGRES` names a server, on PostgreSQL, with the
/// routes of every screen.
pub fn each_database(test: impl Fn(&World)) {
    each_database_with(&desk::routes(), test);
}

/// The same with these routes.
pub fn each_database_with(routes: &[Route], test: impl Fn(&World)) {
    test(&World::new(Fresh::sqlite(), routes));
    match server() {
        Some(server) => test(&World::new(Fresh::postgres(&server), routes)),
        None => eprintln!("skipped on PostgreSQL: DAYBINDER_TEST_POSTGRES is not set (bin/test sets it)"),
    }
}

impl World {
    fn new(mut fresh: Fresh, routes: &[Route]) -> World {
        let Some(db) = fresh.db.take() else { panic!("a fresh database is open") };
        let clock = Arc::new(AtomicI64::new(0));
        let hand = clock.clone();
        let stopped = Clock::new(move || Timestamp::from_millisecond(hand.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH));
        // Sessions outlive every test that turns the clock by years.
        // A test's push server stands on this machine.
        let outgoing = web::outgoing::Outgoing { push_to_private: true, mail: None };
        let mail_folder = Some(fresh.mail_folder.clone());
        let documents = fresh.documents();
        let config = Config {
            base_url: "http://binder.example.com".to_owned(),
            session_days: 36_500,
            outgoing,
            documents,
            mail_folder,
            secret_key_file: fresh.key_file(),
            ..Config::default()
        };
        let (wake, woken) = std::sync::mpsc::sync_channel(1);
        let app = Arc::new(App::new(db, stopped, config, wake));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap_or_else(|error| panic!("no runtime: {error}"));
        let router = web::serve::router(app.clone(), routes);
        let mut world = World { app, router, url: fresh.url.clone(), clock, tokens: HashMap::new(), runtime, _woken: woken, _fresh: Some(fresh) };
        world.clock_to(jiff::civil::date(2026, 11, 23), 8, 30);
        world.move_in();
        world
    }

    /// A second program on the same database, with the same people and the same clock.
    pub fn second_node(&self, routes: &[Route]) -> World {
        self.second_node_with(routes, self.app.config.clone())
    }

    /// The same with other settings.
    pub fn second_node_with(&self, routes: &[Route], config: Config) -> World {
        let db = crate::database::again(&self.url);
        let hand = self.clock.clone();
        let clock = Clock::new(move || Timestamp::from_millisecond(hand.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH));
        let (wake, woken) = std::sync::mpsc::sync_channel(1);
        let app = Arc::new(App::new(db, clock, config, wake));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap_or_else(|error| panic!("no runtime: {error}"));
        let router = web::serve::router(app.clone(), routes);
        let (url, clock, tokens) = (self.url.clone(), self.clock.clone(), self.tokens.clone());
        World { app, router, url, clock, tokens, runtime, _woken: woken, _fresh: None }
    }

    /// Asks for a page and gives the answer with its body still to be read, as of a stream that does not end.
    pub fn open(&self, caller: Caller, path: &str) -> axum::http::Response<Body> {
        let mut request = axum::http::Request::builder().uri(path).header("host", "binder.example.com");
        if let Some(token) = self.tokens.get(&caller) {
            request = request.header("cookie", format!("{}={token}", web::session::cookie_name(&self.app.config)));
        }
        let mut request = request.body(Body::empty()).unwrap_or_else(|error| panic!("{path}: {error}"));
        request.extensions_mut().insert(from_address([127, 0, 0, 1]));
        let router = self.router.clone();
        self.runtime.block_on(async move { router.oneshot(request).await.unwrap_or_else(|never| match never {}) })
    }

    /// Waits for what a server of this world does.
    pub fn wait<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    fn move_in(&mut self) {
        let now = self.app.clock.now();
        let made: Result<HashMap<Caller, String>, web::Failure> = self.app.db.write(|tx| {
            settle_in(tx, now.as_millisecond())?;
            Caller::SIGNED_IN
                .iter()
                .map(|caller| Ok((*caller, web::session::open_from(tx, &self.app.config, self.id(*caller), now, ("127.0.0.1", ""))?)))
                .collect()
        });
        self.tokens = made.unwrap_or_else(|failure| panic!("the people could not move in: {failure:?}"));
    }

    /// The person's id; 0 for nobody.
    pub fn id(&self, caller: Caller) -> PersonId {
        PersonId(Caller::SIGNED_IN.iter().position(|other| *other == caller).map_or(0, |index| index as i64 + 1))
    }

    /// The moment at which the world stands still.
    pub fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    /// Today in the company's zone.
    pub fn today(&self) -> Date {
        self.now().in_tz(ZONE).map(|zoned| zoned.date()).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Turns the clock to that time of that day in the company's zone.
    pub fn clock_to(&self, date: Date, hour: i8, minute: i8) {
        let moment = date.at(hour, minute, 0, 0).in_tz(ZONE).unwrap_or_else(|error| panic!("{error}"));
        self.clock.store(moment.timestamp().as_millisecond(), Ordering::SeqCst);
    }

    /// The person's session token, as the cookie holds it; empty for nobody.
    pub fn token(&self, caller: Caller) -> &str {
        self.tokens.get(&caller).map_or("", String::as_str)
    }

    /// The token that the person's forms carry; empty for nobody.
    pub fn csrf(&self, caller: Caller) -> String {
        self.tokens.get(&caller).map(|token| web::secret::csrf(token)).unwrap_or_default()
    }

    /// Asks for a page.
    pub fn get(&self, caller: Caller, path: &str) -> Answer {
        self.send(caller, "GET", path, &[], Vec::new())
    }

    /// Asks for the changed part of a page, as htmx does.
    pub fn fragment(&self, caller: Caller, path: &str) -> Answer {
        self.send(caller, "GET", path, &[("hx-request", "true")], Vec::new())
    }

    /// Asks for JSON.
    pub fn json(&self, caller: Caller, path: &str) -> Answer {
        self.send(caller, "GET", path, &[("accept", "application/json")], Vec::new())
    }

    /// Sends a form, with the CSRF token that the person's pages carry.
    pub fn post(&self, caller: Caller, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(caller, path, &[], fields)
    }

    /// Sends a form as htmx does.
    pub fn post_fragment(&self, caller: Caller, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(caller, path, &[("hx-request", "true")], fields)
    }

    /// Sends a form with these headers besides the usual ones.
    pub fn post_with(&self, caller: Caller, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf(caller);
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        if caller != Caller::Nobody && !fields.iter().any(|(name, _)| *name == "csrf") {
            form.append_pair("csrf", &csrf);
        }
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/x-www-form-urlencoded"));
        self.send(caller, "POST", path, &headers, form.finish().into_bytes())
    }

    /// Sends a form with one file in the field `file`.
    pub fn upload(&self, caller: Caller, path: &str, fields: &[(&str, &str)], file_name: &str, bytes: &[u8]) -> Answer {
        const BORDER: &str = "----daybinder-test-border";
        let csrf = self.csrf(caller);
        let mut body = Vec::new();
        for (name, value) in fields.iter().copied().chain([("csrf", csrf.as_str())]) {
            body.extend(format!("--{BORDER}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let head = format!("--{BORDER}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n");
        body.extend(head.bytes());
        body.extend(b"content-type: application/octet-stream\r\n\r\n");
        body.extend(bytes);
        body.extend(format!("\r\n--{BORDER}--\r\n").bytes());
        self.send(caller, "POST", path, &[("content-type", &format!("multipart/form-data; boundary={BORDER}"))], body)
    }

    /// Sends anything, as that person, from this machine.
    pub fn send(&self, caller: Caller, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let mut request = axum::http::Request::builder().method(method).uri(path).header("host", "binder.example.com");
        if let Some(token) = self.tokens.get(&caller) {
            request = request.header("cookie", format!("{}={token}", web::session::cookie_name(&self.app.config)));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        request.extensions_mut().insert(from_address([127, 0, 0, 1]));
        self.send_request(request)
    }

    /// Sends a request made by hand.
    pub fn send_request(&self, request: Request) -> Answer {
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
            let (parts, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, usize::MAX).await.map(|bytes| bytes.to_vec()).unwrap_or_default();
            Answer { status: parts.status.as_u16(), headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
        })
    }

    /// The rows of a statement.
    pub fn rows(&self, sql: &str) -> Vec<Vec<Value>> {
        let rows = self.app.db.read(|tx| {
            let rows = tx.rows(sql, &[])?;
            Ok::<_, StoreError>(rows.iter().map(|row| (0..).map_while(|index| row.get::<Value>(index).ok()).collect()).collect())
        });
        rows.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// The number in the first cell, as for `SELECT count(*) …`.
    pub fn number(&self, sql: &str) -> i64 {
        match self.rows(sql).first().and_then(|row| row.first()) {
            Some(Value::Int(number)) => *number,
            other => panic!("{sql}: {other:?} is no number"),
        }
    }

    /// Writes as no verb would, to set a scene.
    pub fn run(&self, sql: &str) {
        self.app.db.write(|tx| tx.run(sql, &[])).map(drop).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// Every row of every table that people's work stands in, as text: equal before and after means that
    /// nothing was changed.
    pub fn everything(&self) -> Vec<(String, Vec<Vec<Value>>)> {
        // The audit log tells of what is read, too: exports.
        const AROUND: [&str; 5] = ["schema_step", "session", "sign_in_failure", "audit", "audit_head"];
        let mut names: Vec<String> = self.app.db.tables().unwrap_or_else(|error| panic!("{error}")).into_iter().map(|(table, _)| table).collect();
        names.dedup();
        names.retain(|name| !name.starts_with("find_") && !AROUND.contains(&name.as_str()));
        names
            .into_iter()
            .map(|name| {
                let mut rows = self.rows(&format!("SELECT * FROM {name}"));
                rows.sort_by_key(|row| format!("{row:?}"));
                (name, rows)
            })
            .collect()
    }

    /// Lets likeness be looked for in everything that changed.
    pub fn likeness_settled(&self) {
        self.find_settled();
        loop {
            let taken = files::duplicates::look(&self.app.db, 500).unwrap_or_else(|error| panic!("likeness: {error}"));
            if taken == 0 {
                return;
            }
        }
    }

    /// Lets the find index read everything that waits for it.
    pub fn find_settled(&self) {
        loop {
            let taken = store::find::drain(&self.app.db, 500).unwrap_or_else(|error| panic!("the find index: {error}"));
            if taken == 0 {
                return;
            }
        }
    }
}
