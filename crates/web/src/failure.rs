//! What can go wrong with a request, and what the person is told.
//!
//! Owns the mapping from a failure to a status and a message. A failure that is nobody's mistake is
//! logged once, here, and told without its inside.

use crate::texts::Message;
use store::StoreError;

/// Why a form was not accepted: a message for a person and, where it belongs to one, the field.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The form field it is about; empty for the whole form.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub message: Message,
}

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Failure {
    /// There is no such thing, or the actor may not know of it: the same answer for both.
    NotFound,
    /// The actor's role does not reach that far (only for whole screens, never for single files).
    Forbidden,
    /// Nobody is signed in.
    SignIn,
    /// The company demands a second factor that this person does not have yet.
    SecondFactor,
    /// The form cannot be taken as it is. The page shows it again with what was typed.
    Refused(Refusal),
    /// The form's token or origin is not ours.
    Csrf,
    /// Not understood: a defect of the client, not of a person.
    Malformed(&'static str),
    /// Too large.
    TooLarge,
    /// The request did not come to its end in time.
    TooSlow,
    /// Too many tries; seconds to wait.
    TooMany(u64),
    /// Too many wait for a password to be hashed; seconds after which to come back.
    Crowded(u64),
    /// The database failed.
    Store(StoreError),
    /// Anything else that is nobody's mistake.
    Unexpected(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Store(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl Failure {
    /// A refusal of one field.
    pub fn field(field: &'static str, message: impl Into<Message>) -> Failure {
        Failure::Refused(Refusal { field, message: message.into() })
    }

    /// A refusal of the whole form.
    pub fn form(message: impl Into<Message>) -> Failure {
        Failure::field("", message)
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Failure::NotFound => 404,
            Failure::Forbidden | Failure::Csrf | Failure::SecondFactor => 403,
            Failure::SignIn => 401,
            Failure::Refused(_) => 422,
            Failure::Malformed(_) => 400,
            Failure::TooLarge => 413,
            Failure::TooSlow => 408,
            Failure::TooMany(_) => 429,
            Failure::Crowded(_) => 503,
            Failure::Store(error) if error.is_retry() || error.is_full() || matches!(error, StoreError::Connection(_)) => 503,
            Failure::Store(_) | Failure::Unexpected(_) => 500,
        }
    }

    /// What the person reads.
    pub fn message(&self) -> Message {
        match self {
            Failure::NotFound => Message::new("error-not-found"),
            Failure::Forbidden => Message::new("error-forbidden"),
            Failure::SignIn => Message::new("error-sign-in"),
            Failure::SecondFactor => Message::new("second-factor-must"),
            Failure::Refused(refusal) => refusal.message.clone(),
            Failure::Csrf => Message::new("error-csrf"),
            Failure::Malformed(_) => Message::new("error-malformed"),
            Failure::TooLarge => Message::new("error-too-large"),
            Failure::TooSlow => Message::new("error-too-slow"),
            Failure::TooMany(seconds) => Message::new("error-too-many").with("minutes", seconds.div_ceil(60) as i64),
            Failure::Crowded(_) => Message::new("sign-in-crowded"),
            Failure::Store(error) if error.is_retry() => Message::new("error-busy"),
            Failure::Store(error) if error.is_full() => Message::new("error-disk-full"),
            Failure::Store(_) | Failure::Unexpected(_) => Message::new("error-unexpected"),
        }
    }

    /// Seconds after which the same may be tried again, where that is known.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Failure::TooMany(seconds) | Failure::Crowded(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// Writes to the log what is nobody's mistake.
    pub fn log(&self, method: &str, path: &str) {
        match self {
            Failure::Store(error) => tracing::error!(method, path, %error, "the store failed"),
            Failure::Unexpected(reason) => tracing::error!(method, path, reason, "unexpected failure"),
            Failure::Csrf | Failure::Malformed(_) => tracing::warn!(method, path, failure = ?self, "refused"),
            _ => {}
        }
    }
}
