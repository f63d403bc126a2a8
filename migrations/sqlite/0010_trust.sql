-- Trust: the audit log, the second factor, sessions with where they come from.

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,            -- 1, 2, 3 … without a gap
  at INTEGER NOT NULL,
  person_id INTEGER,                  -- who; none for the command line and for strangers at the door
  who TEXT NOT NULL,                  -- the name then, or the address typed at the door
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,              -- what or whom it is about
  changes TEXT NOT NULL,              -- JSON: [[field, old, new], …]
  address TEXT NOT NULL,              -- of the network
  device TEXT NOT NULL,               -- "Firefox · Linux"
  words TEXT NOT NULL,                -- what is searched, in lower case
  hash TEXT NOT NULL                  -- SHA-256 over the fields and the hash of the row before
);
CREATE INDEX audit_person ON audit (person_id, seq);
CREATE INDEX audit_kind ON audit (kind, seq);
CREATE TABLE audit_head (             -- the last row; whoever writes holds it until the end of the transaction
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';

CREATE TABLE second_factor (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  sealed TEXT NOT NULL,               -- the secret, sealed with the key outside the database
  begun_at INTEGER NOT NULL,
  confirmed_at INTEGER,               -- counts only from then on
  last_step INTEGER NOT NULL DEFAULT 0 -- the step of the last code that was taken: each is taken once
);
CREATE TABLE recovery_code (
  person_id INTEGER NOT NULL REFERENCES person (id),
  code_hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (person_id, code_hash)
);
CREATE TABLE half_sign_in (           -- the password was right, the code is still asked for
  token_hash TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  expires_at INTEGER NOT NULL
);
CREATE INDEX half_sign_in_person ON half_sign_in (person_id);
ALTER TABLE company ADD COLUMN second_factor_roles TEXT NOT NULL DEFAULT '';
