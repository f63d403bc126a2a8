//! One look into a mailbox: everything that is new there is taken, one message after the other.
//!
//! Owns the tables `mail_folder` and `mail_untaken`. How far a folder was read is written with each message in one
//! transaction, so that whoever is stopped in the middle loses nothing and takes nothing twice.

use super::session::{About, Asked, Talk};
use super::trouble::Trouble;
use crate::kept::Keep;
use crate::letters;
use crate::mailboxes::Mailbox;
use crate::message::{self, BEGINNING, Odd, WHOLE_MAX};
use crate::take::{self, Place};
use binder::By;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Db, StoreError, Tx, params};
use web::{App, Company};

/// How often a message on which the connection breaks is tried.
const TRIES: u32 = 3;
/// A message larger than this waits for its turn, so that only one of them is in memory, bytes.
const LARGE: u32 = 1024 * 1024;
/// How long what somebody claimed to read is left to it, milliseconds.
pub(super) const LEASE_MS: i64 = 6 * 60 * 1000;

/// Who reads: the server, and where pieces are kept.
pub(super) struct Reader<'a> {
    pub(super) app: &'a App,
    pub(super) keep: &'a dyn Keep,
    pub(super) stopping: &'a AtomicBool,
    /// Who holds it reads a large message.
    pub(super) large: &'a Mutex<()>,
}

/// What is remembered between two looks: messages on which the connection broke.
pub(super) type Broken = HashMap<(String, u32), u32>;

/// A message as it was fetched, with the turn of a large one.
type Fetched<'a> = (About, Vec<u8>, Option<MutexGuard<'a, ()>>);

/// Who takes, for one look.
struct Round<'a> {
    reader: &'a Reader<'a>,
    mailbox: &'a Mailbox,
    company: &'a Company,
}

/// A folder while it is read.
struct Folder<'a> {
    name: &'a str,
    uid_validity: u32,
}

impl Reader<'_> {
    fn db(&self) -> &Db {
        &self.app.db
    }

    /// Takes everything that is new, from the sent messages first: then the folder of new ones stays open.
    pub(super) fn look(&self, talk: &mut Talk, mailbox: &Mailbox, broken: &mut Broken) -> Result<u64, Trouble> {
        let company = self.app.company()?.ok_or(Trouble::Stopped)?;
        let round = Round { reader: self, mailbox, company: &company };
        let sent = if mailbox.sent_folder.is_empty() { talk.sent_folder()? } else { Some(mailbox.sent_folder.clone()) };
        round.copies(talk, sent.as_deref())?;
        let mut taken = 0;
        if let Some(sent) = sent.filter(|sent| *sent != mailbox.folder) {
            taken += round.folder(talk, &sent, broken)?;
        }
        taken += round.folder(talk, &mailbox.folder, broken)?;
        let now = self.app.clock.now().as_millisecond();
        self.db().write(|tx| {
            let sql =
                "UPDATE mailbox SET tried_at = $2, read_at = $2, waiting = 0, trouble = '', trouble_since = NULL, claimed_until = $3 WHERE id = $1";
            tx.run(sql, params![mailbox.id, now, now + LEASE_MS])
        })?;
        if taken > 0 {
            self.app.wake();
        }
        Ok(taken)
    }
}

impl Round<'_> {
    /// Lays the copies of letters that went among the sent messages, unless the server did that by itself.
    fn copies(&self, talk: &mut Talk, sent: Option<&str>) -> Result<(), Trouble> {
        let db = self.reader.db();
        let now = self.reader.app.clock.now().as_millisecond();
        for id in db.read(|tx| letters::uncopied(tx, self.mailbox.id, now))? {
            let state = match (sent, letters::copy_of(self.reader.app, self.reader.keep, self.mailbox, id)?) {
                (None, _) => "none",
                (Some(_), None) => "refused",
                (Some(folder), Some(copy)) => {
                    let large = copy.bytes.len() > LARGE as usize;
                    let _turn = large.then(|| self.reader.large.lock().unwrap_or_else(PoisonError::into_inner));
                    talk.open(folder)?;
                    if talk.holds(&copy.message_id)? || talk.lay(folder, &copy.bytes)? { "there" } else { "refused" }
                }
            };
            db.write(|tx| letters::settle_copy(tx, id, state))?;
        }
        Ok(())
    }

    fn folder(&self, talk: &mut Talk, name: &str, broken: &mut Broken) -> Result<u64, Trouble> {
        let uid_validity = talk.open(name)?.uid_validity;
        let folder = Folder { name, uid_validity };
        let (last, again) = self.reader.db().write(|tx| begin(tx, self.mailbox, &folder))?;
        let since = domain::place::date_from_number(i32::try_from(self.mailbox.since).unwrap_or(0)).unwrap_or(jiff::civil::date(1970, 1, 1));
        let new = talk.after(last, since)?;
        let mut waiting = (again.len() + new.len()) as i64;
        let mut taken = 0;
        for uid in again.into_iter().chain(new) {
            if self.reader.stopping.load(Ordering::Relaxed) {
                return Err(Trouble::Stopped);
            }
            waiting -= 1;
            self.one(talk, &folder, uid, waiting, broken)?;
            taken += 1;
        }
        Ok(taken)
    }

    /// Takes one message or notes why not; an error only where the whole look is over.
    fn one(&self, talk: &mut Talk, folder: &Folder<'_>, uid: u32, waiting: i64, broken: &mut Broken) -> Result<(), Trouble> {
        let key = (folder.name.to_owned(), uid);
        let fetched = match self.fetch(talk, uid) {
            Err(Trouble::Broken) => {
                let tries = broken.entry(key).or_insert(0);
                *tries += 1;
                if *tries >= TRIES {
                    self.not_taken(folder, uid, waiting, "mail-untaken-lost", 0)?;
                }
                return Err(Trouble::Broken);
            }
            other => other?,
        };
        broken.remove(&key);
        // The turn ends with the message, when it is stored and let go.
        let (about, bytes, _turn) = match fetched {
            Asked::Got(got) => got,
            Asked::Gone => return self.not_taken(folder, uid, waiting, "mail-untaken-gone", 0),
            Asked::Denied => return self.not_taken(folder, uid, waiting, "mail-untaken-denied", 0),
            Asked::Odd => {
                // The conversation cannot go on behind such an answer; the next one begins behind this message.
                self.not_taken(folder, uid, waiting, "mail-untaken-answer", 0)?;
                return Err(Trouble::Broken);
            }
        };
        let size = u64::from(about.size).max(bytes.len() as u64);
        let mut read = message::read(&bytes, size, None).map_err(Trouble::Disk)?;
        if let Ok(message) = &read
            && !message.attachments.is_empty()
            && self.reader.db().read(|tx| take::will_be_kept(tx, self.mailbox.id, &message.heads))?
        {
            read = message::read(&bytes, size, Some(self.reader.keep)).map_err(Trouble::Disk)?;
        }
        match read {
            Ok(message) => self.take(folder, uid, waiting, &message, about.at),
            Err(Odd::NoHeader) => self.not_taken(folder, uid, waiting, "mail-untaken-no-header", about.size),
            Err(Odd::NoSender) => self.not_taken(folder, uid, waiting, "mail-untaken-no-sender", about.size),
            Err(Odd::Broken) => self.not_taken(folder, uid, waiting, "mail-untaken-broken", about.size),
        }
    }

    /// A large message is fetched and let go before another large one is: whoever has it holds the turn.
    fn fetch(&self, talk: &mut Talk, uid: u32) -> Result<Asked<Fetched<'_>>, Trouble> {
        let about = match talk.about(uid)? {
            Asked::Got(about) => about,
            Asked::Gone => return Ok(Asked::Gone),
            Asked::Denied => return Ok(Asked::Denied),
            Asked::Odd => return Ok(Asked::Odd),
        };
        let turn = (about.size > LARGE).then(|| self.reader.large.lock().unwrap_or_else(PoisonError::into_inner));
        let is_whole = about.size <= WHOLE_MAX;
        Ok(match talk.bytes(uid, if is_whole { about.size } else { BEGINNING }, is_whole)? {
            Asked::Got(bytes) => Asked::Got((about, bytes, turn)),
            Asked::Gone => Asked::Gone,
            Asked::Denied => Asked::Denied,
            Asked::Odd => Asked::Odd,
        })
    }

    fn take(&self, folder: &Folder<'_>, uid: u32, waiting: i64, message: &message::Message, at: Option<i64>) -> Result<(), Trouble> {
        let by = self.by();
        let place = Place { folder: folder.name, uid_validity: folder.uid_validity, uid };
        let at = at.or(message.at).unwrap_or(by.now).min(by.now);
        let taken = self.reader.db().write(|tx| {
            take::take(tx, &by, self.mailbox, &place, message, at)?;
            Ok::<_, web::Failure>(self.went_on(tx, &place, waiting, by.now)?)
        });
        match taken {
            // A message that breaks a rule of the database is named, and the queue goes on behind it.
            Err(web::Failure::Store(error)) if error.is_rule() => {
                self.not_taken(folder, uid, waiting, "mail-untaken-broken", u32::try_from(message.size).unwrap_or(u32::MAX))
            }
            other => Ok(other?),
        }
    }

    fn not_taken(&self, folder: &Folder<'_>, uid: u32, waiting: i64, why: &str, size: u32) -> Result<(), Trouble> {
        let now = self.by().now;
        let place = Place { folder: folder.name, uid_validity: folder.uid_validity, uid };
        Ok(self.reader.db().write(|tx| {
            take::not_taken(tx, self.mailbox.id, &place, why, size, now)?;
            self.went_on(tx, &place, waiting, now)
        })?)
    }

    fn by(&self) -> By {
        take::by_of(self.mailbox.person_id, self.company, self.reader.app.clock.now())
    }

    /// How far the folder was read, and how much is left.
    fn went_on(&self, tx: &mut Tx<'_>, place: &Place<'_>, waiting: i64, now: i64) -> Result<(), StoreError> {
        tx.run(
            "UPDATE mail_folder SET last_uid = $4 WHERE mailbox_id = $1 AND name = $2 AND uid_validity = $3 AND last_uid < $4",
            params![self.mailbox.id, place.folder, place.uid_validity, place.uid],
        )?;
        let sql = "UPDATE mailbox SET waiting = $2, tried_at = $3, claimed_until = $4 WHERE id = $1";
        tx.run(sql, params![self.mailbox.id, waiting, now, now + LEASE_MS]).map(drop)
    }
}

/// How far that folder was read, and what is to be taken again. A folder that was made anew on the server begins from
/// the start: what stands here already is known by what it is, not by its number.
fn begin(tx: &mut Tx<'_>, mailbox: &Mailbox, folder: &Folder<'_>) -> Result<(u32, Vec<u32>), StoreError> {
    tx.run(
        "INSERT INTO mail_folder (mailbox_id, name, uid_validity) VALUES ($1, $2, $3)
         ON CONFLICT (mailbox_id, name) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = 0 WHERE mail_folder.uid_validity <> $3",
        params![mailbox.id, folder.name, folder.uid_validity],
    )?;
    let last = tx.one("SELECT last_uid FROM mail_folder WHERE mailbox_id = $1 AND name = $2", params![mailbox.id, folder.name])?;
    // Numbers of the folder that was there before name nothing any more.
    tx.run(
        "UPDATE mail_untaken SET again = 0, why = 'mail-untaken-gone' WHERE mailbox_id = $1 AND folder = $2 AND uid_validity <> $3 AND again = 1",
        params![mailbox.id, folder.name, folder.uid_validity],
    )?;
    let sql = "SELECT uid FROM mail_untaken WHERE mailbox_id = $1 AND folder = $2 AND uid_validity = $3 AND again = 1 ORDER BY uid";
    let again = tx.rows(sql, params![mailbox.id, folder.name, folder.uid_validity])?;
    Ok((last, again.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?))
}
