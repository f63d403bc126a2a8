//! `GET /reports/{report}/list`: what one number counts.

use super::figures::{LISTED_MAX, Report, listed};
use super::pages::{asked, kept, parts, rows, title};
use binder::By;
use domain::Place;
use domain::natural_date::write_short;
use maud::html;
use web::layout::sheet;
use web::{Answer, Ask, Failure, Nav};

pub(super) fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let report = Report::parse(&ask.path::<String>("report")?).ok_or(Failure::NotFound)?;
    let over = asked(ask, &by);
    let (row, part) = (ask.query("row").unwrap_or(""), ask.query("part").unwrap_or(""));
    let texts = ask.texts();
    let part_words = parts(&texts, report).into_iter().find(|(known, _)| known == part).map(|(_, words)| words).ok_or(Failure::NotFound)?;
    let row_words =
        rows(&texts, &by, report, over, &[]).into_iter().find(|(known, _)| known == row).map_or_else(|| row.to_owned(), |(_, words)| words);
    let all = ask.read(|tx| listed(tx, &by, report, over, row, part))?;
    let body = html! {
        div.page-narrow {
            p { a.btn href={ "/reports?" (kept(over)) } { "← " (texts.say("reports-title")) } }
            p.page-lead dir="auto" { (title(&texts, report)) " · " (row_words) " · " (part_words) }
            @if all.is_empty() { p.quiet { (texts.say("report-nothing")) } }
            ul.rows { @for one in &all {
                li.row-item {
                    div.row-main {
                        @match one.client {
                            Some(client) => a.row-link href={ "/files/" (client) } dir="auto" { (one.name) },
                            None => span dir="auto" { (one.name) },
                        }
                        span.row-sub dir="auto" { (one.about) }
                        span.row-sub { (one.person) }
                    }
                    span.row-end.num { (write_short(Place::Day(one.day), by.today, texts.language)) }
                }
            } }
            @if all.len() as i64 == LISTED_MAX { p.quiet { (texts.with("report-list-most", &[("most", LISTED_MAX.into())])) } }
        }
    };
    Ok(sheet(ask, Nav::Binder, title(&texts, report), body))
}
