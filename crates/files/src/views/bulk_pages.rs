//! Doing one thing with many clients: the bar under a view, and the page that shows how far it has come.

use super::bulk::{Act, Bulk, Chosen, begin as begin_bulk, begin_back, progress, refused, run};
use super::found::address;
use super::pages::asked;
use super::properties::Properties;
use crate::clients::close_reason_label;
use crate::done::did;
use binder::By;
use domain::filing::CloseReason;
use domain::view::View;
use domain::{ClientId, PersonId, Place, Role, natural_date};
use maud::{Markup, html};
use web::audit::{Kind, differing};
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Refusal, Reply};

/// Clients that were left as they are, on the page.
const REFUSED_SHOWN: u32 = 100;
/// Longest reason or note, letters.
const LINE_MAX: usize = 400;

fn is_head(ask: &Ask) -> bool {
    ask.actor().is_ok_and(|actor| matches!(actor.role, Role::Head | Role::Director | Role::Admin))
}

/// What can be done with those that are ticked, or with all that the view finds.
pub(super) fn bar(ask: &Ask, properties: &Properties, view: &View) -> Markup {
    let texts = ask.texts();
    let query = address("", view, &[]);
    let mut acts = vec![("tag", "bulk-tag"), ("untag", "bulk-untag"), ("move", "bulk-move"), ("spread", "bulk-spread"), ("close", "bulk-close")];
    if is_head(ask) {
        acts.push(("assign", "bulk-assign"));
    }
    html! {
        form.bulk-bar #bulk method="post" action="/bulk" {
            (csrf(ask))
            input type="hidden" name="query" value=(query.trim_start_matches('?'));
            details {
                summary.btn { (texts.say("bulk-title")) }
                div.bulk-fields {
                    label { span { (texts.say("bulk-with")) } select name="whom" {
                        option value="ticked" { (texts.say("bulk-ticked")) }
                        option value="all" { (texts.say("bulk-all")) }
                    } }
                    label { span { (texts.say("bulk-what")) } select name="act" data-bulk-act { @for (act, key) in &acts { option value=(act) { (texts.say(key)) } } } }
                    label data-bulk="tag untag" { span { (texts.say("bulk-tag-name")) } input type="text" name="tag" maxlength="60" dir="auto" autocomplete="off"; }
                    label data-bulk="move spread" { span { (texts.say("bulk-day")) } input.date-input type="text" name="day" maxlength="40" autocomplete="off" placeholder=(texts.say("date-examples")); }
                    label data-bulk="spread" { span { (texts.say("bulk-days")) } input type="number" name="days" min="1" max="365" value="10"; }
                    label data-bulk="move spread" { span { (texts.say("bulk-reason")) } input type="text" name="reason" maxlength=(LINE_MAX) dir="auto"; }
                    @if is_head(ask) {
                        label data-bulk="assign" { span { (texts.say("bulk-to")) } select name="person" { @for person in &properties.colleagues { option value=(person.id) { (person.name) } } } }
                    }
                    label data-bulk="close" { span { (texts.say("bulk-close-why")) } select name="close" { @for reason in CloseReason::ALL { option value=(reason.as_str()) { (texts.say(close_reason_label(*reason))) } } } }
                    label data-bulk="close" { span { (texts.say("bulk-note")) } input type="text" name="note" maxlength=(LINE_MAX) dir="auto"; }
                    button.btn.btn-go { (texts.say("bulk-go")) }
                }
                p.field-hint { (texts.say("bulk-hint")) }
            }
        }
    }
}

fn read_act(ask: &Ask, by: &By) -> Result<Act, Failure> {
    let line = |name: &str, most: usize| ask.form(name).chars().filter(|c| !c.is_control()).take(most).collect::<String>().trim().to_owned();
    let place = || -> Result<Place, Failure> {
        let typed = natural_date::read(ask.form("day"), by.today, ask.language());
        typed.map(|next| next.place).map_err(|_| Failure::field("given", "view-not-understood"))
    };
    Ok(match ask.form("act") {
        "tag" => Act::Tag(line("tag", 100)),
        "untag" => Act::Untag(line("tag", 100)),
        "move" => Act::Move(place()?, line("reason", LINE_MAX)),
        "spread" => {
            let from = place()?.day().ok_or_else(|| Failure::field("given", "view-not-understood"))?;
            Act::Spread(from, ask.parsed("days")?, line("reason", LINE_MAX))
        }
        "assign" if is_head(ask) => Act::Assign(PersonId(ask.parsed("person")?)),
        "close" => Act::Close(CloseReason::parse(ask.form("close")).ok_or(Failure::Malformed("close"))?, line("note", LINE_MAX)),
        _ => return Err(Failure::Malformed("act")),
    })
}

pub(super) fn begin(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(ask.form("query").as_bytes()).into_owned().collect();
    let (_, view) = asked(pairs);
    let query = address("", &view, &[]);
    let chosen = match ask.form("whom") {
        "all" => Chosen::View(query.trim_start_matches('?').to_owned()),
        _ => {
            let ids = ask.form_all("client").into_iter().map(|id| id.parse().map(ClientId).map_err(|_| Failure::Malformed("client")));
            Chosen::Ticked(ids.collect::<Result<_, _>>()?)
        }
    };
    let began = read_act(ask, &by).and_then(|act| {
        ask.write(|tx| {
            let id = begin_bulk(tx, &by, &act, &chosen, ask.language())?;
            ask.audit(tx, Kind::BulkBegun, act.word(), &differing(&[("bulk", String::new(), id.to_string())]))?;
            Ok(id)
        })
    });
    match began {
        Ok(id) => {
            start(ask, &by, id)?;
            Ok(Reply::see(&format!("/bulk/{id}")))
        }
        Err(Failure::Refused(refusal)) => Ok(refused_page(ask, &view, &refusal)),
        Err(other) => Err(other),
    }
}

/// Why it was not begun, with the way back to the view.
fn refused_page(ask: &Ask, view: &View, refusal: &Refusal) -> Reply {
    let body = html! {
        div.page-narrow {
            p.notice.notice-bad role="alert" { (ask.message(&refusal.message)) }
            p { a.btn.btn-go href=(address("/views", view, &[])) { "← " (ask.say("views-title")) } }
        }
    };
    sheet(ask, Nav::Clients, ask.say("bulk-title"), body).status(422)
}

/// Works on a thread of its own: the page shows how far it has come, and leaving the page stops nothing.
fn start(ask: &Ask, by: &By, id: i64) -> Result<(), Failure> {
    let (app, by, since) = (ask.app.clone(), by.clone(), std::time::Instant::now());
    let clock = move |now: i64| now.saturating_add(i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX));
    let work = move || {
        let now = by.now;
        if let Err(failure) = run(&app.db, &by, id, &|| clock(now)) {
            tracing::warn!(bulk = id, ?failure, "work with many clients broke off; it goes on from its page");
        }
        app.wake();
    };
    std::thread::Builder::new().name("bulk".to_owned()).spawn(work).map_err(|error| Failure::Unexpected(error.to_string()))?;
    Ok(())
}

pub(super) fn show(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let (bulk, left) = ask.read(|tx| Ok::<_, Failure>((progress(tx, &by, id)?, refused(tx, &by, id, REFUSED_SHOWN)?)))?;
    let part = state(ask, &bulk, &left);
    if ask.fragment {
        return Ok(Reply::html(part));
    }
    let body = html! { div.page-narrow { (did(ask)?) (part) p { a.btn href="/views" { "← " (ask.say("views-title")) } } } };
    Ok(sheet(ask, Nav::Clients, ask.say("bulk-title"), body))
}

fn state(ask: &Ask, bulk: &Bulk, left: &[(ClientId, String, String)]) -> Markup {
    let texts = ask.texts();
    let is_under_way = matches!(bulk.state.as_str(), "gathering" | "running" | "taking_back");
    let again = (is_under_way && !bulk.has_broken_off).then(|| format!("/bulk/{}", bulk.id));
    let said = |key: &str| texts.with(key, &[("done", bulk.done.into()), ("total", bulk.total.into()), ("changed", bulk.changed.into())]);
    html! {
        section.bulk #bulk-state aria-live="polite" hx-get=[again.as_ref()] hx-trigger=[again.as_ref().map(|_| "load delay:500ms")] hx-swap=[again.as_ref().map(|_| "outerHTML")] {
            h2 { (texts.say(&format!("bulk-{}", bulk.act))) }
            p role="status" { (said(&format!("bulk-state-{}", bulk.state))) }
            @if bulk.state == "running" || bulk.state == "gathering" { progress max=(bulk.total.max(1)) value=(bulk.done) aria-label=(texts.say("bulk-title")) {} }
            @if again.is_some() { noscript { p { a.btn href={ "/bulk/" (bulk.id) } { (texts.say("bulk-look-again")) } } } }
            @if bulk.has_broken_off {
                p.notice.notice-warn { (texts.say("bulk-broken-off")) }
                (button(ask, bulk.id, "go-on", "bulk-go-on"))
            }
            @if bulk.kept_agreed > 0 { p { (texts.with("bulk-kept-agreed", &[("count", bulk.kept_agreed.into())])) } }
            @if bulk.changed > 0 && (bulk.state == "done" || bulk.has_broken_off) { (button(ask, bulk.id, "back", "bulk-back")) }
            @if !left.is_empty() {
                h3 { (texts.say("bulk-left")) }
                ul.rows { @for (client, name, why) in left {
                    li.row-item { div.row-main { a.row-link href={ "/files/" (client) } dir="auto" { (name) } span.row-sub { (texts.say(why)) } } }
                } }
            }
        }
    }
}

fn button(ask: &Ask, id: i64, act: &str, key: &str) -> Markup {
    html! { form method="post" action={ "/bulk/" (id) "/" (act) } { (csrf(ask)) button.btn { (ask.say(key)) } } }
}

/// Goes on with work that broke off.
pub(super) fn go_on(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    ask.read(|tx| progress(tx, &by, id))?;
    start(ask, &by, id)?;
    Ok(Reply::see(&format!("/bulk/{id}")))
}

pub(super) fn back(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    match ask.write(|tx| begin_back(tx, &by, id)) {
        Ok(()) => {
            start(ask, &by, id)?;
            Ok(Reply::see(&format!("/bulk/{id}")))
        }
        Err(Failure::Refused(refusal)) => {
            let bulk = ask.read(|tx| progress(tx, &by, id))?;
            let body = html! { div.page-narrow { p.notice.notice-bad role="alert" { (ask.message(&refusal.message)) } (state(ask, &bulk, &[])) } };
            Ok(sheet(ask, Nav::Clients, ask.say("bulk-title"), body).status(422))
        }
        Err(other) => Err(other),
    }
}
