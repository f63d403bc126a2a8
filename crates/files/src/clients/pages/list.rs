//! `GET /clients`: the list.

use crate::clients::list::{Counts, ListLine, ListPage, ListQuery, Sort, StateFilter, counts, list};
use crate::clients::{close_reason_label, slip_kind_label};
use binder::By;
use domain::natural_date::write_short;
use domain::{ClientId, PersonId};
use maud::{Markup, html};
use people::PersonLine;
use web::{Answer, Ask, Failure, Nav, Visible, icon, layout};

/// Clients on one page.
const PAGE: u32 = 50;

/// Shows the list.
pub fn show(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let query = read(ask);
    let (page, counts, colleagues) = ask.read(|tx| {
        let colleagues = if matches!(by.visible, Visible::Own(..)) { Vec::new() } else { people::people(tx, by.visible)? };
        Ok::<_, Failure>((list(tx, &by, &query, PAGE)?, counts(tx, &by)?, colleagues))
    })?;
    let texts = ask.texts();
    let body = html! {
        (filters(ask, &query, &colleagues))
        p.quiet.small { (summary(ask, counts)) }
        @if page.lines.is_empty() { (empty(ask, &query)) } @else {
            ul.rows { @for line in &page.lines { (row(ask, &by, line, !colleagues.is_empty())) } }
            (pages(ask, &query, &page))
        }
    };
    Ok(layout::sheet(ask, Nav::Clients, texts.say("clients-title"), body))
}

/// What the address asks for. Whatever is not known there means the usual.
fn read(ask: &Ask) -> ListQuery {
    ListQuery {
        text: ask.query("q").unwrap_or("").chars().take(200).collect(),
        state: StateFilter::parse(ask.query("state").unwrap_or("")),
        owner: ask.query("owner").and_then(|id| id.parse().ok()).map(PersonId),
        sort: Sort::parse(ask.query("sort").unwrap_or("")),
        after: ask.query("after").and_then(|id| id.parse().ok()).map(ClientId),
    }
}

/// The filters as they stand in an address, without the page.
fn kept(query: &ListQuery) -> Vec<(&'static str, String)> {
    let state = match query.state {
        StateFilter::Active => "",
        StateFilter::Closed => "closed",
        StateFilter::All => "all",
    };
    let sort = match query.sort {
        Sort::Name => "",
        Sort::Place => "place",
        Sort::LastContact => "last",
    };
    let owner = query.owner.map(|owner| owner.0.to_string()).unwrap_or_default();
    [("q", query.text.clone()), ("owner", owner), ("state", state.to_owned()), ("sort", sort.to_owned())]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{query}")
}

fn filters(ask: &Ask, query: &ListQuery, colleagues: &[PersonLine]) -> Markup {
    let texts = ask.texts();
    html! {
        form.filters action="/clients" method="get" {
            input type="search" name="q" value=(query.text) maxlength="200" aria-label=(texts.say("clients-beginning")) placeholder=(texts.say("clients-beginning")) autocomplete="off";
            @if !colleagues.is_empty() {
                select name="owner" aria-label=(texts.say("clients-whose")) {
                    option value="" { (texts.say("clients-everyones")) }
                    @for person in colleagues { option value=(person.id.0) selected[query.owner == Some(person.id)] { (person.name) } }
                }
            }
            select name="state" aria-label=(texts.say("clients-state")) {
                option value="" { (texts.say("clients-active")) }
                option value="closed" selected[query.state == StateFilter::Closed] { (texts.say("clients-closed")) }
                option value="all" selected[query.state == StateFilter::All] { (texts.say("clients-all")) }
            }
            select name="sort" aria-label=(texts.say("clients-sort")) {
                option value="" { (texts.say("clients-sort-name")) }
                option value="place" selected[query.sort == Sort::Place] { (texts.say("clients-sort-place")) }
                option value="last" selected[query.sort == Sort::LastContact] { (texts.say("clients-sort-last")) }
            }
            button.btn { (texts.say("clients-show")) }
            a.btn.push href="/views" { (texts.say("views-title")) }
            a.btn href="/clients/duplicates" { (texts.say("duplicates-title")) }
            a.btn href="/reports" { (texts.say("reports-title")) }
            a.btn href="/import" { (icon("import")) (texts.say("clients-import")) }
        }
    }
}

/// "1 284 active clients · no date: 0".
fn summary(ask: &Ask, counts: Counts) -> Markup {
    let texts = ask.texts();
    html! {
        (texts.with(if counts.has_more { "clients-count-more" } else { "clients-count" }, &[("count", counts.active.into())])) " · "
        span.bad[counts.without_date > 0] { (texts.with("clients-without-date", &[("count", counts.without_date.into())])) }
    }
}

fn row(ask: &Ask, by: &By, line: &ListLine, shows_owner: bool) -> Markup {
    let texts = ask.texts();
    let who = joined(&[&line.contact, &line.phone]);
    let rest = joined(&[&line.company, &line.town, if shows_owner { &line.owner } else { "" }]);
    html! {
        li.row-item {
            div.row-main {
                a.row-link href={ "/files/" (line.id.0) } dir="auto" { (line.name) }
                span.row-sub dir="auto" { @if who.is_empty() { (texts.say("clients-no-phone")) } @else { (who) } }
                span.row-sub dir="auto" { (rest) }
            }
            div.row-end {
                @if let Some(reason) = line.closed { span.tag { (texts.say(close_reason_label(reason))) } }
                @if let Some(kind) = line.slip_kind { span.tag title=(line.slip_line) { (texts.say(slip_kind_label(kind))) } }
                @if let Some(place) = line.place { span.num { (write_short(place, by.today, ask.language())) } }
            }
        }
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

fn pages(ask: &Ask, query: &ListQuery, page: &ListPage) -> Markup {
    let texts = ask.texts();
    let mut next = kept(query);
    next.extend(page.next.map(|after| ("after", after.0.to_string())));
    html! {
        @if query.after.is_some() || page.next.is_some() {
            nav.pages aria-label=(texts.say("clients-pages")) {
                @if query.after.is_some() { a.btn href=(address("/clients", &kept(query))) { (texts.say("clients-first-page")) } } @else { span {} }
                @if page.next.is_some() { a.btn href=(address("/clients", &next)) rel="next" { (texts.say("clients-next-page")) } }
            }
        }
    }
}

/// Nobody here: because nobody was taken in yet, or because the filters leave nobody.
fn empty(ask: &Ask, query: &ListQuery) -> Markup {
    let texts = ask.texts();
    let is_filtered = !kept(query).is_empty() || query.after.is_some();
    html! {
        div.empty {
            svg.empty-art viewBox="0 0 96 72" aria-hidden="true" { path d="M20 14h44v50H20zM20 26h-6M20 38h-6M20 50h-6M30 26h24M30 34h16" {} path d="M70 22h10v42H70" {} }
            @if !is_filtered {
                h2 { (texts.say("clients-none")) }
                p { (texts.say("clients-none-lead")) }
                div.row { a.btn.btn-go href="/import" { (texts.say("clients-import")) } a.btn href="/clients/new" { (texts.say("new-client-title")) } }
            } @else if query.text.is_empty() {
                h2 { (texts.say("clients-none-so")) }
                p { (texts.say("clients-none-so-lead")) }
                div.row { a.btn href="/clients?state=all" { (texts.say("clients-everywhere")) } a.btn.btn-go href="/clients/new" { (texts.say("new-client-title")) } }
            } @else {
                h2 dir="auto" { (texts.with("clients-nobody", &[("text", query.text.as_str().into())])) }
                p { (texts.say("clients-nobody-lead")) }
                div.row {
                    a.btn href=(address("/find", &[("q", query.text.clone())])) { (texts.say("clients-everywhere")) }
                    a.btn.btn-go href=(address("/clients/new", &[("name", query.text.clone())])) { (texts.with("clients-new-named", &[("text", query.text.as_str().into())])) }
                }
            }
        }
    }
}
