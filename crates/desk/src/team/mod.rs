//! All binders side by side: people and days, with loads (B45).
//!
//! Owns the head's screen. Never writes.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
