//! Handing files over, and absences with their deputies (B11, B45, E26).
//!
//! Owns the pages. Never moves a file itself: that is `binder::hand_over`.

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
