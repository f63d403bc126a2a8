//! What changes elsewhere, told at once.
//!
//! Owns the stream of events and who looks at which file.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
