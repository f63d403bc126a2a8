//! `doctor`: proves on a real database what the product promises (B37, decision 1).
//!
//! Owns the list of checks. Never repairs: what it finds is a defect to be understood first.

use crate::configuration::Configuration;
use crate::{Stopped, audit_log, opening, progress};
use domain::fold::fold;
use serde_json::{Value as Json, json};
use shelf::{Shelf, ShelfError};
use store::{Db, Dialect, StoreError, Tx};

/// A promise and the statement that counts what breaks it.
struct Check {
    name: &'static str,
    promise: &'static str,
    sql: &'static str,
}

const CHECKS: &[Check] = &[
    Check {
        name: "active_without_a_place",
        promise: "every active client's file stands under one of its own open slips",
        sql: "SELECT count(*) FROM client c LEFT JOIN slip s ON s.id = c.slip_id AND s.client_id = c.id AND s.state = 'open'
              WHERE c.state = 'active' AND s.id IS NULL",
    },
    Check {
        name: "place_differs",
        promise: "a file's place is that of its slip",
        sql: "SELECT count(*) FROM client c JOIN slip s ON s.id = c.slip_id WHERE c.place <> s.place",
    },
    Check {
        name: "not_the_earliest",
        promise: "a file stands under the earliest of its open slips",
        sql: "SELECT count(*) FROM client c WHERE c.state = 'active'
              AND c.place > (SELECT min(s.place) FROM slip s WHERE s.client_id = c.id AND s.state = 'open')",
    },
    Check {
        name: "closed_with_open_slips",
        promise: "a closed file has no open slip",
        sql: "SELECT count(*) FROM client c WHERE c.state = 'closed' AND EXISTS (SELECT 1 FROM slip s WHERE s.client_id = c.id AND s.state = 'open')",
    },
    Check {
        name: "owner_and_binder_differ",
        promise: "a file stands in the binder of whoever it belongs to",
        sql: "SELECT count(*) FROM client c JOIN slip s ON s.id = c.slip_id WHERE s.person_id <> c.owner_id",
    },
    Check {
        name: "with_somebody_who_left",
        promise: "no active file stands in the binder of somebody who cannot sign in",
        sql: "SELECT count(*) FROM client c JOIN person p ON p.id = c.owner_id WHERE c.state = 'active' AND p.active = 0",
    },
    Check {
        name: "last_contact_unknown",
        promise: "a file's last contact is an entry of its history",
        sql: "SELECT count(*) FROM client c WHERE c.last_at IS NOT NULL AND c.joined_into IS NULL
              AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.client_id = c.id AND e.at = c.last_at)",
    },
    Check {
        name: "phone_unknown",
        promise: "the phone on a file's card is one of its phones",
        sql: "SELECT count(*) FROM client c WHERE c.phone <> ''
              AND NOT EXISTS (SELECT 1 FROM reach r WHERE r.client_id = c.id AND r.kind = 'phone' AND r.as_typed = c.phone)",
    },
    Check {
        name: "contact_unknown",
        promise: "the contact on a file's card is one of its contacts",
        sql: "SELECT count(*) FROM client c WHERE c.contact <> ''
              AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.client_id = c.id AND c.contact IN (k.name, k.name || ', ' || k.position))",
    },
    Check {
        name: "done_without_a_day",
        promise: "a done slip says when and by whom",
        sql: "SELECT count(*) FROM slip WHERE state = 'done' AND (done_at IS NULL OR done_on IS NULL OR done_by IS NULL)",
    },
    Check {
        name: "load_differs",
        promise: "a divider's count and minutes are those of the slips under it",
        sql: "SELECT count(*) FROM (
                SELECT person_id, place, files, minutes, agreed FROM divider_load WHERE files <> 0 OR minutes <> 0 OR agreed <> 0
                EXCEPT SELECT person_id, place, count(*), CAST(sum(minutes) AS BIGINT), CAST(sum(agreed) AS BIGINT)
                FROM slip WHERE state = 'open' GROUP BY person_id, place) d",
    },
    Check {
        name: "load_missing",
        promise: "every divider with slips has its count",
        sql: "SELECT count(*) FROM slip s WHERE s.state = 'open'
              AND NOT EXISTS (SELECT 1 FROM divider_load l WHERE l.person_id = s.person_id AND l.place = s.place AND l.files > 0)",
    },
    Check {
        name: "joined_and_not_closed",
        promise: "a file that another one took in is closed, holds no history, and is named by the joining",
        sql: "SELECT count(*) FROM client c WHERE c.joined_into IS NOT NULL AND (c.state <> 'closed'
                OR EXISTS (SELECT 1 FROM entry e WHERE e.client_id = c.id) OR EXISTS (SELECT 1 FROM slip s WHERE s.client_id = c.id)
                OR NOT EXISTS (SELECT 1 FROM joining j WHERE j.gone_id = c.id AND j.kept_id = c.joined_into AND j.separated_at IS NULL))",
    },
    Check {
        name: "joining_unfinished",
        promise: "no joining stopped half way",
        sql: "SELECT count(*) FROM joining WHERE under_way = 1 OR (separated_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM client c WHERE c.id = joining.gone_id AND c.joined_into = joining.kept_id))",
    },
    Check {
        name: "not_in_find",
        promise: "every client is in the find index or waits for it",
        sql: "SELECT count(*) FROM client c WHERE c.joined_into IS NULL AND NOT EXISTS (SELECT 1 FROM find_client f WHERE f.client_id = c.id)
              AND NOT EXISTS (SELECT 1 FROM find_queue q WHERE q.what = 'client' AND q.ref_id = c.id)",
    },
];

/// Runs every check and prints what it found. Fails if anything is broken.
pub(crate) fn doctor(configuration: &Configuration, as_json: bool, reads_documents: bool) -> Result<(), Stopped> {
    let db = opening::open(configuration)?;
    let mut findings = examine(&db).map_err(|error| Stopped(error.to_string()))?;
    let missing = documents(&db, &configuration.web.documents.shelf, reads_documents)?;
    findings.push(("documents_missing", "every document stands on the shelf as it came", missing));
    let audit = audit_log::broken(&db, None).map_err(|error| Stopped(error.to_string()))?;
    findings.push(("audit_chain", "every row of the audit log is as it was written", i64::from(audit.is_some())));
    let broken: i64 = findings.iter().map(|(.., count)| count).sum();
    if as_json {
        let checks: Vec<Json> = findings.iter().map(|(name, promise, count)| json!({ "check": name, "promise": promise, "broken": count })).collect();
        println!("{}", json!({ "sound": broken == 0, "schema": store::schema_version(), "checks": checks }));
    } else {
        for (_, promise, count) in &findings {
            println!("{:>8}  {promise}", if *count == 0 { "ok".to_owned() } else { count.to_string() });
        }
    }
    if let Some(audit) = audit {
        eprintln!("{audit}");
    }
    if broken == 0 { Ok(()) } else { Err(Stopped(format!("{broken} things are not as promised; keep a backup before anything is changed"))) }
}

/// How many documents are not on the shelf, or have another size there; read to the end, other contents.
fn documents(db: &Db, shelf: &Shelf, reads: bool) -> Result<i64, Stopped> {
    let mut named = Vec::new();
    db.read(|tx| files::documents::check(tx, &mut |hash, bytes| named.push((hash, bytes)))).map_err(|error| Stopped(error.to_string()))?;
    let bar = progress::bar("Checking documents", named.len() as u64);
    let mut missing = 0;
    for (hash, bytes) in named {
        let found = if reads { shelf.verify(hash) } else { shelf.size(hash) };
        match found {
            Ok(size) if size == bytes => {}
            Ok(_) | Err(ShelfError::Missing(_) | ShelfError::Damaged(_)) => missing += 1,
            Err(error) => return Err(Stopped(error.to_string())),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(missing)
}

/// Name, promise and how many break it, of every check.
fn examine(db: &Db) -> Result<Vec<(&'static str, &'static str, i64)>, StoreError> {
    let bar = progress::bar("Checking", CHECKS.len() as u64 + 2);
    let mut findings = Vec::new();
    for check in CHECKS {
        findings.push((check.name, check.promise, db.read(|tx| tx.one(check.sql, &[]))?));
        bar.inc(1);
    }
    findings.push(("folded_name_differs", "a name is found under its present spelling", db.read(folded_names)?));
    bar.inc(1);
    findings.push(("file_of_the_database", "the database's own file is sound", db.read(file_is_sound)?));
    bar.finish_and_clear();
    Ok(findings)
}

fn folded_names(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let mut differ = 0;
    tx.each("SELECT name, name_fold FROM client", &[], &mut |row| {
        differ += i64::from(fold(&row.get::<String>(0)?) != row.get::<String>(1)?);
        Ok(())
    })?;
    Ok(differ)
}

/// What SQLite says of its file; PostgreSQL checks its own files.
fn file_is_sound(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(0);
    }
    let is_whole = tx.one::<String>("PRAGMA quick_check(1)", &[])? == "ok";
    let strays = tx.rows("PRAGMA foreign_key_check", &[])?.len() as i64;
    Ok(i64::from(!is_whole) + strays)
}
