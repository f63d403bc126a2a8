//! `/views`: composing a view, what it finds, keeping it.

use super::builder::builder;
use super::found::{self, Shown, address};
use super::properties::Properties;
use super::saved::saved_view;
use super::walk::{Prepared, find, prepare};
use super::{SavedView, remove_view, save_view, saved_views, seen, share_view, star_view};
use crate::done::did;
use crate::export::{Form as TableForm, write_these};
use binder::By;
use domain::ClientId;
use domain::view::{Condition, Order, Test, View, What};
use maud::{Markup, html};
use std::collections::BTreeSet;
use web::audit::Kind;
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Refusal, Reply};

/// The pairs of an address.
pub(super) type Pairs = Vec<(String, String)>;

/// Clients on one page.
const PAGE: usize = 50;
/// Clients that are looked at for one answer.
const LOOKED_AT: usize = 4_000;
/// Most clients that a table of a view holds.
const TABLE_MAX: usize = 1_000_000;

/// The pairs of the address, and the view that they are; an address without any is the view one begins with.
pub(super) fn asked(pairs: Pairs) -> (Pairs, View) {
    if pairs.iter().any(|(name, _)| name == "w") {
        let view = View::from_pairs(&pairs);
        return (pairs, view);
    }
    let active = Condition { what: What::State, test: Test::Is, value: "active".to_owned() };
    let order = Order::parse(pairs.iter().find(|(name, _)| name == "s").map_or("", |(_, value)| value));
    let view = View { groups: vec![vec![active]], order, columns: vec![What::Phone, What::Town, What::Place, What::Last], as_cards: false };
    (view.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(), view)
}

pub(super) fn pairs(ask: &Ask) -> Pairs {
    let query = ask.uri.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

pub(super) fn show(ask: &mut Ask) -> Answer {
    let (pairs, view) = asked(pairs(ask));
    page(ask, &pairs, &view, None, None)
}

/// A stretch of what a view finds.
struct Stretch {
    clients: Vec<seen::Seen>,
    next: Option<ClientId>,
    is_full: bool,
}

fn stretch(ask: &Ask, by: &By, view: &View, properties: &Properties, prepared: &Prepared, after: Option<ClientId>) -> Result<Stretch, Failure> {
    ask.read(|tx| {
        let found = find(tx, by, prepared, properties, after, PAGE, LOOKED_AT)?;
        let shown: BTreeSet<What> = view.columns.iter().copied().chain([What::Name]).collect();
        Ok(Stretch { clients: seen::read(tx, &found.ids, &shown)?, next: found.next, is_full: found.ids.len() == PAGE })
    })
}

fn page(ask: &Ask, pairs: &[(String, String)], view: &View, open: Option<&SavedView>, refusal: Option<Refusal>) -> Answer {
    let by = By::of(ask)?;
    let (properties, views) = ask.read(|tx| Ok::<_, Failure>((Properties::read(tx, by.visible)?, saved_views(tx, &by)?)))?;
    let after = ask.query("after").and_then(|id| id.parse().ok()).map(ClientId);
    let before = ask.query("before").and_then(|count| count.parse().ok()).unwrap_or(0);
    let prepared = prepare(view, &properties, &by);
    let wrong = prepared.as_ref().err().map(|(group, at)| view.groups.iter().take(*group).map(Vec::len).sum::<usize>() + at);
    let list = match &prepared {
        Ok(prepared) => {
            let Stretch { clients, next, is_full } = stretch(ask, &by, view, &properties, prepared, after)?;
            found::clients(ask, &by, &Shown { view, properties: &properties, clients: &clients, before, next, is_full })
        }
        Err(_) => html! {},
    };
    let texts = ask.texts();
    let body = html! {
        div.views {
            (did(ask)?)
            (kept(ask, &views, open))
            (builder(ask, &properties, pairs, view, wrong))
            (keep(ask, view, open, refusal.as_ref()))
            @if prepared.is_ok() {
                (super::bulk_pages::bar(ask, &properties, view))
                ul.rows.view-list.is-cards[view.as_cards] aria-label=(texts.say("views-title")) { (list) }
            }
        }
    };
    let status = if refusal.is_some() || wrong.is_some() { 422 } else { 200 };
    let title = open.map_or_else(|| texts.say("views-title"), |view| view.name.clone());
    Ok(sheet(ask, Nav::Clients, title, body).status(status))
}

/// The views that are kept, as a line of links.
fn kept(ask: &Ask, views: &[SavedView], open: Option<&SavedView>) -> Markup {
    let texts = ask.texts();
    html! {
        nav.view-kept aria-label=(texts.say("views-kept")) {
            a.chip href="/views" aria-current=[open.is_none().then_some("page")] { (texts.say("view-new")) }
            @for view in views {
                a.chip href={ "/views/" (view.id) } dir="auto" aria-current=[open.is_some_and(|open| open.id == view.id).then_some("page")] {
                    @if view.is_starred { span.view-star aria-hidden="true" { "★ " } } (view.name) @if !view.is_own { span.quiet { " · " (view.person) } }
                }
            }
        }
    }
}

fn keep(ask: &Ask, view: &View, open: Option<&SavedView>, refusal: Option<&Refusal>) -> Markup {
    let texts = ask.texts();
    let query = address("", view, &[]);
    let error = refusal.map(|refusal| ask.message(&refusal.message));
    let name = if error.is_some() { ask.form("name") } else { open.filter(|open| open.is_own).map_or("", |open| open.name.as_str()) };
    html! {
        div.view-tools {
            form.row method="post" action="/views" {
                (csrf(ask))
                input type="hidden" name="query" value=(query.trim_start_matches('?'));
                input type="text" name="name" value=(name) maxlength="80" dir="auto" aria-label=(texts.say("view-name")) placeholder=(texts.say("view-name")) aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=[error.as_ref().map(|_| "e-view-name")];
                label.check { input type="checkbox" name="shared" value="1" checked[open.is_some_and(|open| open.is_shared)]; (texts.say("view-shared")) }
                button.btn { (texts.say("view-keep")) }
                @if let Some(error) = &error { p.field-error #e-view-name role="alert" { (error) } }
            }
            @if let Some(open) = open {
                (act(ask, open.id, "star", if open.is_starred { Some("off") } else { None }, if open.is_starred { "view-unstar" } else { "view-star" }))
                @if open.is_own { (act(ask, open.id, "remove", None, "view-remove")) }
            }
            span.push {}
            details.menu {
                summary.btn { (texts.say("view-table")) }
                div.menu-list {
                    @for form in [TableForm::Csv, TableForm::Xlsx, TableForm::Vcard] {
                        a href=(address(&format!("/views/table/{}", form.ending()), view, &[])) download { (form.ending().to_uppercase()) }
                    }
                }
            }
        }
    }
}

fn act(ask: &Ask, id: i64, act: &str, off: Option<&str>, key: &str) -> Markup {
    html! {
        form method="post" action={ "/views/" (id) "/" (act) } {
            (csrf(ask))
            @if let Some(off) = off { input type="hidden" name=(off) value="1"; }
            button.btn { (ask.say(key)) }
        }
    }
}

/// `GET /views/more`: the next stretch, for a page that is open.
pub(super) fn more(ask: &mut Ask) -> Answer {
    let (_, view) = asked(pairs(ask));
    if !ask.fragment {
        return Ok(Reply::see(&address("/views", &view, &[])));
    }
    let by = By::of(ask)?;
    let properties = ask.read(|tx| Properties::read(tx, by.visible))?;
    let after = ask.query("after").and_then(|id| id.parse().ok()).map(ClientId);
    let before = ask.query("before").and_then(|count| count.parse().ok()).unwrap_or(0);
    let prepared = prepare(&view, &properties, &by).map_err(|_| Failure::Malformed("v"))?;
    let Stretch { clients, next, is_full } = stretch(ask, &by, &view, &properties, &prepared, after)?;
    Ok(Reply::html(found::clients(ask, &by, &Shown { view: &view, properties: &properties, clients: &clients, before, next, is_full })))
}

/// `GET /views/builder`: the form alone, when what is asked for has changed.
pub(super) fn builder_alone(ask: &mut Ask) -> Answer {
    let pairs = pairs(ask);
    let view = View::from_pairs(&pairs);
    if !ask.fragment {
        return Ok(Reply::see(&address("/views", &view, &[])));
    }
    let by = By::of(ask)?;
    let properties = ask.read(|tx| Properties::read(tx, by.visible))?;
    Ok(Reply::html(builder(ask, &properties, &pairs, &view, None)))
}

fn read_saved(ask: &Ask) -> Result<(SavedView, Pairs, View), Failure> {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let saved = ask.read(|tx| saved_view(tx, &by, id))?;
    let pairs: Pairs = form_urlencoded::parse(saved.query.as_bytes()).into_owned().collect();
    let (pairs, view) = asked(pairs);
    Ok((saved, pairs, view))
}

/// `GET /views/{id}`.
pub(super) fn open(ask: &mut Ask) -> Answer {
    let (saved, pairs, view) = read_saved(ask)?;
    page(ask, &pairs, &view, Some(&saved), None)
}

pub(super) fn save(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let pairs: Pairs = form_urlencoded::parse(ask.form("query").as_bytes()).into_owned().collect();
    let (pairs, view) = asked(pairs);
    // What is kept is what was understood, never the text that was sent.
    let query = address("", &view, &[]);
    let saved = ask.write(|tx| save_view(tx, &by, ask.form("name"), query.trim_start_matches('?'), ask.has("shared")));
    match saved {
        Ok((id, undo)) => Ok(Reply::see(&format!("/views/{id}?did={undo}"))),
        Err(Failure::Refused(refusal)) => page(ask, &pairs, &view, None, Some(refusal)),
        Err(other) => Err(other),
    }
}

pub(super) fn star(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    ask.write(|tx| star_view(tx, &by, id, !ask.has("off")))?;
    Ok(Reply::see(&format!("/views/{id}")))
}

pub(super) fn share(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let undo = ask.write(|tx| share_view(tx, &by, id, !ask.has("off")))?;
    Ok(Reply::see(&format!("/views/{id}?did={undo}")))
}

pub(super) fn remove(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let undo = ask.write(|tx| remove_view(tx, &by, id))?;
    Ok(Reply::see(&format!("/views?did={undo}")))
}

/// `GET /views/table/{form}`: every client that the view finds, as a table that imports again.
pub(super) fn table(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let form = TableForm::parse(&ask.path::<String>("form")?).ok_or(Failure::NotFound)?;
    let (_, view) = asked(pairs(ask));
    let properties = ask.read(|tx| Properties::read(tx, by.visible))?;
    let prepared = prepare(&view, &properties, &by).map_err(|_| Failure::field("v", "view-not-understood"))?;
    let mut ids: BTreeSet<ClientId> = BTreeSet::new();
    let mut after = None;
    loop {
        let found = ask.read(|tx| find(tx, &by, &prepared, &properties, after, LOOKED_AT, LOOKED_AT))?;
        ids.extend(found.ids);
        after = found.next;
        if after.is_none() || ids.len() >= TABLE_MAX {
            break;
        }
    }
    let name = format!("daybinder-view-{}.{}", by.today, form.ending());
    ask.write(|tx| ask.audit(tx, Kind::Exported, &name, &[]))?;
    Reply::made(form.content_type(), &name, |path| write_these(&ask.app.db, &by, form, path, &ids).map(drop))
}
