-- Fields of the company's own on the information card of clients and of the people there, and what stands in them.

CREATE TABLE own_field (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  about TEXT NOT NULL CHECK (about IN ('client', 'contact')),
  kind TEXT NOT NULL,                 -- as domain::own_form writes it; never changes
  names TEXT NOT NULL,                -- JSON: {"en": "…", "km": "…", "ru": "…"}
  help TEXT NOT NULL,                 -- likewise
  options TEXT NOT NULL,              -- JSON list of names; grows, and no choice ever changes its place
  needed TEXT NOT NULL CHECK (needed IN ('never', 'first_call', 'closing')),
  position INTEGER NOT NULL,
  retired_at INTEGER,
  created_by INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL
);

CREATE TABLE field_value (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
  field_id INTEGER NOT NULL REFERENCES own_field (id),
  answer TEXT NOT NULL,               -- as domain::own_form stores it
  sort_key TEXT NOT NULL        -- domain::own_field::sort_key: its bytes stand in the order of the answers
);
CREATE INDEX field_value_client ON field_value (client_id, field_id);
CREATE INDEX field_value_contact ON field_value (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX field_value_key ON field_value (field_id, sort_key, client_id);
