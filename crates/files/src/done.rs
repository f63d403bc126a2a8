//! What was just done, said after a redirect with `?did=…`, with the way to take it back.

use binder::By;
use domain::UndoId;
use maud::{Markup, html};
use web::layout::csrf;
use web::{Ask, Failure};

/// "Switched on. Undo": only one's own is shown, and only while it can be taken back.
///
/// # Errors
/// If the database fails.
pub fn did(ask: &Ask) -> Result<Markup, Failure> {
    let Some(id) = ask.query("did").and_then(|id| id.parse().ok()).map(UndoId) else { return Ok(html! {}) };
    let by = By::of(ask)?;
    let undoables = ask.read(|tx| binder::undo::undoables(tx, &by, 20))?;
    let Some(undoable) = undoables.into_iter().find(|undoable| undoable.id == id && !undoable.is_undone) else { return Ok(html! {}) };
    let back = ask.uri.split('?').next().unwrap_or("/").to_owned();
    Ok(html! {
        div.toast {
            p { (undoable.say(&ask.texts())) }
            form method="post" action={ "/undo/" (id) } {
                (csrf(ask))
                input type="hidden" name="back" value=(back);
                button data-key="u" { (ask.say("undo")) }
            }
        }
    })
}
