//! The pages of clients: the list, a new one, the card, closing and reopening.
//!
//! Owns what they have in common: the field of a next date and the address after a change. Never escapes
//! by hand: `maud` does that for every text.

pub mod edit;
pub mod list;
pub mod new;
mod own;
pub mod turn;
pub(crate) mod typed;

use domain::{ClientId, UndoId};
use maud::{Markup, html};
use web::Reply;
use web::form::Form;

/// To the file, with what takes the change back.
fn to_file(id: ClientId, did: Option<UndoId>) -> Reply {
    match did {
        Some(UndoId(did)) => Reply::see(&format!("/files/{}?did={did}", id.0)),
        None => Reply::see(&format!("/files/{}", id.0)),
    }
}

/// What is wrong with a field, for fields that `Form` does not draw.
fn error_of(form: &Form<'_>, name: &str) -> Option<String> {
    form.refusal.as_ref().filter(|refusal| refusal.field == name).map(|refusal| form.texts.message(&refusal.message))
}

/// A field for a next date as people type it; the script shows what was understood beside it.
fn date_field(form: &Form<'_>) -> Markup {
    let texts = &form.texts;
    let error = error_of(form, "next");
    let described = if error.is_some() { "e-next next-hint" } else { "next-hint" };
    html! {
        div.field {
            label for="f-next" { (texts.say("client-next")) }
            div.row {
                input.date-input type="text" id="f-next" name="next" value=(form.value("next")) maxlength="200" autocomplete="off" spellcheck="false"
                    data-next-date="/next-date" data-hint="next-hint" data-key="d" aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=(described);
                output.hint id="next-hint" for="f-next" {}
            }
            p.field-hint { (texts.say("client-next-hint")) }
            @if let Some(error) = error { p.field-error id="e-next" role="alert" { (error) } }
        }
    }
}
