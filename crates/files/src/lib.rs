//! Clients and their files: the information card, contacts, the list, import and export.
//!
//! Owns the tables `client` (but for where a file stands), `contact`, `reach` and `import`. Never decides
//! where a file stands: that is `binder`.

pub mod classes;
pub mod clients;
pub mod documents;
pub mod export;
pub mod import;
pub mod own_forms;

use web::Route;

/// Every route of this crate.
pub fn routes() -> Vec<Route> {
    [clients::routes(), import::routes(), export::routes()].concat()
}
