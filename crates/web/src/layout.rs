//! The frame around every page: rail, top line, find, toasts, the sheet of keys.
//!
//! Owns what is the same on all screens. Never knows what a screen shows.

use crate::ask::Ask;
use crate::failure::Failure;
use crate::reply::Reply;
use crate::texts::Texts;
use domain::{Language, Role};
use maud::{DOCTYPE, Markup, html};

/// Which entry of the rail is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// The binder, the home.
    Binder,
    /// Clients, files, import.
    Clients,
    /// All binders side by side, for heads.
    Team,
    /// What can be taken back.
    Undo,
    /// Own settings, the company, its people.
    Settings,
    /// None.
    None,
}

/// A page inside the frame.
pub struct Page {
    /// In the browser's tab.
    pub title: String,
    /// The big line on top.
    pub heading: String,
    /// Beside it, smaller.
    pub beside: String,
    /// Which entry of the rail is lit.
    pub nav: Nav,
    /// The page itself, a `<main>`.
    pub main: Markup,
}

/// The whole page, or for htmx its `<main>` with the new title.
pub fn page(ask: &Ask, page: Page) -> Reply {
    page_with(ask, page, html! {})
}

/// The same with a toast that says what was just done.
pub fn page_with(ask: &Ask, page: Page, toast: Markup) -> Reply {
    if ask.fragment {
        return Reply::html(html! {
            title { (page.title) " · Daybinder" }
            (page.main)
            @if !toast.0.is_empty() { div hx-swap-oob="beforeend:#toasts" { (toast) } }
        });
    }
    let texts = ask.texts();
    Reply::html(document(
        ask,
        &page.title,
        true,
        html! {
            a.skip href="#content" { (texts.say("skip-to-page")) }
            (rail(ask, page.nav))
            header.top {
                h1 { (page.heading) @if !page.beside.is_empty() { small { (page.beside) } } }
                (find_box(&texts))
                a.btn href="/clients/new" data-key="n" { (texts.say("new-client")) " " kbd { "n" } }
                (person_menu(ask))
            }
            (page.main)
            div.toasts #toasts role="status" aria-live="polite" { (toast) }
            (keys_sheet(&texts))
            (script_texts(&texts))
        },
    ))
}

/// What the script says by itself, in the person's language.
fn script_texts(texts: &Texts<'_>) -> Markup {
    html! {
        template #text-failed { (texts.say("text-failed")) }
        template #text-offline { (texts.say("text-offline")) }
        template #text-signed-out { (texts.say("text-signed-out")) }
        template #text-pocket-kept { (texts.say("text-pocket-kept")) }
        template #text-pocket-waiting { (texts.say("text-pocket-waiting")) }
        template #text-pocket-refused { (texts.say("text-pocket-refused")) }
        template #text-pocket-others { (texts.say("text-pocket-others")) }
    }
}

/// An ordinary screen: a sheet with a heading.
pub fn sheet(ask: &Ask, nav: Nav, title: String, body: Markup) -> Reply {
    sheet_with(ask, nav, title, String::new(), body, html! {})
}

/// The same with what stands beside the heading and with a toast.
pub fn sheet_with(ask: &Ask, nav: Nav, title: String, beside: String, body: Markup, toast: Markup) -> Reply {
    let main = html! { main.page #content tabindex="-1" { (body) } };
    page_with(ask, Page { heading: title.clone(), title, beside, nav, main }, toast)
}

/// A page for people who are not signed in: no rail.
pub fn plain(ask: &Ask, title: &str, wide: bool, body: Markup) -> Reply {
    Reply::html(document(
        ask,
        title,
        false,
        html! {
            div.plain {
                div.brand { (icon("binder")) "Daybinder" }
                main.plain-main.plain-wide[wide] #content { h1 { (title) } (body) }
                template #text-pocket-locked { (ask.say("text-pocket-locked")) }
                div.plain-end {
                    @for language in Language::ALL {
                        a href=(ask.query_in(*language)) lang=(language.as_str()) hreflang=(language.as_str()) { (language_name(*language)) }
                    }
                }
            }
        },
    ))
}

/// The page that says what went wrong and where to go from there.
pub fn failure(ask: &Ask, failure: &Failure) -> Reply {
    let status = failure.status();
    let message = ask.message(&failure.message());
    if ask.fragment {
        // Shown as a toast: what is on the screen, and what was typed into it, stays.
        return Reply::html(html! { div.toast.toast-bad role="alert" data-stay { p { (message) } } })
            .status(if status == 422 { 200 } else { status })
            .header("hx-reswap", "beforeend")
            .header("hx-retarget", "#toasts");
    }
    let texts = ask.texts();
    let body = html! {
        div.empty {
            p.error-code { (status) }
            p { (message) }
            (typed(ask, failure))
            p.row { a.btn.btn-go href="/" { (texts.say("error-to-today")) } }
        }
    };
    let title = texts.say(match status {
        404 => "error-title-not-found",
        403 | 401 => "error-title-forbidden",
        422 | 400 | 413 | 429 => "error-title-refused",
        _ => "error-title-unexpected",
    });
    let reply =
        if ask.signed_in.is_some() { sheet(ask, Nav::None, title, html! { div.page-narrow { (body) } }) } else { plain(ask, &title, false, body) };
    let reply = reply.status(status);
    if let Some(seconds) = failure.retry_after() { reply.header("retry-after", seconds.to_string()) } else { reply }
}

/// What somebody wrote into a form that could not be taken, so that it is not lost with the form. Not for a form
/// that may have come from elsewhere.
fn typed(ask: &Ask, failure: &Failure) -> Markup {
    let is_ours = ask.signed_in.is_some() && !matches!(failure, Failure::Csrf | Failure::Malformed(_) | Failure::TooLarge);
    let written = ["note", "text", "reason", "line"].map(|field| ask.form(field)).into_iter().filter(|text| !text.trim().is_empty());
    let written = if is_ours { written.collect::<Vec<_>>().join("\n") } else { String::new() };
    html! {
        @if !written.is_empty() {
            div.field { label for="typed" { (ask.say("error-typed")) } textarea #typed rows="5" readonly dir="auto" { (written) } }
        }
    }
}

fn document(ask: &Ask, title: &str, framed: bool, body: Markup) -> Markup {
    let language = ask.language();
    let theme = ask.signed_in.as_ref().map(|actor| actor.theme.as_str()).filter(|theme| *theme != "auto");
    html! {
        (DOCTYPE)
        html lang=(language.as_str()) data-theme=[theme] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content";
                @if let Some(actor) = &ask.signed_in { meta name="csrf" content=(actor.csrf); meta name="person" content=(actor.person_id); }
                meta name="color-scheme" content="light dark";
                title { (title) " · Daybinder" }
                link rel="icon" href=(crate::assets::path("icon.svg")) type="image/svg+xml";
                (installable(language))
                link rel="stylesheet" href=(crate::assets::path("app.css"));
                script src=(crate::assets::path("app.js")) defer {}
            }
            body.app[framed] { (body) }
        }
    }
}

/// What makes the pages an app: its manifest in the reader's language, its icon, the colour around it.
pub fn installable(language: Language) -> Markup {
    html! {
        link rel="manifest" href={ "/app.webmanifest?language=" (language.as_str()) };
        link rel="apple-touch-icon" href=(crate::assets::path("icon-192.png"));
        meta name="theme-color" content="#f4f2ec" media="(prefers-color-scheme: light)";
        meta name="theme-color" content="#16181b" media="(prefers-color-scheme: dark)";
    }
}

fn rail(ask: &Ask, nav: Nav) -> Markup {
    let texts = ask.texts();
    html! {
        nav.rail aria-label=(texts.say("nav-label")) {
            a href="/" aria-current=[(nav == Nav::Binder).then_some("page")] data-key="g t" { (icon("binder")) (texts.say("nav-binder")) }
            a href="/clients" aria-current=[(nav == Nav::Clients).then_some("page")] data-key="g c" { (icon("clients")) (texts.say("nav-clients")) }
            @if ask.signed_in.as_ref().is_some_and(|actor| crate::Who::Head.allows(Some(actor.role))) {
                a href="/team" aria-current=[(nav == Nav::Team).then_some("page")] data-key="g m" { (icon("team")) (texts.say("team-title")) }
            }
            a.phone-only href="/find" { (icon("find")) (texts.say("nav-find")) }
            a href="/undo" data-key="u" aria-current=[(nav == Nav::Undo).then_some("page")] { (icon("undo")) (texts.say("nav-undo")) }
            a.rail-end href="/settings" aria-current=[(nav == Nav::Settings).then_some("page")] { (icon("settings")) (texts.say("nav-settings")) }
        }
    }
}

fn find_box(texts: &Texts<'_>) -> Markup {
    html! {
        form.find role="search" action="/find" method="get" {
            input #find type="search" name="q" data-find data-key="/" aria-label=(texts.say("find-label")) placeholder=(texts.say("find-label"))
                role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="find-list" autocomplete="off" spellcheck="false" maxlength="200";
            kbd aria-hidden="true" { "/" }
            div.find-list #find-list role="listbox" aria-label=(texts.say("nav-find")) hidden {}
        }
    }
}

fn person_menu(ask: &Ask) -> Markup {
    let texts = ask.texts();
    let Ok(actor) = ask.actor() else { return html! {} };
    html! {
        details.menu.me {
            summary { span aria-hidden="true" { (initials(&actor.name)) } span.sr-only { (actor.name) } }
            div.menu-list {
                p.menu-title { (actor.name) " · " (texts.say(role_key(actor.role))) }
                a href="/ahead" data-key="g a" { (texts.say("ahead-key")) " " kbd { "g" } " " kbd { "a" } }
                a href="/settings" { (texts.say("nav-settings")) }
                a href="/keys" data-dialog="keys" data-key="?" { (texts.say("keys-title")) " " kbd { "?" } }
                hr;
                form method="post" action="/sign-out" data-sign-out { (csrf(ask)) button { (texts.say("sign-out")) } }
            }
        }
    }
}

/// The message key of a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Service => "role-service",
        Role::Manager => "role-manager",
        Role::Head => "role-head",
        Role::Director => "role-director",
        Role::Admin => "role-admin",
    }
}

/// What stands on a person's round button: the first letters of the first two words.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

/// A language's name in itself.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Km => "ខ្មែរ",
        Language::Ru => "Русский",
    }
}

/// The hidden field that each of our forms carries.
pub fn csrf(ask: &Ask) -> Markup {
    html! { @if let Some(actor) = &ask.signed_in { input type="hidden" name="csrf" value=(actor.csrf); } }
}

/// The sheet of keys, opened with `?`; without script it is a page of its own.
fn keys_sheet(texts: &Texts<'_>) -> Markup {
    html! {
        dialog.dialog #keys aria-labelledby="keys-title" {
            div.dialog-head {
                h2 #keys-title { (texts.say("keys-title")) }
                form method="dialog" { button.btn autofocus { (texts.say("close")) " " kbd { "Esc" } } }
            }
            (keys_list(texts))
        }
    }
}

/// Every key with what it does.
pub fn keys_list(texts: &Texts<'_>) -> Markup {
    const GROUPS: [(&str, &[(&str, &str)]); 3] = [
        (
            "keys-everywhere",
            &[
                ("?", "key-sheet"),
                ("/", "key-find"),
                ("g t", "key-today"),
                ("g c", "key-clients"),
                ("g a", "ahead-key"),
                ("n", "key-new"),
                ("u", "key-undo"),
                ("Esc", "key-back"),
            ],
        ),
        (
            "keys-stack",
            &[
                ("j k", "key-next"),
                ("Enter", "key-open"),
                ("x", "key-select"),
                ("m", "key-move"),
                ("s", "key-end"),
                ("2 4 Enter", "key-divider"),
                ("g e", "key-evening"),
                ("f", "key-file-rest"),
            ],
        ),
        (
            "keys-filing",
            &[
                ("1 … 5", "key-outcome"),
                ("e", "key-note"),
                ("d", "key-date"),
                ("a", "key-planned"),
                ("Ctrl Enter", "key-file"),
                ("t", "pocket-key"),
                ("p", "key-print"),
                ("o", "key-documents"),
                ("[ ]", "key-leaf"),
            ],
        ),
    ];
    html! {
        div.keys {
            @for (group, keys) in GROUPS {
                section {
                    h3.heading-small { (texts.say(group)) }
                    dl { @for (key, meaning) in keys {
                        dt { @for part in key.split(' ') { kbd { (part) } " " } }
                        dd { (texts.say(meaning)) }
                    } }
                }
            }
        }
    }
}

/// A picture of the sprite, drawn with the colour of its text.
pub fn icon(name: &str) -> Markup {
    html! { svg.icon aria-hidden="true" { use href={ (crate::assets::path("icons.svg")) "#" (name) } {} } }
}
