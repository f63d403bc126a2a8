//! Protection of the people in the files: what is kept of one as a file to hand out, erasing a file for good, and which
//! closed files were kept long enough.
//!
//! Owns the table `erasure` and which text of which table belongs to a file (`erasing::pieces`). Never decides by itself:
//! each erasure is one person's act, and the only one here that cannot be taken back.

pub mod erasing;
pub mod kept;
mod pages;

pub use pages::link;

use web::Route;

/// The routes.
pub fn routes() -> Vec<Route> {
    pages::routes()
}
