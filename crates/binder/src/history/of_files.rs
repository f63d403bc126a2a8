//! The last lines of many files at once, for paper. Never reads a file twice.

use super::{Entry, entry};
use domain::ClientId;
use std::collections::BTreeMap;
use store::{StoreError, Tx, Value};

/// The newest lines of each of these files, newest first, at most `per_file` of one. The files must be ones that
/// the actor may see.
///
/// # Errors
/// [`StoreError`].
pub fn entries_of_files(tx: &mut Tx<'_>, files: &[ClientId], per_file: u32) -> Result<BTreeMap<ClientId, Vec<Entry>>, StoreError> {
    if files.is_empty() {
        return Ok(BTreeMap::new());
    }
    let marks: Vec<String> = (2..files.len() + 2).map(|index| format!("${index}")).collect();
    let sql = format!(
        "SELECT e.id, e.at, e.kind, e.outcome, e.seconds, e.text, p.name, c.at, cp.name, c.text, f.name, e.client_id
         FROM (SELECT id, at, kind, outcome, seconds, text, person_id, for_person_id, client_id,
                 row_number() OVER (PARTITION BY client_id ORDER BY at DESC, id DESC) AS nth
               FROM entry WHERE client_id IN ({})) e
         JOIN person p ON p.id = e.person_id
         LEFT JOIN person f ON f.id = e.for_person_id
         LEFT JOIN entry_correction c ON c.id = (SELECT max(l.id) FROM entry_correction l WHERE l.entry_id = e.id)
         LEFT JOIN person cp ON cp.id = c.person_id
         WHERE e.nth <= $1 ORDER BY e.client_id, e.nth",
        marks.join(", ")
    );
    let mut values = vec![Value::from(per_file)];
    values.extend(files.iter().map(|id| Value::from(*id)));
    let mut entries: BTreeMap<ClientId, Vec<Entry>> = BTreeMap::new();
    for row in &tx.rows(&sql, &values)? {
        entries.entry(row.get(11)?).or_default().push(entry(row)?);
    }
    Ok(entries)
}
