//! A fresh database for each test, made quickly.
//!
//! Owns temporary files and, on a PostgreSQL server, databases copied from a migrated template. It is the
//! one crate beside `store` that names a driver: making and dropping databases is no business of the program.

use postgres::{Client, NoTls};
use shelf::{Looker, Shelf};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Db, Options};
use web::app::Documents;

/// A database that vanishes with this value.
pub(crate) struct Fresh {
    pub(crate) url: String,
    pub(crate) db: Option<Db>,
    documents: PathBuf,
    /// Where what belongs to mail is kept; made by who first puts something there.
    pub(crate) mail_folder: PathBuf,
    left_behind: LeftBehind,
}

enum LeftBehind {
    Folder(PathBuf),
    Database { server: String, name: String },
}

/// The server's URL without a database name, from `DAYBINDER_TEST_POSTGRES`.
pub(crate) fn server() -> Option<String> {
    std::env::var("DAYBINDER_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

fn own_name(prefix: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn mail_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(own_name("daybinder-test-mail-"));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

fn options() -> Options {
    Options { readers: 2, ..Options::default() }
}

/// The same database once more.
pub(crate) fn again(url: &str) -> Db {
    Db::open(url, &options()).unwrap_or_else(|error| panic!("{url}: {error}"))
}

impl Fresh {
    /// An empty, migrated SQLite database in a folder of its own.
    pub(crate) fn sqlite() -> Fresh {
        let folder = std::env::temp_dir().join(own_name("daybinder-test-"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("no folder for the test database: {error}"));
        let url = format!("sqlite:{}", folder.join("test.sqlite").display());
        let db = Db::open(&url, &options()).unwrap_or_else(|error| panic!("{url}: {error}"));
        db.migrate().unwrap_or_else(|error| panic!("migrating {url}: {error}"));
        let documents = folder.join("documents");
        Fresh { url, db: Some(db), documents, mail_folder: mail_folder(), left_behind: LeftBehind::Folder(folder) }
    }

    /// An empty, migrated database on that server.
    pub(crate) fn postgres(server: &str) -> Fresh {
        let mut client = connect(server);
        let template = template(&mut client, server);
        let name = own_name("daybinder_test_");
        statement(&mut client, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        statement(&mut client, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
        let url = with_database(server, &name);
        let db = Db::open(&url, &options()).unwrap_or_else(|error| panic!("the test database: {error}"));
        let documents = std::env::temp_dir().join(&name);
        Fresh { url, db: Some(db), documents, mail_folder: mail_folder(), left_behind: LeftBehind::Database { server: server.to_owned(), name } }
    }
}

impl Fresh {
    /// A shelf of this database's own, looked into by the program that stands beside the tests.
    pub(crate) fn documents(&self) -> Documents {
        let beside = std::env::current_exe().ok().and_then(|test| Some(test.parent()?.parent()?.join("daybinder")));
        let program = beside.unwrap_or_else(|| PathBuf::from("daybinder"));
        Documents { shelf: Shelf::in_folder(&self.documents), looker: Looker::new(program), bytes_max: 0 }
    }
}

impl Fresh {
    /// Where the server's secret key lies: beside SQLite's file, where nobody has to say it; else in a file of its own.
    pub(crate) fn key_file(&self) -> Option<PathBuf> {
        match &self.left_behind {
            LeftBehind::Folder(_) => None,
            LeftBehind::Database { name, .. } => Some(std::env::temp_dir().join(format!("{name}.key"))),
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        self.db = None;
        let _ = std::fs::remove_dir_all(&self.documents);
        if let Some(file) = self.key_file() {
            let _ = std::fs::remove_file(file);
        }
        let _ = std::fs::remove_dir_all(&self.mail_folder);
        match &self.left_behind {
            LeftBehind::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            LeftBehind::Database { server, name } => {
                if let Ok(mut client) = Client::connect(&with_database(server, "postgres"), NoTls) {
                    let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                }
            }
        }
    }
}

fn connect(server: &str) -> Client {
    Client::connect(&with_database(server, "postgres"), NoTls)
        .unwrap_or_else(|error| panic!("DAYBINDER_TEST_POSTGRES names no server that answers: {error}"))
}

fn statement(client: &mut Client, sql: &str) {
    client.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// `postgres://user@host:port/anything?x` with another database name.
fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, String::new()), |(address, query)| (address, format!("?{query}")));
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let host = rest.split('/').next().unwrap_or("");
    format!("{scheme}://{host}/{name}{query}")
}

/// The migrated template, made once a server for each state of the migrations. Tests run in processes of
/// their own at the same time: the first makes it, the others wait for its lock.
fn template(client: &mut Client, server: &str) -> String {
    let name = format!("daybinder_template_{:016x}", migrations_hash());
    statement(client, "SELECT pg_advisory_lock(4713)");
    let found = client.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]).unwrap_or_else(|error| panic!("{error}"));
    if found.is_empty() {
        // Made under another name and renamed when whole, so that a test ended half way leaves no half template.
        let half = format!("{name}_half");
        statement(client, &format!("DROP DATABASE IF EXISTS {half} WITH (FORCE)"));
        statement(client, &format!("CREATE DATABASE {half} TEMPLATE template0 ENCODING 'UTF8'"));
        let db = Db::open(&with_database(server, &half), &options()).unwrap_or_else(|error| panic!("the template: {error}"));
        db.migrate().unwrap_or_else(|error| panic!("migrating the template: {error}"));
        drop(db);
        let _ = client.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", &[&half]);
        statement(client, &format!("ALTER DATABASE {half} RENAME TO {name}"));
    }
    statement(client, "SELECT pg_advisory_unlock(4713)");
    name
}

fn migrations_hash() -> u64 {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/postgres");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    paths.sort();
    let mut hasher = DefaultHasher::new();
    for path in paths {
        std::fs::read(path).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}
