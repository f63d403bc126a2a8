-- The company, its people, its clients and their binder.
-- Civil days and places are numbers yyyymmdd (00 = a month without a day); moments are UTC milliseconds.

CREATE TABLE company (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  language TEXT NOT NULL,
  country TEXT NOT NULL,
  week TEXT NOT NULL,                 -- working minutes Monday to Sunday: "360,360,360,360,360,0,0"
  card_fields TEXT NOT NULL,          -- what a first call needs (B26, decision 8): "phone,needs,decides"
  created_at INTEGER NOT NULL
);

CREATE TABLE holiday (
  day INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  team_id INTEGER REFERENCES team (id),
  name TEXT NOT NULL CHECK (name <> ''),
  email TEXT NOT NULL UNIQUE,         -- lower case
  password_hash TEXT,                 -- argon2id; none until the person has chosen one
  role TEXT NOT NULL CHECK (role IN ('service', 'manager', 'head', 'director', 'admin')),
  language TEXT NOT NULL CHECK (language IN ('en', 'km', 'ru')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  mode TEXT NOT NULL DEFAULT 'numbered' CHECK (mode IN ('numbered', 'dated')),
  horizon_months INTEGER NOT NULL DEFAULT 2 CHECK (horizon_months BETWEEN 1 AND 3),
  month_end_days INTEGER NOT NULL DEFAULT 7 CHECK (month_end_days BETWEEN 0 AND 15),
  first_calls_a_day INTEGER NOT NULL DEFAULT 20 CHECK (first_calls_a_day BETWEEN 0 AND 500),
  week TEXT,                          -- own working minutes; none = the company's
  theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
  created_at INTEGER NOT NULL
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,        -- SHA-256 of what the cookie holds
  person_id INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE link (                   -- one-time links: set-up, choosing a password
  token_hash TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('set_up', 'password')),
  person_id INTEGER REFERENCES person (id),
  expires_at INTEGER NOT NULL
);

CREATE TABLE sign_in_failure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject TEXT NOT NULL,              -- "email:…" or "address:…"
  at INTEGER NOT NULL
);
CREATE INDEX sign_in_failure_subject ON sign_in_failure (subject, at);

CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  rows_read INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  merged INTEGER NOT NULL,
  rejects TEXT NOT NULL,              -- CSV: row number, reason, the row
  reversed_at INTEGER
);

CREATE TABLE client (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('company', 'person')),
  name TEXT NOT NULL CHECK (name <> ''),
  name_fold TEXT NOT NULL,
  company TEXT NOT NULL DEFAULT '',
  owner_id INTEGER NOT NULL REFERENCES person (id),
  state TEXT NOT NULL CHECK (state IN ('active', 'closed')),
  close_reason TEXT CHECK (close_reason IN ('won', 'lost', 'closed', 'do_not_contact')),
  close_note TEXT NOT NULL DEFAULT '',
  closed_at INTEGER,
  -- the information card (B20, decision 9)
  address TEXT NOT NULL DEFAULT '',
  town TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  time_zone TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  needs TEXT NOT NULL DEFAULT '',
  expects TEXT NOT NULL DEFAULT '',
  decides TEXT NOT NULL DEFAULT '',
  competitor TEXT NOT NULL DEFAULT '',
  birthday TEXT NOT NULL DEFAULT '',  -- 1980-12-05 or --12-05
  interests TEXT NOT NULL DEFAULT '',
  consent TEXT NOT NULL DEFAULT '',
  preferred_channel TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  top_ranked INTEGER NOT NULL DEFAULT 0 CHECK (top_ranked IN (0, 1)),
  prepared INTEGER NOT NULL DEFAULT 0 CHECK (prepared IN (0, 1)),
  -- where the file stands; kept by every verb with its slip (decision 1)
  slip_id INTEGER,
  place INTEGER,
  -- the last contact, kept with its entry (B9)
  last_at INTEGER,
  last_kind TEXT,
  last_outcome TEXT,
  last_line TEXT NOT NULL DEFAULT '',
  last_person_id INTEGER REFERENCES person (id),
  phone TEXT NOT NULL DEFAULT '',     -- the first phone as typed and the main contact, for the card in the stack
  contact TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import (id),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- An active client always stands under exactly one divider; a closed one under none.
  CONSTRAINT an_active_client_stands_somewhere CHECK ((state = 'active') = (slip_id IS NOT NULL)),
  CONSTRAINT a_place_comes_from_a_slip CHECK ((slip_id IS NULL) = (place IS NULL)),
  CONSTRAINT closing_has_a_reason CHECK ((state = 'closed') = (close_reason IS NOT NULL)),
  FOREIGN KEY (slip_id, id) REFERENCES slip (id, client_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX client_owner ON client (owner_id, state, place);
CREATE INDEX client_name ON client (name_fold, id);
CREATE INDEX client_import ON client (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  position TEXT NOT NULL DEFAULT '',
  rank INTEGER NOT NULL DEFAULT 0        -- 0 = the one to ask for
);
CREATE INDEX contact_client ON contact (client_id, rank);

CREATE TABLE reach (                  -- phones, e-mails, messenger names
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'messenger')),
  as_typed TEXT NOT NULL,
  norm TEXT NOT NULL,                 -- +85512345678, or the address in lower case; else the digits
  reversed TEXT NOT NULL DEFAULT '',  -- a phone's digits backwards, so that an ending is found by prefix
  extension TEXT NOT NULL DEFAULT '',
  rank INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX reach_client ON reach (client_id, kind, rank);
CREATE INDEX reach_norm ON reach (kind, norm);
CREATE INDEX reach_reversed ON reach (reversed) WHERE kind = 'phone';

CREATE TABLE slip (
  id INTEGER PRIMARY KEY,
  client_id INTEGER REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,
  person_id INTEGER NOT NULL REFERENCES person (id),   -- whose binder
  place INTEGER NOT NULL,
  minute INTEGER CHECK (minute BETWEEN 0 AND 1439),    -- only when a time was agreed (decision 2)
  kind TEXT NOT NULL CHECK (kind IN ('call', 'first', 'callback', 'email', 'visit', 'meeting', 'other')),
  line TEXT NOT NULL DEFAULT '',
  agreed INTEGER NOT NULL DEFAULT 0 CHECK (agreed IN (0, 1)),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'withdrawn')),
  first_place INTEGER NOT NULL,
  postponed INTEGER NOT NULL DEFAULT 0,
  opened_at INTEGER NOT NULL,
  opened_by INTEGER NOT NULL REFERENCES person (id),
  done_at INTEGER,
  done_on INTEGER,
  done_by INTEGER REFERENCES person (id),
  outcome TEXT,
  next_place INTEGER,                    -- where the file went when this slip was done
  put_last_at INTEGER,                   -- "to the end of today's stack": when; none = in its usual place
  UNIQUE (id, client_id)
);
CREATE INDEX slip_stack ON slip (person_id, place, minutes, agreed, kind) WHERE state = 'open';
CREATE INDEX slip_client ON slip (client_id, state, place);
CREATE INDEX slip_done ON slip (person_id, done_on) WHERE state = 'done';

CREATE TABLE entry (                  -- history: append-only, the triggers below refuse anything else
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id),
  slip_id INTEGER,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT,
  seconds INTEGER,
  text TEXT NOT NULL DEFAULT '',
  written_at INTEGER NOT NULL
);
CREATE INDEX entry_client ON entry (client_id, at, id);

CREATE TABLE entry_correction (       -- a correction stands beside what it corrects; no text = taken back
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  text TEXT
);
CREATE INDEX entry_correction_entry ON entry_correction (entry_id, id);

CREATE TABLE slip_event (             -- who moved what, and why (B30)
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slip_id INTEGER NOT NULL,
  client_id INTEGER,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  what TEXT NOT NULL,                 -- filed, moved, undone, dealt, imported
  place_from INTEGER,
  place_to INTEGER,
  reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX slip_event_client ON slip_event (client_id, id);

CREATE TABLE undo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  label TEXT NOT NULL,                -- a Fluent message and its arguments, JSON
  steps TEXT NOT NULL,                -- images of the rows before and after, JSON
  undone_at INTEGER
);
CREATE INDEX undo_person ON undo (person_id, id);

CREATE TABLE learned (                -- how long this person's contacts really take (decision 7)
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  contacts INTEGER NOT NULL,
  PRIMARY KEY (person_id, kind)
);

CREATE TABLE find_queue (             -- what the find index has not yet read; written in the transaction that changes it
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  what TEXT NOT NULL CHECK (what IN ('client', 'entry')),
  ref_id INTEGER NOT NULL
);

CREATE TABLE last_id (                -- ids given out for clients and slips, whose rows refer to each other
  what TEXT PRIMARY KEY,
  value INTEGER NOT NULL
);
INSERT INTO last_id VALUES ('client', 0), ('slip', 0);

CREATE TRIGGER no_file_without_a_slip BEFORE UPDATE OF state ON slip
WHEN OLD.state = 'open' AND NEW.state <> 'open'
  AND EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id AND slip_id = OLD.id AND state = 'active')
BEGIN SELECT RAISE(ABORT, 'an active file would stand nowhere'); END;

CREATE TRIGGER no_file_under_a_done_slip BEFORE UPDATE OF slip_id ON client
WHEN NEW.slip_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM slip WHERE id = NEW.slip_id AND (state <> 'open' OR client_id IS NOT NEW.id))
BEGIN SELECT RAISE(ABORT, 'a file stands only under its own open slip'); END;

CREATE TRIGGER entries_stay AFTER UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER corrections_stay AFTER UPDATE ON entry_correction BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER corrections_are_kept BEFORE DELETE ON entry_correction BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
