//! `GET /import/{id}/done`: what came of an import; `GET /import/{id}/rejects.csv`: the rows it left out.

use super::begin::{Stage, undo_of};
use super::steps;
use binder::By;
use domain::ImportId;
use maud::html;
use store::{Row, StoreError, params};
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Reply};

/// The import, if it is this person's own. In the path it stands where a waiting file has its token.
fn own(ask: &Ask, by: &By) -> Result<(ImportId, Row), Failure> {
    let id = ImportId(ask.path("token")?);
    let found: Option<Row> = ask.read(|tx| {
        tx.row(
            "SELECT at, file_name, rows_read, taken, merged, reversed_at, rejects, state, sign_at, dates_kept, dates_planned FROM import WHERE id = $1 AND person_id = $2",
            params![id, by.person_id],
        )
    })?;
    Ok((id, found.ok_or(Failure::NotFound)?))
}

/// Shows what was taken in and how to take it back.
pub fn show(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let (id, row) = own(ask, &by)?;
    let (at, file_name): (i64, String) = (row.get(0)?, row.get(1)?);
    let (rows, taken, merged): (i64, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
    let is_reversed = row.get::<Option<i64>>(5)?.is_some();
    let stage = Stage::of(&row.get::<String>(7)?, row.get(8)?, by.now);
    let rejected = if stage == Stage::Done { rows - taken - merged } else { 0 };
    let (dates_kept, dates_planned): (i64, i64) = (row.get(9)?, row.get(10)?);
    let undo = ask.read(|tx| undo_of(tx, &by, id, at)).map_err(|error: StoreError| error)?;
    let texts = ask.texts();
    let body = html! {
        div.page-narrow {
            (steps(texts, 2))
            p.page-lead dir="auto" { (file_name) }
            @if is_reversed { p.notice { (texts.say("import-reversed")) } }
            @if stage == Stage::Running && !is_reversed { p.notice { (texts.say("import-running")) } }
            @if stage == Stage::BrokenOff && !is_reversed { p.notice { (texts.say("import-broken-off-about")) } }
            div.counts {
                a.is-good href="/clients" { b { (taken) } (texts.say("import-count-taken")) }
                @if merged > 0 { div { b { (merged) } (texts.say("import-count-merged")) } }
                @if rejected > 0 { a.is-bad href={ "/import/" (id.0) "/rejects.csv" } download { b { (rejected) } (texts.say("import-count-rejected")) } }
            }
            p { (texts.say("import-done-lead")) }
            @if dates_planned > 0 {
                p { a href={ "/import/" (id.0) "/rejects.csv" } download { (texts.with("import-dates-planned", &[("count", dates_planned.into())])) } }
            }
            @if dates_kept > 0 {
                p { a href={ "/import/" (id.0) "/rejects.csv" } download { (texts.with("import-dates-kept", &[("count", dates_kept.into())])) } }
            }
            div.form-end {
                a.btn.btn-go href="/" { (texts.say("import-to-today")) }
                @if rejected > 0 { a.btn href={ "/import/" (id.0) "/rejects.csv" } download { (texts.with("import-rejects", &[("count", rejected.into())])) } }
                a.btn href="/import" { (texts.say("import-another")) }
            }
            @if let Some(undo) = undo {
                form.section method="post" action={ "/undo/" (undo.0) } {
                    (csrf(ask))
                    input type="hidden" name="back" value="/import";
                    button.btn { (texts.say("undo")) }
                }
            }
        }
    };
    Ok(sheet(ask, Nav::Clients, texts.say("import-done-title"), body))
}

/// The rows that were not taken, with the reason beside each.
pub fn rejects(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let (id, row) = own(ask, &by)?;
    Ok(Reply::download("text/csv; charset=utf-8", &format!("rejects-{}.csv", id.0), row.get::<String>(6)?.into_bytes()))
}
