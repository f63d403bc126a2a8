//! A whole binder of ten thousand files, handed over and taken back.
//!
//! Owns the requests of this measure. Leaves every file where it found it.

use crate::base::{BENCH, DIRECTOR, managers};
use crate::http::Connection;
use crate::measures::Bench;
use crate::told;
use domain::PersonId;
use std::net::SocketAddr;
use store::{Value, params};

/// Files in the binder that is handed over, if the base has as many.
const FILES: i64 = 10_000;
/// How many colleagues get them.
const RECEIVERS: usize = 10;
/// How often it goes there and back.
const ROUNDS: usize = 5;

impl Bench<'_> {
    /// Gathers a large binder as a head would, hands it over, takes that back, and at the end the gathering too.
    pub(crate) fn handing(&mut self, address: SocketAddr) -> Result<(), String> {
        let mut connection = self.connect(address, DIRECTOR)?;
        let mut others = managers().filter(|person| *person != BENCH);
        let Some(binder) = others.next() else { return Err("the base has nobody to give files to".to_owned()) };
        let (mut gathered, mut emptied) = (Vec::new(), Vec::new());
        for person in others {
            if self.files_of(binder)? >= FILES {
                break;
            }
            self.give(&mut connection, person, &[binder])?;
            gathered.push(self.last_undo()?);
            emptied.push(person);
        }
        let files = self.files_of(binder)?;
        let receivers = emptied.get(..RECEIVERS.min(emptied.len())).unwrap_or_default();
        let (mut there, mut back) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            there.push(self.give(&mut connection, binder, receivers)?);
            if self.files_of(binder)? > 0 {
                return Err("a binder that was handed over still has files".to_owned());
            }
            back.push(self.take_back(&mut connection, self.last_undo()?)?);
        }
        for undo in gathered.into_iter().rev() {
            self.take_back(&mut connection, undo)?;
        }
        let note = format!("{files} files of one binder to {} colleagues by load, {ROUNDS} times", receivers.len());
        self.times("hand-over of a whole binder", &there, Some(2000.0), &note);
        self.times("the same, taken back", &back, Some(2000.0), "as above");
        Ok(())
    }

    fn files_of(&self, person: PersonId) -> Result<i64, String> {
        self.db.read(|tx| tx.one("SELECT count(*) FROM client WHERE owner_id = $1", params![person])).map_err(told)
    }

    fn last_undo(&self) -> Result<i64, String> {
        self.db.read(|tx| tx.one("SELECT max(id) FROM undo WHERE person_id = $1", &[Value::from(DIRECTOR)])).map_err(told)
    }

    /// Hands a whole binder over; how long that took, milliseconds.
    fn give(&self, connection: &mut Connection, from: PersonId, to: &[PersonId]) -> Result<f64, String> {
        let from = from.to_string();
        let to: Vec<String> = to.iter().map(ToString::to_string).collect();
        let fields: Vec<(&str, &str)> =
            [("binder", from.as_str()), ("reason", "Benchmark")].into_iter().chain(to.iter().map(|person| ("to", person.as_str()))).collect();
        sent(connection, "/hand-over", &fields)
    }

    fn take_back(&self, connection: &mut Connection, undo: i64) -> Result<f64, String> {
        sent(connection, &format!("/undo/{undo}"), &[("back", "/")])
    }
}

/// Sends a form that is answered by going on to another page.
pub(crate) fn sent(connection: &mut Connection, path: &str, fields: &[(&str, &str)]) -> Result<f64, String> {
    let answer = connection.post(path, fields, "").map_err(|error| format!("{path}: {error}"))?;
    if answer.status == 303 { Ok(answer.wall_ms) } else { Err(format!("{path} was answered with {}", answer.status)) }
}
