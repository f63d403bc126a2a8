//! What a client agreed to: by which channel, for which purpose.
//!
//! Owns the words and what they mean together: of several the newest counts. Never writes one.

use crate::Date;

/// Names each value once with its stored word.
macro_rules! words {
    ($(#[$about:meta])* $name:ident: $($(#[$each:meta])* $value:ident $word:literal),* $(,)?) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $value),* }

        impl $name {
            /// Every value, in its usual order.
            pub const ALL: &'static [$name] = &[$($name::$value),*];

            /// The stored word.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$value => $word),* }
            }

            /// Reads the stored word.
            pub fn parse(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}

words! {
    /// By which way the client is reached.
    Channel:
    /// Calls.
    Phone "phone",
    /// E-mail.
    Email "email",
    /// Letters on paper.
    Letter "letter",
    /// Messengers.
    Messenger "messenger",
}

words! {
    /// What for.
    Purpose:
    /// What is needed for the business that is under way.
    Service "service",
    /// Offers and advertising.
    Offers "offers",
    /// Congratulations and greetings.
    Greetings "greetings",
}

words! {
    /// What the client said.
    Said:
    /// Yes.
    Given "given",
    /// No.
    Refused "refused",
    /// No more, after a yes.
    Withdrawn "withdrawn",
    /// It is not known any more: what was written was a mistake.
    Unknown "unknown",
}

impl Said {
    /// Whether this means: do not.
    pub fn is_no(self) -> bool {
        matches!(self, Said::Refused | Said::Withdrawn)
    }
}

/// What counts for one channel and purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// By which way.
    pub channel: Channel,
    /// What for.
    pub purpose: Purpose,
    /// What was said last.
    pub said: Said,
    /// When.
    pub on: Date,
    /// How it is known.
    pub source: String,
    /// Who wrote it down.
    pub writer: String,
}

/// The purposes for which that way must not be used, so that a calm word stands beside it. Nothing said is no refusal.
pub fn warns(standing: &[Standing], channel: Channel) -> Vec<Purpose> {
    let refused = |purpose: &Purpose| standing.iter().any(|one| one.channel == channel && one.purpose == *purpose && one.said.is_no());
    Purpose::ALL.iter().copied().filter(refused).collect()
}
