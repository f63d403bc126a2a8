//! What came with a message, kept as a document of a file in which the message stands (B21, B22).
//!
//! Owns the way from one to the other: the same bytes on the shelf, the name that they came with, an action like adding
//! any document.

use super::read::{files, one, pieces};
use binder::By;
use domain::{ClientId, DocumentId, MailId};
use files::documents::{add, arrive};
use std::time::SystemTime;
use store::{StoreError, Tx, params};
use web::{Answer, Ask, Failure, Reply, Upload};

/// Which pieces of a message stand as documents in files where it stands: file, document, hash.
pub(super) fn kept_of(tx: &mut Tx<'_>, id: MailId) -> Result<Vec<(ClientId, DocumentId, String)>, StoreError> {
    let sql = "SELECT d.client_id, d.id, v.hash FROM mail_attachment a JOIN mail_file f ON f.mail_id = a.mail_id
               JOIN document d ON d.client_id = f.client_id AND d.removed_at IS NULL
               JOIN document_version v ON v.document_id = d.id AND v.hash = a.sha256 AND v.removed_at IS NULL
               WHERE a.mail_id = $1 AND a.sha256 <> '' ORDER BY d.id";
    tx.rows(sql, params![id])?.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// `POST /mail/{id}/attachments/{number}/document`
pub(super) fn keep(ask: &mut Ask) -> Answer {
    let (id, number): (MailId, i64) = (ask.path("id")?, ask.path("number")?);
    let client_id = ask.parsed::<ClientId>("client")?;
    let by = By::of(ask)?;
    let (mail, piece) = ask.read(|tx| {
        let mail = one(tx, &by, id)?;
        // Only into a file in which the message stands: nobody reads a mailbox by moving what came there elsewhere.
        let is_there = files(tx, &by, id)?.iter().any(|(file, _)| *file == client_id);
        let piece = pieces(tx, id)?.into_iter().find(|piece| piece.number == number && is_there && !piece.sha256.is_empty());
        Ok::<_, Failure>((mail, piece.ok_or(Failure::NotFound)?))
    })?;
    let (_, kept) = crate::keys(&ask.app)?;
    let name = if piece.name.is_empty() { mail.subject } else { piece.name };
    let copied = kept.open(&piece.sha256).and_then(|file| Upload::of(&name, file));
    let copied = copied.map_err(|error| Failure::Unexpected(format!("what came with a message cannot be kept as a document: {error}")))?;
    let settings = &ask.app.config.documents;
    let arrived = arrive(&settings.shelf, &copied.path, &name, SystemTime::from(ask.now))?;
    let undo = ask.write(|tx| {
        // Held first, so that of two clicks the second finds what the first put there.
        binder::slips::hold(tx, &by, client_id)?;
        if kept_of(tx, id)?.iter().any(|(file, _, hash)| *file == client_id && *hash == piece.sha256) {
            return Err(Failure::form("mail-piece-stands"));
        }
        add(tx, &by, client_id, std::slice::from_ref(&arrived), None, settings.bytes_max)
    })?;
    ask.app.wake();
    Ok(Reply::see(&format!("/mail/{id}?did={undo}")))
}
