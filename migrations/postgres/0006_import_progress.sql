-- An import writes in short transactions: while it runs, its row says so and when it last gave a sign of life.

ALTER TABLE import ADD COLUMN state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('running', 'done'));
ALTER TABLE import ADD COLUMN sign_at BIGINT;
ALTER TABLE import ADD COLUMN dates_kept BIGINT NOT NULL DEFAULT 0;   -- joined rows whose own date stands in the history only
ALTER TABLE import ADD COLUMN dates_planned BIGINT NOT NULL DEFAULT 0;   -- joined rows whose own date became one more slip
