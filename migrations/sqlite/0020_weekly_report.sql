-- The figures of the last week by e-mail, for whoever wishes them.

-- The weekday on which they are sent, 1 = Monday to 7 = Sunday; 0 = never.
ALTER TABLE person ADD COLUMN report_weekday INTEGER NOT NULL DEFAULT 0 CHECK (report_weekday BETWEEN 0 AND 7);

CREATE TABLE weekly_report (          -- each week is sent to each person once
  person_id INTEGER NOT NULL REFERENCES person (id),
  week INTEGER NOT NULL,                -- the Monday of the week that is told, as a day's number
  tries INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL,
  sent_at INTEGER,
  PRIMARY KEY (person_id, week)
);
CREATE INDEX weekly_report_week ON weekly_report (week);
