//! Views: filtered, sorted lists of clients that are kept, shared and starred, and what is done with many at once (B43).
//!
//! Owns `saved_view`, `view_star` and `bulk`. What a view is and whether a client fits is `domain::view`'s; what is done
//! with each client is done by the verbs of its owner. Never counts or reads a million clients for one answer: a view is
//! walked a stretch at a time.

mod builder;
pub mod bulk;
mod bulk_pages;
mod found;
mod pages;
mod properties;
mod saved;
mod seen;
mod walk;

pub use saved::{SavedView, remove_view, save_view, saved_views, share_view, star_view};

use web::{Route, routes};

/// The routes.
pub fn view_routes() -> Vec<Route> {
    routes![
        GET "/views" Staff pages::show,
        GET "/views/more" Staff pages::more,
        GET "/views/builder" Staff pages::builder_alone,
        POST "/views" Staff pages::save,
        GET "/views/{id}" Staff pages::open,
        POST "/views/{id}/star" Staff pages::star,
        POST "/views/{id}/share" Staff pages::share,
        POST "/views/{id}/remove" Staff pages::remove,
        GET "/views/table/{form}" Staff pages::table,
        POST "/bulk" Staff bulk_pages::begin,
        GET "/bulk/{id}" Staff bulk_pages::show,
        POST "/bulk/{id}/go-on" Staff bulk_pages::go_on,
        POST "/bulk/{id}/back" Staff bulk_pages::back,
    ]
}
