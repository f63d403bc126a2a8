-- How clients stand to each other, and people who went from one company to another.

CREATE TABLE relation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_id INTEGER NOT NULL REFERENCES client (id),
  to_id INTEGER NOT NULL REFERENCES client (id),
  kind TEXT NOT NULL CHECK (kind IN ('belongs_to', 'buys_through', 'recommended_by')),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK (from_id <> to_id)
);
CREATE UNIQUE INDEX relation_once ON relation (from_id, to_id, kind) WHERE ended_at IS NULL;
CREATE INDEX relation_to ON relation (to_id) WHERE ended_at IS NULL;

CREATE TABLE person_moved (           -- somebody at a client who works at another one now
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_id INTEGER NOT NULL REFERENCES client (id),
  to_id INTEGER NOT NULL REFERENCES client (id),
  name TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  CHECK (from_id <> to_id)
);
CREATE INDEX person_moved_from ON person_moved (from_id);
CREATE INDEX person_moved_to ON person_moved (to_id);
