//! What the desk's screens share: the toast with its undo, the page of keys, where a form came from.

use binder::undo::Undoable;
use domain::UndoId;
use maud::{Markup, html};
use web::layout::csrf;
use web::{Answer, Ask, Failure, Nav, Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/keys" Staff keys]
}

fn keys(ask: &mut Ask) -> Answer {
    let texts = ask.texts();
    Ok(web::layout::sheet(ask, Nav::None, texts.say("keys-title"), web::layout::keys_list(&texts)))
}

/// "Taken back: filed under Thu 26 Nov."; what offered to take it back leaves the page.
pub fn toast_instead(said: &str, undone: UndoId) -> Markup {
    html! { div.toast data-instead={ "/undo/" (undone) } { p { (said) } } }
}

/// "Filed under Thu 26 Nov. Undo". `in_day` says whether the day is on the screen and can be put in anew.
pub fn toast(ask: &Ask, said: &str, undo: Option<UndoId>, in_day: bool) -> Markup {
    let day = in_day.then_some("#day");
    html! {
        div.toast {
            p { (said) }
            @if let Some(id) = undo {
                @let action = format!("/undo/{id}");
                form method="post" action=(action) hx-post=[day.map(|_| &action)] hx-target=[day] hx-swap=[day.map(|_| "outerHTML")] {
                    (csrf(ask))
                    input type="hidden" name="back" value=(here(ask));
                    button data-key="u" { (ask.say("undo")) }
                }
            }
        }
    }
}

/// The toast of an action that led here by a redirect (`?did=…`): only one's own is shown.
///
/// # Errors
/// [`Failure`] if the store fails.
pub fn did(ask: &Ask, in_day: bool) -> Result<Markup, Failure> {
    let Some(id) = ask.query("did").and_then(|id| id.parse().ok()).map(UndoId) else { return Ok(html! {}) };
    let by = binder::By::of(ask)?;
    let undoables = ask.read(|tx| binder::undo::undoables(tx, &by, 20))?;
    Ok(match undoables.into_iter().find(|undoable| undoable.id == id && !undoable.is_undone) {
        Some(undoable) => toast(ask, &undoable.say(&ask.texts()), Some(id), in_day),
        None => html! {},
    })
}

/// What was taken back, in words.
pub fn taken_back(ask: &Ask, undoable: &Undoable) -> String {
    let said = ask.texts().with("undone", &[("what", undoable.say(&ask.texts()).into())]);
    if undoable.kept == 0 { said } else { format!("{said} {}", ask.texts().with("hand-kept", &[("count", undoable.kept.into())])) }
}

/// The path and query of the page on the screen, without the toast it showed. When a form is answered with the
/// page anew, that is where the form came from, not where it went.
pub fn here(ask: &Ask) -> String {
    let shown = if ask.method == "POST" { back(ask) } else { ask.uri.clone() };
    let Some((path, query)) = shown.split_once('?') else { return shown };
    let is_answer = ask.method == "POST";
    let kept: Vec<&str> = query.split('&').filter(|pair| !(pair.starts_with("did=") || is_answer && pair.starts_with("file="))).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The longest address that a form is sent back to, bytes.
const BACK_MAX: usize = 2_000;

/// Where a form came from: its `back` field, if that is a path of ours. Browsers read a backslash as a slash
/// and leave out control characters, so neither has a place in it.
pub fn back(ask: &Ask) -> String {
    let back = ask.form("back");
    // An address of ours is short; a header longer than this is refused by proxies after the work is done.
    let is_ours = back.len() <= BACK_MAX && back.starts_with('/') && !back.starts_with("//") && !back.contains(|c: char| c == '\\' || c.is_control());
    if is_ours { back.to_owned() } else { "/".to_owned() }
}
