//! The evening: the day analysed instead of the next one planned (B34, B41).
//!
//! Owns the page, the note on the day and its figures.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
