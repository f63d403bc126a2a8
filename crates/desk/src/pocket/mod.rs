//! Without a network (B44).
//!
//! Owns what a device takes along and what arrives from its queue.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
