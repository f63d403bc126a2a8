//! What moves with a file, and back.
//!
//! Owns the list of the tables whose rows stand in one file and move as they are. Never touches the card, the people or
//! the ways to reach them.

use domain::ClientId;
use store::{StoreError, Tx, params};

/// A table whose rows move.
struct Moving {
    table: &'static str,
    /// The column that names the file.
    file: &'static str,
    /// The column by which a row is found again.
    key: &'static str,
    /// The column that changes besides the file, and is kept as it was.
    was: Option<&'static str>,
    /// Which rows: all of a file, but those that would stand twice in the other (`$1` the file, `$2` the other).
    only: &'static str,
}

const fn all(table: &'static str) -> Moving {
    Moving { table, file: "client_id", key: "id", was: None, only: "CAST($2 AS BIGINT) > 0" }
}

const MOVING: [Moving; 15] = [
    all("entry"),
    all("filled_form"),
    all("consent"),
    all("slip_event"),
    all("letter"),
    all("letter_piece"),
    all("delivery"),
    all("slip"),
    Moving { was: Some("position"), ..all("document") },
    Moving {
        key: "mail_id",
        only: "NOT EXISTS (SELECT 1 FROM mail_file o WHERE o.mail_id = mail_file.mail_id AND o.client_id = $2)",
        ..all("mail_file")
    },
    Moving { only: "NOT EXISTS (SELECT 1 FROM take_along o WHERE o.person_id = take_along.person_id AND o.client_id = $2)", ..all("take_along") },
    Moving {
        file: "from_id",
        only: "to_id <> $2 AND NOT EXISTS (SELECT 1 FROM relation o
            WHERE o.from_id = $2 AND o.to_id = relation.to_id AND o.kind = relation.kind AND o.ended_at IS NULL)",
        ..all("relation")
    },
    Moving {
        file: "to_id",
        only: "from_id <> $2 AND NOT EXISTS (SELECT 1 FROM relation o
            WHERE o.to_id = $2 AND o.from_id = relation.from_id AND o.kind = relation.kind AND o.ended_at IS NULL)",
        ..all("relation")
    },
    Moving { file: "from_id", only: "to_id <> $2", ..all("person_moved") },
    Moving { file: "to_id", only: "from_id <> $2", ..all("person_moved") },
];

impl Moving {
    /// The word under which its rows are written down.
    fn what(&self) -> String {
        if self.file == "client_id" { self.table.to_owned() } else { format!("{}.{}", self.table, self.file) }
    }
}

/// Moves everything, and writes down what it was.
pub(super) fn over(tx: &mut Tx<'_>, joining: i64, from: ClientId, to: ClientId) -> Result<(), StoreError> {
    let shift: i64 = tx.one("SELECT coalesce(max(position), 0) FROM document WHERE client_id = $1", params![to])?;
    for moving in &MOVING {
        let Moving { table, file, key, only, .. } = moving;
        let what = moving.what();
        let was = moving.was.unwrap_or("NULL");
        tx.run(
            &format!(
                "INSERT INTO joined_piece (joining_id, what, ref_id, was) SELECT $3, '{what}', {key}, {was} FROM {table} WHERE {file} = $1 AND {only}"
            ),
            params![from, to, joining],
        )?;
        let also = if *table == "document" { format!(", position = position + {shift}") } else { String::new() };
        let set = format!(
            "UPDATE {table} SET {file} = $2{also} WHERE {file} = $1
             AND {key} IN (SELECT ref_id FROM joined_piece WHERE joining_id = $3 AND what = '{what}')"
        );
        tx.run(&set, params![from, to, joining])?;
    }
    into_its_binder(tx, to)
}

/// The open steps are work of the binder in which the file stands; one that was done stays where it was done.
fn into_its_binder(tx: &mut Tx<'_>, client_id: ClientId) -> Result<(), StoreError> {
    tx.run(
        "UPDATE slip SET person_id = (SELECT owner_id FROM client WHERE id = $1) WHERE client_id = $1 AND state = 'open'
         AND person_id <> (SELECT owner_id FROM client WHERE id = $1)",
        params![client_id],
    )
    .map(drop)
}

/// Moves back what came with the joining and is still there.
pub(super) fn back(tx: &mut Tx<'_>, joining: i64, kept: ClientId, gone: ClientId) -> Result<(), StoreError> {
    for moving in &MOVING {
        let Moving { table, file, key, only, .. } = moving;
        let what = moving.what();
        let also = match moving.was {
            Some(column) => {
                format!(", {column} = (SELECT p.was FROM joined_piece p WHERE p.joining_id = $3 AND p.what = '{what}' AND p.ref_id = {table}.{key})")
            }
            None => String::new(),
        };
        let sql = format!(
            "UPDATE {table} SET {file} = $2{also} WHERE {file} = $1 AND {only}
             AND {key} IN (SELECT ref_id FROM joined_piece WHERE joining_id = $3 AND what = '{what}')"
        );
        tx.run(&sql, params![kept, gone, joining])?;
    }
    into_its_binder(tx, gone)
}
