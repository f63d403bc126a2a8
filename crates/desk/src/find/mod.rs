//! Find: one box for clients, phones, e-mails, notes and commands.
//!
//! Owns the list under the box and the page of all results. What is found, and in which order, is
//! `store::find` and `domain::fold`; whose files may be found is checked there for each one.

use binder::By;
use domain::fold::{Query, fold};
use domain::natural_date::write_short;
use maud::{Markup, html};
use store::find::{DocumentHit, EntryHit, Hit, Matched, find_clients, find_documents, find_entries};
use web::form::percent;
use web::layout::sheet;
use web::{Answer, Ask, Failure, Nav, Reply, Route, Texts, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/find" Staff page]
}

/// How many clients the list under the box shows, and how many the page.
const LIST: usize = 8;
const PAGE: usize = 60;

/// In what is looked for: the page can be asked for one of them alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Everything,
    Clients,
    Notes,
    Documents,
}

impl Within {
    /// Each with its word in the address and the message of its name.
    const ALL: [(Within, &'static str, &'static str); 4] = [
        (Within::Everything, "", "find-everything"),
        (Within::Clients, "clients", "nav-clients"),
        (Within::Notes, "notes", "find-notes"),
        (Within::Documents, "documents", "find-documents"),
    ];

    /// By its word; everything where the word is none.
    fn of(word: Option<&str>) -> Within {
        Within::ALL.iter().find(|(_, name, _)| word == Some(name)).map_or(Within::Everything, |(within, ..)| *within)
    }

    fn holds(self, other: Within) -> bool {
        self == Within::Everything || self == other
    }
}

struct Found {
    clients: Vec<Hit>,
    entries: Vec<EntryHit>,
    documents: Vec<DocumentHit>,
    commands: Vec<(String, &'static str)>,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.clients.is_empty() && self.entries.is_empty() && self.documents.is_empty() && self.commands.is_empty()
    }
}

fn look(ask: &Ask, typed: &str, within: Within, limit: usize) -> Result<Found, Failure> {
    let by = By::of(ask)?;
    let query = Query::parse_in(typed, country_code(&ask.company()?.country));
    let sight = by.visible.sight();
    let (clients, entries, documents) = ask.read(|tx| {
        let clients = if within.holds(Within::Clients) { find_clients(tx, &query, sight, limit)? } else { Vec::new() };
        // Under the box notes only fill what clients leave free, and only once a word says something.
        let tells = typed.split_whitespace().all(|word| word.chars().count() >= 3);
        let wanted = if limit > LIST { limit } else { (LIST - clients.len()).min(3) * usize::from(tells) };
        let wanted = wanted * usize::from(within.holds(Within::Notes));
        let entries = if wanted > 0 { find_entries(tx, &query, sight, wanted)? } else { Vec::new() };
        let wanted = if limit > LIST { limit } else { (LIST - clients.len() - entries.len()).min(2) * usize::from(tells) };
        let wanted = wanted * usize::from(within.holds(Within::Documents));
        let documents = if wanted > 0 { find_documents(tx, &query, sight, wanted)? } else { Vec::new() };
        Ok::<_, Failure>((clients, entries, documents))
    })?;
    let commands = if within == Within::Everything { commands(&ask.texts(), typed) } else { Vec::new() };
    Ok(Found { clients, entries, documents, commands })
}

/// The calling code by which a number typed without one is completed.
fn country_code(country: &str) -> &'static str {
    match country {
        "KH" => "855",
        "RU" | "KZ" => "7",
        "TH" => "66",
        "VN" => "84",
        "LA" => "856",
        "FR" => "33",
        "DE" => "49",
        "GB" => "44",
        "US" | "CA" => "1",
        _ => "",
    }
}

/// Commands whose words begin as typed.
fn commands(texts: &Texts<'_>, typed: &str) -> Vec<(String, &'static str)> {
    const COMMANDS: [(&str, &str); 9] = [
        ("command-today", "/"),
        ("command-clients", "/clients"),
        ("command-new-client", "/clients/new"),
        ("command-plan", "/plan"),
        ("command-import", "/import"),
        ("mail-tray", "/mail/tray"),
        ("mailboxes-title", "/settings/mailboxes"),
        ("command-undo", "/undo"),
        ("command-settings", "/settings"),
    ];
    let wanted = fold(typed);
    if wanted.chars().count() < 2 {
        return Vec::new();
    }
    COMMANDS
        .iter()
        .map(|(key, to)| (texts.say(key), *to))
        .filter(|(name, _)| fold(name).split_whitespace().any(|word| word.starts_with(&wanted)) || fold(name).starts_with(&wanted))
        .collect()
}

fn page(ask: &mut Ask) -> Answer {
    let typed = ask.query("q").unwrap_or("").trim().to_owned();
    let is_list = ask.fragment;
    let within = Within::of(ask.query("in"));
    let found = look(ask, &typed, within, if is_list { LIST } else { PAGE })?;
    if is_list {
        return Ok(Reply::html(list(ask, &typed, &found)));
    }
    let texts = ask.texts();
    let body = html! {
        form.filters action="/find" method="get" role="search" {
            input type="search" name="q" value=(typed) aria-label=(texts.say("find-label")) placeholder=(texts.say("find-label")) maxlength="200";
            select name="in" aria-label=(texts.say("find-within")) {
                @for (one, word, name) in Within::ALL { option value=(word) selected[one == within] { (texts.say(name)) } }
            }
            button.btn { (texts.say("nav-find")) }
        }
        @if typed.is_empty() { p.page-lead { (texts.say("find-lead")) } }
        @else if found.is_empty() {
            p.notice { (texts.with("find-none", &[("typed", typed.as_str().into())])) }
            p.row.section {
                @if within == Within::Everything { a.btn href="/clients/new" { (texts.say("new-client")) } }
                @else { a.btn href=(everywhere(&typed)) { (texts.say("find-everything")) } }
            }
        }
        @if !found.commands.is_empty() { section.section { h2 { (texts.say("find-commands")) } div.rows { @for (name, to) in &found.commands { div.row-item { a.row-link href=(to) { (name) } } } } } }
        @if !found.clients.is_empty() { section.section { h2 { (texts.say("nav-clients")) } div.rows { @for hit in &found.clients { (client_row(ask, hit)) } } } }
        @if !found.entries.is_empty() { section.section { h2 { (texts.say("find-notes")) } div.rows { @for hit in &found.entries { (entry_row(ask, hit, &typed)) } } } }
        @if !found.documents.is_empty() { section.section { h2 { (texts.say("find-documents")) } div.rows { @for hit in &found.documents { (document_row(ask, hit, &typed)) } } } }
    };
    Ok(sheet(ask, Nav::None, texts.say("nav-find"), body))
}

/// To what is found anywhere.
fn everywhere(typed: &str) -> String {
    format!("/find?q={}", percent(typed))
}

fn place(ask: &Ask, hit: &Hit) -> String {
    let texts = ask.texts();
    match (hit.place, ask.today()) {
        (Some(place), Ok(today)) => write_short(place, today, texts.language),
        _ => texts.say("card-closed"),
    }
}

/// What else the query met: a phone, an address, a contact; else the company.
fn beside(hit: &Hit) -> &str {
    match &hit.matched {
        Matched::Phone(text) | Matched::Email(text) | Matched::Beside(_, text) => text,
        Matched::Name(_) => &hit.company,
    }
}

fn client_row(ask: &Ask, hit: &Hit) -> Markup {
    html! {
        div.row-item {
            div.row-main { a.row-link dir="auto" href={ "/files/" (hit.client) } { (hit.name) } span.row-sub dir="auto" { (beside(hit)) } span.row-sub.num { (place(ask, hit)) } }
        }
    }
}

fn entry_row(ask: &Ask, hit: &EntryHit, typed: &str) -> Markup {
    html! {
        div.row-item {
            div.row-main { a.row-link dir="auto" href={ "/files/" (hit.client) } { (hit.client_name) } span.row-sub dir="auto" { (excerpt(&hit.text, typed)) } span.row-sub.num { (day(ask, hit.at)) } }
        }
    }
}

fn document_row(ask: &Ask, hit: &DocumentHit, typed: &str) -> Markup {
    html! {
        div.row-item {
            div.row-main { a.row-link dir="auto" href=(way(hit)) { (hit.title) " · " (hit.client_name) } span.row-sub dir="auto" { (excerpt(&hit.text, typed)) } span.row-sub.num { (day(ask, hit.at)) } }
        }
    }
}

/// To the document in its file.
fn way(hit: &DocumentHit) -> String {
    format!("/files/{}/documents?document={}", hit.client, hit.document)
}

fn day(ask: &Ask, at: i64) -> String {
    let (Ok(at), Ok(company)) = (jiff::Timestamp::from_millisecond(at), ask.company()) else { return String::new() };
    let date = at.to_zoned(company.zone.clone()).date();
    ask.today().map_or_else(|_| date.to_string(), |today| write_short(domain::Place::Day(date), today, ask.language()))
}

/// A piece of the text around the first word that was typed.
fn excerpt(text: &str, typed: &str) -> String {
    const AROUND: usize = 60;
    let first = fold(typed).split_whitespace().next().unwrap_or("").to_owned();
    let lower = text.to_lowercase();
    let at = lower.find(&first).map_or(0, |byte| lower[..byte].chars().count());
    let start = at.saturating_sub(AROUND);
    let piece: String = text.chars().skip(start).take(AROUND * 3).collect();
    let more = text.chars().count() > start + AROUND * 3;
    format!("{}{}{}", if start > 0 { "…" } else { "" }, piece.trim(), if more { "…" } else { "" })
}

/// The list under the box: options that the arrow keys walk.
fn list(ask: &Ask, typed: &str, found: &Found) -> Markup {
    let texts = ask.texts();
    let mut number = 0;
    let mut id = || {
        number += 1;
        format!("find-{number}")
    };
    html! {
        @if found.is_empty() {
            p.find-none #find-1 role="option" aria-disabled="true" aria-selected="false" { (texts.with("find-none", &[("typed", typed.into())])) }
        }
        @if !found.clients.is_empty() {
            div role="group" aria-labelledby="find-g1" {
                p.find-group.heading-small #find-g1 { (texts.say("nav-clients")) }
                @for hit in &found.clients {
                    a.find-option role="option" id=(id()) tabindex="-1" aria-selected="false" href={ "/files/" (hit.client) } {
                        strong dir="auto" { (hit.name) } span { (place(ask, hit)) } span dir="auto" { (beside(hit)) }
                    }
                }
            }
        }
        @if !found.commands.is_empty() {
            div role="group" aria-labelledby="find-g2" {
                p.find-group.heading-small #find-g2 { (texts.say("find-commands")) }
                @for (name, to) in &found.commands { a.find-option role="option" id=(id()) tabindex="-1" aria-selected="false" href=(to) { strong { (name) } } }
            }
        }
        @if !found.entries.is_empty() {
            div role="group" aria-labelledby="find-g3" {
                p.find-group.heading-small #find-g3 { (texts.say("find-notes")) }
                @for hit in &found.entries {
                    a.find-option role="option" id=(id()) tabindex="-1" aria-selected="false" href={ "/files/" (hit.client) } {
                        strong dir="auto" { (hit.client_name) } span { (day(ask, hit.at)) } span dir="auto" { (excerpt(&hit.text, typed)) }
                    }
                }
            }
        }
        @if !found.documents.is_empty() {
            div role="group" aria-labelledby="find-g4" {
                p.find-group.heading-small #find-g4 { (texts.say("find-documents")) }
                @for hit in &found.documents {
                    a.find-option role="option" id=(id()) tabindex="-1" aria-selected="false" href=(way(hit)) {
                        strong dir="auto" { (hit.title) " · " (hit.client_name) } span { (day(ask, hit.at)) } span dir="auto" { (excerpt(&hit.text, typed)) }
                    }
                }
            }
        }
    }
}
