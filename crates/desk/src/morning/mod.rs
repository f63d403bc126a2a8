//! The morning: what came overnight, what was dealt, what runs out (B42).
//!
//! Owns the one line above the day, and the table `morning`.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
