# Taking clients in and taking them out.

## Choosing a file
import-title = Import clients
import-steps = Steps
import-step-file = Choose the file
import-step-look = Match and look it over
import-step-done = Done
import-file = The list you have
import-file-hint = CSV from any spreadsheet, an Excel workbook (.xlsx), or an address book (.vcf); up to { $megabytes } MB
import-read = Read it
import-file-missing = Choose a file that is not empty.
import-earlier = Imports so far
import-taken-in = { $count ->
    [one] { $count } client taken in
   *[other] { $count } clients taken in
}
import-reverse = Take it back
import-reversed = taken back
import-running = running
import-broken-off = broke off
import-broken-off-about = This import broke off in its middle: the clients counted here are in. Take it back, or bring the file again to go on: clients you have already are joined, not doubled.
import-taken-back = This import was taken back while it ran.
import-rejects = { $count ->
    [one] { $count } row left out
   *[other] { $count } rows left out
}

## Why a whole file is not taken
import-refused-empty_file = The file is empty. Choose the one that holds your list.
import-refused-no_data_rows = The file has a heading and nothing below it. Choose the one that holds your list.
import-refused-not_text = This is no list: it looks like a picture, a program or an archive. Save your list as CSV, XLSX or vCard.
import-refused-not_a_contact_list = No column of this file looks like a name, a company, a phone or an e-mail. Choose another file.
import-refused-xml_doctype = This is an XML document with a document type, which is not read for safety. Save your list as CSV, XLSX or vCard.
import-refused-old_or_protected_workbook = This workbook is in the old format or protected by a password. Save it as .xlsx without a password.
import-refused-damaged_workbook = This workbook is damaged or cut off. Open it in your spreadsheet and save it anew.
import-refused-too_large = This file unpacks to more than can be taken in at once. Split it into smaller files.
import-refused-unreadable = The file could not be read. Send it once more.
import-no-identity = Say which column is the name, the company, the phone or the e-mail; without one of them no row can become a client.

## Looking it over
import-look-title = Look it over
import-another = Another file
import-count-rows = rows
import-count-importable = can be taken in
import-count-groups = groups of rows are the same client
import-count-here = look like clients you have
import-count-empty = are empty
import-count-no_identity = have no name, company, phone or e-mail
import-count-unparseable = are broken
import-columns = What each column is
import-columns-lead = A column without a meaning is kept in the note, with its heading.
import-column-number = Column { $number }
import-look = Look again with these columns
import-preview = The first clients as they will be
import-dealt = a coming day
import-closed = closed
import-same = The same client twice
import-same-more = { $count ->
    [one] and { $count } more group
   *[other] and { $count } more groups
}
import-merge = Make one of them
import-merge-about = Every phone, e-mail, contact and note is kept. A client you have already keeps its date and card, gets the phones and e-mails it lacks, and the rest of the row as a note in its history.
import-separate = A file for each row
import-separate-about = Nothing is compared.
import-skip = Only the first
import-skip-about = Later rows and clients you have already are left out and listed.
import-owner = In whose binder
import-go = { $count ->
    [one] Take in { $count } row
   *[other] Take in { $count } rows
}

## What came of it
import-done-title = Taken in
import-done-lead = Files with a date of their own stand under it; the others were dealt over the coming eight weeks, as far as your days have room.
import-dates-planned = { $count ->
    [one] { $count } joined client got one more step, under the date of its row; its own step stays
   *[other] { $count } joined clients got one more step each, under the date of the row; their own steps stay
}
import-dates-kept = { $count ->
    [one] { $count } joined client keeps its own date; the other date is in its history
   *[other] { $count } joined clients keep their own date; the other dates are in their history
}
import-count-taken = new clients
import-count-merged = rows joined to another client
import-count-rejected = rows left out
import-to-today = To today
did-import = { $count ->
    [one] { $count } client taken in from { $name }
   *[other] { $count } clients taken in from { $name }
}

## The rows left out
rejects-row = Row
rejects-reason = Why it was left out
rejects-empty = empty
rejects-no_identity = no name, company, phone or e-mail
rejects-unparseable = broken or cut off
rejects-already-here = already here: { $name }
rejects-date-planned = joined to { $name }: its step of { $kept } stays, this row's { $date } is one more step
rejects-date-kept = joined to { $name }: its date { $kept } stays, this row's { $date } is in its history
rejects-doubled = the same client as an earlier row
rejects-more = and { $count } more rows

## What a column means
meaning-name = Name
meaning-name_first = First name
meaning-name_middle = Middle name
meaning-name_last = Family name
meaning-address_more = Address, further part
meaning-next_contact = Next contact
meaning-next_line = What the next contact is about
meaning-owner = Colleague in charge
meaning-contacts = Further people
meaning-id = Number of the file
meaning-kind = Company or person
meaning-state = State of the file
meaning-top_ranked = Among the clients that matter most
meaning-other = Keep in the note
meaning-ignore = Leave out

## Taking clients out
export-title = Export clients
export-own = { $count ->
    [one] The export holds the { $count } client of your binder, open or closed.
   *[other] The export holds the { $count } clients of your binder, open and closed.
}
export-team = { $count ->
    [one] The export holds the { $count } client of your team, open or closed.
   *[other] The export holds the { $count } clients of your team, open and closed.
}
export-all = { $count ->
    [one] The export holds the { $count } client of the company, open or closed.
   *[other] The export holds all { $count } clients of the company, open and closed.
}
export-csv = CSV table
export-csv-about = For any spreadsheet or program
export-xlsx = Excel workbook
export-xlsx-about = Dates are real dates
export-vcf = Address book (vCard)
export-vcf-about = For phones and mail programs
export-download = Download
export-again = Each of these files can be imported again and gives the same clients.
