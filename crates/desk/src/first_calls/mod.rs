//! The queue of first calls (B25, B26).
//!
//! Owns the page and "bring the next prepared ones".

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
