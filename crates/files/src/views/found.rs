//! What a view found: rows or cards, and the way on.
//!
//! Owns how they look. A stretch that found nothing yet asks for the next one by itself; without a script it is a link.

use super::properties::Properties;
use super::seen::Seen;
use binder::By;
use domain::ClientId;
use domain::view::{View, What};
use maud::{Markup, html};
use web::Ask;

/// A page of what was found.
pub(super) struct Shown<'a> {
    pub(super) view: &'a View,
    pub(super) properties: &'a Properties,
    pub(super) clients: &'a [Seen],
    /// How many were shown before these.
    pub(super) before: usize,
    /// Behind which client it goes on.
    pub(super) next: Option<ClientId>,
    /// Whether the page is full: then it goes on only when somebody wishes.
    pub(super) is_full: bool,
}

/// The address of a view.
pub(super) fn address(path: &str, view: &View, more: &[(&'static str, String)]) -> String {
    let pairs: Vec<(&str, String)> = view.to_pairs().into_iter().chain(more.iter().cloned()).collect();
    if pairs.is_empty() {
        // Every client, said so: an address without conditions is the view one begins with.
        return format!("{path}?w=");
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    if view.groups.is_empty() {
        query.append_pair("w", "");
    }
    format!("{path}?{}", query.extend_pairs(pairs).finish())
}

/// The clients, and what comes behind them.
pub(super) fn clients(ask: &Ask, by: &By, shown: &Shown<'_>) -> Markup {
    html! {
        @for client in shown.clients { (one(ask, by, shown, client)) }
        (on(ask, shown))
    }
}

fn one(ask: &Ask, by: &By, shown: &Shown<'_>, client: &Seen) -> Markup {
    let texts = ask.texts();
    let said: Vec<(What, String)> =
        shown.view.columns.iter().map(|what| (*what, client.say(by, shown.properties, &texts, *what))).filter(|(_, said)| !said.is_empty()).collect();
    let name = client.text(What::Name);
    html! {
        li.row-item.view-client {
            input.row-check type="checkbox" name="client" value=(client.id) form="bulk" aria-label=(texts.with("select-card", &[("name", name.as_str().into())]));
            div.view-facts {
                a.row-link href={ "/files/" (client.id) } dir="auto" { (name) }
                dl {
                    @for (what, said) in &said {
                        div { dt { (shown.properties.words(&texts, *what)) } dd dir="auto" { (said) } }
                    }
                }
            }
        }
    }
}

fn on(ask: &Ask, shown: &Shown<'_>) -> Markup {
    let texts = ask.texts();
    let count = shown.before + shown.clients.len();
    let Some(next) = shown.next else {
        return html! {
            li.view-end { span role="status" { @if count == 0 { (texts.say("view-nobody")) } @else { (texts.with("view-all-found", &[("count", (count as i64).into())])) } } }
        };
    };
    let more = [("after", next.to_string()), ("before", count.to_string())];
    let (plain, part) = (address("/views", shown.view, &more), address("/views/more", shown.view, &more));
    html! {
        @if shown.is_full {
            li.view-end { a.btn href=(plain) hx-get=(part) hx-target="closest li" hx-swap="outerHTML" { (texts.say("view-show-more")) } }
        } @else {
            li.view-end hx-get=(part) hx-trigger="load" hx-swap="outerHTML" {
                span.quiet role="status" { (texts.with("view-searching", &[("count", (count as i64).into())])) } " " a.btn.no-script href=(plain) { (texts.say("view-search-on")) }
            }
        }
    }
}
