//! The tabs of a file: the same five on every page of it.
//!
//! Owns their order, words and addresses. Never what stands under them.

use domain::ClientId;
use maud::{Markup, html};
use web::Ask;

/// What of a file is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The history with the information card beside it.
    History,
    /// Its documents.
    Documents,
    /// The information card, to be written.
    Card,
    /// Its filled-in forms.
    Forms,
    /// Its mail.
    Mail,
}

impl Tab {
    const ALL: [Tab; 5] = [Tab::History, Tab::Documents, Tab::Card, Tab::Forms, Tab::Mail];

    const fn message(self) -> &'static str {
        match self {
            Tab::History => "history",
            Tab::Documents => "documents-title",
            Tab::Card => "card",
            Tab::Forms => "forms-title",
            Tab::Mail => "mail-title",
        }
    }

    fn address(self, client_id: ClientId) -> String {
        let rest = match self {
            Tab::History => "",
            Tab::Documents => "/documents",
            Tab::Card => "/card",
            Tab::Forms => "/forms",
            Tab::Mail => "/mail",
        };
        format!("/files/{client_id}{rest}")
    }

    /// Where its inside alone is read, for those that are shown beside a filing form that stays as it is.
    fn in_place(self, client_id: ClientId) -> Option<String> {
        match self {
            Tab::History => Some(format!("/files/{client_id}/history")),
            Tab::Documents | Tab::Mail => Some(self.address(client_id)),
            Tab::Card | Tab::Forms => None,
        }
    }
}

/// The tabs of an open file, above the filing form.
pub fn tabs(ask: &Ask, client_id: ClientId, shown: Tab, documents: i64) -> Markup {
    let texts = ask.texts();
    html! {
        nav.tabs aria-label=(texts.say("tabs-label")) {
            @for tab in Tab::ALL {
                @let swap = tab.in_place(client_id);
                a href=(tab.address(client_id)) aria-current=[(tab == shown).then_some("page")] data-key=[(tab == Tab::Documents).then_some("o")]
                    hx-get=[swap.as_ref()] hx-target=[swap.as_ref().map(|_| "#file-view")] hx-swap=[swap.as_ref().map(|_| "outerHTML")] {
                    (texts.say(tab.message()))
                    @if tab == Tab::Documents && documents > 0 { " " span.tab-count { (documents) } }
                }
            }
        }
    }
}

/// The tabs on a page of its own, where there is no filing form.
pub fn tabs_of_page(ask: &Ask, client_id: ClientId, shown: Tab) -> Markup {
    let texts = ask.texts();
    html! {
        nav.tabs.is-alone aria-label=(texts.say("tabs-label")) {
            @for tab in Tab::ALL { a href=(tab.address(client_id)) aria-current=[(tab == shown).then_some("page")] { (texts.say(tab.message())) } }
        }
    }
}
