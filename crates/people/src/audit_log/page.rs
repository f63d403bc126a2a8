//! `GET /audit`: the rows that fit, newest first.
//!
//! Owns how they look. Never changes anything.

use super::search::{ROWS, Search};
use super::words;
use crate::own_settings::{Screen, screen};
use maud::{Markup, html};
use store::StoreError;
use web::audit::Kind;
use web::audit::chain::Line;
use web::countries::shown;
use web::form::Form;
use web::{Answer, Ask, Failure};

/// Shows one page of the log.
pub(super) fn page(ask: &mut Ask) -> Answer {
    let search = Search::of(ask);
    let zone = ask.company()?.zone.clone();
    let texts = ask.texts();
    let ((lines, more), people) = ask.read(|tx| Ok::<_, Failure>((search.page(tx, &zone)?, people(tx)?)))?;
    let next = lines.last().filter(|_| more).map(|line| line.seq);
    let body = html! {
        p.page-lead { (texts.say("audit-lead")) }
        (filter(ask, &search, &people))
        @if lines.is_empty() { p.notice { (texts.say("audit-none")) } }
        ol.audit.rows { @for line in &lines { (row(ask, line, &words::moment(line, &zone))) } }
        nav.pages aria-label=(texts.say("audit-pages")) {
            @if search.before.is_some() { a.btn href=(search.address("/audit", None)) { (texts.say("audit-newest")) } } @else { span {} }
            @if !lines.is_empty() { a.btn href=(Search { before: None, ..search.clone() }.address("/audit/audit.csv", None)) download { (texts.say("audit-file")) } }
            @if next.is_some() { a.btn href=(search.address("/audit", next)) rel="next" { (texts.with("audit-older", &[("count", ROWS.into())])) } }
        }
    };
    Ok(screen(ask, Screen::Audit, body))
}

/// Everybody, also who has left: their rows stay.
fn people(tx: &mut store::Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let rows = tx.rows("SELECT id, name FROM person ORDER BY active DESC, name, id", &[])?;
    rows.iter().map(|row| Ok((row.get::<i64>(0)?.to_string(), row.get(1)?))).collect()
}

fn filter(ask: &Ask, search: &Search, people: &[(String, String)]) -> Markup {
    let texts = ask.texts();
    let mut form = Form::new(texts, Vec::new());
    form.values = vec![
        ("person".to_owned(), search.person.map(|id| id.to_string()).unwrap_or_default()),
        ("kind".to_owned(), search.kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default()),
        ("q".to_owned(), search.text.clone()),
        ("from".to_owned(), search.from.map(|day| day.to_string()).unwrap_or_default()),
        ("to".to_owned(), search.to.map(|day| day.to_string()).unwrap_or_default()),
    ];
    let everybody = [(String::new(), texts.say("audit-everybody")), ("0".to_owned(), texts.say("audit-no-colleague"))];
    let people: Vec<(String, String)> = everybody.into_iter().chain(people.iter().cloned()).collect();
    let kinds = Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), texts.say(kind.message())));
    let kinds: Vec<(String, String)> = std::iter::once((String::new(), texts.say("audit-everything"))).chain(kinds).collect();
    html! {
        form.audit-filter method="get" action="/audit" {
            (form.select("person", "audit-person", &people))
            (form.select("kind", "audit-kind", &kinds))
            (form.input("search", "q", "audit-words", None, "off"))
            (form.input("date", "from", "audit-from", None, "off"))
            (form.input("date", "to", "audit-to", None, "off"))
            button.btn type="submit" { (texts.say("audit-go")) }
        }
    }
}

fn row(ask: &Ask, line: &Line, moment: &str) -> Markup {
    let texts = ask.texts();
    html! {
        li.row-item {
            div.row-main {
                p { strong { (words::kind(&texts, line)) } @if !line.subject.is_empty() { " · " span dir="auto" { (line.subject) } } }
                @for [field, was, became] in words::changes(&texts, line) {
                    p.audit-change {
                        span.quiet { (field) ": " }
                        @if !was.is_empty() { del dir="auto" { (was) } }
                        @if !was.is_empty() && !became.is_empty() { span aria-hidden="true" { " → " } }
                        @if !became.is_empty() { ins dir="auto" { (became) } }
                    }
                }
                p.row-sub {
                    span.num { (moment) } " · "
                    @if line.who.is_empty() { (texts.say("audit-nobody")) } @else { span dir="auto" { (line.who) } }
                    @if !line.address.is_empty() { " · " (shown(&texts, ask.app.config.countries.as_deref(), &line.address)) }
                    @if !line.device.is_empty() { " · " (line.device) }
                }
            }
            span.row-end.num.quiet title=(line.hash) { (line.seq) }
        }
    }
}
