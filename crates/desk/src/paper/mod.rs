//! The same on paper: dividers, cards, files, stacks and call sheets as PDF (B15–B17, B20, B44).
//!
//! Owns what stands on which sheet and who may print it. How a sheet looks is `paper`. Never writes, and never holds
//! a transaction open while a document is set.

mod compose;
mod dividers;
mod files;
mod gathered;
mod page;
mod printed;
mod stack;

use web::{Route, routes};

/// The routes.
pub fn routes() -> Vec<Route> {
    routes![
        GET "/paper" Staff page::page,
        GET "/paper/dividers.pdf" Staff dividers::numbered,
        GET "/paper/dated.pdf" Staff dividers::dated,
        GET "/paper/card.pdf" Staff files::blank,
        GET "/files/{id}/card.pdf" Staff files::card,
        GET "/files/{id}/file.pdf" Staff files::file,
        GET "/day/{place}/stack.pdf" Staff stack::stack,
        GET "/day/{place}/calls.pdf" Staff stack::calls,
    ]
}

pub(crate) use page::day_link;
