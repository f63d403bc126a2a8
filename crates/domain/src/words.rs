//! The closed lists of words that are stored: languages, roles, kinds, outcomes.
//!
//! Owns their stored spelling. Never says how a person reads them: that is a Fluent message
//! (`kind-call`, `outcome-reached` …) named by the stored spelling.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every word of the list, in its usual order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The stored spelling.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// Reads the stored spelling; `None` for any other text.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// A language of the interface (decision 21).
    Language { /// English
        En = "en", /// Khmer
        Km = "km", /// Russian
        Ru = "ru" }
}

words! {
    /// What a colleague may do; who sees what follows from it (own, team, all).
    Role {
        /// Service staff: own files.
        Service = "service",
        /// Account manager: own files.
        Manager = "manager",
        /// Head of sales: the files of the team.
        Head = "head",
        /// Director: all files.
        Director = "director",
        /// Administrator: all files, people and settings.
        Admin = "admin",
    }
}

words! {
    /// What a slip asks for.
    SlipKind {
        /// A call to repeat.
        Call = "call",
        /// A first call to a prospect; needs a prepared card (B26).
        First = "first",
        /// A call-back that was promised.
        Callback = "callback",
        /// An e-mail to write.
        Email = "email",
        /// A visit to the client.
        Visit = "visit",
        /// A meeting.
        Meeting = "meeting",
        /// Any other work (B27).
        Other = "other",
    }
}

words! {
    /// What a line of history records.
    EntryKind {
        /// A call to the client.
        CallOut = "call_out",
        /// A call from the client.
        CallIn = "call_in",
        /// An e-mail to the client.
        EmailOut = "email_out",
        /// An e-mail from the client.
        EmailIn = "email_in",
        /// A visit.
        Visit = "visit",
        /// A meeting.
        Meeting = "meeting",
        /// A note; no contact with the client.
        Note = "note",
        /// The file was closed.
        Closed = "closed",
        /// The file was reopened.
        Reopened = "reopened",
        /// A form of the company was filled in; no contact with the client.
        Form = "form",
    }
}

words! {
    /// How a contact ended, keys 1 to 5.
    Outcome {
        /// Spoke with the client.
        Reached = "reached",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The client asked to be called back.
        CallBack = "call_back",
        /// The client said no.
        SaidNo = "said_no",
        /// The client agreed.
        Agreed = "agreed",
    }
}
