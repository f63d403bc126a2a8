//! The benchmark: a base of a chosen size, each budget of the product measured over HTTP on it.
//!
//! Owns what is measured and how it is told. Never part of the server: it starts the program as a process of
//! its own and asks it as a browser would.

mod base;
mod bulk;
mod chance;
mod client;
mod documents;
mod handing;
mod http;
mod importing;
mod joining;
mod machine;
mod mailbox;
mod measures;
mod queries;
mod report;
mod server;
mod vocabulary;

pub use base::{Found, base, found, lay_out};
pub use report::{Figure, Report};

use indicatif::{ProgressBar, ProgressStyle};
use jiff::tz::TimeZone;
use std::path::PathBuf;
use store::{Db, Dialect, Options};

/// Clients of the base, if nothing else is asked for.
pub const CLIENTS: u64 = 100_000;
/// Clients of the base of the budgets.
pub const FULL_CLIENTS: u64 = 1_000_000;
/// Lines of history for each client.
pub const ENTRIES_EACH: u64 = 20;
/// Requests of each measure, if nothing else is asked for.
pub const REQUESTS: u32 = 2000;

/// What to measure, and on what.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Clients of the base.
    pub clients: u64,
    /// The base of the budgets instead: 1,000,000 clients, 20,000,000 entries.
    pub full: bool,
    /// The URL of an empty database, or of one that was filled before for the same size; none = SQLite in a file.
    pub database: Option<String>,
    /// The folder in which the SQLite file is kept for the next time; none = a temporary one.
    pub keep: Option<PathBuf>,
    /// Requests of each measure.
    pub requests: u32,
    /// Print JSON instead of the table.
    pub json: bool,
    /// Write the page of the documentation to this file.
    pub write: Option<PathBuf>,
    /// The program that serves.
    pub server_binary: PathBuf,
    /// The moment of the run.
    pub now: jiff::Timestamp,
}

/// Fills the base where it is not there yet, measures, prints the report and writes its page if asked to.
///
/// # Errors
/// A sentence for the person at the terminal.
pub fn run(settings: &Settings) -> Result<Report, String> {
    let folder = Folder::of(settings)?;
    let database = settings.database.clone().unwrap_or_else(|| format!("sqlite:{}", folder.path.join("bench.sqlite").display()));
    let clients = if settings.full { FULL_CLIENTS } else { settings.clients.max(1) };
    let zone = TimeZone::get(base::ZONE).unwrap_or(TimeZone::UTC);
    let today = settings.now.to_zoned(zone).date();
    prepare(&database, clients, today, settings.now.as_millisecond())?;
    let db = Db::open(&database, &Options::default()).map_err(told)?;
    let engine = engine(&db)?;
    let mut bench = measures::Bench { settings, db, database: &database, today, figures: Vec::new(), notes: Vec::new() };
    bench.all(&folder.path)?;
    let report = Report {
        date: today.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        machine: machine::machine(),
        database: engine,
        base: format!(
            "{clients} clients, {} entries, 300 people{}; {} requests a measure",
            clients * ENTRIES_EACH,
            on_disk(&database),
            settings.requests
        ),
        figures: bench.figures,
        notes: bench.notes,
    };
    show(settings, &report)?;
    Ok(report)
}

/// The base as it is to be measured. The database is closed afterwards, which brings SQLite's log into its file.
fn prepare(database: &str, clients: u64, today: jiff::civil::Date, now: i64) -> Result<(), String> {
    // Filling wants a large cache; the server that is measured opens the database with its own settings.
    let db = Db::open(database, &Options { readers: 2, cache_kib: 256 * 1024 }).map_err(told)?;
    db.migrate().map_err(told)?;
    fill(&db, clients, clients * ENTRIES_EACH, today, now)?;
    let mut people = vec![base::BENCH];
    people.extend(base::managers());
    let bar = bar("Laying documents", documents::DOCUMENTS.min(clients));
    documents::lay(&db, clients, now, &bar).map_err(told)?;
    bar.finish_and_clear();
    base::lay_out(&db, &people, today).map_err(told)
}

fn show(settings: &Settings, report: &Report) -> Result<(), String> {
    if settings.json {
        println!("{}", serde_json::to_string(report).map_err(told)?);
    } else {
        println!("{}", report.table());
    }
    if let Some(path) = &settings.write {
        std::fs::write(path, report.markdown()).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    Ok(())
}

fn told<E: std::fmt::Display>(error: E) -> String {
    error.to_string()
}

fn fill(db: &Db, clients: u64, entries: u64, today: jiff::civil::Date, now: i64) -> Result<(), String> {
    match found(db, clients, entries).map_err(told)? {
        Found::Base => Ok(()),
        Found::Other => Err("the database holds something else than a whole base of this size: name an empty one, or remove it".to_owned()),
        Found::Nothing => {
            let bar = bar("Filling the base", clients);
            base(db, clients, entries, today, now, &bar).map_err(told)?;
            bar.finish_and_clear();
            Ok(())
        }
    }
}

/// A bar for long work, on standard error where that is a terminal.
fn bar(what: &'static str, length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length).with_style(style).with_message(what)
}

fn engine(db: &Db) -> Result<String, String> {
    let (name, sql) = match db.dialect() {
        Dialect::Sqlite => ("SQLite", "SELECT sqlite_version()"),
        Dialect::Postgres => ("PostgreSQL", "SHOW server_version"),
    };
    let version: String = db.read(|tx| tx.one(sql, &[])).map_err(|error: store::StoreError| told(error))?;
    Ok(format!("{name} {version}"))
}

/// Where files of the run stand; a temporary one goes when the run is over.
struct Folder {
    path: PathBuf,
    is_temporary: bool,
}

impl Folder {
    fn of(settings: &Settings) -> Result<Folder, String> {
        let path = match &settings.keep {
            Some(path) => path.clone(),
            None => std::env::temp_dir().join(format!("daybinder-bench-{}", std::process::id())),
        };
        std::fs::create_dir_all(&path).map_err(|error| format!("the folder {} cannot be made: {error}", path.display()))?;
        Ok(Folder { path, is_temporary: settings.keep.is_none() })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_temporary {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// How large the file of a SQLite database is, in words; nothing for another database.
fn on_disk(database: &str) -> String {
    let size = database.strip_prefix("sqlite:").and_then(|path| std::fs::metadata(path).ok());
    size.map_or_else(String::new, |size| format!(", {} MB on disk", size.len() / 1_000_000))
}
