//! The sample company.

/// Placeholder until the sample is written.
///
/// # Errors
/// Always.
pub fn fill(_: &store::Db, _: impl Sized) -> Result<domain::PersonId, web::Failure> {
    Err(web::Failure::NotFound)
}
