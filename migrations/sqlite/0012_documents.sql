-- Documents in files (B21–B24). The bytes stand on the shelf under the hash of their contents; here is what they are.

CREATE TABLE document_kind (          -- kinds of the company's own, beside those every company has
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  names TEXT NOT NULL,                -- JSON: {"en": "…", "km": "…", "ru": "…"}
  position INTEGER NOT NULL DEFAULT 0,
  retired_at INTEGER
);

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id),
  kind TEXT NOT NULL CHECK (kind IN ('offer', 'calculation', 'estimate', 'schedule', 'letter', 'picture', 'other', 'own')),
  own_kind_id INTEGER REFERENCES document_kind (id),
  title TEXT NOT NULL,
  position INTEGER NOT NULL,          -- its place in the file, by hand
  created_by INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  CHECK ((kind = 'own') = (own_kind_id IS NOT NULL))
);
CREATE INDEX document_client ON document (client_id, position, id);

CREATE TABLE document_version (       -- what was added stays what it was; only what is known of its contents is filled in
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  bytes INTEGER NOT NULL,
  name TEXT NOT NULL,                 -- the file's name as it came; never a path
  contents TEXT NOT NULL CHECK (contents IN ('pdf', 'picture', 'words', 'sheets', 'plain', 'other')),
  added_by INTEGER NOT NULL REFERENCES person (id),
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  pages INTEGER NOT NULL DEFAULT 0,
  reading TEXT NOT NULL CHECK (reading IN ('waiting', 'read', 'unreadable')),
  why TEXT NOT NULL DEFAULT '',       -- why it could not be read
  swept_at INTEGER,                   -- when its bytes were taken off the shelf
  UNIQUE (document_id, number)
);
CREATE INDEX document_version_hash ON document_version (hash);
CREATE INDEX document_version_waiting ON document_version (id) WHERE reading = 'waiting';

CREATE TABLE document_text (          -- in pieces, because an index numbers only so many words of one row
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version_id INTEGER NOT NULL REFERENCES document_version (id),
  piece INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (version_id, piece)
);

CREATE VIRTUAL TABLE find_document USING fts5(
  words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3 5 7');
