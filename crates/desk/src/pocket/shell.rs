//! The page that a device shows without a network, and the manifest that makes the pages an app.
//!
//! Owns the empty page alone: whose stack it shows comes from the device, in that person's language. Nothing of
//! anybody is in it, so everybody may have it.

use domain::Language;
use maud::{DOCTYPE, Markup, html};
use serde_json::json;
use web::assets::path;
use web::layout::{installable, language_name};
use web::{Answer, Ask, Reply, Texts};

/// `GET /pocket/offline`: kept by the service worker and shown in the place of any page that cannot be had.
pub(super) fn offline(ask: &mut Ask) -> Answer {
    let language = ask.language();
    Ok(Reply::html(html! {
        (DOCTYPE)
        html lang=(language.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content";
                meta name="color-scheme" content="light dark";
                title { "Daybinder" }
                link rel="icon" href=(path("icon.svg")) type="image/svg+xml";
                (installable(language))
                link rel="stylesheet" href=(path("app.css"));
                script src=(path("offline.js")) defer {}
            }
            body.pocket-page {
                div #pocket {}
                @for language in Language::ALL { (nobody(&ask.app.texts.speak(*language))) }
                noscript { p { "Daybinder" } }
            }
        }
    }))
}

/// What is said to whom the device cannot tell: nobody is signed in on it.
fn nobody(texts: &Texts<'_>) -> Markup {
    html! {
        template data-language=(texts.language.as_str()) {
            div.plain {
                main.plain-main lang=(texts.language.as_str()) {
                    h1 { (texts.say("pocket-nobody-title")) }
                    p { (texts.say("pocket-nobody")) }
                    p data-locked hidden { (texts.say("text-pocket-locked")) }
                    p.row { button.btn.btn-go type="button" data-again { (texts.say("pocket-again")) } }
                }
                div.plain-end { @for other in Language::ALL { button.btn.btn-quiet type="button" data-language=(other.as_str()) lang=(other.as_str()) { (language_name(*other)) } } }
            }
        }
    }
}

/// `GET /app.webmanifest?language=km`.
pub(super) fn manifest(ask: &mut Ask) -> Answer {
    let language = ask.language();
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": path(name), "sizes": sizes, "type": kind, "purpose": purpose });
    let shortcut = |name: String, url: &str| json!({ "name": name, "url": url });
    let manifest = json!({
        "id": "/",
        "name": "Daybinder",
        "short_name": "Daybinder",
        "description": ask.say("pocket-app"),
        "lang": language.as_str(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f2ec",
        "theme_color": "#f4f2ec",
        "categories": ["business", "productivity"],
        "icons": [
            icon("icon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("icon-maskable-192.png", "192x192", "image/png", "maskable"),
            icon("icon-maskable-512.png", "512x512", "image/png", "maskable"),
        ],
        "shortcuts": [shortcut(ask.say("key-today"), "/"), shortcut(ask.say("nav-find"), "/find"), shortcut(ask.say("pocket-title"), "/pocket")],
    });
    Ok(Reply::bytes("application/manifest+json", manifest.to_string().into_bytes()))
}
