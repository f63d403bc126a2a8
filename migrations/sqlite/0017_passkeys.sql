-- Passkeys (WebAuthn): a key on a device opens the door without a password.

CREATE TABLE passkey (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL CHECK (name <> ''),
  credential TEXT NOT NULL UNIQUE,     -- the name of the key, as the device gave it
  handle TEXT NOT NULL,                -- under which name the device knows the person; says nothing about who it is
  public_key TEXT NOT NULL,            -- JSON, with the count of its uses
  made_at INTEGER NOT NULL,
  used_at INTEGER
);
CREATE INDEX passkey_person ON passkey (person_id);

CREATE TABLE passkey_asked (           -- a question that a device was asked
  token_hash TEXT PRIMARY KEY,
  person_id INTEGER REFERENCES person (id),  -- who adds one; none at the door
  handle TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE INDEX passkey_asked_expires ON passkey_asked (expires_at);
