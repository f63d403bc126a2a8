//! What is printed (B15 to B17, B20, B44).
//!
//! Owns the pages that give a PDF; how it is set is the crate `paper`.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
