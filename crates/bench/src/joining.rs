//! Two files with their histories joined, and taken apart again.
//!
//! Owns the requests of this measure. Leaves every file as it found it, but for the lines that say so.

use crate::base::{BENCH, DIRECTOR, managers};
use crate::handing::sent;
use crate::http::Connection;
use crate::measures::Bench;
use crate::told;
use domain::PersonId;
use std::net::SocketAddr;
use store::params;

/// Pairs that are joined.
const PAIRS: i64 = 100;

impl Bench<'_> {
    /// Joins pairs of files of one binder, and takes each apart.
    pub(crate) fn joining(&mut self, address: SocketAddr) -> Result<(), String> {
        let Some(person) = managers().find(|person| *person != BENCH) else { return Err("the base has nobody whose files are joined".to_owned()) };
        let mut connection = self.connect(address, DIRECTOR)?;
        let files = self.files(person)?;
        let (mut joined, mut separated) = (Vec::new(), Vec::new());
        for pair in files.chunks_exact(2) {
            let [(kept, one), (gone, other)] = pair else { continue };
            joined.push(join(&mut connection, (*kept, *gone), (*one, *other))?);
            let joining: i64 = self.db.read(|tx| tx.one("SELECT max(id) FROM joining WHERE kept_id = $1", params![*kept])).map_err(told)?;
            separated.push(sent(&mut connection, &format!("/joinings/{joining}/separate"), &[])?);
        }
        self.times("two files joined", &joined, Some(20.0), &format!("{} pairs with their histories", joined.len()));
        self.times("the same, taken apart", &separated, Some(20.0), "as above");
        Ok(())
    }

    fn files(&self, person: PersonId) -> Result<Vec<(i64, i64)>, String> {
        let sql = "SELECT id, version FROM client WHERE owner_id = $1 AND state = 'active' ORDER BY id LIMIT $2";
        let rows = self.db.read(|tx| tx.rows(sql, params![person, 2 * PAIRS])).map_err(told::<store::StoreError>)?;
        rows.iter().map(|row| Ok((row.get(0).map_err(told)?, row.get(1).map_err(told)?))).collect()
    }
}

fn join(connection: &mut Connection, (kept, gone): (i64, i64), (one, other): (i64, i64)) -> Result<f64, String> {
    let (one, other) = (one.to_string(), other.to_string());
    sent(connection, &format!("/files/{kept}/join/{gone}"), &[("seen-kept", &one), ("seen-other", &other)])
}
