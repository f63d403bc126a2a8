//! Taking back what was added to a file: a document, a version of it, a kind of documents.
//!
//! Owns which of that cannot be taken back any more. Never deletes a document: it is taken out of the file, and its bytes
//! are swept when nobody can bring it back.

use super::image::Table;
use crate::By;
use domain::ClientId;
use store::{StoreError, Tx, params};
use web::Failure;

/// Whose file the document is in.
pub(super) fn file_of(tx: &mut Tx<'_>, table: &str, id: i64) -> Result<Option<ClientId>, StoreError> {
    let sql = match table {
        "document" => "SELECT client_id FROM document WHERE id = $1",
        _ => "SELECT d.client_id FROM document d JOIN document_version v ON v.document_id = d.id WHERE v.id = $1",
    };
    tx.row(sql, params![id])?.map(|row| row.get(0)).transpose()
}

/// Takes out what was added. What others built on stays: a document with a newer version, a version with a newer one, a
/// kind that documents have.
pub(super) fn unmake(tx: &mut Tx<'_>, by: &By, table: Table, id: i64) -> Result<(), Failure> {
    let (used, removal) = match table {
        Table::Document => (
            "SELECT 1 FROM document_version WHERE document_id = $1 AND number > 1 AND removed_at IS NULL LIMIT 1",
            "UPDATE document SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL",
        ),
        Table::DocumentVersion => (
            "SELECT 1 FROM document_version v JOIN document_version n ON n.document_id = v.document_id AND n.number > v.number AND n.removed_at IS NULL
             WHERE v.id = $1 LIMIT 1",
            "UPDATE document_version SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL",
        ),
        _ => ("SELECT 1 FROM document WHERE own_kind_id = $1 LIMIT 1", "DELETE FROM document_kind WHERE id = $1 AND $2 > 0"),
    };
    if tx.row(used, params![id])?.is_some() || tx.run(removal, params![id, by.now])? == 0 {
        return Err(Failure::form("undo-conflict"));
    }
    Ok(())
}
