//! The hand-written words from which the sample's clients and histories are put together.
//!
//! Owns sentences in three languages. These are what people of an invented shop wrote down, not what the
//! program says: so they are no Fluent messages. Never decides which of them fits: that is [`crate::story`].

mod english;
mod khmer;
mod russian;

use domain::Language;

type List = &'static [&'static str];

/// What can be written in one language. The names of the lists are the moments they are written at.
pub(crate) struct Words {
    pub(crate) language: &'static str,
    pub(crate) country: &'static str,
    pub(crate) first_reached: List,
    pub(crate) reached: List,
    /// After an order was placed.
    pub(crate) reached_later: List,
    pub(crate) no_answer: List,
    pub(crate) call_back: List,
    pub(crate) said_no: List,
    pub(crate) agreed: List,
    pub(crate) email: List,
    pub(crate) email_in: List,
    pub(crate) visit: List,
    pub(crate) meeting: List,
    pub(crate) note: List,
    pub(crate) first_line: List,
    pub(crate) after_reached: List,
    pub(crate) after_no_answer: List,
    pub(crate) after_call_back: List,
    pub(crate) after_said_no: List,
    pub(crate) after_agreed: List,
    pub(crate) after_email: List,
    pub(crate) after_visit: List,
    pub(crate) conditions: List,
    pub(crate) expects: List,
    pub(crate) interests: List,
    pub(crate) sources: List,
    pub(crate) consents: List,
    pub(crate) channels: List,
    pub(crate) decides: List,
    pub(crate) remarks: List,
    pub(crate) positions: List,
    pub(crate) close_won: List,
    pub(crate) close_lost: List,
    pub(crate) next_step: List,
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &english::ENGLISH,
        Language::Km => &khmer::KHMER,
        Language::Ru => &russian::RUSSIAN,
    }
}

/// A text in each language, for what has one meaning everywhere.
pub(crate) struct Said {
    pub(crate) en: &'static str,
    pub(crate) km: &'static str,
    pub(crate) ru: &'static str,
}

impl Said {
    /// In that language.
    pub(crate) fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Km => self.km,
            Language::Ru => self.ru,
        }
    }
}

/// Shorthand for [`Said`], so that the lists below stay readable.
pub(crate) const fn said(en: &'static str, km: &'static str, ru: &'static str) -> Said {
    Said { en, km, ru }
}
