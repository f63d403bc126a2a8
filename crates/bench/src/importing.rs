//! Taking in a large file by `daybinder import`.
//!
//! Owns the file that is taken in and the watch over the process. Never imports anything itself.

use crate::base::{BENCH_EMAIL, ZONE};
use crate::chance::Chance;
use crate::server::anonymous_kib;
use crate::vocabulary::Vocabulary;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use store::{Db, Options, StoreError, params};

/// What was measured.
pub(crate) struct Imported {
    pub(crate) seconds: f64,
    /// The most anonymous memory that was seen, kilobytes.
    pub(crate) memory_kib: u64,
}

/// Imports `rows` rows into a company of its own. `Err` says why it was not measured.
pub(crate) fn import(program: &Path, folder: &Path, rows: u64, now: i64) -> Result<Imported, String> {
    let file = folder.join("import.csv");
    write_rows(&file, rows).map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
    let path = folder.join("import.sqlite");
    remove(&path);
    let database = format!("sqlite:{}", path.display());
    company(&database, now).map_err(|error| error.to_string())?;
    let outcome = watch(program, &file, &database);
    let _ = std::fs::remove_file(&file);
    remove(&path);
    outcome
}

fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
}

fn watch(program: &Path, file: &Path, database: &str) -> Result<Imported, String> {
    let started = Instant::now();
    let mut child = Command::new(program)
        .arg("import")
        .arg(file)
        .args(["--owner", BENCH_EMAIL, "--country", "KH", "--database", database])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{} cannot be started: {error}", program.display()))?;
    let mut memory_kib = 0;
    let status = loop {
        memory_kib = memory_kib.max(anonymous_kib(child.id()).unwrap_or(0));
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => std::thread::park_timeout(Duration::from_millis(20)),
            Err(error) => return Err(error.to_string()),
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    if !status.success() {
        let said = child.stderr.take().and_then(|errors| std::io::read_to_string(errors).ok()).unwrap_or_default();
        return Err(format!("`daybinder import` ended with: {}", said.lines().next().unwrap_or("nothing said")));
    }
    Ok(Imported { seconds, memory_kib })
}

fn company(database: &str, now: i64) -> Result<(), StoreError> {
    let db = Db::open(database, &Options::default())?;
    db.migrate()?;
    db.write(|tx| {
        tx.run("INSERT INTO person (name, email, role, language, created_at) VALUES ('Bench', $1, 'admin', 'en', $2)", params![BENCH_EMAIL, now])?;
        tx.run(
            "INSERT INTO company (id, name, zone, language, country, week, card_fields, created_at) VALUES (1, 'Bench import', $1, 'en', 'KH', '360,360,360,360,360,0,0', 'phone', $2)",
            params![ZONE, now],
        )?;
        Ok(())
    })
}

fn write_rows(path: &Path, rows: u64) -> std::io::Result<()> {
    let vocabulary = Vocabulary::new();
    let mut chance = Chance::new(11);
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "Company,Contact,Position,Phone,Email,City,Notes")?;
    for row in 0..rows {
        let script = Vocabulary::script(&mut chance);
        let company = vocabulary.company(script, &mut chance);
        let person = vocabulary.person(script, &mut chance);
        let (phone, _) = crate::client::phone(row as i64 + 1);
        let note = vocabulary.note(script, &mut chance);
        writeln!(file, "\"{company} {row}\",\"{person}\",Director,{phone},row{row}@import.example,Kampot,\"{note}\"")?;
    }
    file.flush()
}
