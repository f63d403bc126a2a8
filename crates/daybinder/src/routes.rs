//! Every route of the program.
//!
//! Owns the whole list and its text. Which functions stand behind it is the slices' business.

use web::Route;

/// Every route that is served.
pub fn routes() -> Vec<Route> {
    [crate::probes::routes(), desk::routes(), demo::routes()].concat()
}

/// The rights table, as docs/routes.txt holds it.
pub fn table() -> String {
    web::route::table(&routes())
}
