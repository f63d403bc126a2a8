//! Fields of the company's own on the information card of clients and of the people there.
//!
//! Owns the tables `own_field` and `field_value`, the page where a head composes them and how they look on a card.
//! What a field may be is `domain::own_form`'s and `domain::own_field`'s. Never throws an answer away: a field that is
//! no longer used keeps what stands in it.

mod compose;
mod control;
mod pages;
mod values;

pub use compose::{ComposedField, retire_field, save_field};
pub use control::{Control, control, kind_key};
pub use values::{Held, OwnAnswer, Row, Said, check, full, lacking, said_of, said_of_files, values};
pub(crate) use values::{carry, differs, write};

use crate::own_forms::read_names;
use domain::OwnFieldId;
use domain::own_field::{About, Needed};
use domain::own_form::{Field, FieldKind};
use store::{StoreError, Tx};
use web::{Route, routes};

/// A field of the company's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnField {
    /// Which.
    pub id: OwnFieldId,
    /// Of whom it tells.
    pub about: About,
    /// By when it must be filled.
    pub needed: Needed,
    /// Where it stands among the fields.
    pub position: i64,
    /// Whether it is no longer asked for.
    pub is_retired: bool,
    /// What it asks for; its key is the number of the field.
    pub field: Field,
}

/// Every field, those in use first, in their order.
///
/// # Errors
/// [`StoreError`].
pub fn own_fields(tx: &mut Tx<'_>) -> Result<Vec<OwnField>, StoreError> {
    let sql = "SELECT id, about, kind, names, help, options, needed, position, retired_at FROM own_field
         ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, position, id";
    tx.rows(sql, &[])?
        .iter()
        .map(|row| {
            let id: OwnFieldId = row.get(0)?;
            Ok(OwnField {
                id,
                about: About::parse(&row.get::<String>(1)?).ok_or(StoreError::Shape { column: 1 })?,
                needed: Needed::parse(&row.get::<String>(6)?).ok_or(StoreError::Shape { column: 6 })?,
                position: row.get(7)?,
                is_retired: row.get::<Option<i64>>(8)?.is_some(),
                field: Field {
                    key: u32::try_from(id.0).unwrap_or_default(),
                    kind: FieldKind::parse(&row.get::<String>(2)?).ok_or(StoreError::Shape { column: 2 })?,
                    label: read_names(&row.get::<String>(3)?),
                    help: read_names(&row.get::<String>(4)?),
                    required: false,
                    options: compose::read_options(&row.get::<String>(5)?),
                },
            })
        })
        .collect()
}

/// The fields that are asked for.
///
/// # Errors
/// [`StoreError`].
pub fn fields_in_use(tx: &mut Tx<'_>) -> Result<Vec<OwnField>, StoreError> {
    Ok(own_fields(tx)?.into_iter().filter(|field| !field.is_retired).collect())
}

/// The routes.
pub fn own_field_routes() -> Vec<Route> {
    routes![
        GET "/settings/fields" Head pages::list,
        GET "/settings/fields/new" Head pages::new,
        POST "/settings/fields/new" Head pages::make,
        GET "/settings/fields/{id}" Head pages::one,
        POST "/settings/fields/{id}" Head pages::change,
        POST "/settings/fields/{id}/retire" Head pages::retire,
    ]
}
