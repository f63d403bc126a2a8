-- Colleagues, mornings and evenings, rhythm, own forms.

-- Who is away, and who is appointed for that time (B45, E26). Nothing moves: a binder is worked by somebody else.
CREATE TABLE absence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  deputy_id INTEGER NOT NULL REFERENCES person (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,            -- included
  note TEXT NOT NULL DEFAULT '',
  appointed_by INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_by INTEGER REFERENCES person (id),
  CHECK (to_day >= from_day),
  CHECK (deputy_id <> person_id)
);
CREATE INDEX absence_person ON absence (person_id, to_day);
CREATE INDEX absence_to ON absence (to_day) WHERE withdrawn_at IS NULL;

CREATE TABLE absence_file (           -- files of that binder that another deputy works
  absence_id INTEGER NOT NULL REFERENCES absence (id),
  client_id INTEGER NOT NULL REFERENCES client (id),
  deputy_id INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (absence_id, client_id)
);
CREATE INDEX absence_file_client ON absence_file (client_id);

-- Who really works whose binder on which days: made anew from `absence` by domain::absence, chains followed.
CREATE TABLE stand_in (
  deputy_id INTEGER NOT NULL REFERENCES person (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  absence_id INTEGER NOT NULL REFERENCES absence (id),
  PRIMARY KEY (deputy_id, person_id, from_day)
);
CREATE INDEX stand_in_person ON stand_in (person_id, from_day);

-- Files given to other people for good (B11, B45).
CREATE TABLE hand_over (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),   -- who did it
  at INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  files INTEGER NOT NULL,
  taken_back_at INTEGER
);
CREATE TABLE handed_file (
  hand_over_id INTEGER NOT NULL REFERENCES hand_over (id),
  client_id INTEGER NOT NULL,
  from_person INTEGER NOT NULL REFERENCES person (id),
  to_person INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (hand_over_id, client_id)
);
CREATE INDEX handed_file_client ON handed_file (client_id);
CREATE TABLE handed_slip (            -- other work without a client
  hand_over_id INTEGER NOT NULL REFERENCES hand_over (id),
  slip_id INTEGER NOT NULL,
  from_person INTEGER NOT NULL REFERENCES person (id),
  to_person INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (hand_over_id, slip_id)
);

ALTER TABLE entry ADD COLUMN for_person_id INTEGER REFERENCES person (id);   -- in whose name a deputy acted
ALTER TABLE slip_event ADD COLUMN for_person_id INTEGER REFERENCES person (id);
CREATE INDEX entry_for_person ON entry (for_person_id, at) WHERE for_person_id IS NOT NULL;
CREATE INDEX slip_event_for_person ON slip_event (for_person_id, at) WHERE for_person_id IS NOT NULL;

-- How much stands under each divider of each binder: what the strip and the head's screen read. Kept by the
-- triggers below in the transaction that changes a slip; `doctor` compares.
CREATE TABLE divider_load (
  person_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  files INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  agreed INTEGER NOT NULL,
  PRIMARY KEY (person_id, place)
) WITHOUT ROWID;
INSERT INTO divider_load (person_id, place, files, minutes, agreed)
  SELECT person_id, place, count(*), sum(minutes), sum(agreed) FROM slip WHERE state = 'open' GROUP BY person_id, place;

CREATE TRIGGER load_of_a_new_slip AFTER INSERT ON slip WHEN NEW.state = 'open'
BEGIN
  INSERT INTO divider_load (person_id, place, files, minutes, agreed) VALUES (NEW.person_id, NEW.place, 1, NEW.minutes, NEW.agreed)
    ON CONFLICT (person_id, place) DO UPDATE SET files = files + 1, minutes = minutes + excluded.minutes, agreed = agreed + excluded.agreed;
END;
CREATE TRIGGER load_without_a_slip AFTER DELETE ON slip WHEN OLD.state = 'open'
BEGIN
  UPDATE divider_load SET files = files - 1, minutes = minutes - OLD.minutes, agreed = agreed - OLD.agreed
    WHERE person_id = OLD.person_id AND place = OLD.place;
END;
CREATE TRIGGER load_of_a_changed_slip AFTER UPDATE OF person_id, place, minutes, agreed, state ON slip
WHEN OLD.state = 'open' OR NEW.state = 'open'
BEGIN
  UPDATE divider_load SET files = files - 1, minutes = minutes - OLD.minutes, agreed = agreed - OLD.agreed
    WHERE OLD.state = 'open' AND person_id = OLD.person_id AND place = OLD.place;
  INSERT INTO divider_load (person_id, place, files, minutes, agreed)
    SELECT NEW.person_id, NEW.place, 1, NEW.minutes, NEW.agreed WHERE NEW.state = 'open'
    ON CONFLICT (person_id, place) DO UPDATE SET files = files + 1, minutes = minutes + excluded.minutes, agreed = agreed + excluded.agreed;
END;

CREATE INDEX slip_event_person ON slip_event (person_id, at);

CREATE INDEX slip_opened ON slip (person_id, opened_at) WHERE state = 'open';

-- The morning, once it was looked at (B42). The evening: the person's note and the figures of that day (B34, B41).
CREATE TABLE morning (
  person_id INTEGER NOT NULL REFERENCES person (id),
  day INTEGER NOT NULL,
  figures TEXT NOT NULL,              -- JSON: what its line said
  looked_at INTEGER NOT NULL,         -- when it was put away
  PRIMARY KEY (person_id, day)
);
CREATE TABLE evening (
  person_id INTEGER NOT NULL REFERENCES person (id),
  day INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  figures TEXT NOT NULL DEFAULT '',   -- JSON, as they were when the day was closed
  closed_at INTEGER,
  PRIMARY KEY (person_id, day)
);

-- How often somebody should be spoken with (E34): of a class of clients, or of one client.
CREATE TABLE client_class (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  ideal_days INTEGER NOT NULL CHECK (ideal_days BETWEEN 1 AND 1000),
  latest_days INTEGER NOT NULL CHECK (latest_days BETWEEN 1 AND 1000),
  position INTEGER NOT NULL DEFAULT 0,
  CHECK (latest_days >= ideal_days)
);
ALTER TABLE client ADD COLUMN class_id INTEGER REFERENCES client_class (id);
ALTER TABLE client ADD COLUMN ideal_days INTEGER CHECK (ideal_days BETWEEN 1 AND 1000);
ALTER TABLE client ADD COLUMN latest_days INTEGER CHECK (latest_days BETWEEN 1 AND 1000);
ALTER TABLE client ADD COLUMN reached_at INTEGER;      -- the last real contact, either way: a call nobody answered is none
-- Days here are numbered from 1 January 1970, so that days can be added to them.
ALTER TABLE client ADD COLUMN reached_day INTEGER;     -- its day in the company's zone; before anything, the day it got an interval
ALTER TABLE client ADD COLUMN due_ideal INTEGER;       -- the day by which the next contact should be; none without an interval
ALTER TABLE client ADD COLUMN due_latest INTEGER;
UPDATE client SET reached_at = (
  SELECT max(e.at) FROM entry e WHERE e.client_id = client.id AND e.kind NOT IN ('note', 'closed', 'reopened')
    AND (e.outcome IS NULL OR e.outcome <> 'no_answer')
    AND NOT EXISTS (SELECT 1 FROM entry_correction k WHERE k.entry_id = e.id AND k.text IS NULL));
UPDATE client SET reached_day = reached_at / 86400000 WHERE reached_at IS NOT NULL;
CREATE INDEX client_due ON client (owner_id, due_ideal, id) WHERE due_ideal IS NOT NULL;
CREATE INDEX client_class_of ON client (class_id) WHERE class_id IS NOT NULL;

-- Forms that the head composes (B46, B12). A version never changes once somebody filled it.
CREATE TABLE own_form (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  names TEXT NOT NULL,                -- JSON: {"en": "…", "km": "…", "ru": "…"}
  due TEXT NOT NULL CHECK (due IN ('any', 'first_call', 'outcome', 'closing', 'months')),
  due_outcome TEXT,
  due_months INTEGER,
  position INTEGER NOT NULL DEFAULT 0,
  created_by INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  retired_at INTEGER
);
CREATE TABLE own_form_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  form_id INTEGER NOT NULL REFERENCES own_form (id),
  version INTEGER NOT NULL,
  fields TEXT NOT NULL,               -- JSON, as domain::own_form writes it
  created_by INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  UNIQUE (form_id, version)
);
CREATE TABLE filled_form (            -- append-only, as the entry it belongs to
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id),
  form_id INTEGER NOT NULL REFERENCES own_form (id),
  version_id INTEGER NOT NULL REFERENCES own_form_version (id),
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  answers TEXT NOT NULL               -- JSON: field → value
);
CREATE INDEX filled_form_client ON filled_form (client_id, form_id, at);
CREATE TRIGGER filled_forms_stay AFTER UPDATE ON filled_form BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER filled_forms_are_kept BEFORE DELETE ON filled_form BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
