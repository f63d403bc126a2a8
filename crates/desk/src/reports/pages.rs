//! `GET /reports`: the reports on one page.

use super::chart::Chart;
use super::figures::{Figure, Over, Report, count};
use crate::open_file::view::outcome_key;
use binder::By;
use domain::natural_date::write_short;
use domain::report::{WEEKS_MAX, Weeks};
use domain::{Outcome, PersonId, Place};
use maud::{Markup, html};
use people::PersonLine;
use web::layout::sheet;
use web::{Answer, Ask, Failure, Nav, Texts, Visible};

/// Weeks that are shown unless somebody wishes otherwise.
const WEEKS: u16 = 8;
/// Sources that have a bar of their own.
const SOURCES: usize = 12;

/// What the address asks for.
pub(super) fn asked(ask: &Ask, by: &By) -> Over {
    let weeks = ask.query("weeks").and_then(|weeks| weeks.parse().ok()).unwrap_or(WEEKS);
    let person = ask.query("person").and_then(|id| id.parse().ok()).map(PersonId);
    Over { weeks: Weeks::up_to(by.today, weeks), person }
}

/// The same as the end of an address.
pub(super) fn kept(over: Over) -> String {
    let person = over.person.map(|person| format!("&person={person}")).unwrap_or_default();
    format!("weeks={}{person}", over.weeks.count)
}

pub(super) fn title(texts: &Texts<'_>, report: Report) -> String {
    texts.say(&format!("report-{}", report.word()))
}

/// The parts of a report's bars with their words.
pub(super) fn parts(texts: &Texts<'_>, report: Report) -> Vec<(String, String)> {
    let named = |parts: &[(&str, &str)]| parts.iter().map(|(part, key)| ((*part).to_owned(), texts.say(key))).collect();
    match report {
        Report::Contacts | Report::FirstCalls => {
            Outcome::ALL.iter().map(|outcome| (outcome.as_str().to_owned(), texts.say(outcome_key(*outcome)))).collect()
        }
        Report::Hours => named(&[("reached", "outcome-reached"), ("no_answer", "outcome-no_answer")]),
        Report::Sources => named(&[("made", "report-new-clients")]),
        Report::Growth => named(&[("made", "report-new-clients"), ("closed", "report-closed-files")]),
        Report::Unkept => named(&[("moved", "report-moved-agreed")]),
        Report::Complete => named(&[("known", "report-known"), ("missing", "report-missing")]),
    }
}

/// The rows of a report in order with their words.
pub(super) fn rows(texts: &Texts<'_>, by: &By, report: Report, over: Over, figures: &[Figure]) -> Vec<(String, String)> {
    match report {
        Report::Hours => (6..=21).map(|hour| (format!("{hour:02}"), format!("{hour:02}:00"))).collect(),
        Report::Complete => super::complete::ASKED.iter().map(|(word, _, key)| ((*word).to_owned(), texts.say(key))).collect(),
        Report::Sources => {
            let mut all: Vec<&Figure> = figures.iter().collect();
            all.sort_by_key(|figure| std::cmp::Reverse(figure.count));
            let words = |source: &str| if source.is_empty() { texts.say("report-no-source") } else { source.to_owned() };
            all.into_iter().take(SOURCES).map(|figure| (figure.row.clone(), words(&figure.row))).collect()
        }
        _ => over.weeks.mondays().map(|monday| (monday.to_string(), write_short(Place::Day(monday), by.today, texts.language))).collect(),
    }
}

pub(super) fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let over = asked(ask, &by);
    let texts = ask.texts();
    let (colleagues, counted) = ask.read(|tx| {
        let colleagues = if matches!(by.visible, Visible::Own(..)) { Vec::new() } else { people::people(tx, by.visible)? };
        let short = Report::ALL.into_iter().filter(|report| !report.is_long());
        let counted = short.map(|report| Ok((report, count(tx, &by, report, over)?))).collect::<Result<Vec<_>, Failure>>()?;
        Ok::<_, Failure>((colleagues, counted))
    })?;
    let body = html! {
        div.reports {
            (filters(&texts, over, &colleagues))
            div.report-grid { @for (report, figures) in &counted { (one(&texts, &by, *report, over, figures)) }
                @for report in Report::ALL.into_iter().filter(|report| report.is_long()) { (later(&texts, report, over)) }
            }
            (super::weekly::wish::form(ask)?)
        }
    };
    Ok(sheet(ask, Nav::Binder, texts.say("reports-title"), body))
}

/// A report that is counted when it is seen, or on a page of its own.
fn later(texts: &Texts<'_>, report: Report, over: Over) -> Markup {
    let way = format!("/reports/{}?{}", report.word(), kept(over));
    html! {
        section.report hx-get=(way) hx-trigger="revealed" hx-swap="outerHTML" {
            header.report-head { h2 { (title(texts, report)) } }
            p { a href=(way) { (texts.say("report-count-it")) } }
        }
    }
}

/// `GET /reports/{report}`: one of them.
pub(super) fn alone(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let report = Report::parse(&ask.path::<String>("report")?).ok_or(Failure::NotFound)?;
    let over = asked(ask, &by);
    let figures = ask.read(|tx| count(tx, &by, report, over))?;
    let texts = ask.texts();
    let drawn = one(&texts, &by, report, over, &figures);
    if ask.fragment {
        return Ok(web::Reply::html(drawn));
    }
    let body = html! {
        div.page-narrow { p { a.btn href={ "/reports?" (kept(over)) } { "← " (texts.say("reports-title")) } } (drawn) }
    };
    Ok(sheet(ask, Nav::Binder, title(&texts, report), body))
}

fn filters(texts: &Texts<'_>, over: Over, colleagues: &[PersonLine]) -> Markup {
    html! {
        form.filters action="/reports" method="get" {
            @if !colleagues.is_empty() {
                select name="person" aria-label=(texts.say("clients-whose")) {
                    option value="" { (texts.say("clients-everyones")) }
                    @for person in colleagues { option value=(person.id) selected[over.person == Some(person.id)] { (person.name) } }
                }
            }
            select name="weeks" aria-label=(texts.say("report-weeks-label")) {
                @for weeks in [4, 8, 13, WEEKS_MAX] { option value=(weeks) selected[over.weeks.count == weeks] { (texts.with("report-weeks", &[("count", i64::from(weeks).into())])) } }
            }
            button.btn { (texts.say("clients-show")) }
        }
    }
}

fn one(texts: &Texts<'_>, by: &By, report: Report, over: Over, figures: &[Figure]) -> Markup {
    let way = |row: &str, part: &str| format!("/reports/{}/list?{}&row={}&part={part}", report.word(), kept(over), web::form::percent(row));
    let title = title(texts, report);
    let sum: i64 = figures.iter().map(|figure| figure.count).sum();
    let chart = Chart {
        title: title.clone(),
        rows: rows(texts, by, report, over, figures),
        parts: parts(texts, report),
        figures,
        way: &way,
        sum: texts.say("report-sum"),
    };
    let table = |form: &str| format!("/reports/{}/table/{form}?{}", report.word(), kept(over));
    html! {
        section.report aria-labelledby={ "report-" (report.word()) } {
            header.report-head {
                h2 id={ "report-" (report.word()) } { (title) }
                span.report-forms { a.small href=(table("csv")) download { "CSV" } " " a.small href=(table("xlsx")) download { "XLSX" } }
            }
            p.small.quiet { (texts.say(&format!("report-{}-about", report.word()))) }
            @if sum == 0 { p.quiet { (texts.say("report-nothing")) } } @else { (chart.draw()) }
        }
    }
}
