//! What others do while a page is open: who filed what, and who has which file open.
//!
//! Owns the news between the people of a node and, on PostgreSQL, between nodes. Everything here lives in memory;
//! a page that missed something reads the day anew. Never tells anybody of a binder they may not see.

mod changes;
mod presence;
mod stream;
#[cfg(test)]
mod tests;

pub(crate) use changes::Before;
pub use presence::Here;
pub(crate) use stream::stream;

use crate::{Actor, secret};
use changes::Gathered;
use domain::{ClientId, PersonId};
use presence::Presence;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use store::{Db, Dialect, Heard, StoreError, Tx};
use tokio::sync::broadcast;

/// The channel of PostgreSQL.
const CHANNEL: &str = "daybinder_live";
/// News that a slow page may be behind before it reads everything anew.
const BACKLOG: usize = 256;
/// Open streams of one person.
const STREAMS_MAX: u32 = 6;

/// What was done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Done {
    /// Something of its card or history.
    Changed,
    /// It stands under another divider.
    Moved,
    /// Its contact was logged and it was filed.
    Filed,
}

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// The node that tells it.
    node: String,
    /// The page that did it: it knows already.
    page: String,
    /// Who did it.
    by: String,
    /// What it is.
    news: News,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum News {
    /// Files with their binder's person, and the binders in which something changed.
    Changed { files: Vec<(i64, i64, Done)>, binders: Vec<i64> },
    /// So much changed, or so much was missed, that everything is to be read anew.
    Much,
    /// Somebody opened that file of that binder, or has left it.
    Here(Here),
    /// The server stops.
    End,
}

/// The news of one node.
pub struct Live {
    node: String,
    sender: broadcast::Sender<Arc<Told>>,
    presence: Mutex<Presence>,
    streams: Mutex<HashMap<PersonId, u32>>,
    listening: OnceLock<()>,
}

impl Live {
    /// Nobody listens yet.
    pub(crate) fn new() -> Arc<Live> {
        let node = secret::token().map(|token| token.chars().take(16).collect()).unwrap_or_else(|_| std::process::id().to_string());
        let (sender, _) = broadcast::channel(BACKLOG);
        Arc::new(Live { node, sender, presence: Mutex::default(), streams: Mutex::default(), listening: OnceLock::new() })
    }

    /// Ends every stream: the server stops.
    pub fn end(&self) {
        self.pass_on(self.told("", "", News::End));
    }

    fn told(&self, page: &str, by: &str, news: News) -> Told {
        Told { node: self.node.clone(), page: page.to_owned(), by: by.to_owned(), news }
    }

    fn pass_on(&self, told: Told) {
        // Nobody may be listening; that is no failure.
        let _ = self.sender.send(Arc::new(told));
    }

    /// Begins to hear other nodes, once somebody here wants news. Nothing begins on SQLite.
    fn listen(self: &Arc<Live>, db: &Db) {
        if self.listening.set(()).is_err() {
            return;
        }
        let weak: Weak<Live> = Arc::downgrade(self);
        let hear = move |heard: Heard| {
            let Some(live) = weak.upgrade() else { return ControlFlow::Break(()) };
            match heard {
                Heard::Notice(text) => live.heard(&text),
                Heard::Again => live.pass_on(live.told("", "", News::Much)),
                Heard::Nothing => {}
            }
            ControlFlow::Continue(())
        };
        if let Err(error) = db.listen(CHANNEL, hear) {
            tracing::warn!(%error, "what other nodes do is not shown at once");
        }
    }

    /// News of another node; one's own were passed on already.
    fn heard(&self, text: &str) {
        let Ok(told) = serde_json::from_str::<Told>(text) else { return };
        if told.node == self.node {
            return;
        }
        if let News::Here(here) = &told.news {
            self.people_at_files().note(here.clone(), &told.page);
        }
        self.pass_on(told);
    }

    fn people_at_files(&self) -> std::sync::MutexGuard<'_, Presence> {
        self.presence.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is last written before a transaction of that person begins; none where nobody would be told.
    pub(crate) fn before(&self, tx: &mut Tx<'_>) -> Result<Option<Before>, StoreError> {
        if tx.dialect() == Dialect::Sqlite && self.sender.receiver_count() == 0 {
            return Ok(None);
        }
        Before::read(tx).map(Some)
    }

    /// What that transaction wrote, told to other nodes when it is durable, and to this one by [`Live::tell`].
    pub(crate) fn written(&self, tx: &mut Tx<'_>, before: &Before, actor: &Actor, page: &str) -> Result<Option<Told>, StoreError> {
        let news = match before.changes(tx, actor.person_id)? {
            Gathered::Nothing => return Ok(None),
            Gathered::Much => News::Much,
            Gathered::Some { files, binders } => News::Changed { files, binders },
        };
        let told = self.told(page, &actor.name, news);
        send_to_nodes(tx, &told)?;
        Ok(Some(told))
    }

    /// Tells the people of this node.
    pub(crate) fn tell(&self, told: Told) {
        self.pass_on(told);
    }

    /// That page of a person has a file open at this moment (UTC milliseconds), or none; who else has it open, by
    /// name, without that person.
    ///
    /// # Errors
    /// [`StoreError`] if other nodes cannot be told.
    pub fn here(
        &self,
        db: &Db,
        page: &str,
        person: (PersonId, &str),
        file: Option<(ClientId, PersonId)>,
        now: i64,
    ) -> Result<Vec<String>, StoreError> {
        let here = |(client, binder): (ClientId, PersonId), is_gone| Here {
            client: client.0,
            binder: binder.0,
            person: person.0.0,
            name: person.1.to_owned(),
            at: now,
            is_gone,
        };
        let left = {
            let mut presence = self.people_at_files();
            presence.forget(now);
            presence.at(page).filter(|seen| file.is_none_or(|(client, _)| client.0 != seen.client)).map(Here::gone)
        };
        let came = file.map(|file| here(file, false));
        for here in left.into_iter().chain(came) {
            self.say_here(db, here, page)?;
        }
        let presence = self.people_at_files();
        Ok(file.map_or_else(Vec::new, |(client, _)| presence.others(client.0, person.0.0)))
    }

    /// That page was closed.
    fn left(&self, db: &Db, page: &str) {
        let Some(here) = self.people_at_files().at(page).map(Here::gone) else { return };
        if let Err(error) = self.say_here(db, here, page) {
            tracing::warn!(%error, "other nodes were not told who left a file");
        }
    }

    fn say_here(&self, db: &Db, here: Here, page: &str) -> Result<(), StoreError> {
        let is_new = self.people_at_files().note(here.clone(), page);
        let name = here.name.clone();
        let told = self.told(page, &name, News::Here(here));
        if db.dialect() == Dialect::Postgres {
            db.write(|tx| send_to_nodes(tx, &told))?;
        }
        if is_new {
            self.pass_on(told);
        }
        Ok(())
    }

    /// A place among a person's streams, given back when it is dropped; none when all are taken.
    fn enter(self: &Arc<Live>, person: PersonId) -> Option<Seat> {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let count = streams.entry(person).or_insert(0);
        if *count >= STREAMS_MAX {
            return None;
        }
        *count += 1;
        Some(Seat { live: self.clone(), person })
    }
}

/// A note to all nodes; what is too long for one says only that much changed.
fn send_to_nodes(tx: &mut Tx<'_>, told: &Told) -> Result<(), StoreError> {
    let text = |told: &Told| serde_json::to_string(told).unwrap_or_default();
    let whole = text(told);
    if whole.len() <= store::NOTICE_BYTES_MAX {
        return tx.notify(CHANNEL, &whole);
    }
    tx.notify(CHANNEL, &text(&Told { news: News::Much, ..told.clone() }))
}

/// One of a person's streams.
struct Seat {
    live: Arc<Live>,
    person: PersonId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut streams = self.live.streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = streams.get_mut(&self.person) {
            *count -= 1;
            if *count == 0 {
                streams.remove(&self.person);
            }
        }
    }
}
