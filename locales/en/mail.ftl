# Mail in the file: mailboxes, the tray, messages, letters, templates and text modules.

mail-title = Mail
mail-open = Open the mail
mail-no-folder = This server has no place for the key that seals passwords. Whoever runs it can set one: mail_folder.
mail-too-many = There are { $max } already. Change one of them, or switch one off.

mailboxes-title = Mailboxes
mailboxes-lead = What comes from a client’s address, and what goes to one, stands in that client’s file by itself. In the mailbox nothing is marked as read, moved or deleted.
mailboxes-none = No mailbox is read yet.
mailbox-add = Add a mailbox
mailbox-change = Change
mailbox-off = Switch off
mailbox-on = Switch on
mailbox-look = Read now
mailbox-is-off = Switched off: nothing is read.
mailbox-person-left = Its person has left: nothing is read. Add it anew for somebody who is here.
mailbox-read-at = Everything that was there was read on { $when }.
mailbox-read-never = It has not been read to its end yet.
mailbox-late = That is { $minutes ->
    [one] { $minutes } minute ago
   *[other] { $minutes } minutes ago
 }: later than usual.
mailbox-waiting = { $count ->
    [one] One message is there and not read yet.
   *[other] { $count } messages are there and not read yet.
 }
mailbox-trouble-since = So since { $when }. It is tried again by itself.
mailbox-counts = In files: { $filed }. In the tray: { $tray }. Not wanted: { $never }. Between colleagues or to nobody known: { $nowhere }.
mailbox-uncopied = { $count ->
    [one] The server did not take the copy of { $count } letter among the sent messages.
   *[other] The server did not take the copies of { $count } letters among the sent messages.
 }
mailbox-whose = Whose
mailbox-name = Name
mailbox-incoming = Reading (IMAP)
mailbox-outgoing = Sending (SMTP)
mailbox-outgoing-hint = Without a server nothing is written from this mailbox. The name and the password are the same.
mail-address = Address
mail-also = Further addresses that arrive here
mail-also-hint = Separated by commas.
mail-address-odd = That is no e-mail address. Write one as shop@example.com.
mail-addresses-odd = “{ $odd }” is no e-mail address. Separate several by commas.
mail-sight = Who reads the messages
mail-sight-hint = That a message came or went stands in the file for whoever sees the file. What it says is read only by these.
mail-sight-own = only its person
mail-sight-team = the team
mail-sight-all = everybody
mail-host = Server
mail-port = Port
mail-sealing = Sealed
mail-sealing-tls = from the first byte (TLS)
mail-sealing-starttls = after STARTTLS
mail-sealing-none = not at all: only a server on this machine
mail-sealing-open = The password would be readable on its way. Choose TLS or STARTTLS; only an administrator may do without.
mail-host-odd = Write the name of a server, as mail.example.com.
mail-port-odd = Write a port from 1 to 65535.
mail-sign-in-as = Name to sign in with
mail-password = Password
mail-password-hint = It is kept sealed; the key stands outside the database.
mail-password-kept = Empty keeps the one that is stored. Another server or name needs it again.
mail-password-missing = Without the password the mailbox cannot be read.
mail-password-again = The server or the name is another one now: type the password again.
mail-folder = Folder
mail-sent-folder = Folder of sent messages
mail-sent-folder-hint = Empty: the one that the server names.
mail-days = Days back
mail-days-hint = Messages older than that are left alone. 0 to 3650.
mail-days-odd = Write a number of days from 0 to 3650.

mail-trouble-no-answer = The server does not answer. Check its name and port.
mail-trouble-no-seal = No sealed connection could be made: the server offers none, or its certificate is not valid for this name.
mail-trouble-sign-in = The server does not take the name or the password.
mail-trouble-no-folder = There is no such folder.
mail-trouble-key = The stored password cannot be opened: the key is another one. Type the password again.
mail-trouble-broken = The connection broke, or what answered is no mail server.
mail-trouble-disk = What came with a message could not be kept: the disk is full or takes no writing.
mail-trouble-store = Our own database could not be written.

mail-untaken = Not taken
mail-untaken-where = { $folder }, number { $number }
mail-untaken-again = Take this one again
mail-untaken-waits = It is taken again with the next look.
mail-untaken-lost = The connection broke on it three times.
mail-untaken-gone = It was gone before it could be read.
mail-untaken-denied = The server does not give it.
mail-untaken-answer = What the server answered cannot be understood.
mail-untaken-no-header = It has no header.
mail-untaken-no-sender = It names no sender.
mail-untaken-broken = It cannot be read.

mail-tray = Mail tray
mail-tray-lead = From senders who stand in no file. File them, make a client of them, or say that nothing more is wanted.
mail-tray-empty = The tray is empty.
mail-tray-more = There are older ones; they come up as these are filed.
mail-no-subject = (without a subject)
mail-no-text = There is no text in it.
mail-to = To { $to }
mail-pieces = { $count ->
    [one] one attachment
   *[other] { $count } attachments
 }
mail-from = From
mail-to-label = To
mail-when = When
mail-in-files = In the files of
mail-answer = Answer
mail-is-cut = This message is very large: only its beginning was read. The rest stayed in the mailbox.
mail-layout = Show as it was laid out
mail-as-text = Show as text
mail-pictures = Fetch pictures from elsewhere
mail-pictures-hidden = Nothing is fetched from elsewhere: pictures would tell the sender that this was opened.
mail-pictures-shown = Pictures are fetched from where the sender put them.
mail-attachments = Attachments
mail-piece-unnamed = Attachment without a name
mail-piece-left = It stayed in the mailbox.
mail-piece-keep = Keep as a document
mail-piece-stands = Stands in the file
mail-unfiled = In no file
mail-find-client = Find the client
mail-file-with = File with { $name }
mail-remember = From { $address } always
mail-likely = It belongs to a thread that stands there.
mail-take-out = Take out of { $name }
mail-stands-no-more = It stands in that file no more.
mail-new-client = Make a client
mail-new-client-hint = The new client stands under today, with the subject as its first step.
mail-client-name = Name
mail-client-kind = What it is
mail-client-person = a person
mail-client-company = a company
mail-never = Never from this sender
mail-away = Put away
mail-filed-already = Somebody has filed it already.
mail-none = No mail stands in this file.
mail-not-read-by-you = { $count ->
    [one] One more message stands here from a mailbox that you do not read.
   *[other] { $count } more messages stand here from mailboxes that you do not read.
 }

mail-write = Write
mail-write-from = From
mail-write-to = To
mail-write-copy = Copy to
mail-write-subject = Subject
mail-write-text = Text
mail-write-text-hint = ::name becomes the text module of that name.
mail-write-when = Send on
mail-write-when-hint = Empty: at once.
mail-write-remind = Remind me if no answer by
mail-write-remind-hint = Then a step is filed for that day.
mail-write-send = Send
mail-write-look = Look at it first
mail-write-file = Files from this machine
mail-write-documents = Documents of this file
mail-write-pieces-many = At most { $max } attachments go with a letter.
mail-write-pieces-large = The attachments are larger than { $max } MB together. Leave some out, or send them in several letters.
mail-write-piece-gone = An attachment that you chose is there no more. Choose it again.
mail-write-no-mailbox = None of your mailboxes can send. Enter a server for sending.
mail-write-to-missing = Write to whom it goes.
mail-write-to-many = A letter goes to { $max } addresses at most.
mail-write-subject-missing = Write a subject.
mail-write-subject-odd = A subject is one line.
mail-write-text-missing = Write a text of at most 100,000 characters.
mail-write-when-odd = Choose a time that lies ahead, within two years.
mail-write-remind-odd = Choose a day after today.
mail-template = Template
mail-template-take = Take this template
mail-module-unknown = There is no text module “::{ $name }”. Take it out, or add it under Settings, Templates.

mail-letters = Written here
letter-waiting = Goes on { $when }.
letter-waiting-trouble = { $why } It is tried again on { $when }.
letter-going = Is going now.
letter-sent = Went on { $when }.
letter-refused = Did not go: { $why }
letter-unsure = Nobody knows whether it went: the server broke off. Look in the folder of sent messages, or ask.
letter-stopped = Stopped: it does not go.
letter-stop = Stop
letter-again = Send
letter-anew = Change
letter-went = It went
letter-went-on = It has gone on meanwhile. Look at it again.
letter-remind = You are reminded on { $day } if no answer has come.
letter-answered = An answer has come.
letter-reminded = No answer came by { $day }: a step was filed.
letter-remind-closed = No answer came by { $day }; the file is closed.
letter-no-answer = No answer: { $subject }
letter-trouble-no-answer = The server for sending could not be reached.
letter-trouble-later = The server takes no letters now.
letter-trouble-refused = The server refused it.
letter-trouble-key = The password of the mailbox cannot be opened.
letter-trouble-odd = It cannot be made into a message.
letter-trouble-piece = An attachment cannot be read. Change the letter and attach it again.

mail-texts-title = Templates
mail-texts-lead = Templates begin a letter. Text modules stand in the place of ::name in any letter. { "{client}" }, { "{contact}" } and { "{me}" } become names.
mail-templates = Templates
mail-modules = Text modules
mail-texts-none = There is none yet.
mail-text-add = New
mail-text-change = Change
mail-text-remove = Take out
mail-text-kind = What it is
mail-text-template = a template
mail-text-module = a text module
mail-text-name = Name
mail-text-name-hint = Of a module: letters, digits, - and _, without blanks.
mail-text-subject = Subject of a template
mail-text-text = Text
mail-text-text-hint = At most 20,000 characters.
mail-text-text-missing = Write a text of at most 20,000 characters.
mail-text-name-odd = Write a name of at most { $max } characters; that of a module has only letters, digits, - and _.
mail-text-name-given = There is one of that name already.

did-mailbox-add = Added the mailbox { $name }
did-mailbox-change = Changed the mailbox { $name }
did-mailbox-off = Switched off the mailbox { $name }
did-mailbox-on = Switched on the mailbox { $name }
did-mail-file = { $count ->
    [one] Filed a message with { $name }
   *[other] Filed { $count } messages with { $name }
 }
did-mail-never = Nothing more from { $address }
did-mail-away = Put away a message from { $address }
did-mail-out = Took “{ $subject }” out of { $name }
did-letter = Wrote to { $name }
did-letter-stop = Stopped “{ $subject }”
did-letter-again = Sends “{ $subject }”
did-mail-text = Wrote down { $name }
did-mail-text-remove = Took out { $name }
