//! One type per id, all from one list, so that a client's number cannot be passed for a slip's.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    )*};
}

ids! {
    /// A colleague: whoever signs in, has a binder and a name in the history.
    PersonId,
    /// A group of colleagues under one head.
    TeamId,
    /// A client: a company or a private person with exactly one file.
    ClientId,
    /// A person to talk to at a client.
    ContactId,
    /// A planned step on a client's file; the earliest open one decides where the file stands.
    SlipId,
    /// One line of history: a call, an e-mail, a visit, a note. Never changed once written.
    EntryId,
    /// What one action changed, so that it can be taken back.
    UndoId,
    /// One import of a file of clients.
    ImportId,
    /// One absence of a colleague, with who was appointed.
    AbsenceId,
    /// One giving of files to other people for good.
    HandOverId,
    /// A class of clients that are spoken with at the same interval.
    ClassId,
    /// A form that the head composed.
    FormId,
    /// One version of its fields.
    FormVersionId,
    /// A document in a file.
    DocumentId,
    /// One version of a document: the bytes as they came.
    DocumentVersionId,
    /// A kind of documents of the company's own.
    DocumentKindId,
    /// A field of the company's own on the information card.
    OwnFieldId,
    /// A mailbox that is read, of one person or of several.
    MailboxId,
    /// A message, however many mailboxes hold a copy of it.
    MailId,
    /// A message that is written here and sent, now or later.
    LetterId,
    /// A file that goes with a letter.
    LetterPieceId,
    /// A template of a message, or a text module.
    MailTextId,
}
