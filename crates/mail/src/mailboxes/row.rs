//! A mailbox as it stands in the database, and who may read what arrives there.

use domain::{MailboxId, PersonId};
use store::{Row, StoreError, Tx, Value, params};
use web::Failure;
use web::outgoing::Sealing;

/// Who reads the messages of a mailbox. That a message came stands in the file for whoever sees the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Its person alone.
    Own,
    /// The team of its person.
    Team,
    /// Everybody.
    All,
}

impl Sight {
    /// All of them, the closest first.
    pub const ALL: [Sight; 3] = [Sight::Own, Sight::Team, Sight::All];

    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Sight::Own => "own",
            Sight::Team => "team",
            Sight::All => "all",
        }
    }

    /// Reads the stored spelling.
    pub fn parse(text: &str) -> Option<Sight> {
        Sight::ALL.into_iter().find(|sight| sight.as_str() == text)
    }
}

/// The stored spelling of a sealing.
pub fn sealing_word(sealing: Sealing) -> &'static str {
    match sealing {
        Sealing::Tls => "tls",
        Sealing::StartTls => "starttls",
        Sealing::Open => "none",
    }
}

/// Reads the stored spelling of a sealing.
pub fn sealing(word: &str) -> Option<Sealing> {
    [Sealing::Tls, Sealing::StartTls, Sealing::Open].into_iter().find(|one| sealing_word(*one) == word)
}

/// A server that is spoken with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is sealed.
    pub sealing: Sealing,
}

/// A mailbox.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Which.
    pub id: MailboxId,
    /// Whose; of a shared one, in whose name it is filed.
    pub person_id: PersonId,
    /// How it is called.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Further addresses that arrive there.
    pub also: String,
    /// Who reads it.
    pub sight: Sight,
    /// From where it is read.
    pub imap: Server,
    /// Over what it sends; none: it does not.
    pub smtp: Option<Server>,
    /// Who we are there.
    pub sign_in_as: String,
    /// The password, sealed.
    pub secret: String,
    /// The folder into which messages come.
    pub folder: String,
    /// That of those that were sent; empty = the one that the server names as such.
    pub sent_folder: String,
    /// Nothing older than this day is taken, yyyymmdd.
    pub since: i64,
    /// Whether it is read.
    pub active: bool,
    /// When somebody asked for it to be read at once, UTC milliseconds.
    pub wanted_at: i64,
}

/// The columns of [`mailbox`], in their order.
pub const COLUMNS: &str = "b.id, b.person_id, b.name, b.address, b.also, b.sight, b.imap_host, b.imap_port, b.imap_sealing, b.smtp_host, b.smtp_port,
    b.smtp_sealing, b.sign_in_as, b.secret, b.folder, b.sent_folder, b.since, b.active, b.wanted_at";

/// Reads the columns of [`COLUMNS`].
///
/// # Errors
/// [`StoreError`].
pub fn mailbox(row: &Row) -> Result<Mailbox, StoreError> {
    let word = |index: usize| row.get::<String>(index);
    let odd = |index| StoreError::Shape { column: index };
    let server =
        |at: usize| Ok::<_, StoreError>(Server { host: word(at)?, port: row.get(at + 1)?, sealing: sealing(&word(at + 2)?).ok_or(odd(at + 2))? });
    Ok(Mailbox {
        id: row.get(0)?,
        person_id: row.get(1)?,
        name: word(2)?,
        address: word(3)?,
        also: word(4)?,
        sight: Sight::parse(&word(5)?).ok_or(odd(5))?,
        imap: server(6)?,
        smtp: Some(server(9)?).filter(|smtp| !smtp.host.is_empty()),
        sign_in_as: word(12)?,
        secret: word(13)?,
        folder: word(14)?,
        sent_folder: word(15)?,
        since: row.get(16)?,
        active: row.get(17)?,
        wanted_at: row.get(18)?,
    })
}

/// A condition on the mailbox `b`, with two parameters from `$first` on: whether that person reads it. See [`reader`].
pub fn is_read_by(first: usize) -> String {
    let (person, team) = (first, first + 1);
    format!(
        "(b.sight = 'all' OR b.person_id = ${person}
          OR (b.sight = 'team' AND EXISTS (SELECT 1 FROM person mate WHERE mate.id = b.person_id AND mate.team_id = ${team})))"
    )
}

/// The two parameters of [`is_read_by`].
///
/// # Errors
/// [`StoreError`].
pub fn reader(tx: &mut Tx<'_>, person_id: PersonId) -> Result<[Value; 2], StoreError> {
    let team: i64 = tx.one("SELECT coalesce(team_id, 0) FROM person WHERE id = $1", params![person_id])?;
    Ok([person_id.into(), team.into()])
}

/// A mailbox that this person reads.
///
/// # Errors
/// [`Failure::NotFound`] otherwise, and if there is none.
pub fn read_by(tx: &mut Tx<'_>, person_id: PersonId, id: MailboxId) -> Result<Mailbox, Failure> {
    let [person, team] = reader(tx, person_id)?;
    let sql = format!("SELECT {COLUMNS} FROM mailbox b WHERE b.id = $1 AND {}", is_read_by(2));
    Ok(mailbox(&tx.row(&sql, &[id.into(), person, team])?.ok_or(Failure::NotFound)?)?)
}

/// Every mailbox that this person reads, by name.
///
/// # Errors
/// [`StoreError`].
pub fn all_read_by(tx: &mut Tx<'_>, person_id: PersonId) -> Result<Vec<Mailbox>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM mailbox b WHERE {} ORDER BY b.active DESC, b.name, b.id", is_read_by(1));
    let reader = reader(tx, person_id)?;
    tx.rows(&sql, &reader)?.iter().map(mailbox).collect()
}

/// Every mailbox of the company, by name.
///
/// # Errors
/// [`StoreError`].
pub(super) fn all(tx: &mut Tx<'_>) -> Result<Vec<Mailbox>, StoreError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM mailbox b ORDER BY b.active DESC, b.name, b.id"), &[])?.iter().map(mailbox).collect()
}

/// Every mailbox that is read by the server.
///
/// # Errors
/// [`StoreError`].
pub fn all_active(tx: &mut Tx<'_>) -> Result<Vec<Mailbox>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM mailbox b JOIN person p ON p.id = b.person_id WHERE b.active = 1 AND p.active = 1 ORDER BY b.id");
    tx.rows(&sql, &[])?.iter().map(mailbox).collect()
}
