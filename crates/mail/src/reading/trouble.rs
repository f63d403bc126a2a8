//! Why a mailbox cannot be read.

use store::StoreError;

/// Why a mailbox cannot be read now.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody answers there.
    NoAnswer,
    /// The connection cannot be sealed.
    NoSeal,
    /// The name or the password is not taken.
    SignIn,
    /// There is no such folder.
    NoFolder,
    /// The password cannot be opened: the key is another one.
    Key,
    /// The connection broke, or what was answered is no IMAP.
    Broken,
    /// What came with a message cannot be kept.
    Disk(std::io::Error),
    /// Our database cannot be written.
    Store(StoreError),
    /// Somebody else reads it.
    Claimed,
    /// The server stops.
    Stopped,
}

impl Trouble {
    /// The message that says it; empty where there is nothing to say.
    pub fn key(&self) -> &'static str {
        match self {
            Trouble::NoAnswer => "mail-trouble-no-answer",
            Trouble::NoSeal => "mail-trouble-no-seal",
            Trouble::SignIn => "mail-trouble-sign-in",
            Trouble::NoFolder => "mail-trouble-no-folder",
            Trouble::Key => "mail-trouble-key",
            Trouble::Broken => "mail-trouble-broken",
            Trouble::Disk(_) => "mail-trouble-disk",
            Trouble::Store(_) => "mail-trouble-store",
            Trouble::Claimed | Trouble::Stopped => "",
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        Trouble::Store(error)
    }
}

impl From<web::Failure> for Trouble {
    fn from(failure: web::Failure) -> Trouble {
        match failure {
            web::Failure::Store(error) => Trouble::Store(error),
            other => Trouble::Store(StoreError::Connection(format!("{other:?}"))),
        }
    }
}

impl From<imap::Error> for Trouble {
    fn from(_: imap::Error) -> Trouble {
        Trouble::Broken
    }
}
