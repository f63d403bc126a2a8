//! Two filings of one file: what a device wanted and what stands, side by side, and the one key that settles it.

use super::mark::with_undo;
use crate::day::Day;
use crate::open_file::view::{close_key, kind_key, moment};
use crate::own_forms;
use binder::By;
use binder::filing::FilingForm;
use binder::pocket::{Unsettled, Wanted, keep_standing, settled, unsettled, unsettled_count, wanted};
use domain::filing::Next;
use domain::natural_date::write_short;
use domain::{Date, Place};
use maud::{Markup, html};
use web::layout::csrf;
use web::{Answer, Ask, Failure, Reply, Texts};

/// Most that are shown at once.
const SHOWN_MAX: u32 = 50;

/// The line on the day page while anything is unsettled, and the place where the page tells what waits on this device.
pub fn unsettled_line(ask: &Ask, day: &Day) -> Markup {
    let count = if day.is_own { By::of(ask).map_or(0, |by| ask.read(|tx| unsettled_count(tx, &by)).unwrap_or(0)) } else { 0 };
    html! {
        @if count > 0 { p.notice.notice-warn.over { a href="/pocket" { (ask.texts().with("pocket-unsettled", &[("count", count.into())])) } } }
        p.notice.over data-pocket-line hidden { a href="/pocket" {} }
    }
}

/// What is to be settled, each with its two keys; the first one listens to 1 and 2.
pub(super) fn list(ask: &Ask) -> Result<Markup, Failure> {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let open = ask.read(|tx| unsettled(tx, &by, SHOWN_MAX))?;
    Ok(html! {
        @if !open.is_empty() {
            section.section aria-labelledby="pocket-both" {
                h2 #pocket-both { (texts.say("pocket-both-title")) }
                p.quiet { (texts.say("pocket-both-lead")) }
                @for (index, both) in open.iter().enumerate() { (one(ask, &texts, by.today, both, index == 0)) }
            }
        }
    })
}

fn one(ask: &Ask, texts: &Texts<'_>, today: Date, both: &Unsettled, is_first: bool) -> Markup {
    let key = |key: &'static str| is_first.then_some(key);
    let standing = &both.standing;
    let stands = match (standing.closed, standing.place) {
        (Some(reason), _) => texts.say(close_key(reason)),
        (None, Some(place)) => at(texts, place, standing.minute, today),
        (None, None) => String::new(),
    };
    html! {
        form.pocket-both method="post" action={ "/pocket/" (both.id) "/settlement" } {
            (csrf(ask))
            h3 dir="auto" { a.link href={ "/files/" (both.client_id) } { (both.name) } }
            dl.facts {
                dt { (texts.say("pocket-wanted")) }
                dd { b { (wish(texts, &both.wanted, today)) } @if !both.wanted.line.is_empty() { " · " span dir="auto" { (both.wanted.line) } } }
                dt { (texts.say("pocket-stands")) }
                dd { b { (stands) } " · " (standing.owner)
                    @if let Some((name, at)) = &standing.last { " · " (texts.with("pocket-last", &[("name", name.as_str().into()), ("when", moment(ask, *at, today).into())])) } }
            }
            p.row {
                button.btn.btn-go name="which" value="mine" data-key=[key("1")] { (texts.say("pocket-mine")) @if is_first { " " kbd { "1" } } }
                button.btn name="which" value="keep" data-key=[key("2")] { (texts.say("pocket-keep")) @if is_first { " " kbd { "2" } } }
            }
        }
    }
}

fn at(texts: &Texts<'_>, place: Place, minute: Option<u16>, today: Date) -> String {
    let words = write_short(place, today, texts.language);
    minute.map_or(words.clone(), |minute| format!("{words} {}", crate::day::view::clock(minute)))
}

fn wish(texts: &Texts<'_>, wanted: &Wanted, today: Date) -> String {
    match wanted.next {
        Next::At { place, minute, agreed, kind } => {
            let words = format!("{} · {}", at(texts, place, minute, today), texts.say(kind_key(kind)));
            if agreed { format!("{words} · {}", texts.say("tag-agreed")) } else { words }
        }
        Next::Close { reason } => texts.say(close_key(reason)),
        Next::Keep | Next::Rest => String::new(),
    }
}

/// `POST /pocket/{id}/settlement`: what the device wanted, or what stands.
pub(super) fn settle(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: i64 = ask.path("id")?;
    let done = match ask.form("which") {
        "mine" => mine(ask, &by, id),
        "keep" => ask.write(|tx| keep_standing(tx, &by, id)).map(|(undo_id, _)| undo_id),
        _ => Err(Failure::Malformed("which")),
    };
    match done {
        Ok(undo_id) => Ok(Reply::see(&with_undo("/pocket", Some(undo_id)))),
        Err(Failure::Refused(refusal)) => super::pages::show(ask, Some(ask.message(&refusal.message))).map(|reply| reply.status(422)),
        Err(other) => Err(other),
    }
}

/// Files what the device wanted now: the call itself stands in the history already.
fn mine(ask: &mut Ask, by: &By, id: i64) -> Result<domain::UndoId, Failure> {
    let fields = ask.read(|tx| unsettled(tx, by, SHOWN_MAX))?.into_iter().find(|both| both.id == id).map(|both| both.wanted.fields);
    ask.take_form(fields.unwrap_or_default());
    let language = ask.language();
    let because = ask.say("pocket-because");
    ask.write(|tx| {
        let (client_id, _, wanted) = wanted(tx, by, id)?;
        let wanted = wanted.not_before(by.today);
        let reason = if wanted.reason.is_empty() { because } else { wanted.reason };
        let form = FilingForm { client_id, slip_id: None, entry: None, next: wanted.next, line: wanted.line, reason, language };
        let filed = own_forms::file(ask, tx, by, &form)?;
        settled(tx, id, filed.undo_id)?;
        Ok(filed.undo_id)
    })
}
