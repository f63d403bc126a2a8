-- The pocket (B44).
CREATE TABLE take_along (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  client_id INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  is_along INTEGER NOT NULL DEFAULT 0 CHECK (is_along IN (0, 1)),
  UNIQUE (person_id, client_id)
);
CREATE INDEX take_along_client ON take_along (client_id);
CREATE TABLE delivery (               -- what arrived from a device's queue: the same key is never carried out twice
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  key TEXT NOT NULL,
  at INTEGER NOT NULL,                -- when it arrived
  client_id INTEGER REFERENCES client (id) ON DELETE SET NULL,
  answer TEXT NOT NULL DEFAULT '',    -- JSON, given again to a repeated delivery
  stood TEXT NOT NULL DEFAULT '',     -- how the file stood afterwards; empty where the filing was not carried out
  wanted TEXT NOT NULL DEFAULT '',    -- JSON: what the device wanted where somebody was faster
  unsettled INTEGER NOT NULL DEFAULT 0 CHECK (unsettled IN (0, 1)),
  UNIQUE (person_id, key)
);
CREATE INDEX delivery_at ON delivery (at);
CREATE INDEX delivery_client ON delivery (client_id);
CREATE INDEX delivery_unsettled ON delivery (person_id) WHERE unsettled = 1;
CREATE TABLE push_subscription (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id),
  endpoint TEXT NOT NULL UNIQUE,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  device TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  session_hash TEXT NOT NULL REFERENCES session (token_hash) ON DELETE CASCADE,  -- who signs out is told nothing more here
  failures INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX push_subscription_person ON push_subscription (person_id);
CREATE INDEX push_subscription_session ON push_subscription (session_hash);
CREATE TABLE reminder (               -- each agreed time is told once on each device and once by e-mail
  slip_id INTEGER NOT NULL,               -- 0 for a trial
  person_id INTEGER NOT NULL REFERENCES person (id),
  device_id INTEGER NOT NULL,             -- the push_subscription; 0 = by e-mail
  place INTEGER NOT NULL,
  minute INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL,         -- nobody else tries before that moment
  sent_at INTEGER,                        -- none until it was taken by the other side
  PRIMARY KEY (slip_id, person_id, device_id, place, minute)
);
CREATE INDEX reminder_place ON reminder (place);
CREATE INDEX slip_time ON slip (place, minute) WHERE state = 'open' AND minute IS NOT NULL;
CREATE TABLE server_key (             -- keys the server made for itself
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
ALTER TABLE person ADD COLUMN remind_minutes INTEGER NOT NULL DEFAULT 10 CHECK (remind_minutes BETWEEN 0 AND 240);
ALTER TABLE person ADD COLUMN remind_by TEXT NOT NULL DEFAULT 'push' CHECK (remind_by IN ('none', 'push', 'email', 'both'));
ALTER TABLE person ADD COLUMN quiet_from INTEGER NOT NULL DEFAULT 1200 CHECK (quiet_from BETWEEN 0 AND 1439);
ALTER TABLE person ADD COLUMN quiet_to INTEGER NOT NULL DEFAULT 420 CHECK (quiet_to BETWEEN 0 AND 1439);
ALTER TABLE person ADD COLUMN remind_names INTEGER NOT NULL DEFAULT 0 CHECK (remind_names IN (0, 1));
-- From this each person's lock for what waits on a device is derived.
INSERT INTO server_key (name, value, created_at) VALUES ('pocket', lower(hex(randomblob(32))), 0);
