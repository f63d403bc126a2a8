//! Clients: making one, its information card, the list of them, closing and reopening.
//!
//! Owns the tables `client` (but for where a file stands), `contact` and `reach`. Never files a client
//! itself: that is `binder`, through which every active one stands under exactly one divider (decision 1).

pub mod card;
mod create;
mod edit;
mod file_card;
mod fill_missing;
pub(crate) mod list;
pub(crate) mod pages;
mod reach;
mod similar;

pub(crate) use create::{Described, card_columns};
pub(crate) use reach::{ReachRow, phone_row, reach_rows};

pub use card::{Card, CardField, Known, needed_label};
pub use create::{NewClient, NewContact, create};
pub(crate) use edit::change;
pub use edit::{EditedCard, EditedContact, EditedOwn, edit};
pub use file_card::{ClientCard, Closed, ContactLine, LastContact, ReachLine, SlipLine, card};
pub use fill_missing::fill_missing;
pub use list::{COUNTED_MAX, Counts, ListLine, ListPage, ListQuery, Sort, StateFilter, counts, list};
pub use reach::{NewReach, ReachKind};
pub use similar::{Similar, SimilarBy, similar_to};

use domain::SlipKind;
use domain::filing::CloseReason;
use web::Route;

/// What a client is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClientKind {
    /// A company with people in it.
    #[default]
    Company,
    /// One person.
    Person,
}

impl ClientKind {
    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            ClientKind::Company => "company",
            ClientKind::Person => "person",
        }
    }

    /// Reads the stored spelling; `None` for any other text.
    pub fn parse(text: &str) -> Option<ClientKind> {
        [ClientKind::Company, ClientKind::Person].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The message that names a kind of slip.
pub fn slip_kind_label(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::Call => "kind-call",
        SlipKind::First => "kind-first",
        SlipKind::Callback => "kind-callback",
        SlipKind::Email => "kind-email",
        SlipKind::Visit => "kind-visit",
        SlipKind::Meeting => "kind-meeting",
        SlipKind::Other => "kind-other",
    }
}

/// The message that names a reason to close.
pub fn close_reason_label(reason: CloseReason) -> &'static str {
    match reason {
        CloseReason::Won => "close-won",
        CloseReason::Lost => "close-lost",
        CloseReason::Closed => "close-closed",
        CloseReason::DoNotContact => "close-do_not_contact",
        CloseReason::Erased => "close-erased",
        CloseReason::Joined => "close-joined",
    }
}

/// The routes of clients.
pub fn routes() -> Vec<Route> {
    web::routes![
        GET "/clients" Staff pages::list::show,
        GET "/clients/new" Staff pages::new::show,
        POST "/clients/new" Staff pages::new::make,
        GET "/files/{id}/card" Staff pages::edit::show,
        POST "/files/{id}/card" Staff pages::edit::save,
        GET "/files/{id}/close" Staff pages::turn::show_close,
        POST "/files/{id}/close" Staff pages::turn::close,
        GET "/files/{id}/reopen" Staff pages::turn::show_reopen,
        POST "/files/{id}/reopen" Staff pages::turn::reopen,
    ]
}
