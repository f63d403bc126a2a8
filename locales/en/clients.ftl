# Clients: the list, a new one, the information card, closing and reopening; the words for kinds and outcomes.

## The list
clients-title = Clients
clients-beginning = Name begins with
clients-whose = Whose
clients-everyones = Everyone’s
clients-state = State
clients-active = Open files
clients-closed = Closed files
clients-all = All files
clients-sort = Order
clients-sort-name = By name
clients-sort-place = By next date
clients-sort-last = By last contact
clients-show = Show
clients-import = Import
clients-count = { $count ->
    [one] { $count } active client
   *[other] { $count } active clients
 }
clients-count-more = More than { $count } active clients
clients-without-date = no date: { $count }
clients-no-phone = no phone yet
clients-pages = Pages
clients-first-page = First page
clients-next-page = Next page
clients-none = No clients yet
clients-none-lead = Take in the list you have, or make the first file by hand.
clients-none-so = Nobody here
clients-none-so-lead = No file answers to these filters.
clients-nobody = Nobody found for “{ $text }”
clients-nobody-lead = Names are compared from their beginning. Look inside names, phones and notes, or make a new file.
clients-everywhere = Look everywhere
clients-new-named = New client “{ $text }”

## A new client
new-client-title = New client
client-who = The client
client-company = Company
client-person = Person
client-name = Name
client-name-hint = In any script
client-company-hint = For a person: where they work
client-first-step = Next contact
client-next = When
client-next-hint = thu, +3, 2w, 5 july, july, thu 10:30
client-by = By
client-about = About
client-agreed = Agreed with the client: the date stays put
client-owner = In whose binder
client-save = Save the client
client-anyway = It is another one, save it
client-cancel = Cancel
client-open-it = Open it
client-like-phone = Looks like { $name }, { $owner }’s client: the same phone { $text }.
client-like-email = Looks like { $name }, { $owner }’s client: the same e-mail { $text }.
client-like-name = Looks like { $name }, { $owner }’s client: the same name.
client-name-missing = Write a name: the file needs one to be found by.
client-too-long = This is { $length } characters long; { $max } fit. Shorten it or move a part to the note.
client-filled-meanwhile = Somebody filled this field meanwhile, so “{ $text }” was not written. Open the card to change it.
client-position-whose = A position belongs to somebody: write the name of the contact too.
client-phone-odd = “{ $text }” has no digits. Write the number, or leave the field empty.
client-email-odd = “{ $text }” is not an e-mail address. Write it like name@example.com, or leave the field empty.
client-next-missing = Write when the next contact is: thu, +3, 5 july.
client-next-unknown = “{ $text }” is not a date. Try thu, +3, 2w or 5 july.
client-next-past = { $place } is over. Name today or a later day.
client-next-no-such-day = The calendar has no such day. Look at the date again.
client-next-too-far = That is more than ten years ahead. Name an earlier date.
client-changed-meanwhile = Somebody changed this file while you were writing. Nothing was saved yet and everything you typed is still here. Save again to replace what stands there now.
did-new-client = New client { $name }.
did-edit-client = Changed the card of { $name }.

## The information card
card-title = Card of { $name }
card-information = Information card
card-people = People
card-people-hint = The first one is the one to ask for. Empty a row to remove it.
card-person-number = Person { $number }
card-row = { $what }, row { $number }
card-reaches = Phones, e-mail, messengers
card-reach-kind = Kind
card-reach-text = Number or address
card-reach-whose = Whose
card-reach-common = Everybody’s
card-save = Save the card
card-phone = Phone
card-email = E-mail
card-messenger = Messenger
card-company = Company
card-contact = Contact person
card-position = Position
card-needs = Needs
card-expects = Really expects
card-decides = Decides
card-competitor = Competitor
card-source = Source
card-address = Address
card-town = Town
card-country = Country
card-time_zone = Time zone
card-language = Language
card-website = Website
card-birthday = Birthday
card-birthday-hint = 1980-12-05, or --12-05 without the year
card-interests = Interests
card-consent = Consent
card-preferred_channel = Likes to be reached by
card-tags = Tags
card-tags-hint = Separated by commas
card-note = Note
card-top_ranked = Among the most important clients

## Closing and reopening
close-title = Close the file
close-why = Why
close-note = Note
close-reason-missing = Choose why the file is closed. An open file keeps its next date.
close-won = Won
close-lost = Lost
close-closed = No longer exists
close-do_not_contact = Do not contact
reopen-title = Reopen the file
reopen-note = Why it comes back
reopen-not-closed = This file is open already. Move it on its own page.

## What a slip asks for
kind-call = Call
kind-first = First call
kind-callback = Call back
kind-email = E-mail
kind-visit = Visit
kind-meeting = Meeting
kind-other = Other

## What a line of history records
entry-call_out = Call
entry-call_in = Call in
entry-email_out = E-mail out
entry-email_in = E-mail in
entry-visit = Visit
entry-meeting = Meeting
entry-note = Note
entry-closed = File closed
entry-reopened = File reopened

## How a contact ended
outcome-reached = Reached
outcome-no_answer = No answer
outcome-call_back = Asked to call back
outcome-said_no = Said no
outcome-agreed = Agreed
