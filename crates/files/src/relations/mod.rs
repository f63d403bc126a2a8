//! How clients stand to each other, and people who go from one company to another (E37).
//!
//! Owns the tables `relation` and `person_moved`. A relation is told in both files; ended ones stay as rows. Whoever goes
//! to another company leaves the history where it was made: both files say where the person went and came from.

mod moving;
mod pages;
mod standing;

pub use moving::{Going, Moved, move_person, moved_of};
pub use standing::{Direction, Related, RelationKind, end, relate, related};

use web::Route;

/// The routes of relations.
pub fn relation_routes() -> Vec<Route> {
    web::routes![
        GET "/files/{id}/relations" Staff pages::show,
        POST "/files/{id}/relations" Staff pages::add,
        POST "/relations/{id}/end" Staff pages::end_it,
        GET "/files/{id}/people/{person}" Staff pages::going,
        POST "/files/{id}/people/{person}" Staff pages::gone,
    ]
}
