//! Forms of the company: composing, filling, what is missing (B46, B12).
//!
//! Owns the pages.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
