//! The mark "take along" on the open file, and what the filing form carries for a device that loses its network.

use crate::frame::{back, here};
use crate::open_file::OpenFile;
use binder::By;
use binder::pocket::{Stood, is_along, take_along};
use domain::{ClientId, UndoId};
use maud::{Markup, html};
use web::layout::csrf;
use web::{Answer, Ask, Reply};

/// The line of the file's menu that takes it along or leaves it here; key `t`.
pub fn mark(ask: &Ask, client_id: ClientId) -> Markup {
    let is_along = along(ask, client_id);
    html! {
        form method="post" action={ "/files/" (client_id) "/along" } {
            (csrf(ask))
            input type="hidden" name="back" value=(here(ask));
            @if !is_along { input type="hidden" name="along" value="yes"; }
            button data-key="t" { (ask.say(if is_along { "pocket-leave" } else { "pocket-take" })) " " kbd { "t" } }
        }
    }
}

/// The sign beside the name of a file that is taken along.
pub fn tag(ask: &Ask, client_id: ClientId) -> Markup {
    html! { @if along(ask, client_id) { " " a.tag.pocket-tag href="/pocket" { (ask.say("pocket-along-tag")) } } }
}

fn along(ask: &Ask, client_id: ClientId) -> bool {
    By::of(ask).is_ok_and(|by| ask.read(|tx| is_along(tx, &by, client_id)).unwrap_or(false))
}

/// How the file stands for whoever sees it now: what is filed later is compared with it.
pub fn seen(file: &OpenFile) -> Stood {
    let slip = file.slips.iter().find(|(slip, _)| Some(slip.id) == file.slip_id);
    slip.map_or_else(Stood::closed, |(slip, _)| Stood::under(slip.id, slip.place, slip.minute, file.person.id))
}

/// The call button under the thumb, on a phone.
pub fn call(ask: &Ask, file: &OpenFile) -> Markup {
    let phone = file.reaches.iter().find(|reach| reach.kind == "phone");
    html! { @if let Some(phone) = phone { a.btn.pocket-call.phone-only href={ "tel:" (phone.norm) } { (ask.say("pocket-call")) " " span dir="ltr" { (phone.as_typed) } } } }
}

/// `POST /files/{id}/along`: with `along` it is taken along, without it is left here.
pub(super) fn take(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let client_id: ClientId = ask.path("id")?;
    let is_along = ask.has("along");
    let (undo_id, _) = ask.write(|tx| take_along(tx, &by, client_id, is_along))?;
    Ok(Reply::see(&with_undo(&back(ask), undo_id)))
}

/// That path with what was done on it, so that it can be taken back there.
pub(super) fn with_undo(path: &str, undo_id: Option<UndoId>) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    undo_id.map_or_else(|| path.to_owned(), |id| format!("{path}{joint}did={id}"))
}
