duplicates-title = Possible duplicates
duplicates-about = Files that may be of one client. Nothing is joined until you say so, and what was joined can be taken apart at any time.
duplicates-looking = Files are still being looked through. Come back in a while for the rest.
duplicates-none = No two files look like one client.
duplicates-more = More pairs
duplicates-compare = Compare
duplicates-two = Two clients
duplicates-nothing-else = Nothing else is known
did-two = { $name } and { $other } are two clients.
alike-email = Same e-mail
alike-phone = Same phone
alike-name-and-company = Same name and company
alike-name = Similar name
client-is-closed = closed
like-may-be = This may be a client you already have:
might-be = May be the same client as { $name } ({ $alike }).
might-be-look = Compare
join-title = Join two files of one client
join-link = Join with another file…
join-with-which = Which other file is also of { $name }?
join-look-for = Name, phone or e-mail
join-none-alike = No file looks like it. Look for the other one by its name.
join-none-found = Nothing found. Try another spelling.
join-stays = Stays
join-goes = Comes in
join-empty = leave empty
join-both = Both
join-along = Comes along
join-entries = { $count ->
    [one] { $count } line of history
   *[other] { $count } lines of history
  }
join-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
  }
join-mails = { $count ->
    [one] { $count } message
   *[other] { $count } messages
  }
join-forms = { $count ->
    [one] { $count } filled form
   *[other] { $count } filled forms
  }
join-step = Next step { $place } { $line }
join-into-binder = The steps go into { $person }’s binder.
join-can-be-separated = Every step keeps its date; the file stands under the earliest. The two files can be taken apart again at any time.
join-do = Join the files
join-turn = Keep the other file instead
joined-line = Joined with the file “{ $name }”.
did-join = { $other } joined into { $name }.
did-separate = { $other } taken out of { $name }.
joined-title = Joined files
joined-link = Joined from { $count ->
    [one] another file
   *[other] { $count } other files
  }
joined-about = Files that were joined into { $name }. Taken apart, each gets back its own card, history and steps.
joined-none = No file was joined into this one.
joined-when = { $day } · { $person }
joined-separate = Take apart
joined-later-first = Take apart the later one first
close-joined = Joined with another file
file-is-joined = This file was joined with another one. Open that one.
joining-itself = A file cannot be joined with itself.
joining-changed-meanwhile = One of the two files was changed since you looked. Look once more and join again.
joining-do-not-contact = One of the two asked not to be contacted. Close the other one for the same reason, or reopen this one, before you join them.
separating-not-joined = These files are not joined any more.
separating-later-first = Another file was joined into it later. Take that one apart first.
audit-files-joined = Two files were joined
audit-files-separated = Joined files were taken apart
audit-field-joined = joined
audit-field-separated = taken apart
