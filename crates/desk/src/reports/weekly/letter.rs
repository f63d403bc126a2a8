//! What stands in the letter of a week, in the reader's language.
//!
//! Owns the words alone. No client and no colleague is named in it: a mail passes through many hands.

use super::super::figures::{Figure, Over, Report, count};
use super::super::pages::{parts, rows, title};
use super::super::table::{XLSX, table};
use crate::reminders::{Attached, Letter};
use binder::By;
use domain::Place;
use domain::mail::one_line;
use domain::natural_date::write_short;
use domain::report::Weeks;
use maud::{DOCTYPE, html};
use std::fmt::Write as _;
use store::Tx;
use web::{Failure, Texts};

/// Longest name in a line, characters.
const NAME_MAX: usize = 120;

/// How many weeks stand in the workbook.
const WEEKS: u16 = 8;

/// One figure of the week beside that of the week before.
struct Line {
    words: String,
    count: i64,
    before: i64,
    /// The list of what it counts.
    way: Option<String>,
}

/// The letter of that week, counted now.
///
/// # Errors
/// [`Failure`] if the store fails or the workbook cannot be written.
pub(super) fn compose(tx: &mut Tx<'_>, texts: &Texts<'_>, by: &By, week: Weeks, base_url: &str) -> Result<Letter, Failure> {
    let before = Weeks::up_to(week.first.yesterday().unwrap_or(week.first), 1);
    let long = Weeks::up_to(week.first, WEEKS);
    let mut told: Vec<(String, Vec<Line>)> = Vec::new();
    let mut tables = Vec::new();
    for report in Report::ALL.into_iter().filter(|report| !report.is_long()) {
        let over = |weeks| Over { weeks, person: None };
        let (now, earlier) = (count(tx, by, report, over(week))?, count(tx, by, report, over(before))?);
        told.push((title(texts, report), lines(texts, by, report, week, (&now, &earlier))));
        let figures = count(tx, by, report, over(long))?;
        tables.push(table(texts, by, report, over(long), &figures));
    }
    told.retain(|(_, lines)| !lines.is_empty());
    let mut book = std::io::Cursor::new(Vec::new());
    intake::figures_xlsx(&mut book, &tables).map_err(|error| Failure::Unexpected(format!("a report could not be written: {error}")))?;
    let words = Words {
        subject: texts.with("report-letter-title", &[("from", day(texts, by, week.first).into()), ("to", day(texts, by, week.last()).into())]),
        lead: texts.say(if told.is_empty() { "report-letter-nothing" } else { "report-letter-lead" }),
        open: texts.say("report-letter-open"),
        why: texts.say("report-letter-why"),
        language: texts.language.as_str(),
        link: format!("{base_url}/reports?weeks=4"),
    };
    Ok(Letter {
        plain: plain(&words, &told),
        html: page(&words, &told, base_url),
        subject: words.subject,
        attached: vec![Attached { name: format!("daybinder-{}.xlsx", week.first), kind: XLSX, bytes: book.into_inner() }],
    })
}

fn day(texts: &Texts<'_>, by: &By, day: domain::Date) -> String {
    write_short(Place::Day(day), by.today, texts.language)
}

/// The parts of a report, or of the sources each; what is nothing in both weeks is left out.
fn lines(texts: &Texts<'_>, by: &By, report: Report, week: Weeks, (now, earlier): (&[Figure], &[Figure])) -> Vec<Line> {
    let sum = |figures: &[Figure], fits: &dyn Fn(&Figure) -> bool| figures.iter().filter(|figure| fits(figure)).map(|figure| figure.count).sum();
    let mut lines = Vec::new();
    if report == Report::Sources {
        let all: Vec<Figure> = now.iter().chain(earlier).cloned().collect();
        let mut seen = std::collections::BTreeSet::new();
        for (row, words) in rows(texts, by, report, Over { weeks: week, person: None }, &all) {
            if seen.insert(row.clone()) {
                lines.push(Line {
                    words,
                    count: sum(now, &|figure| figure.row == row),
                    before: sum(earlier, &|figure| figure.row == row),
                    way: None,
                });
            }
        }
    } else {
        for (part, words) in parts(texts, report) {
            let way = (report != Report::Hours).then(|| format!("/reports/{}/list?weeks=1&row={}&part={part}", report.word(), week.first));
            lines.push(Line { words, count: sum(now, &|figure| figure.part == part), before: sum(earlier, &|figure| figure.part == part), way });
        }
    }
    lines.retain(|line| line.count + line.before > 0);
    lines
}

struct Words {
    subject: String,
    lead: String,
    open: String,
    why: String,
    language: &'static str,
    link: String,
}

fn plain(words: &Words, told: &[(String, Vec<Line>)]) -> String {
    let mut text = format!("{}\n\n{}\n", words.subject, words.lead);
    for (title, lines) in told {
        let _ = write!(text, "\n{title}\n");
        for line in lines {
            let _ = writeln!(text, "  {:>6}  ({})  {}", line.count, line.before, one_line(&line.words, NAME_MAX));
        }
    }
    let _ = write!(text, "\n{}: {}\n\n-- \n{}\n", words.open, words.link, words.why);
    text
}

/// A page as mail programs draw it: what it looks like stands in it, nothing is fetched.
fn page(words: &Words, told: &[(String, Vec<Line>)], base_url: &str) -> String {
    let cell = "padding:3px 14px 3px 0;text-align:right;font-variant-numeric:tabular-nums";
    html! {
        (DOCTYPE)
        html lang=(words.language) {
            head { meta charset="utf-8"; title { (words.subject) } }
            body style="font:15px/1.5 system-ui,sans-serif;max-width:560px;margin:24px auto;padding:0 12px" {
                h1 style="font-size:20px" { (words.subject) }
                p { (words.lead) }
                @for (title, lines) in told {
                    h2 style="font-size:16px;margin:22px 0 4px" { (title) }
                    table style="border-collapse:collapse" {
                        @for line in lines {
                            tr {
                                td style=(cell) { b { @match &line.way { Some(way) if line.count > 0 => a href={ (base_url) (way) } { (line.count) }, _ => (line.count) } } }
                                td style={ (cell) ";opacity:.65" } { "(" (line.before) ")" }
                                td style="padding:3px 0" { (line.words) }
                            }
                        }
                    }
                }
                p style="margin-top:26px" { a href=(words.link) { (words.open) } }
                hr;
                p { small { (words.why) } }
            }
        }
    }
    .into_string()
}
