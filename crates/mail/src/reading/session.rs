//! One conversation with a mail server.
//!
//! Owns the commands that are sent: nothing is marked as read, and the only one that changes anything in the mailbox lays the
//! copy of a letter that went among the sent messages.

use super::trouble::Trouble;
use super::wire::{self, Budget, Wire};
use crate::mailboxes::{Mailbox, Server};
use imap::extensions::idle::WaitOutcome;
use imap::{Client, Error, Session};
use std::net::TcpStream;
use std::time::Duration;
use web::outgoing::Sealing;

/// What an answer may be that lists or tells, bytes.
const TOLD_MAX: u64 = 8 * 1024 * 1024;
/// What a message may be longer than it was said to be, bytes.
const BESIDE: u64 = 256 * 1024;

/// A conversation.
pub(super) struct Talk {
    session: Session<Wire>,
    budget: Budget,
    /// To be shut from elsewhere.
    pub(super) socket: TcpStream,
    /// Whether the server tells of news by itself.
    pub(super) tells: bool,
}

/// A folder as the server has it.
pub(super) struct Opened {
    pub(super) uid_validity: u32,
}

/// What was asked of one message.
pub(super) enum Asked<T> {
    Got(T),
    /// It is there no more.
    Gone,
    /// The server does not give it.
    Denied,
    /// The answer cannot be understood; the conversation is over.
    Odd,
}

/// Size and day of arrival of a message.
pub(super) struct About {
    pub(super) size: u32,
    pub(super) at: Option<i64>,
}

impl Talk {
    /// Reaches the server and signs in.
    pub(super) fn begin(mailbox: &Mailbox, password: &str) -> Result<Talk, Trouble> {
        let budget = Budget::default();
        budget.allow(TOLD_MAX);
        let (client, socket) = connect(&mailbox.imap, &budget)?;
        let mut session = client.login(&mailbox.sign_in_as, password).map_err(|(error, _)| match error {
            Error::No(_) | Error::Bad(_) | Error::Validate(_) => Trouble::SignIn,
            _ => Trouble::Broken,
        })?;
        let tells = session.capabilities().is_ok_and(|can| can.has_str("IDLE"));
        Ok(Talk { session, budget, socket, tells })
    }

    /// The folder that the server names as that of sent messages.
    pub(super) fn sent_folder(&mut self) -> Result<Option<String>, Trouble> {
        self.budget.allow(TOLD_MAX);
        let names = match self.session.list(Some(""), Some("*")) {
            Err(Error::No(_) | Error::Bad(_)) => return Ok(None),
            other => other?,
        };
        let is_sent = |name: &&imap::types::Name<'_>| name.attributes().iter().any(|attribute| matches!(attribute, imap_proto::NameAttribute::Sent));
        Ok(names.iter().find(is_sent).map(|name| name.name().to_owned()))
    }

    /// Opens a folder to be read only.
    pub(super) fn open(&mut self, folder: &str) -> Result<Opened, Trouble> {
        self.budget.allow(TOLD_MAX);
        match self.session.examine(folder) {
            Ok(opened) => Ok(Opened { uid_validity: opened.uid_validity.unwrap_or(0) }),
            Err(Error::No(_) | Error::Bad(_) | Error::Validate(_)) => Err(Trouble::NoFolder),
            Err(_) => Err(Trouble::Broken),
        }
    }

    /// The numbers after that one of messages that came since that day, rising.
    pub(super) fn after(&mut self, uid: u32, since: jiff::civil::Date) -> Result<Vec<u32>, Trouble> {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        self.budget.allow(TOLD_MAX);
        let month = MONTHS.get(usize::from(since.month().unsigned_abs().saturating_sub(1))).copied().unwrap_or("Jan");
        let query = format!("UID {}:* SINCE {}-{month}-{}", uid.saturating_add(1), since.day(), since.year());
        // "5:*" names the last message even if its number is 3.
        let mut found: Vec<u32> = self.session.uid_search(query)?.into_iter().filter(|found| *found > uid).collect();
        found.sort_unstable();
        Ok(found)
    }

    /// Size and arrival of a message.
    pub(super) fn about(&mut self, uid: u32) -> Result<Asked<About>, Trouble> {
        self.budget.allow(TOLD_MAX);
        let fetched = match asked(self.session.uid_fetch(uid.to_string(), "(UID RFC822.SIZE INTERNALDATE)"))? {
            Asked::Got(fetched) => fetched,
            Asked::Gone => return Ok(Asked::Gone),
            Asked::Denied => return Ok(Asked::Denied),
            Asked::Odd => return Ok(Asked::Odd),
        };
        Ok(match fetched.iter().find(|one| one.uid == Some(uid)) {
            Some(one) => Asked::Got(About { size: one.size.unwrap_or(0), at: one.internal_date().map(|date| date.timestamp_millis()) }),
            None => Asked::Gone,
        })
    }

    /// The first bytes of a message.
    pub(super) fn bytes(&mut self, uid: u32, most: u32, is_whole: bool) -> Result<Asked<Vec<u8>>, Trouble> {
        self.budget.allow(u64::from(most) + BESIDE);
        let what = if is_whole { "(UID BODY.PEEK[])".to_owned() } else { format!("(UID BODY.PEEK[]<0.{most}>)") };
        let fetched = match asked(self.session.uid_fetch(uid.to_string(), what))? {
            Asked::Got(fetched) => fetched,
            Asked::Gone => return Ok(Asked::Gone),
            Asked::Denied => return Ok(Asked::Denied),
            Asked::Odd => return Ok(Asked::Odd),
        };
        let bytes = fetched.iter().find(|one| one.uid == Some(uid)).and_then(|one| one.body()).map(<[u8]>::to_vec);
        Ok(bytes.map_or(Asked::Gone, Asked::Got))
    }

    /// Whether a message with that id lies in the open folder.
    pub(super) fn holds(&mut self, message_id: &str) -> Result<bool, Trouble> {
        // What could end the quoted word is in no id that is made here.
        if message_id.bytes().any(|byte| byte.is_ascii_control() || matches!(byte, b'"' | b'\\')) {
            return Ok(false);
        }
        self.budget.allow(TOLD_MAX);
        Ok(!self.session.uid_search(format!("HEADER Message-ID \"<{message_id}>\""))?.is_empty())
    }

    /// Lays a message into a folder, as one that was read; whether the server took it.
    pub(super) fn lay(&mut self, folder: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        self.budget.allow(TOLD_MAX);
        match self.session.append(folder, bytes).flag(imap::types::Flag::Seen).finish() {
            Ok(_) => Ok(true),
            Err(Error::No(_) | Error::Bad(_) | Error::Validate(_)) => Ok(false),
            Err(_) => Err(Trouble::Broken),
        }
    }

    /// Waits until the server tells of news in the open folder, or for so long.
    pub(super) fn listen(&mut self, longest: Duration) -> Result<bool, Trouble> {
        self.budget.allow(TOLD_MAX);
        let told = self.session.idle().timeout(longest).keepalive(false).wait_while(|_| false)?;
        Ok(told == WaitOutcome::MailboxChanged)
    }

    /// Says good-bye; what is answered does not matter.
    pub(super) fn end(mut self) {
        let _ = self.socket.set_read_timeout(Some(Duration::from_secs(2)));
        let _ = self.session.logout();
    }
}

fn asked<T>(answer: imap::error::Result<T>) -> Result<Asked<T>, Trouble> {
    match answer {
        Ok(got) => Ok(Asked::Got(got)),
        Err(Error::No(_) | Error::Bad(_)) => Ok(Asked::Denied),
        // Longer than it was said to be is as odd as what is no answer at all.
        Err(Error::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => Ok(Asked::Odd),
        Err(Error::Parse(_) | Error::Unexpected(_)) => Ok(Asked::Odd),
        Err(_) => Err(Trouble::Broken),
    }
}

fn connect(server: &Server, budget: &Budget) -> Result<(Client<Wire>, TcpStream), Trouble> {
    let stream = wire::reach(&server.host, server.port).map_err(|_| Trouble::NoAnswer)?;
    let socket = stream.try_clone().map_err(|_| Trouble::NoAnswer)?;
    let sealed = |stream| Wire::sealed(stream, &server.host, budget.clone()).map_err(|_| Trouble::NoSeal);
    let mut client = match server.sealing {
        Sealing::Tls => Client::new(sealed(stream)?),
        Sealing::Open => Client::new(Wire::open(stream, budget.clone())),
        Sealing::StartTls => {
            wire::ask_for_seal(&stream).map_err(|_| Trouble::NoSeal)?;
            return Ok((Client::new(sealed(stream)?), socket));
        }
    };
    client.read_greeting()?;
    Ok((client, socket))
}
