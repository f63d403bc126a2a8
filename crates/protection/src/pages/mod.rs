//! The screens of data protection: what is kept of a person and handed out, erasing a file, what was erased.
//!
//! Owns how they look and who may open them. The verbs stand in `kept` and `erasing`.

mod erase_file;
mod erased;
mod file;
mod hand_out;

use domain::{ClientId, Role};
use maud::{Markup, html};
use web::{Ask, Route, Texts};

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    web::routes![
        GET "/files/{id}/protection" Head file::show,
        GET "/files/{id}/person.zip" Head hand_out::file,
        GET "/files/{id}/contacts/{contact}/person.zip" Head hand_out::contact,
        GET "/files/{id}/erasure" Director erase_file::show,
        POST "/files/{id}/erasure" Director erase_file::erase_it,
        GET "/erasures" Director erased::list,
        POST "/erasures/keeping" Director erased::keep,
        GET "/erasures/{id}" Director erased::report,
    ]
}

/// The line of the open file's menu that leads here, for whoever may.
pub fn link(ask: &Ask, client_id: ClientId) -> Markup {
    let is_head = ask.signed_in.as_ref().is_some_and(|actor| matches!(actor.role, Role::Head | Role::Director | Role::Admin));
    html! { @if is_head { a href={ "/files/" (client_id) "/protection" } { (ask.say("protection-title")) } } }
}

/// The message of a reason.
fn why_key(why: domain::protection::Why) -> &'static str {
    use domain::protection::Why;
    match why {
        Why::Asked => "erasure-why-asked",
        Why::KeptLongEnough => "erasure-why-kept",
        Why::ByMistake => "erasure-why-mistake",
        Why::Other => "erasure-why-other",
    }
}

/// Rows by what they are, for people: several tables are one thing to them.
fn counted(texts: &Texts<'_>, counts: &[(String, i64)]) -> Markup {
    let key = |table: &str| match table {
        "client" | "field_value" | "joining" | "likeness_key" | "alike" | "relation" | "person_moved" => "erasure-of-client",
        "contact" => "erasure-of-contact",
        "reach" => "erasure-of-reach",
        "entry" => "erasure-of-entry",
        "entry_correction" => "erasure-of-correction",
        "slip" | "slip_event" => "erasure-of-slip",
        "filled_form" => "erasure-of-form",
        "document" => "erasure-of-document",
        "document_version" | "document_text" => "erasure-of-document-part",
        "mail" | "mail_file" | "mail_attachment" | "mail_named" | "mail_never" => "erasure-of-mail",
        "letter" | "letter_piece" => "erasure-of-letter",
        "consent" => "erasure-of-consent",
        "undo" => "erasure-of-undo",
        "audit" => "erasure-of-audit",
        "take_along" | "delivery" => "erasure-of-pocket",
        "import" => "erasure-of-import",
        _ => "erasure-of-elsewhere",
    };
    let mut lines: Vec<(&'static str, i64)> = Vec::new();
    for (table, rows) in counts {
        let key = key(table);
        match lines.iter_mut().find(|(known, _)| *known == key) {
            Some((_, sum)) => *sum += rows,
            None => lines.push((key, *rows)),
        }
    }
    html! {
        table.table.erase-counts {
            tbody { @for (key, rows) in &lines { tr { th scope="row" { (texts.say(key)) } td.num { (rows) } } } }
        }
    }
}

/// A moment in the company's zone.
fn moment(ask: &Ask, at: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    ask.company().map_or_else(|_| String::new(), |company| at.to_zoned(company.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string())
}
