# Find: one box for clients, phones, notes and commands.

find-label = Find a client, phone, note or command
find-lead = Type the beginning of a name, some digits of a phone, a piece of an e-mail or words of a note.
find-none = Nothing found for “{ $typed }”. Try fewer letters, or the last digits of the phone.
find-commands = Commands
find-notes = Notes
find-everything = Everywhere
find-within = Where to look
command-today = Today
command-clients = Clients
command-new-client = New client
command-plan = Plan other work
command-import = Import clients
command-undo = Undo: what can be taken back
command-settings = Settings
