//! The kinds of what stands in the audit log.
//!
//! Owns their words, which are stored and so never change. Never a sentence: those are messages.

/// Names each kind once: its word in the table and its message.
macro_rules! kinds {
    ($($(#[$about:meta])* $name:ident $word:literal $message:literal),* $(,)?) => {
        /// What was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$about])* $name),* }

        impl Kind {
            /// Every kind, in the order in which it is offered.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// The word in the table.
            pub fn as_str(self) -> &'static str {
                match self { $(Kind::$name => $word),* }
            }

            /// The key of its message.
            pub fn message(self) -> &'static str {
                match self { $(Kind::$name => $message),* }
            }
        }
    };
}

kinds! {
    /// Somebody signed in.
    SignedIn "signed_in" "audit-signed-in",
    /// Somebody was refused at the door.
    SignInRefused "sign_in_refused" "audit-sign-in-refused",
    /// The password was right and the code was not.
    CodeRefused "code_refused" "audit-code-refused",
    /// Somebody signed out.
    SignedOut "signed_out" "audit-signed-out",
    /// Sessions were ended.
    SessionsEnded "sessions_ended" "audit-sessions-ended",
    /// A password was changed.
    PasswordChanged "password_changed" "audit-password-changed",
    /// A link to choose a password was made.
    LinkMade "link_made" "audit-link-made",
    /// Somebody was recognised at the provider for the first time.
    ProviderLinked "provider_linked" "audit-provider-linked",
    /// Somebody's account at the provider counts no more.
    ProviderUnlinked "provider_unlinked" "audit-provider-unlinked",
    /// A passkey was added.
    PasskeyAdded "passkey_added" "audit-passkey-added",
    /// A passkey was removed.
    PasskeyRemoved "passkey_removed" "audit-passkey-removed",
    /// A second factor began to count.
    SecondFactorOn "second_factor_on" "audit-second-factor-on",
    /// A second factor was taken away.
    SecondFactorOff "second_factor_off" "audit-second-factor-off",
    /// A recovery code was used.
    RecoveryCodeUsed "recovery_code_used" "audit-recovery-code-used",
    /// New recovery codes were made.
    RecoveryCodesMade "recovery_codes_made" "audit-recovery-codes-made",
    /// A colleague was added.
    PersonAdded "person_added" "audit-person-added",
    /// A colleague's name, address, role, team or language was changed.
    PersonChanged "person_changed" "audit-person-changed",
    /// A colleague's access ended.
    PersonLeft "person_left" "audit-person-left",
    /// A colleague was let in again.
    PersonReturned "person_returned" "audit-person-returned",
    /// A team was added.
    TeamAdded "team_added" "audit-team-added",
    /// A team was renamed.
    TeamRenamed "team_renamed" "audit-team-renamed",
    /// The company was set up.
    CompanySetUp "company_set_up" "audit-company-set-up",
    /// The company's settings were changed.
    CompanyChanged "company_changed" "audit-company-changed",
    /// Somebody changed one's own settings.
    SettingsChanged "settings_changed" "audit-settings-changed",
    /// A class of clients was made, changed or removed.
    ClassChanged "class_changed" "audit-class-changed",
    /// A form of the company was composed, changed or retired.
    FormChanged "form_changed" "audit-form-changed",
    /// Something was begun with many clients.
    BulkBegun "bulk_begun" "audit-bulk-begun",
    /// Two files of one client were joined.
    FilesJoined "files_joined" "audit-files-joined",
    /// Files that had been joined were taken apart.
    FilesSeparated "files_separated" "audit-files-separated",
    /// A field of the company's own was composed, changed or retired.
    FieldChanged "field_changed" "audit-field-changed",
    /// Somebody was appointed to stand in, or no more.
    DeputyChanged "deputy_changed" "audit-deputy-changed",
    /// Files were given to other people for good.
    HandedOver "handed_over" "audit-handed-over",
    /// Clients were taken in from a file.
    Imported "imported" "audit-imported",
    /// Clients or answers were written to a file.
    Exported "exported" "audit-exported",
    /// A file was erased, for good.
    Erased "erased" "audit-erased",
    /// What is kept of a person was written to a file.
    PersonExported "person_exported" "audit-person-exported",
    /// The database was copied.
    BackedUp "backed_up" "audit-backed-up",
    /// Something that stands here was taken back.
    TakenBack "taken_back" "audit-taken-back",
}
