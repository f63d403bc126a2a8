//! `GET /pocket`: what is to be settled, what waits on this device, what is taken along.

use super::settle;
use crate::frame;
use binder::By;
use binder::pocket::taken_along;
use maud::html;
use web::layout::{csrf, sheet_with};
use web::{Answer, Ask, Nav};

/// Most marked files that are listed.
const LISTED_MAX: u32 = 200;

pub(super) fn page(ask: &mut Ask) -> Answer {
    show(ask, None)
}

/// The page, with why something was not done.
///
/// # Errors
/// [`web::Failure`] if the store fails.
pub(super) fn show(ask: &Ask, refusal: Option<String>) -> Answer {
    let by = By::of(ask)?;
    let texts = ask.texts();
    let toast = frame::did(ask, false)?;
    let along = ask.read(|tx| taken_along(tx, &by, LISTED_MAX))?;
    let both = settle::list(ask)?;
    let body = html! {
        div.pocket {
            @if let Some(refusal) = refusal { p.notice.notice-bad role="alert" { (refusal) } }
            p.page-lead { (texts.say("pocket-lead")) }
            (both)
            section.section aria-labelledby="pocket-waiting" data-pocket-queue hidden {
                h2 #pocket-waiting { (texts.say("pocket-waiting-title")) }
                p.quiet { (texts.say("pocket-waiting-lead")) }
                ul.rows {}
                p.row { button.btn type="button" data-pocket-send { (texts.say("pocket-send-now")) } }
                template { (texts.say("pocket-remove")) }
                template { (texts.say("pocket-open-with")) }
                template { (texts.say("pocket-locked-of")) }
            }
            section.section aria-labelledby="pocket-along" {
                h2 #pocket-along { (texts.say("pocket-along-title")) }
                p.quiet { (texts.say("pocket-along-lead")) }
                @if along.is_empty() { p.notice { (texts.say("pocket-along-none")) } }
                @if !along.is_empty() { ul.rows {
                    @for file in &along {
                        li.row-item {
                            div.row-main { a.row-link href={ "/files/" (file.client_id) } dir="auto" { (file.name) } }
                            span.row-end {
                                form method="post" action={ "/files/" (file.client_id) "/along" } {
                                    (csrf(ask))
                                    input type="hidden" name="back" value="/pocket";
                                    button.btn { (texts.say("pocket-leave")) }
                                }
                            }
                        }
                    }
                } }
            }
            p { a.link href="/pocket/offline" { (texts.say("pocket-look")) } }
        }
    };
    Ok(sheet_with(ask, Nav::Binder, texts.say("pocket-title"), String::new(), body, toast))
}
