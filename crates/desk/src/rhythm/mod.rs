//! Whom nobody has spoken with for too long (E34).
//!
//! Owns the list and the pages of classes and intervals.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
