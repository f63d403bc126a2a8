-- Protection of the data of the people in the files: consents, erasure, how long closed files are kept.

ALTER TABLE client ADD COLUMN erased_at INTEGER;   -- only a mark and figures are left of this file, for good

CREATE TABLE consent (                -- per channel and purpose; append-only, the newest counts
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  channel TEXT NOT NULL CHECK (channel IN ('phone', 'email', 'letter', 'messenger')),
  purpose TEXT NOT NULL CHECK (purpose IN ('service', 'offers', 'greetings')),
  said TEXT NOT NULL CHECK (said IN ('given', 'refused', 'withdrawn', 'unknown')),
  said_on INTEGER NOT NULL,           -- the day on which the client said it
  source TEXT NOT NULL DEFAULT '',    -- how it is known: "on the phone", "form of 3 May"
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL
);
CREATE INDEX consent_client ON consent (client_id, channel, purpose, id);

CREATE TABLE erasure (                -- who erased which file, when and why; nothing about whom
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL,
  client_made_at INTEGER NOT NULL,    -- with the number, names one file of this company in any backup of it
  person_id INTEGER REFERENCES person (id),
  at INTEGER NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('asked', 'kept_long_enough', 'by_mistake', 'other')),
  counts TEXT NOT NULL,               -- JSON: table → rows
  hash TEXT NOT NULL UNIQUE,          -- over all of the above and the hash of the erasure before
  left_over TEXT NOT NULL DEFAULT '', -- JSON: hashes of bytes that are still to be taken away; empty when that is done
  finished_at INTEGER
);
CREATE INDEX erasure_unfinished ON erasure (id) WHERE finished_at IS NULL;
CREATE TRIGGER erasures_stay BEFORE UPDATE OF id, client_id, client_made_at, person_id, at, why, counts, hash ON erasure
BEGIN SELECT RAISE(ABORT, 'erasures are append-only'); END;
CREATE TRIGGER erasures_are_kept BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'erasures are append-only'); END;

-- What is erased stays so, whatever an older copy of a row says.
CREATE TRIGGER erased_files_stay BEFORE UPDATE ON client
WHEN OLD.erased_at IS NOT NULL AND (NEW.erased_at IS NOT OLD.erased_at OR NEW.state <> 'closed' OR NEW.name <> OLD.name)
BEGIN SELECT RAISE(ABORT, 'an erased file stays erased'); END;

-- History stays append-only; the one exception is that the words of an erased file are blanked, never the rows.
DROP TRIGGER entries_stay;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entry
WHEN NOT (NEW.text = '' AND EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id AND erased_at IS NOT NULL)
  AND NEW.id = OLD.id AND NEW.client_id = OLD.client_id AND NEW.slip_id IS OLD.slip_id AND NEW.person_id = OLD.person_id AND NEW.at = OLD.at
  AND NEW.kind = OLD.kind AND NEW.outcome IS OLD.outcome AND NEW.seconds IS OLD.seconds AND NEW.written_at = OLD.written_at
  AND NEW.for_person_id IS OLD.for_person_id)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
DROP TRIGGER corrections_stay;
CREATE TRIGGER corrections_stay BEFORE UPDATE ON entry_correction
WHEN NOT (NEW.text IS NOT NULL AND NEW.text = '' AND OLD.text IS NOT NULL
  AND EXISTS (SELECT 1 FROM client c JOIN entry e ON e.client_id = c.id WHERE e.id = OLD.entry_id AND c.erased_at IS NOT NULL)
  AND NEW.id = OLD.id AND NEW.entry_id = OLD.entry_id AND NEW.person_id = OLD.person_id AND NEW.at = OLD.at)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
DROP TRIGGER filled_forms_stay;
CREATE TRIGGER filled_forms_stay BEFORE UPDATE ON filled_form
WHEN NOT (NEW.answers = '{}' AND EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id AND erased_at IS NOT NULL)
  AND NEW.id = OLD.id AND NEW.client_id = OLD.client_id AND NEW.form_id = OLD.form_id AND NEW.version_id = OLD.version_id
  AND NEW.entry_id = OLD.entry_id AND NEW.person_id = OLD.person_id AND NEW.at = OLD.at)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER consents_stay BEFORE UPDATE ON consent
WHEN NOT (NEW.source = '' AND EXISTS (SELECT 1 FROM client WHERE id = OLD.client_id AND erased_at IS NOT NULL)
  AND NEW.id = OLD.id AND NEW.client_id = OLD.client_id AND NEW.channel = OLD.channel AND NEW.purpose = OLD.purpose
  AND NEW.said = OLD.said AND NEW.said_on = OLD.said_on AND NEW.person_id = OLD.person_id AND NEW.at = OLD.at)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

-- The audit log keeps its chain: a row whose words are blanked keeps its hash, and a later row names what it became.
-- The salt goes with the words, so that nobody can guess them from the hash.
ALTER TABLE audit ADD COLUMN salt TEXT NOT NULL DEFAULT '';
DROP TRIGGER audit_stays;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
WHEN NOT (NEW.salt = '' AND NEW.seq = OLD.seq AND NEW.at = OLD.at AND NEW.person_id IS OLD.person_id AND NEW.kind = OLD.kind
  AND NEW.hash = OLD.hash AND OLD.kind <> 'erased')
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- How many months closed files are kept before they are offered for erasure; 0 = for good.
ALTER TABLE company ADD COLUMN keep_months TEXT NOT NULL DEFAULT '';   -- "won:0,lost:24,closed:24,do_not_contact:12"
CREATE INDEX client_closed ON client (close_reason, closed_at) WHERE state = 'closed' AND erased_at IS NULL;
