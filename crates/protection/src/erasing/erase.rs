//! The verb: a file is erased, in one transaction.

use super::pieces::{CLIENT, PIECES};
use super::undone::{Rows, actions, norms};
use super::{elsewhere, names_of_file};
use domain::fold::fold;
use domain::protection::Why;
use domain::{ClientId, PersonId};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::{Dialect, StoreError, Tx, params};
use web::Failure;
use web::audit::{self, Change, Kind, Origin};

/// What an erasure needs besides the file.
#[derive(Clone, Debug)]
pub struct Erasing {
    /// Who; none for the command line.
    pub person_id: Option<PersonId>,
    /// Who and from where, for the audit log.
    pub from: Origin,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: Why,
    /// What stands in the place of the name, in the company's language.
    pub mark: String,
}

/// Erases the file and says under which number that is kept.
///
/// # Errors
/// [`Failure::NotFound`]; refused if it is erased already, or if a message to it is being sent at this moment.
pub fn erase(tx: &mut Tx<'_>, id: ClientId, erasing: &Erasing) -> Result<i64, Failure> {
    let lock = match tx.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR UPDATE",
    };
    let row = tx.row(&format!("SELECT erased_at, created_at FROM client WHERE id = $1{lock}"), params![id])?.ok_or(Failure::NotFound)?;
    if row.get::<Option<i64>>(0)?.is_some() {
        return Err(Failure::form("file-is-erased"));
    }
    let made_at: i64 = row.get(1)?;
    let now = erasing.at.as_millisecond();
    if tx.row("SELECT 1 FROM letter WHERE client_id = $1 AND state = 'going' AND claimed_until > $2", params![id, now])?.is_some() {
        return Err(Failure::form("erasure-letter-going"));
    }
    // What was joined into it is of the same client: those files kept their own cards.
    for joined in joined_into(tx, id)? {
        erase(tx, joined, erasing)?;
    }
    let (named, norms, rows) = (names_of_file(tx, id)?, norms(tx, id)?, Rows::of(tx, id)?);
    let left_over = left_over(tx, id)?;
    store::find::forget_file(tx, id)?;
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    let mut counted = |table: &str, rows: u64| *counts.entry(table.to_owned()).or_default() += rows as i64;
    for undo in actions(tx, &rows, &named)? {
        counted("undo", tx.run("DELETE FROM undo WHERE id = $1", params![undo])?);
    }
    let client = format!("UPDATE client SET {} WHERE id = $1", CLIENT.replace("{now}", &now.to_string()));
    counted("client", tx.run(&client, params![id, &*erasing.mark, fold(&erasing.mark)])?);
    for piece in PIECES {
        counted(piece.table, tx.run(&piece.statement(now), params![id])?);
    }
    for (table, rows) in elsewhere::blank(tx, &named, &norms)? {
        counted(table, rows.unsigned_abs());
    }
    tx.run("INSERT INTO find_queue (what, ref_id) VALUES ('client', $1)", params![id])?;
    let blanked = audit::blank(tx, &|text| named.blank(text))?;
    counted("audit", blanked.len() as u64);
    counts.retain(|_, rows| *rows > 0);
    Ok(keep(tx, id, made_at, erasing, &counts.into_iter().collect::<Vec<_>>(), &left_over, blanked)?)
}

/// The files that this one took in and that are not erased yet.
pub(super) fn joined_into(tx: &mut Tx<'_>, id: ClientId) -> Result<Vec<ClientId>, StoreError> {
    let sql = "SELECT id FROM client WHERE joined_into = $1 AND erased_at IS NULL ORDER BY id";
    tx.rows(sql, params![id])?.iter().map(|row| row.get(0)).collect()
}

/// The hashes of bytes that have to go when nobody else uses them.
fn left_over(tx: &mut Tx<'_>, id: ClientId) -> Result<String, StoreError> {
    let documents =
        "SELECT DISTINCT v.hash FROM document_version v JOIN document d ON d.id = v.document_id WHERE d.client_id = $1 AND v.swept_at IS NULL";
    let of_mail =
        "SELECT DISTINCT a.sha256 FROM mail_attachment a JOIN mail_file f ON f.mail_id = a.mail_id WHERE f.client_id = $1 AND a.sha256 <> ''
         UNION SELECT p.sha256 FROM letter_piece p WHERE p.client_id = $1";
    let hashes = |tx: &mut Tx<'_>, sql| tx.rows(sql, params![id])?.iter().map(|row| row.get::<String>(0)).collect::<Result<Vec<_>, StoreError>>();
    Ok(json!({ "documents": hashes(tx, documents)?, "mail": hashes(tx, of_mail)? }).to_string())
}

/// Writes down that it was done, and into the audit log.
fn keep(
    tx: &mut Tx<'_>,
    id: ClientId,
    made_at: i64,
    erasing: &Erasing,
    counts: &[(String, i64)],
    left_over: &str,
    blanked: Vec<Change>,
) -> Result<i64, StoreError> {
    let before = tx.row("SELECT hash FROM erasure ORDER BY id DESC LIMIT 1", &[])?.map(|row| row.get::<String>(0)).transpose()?.unwrap_or_default();
    let counted = serde_json::to_string(counts).unwrap_or_default();
    let now = erasing.at.as_millisecond();
    let mut hash = Sha256::new();
    let numbers = [id.0, made_at, erasing.person_id.map_or(0, |person| person.0), now].map(|number| number.to_string());
    for part in [before.as_str(), erasing.why.as_str(), &counted].into_iter().chain(numbers.iter().map(String::as_str)) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let hash = web::secret::hex(&hash.finalize());
    let number: i64 = tx.one(
        "INSERT INTO erasure (client_id, client_made_at, person_id, at, why, counts, hash, left_over) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        params![id, made_at, erasing.person_id, now, erasing.why.as_str(), counted, &*hash, left_over],
    )?;
    let own = Change { field: "hash", was: String::new(), became: hash };
    let changes: Vec<Change> = std::iter::once(own).chain(blanked).collect();
    audit::append(tx, &erasing.from, erasing.at, Kind::Erased, &erasing.mark, &changes)?;
    Ok(number)
}
