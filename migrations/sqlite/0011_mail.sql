-- Mail in the file (B22).
CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),   -- whose it is; of a shared one, in whose name it is filed
  name TEXT NOT NULL CHECK (name <> ''),
  address TEXT NOT NULL,                  -- in lower case
  also TEXT NOT NULL DEFAULT '',          -- further addresses that arrive there, separated by commas
  sight TEXT NOT NULL CHECK (sight IN ('own', 'team', 'all')),
  imap_host TEXT NOT NULL,
  imap_port INTEGER NOT NULL CHECK (imap_port BETWEEN 1 AND 65535),
  imap_sealing TEXT NOT NULL CHECK (imap_sealing IN ('tls', 'starttls', 'none')),
  smtp_host TEXT NOT NULL DEFAULT '',     -- empty = nothing is sent from here
  smtp_port INTEGER NOT NULL DEFAULT 587 CHECK (smtp_port BETWEEN 1 AND 65535),
  smtp_sealing TEXT NOT NULL DEFAULT 'starttls' CHECK (smtp_sealing IN ('tls', 'starttls', 'none')),
  sign_in_as TEXT NOT NULL,
  secret TEXT NOT NULL,                   -- the password, sealed with the key beside the database
  folder TEXT NOT NULL DEFAULT 'INBOX',
  sent_folder TEXT NOT NULL DEFAULT '',   -- empty = the one that the server names as such
  since INTEGER NOT NULL,                 -- nothing older than this day is taken
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  made_at INTEGER NOT NULL,
  -- what is true of it now
  tried_at INTEGER,
  read_at INTEGER,                        -- when everything that was there had been read
  waiting INTEGER NOT NULL DEFAULT 0,     -- messages that are there and not yet read
  trouble TEXT NOT NULL DEFAULT '',       -- the message that says why it cannot be read
  trouble_since INTEGER,
  wanted_at INTEGER NOT NULL DEFAULT 0,   -- when somebody asked for it to be read at once
  claimed_by TEXT NOT NULL DEFAULT '',
  claimed_until INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX mailbox_person ON mailbox (person_id);
CREATE TABLE mail_folder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  uid_validity INTEGER NOT NULL,
  last_uid INTEGER NOT NULL DEFAULT 0,
  UNIQUE (mailbox_id, name)
);
CREATE TABLE mail (                   -- one row for a message, however many copies of it there are
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL UNIQUE,       -- SHA-256 of what makes it the same message
  message_id TEXT NOT NULL DEFAULT '',
  thread INTEGER NOT NULL,                -- the first message of its thread
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  from_address TEXT NOT NULL,
  from_name TEXT NOT NULL DEFAULT '',
  to_line TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  html TEXT NOT NULL DEFAULT '',          -- as it came; cleaned each time it is shown
  is_cut INTEGER NOT NULL DEFAULT 0 CHECK (is_cut IN (0, 1)),   -- too large: only its beginning was read
  state TEXT NOT NULL CHECK (state IN ('filed', 'tray', 'never', 'inside', 'circular', 'put_away'))
);
CREATE INDEX mail_thread ON mail (thread, at);
CREATE INDEX mail_message_id ON mail (message_id) WHERE message_id <> '';
CREATE INDEX mail_state ON mail (state, at);
CREATE INDEX mail_from ON mail (from_address, state);
CREATE TABLE mail_named (             -- the messages that one names as before it
  mail_id INTEGER NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL,
  PRIMARY KEY (mail_id, message_id)
);
CREATE INDEX mail_named_id ON mail_named (message_id);
CREATE TABLE mail_copy (              -- where a message was found
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mail_id INTEGER NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
  mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
  folder TEXT NOT NULL,
  uid_validity INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  UNIQUE (mailbox_id, folder, uid_validity, uid)
);
CREATE INDEX mail_copy_mail ON mail_copy (mail_id);
CREATE TABLE mail_file (              -- in which files it stands; once in each
  mail_id INTEGER NOT NULL REFERENCES mail (id),
  client_id INTEGER NOT NULL REFERENCES client (id),
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  PRIMARY KEY (mail_id, client_id)
);
CREATE INDEX mail_file_client ON mail_file (client_id);
CREATE INDEX mail_file_entry ON mail_file (entry_id);
CREATE TABLE mail_attachment (
  mail_id INTEGER NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                     -- "application/pdf", as the message says; never believed
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL DEFAULT '',        -- under which it is kept; empty = it stayed in the mailbox
  PRIMARY KEY (mail_id, number)
);
CREATE TABLE mail_untaken (           -- what could not be read, by name
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
  folder TEXT NOT NULL,
  uid_validity INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  why TEXT NOT NULL,
  size INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
  UNIQUE (mailbox_id, folder, uid_validity, uid)
);
CREATE TABLE mail_never (             -- senders of whom a mailbox wants nothing
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
  UNIQUE (mailbox_id, address)
);
CREATE TABLE mail_text (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('template', 'module')),
  name TEXT NOT NULL CHECK (name <> ''),
  subject TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
);
CREATE UNIQUE INDEX mail_text_name ON mail_text (kind, name) WHERE active = 1;
CREATE TABLE letter (                 -- written here, sent now or later
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mailbox_id INTEGER NOT NULL REFERENCES mailbox (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  client_id INTEGER NOT NULL REFERENCES client (id),
  answers_id INTEGER REFERENCES mail (id),
  message_id TEXT NOT NULL UNIQUE,
  to_line TEXT NOT NULL,
  copy_line TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  send_at INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stopped', 'waiting', 'going', 'sent', 'refused', 'unsure')),
  tries INTEGER NOT NULL DEFAULT 0,
  trouble TEXT NOT NULL DEFAULT '',
  claimed_until INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER,
  mail_id INTEGER REFERENCES mail (id),
  remind_on INTEGER,                      -- a slip is filed on that day if no answer has come
  reminded TEXT NOT NULL DEFAULT '' CHECK (reminded IN ('', 'answered', 'slip', 'closed'))
);
CREATE INDEX letter_due ON letter (send_at) WHERE state IN ('waiting', 'going');
CREATE INDEX letter_remind ON letter (remind_on) WHERE state = 'sent' AND reminded = '';
CREATE INDEX letter_client ON letter (client_id, id);
