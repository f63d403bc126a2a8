//! The messages that name the meanings of columns and the choices of a form.

use crate::import::Duplicates;
use intake::Meaning;

/// The message that names a meaning.
pub(super) fn meaning(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Name => "meaning-name",
        Meaning::NameFirst => "meaning-name_first",
        Meaning::NameMiddle => "meaning-name_middle",
        Meaning::NameLast => "meaning-name_last",
        Meaning::Company => "card-company",
        Meaning::Position => "card-position",
        Meaning::Phone => "card-phone",
        Meaning::Email => "card-email",
        Meaning::Messenger => "card-messenger",
        Meaning::Address => "card-address",
        Meaning::AddressMore => "meaning-address_more",
        Meaning::Town => "card-town",
        Meaning::Country => "card-country",
        Meaning::Website => "card-website",
        Meaning::Birthday => "card-birthday",
        Meaning::NextContact => "meaning-next_contact",
        Meaning::NextLine => "meaning-next_line",
        Meaning::Note => "card-note",
        Meaning::Tags => "card-tags",
        Meaning::Owner => "meaning-owner",
        Meaning::Source => "card-source",
        Meaning::Needs => "card-needs",
        Meaning::Expects => "card-expects",
        Meaning::Decides => "card-decides",
        Meaning::Competitor => "card-competitor",
        Meaning::Interests => "card-interests",
        Meaning::Consent => "card-consent",
        Meaning::PreferredChannel => "card-preferred_channel",
        Meaning::TopRanked => "meaning-top_ranked",
        Meaning::Language => "card-language",
        Meaning::TimeZone => "card-time_zone",
        Meaning::Contacts => "meaning-contacts",
        Meaning::Id => "meaning-id",
        Meaning::Kind => "meaning-kind",
        Meaning::State => "meaning-state",
        Meaning::Other => "meaning-other",
        Meaning::Ignore => "meaning-ignore",
    }
}

/// The message that names a choice for duplicates, and the one that explains it.
pub(super) fn duplicates(choice: Duplicates) -> (&'static str, &'static str) {
    match choice {
        Duplicates::Merge => ("import-merge", "import-merge-about"),
        Duplicates::Separate => ("import-separate", "import-separate-about"),
        Duplicates::Skip => ("import-skip", "import-skip-about"),
    }
}
