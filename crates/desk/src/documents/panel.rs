//! How the documents of a file look: the list in its order, and the open page beside it.

use crate::frame::here;
use crate::open_file::view::moment;
use binder::By;
use domain::document::DocumentKind;
use domain::{ClientId, DocumentId, Language};
use files::documents::{Document, OwnKind, Reading, TITLE_MAX, Version, text_of, versions};
use maud::{Markup, html};
use web::layout::{csrf, icon};
use web::{Ask, Failure, Refusal, Texts};

/// The most text that is shown of a document, bytes.
const TEXT_SHOWN: usize = 60_000;

/// Which page is open, and where leafing leads.
pub(super) struct Shown<'a> {
    open: Option<(&'a Document, u32)>,
    before: Option<(DocumentId, u32)>,
    after: Option<(DocumentId, u32)>,
}

impl<'a> Shown<'a> {
    /// The wished page, or the nearest that there is; leafing goes on from the last page of one document to the first of
    /// the next.
    pub(super) fn new(all: &'a [Document], document: Option<DocumentId>, page: u32) -> Shown<'a> {
        let index = document.and_then(|id| all.iter().position(|one| one.id == id)).unwrap_or(0);
        let Some(open) = all.get(index) else { return Shown { open: None, before: None, after: None } };
        let pages = |document: &Document| document.version.shown_pages().max(1);
        let page = page.clamp(1, pages(open));
        let before = if page > 1 { Some((open.id, page - 1)) } else { index.checked_sub(1).map(|index| (all[index].id, pages(&all[index]))) };
        let after = if page < pages(open) { Some((open.id, page + 1)) } else { all.get(index + 1).map(|next| (next.id, 1)) };
        Shown { open: Some((open, page)), before, after }
    }
}

/// What a kind is called.
pub fn kind_words(texts: &Texts<'_>, kinds: &[OwnKind], kind: DocumentKind) -> String {
    match kind {
        DocumentKind::Own(id) => kinds.iter().find(|own| own.id == id).map(|own| own.names.say(texts.language).to_owned()).unwrap_or_default(),
        DocumentKind::Offer => texts.say("document-offer"),
        DocumentKind::Calculation => texts.say("document-calculation"),
        DocumentKind::Estimate => texts.say("document-estimate"),
        DocumentKind::Schedule => texts.say("document-schedule"),
        DocumentKind::Letter => texts.say("document-letter"),
        DocumentKind::Picture => texts.say("document-picture"),
        DocumentKind::Other => texts.say("document-other"),
    }
}

/// The kinds to choose from: (value, words).
fn choices(texts: &Texts<'_>, kinds: &[OwnKind], now: Option<DocumentKind>) -> Vec<(String, String)> {
    let value = |kind: DocumentKind| match kind {
        DocumentKind::Own(id) => format!("own-{id}"),
        other => other.as_str().to_owned(),
    };
    let own = kinds.iter().filter(|own| !own.is_retired || now == Some(DocumentKind::Own(own.id))).map(|own| DocumentKind::Own(own.id));
    DocumentKind::ALL.into_iter().chain(own).map(|kind| (value(kind), kind_words(texts, kinds, kind))).collect()
}

/// "1.4 MB".
pub(super) fn size_words(bytes: u64, language: Language) -> String {
    let (number, unit) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (bytes as f64 / 1e3, "kB"),
        _ => (bytes as f64 / 1e6, "MB"),
    };
    let number = if number < 10.0 { format!("{number:.1}") } else { format!("{number:.0}") };
    format!("{} {unit}", if language == Language::Ru { number.replace('.', ",") } else { number })
}

fn way(client_id: ClientId, (document, page): (DocumentId, u32)) -> String {
    format!("/files/{client_id}/documents?document={document}&page={page}")
}

pub(super) fn panel(
    ask: &Ask,
    client_id: ClientId,
    all: &[Document],
    kinds: &[OwnKind],
    shown: &Shown<'_>,
    refused: Option<&Refusal>,
) -> Result<Markup, Failure> {
    let texts = ask.texts();
    let error = refused.map(|refused| ask.message(&refused.message));
    let open = shown.open.map(|(document, page)| open(ask, client_id, all, kinds, shown, document, page)).transpose()?;
    Ok(html! {
        div.documents data-drop {
            div.documents-side {
                (adding(ask, client_id, kinds))
                @if let Some(error) = error { p.notice.notice-bad role="alert" { (error) } }
                @if all.is_empty() { p.quiet { (texts.say("documents-none")) } }
                ol.document-list {
                    @for document in all {
                        @let is_open = shown.open.is_some_and(|(open, _)| open.id == document.id);
                        @let way = way(client_id, (document.id, 1));
                        li.document-row data-document=(document.id) {
                            a.document-link href=(way) hx-get=(way) hx-target="#file-view" hx-swap="outerHTML" aria-current=[is_open.then_some("true")] {
                                span.document-name dir="auto" { (document.title) }
                                span.document-about {
                                    (kind_words(&texts, kinds, document.kind))
                                    @if document.version.number > 1 { " · " (texts.with("document-version", &[("number", document.version.number.into())])) }
                                    " · " (moment(ask, document.version.added_at, By::of(ask)?.today))
                                }
                            }
                        }
                    }
                }
            }
            @if let Some(open) = open { (open) }
        }
    })
}

/// The form that takes files: by choosing, dropping, pasting, or a phone's camera.
fn adding(ask: &Ask, client_id: ClientId, kinds: &[OwnKind]) -> Markup {
    let texts = ask.texts();
    let action = format!("/files/{client_id}/documents");
    html! {
        form.document-add method="post" action=(action) enctype="multipart/form-data" data-adding
            hx-post=(action) hx-encoding="multipart/form-data" hx-target="#file-view" hx-swap="outerHTML" {
            (csrf(ask))
            div.row {
                label.btn.file-button { (texts.say("document-add")) input type="file" name="file" multiple data-send; }
                label.btn.file-button.phone-only { (texts.say("document-photo")) input type="file" name="file" accept="image/*" capture="environment" data-send; }
                select name="kind" aria-label=(texts.say("document-kind")) {
                    option value="" { (texts.say("document-kind-by-name")) }
                    @for (value, words) in choices(&texts, kinds, None) { option value=(value) { (words) } }
                }
                button.btn.no-script { (texts.say("document-send")) }
            }
            p.small.quiet.desk-only { (texts.say("document-add-how")) }
        }
    }
}

fn open(
    ask: &Ask,
    client_id: ClientId,
    all: &[Document],
    kinds: &[OwnKind],
    shown: &Shown<'_>,
    document: &Document,
    page: u32,
) -> Result<Markup, Failure> {
    let texts = ask.texts();
    let version = &document.version;
    let pages = version.shown_pages();
    let text = if pages == 0 && version.reading == Reading::Read { ask.read(|tx| text_of(tx, version.id, TEXT_SHOWN))? } else { String::new() };
    let older: Vec<Version> = if version.number > 1 { ask.read(|tx| versions(tx, document.id))? } else { Vec::new() };
    let leaf = |to: Option<(DocumentId, u32)>, key: &str, words: &str| {
        let to = to.map(|to| way(client_id, to));
        html! {
            @match to {
                Some(to) => a.btn.btn-leaf href=(to) hx-get=(to) hx-target="#file-view" hx-swap="outerHTML" data-key=(key) aria-label=(texts.say(words)) { kbd { (key) } },
                None => span.btn.btn-leaf aria-disabled="true" { kbd { (key) } },
            }
        }
    };
    Ok(html! {
        // While the document is being read, what is shown of it asks for itself again.
        @let again = (version.reading == Reading::Waiting).then(|| way(client_id, (document.id, page)));
        figure.document-open aria-label=(document.title) hx-get=[again.as_ref()] hx-trigger=[again.as_ref().map(|_| "load delay:700ms")]
            hx-select=[again.as_ref().map(|_| ".document-open")] hx-swap=[again.as_ref().map(|_| "outerHTML")] hx-target=[again.as_ref().map(|_| "this")] {
            figcaption.document-head {
                (leaf(shown.before, "[", "document-leaf-back"))
                (leaf(shown.after, "]", "document-leaf-on"))
                @if pages > 1 { span.quiet { (texts.with("document-page", &[("page", i64::from(page).into()), ("pages", i64::from(pages).into())])) } }
                span.push {}
                a.btn href={ "/documents/versions/" (version.id) "/bytes" } download { (texts.say("document-download")) " " span.quiet { (size_words(version.bytes, texts.language)) } }
                (more(ask, all, kinds, document, &older))
            }
            div.document-page {
                @if pages > 0 {
                    img src={ "/documents/versions/" (version.id) "/pages/" (page) } alt={ (document.title) ", " (page) } decoding="async";
                    @if let Some((next, number)) = shown.after.filter(|(next, _)| *next == document.id) {
                        @if next == document.id { link rel="prefetch" as="image" href={ "/documents/versions/" (version.id) "/pages/" (number) }; }
                    }
                } @else if !text.is_empty() {
                    pre.document-text dir="auto" { (text) }
                } @else {
                    p.quiet { (texts.say(what_instead(version))) }
                }
            }
        }
    })
}

/// What is said where there is nothing to show.
fn what_instead(version: &Version) -> &'static str {
    match (version.reading, version.why.as_str()) {
        (Reading::Waiting, _) => "document-waiting",
        (Reading::Read, _) => "document-no-text",
        (Reading::Unreadable, "locked") => "document-locked",
        (Reading::Unreadable, "damaged") => "document-damaged",
        (Reading::Unreadable, "too_much") => "document-too-much",
        (Reading::Unreadable, _) => "document-unknown",
    }
}

/// Title, kind, place, newer version, older ones, taking out.
fn more(ask: &Ask, all: &[Document], kinds: &[OwnKind], document: &Document, older: &[Version]) -> Markup {
    let texts = ask.texts();
    let today = By::of(ask).map(|by| by.today).ok();
    let base = format!("/documents/{}", document.id);
    let at = all.iter().position(|one| one.id == document.id).unwrap_or(0);
    let earlier = at.checked_sub(1).map(|at| all[at].id.to_string());
    let later = (at + 1 < all.len()).then(|| all.get(at + 2).map_or_else(String::new, |one| one.id.to_string()));
    let now = match document.kind {
        DocumentKind::Own(id) => format!("own-{id}"),
        other => other.as_str().to_owned(),
    };
    let step = |before: Option<String>, words: &str| {
        html! {
            @if let Some(before) = before {
                form method="post" action={ (base) "/move" } hx-post={ (base) "/move" } hx-target="#file-view" hx-swap="outerHTML" {
                    (csrf(ask)) input type="hidden" name="back" value=(here(ask)); input type="hidden" name="before" value=(before);
                    button { (texts.say(words)) }
                }
            }
        }
    };
    html! {
        details.menu {
            summary.btn.btn-icon aria-label=(texts.say("more")) { (icon("more")) }
            div.menu-list.document-menu {
                form.menu-form method="post" action=(base) hx-post=(base) hx-target="#file-view" hx-swap="outerHTML" {
                    (csrf(ask))
                    label for="document-title" { (texts.say("document-title")) }
                    input #document-title type="text" name="title" value=(document.title) maxlength=(TITLE_MAX) required;
                    label for="document-kind" { (texts.say("document-kind")) }
                    select #document-kind name="kind" { @for (value, words) in choices(&texts, kinds, Some(document.kind)) { option value=(value) selected[value == now] { (words) } } }
                    button.btn.btn-go { (texts.say("settings-save")) }
                }
                form.menu-form method="post" action={ (base) "/versions" } enctype="multipart/form-data" hx-post={ (base) "/versions" } hx-encoding="multipart/form-data" hx-target="#file-view" hx-swap="outerHTML" {
                    (csrf(ask))
                    label.btn.file-button { (texts.say("document-newer")) input type="file" name="file" data-send; }
                    button.btn.no-script { (texts.say("document-send")) }
                }
                a href={ "/files/" (document.client_id) "/mail/new?document=" (document.id) } { (texts.say("document-mail")) }
                (step(earlier, "document-earlier"))
                (step(later, "document-later"))
                form method="post" action={ (base) "/remove" } hx-post={ (base) "/remove" } hx-target="#file-view" hx-swap="outerHTML" {
                    (csrf(ask))
                    button.is-bad { (texts.say("document-remove")) }
                }
                @for version in older.iter().skip(1) {
                    a href={ "/documents/versions/" (version.id) "/bytes" } download {
                        (texts.with("document-version", &[("number", version.number.into())]))
                        @if let Some(today) = today { " · " (moment(ask, version.added_at, today)) }
                        " · " span dir="auto" { (version.added_by) }
                    }
                }
            }
        }
    }
}
