-- Two files of one client joined into one, and taken apart again; files that may be of one client.

ALTER TABLE client ADD COLUMN joined_into INTEGER REFERENCES client (id);   -- the file that took this one in; it is closed then
CREATE INDEX client_joined ON client (joined_into) WHERE joined_into IS NOT NULL;

CREATE TABLE joining (                -- one file took another in
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kept_id INTEGER NOT NULL REFERENCES client (id),
  gone_id INTEGER NOT NULL REFERENCES client (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  entry_id INTEGER,                   -- the line in the history that says so
  chosen TEXT NOT NULL,               -- JSON: fields of the card that were taken from the other file
  kept_was TEXT NOT NULL,             -- JSON: columns of the file that stays, before
  kept_became TEXT NOT NULL,          -- and after
  gone_was TEXT NOT NULL,             -- JSON: where the other file stood, before
  copied TEXT NOT NULL,               -- JSON: people, ways to reach them and own fields that were copied
  under_way INTEGER NOT NULL CHECK (under_way IN (0, 1)),   -- only inside the transaction that moves its history
  separated_at INTEGER,
  separated_by INTEGER REFERENCES person (id),
  CHECK (kept_id <> gone_id)
);
CREATE INDEX joining_kept ON joining (kept_id, id);
CREATE INDEX joining_gone ON joining (gone_id, id);
CREATE INDEX joining_under_way ON joining (gone_id, kept_id) WHERE under_way = 1;

CREATE TABLE joined_piece (           -- what came with the other file, so that it can go back
  joining_id INTEGER NOT NULL REFERENCES joining (id),
  what TEXT NOT NULL,                 -- the table
  ref_id INTEGER NOT NULL,
  was INTEGER,                        -- a document's position before
  PRIMARY KEY (joining_id, what, ref_id)
) WITHOUT ROWID;

-- History stays append-only. Besides the words of an erased file, only the file in which a line stands may change, and only
-- between two files that are being joined or taken apart.
DROP TRIGGER entries_stay;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entry
WHEN NOT (NEW.id = OLD.id AND NEW.slip_id IS OLD.slip_id AND NEW.person_id = OLD.person_id AND NEW.at = OLD.at
  AND NEW.kind = OLD.kind AND NEW.outcome IS OLD.outcome AND NEW.seconds IS OLD.seconds AND NEW.written_at = OLD.written_at
  AND NEW.for_person_id IS OLD.for_person_id
  AND ((NEW.text = '' AND NEW.client_id = OLD.client_id AND EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id AND erased_at IS NOT NULL))
    OR (NEW.text = OLD.text AND EXISTS (SELECT 1 FROM joining j WHERE j.under_way = 1
      AND ((j.gone_id = OLD.client_id AND j.kept_id = NEW.client_id) OR (j.gone_id = NEW.client_id AND j.kept_id = OLD.client_id))))))
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
DROP TRIGGER filled_forms_stay;
CREATE TRIGGER filled_forms_stay BEFORE UPDATE ON filled_form
WHEN NOT (NEW.id = OLD.id AND NEW.form_id = OLD.form_id AND NEW.version_id = OLD.version_id AND NEW.entry_id = OLD.entry_id
  AND NEW.person_id = OLD.person_id AND NEW.at = OLD.at
  AND ((NEW.answers = '{}' AND NEW.client_id = OLD.client_id AND EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id AND erased_at IS NOT NULL))
    OR (NEW.answers = OLD.answers AND EXISTS (SELECT 1 FROM joining j WHERE j.under_way = 1
      AND ((j.gone_id = OLD.client_id AND j.kept_id = NEW.client_id) OR (j.gone_id = NEW.client_id AND j.kept_id = OLD.client_id))))))
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
DROP TRIGGER consents_stay;
CREATE TRIGGER consents_stay BEFORE UPDATE ON consent
WHEN NOT (NEW.id = OLD.id AND NEW.channel = OLD.channel AND NEW.purpose = OLD.purpose
  AND NEW.said = OLD.said AND NEW.said_on = OLD.said_on AND NEW.person_id = OLD.person_id AND NEW.at = OLD.at
  AND ((NEW.source = '' AND NEW.client_id = OLD.client_id AND EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id AND erased_at IS NOT NULL))
    OR (NEW.source = OLD.source AND EXISTS (SELECT 1 FROM joining j WHERE j.under_way = 1
      AND ((j.gone_id = OLD.client_id AND j.kept_id = NEW.client_id) OR (j.gone_id = NEW.client_id AND j.kept_id = OLD.client_id))))))
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

-- Files that may be of one client. Filled beside the requests, from the same queue as the find index; it can be emptied and
-- filled again, but for the pairs of which somebody said that they are two.
CREATE TABLE likeness_queue (
  client_id INTEGER PRIMARY KEY
);
CREATE TABLE likeness_key (
  key TEXT NOT NULL,
  client_id INTEGER NOT NULL,
  PRIMARY KEY (key, client_id)
) WITHOUT ROWID;
CREATE INDEX likeness_key_client ON likeness_key (client_id);
CREATE TABLE likeness_progress (      -- files that were here before likeness was looked for: up to which they have been seen
  id INTEGER PRIMARY KEY CHECK (id = 1),
  up_to INTEGER NOT NULL,
  last INTEGER NOT NULL
);
INSERT INTO likeness_progress (id, up_to, last) SELECT 1, 0, coalesce(max(id), 0) FROM client;
CREATE TABLE alike (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  low_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  high_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  strength INTEGER NOT NULL,          -- 4 e-mail, 3 phone, 2 name and company, 1 name
  state TEXT NOT NULL CHECK (state IN ('open', 'two')),   -- two: somebody looked, and they are two clients
  person_id INTEGER REFERENCES person (id),
  at INTEGER,
  UNIQUE (low_id, high_id),
  CHECK (low_id < high_id)
);
CREATE INDEX alike_open ON alike (strength, id) WHERE state = 'open';
CREATE INDEX alike_high ON alike (high_id);
