//! Being told by other nodes: LISTEN and NOTIFY of PostgreSQL.
//!
//! Owns the one connection of a node that only listens, on a thread of its own. Never reads a table, and does
//! nothing on SQLite, where there is one node.

use crate::db::Side;
use crate::postgres_side::Connections;
use crate::{Db, Result, StoreError, Tx, params};
use postgres::fallible_iterator::FallibleIterator;
use std::ops::ControlFlow;
use std::time::Duration;

/// How long the thread listens before it asks whether it is still wanted.
const LISTENS: Duration = Duration::from_secs(2);
/// How long it waits before it connects anew.
const WAITS: Duration = Duration::from_secs(1);
/// The longest message that PostgreSQL passes on, bytes.
pub const NOTICE_BYTES_MAX: usize = 7_900;

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A message of some node, also of this one.
    Notice(String),
    /// The connection is back after a break: messages may have been missed.
    Again,
    /// Nothing for a while: a chance to stop.
    Nothing,
}

impl Db {
    /// Hands each message of that channel to `hear`, on a thread of its own, until it says to stop. On SQLite
    /// there are no other nodes and nothing begins.
    ///
    /// # Errors
    /// [`StoreError::Connection`] if no thread can be started.
    pub fn listen(&self, channel: &'static str, mut hear: impl FnMut(Heard) -> ControlFlow<()> + Send + 'static) -> Result<()> {
        let Side::Postgres(pool) = self.side() else { return Ok(()) };
        let connections = pool.connections();
        let listening = move || {
            let mut is_first = true;
            loop {
                match heard(&connections, channel, is_first, &mut hear) {
                    Ok(()) => return,
                    Err(error) => tracing::warn!(%error, "other nodes cannot be heard; trying again"),
                }
                is_first = false;
                std::thread::park_timeout(WAITS);
                if hear(Heard::Nothing).is_break() {
                    return;
                }
            }
        };
        let started = std::thread::Builder::new().name("listening".to_owned()).spawn(listening);
        started.map(drop).map_err(|error| StoreError::Connection(error.to_string()))
    }
}

/// Listens on one connection until told to stop, or until it breaks.
fn heard(
    connections: &Connections,
    channel: &str,
    is_first: bool,
    hear: &mut impl FnMut(Heard) -> ControlFlow<()>,
) -> std::result::Result<(), postgres::Error> {
    let mut client = connections.open()?;
    client.batch_execute(&format!("LISTEN {channel}"))?;
    if !is_first && hear(Heard::Again).is_break() {
        return Ok(());
    }
    loop {
        let mut notifications = client.notifications();
        let mut coming = notifications.timeout_iter(LISTENS);
        while let Some(notice) = coming.next()? {
            if hear(Heard::Notice(notice.payload().to_owned())).is_break() {
                return Ok(());
            }
        }
        drop(coming);
        drop(notifications);
        if hear(Heard::Nothing).is_break() {
            return Ok(());
        }
        // A connection that the server closed ends the iterator without a word.
        client.simple_query("")?;
    }
}

impl Tx<'_> {
    /// Tells every node that listens to that channel, when this transaction is durable. Does nothing on SQLite.
    ///
    /// # Errors
    /// [`StoreError::Statement`].
    pub fn notify(&mut self, channel: &str, message: &str) -> Result<()> {
        if self.dialect() == crate::Dialect::Sqlite || message.len() > NOTICE_BYTES_MAX {
            return Ok(());
        }
        self.run("SELECT pg_notify($1, $2)", params![channel, message]).map(drop)
    }
}
