//! Into which files a message belongs.

use crate::ClientId;
use std::collections::BTreeSet;

/// Into how many files one message goes at most: a circular to every client is no contact with each of them.
pub const FILES_MAX: usize = 10;

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To us.
    In,
    /// From us.
    Out,
}

impl Direction {
    /// The stored spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }
}

/// Who stands on a message, each address as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// The sender.
    pub from: String,
    /// Everybody to whom it went, openly or not.
    pub to: Vec<String>,
}

/// What is known of addresses.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Those of our mailboxes and colleagues.
    pub ours: BTreeSet<String>,
    /// Those of clients: an address may stand in several files.
    pub clients: Vec<(String, ClientId)>,
    /// Senders from whom nothing is taken.
    pub never: BTreeSet<String>,
}

/// Whose a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// It goes into these files, in the order of their ids.
    Files(Direction, Vec<ClientId>),
    /// Somebody wrote whom nobody knows, or we wrote to such a one: it goes to the tray.
    Unknown(Direction),
    /// From one of us to one of us: it goes nowhere.
    Inside,
    /// From a sender of whom nothing is wanted.
    Never,
    /// To more files than one message goes into: a circular.
    Circular(usize),
}

/// Decides by the addresses alone. A sender of ours makes it an outgoing message; then those to whom it went are the
/// clients. What is never wanted is decided before anything else, a known client excepted: who has a file is heard.
pub fn whose(heads: &Heads, known: &Known) -> Whose {
    let direction = if known.ours.contains(&heads.from) { Direction::Out } else { Direction::In };
    let others: Vec<&String> = match direction {
        Direction::In => vec![&heads.from],
        Direction::Out => heads.to.iter().filter(|address| !known.ours.contains(*address)).collect(),
    };
    let files: BTreeSet<ClientId> = known.clients.iter().filter(|(address, _)| others.contains(&address)).map(|(_, client)| *client).collect();
    match files.len() {
        0 if direction == Direction::In && known.never.contains(&heads.from) => Whose::Never,
        0 if direction == Direction::Out && others.is_empty() => Whose::Inside,
        0 => Whose::Unknown(direction),
        count if count > FILES_MAX => Whose::Circular(count),
        _ => Whose::Files(direction, files.into_iter().collect()),
    }
}
