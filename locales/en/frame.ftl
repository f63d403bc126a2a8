# What is the same on every screen: rail, top line, roles, durations, keys, and what went wrong.

## Rail and top line
nav-label = Main screens
nav-binder = Binder
nav-clients = Clients
nav-find = Find
nav-undo = Undo
nav-settings = Settings
skip-to-page = Skip to the page
new-client = New client
sign-out = Sign out
whose-binder = { $name }’s binder

## Words on many screens
back = Back
cancel = Cancel
close = Close
more = More
undo = Undo

## Roles
role-service = Service
role-manager = Account manager
role-head = Head of sales
role-director = Director
role-admin = Administrator

## Durations
duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-both = { $hours } h { $minutes }

## Keys
keys-title = Keys
keys-everywhere = Everywhere
keys-stack = In the stack
keys-filing = With a file open
key-sheet = Show the keys
key-find = Find
key-today = Today
key-clients = Clients
key-new = New client
key-undo = Undo the last step
key-back = Back, close
key-next = Next and previous file
key-open = Open the file
key-select = Select or leave out
key-move = Move to another date
key-end = To the end of the stack
key-divider = Open the divider of the 24th
key-outcome = How it went
key-note = Write the note
key-date = Type the next date
key-planned = What is planned stays
key-file = File it, open next
key-print = Print the file

## What the page says by itself
text-failed = That did not work. Nothing you typed is lost: please try once more.
text-offline = No connection to the binder. What you typed stays here: try again when you are back online.
text-signed-out = You are signed out. What you typed stays here: sign in in another tab, then try again.

## What went wrong
error-title-not-found = Not here
error-title-forbidden = Not open to you
error-title-refused = Not taken
error-title-unexpected = Something broke
error-to-today = To today
error-not-found = There is nothing at this address, or it stands in a binder you do not see. Look for it with find.
error-forbidden = This screen belongs to another role. An administrator can give you that role.
error-sign-in = You are signed out. Sign in and do it once more.
error-csrf = This page had grown old, so nothing was changed. Load it anew and do it once more.
error-malformed = The binder did not understand the browser. Load the page anew and do it once more.
error-too-large = That is too large to take in. Send less at once, or a smaller file.
error-too-many = { $minutes ->
    [one] Too many tries. Wait one minute and try again.
   *[other] Too many tries. Wait { $minutes } minutes and try again.
}
error-busy = The server is busy and nothing was changed. Try once more in a moment.
error-disk-full = There is no room left on the server’s disk, so nothing can be written now. Nothing was changed and reading goes on. Tell whoever looks after the server.
error-typed = What you typed, to copy it:
error-unexpected = Something broke on our side and nothing was changed. Try once more; if it stays, tell your administrator.

error-too-slow = The request took too long to arrive. Nothing was changed; please send it again.
