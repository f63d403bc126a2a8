# Trust: the audit log, sessions, the second factor.

# The audit log
audit-title = Audit log
audit-lead = Who changed what in settings, people and rights, and who signed in, from where. Nothing here can be changed or removed. What is done with a client stands in the history of the file.
audit-none = Nothing fits. Widen the days or take a word away.
audit-person = Who
audit-kind = What
audit-words = Words
audit-from = From
audit-to = To
audit-go = Search
audit-everybody = Everybody
audit-no-colleague = Nobody of the company (door, command line)
audit-everything = Everything
audit-nobody = somebody unknown
audit-pages = Pages of the audit log
audit-newest = Newest
audit-older = { $count } older ones
audit-file = As a file (CSV)
audit-column-number = Number
audit-column-moment = Moment
audit-column-about = About
audit-column-changes = Changes
audit-column-address = Network address
audit-column-device = Device
audit-field-owner = Files of
audit-field-files = Files
audit-field-errands = Other work
audit-field-deputy = Stands in
audit-field-days = Days
audit-field-rows = Rows
audit-field-sessions = Sessions

# What was done
audit-signed-in = Signed in
audit-sign-in-refused = Sign-in refused
audit-code-refused = Code refused
audit-signed-out = Signed out
audit-sessions-ended = Sessions ended
audit-password-changed = Password changed
audit-link-made = Link for a password made
audit-provider-linked = Account at the provider recognised
audit-provider-unlinked = Account at the provider forgotten
audit-passkey-added = Passkey added
audit-passkey-removed = Passkey removed
audit-second-factor-on = Second factor on
audit-second-factor-off = Second factor off
audit-recovery-code-used = Recovery code used
audit-recovery-codes-made = New recovery codes
audit-person-added = Colleague added
audit-person-changed = Colleague changed
audit-person-left = Access ended
audit-person-returned = Access given again
audit-team-added = Team added
audit-team-renamed = Team renamed
audit-company-set-up = Company set up
audit-company-changed = Company's settings changed
audit-settings-changed = Own settings changed
audit-class-changed = Class of clients changed
audit-form-changed = Form changed
audit-deputy-changed = Deputy changed
audit-handed-over = Files handed over
audit-imported = Clients imported
audit-exported = Exported to a file
audit-taken-back = Taken back

# Sessions
sessions-title = Where you are signed in
sessions-lead = Each line is a browser that is signed in as you. End whatever you do not know.
address-here = in this network
sessions-this = this one
sessions-unknown = Unknown device
sessions-times = since { $first }, last seen { $last }
sessions-end = End
sessions-end-others = End all others
sessions-hint = A new password and a changed second factor end all others, too. “Last seen” is right to five minutes.

# The second factor
second-factor-title = Second factor
second-factor-lead = After the password, a code from your phone is asked for. Whoever learns your password alone stays outside.
second-factor-must = Your company asks for a second factor. Set it up now; everything else opens afterwards.
second-factor-no-key = The server has no place for its secret key: whoever runs it must set secret_key_file first.
second-factor-is-on = There is a second factor already. Take it away first.
second-factor-begin-again = This took too long. Begin again.
second-factor-demanded = Your company asks for it: it cannot be taken away.
second-factor-begin = Set up
second-factor-scan = Open an authenticator app on your phone and scan this image.
second-factor-image = QR code for the authenticator app
second-factor-or-type = Or type this key into it:
second-factor-uri = As an address
second-factor-code = Code
second-factor-code-hint = The six digits that the app shows now.
second-factor-code-wrong = This code is not right, or it was used already. Wait for the next one.
second-factor-confirm = Check and switch on
second-factor-on = The second factor is on.
second-factor-off-go = Take the second factor away
recovery-title = Recovery codes
recovery-text = Without the phone each of these opens the door once. Print them or write them down now: they are never shown again.
recovery-kept = I have kept them
recovery-left = Not used yet: { $count }. New ones end the earlier ones.
recovery-new = Make new recovery codes
sign-in-code-title = One more step
sign-in-code-hint = The six digits of your authenticator app, or a recovery code.
sign-in-code-lost = Neither phone nor recovery codes? An administrator can take the second factor away.
sign-in-code-over = This took too long. Sign in again.
company-second-factor = Second factor
company-second-factor-hint = Whoever has one of these roles must sign in with a code from the phone as well.
colleagues-second-factor-on = Signs in with a second factor.
colleagues-second-factor-none = Signs in with the password alone.
colleagues-second-factor-reset = Take the second factor away
colleagues-sessions = { $count ->
    [0] Signed in nowhere.
    [one] Signed in in one browser.
   *[other] Signed in in { $count } browsers.
}
colleagues-sessions-end = End all sessions
