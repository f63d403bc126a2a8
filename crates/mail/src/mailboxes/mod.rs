//! Mailboxes: whose, who reads them, and what is true of them now.
//!
//! Owns the table `mailbox`. What is read from one is the business of `reading`.

pub(crate) mod pages;
mod row;
mod save;
mod state;

pub use row::{Mailbox, Server, Sight, all_active, all_read_by, is_read_by, mailbox, read_by, reader, sealing, sealing_word};

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/settings/mailboxes" Staff pages::list,
        POST "/settings/mailboxes" Staff save::add,
        GET "/settings/mailboxes/new" Staff pages::new,
        GET "/settings/mailboxes/{id}" Staff pages::edit,
        POST "/settings/mailboxes/{id}" Staff save::change,
        POST "/settings/mailboxes/{id}/turn" Staff save::turn,
        POST "/settings/mailboxes/{id}/look" Staff save::look,
        POST "/settings/mailboxes/{id}/untaken/{untaken}/again" Staff save::take_again,
    ]
}
