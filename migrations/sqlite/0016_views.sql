-- Views that are kept, and what is done with many clients at once.

CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL CHECK (name <> ''),
  query TEXT NOT NULL,                -- the pairs of an address, as domain::view writes them
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  made_at INTEGER NOT NULL,
  removed_at INTEGER
);
CREATE INDEX saved_view_person ON saved_view (person_id) WHERE removed_at IS NULL;

CREATE TABLE view_star (
  person_id INTEGER NOT NULL REFERENCES person (id),
  view_id INTEGER NOT NULL REFERENCES saved_view (id),
  PRIMARY KEY (person_id, view_id)
);

CREATE TABLE bulk (                   -- one thing done with many clients, a part at a time
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('tag', 'untag', 'move', 'spread', 'assign', 'close')),
  given TEXT NOT NULL,                -- JSON: what the act needs
  query TEXT,                         -- the view whose clients are gathered first; none when they were ticked
  gathered_to INTEGER,                  -- behind which client gathering goes on
  state TEXT NOT NULL CHECK (state IN ('gathering', 'running', 'done', 'taking_back', 'taken_back')),
  total INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  kept_agreed INTEGER NOT NULL DEFAULT 0,
  sign_at INTEGER NOT NULL,
  undo_id INTEGER REFERENCES undo (id) ON DELETE SET NULL
);
CREATE TABLE bulk_client (            -- with whom, in which order
  bulk_id INTEGER NOT NULL REFERENCES bulk (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  client_id INTEGER NOT NULL,
  refused TEXT,                       -- the message why it was left as it is
  PRIMARY KEY (bulk_id, number)
);

-- A part of something bigger is taken back with the whole of it, and does not stand in the list by itself.
ALTER TABLE undo ADD COLUMN part_of INTEGER REFERENCES bulk (id);
CREATE INDEX undo_part ON undo (part_of, id) WHERE part_of IS NOT NULL;

-- Birthdays and name days by the day of the year: the words of the condition are those of desk::kindness.
CREATE INDEX client_greeting ON client (owner_id, substr(birthday, length(birthday) - 4)) WHERE birthday <> '';

-- Reports: what was made and closed in a few weeks.
CREATE INDEX client_owner_created ON client (owner_id, created_at);
CREATE INDEX client_owner_closed ON client (owner_id, closed_at) WHERE closed_at IS NOT NULL;
