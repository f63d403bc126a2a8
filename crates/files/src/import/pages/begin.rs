//! `GET/POST /import`: choosing a file, and what was taken in before.

use super::steps;
use crate::import::running::has_broken_off;
use crate::import::{reading, stored};
use binder::By;
use binder::undo::UNDO_DAYS;
use domain::natural_date::write_short;
use domain::{ImportId, Place, UndoId};
use jiff::Timestamp;
use maud::{Markup, html};
use store::{StoreError, Tx, params};
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Refusal, Reply};

/// Shows the form and the person's earlier imports.
pub fn show(ask: &mut Ask) -> Answer {
    page(ask, None)
}

/// Keeps the file for this person and goes on to its columns, or says why the whole file is not taken.
pub fn keep(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let Some(upload) = ask.uploads.pop() else {
        return page(ask, Some(missing())).map(|reply| reply.status(422));
    };
    let settings = reading::settings(&by, &ask.company()?.country)?;
    match reading::open(&upload.path, settings, &[]) {
        Ok(_) => Ok(Reply::see(&format!("/import/{}", stored::keep(&ask.app.db, by.person_id, &upload)?.token))),
        Err(Failure::Refused(refusal)) => page(ask, Some(refusal)).map(|reply| reply.status(422)),
        Err(failure) => Err(failure),
    }
}

fn missing() -> Refusal {
    Refusal { field: "file", message: "import-file-missing".into() }
}

fn page(ask: &Ask, refusal: Option<Refusal>) -> Answer {
    let by = By::of(ask)?;
    let earlier = ask.read(|tx| earlier(tx, &by))?;
    let texts = ask.texts();
    let error = refusal.map(|refusal| texts.message(&refusal.message));
    let megabytes = ask.app.config.upload_bytes_max / (1024 * 1024);
    let body = html! {
        div.page-narrow {
            (steps(texts, 0))
            form.form method="post" action="/import" enctype="multipart/form-data" {
                (csrf(ask))
                div.drop {
                    div.field {
                        label for="f-file" { (texts.say("import-file")) }
                        input id="f-file" type="file" name="file" required accept=".csv,.tsv,.txt,.xlsx,.vcf,.vcard" aria-describedby="h-file" aria-invalid=[error.as_ref().map(|_| "true")];
                        p.field-hint id="h-file" { (texts.with("import-file-hint", &[("megabytes", (megabytes as i64).into())])) }
                        @if let Some(error) = &error { p.field-error role="alert" { (error) } }
                    }
                }
                div.form-end { button.btn.btn-go { (texts.say("import-read")) } a.btn href="/export" { (texts.say("export-title")) } }
            }
            @if !earlier.is_empty() {
                section.section {
                    h2 { (texts.say("import-earlier")) }
                    div.rows { @for import in &earlier { (line(ask, &by, import)) } }
                }
            }
        }
    };
    Ok(sheet(ask, Nav::Clients, texts.say("import-title"), body))
}

/// How far an import has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Done,
    Running,
    BrokenOff,
}

impl Stage {
    pub(super) fn of(state: &str, sign_at: Option<i64>, now: i64) -> Stage {
        match state {
            "running" if has_broken_off(sign_at.unwrap_or(0), now) => Stage::BrokenOff,
            "running" => Stage::Running,
            _ => Stage::Done,
        }
    }
}

/// An import of before.
struct Earlier {
    id: ImportId,
    at: i64,
    file_name: String,
    rows: i64,
    taken: i64,
    merged: i64,
    is_reversed: bool,
    stage: Stage,
    undo_id: Option<UndoId>,
}

fn earlier(tx: &mut Tx<'_>, by: &By) -> Result<Vec<Earlier>, StoreError> {
    let rows = tx.rows(
        "SELECT id, at, file_name, rows_read, taken, merged, reversed_at, state, sign_at FROM import WHERE person_id = $1 ORDER BY id DESC LIMIT 20",
        params![by.person_id],
    )?;
    rows.iter()
        .map(|row| {
            let (id, at): (ImportId, i64) = (row.get(0)?, row.get(1)?);
            let is_reversed = row.get::<Option<i64>>(6)?.is_some();
            let may_undo = !is_reversed && at > by.now - UNDO_DAYS * 86_400_000;
            Ok(Earlier {
                id,
                at,
                file_name: row.get(2)?,
                rows: row.get(3)?,
                taken: row.get(4)?,
                merged: row.get(5)?,
                is_reversed,
                stage: Stage::of(&row.get::<String>(7)?, row.get(8)?, by.now),
                undo_id: if may_undo { undo_of(tx, by, id, at)? } else { None },
            })
        })
        .collect()
}

/// By which an import is taken back, while it can be.
pub(super) fn undo_of(tx: &mut Tx<'_>, by: &By, id: ImportId, at: i64) -> Result<Option<UndoId>, StoreError> {
    let step = format!("%{{\"import\":{}}}%", id.0);
    let row =
        tx.row("SELECT id FROM undo WHERE person_id = $1 AND at = $2 AND undone_at IS NULL AND steps LIKE $3", params![by.person_id, at, step])?;
    row.map(|row| row.get(0)).transpose()
}

fn line(ask: &Ask, by: &By, import: &Earlier) -> Markup {
    let texts = ask.texts();
    let at = moment(ask, import.at, by.today);
    let rejected = if import.stage == Stage::Done { import.rows - import.taken - import.merged } else { 0 };
    html! {
        div.row-item {
            div.row-main {
                strong dir="auto" { (import.file_name) }
                span.row-sub.num { (at) " · " (texts.with("import-taken-in", &[("count", import.taken.into())])) }
                @if import.stage == Stage::BrokenOff && !import.is_reversed { span.row-sub { (texts.say("import-broken-off-about")) } }
            }
            span.row-end {
                @if rejected > 0 {
                    a.btn href={ "/import/" (import.id.0) "/rejects.csv" } download { (texts.with("import-rejects", &[("count", rejected.into())])) }
                }
                @if import.stage == Stage::Running && !import.is_reversed { span.tag { (texts.say("import-running")) } }
                @if import.stage == Stage::BrokenOff && !import.is_reversed { span.tag { (texts.say("import-broken-off")) } }
                @if import.is_reversed { span.tag { (texts.say("import-reversed")) } }
                @if let Some(undo) = import.undo_id {
                    form method="post" action={ "/undo/" (undo.0) } {
                        (csrf(ask))
                        input type="hidden" name="back" value="/import";
                        button.btn { (texts.say("import-reverse")) }
                    }
                }
            }
        }
    }
}

/// When it was, in the company's zone and the reader's words.
fn moment(ask: &Ask, at: i64, today: domain::Date) -> String {
    let (Ok(moment), Ok(company)) = (Timestamp::from_millisecond(at), ask.company()) else { return String::new() };
    let then = moment.to_zoned(company.zone.clone());
    format!("{}, {}", write_short(Place::Day(then.date()), today, ask.language()), then.strftime("%H:%M"))
}
