//! `/documents/kinds`: the kinds of documents of the company's own (B22).

use crate::frame::did;
use binder::By;
use domain::own_form::Names;
use domain::{DocumentKindId, UndoId};
use files::documents::{own_kinds, retire_kind, save_kind};
use maud::html;
use people::own_settings::{Screen, screen};
use web::layout::csrf;
use web::{Answer, Ask, Failure, Refusal, Reply};

pub(super) fn list(ask: &mut Ask) -> Answer {
    show(ask, None)
}

fn show(ask: &Ask, refused: Option<(Option<DocumentKindId>, Refusal)>) -> Answer {
    let texts = ask.texts();
    let all = ask.read(own_kinds)?;
    let at = |id: Option<DocumentKindId>| refused.as_ref().filter(|(of, _)| *of == id).map(|(_, refusal)| ask.message(&refusal.message));
    let body = html! {
        div {
            (did(ask, false)?)
            p.page-lead { (texts.say("document-kinds-lead")) }
            @for kind in &all {
                @let base = format!("/documents/kinds/{}", kind.id);
                @let field = format!("kind-{}", kind.id);
                div.row.document-kind {
                    form.row method="post" action=(base) {
                        (csrf(ask))
                        div.field {
                            label for=(field) { (kind.names.say(texts.language)) @if kind.is_retired { " · " (texts.say("document-kind-retired")) } }
                            input id=(field) type="text" name="names" value=(kind.names.to_line()) maxlength="200" aria-invalid=[at(Some(kind.id)).map(|_| "true")];
                            @if let Some(error) = at(Some(kind.id)) { p.field-error role="alert" { (error) } }
                        }
                        button.btn { (texts.say("settings-save")) }
                    }
                    form method="post" action={ (base) "/retire" } {
                        (csrf(ask))
                        @if kind.is_retired { input type="hidden" name="back" value="1"; }
                        button.btn { (texts.say(if kind.is_retired { "document-kind-use" } else { "document-kind-retire" })) }
                    }
                }
            }
            form.row method="post" action="/documents/kinds" {
                (csrf(ask))
                div.field {
                    label for="kind-new" { (texts.say("document-kind-new")) }
                    input #kind-new type="text" name="names" value=(if at(None).is_some() { ask.form("names") } else { "" }) maxlength="200"
                        placeholder="Contract | កិច្ចសន្យា | Договор" aria-invalid=[at(None).map(|_| "true")];
                    @if let Some(error) = at(None) { p.field-error role="alert" { (error) } }
                }
                button.btn.btn-go { (texts.say("document-kind-add")) }
            }
        }
    };
    let status = if refused.is_some() { 422 } else { 200 };
    Ok(screen(ask, Screen::DocumentKinds, body).status(status))
}

fn done(ask: &Ask, id: Option<DocumentKindId>, outcome: Result<UndoId, Failure>) -> Answer {
    match outcome {
        Ok(undo) => Ok(Reply::see(&format!("/documents/kinds?did={undo}"))),
        Err(Failure::Refused(refusal)) => show(ask, Some((id, refusal))),
        Err(other) => Err(other),
    }
}

pub(super) fn make(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let names = Names::from_line(ask.form("names"));
    let made = ask.write(|tx| save_kind(tx, &by, None, &names, ask.language()));
    done(ask, None, made)
}

pub(super) fn rename(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentKindId = ask.path("id")?;
    let names = Names::from_line(ask.form("names"));
    let renamed = ask.write(|tx| save_kind(tx, &by, Some(id), &names, ask.language()));
    done(ask, Some(id), renamed)
}

pub(super) fn retire(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let id: DocumentKindId = ask.path("id")?;
    let retired = ask.write(|tx| retire_kind(tx, &by, id, !ask.has("back"), ask.language()));
    done(ask, Some(id), retired)
}
