//! What can be taken back, and taking it back (`u`): every action, for a week, in words.
//!
//! Owns the page; the verb is `binder::undo::take_back`.

use crate::frame::{back, taken_back, toast_instead};
use crate::open_file::view::moment;
use binder::By;
use binder::undo::{UNDO_DAYS, take_back, undoables};
use domain::UndoId;
use maud::html;
use web::audit::Kind;
use web::layout::{csrf, sheet};
use web::{Answer, Ask, Failure, Nav, Reply, Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![GET "/undo" Staff page, POST "/undo" Staff last, POST "/undo/{id}" Staff one]
}

fn page(ask: &mut Ask) -> Answer {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let list = ask.read(|tx| undoables(tx, &by, 100))?;
    let today = by.today;
    let body = html! {
        p.page-lead { (texts.with("undo-lead", &[("days", UNDO_DAYS.into())])) }
        @if list.is_empty() { p.notice { (texts.say("undo-empty")) } }
        div.rows {
            @for undoable in &list {
                div.row-item {
                    div.row-main {
                        strong dir="auto" { (undoable.say(&texts)) }
                        span.row-sub.num { (moment(ask, undoable.at, today)) }
                    }
                    span.row-end {
                        @if undoable.is_undone { span.tag { (texts.say("undo-done")) } }
                        @else {
                            form method="post" action={ "/undo/" (undoable.id) } { (csrf(ask)) input type="hidden" name="back" value="/undo"; button.btn { (texts.say("undo")) } }
                        }
                    }
                }
            }
        }
    };
    Ok(sheet(ask, Nav::Undo, texts.say("undo-title"), body))
}

fn last(ask: &mut Ask) -> Answer {
    undo(ask, None)
}

fn one(ask: &mut Ask) -> Answer {
    let id = ask.path("id")?;
    undo(ask, Some(id))
}

/// What of the undoables stands in the audit log when it is done, and so also when it is taken back.
const TOLD: &[&str] = &[
    "did-hand-over",
    "did-import",
    "did-appoint",
    "did-withdraw-absence",
    "did-end-absence",
    "did-make-class",
    "did-change-class",
    "did-remove-class",
    "did-make-form",
    "did-change-form",
    "did-retire-form",
    "did-use-form",
];

fn undo(ask: &Ask, id: Option<UndoId>) -> Answer {
    let by = By::of(ask)?;
    let done = ask.write(|tx| {
        let undoable = take_back(tx, &by, id)?;
        if TOLD.iter().any(|key| undoable.key.starts_with(key)) {
            ask.audit(tx, Kind::TakenBack, &undoable.say(&ask.texts()), &[])?;
        }
        Ok(undoable)
    });
    match done {
        Ok(undoable) => {
            ask.app.company_changed();
            if ask.fragment {
                let said = taken_back(ask, &undoable);
                return crate::day::show_back(ask, &back(ask), toast_instead(&said, undoable.id));
            }
            Ok(Reply::see(&back(ask)))
        }
        Err(Failure::Refused(refusal)) if !ask.fragment => {
            let message = ask.message(&refusal.message);
            let body = html! { p.notice.notice-bad role="alert" { (message) } p.row { a.btn href=(back(ask)) { (ask.say("back")) } } };
            Ok(sheet(ask, Nav::Undo, ask.say("undo-title"), body).status(422))
        }
        Err(other) => Err(other),
    }
}
