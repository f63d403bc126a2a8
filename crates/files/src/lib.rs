//! Clients and their files: the information card, contacts, the list, import and export.
//!
//! Owns the tables `client` (but for where a file stands), `contact`, `reach`, `consent`, `import` and `alike`. Never decides
//! where a file stands: that is `binder`.

pub mod classes;
pub mod clients;
pub mod consents;
pub mod documents;
mod done;
pub mod duplicates;
pub mod export;
pub mod import;
pub mod own_fields;
pub mod own_forms;
pub mod relations;
mod tabs;

pub mod views;

pub use done::did;
pub use tabs::{Tab, tabs, tabs_of_page};

use web::Route;

/// Every route of this crate.
pub fn routes() -> Vec<Route> {
    [
        clients::routes(),
        consents::routes(),
        import::routes(),
        export::routes(),
        own_fields::own_field_routes(),
        duplicates::duplicate_routes(),
        relations::relation_routes(),
        views::view_routes(),
    ]
    .concat()
}
