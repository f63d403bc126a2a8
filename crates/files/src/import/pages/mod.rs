//! The pages of the import: choosing the file, matching and looking it over, what came of it.

pub(crate) mod begin;
pub(crate) mod done;
pub(crate) mod look;
mod words;

use maud::{Markup, html};
use web::Texts;

/// The steps of an import with the current one lit.
fn steps(texts: Texts<'_>, current: usize) -> Markup {
    let steps = [texts.say("import-step-file"), texts.say("import-step-look"), texts.say("import-step-done")];
    html! {
        ol.steps aria-label=(texts.say("import-steps")) {
            @for (index, step) in steps.iter().enumerate() {
                li.is-done[index < current] aria-current=[(index == current).then_some("step")] { (step) }
            }
        }
    }
}
