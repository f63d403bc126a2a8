//! What is kept of a person as a page that any browser shows, without anything from elsewhere.

use super::gathered::Gathered;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use web::Texts;

const STYLE: &str = "body{font:16px/1.5 'Noto Sans','Noto Sans Khmer',system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#22262b}\
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;border-bottom:1px solid #e3dfd5}dl{display:grid;grid-template-columns:10em 1fr;gap:2px 1em;\
margin:0 0 1em;padding-bottom:.7em;border-bottom:1px solid #efece4}dt{color:#565d66}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}\
@media(max-width:30em){dl{grid-template-columns:1fr}dd{margin-bottom:.4em}}";

/// The page.
pub(super) fn page(gathered: &Gathered, texts: &Texts<'_>, company: &str, moment: &str) -> Markup {
    let title = texts.with("kept-title", &[("name", gathered.name.as_str().into())]);
    html! {
        (DOCTYPE)
        html lang=(texts.language.as_str()) {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; title { (title) } style { (PreEscaped(STYLE)) } }
            body {
                h1 dir="auto" { (title) }
                p { (texts.with("kept-by-whom", &[("company", company.into()), ("moment", moment.into())])) }
                @for part in &gathered.parts {
                    h2 { (part.title) }
                    @for row in &part.rows {
                        dl { @for piece in row.iter().filter(|piece| !piece.label.is_empty() && !piece.shown.is_empty()) { dt { (piece.label) } dd dir="auto" { (piece.shown) } } }
                    }
                }
            }
        }
    }
}
