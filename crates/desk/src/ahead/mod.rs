//! What lies ahead: week, month and all, with counts and minutes (B3).
//!
//! Owns the page. Never writes.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
